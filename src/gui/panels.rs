//! What stands round the timeline: menu, legend, right panel, activity, status bar, help, and the empty window.

use super::action::{Action, Pick, TextSize};
use super::canvas::Canvas;
use super::commands::Typed;
use super::menu::{Item, Menu};
use super::motion::Motion;
use super::passages::{Shown, events_ui, glyph_ui};
use super::state::{Help, Legal, Side, State, ThemeChoice};
use super::words::{count, fill, number, words};
use super::{sources, theme};
use crate::Progress;
use crate::gui::words::words as say;
use crate::model::{Family, Kind, Lang};
use crate::scene::Face;
use crate::timeline::{Clock, Counts, Theme, words as calendar};
use eframe::egui::{self, Button, RichText};

/// All menus.
pub fn menus(menu: &mut Menu<'_>, state: &State, theme: Theme) {
    let words = words(state.lang);
    let pick = |what, add| Action::Ask { what, add };
    menu.sub(words.menu_file, |menu| {
        super::desk::file_menu(menu, state);
        let folder = pick(Pick::Folder, false);
        menu.item(Item::new(words.open_folder, folder).keys("Ctrl+O"));
        menu.item(Item::new(words.open_files, pick(Pick::Files, false)));
        menu.item(Item::new(words.add_folder, pick(Pick::Folder, true)).keys(words.keys_add_folder));
        menu.item(Item::new(words.add_files, pick(Pick::Files, true)));
        menu.separator();
        if !state.corpus.events.is_empty() {
            let studio = Box::new(super::studio::Studio::of(state, theme));
            menu.item(Item::new(words.compose_figure, Action::Studio(Some(studio))));
        }
        menu.item(Item::new(words.save_picture, Action::SavePicture).keys("Ctrl+E"));
        menu.item(Item::new(words.save_window, Action::SaveWindow).keys("F12"));
        menu.item(Item::new(words.copy_picture, Action::CopyPicture).keys(words.keys_copy_picture));
        menu.separator();
        menu.item(Item::new(words.quit, Action::Quit).keys("Ctrl+Q"));
    });
    super::desk::edit_menu(menu, state);
    menu.sub(words.menu_view, |menu| view_menu(menu, state));
    menu.sub(words.menu_help, |menu| {
        menu.item(Item::new(words.commands, Action::Commands(Some(Typed::default()))).keys("Ctrl+K"));
        menu.item(Item::new(words.guide, Action::Help(Some(Help::Guide))));
        menu.item(Item::new(words.keys, Action::Help(Some(Help::Keys))).keys("F1"));
        menu.item(Item::new(words.what_is_new, Action::Help(Some(Help::New))));
        menu.item(Item::new(words.tour, Action::Tour(Some(0))));
        menu.item(Item::new(words.about, Action::Help(Some(Help::About(Legal::Program)))));
    });
}

/// The menu bar.
pub fn menu_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    egui::MenuBar::new().ui(ui, |ui| {
        super::menu::bar_keys(ui);
        let theme = theme::theme_of(ui);
        menus(&mut Menu::Drawn { ui, actions }, state, theme);
        if !state.corpus.events.is_empty() {
            ui.add_space(16.0);
            super::filters::filters_ui(ui, state, actions);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let weak = theme::palette_of(ui).weak;
            if !state.corpus.events.is_empty() {
                ui.add(
                    egui::Label::new(RichText::new(calendar::span(&state.view, state.lang)).color(weak))
                        .selectable(false),
                );
            }
        });
    });
}

