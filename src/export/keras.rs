//! Keras 3.

use super::course::Course;
use super::formula;
use super::optimizer::Library;
use super::plan::Plan;
use crate::number::write;

/// Keras 3, on any backend.
pub(super) fn code(plan: &Plan) -> String {
    let (imports, schedule, rate) = match (plan.is_constant(), schedule(plan)) {
        (true, _) => ("import keras\n\n".to_owned(), String::new(), write(plan.course.lr())),
        (false, Some(call)) => {
            ("import keras\n\n".to_owned(), format!("schedule = {call}\n"), "schedule".to_owned())
        }
        (false, None) => (
            "import math\n\nimport keras\nfrom keras import ops\n\n".to_owned(),
            own(plan),
            "LearningRate()".to_owned(),
        ),
    };
    let (class, arguments) = Library::Keras.optimizer(plan.experiment);
    let arguments = [vec![format!("learning_rate={rate}")], arguments].concat().join(", ");
    format!(
        "{imports}{schedule}model.compile(optimizer={class}({arguments}), loss=loss)
model.fit(inputs, targets, batch_size={}, epochs={})
",
        plan.batch_size,
        plan.epochs()
    )
}

/// A schedule that Keras does not have, by its formula.
fn own(plan: &Plan) -> String {
    let body: String = formula::body(&plan.course, "ops", plan.total_steps)
        .iter()
        .map(|line| format!("        {line}\n"))
        .collect();
    format!(
        "
class LearningRate(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = ops.cast(step, \"float32\")
{body}
    def get_config(self):
        return {{}}


"
    )
}

/// The call of Keras's own schedule, if it has this one.
fn schedule(plan: &Plan) -> Option<String> {
    let n = write;
    let decay =
        |lr: f64, steps: f64| format!("initial_learning_rate={}, decay_steps={}", n(lr), n(steps));
    let (name, arguments) = match plan.course {
        Course::Step { initial_lr, step_size, gamma } => {
            let arguments = decay(initial_lr, step_size);
            ("ExponentialDecay", format!("{arguments}, decay_rate={}, staircase=True", n(gamma)))
        }
        Course::Exponential { initial_lr, decay_steps, decay_rate } => {
            let arguments = decay(initial_lr, decay_steps);
            ("ExponentialDecay", format!("{arguments}, decay_rate={}", n(decay_rate)))
        }
        Course::Polynomial { initial_lr, alpha, decay_steps, power } => {
            let (arguments, end) = (decay(initial_lr, decay_steps), n(alpha * initial_lr));
            ("PolynomialDecay", format!("{arguments}, end_learning_rate={end}, power={}", n(power)))
        }
        Course::InverseTime { initial_lr, decay_steps, decay_rate } => {
            let arguments = decay(initial_lr, decay_steps);
            ("InverseTimeDecay", format!("{arguments}, decay_rate={}", n(decay_rate)))
        }
        Course::Cosine { initial_lr, decay_steps, alpha } => {
            ("CosineDecay", format!("{}, alpha={}", decay(initial_lr, decay_steps), n(alpha)))
        }
        Course::Warmup { warmup_lr, warmup_steps, initial_lr, decay_steps, alpha } => {
            let (arguments, top) = (decay(warmup_lr, decay_steps), n(initial_lr));
            let warmup = format!("warmup_target={top}, warmup_steps={}", n(warmup_steps));
            ("CosineDecay", format!("{arguments}, alpha={}, {warmup}", n(alpha)))
        }
        // Keras counts its restarts with a logarithm, in single precision.
        Course::Restarts { initial_lr, first_decay_steps, t_mul: 1.0, m_mul, alpha } => {
            let (lr, first) = (n(initial_lr), n(first_decay_steps));
            let arguments =
                format!("initial_learning_rate={lr}, first_decay_steps={first}, t_mul=1");
            ("CosineDecayRestarts", format!("{arguments}, m_mul={}, alpha={}", n(m_mul), n(alpha)))
        }
        _ => return None,
    };
    Some(format!("keras.optimizers.schedules.{name}({arguments})"))
}
