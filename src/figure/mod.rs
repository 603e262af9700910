//! Pictures for people: a [`Scene`](crate::scene::Scene) as SVG, PNG and PDF, and the page around a timeline. Deliberately
//! knows no window: what is drawn here is drawn the same without a display.

mod pdf;
mod png;
mod svg;

pub use pdf::pdf;
pub use png::{pixels, png};
pub use svg::{SvgOptions, svg};
