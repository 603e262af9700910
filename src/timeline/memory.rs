//! What was drawn last: what is new fades in, a level of detail is left later than it is entered, and lanes grow and shrink
//! smoothly. Kept by the window; a figure and a test have none and get the still picture.

use rustc_hash::FxHashMap;

/// How long something new takes to be there, in seconds.
const FADE: f64 = 0.12;
/// How much of it is seen at once: an input is never answered by nothing.
const FIRST: f64 = 0.35;
/// In this time a lane makes two thirds of its way to its height, in seconds.
const SETTLE: f64 = 0.05;

/// Names something drawn, from one frame to the next.
pub(crate) type Key = u64;

/// The key of an event's mark in a lane.
pub(crate) fn mark_key(lane: usize, event: usize) -> Key {
    (lane as u64) << 40 | event as u64
}

/// The key of a pill that begins with an event.
pub(crate) fn pill_key(lane: usize, event: usize, count: usize) -> Key {
    1 << 63 | (count as u64 & 0xF_FFFF) << 40 ^ mark_key(lane, event)
}

/// The key of an event's card.
pub(crate) fn card_key(lane: usize, event: usize) -> Key {
    1 << 62 | mark_key(lane, event)
}

/// What a frame leaves to the next.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// When each thing was first drawn, in seconds.
    born: FxHashMap<Key, f64>,
    /// Lanes that are columns (true) or marks, and since when.
    strips: FxHashMap<usize, (bool, f64)>,
    /// Px a day.
    scale: f64,
    /// Single events have cards.
    pub(crate) cards: bool,
    /// Lanes without events stood back.
    pub(crate) focus: bool,
    /// The height of each lane.
    pub(crate) heights: Vec<f64>,
    /// How many shapes and answers it had: the next will have about as many.
    pub(crate) sizes: (usize, usize),
    /// Where the pointer is, from the top of the canvas: the lane there stays in place while heights change.
    pub anchor: Option<f64>,
    /// The present, in seconds.
    now: f64,
    since_last: f64,
    /// Something is remembered and movement is wanted.
    moving: bool,
}

/// What a frame saw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub keys: Vec<Key>,
    pub strips: Vec<(usize, bool)>,
    /// Px a day.
    pub scale: f64,
    pub cards: bool,
    pub focus: bool,
    pub heights: Vec<f64>,
    /// Heights have not yet settled.
    pub unsettled: bool,
    /// How many shapes and answers it has.
    pub sizes: (usize, usize),
}

impl Memory {
    /// The next frame begins at `now` (seconds); where `still`, nothing fades or moves.
    pub fn begin(&mut self, now: f64, still: bool) {
        self.since_last = (now - self.now).clamp(0.0, 0.1);
        self.now = now;
        self.moving = !still;
    }

    /// Takes what a frame saw; true where the next frame will look different by itself.
    pub(crate) fn take(&mut self, seen: &Seen) -> bool {
        let old = std::mem::take(&mut self.born);
        self.born = seen.keys.iter().map(|k| (*k, old.get(k).copied().unwrap_or(self.now))).collect();
        let strips = std::mem::take(&mut self.strips);
        let since = |lane: usize, is: bool| match strips.get(&lane) {
            Some((was, since)) if *was == is => *since,
            Some(_) => self.now,
            None => f64::NEG_INFINITY,
        };
        self.strips = seen.strips.iter().map(|(lane, is)| (*lane, (*is, since(*lane, *is)))).collect();
        (self.cards, self.focus, self.scale) = (seen.cards, seen.focus, seen.scale);
        self.heights.clone_from(&seen.heights);
        self.sizes = seen.sizes;
        let young = |since: &f64| self.now - since < FADE;
        self.moving
            && (seen.unsettled || self.born.values().any(young) || self.strips.values().any(|(_, since)| young(since)))
    }

    /// Where a lane begins and ends, in px from the top of the first one, as it was drawn last.
    pub fn lane(&self, lane: usize) -> Option<(f64, f64)> {
        let height = self.heights.get(lane)?;
        let above: f64 = self.heights[..lane].iter().sum();
        Some((above, above + height))
    }

