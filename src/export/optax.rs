//! optax, whose schedules are functions of the step.

use super::course::Course;
use super::formula;
use super::optimizer::Library;
use super::plan::Plan;
use crate::number::write;

/// optax.
pub(super) fn code(plan: &Plan) -> String {
    let (imports, schedule, rate) = match (plan.is_constant(), schedule(plan)) {
        (true, _) => ("import optax\n\n", String::new(), write(plan.course.lr())),
        (false, Some(call)) => {
            ("import optax\n\n", format!("schedule = {call}\n"), "schedule".to_owned())
        }
        (false, None) => {
            let body: String = formula::body(&plan.course, "jnp", plan.total_steps)
                .iter()
                .map(|line| format!("    {line}\n"))
                .collect();
            let function = format!("\ndef learning_rate(step):\n{body}\n\n");
            (
                "import math\n\nimport jax.numpy as jnp\nimport optax\n\n",
                function,
                "learning_rate".to_owned(),
            )
        }
    };
    let (class, arguments) = Library::Optax.optimizer(plan.experiment);
    let arguments = [vec![format!("learning_rate={rate}")], arguments].concat().join(", ");
    format!(
        "{imports}{schedule}optimizer = {class}({arguments})
state = optimizer.init(parameters)
for batch in batches:  # {} of {} rows
    updates, state = optimizer.update(gradient(parameters, batch), state, parameters)
    parameters = optax.apply_updates(parameters, updates)
",
        plan.total_steps, plan.batch_size
    )
}

/// The call of optax's own schedule, if it has this one.
fn schedule(plan: &Plan) -> Option<String> {
    let n = write;
    let (name, arguments) = match plan.course {
        // With a rate of 0, `exponential_decay` is constant.
        Course::Step { initial_lr, step_size, gamma: 0.0 } => drop_to_zero(initial_lr, step_size),
        Course::Exponential { initial_lr, decay_rate: 0.0, .. } => drop_to_zero(initial_lr, 1.0),
        Course::Step { initial_lr: lr, step_size: steps, gamma: rate }
        | Course::Exponential { initial_lr: lr, decay_steps: steps, decay_rate: rate } => {
            let staircase =
                if matches!(plan.course, Course::Step { .. }) { ", staircase=True" } else { "" };
            let (lr, steps, rate) = (n(lr), n(steps), n(rate));
            let arguments =
                format!("init_value={lr}, transition_steps={steps}, decay_rate={rate}{staircase}");
            ("exponential_decay", arguments)
        }
        Course::Polynomial { initial_lr, alpha, decay_steps, power } => {
            let (lr, end, power, steps) =
                (n(initial_lr), n(alpha * initial_lr), n(power), n(decay_steps));
            let arguments = format!(
                "init_value={lr}, end_value={end}, power={power}, transition_steps={steps}"
            );
            ("polynomial_schedule", arguments)
        }
        Course::Cosine { initial_lr, decay_steps, alpha } => {
            let (lr, steps, alpha) = (n(initial_lr), n(decay_steps), n(alpha));
            (
                "cosine_decay_schedule",
                format!("init_value={lr}, decay_steps={steps}, alpha={alpha}"),
            )
        }
        Course::Warmup { warmup_lr, warmup_steps, initial_lr, decay_steps, alpha } => {
            let (low, top, warm) = (n(warmup_lr), n(initial_lr), n(warmup_steps));
            let (all, end) = (n(warmup_steps + decay_steps), n(alpha * initial_lr));
            let values = format!("init_value={low}, peak_value={top}, warmup_steps={warm}");
            (
                "warmup_cosine_decay_schedule",
                format!("{values}, decay_steps={all}, end_value={end}"),
            )
        }
        _ => return None,
    };
    Some(format!("optax.{name}({arguments})"))
}

/// The name and arguments of the schedule that is constant until a step and 0 from then on.
fn drop_to_zero(lr: f64, step: f64) -> (&'static str, String) {
    let arguments =
        format!("init_value={}, boundaries_and_scales={{{}: 0}}", write(lr), write(step));
    ("piecewise_constant_schedule", arguments)
}
