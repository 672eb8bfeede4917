//! Code for a training with a rate or a schedule of the range test.

use super::framework::Framework;
use super::optimizer::Library;
use super::plan::{Plan, RatesFrom};
use super::{fastai, keras, layout, optax, pytorch, quote};
use crate::fingerprint::VERSION;
use crate::number;
use crate::schedule::{Family, ScheduleKind};

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
    // The recommended rate depends on the length of the check; a schedule is made for the length below.
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
    ];
    lines.extend(rates(plan).map(str::to_owned));
    lines.push(
        format!(
            "{steps} steps: {rows} rows in batches of {batch} make {per_epoch} steps per epoch; {epochs} epochs."
        ),
    );
    if !plan.is_whole() {
        lines.push(format!("Stop after {steps} steps, within the last epoch."));
    }
    lines.extend(library.difference(plan).map(str::to_owned));
    lines.iter().map(|line| format!("# {}\n", quote::comment(line))).collect()
}

/// The source of the rates, for a schedule of which it is not obvious.
fn rates(plan: &Plan) -> Option<&'static str> {
    let own = plan.experiment.lower.is_some() && plan.experiment.upper.is_some();
    match (plan.rates_from, plan.kind.family()) {
        // The recommended rate has its own conditions.
        (_, Family::Answer) => None,
        (_, Family::Suggestion | Family::Own) => None,
        _ if own => None,
        (RatesFrom::RangeTest, _) => {
            Some("Bounds that you did not set are those of the range test.")
        }
        (RatesFrom::Check, _) => {
            Some("Bounds that you did not set are those of the check by training.")
        }
    }
}

/// The text with a capital first letter.
fn capital(text: &str) -> String {
    let (first, rest) = text.split_at_checked(1).unwrap_or(("", text));
    first.to_uppercase() + rest
}
