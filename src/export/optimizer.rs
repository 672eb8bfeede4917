//! The optimizers of the frameworks: their names and those of their parameters. The values are those of the engine
//! (`convention.rs`) and are always written out, independently of the framework's defaults.

use super::plan::Plan;
use crate::convention::{BETA_1, BETA_2, Convention};
use crate::experiment::Experiment;
use crate::number::write;
use crate::optimizer::Rule;

/// The library of the optimizers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Library {
    Torch,
    Keras,
    Fastai,
    Optax,
}

/// The names of a library's optimizers and their parameters.
struct Names {
    sgd: &'static str,
    rmsprop: &'static str,
    adam: &'static str,
    adamw: &'static str,
    momentum: &'static str,
    rho: &'static str,
    /// One name for both, or one for each.
    betas: (&'static str, Option<&'static str>),
    epsilon: &'static str,
    weight_decay: &'static str,
}

const TORCH: Names = Names {
    sgd: "torch.optim.SGD",
    rmsprop: "torch.optim.RMSprop",
    adam: "torch.optim.Adam",
    adamw: "torch.optim.AdamW",
    momentum: "momentum",
    rho: "alpha",
    betas: ("betas", None),
    epsilon: "eps",
    weight_decay: "weight_decay",
};

const KERAS: Names = Names {
    sgd: "keras.optimizers.SGD",
    rmsprop: "keras.optimizers.RMSprop",
    adam: "keras.optimizers.Adam",
    adamw: "keras.optimizers.AdamW",
    momentum: "momentum",
    rho: "rho",
    betas: ("beta_1", Some("beta_2")),
    epsilon: "epsilon",
    weight_decay: "weight_decay",
};

/// fastai's names. Its `RMSProp` ignores epsilon, so PyTorch's is used.
const FASTAI: Names = Names {
    sgd: "SGD",
    rmsprop: "torch.optim.RMSprop",
    adam: "Adam",
    adamw: "Adam",
    momentum: "mom",
    rho: "alpha",
    betas: ("mom", Some("sqr_mom")),
    epsilon: "eps",
    weight_decay: "wd",
};

const OPTAX: Names = Names {
    sgd: "optax.sgd",
    rmsprop: "optax.rmsprop",
    adam: "optax.adam",
    adamw: "optax.adamw",
    momentum: "momentum",
    rho: "decay",
    betas: ("b1", Some("b2")),
    epsilon: "eps",
    weight_decay: "weight_decay",
};

impl Library {
    fn names(self) -> &'static Names {
        match self {
            Self::Torch => &TORCH,
            Self::Keras => &KERAS,
            Self::Fastai => &FASTAI,
            Self::Optax => &OPTAX,
        }
    }

    /// The form of the update rules in which it computes.
    fn convention(self) -> Convention {
        if self == Self::Keras { Convention::Keras } else { Convention::Pytorch }
    }

    /// The class of an experiment's optimizer and its arguments after the rate, each as `name=value`.
    pub(super) fn optimizer(self, experiment: &Experiment) -> (&'static str, Vec<String>) {
        let names = self.names();
        let (rule, convention) = (experiment.optimizer, experiment.convention);
        let numbers = convention.numbers();
        let with = |name: &str, value: f64| format!("{name}={}", write(value));
        let epsilon = with(names.epsilon, numbers.epsilon);
        let momentum = experiment.momentum;
        match rule {
            Rule::Sgd => (names.sgd, vec![]),
            // Without momentum, both are plain SGD, and PyTorch refuses Nesterov.
            Rule::Momentum | Rule::Nesterov if momentum == 0.0 => (names.sgd, vec![]),
            Rule::Momentum => (names.sgd, vec![with(names.momentum, momentum)]),
            Rule::Nesterov => {
                let nesterov = "nesterov=True".to_owned();
                // fastai uses PyTorch's.
                let names = if self == Self::Fastai { &TORCH } else { names };
                (names.sgd, vec![with(names.momentum, momentum), nesterov])
            }
            Rule::Rmsprop => {
                let mut arguments = vec![with(names.rho, numbers.rho), epsilon];
                if self == Self::Optax {
                    let keras = if convention == Convention::Keras { "True" } else { "False" };
                    arguments.push(format!("eps_in_sqrt={keras}"));
                }
                (names.rmsprop, arguments)
            }
            Rule::Adam => {
                // fastai decays weights by 0.01 by default.
                let decay = (self == Self::Fastai).then(|| with(names.weight_decay, 0.0));
                let arguments = names.betas().into_iter().chain([epsilon]).chain(decay);
                (names.adam, arguments.collect())
            }
            Rule::Adamw => {
                let decay = with(names.weight_decay, numbers.weight_decay);
                (names.adamw, [names.betas(), vec![epsilon, decay]].concat())
            }
        }
    }

    /// The difference of the library's form of the rule from that of the range test, if there is one.
    pub(super) fn difference(self, plan: &Plan) -> Option<&'static str> {
        let (rule, convention) = (plan.experiment.optimizer, plan.experiment.convention);
        if self.convention() == convention {
            return None;
        }
        match rule {
            Rule::Sgd => None,
            Rule::Rmsprop if self == Self::Optax => None,
            Rule::Momentum | Rule::Nesterov if plan.is_constant() => None,
            Rule::Momentum | Rule::Nesterov => Some(match convention {
                Convention::Keras => {
                    "Rangefinder used Keras's momentum, which keeps the learning rate of each past step; this one applies the \
                     present rate to all."
                }
                Convention::Pytorch => {
                    "Rangefinder used PyTorch's momentum, which applies the present learning rate to all past steps; this one \
                     keeps that of each step."
                }
            }),
            Rule::Rmsprop | Rule::Adam | Rule::Adamw => Some(match convention {
                Convention::Keras => {
                    "Rangefinder added epsilon where Keras does; this optimizer adds it elsewhere."
                }
                Convention::Pytorch => {
                    "Rangefinder added epsilon where PyTorch does; this optimizer adds it elsewhere."
                }
            }),
        }
    }
}

impl Names {
    fn betas(&self) -> Vec<String> {
        let (first, second) = (write(BETA_1), write(BETA_2));
        match self.betas {
            (both, None) => vec![format!("{both}=({first}, {second})")],
            (one, Some(two)) => vec![format!("{one}={first}"), format!("{two}={second}")],
        }
    }
}
