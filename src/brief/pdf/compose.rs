//! Blocks to pages: which words stand on which line of which page, and of what part of the document they are.

use super::super::blocks::{Block, Look, Run, event_anchor, source_anchor};
use super::super::model::Brief;
use crate::model::Lang;
use crate::scene::{Color, Face};
use crate::typeset;
use std::collections::BTreeMap;

/// A4 in points.
pub(super) const PAGE: (f64, f64) = (595.28, 841.89);
const LEFT: f64 = 56.7;
const TOP: f64 = 62.0;
const BOTTOM: f64 = 66.0;
/// Between the margins.
pub(super) const WIDTH: f64 = PAGE.0 - 2.0 * LEFT;

const INK: Color = Color::hex(0x001B_1F24);
pub(super) const QUIET: Color = Color::hex(0x005A_6270);
const LINK: Color = Color::hex(0x000E_4C82);
const RULE: Color = Color::hex(0x00D9_DEE4);

/// Words of one look on one line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub x: f64,
    pub face: Face,
    pub size: f64,
    pub color: Color,
    pub text: String,
    pub to: Option<String>,
    /// The language of an article's words.
    pub quoted: Option<Lang>,
}

/// What stands on a page.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A line of the part `leaf`, its baseline at `y`.
    Line { leaf: usize, y: f64, pieces: Vec<Piece> },
    /// A bullet: no part of the text.
    Bullet { x: f64, y: f64 },
    /// A thin line across a table.
    Rule { x: f64, y: f64, width: f64, color: Color },
    /// The timeline, from its upper left corner.
    Figure { leaf: usize, x: f64, y: f64, width: f64, height: f64 },
}

/// A part of the document, for readers of screens.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Heading { level: u8, text: String, leaf: usize },
    Paragraph(usize),
    Quote(usize),
    List(Vec<usize>),
    Table { head: Vec<usize>, rows: Vec<Vec<usize>> },
    Figure(usize),
}

/// The pages and what they mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    pub pages: Vec<Vec<Item>>,
    pub parts: Vec<Part>,
    /// How many leaves there are.
    pub leaves: usize,
    /// Where anchors stand: page, and points from its top.
    pub anchors: BTreeMap<String, (usize, f64)>,
    /// Headings for the bookmarks: level, words, page, points from its top.
    pub outline: Vec<(u8, String, usize, f64)>,
}

/// How a kind of block is set.
#[derive(Clone, Copy)]
struct Set {
    size: f64,
    leading: f64,
    before: f64,
    left: f64,
    width: f64,
}

pub(super) fn compose(brief: &Brief, blocks: &[Block]) -> Document {
    let mut c = Composer { out: Document { pages: vec![Vec::new()], ..Document::default() }, y: TOP };
    for block in blocks {
        c.block(brief, block);
    }
    c.out
}

struct Composer {
    out: Document,
    /// Where the next block begins, from the top of the page.
    y: f64,
}

