//! Labels beside marks: the most important first, right or left of its mark, shortened at a word, never over anything.

use super::arrange::Measures;
use super::lanes::Reach;
use crate::scene::{Align, Face};
use crate::typeset;

/// What is taken in one sub-row: from, to, and the event to which it belongs.
type Taken = (f64, f64, usize);

/// Added to the owner of a band: a number may stand on it, a label may not.
const BAND: usize = 1 << (usize::BITS - 2);

/// The space of one lane, row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Space {
    rows: Vec<Vec<Taken>>,
    left: f64,
    right: f64,
}

/// A label with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    /// Where its text starts or ends, by `align`.
    pub x: f64,
    pub align: Align,
    pub text: String,
    pub width: f64,
}

/// Owner of what belongs to no event.
pub(crate) const NOBODY: usize = usize::MAX;

impl Space {
    pub fn new(rows: usize, left: f64, right: f64) -> Self {
        Space { rows: vec![Vec::new(); rows], left, right }
    }

    /// Marks `from..to` of a row as taken.
    pub fn take(&mut self, row: usize, from: f64, to: f64, owner: usize) {
        if let Some(row) = self.rows.get_mut(row) {
            row.push((from, to, owner));
        }
    }

    /// Marks the days of an event as taken: labels of others keep away, numbers need not.
    pub fn take_band(&mut self, row: usize, from: f64, to: f64, owner: usize) {
        self.take(row, from, to, owner | BAND);
    }

    /// How far right of `x` nothing of others stands.
    pub fn free_right(&self, row: usize, x: f64, owner: usize) -> f64 {
        let others = self.rows[row].iter().filter(|t| !is_of(t, owner));
        let mut end = self.right;
        for (from, to, _) in others {
            if *to > x {
                end = end.min(from.max(x));
            }
        }
        end
    }

    /// How far left of `x` nothing of others stands.
    pub fn free_left(&self, row: usize, x: f64, owner: usize) -> f64 {
        let others = self.rows[row].iter().filter(|t| !is_of(t, owner));
        let mut start = self.left;
        for (from, to, _) in others {
            if *from < x {
                start = start.max(to.min(x));
            }
        }
        start
    }

    /// True where `from..to` is free of others.
    pub fn is_free(&self, row: usize, from: f64, to: f64, owner: usize) -> bool {
        from >= self.left
            && to <= self.right
            && self.rows.get(row).is_some_and(|r| r.iter().all(|t| is_of(t, owner) || t.1 <= from || to <= t.0))
    }
}

fn is_of(taken: &Taken, owner: usize) -> bool {
    taken.2 != NOBODY && taken.2 & !BAND == owner
}

/// Between which two places a mark keeps its label away: the glyph alone on a long pale band, else the whole band.
pub(crate) fn beside(
    x: f64,
    (half, half_right): (f64, f64),
    band: (f64, f64),
    reach: Reach,
    m: &Measures,
) -> (f64, f64) {
    let short = 150.0 * m.unit;
    let solid = matches!(reach, Reach::Bar { .. });
    let left = if solid || x - band.0 < short { band.0 } else { x };
    let right = if solid || band.1 - x < short { band.1 } else { x };
    (left.min(x - half), right.max(x + half_right))
}

/// Where the label of `event` goes, whose mark reaches from `mark.0` to `mark.1`; takes the space. The title stands there
/// whole, else most of it, else what is said in short, else a good part of the title, else nothing.
pub(crate) fn place(
    space: &mut Space,
    row: usize,
    event: usize,
    mark: (f64, f64),
    (title, short): (&str, &dyn Fn() -> Option<String>),
    size: f64,
    m: &Measures,
) -> Option<Label> {
    let gap = 4.0 * m.unit;
    let scale = size / 12.0;
    // One title takes no more than a good part of the strip, for the others of its row.
    let most = ((space.right - space.left) * 0.25).clamp(330.0 * scale, 560.0 * scale);
    let start = mark.1 + gap;
    let right = (space.free_right(row, start - gap, event) - start - gap * 1.5).min(most);
    let end = mark.0 - gap;
    let left = (end - space.free_left(row, end + gap, event) - gap * 1.5).min(most);
    if right.max(left) < 40.0 * scale {
        return None;
    }
    let whole = typeset::width(title, Face::Sans, size);
    // A title that can be told whole at the left is not shortened at the right.
    let is_right = right >= whole || (right >= left && left < whole);
    let room = if is_right { right } else { left };
    if room < 40.0 * scale {
        return None;
    }
    let shortened = |least: f64| {
        let text = typeset::shorten(title, Face::Sans, size, room)?.into_owned();
        let width = typeset::width(&text, Face::Sans, size);
        (text == title || width >= least).then_some((text, width))
    };
    let in_short = || {
        let text = short()?;
        let width = typeset::width(&text, Face::Sans, size);
        (width <= room).then_some((text, width))
    };
    let (text, width) =
        shortened((whole * 0.6).max(150.0 * scale)).or_else(in_short).or_else(|| shortened(120.0 * scale))?;
    let (x, align, from) = if is_right { (start, Align::Start, start) } else { (end, Align::End, end - width) };
    if !space.is_free(row, from, from + width, event) {
        return None;
    }
    space.take(row, from, from + width + gap, NOBODY);
    Some(Label { x, align, text, width })
}
