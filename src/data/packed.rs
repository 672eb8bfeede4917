//! A data set as bytes, to go from one module of WebAssembly to another.
//!
//! Little-endian: the mark, rows, features and classes (0 of values), the lengths of the texts and the texts (the name, those
//! of the features and those of the classes, of each as many as there are), the features row by row and the targets in
//! 8 bytes each, mean and deviation of the values.

use ndarray::Array2;

use super::dataset::{Dataset, Targets, Unit};

/// The first bytes: what follows, and in which version.
const MARK: [u8; 4] = *b"rfd1";

impl Dataset {
    /// The data set as bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut packed = Vec::with_capacity(64 + 8 * (self.features().len() + self.rows()));
        packed.extend(MARK);
        let values = matches!(self.targets(), Targets::Values(_));
        let names = [&[self.name().to_owned()][..], self.feature_names(), self.class_names()];
        let shape = [self.rows(), self.features().ncols(), usize::from(values)];
        let sizes = shape.into_iter().chain(names.iter().map(|names| names.len()));
        sizes.for_each(|size| push(&mut packed, size));
        for text in names.into_iter().flatten() {
            push(&mut packed, text.len());
            packed.extend(text.as_bytes());
        }
        let unit = self.unit();
        let numbers = self.features().iter().copied().chain(self.targets().numbers());
        let numbers = numbers.chain([unit.mean, unit.deviation]);
        numbers.for_each(|number| packed.extend(number.to_le_bytes()));
        packed
    }

    /// The data set of [`Dataset::pack`]'s bytes; none of any others.
    pub fn unpack(packed: &[u8]) -> Option<Self> {
        let mut rest = packed.strip_prefix(&MARK)?;
        let mut sizes = [0; 6];
        for size in &mut sizes {
            *size = pop(&mut rest)?;
        }
        let [rows, columns, values, one, features, classes] = sizes;
        let mut names = |count: usize| -> Option<Vec<String>> {
            (0..count).map(|_| pop_text(&mut rest)).collect()
        };
        let (name, features, classes) = (names(one)?.pop()?, names(features)?, names(classes)?);
        let cells = rows.checked_mul(columns)?;
        let (numbers, odd) = rest.as_chunks::<8>();
        if !odd.is_empty() || numbers.len() != cells.checked_add(rows)?.checked_add(2)? {
            return None;
        }
        let number = |bytes: &[u8; 8]| f64::from_le_bytes(*bytes);
        let (cells, numbers) = numbers.split_at(cells);
        let (targets, unit) = numbers.split_at(rows);
        let matrix =
            Array2::from_shape_vec((rows, columns), cells.iter().map(number).collect()).ok()?;
        let targets = targets.iter().map(number);
        let targets = match values {
            0 => Targets::Classes(targets.map(|class| class as usize).collect()),
            _ => Targets::Values(targets.collect()),
        };
        // A class is one of at most as many as there are rows, or the counts of classes would take any memory.
        if matches!(&targets, Targets::Classes(classes) if classes.iter().any(|class| *class >= rows))
        {
            return None;
        }
        let unit = Unit { mean: number(&unit[0]), deviation: number(&unit[1]) };
        let dataset = Self::new(name, matrix, targets).ok()?;
        Some(dataset.with_feature_names(features).with_class_names(classes).with_unit(unit))
    }
}

fn push(packed: &mut Vec<u8>, size: usize) {
    packed.extend(u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes());
}

fn pop(rest: &mut &[u8]) -> Option<usize> {
    let (size, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    usize::try_from(u32::from_le_bytes(*size)).ok()
}

fn pop_text(rest: &mut &[u8]) -> Option<String> {
    let length = pop(rest)?;
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    String::from_utf8(text.to_vec()).ok()
}
