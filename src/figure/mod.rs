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
    write_in(scene, path, scale, Lang::Fr)
}

/// The same for a scene in `lang`, which a PDF says to readers of screens.
pub fn write_in(scene: &Scene, path: &Path, scale: f64, lang: Lang) -> Result<(), FigureError> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let failed = |message| FigureError::Picture(path.to_owned(), message);
    let title = title_of(scene);
    let text = |embed_fonts| svg(scene, &SvgOptions { title: title.clone(), description: String::new(), embed_fonts });
    let bytes = match ending.as_str() {
        "svg" => text(true).into_bytes(),
        "png" => png(&text(false), scale).map_err(failed)?,
        "pdf" => pdf(&text(false), &title, lang.pick("fr", "en")).map_err(failed)?,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Corpus;

    fn scene() -> Scene {
        figure(&Corpus::default(), &|party, _| party.to_string(), &FigureOptions::default())
    }

    #[test]
    fn the_ending_decides_the_format() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, start) in [("f.svg", &b"<svg"[..]), ("f.PNG", b"\x89PNG"), ("f.pdf", b"%PDF")] {
            let path = folder.path().join(name);
            write(&scene(), &path, 1.0).expect("written");
            assert!(std::fs::read(&path).expect("read").starts_with(start), "{name}");
        }
    }

    #[test]
    fn errors_name_the_file_and_what_is_wrong() {
        let folder = tempfile::tempdir().expect("a folder");
        let no_format = write(&scene(), &folder.path().join("f.gif"), 1.0).expect_err("refused").to_string();
        assert!(no_format.contains("f.gif") && no_format.contains(".svg"), "{no_format}");
        let no_folder = write(&scene(), &folder.path().join("no/f.svg"), 1.0).expect_err("refused").to_string();
        assert!(no_folder.contains("f.svg") && no_folder.contains("cannot be written"), "{no_folder}");
        let too_big = write(&scene(), &folder.path().join("f.png"), 1000.0).expect_err("refused").to_string();
        assert!(too_big.contains("too many"), "{too_big}");
    }

    #[test]
    fn the_same_scene_gives_the_same_pdf() {
        let text = svg(&scene(), &SvgOptions::default());
        assert_eq!(pdf(&text, "t", "fr"), pdf(&text, "t", "fr"));
    }
}
