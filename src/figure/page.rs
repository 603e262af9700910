//! The page around a timeline: the finding as title, numbered events, a legend of what occurs, and the notes with passage
//! and source. Laid out for paper or a slide, not a photograph of the window.

use super::callouts::{self, Callout};
use super::rich::{Run, Set, paragraph};
use crate::model::{Certainty, Corpus, Event, Kind, Lang, Party};
use crate::scene::{Align, Face, Node, Point, Rect, Scene, Shape, Stroke};
use crate::theme::{self, Palette};
use crate::timeline::arrange::{Measures, Pill, Single};
use crate::timeline::lanes::{Item, Reach};
use crate::timeline::layout::{Framed, Style, frame};
use crate::timeline::marks::{self, Body, Pen, at};
use crate::timeline::{Look, Theme, Timeline, View, words};
use crate::typeset;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::str::FromStr;

/// The size of a page, in px of 1/96 inch.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct PageSize {
    pub width: f64,
    pub height: f64,
}

impl PageSize {
    /// A slide of 1600 × 900.
    pub const WIDE: PageSize = PageSize { width: 1600.0, height: 900.0 };
    /// A4, landscape.
    pub const A4: PageSize = PageSize { width: 1123.0, height: 794.0 };
}

/// The text is no size of a page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a page size: {0:?} (16:9, 4:3, A4, A3 or WIDTHxHEIGHT from 320x240 to 10000x10000)")]
pub struct NotASize(pub String);

impl FromStr for PageSize {
    type Err = NotASize;

    fn from_str(text: &str) -> Result<Self, NotASize> {
        let wrong = || NotASize(text.to_owned());
        match text.to_ascii_lowercase().as_str() {
            "16:9" => return Ok(PageSize::WIDE),
            "4:3" => return Ok(PageSize { width: 1280.0, height: 960.0 }),
            "a4" => return Ok(PageSize::A4),
            "a3" => return Ok(PageSize { width: 1587.0, height: 1123.0 }),
            _ => {}
        }
        let (w, h) = text.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
        let (width, height): (u32, u32) = w.trim().parse().ok().zip(h.trim().parse().ok()).ok_or_else(wrong)?;
        if !(320..=10_000).contains(&width) || !(240..=10_000).contains(&height) {
            return Err(wrong());
        }
        Ok(PageSize { width: f64::from(width), height: f64::from(height) })
    }
}

/// What a figure shows and how.
#[derive(Clone, Debug)]
pub struct FigureOptions {
    /// First day; by default that of 2014–2023, or of the first event where nothing lies in those years.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Only these lanes, in this order; empty for the twelve most active.
    pub lanes: Vec<Party>,
    /// The finding; a plain statement of the contents where there is none.
    pub title: Option<String>,
    /// The page.
    pub size: PageSize,
    /// Light or dark.
    pub theme: Theme,
    /// Pixels of a PNG to a px of the page.
    pub scale: f64,
    /// The language of everything that Frise writes.
    pub lang: Lang,
}

impl Default for FigureOptions {
    fn default() -> Self {
        FigureOptions {
            from: None,
            to: None,
            lanes: Vec::new(),
            title: None,
            size: PageSize::WIDE,
            theme: Theme::Light,
            scale: 2.0,
            lang: Lang::Fr,
        }
    }
}

/// The most lanes …
const LANES: usize = 12;
/// … and the most numbered events of a figure.
const CALLOUTS: usize = 25;

/// The page of a corpus. `names` gives the name of a party in a language.
pub fn figure(corpus: &Corpus, names: &dyn Fn(Party, Lang) -> String, options: &FigureOptions) -> Scene {
    let (size, lang) = (options.size, options.lang);
    let unit = ((size.width * size.height).sqrt() / (1123.0f64 * 794.0).sqrt()).clamp(0.6, 4.0);
    let mut timeline = Timeline::with_names(corpus, &|_| true, names);
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
    let page = Page {
        corpus,
        names,
        options,
        view,
        events: timeline.events_in(&view),
        timeline,
        p: theme::palette(options.theme),
        u: unit,
        margin: (42.0 * unit).min(size.width * 0.06),
        other_lanes,
        nodes: Vec::new(),
        clips: Vec::new(),
        lang,
    };
    page.compose()
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
    View::of_dates(options.from.unwrap_or(own.first_date()), options.to.unwrap_or(own.last_date()))
}

