//! Correcting: the buttons and the form of an event, of a passage, of an article. A field is committed when it is left or
//! Enter is pressed: one typed word is one step to undo.

use super::action::Action;
use super::desk::{Ask, Words, field_name};
use super::state::State;
use super::{goto, tell, theme};
use crate::filter::fold;
use crate::knowledge::Knowledge;
use crate::model::{Article, ArticleId, Certainty, Dates, Event, EventId, Extent, Kind, Lang, Party, Passage};
use crate::project::edit::Draft;
use crate::project::key::Named;
use crate::project::{ArticleChange, Change, EventMark, Field, Wish};
use crate::scene::Face;
use crate::timeline::words as calendar;
use eframe::egui::{self, Button, Color32, Pos2, RichText, Stroke, TextEdit, Vec2};

/// What the form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum About {
    Event(EventId),
    Article(ArticleId),
}

/// What is typed into lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Fields {
    pub title: String,
    /// EDTF or words.
    pub day: String,
    pub note: String,
    /// Between commas.
    pub tags: String,
    /// Of an article.
    pub source: String,
}

/// An open form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Whose it is.
    pub about: About,
    /// As typed.
    pub typed: Fields,
    /// As it was before.
    before: Fields,
    /// The beginning of a name that is to be added to the actors.
    pub actor: String,
    /// And to the targets.
    pub target: String,
}

fn tags_of(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

fn day_text(dates: Option<Dates>) -> String {
    dates.map(|d| d.to_string()).unwrap_or_default()
}

fn event_fields(state: &State, event: &Event) -> Fields {
    let mark = state.desk.mark(&event.id);
    Fields {
        title: tell::title(event, state.lang).to_owned(),
        day: day_text(event.date.dates),
        note: mark.map(|m| m.note.clone()).unwrap_or_default(),
        tags: mark.map(|m| m.tags.join(", ")).unwrap_or_default(),
        source: String::new(),
    }
}

fn article_fields(state: &State, article: &Article) -> Fields {
    let mark = state.desk.status.as_ref().and_then(|s| s.shown.articles.get(&article.id));
    Fields {
        title: article.title.clone(),
        day: day_text(article.published.dates),
        source: mark.map(|m| m.source.clone()).unwrap_or_default(),
        ..Fields::default()
    }
}

impl Form {
    fn new(about: About, fields: Fields) -> Self {
        Self { about, typed: fields.clone(), before: fields, actor: String::new(), target: String::new() }
    }

    /// The form of an event.
    pub fn of_event(state: &State, event: &Event) -> Self {
        Self::new(About::Event(event.id.clone()), event_fields(state, event))
    }

    /// The form of an article.
    pub fn of_article(state: &State, article: &Article) -> Self {
        Self::new(About::Article(article.id.clone()), article_fields(state, article))
    }

    /// After something was changed: fields in which nobody types show what is now so. `None` where there is nothing left
    /// to correct.
    pub fn refreshed(mut self, state: &State) -> Option<Self> {
        let now = match &self.about {
            About::Event(id) => event_fields(state, state.corpus.event(id)?),
            About::Article(id) => article_fields(state, state.corpus.article(id)?),
        };
        let Self { typed, before, .. } = &mut self;
        for (typed, before, now) in [
            (&mut typed.title, &mut before.title, now.title),
            (&mut typed.day, &mut before.day, now.day),
            (&mut typed.note, &mut before.note, now.note),
            (&mut typed.tags, &mut before.tags, now.tags),
            (&mut typed.source, &mut before.source, now.source),
        ] {
            if typed == before {
                typed.clone_from(&now);
            }
            *before = now;
        }
        Some(self)
    }

    /// What was typed and is not yet so.
    pub fn wishes(&self, state: &State) -> Vec<Wish> {
        let Self { about, typed, before, .. } = self;
        let title = Some(typed.title.trim()).filter(|t| !t.is_empty() && *t != before.title.trim());
        let day = if typed.day == before.day { None } else { days(&typed.day, state).ok() };
        match about {
            About::Event(id) => {
                let Some(event) = state.corpus.event(id) else { return Vec::new() };
                let title = title.map(|t| Change::Title(Named { fr: t.to_owned(), en: t.to_owned() }));
                let day = day.map(|dates| Change::Day { dates, extent: event.date.extent });
                let note = typed.note.trim();
                let note = (note != before.note).then(|| Change::Note(note.to_owned()));
                let tags = tags_of(&typed.tags);
                let tags = (tags != tags_of(&before.tags)).then_some(Change::Tags(tags));
                [title, day, note, tags].into_iter().flatten().map(|c| Wish::Change(id.clone(), c)).collect()
            }
            About::Article(id) => {
                let title = title.map(|t| ArticleChange::Title(t.to_owned()));
                let source = typed.source.trim();
                let source = (source != before.source).then(|| ArticleChange::Source(source.to_owned()));
                let day = day.map(ArticleChange::Day);
                [title, day, source].into_iter().flatten().map(|c| Wish::Article(id.clone(), c)).collect()
            }
        }
    }
}

/// What was typed for a day is none.
struct NoDay;

/// The days typed; none where nothing is.
fn days(text: &str, state: &State) -> Result<Option<Dates>, NoDay> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    goto::dates(text, state.today).map(Some).ok_or(NoDay)
}