impl Composer {
    fn block(&mut self, brief: &Brief, block: &Block) {
        let body = Set { size: 10.0, leading: 13.6, before: 5.0, left: 0.0, width: WIDTH };
        match block {
            Block::Heading { level, text, anchor } => self.heading(*level, text, anchor),
            Block::Text(runs) => {
                let leaf = self.paragraph(runs, body, true);
                self.out.parts.push(Part::Paragraph(leaf));
            }
            Block::Small(runs) => {
                let leaf = self.paragraph(runs, Set { size: 8.5, leading: 11.4, before: 3.0, ..body }, true);
                self.out.parts.push(Part::Paragraph(leaf));
            }
            Block::Item(runs) => {
                let set = Set { left: 12.0, width: WIDTH - 12.0, before: 3.0, ..body };
                let leaf = self.paragraph(runs, set, true);
                self.bullet(leaf);
                match self.out.parts.last_mut() {
                    Some(Part::List(items)) => items.push(leaf),
                    _ => self.out.parts.push(Part::List(vec![leaf])),
                }
            }
            Block::Source { number, runs } => {
                let set = Set { size: 9.0, leading: 12.0, before: 5.0, ..body };
                self.room(3.0 * set.leading + set.before);
                self.anchor(source_anchor(*number), set.before);
                let leaf = self.paragraph(runs, set, true);
                self.out.parts.push(Part::Paragraph(leaf));
            }
            Block::Figure { numbers } => {
                self.figure(brief);
                let runs = [Run { look: Look::Quiet, text: numbers.clone(), to: None }];
                let leaf = self.paragraph(&runs, Set { size: 8.5, leading: 11.4, before: 3.0, ..body }, true);
                self.out.parts.push(Part::Paragraph(leaf));
            }
            Block::Table { head, rows, shares, numbers, caption } => {
                self.table(head, rows, shares, numbers);
                if !caption.is_empty() {
                    let runs = [Run { look: Look::Quiet, text: caption.clone(), to: None }];
                    let leaf = self.paragraph(&runs, Set { size: 8.5, leading: 11.4, before: 3.0, ..body }, true);
                    self.out.parts.push(Part::Paragraph(leaf));
                }
            }
            Block::Event { told, line, about, passages, why, note } => {
                let first = Set { before: 11.0, ..body };
                let small = Set { size: 8.5, leading: 11.4, before: 2.0, ..body };
                let quote = Set { size: 9.5, leading: 13.0, before: 4.0, left: 14.0, width: WIDTH - 14.0 };
                // A short event stays together; of a long one the line, what is said about it and two lines of the passage.
                let parts = [(line, first), (about, small)].into_iter().chain(passages.iter().map(|p| (p, quote)));
                let rest = [why, note].into_iter().filter(|r| !r.is_empty()).map(|r| (r, Set { before: 3.0, ..small }));
                let whole: f64 = parts.chain(rest).map(|(runs, set)| height(runs, set)).sum();
                let least = first.before + 2.0 * first.leading + small.leading + 2.0 * quote.leading + 6.0;
                self.room(if whole <= TOGETHER { whole } else { least });
                self.anchor(event_anchor(*told), first.before);
                let leaf = self.paragraph(line, first, true);
                self.out.parts.push(Part::Paragraph(leaf));
                let leaf = self.paragraph(about, small, true);
                self.out.parts.push(Part::Paragraph(leaf));
                for passage in passages {
                    let leaf = self.paragraph(passage, quote, true);
                    self.out.parts.push(Part::Quote(leaf));
                }
                for rest in [why, note].into_iter().filter(|r| !r.is_empty()) {
                    let leaf = self.paragraph(rest, Set { before: 3.0, ..small }, true);
                    self.out.parts.push(Part::Paragraph(leaf));
                }
            }
        }
    }

    fn leaf(&mut self) -> usize {
        self.out.leaves += 1;
        self.out.leaves - 1
    }

    fn page(&mut self) -> usize {
        self.out.pages.len() - 1
    }

    fn put(&mut self, item: Item) {
        if let Some(page) = self.out.pages.last_mut() {
            page.push(item);
        }
    }

    /// A new page where less than `height` is left on this one.
    fn room(&mut self, height: f64) {
        if self.y + height > PAGE.1 - BOTTOM && self.y > TOP {
            self.out.pages.push(Vec::new());
            self.y = TOP;
        }
    }

    fn anchor(&mut self, name: String, before: f64) {
        let at = (self.page(), (self.y + before - 4.0).max(0.0));
        self.out.anchors.entry(name).or_insert(at);
    }

