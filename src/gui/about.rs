//! About Frise: version, and the licences of the program, of its data and of every crate that it is linked from.

use super::action::Action;
use super::state::{Legal, State};
use super::theme;
use super::words::{fill, words};
use crate::scene::Face;
use eframe::egui::{self, Button, RichText};
use std::sync::OnceLock;

/// Made by `packaging/licences`; `.ci/run` checks that it is fresh.
const CRATES: &str = include_str!("../../assets/licences.txt");
const MODEL: &str = include_str!("../../assets/model/LICENSE.md");
const SAMPLE: &str = include_str!("../../assets/sample_data/LICENSE.md");
const SANS: &str = include_str!("../../assets/fonts/OFL-SourceSans3.txt");
const SERIF: &str = include_str!("../../assets/fonts/OFL-SourceSerif4.txt");
const MIT: &str = include_str!("../../LICENSE-MIT");
const APACHE: &str = include_str!("../../LICENSE-APACHE");

/// The lines of one text.
fn lines(legal: Legal) -> &'static [&'static str] {
    static PROGRAM: OnceLock<Vec<&str>> = OnceLock::new();
    static DATA: OnceLock<Vec<&str>> = OnceLock::new();
    static LIBRARIES: OnceLock<Vec<&str>> = OnceLock::new();
    match legal {
        Legal::Program => PROGRAM.get_or_init(|| MIT.lines().chain([""]).chain(APACHE.lines()).collect()),
        Legal::Data => DATA.get_or_init(|| {
            let parts = [MODEL, SAMPLE, SANS, SERIF];
            parts.into_iter().flat_map(|part| part.lines().chain([""])).collect()
        }),
        Legal::Libraries => LIBRARIES.get_or_init(|| CRATES.lines().collect()),
    }
}

/// The inside of the window.
pub fn about_ui(ui: &mut egui::Ui, state: &State, legal: Legal, actions: &mut Vec<Action>) {
    let words = words(state.lang);
    let palette = theme::palette_of(ui);
    ui.heading("Frise");
    ui.label(words.app_claim);
    ui.add_space(4.0);
    ui.label(RichText::new(fill(words.about_text, &[env!("CARGO_PKG_VERSION")])).color(palette.weak));
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for (which, name) in [
            (Legal::Program, words.legal_program),
            (Legal::Data, words.legal_data),
            (Legal::Libraries, words.legal_libraries),
        ] {
            if ui.add(Button::selectable(legal == which, name)).clicked() {
                actions.push(Action::Help(Some(super::state::Help::About(which))));
            }
        }
    });
    ui.add_space(4.0);
    let (lines, font) = (lines(legal), theme::font(Face::Sans, 12.5));
    let height = 16.0;
    let room = (ui.ctx().content_rect().height() - 320.0).clamp(120.0, 420.0);
    egui::Frame::new().fill(palette.ground).inner_margin(8).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // A long line (the licences' lines in capitals) is scrolled to, and its end is told by the bar that then stands there.
        ui.spacing_mut().scroll = egui::style::ScrollStyle::solid();
        let area = egui::ScrollArea::both().id_salt(legal as u8).max_height(room).auto_shrink([false, false]);
        area.show_rows(ui, height, lines.len(), |ui, rows| {
            for line in &lines[rows] {
                let text = RichText::new(*line).font(font.clone());
                ui.add(egui::Label::new(text).extend());
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_that_frise_asks_for_is_listed_with_its_licence() {
        let manifest = include_str!("../../Cargo.toml");
        let table: toml::Table = manifest.parse().expect("Cargo.toml");
        let asked = table["dependencies"].as_table().expect("dependencies");
        assert!(asked.len() > 20);
        for name in asked.keys() {
            let line = CRATES.lines().find(|l| l.starts_with(&format!("{name} ")));
            assert!(line.is_some_and(|l| l.contains(" — ")), "{name} is not in assets/licences.txt");
        }
    }

    #[test]
    fn the_licences_of_model_fonts_and_sample_are_shown() {
        let data = lines(Legal::Data).join("\n");
        for part in ["LGPL-LR", "CC BY-SA 4.0", "CC0", "SIL OPEN FONT LICENSE"] {
            assert!(data.contains(part), "{part}");
        }
    }
}
