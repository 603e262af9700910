//! The timeline as a figure and the window as it is, made off the window's thread; a PNG says its day and its project.

use super::tell;
use crate::figure::{self, FigureOptions, Fonts};
use crate::model::Corpus;
use chrono::NaiveDate;
use eframe::egui::ColorImage;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be drawn, and where it goes: to a file, or else to the clipboard.
pub struct Order {
    pub corpus: Arc<Corpus>,
    /// Only these events, by index.
    pub listed: Option<Vec<u32>>,
    pub options: FigureOptions,
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
    NotSaved(PathBuf, std::io::Error),
    /// A picture for the clipboard: its pixels, the same as PNG, and its SVG.
    Image { image: Box<ColorImage>, png: Vec<u8>, svg: String },
    /// The picture could not be made, and why.
    Failed(String),
}

/// Draws the page of what the timeline shows, and writes it to the file or gives the picture.
pub fn make(order: &Order) -> Made {
    let listed =
        |listed: &Vec<u32>| listed.iter().filter_map(|i| order.corpus.events.get(*i as usize)).cloned().collect();
    let chosen = order.listed.as_ref().map(|some| order.corpus.with_events(listed(some)));
    let corpus = chosen.as_ref().unwrap_or(&order.corpus);
    let options = &order.options;
    if let Some(file) = order.file.as_ref().filter(|f| f.extension().is_some_and(|e| !e.eq_ignore_ascii_case("png"))) {
        return match figure::make(corpus, &tell::party, options, file) {
            Ok(_) => Made::Saved(file.clone()),
            Err(error) => Made::Failed(error.sentence(options.lang)),
        };
    }
    let (page, svg) = match figure::page_of(corpus, &tell::party, options, Fonts::Named) {
        Ok(made) => made,
        Err(error) => return Made::Failed(error.sentence(options.lang)),
    };
    let Some(file) = &order.file else {
        return match figure::pixels(&svg, options.scale) {
            Ok((rgba, width, height)) => {
                let size = [width as usize, height as usize];
                // The other side may lack the fonts: its letters are drawn.
                let svg = figure::outlined(&svg).unwrap_or(svg);
                let png = figure::encode(&rgba, (width, height), false, 0, &[]).unwrap_or_default();
                let image = Box::new(ColorImage::from_rgba_unmultiplied(size, &rgba));
                Made::Image { image, png, svg }
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
    match crate::files::write_file(file, png) {
        Ok(()) => Made::Saved(file.to_owned()),
        Err(error) => Made::NotSaved(file.to_owned(), error),
    }
}

/// Writes the window to a new file in the folder of pictures, named by the day.
pub fn save_window(image: &ColorImage, about: &About) -> Made {
    let folder = directories::UserDirs::new().and_then(|dirs| dirs.picture_dir().map(Path::to_owned));
    let folder = folder.filter(|f| f.is_dir()).or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    let file = crate::files::unused(&folder.join(format!("frise-{}.png", about.today)));
    match window_png(image, about) {
        Ok(png) => saved(&file, &png),
        Err(why) => Made::NotSaved(file, why),
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
    crate::files::write_file(file, &window_png(image, about)?)
}
