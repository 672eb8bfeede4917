//! Random settings.

use proptest::prelude::*;
use rangefinder::curve::Measure;
use rangefinder::data::{DEFAULT, Scaler};
use rangefinder::experiment::Settings;
use rangefinder::network::{Activation, Output};
use rangefinder::optimizer::{Convention, Rule};
use rangefinder::schedule::{Ramp, ScheduleKind, ScheduleSettings};

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

/// Settings within and slightly outside every range.
pub fn settings() -> impl Strategy<Value = Settings> {
    let data = (one_of(Scaler::ALL), -0.1..0.6, 0..1100_usize, any::<u32>());
    let widths = proptest::collection::vec(0..600_usize, 0..10);
    let network = (widths, one_of(Activation::ALL), one_of(Output::ALL));
    let optimizer = (one_of(Rule::ALL), one_of(Convention::ALL), -0.1..1.1);
    let rate = || prop_oneof![(-31.0..39.0).prop_map(|e| 10_f64.powf(e)), any::<f64>()];
    let bound = || proptest::option::of(rate());
    let epochs = proptest::option::of(0..1100_usize);
    let steps = (epochs, proptest::option::of(0..11_000_usize));
    let ramp = (bound(), bound(), one_of(Ramp::ALL), steps);
    let record = (one_of(Measure::ALL), -0.1..1.1, proptest::option::of(rate()));
    let repeats = (0..1100_usize, bound(), bound(), bound());
    let check = (0..140_usize, 0..110_usize, 0..220_usize);
    let kinds = ScheduleKind::ALL;
    let compared = proptest::sample::subsequence(kinds, 0..=kinds.len());
    let comparison = (compared, 0..220_usize, 0..110_usize, 0.0..0.6, bound());
    let epochs = || 0..210_usize;
    let part = || -0.1..1.1;
    let schedules = (
        (epochs(), 0.8..1.1, part(), rate(), rate(), epochs(), part()),
        (-1.0..11.0, 0.0..11.0, part(), epochs(), 0.0..11.0, part(), epochs()),
    );
    let all = (data, network, optimizer, ramp, record, repeats, (check, comparison, schedules));
    all.prop_map(
        |(data, network, optimizer, ramp, record, repeats, (check, comparison, schedules))| {
            Settings {
                data: DEFAULT.to_owned(),
                scaler: data.0,
                validation: data.1,
                batch_size: data.2,
                seed: data.3,
                hidden: network.0,
                activation: network.1,
                output: network.2,
                optimizer: optimizer.0,
                convention: optimizer.1,
                momentum: optimizer.2,
                start_lr: ramp.0,
                end_lr: ramp.1,
                ramp: ramp.2,
                epochs: ramp.3.0,
                num_iter: ramp.3.1,
                measure: record.0,
                beta: record.1,
                stop_factor: record.2,
                runs: repeats.0,
                lower: repeats.1,
                upper: repeats.2,
                lr: repeats.3,
                check_rates: check.0,
                check_epochs: check.1,
                check_runs: check.2,
                compared: comparison.0,
                train_epochs: comparison.1,
                train_runs: comparison.2,
                train_validation: comparison.3,
                target_loss: comparison.4,
                schedules: ScheduleSettings {
                    step_size: schedules.0.0,
                    gamma: schedules.0.1,
                    pct_start: schedules.0.2,
                    div_factor: schedules.0.3,
                    final_div_factor: schedules.0.4,
                    drop_every: schedules.0.5,
                    drop: schedules.0.6,
                    decay_rate: schedules.1.0,
                    power: schedules.1.1,
                    alpha: schedules.1.2,
                    first_decay: schedules.1.3,
                    t_mul: schedules.1.4,
                    m_mul: schedules.1.5,
                    warmup: schedules.1.6,
                },
            }
        },
    )
}
