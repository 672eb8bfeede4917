//! The scaled rows and mini-batches of every seed, in parallel lanes.

use std::sync::Arc;

use crate::data::{Batches, Dataset, Scaler, single, split};
use crate::experiment::{Experiment, trained_epoch};
use crate::network::Batch;
use crate::network::lanes::{MAX_LANES, Real};

/// The source of the rows of all seeds.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    experiment: Experiment,
    dataset: Arc<Dataset>,
    /// The share of rows that each seed holds out for validation.
    validation: f64,
    /// The number of training rows, equal for all seeds.
    training_rows: usize,
}

/// Rows whose loss is measured, at most: of more, so many of them, evenly spaced.
pub(crate) const MAX_MEASURED: usize = 10_000;

impl Source {
    /// The rows of a data set, scaled and divided into batches by an experiment, with a share held out for
    /// validation.
    pub(crate) fn new(experiment: &Experiment, dataset: &Arc<Dataset>, validation: f64) -> Self {
        let training_rows = dataset.shape().training_rows(validation);
        Self { experiment: experiment.clone(), dataset: dataset.clone(), validation, training_rows }
    }

    /// The experiment.
    pub(crate) fn experiment(&self) -> &Experiment {
        &self.experiment
    }

    /// The data set.
    pub(crate) fn dataset(&self) -> &Arc<Dataset> {
        &self.dataset
    }

    /// The number of training rows, equal for all seeds.
    pub(crate) fn training_rows(&self) -> usize {
        self.training_rows
    }

    /// Whether any rows are held out for validation.
    pub(crate) fn holds_out(&self) -> bool {
        self.training_rows < self.dataset.rows()
    }

    /// Steps per epoch.
    pub(crate) fn per_epoch(&self) -> usize {
        self.training_rows().div_ceil(self.batch_size())
    }

    /// Steps of what counts as an epoch in the check and the comparison, which many rows would make too long.
    pub(crate) fn trained_epoch(&self) -> usize {
        trained_epoch(self.per_epoch())
    }

    /// Rows per batch, at most all training rows.
    pub(crate) fn batch_size(&self) -> usize {
        self.experiment.batch_size.min(self.training_rows()).max(1)
    }

    /// The batches of a seed, or of consecutive seeds, one per lane.
    pub(crate) fn feed<T: Real>(&self, seed: u32) -> Feed<T> {
        let same = (!self.holds_out()).then(|| self.rows(seed));
        let lane = |lane| {
            let seed = seed.wrapping_add(lane as u32);
            let rows = same.clone().unwrap_or_else(|| self.rows(seed));
            let batches = Batches::new(rows.training.clone(), self.batch_size(), seed);
            Lane { rows, batches }
        };
        Feed { lanes: (0..T::LANES).map(lane).collect(), batch: Batch::default() }
    }

    fn rows(&self, seed: u32) -> Arc<Rows> {
        Arc::new(Rows::new(&self.experiment, &self.dataset, self.validation, seed))
    }
}

/// The scaled rows of a seed, split into training and validation rows.
#[derive(Clone, Debug)]
struct Rows {
    /// (N, I), row by row.
    features: Arc<[f32]>,
    /// I
    width: usize,
    targets: Vec<f32>,
    training: Vec<usize>,
    held_out: Vec<usize>,
}

impl Rows {
    fn new(experiment: &Experiment, dataset: &Dataset, validation: f64, seed: u32) -> Self {
        let (training, held_out) = split(dataset.targets(), validation, seed);
        let all = experiment.scaler == Scaler::Standard && held_out.is_empty();
        let scale = || experiment.scaler.scale(dataset.features(), &training);
        Self {
            features: if all { dataset.standardized() } else { single(&scale()) },
            width: dataset.features().ncols(),
            targets: dataset.targets().numbers().iter().map(|&x| x as f32).collect(),
            training,
            held_out,
        }
    }
}

/// The mini-batches of one seed, or of consecutive seeds, one per lane.
#[derive(Clone, Debug)]
pub(crate) struct Feed<T> {
    lanes: Vec<Lane>,
    batch: Batch<T>,
}

#[derive(Clone, Debug)]
struct Lane {
    rows: Arc<Rows>,
    batches: Batches,
}

impl<T: Real> Feed<T> {
    /// The next mini-batch of every lane.
    pub(crate) fn next_batch(&mut self) -> &Batch<T> {
        for lane in &mut self.lanes {
            lane.batches.next_batch();
        }
        gather(&self.lanes, |lane| self.lanes[lane].batches.batch(), &mut self.batch);
        &self.batch
    }

    /// Rows of the current mini-batch.
    pub(crate) fn batch_rows(&self) -> usize {
        self.lanes[0].batches.batch().len()
    }

    /// The training rows whose loss is measured.
    pub(crate) fn training(&self) -> Batch<T> {
        self.measured(|rows| &rows.training)
    }

    /// The validation rows whose loss is measured.
    pub(crate) fn held_out(&self) -> Batch<T> {
        self.measured(|rows| &rows.held_out)
    }

    fn measured(&self, of: impl Fn(&Rows) -> &[usize]) -> Batch<T> {
        let rows: Vec<Vec<usize>> = self.lanes.iter().map(|lane| evenly(of(&lane.rows))).collect();
        let mut batch = Batch::default();
        gather(&self.lanes, |lane| &rows[lane], &mut batch);
        batch
    }
}

/// All rows, or [`MAX_MEASURED`] of them, evenly spaced.
fn evenly(rows: &[usize]) -> Vec<usize> {
    let count = rows.len().min(MAX_MEASURED);
    (0..count).map(|place| rows[place * rows.len() / count]).collect()
}

/// Gathers some rows of every lane, equally many of each.
fn gather<'a, T: Real>(
    lanes: &'a [Lane],
    rows: impl Fn(usize) -> &'a [usize],
    batch: &mut Batch<T>,
) {
    let lanes: [(&Rows, &[usize]); MAX_LANES] = std::array::from_fn(|index| {
        let lane = index % T::LANES;
        (&*lanes[lane].rows, rows(lane))
    });
    let target = |row: usize| {
        T::from_lanes(|lane| {
            let (data, rows) = lanes[lane];
            data.targets[rows[row]]
        })
    };
    let (count, width) = (lanes[0].1.len(), lanes[0].0.width);
    batch.fill(width, (0..count).map(target), |row| {
        lanes.map(|(data, rows)| &data.features[rows[row] * width..][..width])
    });
}
