//! Code for a training with a rate or a schedule of the range test.

use super::framework::Framework;
use super::optimizer::Library;
use super::plan::Plan;
use super::{fastai, keras, layout, optax, pytorch};

/// The lines that train so, after a comment that says where the numbers come from and what they hold for. They name
/// what readers have already: `model`, `loader`, `loss_function` and the like.
pub fn code(plan: &Plan, framework: Framework) -> String {
    let (library, write): (_, fn(&Plan) -> String) = match framework {
        Framework::Pytorch => (Library::Torch, pytorch::code),
        Framework::Keras => (Library::Keras, keras::code),
        Framework::Fastai => (Library::Fastai, fastai::code),
        Framework::Lightning => (Library::Torch, pytorch::lightning),
        Framework::Transformers => (Library::Torch, pytorch::transformers),
        Framework::Optax => (Library::Optax, optax::code),
    };
    layout::wrap(&[plan.header(library), write(plan)].concat())
}
