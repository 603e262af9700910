//! PDF: the letters of each page with their places, put in the order in which one reads.
//!
//! `hayro-interpret` (of the makers of the PDF writer that Frise already uses) interprets the pages and gives each letter and
//! its place; it is pure Rust, bounds nesting and loops, and was made against thousands of broken files. The other crates
//! give a page's letters in the order in which they were drawn, or need a library of another language.
//!
//! What is done here: letters become lines, lines columns and paragraphs; words that were broken at a line's end are put
//! together; what stands at the head or foot of most pages is dropped.

use super::day::day;
use super::document::{Document, Refusal};
use crate::model::{Metadata, Stamp, Stated};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// So many pages are read,
const MOST_PAGES: usize = 600;
/// so many letters altogether,
const MOST_LETTERS: usize = 4_000_000;
/// and so many of a page.
const MOST_ON_PAGE: usize = 200_000;

pub(super) fn documents(bytes: Vec<u8>) -> Result<Vec<Document>, Refusal> {
    let pdf = Pdf::new(bytes).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::Locked,
        _ => Refusal::Damaged,
    })?;
    let mut pages = Vec::new();
    let mut letters = 0;
    let mut pictures = 0;
    for page in pdf.pages().iter().take(MOST_PAGES) {
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(page.initial_transform(true).to_kurbo(), bounds, &cache, pdf.xref(), settings);
        let mut taken = Letters::default();
        interpret_page(page, &mut context, &mut taken);
        letters += taken.all.len();
        pictures += taken.pictures;
        pages.push(lines(taken.all));
        if letters > MOST_LETTERS {
            break;
        }
    }
    if letters == 0 {
        return Err(if pictures > 0 { Refusal::Picture } else { Refusal::Empty });
    }
    let text = paragraphs(&pages);
    if text.chars().filter(|c| c.is_alphabetic()).count() < 40 && pictures > 0 {
        return Err(Refusal::Picture);
    }
    let made = pdf.metadata().creation_date.as_ref();
    let made = made.and_then(|d| day(&format!("{:04}-{:02}-{:02}", d.year, d.month, d.day)));
    let stated = made.map(|dates| Stated { dates, stamp: Stamp::Made, place: "CreationDate".into() });
    Ok(vec![Document { text, metadata: Metadata { stated, ..Metadata::default() }, ..Document::default() }])
}

/// A letter, or what one glyph stands for, from the page's upper left corner.
#[derive(Clone, Debug)]
struct Letter {
    x: f64,
    end: f64,
    y: f64,
    size: f64,
    text: String,
}

#[derive(Default)]
struct Letters {
    all: Vec<Letter>,
    pictures: usize,
}

impl Device<'_> for Letters {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.all.len() >= MOST_ON_PAGE {
                return;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(s)) => s,
                None => continue,
            };
            // Ligatures are a matter of the font.
            let text =
                if text.contains(|c| ('\u{fb00}'..='\u{fb06}').contains(&c)) { text.nfkc().collect() } else { text };
            let transform: Affine = props.transform * glyph.transform();
            let advance = match &**glyph {
                Glyph::Outline(g) => g.advance_width(),
                Glyph::Type3(g) => g.advance_width(),
            };
            let (at, end) = (transform * Point::ZERO, transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0));
            let up = transform * Point::new(0.0, 1000.0);
            let size = (up.y - at.y).hypot(up.x - at.x);
            // Text along the page's side is no part of the article.
            let upright = (end.y - at.y).abs() <= (end.x - at.x).abs() * 0.2 && end.x >= at.x;
            let sane = [at.x, at.y, end.x, size].iter().all(|v| v.is_finite() && v.abs() < 1e6) && size > 0.5;
            if upright && sane {
                self.all.push(Letter { x: at.x, end: end.x, y: at.y, size, text });
            }
        }
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.pictures += 1;
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A run of letters on one line without a wide gap.
#[derive(Clone, Debug)]
struct Line {
    x: f64,
    end: f64,
    y: f64,
    size: f64,
    text: String,
}