/// A new event: from selected words with the selected text as its title, on the day of its article.
pub fn draft(state: &State, words: Option<&Words>) -> Draft {
    let article = words.and_then(|(id, _)| state.corpus.article(id));
    let quoted = words.zip(article).map(|((_, span), article)| capital(&tell::shorten(span.of(&article.text), 80)));
    let title = quoted.unwrap_or_else(|| state.lang.pick("Nouvel événement", "New event").to_owned());
    let middle = crate::timeline::date_of(state.view.middle());
    Draft {
        title: Named { fr: title.clone(), en: title },
        kind: Kind::Statement,
        certainty: Certainty::Actual,
        dates: match article {
            Some(article) => article.published.dates,
            None => Some(Dates::day(middle)),
        },
        extent: Extent::Within,
        actors: Vec::new(),
        targets: Vec::new(),
        passage: None,
    }
}

/// The keys for the selected events: E corrects, H hides, X stars, M merges, V accepts.
pub fn keys(ctx: &egui::Context, state: &State, actions: &mut Vec<Action>) {
    use egui::{Key, Modifiers};
    let events: Vec<&Event> = state.selected.iter().filter_map(|i| state.corpus.events.get(*i)).collect();
    let Some(first) = events.first() else { return };
    ctx.input_mut(|i| {
        if i.consume_key(Modifiers::NONE, Key::E) && events.len() == 1 {
            actions.push(Ask::Form(Some(Box::new(Form::of_event(state, first)))).into());
        }
        if i.consume_key(Modifiers::NONE, Key::H) || i.consume_key(Modifiers::NONE, Key::Delete) {
            actions.extend(events.iter().map(|e| Wish::Change(e.id.clone(), Change::Hidden(true)).into()));
        }
        if i.consume_key(Modifiers::NONE, Key::X) {
            let on = !state.desk.mark(&first.id).is_some_and(|m| m.star);
            actions.extend(events.iter().map(|e| Wish::Change(e.id.clone(), Change::Star(on)).into()));
        }
        if i.consume_key(Modifiers::NONE, Key::V) {
            actions.extend(events.iter().map(|e| Wish::Change(e.id.clone(), Change::Checked(true)).into()));
        }
        if i.consume_key(Modifiers::NONE, Key::M) && events.len() > 1 {
            actions.push(Wish::Merge(events.iter().map(|e| e.id.clone()).collect()).into());
        }
    });
}

