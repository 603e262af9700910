//! The figure as it will be, drawn by a thread of its own: the window never waits for it.

use super::Studio;
use crate::figure::{self, FigureOptions, Fonts};
use crate::gui::state::State;
use crate::gui::words::{count, words};
use crate::gui::{tell, theme};
use crate::jobs::{Promise, Wake};
use crate::model::Corpus;
use eframe::egui::{self, ColorImage, RichText, TextureHandle};
use std::sync::Arc;

/// What a picture hangs on.
#[derive(Clone, PartialEq)]
struct Key {
    options: FigureOptions,
    /// Of the corpus: another one is another place.
    corpus: usize,
    /// Pixels to a px of the page.
    scale: f32,
}

/// A picture, and what is to be said of it.
struct Drawn {
    image: ColorImage,
    warning: Option<String>,
    /// Events that have no name on the page.
    unlisted: usize,
}

/// The picture shown, and the one that is being made.
#[derive(Default)]
pub struct Preview {
    texture: Option<TextureHandle>,
    /// What was drawn last, or could not be.
    done: Option<Key>,
    said: Option<String>,
    /// Events that have no name on the page.
    unlisted: usize,
    job: Option<(Key, Promise<Result<Drawn, String>>)>,
}

impl Preview {
    /// Nothing is shown any more.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// True while a picture is being made.
    pub fn is_drawing(&self) -> bool {
        self.job.is_some()
    }

    /// Takes what is ready and orders what is asked for, one at a time.
    fn follow(&mut self, ctx: &egui::Context, corpus: &Arc<Corpus>, key: &Key) {
        if let Some((made, promise)) = &self.job {
            let drawn = match promise.poll() {
                Ok(None) => return,
                Ok(Some(drawn)) => drawn,
                Err(_) => Err(String::new()),
            };
            match drawn {
                Ok(Drawn { image, warning, unlisted }) => {
                    self.unlisted = unlisted;
                    self.texture = Some(ctx.load_texture("figure", image, egui::TextureOptions::LINEAR));
                    self.said = warning;
                }
                Err(why) => self.said = Some(why),
            }
            self.done = Some(made.clone());
            self.job = None;
        }
        if self.done.as_ref() == Some(key) {
            return;
        }
        let (corpus, options, scale) = (Arc::clone(corpus), key.options.clone(), f64::from(key.scale));
        let ctx = ctx.clone();
        let wake: Wake = Arc::new(move || ctx.request_repaint());
        let work = move || draw(&corpus, &options, scale);
        self.job = Some((key.clone(), Promise::start("frise-preview", wake, work)));
    }

    /// The page, as large as there is room or as it is.
    pub(super) fn ui(&mut self, ui: &mut egui::Ui, state: &State, studio: &mut Studio) {
        let lang = state.lang;
        ui.horizontal(|ui| {
            let whole = words(lang).studio_whole_page;
            ui.selectable_value(&mut studio.actual, false, whole);
            ui.selectable_value(&mut studio.actual, true, "100\u{202f}%");
            let (size, scale) = (studio.options.size, studio.options.scale);
            let weak = theme::palette_of(ui).weak;
            let pixels = format!("PNG\u{a0}: {:.0} × {:.0} pixels", size.width * scale, size.height * scale);
            ui.label(RichText::new(pixels).color(weak).size(12.0));
            if self.unlisted > 0 {
                let more = count(words(lang).studio_unlisted, self.unlisted);
                ui.add(egui::Label::new(RichText::new(more).color(weak).size(12.0)).truncate());
            }
            // Nothing that moves: it would keep the window awake.
            if self.is_drawing() {
                ui.label(RichText::new(words(lang).studio_drawing).color(weak).size(12.0));
            }
        });
        if let Some(said) = &self.said {
            ui.label(RichText::new(said).color(theme::palette_of(ui).bad));
        }
        let room = ui.available_size() - egui::vec2(26.0, 26.0);
        let page = egui::vec2(studio.options.size.width as f32, studio.options.size.height as f32);
        let whole = (room.x / page.x).min(room.y / page.y).max(0.05);
        // In steps, so that a window that grows does not ask for a picture with each of its pixels.
        let zoom = if studio.actual { 1.0 } else { (whole * 50.0).floor().max(1.0) / 50.0 };
        let most = ui.ctx().input(|i| i.max_texture_side) as f32;
        let scale = (zoom * ui.ctx().pixels_per_point()).min(most / page.x.max(page.y));
        let corpus = Arc::as_ptr(&state.corpus) as usize;
        self.follow(ui.ctx(), &state.corpus, &Key { options: studio.options.clone(), corpus, scale });
        let Some(texture) = &self.texture else { return };
        let about = words(lang).studio_preview;
        egui::ScrollArea::both().auto_shrink(false).show(ui, |ui| {
            let picture = || egui::Image::new(texture).fit_to_exact_size(page * zoom).alt_text(about);
            let size = ui.available_size().max(page * zoom + egui::vec2(4.0, 4.0));
            let (ground, _) = ui.allocate_exact_size(size, egui::Sense::hover());
            ui.painter().rect_filled(ground, 0, theme::palette_of(ui).rule);
            let place = egui::Rect::from_center_size(ground.center(), page * zoom);
            ui.put(place, picture());
        });
    }
}

/// The same page that is written to a file.
fn draw(corpus: &Corpus, options: &FigureOptions, scale: f64) -> Result<Drawn, String> {
    let (page, svg) =
        figure::page_of(corpus, &tell::party, options, Fonts::Named).map_err(|e| e.sentence(options.lang))?;
    let (rgba, width, height) = figure::pixels(&svg, scale)?;
    let image = ColorImage::from_rgba_unmultiplied([width as usize, height as usize], &rgba);
    Ok(Drawn { image, warning: figure::undrawable(&page, options.lang), unlisted: page.unlisted.len() })
}