    fn heading(&mut self, level: u8, text: &str, anchor: &str) {
        let (size, before) = match level {
            1 => (21.0, 0.0),
            2 => (14.0, 20.0),
            _ => (10.5, 13.0),
        };
        let set = Set { size, leading: size * 1.25, before, left: 0.0, width: WIDTH };
        // A heading of the third level stands over a table, which keeps its head and first row together.
        self.room(before + 2.0 * set.leading + if level == 3 { 120.0 } else { 60.0 });
        let before = if self.y <= TOP { 0.0 } else { before };
        self.anchor(anchor.to_owned(), before);
        let (page, y) = (self.page(), self.y + before);
        self.out.outline.push((level, text.to_owned(), page, (y - 4.0).max(0.0)));
        let runs = [Run { look: Look::Strong, text: text.to_owned(), to: None }];
        let width = balanced(&runs, size, WIDTH);
        let leaf = self.paragraph(&runs, Set { before, width, ..set }, false);
        self.out.parts.push(Part::Heading { level, text: text.to_owned(), leaf });
        self.y += 2.0;
    }

    /// Sets runs as a part of their own, over as many pages as they need; gives its leaf.
    fn paragraph(&mut self, runs: &[Run], set: Set, breaks: bool) -> usize {
        let leaf = self.leaf();
        self.y += if self.y <= TOP { 0.0 } else { set.before };
        let lines = lines(runs, set.size, set.width);
        let all = lines.len();
        for (n, pieces) in lines.into_iter().enumerate() {
            // No line stands alone on a page: not the first, nor the last.
            let together = match all - n {
                _ if !breaks && n > 0 => 0,
                left if n == 0 && left <= 3 => left,
                left if n == 0 || left == 2 => 2,
                _ => 1,
            };
            self.room(together as f64 * set.leading);
            let y = self.y + set.size * 0.95;
            let pieces = pieces.into_iter().map(|p| Piece { x: p.x + LEFT + set.left, ..p }).collect();
            self.put(Item::Line { leaf, y, pieces });
            self.y += set.leading;
        }
        leaf
    }

    /// Before the first line of an item.
    fn bullet(&mut self, leaf: usize) {
        for page in self.out.pages.iter_mut().rev() {
            let first = page.iter().find_map(|item| match item {
                Item::Line { leaf: l, y, .. } if *l == leaf => Some(*y),
                _ => None,
            });
            if let Some(y) = first {
                page.push(Item::Bullet { x: LEFT + 4.0, y: y - 3.2 });
                return;
            }
        }
    }

    fn figure(&mut self, brief: &Brief) {
        let scene = &brief.figure.scene;
        let (width, height) = (WIDTH, WIDTH * scene.height / scene.width.max(1.0));
        self.room(height + 12.0);
        self.y += 8.0;
        let leaf = self.leaf();
        self.put(Item::Figure { leaf, x: LEFT, y: self.y, width, height });
        self.out.parts.push(Part::Figure(leaf));
        self.y += height + 4.0;
    }

    fn table(&mut self, head: &[String], rows: &[Vec<Vec<Run>>], shares: &[f64], numbers: &[bool]) {
        let bold = |h: &String| vec![Run { look: Look::Strong, text: h.clone(), to: None }];
        let header: Vec<Vec<Run>> = head.iter().map(bold).collect();
        self.y += 8.0;
        let first = rows.first().map_or(0.0, |row| row_height(row, shares));
        self.room((row_height(&header, shares) + first).min(PAGE.1 - TOP - BOTTOM));
        let head = self.row(&header, shares, numbers, QUIET);
        let rows = rows.iter().map(|row| self.row(row, shares, numbers, RULE)).collect();
        self.y += 3.0;
        self.out.parts.push(Part::Table { head, rows });
    }

