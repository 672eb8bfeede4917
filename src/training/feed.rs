//! The scaled rows and mini-batches of every seed, in parallel lanes.

use std::sync::{Arc, OnceLock};

use crate::data::{Batches, Dataset, Scaler, Statistics, scale_to_single, split};
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
    /// The rows of every seed if none are held out, created for the first seed.
    same: OnceLock<Arc<Rows>>,
}

/// The largest number of rows whose loss is measured. Of more rows, this many evenly spaced ones are used.
pub(crate) const MAX_MEASURED: usize = 10_000;

impl Source {
    /// The rows of a data set, scaled and divided into batches by an experiment, with a share held out for
    /// validation.
    pub(crate) fn new(experiment: &Experiment, dataset: &Arc<Dataset>, validation: f64) -> Self {
        let training_rows = dataset.shape().training_rows(validation);
        let (experiment, dataset, same) = (experiment.clone(), dataset.clone(), OnceLock::new());
        Self { experiment, dataset, validation, training_rows, same }
    }

    /// The same for a single sweep: to scale all rows of large data before its first step would take longer than a
    /// frame, so they are scaled when they are needed.
    pub(crate) fn alone(self) -> Self {
        let is_large = self.dataset.features().len() >= LARGE;
        if is_large && !self.holds_out() && self.experiment.scaler == Scaler::Standard {
            self.same.get_or_init(|| Arc::new(Rows::raw(&self.dataset)));
        }
        self
    }

    pub(crate) fn experiment(&self) -> &Experiment {
        &self.experiment
    }

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

    /// Steps of an epoch in the check and the comparison, which is cut for large data.
    pub(crate) fn trained_epoch(&self) -> usize {
        trained_epoch(self.per_epoch())
    }

    /// Rows per batch, at most all training rows.
    pub(crate) fn batch_size(&self) -> usize {
        self.experiment.batch_size.min(self.training_rows()).max(1)
    }

    /// The batches of a seed, or of consecutive seeds, one per lane.
    pub(crate) fn feed<T: Real>(&self, seed: u32) -> Feed<T> {
        let lane = |lane| {
            let seed = seed.wrapping_add(lane as u32);
            let rows = self.rows(seed);
            let batches = Batches::new(rows.training.clone(), self.batch_size(), seed);
            Lane { rows, batches }
        };
        Feed {
            lanes: (0..T::LANES).map(lane).collect(),
            batch: Batch::default(),
            scaled: Default::default(),
        }
    }

    fn rows(&self, seed: u32) -> Arc<Rows> {
        let rows = || Arc::new(Rows::new(&self.experiment, &self.dataset, self.validation, seed));
        match self.holds_out() {
            true => rows(),
            false => self.same.get_or_init(rows).clone(),
        }
    }
}

/// The scaled rows of a seed, split into training and validation rows.
#[derive(Clone, Debug)]
struct Rows {
    features: Features,
    /// I
    width: usize,
    targets: Vec<f32>,
    training: Vec<usize>,
    held_out: Vec<usize>,
}

/// The features of a seed, scaled by the statistics of its training rows.
#[derive(Clone, Debug)]
enum Features {
    /// (N, I), row by row.
    Scaled(Arc<Vec<f32>>),
    /// Raw features, scaled when needed.
    Raw(Arc<Dataset>, Vec<Statistics>),
}

/// The number of cells from which on scaled features are not stored per seed if rows are held out: four seeds in
/// parallel would take twice the memory of the data.
const LARGE: usize = 1 << 20;

impl Rows {
    fn new(experiment: &Experiment, dataset: &Arc<Dataset>, validation: f64, seed: u32) -> Self {
        let (training, held_out) = split(dataset.targets(), validation, seed);
        let (scaler, features) = (experiment.scaler, dataset.features());
        let all = scaler == Scaler::Standard && held_out.is_empty();
        let statistics = || scaler.statistics(features, &training);
        Self {
            features: if all {
                Features::Scaled(dataset.standardized())
            } else if features.len() < LARGE {
                Features::Scaled(scale_to_single(features, &statistics()))
            } else {
                Features::Raw(dataset.clone(), statistics())
            },
            width: dataset.features().ncols(),
            targets: dataset.targets().numbers().iter().map(|&x| x as f32).collect(),
            training,
            held_out,
        }
    }

    /// All rows, scaled when they are needed.
    fn raw(dataset: &Arc<Dataset>) -> Self {
        Self {
            features: Features::Raw(dataset.clone(), dataset.statistics().to_vec()),
            width: dataset.features().ncols(),
            targets: dataset.targets().numbers().iter().map(|&x| x as f32).collect(),
            training: (0..dataset.rows()).collect(),
            held_out: Vec::new(),
        }
    }
}