/// A five-pointed star, full or as an outline; true where it was clicked.
fn star_ui(ui: &mut egui::Ui, on: bool, hover: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, hover));
    let palette = theme::palette_of(ui);
    let ink = if on || response.hovered() { palette.accent } else { palette.weak };
    paint_star(ui.painter(), rect.center(), 8.0, on, ink);
    response.on_hover_text(hover).clicked()
}

/// Draws a star.
pub fn paint_star(painter: &egui::Painter, at: Pos2, size: f32, full: bool, ink: Color32) {
    let corner = |i: usize| {
        let radius = if i.is_multiple_of(2) { size } else { size * 0.42 };
        at + Vec2::angled(std::f32::consts::PI * (i as f32 / 5.0 - 0.5)) * radius
    };
    let outline: Vec<Pos2> = (0..10).map(corner).collect();
    if full {
        // A star is not convex: a triangle to each side of each point, and its outline for a smooth edge.
        let mut mesh = egui::Mesh::default();
        mesh.colored_vertex(at, ink);
        for corner in &outline {
            mesh.colored_vertex(*corner, ink);
        }
        for i in 0..10 {
            mesh.add_triangle(0, 1 + i, 1 + (i + 1) % 10);
        }
        painter.add(egui::Shape::mesh(mesh));
        painter.add(egui::Shape::closed_line(outline, Stroke::new(1.0, ink)));
    } else {
        painter.add(egui::Shape::closed_line(outline, Stroke::new(1.3, ink)));
    }
}

/// The buttons of the selected event, what was changed in it, and its form where that is open.
pub fn event_bar_ui(ui: &mut egui::Ui, state: &State, event: &Event, actions: &mut Vec<Action>) {
    let (lang, desk) = (state.lang, &state.desk);
    if desk.status.is_none() {
        return;
    }
    super::review::strip_ui(ui, state, event, actions);
    let mark = desk.mark(&event.id);
    let wish = |change| Action::from(Wish::Change(event.id.clone(), change));
    let open = desk.form.as_ref().is_some_and(|f| f.about == About::Event(event.id.clone()));
    ui.add_enabled_ui(desk.can_edit(), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let star = mark.is_some_and(|m| m.star);
            if star_ui(ui, star, lang.pick("Étoile (X)", "Star (X)")) {
                actions.push(wish(Change::Star(!star)));
            }
            let correct = Button::new(lang.pick("Corriger", "Correct")).selected(open);
            if ui.add(correct).on_hover_text(lang.pick("Touche E", "Key E")).clicked() {
                let form = (!open).then(|| Box::new(Form::of_event(state, event)));
                actions.push(Ask::Form(form).into());
            }
            let checked = mark.is_some_and(|m| m.checked);
            let accept = Button::new(lang.pick("✓ Valider", "✓ Accept")).selected(checked);
            if ui.add(accept).on_hover_text(lang.pick("Relu et bon (V)", "Looked at and good (V)")).clicked() {
                actions.push(wish(Change::Checked(!checked)));
            }
            let added = mark.is_some_and(EventMark::is_added);
            let (away, why) = if added {
                (lang.pick("Supprimer", "Delete"), lang.pick("Ajouté à la main", "Added by hand"))
            } else {
                (lang.pick("Masquer", "Hide"), lang.pick("Touche H", "Key H"))
            };
            if ui.button(away).on_hover_text(why).clicked() {
                actions.push(if added {
                    Wish::RestoreEvent(event.id.clone()).into()
                } else {
                    wish(Change::Hidden(true))
                });
            }
        });
        if let Some((words, from)) = &desk.moving {
            moving_ui(ui, state, words, from, event, actions);
        }
        changed_ui(ui, state, event, mark, actions);
        if open && let Some(form) = &desk.form {
            form_ui(ui, state, event, form, actions);
        }
    });
}