fn view_menu(menu: &mut Menu<'_>, state: &State) {
    let words = words(state.lang);
    menu.item(Item::new(words.fit, Action::Fit).keys("F"));
    menu.item(Item::new(words.zoom_in, Action::Fly(state.view.zoom_at(0.5, 2.0))).keys("+"));
    menu.item(Item::new(words.zoom_out, Action::Fly(state.view.zoom_at(0.5, 0.5))).keys("−"));
    menu.item(Item::new(words.earlier_view, Action::Earlier(false)).keys("Alt+←"));
    menu.item(Item::new(words.later_view, Action::Earlier(true)).keys("Alt+→"));
    menu.item(Item::new(words.go_to, Action::GoTo(None)).keys("Ctrl+G"));
    menu.item(Item::new(words.search_hint, Action::Search).keys("/"));
    menu.separator();
    let starred = crate::filter::Filter { starred: !state.filter.starred, ..state.filter.clone() };
    let item = Item::new(words.filter_starred, Action::Filter(Box::new(starred))).chosen(state.filter.starred);
    menu.item(item.on(state.filter.starred || !state.corpus.starred.is_empty()).help(words.filter_starred_help));
    menu.sub(words.lanes, |menu| super::lanes::lanes_menu(menu, state));
    menu.separator();
    for (clock, name) in [(Clock::Happened, words.clock_happened), (Clock::Told, words.clock_told)] {
        menu.item(Item::new(name, Action::Clock(clock)).chosen(state.clock == clock));
    }
    menu.item(Item::new(words.delays, Action::Delays).chosen(state.delays).help(words.delays_help));
    menu.item(Item::new(words.arcs, Action::Arcs).chosen(state.arcs));
    menu.item(Item::new(words.weeks, Action::Weeks).chosen(state.weeks));
    menu.item(Item::new(words.activity, Action::Activity).chosen(state.activity));
    menu.separator();
    menu.sub(words.motion, |menu| {
        for (motion, name) in [
            (Motion::System, words.motion_system),
            (Motion::Full, words.motion_full),
            (Motion::None, words.motion_none),
        ] {
            menu.item(Item::new(name, Action::Motion(motion)).chosen(state.motion == motion));
        }
    });
    menu.sub(words.theme, |menu| {
        for (choice, name) in [
            (ThemeChoice::System, words.theme_system),
            (ThemeChoice::Light, words.theme_light),
            (ThemeChoice::Dark, words.theme_dark),
        ] {
            menu.item(Item::new(name, Action::Theme(choice)).chosen(state.theme == choice));
        }
    });
    menu.sub(words.text_size, |menu| {
        for (name, keys, size) in [
            (words.text_larger, "Ctrl +", TextSize::Larger),
            (words.text_smaller, "Ctrl −", TextSize::Smaller),
            (words.text_normal, "Ctrl 0", TextSize::Normal),
        ] {
            menu.item(Item::new(name, Action::TextSize(size)).keys(keys));
        }
    });
    menu.sub(words.language, |menu| {
        for (lang, name) in [(Lang::Fr, "Français"), (Lang::En, "English")] {
            menu.item(Item::new(name, Action::Lang(lang)).chosen(state.lang == lang));
        }
    });
}

/// Families of kinds with their counts; a click shows that family alone or all again; the legend tells every mark.
pub fn legend_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let words = words(state.lang);
    let palette = theme::palette_of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for family in Family::ALL {
            let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|k| k.family() == family).collect();
            let n: usize = kinds.iter().map(|k| state.count_of(*k)).sum();
            let on = kinds.iter().any(|k| !state.filter.hidden.contains(k));
            let ink = theme::family_color(family, theme::theme_of(ui));
            let mut job = egui::text::LayoutJob::default();
            let format =
                |color, face| egui::TextFormat { font_id: theme::font(face, 12.5), color, ..Default::default() };
            let text = if on { palette.text } else { palette.weak };
            job.append(if on { "● " } else { "○ " }, 0.0, format(if on { ink } else { palette.weak }, Face::Sans));
            job.append(words.family(family), 0.0, format(text, Face::Sans));
            job.append(&format!(" {}", number(state.lang, n)), 0.0, format(palette.weak, Face::Sans));
            let response = ui.add(Button::new(job).fill(egui::Color32::TRANSPARENT).corner_radius(12));
            let response = response.on_hover_ui(|ui| {
                for kind in &kinds {
                    ui.horizontal(|ui| {
                        glyph_ui(ui, *kind);
                        let n = state.count_of(*kind);
                        ui.label(format!("{} {}", calendar::kind(*kind, state.lang), number(state.lang, n)));
                    });
                }
            });
            if response.clicked() {
                for kind in kinds.iter().filter(|k| on != state.filter.hidden.contains(k)) {
                    actions.push(Action::ToggleKind(*kind));
                }
            }
        }
        ui.menu_button(format!("{} ▾", words.legend), |ui| legend_popup_ui(ui, state, actions));
        // What is out of the ordinary is said, and ended here.
        let hidden = state.choice.hidden.len();
        if hidden > 0 {
            let label = count(words.lane_hidden, hidden);
            if ui.button(format!("{label} ×")).on_hover_text(words.lanes_all).clicked() {
                let hidden = std::collections::BTreeSet::new();
                let choice = crate::timeline::LaneChoice { hidden, ..state.choice.clone() };
                actions.push(Action::Lanes(Box::new(choice)));
            }
        }
        if state.clock == Clock::Told
            && ui.button(format!("{} ×", words.clock_told)).on_hover_text(words.clock_told_help).clicked()
        {
            actions.push(Action::Clock(Clock::Happened));
        }
        if let Some(anchor) = &state.anchor {
            let label = fill(words.anchored, &[&anchor.when]);
            if ui.button(format!("{label} ×")).on_hover_text(&anchor.title).clicked() {
                actions.push(Action::Anchor(None));
            }
        }
    });
}

