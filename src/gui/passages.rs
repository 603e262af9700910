//! The selected event: what, when, why that date, who, and the passages of every article that tells it.

use super::action::Action;
use super::prose::{Prose, marks_key_ui, prose_ui};
use super::state::{ListOrder, State};
use super::words::{count, fill, words};
use super::{tell, theme};
use crate::model::{Article, Clue, Event, Kind, Lang, Passage, Role};
use crate::project::Field;
use crate::scene::Face;
use crate::timeline::words as calendar;
use eframe::egui::{self, RichText};
use std::collections::BTreeSet;

/// A passage that is on the screen, for the report.
pub type Shown = (crate::model::ArticleId, crate::model::Span);

/// The "Événements" tab: the selected event, a list of the selected ones, or the list of all.
pub fn events_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>, shown: &mut Vec<Shown>) {
    match state.selected.as_slice() {
        _ if state.gathering && !state.selected.is_empty() => list_ui(ui, state, None, actions),
        [] => list_ui(ui, state, None, actions),
        [one] => {
            if let Some(event) = state.corpus.events.get(*one) {
                egui::ScrollArea::vertical().id_salt(("event", one)).auto_shrink(false).show(ui, |ui| {
                    event_ui(ui, state, *one, event, actions, shown);
                });
            }
        }
        several => list_ui(ui, state, Some(several), actions),
    }
}

/// Of the list: its top, how far it is scrolled, in which pass, and whether events are being gathered.
type Kept = (f32, f32, u64, bool);

fn list_ui(ui: &mut egui::Ui, state: &State, only: Option<&[usize]>, actions: &mut Vec<Action>) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    let len = only.map_or(state.listed().len(), <[usize]>::len);
    let row = |n: usize| match only {
        Some(some) => some.get(n).copied(),
        None => state.row(n),
    };
    if only.is_some() || (state.gathering && !state.selected.is_empty()) {
        let several = state.selected.len();
        let said = count(words.selected, several);
        ui.horizontal(|ui| {
            ui.label(RichText::new(said).font(theme::font(Face::SansBold, 13.0)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button(words.clear_selection).clicked() {
                    actions.push(Action::Select(Vec::new()));
                }
            });
        });
        super::edit::several_ui(ui, state, &state.selected, actions);
    } else {
        super::review::finished_ui(ui, state, actions);
        ui.label(RichText::new(words.choose_event).color(palette.weak));
        ui.horizontal(|ui| {
            ui.label(RichText::new(words.list_order).color(palette.weak));
            for (order, name) in [
                (ListOrder::Day, words.list_day),
                (ListOrder::Actor, words.list_actor),
                (ListOrder::Kind, words.list_kind),
                (ListOrder::Sources, words.list_sources),
            ] {
                if ui.add(egui::Button::selectable(state.order == order, name).small()).clicked() {
                    actions.push(Action::Order(order));
                }
            }
        });
    }
    ui.add_space(2.0);
    let height = 40.0;
    let top = ui.cursor().top();
    // Where gathering begins, what stands above becomes higher and the rows stay under the pointer: the next one is
    // clicked there.
    let (id, now) = (egui::Id::unique(("list top", only.is_some())), ui.ctx().cumulative_pass_nr());
    let before: Option<Kept> = ui.data(|d| d.get_temp(id));
    let moved = before.filter(|(_, _, pass, gathering)| pass + 1 == now && *gathering != state.gathering);
    let mut area = egui::ScrollArea::vertical().id_salt(("list", only.is_some())).auto_shrink(false);
    if let Some((at, scrolled, ..)) = moved {
        area = area.vertical_scroll_offset((scrolled + top - at).max(0.0));
    }
    let output = area.show_rows(ui, height, len, |ui, range| {
        for i in range.filter_map(row) {
            if let Some(event) = state.corpus.events.get(i) {
                row_ui(ui, state, i, event, height, actions);
            }
        }
    });
    ui.data_mut(|d| d.insert_temp::<Kept>(id, (top, output.state.unclamped_offset().y, now, state.gathering)));
}

fn row_ui(ui: &mut egui::Ui, state: &State, i: usize, event: &Event, height: f32, actions: &mut Vec<Action>) {
    let palette = theme::palette_of(ui);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), egui::Sense::click());
    let title = tell::title(event, state.lang);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, title));
    if response.has_focus() {
        let ring = ui.visuals().selection.stroke;
        ui.painter().rect_stroke(rect.shrink(1.0), 4, ring, egui::StrokeKind::Inside);
    }
    let chosen = state.gathering && state.selected.contains(&i);
    if chosen {
        ui.painter().rect_filled(rect, 4, palette.accent.gamma_multiply(0.16));
    } else if response.hovered() || state.hovered == Some(i) {
        ui.painter().rect_filled(rect, 4, palette.raised);
    }
    let ink = theme::family_color(event.kind.family(), theme::theme_of(ui));
    let glyph = theme::glyph(event.kind.rank());
    ui.painter().text(
        rect.left_top() + egui::vec2(10.0, 12.0),
        egui::Align2::CENTER_CENTER,
        glyph,
        egui::FontId::proportional(13.0),
        ink,
    );
    // Two texts painted, not two widgets: a list has many rows.
    let width = rect.width() - 26.0;
    let line = |text: String, size: f32, ink: egui::Color32, y: f32| {
        let mut job = egui::text::LayoutJob::simple_singleline(text, egui::FontId::proportional(size), ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(rect.min + egui::vec2(22.0, y), galley, ink);
    };
    line(title.to_owned(), 13.0, palette.text, 3.0);
    let mut below = format!("{} · {}", state.when(event), tell::parties(event, state.lang));
    if state.desk.is_changed(&event.id) {
        below = format!("{} · {below}", super::edit::changed_word(state, event));
    }
    line(below, 12.0, palette.weak, 21.0);
    if response.clicked() {
        let add = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        actions.push(if add { Action::Gather(i) } else { Action::Select(vec![i]) });
    }
}