/// Note, tags and what was changed, with a way back.
fn changed_ui(ui: &mut egui::Ui, state: &State, event: &Event, mark: Option<&EventMark>, actions: &mut Vec<Action>) {
    let Some(mark) = mark else { return };
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let changed: Vec<&str> = mark.changed.iter().map(|f| field_name(*f, lang)).collect();
    if mark.is_added() {
        ui.label(RichText::new(lang.pick("Ajouté à la main", "Added by hand")).color(palette.accent));
    }
    if !changed.is_empty() {
        ui.horizontal_wrapped(|ui| {
            let colon = lang.pick("\u{a0}:", ":");
            let text = format!("{}{colon} {}", lang.pick("Corrigé", "Corrected"), changed.join(", "));
            ui.label(RichText::new(text).color(palette.accent)).on_hover_ui(|ui| extracted_ui(ui, lang, mark));
            if ui.add(Button::new(lang.pick("Rétablir", "Restore")).small()).clicked() {
                actions.push(Wish::RestoreEvent(event.id.clone()).into());
            }
        });
    }
    if !mark.note.is_empty() {
        let frame = egui::Frame::new().fill(palette.accent_soft).corner_radius(4).inner_margin(6);
        frame.show(ui, |ui| ui.add(egui::Label::new(&mark.note).wrap()));
    }
    if !mark.tags.is_empty() {
        ui.label(
            RichText::new(mark.tags.iter().map(|t| format!("#{t}")).collect::<Vec<_>>().join("  ")).color(palette.weak),
        );
    }
}

/// "corrigé" or "ajouté", for a list.
pub fn changed_word(state: &State, event: &Event) -> &'static str {
    if state.desk.mark(&event.id).is_some_and(EventMark::is_added) {
        state.lang.pick("ajouté", "added")
    } else {
        state.lang.pick("corrigé", "corrected")
    }
}

/// What was extracted.
fn extracted_ui(ui: &mut egui::Ui, lang: Lang, mark: &EventMark) {
    let Some(event) = &mark.extracted else { return };
    ui.label(
        RichText::new(lang.pick("Extrait des articles", "Extracted from the articles"))
            .font(theme::font(Face::SansBold, 13.0)),
    );
    ui.label(tell::title(event, lang));
    ui.label(tell::when(&event.date, lang));
    ui.label(format!("{} · {}", calendar::kind(event.kind, lang), calendar::certainty(event.certainty, lang)));
    ui.label(tell::parties(event, lang));
}

/// A line of the form: its name at the left, its field, and a way back where it differs from what was extracted.
fn row_ui<T>(ui: &mut egui::Ui, name: &str, field: impl FnOnce(&mut egui::Ui) -> T) -> T {
    let weak = theme::palette_of(ui).weak;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(68.0, 24.0), egui::Sense::hover());
        let font = egui::FontId::proportional(13.0);
        ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, name, font, weak);
        ui.vertical(|ui| field(ui)).inner
    })
    .inner
}

/// A name with a capital.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "Rétablir" beneath a field that differs from what was extracted, and what that was.
fn restore_ui(ui: &mut egui::Ui, state: &State, event: &Event, field: Field, was: &str, actions: &mut Vec<Action>) {
    let mark = state.desk.mark(&event.id);
    if !mark.is_some_and(|m| m.changed.contains(&field)) {
        return;
    }
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    ui.horizontal(|ui| {
        let button = ui.add(Button::new(lang.pick("Rétablir", "Restore")).small());
        let said = format!("{}{} {was}", lang.pick("extrait", "extracted"), lang.pick("\u{a0}:", ":"));
        ui.add(egui::Label::new(RichText::new(&said).color(palette.accent).size(12.0)).truncate()).on_hover_text(&said);
        if button.clicked() {
            actions.push(Wish::RestoreField(event.id.clone(), field).into());
        }
    });
}

/// A field of one line; true where it was left or Enter was pressed.
fn line_ui(ui: &mut egui::Ui, text: &mut String, name: &str, hint: &str) -> bool {
    let width = ui.available_width();
    let field = ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(width));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    field.lost_focus()
}

