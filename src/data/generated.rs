//! Data sets generated from a seed.

use std::f64::consts::PI;

use ndarray::Array2;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::dataset::Targets;

/// 400 rows, 2 features, 2 classes: two spirals of one and a half turns with noise.
pub(crate) fn spirals() -> (Array2<f64>, Targets) {
    let mut random = Random::new(1);
    let row = |row: usize| {
        let turn = (random.uniform() * 0.95 + 0.05) * 3.0 * PI;
        let (radius, angle) = (turn / (3.0 * PI), turn + (row % 2) as f64 * PI);
        let noise = [random.normal() * 0.03, random.normal() * 0.03];
        vec![radius * libm::cos(angle) + noise[0], radius * libm::sin(angle) + noise[1]]
    };
    let rows: Vec<_> = (0..400).map(row).collect();
    (table(&rows), Targets::Classes((0..400).map(|row| row % 2).collect()))
}

/// 20,000 rows, 20 features, 4 classes: normal distributions that overlap in half of the features and are equal in
/// the others; a tenth of the rows have the label of the next class.
pub(crate) fn noisy() -> (Array2<f64>, Targets) {
    let mut random = Random::new(4);
    let centers: Vec<f64> = (0..4 * 10).map(|_| 0.6 * random.normal()).collect();
    let mut labels = Vec::new();
    let rows = (0..20_000).map(|row| {
        let class = row % 4;
        labels.push(if random.uniform() < 0.1 { (class + 1) % 4 } else { class });
        let center = |feature| if feature < 10 { centers[10 * class + feature] } else { 0.0 };
        (0..20).map(|feature| center(feature) + random.normal()).collect()
    });
    let rows: Vec<Vec<f64>> = rows.collect();
    (table(&rows), Targets::Classes(labels))
}

/// The rows as a matrix.
pub(crate) fn table(rows: &[Vec<f64>]) -> Array2<f64> {
    let width = rows.first().map_or(0, Vec::len);
    Array2::from_shape_fn((rows.len(), width), |(row, column)| rows[row][column])
}

/// The draws of one generated data set.
pub(crate) struct Random(Xoshiro256PlusPlus);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// A draw from the uniform distribution from 0 to 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        self.0.random()
    }

    /// A draw from the standard normal distribution (Box and Muller, doi:10.1214/aoms/1177706645).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.uniform()));
        radius * libm::cos(2.0 * PI * self.uniform())
    }
}
