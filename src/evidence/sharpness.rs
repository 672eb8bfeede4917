//! The sharpness of the loss: the largest eigenvalue of its Hessian, by power iteration.
//!
//! Gradient descent on all rows is stable only below the rate 2 / sharpness (Cohen et al.,
//! arXiv:2103.00065). Training with small batches converges to an even lower sharpness.

use rand::RngExt;

use crate::network::dual::Dual;
use crate::network::lanes::{MAX_LANES, Real};
use crate::network::{Batch, Layer, Network, Workspace};
use crate::random::{Stream, stream};

/// Products with the Hessian before the shift, to estimate the size of its largest eigenvalue.
const WARM_UP: usize = 8;
/// The share of this size that is added to every eigenvalue, so that the largest one also has the largest
/// absolute value.
const SHIFT: f64 = 0.6;
/// The relative residual `|H v - lambda v| / lambda` at which an eigenvalue is accepted. The true eigenvalue is
/// within it, and usually much closer.
const TOLERANCE: f64 = 2e-3;
/// The largest number of products; a lane that needs more has no result.
const MAX_PRODUCTS: usize = 400;
/// Rows per block of a product, so that the intermediate results stay in the cache.
pub(super) const BLOCK: usize = 128;

/// A power iteration for the network of each lane, on the same rows.
#[derive(Clone, Debug)]
pub struct PowerIteration<T> {
    network: Network<T>,
    blocks: Vec<Batch<Dual<T>>>,
    workspace: Workspace<Dual<T>>,
    /// The direction, of norm 1 in each lane, in the shape of the network's layers.
    direction: Vec<Layer<T>>,
    /// The Hessian times the direction, summed over the finished blocks.
    product: Vec<Layer<T>>,
    /// The number of finished blocks.
    done_blocks: usize,
    seed: u32,
    products: usize,
    lanes: [Lane; MAX_LANES],
}

/// The progress of one lane.
#[derive(Clone, Copy, Debug, Default)]
struct Lane {
    /// The number that is added to every eigenvalue.
    shift: f64,
    /// The largest eigenvalue, once found; `Some(None)` if it cannot be found.
    found: Option<Option<f64>>,
}

impl<T: Real> PowerIteration<T> {
    /// An iteration for the Hessian of the mean loss of `rows`, starting in a random direction.
    pub fn new(network: Network<T>, rows: &Batch<T>, seed: u32) -> Self {
        let mut iteration = Self {
            network,
            blocks: rows.map(Dual::constant).chunks(BLOCK),
            workspace: Workspace::default(),
            direction: Vec::new(),
            product: Vec::new(),
            done_blocks: 0,
            seed,
            products: 0,
            lanes: [Lane::default(); MAX_LANES],
        };
        iteration.set_direction(iteration.random());
        iteration
    }

    /// Adds one block of rows to the product of the Hessian and the direction, for all lanes. Returns `true`
    /// while unfinished.
    pub fn advance(&mut self) -> bool {
        if self.done() {
            return false;
        }
        self.add_block();
        if self.done_blocks == self.blocks.len() {
            self.done_blocks = 0;
            let product = std::mem::take(&mut self.product);
            self.observe_product(product);
        }
        !self.done()
    }

    /// Processes a complete product, and sets the next direction.
    fn observe_product(&mut self, mut product: Vec<Layer<T>>) {
        self.products += 1;
        let along = dot::<T>(&self.direction, &product);
        let squares = dot::<T>(&product, &product);
        for (lane, (along, square)) in self.lanes.iter_mut().zip(along.into_iter().zip(squares)) {
            lane.learn(along, square, self.products);
        }
        if self.products == WARM_UP {
            // The direction may have lost almost all of the eigenvector.
            self.set_direction(self.random());
        } else if self.products < WARM_UP {
            self.set_direction(product);
        } else {
            let shift = T::from_lanes(|lane| self.lanes[lane].shift as f32);
            for (product, direction) in product.iter_mut().zip(&self.direction) {
                let pairs = product.parameters_mut().iter_mut().zip(direction.parameters());
                pairs.for_each(|(h, &v)| *h += shift * v);
            }
            self.set_direction(product);
        }
    }

