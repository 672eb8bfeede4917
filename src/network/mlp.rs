//! The multi-layer perceptron: initialization, forward, loss, backward. Written once over [`Real`]:
//! the code that trains one seed trains four side by side, and its gradients are checked in `f64`.
//!
//! Between layers everything lies feature by feature, (units, B): what a product takes and gives.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};
use rand::RngExt;

use super::lanes::{MAX_LANES, Real};
use super::matrix::{MatMul, matmul_nn, matmul_nt, matmul_tn};
use crate::choice::choice;
use crate::convention::LEAKY_SLOPE;
use crate::data::{TargetShape, Targets};
use crate::random::{Stream, stream};

choice! {
    /// What hidden units do with their weighted sum z.
    pub enum Activation {
        /// max(0, z); its gradient at 0 is 0.
        Relu = "relu", "ReLU";
        /// Hyperbolic tangent.
        Tanh = "tanh", "tanh";
        /// 1 / (1 + exp(-z))
        Sigmoid = "sigmoid", "sigmoid";
        /// z above 0, [`LEAKY_SLOPE`] z below.
        LeakyRelu = "leaky_relu", "leaky ReLU, slope 0.2";
        /// z * Phi(z), exact: the default of PyTorch and of Keras's activation `gelu`.
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
    /// Whether it can learn such targets: values take the linear unit, more than two classes the softmax.
    pub fn fits(self, targets: &TargetShape) -> bool {
        match targets.classes() {
            None => self == Self::Linear,
            Some(2) => true,
            Some(_) => self == Self::Softmax,
        }
    }

    /// The output of a network for such targets where none is asked for.
    pub fn default_for(targets: &TargetShape) -> Self {
        match targets.classes() {
            None => Self::Linear,
            Some(2) => Self::Sigmoid2,
            Some(_) => Self::Softmax,
        }
    }

    /// O, the number of output units, for such targets.
    pub fn units(self, targets: &TargetShape) -> usize {
        match self {
            Self::Sigmoid2 | Self::Softmax => targets.classes().unwrap_or(1),
            Self::Sigmoid | Self::Linear => 1,
        }
    }

    /// The loss of the best constant prediction: with squared errors the variance of the targets, else
    /// the entropy of the classes in nats.
    pub fn baseline_loss(self, targets: &Targets) -> f64 {
        let rows = targets.len() as f64;
        let shares: Vec<(f64, f64)> = match targets.shape() {
            TargetShape::Classes(counts) => {
                let share = |(class, &count): (usize, &usize)| (class as f64, count as f64 / rows);
                counts.iter().enumerate().map(share).collect()
            }
            TargetShape::Values(_) => {
                targets.numbers().into_iter().map(|value| (value, 1.0 / rows)).collect()
            }
        };
        let values = || shares.iter().copied();
        let shares = values().map(|(_, share)| share);
        match self {
            Self::Sigmoid2 | Self::Linear => {
                let mean: f64 = values().map(|(label, share)| label * share).sum();
                values().map(|(label, share)| (label - mean) * (label - mean) * share).sum()
            }
            Self::Softmax | Self::Sigmoid => {
                shares.filter(|&share| share > 0.0).map(|share| -share * libm::log(share)).sum()
            }
        }
    }
}

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
        self.parameters.as_slice().expect("every constructor lays the rows out one after the other")
    }

    /// As [`Layer::parameters`], to be changed.
    pub fn parameters_mut(&mut self) -> &mut [T] {
        let rows = self.parameters.as_slice_mut();
        rows.expect("every constructor lays the rows out one after the other")
    }

    /// O
    fn units(&self) -> usize {
        self.parameters.ncols()
    }
}

/// Some rows to train on, feature by feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch<T> {
    /// (1 + I, B): ones for the biases, then the features.
    inputs: Vec<T>,
    /// (B)
    targets: Vec<T>,
}

impl<T: Real> Batch<T> {
    /// The rows `inputs` (B, I) with their `targets` (B).
    pub fn new(inputs: ArrayView2<T>, targets: Vec<T>) -> Self {
        let ones = std::iter::repeat_n(T::one(), targets.len());
        Self { inputs: ones.chain(inputs.t().iter().copied()).collect(), targets }
    }

