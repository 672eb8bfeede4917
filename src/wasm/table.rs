//! The module for the user's own tables, loaded on demand.

use js_sys::{Float64Array, Uint8Array};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::choice::Named;
use crate::data::{Builtin, Dataset, Unit};
use crate::table::{self, Reader, Refusal, Role, Roles, Table, Use};
use crate::table_report::{self, ColumnRoles, TableReport};

/// The largest number of bytes that are read: see [`table::MAX_BYTES`].
#[wasm_bindgen]
pub fn max_table_bytes() -> f64 {
    table::MAX_BYTES as f64
}

/// A file that is read in portions, and then its table.
#[wasm_bindgen]
pub struct TableReader {
    state: State,
    /// The last described roles, and their data set.
    made: Option<(String, Dataset)>,
}

enum State {
    Reading(Box<Reader>),
    Read(Table),
    Refused,
}

/// The description of a data set made from a table.
#[derive(Serialize, Tsify)]
pub struct ReadData {
    /// The name in links.
    name: String,
    /// N
    rows: usize,
    /// I
    features: usize,
    /// The names of the classes; empty for values.
    classes: Vec<String>,
    /// The notices in sentences.
    notices: Vec<String>,
}

#[wasm_bindgen]
impl TableReader {
    /// A reader of a file with this name.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Self {
        Self { state: State::Reading(Box::new(Reader::new(name))), made: None }
    }

    /// Reads the next portion. The error is the reason for a refusal of the file.
    pub fn feed(&mut self, bytes: &Uint8Array) -> Result<(), JsError> {
        match &mut self.state {
            State::Reading(reader) => {
                reader.feed(&bytes.to_vec()).map_err(|refusal| error(None, &refusal))
            }
            State::Read(_) | State::Refused => Err(error(None, &Refusal::Empty)),
        }
    }

    /// The report of the table, after the last portion. The error is the reason for a refusal of the file.
    pub fn finish(&mut self) -> Result<Ts<TableReport>, JsError> {
        if let State::Reading(reader) = std::mem::replace(&mut self.state, State::Refused) {
            let table = reader.finish().map_err(|refusal| error(None, &refusal))?;
            self.state = State::Read(table);
        }
        Ok(TableReport::new(self.table()?).into_ts()?)
    }

    /// The roles with this text, or the proposed ones if it has none for this table.
    pub fn roles(&self, text: &str) -> Result<Ts<ColumnRoles>, JsError> {
        let table = self.table()?;
        let roles = table_report::roles(table, text).unwrap_or_else(|_| table.roles());
        shown(roles)
    }

    /// Changes the role of a column: `used_as` is the name of a [`Use`], or `target` for classes or values, depending
    /// on the cells. See [`Table::change`].
    pub fn change(
        &self,
        roles: &str,
        column: u32,
        used_as: &str,
        drop_missing: bool,
    ) -> Result<Ts<ColumnRoles>, JsError> {
        let table = self.table()?;
        let used_as = match used_as {
            "number" => Some(Use::Number),
            "category" => Some(Use::Category),
            "class" => Some(Use::Class),
            "value" => Some(Use::Value),
            "ignored" => Some(Use::Ignored),
            _ => None,
        };
        let role = used_as.map(|used_as| Role { used_as, drop_missing });
        shown(table.change(&read(table, roles)?, column as usize, role))
    }

    /// The description of the data set with these roles. The error is the reason why there is none.
    pub fn describe(&mut self, roles: &str) -> Result<Ts<ReadData>, JsError> {
        // Two large data sets do not fit in memory.
        self.made = None;
        let table = self.table()?;
        let made = table.dataset(&read(table, roles)?);
        let (dataset, notices) = made.map_err(|refusal| error(Some(table), &refusal))?;
        let data = ReadData {
            name: dataset.name().to_owned(),
            rows: dataset.rows(),
            features: dataset.features().ncols(),
            classes: dataset.class_names().to_vec(),
            notices: table_report::sentences(table, &notices),
        };
        self.made = Some((roles.to_owned(), dataset));
        Ok(data.into_ts()?)
    }

    /// The data set of these roles, for the other modules; the last described one if its roles are equal. The error
    /// is the reason why there is none.
    pub fn data(&mut self, roles: &str) -> Result<Rows, JsError> {
        let described = self.made.take().filter(|(described, _)| described == roles);
        if let Some((_, dataset)) = described {
            return Ok(Rows(dataset));
        }
        let table = self.table()?;
        let made = table.dataset(&read(table, roles)?);
        made.map(|(dataset, _)| Rows(dataset)).map_err(|refusal| error(Some(table), &refusal))
    }

    fn table(&self) -> Result<&Table, JsError> {
        match &self.state {
            State::Read(table) => Ok(table),
            State::Reading(_) | State::Refused => Err(error(None, &Refusal::Empty)),
        }
    }
}

fn read(table: &Table, roles: &str) -> Result<Roles, JsError> {
    table_report::roles(table, roles).map_err(|text| JsError::new(&text))
}

fn shown(roles: Roles) -> Result<Ts<ColumnRoles>, JsError> {
    Ok(ColumnRoles::from(roles).into_ts()?)
}

fn error(table: Option<&Table>, refusal: &Refusal) -> JsError {
    JsError::new(&table_report::reason(table, refusal))
}

/// A built-in data set, from the text of its file if it has one; none for an unknown name.
#[wasm_bindgen]
pub fn builtin_rows(name: &str, csv: &str) -> Option<Rows> {
    let dataset = Builtin::named(name)?.read(csv)?;
    Some(Rows(Dataset::clone(&dataset)))
}

/// A data set as numbers, for `use_data` of the other modules.
#[wasm_bindgen]
pub struct Rows(Dataset);

#[wasm_bindgen]
impl Rows {
    /// The name in links.
    pub fn name(&self) -> String {
        self.0.name().to_owned()
    }

    /// (N, I), row by row.
    pub fn features(&self) -> Float64Array {
        self.0
            .features()
            .as_slice()
            .map_or_else(|| Float64Array::new_with_length(0), Float64Array::from)
    }

    /// The name of each feature; empty if they have none.
    pub fn feature_names(&self) -> Vec<String> {
        self.0.feature_names().to_vec()
    }

    /// The target of each row: the index of its class, or its standardized value.
    pub fn targets(&self) -> Float64Array {
        Float64Array::from(self.0.targets().numbers().as_slice())
    }

    /// The mean and the deviation of each column of features, one after the other.
    pub fn statistics(&self) -> Float64Array {
        Float64Array::from(self.0.column_statistics().as_slice())
    }

    /// Mean and deviation of the values; none for classes.
    pub fn unit(&self) -> Option<Float64Array> {
        let Unit { mean, deviation } = self.0.unit();
        let values = self.0.shape().targets.classes().is_none();
        values.then(|| Float64Array::from([mean, deviation].as_slice()))
    }
}