    /// The largest eigenvalue of a lane; none if it could not be found.
    pub fn largest(&self, lane: usize) -> Option<f64> {
        self.lanes[lane].found.flatten()
    }

    fn done(&self) -> bool {
        let lanes = &self.lanes[..T::LANES];
        self.products == MAX_PRODUCTS || lanes.iter().all(|lane| lane.found.is_some())
    }

    /// A random direction, the same in each lane.
    fn random(&self) -> Vec<Layer<T>> {
        let mut generator = stream(self.seed, Stream::Direction);
        let mut number = |_| T::of(generator.random::<f64>() - 0.5);
        self.network.layers.iter().map(|layer| layer.map(&mut number)).collect()
    }

    /// Adds the product of one block. The mean loss is the mean over the blocks weighted by their rows, and so
    /// is its Hessian.
    fn add_block(&mut self) {
        let moving = |value: T, tangent: T| Dual { value, tangent };
        let layers = self.network.layers.iter().zip(&self.direction);
        let network = Network {
            layers: layers.map(|(layer, direction)| layer.zip(direction, moving)).collect(),
            activation: self.network.activation,
            output: self.network.output,
        };
        let block = &self.blocks[self.done_blocks];
        network.loss_and_gradients(block, &mut self.workspace);
        let rows: usize = self.blocks.iter().map(Batch::rows).sum();
        let share = T::of(block.rows() as f64 / rows as f64);
        let part = |number: Dual<T>| share * number.tangent;
        let gradients = self.workspace.gradients().iter();
        if self.done_blocks == 0 {
            self.product = gradients.map(|layer| layer.map(part)).collect();
        } else {
            for (sums, parts) in self.product.iter_mut().zip(gradients) {
                let pairs = sums.parameters_mut().iter_mut().zip(parts.parameters());
                pairs.for_each(|(sum, &number)| *sum += part(number));
            }
        }
        self.done_blocks += 1;
    }

    /// Sets the direction, normalized in each lane where it is not zero.
    fn set_direction(&mut self, direction: Vec<Layer<T>>) {
        let squares = dot::<T>(&direction, &direction);
        let scale = T::from_lanes(|lane| {
            let length = libm::sqrt(squares[lane]);
            if length > 0.0 { (1.0 / length) as f32 } else { 1.0 }
        });
        self.direction = direction;
        let numbers = self.direction.iter_mut().flat_map(|layer| layer.parameters_mut());
        numbers.for_each(|number| *number *= scale);
    }
}

impl Lane {
    /// Updates the estimate. `along` is the component of the product along the direction, which is the eigenvalue if
    /// the direction is an eigenvector; `square` is the squared norm of the product.
    fn learn(&mut self, along: f64, square: f64, products: usize) {
        if self.found.is_some() {
            return;
        }
        let across = libm::sqrt((square - along * along).max(0.0));
        if !square.is_finite() {
            self.found = Some(None);
        } else if products <= WARM_UP && square > 0.0 {
            self.shift = self.shift.max(SHIFT * libm::sqrt(square));
        } else if across <= TOLERANCE * along {
            self.found = Some(Some(along));
        }
    }
}

/// The dot product of each lane, in double precision because there are many terms.
fn dot<T: Real>(left: &[Layer<T>], right: &[Layer<T>]) -> [f64; MAX_LANES] {
    let mut sums = [0.0; MAX_LANES];
    for (left, right) in left.iter().zip(right) {
        for (&a, &b) in left.parameters().iter().zip(right.parameters()) {
            for (lane, sum) in sums[..T::LANES].iter_mut().enumerate() {
                *sum += a.lane(lane) * b.lane(lane);
            }
        }
    }
    sums
}
