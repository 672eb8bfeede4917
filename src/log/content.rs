//! Recognition of the columns of rates and losses by their numbers, if their names do not suffice.

use super::names::{Role, is_score, is_training, role};
use super::scale::scale_by_values;
use super::table::{Cell, Column, Table, UNREADABLE};

/// The smallest total rise of a column of rates, as a factor.
const MIN_FACTOR: f64 = 2.0;
/// The smallest total rise, as a factor and evenly in its logarithm, of a column whose name means something else.
const MIN_NAMED_FACTOR: f64 = 10.0;
/// The fewest numbers that show a trend.
const MIN_CELLS: usize = 3;
/// The smallest share of neighbors that differ as the others in a ramp.
const MIN_SAME: f64 = 0.9;

/// Names without a meaning.
const GENERIC: [&str; 7] = ["value", "values", "x", "y", "key", "data", "0"];

/// The column of rates.
pub(super) fn lr_column(tables: &[Table]) -> Option<&Column> {
    let columns = || tables.iter().flat_map(|table| &table.columns);
    let rising = |column: &&Column| is_generic(&column.name) && rises(column, MIN_FACTOR);
    // Numbers alone are rather losses.
    let mut several =
        tables.iter().filter(|table| table.columns.iter().filter(is_value).count() > 1);
    several
        .find_map(|table| table.columns.iter().find(rising))
        .or_else(|| {
            columns()
                .find(|column| is_generic(&column.name) && scale_by_values(&[column]).is_some())
        })
        .or_else(|| {
            columns().find(|column| {
                // A rate may be named eta, which elsewhere is a time.
                matches!(role(&column.name), Role::Other | Role::Time)
                    && !is_generic(&column.name)
                    && !is_score(&column.name)
                    && rises(column, MIN_NAMED_FACTOR)
                    && is_exponential(&values(column))
            })
        })
}

/// The column of losses, which is not that of the rates.
pub(super) fn loss_column<'a>(tables: &'a [Table], lr: Option<&str>) -> Option<&'a Column> {
    let others = || {
        let columns = tables.iter().flat_map(|table| &table.columns);
        columns.filter(move |column| {
            Some(column.name.as_str()) != lr
                && column.name != UNREADABLE
                && column.cells.len() >= MIN_CELLS
                && role(&column.name) == Role::Other
                && !is_score(&column.name)
                && !is_index(column)
        })
    };
    let only = || others().next().filter(|only| others().all(|other| other.name == only.name));
    let training = || others().find(|column| is_training(&column.name));
    let generic = || others().filter(|column| is_generic(&column.name));
    // Whole numbers are rather counts.
    let fractions = generic().find(|column| !is_whole(column));
    fractions.or_else(|| generic().next()).or_else(training).or_else(only)
}

/// Whether numbers are those of a ramp: above zero, and nearly all neighbors in their order differ by the same factor
/// or by the same amount, with this relative tolerance.
#[inline(never)]
pub(super) fn is_ramp(values: &[f64], tolerance: f64) -> bool {
    let constant = |difference: fn(f64, f64) -> f64| {
        let all = || values.windows(2).map(|pair| difference(pair[0], pair[1]));
        let usual = all().nth(values.len() / 2 - 1).unwrap_or_default();
        let same = all().filter(|one| (one - usual).abs() <= tolerance * usual).count();
        usual > 0.0 && same as f64 >= MIN_SAME * (values.len() - 1) as f64
    };
    values.len() >= MIN_CELLS
        && values.iter().all(|value| *value > 0.0 && value.is_finite())
        && (constant(|one, next| libm::log(next / one)) || constant(|one, next| next - one))
}

/// Whether rates rise by a constant factor from row to row rather than by a constant difference.
pub(super) fn is_exponential(lrs: &[f64]) -> bool {
    let (Some(first), Some(last)) = (lrs.first(), lrs.last()) else { return false };
    let middle = lrs[lrs.len() / 2];
    let half = (lrs.len() / 2) as f64 / (lrs.len() - 1).max(1) as f64;
    let linear = (middle - first) / (last - first);
    let exponential = libm::log(middle / first) / libm::log(last / first);
    (exponential - half).abs() < (linear - half).abs()
}

/// Whether a name says nothing about the numbers of its column.
pub(super) fn is_generic(name: &str) -> bool {
    name.starts_with("column ") || GENERIC.contains(&name.to_ascii_lowercase().as_str())
}

/// The numbers of a column.
pub(super) fn values(column: &Column) -> Vec<f64> {
    column.cells.iter().map(|cell| cell.value).collect()
}

fn rises(column: &Column, factor: f64) -> bool {
    let Some(first) = column.cells.first().map(|cell| cell.value) else { return false };
    // Once, or several times from the same rate on.
    let mut sweeps = column.cells.chunk_by(|one, next| one.value <= next.value);
    let rises =
        |sweep: &[Cell]| sweep[0].value == first && sweep[sweep.len() - 1].value >= factor * first;
    first > 0.0 && sweeps.all(rises) && !is_whole(column)
}

/// Whether a column has something else than counts and times.
fn is_value(column: &&Column) -> bool {
    !matches!(role(&column.name), Role::Step | Role::Time | Role::Epoch) && !is_index(column)
}

/// Whether a column counts its rows, or has other rising whole numbers.
pub(super) fn is_index(column: &Column) -> bool {
    is_whole(column) && column.cells.is_sorted_by(|one, next| one.value < next.value)
}

fn is_whole(column: &Column) -> bool {
    column.cells.iter().all(|cell| cell.value == cell.value.trunc())
}