fn event_ui(
    ui: &mut egui::Ui,
    state: &State,
    i: usize,
    event: &Event,
    actions: &mut Vec<Action>,
    shown: &mut Vec<Shown>,
) {
    let (lang, words) = (state.lang, words(state.lang));
    ui.horizontal(|ui| {
        kind_line_ui(ui, lang, event);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button(words.clear_selection).clicked() {
                actions.push(Action::Select(Vec::new()));
            }
            let dated = state.dates_of(event).is_some();
            if dated && ui.button(words.anchored_short).on_hover_text(words.anchor_here).clicked() {
                actions.push(Action::Anchor(Some(i)));
            }
        });
    });
    ui.label(RichText::new(tell::title(event, lang)).font(theme::font(Face::SansBold, 18.0)));
    super::edit::event_bar_ui(ui, state, event, actions);
    ui.add_space(2.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let sure = tell::how_sure(event.date.dates, lang);
        let bold = |text: String| RichText::new(text).font(theme::font(Face::SansBold, 13.0));
        fact_ui(ui, words.when, bold(tell::when(&event.date, lang)), &sure, "");
        fact_ui(ui, words.who, RichText::new(tell::parties(event, lang)), "", "");
        let (certainty, explained) =
            (calendar::certainty(event.certainty, lang), words.certainty_long(event.certainty));
        fact_ui(ui, words.how_sure, RichText::new(certainty), "", explained);
    });
    super::disagree::panel_ui(ui, state, i, event, actions);
    why_ui(ui, state, event);
    ui.add_space(4.0);
    let articles: BTreeSet<_> = event.passages.iter().map(|p| &p.article).collect();
    ui.separator();
    if event.passages.is_empty() {
        let weak = theme::palette_of(ui).weak;
        ui.add(egui::Label::new(RichText::new(words.no_passage).color(weak)).wrap());
        return;
    }
    let heading =
        fill(words.in_words, &[&count(words.passage, event.passages.len()), &count(words.article, articles.len())]);
    ui.horizontal(|ui| {
        ui.label(RichText::new(heading).font(theme::font(Face::SansBold, 13.0)));
        if articles.len() > 1 {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button(words.compare).clicked() {
                    actions.push(Action::Compare(Some(i)));
                }
            });
        }
    });
    super::audit::sources_ui(ui, state, event);
    let roles: BTreeSet<Role> = event.passages.iter().flat_map(|p| &p.marks).map(|m| m.role).collect();
    if !roles.is_empty() {
        marks_key_ui(ui, words, &roles.into_iter().collect::<Vec<_>>());
    }
    let mut last = None;
    for (n, passage) in event.passages.iter().enumerate() {
        let Some(article) = state.corpus.article(&passage.article) else { continue };
        ui.push_id(("passage", n), |ui| {
            if last != Some(&passage.article) {
                ui.add_space(6.0);
                article_line_ui(ui, state, article);
            }
            passage_ui(ui, state, article, event, passage, actions);
        });
        last = Some(&passage.article);
        shown.push((passage.article.clone(), passage.span));
    }
    ui.add_space(12.0);
}

/// A name at the left, what is known at the right, with a weak remark and an explanation on hovering.
fn fact_ui(ui: &mut egui::Ui, name: &str, value: RichText, remark: &str, explained: &str) {
    let weak = theme::palette_of(ui).weak;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(64.0, 18.0), egui::Sense::hover());
        let font = egui::FontId::proportional(13.0);
        ui.painter().text(rect.left_top(), egui::Align2::LEFT_TOP, name, font, weak);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let response = ui.add(egui::Label::new(value).wrap());
            if !explained.is_empty() {
                response.on_hover_text(explained);
            }
            if !remark.is_empty() {
                ui.label(RichText::new(remark).color(weak).size(12.0));
            }
        });
    });
}

