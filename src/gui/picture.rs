//! The timeline as a picture, made off the window's thread.

use crate::model::{Corpus, Kind, Lang};
use crate::timeline::{Theme, View};
use chrono::NaiveDate;
use eframe::egui::ColorImage;
use resvg::tiny_skia;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be drawn, and where it goes: to a file, or else to the clipboard.
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Order {
    pub corpus: Arc<Corpus>,
    pub hidden: BTreeSet<Kind>,
    pub view: View,
    pub lang: Lang,
    pub theme: Theme,
    pub today: NaiveDate,
    pub file: Option<PathBuf>,
}

/// What came of it.
pub enum Made {
    /// The file is written.
    Saved(PathBuf),
    /// It could not be written, and why.
    NotSaved(PathBuf, String),
    /// A picture for the clipboard.
    Image(Box<ColorImage>),
    /// The picture could not be made, and why.
    Failed(String),
}

/// Draws the figure and writes it to the file, or gives the picture.
pub fn make(order: &Order) -> Made {
    let _ = (&order.corpus, &order.hidden, order.view, order.lang, order.theme, order.today);
    Made::Failed("todo".to_owned())
}

/// Writes a picture of the window as PNG.
pub fn write_image(image: &ColorImage, file: &Path) -> std::io::Result<()> {
    let size = tiny_skia::IntSize::from_wh(image.size[0] as u32, image.size[1] as u32);
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|p| p.to_array()).collect();
    let pixmap = size.and_then(|size| tiny_skia::Pixmap::from_vec(bytes, size));
    let png = pixmap.and_then(|p| p.encode_png().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
    crate::jobs::write_file(file, &png)
}
