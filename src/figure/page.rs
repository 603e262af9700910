//! The page around a timeline: the finding as title, numbered events, a legend of what occurs, and the notes with passage
//! and source. Laid out for paper or a slide, not a photograph of the window.

mod empty;
mod lay_out;
mod period;

use super::callouts::{self, Callout};
use super::options::FigureOptions;
use crate::model::{ArticleId, Certainty, Corpus, Dates, Kind, Lang, Party};
use crate::scene::{Align, Color, Face, Node, Point, Rect, Scene, Shape, Stroke};
use crate::theme::{self, Palette};
use crate::timeline::arrange::Measures;
use crate::timeline::lanes::Reach;
use crate::timeline::layout::{Framed, Level, Style, frame};
use crate::timeline::marks::{Pen, at};
use crate::timeline::{Look, Timeline, View, words};
use crate::typeset;
use lay_out::Laid;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// The most lanes …
const LANES: usize = 12;
/// So few events may be told in larger type.
const FEW: usize = 14;

/// A page, and what goes with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// What is drawn.
    pub scene: Scene,
    /// The title in one line.
    pub title: String,
    /// What it shows, in words: for who cannot see it.
    pub description: String,
    /// Places of the page worth a bookmark, with their distance from its top, in px.
    pub bookmarks: Vec<(String, f64)>,
    /// Where the logo goes.
    pub logo: Option<Rect>,
    /// From what it was made: corpus, days, version, hash.
    pub colophon: String,
    /// The events shown that have no number and no line in the notes, in time: [`annex`](super::annex) lists them.
    pub unlisted: Vec<usize>,
    /// Why no event stands on it.
    pub empty: Option<String>,
}

/// The page of a corpus. `names` gives the name of a party in a language. `logo` is width by height of the logo, where there
/// is one.
pub fn figure(corpus: &Corpus, names: &dyn Fn(Party, Lang) -> String, options: &FigureOptions) -> Figure {
    figure_with_logo(corpus, names, options, None)
}

/// The same with room for a logo, whose width by its height is `logo`.
pub fn figure_with_logo(
    corpus: &Corpus,
    names: &dyn Fn(Party, Lang) -> String,
    options: &FigureOptions,
    logo: Option<f64>,
) -> Figure {
    let page = Page { logo, ..prepared(corpus, names, options) };
    // What is little is told in larger type, as long as all of it is told.
    if page.events.len() <= FEW {
        for larger in [1.45, 1.2] {
            let larger = Page { u: page.u * larger, logo, ..prepared(corpus, names, options) };
            let events = larger.events.len();
            let (figure, numbered) = larger.compose();
            if numbered == events && events > 0 {
                return figure;
            }
        }
    }
    page.compose().0
}

/// The timeline alone, as a document that tells the events itself shows it: without title and notes, each event under the
/// number that it has there. Gives also the days shown.
pub fn figure_numbered(
    corpus: &Corpus,
    names: &dyn Fn(Party, Lang) -> String,
    options: &FigureOptions,
    numbers: &dyn Fn(usize) -> usize,
) -> (Figure, View) {
    let page = Page { numbers: Some(numbers), margin: 2.0, ..prepared(corpus, names, options) };
    let view = page.view;
    (page.compose().0, view)
}

/// The page before anything is drawn on it.
pub(super) fn prepared<'a>(
    corpus: &'a Corpus,
    names: &dyn Fn(Party, Lang) -> String,
    options: &'a FigureOptions,
) -> Page<'a> {
    let (size, lang) = (options.size, options.lang);
    let passing = (!options.filter.is_empty()).then(|| {
        let worded = options.filter.worded(corpus, &mut None);
        let mut kept = vec![false; corpus.events.len()];
        for event in options.filter.pass(corpus, worded.as_deref()) {
            kept[event as usize] = true;
        }
        kept
    });
    let shown = |event: usize| passing.as_ref().is_none_or(|kept| kept[event]);
    let filtered = passing.as_ref().map_or(0, |kept| kept.iter().filter(|k| !**k).count());
    let mut timeline = Timeline::with_names(corpus, &shown, names);
    let view = period::period(&timeline, options);
    let in_view = timeline.whole_in(&view);
    if options.lanes.is_empty() {
        let most = if size.is_large_sheet() { LANES + LANES / 2 } else { LANES };
        timeline = timeline.active_in(&view).limited(most, others());
    } else {
        timeline = timeline.only(&options.lanes);
    }
    let u = if size.is_large_sheet() { 1.0 } else { unit(size.width, size.height) };
    let events = timeline.events_in(&view);
    let other_lanes = in_view.saturating_sub(events.len());
    Page {
        corpus,
        options,
        view,
        occurring: Occurring::of(&events, &timeline, &view),
        articles: articles_of(&events, corpus),
        events,
        timeline,
        p: theme::palette(options.theme),
        u,
        margin: (42.0 * u).min(size.width * 0.06),
        other_lanes,
        filtered,
        logo: None,
        numbers: None,
        nodes: Vec::new(),
        clips: Vec::new(),
        bookmarks: Vec::new(),
        lang,
    }
}

