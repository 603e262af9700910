//! The analyst at work in the window, without a display: correcting, undoing, merging, adding.
#![cfg(feature = "gui")]

mod desk_kit;

use desk_kit::corpus;
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use frise::gui::{App, Options, state::Side};
use frise::model::{Dates, Event, EventId, Kind, Lang};
use std::sync::Arc;
use std::time::{Duration, Instant};

type Window = Harness<'static, App>;

fn window() -> Window {
    let options = Options {
        paths: Vec::new(),
        today: chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day"),
        screenshot: None,
        events: None,
        lang: Some(Lang::Fr),
        theme: None,
        data: None,
        hand_over: None,
        start: frise::gui::Start::default(),
        tour: false,
    };
    let mut harness =
        Harness::builder().with_size(egui::vec2(1280.0, 900.0)).with_max_steps(64).build_eframe(move |cc| {
            let mut app = App::new(cc, options, Arc::default());
            app.work_on(&cc.egui_ctx, corpus(2));
            app
        });
    wait(&mut harness, "the project", |app| app.state().corpus.events.len() == 4);
    harness
}

/// Frames until something is so; the desk answers from its own thread.
fn wait(harness: &mut Window, what: &str, so: impl Fn(&App) -> bool) {
    let start = Instant::now();
    while !so(harness.state()) {
        assert!(start.elapsed() < Duration::from_secs(20), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
        harness.run();
    }
    harness.run();
}

fn event<'a>(app: &'a App, id: &str) -> &'a Event {
    app.state().corpus.event(&EventId(id.into())).expect("the event is shown")
}

fn id(name: &str) -> EventId {
    EventId(name.into())
}

fn select(harness: &mut Window, title: &str, n: usize) {
    harness.get_all_by_label(title).nth(n).expect("the row").click();
    harness.run();
}

#[test]
fn a_typed_day_is_one_step_and_undo_takes_it_back() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    harness.key_press(Key::E);
    harness.run();
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "jour");
    field.focus();
    harness.run();
    harness.key_press(Key::End);
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "jour").type_text("/2018-06-09");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    wait(&mut harness, "the day", |app| event(app, "une.txt/0").date.dates == week());
    harness.get_by_label_contains("extrait\u{a0}: 1ᵉʳ juin 2018");
    harness.get_by_label("Édition").click();
    harness.run();
    harness.get_by_label_contains("Annuler\u{a0}: jour de «\u{a0}La France accuse la Russie\u{a0}»").click();
    harness.run();
    wait(&mut harness, "the day before", |app| event(app, "une.txt/0").date.dates == Dates::ymd(2018, 6, 1));
    assert!(harness.query_by_label_contains("extrait").is_none());
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run();
    wait(&mut harness, "the day again", |app| event(app, "une.txt/0").date.dates == week());
}

fn week() -> Option<Dates> {
    "2018-06-01/2018-06-09".parse().ok()
}

#[test]
fn what_is_no_date_is_said_and_not_kept() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    harness.get_by_label("Corriger").click();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "jour").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "jour").type_text(" jamais");
    harness.run();
    harness.get_by_label_contains("Pas une date");
    harness.get_by_label("Terminé").click();
    harness.run();
    assert!(harness.state().state().desk.form.is_none());
    assert!(harness.state().state().desk.status.as_ref().is_some_and(|s| s.steps.is_empty()));
}

/// Opens the form of an event and types the beginning of a target's name.
fn type_target(harness: &mut Window, name: &str) {
    select(harness, "La Russie dément", 0);
    harness.key_press(Key::E);
    harness.run();
    let field = |harness: &Window, act: &dyn Fn(egui_kittest::Node<'_>)| {
        act(harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "cibles"));
    };
    field(harness, &|node| node.focus());
    harness.run();
    field(harness, &|node| node.type_text(name));
    harness.run();
}

