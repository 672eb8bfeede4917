//! Every setting, its default and its range; link <-> experiment.
//!
//! A setting has one name and one text, in links, in the page's controls and here. [`FIELDS`] is the
//! list; [`Settings`] are its values, which may be anything; an [`Experiment`] is settings that keep
//! every rule, with values for those that follow others; a [`Showing`] is what a link says besides.

mod checked;
mod field;
mod fields;
mod following;
mod form;
mod holds;
mod limits;
mod notice;
mod settings;
mod showing;
mod showing_key;
mod slot;
mod version;

pub use checked::{Experiment, claim, data_name};
pub use field::{Field, Group, Scope};
pub use fields::FIELDS;
pub(crate) use following::trained_for;
pub use following::{Extent, Length, trained_epoch};
pub use form::{Form, Reading};
pub use notice::{Notice, Problem};
pub use settings::Settings;
pub use showing::Showing;
pub use showing_key::{Key, SHOWING, Takes};
pub use slot::{Follows, Kind, Slot};