/// Size of a px of an A4 page: type grows with the page, and is smaller only on pages that are hardly one.
fn unit(width: f64, height: f64) -> f64 {
    let by_area = (width * height).sqrt() / (1123.0f64 * 794.0).sqrt();
    let least = (width / 640.0).min(height / 480.0).min(1.0);
    by_area.clamp(least.max(0.5), 4.0)
}

/// The name of the lane that holds the rest.
fn others() -> [String; 2] {
    ["Autres".to_owned(), "Others".to_owned()]
}

pub(super) struct Page<'a> {
    pub corpus: &'a Corpus,
    pub options: &'a FigureOptions,
    pub timeline: Timeline,
    /// Those of the lanes and the period.
    pub events: Vec<usize>,
    /// What occurs among them.
    pub occurring: Occurring,
    /// How many articles tell them.
    articles: usize,
    pub view: View,
    pub p: &'static Palette,
    /// Size of a px of an A4 page.
    pub u: f64,
    pub margin: f64,
    /// Events of the period in none of the lanes shown.
    pub other_lanes: usize,
    /// Events that the filter leaves out.
    pub filtered: usize,
    /// Width by height of the logo.
    logo: Option<f64>,
    /// The numbers that events have elsewhere, where they are told there.
    pub numbers: Option<&'a dyn Fn(usize) -> usize>,
    pub nodes: Vec<Node>,
    clips: Vec<Rect>,
    pub bookmarks: Vec<(String, f64)>,
    pub lang: Lang,
}

/// What a legend has to explain.
#[derive(Default)]
pub(super) struct Occurring {
    pub kinds: BTreeSet<Kind>,
    pub certainties: BTreeSet<Certainty>,
    /// The sorts of dates, each once.
    pub reaches: Vec<Reach>,
    /// The most independent sources of one event.
    pub sources: u8,
    /// Sources of one event exclude the days that others say.
    pub disputed: bool,
    /// Some events are drawn as one.
    pub pills: bool,
    /// Days go on beyond the page.
    pub beyond: bool,
}

impl Occurring {
    /// What may be drawn of the events.
    fn of(events: &[usize], timeline: &Timeline, view: &View) -> Self {
        let reaches = timeline.reaches_in(view);
        let mut out = Self { reaches, pills: events.len() > 1, beyond: true, ..Self::default() };
        let mut last = None;
        for event in events {
            let sort = timeline.sort_of(*event);
            if sort != last {
                last = sort;
                out.kinds.extend(sort.map(|(kind, _)| kind));
                out.certainties.extend(sort.map(|(_, certainty)| certainty));
            }
            let (sources, disputed) = timeline.sources_of(*event);
            (out.sources, out.disputed) = (out.sources.max(sources), out.disputed || disputed);
        }
        out
    }
}

/// How many articles tell the events, which are in the corpus' order.
fn articles_of(events: &[usize], corpus: &Corpus) -> usize {
    let mut articles: FxHashSet<&ArticleId> = FxHashSet::default();
    let mut wanted = events.iter().copied().peekable();
    for (index, event) in corpus.events.iter().enumerate() {
        if wanted.next_if_eq(&index).is_some() {
            articles.extend(event.passages.iter().map(|p| &p.article));
        }
    }
    articles.len()
}