struct Page<'a> {
    corpus: &'a Corpus,
    names: &'a dyn Fn(Party, Lang) -> String,
    options: &'a FigureOptions,
    timeline: Timeline,
    /// Those of the lanes and the period.
    events: Vec<usize>,
    view: View,
    p: &'static Palette,
    /// Size of a px of an A4 page: type grows with the page.
    u: f64,
    margin: f64,
    /// Countries that the options leave out.
    other_lanes: usize,
    nodes: Vec<Node>,
    clips: Vec<Rect>,
    lang: Lang,
}

/// The notes under a figure, set in columns.
struct Notes {
    nodes: Vec<Node>,
    height: f64,
}

impl Page<'_> {
    fn compose(mut self) -> Scene {
        let (u, size, margin) = (self.u, self.options.size, self.margin);
        self.fill(Rect::new(0.0, 0.0, size.width, size.height));
        let mut y = margin * 0.8;
        y = self.title(y);
        let footer = size.height - margin * 0.6;
        let footer_top = footer - 30.0 * u;
        let legend = self.legend_height();
        let room = footer_top - y - legend - 14.0 * u;
        let style = style(u);
        let chosen = self.choose();
        // Notes take what the lanes do not ask for, and more than a third where there is something to say.
        let wanted = (self.timeline.wanted_height(&style) + 2.0 * style.axis_row).min(room);
        let notes_room = (room - wanted - 14.0 * u).max(room * 0.40);
        let mut chosen = chosen;
        let (framed, placed, notes, plot_height) = loop {
            let (numbered, notes) = self.fit_notes(&chosen, notes_room);
            let notes_height = if numbered.is_empty() { 0.0 } else { notes.height + 16.0 * u };
            let plot_height = (room - notes_height).max(60.0 * u).min((wanted * 1.35).max(120.0 * u));
            // Lanes are never cut: where there is no room for all, the last one holds several.
            let most = self.timeline.lanes_fitting(&style, plot_height - 2.0 * style.axis_row);
            let timeline = self.timeline.clone().limited(most, others());
            let framed = self.lanes(&timeline, plot_height, &style);
            let placed = callouts::place(&framed, &numbered, &timeline, self.corpus, self.lang, &style);
            if placed.len() == numbered.len() {
                break (framed, placed, notes, plot_height);
            }
            // A note whose number found no place on the picture is left out.
            chosen = numbered.into_iter().filter(|e| placed.iter().any(|c| c.event == *e)).collect();
        };
        let (clustered, numbered) = (framed.layout.counts.clustered, placed.len());
        self.timeline_nodes(framed, &placed, y, &style);
        if self.events.is_empty() {
            let (x, size, p) = (self.options.size.width / 2.0, 15.0 * u, self.p);
            let text = self.lang.pick("Aucun événement daté dans cette période.", "No dated event in this period.");
            self.pen().text(at(x, y + plot_height * 0.68), Align::Middle, Face::Sans, size, p.muted, text);
        }
        y += plot_height + 8.0 * u;
        y = self.legend(y, clustered > 0);
        if numbered > 0 {
            self.nodes.extend(moved(notes.nodes, self.margin, y + 6.0 * u));
        }
        self.footer(footer_top + 12.0 * u, clustered, numbered);
        Scene { width: size.width, height: size.height, nodes: self.nodes, clips: self.clips }
    }

    fn pen(&mut self) -> Pen<'_> {
        Pen { nodes: &mut self.nodes, clip: None, event: None, dim: 1.0 }
    }

    fn fill(&mut self, rect: Rect) {
        let color = self.p.background;
        self.pen().fill(rect, color);
    }

    fn inner_width(&self) -> f64 {
        self.options.size.width - 2.0 * self.margin
    }

    /// Title and subtitle; returns where they end.
    fn title(&mut self, top: f64) -> f64 {
        let (u, p, margin, width) = (self.u, self.p, self.margin, self.inner_width());
        let title = match &self.options.title {
            Some(title) if !title.trim().is_empty() => title.trim().to_owned(),
            _ => self.plain_title(),
        };
        let title = if self.lang == Lang::Fr { typeset::french(&title) } else { title };
        let size = 26.7 * u;
        let mut y = top + size * 0.8;
        for line in balanced(&title, size, width) {
            self.pen().text(at(margin, y), Align::Start, Face::SansBold, size, p.text, line);
            y += size * 1.18;
        }
        y -= size * 1.18 - 22.0 * u;
        let size = 15.0 * u;
        let subtitle = self.subtitle();
        if let Some(line) = typeset::shorten(&subtitle, Face::Sans, size, width) {
            self.pen().text(at(margin, y), Align::Start, Face::Sans, size, p.muted, line);
        }
        y + 20.0 * u
    }

    fn plain_title(&self) -> String {
        let years = (words::span(&self.view, self.lang)).split(',').next().unwrap_or_default().to_owned();
        match self.lang {
            Lang::Fr => format!("Cyberattaques d’États\u{A0}: ce que la presse rapporte, {years}"),
            Lang::En => format!("State cyber attacks: what the press reports, {years}"),
        }
    }

    /// Events in the period, and the articles that tell them.
    fn counts(&self) -> (usize, usize) {
        let mut articles: Vec<_> =
            self.events.iter().flat_map(|e| self.corpus.events[*e].passages.iter().map(|p| &p.article)).collect();
        articles.sort();
        articles.dedup();
        (self.events.len(), articles.len())
    }

    fn subtitle(&self) -> String {
        let (events, articles) = self.counts();
        let lanes = self.lang.pick("par pays à l’origine de l’acte", "by acting country");
        let span = words::span(&self.view, self.lang);
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

    /// Events worth a number: told by many, of the kinds that matter most, one lane after the other.
    fn choose(&self) -> Vec<usize> {
        let weight = |kind: Kind| match kind {
            Kind::Attack | Kind::Sanction | Kind::Charge => 0,
            Kind::Attribute | Kind::Agree | Kind::Military => 1,
            Kind::Threaten | Kind::Investigate | Kind::Respond | Kind::Deny => 2,
            _ => 3,
        };
        let mut all = self.events.clone();
        let rank = |e: &usize| {
            let event = &self.corpus.events[*e];
            (std::cmp::Reverse(event.article_count()), weight(event.kind), *e)
        };
        all.sort_by_key(rank);
        // The best of every lane come before the third of any.
        let mut seen: BTreeMap<Option<Party>, usize> = BTreeMap::new();
        let mut turns: Vec<(usize, usize)> = all
            .iter()
            .map(|e| {
                let turn = seen.entry(self.corpus.events[*e].actors.first().copied()).or_default();
                *turn += 1;
                ((*turn - 1) / 2, *e)
            })
            .collect();
        turns.sort_by_key(|(turn, e)| (*turn, rank(e)));
        let mut all: Vec<usize> = turns.into_iter().map(|(_, e)| e).collect();
        all.truncate(CALLOUTS);
        all
    }

    /// As many of the chosen events as their notes have room for, in the order of their days.
    fn fit_notes(&self, chosen: &[usize], room: f64) -> (Vec<usize>, Notes) {
        let mut chosen = chosen.to_vec();
        loop {
            let mut ordered = chosen.clone();
            let key = |e: &usize| (self.corpus.events[*e].date.dates.and_then(|d| d.sort_key()), *e);
            ordered.sort_by_key(key);
            let notes = self.notes(&ordered);
            if notes.height <= room || chosen.is_empty() {
                return (ordered, notes);
            }
            chosen.pop();
        }
    }

    /// The notes of `events`, from (0, 0), in as many columns as are legible.
    fn notes(&self, events: &[usize]) -> Notes {
        let (u, p) = (self.u, self.p);
        let size = 10.0 * u;
        let gap = 22.0 * u;
        let columns: usize = if self.inner_width() / u > 1150.0 && events.len() > 12 {
            3
        } else if events.len() < 3 {
            1
        } else if self.inner_width() / u > 900.0 && events.len() > 4 {
            3
        } else {
            2
        };
        let width = (self.inner_width() - gap * (columns - 1) as f64) / columns as f64;
        let indent = 20.0 * u;
        let set: Vec<(f64, Vec<Node>)> = events
            .iter()
            .enumerate()
            .map(|(k, event)| {
                let event_told = &self.corpus.events[*event];
                let set = |(passage, title)| {
                    paragraph(&self.note(event_told, passage, title), size, width - indent, size * 1.28, 3)
                };
                // The passage is shortened before the source is.
                let lengths = [(120, 60), (100, 48), (80, 40), (64, 32), (50, 24), (40, 16)];
                let Set { height, nodes, .. } =
                    lengths.into_iter().map(set).find(|s| !s.cut).unwrap_or_else(|| set((40, 16)));
                let mut nodes = moved(nodes, indent, 0.0);
                let center = Point { x: 7.0 * u, y: size * 0.52 };
                callouts::number(&mut nodes, k + 1, center, 6.6 * u, p, Some(*event));
                (height + 5.0 * u, nodes)
            })
            .collect();
        let total: f64 = set.iter().map(|s| s.0).sum();
        // Columns are filled one after the other, to about the same height.
        let mut limit = total / columns as f64;
        loop {
            let (mut column, mut y, mut tallest) = (0, 0.0, 0.0f64);
            let mut nodes = Vec::new();
            let mut fits = true;
            for (height, note) in &set {
                if y + height > limit + 0.5 && y > 0.0 {
                    column += 1;
                    y = 0.0;
                    fits &= column < columns;
                }
                nodes.extend(moved(note.clone(), column as f64 * (width + gap), y));
                y += height;
                tallest = tallest.max(y);
            }
            if fits {
                return Notes { nodes, height: tallest };
            }
            limit += 8.0 * u;
        }
    }

    /// Date, what happened, « passage », *title*, source, day.
    fn note(&self, event: &Event, passage_length: usize, title_length: usize) -> Vec<Run> {
        let (p, lang) = (self.p, self.lang);
        let date = words::event_date(&event.date, lang);
        let title = lang.pick(&event.title.fr, &event.title.en);
        let certainty = match event.certainty {
            Certainty::Actual => String::new(),
            c => format!(" ({})", words::certainty(c, lang)),
        };
        let mut runs = vec![
            Run::new(Face::SansBold, p.text, format!("{date}.")),
            Run::new(Face::Sans, p.text, format!("{title}{certainty}.")),
        ];
        let Some(passage) = event.passages.first() else {
            runs.push(Run::new(Face::Sans, p.muted, lang.pick("Ajouté à la main.", "Added by hand.").to_owned()));
            return runs;
        };
        if let Some(article) = self.corpus.article(&passage.article) {
            let words_told = passage.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            if !words_told.is_empty() {
                let short = excerpt(&words_told, passage_length);
                let quoted = match lang {
                    Lang::Fr => format!("«\u{A0}{short}\u{A0}»"),
                    Lang::En => format!("“{short}”"),
                };
                runs.push(Run::new(Face::Serif, p.text, quoted));
            }
            if !article.title.trim().is_empty() {
                runs.push(Run::new(
                    Face::SansItalic,
                    p.muted,
                    format!("{},", excerpt(article.title.trim(), title_length)),
                ));
            }
            let name = article.path.file_name().map_or_else(|| article.id.to_string(), |n| n.to_string_lossy().into());
            let day = article.published.dates.map(|d| words::short_dates(&d, lang));
            let more = match event.article_count() {
                0 | 1 => String::new(),
                n => format!(" (+\u{A0}{} article{})", n - 1, if n > 2 { "s" } else { "" }),
            };
            let day = day.map_or(String::new(), |d| format!(", {d}"));
            runs.push(Run::new(Face::Sans, p.muted, format!("{}{day}{more}.", excerpt(&name, 26))));
        }
        runs
    }

    fn lanes(&self, timeline: &Timeline, height: f64, style: &Style) -> Framed {
        let look =
            Look { theme: self.options.theme, lang: self.lang, size: (self.inner_width(), height), ..Look::default() };
        frame(timeline, self.corpus, self.view, &look, style)
    }

    /// The lanes with their numbers, moved to their place.
    fn timeline_nodes(&mut self, framed: Framed, placed: &[Callout], top: f64, style: &Style) {
        let (margin, p) = (self.margin, self.p);
        let mut nodes: Vec<Node> = framed.layout.scene.nodes;
        callouts::draw(&mut nodes, placed, p, style);
        self.nodes.extend(moved(nodes, margin, top));
        let clip = |r: &Rect| Rect { x: r.x + margin, y: r.y + top, ..*r };
        self.clips = framed.layout.scene.clips.iter().map(clip).collect();
    }

    fn legend_height(&self) -> f64 {
        let lines = self.legend_lines().len();
        if lines == 0 { 0.0 } else { (lines as f64 * 16.0 + 20.0 + 8.0) * self.u }
    }

    /// The kinds that occur, with the place of each in its line.
    fn legend_lines(&self) -> Vec<Vec<(Kind, f64)>> {
        let u = self.u;
        let occurs = |kind: &Kind| self.events.iter().any(|e| self.corpus.events[*e].kind == *kind);
        let right = self.options.size.width - self.margin;
        let start = self.margin + 5.0 * u;
        let mut lines: Vec<Vec<(Kind, f64)>> = Vec::new();
        let mut x = f64::INFINITY;
        for kind in Kind::ALL.into_iter().filter(occurs) {
            let width = typeset::width(words::kind(kind, self.lang), Face::Sans, 11.0 * u) + 26.0 * u;
            if x + width > right {
                x = start;
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push((kind, x));
            }
            x += width;
        }
        lines
    }

    /// The kinds that occur, and under them how dates, certainty and sources are read; returns where they end.
    fn legend(&mut self, top: f64, clustered: bool) -> f64 {
        let (u, p, theme) = (self.u, self.p, self.options.theme);
        let size = 11.0 * u;
        let lines = self.legend_lines();
        if lines.is_empty() {
            return top;
        }
        let mut y = top + 8.0 * u;
        for (kind, x, line) in lines.iter().enumerate().flat_map(|(n, l)| l.iter().map(move |(k, x)| (*k, *x, n))) {
            let y = y + 16.0 * u * line as f64;
            let name = words::kind(kind, self.lang);
            marks::glyph(&mut self.pen(), kind, Body::Solid, at(x, y), 9.0 * u, theme);
            self.pen().text(at(x + 10.0 * u, y + size * 0.34), Align::Start, Face::Sans, size, p.text, name);
        }
        y += 16.0 * u * lines.len() as f64;
        self.reading(y, clustered);
        y + 12.0 * u
    }

    /// How to read what is not a plain glyph: only what occurs.
    fn reading(&mut self, y: f64, clustered: bool) {
        let events = &self.events;
        let (u, ink, lang) = (self.u, self.p.muted, self.lang);
        let size = 11.0 * u;
        let reaches: Vec<Reach> = self.timeline.reaches_in(&self.view);
        let has = |f: &dyn Fn(&Reach) -> bool| reaches.iter().any(f);
        let certain = |c: Certainty| events.iter().any(|e| self.corpus.events[*e].certainty == c);
        let most = events.iter().map(|e| self.corpus.events[*e].article_count()).max().unwrap_or(0);
        let mut samples: Vec<(Sample, &str)> = Vec::new();
        if certain(Certainty::Alleged) {
            samples.push((Sample::Body(Body::Outline), lang.pick("allégué", "alleged")));
        }
        if certain(Certainty::Planned) {
            samples.push((Sample::Body(Body::Dotted), lang.pick("annoncé", "planned")));
        }
        if has(&|r| *r == Reach::Flat) {
            samples.push((Sample::Band(Reach::Flat), lang.pick("un jour de cette période", "some day of this period")));
        }
        if has(&|r| *r == Reach::Faded) {
            samples.push((Sample::Band(Reach::Faded), lang.pick("date approximative", "approximate date")));
        }
        if has(&|r| *r == Reach::Before) {
            samples.push((Sample::Band(Reach::Before), lang.pick("ce jour ou avant", "that day or before")));
        }
        if has(&|r| *r == Reach::After) {
            samples.push((Sample::Band(Reach::After), lang.pick("ce jour ou après", "that day or after")));
        }
        if has(&|r| matches!(r, Reach::Bar { .. })) {
            let bar = Reach::Bar { open_start: false, open_end: false, unsure: false };
            samples.push((Sample::Band(bar), lang.pick("toute la période", "all the period")));
        }
        if clustered {
            samples.push((
                Sample::Pill,
                lang.pick("n événements trop proches, par famille", "n events too close, by family"),
            ));
        }
        if most >= 2 {
            samples.push((Sample::Rings(2), lang.pick("2 ou 3 articles", "2 or 3 articles")));
        }
        if most >= 4 {
            samples.push((Sample::Rings(4), lang.pick("4 articles et plus", "4 articles or more")));
        }
        let right = self.options.size.width - self.margin;
        let mut x = self.margin;
        for (sample, text) in samples {
            let wide = match sample {
                Sample::Band(_) => 44.0 * u,
                Sample::Rings(_) => 17.0 * u,
                Sample::Pill => 24.0 * u,
                Sample::Body(_) => 10.0 * u,
            };
            let width = wide + 5.0 * u + typeset::width(text, Face::Sans, size);
            if x + width > right {
                break;
            }
            self.sample(sample, x, wide, y);
            let place = at(x + wide + 5.0 * u, y + size * 0.34);
            self.pen().text(place, Align::Start, Face::Sans, size, ink, text);
            x += width + 18.0 * u;
        }
    }

    fn sample(&mut self, sample: Sample, left: f64, wide: f64, y: f64) {
        // Grey, so that the sample stands for every colour.
        const KIND: Kind = Kind::Deny;
        let (theme, measures) = (self.options.theme, measures(self.u));
        let size = measures.glyph;
        let (middle, right) = (left + wide / 2.0, left + wide);
        match sample {
            Sample::Pill => {
                let span = View { from: 0.0, to: 1.0 };
                let pill = Pill { events: Vec::new(), x: middle, width: wide, span };
                marks::pill(&mut self.pen(), &pill, ("n", &[2, 1, 0, 0, 1, 1]), (0.0, 0.0), y, &measures, theme);
            }
            Sample::Body(body) => marks::glyph(&mut self.pen(), KIND, body, at(middle, y), size, theme),
            Sample::Rings(n) => {
                let center = at(middle, y);
                marks::rings(&mut self.pen(), n, center, size, theme::kind_color(KIND, theme));
                marks::glyph(&mut self.pen(), KIND, Body::Solid, center, size, theme);
            }
            Sample::Band(reach) => {
                let item = Item::sample(reach);
                let (band, center) = match reach {
                    Reach::Before => ((left, right), right - size / 2.0),
                    Reach::After => ((left, right), left + size / 2.0),
                    Reach::Faded => ((left + wide * 0.25, right - wide * 0.25), middle),
                    _ => ((left, right), middle),
                };
                let single = Single { item, x: center, row: 0, band, in_view: true };
                marks::band(&mut self.pen(), &single, KIND, y, &measures, theme);
                let body = marks::body(Certainty::Actual, reach);
                marks::glyph(&mut self.pen(), KIND, body, at(center, y), size, theme);
            }
        }
    }

    /// What is left out, and what the figure was made from.
    fn footer(&mut self, y: f64, clustered: usize, numbered: usize) {
        let (u, p, lang, margin) = (self.u, self.p, self.lang, self.margin);
        let size = 10.0 * u;
        let (before, after, undated) = self.timeline.left_out(&self.view);
        let mut parts = Vec::new();
        let mut say = |n: usize, fr: (&str, &str), en: (&str, &str)| {
            if n > 0 {
                let many = if lang == Lang::Fr { n >= 2 } else { n != 1 };
                let (one, more) = if lang == Lang::Fr { fr } else { en };
                parts.push(format!("{} {}", words::thousands(n, lang), if many { more } else { one }));
            }
        };
        say(before + after, ("hors de la période", "hors de la période"), ("outside the period", "outside the period"));
        say(clustered, ("regroupé", "regroupés"), ("in clusters", "in clusters"));
        say(undated, ("sans date", "sans date"), ("without a date", "without a date"));
        say(
            self.other_lanes,
            ("autre pays non montré", "autres pays non montrés"),
            ("other country not shown", "other countries not shown"),
        );
        let shown = self.events.len();
        say(
            shown.saturating_sub(numbered),
            ("montré sans numéro", "montrés sans numéro"),
            ("shown without a number", "shown without a number"),
        );
        let left_out = if self.corpus.events.is_empty() {
            lang.pick("Aucun événement.", "No event.").to_owned()
        } else if parts.is_empty() {
            lang.pick("Tous les événements sont montrés et numérotés.", "All events are shown and numbered.").to_owned()
        } else {
            let intro = lang.pick("Événements\u{A0}: ", "Events: ");
            format!("{intro}{}.", parts.join(", "))
        };
        let rule = y - 14.0 * u;
        let right = self.options.size.width - margin;
        self.pen().line(at(margin, rule), at(right, rule), u * 0.75, p.grid);
        self.pen().text(at(margin, y), Align::Start, Face::Sans, size, p.muted, left_out);
        let line = self.provenance();
        let width = self.inner_width();
        if let Some(line) = typeset::shorten(&line, Face::Sans, size, width) {
            self.pen().text(at(margin, y + 13.5 * u), Align::Start, Face::Sans, size, p.muted, line);
        }
    }

    fn provenance(&self) -> String {
        let lang = self.lang;
        let articles = self.corpus.articles.len();
        let days: Vec<NaiveDate> =
            self.corpus.articles.iter().filter_map(|a| a.published.dates.and_then(|d| d.sort_key())).collect();
        let coverage = match (days.iter().min(), days.iter().max()) {
            (Some(a), Some(b)) if a != b => format!(
                " ({} {}{}{} {})",
                words::month(*a, lang),
                chrono::Datelike::year(a),
                lang.pick(" à ", " to "),
                words::month(*b, lang),
                chrono::Datelike::year(b)
            ),
            (Some(a), _) => format!(" ({} {})", words::month(*a, lang), chrono::Datelike::year(a)),
            _ => String::new(),
        };
        let s = if articles == 1 || (articles == 0 && lang == Lang::Fr) { "" } else { "s" };
        format!(
            "Corpus{}: {} article{s}{coverage}  ·  Frise {}  ·  {} {}",
            lang.pick("\u{A0}", ""),
            words::thousands(articles, lang),
            env!("CARGO_PKG_VERSION"),
            lang.pick("empreinte", "hash"),
            self.hash()
        )
    }

    /// Twelve hex digits that change when the corpus does.
    fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for article in &self.corpus.articles {
            hasher.update(article.id.0.as_bytes());
            hasher.update(article.text.as_bytes());
        }
        for event in &self.corpus.events {
            hasher.update(event.id.0.as_bytes());
            hasher.update(event.date.dates.map(|d| d.to_string()).unwrap_or_default().as_bytes());
            for party in event.actors.iter().chain(&event.targets) {
                hasher.update(party.code().as_bytes());
            }
        }
        let _ = self.names;
        hasher.finalize().to_hex()[..12].to_owned()
    }
}