    /// One row with a rule under it; a row that does not fit goes to the next page, and breaks only where it is higher than one.
    fn row(&mut self, cells: &[Vec<Run>], shares: &[f64], numbers: &[bool], rule: Color) -> Vec<usize> {
        let (size, leading, pad) = ROW;
        let cells: Vec<(f64, f64, Vec<Vec<Piece>>)> = cells
            .iter()
            .zip(shares)
            .scan(0.0, |x, (runs, share)| {
                let (left, width) = (*x, WIDTH * share);
                *x += width;
                Some((left, width - 8.0, lines(runs, size, width - 8.0)))
            })
            .collect();
        let most = cells.iter().map(|c| c.2.len()).max().unwrap_or(0);
        self.room((most as f64 * leading + 2.0 * pad).min(PAGE.1 - TOP - BOTTOM));
        self.y += pad;
        let leaves: Vec<usize> = cells.iter().map(|_| self.leaf()).collect();
        for n in 0..most {
            self.room(leading);
            let y = self.y + size * 0.95;
            for (((left, width, lines), leaf), number) in cells.iter().zip(&leaves).zip(numbers) {
                let Some(line) = lines.get(n) else { continue };
                let wide = line.last().map_or(0.0, |p| p.x + typeset::width(&p.text, p.face, p.size));
                let shift = LEFT + left + if *number { width - wide } else { 0.0 };
                let pieces = line.iter().map(|p| Piece { x: p.x + shift, ..p.clone() }).collect();
                self.put(Item::Line { leaf: *leaf, y, pieces });
            }
            self.y += leading;
        }
        self.y += pad;
        self.put(Item::Rule { x: LEFT, y: self.y, width: WIDTH, color: rule });
        leaves
    }
}

/// An event no higher than this stands on one page.
const TOGETHER: f64 = 250.0;

/// How high a paragraph is, with the room before it.
fn height(runs: &[Run], set: Set) -> f64 {
    set.before + lines(runs, set.size, set.width).len() as f64 * set.leading
}

/// Size and leading of the type in tables, and the room above and below a row.
const ROW: (f64, f64, f64) = (9.0, 11.8, 4.0);

fn row_height(cells: &[Vec<Run>], shares: &[f64]) -> f64 {
    let (size, leading, pad) = ROW;
    let counts = cells.iter().zip(shares).map(|(runs, share)| lines(runs, size, WIDTH * share - 8.0).len());
    counts.max().unwrap_or(0) as f64 * leading + 2.0 * pad
}

fn dress(look: Look, is_link: bool) -> (Face, Color) {
    let (face, color) = match look {
        Look::Plain => (Face::Sans, INK),
        Look::Strong => (Face::SansBold, INK),
        Look::Emphasis => (Face::SansItalic, INK),
        Look::Quiet => (Face::Sans, QUIET),
        Look::Quoted(_) => (Face::Serif, INK),
    };
    (face, if is_link { LINK } else { color })
}

/// The least width at which the runs need no more lines than at `width`: no last word stands alone.
fn balanced(runs: &[Run], size: f64, width: f64) -> f64 {
    let most = lines(runs, size, width).len();
    let mut narrow = width;
    while most > 1 && narrow > width * 0.5 && lines(runs, size, narrow - width * 0.02).len() <= most {
        narrow -= width * 0.02;
    }
    narrow
}

/// The runs in lines no wider than `width`; a word wider than a line is broken at a letter.
fn lines(runs: &[Run], size: f64, width: f64) -> Vec<Vec<Piece>> {
    let mut out: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut x = 0.0;
    let mut gap = false;
    for run in runs {
        let (face, color) = dress(run.look, run.to.is_some());
        let quoted = match run.look {
            Look::Quoted(lang) => Some(lang),
            _ => None,
        };
        let size = if face == Face::Serif { size * 0.95 } else { size };
        for (n, word) in run.text.split(' ').enumerate() {
            gap |= n > 0;
            if word.is_empty() {
                continue;
            }
            let mut word = word;
            let space = if gap && x > 0.0 { typeset::width(" ", face, size) } else { 0.0 };
            let wide = typeset::width(word, face, size);
            // What follows without a space stays on the line of what it follows: a full stop, a bracket.
            if x > 0.0 && gap && x + space + wide > width {
                out.push(Vec::new());
                x = 0.0;
            }
            while typeset::width(word, face, size) > width {
                let end = fitting(word, face, size, width - x);
                let (head, tail) = word.split_at(end);
                add(&mut out, &mut x, &mut gap, (face, size, color, &run.to, quoted), head);
                out.push(Vec::new());
                x = 0.0;
                word = tail;
            }
            add(&mut out, &mut x, &mut gap, (face, size, color, &run.to, quoted), word);
        }
    }
    out.retain(|line| !line.is_empty());
    out
}

