//! The boundary: the only files that use JavaScript types.
//!
//! The core is compiled to several modules, so that the page does not wait for code that is needed after the answer
//! or only on demand. Each is this crate with the exports of one of its features, `first`, `page`, `evidence`, `why`, `log`,
//! `table` or `export`; the linker leaves out everything else.
//!
//! Settings and links cross as text, results as plain objects typed by `tsify`, curves as freshly copied typed
//! arrays: a view would become empty when the memory grows. The clock stays in the page, which calls
//! [`page::WasmSweep::advance`] until its frame budget is spent.

#[cfg(any(feature = "page", feature = "evidence", feature = "export"))]
mod crossing;
#[cfg(feature = "evidence")]
pub mod evidence;
#[cfg(feature = "export")]
pub mod export;
#[cfg(feature = "first")]
pub mod first;
#[cfg(any(
    feature = "first",
    feature = "page",
    feature = "evidence",
    feature = "why",
    feature = "export"
))]
mod given;
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

/// Starts a module. A panic is a bug: its message goes to the console. That of the first sweep has none, to be small: the
/// page goes on with a sweep of its own, which then has the same bug.
#[cfg(feature = "console")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}
