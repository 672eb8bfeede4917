//! The multi-layer perceptron: initialization, forward, loss, backward. Written once over the
//! number type, so that the `f32` code that trains is the very code whose gradients are checked in
//! `f64`.

use ndarray::{Array1, Array2, ArrayView2, NdFloat};
use rand::RngExt;

use crate::choice::choice;
use crate::random::{Stream, stream};

/// `f32` (training) or `f64` (gradient checks), with elementary functions from `libm`.
pub trait Real: NdFloat {
    /// Rounds to this type.
    fn of(value: f64) -> Self;
    /// e to the power of `self`.
    fn e_to(self) -> Self;
    /// ln(1 + `self`)
    fn log1p(self) -> Self;
    /// Hyperbolic tangent.
    fn tangent(self) -> Self;
    /// The error function.
    fn erf(self) -> Self;
}

macro_rules! real {
    ($type:ty, $exp:path, $log1p:path, $tanh:path, $erf:path) => {
        impl Real for $type {
            fn of(value: f64) -> Self {
                value as $type
            }
            fn e_to(self) -> Self {
                $exp(self)
            }
            fn log1p(self) -> Self {
                $log1p(self)
            }
            fn tangent(self) -> Self {
                $tanh(self)
            }
            fn erf(self) -> Self {
                $erf(self)
            }
        }
    };
}
real!(f32, libm::expf, libm::log1pf, libm::tanhf, libm::erff);
real!(f64, libm::exp, libm::log1p, libm::tanh, libm::erf);

choice! {
    /// What hidden units do with their weighted sum z.
    pub enum Activation {
        /// max(0, z); its gradient at 0 is 0.
        Relu = "relu", "ReLU";
        /// Hyperbolic tangent.
        Tanh = "tanh", "tanh";
        /// 1 / (1 + exp(-z))
        Sigmoid = "sigmoid", "sigmoid";
        /// z above 0, 0.2 z below: the default slope of Keras 3; PyTorch's is 0.01.
        LeakyRelu = "leaky_relu", "leaky ReLU, slope 0.2";
        /// z * Phi(z), exact: the default of Keras and PyTorch.
        Gelu = "gelu", "GELU";
    }
}

choice! {
    /// The output units and their loss.
    pub enum Output {
        /// Sigmoids + mean squared error against the label, broadcast to every output as Keras 2 does.
        Sigmoid2 = "sigmoid2", "2 sigmoids, mean squared error";
        /// Softmax + cross-entropy from logits.
        Softmax = "softmax", "softmax, cross-entropy";
        /// One sigmoid + binary cross-entropy from the logit.
        Sigmoid = "sigmoid", "1 sigmoid, binary cross-entropy";
        /// One linear unit + mean squared error.
        Linear = "linear", "1 linear unit, mean squared error";
    }
}

impl Output {
    /// O, the number of output units, for so many classes.
    pub fn units(self, classes: usize) -> usize {
        match self {
            Self::Sigmoid2 | Self::Softmax => classes,
            Self::Sigmoid | Self::Linear => 1,
        }
    }
}

/// One dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer<T> {
    /// (I, O)
    pub weight: Array2<T>,
    /// (O)
    pub bias: Array1<T>,
}

impl<T: Real> Layer<T> {
    /// A layer of the same shape, of zeros.
    pub fn zeros_like(&self) -> Self {
        Self { weight: Array2::zeros(self.weight.raw_dim()), bias: Array1::zeros(self.bias.len()) }
    }

    /// The weights row by row, then the biases.
    pub fn parameters(&self) -> impl Iterator<Item = &T> {
        self.weight.iter().chain(&self.bias)
    }

