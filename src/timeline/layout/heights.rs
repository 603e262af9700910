//! How high each lane is, and into how many sub-rows it is divided.

use super::Style;
use crate::scene::Rect;
use crate::timeline::View;
use crate::timeline::arrange::CLOSE;
use crate::timeline::lanes::{BINS, Lane, ROWS};
use crate::timeline::memory::Memory;
use crate::timeline::strip;
use std::sync::Arc;

/// Least height of a sub-row that holds a card: a title and a line below it.
const CARD: f64 = 33.0;
/// A card with all it can say.
const CARD_MOST: f64 = 84.0;
/// A lane without events in a view that shows cards.
const COLLAPSED: f64 = 22.0;
/// What of the wanted heights lanes have where not all of them fit into the window, and how much of the window at most.
const SCROLLED: f64 = 0.35;
/// Cards of marks that are further apart do not meet.
const CARD_REACH: f64 = 270.0;

/// The least height of each lane.
pub(crate) fn least(lanes: &[Arc<Lane>], style: &Style) -> Vec<f64> {
    let height = |l: &Arc<Lane>| match (&l.head, l.len()) {
        (Some(head), _) if head.open => style.small * 0.8,
        (_, 0..=2) => style.small,
        _ => style.least,
    };
    lanes.iter().enumerate().map(|(n, l)| height(l) + style.head(n)).collect()
}

/// As high as each lane's crowd asks for.
pub(crate) fn wanted(lanes: &[Arc<Lane>], style: &Style) -> Vec<f64> {
    let m = &style.measures;
    let height = |n: usize, l: &Arc<Lane>, least: f64| {
        let crowd = (8.0 * m.unit + m.row * l.crowd as f64 + style.head(n)).clamp(least, style.most.max(least));
        if l.is_open_head() { least } else { crowd }
    };
    lanes.iter().zip(least(lanes, style)).enumerate().map(|(n, (l, least))| height(n, l, least)).collect()
}

/// The least heights, and then rows for the lanes where they show the most events one by one instead of in pills; what is
/// left lets all lanes grow. Where `px_per_day` is the scale, it is judged over all of a lane's days, so that panning changes
/// no height.
pub(super) fn overview(lanes: &[Arc<Lane>], room: f64, px_per_day: f64, style: &Style) -> Vec<f64> {
    let mut heights = least(lanes, style);
    let (least_sum, wanted_sum): (f64, f64) = (heights.iter().sum(), wanted(lanes, style).iter().sum());
    // Where one has to scroll anyway, the busiest lanes have some room for what they hold.
    let scrolled = if style.chrome { ((wanted_sum - least_sum).max(0.0) * SCROLLED).min(room * SCROLLED) } else { 0.0 };
    let mut left = (room - least_sum).max(scrolled);
    let m = &style.measures;
    let bin = (CLOSE * m.unit / px_per_day).max(1.0).log2().round() as usize;
    let bin = bin.min(BINS - 1);
    let rows_of = |height: f64| (((height - 4.0 * m.unit) / m.row).floor() as usize).clamp(1, ROWS);
    let most = rows_of(style.most);
    let mut rows: Vec<usize> = heights.iter().enumerate().map(|(n, h)| rows_of(*h - style.head(n))).collect();
    // The best next step of a lane: how many events more a row lets be seen, and to how many rows.
    let step = |lane: &Lane, rows: usize, left: f64| {
        let beyond = &lane.crowds[bin];
        let gain = |to: usize| f64::from(beyond[rows - 1] - beyond[to - 1]) / (to - rows) as f64;
        let fits = |to: &usize| (to - rows) as f64 * m.row <= left;
        (rows + 1..=most).filter(fits).map(|to| (gain(to), to)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
    };
    let open = |lane: &Lane| !lane.is_open_head();
    // Columns tell no more in more rows.
    let gains: Vec<bool> = lanes.iter().map(|l| open(l) && !strip::is_dense_throughout(l, px_per_day)).collect();
    loop {
        let steps = lanes.iter().enumerate().filter(|(n, _)| gains[*n]).filter_map(|(n, lane)| {
            let (gain, to) = step(lane, rows[n], left).filter(|(gain, _)| *gain > 0.0)?;
            Some((gain, n, to))
        });
        let Some((_, n, to)) = steps.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) else { break };
        let grown = (4.0 * m.unit + m.row * to as f64 + style.head(n)).max(heights[n]);
        left -= grown - heights[n];
        (heights[n], rows[n]) = (grown, to);
    }
    let sum: f64 = heights.iter().sum();
    if sum < room {
        let factor = room / sum.max(1.0);
        // A page has nothing to scroll to: its lanes share all of it.
        let most = if style.chrome { style.most } else { f64::INFINITY };
        for (height, _) in heights.iter_mut().zip(lanes).filter(|(_, lane)| open(lane)) {
            *height = (*height * factor).min(most);
        }
    }
    heights
}

