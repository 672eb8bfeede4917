//! The module that is loaded once a reader has a training log.

use js_sys::Uint8Array;
use tsify::{Ts, Tsify};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::log::{self, Choices, File, Log};

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
    Ok(read(&files, &choices.to_rust()?).into_ts()?)
}

fn read(files: &[LogFile], choices: &Choices) -> Log {
    let contents: Vec<(String, Vec<u8>)> =
        files.iter().map(|file| (file.name(), file.bytes().to_vec())).collect();
    let files: Vec<File> = contents.iter().map(|(name, bytes)| File { name, bytes }).collect();
    log::read(&files, choices)
}