fn form_ui(ui: &mut egui::Ui, state: &State, event: &Event, form: &Form, actions: &mut Vec<Action>) {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let mut typed = form.clone();
    let mut left = false;
    let was = state.desk.mark(&event.id).and_then(|m| m.extracted.clone());
    let frame = egui::Frame::new().stroke(Stroke::new(1.0, palette.accent)).corner_radius(5).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 5.0;
        let was = was.as_deref();
        let wish = |change| Action::from(Wish::Change(event.id.clone(), change));
        let name = |field| capital(field_name(field, lang));
        let said = |of: &dyn Fn(&Event) -> String| was.map(of).unwrap_or_default();
        row_ui(ui, &name(Field::Title), |ui| {
            left |= line_ui(ui, &mut typed.typed.title, field_name(Field::Title, lang), "");
            restore_ui(ui, state, event, Field::Title, &said(&|e| tell::title(e, lang).to_owned()), actions);
        });
        row_ui(ui, &name(Field::Day), |ui| {
            let hint = lang.pick("2018-06-04, juin 2018, 2018/2020…", "2018-06-04, 2018-06, 2018/2020…");
            left |= line_ui(ui, &mut typed.typed.day, field_name(Field::Day, lang), hint);
            day_remark_ui(ui, state, &typed.typed.day);
            if event.date.dates.is_some_and(|d| !d.is_day()) {
                ui.horizontal_wrapped(|ui| {
                    theme::outlined(ui);
                    for (extent, name) in [
                        (Extent::Within, lang.pick("un jour parmi ceux-là", "some day of these")),
                        (Extent::Throughout, lang.pick("tout du long", "all along")),
                    ] {
                        if ui.radio(event.date.extent == extent, name).clicked() {
                            actions.push(wish(Change::Day { dates: event.date.dates, extent }));
                        }
                    }
                });
            }
            restore_ui(ui, state, event, Field::Day, &said(&|e| tell::when_short(e.date.dates, lang)), actions);
        });
        row_ui(ui, &name(Field::Kind), |ui| {
            let kind = |k| calendar::kind(k, lang).to_owned();
            choice_ui(ui, field_name(Field::Kind, lang), event.kind, &Kind::ALL, kind, |kind| {
                actions.push(wish(Change::Kind(kind)));
            });
            restore_ui(ui, state, event, Field::Kind, &said(&|e| kind(e.kind)), actions);
        });
        row_ui(ui, &name(Field::Certainty), |ui| {
            let all = [Certainty::Actual, Certainty::Alleged, Certainty::Planned];
            let certainty = |c| calendar::certainty(c, lang).to_owned();
            choice_ui(ui, field_name(Field::Certainty, lang), event.certainty, &all, certainty, |certainty| {
                actions.push(wish(Change::Certainty(certainty)));
            });
            restore_ui(ui, state, event, Field::Certainty, &said(&|e| certainty(e.certainty)), actions);
        });
        for (field, typed) in [(Field::Actors, &mut typed.actor), (Field::Targets, &mut typed.target)] {
            let of = |e: &Event| if field == Field::Actors { e.actors.clone() } else { e.targets.clone() };
            let names = |e: &Event| of(e).iter().map(|p| tell::party(*p, lang)).collect::<Vec<_>>().join(", ");
            row_ui(ui, &name(field), |ui| {
                if let Some(parties) = parties_ui(ui, state, field, &of(event), typed) {
                    actions.push(wish(match field {
                        Field::Actors => Change::Actors(parties),
                        _ => Change::Targets(parties),
                    }));
                    typed.clear();
                }
                restore_ui(ui, state, event, field, &said(&names), actions);
            });
        }
        row_ui(ui, &name(Field::Note), |ui| {
            let note = TextEdit::multiline(&mut typed.typed.note).desired_rows(2).desired_width(f32::INFINITY);
            let note = ui.add(note);
            note.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, field_name(Field::Note, lang)));
            left |= note.lost_focus();
        });
        row_ui(ui, &name(Field::Tags), |ui| {
            let hint = lang.pick("séparées par des virgules", "between commas");
            left |= line_ui(ui, &mut typed.typed.tags, field_name(Field::Tags, lang), hint);
        });
        if ui.button(lang.pick("Terminé", "Done")).on_hover_text(lang.pick("Échap", "Esc")).clicked() {
            actions.extend(typed.wishes(state).into_iter().map(Action::from));
            actions.push(Ask::Form(None).into());
            typed.clone_from(form);
            left = false;
        }
    });
    if left {
        actions.extend(typed.wishes(state).into_iter().map(Action::from));
    }
    if typed != *form {
        actions.push(Ask::Form(Some(Box::new(typed))).into());
    }
}

