//! In headless browsers: bit-identical to native results, through the same bindings as the page.

#![cfg(target_arch = "wasm32")]

mod common;
#[path = "common/fingerprints.rs"]
mod fingerprints;

use common::{BAND, BAND_FINGERPRINT, NOTEBOOK, NOTEBOOK_FINGERPRINT};
use js_sys::Float64Array;
use rangefinder::data::{DataShape, Dataset, TargetShape, breast_cancer};
use rangefinder::experiment::Experiment;
use rangefinder::wasm::evidence::{WasmJob, diagnose};
use rangefinder::wasm::first::FirstSweep;
use rangefinder::wasm::known::use_data;
use rangefinder::wasm::log::LogReader;
use rangefinder::wasm::page::{WasmRepeats, WasmSweep, form, read_link, summarize};
use rangefinder::wasm::why::WasmInspection;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

// As on the page. During a long test, the page still responds to the WebDriver.
wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// The sweep of a link, on the embedded data.
fn sweep(link: &str) -> WasmSweep {
    give_data();
    WasmSweep::new(link).expect("a sweep")
}

fn give_data() {
    let data = breast_cancer();
    let (features, targets) = numbers_of(data);
    use_data(data.name().to_owned(), features, targets, None);
}

/// The features, row by row, and the targets.
fn numbers_of(data: &Dataset) -> (Vec<f64>, Vec<f64>) {
    (data.features().iter().copied().collect(), data.targets().numbers())
}

/// A property of an object that crossed the boundary, as JSON.
fn json(value: impl Into<wasm_bindgen::JsValue>) -> String {
    js_sys::JSON::stringify(&value.into()).map(String::from).unwrap_or_default()
}

