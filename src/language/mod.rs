//! French text: normalisation, sentences, quotations.
//!
//! Everything is told in bytes of the text as it was read; knows nothing of events or of time.

mod normalise;
mod quotations;
mod sentences;

pub use normalise::{Normalised, normalise, run_in_boundaries};
pub use quotations::quotations;
pub use sentences::{sentences, without_header};