#[test]
fn a_country_is_added_by_the_beginning_of_its_name_and_taken_away_again() {
    let mut harness = window();
    type_target(&mut harness, "alle");
    harness.get_by_label("+ Allemagne").click();
    harness.run();
    let codes = |app: &App| event(app, "une.txt/1").targets.iter().map(|p| p.code().to_owned()).collect::<Vec<_>>();
    wait(&mut harness, "Germany", |app| codes(app) == ["DE", "FR"]);
    harness.get_by_label("France ×").click();
    harness.run();
    wait(&mut harness, "without France", |app| codes(app) == ["DE"]);
}

#[test]
fn a_hidden_event_is_listed_and_shown_again() {
    let mut harness = window();
    select(&mut harness, "La Russie dément", 0);
    harness.get_by_label("Masquer").click();
    harness.run();
    wait(&mut harness, "one event less", |app| app.state().corpus.events.len() == 3);
    harness.get_by_label_contains("Corrections 1").click();
    harness.run();
    assert_eq!(harness.state().state().side, Side::Corrections);
    harness.get_by_label("Montrer").click();
    harness.run();
    wait(&mut harness, "all events", |app| app.state().corpus.events.len() == 4);
}

#[test]
fn a_new_event_opens_its_form_and_is_marked_as_added() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run();
    wait(&mut harness, "the event", |app| app.state().corpus.event(&id("added-1")).is_some());
    wait(&mut harness, "its form", |app| app.state().desk.form.is_some());
    harness.get_by_label("Ajouté à la main");
    assert_eq!(event(harness.state(), "added-1").kind, Kind::Statement);
    harness.get_by_label("Supprimer").click();
    harness.run();
    wait(&mut harness, "the event gone", |app| app.state().corpus.events.len() == 4);
}

#[test]
fn words_are_found_in_the_articles_as_one_types_and_one_click_from_the_text() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    harness.run();
    assert_eq!(harness.state().state().side, Side::Search);
    harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Chercher dans tous les articles")
        .type_text("krem");
    harness.run();
    wait(&mut harness, "an article", |app| app.state().desk.search.found.len() == 1);
    harness.get_by_label_contains("1 article");
    harness
        .get_by_role_and_label(egui::accesskit::Role::Button, "La France met en cause la Russie après une intrusion.")
        .click();
    harness.run();
    assert!(matches!(&harness.state().state().side, Side::Article(id) if id.0 == "deux.txt"));
}

#[test]
fn what_is_unsure_is_reviewed_by_keys_alone() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    harness.run();
    let left = |app: &App| app.state().desk.review.as_ref().map(|r| r.queue.len());
    // Both accusations were denied the day after.
    assert_eq!(left(harness.state()), Some(2));
    harness.get_by_label("accusation démentie");
    harness.key_press(Key::V);
    harness.run();
    wait(&mut harness, "one less", |app| left(app) == Some(1));
    harness.get_by_label("accusation démentie");
    harness.key_press(Key::V);
    harness.run();
    wait(&mut harness, "none left", |app| left(app) == Some(0));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    wait(&mut harness, "one again", |app| left(app) == Some(1));
}

#[test]
fn a_day_is_picked_from_a_calendar() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    harness.key_press(Key::E);
    harness.run();
    harness.get_by_label("Calendrier").click();
    harness.run();
    harness.get_by_label("juin 2018");
    harness.get_by_label("samedi 9 juin 2018").click();
    harness.run();
    wait(&mut harness, "the day", |app| event(app, "une.txt/0").date.dates == Dates::ymd(2018, 6, 9));
    harness.get_by_label("Calendrier").click();
    harness.run();
    harness.get_by_label("›").click();
    harness.run();
    harness.get_by_label("tout juillet").click();
    harness.run();
    wait(&mut harness, "the month", |app| event(app, "une.txt/0").date.dates == Dates::month(2018, 7));
}

#[test]
fn several_selected_events_are_hidden_and_come_back_in_one_step() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    harness.key_press(Key::Escape);
    harness.run();
    harness.state_mut().choose(vec![0, 1, 2]);
    harness.run();
    harness.key_press(Key::H);
    harness.run();
    wait(&mut harness, "one left", |app| app.state().corpus.events.len() == 1);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    wait(&mut harness, "all of them", |app| app.state().corpus.events.len() == 4);
}

