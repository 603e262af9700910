//! Pictures for people: a [`Scene`] as SVG, PNG and PDF, and the page around a timeline. Deliberately knows no window: what
//! is drawn here is drawn the same without a display.

mod callouts;
mod page;
mod pdf;
mod png;
mod rich;
mod svg;

pub use page::{FigureOptions, NotASize, PageSize, figure};
pub use pdf::pdf;
pub use png::{MOST_PIXELS, pixels, png};
pub use svg::{SvgOptions, svg};

use crate::model::Lang;
use crate::scene::Scene;
use std::path::{Path, PathBuf};

/// A figure could not be written; told in the user's words.
#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    /// The file's name does not say which format is meant.
    #[error("{}: the name must end in .svg, .png or .pdf", .0.display())]
    Format(PathBuf),
    /// The folder is not there, is not writable, or the disk is full.
    #[error("{}: cannot be written: {}", .0.display(), .1)]
    File(PathBuf, std::io::Error),
    /// The picture could not be made.
    #[error("{}: the picture cannot be made: {}", .0.display(), .1)]
    Picture(PathBuf, String),
}

/// Writes a scene to `path`, as SVG, PNG (`scale` pixels to a px) or PDF by the ending of its name.
pub fn write(scene: &Scene, path: &Path, scale: f64) -> Result<(), FigureError> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let failed = |message| FigureError::Picture(path.to_owned(), message);
    let title = title_of(scene);
    let text = |embed_fonts| svg(scene, &SvgOptions { title: title.clone(), description: String::new(), embed_fonts });
    let bytes = match ending.as_str() {
        "svg" => text(true).into_bytes(),
        "png" => png(&text(false), scale).map_err(failed)?,
        "pdf" => pdf(&text(false), &title, Lang::Fr.pick("fr", "en")).map_err(failed)?,
        _ => return Err(FigureError::Format(path.to_owned())),
    };
    std::fs::write(path, bytes).map_err(|e| FigureError::File(path.to_owned(), e))
}

/// The largest text of a scene is its title.
fn title_of(scene: &Scene) -> String {
    let mut best: (f64, &str) = (0.0, "");
    for node in &scene.nodes {
        if let crate::scene::Shape::Text { size, text, .. } = &node.shape
            && *size > best.0
        {
            best = (*size, text);
        }
    }
    best.1.to_owned()
}
