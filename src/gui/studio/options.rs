//! Everything that can be said of a figure.

use super::Studio;
use crate::figure::{Accent, Fonts, PageSize};
use crate::filter::Filter;
use crate::gui::action::Action;
use crate::gui::state::State;
use crate::gui::words::{fill, words};
use crate::gui::{tell, theme};
use crate::model::{Dates, Lang};
use crate::scene::{Color, Face};
use crate::timeline::Theme;
use eframe::egui::{self, RichText};

/// The options, from what is said to how it looks; those kept by name come first.
pub(super) fn options_ui(ui: &mut egui::Ui, state: &State, studio: &mut Studio, actions: &mut Vec<Action>) {
    let lang = state.lang;
    ui.spacing_mut().item_spacing.y = 5.0;
    if !state.recipes.is_empty() {
        heading(ui, words(lang).studio_recipes);
        for recipe in &state.recipes {
            ui.horizontal(|ui| {
                if ui.small_button("×").on_hover_text(words(lang).studio_forget).clicked() {
                    actions.push(Action::ForgetRecipe(recipe.name.clone()));
                }
                if ui.selectable_label(studio.options == recipe.options, &recipe.name).clicked() {
                    *studio = Studio::recalled(recipe, studio.actual);
                }
            });
        }
    }
    heading(ui, words(lang).studio_says);
    let titled = words(lang).studio_title_hint;
    let field = optional_text(ui, titled, &mut studio.options.title);
    // The window has the keyboard from its opening.
    let (opened, now) = (egui::Id::unique("studio-opened"), ui.ctx().cumulative_pass_nr());
    let last: Option<u64> = ui.data(|d| d.get_temp(opened));
    if last.is_none_or(|last| last + 1 < now) {
        field.request_focus();
    }
    ui.data_mut(|d| d.insert_temp(opened, now));
    let scope = words(lang).studio_subtitle_hint;
    optional_text(ui, scope, &mut studio.options.subtitle);
    language_ui(ui, studio);
    heading(ui, words(lang).studio_shows);
    period_ui(ui, state, studio);
    lanes_ui(ui, state, studio);
    filter_ui(ui, state, studio);
    heading(ui, words(lang).studio_page);
    page_ui(ui, lang, studio);
    heading(ui, words(lang).studio_look);
    look_ui(ui, lang, studio, actions);
}

fn heading(ui: &mut egui::Ui, text: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(text).font(theme::font(Face::SansBold, 13.0)));
}

/// A field whose empty text means that Frise says it.
fn optional_text(ui: &mut egui::Ui, hint: &str, text: &mut Option<String>) -> egui::Response {
    let mut typed = text.clone().unwrap_or_default();
    let field = ui.add(egui::TextEdit::singleline(&mut typed).hint_text(hint).desired_width(f32::INFINITY));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
    if field.changed() {
        *text = (!typed.is_empty()).then_some(typed);
    }
    field
}

fn language_ui(ui: &mut egui::Ui, studio: &mut Studio) {
    ui.horizontal(|ui| {
        ui.selectable_value(&mut studio.options.lang, Lang::Fr, "Français");
        ui.selectable_value(&mut studio.options.lang, Lang::En, "English");
    });
}

fn period_ui(ui: &mut egui::Ui, state: &State, studio: &mut Studio) {
    let lang = state.lang;
    let mut understood = [None, None];
    let mut changed = false;
    ui.horizontal(|ui| {
        let names = [words(lang).studio_from, words(lang).studio_to];
        for ((name, typed), days) in names.iter().zip(&mut studio.days).zip(&mut understood) {
            ui.label(*name);
            *days = crate::extract::typed::dates(typed, state.today, None);
            let wrong = !typed.trim().is_empty() && days.is_none();
            let ink = if wrong { theme::palette_of(ui).bad } else { ui.visuals().text_color() };
            let field = ui.add(egui::TextEdit::singleline(typed).text_color(ink).desired_width(88.0));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, *name));
            if field.changed() {
                *days = crate::extract::typed::dates(typed, state.today, None);
                changed = true;
            }
        }
    });
    if changed {
        let [from, to] = understood;
        let (earliest, latest) = (from.and_then(|d| d.earliest), to.and_then(|d| d.latest));
        let in_order = earliest.zip(latest).is_none_or(|(first, last)| first <= last);
        let any = earliest.is_some() || latest.is_some();
        studio.options.period = (any && in_order).then_some(Dates { earliest, latest, approximate: false });
    }
    let as_seen = Dates::between(state.view.first_date(), state.view.last_date());
    let label = words(lang).studio_period_of_window;
    if studio.options.period != Some(as_seen) && ui.small_button(label).clicked() {
        studio.options.period = Some(as_seen);
        studio.days = [as_seen.earliest, as_seen.latest].map(|d| d.map(|d| d.to_string()).unwrap_or_default());
    }
}

