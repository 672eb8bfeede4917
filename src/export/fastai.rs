//! fastai, which counts the training from 0 to 1.

use super::course::Course;
use super::formula;
use super::optimizer::Library;
use super::plan::Plan;
use crate::number::write;
use crate::optimizer::Rule;

/// fastai.
pub(super) fn code(plan: &Plan) -> String {
    let (class, arguments) = Library::Fastai.optimizer(plan.experiment);
    let arguments = arguments.join(", ");
    let optimizer = match (class.starts_with("torch."), arguments.is_empty()) {
        (true, _) => format!("partial(OptimWrapper, opt={class}, {arguments})"),
        (false, true) => class.to_owned(),
        (false, false) => format!("partial({class}, {arguments})"),
    };
    // By default, fastai does not decay biases.
    let decay = if plan.experiment.optimizer == Rule::Adamw { ", wd_bn_bias=True" } else { "" };
    let lr = write(plan.course.lr());
    let (imports, function, callback) = match schedule(plan) {
        _ if plan.is_constant() => ("", String::new(), String::new()),
        Some(call) => ("", String::new(), format!(", cbs=ParamScheduler({{\"lr\": {call}}})")),
        None => {
            let steps = plan.epochs() * plan.per_epoch;
            let rate = format!("lambda position: float(learning_rate(round(position * {steps})))");
            ("import math\n", function(plan), format!(", cbs=ParamScheduler({{\"lr\": {rate}}})"))
        }
    };
    let gap = if function.is_empty() { "\n" } else { "" };
    format!(
        "{imports}from fastai.basics import *
from fastai.callback.schedule import *
{function}{gap}learn = Learner(dls, model, loss_func=loss_func, opt_func={optimizer}{decay})
learn.fit({}, lr={lr}{callback})  # {} rows per batch
",
        plan.epochs(),
        plan.batch_size
    )
}

/// A schedule by its formula.
fn function(plan: &Plan) -> String {
    let body = formula::body(&plan.course, "np", plan.total_steps);
    let body: String = body.iter().map(|line| format!("    {line}\n")).collect();
    format!("\n\ndef learning_rate(step):\n{body}\n\n")
}

/// The call of fastai's own schedule, if it has this one over the whole training.
fn schedule(plan: &Plan) -> Option<String> {
    let whole = (plan.epochs() * plan.per_epoch) as f64;
    match plan.course {
        Course::Cosine { initial_lr, decay_steps, alpha } if decay_steps == whole => {
            Some(format!("SchedCos({}, {})", write(initial_lr), write(alpha * initial_lr)))
        }
        Course::Polynomial { initial_lr, alpha, decay_steps, power: 1.0 }
            if decay_steps == whole =>
        {
            Some(format!("SchedLin({}, {})", write(initial_lr), write(alpha * initial_lr)))
        }
        _ => None,
    }
}