    /// As [`Layer::parameters`], to be changed.
    pub fn parameters_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.weight.iter_mut().chain(&mut self.bias)
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

impl<T: Real> Network<T> {
    /// Glorot-uniform weights, `U(-l, l)` with `l = sqrt(6 / (I + O))` (Keras's default), and zero
    /// biases. `sizes`: inputs, hidden units, outputs.
    pub fn glorot(sizes: &[usize], activation: Activation, output: Output, seed: u32) -> Self {
        let mut generator = stream(seed, Stream::Init);
        let layers = sizes.windows(2).map(|sizes| {
            let limit = libm::sqrt(6.0 / (sizes[0] + sizes[1]) as f64);
            let weight = Array2::from_shape_simple_fn((sizes[0], sizes[1]), || {
                T::of(limit * (2.0 * generator.random::<f64>() - 1.0))
            });
            Layer { weight, bias: Array1::zeros(sizes[1]) }
        });
        Self { layers: layers.collect(), activation, output }
    }

    /// The mean loss of the rows `inputs` (B, I) with `labels` (B).
    pub fn loss(&self, inputs: ArrayView2<T>, labels: &[T]) -> T {
        let mut activations = inputs.to_owned();
        for (index, layer) in self.layers.iter().enumerate() {
            activations = affine(activations.view(), layer);
            if index + 1 < self.layers.len() {
                activations.mapv_inplace(|z| self.activation.value(z));
            }
        }
        self.output.loss(activations.view(), labels).0
    }

    /// The mean loss of the rows `inputs` (B, I) with `labels` (B), and its gradient layer by layer.
    pub fn loss_and_gradients(&self, inputs: ArrayView2<T>, labels: &[T]) -> (T, Vec<Layer<T>>) {
        let mut activations = vec![inputs.to_owned()];
        let mut sums = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            let sum = affine(activations[index].view(), layer);
            if index + 1 < self.layers.len() {
                activations.push(sum.mapv(|z| self.activation.value(z)));
            }
            sums.push(sum);
        }
        let (loss, mut delta) = self.output.loss(sums[self.layers.len() - 1].view(), labels);
        let mut gradients = Vec::new();
        for index in (0..self.layers.len()).rev() {
            gradients.push(Layer {
                weight: product(activations[index].t(), delta.view()),
                bias: sum_rows(delta.view()),
            });
            if index > 0 {
                let mut back = product_transposed(delta.view(), self.layers[index].weight.view());
                back.zip_mut_with(&sums[index - 1], |d, &z| *d *= self.activation.slope(z));
                delta = back;
            }
        }
        gradients.reverse();
        (loss, gradients)
    }
}

impl Activation {
    fn value<T: Real>(self, z: T) -> T {
        match self {
            // Written so that NaN stays NaN: divergence must show.
            Self::Relu => {
                if z < T::zero() {
                    T::zero()
                } else {
                    z
                }
            }
            Self::LeakyRelu => {
                if z < T::zero() {
                    T::of(0.2) * z
                } else {
                    z
                }
            }
            Self::Tanh => z.tangent(),
            Self::Sigmoid => sigmoid(z),
            Self::Gelu => z * normal_cdf(z),
        }
    }

    fn slope<T: Real>(self, z: T) -> T {
        match self {
            Self::Relu => {
                if z > T::zero() {
                    T::one()
                } else {
                    T::zero()
                }
            }
            Self::LeakyRelu => {
                if z > T::zero() {
                    T::one()
                } else {
                    T::of(0.2)
                }
            }
            Self::Tanh => T::one() - z.tangent() * z.tangent(),
            Self::Sigmoid => sigmoid(z) * (T::one() - sigmoid(z)),
            Self::Gelu => {
                let density = (T::of(-0.5) * z * z).e_to() * T::of(0.398_942_280_401_432_7);
                normal_cdf(z) + z * density
            }
        }
    }
}