/// How many bytes of a word fit into `room`; at least one letter.
fn fitting(word: &str, face: Face, size: f64, room: f64) -> usize {
    let mut end = word.chars().next().map_or(0, char::len_utf8);
    let mut used = 0.0;
    for (at, c) in word.char_indices() {
        used += typeset::width(c.encode_utf8(&mut [0; 4]), face, size);
        if used > room {
            break;
        }
        end = end.max(at + c.len_utf8());
    }
    end
}

fn add(
    out: &mut [Vec<Piece>],
    x: &mut f64,
    gap: &mut bool,
    (face, size, color, to, quoted): (Face, f64, Color, &Option<String>, Option<Lang>),
    word: &str,
) {
    let spaced = if *gap && *x > 0.0 { format!(" {word}") } else { word.to_owned() };
    *gap = false;
    let wide = typeset::width(&spaced, face, size);
    let Some(line) = out.last_mut() else { return };
    match line.last_mut() {
        Some(last) if last.face == face && last.color == color && last.to == *to && last.quoted == quoted => {
            last.text.push_str(&spaced);
        }
        _ => line.push(Piece { x: *x, face, size, color, text: spaced, to: to.clone(), quoted }),
    }
    *x += wide;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Run {
        Run { look: Look::Plain, text: text.to_owned(), to: None }
    }

    fn joined(lines: &[Vec<Piece>]) -> Vec<String> {
        lines.iter().map(|l| l.iter().map(|p| p.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_no_word_is_lost() {
        let text = "Le ministère assure que le réseau a été visité, ce que la partie adverse dément.";
        let set = lines(&[plain(text)], 10.0, 120.0);
        assert!(set.len() > 2);
        assert_eq!(joined(&set).join(" "), text);
        for line in &set {
            let wide = line.last().map_or(0.0, |p| p.x + typeset::width(&p.text, p.face, p.size));
            assert!(wide <= 120.5, "{line:?}");
        }
    }

    #[test]
    fn what_follows_without_a_space_is_not_torn_off() {
        let runs = [plain("mot mot mot"), Run { look: Look::Strong, text: "[3]".to_owned(), to: None }, plain(".")];
        assert_eq!(joined(&lines(&runs, 10.0, 500.0)), ["mot mot mot[3]."]);
    }

    #[test]
    fn no_line_of_a_paragraph_stands_alone_on_a_page() {
        let set = Set { size: 10.0, leading: 13.6, before: 5.0, left: 0.0, width: WIDTH };
        // Whatever stands above, and however long the paragraph is.
        for above in 0..13 {
            for words in (10..260).step_by(23) {
                let mut c = Composer { out: Document { pages: vec![Vec::new()], ..Document::default() }, y: TOP };
                c.y = PAGE.1 - BOTTOM - f64::from(above) * 6.0;
                c.paragraph(&[plain(&"mot ".repeat(words))], set, true);
                let counts: Vec<usize> = c.out.pages.iter().map(Vec::len).filter(|n| *n > 0).collect();
                let all: usize = counts.iter().sum();
                assert!(all == 1 || counts.iter().all(|n| *n > 1), "{counts:?}");
            }
        }
    }

    #[test]
    fn a_word_without_end_is_broken_at_a_letter() {
        let set = lines(&[plain(&"é".repeat(300))], 10.0, 100.0);
        assert!(set.len() > 5);
        assert_eq!(joined(&set).concat(), "é".repeat(300));
    }
}
