//! The module that is loaded once a reader has a training log.

use js_sys::{Reflect, Uint8Array};
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, JsValue, prelude::wasm_bindgen};

use crate::log::{self, Choices, File, Log, RampShape};
use crate::log_report::{LogReport, pack};

type Js<T> = Result<Ts<T>, JsError>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "/** A file of a log; its name is empty for pasted text. */
export interface LogFile { name: string; bytes: Uint8Array }";

#[wasm_bindgen]
extern "C" {
    /// A file of a log.
    #[wasm_bindgen(typescript_type = "LogFile")]
    pub type LogFile;
    #[wasm_bindgen(method, getter)]
    fn name(this: &LogFile) -> String;
    #[wasm_bindgen(method, getter)]
    fn bytes(this: &LogFile) -> Uint8Array;
}

/// See [`log::read`].
#[wasm_bindgen]
pub fn read_log(files: Vec<LogFile>, choices: Ts<Choices>) -> Js<Log> {
    Ok(read(&files, &read_choices(&choices)).into_ts()?)
}

/// See [`LogReport`].
#[wasm_bindgen]
pub fn log_report(files: Vec<LogFile>, choices: Ts<Choices>) -> Js<LogReport> {
    Ok(LogReport::new(&read(&files, &read_choices(&choices))).into_ts()?)
}

/// See [`pack::pack`]: what the link of a report holds, before it is compressed; none if it has no curve.
#[wasm_bindgen]
pub fn pack_log(files: Vec<LogFile>, choices: Ts<Choices>) -> Option<Vec<u8>> {
    let report = LogReport::new(&read(&files, &read_choices(&choices)));
    pack::pack(&report).map(String::into_bytes)
}

/// See [`pack::unpack`]; the error's message is for the reader.
#[wasm_bindgen]
pub fn unpack_log(bytes: &[u8]) -> Js<LogReport> {
    let report = pack::unpack(bytes).map_err(JsError::new)?;
    Ok(report.into_ts()?)
}

fn read(files: &[LogFile], choices: &Choices) -> Log {
    let contents: Vec<(String, Vec<u8>)> =
        files.iter().map(|file| (file.name(), file.bytes().to_vec())).collect();
    let files: Vec<File> = contents.iter().map(|(name, bytes)| File { name, bytes }).collect();
    log::read(&files, choices)
}

/// Property by property, without the kilobytes of code with which serde would read them. What is missing or of
/// another type is not chosen.
fn read_choices(choices: &Ts<Choices>) -> Choices {
    let object = choices.js_value();
    let get = |name: &str| Reflect::get(&object, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let index = |name| get(name).as_f64().map(|number| number as usize);
    Choices {
        lr_column: get("lr_column").as_string(),
        loss_column: get("loss_column").as_string(),
        run: index("run"),
        part: index("part"),
        start_lr: get("start_lr").as_f64(),
        end_lr: get("end_lr").as_f64(),
        ramp: match get("ramp").as_string().as_deref() {
            Some("linear") => RampShape::Linear,
            _ => RampShape::Exponential,
        },
        short_of_end: get("short_of_end").is_truthy(),
    }
}