/// The lines of a page, in the order in which one reads: column by column.
fn lines(mut letters: Vec<Letter>) -> Vec<Line> {
    // Some programs draw a letter twice to make it bold.
    letters.retain(|l| !l.text.is_empty());
    letters.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    for letter in letters {
        match rows.last_mut() {
            Some(row) if (letter.y - row[0].y).abs() < letter.size.max(row[0].size) * 0.35 => row.push(letter),
            _ => rows.push(vec![letter]),
        }
    }
    let mut out = Vec::new();
    for mut row in rows {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut line: Option<Line> = None;
        for letter in row {
            match &mut line {
                Some(l) if letter.x - l.end < l.size * 1.6 => {
                    let again = letter.x < l.end - letter.size * 0.3 && l.text.ends_with(&letter.text);
                    if again {
                        continue;
                    }
                    if letter.x - l.end > letter.size * 0.18 && !l.text.ends_with(' ') && !letter.text.starts_with(' ')
                    {
                        l.text.push(' ');
                    }
                    l.text.push_str(&letter.text);
                    l.end = l.end.max(letter.end);
                    l.size = l.size.max(letter.size);
                }
                _ => {
                    let new = Line { x: letter.x, end: letter.end, y: letter.y, size: letter.size, text: letter.text };
                    out.extend(line.replace(new));
                }
            }
        }
        out.extend(line);
    }
    out.retain(|l| !l.text.trim().is_empty());
    in_reading_order(out, 0)
}

/// Cuts a page where white space runs through it, first from side to side, then from top to bottom (the XY cut of Nagy and
/// Seth), and reads the parts one after the other.
fn in_reading_order(lines: Vec<Line>, depth: usize) -> Vec<Line> {
    if lines.len() < 2 || depth > 24 {
        return lines;
    }
    if let Some(start) = side_by_side(&lines) {
        let (above, left, right, below) = spanning(&lines, start);
        let mut out = above;
        out.extend(in_reading_order(left, depth + 1));
        out.extend(in_reading_order(right, depth + 1));
        out.extend(in_reading_order(below, depth + 1));
        return out;
    }
    let mut lines = lines;
    lines.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    lines
}

/// Where a page has columns: where the right one of two begins.
fn side_by_side(lines: &[Line]) -> Option<f64> {
    let size = median(lines.iter().map(|l| l.size));
    // A gap is where lines begin that other lines on the same height do not reach.
    let mut starts: BTreeMap<i64, usize> = BTreeMap::new();
    let key = |x: f64| (x / (size * 0.5).max(1.0)).round() as i64;
    for line in lines {
        *starts.entry(key(line.x)).or_default() += 1;
    }
    let leftmost = lines.iter().map(|l| l.x).fold(f64::INFINITY, f64::min);
    let mut candidates: Vec<(usize, i64)> = starts.iter().map(|(x, n)| (*n, *x)).collect();
    candidates.sort_by(|a, b| b.cmp(a));
    for (count, x) in candidates.into_iter().take(12) {
        let start = x as f64 * (size * 0.5).max(1.0) - size * 0.3;
        if count < 3 || start < leftmost + size * 4.0 {
            continue;
        }
        let left: Vec<&Line> = lines.iter().filter(|l| l.end <= start).collect();
        let right: Vec<&Line> = lines.iter().filter(|l| l.x >= start).collect();
        let across = lines.len() - left.len() - right.len();
        let beside = left.iter().filter(|l| right.iter().any(|r| (r.y - l.y).abs() < size)).count();
        let words = |side: &[&Line]| side.iter().map(|l| l.text.len()).sum::<usize>();
        let even = words(&left) * 6 > words(&right) && words(&right) * 6 > words(&left);
        if left.len() >= 3
            && right.len() >= 3
            && beside * 2 >= left.len().min(right.len())
            && even
            && across * 2 < lines.len()
        {
            return Some(start);
        }
    }
    None
}

