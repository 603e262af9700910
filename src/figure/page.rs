//! The page around a timeline: the finding as title, numbered events, a legend of what occurs, and the notes with passage
//! and source. Laid out for paper or a slide, not a photograph of the window.

use super::callouts::{self, Callout};
use super::notes::{CALLOUTS, Notes};
use super::options::FigureOptions;
use crate::model::{ArticleId, Certainty, Corpus, Kind, Lang, Party};
use crate::scene::{Align, Color, Face, Node, Point, Rect, Scene, Shape, Stroke};
use crate::theme::{self, Palette};
use crate::timeline::arrange::Measures;
use crate::timeline::layout::{Framed, Style, frame};
use crate::timeline::marks::{Pen, at};
use crate::timeline::{Look, Timeline, View, words};
use crate::typeset;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// The most lanes …
const LANES: usize = 12;
/// So often others have their turn where an event's number found no place.
const ROUNDS: usize = 4;

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
    Page { logo, ..prepared(corpus, names, options) }.compose()
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
    (page.compose(), view)
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
    let view = period(&timeline, options);
    let mut other_lanes = 0;
    if options.lanes.is_empty() {
        timeline = timeline.active_in(&view).limited(LANES, others());
    } else {
        let with_events = timeline.clone().active_in(&view).lanes;
        let left = |lane: &&Option<Party>| lane.is_none_or(|party| !options.lanes.contains(&party));
        other_lanes = with_events.iter().filter(left).count();
        timeline = timeline.only(&options.lanes);
    }
    let u = unit(size.width, size.height);
    let events = timeline.events_in(&view);
    Page {
        corpus,
        options,
        view,
        occurring: Occurring::of(&events, &timeline),
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

fn period(timeline: &Timeline, options: &FigureOptions) -> View {
    let decade = View::default_decade();
    let own = timeline.fit().map_or(decade, |fit| {
        let (first, last) = (fit.from, fit.to);
        if first < decade.to && decade.from < last { decade } else { fit }
    });
    let (from, to) = options.period.map_or((None, None), |p| (p.earliest, p.latest));
    View::of_dates(from.unwrap_or(own.first_date()), to.unwrap_or(own.last_date()))
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
    /// Countries that the options leave out.
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

/// What a legend has to explain, of a page's events.
#[derive(Default)]
pub(super) struct Occurring {
    pub kinds: BTreeSet<Kind>,
    pub certainties: BTreeSet<Certainty>,
    /// The most independent sources of one event.
    pub sources: u8,
    /// Sources of one event exclude the days that others say.
    pub disputed: bool,
}

impl Occurring {
    fn of(events: &[usize], timeline: &Timeline) -> Self {
        let mut out = Self::default();
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
    fn compose(mut self) -> Figure {
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
        let footer = size.height - (margin * 0.6).max(banner + 4.0 * u);
        let footer_top = footer - 30.0 * u;
        let legend = self.legend_height();
        let room = footer_top - y - legend - 14.0 * u;
        let style = style(u);
        let described = self.described();
        let mut pool = self.choose();
        // Notes take what the lanes do not ask for, and more than a third where there is something to say.
        let wanted = (self.timeline.wanted_height(&style) + 2.0 * style.axis_row).min(room);
        let notes_room = (room - wanted - 14.0 * u).max(room * 0.44);
        let mut next = pool.split_off(pool.len().min(CALLOUTS)).into_iter();
        let mut chosen = pool;
        let mut rounds = 0;
        let (framed, placed, notes, plot_height) = loop {
            let (numbered, notes) = if self.numbers.is_some() {
                (self.in_time(&chosen), Notes::default())
            } else {
                self.fit_notes(&chosen, notes_room)
            };
            let notes_height =
                if numbered.is_empty() || self.numbers.is_some() { 0.0 } else { notes.height + 16.0 * u };
            let plot_height = (room - notes_height).max(60.0 * u).min((wanted * 1.35).max(120.0 * u));
            // Lanes are never cut: where there is no room for all, the last one holds several.
            let most = self.timeline.lanes_fitting(&style, plot_height - 2.0 * style.axis_row);
            let timeline = self.timeline.clone().limited(most, others());
            let framed = self.lanes(&timeline, plot_height, &style);
            let mut placed = callouts::place(&framed, &numbered, &timeline, self.corpus, self.lang, &style);
            if let Some(number) = self.numbers {
                for callout in &mut placed {
                    callout.number = number(callout.event);
                }
                break (framed, placed, notes, plot_height);
            }
            if placed.len() == numbered.len() {
                break (framed, placed, notes, plot_height);
            }
            // A note whose number found no place on the picture is left out; the next event in rank has its turn.
            let found = |e: &usize| placed.iter().any(|c| c.event == *e);
            chosen.retain(|e| found(e) || !numbered.contains(e));
            rounds += 1;
            if rounds <= ROUNDS {
                chosen.extend(next.by_ref().take(CALLOUTS - chosen.len().min(CALLOUTS)));
            }
        };
        let (clustered, numbered) = (framed.layout.counts.clustered, placed.len());
        self.bookmarks.push((self.lang.pick("Frise", "Timeline").to_owned(), y));
        self.timeline_nodes(framed, &placed, y, &style);
        if self.events.is_empty() {
            let (x, size, p) = (self.options.size.width / 2.0, 15.0 * u, self.p);
            let text = self.lang.pick("Aucun événement daté dans cette période.", "No dated event in this period.");
            self.pen().text(at(x, y + plot_height * 0.68), Align::Middle, Face::Sans, size, p.muted, text);
        }
        y += plot_height + 8.0 * u;
        self.bookmarks.push((self.lang.pick("Légende", "Legend").to_owned(), y));
        y = self.legend(y, clustered > 0);
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
        let colophon = self.footer(footer_top + 12.0 * u, clustered, numbered + listed);
        let scene = Scene { width: size.width, height, nodes: self.nodes, clips: self.clips };
        Figure { scene, title, description: described, bookmarks: self.bookmarks, logo, colophon, unlisted }
    }

    /// The events of the page but these, in time.
    fn without(&self, told: &[usize]) -> Vec<usize> {
        let mut rest: Vec<usize> = self.events.iter().copied().filter(|e| !told.contains(e)).collect();
        if rest.len() <= super::annex::MOST {
            rest = self.in_time(&rest);
        }
        rest
    }

    /// The words on how the figure may be spread, at the head and the foot; returns how high each of the two is.
    fn banner(&mut self) -> f64 {
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
        let span = words::span(&self.view, self.lang);
        let span = span.rsplit_once(", ").map_or(span.as_str(), |(days, _)| days);
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
    Measures { glyph: 9.5 * u, row: 16.0 * u, count: 10.5 * u, unit: u }
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