/// What the typed day means, or that it is not understood.
fn day_remark_ui(ui: &mut egui::Ui, state: &State, typed: &str) {
    let palette = theme::palette_of(ui);
    let lang = state.lang;
    let remark = if let Ok(dates) = days(typed, state) {
        let sure = tell::how_sure(dates, lang);
        let comma = if sure.is_empty() { "" } else { ", " };
        RichText::new(format!("{}{comma}{sure}", tell::when_short(dates, lang))).color(palette.weak)
    } else {
        let what = lang.pick(
            "Pas une date. Essayez 2018-06-04, 2018-06 ou «\u{a0}juin 2018\u{a0}».",
            "Not a date. Try 2018-06-04 or 2018-06.",
        );
        RichText::new(what).color(palette.bad)
    };
    ui.add(egui::Label::new(remark.size(12.0)).wrap());
}

fn choice_ui<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    what: &str,
    now: T,
    all: &[T],
    name: impl Fn(T) -> String,
    mut chosen: impl FnMut(T),
) {
    let combo = egui::ComboBox::from_id_salt(what).selected_text(name(now)).width(ui.available_width());
    let shown = combo.height(420.0).show_ui(ui, |ui| {
        for value in all {
            if ui.selectable_label(*value == now, name(*value)).clicked() && *value != now {
                chosen(*value);
            }
        }
    });
    shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, what));
}

/// Names with a cross each, and a field to add one; gives the new list where it was changed.
fn parties_ui(ui: &mut egui::Ui, state: &State, field: Field, now: &[Party], typed: &mut String) -> Option<Vec<Party>> {
    let lang = state.lang;
    let mut new = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for party in now {
            let name = format!("{} ×", tell::party(*party, lang));
            if ui.add(Button::new(name).small()).on_hover_text(lang.pick("Ôter", "Take away")).clicked() {
                new = Some(now.iter().copied().filter(|p| p != party).collect());
            }
        }
    });
    let hint = lang.pick("ajouter un pays…", "add a country…");
    let name = field_name(field, lang);
    let entered = line_ui(ui, typed, name, hint) && ui.input(|i| i.key_pressed(egui::Key::Enter));
    let found = named(typed, lang);
    if entered && let Some(first) = found.first() {
        new = Some(with(now, *first));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for party in found.iter().take(6) {
            if ui.add(Button::new(format!("+ {}", tell::party(*party, lang))).small()).clicked() {
                new = Some(with(now, *party));
            }
        }
    });
    new
}

fn with(now: &[Party], party: Party) -> Vec<Party> {
    let mut list = now.to_vec();
    list.push(party);
    list.sort();
    list.dedup();
    list
}

/// Parties whose name has a word that begins like this, or whose code it is.
fn named(typed: &str, lang: Lang) -> Vec<Party> {
    let typed = fold(typed.trim());
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, String, Party)> = Knowledge::current()
        .countries
        .iter()
        .filter_map(|country| {
            let name = fold(lang.pick(&country.fr, &country.en));
            let rank = if country.party.code().eq_ignore_ascii_case(&typed) {
                0
            } else if name.starts_with(&typed) {
                1
            } else if name.split(' ').any(|w| w.starts_with(&typed)) {
                2
            } else {
                return None;
            };
            Some((rank, name, country.party))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(.., party)| party).collect()
}

