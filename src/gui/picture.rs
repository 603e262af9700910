//! The timeline as a picture, made off the window's thread.

use crate::model::{Corpus, Kind, Lang};
use crate::figure::{self, SvgOptions};
use crate::timeline::{Look, Theme, View};
use chrono::NaiveDate;
use eframe::egui::ColorImage;
use resvg::tiny_skia;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be drawn, and where it goes: to a file, or else to the clipboard.
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

/// Width and height of the picture before it is doubled.
const SIZE: (f64, f64) = (1600.0, 900.0);

/// Pixels a unit: the picture is sharp in a slide.
const SCALE: f64 = 2.0;

/// Draws the timeline and writes it to the file, or gives the picture.
pub fn make(order: &Order) -> Made {
    let hidden = &order.hidden;
    let timeline = super::state::lanes(&order.corpus, &|i| !hidden.contains(&order.corpus.events[i].kind));
    let look = Look {
        theme: order.theme,
        lang: order.lang,
        size: SIZE,
        scroll: 0.0,
        selected: Vec::new(),
        hovered: None,
        today: Some(order.today),
    };
    let scene = timeline.layout(&order.corpus, order.view, &look).scene;
    let options = SvgOptions { title: "Frise".to_owned(), ..SvgOptions::default() };
    let svg = figure::svg(&scene, &options);
    match &order.file {
        Some(file) => match figure::png(&svg, SCALE) {
            Ok(png) => match crate::jobs::write_file(file, &png) {
                Ok(()) => Made::Saved(file.clone()),
                Err(error) => Made::NotSaved(file.clone(), error.to_string()),
            },
            Err(why) => Made::Failed(why),
        },
        None => match figure::pixels(&svg, SCALE) {
            Ok((rgba, width, height)) => {
                let size = [width as usize, height as usize];
                Made::Image(Box::new(ColorImage::from_rgba_unmultiplied(size, &rgba)))
            }
            Err(why) => Made::Failed(why),
        },
    }
}

/// Writes a picture of the window as PNG.
pub fn write_image(image: &ColorImage, file: &Path) -> std::io::Result<()> {
    let size = tiny_skia::IntSize::from_wh(image.size[0] as u32, image.size[1] as u32);
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|p| p.to_array()).collect();
    let pixmap = size.and_then(|size| tiny_skia::Pixmap::from_vec(bytes, size));
    let png = pixmap.and_then(|p| p.encode_png().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
    crate::jobs::write_file(file, &png)
}