fn lanes_ui(ui: &mut egui::Ui, state: &State, studio: &mut Studio) {
    let lang = state.lang;
    let chosen = &mut studio.options.lanes;
    let said = match chosen.as_slice() {
        [] => words(lang).studio_lanes_most_active.to_owned(),
        some => {
            let names: Vec<String> = some.iter().map(|p| tell::party(*p, lang)).collect();
            let names = tell::shorten(&names.join(", "), 34);
            fill(words(lang).studio_lanes, &[&names])
        }
    };
    ui.menu_button(said, |ui| {
        if ui.button(words(lang).studio_most_active).clicked() {
            chosen.clear();
            ui.close();
        }
        ui.separator();
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for party in state.lanes_by_activity().into_iter().flatten() {
                let mut on = chosen.contains(&party);
                if ui.checkbox(&mut on, tell::party(party, lang)).changed() {
                    if on { chosen.push(party) } else { chosen.retain(|p| *p != party) }
                }
            }
        });
    });
}

fn filter_ui(ui: &mut egui::Ui, state: &State, studio: &mut Studio) {
    let lang = state.lang;
    ui.horizontal(|ui| {
        if studio.options.filter.is_empty() {
            ui.label(words(lang).studio_all_events);
        } else {
            ui.label(words(lang).studio_filtered);
            if ui.small_button("×").on_hover_text(words(lang).studio_no_filter).clicked() {
                studio.options.filter = Filter::default();
            }
        }
        let take = words(lang).studio_filters_of_window;
        if studio.options.filter != state.filter && ui.small_button(take).clicked() {
            studio.options.filter = state.filter.clone();
        }
    });
}

fn page_ui(ui: &mut egui::Ui, lang: Lang, studio: &mut Studio) {
    let size = &mut studio.options.size;
    let named = size.to_string();
    ui.horizontal_wrapped(|ui| {
        for name in PageSize::names() {
            let shown = match name {
                "A4-portrait" => "A4 portrait",
                "A3-portrait" => "A3 portrait",
                "1:1" => words(lang).studio_square,
                name => name,
            };
            if ui.selectable_label(named == name, shown).clicked()
                && let Ok(page) = name.parse()
            {
                *size = page;
            }
        }
    });
    ui.horizontal(|ui| {
        let name = ui.label(words(lang).studio_width);
        ui.add(egui::DragValue::new(&mut size.width).range(320.0..=10_000.0).max_decimals(0)).labelled_by(name.id);
        let name = ui.label(words(lang).studio_height);
        ui.add(egui::DragValue::new(&mut size.height).range(240.0..=10_000.0).max_decimals(0)).labelled_by(name.id);
        ui.label(RichText::new(words(lang).studio_pixels).size(12.0));
        (size.width, size.height) = (size.width.round(), size.height.round());
    });
    ui.horizontal(|ui| {
        ui.label("PNG");
        for scale in [1.0, 2.0, 3.0, 4.0] {
            let on = (studio.options.scale - scale).abs() < 1e-9;
            if ui.selectable_label(on, format!("{scale}×")).clicked() {
                studio.options.scale = scale;
            }
        }
    });
    ui.horizontal(|ui| {
        ui.label("SVG");
        for (fonts, name) in [
            (Fonts::Embedded, words(lang).studio_fonts_embedded),
            (Fonts::Outlined, words(lang).studio_fonts_outlined),
            (Fonts::Named, words(lang).studio_fonts_named),
        ] {
            ui.selectable_value(&mut studio.options.fonts, fonts, name);
        }
    });
}

fn look_ui(ui: &mut egui::Ui, lang: Lang, studio: &mut Studio, actions: &mut Vec<Action>) {
    let options = &mut studio.options;
    ui.horizontal(|ui| {
        for (theme, name) in [
            (Theme::Light, words(lang).studio_light),
            (Theme::Dark, words(lang).studio_dark),
            (Theme::Print, words(lang).studio_print),
        ] {
            ui.selectable_value(&mut options.theme, theme, name);
        }
    });
    ui.horizontal(|ui| {
        let mut own = options.accent.is_some();
        if ui.checkbox(&mut own, words(lang).studio_accent).changed() {
            options.accent = own.then_some(Accent(Color::hex(0x000E_4C82)));
        }
        if let Some(Accent(color)) = &mut options.accent {
            let mut rgb = [color.r, color.g, color.b];
            if ui.color_edit_button_srgb(&mut rgb).changed() {
                (color.r, color.g, color.b) = (rgb[0], rgb[1], rgb[2]);
            }
        }
    });
    let banner = words(lang).studio_banner;
    optional_text(ui, banner, &mut options.banner);
    ui.horizontal(|ui| match &options.logo {
        None => {
            if ui.button(words(lang).studio_logo_add).clicked() {
                actions.push(Action::AskLogo);
            }
        }
        Some(logo) => {
            let name = logo.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            ui.label(fill(words(lang).studio_logo, &[&tell::shorten(&name, 28)]));
            if ui.small_button("×").on_hover_text(words(lang).studio_no_logo).clicked() {
                options.logo = None;
            }
        }
    });
}
