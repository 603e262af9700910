//! A paragraph of several faces, set in lines of a width. Deliberately without hyphens and justification.

use crate::scene::{Align, Color, Face, Node, Point, Shape};
use crate::typeset;

/// Words of one face and colour.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    face: Face,
    color: Color,
    text: String,
}

impl Run {
    pub fn new(face: Face, color: Color, text: String) -> Self {
        Run { face, color, text }
    }
}

/// A stretch of one line.
struct Piece {
    x: f64,
    face: Face,
    color: Color,
    text: String,
}

/// A paragraph as it was set.
pub(crate) struct Set {
    pub height: f64,
    pub nodes: Vec<Node>,
}

/// The runs in lines of at most `width`, from the top left corner (0, 0). What does not fit into `most` lines ends in "…".
pub(crate) fn paragraph(runs: &[Run], size: f64, width: f64, leading: f64, most: usize) -> Set {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut x = 0.0;
    'all: for run in runs {
        let space = typeset::width(" ", run.face, size);
        for word in run.text.split(' ').filter(|w| !w.is_empty()) {
            let wide = typeset::width(word, run.face, size);
            if x > 0.0 && x + space + wide > width {
                if lines.len() == most {
                    close(lines.last_mut(), size, width);
                    break 'all;
                }
                lines.push(Vec::new());
                x = 0.0;
            }
            let start = if x > 0.0 { x + space } else { 0.0 };
            if let Some(line) = lines.last_mut() {
                match line.last_mut() {
                    Some(last) if last.face == run.face && last.color == run.color => {
                        last.text.push(' ');
                        last.text.push_str(word);
                    }
                    _ => line.push(Piece { x: start, face: run.face, color: run.color, text: word.to_owned() }),
                }
            }
            x = start + wide;
        }
    }
    let height = lines.len() as f64 * leading;
    let nodes = lines
        .into_iter()
        .enumerate()
        .flat_map(|(n, line)| line.into_iter().map(move |piece| (n, piece)))
        .map(|(n, piece)| {
            let at = Point { x: piece.x, y: n as f64 * leading + size * 0.86 };
            let (face, color, text) = (piece.face, piece.color, piece.text);
            let (align, size) = (Align::Start, size);
            Node { shape: Shape::Text { at, align, face, size, color, text }, event: None, clip: None }
        })
        .collect();
    Set { height, nodes }
}

/// Ends a line that is the last one allowed with "…".
fn close(line: Option<&mut Vec<Piece>>, size: f64, width: f64) {
    let Some(last) = line.and_then(|l| l.last_mut()) else { return };
    let room = width - last.x;
    let text = format!("{} …", last.text.trim_end_matches(['.', ',', ' ', '…']));
    last.text =
        typeset::shorten(&text, last.face, size, room).map_or_else(|| "…".to_owned(), std::borrow::Cow::into_owned);
    last.text = last.text.replace(" …", "…");
}

#[cfg(test)]
mod tests {
    use super::*;

    const INK: Color = Color::hex(0);

    fn lines(nodes: &[Node]) -> Vec<(f64, String)> {
        nodes
            .iter()
            .filter_map(|n| match &n.shape {
                Shape::Text { at, text, .. } => Some((at.y, text.clone())),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn runs_follow_each_other_on_a_line() {
        let runs = [Run::new(Face::SansBold, INK, "Un.".into()), Run::new(Face::Sans, INK, "Deux trois.".into())];
        let Set { height, nodes } = paragraph(&runs, 10.0, 500.0, 13.0, 3);
        assert!((height - 13.0).abs() < 1e-9);
        assert_eq!(lines(&nodes).len(), 2);
    }

    #[test]
    fn a_long_text_breaks_and_ends_in_dots_at_the_last_line_allowed() {
        let runs = [Run::new(Face::Sans, INK, "mot ".repeat(200))];
        let Set { height, nodes } = paragraph(&runs, 10.0, 120.0, 13.0, 3);
        assert!((height - 39.0).abs() < 1e-9);
        let texts = lines(&nodes);
        assert_eq!(texts.len(), 3);
        assert!(texts[2].1.ends_with('…'), "{texts:?}");
        assert!(texts.iter().all(|(_, t)| typeset::width(t, Face::Sans, 10.0) <= 121.0));
    }
}
