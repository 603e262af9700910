//! Which events have a number and a note, and how high the lanes are: what has no place gives its turn to the next.

use super::super::callouts::{self, Callout};
use super::super::notes::Notes;
use super::{Page, others, style};
use crate::timeline::Timeline;
use crate::timeline::layout::{Framed, Style};

/// So often others have their turn where an event's number found no place.
const ROUNDS: usize = 10;

/// The lanes with their numbers, and the notes.
pub(super) struct Laid {
    pub framed: Framed,
    pub placed: Vec<Callout>,
    pub notes: Notes,
    pub plot_height: f64,
    pub style: Style,
}

impl Page<'_> {
    /// Lays out lanes and notes in `room` px; `pool` are the events worth a number, the best first.
    pub(super) fn lay_out(&self, mut pool: Vec<usize>, room: f64) -> Laid {
        let u = self.u;
        let style = style(u);
        // Notes take what the lanes do not ask for, and more than a third where there is something to say.
        let head = callouts::HEAD * u;
        let heads = head * self.timeline.lanes.len().min(pool.len()) as f64;
        let wanted = (self.timeline.wanted_height(&style) + heads + 2.0 * style.axis_row).min(room);
        let notes_room = (room - wanted - 14.0 * u).max(room * 0.4);
        let callouts = self.callouts();
        let mut next = pool.split_off(pool.len().min(callouts)).into_iter();
        let mut chosen = pool;
        let mut rounds = 0;
        loop {
            let (numbered, notes) = if self.numbers.is_some() {
                (self.in_time(&chosen), Notes::default())
            } else {
                self.fit_notes(&chosen, notes_room)
            };
            let notes_height =
                if numbered.is_empty() || self.numbers.is_some() { 0.0 } else { notes.height + 16.0 * u };
            let plot_height = (room - notes_height).max(60.0 * u);
            // Lanes are never cut: where there is no room for all, the last one holds several.
            let lanes = |timeline: &Timeline| {
                numbered.iter().map(|e| timeline.lane_by_actors(&self.corpus.events[*e].actors)).collect::<Vec<usize>>()
            };
            let room = plot_height - 2.0 * style.axis_row;
            let most = self.timeline.lanes_fitting(&style, room, head, &lanes(&self.timeline));
            let timeline = self.timeline.clone().limited(most, others());
            let mut style = style.clone();
            style.heads = vec![0.0; timeline.lanes.len()];
            for lane in lanes(&timeline) {
                style.heads[lane] = head;
            }
            let framed = self.lanes(&timeline, plot_height, &style);
            let mut placed = callouts::place(&framed, &numbered, &timeline, self.corpus, self.lang, &style);
            if let Some(number) = self.numbers {
                for callout in &mut placed {
                    callout.number = number(callout.event);
                }
                return Laid { framed, placed, notes, plot_height, style };
            }
            if placed.len() == numbered.len() {
                return Laid { framed, placed, notes, plot_height, style };
            }
            // A note whose number found no place on the picture is left out; the next event in rank has its turn.
            let found = |e: &usize| placed.iter().any(|c| c.event == *e);
            let lost = |e: &usize| !found(e) && numbered.contains(e);
            rounds += 1;
            let gone = if rounds <= ROUNDS { self.making_room(&chosen, &lost) } else { Vec::new() };
            let kept = |e: &usize| !lost(e) || (!gone.is_empty() && self.is_starred(*e));
            chosen.retain(|e| kept(e) && !gone.contains(e));
            if rounds <= ROUNDS {
                chosen.extend(next.by_ref().take(callouts - chosen.len().min(callouts)));
            }
        }
    }

    /// The neighbours without a star that give up their numbers for those with one that found no place.
    fn making_room(&self, chosen: &[usize], lost: &dyn Fn(&usize) -> bool) -> Vec<usize> {
        let lane = |event: usize| self.corpus.events[event].actors.first();
        let mut gone: Vec<usize> = Vec::new();
        for star in chosen.iter().filter(|e| lost(e) && self.is_starred(**e)) {
            let others = chosen.iter().filter(|e| !lost(e) && !self.is_starred(**e) && !gone.contains(e));
            // Events are in the order of time: the nearest index is about the nearest day.
            let rank = |e: &&usize| (lane(**e) != lane(*star), e.abs_diff(*star));
            gone.extend(others.min_by_key(rank).copied());
        }
        gone
    }
}
