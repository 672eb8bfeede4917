//! A plot of a curve in text characters.

use rangefinder::log_report::Drawn;

const WIDTH: usize = 72;
const HEIGHT: usize = 16;
/// The height of the plot as a multiple of the span of the smooth curve; higher losses are left out.
const SPAN: f64 = 1.5;

/// The losses as dots, the smooth curve as a line, and the answer as a column, over the logarithm of the rate.
pub fn plot(curve: &Drawn, answer: Option<f64>) -> String {
    let (Some(first), Some(last)) = (curve.lrs.first(), curve.lrs.last()) else {
        return String::new();
    };
    let bottom = curve.smooth.iter().copied().fold(f64::INFINITY, f64::min);
    let top = curve.smooth.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = if top > bottom { top - bottom } else { 1.0 };
    let (low, high) = (bottom - (SPAN - 1.0) / 2.0 * span, bottom + (SPAN + 1.0) / 2.0 * span);
    let column = |lr: f64| cell((lr / first).ln() / (last / first).ln(), WIDTH);
    let row = |loss: f64| cell((high - loss) / (high - low), HEIGHT);
    let mut cells = vec![vec![' '; WIDTH]; HEIGHT];
    let mut draw = |lr: f64, loss: f64, mark: char| {
        if let (Some(column), Some(row)) = (column(lr), row(loss)) {
            cells[row][column] = mark;
        }
    };
    if let Some(lr) = answer {
        (0..HEIGHT).for_each(|row| {
            draw(lr, high - (high - low) * (row as f64 + 0.5) / HEIGHT as f64, '|')
        });
    }
    curve.lrs.iter().zip(&curve.losses).for_each(|(&lr, &loss)| draw(lr, loss, '.'));
    curve.lrs.iter().zip(&curve.smooth).for_each(|(&lr, &loss)| draw(lr, loss, '*'));
    let label = |row: usize| match row {
        0 => format!("{high:>10.3e}"),
        row if row == HEIGHT - 1 => format!("{low:>10.3e}"),
        _ => " ".repeat(10),
    };
    let lines = cells.iter().enumerate().map(|(row, cells)| {
        format!("{} {}\n", label(row), cells.iter().collect::<String>().trim_end())
    });
    let ends = format!("{:11}{first:<36.1e}{last:>36.1e}\n", "");
    lines.collect::<String>() + &ends
}

/// The index of a share in 0..1 among `count` cells; none outside.
fn cell(share: f64, count: usize) -> Option<usize> {
    (0.0..=1.0).contains(&share).then(|| ((share * count as f64) as usize).min(count - 1))
}