    /// The same rows, so many at a time.
    pub(crate) fn chunks(&self, size: usize) -> Vec<Self> {
        let rows = self.targets.len();
        let chunk = |(chunk, targets): (usize, &[T])| {
            let columns = self.inputs.chunks_exact(rows);
            let part = |column: &[T]| column[chunk * size..][..targets.len()].to_vec();
            Self { inputs: columns.flat_map(part).collect(), targets: targets.to_vec() }
        };
        self.targets.chunks(size).enumerate().map(chunk).collect()
    }

    /// The rows.
    pub(crate) fn rows(&self) -> usize {
        self.targets.len()
    }

    /// The same rows in other numbers.
    pub(crate) fn map<U>(&self, function: impl Fn(T) -> U) -> Batch<U> {
        let all = |numbers: &[T]| numbers.iter().map(|&number| function(number)).collect();
        Batch { inputs: all(&self.inputs), targets: all(&self.targets) }
    }

    /// Takes other rows: one for each target, of so many features; `lanes(row)` has those of each lane.
    pub(crate) fn fill<'a>(
        &mut self,
        features: usize,
        targets: impl ExactSizeIterator<Item = T>,
        lanes: impl Fn(usize) -> [&'a [f32]; MAX_LANES],
    ) {
        let rows = targets.len();
        self.targets.clear();
        self.targets.extend(targets);
        self.inputs.resize((1 + features) * rows, T::one());
        // Where the ones are, a batch of another size may have left features.
        self.inputs[..rows].fill(T::one());
        for row in 0..rows {
            T::side_by_side(lanes(row), |feature, number| {
                self.inputs[(1 + feature) * rows + row] = number;
            });
        }
    }
}

/// What a step computes on its way, kept so that its room is used again. The last batch of an epoch is smaller,
/// and a vector keeps its room then: as `Array2`, small networks trained 10 to 15% slower, and the first load
/// was 1 kB larger.
#[derive(Clone, Debug, Default)]
pub struct Workspace<T> {
    /// The inputs of each layer, (1 + I, B); the first's are the batch's.
    activations: Vec<Vec<T>>,
    /// The weighted sums of each layer, (O, B).
    sums: Vec<Vec<T>>,
    /// The loss's slopes by the sums of a layer, (O, B), and by those of the one before.
    delta: Vec<T>,
    back: Vec<T>,
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
        self.output.loss(sums.last().unwrap_or(&batch.inputs), &batch.targets, delta)
    }

    /// The mean loss of a batch, and the share of its rows whose target is the class that the network
    /// says. Softmax says that of the first of the greatest units, as `argmax` of NumPy; the others say
    /// class 1 where the mean of the units is above one half, else class 0, as `y_pred > threshold` of
    /// Keras's `BinaryAccuracy`. What is no number says nothing.
    pub fn evaluate(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) -> (T, T) {
        let loss = self.loss(batch, workspace);
        let logits = workspace.sums.last().unwrap_or(&batch.inputs);
        (loss, self.output.accuracy(logits, &batch.targets))
    }

    /// The share of hidden units whose weighted sum is above zero in no row: as ReLUs they are dead.
    pub fn dead_share(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) -> f64 {
        self.forward(batch, workspace);
        let (rows, hidden) = (batch.targets.len(), self.layers.len().saturating_sub(1));
        let units = || workspace.sums[..hidden].iter().flat_map(|sums| sums.chunks_exact(rows));
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
        let rows = batch.targets.len();
        let Workspace { activations, sums, .. } = workspace;
        activations.resize(self.layers.len(), Vec::new());
        sums.resize(self.layers.len(), Vec::new());
        for (index, layer) in self.layers.iter().enumerate() {
            let inputs = if index == 0 { &batch.inputs } else { &activations[index] };
            sums[index].resize(layer.units() * rows, T::zero());
            let parameters = (layer.parameters(), layer.units());
            matmul_tn(parameters, (inputs, rows), &mut sums[index]);
            if let Some(next) = activations.get_mut(index + 1) {
                next.clear();
                next.resize(rows, T::one());
                self.activation.values(&sums[index], next);
            }
        }
    }

    fn backward(&self, batch: &Batch<T>, workspace: &mut Workspace<T>) {
        let rows = batch.targets.len();
        let Workspace { activations, sums, delta, back, gradients } = workspace;
        if gradients.len() != self.layers.len() {
            *gradients = self.layers.iter().map(Layer::zeros_like).collect();
        }
        for (index, layer) in self.layers.iter().enumerate().rev() {
            let inputs = if index == 0 { &batch.inputs } else { &activations[index] };
            matmul_nt(inputs, delta, rows, gradients[index].parameters_mut());
            if index > 0 {
                let units = layer.units();
                back.resize(sums[index - 1].len(), T::zero());
                let weights = (&layer.parameters()[units..], units);
                matmul_nn(weights, (delta, rows), back);
                self.activation.times_slopes(&sums[index - 1], back);
                std::mem::swap(delta, back);
            }
        }
    }
}

