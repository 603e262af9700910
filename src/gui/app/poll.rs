//! What runs beside the window: reading, dialogs, pictures. Asked once a frame, never waited for.

use super::{App, bad, good, wake};
use crate::figure::FigureError;
use crate::gui::dialog::Answer;
use crate::gui::picture;
use crate::gui::state::Rivals;
use crate::gui::words::{fill, words};
use crate::jobs::{Outcome, Promise, Reading};
use crate::merge::rivals;
use crate::project::Order;
use eframe::egui;
use std::path::PathBuf;
use std::sync::Arc;

impl App {
    pub(super) fn read(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        self.jobs.made_by = super::made_by(&self.facts.own, &self.state.desk.known().days);
        let reading = Reading::start(paths.clone(), self.state.desk.known(), self.state.today, wake(ctx));
        self.state.reading = Some(reading.progress().clone());
        self.jobs.reading = Some((reading, paths));
    }

    pub(super) fn poll(&mut self, ctx: &egui::Context) {
        let crashes = self.crashes && self.state.reading.is_none() && !self.state.corpus.articles.is_empty();
        assert!(!crashes, "a crash was asked for (FRISE_CRASH)");
        self.poll_inbox(ctx);
        self.poll_reading();
        self.poll_dialog(ctx);
        self.poll_picture(ctx);
        self.poll_rivals(ctx);
        self.poll_motion(ctx);
        self.poll_shot(ctx);
        self.poll_desk(ctx);
        self.poll_facts(ctx);
        self.poll_sorting(ctx);
        self.poll_search(ctx);
    }

    /// Opens what another start of Frise was asked for, and comes to the front.
    fn poll_inbox(&mut self, ctx: &egui::Context) {
        let asked = self.inbox.as_ref().map(super::super::instance::Inbox::take).unwrap_or_default();
        for paths in asked {
            ctx.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
            ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
            if !paths.is_empty() {
                self.open(ctx, paths, false);
            }
        }
    }

    /// Reads the articles again once the project's own facts are in use.
    fn poll_facts(&mut self, ctx: &egui::Context) {
        let Some((promise, reads)) = &self.jobs.facts else { return };
        let told = match promise.poll() {
            Ok(None) => return,
            Ok(Some(told)) => told,
            Err(_) => Vec::new(),
        };
        let reads = *reads;
        self.jobs.facts = None;
        if let Some(warning) = told.first() {
            let lang = self.state.lang;
            self.state.notice = Some(bad(lang.pick(&warning.message.fr, &warning.message.en).to_owned()));
        }
        // Lanes have names: those that are being made elsewhere begin again with them.
        let shown = self.state.desk.status.as_ref().map(|status| Arc::clone(&status.shown.corpus));
        match (self.jobs.sorting.take(), shown) {
            (Some((_, after)), Some(corpus)) => self.show_corpus(ctx, corpus, after),
            _ => self.state.sort_lanes(),
        }
        if reads {
            self.read_again(ctx);
        }
    }

    fn poll_reading(&mut self) {
        let Some((reading, _)) = &mut self.jobs.reading else { return };
        let outcome = reading.poll();
        let words = words(self.state.lang);
        match outcome {
            Outcome::Running => {
                self.state.reading = Some(reading.progress().clone());
                return;
            }
            Outcome::Done(corpus) => {
                let paths = self.jobs.reading.take().map(|(_, paths)| paths).unwrap_or_default();
                self.state.paths.clone_from(&paths);
                self.jobs.just_read = true;
                if self.clerk.is_at_work() {
                    // The articles were read with the days and facts of that moment: what was set since has a reading of its own.
                    let made_by = std::mem::take(&mut self.jobs.made_by);
                    self.clerk.order(&mut self.state.desk, Order::Read { corpus, paths, made_by });
                } else {
                    self.state.adopt(*corpus);
                }
            }
            Outcome::Cancelled => {
                self.jobs.asked_again = false;
                self.state.notice = Some(good(words.reading_cancelled.to_owned()));
            }
            Outcome::Failed => {
                self.jobs.asked_again = false;
                self.state.notice = Some(bad(words.reading_failed.to_owned()));
            }
        }
        self.jobs.reading = None;
        self.state.reading = None;
    }