#[wasm_bindgen_test]
fn notebook_curve_has_the_native_fingerprint() {
    let mut sweep = sweep(NOTEBOOK);
    let status = json(sweep.advance(20).expect("a status"));
    assert_eq!(status, r#"{"step":20,"steps":48,"least":19}"#);
    sweep.advance(u32::MAX).expect("a status");
    let report = json(sweep.report().expect("a report"));
    assert!(report.contains(NOTEBOOK_FINGERPRINT), "{report}");
    assert_eq!(sweep.lrs().length(), 48);
    assert_eq!(format!("{:.5}", sweep.lrs().get_index(47)), "93.53918");
    assert_eq!(sweep.losses().length(), sweep.smoothed_losses().length());
}

#[wasm_bindgen_test]
fn first_sweep_equals_the_sweep_of_an_empty_link() {
    let mut own = sweep("");
    let (features, targets) = numbers_of(breast_cancer());
    let mut first = FirstSweep::new(features, targets).expect("a sweep");
    assert_eq!((first.start_lr(), first.end_lr()), (0.001, 100.0));
    let status = json(own.advance(0).expect("a status"));
    assert!(status.contains(&format!(r#""steps":{}"#, first.steps())), "{status}");
    for steps in [1, 40, 1_000] {
        first.advance(steps);
        own.advance(steps).expect("a status");
        assert_eq!(first.lrs().to_vec(), own.lrs().to_vec());
        assert_eq!(first.losses().to_vec(), own.losses().to_vec());
    }
}

#[wasm_bindgen_test]
fn every_experiment_has_the_native_fingerprints() {
    for (link, expected) in fingerprints::links().zip(fingerprints::EXPECTED.lines()) {
        assert_eq!(fingerprints::line(link), expected);
    }
}

#[wasm_bindgen_test]
fn non_finite_loss_is_reported_as_an_outcome() {
    let mut sweep = sweep("#v=1&start_lr=1e30&end_lr=1e31");
    let status = json(sweep.advance(u32::MAX).expect("a status"));
    assert!(status.contains(r#""kind":"not_finite""#), "{status}");
    assert!(json(sweep.report().expect("a report")).contains("too few steps"));
}

#[wasm_bindgen_test]
fn step_counts_and_memory_beyond_32_bits_do_not_overflow() {
    let rows = |rows| DataShape {
        name: "test".to_owned(),
        features: 30,
        targets: TargetShape::Values(rows),
    };
    let link = "#v=1&epochs=1000&batch_size=1&output=linear";
    let (_, notices) = Experiment::from_link(link, &rows(10_000_000));
    assert!(notices[0].to_string().contains("makes 1e10 steps"), "{notices:?}");
    let wide = "#v=1&output=linear&hidden=512,512,512,512,512,512,512,512";
    let (wide, _) = Experiment::from_link(wide, &rows(10_000_000));
    // By hand: four bytes for each of four seeds; two numbers for each of the 10,000 measured rows and each unit,
    // 30 + 8 * 512 + 1, and for the widest layer again; each parameter and its gradient. Plus the data
    // in double and in single precision.
    let parameters = 31 * 512 + 7 * 513 * 512 + 513;
    let expected =
        16 * (2 * 10_000 * (30 + 8 * 512 + 1 + 512) + 2 * parameters) + 12 * 30 * 10_000_000;
    assert!(expected > u64::from(u32::MAX));
    assert_eq!(rangefinder::training::bytes(&wide, &rows(10_000_000)), expected);
}

#[wasm_bindgen_test]
fn invalid_link_returns_notices_and_every_setting() {
    give_data();
    let reading = json(read_link("#v=2&seed=x&hidden=8").expect("a reading"));
    assert!(reading.contains(r##""link":"#v=2&hidden=8""##), "{reading}");
    assert!(reading.contains("seed=x is not possible"), "{reading}");
    assert!(reading.contains(r#""stop_factor":"4""#), "{reading}");
    assert!(json(form().expect("a form")).contains(r#""key":"batch_size""#));
}

fn repeats(link: &str, first: u32, count: u32) -> WasmRepeats {
    give_data();
    WasmRepeats::new(link, first, count).expect("data")
}

/// The results of some seeds of a link, as a worker returns them.
fn chunk(link: &str, first: u32, count: u32) -> Float64Array {
    let mut repeats = repeats(link, first, count);
    while repeats.advance(100) {}
    repeats.take()
}

#[wasm_bindgen_test]
fn band_has_the_native_fingerprint_for_any_split_of_seeds() {
    for cuts in [vec![0, 20], vec![0, 3, 4, 12, 20]] {
        let chunks = cuts.windows(2).map(|cut| chunk(BAND, cut[0], cut[1] - cut[0])).collect();
        let summary = json(summarize(BAND, chunks).expect("a summary"));
        assert!(summary.contains(BAND_FINGERPRINT), "{cuts:?}");
    }
}

/// The size of the WebAssembly memory in bytes; it never shrinks.
fn memory() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length()
}

#[wasm_bindgen_test]
fn log_and_choices_cross_the_wasm_boundary() {
    let text = "step,rate,loss,val_loss\n0,1e-3,2.5,3\n1,1e-2,nan,2\n2,1e-1,4,5\n";
    let mut reader = LogReader::new();
    reader.add("a.csv".to_owned(), &js_sys::Uint8Array::from(text.as_bytes()));
    assert!(!reader.take(None));
    let choices = js_sys::Object::new();
    let mut read = |choices: &js_sys::Object| {
        json(reader.read(tsify::Ts::new_unchecked(choices.into())).expect("a log"))
    };
    let first = read(&choices);
    assert!(first.contains(r#""kind":"range_test""#), "{first}");
    // NaN crosses the boundary, but is not a point of the curve.
    assert!(first.contains(r#""lrs":[0.001,0.1],"losses":[2.5,4]"#), "{first}");
    assert!(first.contains(r#""lr_column":"rate","loss_column":"loss""#), "{first}");
    js_sys::Reflect::set(&choices, &"loss_column".into(), &"val_loss".into()).expect("an object");
    assert!(read(&choices).contains(r#""loss_column":"val_loss""#));
}

#[wasm_bindgen_test]
fn memory_does_not_grow_over_5000_changes_of_settings() {
    let mut after_first = 0;
    for change in 0..5_000 {
        let hidden = ["10,10", "3", "none", "16,8", "40"][change % 5];
        let output = ["sigmoid2", "softmax", "linear"][change % 3];
        let num_iter = 2 + change % 7;
        let link = format!("#v=1&hidden={hidden}&output={output}&num_iter={num_iter}&runs=4");
        let mut sweep = sweep(&link);
        sweep.advance(u32::MAX).expect("a status");
        summarize(&link, vec![chunk(&link, 0, 4)]).expect("a summary");
        // Evidence takes a hundred times as long as the sweep.
        if change % 20 == 0 {
            let mut layers = WasmInspection::layers(&link).expect("data");
            while layers.advance(100) {}
            diagnose(&layers.take().to_vec(), vec![]).expect("a diagnosis");
            let short = format!("{link}&truth_epochs=1&train_epochs=1&policies=one_cycle&upper=1");
            // Single jobs of the check and of the sharpness.
            let mut check = WasmJob::check(&short, 0.1, 0).expect("data");
            let mut sharpness = WasmInspection::sharpness(&short, &[0, 1]).expect("data");
            check.advance(50);
            check.take();
            sharpness.advance(50);
            sharpness.take();
        }
        // A change of settings before the previous computation has finished.
        repeats(&link, 0, 4).advance(1);
        if change == 100 {
            after_first = memory();
        }
    }
    assert_eq!(memory(), after_first);
}
