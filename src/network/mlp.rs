//! The multi-layer perceptron: initialization, forward, loss, backward. Written once over [`Real`]:
//! the same code trains one seed or four in parallel, and its gradients are checked in `f64`.
//!
//! Values between layers are stored as (units, B), as the matrix products need them.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};
use rand::RngExt;

use super::activation::Activation;
use super::batch::Batch;
use super::lanes::Real;
use super::matrix::{MatMul, matmul_nn, matmul_nt, matmul_tn, numbers, numbers_mut, reshape};
use super::output::Output;
use crate::random::{Stream, stream};

/// One dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer<T> {
    /// (1 + I, O), row by row: the biases, as the weights of an additional input that is always 1, then the weights.
    parameters: Array2<T>,
}

impl<T: Real> Layer<T> {
    /// A layer of `weight` (I, O) and `bias` (O).
    pub fn new(weight: ArrayView2<T>, bias: ArrayView1<T>) -> Self {
        let shape = (1 + weight.nrows(), bias.len());
        let parameters = Array2::from_shape_fn(shape, |(row, column)| match row {
            0 => bias[column],
            _ => weight[[row - 1, column]],
        });
        Self { parameters }
    }

    /// A layer of the same shape, filled with zeros.
    pub fn zeros_like(&self) -> Self {
        Self { parameters: self.parameters.mapv(|_| T::zero()) }
    }

    /// A layer with `function` applied to each parameter.
    pub(crate) fn map<U: Real>(&self, function: impl FnMut(T) -> U) -> Layer<U> {
        Layer { parameters: self.parameters.mapv(function) }
    }

    /// A layer with `function` applied to each pair of parameters of this and another layer of the same shape.
    pub(crate) fn zip<U: Real>(
        &self,
        other: &Self,
        mut function: impl FnMut(T, T) -> U,
    ) -> Layer<U> {
        let mut others = other.parameters().iter();
        self.map(|number| function(number, others.next().copied().unwrap_or_default()))
    }

    /// (I, O)
    pub fn weight(&self) -> ArrayView2<'_, T> {
        self.parameters.view().split_at(Axis(0), 1).1
    }

    /// (O)
    pub fn bias(&self) -> ArrayView1<'_, T> {
        self.parameters.row(0)
    }

    /// The biases, then the weights row by row.
    pub fn parameters(&self) -> &[T] {
        numbers(self.parameters.view())
    }

    /// The mutable biases, then the weights row by row.
    pub fn parameters_mut(&mut self) -> &mut [T] {
        numbers_mut(&mut self.parameters)
    }

    /// O
    fn units(&self) -> usize {
        self.parameters.ncols()
    }
}

/// Intermediate results of a step, kept to reuse their memory.
#[derive(Clone, Debug, Default)]
pub struct Workspace<T> {
    /// The inputs (1 + I, B) of each layer except the first, whose inputs are those of the batch.
    activations: Vec<Array2<T>>,
    /// The weighted sums of each layer, (O, B).
    sums: Vec<Array2<T>>,
    /// The gradient of the loss with respect to the sums of a layer, (O, B), and to those of the layer before.
    delta: Array2<T>,
    back: Array2<T>,
    /// The gradient of the loss with respect to the parameters of each layer.
    gradients: Vec<Layer<T>>,
}

impl<T: Real> Workspace<T> {
    /// The gradients of the last [`Network::loss_and_gradients`], layer by layer.
    pub fn gradients(&self) -> &[Layer<T>] {
        &self.gradients
    }
}

/// A network: its layers, the activation of the hidden units, and the output.
#[derive(Clone, Debug, PartialEq)]
pub struct Network<T> {
    /// The layers, from the first hidden layer to the output.
    pub layers: Vec<Layer<T>>,
    /// The activation of every hidden layer.
    pub activation: Activation,
    /// The output units and their loss.
    pub output: Output,
}