impl Output {
    /// The mean loss and its gradient with respect to the logits (B, O).
    fn loss<T: Real>(self, logits: ArrayView2<T>, labels: &[T]) -> (T, Array2<T>) {
        let rows = T::of(logits.nrows() as f64);
        let cells = T::of(logits.len() as f64);
        let mut total = T::zero();
        let mut delta = Array2::zeros(logits.raw_dim());
        for ((logits, mut delta), &label) in
            logits.rows().into_iter().zip(delta.rows_mut()).zip(labels)
        {
            if self == Self::Softmax {
                let largest =
                    logits.iter().fold(T::neg_infinity(), |a, &z| if a >= z { a } else { z });
                let sum = logits.iter().fold(T::zero(), |a, &z| a + (z - largest).e_to());
                for (class, (&z, d)) in logits.iter().zip(delta.iter_mut()).enumerate() {
                    let target = T::of(class as f64) == label;
                    // ln(sum) through ln(1 + x): sum is at least 1, the largest's own term.
                    if target {
                        total += (sum - T::one()).log1p() - (z - largest);
                    }
                    let hot = if target { T::one() } else { T::zero() };
                    *d = ((z - largest).e_to() / sum - hot) / rows;
                }
                continue;
            }
            for (&z, d) in logits.iter().zip(delta.iter_mut()) {
                let (loss, slope) = self.unit_loss(z, label);
                total += loss;
                *d = slope / cells;
            }
        }
        (total / if self == Self::Softmax { rows } else { cells }, delta)
    }

    /// Loss and slope of one output unit that does not depend on its neighbors.
    fn unit_loss<T: Real>(self, z: T, label: T) -> (T, T) {
        let two = T::of(2.0);
        match self {
            Self::Sigmoid2 => {
                let p = sigmoid(z);
                let error = p - label;
                (error * error, two * error * (p * (T::one() - p)))
            }
            Self::Linear => ((z - label) * (z - label), two * (z - label)),
            // max(z, 0) - z * y + log1p(exp(-|z|)), as both libraries have it.
            Self::Sigmoid | Self::Softmax => {
                let positive = if z < T::zero() { T::zero() } else { z };
                (positive - z * label + (-z.abs()).e_to().log1p(), sigmoid(z) - label)
            }
        }
    }
}

/// 1 / (1 + exp(-z)), from the side on which exp cannot overflow.
fn sigmoid<T: Real>(z: T) -> T {
    let small = (-z.abs()).e_to();
    let large_side = T::one() / (T::one() + small);
    if z < T::zero() { small * large_side } else { large_side }
}

fn normal_cdf<T: Real>(z: T) -> T {
    T::of(0.5) * (T::one() + (z * T::of(std::f64::consts::FRAC_1_SQRT_2)).erf())
}

/// `inputs` (B, I) times `weight` (I, O) plus `bias`.
fn affine<T: Real>(inputs: ArrayView2<T>, layer: &Layer<T>) -> Array2<T> {
    let shape = (inputs.nrows(), layer.bias.len());
    let mut result = Array2::from_shape_fn(shape, |(_, output)| layer.bias[output]);
    add_product(inputs, layer.weight.view(), &mut result);
    result
}

fn product<T: Real>(left: ArrayView2<T>, right: ArrayView2<T>) -> Array2<T> {
    let mut result = Array2::zeros((left.nrows(), right.ncols()));
    add_product(left, right, &mut result);
    result
}

/// Adds the matrix product, summed over the inner index in rising order with no fused multiply-add.
/// ndarray's own `dot` sums in an order that depends on the processor.
#[inline(never)]
fn add_product<T: Real>(left: ArrayView2<T>, right: ArrayView2<T>, result: &mut Array2<T>) {
    for (left, mut result) in left.rows().into_iter().zip(result.rows_mut()) {
        for (&factor, right) in left.iter().zip(right.rows()) {
            result.scaled_add(factor, &right);
        }
    }
}

/// `left` (B, O) times the transpose of `right` (I, O), each sum in rising order.
fn product_transposed<T: Real>(left: ArrayView2<T>, right: ArrayView2<T>) -> Array2<T> {
    Array2::from_shape_fn((left.nrows(), right.nrows()), |(row, column)| {
        let factors = left.row(row).into_iter().zip(right.row(column));
        factors.fold(T::zero(), |sum, (&a, &b)| sum + a * b)
    })
}

fn sum_rows<T: Real>(rows: ArrayView2<T>) -> Array1<T> {
    Array1::from_shape_fn(rows.ncols(), |column| {
        rows.column(column).iter().fold(T::zero(), |sum, &value| sum + value)
    })
}
