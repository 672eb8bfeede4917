//! The speed of the native core on the jobs of `npm run bench`: `cargo bench`.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::benchmarks().final_summary();
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use criterion::{Criterion, Throughput};
    use rangefinder::data::breast_cancer;
    use rangefinder::experiment::Experiment;
    use rangefinder::log::{Choices, File, read};
    use rangefinder::training::repeats::Repeats;
    use rangefinder::training::summary::Summary;
    use rangefinder::training::sweep::{Setup, Sweep};

    pub fn benchmarks() -> Criterion {
        let mut criterion = Criterion::default().configure_from_args();
        sweep(&mut criterion, "small", "#v=1");
        let large = "#v=1&hidden=512,512&batch_size=128&num_iter=20&stop_factor=off";
        sweep(&mut criterion, "large", large);
        many(&mut criterion);
        logs(&mut criterion);
        criterion
    }

    /// One sweep, in steps per second.
    fn sweep(criterion: &mut Criterion, name: &str, link: &str) {
        let (experiment, _) = Experiment::from_link(link, &breast_cancer().shape());
        let setup = Setup::new(&experiment, breast_cancer());
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(setup.schedule().len() as u64));
        group.sample_size(20);
        group.bench_function("one seed", |bencher| {
            bencher.iter(|| {
                let mut sweep: Sweep = setup.sweep(1);
                sweep.advance(usize::MAX)
            });
        });
    }

    /// The sweep of the original notebook with 200 seeds, in steps per second, and its summary.
    fn many(criterion: &mut Criterion) {
        let (experiment, _) = Experiment::from_link("#v=1", &breast_cancer().shape());
        let repeats = || {
            let mut repeats = Repeats::new(&experiment, breast_cancer(), 0, experiment.runs);
            while repeats.advance(usize::MAX) {}
            repeats.take()
        };
        let schedule = Setup::new(&experiment, breast_cancer()).schedule().to_vec();
        let mut group = criterion.benchmark_group("many");
        group.throughput(Throughput::Elements((experiment.runs * schedule.len()) as u64));
        group.sample_size(20);
        group.bench_function("200 seeds", |bencher| bencher.iter(repeats));
        let done = repeats();
        group.bench_function("their summary", |bencher| {
            bencher.iter(|| Summary::new(experiment.beta, (5, 48), &schedule, &done));
        });
    }

    /// Logs of 5 MB, in bytes per second: two common ones, and the slowest ones.
    fn logs(criterion: &mut Criterion) {
        const BYTES: usize = 5_000_000;
        let rows = |form: fn(usize, f64) -> String| {
            let lr = |k: usize| 1e-6 * 1.0001_f64.powi(i32::try_from(k).unwrap_or(i32::MAX));
            (0..200_000).map(|k| form(k, lr(k))).collect::<String>()
        };
        let logs = [
            ("CSV", format!("step,lr,loss\n{}", rows(|k, lr| format!("{k},{lr:e},2.345678\n")))),
            ("console", rows(|k, lr| format!("iter {k}: loss 2.3456, lr {lr:.4e}\n"))),
            ("a name for each number", rows(|k, _| format!("name{k}={k} other{k}={k}\n"))),
            ("open brackets", "[<a(".repeat(BYTES / 4)),
        ];
        let mut group = criterion.benchmark_group("log of 5 MB");
        group.throughput(Throughput::Bytes(BYTES as u64));
        group.sample_size(10);
        for (name, text) in logs {
            let bytes = &text.as_bytes()[..BYTES];
            group.bench_function(name, |bencher| {
                bencher.iter(|| read(&[File { name: "", bytes }], &Choices::default()).points);
            });
        }
    }
}
