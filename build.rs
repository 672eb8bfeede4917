//! Packs `www/data/breast_cancer.csv` for embedding: its decimal numbers as whole ones, column by
//! column and byte by byte. gzip makes that a quarter smaller than the text, and every visitor loads it.

use std::path::Path;
use std::{env, error, fs};

const CSV: &str = "www/data/breast_cancer.csv";

fn main() -> Result<(), Box<dyn error::Error>> {
    println!("cargo::rerun-if-changed={CSV}");
    let packed = pack(&fs::read_to_string(CSV)?)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("breast_cancer.bin"), packed)?;
    Ok(())
}

/// scikit-learn's format: `rows,features,class names...`, then a line per row with its label last.
/// Packed: the numbers of rows and of columns (u32, little endian), then each column, the label's last:
/// its number of decimals, then the low bytes of all rows, their middle bytes, their high bytes.
fn pack(csv: &str) -> Result<Vec<u8>, Box<dyn error::Error>> {
    let rows: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let mut packed = Vec::new();
    packed.extend(u32::try_from(rows.len())?.to_le_bytes());
    packed.extend(u32::try_from(columns)?.to_le_bytes());
    for column in 0..columns {
        let cells: Vec<&str> = rows.iter().map(|row| row[column].trim()).collect();
        let decimals = cells.iter().map(|cell| decimals(cell)).max().unwrap_or(0);
        packed.push(u8::try_from(decimals)?);
        let wholes: Result<Vec<u32>, _> = cells.iter().map(|cell| whole(cell, decimals)).collect();
        let wholes = wholes.map_err(|error| format!("{CSV}, column {column}: {error}"))?;
        for byte in 0..3 {
            packed.extend(wholes.iter().map(|whole| whole.to_le_bytes()[byte]));
        }
        if wholes.iter().any(|&whole| whole >= 1 << 24) {
            return Err(format!("{CSV}, column {column}: a number has too many digits").into());
        }
    }
    Ok(packed)
}

fn decimals(cell: &str) -> usize {
    cell.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// The cell without its point, as if it had so many decimals.
fn whole(cell: &str, wanted: usize) -> Result<u32, std::num::ParseIntError> {
    let zeros = "0".repeat(wanted - decimals(cell));
    format!("{}{zeros}", cell.replace('.', "")).parse()
}
