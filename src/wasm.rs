//! The boundary: the only files that know JavaScript.
//!
//! The page has the core in several modules, so that it opens without what comes after the answer, or what only some
//! readers ask for: each is this crate with the exports of one of its features, `page`, `evidence`, `why`, `log`, `table` or
//! `export`, and without whatever those do not need, which the linker leaves out.
//!
//! Settings and links cross as texts, results as plain objects typed through `tsify`, curves as
//! freshly copied typed arrays: a view would go empty when the memory grows. The clock stays in the
//! page, which calls [`page::WasmSweep::advance`] until its frame budget is spent.

#[cfg(any(feature = "page", feature = "evidence", feature = "export"))]
mod crossing;
#[cfg(feature = "evidence")]
pub mod evidence;
#[cfg(feature = "export")]
pub mod export;
#[cfg(any(feature = "page", feature = "evidence", feature = "why", feature = "export"))]
pub mod known;
#[cfg(feature = "log")]
pub mod log;
#[cfg(feature = "page")]
pub mod page;
#[cfg(feature = "table")]
pub mod table;
#[cfg(feature = "why")]
pub mod why;

use wasm_bindgen::prelude::wasm_bindgen;

/// A panic is a bug: its message goes to the console.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}
