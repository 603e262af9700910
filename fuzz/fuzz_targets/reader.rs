//! Any bytes, read as a file of a format: it ends, and what is read is text with names of its own.

use frise::read::{Contents, Format, parse};
use std::collections::BTreeSet;
use std::path::Path;

/// Reads `data` as the file `x.ENDING`.
pub fn read(ending: &str, data: &[u8]) {
    let name = format!("x.{ending}");
    let path = Path::new(&name);
    let Contents { documents, warnings } = parse(path, Format::of(path), data.to_vec());
    assert!(!documents.is_empty() || !warnings.is_empty(), "neither read nor refused");
    let parts: BTreeSet<&str> = documents.iter().map(|d| d.part.as_str()).collect();
    assert!(parts.len() == documents.len() || ending == "zip", "two articles of one name");
    for document in &documents {
        assert!(!document.text.trim().is_empty(), "an article without a text");
    }
}
