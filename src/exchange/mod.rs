//! Out of Frise, for other programs: JSON, JSON lines, CSV. Offsets become Unicode code points here.

mod csv;
mod json;

pub use self::csv::csv;
pub use json::{Record, document, lines};
