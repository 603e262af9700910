//! Words looked for in the texts of all articles, with results as one types: each with its passage, one click from the text.

use super::action::Action;
use super::desk::Ask;
use super::state::State;
use super::words::{count, fill, number, words};
use super::{tell, theme};
use crate::model::Article;
use crate::project::Hit;
use crate::scene::Face;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, RichText, TextEdit};
use std::sync::Arc;

/// What is looked for, and what was found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// As typed.
    pub typed: String,
    /// What `found` answers.
    pub answered: String,
    /// Articles with the words, the best first.
    pub found: Arc<[Hit]>,
}

/// The field, so that a key can go there.
pub fn field_id() -> egui::Id {
    egui::Id::unique("search-articles")
}

/// The tab.
pub fn search_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let (lang, palette, search) = (state.lang, theme::palette_of(ui), &state.desk.search);
    let mut typed = search.typed.clone();
    let name = words(lang).search_articles;
    let field = TextEdit::singleline(&mut typed).id(field_id()).hint_text(name).desired_width(f32::INFINITY);
    let field = ui.add(field);
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if typed != search.typed {
        actions.push(Ask::Search(typed).into());
    }
    let told = if search.typed.trim().is_empty() {
        words(lang).search_told.to_owned()
    } else if search.answered != search.typed {
        words(lang).searching.to_owned()
    } else {
        let n = search.found.len();
        let found = count(lang, n, words(lang).article_one, words(lang).article_many);
        if n < Hit::MOST { found } else { fill(words(lang).search_most, &[&found]) }
    };
    ui.label(RichText::new(told).color(palette.weak).size(12.0));
    egui::ScrollArea::vertical().id_salt("found").auto_shrink(false).show(ui, |ui| {
        for hit in search.found.iter() {
            if let Some(article) = state.corpus.article(&hit.article) {
                hit_ui(ui, state, article, hit, actions);
            }
        }
        ui.add_space(12.0);
    });
}

fn hit_ui(ui: &mut egui::Ui, state: &State, article: &Article, hit: &Hit, actions: &mut Vec<Action>) {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let plain = TextFormat { font_id: theme::font(Face::Serif, 13.0), color: palette.text, ..TextFormat::default() };
    let marked = TextFormat { background: palette.marks[3], ..plain.clone() };
    let mut job = LayoutJob::default();
    let mut at = hit.passage.start;
    for word in &hit.words {
        let between = article.text.get(at..word.start).unwrap_or_default();
        job.append(&between.replace('\n', " "), 0.0, plain.clone());
        job.append(word.of(&article.text), 0.0, marked.clone());
        at = word.end;
    }
    job.append(&article.text.get(at..hit.passage.end).unwrap_or_default().replace('\n', " "), 0.0, plain);
    let frame = egui::Frame::new().fill(palette.raised).corner_radius(5).inner_margin(egui::Margin::symmetric(10, 7));
    let response = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let title = RichText::new(article.title.trim()).font(theme::font(Face::SansBold, 13.0));
        ui.add(egui::Label::new(title).truncate().selectable(false));
        let day = tell::when_short(article.published.dates, lang);
        let line = format!("{day} · {}×", number(lang, hit.count));
        ui.add(egui::Label::new(RichText::new(line).color(palette.weak).size(12.0)).selectable(false));
        ui.add(egui::Label::new(job).wrap().selectable(false));
    });
    let response = response.response.interact(egui::Sense::click()).on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, article.title.trim()));
    if response.clicked() {
        let first = hit.words.first().copied().unwrap_or(hit.passage);
        actions.push(Action::Read(article.id.clone(), Some(first)));
    }
}