fn legend_popup_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    ui.set_max_width(470.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.label(RichText::new(words.legend_kinds).font(theme::font(Face::SansBold, 13.0)));
    ui.label(RichText::new(words.legend_kinds_hint).color(palette.weak).size(12.0));
    egui::Grid::new("kinds").num_columns(3).spacing([16.0, 2.0]).show(ui, |ui| {
        for (n, kind) in Kind::ALL.into_iter().enumerate() {
            ui.horizontal(|ui| {
                glyph_ui(ui, kind);
                theme::outlined(ui);
                let mut on = !state.filter.hidden.contains(&kind);
                let total = state.count_of(kind);
                let label = format!("{} {}", calendar::kind(kind, state.lang), number(state.lang, total));
                if ui.checkbox(&mut on, label).changed() {
                    actions.push(Action::ToggleKind(kind));
                }
            });
            if n % 3 == 2 {
                ui.end_row();
            }
        }
    });
    ui.separator();
    ui.label(RichText::new(words.legend_dates).font(theme::font(Face::SansBold, 13.0)));
    for (sample, line) in [
        (Sample::Day, words.legend_day),
        (Sample::Lasted, words.legend_lasted),
        (Sample::Band, words.legend_band),
        (Sample::Fade, words.legend_fade),
        (Sample::Open, words.legend_open),
        (Sample::Certainty, words.legend_certainty),
        (Sample::Rings, words.legend_rings),
        (Sample::Disagree, words.legend_disagree),
    ] {
        ui.horizontal(|ui| {
            sample_ui(ui, sample);
            ui.label(line);
        });
    }
    ui.separator();
    for line in [words.legend_pill, words.legend_strip, words.legend_quiet] {
        ui.add(egui::Label::new(RichText::new(line).color(palette.weak).size(12.0)).wrap());
    }
}

#[derive(Clone, Copy)]
enum Sample {
    Day,
    Lasted,
    Band,
    Fade,
    Open,
    Certainty,
    Rings,
    Disagree,
}

/// A small drawing of what the legend explains.
fn sample_ui(ui: &mut egui::Ui, sample: Sample) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(64.0, 18.0), egui::Sense::hover());
    let painter = ui.painter();
    let ink = theme::family_color(Family::Attack, theme::theme_of(ui));
    let ground = theme::palette_of(ui).ground;
    let (pale, middle) = (ink.gamma_multiply(0.25), rect.center());
    let band = |from: f32, to: f32| {
        let at = |share: f32| rect.left() + rect.width() * share;
        egui::Rect::from_x_y_ranges(at(from)..=at(to), (middle.y - 4.0)..=(middle.y + 4.0))
    };
    let hollow = |at: egui::Pos2| {
        painter.circle_filled(at, 4.5, ground);
        painter.circle_stroke(at, 4.5, egui::Stroke::new(1.6, ink));
    };
    // Filled, but paler: an outline alone is what is alleged.
    let unsure = |at: egui::Pos2| {
        painter.circle_filled(at, 4.5, ground);
        painter.circle(at, 4.5, ink.gamma_multiply(0.5), egui::Stroke::new(1.4, ink));
    };
    let fade = |rect: egui::Rect, [from, to]: [egui::Color32; 2]| {
        painter.add(egui::Shape::gradient_rect(rect, egui::Direction::LeftToRight, [from, to]));
    };
    match sample {
        Sample::Day => {
            painter.circle_filled(middle, 4.5, ink);
        }
        Sample::Lasted => {
            painter.rect_filled(band(0.1, 0.9), 2, ink);
        }
        Sample::Band => {
            painter.rect_filled(band(0.0, 1.0), 0, pale);
            unsure(middle);
        }
        Sample::Fade => {
            fade(band(0.0, 0.3), [egui::Color32::TRANSPARENT, pale]);
            painter.rect_filled(band(0.3, 0.7), 0, pale);
            fade(band(0.7, 1.0), [pale, egui::Color32::TRANSPARENT]);
            unsure(middle);
        }
        Sample::Open => {
            fade(band(0.1, 0.9), [pale, egui::Color32::TRANSPARENT]);
            unsure(egui::pos2(rect.left() + 7.0, middle.y));
        }
        Sample::Certainty => {
            painter.circle_filled(middle - egui::vec2(20.0, 0.0), 4.5, ink);
            hollow(middle);
            let ring: Vec<egui::Pos2> = (0..=24)
                .map(|i| {
                    middle + egui::vec2(20.0, 0.0) + egui::Vec2::angled(i as f32 / 24.0 * std::f32::consts::TAU) * 4.5
                })
                .collect();
            painter.extend(egui::Shape::dotted_line(&ring, ink, 2.8, 0.8));
        }
        Sample::Disagree => {
            let (a, b) = (middle - egui::vec2(26.0, 0.0), middle + egui::vec2(8.0, 0.0));
            painter.extend(egui::Shape::dashed_line(&[a, b], egui::Stroke::new(1.2, ink), 3.0, 2.5));
            hollow(a);
            hollow(b);
            let weak = theme::palette_of(ui).text;
            let at = middle + egui::vec2(22.0, 0.0);
            painter.text(at, egui::Align2::CENTER_CENTER, "≠", theme::font(Face::SansBold, 13.0), weak);
        }
        Sample::Rings => {
            painter.circle_filled(middle - egui::vec2(20.0, 0.0), 3.5, ink);
            painter.circle_filled(middle, 3.5, ink);
            painter.circle_stroke(middle, 5.8, egui::Stroke::new(1.0, ink));
            let at = middle + egui::vec2(20.0, 0.0);
            painter.circle_filled(at, 3.5, ink);
            painter.circle_stroke(at, 5.8, egui::Stroke::new(1.0, ink));
            painter.circle_stroke(at, 8.2, egui::Stroke::new(1.0, ink));
        }
    }
}