    fn poll_motion(&mut self, ctx: &egui::Context) {
        let Some(promise) = &self.jobs.motion else { return };
        let calm = match promise.poll() {
            Ok(None) => return,
            Ok(Some(calm)) => calm,
            Err(_) => None,
        };
        self.jobs.motion = None;
        self.calm = calm.unwrap_or(false);
        self.still(ctx);
    }

    /// What two articles tell of one act in two ways is looked for beside the window, once a corpus.
    fn poll_rivals(&mut self, ctx: &egui::Context) {
        if let Some((corpus, promise)) = &self.jobs.rivals {
            let found = match promise.poll() {
                Ok(None) => return,
                Ok(Some(found)) => found,
                Err(_) => Vec::new(),
            };
            if Arc::ptr_eq(corpus, &self.state.corpus) {
                self.state.rivals = Rivals::new(corpus, found);
            }
            self.jobs.rivals = None;
        }
        let known = std::ptr::eq(self.state.rivals.corpus.as_ptr(), Arc::as_ptr(&self.state.corpus));
        if !known && !self.state.corpus.articles.is_empty() {
            let corpus = Arc::clone(&self.state.corpus);
            let work = Arc::clone(&corpus);
            let promise = Promise::start("frise-rivals", wake(ctx), move || rivals(&work));
            self.jobs.rivals = Some((corpus, promise));
        }
    }

    fn poll_dialog(&mut self, ctx: &egui::Context) {
        let Some(promise) = &self.jobs.dialog else { return };
        let answer = match promise.poll() {
            Ok(None) => return,
            Ok(Some(answer)) => answer,
            Err(_) => Answer::Nothing,
        };
        self.jobs.dialog = None;
        match answer {
            Answer::Nothing => {}
            Answer::Open { paths, add } => self.open(ctx, paths, add),
            Answer::Save(file) => self.make_picture(ctx, Some(file)),
            Answer::Figure(file) => self.make_figure(ctx, Some(file)),
            Answer::Logo(file) => {
                if let Some(studio) = &mut self.state.studio {
                    studio.options.logo = Some(file);
                }
            }
        }
    }

    fn poll_picture(&mut self, ctx: &egui::Context) {
        let Some(promise) = &self.jobs.picture else { return };
        let made = match promise.poll() {
            Ok(None) => return,
            Ok(Some(made)) => made,
            Err(_) => picture::Made::Failed(String::new()),
        };
        self.jobs.picture = None;
        let words = words(self.state.lang);
        self.state.notice = Some(match made {
            picture::Made::Saved(file) => good(fill(words.picture_saved, &[&file.display().to_string()])),
            picture::Made::NotSaved(file, why) => bad(FigureError::File(file, why).sentence(self.state.lang)),
            picture::Made::Failed(why) => bad(fill(words.picture_broken, &[&why])),
            picture::Made::Image { image, png, svg } => {
                if self.clipboard.put_figure(png, svg).is_err() {
                    ctx.copy_image(*image);
                }
                good(words.picture_copied.to_owned())
            }
        });
    }

    fn poll_shot(&mut self, ctx: &egui::Context) {
        let about = self.about();
        let Some(shot) = &mut self.shot else { return };
        if let Some(promise) = &shot.writing {
            let told = match promise.poll() {
                Ok(None) => return,
                Ok(Some(result)) => result.err(),
                Err(_) => Some(String::new()),
            };
            if let Ok(mut failed) = shot.failed.lock() {
                *failed = told;
            }
            shot.writing = None;
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        }
        let taken = shot.taken.lock().ok().and_then(|mut t| t.take());
        if let Some(image) = taken {
            let file = shot.file.clone();
            let write = move || picture::write_image(&image, &file, &about).map_err(|e| e.to_string());
            shot.writing = Some(Promise::start("frise-screenshot", wake(ctx), write));
        }
    }

    /// Asks for the picture once reading is done and the window has been painted with the result.
    pub(super) fn advance_shot(&mut self, ctx: &egui::Context) {
        let Some(shot) = &mut self.shot else { return };
        if shot.asked || self.state.reading.is_some() {
            return;
        }
        shot.frames += 1;
        if shot.frames < 3 {
            ctx.request_repaint();
            return;
        }
        shot.asked = true;
        let (taken, ctx_then) = (Arc::clone(&shot.taken), ctx.clone());
        ctx.request_screenshot(move |image| {
            if let Ok(mut slot) = taken.lock() {
                *slot = Some(image);
            }
            ctx_then.request_repaint();
        });
        ctx.request_repaint();
    }
}
