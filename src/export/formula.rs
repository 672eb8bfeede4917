//! The formula of a schedule as the body of a Python function of `step`, in the functions that NumPy, `keras.ops` and
//! `jax.numpy` have in common. Written so that single precision makes no difference above 1e-6 of the highest rate: with
//! remainders, which are exact, and exponents instead of powers of numbers near 1.

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
            let (base, top, half) = (n(base_lr), n(max_lr), n(step_size));
            vec![
                format!("height = 1 - {ops}.abs(step % {} / {half} - 1)", n(2.0 * step_size)),
                format!("return {base} + ({top} - {base}) * height{factor}"),
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
            vec![format!("return {}", half_cosine(ops, initial_lr, alpha * initial_lr, &part))]
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
            let down = half_cosine(ops, initial_lr, alpha * initial_lr, &part);
            vec![
                format!("rising = {low} + ({top} - {low}) * step / {warm}"),
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
    let (first_lr, last_lr) = (max_lr / div, max_lr / div / final_div);
    let (from, length) = (write(top), write(end - top));
    let mut lines = vec![format!("step = {ops}.minimum(step, {})", write(end))];
    let part = if top < 0.0 {
        format!("(step + {}) / {length}", write(-top))
    } else {
        format!("(step - {from}) / {length}")
    };
    let down = half_cosine(ops, max_lr, last_lr, &part);
    if top <= 0.0 {
        lines.push(format!("return {down}"));
        return lines;
    }
    lines.push(format!(
        "rising = {}",
        half_cosine(ops, first_lr, max_lr, &format!("step / {from}"))
    ));
    lines.push(format!("falling = {down}"));
    lines.push(format!("return {ops}.where(step < {from}, rising, falling)"));
    lines
}

/// Half a cosine from `start` to `end`.
fn half_cosine(ops: &str, start: f64, end: f64, part: &str) -> String {
    let (start, end) = (write(start), write(end));
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
        starts.push(write(start));
        lengths.push(write(length));
        (start, length) = (start + length, length * t_mul);
    }
    vec![
        format!("starts = {ops}.array([{}])", starts.join(", ")),
        format!("lengths = {ops}.array([{}])", lengths.join(", ")),
        format!("restarts = {ops}.sum(step >= starts) - 1"),
        format!("part = (step - {ops}.take(starts, restarts)) / {ops}.take(lengths, restarts)"),
    ]
}