/// What can be done with several selected events.
pub fn several_ui(ui: &mut egui::Ui, state: &State, some: &[usize], actions: &mut Vec<Action>) {
    if !state.desk.can_edit() {
        return;
    }
    let lang = state.lang;
    let events: Vec<&Event> = some.iter().filter_map(|i| state.corpus.events.get(*i)).collect();
    ui.horizontal_wrapped(|ui| {
        let merge = ui.button(lang.pick("Fusionner", "Merge"));
        let told = lang.pick(
            "Un seul événement avec tous les passages\u{a0}; le premier choisi garde titre, jour et parties (M)",
            "One event with all passages; the one selected first keeps its title, day and parties (M)",
        );
        if merge.on_hover_text(told).clicked() {
            actions.push(Wish::Merge(events.iter().map(|e| e.id.clone()).collect()).into());
        }
        if ui.button(lang.pick("Masquer", "Hide")).on_hover_text(lang.pick("Touche H", "Key H")).clicked() {
            actions.extend(events.iter().map(|e| Wish::Change(e.id.clone(), Change::Hidden(true)).into()));
        }
        if ui.button(lang.pick("✓ Valider", "✓ Accept")).clicked() {
            actions.extend(events.iter().map(|e| Wish::Change(e.id.clone(), Change::Checked(true)).into()));
        }
    });
}

/// What can be done with a passage: a menu.
pub fn passage_menu_ui(ui: &mut egui::Ui, state: &State, event: &Event, passage: &Passage, actions: &mut Vec<Action>) {
    if !state.desk.can_edit() {
        return;
    }
    let lang = state.lang;
    let words = (passage.article.clone(), passage.span);
    ui.menu_button(lang.pick("Passage ▾", "Passage ▾"), |ui| {
        if event.passages.len() > 1
            && ui.button(lang.pick("En faire un événement à part", "Make it an event of its own")).clicked()
        {
            actions.push(Wish::Split(event.id.clone(), vec![words.clone()]).into());
            ui.close();
        }
        if ui.button(lang.pick("Déplacer vers un autre événement…", "Move to another event…")).clicked() {
            actions.push(Ask::Moving(Some((words.clone(), event.id.clone()))).into());
            ui.close();
        }
        if event.passages.len() > 1
            && ui.button(lang.pick("Retirer de cet événement", "Take from this event")).clicked()
        {
            actions.push(Wish::Detach(words.clone(), event.id.clone()).into());
            ui.close();
        }
    });
}

/// A passage on its way: put it down here, or not.
fn moving_ui(
    ui: &mut egui::Ui,
    state: &State,
    words: &Words,
    from: &EventId,
    event: &Event,
    actions: &mut Vec<Action>,
) {
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let frame = egui::Frame::new().fill(palette.accent_soft).corner_radius(5).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let quote = state.corpus.article(&words.0).map(|a| tell::shorten(words.1.of(&a.text), 90)).unwrap_or_default();
        let told = if *from == event.id {
            lang.pick("Choisissez l’événement qui reçoit ce passage", "Select the event that gets this passage")
        } else {
            lang.pick("Déplacer ici ce passage\u{a0}?", "Move this passage here?")
        };
        ui.label(RichText::new(told).font(theme::font(Face::SansBold, 13.0)));
        ui.add(egui::Label::new(RichText::new(quote).font(theme::font(Face::Serif, 13.0))).wrap());
        ui.horizontal(|ui| {
            if *from != event.id && ui.button(lang.pick("Déplacer ici", "Move here")).clicked() {
                let wish = Wish::Move { passage: words.clone(), from: from.clone(), to: event.id.clone() };
                actions.push(wish.into());
                actions.push(Ask::Moving(None).into());
            }
            if ui.button(lang.pick("Annuler", "Cancel")).clicked() {
                actions.push(Ask::Moving(None).into());
            }
        });
    });
}