impl Activation {
    /// Appends the value of each sum.
    fn values<T: Real>(self, sums: &[T], values: &mut Vec<T>) {
        match self {
            // Written so that NaN stays NaN: divergence must show.
            Self::Relu => values.extend(sums.iter().map(|&z| z.if_negative(T::zero(), z))),
            Self::LeakyRelu => {
                values.extend(sums.iter().map(|&z| z.if_negative(T::of(LEAKY_SLOPE) * z, z)));
            }
            Self::Tanh => values.extend(sums.iter().map(|&z| z.tanh())),
            Self::Sigmoid => values.extend(sums.iter().map(|&z| sigmoid(z))),
            Self::Gelu => values.extend(sums.iter().map(|&z| z * normal_cdf(z))),
        }
    }

    /// Multiplies each number by the activation's slope at its sum.
    fn times_slopes<T: Real>(self, sums: &[T], numbers: &mut [T]) {
        let (zero, one) = (T::zero(), T::one());
        let each = |numbers: &mut [T], slope: fn(T) -> T| {
            numbers.iter_mut().zip(sums).for_each(|(number, &z)| *number *= slope(z));
        };
        match self {
            Self::Relu => numbers.iter_mut().zip(sums).for_each(|(number, &z)| {
                *number *= (zero - z).if_negative(one, zero);
            }),
            Self::LeakyRelu => {
                each(numbers, |z| (T::zero() - z).if_negative(T::one(), T::of(LEAKY_SLOPE)))
            }
            Self::Tanh => each(numbers, |z| T::one() - z.tanh() * z.tanh()),
            Self::Sigmoid => each(numbers, |z| sigmoid(z) * (T::one() - sigmoid(z))),
            Self::Gelu => each(numbers, |z| {
                let density = (T::of(-0.5) * z * z).exp() * T::of(0.398_942_280_401_432_7);
                normal_cdf(z) + z * density
            }),
        }
    }
}

impl Output {
    /// The mean loss and, in `delta`, its slopes by the logits; both (O, B).
    fn loss<T: Real>(self, logits: &[T], targets: &[T], delta: &mut Vec<T>) -> T {
        let rows = targets.len();
        delta.clear();
        let mut total = T::zero();
        let counted = if self == Self::Softmax {
            delta.resize(logits.len(), T::zero());
            for (row, &target) in targets.iter().enumerate() {
                total += softmax_loss(logits, target, (row, rows), delta);
            }
            rows
        } else {
            for unit in logits.chunks_exact(rows) {
                delta.extend(unit.iter().zip(targets).map(|(&z, &target)| {
                    let (loss, slope) = self.unit_loss(z, target);
                    total += loss;
                    slope
                }));
            }
            logits.len()
        };
        let share = T::of(1.0 / counted as f64);
        delta.iter_mut().for_each(|slope| *slope *= share);
        total * share
    }