/// Lines above the columns (a headline), those of the columns, and those below a line that runs across them.
fn spanning(lines: &[Line], start: f64) -> (Vec<Line>, Vec<Line>, Vec<Line>, Vec<Line>) {
    let mut lines = lines.to_vec();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let across = |l: &Line| l.x < start && l.end > start;
    let right_top = lines.iter().filter(|l| l.x >= start).map(|l| l.y).fold(f64::INFINITY, f64::min);
    // A headline over both columns comes first; so does what stands above the right column's first line.
    let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut beneath = f64::INFINITY;
    for line in lines {
        if line.y >= beneath {
            below.push(line);
        } else if across(&line) {
            if line.y < right_top {
                above.push(line);
            } else {
                beneath = line.y;
                below.push(line);
            }
        } else if line.x >= start {
            right.push(line);
        } else {
            left.push(line);
        }
    }
    (above, left, right, below)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(10.0)
}

/// The text of all pages, in paragraphs.
fn paragraphs(pages: &[Vec<Line>]) -> String {
    let running = running(pages);
    let lines: Vec<&Line> =
        pages.iter().flat_map(|page| page.iter().filter(|l| !running.contains(&signature(l)))).collect();
    let size = median(lines.iter().map(|l| l.size));
    // The distance of two lines of one paragraph is the usual small one: of short paragraphs most distances are larger.
    let mut gaps: Vec<f64> =
        lines.windows(2).map(|w| w[1].y - w[0].y).filter(|g| *g > size * 0.7 && *g < size * 4.0).collect();
    gaps.sort_by(f64::total_cmp);
    let leading = gaps.get(gaps.len() / 5).copied().unwrap_or(size * 1.2) / size;
    let mut out = String::new();
    let mut open = String::new();
    for (i, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        if let Some(before) = i.checked_sub(1).map(|b| lines[b]) {
            let flows = (line.y - before.y) > 0.0;
            let apart = flows && line.y - before.y > leading * 1.35 * line.size.max(size);
            let indented = flows && line.x - before.x > size * 0.6 && before.text.trim_end().ends_with(ENDS);
            let resized = (line.size - before.size).abs() > size * 0.12;
            // A last line that stops early ends a paragraph, where it ends a sentence.
            let width = column_width(&lines, before);
            let short = before.end < width - size * 2.0 && before.text.trim_end().ends_with(ENDS);
            if apart || indented || resized || short {
                close(&mut out, &mut open);
            }
        }
        append(&mut open, text);
    }
    close(&mut out, &mut open);
    out
}

const ENDS: [char; 8] = ['.', '!', '?', '…', '»', '”', '"', ':'];

/// Where the lines of a line's column end.
fn column_width(lines: &[&Line], of: &Line) -> f64 {
    let beside = lines.iter().filter(|l| (l.x - of.x).abs() < of.size * 2.0 && (l.y - of.y).abs() < of.size * 40.0);
    beside.map(|l| l.end).fold(of.end, f64::max)
}

fn close(out: &mut String, open: &mut String) {
    let block = open.trim();
    if !block.is_empty() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(block);
    }
    open.clear();
}

/// Adds a line to a paragraph; a word that was broken at the line's end is put together.
fn append(open: &mut String, line: &str) {
    let line = line.split_whitespace_but_no_break();
    if open.is_empty() {
        open.push_str(&line);
        return;
    }
    let hyphen = open.ends_with(['-', '\u{2010}']) && open.chars().rev().nth(1).is_some_and(char::is_alphanumeric);
    if open.ends_with('\u{ad}') || hyphen && is_broken_word(open, &line) {
        open.pop();
    } else if !hyphen {
        open.push(' ');
    }
    open.push_str(&line);
}

#[derive(Deserialize)]
struct BrokenWords {
    first: BTreeSet<String>,
    second: BTreeSet<String>,
}

static BROKEN_WORDS: LazyLock<BrokenWords> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Assets {
        broken_words: BrokenWords,
    }
    let assets: Assets =
        toml::from_str(include_str!("../../assets/pages.toml")).expect("assets/pages.toml is checked by a test");
    assets.broken_words
});

