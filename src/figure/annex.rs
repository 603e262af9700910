//! The pages behind a figure's own that list the events for whose names it has no room: a PDF has them.

use super::notes::Notes;
use super::options::FigureOptions;
use super::page::{Page, moved, prepared};
use super::rich::paragraph;
use crate::model::{Corpus, Lang, Party};
use crate::scene::{Align, Face, Rect, Scene};
use crate::timeline::marks::at;
use crate::timeline::words;

/// The most events that are listed; how many are beyond is said.
pub(super) const MOST: usize = 2_000;

/// The pages that list `events` (indices into the corpus) under the title of their figure, as large as the figure.
pub fn annex(
    corpus: &Corpus,
    names: &dyn Fn(Party, Lang) -> String,
    options: &FigureOptions,
    title: &str,
    events: &[usize],
) -> Vec<Scene> {
    if events.is_empty() {
        return Vec::new();
    }
    let mut page = prepared(corpus, names, options);
    let (u, size, margin) = (page.u, options.size, page.margin);
    let banner = page.banner();
    page.nodes.clear();
    let bottom = size.height - page.foot_margin(banner) - 22.0 * u;
    let top = (margin * 0.8).max(banner + 10.0 * u) + 44.0 * u;
    let mut pages = Vec::new();
    let (mut listed, most) = (0, events.len().min(MOST));
    while listed < most {
        let (notes, n) = page.listed(&events[listed..most], bottom - top);
        listed += n.max(1);
        let beyond = if listed >= most { events.len() - most } else { 0 };
        pages.push((notes, beyond));
    }
    let count = pages.len();
    let scene = |(n, (notes, beyond)): (usize, (Notes, usize))| {
        page.sheet((n + 2, count + 1), title, beyond);
        page.nodes.extend(moved(notes.nodes, margin, top));
        let nodes = std::mem::take(&mut page.nodes);
        Scene { width: size.width, height: size.height, nodes, clips: Vec::new() }
    };
    pages.into_iter().enumerate().map(scene).collect()
}

impl Page<'_> {
    /// As many of the events as a page has room for, in columns; and how many these are.
    fn listed(&self, events: &[usize], room: f64) -> (Notes, usize) {
        let (u, size) = (self.u, 10.0 * self.u);
        let columns = self.columns(events.len());
        let width = self.column_width(columns);
        let step = width + super::notes::GAP * u;
        let (mut nodes, mut column, mut y, mut n) = (Vec::new(), 0, 0.0, 0);
        for event in events {
            let set = paragraph(&self.line(&self.corpus.events[*event], true), size, width, size * 1.28, 3);
            if y + set.height > room && y > 0.0 {
                (column, y) = (column + 1, 0.0);
            }
            if column == columns {
                break;
            }
            nodes.extend(moved(set.nodes, column as f64 * step, y));
            y += set.height + 4.0 * u;
            n += 1;
        }
        (Notes { nodes, height: room }, n)
    }

    /// Ground, heading and foot of a page of the list.
    fn sheet(&mut self, (number, of): (usize, usize), title: &str, beyond: usize) {
        let (u, p, lang, margin, size) = (self.u, self.p, self.lang, self.margin, self.options.size);
        self.pen().fill(Rect::new(0.0, 0.0, size.width, size.height), p.background);
        let banner = self.banner();
        let heading = lang.pick("Événements montrés sans numéro", "Events shown without a number");
        let y = (margin * 0.8).max(banner + 10.0 * u) + 16.0 * u;
        self.pen().text(at(margin, y), Align::Start, Face::SansBold, 17.0 * u, p.text, heading);
        let foot = size.height - self.foot_margin(banner);
        let mut said = title.to_owned();
        if beyond > 0 {
            let more = words::thousands(beyond, lang);
            said = match lang {
                Lang::Fr => format!("{said}  ·  {more} autres ne sont pas énumérés"),
                Lang::En => format!("{said}  ·  {more} more are not listed"),
            };
        }
        let width = self.inner_width() - 60.0 * u;
        if let Some(said) = crate::typeset::shorten(&said, Face::Sans, 10.0 * u, width) {
            self.pen().text(at(margin, foot), Align::Start, Face::Sans, 10.0 * u, p.muted, said.into_owned());
        }
        let place = at(size.width - margin, foot);
        self.pen().text(place, Align::End, Face::Sans, 10.0 * u, p.muted, format!("{number} / {of}"));
    }
}
