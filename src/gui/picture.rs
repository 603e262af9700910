//! The timeline as a picture, made off the window's thread.

use super::tell;
use crate::figure::{self, FigureOptions, Fonts};
use crate::model::{Corpus, Dates, Lang};
use crate::timeline::{Theme, View};
use eframe::egui::ColorImage;
use resvg::tiny_skia;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be drawn, and where it goes: to a file, or else to the clipboard.
pub struct Order {
    pub corpus: Arc<Corpus>,
    /// The events shown, by index.
    pub listed: Vec<u32>,
    pub view: View,
    pub lang: Lang,
    pub theme: Theme,
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

/// Draws the page of what the timeline shows, and writes it to the file or gives the picture.
pub fn make(order: &Order) -> Made {
    let corpus = Corpus {
        articles: order.corpus.articles.clone(),
        events: order.listed.iter().filter_map(|i| order.corpus.events.get(*i as usize)).cloned().collect(),
        warnings: Vec::new(),
    };
    let options = FigureOptions {
        period: Some(Dates::between(order.view.first_date(), order.view.last_date())),
        theme: order.theme,
        lang: order.lang,
        ..FigureOptions::default()
    };
    let page = figure::figure(&corpus, &tell::party, &options);
    let svg = figure::page_svg(&page, None, Fonts::Named);
    let scale = options.scale;
    match &order.file {
        Some(file) => match figure::png(&svg, scale) {
            Ok(png) => match crate::jobs::write_file(file, &png) {
                Ok(()) => Made::Saved(file.clone()),
                Err(error) => Made::NotSaved(file.clone(), error.to_string()),
            },
            Err(why) => Made::Failed(why),
        },
        None => match figure::pixels(&svg, scale) {
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
    let bytes: Vec<u8> = image.pixels.iter().flat_map(eframe::egui::Color32::to_array).collect();
    let pixmap = size.and_then(|size| tiny_skia::Pixmap::from_vec(bytes, size));
    let png = pixmap.and_then(|p| p.encode_png().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
    crate::jobs::write_file(file, &png)
}
