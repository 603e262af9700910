//! A country or a group that Frise does not know: what it is called, and for whom it counts.

use super::capital;
use super::rows::{field_ui, labelled_ui, line_ui, named, row_ui, suggestions};
use crate::gui::action::Action;
use crate::gui::desk::Ask;
use crate::gui::state::State;
use crate::gui::words::words;
use crate::gui::{tell, theme};
use crate::knowledge::Knowledge;
use crate::model::{EventId, Lang, Party};
use crate::project::{Change, Fact, Field, Wish};
use crate::scene::Face;
use eframe::egui::{self, RichText};

/// As typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct FactForm {
    /// A group counts for a country; a country counts for itself.
    pub group: bool,
    pub fr: String,
    pub en: String,
    pub code: String,
    /// Between commas.
    pub names: String,
    /// The beginning of the name of the group's country.
    pub state: String,
    pub party: Option<Party>,
    /// The event, and its field, that the new party joins.
    pub joins: Option<(EventId, Field)>,
}

impl FactForm {
    /// With a name that was typed where a known one was looked for.
    pub fn named(name: &str, joins: Option<(EventId, Field)>) -> Self {
        let fr = capital(name.trim());
        Self { code: free_code(&fr), en: fr.clone(), fr, joins, ..Self::default() }
    }

    /// What is still missing, or what was described.
    fn fact(&self, lang: Lang) -> Result<Fact, &'static str> {
        let names = self.names.split(',').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
        let fr = self.fr.trim().to_owned();
        if fr.is_empty() {
            return Err(words(lang).fact_no_name);
        }
        if self.group {
            let told = words(lang).fact_no_country;
            return Ok(Fact::Group { name: fr, state: self.party.ok_or(told)?, names });
        }
        let told = words(lang).fact_bad_code;
        let code = Party::new(self.code.trim()).ok_or(told)?;
        if Knowledge::current().country(code).is_some() {
            return Err(words(lang).fact_code_taken);
        }
        let en = if self.en.trim().is_empty() { fr.clone() } else { self.en.trim().to_owned() };
        Ok(Fact::Country { code, fr, en, names })
    }
}

/// A code that no country has: the first letters of the name, else with others.
fn free_code(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let letters: Vec<char> =
        name.nfd().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).take(12).collect();
    let free = |code: &String| Party::new(code).is_some_and(|p| Knowledge::current().country(p).is_none());
    let heads = (3..=4).map(|n| letters.iter().take(n).collect::<String>());
    let pairs =
        letters.iter().skip(1).filter_map(|second| Some([*letters.first()?, *second].iter().collect::<String>()));
    heads.chain(pairs).find(free).unwrap_or_default()
}

/// The window in which it is described, while it is open.
pub fn fact_ui(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    let Some(form) = &state.desk.fact else { return };
    let (lang, mut typed) = (state.lang, form.clone());
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(egui::Margin::symmetric(20, 16));
    let (mut done, mut cancelled) = (None, false);
    // A click beside it would throw away what was typed: only Escape and the button close it.
    cancelled |= ctx.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    // Enter picks the country that is being typed, and adds from anywhere else.
    let entered = ctx.input(|i| i.key_pressed(egui::Key::Enter));
    let mut picked = false;
    let _ = egui::Modal::new(egui::Id::unique("fact")).frame(frame).show(ctx, |ui| {
        ui.set_width(400.0);
        let palette = theme::palette_of(ui);
        ui.spacing_mut().item_spacing.y = 6.0;
        let title = words(lang).fact_title;
        ui.label(RichText::new(title).font(theme::font(Face::SansBold, 15.0)));
        let told = words(lang).fact_told;
        ui.label(RichText::new(told).color(palette.weak).size(12.0));
        ui.horizontal(|ui| {
            theme::outlined(ui);
            ui.radio_value(&mut typed.group, false, words(lang).fact_country);
            let group = words(lang).fact_group;
            ui.radio_value(&mut typed.group, true, group);
        });
        let name = words(lang).fact_name;
        row_ui(ui, name, |ui| {
            let field = field_ui(ui, &mut typed.fr, name, "");
            // One types into the window at once.
            if ui.memory(|m| m.focused().is_none()) {
                field.request_focus();
            }
        });
        if typed.group {
            let name = words(lang).fact_counts_for;
            row_ui(ui, name, |ui| {
                if let Some(party) = typed.party {
                    ui.label(RichText::new(tell::party(party, lang)).strong());
                }
                let left = line_ui(ui, &mut typed.state, name, words(lang).fact_country_hint);
                let first =
                    if left && entered { named(&typed.state, lang).first().map(|(party, _)| *party) } else { None };
                if let Some(party) = suggestions(ui, &typed.state, lang).or(first) {
                    typed.party = Some(party);
                    typed.state.clear();
                    picked = true;
                }
            });
        } else {
            let english = words(lang).fact_english;
            row_ui(ui, english, |ui| line_ui(ui, &mut typed.en, english, ""));
            row_ui(ui, "Code", |ui| line_ui(ui, &mut typed.code, "code", "XYZ"));
        }
        let others = words(lang).fact_names;
        row_ui(ui, others, |ui| {
            line_ui(ui, &mut typed.names, others, words(lang).fact_names_hint);
        });
        let fact = typed.fact(lang);
        labelled_ui(ui, fact.as_ref().err().copied().unwrap_or(" "), palette.weak);
        ui.horizontal(|ui| {
            let add = egui::Button::new(words(lang).add);
            if ui.add_enabled(fact.is_ok(), add).clicked() {
                done = fact.ok();
            }
            cancelled |= ui.button(words(lang).cancel).clicked();
        });
        if entered && !picked && !cancelled && done.is_none() {
            done = typed.fact(lang).ok();
        }
    });
    if let Some(fact) = done {
        actions.push(wish(state, &typed, fact).into());
        actions.push(Ask::Fact(None).into());
    } else if cancelled {
        actions.push(Ask::Fact(None).into());
    } else if typed != *form {
        actions.push(Ask::Fact(Some(Box::new(typed))).into());
    }
}

/// The fact, and the event that its party joins, as one step.
fn wish(state: &State, form: &FactForm, fact: Fact) -> Wish {
    let party = match &fact {
        Fact::Country { code, .. } => *code,
        Fact::Group { state, .. } => *state,
    };
    let joined = form.joins.as_ref().and_then(|(id, field)| {
        let event = state.corpus.event(id)?;
        let change = match field {
            Field::Actors => Change::Actors(super::rows::with(&event.actors, party)),
            _ => Change::Targets(super::rows::with(&event.targets, party)),
        };
        Some(Wish::Change(id.clone(), change))
    });
    Wish::Several(std::iter::once(Wish::Fact(fact)).chain(joined).collect())
}
