//! Gradients and a learning rate -> parameters.
//!
//! Each rule has the form of Keras 3 and that of PyTorch. They differ in whether the momentum buffer contains the
//! learning rate, in the position of epsilon, and in defaults. Sources: `keras/src/optimizers/*.py`,
//! `torch/optim/*.py`.

use crate::choice::choice;
use crate::convention::{BETA_1, BETA_2, Numbers};
use crate::network::lanes::Real;
use crate::network::{Layer, Network};

pub use crate::convention::Convention;

choice! {
    /// The update rule.
    pub enum Rule {
        /// `w -= lr * g`
        Sgd = "sgd", "SGD";
        /// Polyak's momentum. Keras: `m = mu*m - lr*g; w += m`. PyTorch: `b = mu*b + g; w -= lr*b`.
        Momentum = "momentum", "SGD with momentum";
        /// Keras: `m = mu*m - lr*g; w += mu*m - lr*g`. PyTorch: `b = mu*b + g; w -= lr*(g + mu*b)`.
        Nesterov = "nesterov", "Nesterov momentum";
        /// Keras: `w -= lr*g / sqrt(v + epsilon)`. PyTorch: `w -= lr*g / (sqrt(v) + epsilon)`.
        Rmsprop = "rmsprop", "RMSprop";
        /// Adam (arXiv:1412.6980). Keras has its "epsilon hat" form.
        Adam = "adam", "Adam";
        /// Adam with decoupled weight decay (arXiv:1711.05101).
        Adamw = "adamw", "AdamW";
    }
}

impl Rule {
    /// The number of state values per parameter.
    pub(crate) fn buffers(self) -> usize {
        match self {
            Self::Sgd => 0,
            Self::Momentum | Self::Nesterov | Self::Rmsprop => 1,
            Self::Adam | Self::Adamw => 2,
        }
    }
}

/// An update rule and its state.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimizer<T> {
    rule: Rule,
    convention: Convention,
    momentum: f64,
    /// The number of updates so far.
    updates: u32,
    /// Momentum buffers, RMSprop's mean squares or Adam's first moments, one layer per layer of the network; empty for plain SGD.
    first: Vec<Layer<T>>,
    /// Adam's second moments; empty for the other rules.
    second: Vec<Layer<T>>,
}

impl<T: Real> Optimizer<T> {
    /// An optimizer with zeroed state, for a network of this shape. `momentum` (mu) is used by
    /// [`Rule::Momentum`] and [`Rule::Nesterov`].
    pub fn new(rule: Rule, convention: Convention, momentum: f64, network: &Network<T>) -> Self {
        let buffers = |needed: bool| -> Vec<_> {
            network.layers.iter().filter(|_| needed).map(Layer::zeros_like).collect()
        };
        let (first, second) = (buffers(rule.buffers() > 0), buffers(rule.buffers() > 1));
        Self { rule, convention, momentum, updates: 0, first, second }
    }

    /// One update of the network's parameters with `gradients` (one layer per layer of the network) at rate `lr`.
    pub fn update(&mut self, network: &mut Network<T>, gradients: &[Layer<T>], lr: f64) {
        self.updates = self.updates.saturating_add(1);
        let keras = self.convention == Convention::Keras;
        let (rate, mu) = (T::of(lr), T::of(self.momentum));
        match self.rule {
            Rule::Sgd => {
                for (layer, gradient) in network.layers.iter_mut().zip(gradients) {
                    let weights = layer.parameters_mut().iter_mut().zip(gradient.parameters());
                    weights.for_each(|(w, &g)| *w -= rate * g);
                }
            }
            Rule::Momentum if keras => self.each(network, gradients, |w, g, m| {
                *m = mu * *m - rate * g;
                *w += *m;
            }),
            Rule::Momentum => self.each(network, gradients, |w, g, b| {
                *b = mu * *b + g;
                *w -= rate * *b;
            }),
            Rule::Nesterov if keras => self.each(network, gradients, |w, g, m| {
                *m = mu * *m - rate * g;
                *w += mu * *m - rate * g;
            }),
            Rule::Nesterov => self.each(network, gradients, |w, g, b| {
                *b = mu * *b + g;
                *w -= rate * (g + mu * *b);
            }),
            Rule::Rmsprop => self.rmsprop(network, gradients, rate),
            Rule::Adam => self.adam(network, gradients, lr, 0.0),
            Rule::Adamw => {
                self.adam(network, gradients, lr, self.convention.numbers().weight_decay)
            }
        }
    }

