//! The user's guide inside the program: the Markdown that is shipped beside it, of which it knows headings, lists, tables and
//! paragraphs.

use super::theme;
use crate::model::Lang;
use crate::scene::Face;
use eframe::egui::{self, RichText};
use std::sync::LazyLock;

static GUIDES: LazyLock<[Vec<Block>; 2]> = LazyLock::new(|| {
    [include_str!("../../assets/guide/guide.fr.md"), include_str!("../../assets/guide/guide.en.md")].map(blocks)
});

static NEWS: LazyLock<[Vec<Block>; 2]> = LazyLock::new(|| {
    [include_str!("../../assets/guide/news.fr.md"), include_str!("../../assets/guide/news.en.md")].map(blocks)
});

/// A part of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    /// Its rank, from 1.
    Heading(usize, String),
    Paragraph(String),
    /// What stands before it ("1." or "•"), and its text.
    Item(String, String),
    Row(String, String),
}

/// The guide in a language.
pub fn guide_ui(ui: &mut egui::Ui, lang: Lang) {
    blocks_ui(ui, &GUIDES[usize::from(lang == Lang::En)]);
}

/// What is new in each version.
pub fn news_ui(ui: &mut egui::Ui, lang: Lang) {
    blocks_ui(ui, &NEWS[usize::from(lang == Lang::En)]);
}

fn blocks_ui(ui: &mut egui::Ui, blocks: &[Block]) {
    let room = (ui.ctx().content_rect().height() - 160.0).clamp(160.0, 900.0);
    let strong = |text: &str, size| RichText::new(text).font(theme::font(Face::SansBold, size));
    egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        for block in blocks {
            match block {
                Block::Heading(rank, text) => {
                    ui.add_space(if *rank > 1 { 10.0 } else { 0.0 });
                    ui.label(strong(text, if *rank > 1 { 15.0 } else { 19.0 }));
                }
                Block::Paragraph(text) => {
                    ui.add(egui::Label::new(text).wrap());
                }
                Block::Item(sign, text) => {
                    ui.horizontal_top(|ui| {
                        ui.label(sign);
                        ui.add(egui::Label::new(text).wrap());
                    });
                }
                Block::Row(what, helps) => {
                    ui.add(egui::Label::new(strong(what, 13.0)).wrap());
                    ui.indent("row", |ui| ui.add(egui::Label::new(helps).wrap()));
                }
            }
        }
    });
}

fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line = line.trim();
        let item =
            line.split_once(' ').filter(|(sign, _)| *sign == "-" || sign.trim_end_matches('.').parse::<u8>().is_ok());
        let said = line.trim_start_matches('#').trim();
        if line.is_empty() {
            goes_on = false;
            continue;
        } else if line.starts_with('#') {
            out.push(Block::Heading(line.len() - line.trim_start_matches('#').len(), plain(said)));
        } else if line.starts_with('|') {
            let cells: Vec<String> = line.trim_matches('|').split('|').map(|c| plain(c.trim())).collect();
            if let [what, helps] = cells.as_slice()
                && !what.starts_with("---")
                && goes_on
            {
                out.push(Block::Row(what.clone(), helps.clone()));
            }
        } else if let Some((sign, text)) = item {
            out.push(Block::Item(if sign == "-" { "•" } else { sign }.to_owned(), plain(text)));
        } else {
            match out.last_mut() {
                Some(Block::Paragraph(text) | Block::Item(_, text)) if goes_on => {
                    text.push(' ');
                    text.push_str(&plain(line));
                }
                _ => out.push(Block::Paragraph(plain(line))),
            }
        }
        // The first row of a table is its head.
        goes_on = !line.starts_with('#');
    }
    out
}

/// Without the signs of emphasis and of code.
fn plain(text: &str) -> String {
    text.replace(['*', '`'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_is_its_headings_lists_tables_and_paragraphs() {
        let text = "# Le guide\n\nUn **dossier**\nlu.\n\n1. Ouvrir\n   `F`\n- Voir\n\n| Quoi | Aide |\n| --- | --- |\n| Rien | Tout |\n";
        assert_eq!(
            blocks(text),
            [
                Block::Heading(1, "Le guide".into()),
                Block::Paragraph("Un dossier lu.".into()),
                Block::Item("1.".into(), "Ouvrir F".into()),
                Block::Item("•".into(), "Voir".into()),
                Block::Row("Rien".into(), "Tout".into()),
            ]
        );
    }

    #[test]
    fn both_guides_have_the_same_parts() {
        let headings = |guide: &[Block]| guide.iter().filter(|b| matches!(b, Block::Heading(..))).count();
        let [fr, en] = &*GUIDES;
        assert!(headings(fr) > 5);
        assert_eq!(headings(fr), headings(en));
        let version = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
        for news in &*NEWS {
            let first = news.iter().find_map(|b| match b {
                Block::Heading(2, text) => Some(text.clone()),
                _ => None,
            });
            assert_eq!(first, Some(format!("Version {version}")), "what is new begins with this version");
        }
        assert_eq!(NEWS[0].len(), NEWS[1].len());
        assert!(fr.iter().chain(en).any(|b| matches!(b, Block::Row(..))));
    }
}
