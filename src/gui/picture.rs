//! The timeline as a figure and the window as it is, made off the window's thread; a PNG says its day and its project.

use super::tell;
use crate::figure::{self, FigureOptions, Fonts};
use crate::model::{Corpus, Dates, Lang};
use crate::timeline::{Theme, View};
use chrono::NaiveDate;
use eframe::egui::ColorImage;
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
    pub about: About,
}

/// What a picture says of itself.
#[derive(Clone, Debug)]
pub struct About {
    pub today: NaiveDate,
    /// The project's name; `None` for work without one.
    pub project: Option<String>,
}

impl About {
    /// Under the keywords of the PNG standard.
    fn words(&self) -> Vec<(&'static str, String)> {
        let mut out = vec![
            ("Creation Time", self.today.to_string()),
            ("Software", format!("Frise {}", env!("CARGO_PKG_VERSION"))),
        ];
        out.extend(self.project.clone().map(|project| ("Source", project)));
        out
    }
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
    if let Some(file) = order.file.as_ref().filter(|f| f.extension().is_some_and(|e| !e.eq_ignore_ascii_case("png"))) {
        return match figure::make(&corpus, &tell::party, &options, file) {
            Ok(()) => Made::Saved(file.clone()),
            Err(error) => Made::Failed(error.sentence(order.lang)),
        };
    }
    let page = figure::figure(&corpus, &tell::party, &options);
    let svg = figure::page_svg(&page, None, Fonts::Named);
    let Some(file) = &order.file else {
        return match figure::pixels(&svg, options.scale) {
            Ok((rgba, width, height)) => {
                let size = [width as usize, height as usize];
                Made::Image(Box::new(ColorImage::from_rgba_unmultiplied(size, &rgba)))
            }
            Err(why) => Made::Failed(why),
        };
    };
    let mut about = order.about.words();
    about.extend([("Title", page.title.clone()), ("Description", page.description.clone())]);
    let about: Vec<(&str, &str)> = about.iter().map(|(keyword, text)| (*keyword, text.as_str())).collect();
    match figure::png_with(&svg, options.scale, &about) {
        Ok(png) => saved(file, &png),
        Err(why) => Made::Failed(why),
    }
}

fn saved(file: &Path, png: &[u8]) -> Made {
    match crate::jobs::write_file(file, png) {
        Ok(()) => Made::Saved(file.to_owned()),
        Err(error) => Made::NotSaved(file.to_owned(), error.to_string()),
    }
}

/// Writes the window to a new file in the folder of pictures, named by the day.
pub fn save_window(image: &ColorImage, about: &About) -> Made {
    let folder = directories::UserDirs::new().and_then(|dirs| dirs.picture_dir().map(Path::to_owned));
    let folder = folder.filter(|f| f.is_dir()).or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    let file = crate::jobs::unused(&folder.join(format!("frise-{}.png", about.today)));
    match window_png(image, about) {
        Ok(png) => saved(&file, &png),
        Err(why) => Made::NotSaved(file, why.to_string()),
    }
}

fn window_png(image: &ColorImage, about: &About) -> std::io::Result<Vec<u8>> {
    let rgb: Vec<u8> = image.pixels.iter().flat_map(|c| [c.r(), c.g(), c.b()]).collect();
    let about = about.words();
    let about: Vec<(&str, &str)> = about.iter().map(|(keyword, text)| (*keyword, text.as_str())).collect();
    let size = (image.size[0] as u32, image.size[1] as u32);
    figure::encode(&rgb, size, true, 0, &about).map_err(std::io::Error::other)
}

/// Writes a picture of the window as PNG.
pub fn write_image(image: &ColorImage, file: &Path, about: &About) -> std::io::Result<()> {
    crate::jobs::write_file(file, &window_png(image, about)?)
}
