//! The brief as one HTML file that needs no network: the timeline zooms, a click on an event opens its passages, and all of it
//! can be walked by keys and by a reader of screens. Without scripts it is still the whole text.

use super::blocks::{Block, Look, Run, blocks, event_anchor, source_anchor};
use super::model::{Brief, Told};
use crate::figure::escape;
use crate::model::{Certainty, Family, Kind, Lang};
use crate::scene::Color;
use crate::theme::{self, Theme};
use crate::timeline::{View, day_number, words};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const STYLE: &str = include_str!("brief.css");
const SCRIPT: &str = include_str!("brief.js");

/// Of the drawing, in its own units; the page scales it.
const WIDTH: f64 = 1000.0;
const NAMES: f64 = 140.0;
const AXIS: f64 = 24.0;
const LANE: f64 = 44.0;
/// The most lanes; the rest share one.
const LANES: usize = 12;

/// The HTML text.
pub(super) fn html(brief: &Brief) -> String {
    let lang = brief.lang;
    let mut out = String::with_capacity(brief.told.len() * 2500 + 30_000);
    let (code, title) = (lang.pick("fr", "en"), escape(&brief.title));
    let _ = write!(
        out,
        r##"<!DOCTYPE html>
<html lang="{code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Frise {}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
<style>
{}{STYLE}</style>
</head>
<body>
<a class="skip" href="#content">{}</a>
"##,
        env!("CARGO_PKG_VERSION"),
        hues(),
        lang.pick("Aller au texte", "Go to the text"),
    );
    if let Some(banner) = &brief.banner {
        let _ = writeln!(out, r#"<p class="banner">{}</p>"#, escape(banner));
    }
    let blocks = blocks(brief);
    contents(&mut out, &blocks, lang);
    out.push_str("<main id=\"content\" tabindex=\"-1\">\n");
    let mut walker = Walker { out, open: false, in_list: false };
    for block in &blocks {
        walker.block(brief, block);
    }
    walker.close_list();
    walker.close();
    let mut out = walker.out;
    let _ = write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// The families' colours by day and by night.
fn hues() -> String {
    let list = |theme: Theme| {
        let one = |(n, family): (usize, Family)| format!("--f{n}:{};", hex(theme::family_color(family, theme)));
        Family::ALL.into_iter().enumerate().map(one).collect::<String>()
    };
    format!(":root{{{}}}\n@media (prefers-color-scheme:dark){{:root{{{}}}}}\n", list(Theme::Light), list(Theme::Dark))
}

fn hex(c: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", c.r, c.g, c.b)
}

fn contents(out: &mut String, blocks: &[Block], lang: Lang) {
    let _ = writeln!(out, r#"<nav aria-label="{}"><ul>"#, lang.pick("Sommaire", "Contents"));
    for block in blocks {
        if let Block::Heading { level: 2, text, anchor } = block {
            let _ = writeln!(out, r##"<li><a href="#{anchor}">{}</a></li>"##, escape(text));
        }
    }
    out.push_str("</ul></nav>\n");
}

struct Walker {
    out: String,
    /// A section is open.
    open: bool,
    in_list: bool,
}

impl Walker {
    fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            self.out.push_str("</section>\n");
        }
    }

    fn close_list(&mut self) {
        if std::mem::take(&mut self.in_list) {
            self.out.push_str("</ul>\n");
        }
    }

    fn block(&mut self, brief: &Brief, block: &Block) {
        if !matches!(block, Block::Item(_)) {
            self.close_list();
        }
        match block {
            Block::Heading { level: 2, text, anchor } => {
                self.close();
                self.open = true;
                let text = escape(text);
                let _ = writeln!(
                    self.out,
                    r#"<section aria-labelledby="{anchor}"><h2 id="{anchor}" tabindex="-1">{text}</h2>"#
                );
            }
            Block::Heading { level, text, anchor } => {
                let _ = writeln!(self.out, r#"<h{level} id="{anchor}">{}</h{level}>"#, escape(text));
            }
            Block::Text(runs) => self.paragraph("", runs),
            Block::Small(runs) => self.paragraph(r#" class="small""#, runs),
            Block::Source { number, runs } => {
                self.paragraph(&format!(r#" class="source" id="{}" tabindex="-1""#, source_anchor(*number)), runs);
            }
            Block::Item(runs) => {
                if !std::mem::replace(&mut self.in_list, true) {
                    self.out.push_str("<ul>\n");
                }
                let _ = writeln!(self.out, "<li>{}</li>", inline(runs));
            }
            Block::Figure { .. } => timeline(&mut self.out, brief),
            Block::Table { head, rows, numbers, caption, .. } => table(&mut self.out, head, rows, numbers, caption),
            Block::Event { told, line, about, passages, why, note } => {
                event(&mut self.out, *told, [line, about, why, note], passages, brief.lang);
            }
        }
    }

    fn paragraph(&mut self, attributes: &str, runs: &[Run]) {
        let _ = writeln!(self.out, "<p{attributes}>{}</p>", inline(runs));
    }
}

fn event(out: &mut String, told: usize, [line, about, why, note]: [&[Run]; 4], passages: &[Vec<Run>], lang: Lang) {
    let anchor = event_anchor(told);
    let _ = writeln!(out, r#"<article class="event" id="{anchor}" tabindex="-1"><h3>{}</h3>"#, inline(line));
    let _ = writeln!(out, r#"<p class="small">{}</p>"#, inline(about));
    let label = match (passages.len(), lang) {
        (0, Lang::Fr) => "Comment la date a été trouvée".to_owned(),
        (0, Lang::En) => "How the date was found".to_owned(),
        (1, Lang::Fr) => "Le passage et la date".to_owned(),
        (1, Lang::En) => "The passage and the date".to_owned(),
        (n, Lang::Fr) => format!("Les {n} passages et la date"),
        (n, Lang::En) => format!("The {n} passages and the date"),
    };
    let _ = writeln!(out, "<details><summary>{label}</summary>");
    for passage in passages {
        let _ = writeln!(out, "<blockquote><p>{}</p></blockquote>", inline(passage));
    }
    if !why.is_empty() {
        let _ = writeln!(out, r#"<p class="small">{}</p>"#, inline(why));
    }
    out.push_str("</details>\n");
    if !note.is_empty() {
        let _ = writeln!(out, r#"<p class="note">{}</p>"#, inline(note));
    }
    out.push_str("</article>\n");
}

fn table(out: &mut String, head: &[String], rows: &[Vec<Vec<Run>>], numbers: &[bool], caption: &str) {
    // A table wider than the screen is scrolled by itself, and can be by keys.
    let _ = writeln!(
        out,
        r#"<div class="wide" tabindex="0" role="region" aria-label="{}"><table>"#,
        escape(&head.join(", "))
    );
    if !caption.is_empty() {
        let _ = writeln!(out, "<caption>{}</caption>", escape(caption));
    }
    let class = |number: bool| if number { r#" class="n""# } else { "" };
    out.push_str("<thead><tr>");
    for (cell, number) in head.iter().zip(numbers) {
        let _ = write!(out, r#"<th scope="col"{}>{}</th>"#, class(*number), escape(cell));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (cell, number) in row.iter().zip(numbers) {
            let _ = write!(out, "<td{}>{}</td>", class(*number), inline(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn inline(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = escape(&run.text);
        let dressed = match run.look {
            Look::Plain => text,
            Look::Strong => format!("<strong>{text}</strong>"),
            Look::Emphasis => format!("<cite>{text}</cite>"),
            Look::Quiet => format!(r#"<span class="quiet">{text}</span>"#),
            Look::Quoted(lang) => format!(r#"<q lang="{}">{text}</q>"#, lang.pick("fr", "en")),
        };
        match &run.to {
            Some(anchor) => {
                let _ = write!(out, r##"<a href="#{anchor}">{dressed}</a>"##);
            }
            None => out.push_str(&dressed),
        }
    }
    out
}

/// The lanes of the drawing, the most frequent first; those that do not fit share the last one.
fn lanes(brief: &Brief) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for told in brief.told.iter().filter(|t| t.days.is_some()) {
        for lane in &told.lanes {
            *counts.entry(lane).or_default() += 1;
        }
    }
    let mut lanes: Vec<(&str, usize)> = counts.into_iter().collect();
    lanes.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    let more = lanes.len() > LANES;
    lanes.truncate(if more { LANES - 1 } else { LANES });
    let mut names: Vec<String> = lanes.into_iter().map(|(name, _)| name.to_owned()).collect();
    if more {
        names.push(brief.lang.pick("Autres", "Others").to_owned());
    }
    names
}

fn timeline(out: &mut String, brief: &Brief) {
    let lang = brief.lang;
    let lanes = lanes(brief);
    let view = fitting(brief);
    let height = AXIS + LANE * lanes.len().max(1) as f64;
    let label = escape(&brief.figure.description);
    let button = |id: &str, sign: &str, fr: &str, en: &str| {
        format!(r#"<button type="button" id="{id}" aria-label="{0}" title="{0}">{sign}</button>"#, lang.pick(fr, en))
    };
    let _ = writeln!(out, r#"<div class="timeline"><div class="tools">"#);
    for tool in [
        button("tl-in", "+", "Agrandir", "Zoom in"),
        button("tl-out", "−", "Réduire", "Zoom out"),
        button("tl-left", "←", "Plus tôt", "Earlier"),
        button("tl-right", "→", "Plus tard", "Later"),
        button("tl-all", lang.pick("Tout", "All"), "Montrer toute la période", "Show the whole period"),
    ] {
        let _ = writeln!(out, "{tool}");
    }
    let help = lang.pick(
        "Molette avec Ctrl, + et − : agrandir. Glisser, Maj avec ← et → : déplacer. ← et → : d’un événement à l’autre. Entrée ou clic : ouvrir les passages.",
        "Ctrl and wheel, + and −: zoom. Drag, Shift with ← and →: move. ← and →: from event to event. Enter or click: open the passages.",
    );
    let _ = writeln!(out, r#"<span class="small" id="tl-help">{}</span></div>"#, escape(&french(help, lang)));
    let _ = writeln!(
        out,
        r#"<div class="scroll"><svg id="tl" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{label}" aria-describedby="tl-help" data-from="{}" data-to="{}" data-left="{NAMES}" data-lanes="{}" data-lane="{LANE}" data-lang="{}">"#,
        view.from.floor(),
        view.to.ceil(),
        lanes.len().max(1),
        lang.pick("fr", "en"),
    );
    for (n, lane) in lanes.iter().enumerate() {
        let y = AXIS + LANE * n as f64;
        let class = if n % 2 == 0 { "zebra" } else { "plain" };
        let _ = writeln!(out, r#"<rect class="{class}" x="0" y="{y}" width="100%" height="{LANE}"/>"#);
        let name = crate::typeset::shorten(lane, crate::scene::Face::SansBold, 13.0, NAMES - 16.0);
        let name = name.map(std::borrow::Cow::into_owned).unwrap_or_default();
        let (whole, name) = (escape(lane), escape(&name));
        let _ =
            writeln!(out, r#"<text class="lane" x="8" y="{}" data-name="{whole}">{name}</text>"#, y + LANE / 2.0 + 4.5);
    }
    let _ = writeln!(
        out,
        r#"<clipPath id="tl-clip"><rect id="tl-clip-rect" x="{NAMES}" y="0" width="{}" height="{height}"/></clipPath><g clip-path="url(#tl-clip)"><g id="tl-axis" aria-hidden="true"></g>"#,
        WIDTH - NAMES
    );
    let mut crowd: BTreeMap<usize, usize> = BTreeMap::new();
    for told in &brief.told {
        let Some(days) = told.days else { continue };
        let last = lanes.len().saturating_sub(1);
        let mut rows: Vec<usize> = Vec::new();
        for row in told.lanes.iter().map(|lane| lanes.iter().position(|l| l == lane).unwrap_or(last)) {
            if rows.contains(&row) {
                continue;
            }
            let place = crowd.entry(row).or_default();
            *place += 1;
            let y = AXIS + LANE * row as f64 + 9.0 + ((*place - 1) % 3) as f64 * 13.0;
            mark(out, told, (days.earliest, days.latest), (row, y, !rows.is_empty()), &view, lang);
            rows.push(row);
        }
    }
    out.push_str("<g id=\"tl-pills\" aria-hidden=\"true\"></g></g></svg></div>\n");
    out.push_str("<div id=\"tl-choice\" class=\"choice\" hidden></div>\n");
    out.push_str("<p id=\"tl-said\" class=\"small\" role=\"status\"></p>\n");
    legend(out, brief);
    out.push_str("</div>\n");
}

fn french(text: &str, lang: Lang) -> String {
    if lang == Lang::Fr { crate::typeset::french(text) } else { text.to_owned() }
}

/// All dated events with a margin.
fn fitting(brief: &Brief) -> View {
    let days = brief.told.iter().filter_map(|t| t.days);
    let ends = days.flat_map(|d| [d.earliest, d.latest]).flatten().map(day_number);
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), day| (low.min(day), high.max(day)));
    if low > high {
        brief.view
    } else {
        View { from: low - (high - low) * 0.02 - 2.0, to: high + (high - low) * 0.02 + 3.0 }
    }
}

fn mark(
    out: &mut String,
    told: &Told,
    (first, last): (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>),
    (row, y, again): (usize, f64, bool),
    view: &View,
    lang: Lang,
) {
    let (a, b) = match (first.map(day_number), last.map(day_number)) {
        (Some(a), Some(b)) => (a, b + 1.0),
        (Some(a), None) | (None, Some(a)) => (a, a + 1.0),
        (None, None) => return,
    };
    let x = |day: f64| NAMES + (day - view.from) / (view.to - view.from) * (WIDTH - NAMES);
    let family = Family::ALL.iter().position(|f| *f == told.kind.family()).unwrap_or(0);
    let body = match told.certainty {
        Certainty::Actual => "solid",
        Certainty::Alleged => "hollow",
        Certainty::Planned => "dotted",
    };
    let label = format!(
        "{}. {}, {}, {}, {}",
        told.number,
        told.date,
        told.title,
        words::kind(told.kind, lang),
        words::certainty(told.certainty, lang)
    );
    let label = escape(&label);
    // Which side of the day is open.
    let open = match (first, last) {
        (None, Some(_)) => r#"<path class="open" d="M-8-4-12 0-8 4"/>"#,
        (Some(_), None) => r#"<path class="open" d="M8-4 12 0 8 4"/>"#,
        _ => "",
    };
    // In the lane of another party the mark is the same event: it is told and walked once.
    let role = if again {
        r#"data-copy="" aria-hidden="true""#.to_owned()
    } else {
        format!(r#"tabindex="-1" role="button" aria-label="{label}""#)
    };
    let (left, width, middle) = (x(a), (x(b) - x(a)).max(1.0), x(f64::midpoint(a, b)));
    let _ = writeln!(
        out,
        r#"<g class="ev f{family} {body}" data-a="{a}" data-b="{b}" data-n="{}" data-lane="{row}" {role}><title>{label}</title><rect class="band" x="{left:.1}" y="{:.1}" width="{width:.1}" height="5"/><g class="m" data-y="{y:.1}" transform="translate({middle:.1} {y:.1})"><circle class="hit" r="9"/>{open}{}</g></g>"#,
        told.number,
        y - 2.5,
        glyph(told.kind),
    );
}

/// The shape of a kind, round (0, 0).
fn glyph(kind: Kind) -> &'static str {
    match kind.rank() {
        0 => r#"<circle class="g" r="4.5"/>"#,
        1 => r#"<path class="g" d="M0-5.5 5.5 0 0 5.5-5.5 0Z"/>"#,
        2 => r#"<path class="g" d="M-4-4H4V4H-4Z"/>"#,
        _ => r#"<path class="g" d="M0-5 5.2 4.2H-5.2Z"/>"#,
    }
}

/// The kinds that occur, and how certainty is drawn.
fn legend(out: &mut String, brief: &Brief) {
    let lang = brief.lang;
    out.push_str("<ul class=\"legend\">\n");
    let mut item = |class: &str, glyph: &str, name: &str| {
        let _ = writeln!(
            out,
            r#"<li><svg class="key {class}" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">{glyph}</svg> {}</li>"#,
            escape(name)
        );
    };
    for kind in Kind::ALL.into_iter().filter(|k| brief.told.iter().any(|t| t.kind == *k)) {
        let family = Family::ALL.iter().position(|f| *f == kind.family()).unwrap_or(0);
        item(&format!("f{family} solid"), glyph(kind), words::kind(kind, lang));
    }
    for (certainty, class) in [(Certainty::Alleged, "f4 hollow"), (Certainty::Planned, "f4 dotted")] {
        if brief.told_as(certainty).next().is_some() {
            item(class, glyph(Kind::Deny), words::certainty(certainty, lang));
        }
    }
    out.push_str("</ul>\n");
}
