//! The multi-layer perceptron: initialization, forward, loss, backward. Written once over [`Real`]:
//! the code that trains one seed trains four side by side, and its gradients are checked in `f64`.
//!
//! Between layers everything lies feature by feature, (units, B): what a product takes and gives.

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
    /// (1 + I, O), row by row: the biases above the weights, as if they were the weights of one more
    /// input, which is always one.
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

    /// A layer of the same shape, of zeros.
    pub fn zeros_like(&self) -> Self {
        Self { parameters: self.parameters.mapv(|_| T::zero()) }
    }

    /// A layer of what `function` makes of each parameter.
    pub(crate) fn map<U: Real>(&self, function: impl FnMut(T) -> U) -> Layer<U> {
        Layer { parameters: self.parameters.mapv(function) }
    }

    /// A layer of what `function` makes of each parameter and that of another layer of this shape.
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

    /// As [`Layer::parameters`], to be changed.
    pub fn parameters_mut(&mut self) -> &mut [T] {
        numbers_mut(&mut self.parameters)
    }

    /// O
    fn units(&self) -> usize {
        self.parameters.ncols()
    }
}

/// What a step computes on its way, kept so that its room is used again.
#[derive(Clone, Debug, Default)]
pub struct Workspace<T> {
    /// The inputs of each layer but the first, (1 + I, B); the first's are the batch's.
    activations: Vec<Array2<T>>,
    /// The weighted sums of each layer, (O, B).
    sums: Vec<Array2<T>>,
    /// The loss's slopes by the sums of a layer, (O, B), and by those of the one before.
    delta: Array2<T>,
    back: Array2<T>,
    /// Of the loss by each layer's parameters.
    gradients: Vec<Layer<T>>,
}

impl<T: Real> Workspace<T> {
    /// The gradients of the last [`Network::loss_and_gradients`], layer by layer.
    pub fn gradients(&self) -> &[Layer<T>] {
        &self.gradients
    }
}

/// Layers, the hidden activation and the output.
#[derive(Clone, Debug, PartialEq)]
pub struct Network<T> {
    /// From the first hidden layer to the output.
    pub layers: Vec<Layer<T>>,
    /// Of every hidden layer.
    pub activation: Activation,
    /// Of the last layer.
    pub output: Output,
}

impl<T: MatMul> Network<T> {
    /// Glorot-uniform weights, `U(-l, l)` with `l = sqrt(6 / (I + O))` (Keras's default), and zero
    /// biases. `sizes`: inputs, hidden units, outputs. Lane k has the weights of `seed + k`.
    pub fn glorot(sizes: &[usize], activation: Activation, output: Output, seed: u32) -> Self {
        let mut generators: Vec<_> = (0..T::LANES)
            .map(|lane| stream(seed.wrapping_add(lane as u32), Stream::Init))
            .collect();
        let layers = sizes.windows(2).map(|sizes| {
            let limit = libm::sqrt(6.0 / (sizes[0] + sizes[1]) as f64);
            let weight = Array2::from_shape_simple_fn((sizes[0], sizes[1]), || {
                // By way of f64, which T may be.
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

    /// The mean loss of a batch, and the share of its rows whose target is the class that the network
    /// says. Softmax says that of the first of the greatest units, as `argmax` of NumPy; the others say
    /// class 1 where the mean of the units is above one half, else class 0, as `y_pred > threshold` of
    /// Keras's `BinaryAccuracy`. What is no number says nothing.
    pub fn evaluate(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) -> (T, T) {
        let loss = self.loss(batch, workspace);
        let logits = workspace.sums.last().unwrap_or(&batch.inputs);
        (loss, self.output.accuracy(logits.view(), &batch.targets))
    }

    /// The share of hidden units whose weighted sum is above zero in no row: as ReLUs they are dead.
    pub fn dead_share(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) -> f64 {
        self.forward(batch, workspace);
        let hidden = self.layers.len().saturating_sub(1);
        let units = || workspace.sums[..hidden].iter().flat_map(|sums| sums.rows());
        let dead = units().filter(|unit| !unit.iter().any(|z| z.lane(0) > 0.0)).count();
        dead as f64 / units().count().max(1) as f64
    }

    /// The mean loss of a batch; its gradients are then in the workspace.
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