impl<T: MatMul> Network<T> {
    /// A network with Glorot-uniform weights, `U(-l, l)` with `l = sqrt(6 / (I + O))` (Keras's default), and zero
    /// biases. `sizes`: inputs, hidden units, outputs. Lane k has the weights of `seed + k`.
    pub fn glorot(sizes: &[usize], activation: Activation, output: Output, seed: u32) -> Self {
        let mut generators: Vec<_> = (0..T::LANES)
            .map(|lane| stream(seed.wrapping_add(lane as u32), Stream::Init))
            .collect();
        let layers = sizes.windows(2).map(|sizes| {
            let limit = libm::sqrt(6.0 / (sizes[0] + sizes[1]) as f64);
            let weight = Array2::from_shape_simple_fn((sizes[0], sizes[1]), || {
                // In f64, because T may be f64.
                T::from_lanes(|lane| {
                    (limit * (2.0 * generators[lane].random::<f64>() - 1.0)) as f32
                })
            });
            Layer::new(weight.view(), Array1::from_elem(sizes[1], T::zero()).view())
        });
        Self { layers: layers.collect(), activation, output }
    }

    /// The mean loss of a batch.
    pub fn loss(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) -> T {
        self.forward(batch, workspace);
        let Workspace { sums, delta, .. } = workspace;
        let logits = sums.last().unwrap_or(&batch.inputs);
        self.output.loss(logits.view(), &batch.targets, delta)
    }

    /// The mean loss of a batch, and its accuracy. Softmax predicts the class of the largest unit, the first of equal
    /// ones, like NumPy's `argmax`; the other outputs predict class 1 where the mean of the units is above one half,
    /// otherwise class 0, like `y_pred > threshold` in Keras's `BinaryAccuracy`. NaN is never right.
    pub fn evaluate(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) -> (T, T) {
        let loss = self.loss(batch, workspace);
        let logits = workspace.sums.last().unwrap_or(&batch.inputs);
        (loss, self.output.accuracy(logits.view(), &batch.targets))
    }

    /// The share of hidden units whose weighted sum is not above zero in any row: as ReLUs, they are dead.
    pub fn dead_share(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) -> f64 {
        self.forward(batch, workspace);
        let hidden = self.layers.len().saturating_sub(1);
        let units = || workspace.sums[..hidden].iter().flat_map(|sums| sums.rows());
        let dead = units().filter(|unit| !unit.iter().any(|z| z.lane(0) > 0.0)).count();
        dead as f64 / units().count().max(1) as f64
    }

    /// The mean loss of a batch. Stores the gradients in the workspace.
    pub fn loss_and_gradients(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) -> T {
        let loss = self.loss(batch, workspace);
        self.backward(batch, workspace);
        loss
    }

    fn forward(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) {
        let Workspace { activations, sums, .. } = workspace;
        activations.resize(self.layers.len().saturating_sub(1), Array2::default((0, 0)));
        sums.resize(self.layers.len(), Array2::default((0, 0)));
        for (index, layer) in self.layers.iter().enumerate() {
            let inputs = inputs_of(index, batch, activations);
            matmul_tn(layer.parameters.view(), inputs, &mut sums[index]);
            if let Some(next) = activations.get_mut(index) {
                let rows = batch.rows();
                reshape(next, (1 + layer.units(), rows));
                let (ones, values) = numbers_mut(next).split_at_mut(rows);
                ones.fill(T::one());
                self.activation.set_values(numbers(sums[index].view()), values);
            }
        }
    }

    fn backward(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) {
        let Workspace { activations, sums, delta, back, gradients } = workspace;
        if gradients.len() != self.layers.len() {
            *gradients = self.layers.iter().map(Layer::zeros_like).collect();
        }
        for (index, layer) in self.layers.iter().enumerate().rev() {
            let inputs = inputs_of(index, batch, activations);
            matmul_nt(inputs, delta.view(), &mut gradients[index].parameters);
            if index > 0 {
                matmul_nn(layer.weight(), delta.view(), back);
                self.activation.times_slopes(numbers(sums[index - 1].view()), numbers_mut(back));
                std::mem::swap(delta, back);
            }
        }
    }
}

/// The inputs of a layer, (1 + I, B).
fn inputs_of<'a, T>(
    layer: usize,
    batch: &'a Batch<T>,
    activations: &'a [Array2<T>],
) -> ArrayView2<'a, T> {
    let inputs = if layer == 0 { &batch.inputs } else { &activations[layer - 1] };
    inputs.view()
}