/// The heights where few events are in view: lanes with some of them have room for cards, the others, of which each run
/// shares one line, only for their names.
pub(super) fn focus(lanes: &[Arc<Lane>], pinned: usize, view: &View, room: f64, style: &Style) -> Vec<f64> {
    let quiet = quiet(lanes, pinned, view);
    let events = |lane: &Lane| lane.count_in(view.from, view.to).max(1) as f64;
    let bounds: Vec<(f64, f64)> = lanes
        .iter()
        .enumerate()
        .map(|(n, lane)| match (quiet[n], n > 0 && quiet[n - 1]) {
            (true, true) => (0.0, 0.0),
            (true, false) => (COLLAPSED, COLLAPSED),
            _ if lane.is_open_head() => (COLLAPSED, COLLAPSED),
            _ => (style.least, (10.0 + CARD * events(lane)).clamp(style.least, style.most)),
        })
        .collect();
    let (least, most): (f64, f64) = bounds.iter().fold((0.0, 0.0), |(a, b), (l, m)| (a + l, b + m));
    if most > room {
        // As in the overview: where one has to scroll anyway, the busiest lanes have some room.
        let extra = if style.chrome { (room - least).max(room * SCROLLED) } else { room - least };
        let share = (extra / (most - least).max(1.0)).clamp(0.0, 1.0);
        return bounds.iter().map(|(l, m)| l + (m - l) * share).collect();
    }
    let open: f64 = bounds.iter().map(|b| b.1).filter(|h| *h > COLLAPSED).sum();
    let factor = (room - (most - open)) / open.max(1.0);
    bounds.iter().map(|(_, h)| if *h > COLLAPSED { (h * factor).min(style.most * 1.4) } else { *h }).collect()
}

/// The lanes without an event in a view or close to it.
pub(super) fn quiet(lanes: &[Arc<Lane>], pinned: usize, view: &View) -> Vec<bool> {
    let margin = view.days() * 0.04;
    let quiet = |(n, lane): (usize, &Arc<Lane>)| {
        n >= pinned && lane.head.is_none() && lane.count_in(view.from - margin, view.to + margin) == 0
    };
    lanes.iter().enumerate().map(quiet).collect()
}

/// Where the lanes are scrolled to, so that the one at the anchor stays there while heights change.
pub(super) fn scroll(memory: &Memory, heights: &[f64], scroll: f64, plot: &Rect) -> f64 {
    let most = (heights.iter().sum::<f64>() - plot.height).max(0.0);
    if memory.heights.len() != heights.len() || memory.heights == heights {
        return scroll.clamp(0.0, most);
    }
    // Without a pointer there, the uppermost lane stays in place.
    let anchor = memory.anchor.filter(|y| *y >= plot.y && *y < plot.bottom()).unwrap_or(plot.y) - plot.y + scroll;
    let (mut above, mut above_now) = (0.0, 0.0);
    for (was, now) in memory.heights.iter().zip(heights) {
        if above + was > anchor {
            let share = (anchor - above) / was.max(1.0);
            // Whoever has not scrolled keeps the first lane, while the one at the anchor stays in sight.
            if scroll <= 0.0 && above_now + now <= plot.height {
                return 0.0;
            }
            return (scroll + above_now + now * share - anchor).clamp(0.0, most);
        }
        above += was;
        above_now += now;
    }
    scroll.clamp(0.0, most)
}

/// How many sub-rows a lane has, and their height: on screen they move a little closer where that spares a pill.
pub(super) fn sub_rows(crowd: usize, height: f64, style: &Style) -> (usize, f64) {
    let room = height - 4.0 * style.measures.unit;
    let rows = ((room / style.measures.row).floor() as usize).max(1);
    let closer = room / crowd.max(1) as f64;
    if style.chrome && crowd > rows && closer >= 12.4 {
        return (crowd, closer);
    }
    // On a page marks of a high lane stay together, below their numbers.
    let rows = if style.chrome { rows } else { rows.min(crowd.max(3)) };
    (rows, style.measures.row)
}

/// The same where events have cards: as many rows as cards would overlap; `None` where even one has no room.
pub(super) fn card_rows(lane: &Lane, view: &View, plot: &Rect, height: f64) -> Option<(usize, f64)> {
    let room = height - 6.0;
    let most = (room / CARD).floor() as usize;
    if most == 0 {
        return None;
    }
    let mut days: Vec<f64> = lane.touching(view.from, view.to).map(super::super::lanes::Item::at).collect();
    days.sort_unstable_by(f64::total_cmp);
    let reach = CARD_REACH / view.px_per_day(plot);
    let together = |from: usize| days[from..].iter().take_while(|d| **d < days[from] + reach).count();
    let crowd = (0..days.len()).map(together).max().unwrap_or(1);
    let rows = crowd.clamp(1, most);
    Some((rows, (room / rows as f64).min(CARD_MOST)))
}