/// The right panel: tabs, and what they show.
pub fn side_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>, shown: &mut Vec<Shown>) {
    let words = words(state.lang);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let tab = |ui: &mut egui::Ui, name: &str, n: usize, side: Side, on: bool, actions: &mut Vec<Action>| {
            let label = format!("{name} {}", number(state.lang, n));
            if ui.add(Button::selectable(on, label)).clicked() {
                actions.push(Action::Side(side));
            }
        };
        let on = matches!(state.side, Side::Events);
        tab(ui, words.tab_events, state.listed().len(), Side::Events, on, actions);
        let on = matches!(state.side, Side::Articles | Side::Article(_));
        tab(ui, words.tab_articles, state.corpus.articles.len(), Side::Articles, on, actions);
        if state.desk.status.is_some() {
            let on = state.side == Side::Search;
            if ui.add(Button::selectable(on, say(state.lang).tab_search)).clicked() {
                actions.push(super::desk::Ask::OpenSearch.into());
            }
        }
        if let Some((name, n)) = super::desk::corrections(state) {
            let on = state.side == Side::Corrections;
            tab(ui, name, n, Side::Corrections, on, actions);
        }
        if !state.corpus.warnings.is_empty() {
            tab(
                ui,
                words.tab_warnings,
                state.corpus.warnings.len(),
                Side::Warnings,
                state.side == Side::Warnings,
                actions,
            );
        }
    });
    ui.separator();
    match &state.side {
        Side::Events => events_ui(ui, state, actions, shown),
        Side::Articles => sources::articles_ui(ui, state, actions),
        Side::Warnings => sources::warnings_ui(ui, state),
        Side::Article(id) => super::article::article_ui(ui, state, id, actions, shown),
        Side::Search => super::search::search_ui(ui, state, actions),
        Side::Corrections => super::desk::corrections_ui(ui, state, actions),
    }
}