    /// How many things that fade in are remembered.
    pub(crate) fn born(&self) -> usize {
        self.born.len()
    }

    /// How much is seen of something, 0 to 1.
    pub(crate) fn presence(&self, key: Key) -> f64 {
        if !self.moving {
            return 1.0;
        }
        self.born.get(&key).map_or(FIRST, |born| FIRST + (1.0 - FIRST) * ((self.now - born) / FADE).min(1.0))
    }

    /// Whether a lane was drawn as columns, and at how many px a day.
    pub(crate) fn was_strip(&self, lane: usize) -> Option<(bool, f64)> {
        self.strips.get(&lane).map(|(is, _)| (*is, self.scale))
    }

    /// How far a lane has come from columns (0) to marks (1), where `is_strip` is what it shall be.
    pub(crate) fn marks_share(&self, lane: usize, is_strip: bool) -> f64 {
        let Some((was, since)) = self.strips.get(&lane).filter(|_| self.moving) else {
            return if is_strip { 0.0 } else { 1.0 };
        };
        let way = if *was == is_strip { ((self.now - since) / FADE).clamp(0.0, 1.0) } else { 0.0 };
        if is_strip { 1.0 - way } else { way }
    }

    /// The heights on their way to `wanted`; false where they have arrived.
    pub(crate) fn settle(&self, wanted: Vec<f64>) -> (Vec<f64>, bool) {
        if !self.moving || self.heights.len() != wanted.len() {
            return (wanted, false);
        }
        let step = 1.0 - (-self.since_last / SETTLE).exp();
        let mut unsettled = false;
        let heights = self.heights.iter().zip(wanted).map(|(was, to)| {
            if (was - to).abs() < 0.6 {
                return to;
            }
            unsettled = true;
            was + (to - was) * step
        });
        (heights.collect(), unsettled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(memory: &mut Memory, now: f64, keys: &[Key]) -> bool {
        memory.begin(now, false);
        memory.take(&Seen { keys: keys.to_vec(), ..Seen::default() })
    }

    #[test]
    fn what_is_new_fades_in_and_then_all_is_still() {
        let mut memory = Memory::default();
        assert!(after(&mut memory, 1.0, &[7]));
        memory.begin(1.06, false);
        assert!(memory.presence(7) > memory.presence(8) && memory.presence(7) < 1.0);
        assert!(!after(&mut memory, 1.2, &[7]));
        assert!((memory.presence(7) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn without_a_memory_all_is_there() {
        let memory = Memory::default();
        assert!((memory.presence(7) - 1.0).abs() < 1e-9);
        assert_eq!(memory.settle(vec![42.0]), (vec![42.0], false));
    }

    #[test]
    fn heights_reach_what_is_wanted() {
        let mut memory = Memory::default();
        memory.begin(0.0, false);
        memory.take(&Seen { heights: vec![42.0, 42.0], ..Seen::default() });
        let mut unsettled = true;
        for frame in 1..60 {
            memory.begin(f64::from(frame) / 60.0, false);
            let (heights, more) = memory.settle(vec![22.0, 120.0]);
            unsettled = more;
            memory.take(&Seen { heights, unsettled, ..Seen::default() });
        }
        assert!(!unsettled);
        assert_eq!(memory.settle(vec![22.0, 120.0]).0, [22.0, 120.0]);
    }

    #[test]
    fn columns_and_marks_cross_over() {
        let mut memory = Memory::default();
        let strips = |is| Seen { strips: vec![(0, is)], ..Seen::default() };
        memory.begin(0.0, false);
        memory.take(&strips(true));
        assert!(memory.marks_share(0, true).abs() < 1e-9);
        memory.begin(1.0, false);
        assert!(memory.marks_share(0, false).abs() < 1e-9, "the way begins");
        assert!(memory.take(&strips(false)));
        memory.begin(1.06, false);
        assert!((memory.marks_share(0, false) - 0.5).abs() < 1e-6);
    }
}
