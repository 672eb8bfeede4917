//! Code for a training with a rate or a schedule of the range test.

use super::framework::Framework;
use super::optimizer::Library;
use super::plan::Plan;
use super::{fastai, keras, layout, optax, pytorch, quote};
use crate::fingerprint::VERSION;
use crate::number;
use crate::schedule::ScheduleKind;

/// The lines of code, after a comment with the source of the numbers and the conditions for which they hold. They use
/// names for what users already have: `model`, `loader`, `loss_function` and so on.
pub fn code(plan: &Plan, framework: Framework) -> String {
    let (library, write): (_, fn(&Plan) -> String) = match framework {
        Framework::Pytorch => (Library::Torch, pytorch::code),
        Framework::Keras => (Library::Keras, keras::code),
        Framework::Fastai => (Library::Fastai, fastai::code),
        Framework::Lightning => (Library::Torch, pytorch::lightning),
        Framework::Transformers => (Library::Torch, pytorch::transformers),
        Framework::Optax => (Library::Optax, optax::code),
    };
    layout::wrap(&[header(plan, library), write(plan)].concat())
}

/// The comment at the start of the code.
fn header(plan: &Plan, library: Library) -> String {
    let [steps, epochs, per_epoch, rows, batch] =
        [plan.total_steps, plan.epochs(), plan.per_epoch, plan.rows, plan.batch_size]
            .map(|count| number::write(count as f64));
    let one = if plan.is_constant() { "the learning rate" } else { "the schedule" };
    // The rates of schedules are bounds, which no training of this length has tested.
    let holds = match plan.kind {
        ScheduleKind::Answer => plan.experiment.holds_for(),
        _ => ["For ", &plan.experiment.setup(), "."].concat(),
    };
    let mut lines = vec![
        format!(
            "{}: {one} of a learning-rate range test (Rangefinder {VERSION})",
            capital(plan.kind.label())
        ),
        plan.source.to_owned(),
        holds,
        format!(
            "{steps} steps: {rows} rows in batches of {batch} make {per_epoch} steps per epoch; {epochs} epochs."
        ),
    ];
    if !plan.is_whole() {
        lines.push(format!("Stop after {steps} steps, within the last epoch."));
    }
    lines.extend(library.difference(plan).map(str::to_owned));
    lines.iter().map(|line| format!("# {}\n", quote::comment(line))).collect()
}

/// The text with a capital first letter.
fn capital(text: &str) -> String {
    let (first, rest) = text.split_at_checked(1).unwrap_or(("", text));
    first.to_uppercase() + rest
}