/// The status bar: numbers that add up, what is going on, and the notice.
pub fn status_ui(ui: &mut egui::Ui, state: &State, canvas: &Canvas, actions: &mut Vec<Action>) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        super::desk::status_ui(ui, state);
        if let Some(progress) = &state.reading
            && !state.corpus.events.is_empty()
        {
            let share = progress.done as f32 / progress.total.max(1) as f32;
            ui.label(progress_in_words(state, progress));
            ui.add(egui::ProgressBar::new(share).desired_width(140.0).desired_height(8.0));
            if ui.add(Button::new(words.cancel).small()).clicked() {
                actions.push(Action::Cancel);
            }
            ui.separator();
        }
        if let Some(notice) = state.notice.as_ref().filter(|n| !n.bad) {
            if ui.add(Button::new("×").small()).on_hover_text(words.close).clicked() {
                actions.push(Action::Dismiss);
            }
            let text = RichText::new(&notice.text).color(palette.text);
            ui.add(egui::Label::new(text).truncate());
        } else if !state.corpus.events.is_empty() {
            // Where nothing passes, nothing is drawn that could be counted.
            let counts = if state.listed().is_empty() { Counts::default() } else { canvas.layout.counts };
            ui.label(RichText::new(numbers(state, &counts)).color(palette.weak));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add(Button::selectable(state.activity, words.activity).small()).clicked() {
                    actions.push(Action::Activity);
                }
                ui.label(RichText::new(format!("{} {}", words.keys, "F1")).color(palette.weak));
            });
        }
    });
}

/// "12 en vue sur 40 · 3 avant · 4 regroupés · 2 sans date".
fn numbers(state: &State, counts: &Counts) -> String {
    let words = words(state.lang);
    let total = count(words.event, counts.total);
    let mut parts = vec![format!("{} {}", count(words.in_view, counts.in_view), fill(words.of_total, &[&total]))];
    let hidden = state.corpus.events.len().saturating_sub(counts.total);
    for (n_of, template) in [
        (counts.clustered, words.clustered),
        (counts.elsewhere, words.elsewhere),
        (counts.before, words.before),
        (counts.after, words.after),
        (counts.undated, words.undated),
        (hidden, words.hidden_kinds),
    ] {
        if n_of > 0 {
            parts.push(count(template, n_of));
        }
    }
    parts.join(" · ")
}

/// The middle of the window while there is nothing to draw; false where the timeline is to be drawn instead.
pub fn empty_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) -> bool {
    let words = words(state.lang);
    let shown_any = !state.listed().is_empty();
    let (title, text, button, action) = if shown_any {
        return false;
    } else if !state.corpus.events.is_empty() {
        (words.all_hidden, "", words.all_hidden_button, Action::Filter(Box::default()))
    } else if let Some(progress) = &state.reading {
        first_reading_ui(ui, state, progress, actions);
        return true;
    } else if let Some(path) = state.desk.opening.as_deref().filter(|_| state.corpus.articles.is_empty()) {
        opening_ui(ui, state, path);
        return true;
    } else if state.corpus.articles.is_empty() {
        let ask = Action::Ask { what: Pick::Folder, add: false };
        (words.empty_title, words.empty_text, words.empty_button, ask)
    } else {
        let ask = Action::Ask { what: Pick::Folder, add: true };
        (words.nothing_found, words.nothing_found_text, words.add_folder, ask)
    };
    let palette = theme::palette_of(ui);
    let rect = ui.max_rect();
    let card = egui::Rect::from_center_size(rect.center(), egui::vec2(rect.width().min(520.0), 190.0));
    ui.painter().extend(egui::Shape::dashed_line(
        &[card.left_top(), card.right_top(), card.right_bottom(), card.left_bottom(), card.left_top()],
        egui::Stroke::new(1.5, palette.rule),
        7.0,
        5.0,
    ));
    let mut inner = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(card.shrink2(egui::vec2(32.0, 28.0)))
            .layout(egui::Layout::top_down(egui::Align::Center)),
    );
    inner.add(egui::Label::new(RichText::new(title).font(theme::font(Face::SansBold, 20.0))).wrap());
    if !text.is_empty() {
        inner.add_space(4.0);
        inner.add(egui::Label::new(RichText::new(text).color(palette.weak)).wrap());
    }
    inner.add_space(12.0);
    if inner.button(button).clicked() {
        actions.push(action);
    }
    true
}

/// The first reading: there is nothing to show yet but how far it is.
fn first_reading_ui(ui: &mut egui::Ui, state: &State, progress: &Progress, actions: &mut Vec<Action>) {
    let card = egui::Rect::from_center_size(ui.max_rect().center(), egui::vec2(360.0, 110.0));
    let layout = egui::Layout::top_down(egui::Align::Center);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(card).layout(layout));
    inner.label(RichText::new(progress_in_words(state, progress)).font(theme::font(Face::SansBold, 16.0)));
    inner.add_space(6.0);
    let share = progress.done as f32 / progress.total.max(1) as f32;
    inner.add(egui::ProgressBar::new(share).desired_width(320.0).desired_height(8.0));
    inner.add_space(6.0);
    if inner.button(words(state.lang).cancel).clicked() {
        actions.push(Action::Cancel);
    }
}