impl Page<'_> {
    /// The page, and how many events have a number or a line on it.
    fn compose(mut self) -> (Figure, usize) {
        let (u, size, margin) = (self.u, self.options.size, self.margin);
        self.fill(Rect::new(0.0, 0.0, size.width, size.height));
        let banner = self.banner();
        let logo = self.logo_place(banner);
        let title = self.title_text();
        let mut y = (margin * 0.8).max(banner + 10.0 * u);
        if self.numbers.is_some() {
            y = 4.0 * u;
        } else {
            y = self.title(&title, y, logo);
        }
        let footer = size.height - self.foot_margin(banner);
        let footer_top = footer - 30.0 * u;
        let described = self.described();
        let pool = self.choose();
        let rest = footer_top - y - 14.0 * u;
        // What a legend has to explain is known only once the lanes are laid out.
        let mut legend = self.legend_height(&self.occurring);
        let mut laid = self.lay_out(pool.clone(), rest - legend);
        let mut drawn = self.drawn(&laid.framed);
        let needed = self.legend_height(&drawn);
        if needed < legend && self.numbers.is_none() {
            legend = needed;
            let again = self.lay_out(pool, rest - legend);
            let occurring = self.drawn(&again.framed);
            if self.legend_height(&occurring) <= needed {
                (laid, drawn) = (again, occurring);
            }
        }
        let Laid { framed, placed, notes, plot_height, style } = laid;
        let numbered = placed.len();
        self.bookmarks.push((self.lang.pick("Frise", "Timeline").to_owned(), y));
        self.timeline_nodes(framed, &placed, y, &style);
        let empty = self.events.is_empty().then(|| self.why_empty());
        if let Some(why) = &empty {
            let (x, size, p) = (self.options.size.width / 2.0, 15.0 * u, self.p);
            let lines = typeset::wrap(why, Face::Sans, size, self.inner_width() * 0.8, 3);
            for (n, line) in lines.into_iter().enumerate() {
                let place = at(x, y + plot_height * 0.6 + size * 1.3 * n as f64);
                self.pen().text(place, Align::Middle, Face::Sans, size, p.muted, line);
            }
        }
        y += plot_height + 8.0 * u;
        self.bookmarks.push((self.lang.pick("Légende", "Legend").to_owned(), y));
        y = self.legend(y, &drawn);
        let mut unlisted = Vec::new();
        let mut listed = 0;
        if self.numbers.is_none() {
            let place = y + 6.0 * u;
            if numbered > 0 {
                self.bookmarks.push((self.lang.pick("Notes", "Notes").to_owned(), y));
                self.nodes.extend(moved(notes.nodes, self.margin, place));
            }
            unlisted = self.without(&placed.iter().map(|c| c.event).collect::<Vec<_>>());
            let place = place + notes.height + 6.0 * u;
            if let Some(rest) = self.rest(&unlisted, footer_top - 10.0 * u - place) {
                self.nodes.extend(moved(rest.nodes, self.margin, place));
                listed = std::mem::take(&mut unlisted).len();
            }
        }
        // In a document the page ends where the timeline does.
        let (footer_top, height) =
            if self.numbers.is_some() { (y + 12.0 * u, y + 30.0 * u) } else { (footer_top, size.height) };
        let told = numbered + listed;
        let colophon = self.footer(footer_top + 12.0 * u, told);
        let scene = Scene { width: size.width, height, nodes: self.nodes, clips: self.clips };
        let bookmarks = self.bookmarks;
        (Figure { scene, title, description: described, bookmarks, logo, colophon, unlisted, empty }, told)
    }

    /// The events of the page but these, in time.
    fn without(&self, told: &[usize]) -> Vec<usize> {
        let mut rest: Vec<usize> = self.events.iter().copied().filter(|e| !told.contains(e)).collect();
        if rest.len() <= super::annex::MOST {
            rest = self.in_time(&rest);
        }
        rest
    }

    fn is_starred(&self, event: usize) -> bool {
        self.corpus.events.get(event).is_some_and(|e| self.corpus.starred.contains(&e.id))
    }

    /// The words on how the figure may be spread, at the head and the foot; returns how high each of the two is.
    pub(super) fn banner(&mut self) -> f64 {
        let Some(words) = self.options.banner.as_deref().map(str::trim).filter(|b| !b.is_empty()) else { return 0.0 };
        let (u, size, p) = (self.u, self.options.size, self.p);
        let (height, type_size) = (22.0 * u, 13.0 * u);
        let words = words.to_uppercase();
        let Some(line) = typeset::shorten(&words, Face::SansBold, type_size, self.inner_width()) else { return 0.0 };
        let line = line.into_owned();
        let ground = self.accent();
        let ink = theme::readable_on(ground, p);
        for top in [0.0, size.height - height] {
            self.pen().fill(Rect::new(0.0, top, size.width, height), ground);
            let place = at(size.width / 2.0, top + height / 2.0 + type_size * 0.35);
            self.pen().text(place, Align::Middle, Face::SansBold, type_size, ink, line.clone());
        }
        height
    }

    /// Between the last line and the edge of the page.
    pub(super) fn foot_margin(&self, banner: f64) -> f64 {
        (self.margin * 0.6).max(banner + 4.0 * self.u)
    }

    /// The upper right corner, as high as a title and at most a fifth of the width.
    fn logo_place(&self, banner: f64) -> Option<Rect> {
        let by_height = self.logo.filter(|r| r.is_finite() && *r > 0.0)?;
        let (u, margin) = (self.u, self.margin);
        let most = self.options.size.width * 0.2;
        let height = (52.0 * u).min(most / by_height);
        let width = height * by_height;
        let top = (margin * 0.7).max(banner + 8.0 * u);
        Some(Rect::new(self.options.size.width - margin - width, top, width, height))
    }

    /// What numbers and banners are drawn in: the accent asked for, else the colour of text.
    pub fn accent(&self) -> Color {
        self.options.accent.map_or(self.p.text, |accent| accent.0)
    }

    pub fn pen(&mut self) -> Pen<'_> {
        Pen { nodes: &mut self.nodes, clip: None, event: None, dim: 1.0 }
    }

    fn fill(&mut self, rect: Rect) {
        let color = self.p.background;
        self.pen().fill(rect, color);
    }

    pub fn inner_width(&self) -> f64 {
        self.options.size.width - 2.0 * self.margin
    }

    fn title_text(&self) -> String {
        let title = match &self.options.title {
            Some(title) if !title.trim().is_empty() => title.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => self.plain_title(),
        };
        if self.lang == Lang::Fr { typeset::french(&title) } else { title }
    }

    /// Title and subtitle; returns where they end.
    fn title(&mut self, title: &str, top: f64, logo: Option<Rect>) -> f64 {
        let (u, p, margin) = (self.u, self.p, self.margin);
        let width = self.inner_width() - logo.map_or(0.0, |l| l.width + 20.0 * u);
        let size = 26.7 * u;
        let mut y = top + size * 0.8;
        self.bookmarks.push((title.to_owned(), 0.0));
        for line in balanced(title, size, width) {
            self.pen().text(at(margin, y), Align::Start, Face::SansBold, size, p.text, line);
            y += size * 1.18;
        }
        y -= size * 1.18 - 22.0 * u;
        let size = 16.0 * u;
        let subtitle = match &self.options.subtitle {
            Some(own) if self.lang == Lang::Fr => typeset::french(own.trim()),
            Some(own) => own.trim().to_owned(),
            None => self.subtitle(),
        };
        for line in typeset::wrap(&subtitle, Face::Sans, size, width, 2) {
            self.pen().text(at(margin, y), Align::Start, Face::Sans, size, p.muted, line);
            y += size * 1.25;
        }
        y
    }

    /// The figure in words.
    fn described(&self) -> String {
        let lanes: Vec<&str> = self.timeline.lane_names(self.lang);
        let countries = lanes.join(", ");
        let subtitle = self.subtitle();
        match self.lang {
            Lang::Fr => format!("Frise chronologique. {subtitle}. Une ligne par pays\u{A0}: {countries}."),
            Lang::En => format!("Timeline. {subtitle}. One lane a country: {countries}."),
        }
    }

    fn plain_title(&self) -> String {
        let title = self.lang.pick(
            "Cyberattaques d’États\u{A0}: ce que la presse rapporte",
            "State cyber attacks: what the press reports",
        );
        title.to_owned()
    }

    fn subtitle(&self) -> String {
        let (events, articles) = (self.events.len(), self.articles);
        let lanes = self.lang.pick("par pays à l’origine de l’acte", "by acting country");
        let (first, last) = (self.view.first_date(), self.view.last_date());
        let days = Dates { earliest: Some(first), latest: Some(last), approximate: false };
        let span = words::dates(&days, self.lang);
        let count = match self.lang {
            Lang::Fr => {
                let s = if articles > 1 { "s" } else { "" };
                format!("{} de {} article{s}", words::events(events, self.lang), words::thousands(articles, self.lang))
            }
            Lang::En => {
                let s = if articles == 1 { "" } else { "s" };
                format!(
                    "{} from {} article{s}",
                    words::events(events, self.lang),
                    words::thousands(articles, self.lang)
                )
            }
        };
        let mut first = span.chars();
        let capital: String = first.next().into_iter().flat_map(char::to_uppercase).chain(first).collect();
        format!("{capital}  ·  {count}  ·  {lanes}")
    }

    fn lanes(&self, timeline: &Timeline, height: f64, style: &Style) -> Framed {
        let look =
            Look { theme: self.options.theme, lang: self.lang, size: (self.inner_width(), height), ..Look::default() };
        frame(timeline, self.corpus, self.view, &look, style)
    }

    /// What is drawn of it: of an event in a pill or in columns only the colour of its family is seen, which is then explained
    /// by its kinds.
    fn drawn(&self, framed: &Framed) -> Occurring {
        let mut out = Occurring::default();
        let mut families = BTreeSet::new();
        for single in framed.shown.iter().flat_map(|s| &s.arranged.singles) {
            let event = single.item.event as usize;
            let Some((kind, certainty)) = self.timeline.sort_of(event) else { continue };
            let (sources, disputed) = self.timeline.sources_of(event);
            out.kinds.insert(kind);
            families.insert(kind.family());
            out.certainties.insert(certainty);
            if !out.reaches.contains(&single.item.reach) {
                out.reaches.push(single.item.reach);
            }
            (out.sources, out.disputed) = (out.sources.max(sources), out.disputed || disputed);
            out.beyond |= single.item.lo() < self.view.from || single.item.hi() > self.view.to;
        }
        out.pills = framed.shown.iter().any(|s| !s.arranged.pills.is_empty());
        let in_bulk = out.pills || framed.shown.iter().any(|s| s.level == Level::Strip);
        if in_bulk {
            let unseen = self.occurring.kinds.iter().filter(|kind| !families.contains(&kind.family()));
            out.kinds.extend(unseen);
        }
        out
    }

    pub(super) fn party_name(&self, party: Party) -> String {
        self.timeline.name_of(party, self.lang).map_or_else(|| party.to_string(), str::to_owned)
    }

    /// The lanes with their numbers, moved to their place.
    fn timeline_nodes(&mut self, framed: Framed, placed: &[Callout], top: f64, style: &Style) {
        let (margin, p, accent) = (self.margin, self.p, self.accent());
        let mut nodes: Vec<Node> = framed.layout.scene.nodes;
        callouts::draw(&mut nodes, placed, p, accent, style);
        self.nodes.extend(moved(nodes, margin, top));
        let clip = |r: &Rect| Rect { x: r.x + margin, y: r.y + top, ..*r };
        self.clips = framed.layout.scene.clips.iter().map(clip).collect();
    }
}

