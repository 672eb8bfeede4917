//! Quantiles against NumPy (`tests/reference/quantiles.json`), and of infinities by hand.

use rangefinder::statistics::{Band, Quantiles, quantile};
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    let values = value.as_array().expect("a list").iter();
    values.map(|value| value.as_f64().expect("a number")).collect()
}

#[test]
fn quantiles_match_numpy() {
    let text = include_str!("reference/quantiles.json");
    let cases: Vec<Value> = serde_json::from_str(text).expect("JSON");
    assert_eq!(cases.len(), 9);
    for case in cases {
        let unsorted = numbers(&case["numbers"]);
        let mut sorted = unsorted.clone();
        sorted.sort_by(f64::total_cmp);
        let (shares, expected) = (numbers(&case["shares"]), numbers(&case["quantiles"]));
        let close = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 1e-14, "{found} is not {expected}, {unsorted:?}");
        };
        for (&share, &expected) in shares.iter().zip(&expected) {
            close(quantile(&sorted, share), expected);
        }
        let at = |share| expected[shares.iter().position(|x| *x == share).expect("it is there")];
        let [low, median, high] = Quantiles::of(unsorted.iter().copied()).numbers();
        close(low, at(0.1));
        close(median, at(0.5));
        close(high, at(0.9));
    }
}

#[test]
fn quantiles_of_infinities_are_not_nan() {
    const INF: f64 = f64::INFINITY;
    // The 10th, 50th and 90th percentiles of 11 numbers are among the numbers; those of 2 are interpolated.
    let ended = |count: usize| (0..11).map(move |k| if k < 11 - count { k as f64 } else { INF });
    assert_eq!(Quantiles::of(ended(1)).numbers(), [1.0, 5.0, 9.0]);
    assert_eq!(Quantiles::of(ended(2)).numbers(), [1.0, 5.0, INF]);
    assert_eq!(Quantiles::of(ended(11)).numbers(), [INF; 3]);
    assert_eq!(Quantiles::of([1.0, INF].into_iter()).numbers(), [INF; 3]);
    assert_eq!(Quantiles::of([-INF, 1.0].into_iter()).numbers(), [-INF; 3]);
    assert!(Quantiles::of(std::iter::empty()).median.is_nan());
}

#[test]
fn over_divides_each_quantile_by_the_number() {
    let shares = Quantiles { low: 1.0, median: 3.0, high: 4.0 }.over(2.0);
    assert_eq!(shares.numbers(), [0.5, 1.5, 2.0]);
}

#[test]
fn band_collects_quantiles_step_by_step() {
    let mut band = Band::default();
    band.push(Quantiles { low: 1.0, median: 2.0, high: 3.0 });
    band.push(Quantiles { low: 4.0, median: 5.0, high: 6.0 });
    assert_eq!((&band.low, &band.high), (&vec![1.0, 4.0], &vec![3.0, 6.0]));
    assert_eq!(band.numbers().collect::<Vec<_>>(), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
}
