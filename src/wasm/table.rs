//! The module that is loaded once a reader has a table.

use js_sys::{Float64Array, Uint8Array};
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::data::{Builtin, Dataset, Unit};
use crate::table::{self, Reader, Refusal, Role, Roles, Table, Use};
use crate::table_report::{self, TableReport};

/// No more bytes are read: see [`table::MAX_BYTES`].
#[wasm_bindgen]
pub fn max_table_bytes() -> f64 {
    table::MAX_BYTES as f64
}

/// A file that is read in portions, and then its table.
#[wasm_bindgen]
pub struct TableReader {
    state: State,
    /// The roles that were described last, and their data set.
    made: Option<(String, Dataset)>,
}

enum State {
    Reading(Box<Reader>),
    Read(Table),
    Refused,
}

/// A data set, as bytes for the other modules, and what was done to make it.
#[derive(Serialize, Tsify)]
pub struct ReadData {
    /// The name in links.
    name: String,
    /// The roles it was made with.
    roles: String,
    /// N
    rows: usize,
    /// I
    features: usize,
    /// The names of the classes; empty of values.
    classes: Vec<String>,
    /// What was done, each in a sentence.
    notices: Vec<String>,
}

#[wasm_bindgen]
impl TableReader {
    /// A reader of a file, whose name is for people.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Self {
        Self { state: State::Reading(Box::new(Reader::new(name))), made: None }
    }

    /// Reads the next portion; an error says why the file is refused.
    pub fn feed(&mut self, bytes: &Uint8Array) -> Result<(), JsError> {
        match &mut self.state {
            State::Reading(reader) => {
                reader.feed(&bytes.to_vec()).map_err(|refusal| error(None, &refusal))
            }
            State::Read(_) | State::Refused => Err(error(None, &Refusal::Empty)),
        }
    }

    /// What the table is taken for, after the last portion; an error says why the file is refused.
    pub fn finish(&mut self) -> Result<Ts<TableReport>, JsError> {
        if let State::Reading(reader) = std::mem::replace(&mut self.state, State::Refused) {
            let table = reader.finish().map_err(|refusal| error(None, &refusal))?;
            self.state = State::Read(table);
        }
        Ok(TableReport::new(self.table()?).into_ts()?)
    }

    /// Roles with another one for a column: `used_as` is a [`Use`] by its name, or `target` for classes or values as
    /// the cells say. See [`Table::change`].
    pub fn change(
        &self,
        roles: &str,
        column: u32,
        used_as: &str,
        drop_missing: bool,
    ) -> Result<String, JsError> {
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
        Ok(table.change(&read(table, roles)?, column as usize, role).to_string())
    }

    /// What becomes of the table with these roles; an error says why nothing does.
    pub fn describe(&mut self, roles: &str) -> Result<Ts<ReadData>, JsError> {
        // Two large data sets would not fit beside each other.
        self.made = None;
        let table = self.table()?;
        let made = table.dataset(&read(table, roles)?);
        let (dataset, notices) = made.map_err(|refusal| error(Some(table), &refusal))?;
        let data = ReadData {
            name: dataset.name().to_owned(),
            roles: roles.to_owned(),
            rows: dataset.rows(),
            features: dataset.features().ncols(),
            classes: dataset.class_names().to_vec(),
            notices: table_report::sentences(table, &notices),
        };
        self.made = Some((roles.to_owned(), dataset));
        Ok(data.into_ts()?)
    }

    /// The data set of these roles, for the other modules: that which was described last, if they are the same. An error
    /// says why there is none.
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

fn error(table: Option<&Table>, refusal: &Refusal) -> JsError {
    JsError::new(&table_report::reason(table, refusal))
}

/// A data set of the page, with the text of its file, if it has one; none of an unknown name.
#[wasm_bindgen]
pub fn builtin_rows(name: &str, csv: &str) -> Option<Rows> {
    let dataset = Builtin::find(name)?.read(csv)?;
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

    /// The target of each row: the index of its class, or its value in a unit of its own.
    pub fn targets(&self) -> Float64Array {
        Float64Array::from(self.0.targets().numbers().as_slice())
    }

    /// The mean and the deviation of each column of features, one after the other.
    pub fn statistics(&self) -> Float64Array {
        Float64Array::from(self.0.column_statistics().as_slice())
    }

    /// Mean and deviation of the values; none of classes.
    pub fn unit(&self) -> Option<Float64Array> {
        let Unit { mean, deviation } = self.0.unit();
        let values = self.0.shape().targets.classes().is_none();
        values.then(|| Float64Array::from([mean, deviation].as_slice()))
    }
}