    /// The state: the first value of each parameter, layer by layer, then the second, if the rule has them.
    pub fn memory(&self) -> impl Iterator<Item = &Layer<T>> {
        self.first.iter().chain(&self.second)
    }

    fn rmsprop(&mut self, network: &mut Network<T>, gradients: &[Layer<T>], rate: T) {
        let keras = self.convention == Convention::Keras;
        let Numbers { rho, epsilon, .. } = self.convention.numbers();
        let (keep, take) = (T::of(rho), T::of(1.0 - rho));
        // Keras adds epsilon under the root, PyTorch to the root.
        let (under, beside) = if keras { (epsilon, 0.0) } else { (0.0, epsilon) };
        let (under, beside) = (T::of(under), T::of(beside));
        self.each(network, gradients, |w, g, v| {
            *v = keep * *v + take * g * g;
            *w -= rate * g / ((*v + under).sqrt() + beside);
        });
    }

    fn adam(&mut self, network: &mut Network<T>, gradients: &[Layer<T>], lr: f64, decay: f64) {
        let updates = f64::from(self.updates);
        let correction_1 = 1.0 - libm::pow(BETA_1, updates);
        let root_correction_2 = libm::sqrt(1.0 - libm::pow(BETA_2, updates));
        // Keras divides the whole step by the corrections and leaves epsilon as it is ("epsilon
        // hat"); PyTorch corrects the root alone, before it adds epsilon.
        let (step, correction) = match self.convention {
            Convention::Keras => (lr * root_correction_2 / correction_1, 1.0),
            Convention::Pytorch => (lr / correction_1, root_correction_2),
        };
        let epsilon = self.convention.numbers().epsilon;
        let (step, correction, epsilon) = (T::of(step), T::of(correction), T::of(epsilon));
        let (keep_1, take_1) = (T::of(BETA_1), T::of(1.0 - BETA_1));
        let (keep_2, take_2) = (T::of(BETA_2), T::of(1.0 - BETA_2));
        let shrink = T::of(lr * decay);
        let memory = self.first.iter_mut().zip(&mut self.second);
        for ((layer, gradient), (first, second)) in
            network.layers.iter_mut().zip(gradients).zip(memory)
        {
            let weights = layer.parameters_mut().iter_mut().zip(gradient.parameters());
            let memory = first.parameters_mut().iter_mut().zip(second.parameters_mut());
            weights.zip(memory).for_each(|((w, &g), (m, v))| {
                *w -= *w * shrink;
                *m = keep_1 * *m + take_1 * g;
                *v = keep_2 * *v + take_2 * g * g;
                *w -= step * *m / (v.sqrt() / correction + epsilon);
            });
        }
    }

    /// Calls `rule` for each parameter, its gradient and its state value, over slices of their arrays.
    /// `ndarray::Zip`, which has code for every layout, makes the first load 16 kB larger.
    fn each(
        &mut self,
        network: &mut Network<T>,
        gradients: &[Layer<T>],
        rule: impl Fn(&mut T, T, &mut T),
    ) {
        for ((layer, gradient), first) in
            network.layers.iter_mut().zip(gradients).zip(&mut self.first)
        {
            let weights = layer.parameters_mut().iter_mut().zip(gradient.parameters());
            let memory = first.parameters_mut();
            weights.zip(memory).for_each(|((w, &g), first)| rule(w, g, first));
        }
    }
}
