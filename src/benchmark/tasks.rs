//! The tasks of the benchmark.

use super::data::Source;

/// A network, an optimizer and a batch size on a data set.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The data set.
    pub source: Source,
    /// The settings that differ between tasks, as pairs of a link.
    pub settings: String,
    /// The range of the sweeps and of the constant rates: seven decades.
    pub range: (f64, f64),
}

/// The optimizers of the full grid.
const OPTIMIZERS: [&str; 3] = ["sgd", "momentum", "adam"];
const HIDDEN: [&str; 2] = ["10,10", "64,64"];
const BATCH_SIZES: [usize; 2] = [12, 64];

/// Networks outside of the full grid: other depths, activations, optimizers and batch sizes.
const OTHERS: [&str; 13] = [
    "hidden=32",
    "hidden=16,16,16,16",
    "hidden=16,16,16,16,16,16,16,16",
    "hidden=16,16,16,16&optimizer=adam",
    "hidden=10,10&activation=tanh",
    "hidden=64,64&activation=gelu&optimizer=adam",
    "hidden=10,10&activation=sigmoid&optimizer=momentum",
    "hidden=10,10&optimizer=nesterov",
    "hidden=10,10&optimizer=rmsprop",
    "hidden=64,64&optimizer=adamw",
    "hidden=10,10&batch_size=1",
    "hidden=10,10&batch_size=128",
    "hidden=64,64&batch_size=128&optimizer=adam",
];

/// The data sets of the other networks.
const OTHERS_ON: [Source; 3] = [Source::BreastCancer, Source::Wine, Source::Clusters];

/// All tasks: 108 of the full grid (7 data sets, two outputs for breast cancer and spirals, 2 widths, 2 batch sizes,
/// 3 optimizers) and 39 others.
pub fn tasks() -> Vec<Task> {
    let mut tasks = Vec::new();
    for &source in Source::ALL {
        for output in outputs(source) {
            for hidden in HIDDEN {
                for batch_size in BATCH_SIZES {
                    for optimizer in OPTIMIZERS {
                        let network = format!(
                            "hidden={hidden}&batch_size={batch_size}&optimizer={optimizer}"
                        );
                        tasks.push(Task::new(source, output, &network));
                    }
                }
            }
        }
    }
    for source in OTHERS_ON {
        for network in OTHERS {
            tasks.push(Task::new(source, "softmax", network));
        }
    }
    tasks
}

/// The outputs with which a data set is in the full grid.
fn outputs(source: Source) -> &'static [&'static str] {
    match source {
        Source::BreastCancer => &["sigmoid2", "softmax"],
        Source::Spirals => &["sigmoid", "softmax"],
        Source::Friedman => &["linear"],
        _ => &["softmax"],
    }
}

impl Task {
    fn new(source: Source, output: &str, network: &str) -> Self {
        let adaptive = ["adam", "rmsprop"].iter().any(|name| network.contains(name));
        let range = if adaptive { (1e-6, 10.0) } else { (1e-5, 100.0) };
        Self { source, settings: format!("output={output}&{network}"), range }
    }

    /// The link of a sweep of `steps` steps that stops only at a loss that is not finite.
    pub fn link(&self, steps: usize, seed: usize) -> String {
        let Self { settings, range: (start, end), .. } = self;
        format!(
            "#v=1&{settings}&start_lr={start}&end_lr={end}&num_iter={steps}&seed={seed}&stop_factor=off"
        )
    }
}
