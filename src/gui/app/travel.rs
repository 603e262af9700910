//! From one view to another: flights, and the trail that leads back.

use super::App;
use crate::gui::motion::Motion;
use crate::timeline::View;
use eframe::egui;

/// How long a flight from one view to another takes.
const FLIGHT_SECONDS: f64 = 0.18;

#[derive(Default)]
pub(super) struct Trail {
    pub behind: Vec<View>,
    pub ahead: Vec<View>,
    /// When a view was last left by hand, in seconds.
    moved: f64,
}

impl Trail {
    /// Small movements that follow each other within this many seconds are one step.
    const PAUSE: f64 = 1.0;
    const LONGEST: usize = 100;

    /// `view` is about to be left.
    pub fn leave(&mut self, view: View, now: f64, by_hand: bool) {
        let goes_on = by_hand && now - self.moved < Self::PAUSE;
        if by_hand {
            self.moved = now;
        }
        if goes_on || self.behind.last() == Some(&view) {
            return;
        }
        self.ahead.clear();
        self.behind.push(view);
        if self.behind.len() > Self::LONGEST {
            self.behind.remove(0);
        }
    }
}

pub(super) struct Flight {
    pub from: View,
    pub to: View,
    pub since: Option<f64>,
}

impl App {
    /// Lets things move on the screen, or not: as the user has chosen, else as the system wants it.
    pub(super) fn still(&self, ctx: &egui::Context) {
        let moves = match self.state.motion {
            Motion::Full => true,
            Motion::None => false,
            Motion::System => !self.calm,
        };
        let time = if moves { egui::Style::default().animation_time } else { 0.0 };
        ctx.all_styles_mut(|style| {
            style.animation_time = time;
            style.scroll_animation =
                if moves { egui::style::ScrollAnimation::default() } else { egui::style::ScrollAnimation::none() };
        });
    }

    pub(super) fn advance_flight(&mut self, ctx: &egui::Context) {
        let Some(flight) = &mut self.flight else { return };
        let now = ctx.input(|i| i.time);
        let since = *flight.since.get_or_insert(now);
        let still = ctx.global_style().animation_time <= 0.0;
        let t = if still { 1.0 } else { ((now - since) / FLIGHT_SECONDS).clamp(0.0, 1.0) };
        let eased = t * t * (3.0 - 2.0 * t);
        self.state.view = flight.from.towards(&flight.to, eased);
        if t >= 1.0 {
            self.state.view = flight.to;
            self.flight = None;
        } else {
            ctx.request_repaint();
        }
    }
}