#[test]
fn a_country_that_is_not_known_is_described_and_joins_the_event() {
    let mut harness = window();
    type_target(&mut harness, "syldavie");
    harness.get_by_label("+ Pays ou groupe inconnu…").click();
    harness.run();
    harness.get_by_label("Un pays ou un groupe que Frise ne connaît pas");
    harness.get_by_label("Ajouter").click();
    harness.run();
    let codes = |app: &App| event(app, "une.txt/1").targets.iter().map(|p| p.code().to_owned()).collect::<Vec<_>>();
    wait(&mut harness, "the country", |app| codes(app) == ["FR", "SYL"]);
    let syl = frise::model::Party::new("SYL").expect("a code");
    wait(&mut harness, "its name", |_| {
        frise::knowledge::Knowledge::current().country(syl).is_some_and(|c| c.fr == "Syldavie")
    });
    // The articles were read again with it; both the country and the change of the event are kept.
    let kept = |app: &App| app.state().desk.status.as_ref().map(|s| (s.steps.len(), s.facts.own.contains("Syldavie")));
    wait(&mut harness, "the reading", |app| app.state().reading.is_none());
    assert_eq!(kept(harness.state()), Some((2, true)));
}

#[test]
fn a_large_corpus_is_sorted_beside_the_window_and_corrected_like_a_small_one() {
    let mut large = corpus(1);
    let one = large.events[0].clone();
    large.events = (0..25_000)
        .map(|n| {
            let mut event = one.clone();
            event.id = EventId(format!("e{n:05}").into());
            event.date.dates = Dates::ymd(2014 + n % 9, 1 + n as u32 % 12, 1 + n as u32 % 28);
            event
        })
        .collect();
    let mut harness = window();
    let ctx = harness.ctx.clone();
    harness.state_mut().work_on(&ctx, large);
    wait(&mut harness, "the large corpus", |app| app.state().corpus.events.len() == 25_000);
    harness.state_mut().choose(vec![12]);
    harness.run();
    let id = harness.state().state().corpus.events[12].id.clone();
    harness.key_press(Key::H);
    harness.run();
    wait(&mut harness, "one less", |app| app.state().corpus.events.len() == 24_999);
    assert!(harness.state().state().corpus.event(&id).is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    wait(&mut harness, "all again", |app| app.state().corpus.events.len() == 25_000);
    assert_eq!(harness.state().state().corpus.events[12].id, id);
}

#[test]
fn the_form_opens_with_its_title_selected_and_its_letters_move_nothing() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    let view = harness.state().state().view;
    harness.key_press(Key::E);
    harness.run();
    let title = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "titre");
    assert!(title.is_focused(), "the title has no focus");
    title.type_text("Paris désigne");
    for key in [Key::S, Key::A, Key::F, Key::ArrowDown] {
        harness.key_press(key);
    }
    harness.run();
    assert_eq!(harness.state().state().view, view);
    harness.key_press(Key::Enter);
    harness.run();
    wait(&mut harness, "the title", |app| event(app, "une.txt/0").title.fr == "Paris désigne");
}

#[test]
fn what_was_typed_is_undone_after_the_click_that_ended_the_typing() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    harness.key_press(Key::E);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "titre").type_text("Paris désigne");
    harness.run();
    harness.get_by_label("✓ Valider").click();
    harness.run();
    let checked = |app: &App| {
        let shown = app.state().desk.status.as_ref().map(|s| s.shown.clone());
        shown.and_then(|s| s.events.get(&id("une.txt/0")).map(|m| m.checked)).unwrap_or(false)
    };
    wait(&mut harness, "both", |app| checked(app) && event(app, "une.txt/0").title.fr == "Paris désigne");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    wait(&mut harness, "the click undone", |app| !checked(app));
    let notice = harness.state().state().notice.as_ref().map(|n| n.text.clone()).unwrap_or_default();
    assert!(notice.starts_with("Annulé\u{a0}:"), "{notice}");
    assert_eq!(event(harness.state(), "une.txt/0").title.fr, "Paris désigne");
}