impl Rows {
    /// Scaled features, row by row, and the index of each of `rows` in them. Features that are not stored are scaled into `scaled`.
    fn scaled<'a>(&'a self, rows: &'a [usize], scaled: &'a mut Scaled) -> (&'a [f32], &'a [usize]) {
        let (dataset, columns) = match &self.features {
            Features::Scaled(features) => return (features, rows),
            Features::Raw(dataset, columns) => (dataset, columns),
        };
        scaled.features.clear();
        for &row in rows {
            let row = dataset.features().row(row).into_iter().zip(columns);
            scaled.features.extend(row.map(|(&x, column)| column.scale(x) as f32));
        }
        scaled.places = (0..rows.len()).collect();
        (&scaled.features, &scaled.places)
    }
}

/// Rows that were scaled for a batch, and their indices.
#[derive(Clone, Debug, Default)]
struct Scaled {
    features: Vec<f32>,
    places: Vec<usize>,
}

/// The mini-batches of one seed, or of consecutive seeds, one per lane.
#[derive(Clone, Debug)]
pub(crate) struct Feed<T> {
    lanes: Vec<Lane>,
    batch: Batch<T>,
    /// The scaled rows of each lane.
    scaled: [Scaled; MAX_LANES],
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
        let Self { lanes, batch, scaled } = self;
        gather(lanes, |lane| lanes[lane].batches.batch(), batch, scaled);
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
        gather(&self.lanes, |lane| &rows[lane], &mut batch, &mut Default::default());
        batch
    }
}

/// All rows, or [`MAX_MEASURED`] of them, evenly spaced.
fn evenly(rows: &[usize]) -> Vec<usize> {
    let count = rows.len().min(MAX_MEASURED);
    (0..count).map(|place| rows[place * rows.len() / count]).collect()
}

/// Gathers equally many rows of every lane.
fn gather<'a, T: Real>(
    lanes: &'a [Lane],
    rows: impl Fn(usize) -> &'a [usize],
    batch: &mut Batch<T>,
    scaled: &mut [Scaled; MAX_LANES],
) {
    let mut lane = 0..;
    let lanes = scaled.each_mut().map(|scaled| {
        let lane = lane.next().filter(|lane| *lane < T::LANES);
        let (data, rows) = (&*lanes[lane.unwrap_or(0)].rows, rows(lane.unwrap_or(0)));
        (data, rows, lane.map(|_| data.scaled(rows, scaled)).unwrap_or_default())
    });
    let target = |row: usize| {
        T::from_lanes(|lane| {
            let (data, rows, _) = lanes[lane];
            data.targets[rows[row]]
        })
    };
    let (data, rows, _) = lanes[0];
    let (count, width) = (rows.len(), data.width);
    batch.fill(width, (0..count).map(target), |row| {
        std::array::from_fn(|lane| {
            let (_, _, (features, places)) = lanes[lane % T::LANES];
            &features[places[row] * width..][..width]
        })
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::breast_cancer;

    #[test]
    fn features_scaled_on_demand_equal_features_scaled_in_advance() {
        let dataset = breast_cancer();
        let (experiment, _) = Experiment::from_link("#v=2&validation=0.2", &dataset.shape());
        let source = Source::new(&experiment, dataset, 0.2);
        let mut before = source.feed::<f32>(7);
        let mut when_needed = before.clone();
        for lane in &mut when_needed.lanes {
            let columns = experiment.scaler.statistics(dataset.features(), &lane.rows.training);
            let features = Features::Raw(dataset.clone(), columns);
            lane.rows = Arc::new(Rows { features, ..Rows::clone(&lane.rows) });
        }
        for _ in 0..100 {
            assert_eq!(when_needed.next_batch(), before.next_batch());
        }
        assert_eq!(when_needed.held_out(), before.held_out());
        // All rows, with column statistics that are already known.
        let known = Arc::new(Dataset::clone(dataset));
        known.know_column_statistics(&[0.0; 3]);
        known.know_column_statistics(&dataset.column_statistics());
        let mut before = Source::new(&experiment, dataset, 0.0).feed::<f32>(7);
        let mut when_needed = before.clone();
        when_needed.lanes[0].rows = Arc::new(Rows::raw(&known));
        for _ in 0..100 {
            assert_eq!(when_needed.next_batch(), before.next_batch());
        }
        assert_eq!(when_needed.training(), before.training());
    }

    #[test]
    fn measured_rows_are_capped_and_evenly_spaced() {
        let rows: Vec<usize> = (0..25_000).collect();
        let measured = evenly(&rows);
        assert_eq!(measured.len(), MAX_MEASURED);
        assert_eq!(measured[..5], [0, 2, 5, 7, 10]);
        assert_eq!(evenly(&rows[..3]), [0, 1, 2]);
    }
}