/// "gouver-" "nement" is one word, "est-" "il" and "vice-" "président" are two.
fn is_broken_word(open: &str, line: &str) -> bool {
    let hyphenated = open.trim_end_matches(['-', '\u{2010}']);
    let last = hyphenated.rsplit(char::is_whitespace).next().unwrap_or("");
    let before = last.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    let after: String = line.chars().take_while(|c| c.is_alphabetic()).collect();
    line.starts_with(char::is_lowercase)
        && before.chars().count() >= 2
        && !BROKEN_WORDS.first.contains(&before)
        && !BROKEN_WORDS.second.contains(&after)
        && !last.contains('-')
}

trait Flat {
    fn split_whitespace_but_no_break(&self) -> String;
}

impl Flat for str {
    fn split_whitespace_but_no_break(&self) -> String {
        let parts = self.split([' ', '\t', '\n', '\r']).filter(|p| !p.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// What stands at the same place of most pages: titles of sections, page numbers, the addresses that browsers print.
fn running(pages: &[Vec<Line>]) -> Vec<(i64, String)> {
    let mut count: BTreeMap<(i64, String), usize> = BTreeMap::new();
    for page in pages {
        let mut here: Vec<_> = page.iter().map(signature).collect();
        here.sort();
        here.dedup();
        for line in here {
            *count.entry(line).or_default() += 1;
        }
    }
    let most = pages.len().div_ceil(2).max(2);
    count.into_iter().filter(|(_, n)| *n >= most && pages.len() > 1).map(|(line, _)| line).collect()
}

/// A line by its height on the page and its letters; digits are all alike.
fn signature(line: &Line) -> (i64, String) {
    let text = line.text.trim().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).take(80).collect();
    ((line.y / 4.0).round() as i64, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: f64, y: f64, text: &str) -> Line {
        Line { x, end: x + text.chars().count() as f64 * 5.0, y, size: 10.0, text: text.to_owned() }
    }

    #[test]
    fn broken_words_are_put_together_and_compounds_are_left() {
        for (first, second, whole) in [
            ("Le gouver-", "nement accuse", "Le gouvernement accuse"),
            ("Le vice-", "président nie", "Le vice-président nie"),
            ("A-t-", "il nié ?", "A-t-il nié ?"),
            ("Le Royaume-", "Uni nie", "Le Royaume-Uni nie"),
            ("le réseau", "de l’État", "le réseau de l’État"),
            ("cyber\u{ad}", "attaque", "cyberattaque"),
        ] {
            let mut open = String::new();
            append(&mut open, first);
            append(&mut open, second);
            assert_eq!(open, whole);
        }
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut page = vec![line(50.0, 40.0, "Un titre qui court au-dessus des deux colonnes de cette page")];
        for i in 0..8 {
            page.push(line(50.0, 80.0 + 12.0 * f64::from(i), &format!("gauche {i} mots mots mots mots")));
            page.push(line(260.0, 80.0 + 12.0 * f64::from(i), &format!("droite {i} mots mots mots mots")));
        }
        let text: Vec<String> =
            in_reading_order(page, 0).into_iter().map(|l| l.text.chars().take(8).collect()).collect();
        assert_eq!(text[0], "Un titre");
        assert!(text[1..9].iter().all(|t| t.starts_with("gauche")), "{text:?}");
        assert!(text[9..].iter().all(|t| t.starts_with("droite")), "{text:?}");
    }

    #[test]
    fn what_stands_on_every_page_is_dropped() {
        let page = |n: usize| {
            vec![
                line(50.0, 20.0, &format!("Le Fjord, page {n}")),
                line(50.0, 60.0, &format!("Le texte de la {} page.", ["une", "deux", "trois"][n - 1])),
            ]
        };
        let text = paragraphs(&[page(1), page(2), page(3)]);
        assert!(!text.contains("Fjord") && text.contains("deux"), "{text}");
    }

    #[test]
    fn what_is_no_pdf_is_refused() {
        assert_eq!(documents(b"%PDF-1.7 nothing".to_vec()), Err(Refusal::Damaged));
    }
}