/// One thing that the legend explains.
#[derive(Clone, Copy)]
enum Sample {
    Body(Body),
    Band(Reach),
    Rings(u8),
    Pill,
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

/// At most `most` characters, cut at a word.
fn excerpt(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let at_word = cut.rfind(' ').filter(|at| *at > most / 2).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", at_word.trim_end_matches([',', ';', ':', ' ', '.']))
}

fn measures(u: f64) -> Measures {
    Measures { glyph: 9.5 * u, row: 16.0 * u, count: 10.5 * u, unit: u }
}

fn style(u: f64) -> Style {
    Style {
        measures: measures(u),
        column: 128.0 * u,
        gutter: 4.0 * u,
        axis_row: 16.0 * u,
        axis: 11.0 * u,
        label: 12.0 * u,
        name: 12.5 * u,
        least: 24.0 * u,
        most: 170.0 * u,
        small: 22.0 * u,
        chrome: false,
        labels: false,
    }
}

fn moved(nodes: Vec<Node>, dx: f64, dy: f64) -> Vec<Node> {
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
mod tests {
    use super::*;
    use crate::model::{Article, ArticleId, Dates, Dating, EventDate, EventId, Extent, Passage, Span, Title};

    fn corpus(n: usize) -> Corpus {
        let text = "Le ministère affirme que le réseau a été visité. La partie adverse dément.".to_owned();
        let end = text.find('.').expect("a full stop") + 1;
        let article = Article {
            id: ArticleId("a.txt".into()),
            path: "a.txt".into(),
            title: "Un réseau visité, un démenti".into(),
            language: "fr".into(),
            text,
            published: Dating { dates: Dates::ymd(2019, 3, 4), confidence: 1.0, ..Dating::default() },
            copy_of: None,
        };
        let codes = ["FR", "US", "CN", "RU", "IR", "DE", "GB", "IL", "JP", "KR", "AU", "CA", "IT", "ES", "PL"];
        let event = |k: usize| Event {
            id: EventId(format!("e{k}").into()),
            kind: Kind::ALL[k % 15],
            title: Title {
                fr: format!("Événement numéro {k} d’un essai"), en: format!("Event number {k} of a test")
            },
            date: EventDate {
                dates: (k % 17 != 3)
                    .then(|| Dates::day(crate::timeline::date_of(16_100.0 + ((k * 613) % 3600) as f64))),
                extent: Extent::Within,
                clues: vec![],
            },
            certainty: [Certainty::Actual, Certainty::Alleged][k % 2],
            actors: Party::new(codes[k % codes.len()]).into_iter().collect(),
            targets: vec![],
            passages: vec![Passage { article: ArticleId("a.txt".into()), span: Span::new(0, end), marks: vec![] }],
        };
        Corpus { articles: vec![article].into(), events: (0..n).map(event).collect(), warnings: vec![] }
    }

    fn code(party: Party, _: Lang) -> String {
        party.to_string()
    }

    fn texts(scene: &Scene) -> Vec<String> {
        let text = |n: &Node| match &n.shape {
            Shape::Text { text, .. } => Some(text.clone()),
            _ => None,
        };
        scene.nodes.iter().filter_map(text).collect()
    }

    #[test]
    fn a_page_has_title_scope_notes_and_what_it_leaves_out() {
        let options = FigureOptions { title: Some("Ce que l’on voit ici".into()), ..FigureOptions::default() };
        let texts = texts(&figure(&corpus(30), &code, &options));
        let has = |s: &str| texts.iter().any(|t| t.contains(s));
        assert!(has("Ce que l’on voit ici"));
        assert!(has("28\u{A0}événements de 1 article"), "{texts:?}");
        assert!(has("« Le ministère") || has("«\u{A0}Le"), "{texts:?}");
        assert!(has("2 sans date"), "{texts:?}");
        assert!(has("empreinte"));
        assert!(has("Autres"), "fifteen countries do not fit into twelve lanes");
    }

    #[test]
    fn every_note_has_its_number_on_the_picture() {
        for n in [1, 5, 30, 300] {
            let texts = texts(&figure(&corpus(n), &code, &FigureOptions::default()));
            for number in 1..=CALLOUTS {
                let found = texts.iter().filter(|t| **t == number.to_string()).count();
                assert!(found == 0 || found >= 2, "{n} events: number {number} stands {found} times");
            }
        }
    }

    #[test]
    fn nothing_is_drawn_outside_the_page_whatever_its_size() {
        for (w, h) in
            [(1600.0, 900.0), (1123.0, 794.0), (794.0, 1123.0), (400.0, 300.0), (900.0, 900.0), (4000.0, 1000.0)]
        {
            for n in [0, 1, 40] {
                let size = PageSize { width: w, height: h };
                let scene = figure(&corpus(n), &code, &FigureOptions { size, ..FigureOptions::default() });
                for node in scene.nodes.iter().filter(|n| n.clip.is_none()) {
                    if let Shape::Text { at, align, face, size, text, .. } = &node.shape {
                        let width = typeset::width(text, *face, *size);
                        let x = match align {
                            Align::Start => at.x,
                            Align::Middle => at.x - width / 2.0,
                            Align::End => at.x - width,
                        };
                        assert!(x >= -0.5 && x + width <= w + 0.5, "{w}×{h}, {n}: {text:?} from {x} to {}", x + width);
                        assert!(at.y > 0.0 && at.y <= h, "{w}×{h}, {n}: {text:?} at {}", at.y);
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_corpus_gives_the_same_page() {
        let make = || figure(&corpus(60), &code, &FigureOptions::default());
        assert_eq!(make(), make());
    }

    #[test]
    fn only_the_lanes_asked_for_are_shown_and_the_others_are_counted() {
        let lanes = ["CN", "US"].iter().filter_map(|c| Party::new(c)).collect();
        let texts = texts(&figure(&corpus(30), &code, &FigureOptions { lanes, ..FigureOptions::default() }));
        assert!(texts.contains(&"CN".to_owned()) && !texts.contains(&"RU".to_owned()));
        assert!(texts.iter().any(|t| t.contains("13 autres pays non montrés")), "{texts:?}");
    }

    #[test]
    fn an_empty_period_says_so() {
        let day = |s: &str| s.parse().ok();
        let options = FigureOptions { from: day("1990-01-01"), to: day("1990-12-31"), ..FigureOptions::default() };
        let texts = texts(&figure(&corpus(10), &code, &options));
        assert!(texts.iter().any(|t| t.starts_with("Aucun événement daté")), "{texts:?}");
    }

    #[test]
    fn a_title_without_end_is_shortened_to_two_lines() {
        let options = FigureOptions { title: Some("mot ".repeat(125)), ..FigureOptions::default() };
        let scene = figure(&corpus(3), &code, &options);
        let big = scene.nodes.iter().filter(|n| matches!(&n.shape, Shape::Text { size, .. } if *size > 30.0)).count();
        assert_eq!(big, 2);
    }

    #[test]
    fn sizes_are_read_from_names_and_numbers() {
        assert_eq!("16:9".parse(), Ok(PageSize::WIDE));
        assert_eq!("A4".parse(), Ok(PageSize::A4));
        assert_eq!("800x600".parse(), Ok(PageSize { width: 800.0, height: 600.0 }));
        for wrong in ["", "A9", "1x1", "100000x100000", "x", "800x"] {
            assert!(wrong.parse::<PageSize>().is_err(), "{wrong}");
        }
    }
}
