//! Every setting, its default and its range; link <-> experiment.
//!
//! A setting has one name and one text form in links, in the page's controls and here. [`FIELDS`] is the list of
//! settings; [`Settings`] has their unchecked values; an [`Experiment`] has valid settings, including the derived
//! ones; a [`Showing`] has the keys of a link that affect only the display.

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
