//! The formula of a schedule as the body of a Python function of `step`, in the functions that NumPy, `keras.ops` and
//! `jax.numpy` have in common. Written so that single precision makes no difference above 1e-6 of the highest rate: with
//! remainders, which are exact, and exponents instead of powers of numbers near 1. All arrays are floats: TensorFlow
//! does not compute with an integer and a float.

use super::course::{Course, Heights};
use crate::number::write;

/// The lines of the body. `ops` is what the functions belong to, as `np`; the schedule ends after `total_steps`.
pub(super) fn body(course: &Course, ops: &str, total_steps: usize) -> Vec<String> {
    let n = write;
    match *course {
        Course::Constant { lr } => vec![format!("return {}", n(lr))],
        Course::Cycle { base_lr, max_lr, step_size, heights } => {
            let factor = match heights {
                Heights::Equal => String::new(),
                Heights::Halved => format!(" * 0.5 ** {ops}.floor(step / {})", n(2.0 * step_size)),
                Heights::Gamma(gamma) => format!(" * {ops}.exp(step * math.log({}))", n(gamma)),
            };
            vec![
                format!("base_lr, max_lr = {}, {}", n(base_lr), n(max_lr)),
                format!(
                    "height = 1 - {ops}.abs(step % {} / {} - 1)",
                    n(2.0 * step_size),
                    n(step_size)
                ),
                format!("return base_lr + (max_lr - base_lr) * height{factor}"),
            ]
        }
        Course::OneCycle { max_lr, total_steps, pct_start, div_factor, final_div_factor } => {
            one_cycle(
                ops,
                max_lr,
                (pct_start * total_steps - 1.0, total_steps - 1.0),
                (div_factor, final_div_factor),
            )
        }
        Course::Step { initial_lr, step_size, gamma } => {
            let drops = format!("{ops}.floor(step / {})", n(step_size));
            vec![format!("return {} * {} ** {drops}", n(initial_lr), n(gamma))]
        }
        Course::Exponential { initial_lr, decay_steps, decay_rate } => {
            let (lr, rate, steps) = (n(initial_lr), n(decay_rate), n(decay_steps));
            vec![format!("return {lr} * {rate} ** (step / {steps})")]
        }
        Course::Polynomial { initial_lr, alpha, decay_steps, power } => {
            let (lr, end, steps) = (n(initial_lr), n(alpha * initial_lr), n(decay_steps));
            vec![
                format!("rest = 1 - {ops}.minimum(step, {steps}) / {steps}"),
                format!("return ({lr} - {end}) * rest ** {} + {end}", n(power)),
            ]
        }
        Course::InverseTime { initial_lr, decay_steps, decay_rate } => {
            let (lr, rate, steps) = (n(initial_lr), n(decay_rate), n(decay_steps));
            vec![format!("return {lr} / (1 + {rate} * step / {steps})")]
        }
        Course::Cosine { initial_lr, decay_steps, alpha } => {
            let part = format!("{ops}.minimum(step, {0}) / {0}", n(decay_steps));
            vec![
                format!("initial_lr, last_lr = {}, {}", n(initial_lr), n(alpha * initial_lr)),
                format!("return {}", half_cosine(ops, "initial_lr", "last_lr", &part)),
            ]
        }
        Course::Restarts { initial_lr, first_decay_steps, t_mul, m_mul, alpha } => {
            let mut lines = periods(ops, first_decay_steps, t_mul, total_steps);
            let height = format!("{} ** restarts * (1 + {ops}.cos(math.pi * part)) / 2", n(m_mul));
            lines.push(format!("height = {height}"));
            lines.push(format!("return {} * ((1 - {1}) * height + {1})", n(initial_lr), n(alpha)));
            lines
        }
        Course::Warmup { warmup_lr, warmup_steps, initial_lr, decay_steps, alpha } => {
            let (low, top, warm) = (n(warmup_lr), n(initial_lr), n(warmup_steps));
            let part = format!("{ops}.minimum(step - {warm}, {0}) / {0}", n(decay_steps));
            let down = half_cosine(ops, "initial_lr", "last_lr", &part);
            vec![
                format!("warmup_lr, initial_lr, last_lr = {low}, {top}, {}", n(alpha * initial_lr)),
                format!("rising = warmup_lr + (initial_lr - warmup_lr) * step / {warm}"),
                format!("falling = {down}"),
                format!("return {ops}.where(step < {warm}, rising, falling)"),
            ]
        }
    }
}

/// One-cycle, whose rate rises until the step `top` and falls until the step `end`.
fn one_cycle(
    ops: &str,
    max_lr: f64,
    (top, end): (f64, f64),
    (div, final_div): (f64, f64),
) -> Vec<String> {
    let [first, max, last] = [max_lr / div, max_lr, max_lr / div / final_div].map(write);
    let (from, length) = (write(top.abs()), write(end - top));
    let sign = if top < 0.0 { "+" } else { "-" };
    let part = format!("(step {sign} {from}) / {length}");
    let falling = half_cosine(ops, "max_lr", "last_lr", &part);
    let step = format!("step = {ops}.minimum(step, {})", write(end));
    if top <= 0.0 {
        return vec![format!("max_lr, last_lr = {max}, {last}"), step, format!("return {falling}")];
    }
    let rising = half_cosine(ops, "first_lr", "max_lr", &format!("step / {from}"));
    vec![
        format!("first_lr, max_lr, last_lr = {first}, {max}, {last}"),
        step,
        format!("rising = {rising}"),
        format!("falling = {falling}"),
        format!("return {ops}.where(step < {from}, rising, falling)"),
    ]
}

/// Half a cosine between two variables.
fn half_cosine(ops: &str, start: &str, end: &str, part: &str) -> String {
    format!("{end} + ({start} - {end}) / 2 * (1 + {ops}.cos(math.pi * {part}))")
}

/// How many restarts there were, and the part of the present period that is over.
fn periods(ops: &str, first: f64, t_mul: f64, total_steps: usize) -> Vec<String> {
    let length = write(first);
    if t_mul == 1.0 {
        return vec![
            format!("restarts = {ops}.floor(step / {length})"),
            format!("part = step % {length} / {length}"),
        ];
    }
    let (mut starts, mut lengths) = (Vec::new(), Vec::new());
    let (mut start, mut length) = (0.0, first);
    while start < total_steps.max(1) as f64 {
        starts.push(float(start));
        lengths.push(float(length));
        (start, length) = (start + length, length * t_mul);
    }
    // No `take`, whose index would be an integer. Both arrays rise, so that the present period has the largest of
    // the entries that have begun.
    let present = |array: &str| format!("{ops}.max({ops}.where(begun, {array}, 0.0))");
    vec![
        format!("starts = {ops}.array([{}])", starts.join(", ")),
        format!("lengths = {ops}.array([{}])", lengths.join(", ")),
        "begun = step >= starts".to_owned(),
        format!("restarts = {ops}.sum({ops}.where(begun, 1.0, 0.0)) - 1"),
        format!("start = {}", present("starts")),
        format!("length = {}", present("lengths")),
        "part = (step - start) / length".to_owned(),
    ]
}

/// A number that is a float in Python.
fn float(number: f64) -> String {
    let text = write(number);
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}
