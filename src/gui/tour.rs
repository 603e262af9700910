//! A tour of the window in a few steps, shown at the first start and when asked for. It stands beside what it tells of and
//! covers nothing that can be clicked but its own corner.

use super::action::Action;
use super::state::State;
use super::theme;
use super::words::words;
use crate::scene::Face;
use eframe::egui::{self, Rect, RichText, Stroke, StrokeKind};

/// What a step points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// The timeline.
    Timeline,
    /// The panel at its right.
    Side,
    /// The whole window.
    Window,
}

/// How many steps there are.
pub const STEPS: usize = 5;

fn step(state: &State, n: usize) -> (At, &'static str, &'static str) {
    let words = words(state.lang);
    match n {
        0 => (At::Timeline, words.tour_lanes, words.tour_lanes_text),
        1 => (At::Timeline, words.tour_zoom, words.tour_zoom_text),
        2 => (At::Side, words.tour_why, words.tour_why_text),
        3 => (At::Side, words.tour_correct, words.tour_correct_text),
        _ => (At::Window, words.tour_own, words.tour_own_text),
    }
}

/// The step that is shown; `timeline` is where the timeline stands.
pub fn tour_ui(ctx: &egui::Context, state: &State, timeline: Option<Rect>, actions: &mut Vec<Action>) {
    let Some(n) = state.tour.filter(|n| *n < STEPS) else { return };
    // What is asked for stands before it, and an empty window has its own words.
    if state.corpus.events.is_empty()
        || state.commanding.is_some()
        || state.help.is_some()
        || state.going.is_some()
        || state.studio.is_some()
    {
        return;
    }
    let (words, window) = (words(state.lang), ctx.content_rect());
    let (at, title, text) = step(state, n);
    let timeline = timeline.unwrap_or(window);
    let lit = match at {
        At::Timeline => timeline,
        At::Side => Rect::from_min_max(egui::pos2(timeline.right(), timeline.top()), window.right_bottom()),
        At::Window => window,
    };
    // What it tells of is not to be looked for under it.
    let (corner, margin) = match at {
        At::Timeline => (egui::Align2::RIGHT_BOTTOM, -8.0),
        At::Side | At::Window => (egui::Align2::LEFT_BOTTOM, 24.0),
    };
    let response = egui::Window::new(title)
        .id(egui::Id::unique(("tour", corner)))
        .anchor(corner, egui::vec2(margin, -64.0))
        .collapsible(false)
        .resizable(false)
        .title_bar(false)
        .frame(egui::Frame::window(&ctx.global_style()).inner_margin(egui::Margin::symmetric(18, 14)))
        .show(ctx, |ui| {
            ui.set_width(352.0);
            let palette = theme::palette_of(ui);
            ui.label(RichText::new(title).font(theme::font(Face::SansBold, 15.0)));
            ui.add(egui::Label::new(text).wrap());
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                ui.label(RichText::new(format!("{}/{STEPS}", n + 1)).color(palette.weak));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let last = n + 1 == STEPS;
                    if ui.button(if last { words.tour_done } else { words.tour_next }).clicked() {
                        actions.push(Action::Tour((!last).then_some(n + 1)));
                    }
                    if n > 0 && ui.button(words.tour_back).clicked() {
                        actions.push(Action::Tour(Some(n - 1)));
                    }
                    if !last && ui.button(words.tour_skip).clicked() {
                        actions.push(Action::Tour(None));
                    }
                });
            });
        });
    if let Some(response) = response {
        let accent = if ctx.global_style().visuals.dark_mode {
            theme::palette(crate::timeline::Theme::Dark).accent
        } else {
            theme::palette(crate::timeline::Theme::Light).accent
        };
        let painter = ctx.layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("tour lit")));
        painter.rect_stroke(lit.shrink(2.0), 6, Stroke::new(2.0, accent), StrokeKind::Inside);
        painter.rect_stroke(response.response.rect, 6, Stroke::new(1.0, accent), StrokeKind::Outside);
    }
}