/// A title in one line, or in two of about the same width.
fn balanced(title: &str, size: f64, width: f64) -> Vec<String> {
    let lines = |width: f64| typeset::wrap(title, Face::SansBold, size, width, 2);
    let mut best = lines(width);
    if best.len() < 2 || best.iter().any(|l| l.ends_with('…')) {
        return best;
    }
    let mut narrower = width;
    while narrower > width * 0.5 {
        narrower -= width * 0.02;
        let tried = lines(narrower);
        if tried.iter().any(|l| l.ends_with('…')) {
            break;
        }
        best = tried;
    }
    best
}
pub(super) fn measures(u: f64) -> Measures {
    Measures { glyph: 9.5 * u, row: 16.0 * u, count: 10.5 * u, unit: u, still: true }
}

fn style(u: f64) -> Style {
    Style {
        measures: measures(u),
        column: 128.0 * u,
        gutter: 4.0 * u,
        axis_row: 17.0 * u,
        axis: 12.0 * u,
        label: 12.0 * u,
        name: 12.5 * u,
        least: 24.0 * u,
        most: 170.0 * u,
        small: 22.0 * u,
        chrome: false,
        labels: false,
        heads: Vec::new(),
    }
}

pub(super) fn moved(nodes: Vec<Node>, dx: f64, dy: f64) -> Vec<Node> {
    let p = |p: Point| Point { x: p.x + dx, y: p.y + dy };
    let r = |r: Rect| Rect { x: r.x + dx, y: r.y + dy, ..r };
    nodes
        .into_iter()
        .map(|node| {
            let shape = match node.shape {
                Shape::Rect { rect, radius, fill, stroke } => Shape::Rect { rect: r(rect), radius, fill, stroke },
                Shape::Fade { rect, left, right } => Shape::Fade { rect: r(rect), left, right },
                Shape::Columns { columns } => {
                    Shape::Columns { columns: columns.into_iter().map(|(rect, color)| (r(rect), color)).collect() }
                }
                Shape::Circle { center, radius, fill, stroke } => {
                    Shape::Circle { center: p(center), radius, fill, stroke }
                }
                Shape::Polygon { points, fill, stroke } => {
                    Shape::Polygon { points: points.into_iter().map(p).collect(), fill, stroke }
                }
                Shape::Line { points, stroke } => {
                    Shape::Line { points: points.into_iter().map(p).collect(), stroke: Stroke { ..stroke } }
                }
                Shape::Curve { points, stroke } => Shape::Curve { points: points.map(p), stroke },
                Shape::Text { at, align, face, size, color, text } => {
                    Shape::Text { at: p(at), align, face, size, color, text }
                }
            };
            Node { shape, ..node }
        })
        .collect()
}

#[cfg(test)]
mod tests;