/// A large project takes a moment to open.
fn opening_ui(ui: &mut egui::Ui, state: &State, path: &std::path::Path) {
    let card = egui::Rect::from_center_size(ui.max_rect().center(), egui::vec2(460.0, 90.0));
    let layout = egui::Layout::top_down(egui::Align::Center);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(card).layout(layout));
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let said = fill(words(state.lang).opening, &[&crate::model::harmless(&name)]);
    inner.add(egui::Label::new(RichText::new(said).font(theme::font(Face::SansBold, 16.0))).truncate());
    inner.add_space(8.0);
    let weak = theme::palette_of(ui).weak;
    inner.label(RichText::new(words(state.lang).opening_takes).color(weak));
}

fn progress_in_words(state: &State, progress: &Progress) -> String {
    let words = words(state.lang);
    if progress.total == 0 {
        return words.looking.to_owned();
    }
    let (done, total) = (number(state.lang, progress.done), number(state.lang, progress.total));
    let read = format!("{} {done}/{total}", words.reading);
    match progress.left.map(|left| left.as_secs() as usize) {
        None => read,
        // Numbers that change with every look say no more than these.
        Some(seconds @ 0..60) => format!("{read} · {}", count(words.seconds_left, seconds.div_ceil(10) * 10)),
        Some(seconds) => format!("{read} · {}", count(words.minutes_left, seconds.div_ceil(60))),
    }
}

/// The help that is open.
pub fn help_ui(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    let Some(help) = state.help else { return };
    let words = words(state.lang);
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(egui::Margin::symmetric(24, 20));
    let modal = egui::Modal::new(egui::Id::unique("help")).frame(frame).show(ctx, |ui| {
        ui.set_width(if matches!(help, Help::About(_) | Help::Guide | Help::New) { 640.0 } else { 440.0 });
        match help {
            Help::Keys => {
                ui.heading(words.keys);
                ui.add_space(8.0);
                let room = (ui.ctx().content_rect().height() - 170.0).max(160.0);
                egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
                    egui::Grid::new("keys").num_columns(2).min_row_height(17.0).spacing([18.0, 2.0]).show(ui, |ui| {
                        for (key, does) in [
                            (words.key_wheel, words.key_wheel_does),
                            (words.key_shift_wheel, words.key_shift_wheel_does),
                            (words.key_lane_wheel, words.key_lane_wheel_does),
                            (words.key_drag, words.key_drag_does),
                            (words.key_period, words.key_period_does),
                            (words.key_click, words.key_click_does),
                            (words.key_cluster, words.key_cluster_does),
                            (words.key_lane, words.key_lane_does),
                            (words.key_overview, words.key_overview_does),
                            (words.key_wasd, words.key_wasd_does),
                            (words.key_arrows, words.key_arrows_does),
                            (words.key_updown, words.key_updown_does),
                            (words.key_enter, words.key_enter_does),
                            (words.key_ends, words.key_ends_does),
                            (words.key_fit, words.key_fit_does),
                            (words.key_search, words.key_search_does),
                            (words.key_goto, words.key_goto_does),
                            (words.key_commands, words.key_commands_does),
                            (words.key_menus, words.key_menus_does),
                            (words.key_back, words.key_back_does),
                            (words.key_lane_menu, words.key_lane_menu_does),
                            (words.key_event, words.key_event_does),
                            (words.key_merge, words.key_merge_does),
                            (words.key_passage, words.key_passage_does),
                            (words.key_review, words.key_review_does),
                            (words.key_new_event, words.key_new_event_does),
                            (words.key_all_texts, words.key_all_texts_does),
                            (words.key_undo, words.key_undo_does),
                            (words.key_text_size, words.key_text_size_does),
                            (words.key_esc, words.key_esc_does),
                        ] {
                            ui.label(RichText::new(key).font(theme::font(Face::SansBold, 13.0)));
                            ui.label(does);
                            ui.end_row();
                        }
                    });
                });
            }
            Help::Guide => super::guide::guide_ui(ui, state.lang),
            Help::New => super::guide::news_ui(ui, state.lang),
            Help::About(legal) => super::about::about_ui(ui, state, legal, actions),
        }
        ui.add_space(8.0);
        if ui.button(words.close).clicked() {
            actions.push(Action::Help(None));
        }
    });
    if modal.should_close() {
        actions.push(Action::Help(None));
    }
}