/// What can be done with an article, and its form where that is open.
pub fn article_bar_ui(ui: &mut egui::Ui, state: &State, article: &Article, actions: &mut Vec<Action>) {
    let desk = &state.desk;
    let Some(status) = &desk.status else { return };
    let (lang, palette) = (state.lang, theme::palette_of(ui));
    let open = desk.form.as_ref().filter(|f| f.about == About::Article(article.id.clone()));
    let mark = status.shown.articles.get(&article.id);
    ui.add_enabled_ui(desk.can_edit(), |ui| {
        ui.horizontal_wrapped(|ui| {
            let correct = Button::new(lang.pick("Corriger l’article", "Correct the article")).selected(open.is_some());
            if ui.add(correct).clicked() {
                let form = open.is_none().then(|| Box::new(Form::of_article(state, article)));
                actions.push(Ask::Form(form).into());
            }
            let out = ui.button(lang.pick("Écarter", "Leave out"));
            let told = lang
                .pick("Cet article ne compte plus\u{a0}; rien n’est effacé", "It counts no longer; nothing is erased");
            if out.on_hover_text(told).clicked() {
                actions.push(Wish::Article(article.id.clone(), ArticleChange::LeftOut(true)).into());
            }
            if mark.is_some() && ui.button(lang.pick("Rétablir", "Restore")).clicked() {
                actions.push(Ask::Form(None).into());
                actions.push(Wish::RestoreArticle(article.id.clone()).into());
            }
        });
        if let Some(mark) = mark {
            let source = if mark.source.is_empty() { String::new() } else { format!(" · {}", mark.source) };
            let text = format!("{}{source}", lang.pick("Article corrigé", "Article corrected"));
            ui.label(RichText::new(text).color(palette.accent));
        }
        let Some(form) = open else { return };
        let mut typed = form.clone();
        let mut left = false;
        let frame = egui::Frame::new().stroke(Stroke::new(1.0, palette.accent)).corner_radius(5).inner_margin(8);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            row_ui(ui, lang.pick("Titre", "Title"), |ui| {
                left |= line_ui(ui, &mut typed.typed.title, field_name(Field::Title, lang), "");
            });
            row_ui(ui, lang.pick("Paru le", "Published"), |ui| {
                left |= line_ui(ui, &mut typed.typed.day, field_name(Field::Day, lang), "2018-06-04");
                day_remark_ui(ui, state, &typed.typed.day);
            });
            row_ui(ui, "Source", |ui| {
                let hint = lang.pick("journal, agence…", "newspaper, agency…");
                left |= line_ui(ui, &mut typed.typed.source, "source", hint);
            });
        });
        if left {
            actions.extend(typed.wishes(state).into_iter().map(Action::from));
        }
        if typed != *form {
            actions.push(Ask::Form(Some(Box::new(typed))).into());
        }
    });
}

/// Over an article's text: what can be made of the selected words.
pub fn selection_ui(ui: &mut egui::Ui, state: &State, article: &Article, actions: &mut Vec<Action>) {
    if !state.desk.can_edit() {
        return;
    }
    let lang = state.lang;
    let words = state.desk.selection.as_ref().filter(|(id, span)| *id == article.id && !span.is_empty());
    ui.horizontal_wrapped(|ui| {
        let add = Button::new(lang.pick("Nouvel événement de la sélection", "New event from the selection"));
        let hint = lang.pick("Sélectionnez des mots du texte", "Select words of the text");
        if ui.add_enabled(words.is_some(), add).on_disabled_hover_text(hint).clicked() {
            actions.push(Ask::Add(words.cloned()).into());
        }
        if let [one] = state.selected.as_slice()
            && let Some(event) = state.corpus.events.get(*one)
        {
            let attach = Button::new(lang.pick("Ajouter à l’événement choisi", "Add to the selected event"));
            let response = ui.add_enabled(words.is_some(), attach);
            if response.on_hover_text(tell::title(event, lang)).clicked()
                && let Some(words) = words
            {
                actions.push(Wish::Attach(words.clone(), event.id.clone()).into());
            }
        }
    });
}