    /// The share of rows that the logits (O, B) get right: see [`Network::evaluate`].
    fn accuracy<T: Real>(self, logits: &[T], targets: &[T]) -> T {
        let (rows, zero, one, half) = (targets.len(), T::zero(), T::one(), T::of(0.5));
        let units = T::of(1.0 / (logits.len() / rows.max(1)) as f64);
        let value = |z| if matches!(self, Self::Softmax | Self::Linear) { z } else { sigmoid(z) };
        let right = |row: usize| {
            let outputs = || logits.iter().skip(row).step_by(rows).map(|&z| value(z));
            let sum = outputs().fold(zero, |sum, output| sum + output);
            let said = if self == Self::Softmax {
                first_of_greatest(outputs())
            } else {
                (half - sum * units).if_negative(one, zero)
            };
            let right = ((said - targets[row]).abs() - half).if_negative(one, zero);
            // Below zero wherever the sum is a number: what is none is not right.
            (T::of(-1.0) - sum.abs()).if_negative(right, zero)
        };
        let count = (0..rows).map(right).fold(zero, |sum, right| sum + right);
        count * T::of(1.0 / rows as f64)
    }

    /// Loss and slope of one output unit that does not depend on its neighbors.
    fn unit_loss<T: Real>(self, z: T, target: T) -> (T, T) {
        let two = T::of(2.0);
        match self {
            Self::Sigmoid2 => {
                let p = sigmoid(z);
                let error = p - target;
                (error * error, two * error * (p * (T::one() - p)))
            }
            Self::Linear => ((z - target) * (z - target), two * (z - target)),
            // max(z, 0) - z * y + ln(1 + exp(-|z|)), as both libraries have it.
            Self::Sigmoid | Self::Softmax => {
                let positive = z.if_negative(T::zero(), z);
                let small = (T::zero() - z.abs()).exp();
                (positive - z * target + small.ln_1p(), sigmoid(z) - target)
            }
        }
    }
}

/// The place of the greatest number; of several, that of the first.
fn first_of_greatest<T: Real>(numbers: impl Iterator<Item = T>) -> T {
    let places = (0_u32..).map(|place| T::of(f64::from(place)));
    let greatest = places.zip(numbers).reduce(|(place, greatest), (next, number)| {
        let behind = greatest - number;
        (behind.if_negative(next, place), behind.if_negative(number, greatest))
    });
    greatest.map_or(T::zero(), |(place, _)| place)
}

/// Loss and slopes of one row of the logits (O, B), whose units depend on one another.
fn softmax_loss<T: Real>(
    logits: &[T],
    target: T,
    (row, rows): (usize, usize),
    delta: &mut [T],
) -> T {
    let cells = || (row..logits.len()).step_by(rows);
    let largest = cells().map(|cell| logits[cell]).reduce(|a, z| (a - z).if_negative(z, a));
    let largest = largest.unwrap_or(T::zero());
    let mut sum = T::zero();
    for cell in cells() {
        delta[cell] = (logits[cell] - largest).exp();
        sum += delta[cell];
    }
    let mut loss = T::zero();
    for (class, cell) in cells().enumerate() {
        // Below zero where the target is this class.
        let other = (target - T::of(class as f64)).abs() - T::of(0.5);
        // ln(sum) through ln(1 + x): sum is at least 1, the largest's own term.
        let class_loss = (sum - T::one()).ln_1p() - (logits[cell] - largest);
        loss += other.if_negative(class_loss, T::zero());
        delta[cell] = delta[cell] / sum - other.if_negative(T::one(), T::zero());
    }
    loss
}

/// 1 / (1 + exp(-z)), from the side on which exp cannot overflow.
fn sigmoid<T: Real>(z: T) -> T {
    let small = (T::zero() - z.abs()).exp();
    let large_side = T::one() / (T::one() + small);
    z.if_negative(small * large_side, large_side)
}

fn normal_cdf<T: Real>(z: T) -> T {
    T::of(0.5) * (T::one() + (z * T::of(std::f64::consts::FRAC_1_SQRT_2)).erf())
}