/// Why it has its day: what speaks for it, then what says otherwise; of a day that was set by hand, what was extracted.
fn why_ui(ui: &mut egui::Ui, state: &State, event: &Event) {
    let (lang, words, weak) = (state.lang, words(state.lang), theme::palette_of(ui).weak);
    let mark = state.desk.mark(&event.id);
    let set = mark.is_some_and(|m| m.own_edits().any(|(field, _)| *field == Field::Day));
    let drafted =
        mark.is_some_and(|m| m.is_added() && m.list.is_none() && m.cut_from.is_none() && event.passages.is_empty());
    let by_hand = event.date.dates.is_some() && event.date.clues.is_empty() && (set || drafted);
    let extracted = mark.and_then(|m| m.extracted.as_deref()).map(|e| &e.date);
    if event.date.clues.is_empty() && !by_hand {
        return;
    }
    let excludes = |clue: &&Clue| {
        let days = clue.implies.zip(event.date.dates).filter(|_| !clue.refused);
        days.is_some_and(|(said, shown)| !said.approximate && said.intersect(&shown).is_none())
    };
    let (otherwise, speak): (Vec<&Clue>, Vec<&Clue>) = event.date.clues.iter().partition(excludes);
    let header = egui::CollapsingHeader::new(words.why_day).id_salt("why").default_open(true);
    header.show(ui, |ui| {
        if by_hand {
            ui.label(RichText::new(words.day_by_hand).size(12.5));
        }
        clues_ui(ui, lang, speak);
        if !otherwise.is_empty() {
            ui.label(RichText::new(words.day_otherwise).color(weak).size(12.5));
            clues_ui(ui, lang, otherwise);
        }
        // What Frise read stays to be read where somebody knew better.
        if let Some(date) = extracted.filter(|date| by_hand && !date.clues.is_empty()) {
            let said = fill(words.day_was_extracted, &[&tell::when_short(date.dates, lang)]);
            ui.add(egui::Label::new(RichText::new(said).color(weak).size(12.5)).wrap());
            clues_ui(ui, lang, &date.clues);
        }
    });
}

/// Clues of a date, one a line; a refused one is weak.
pub fn clues_ui<'a>(ui: &mut egui::Ui, lang: Lang, clues: impl IntoIterator<Item = &'a Clue>) {
    let palette = theme::palette_of(ui);
    // What twenty copies of a text say is said once.
    let mut said = BTreeSet::new();
    for clue in clues.into_iter().filter(|clue| said.insert((tell::clue(clue, lang), clue.refused))) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new("•").color(palette.weak));
            let mut text = RichText::new(tell::clue(clue, lang)).size(12.5);
            if clue.refused {
                text = text.color(palette.weak);
            }
            ui.add(egui::Label::new(text).wrap());
        });
    }
}

/// Title and inferred day of the article that a passage comes from.
pub fn article_line_ui(ui: &mut egui::Ui, state: &State, article: &Article) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.add(egui::Label::new(RichText::new(&article.title).font(theme::font(Face::SansBold, 13.0))).wrap())
        .on_hover_text(article.path.display().to_string());
    let day = tell::published(article.published.dates, state.lang);
    let day = day.unwrap_or_else(|| words.article_undated.to_owned());
    let name = article.place();
    ui.add(egui::Label::new(RichText::new(format!("{day} · {name}")).color(palette.weak).size(12.0)).truncate());
}

fn passage_ui(
    ui: &mut egui::Ui,
    state: &State,
    article: &Article,
    event: &Event,
    passage: &Passage,
    actions: &mut Vec<Action>,
) {
    let (lang, words) = (state.lang, words(state.lang));
    let palette = theme::palette_of(ui);
    let frame = egui::Frame::new().fill(palette.raised).corner_radius(5).inner_margin(egui::Margin::symmetric(10, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let part = passage.span.trimmed(&article.text);
        prose_ui(ui, &Prose { text: &article.text, part, marks: &passage.marks, passages: &[], chosen: None });
        ui.horizontal(|ui| {
            if ui.button(words.open_file_short).on_hover_text(words.open_file).clicked() {
                actions.push(Action::OpenFile(article.path.clone()));
            }
            if ui.button(words.read_article).clicked() {
                actions.push(Action::Read(article.id.clone(), Some(passage.span)));
            }
            if ui.button(words.copy_passage).clicked() {
                let day = tell::when_short(article.published.dates, lang);
                let words_of = passage.span.of(&article.text).trim();
                actions.push(Action::CopyText(fill(words.copied_from, &[words_of, &article.title, &day])));
            }
            super::edit::passage_menu_ui(ui, state, event, passage, actions);
        });
    });
}

/// Glyph, kind and certainty of an event on one line.
pub fn kind_line_ui(ui: &mut egui::Ui, lang: Lang, event: &Event) {
    let (words, palette) = (words(lang), theme::palette_of(ui));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        glyph_ui(ui, event.kind);
        ui.label(RichText::new(calendar::kind(event.kind, lang)).color(palette.weak).size(12.0));
        ui.label(RichText::new("·").color(palette.weak));
        ui.label(RichText::new(calendar::certainty(event.certainty, lang)).color(palette.weak).size(12.0))
            .on_hover_text(words.certainty_long(event.certainty));
    });
}

/// The mark of a kind, in its family's colour.
pub fn glyph_ui(ui: &mut egui::Ui, kind: Kind) {
    let ink = theme::family_color(kind.family(), theme::theme_of(ui));
    ui.label(RichText::new(theme::glyph(kind.rank())).color(ink).size(13.0));
}
