//! The analyst at work in the window, without a display: correcting, undoing, merging, adding.
#![cfg(feature = "gui")]

mod desk_kit;
#[path = "desk_kit/window.rs"]
mod window;

use desk_kit::corpus;
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use frise::gui::{App, Options, state::Side};
use frise::model::{Dates, EventId, Kind, Lang};
use frise::project::Desk;
use std::sync::Arc;
use std::time::Duration;
use window::{Window, event, options, select, type_target, wait, window};

fn id(name: &str) -> EventId {
    EventId(name.into())
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
    // What is wrong stays to be seen; Esc leaves it.
    harness.get_by_label_contains("Pas une date");
    assert!(harness.state().state().desk.form.is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().state().desk.form.is_none());
    assert!(harness.state().state().desk.status.as_ref().is_some_and(|s| s.steps.is_empty()));
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
    assert_eq!(event(harness.state(), "added-1").date.dates, None, "its day is for who adds it to say");
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
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Chercher dans les événements et les textes")
        .type_text("krem");
    harness.run();
    wait(&mut harness, "an article", |app| app.state().desk.search.found.len() == 1);
    wait(&mut harness, "the answer for events", |app| app.state().desk.search.is_answered());
    harness.get_by_label_contains("0 événement, 1 article");
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

/// A project with two articles, in a folder of its own.
fn project() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("affaire.frise");
    let mut desk = Desk::create(Some(&path)).expect("created");
    desk.read_again(frise::project::Extraction::new(corpus(2)), Vec::new(), "");
    desk.keep_reading().expect("kept");
    (folder, path)
}

/// A window on a project of four events.
fn window_on(project: &std::path::Path) -> Window {
    window_on_many(project, 4)
}

fn window_on_many(project: &std::path::Path, events: usize) -> Window {
    let data = project.parent().map(|folder| folder.join("data"));
    let options = Options { paths: vec![project.to_path_buf()], data, ..options() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 900.0))
        .with_max_steps(64)
        .build_eframe(move |cc| App::new(cc, options, Arc::default()));
    wait(&mut harness, "the project", |app| app.state().corpus.events.len() == events);
    harness
}

#[test]
fn the_lanes_of_a_long_list_from_elsewhere_have_their_names_when_the_project_is_opened() {
    const EVENTS: usize = 25_000;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("liste.frise");
    let lines: Vec<String> = (0..EVENTS).map(|n| format!("Acte {n},{},RU", 2014 + n % 9)).collect();
    let party = |code: &str| frise::model::Party::new(code);
    let csv = format!("titre,date,pays\n{}\n", lines.join("\n"));
    let (entries, _) =
        frise::exchange::import(std::path::Path::new("liste.csv"), &csv, &party, &|_| None, &|_| None).expect("a list");
    let list = frise::list("Suivi".into(), entries, &|_, _| "Russie".to_owned());
    let mut desk = Desk::create(Some(&path)).expect("created");
    desk.perform(&frise::project::Wish::Import(Box::new(list))).expect("imported");
    drop(desk);
    let mut harness = window_on_many(&path, EVENTS);
    let name = |app: &App| app.state().timeline.lane_name(0, Lang::Fr).to_owned();
    wait(&mut harness, "the name", |app| name(app) == "Russie");
}

#[test]
fn what_is_being_typed_is_there_again_after_the_program_was_killed() {
    let (folder, path) = project();
    let mut harness = window_on(&path);
    select(&mut harness, "La France accuse la Russie", 0);
    harness.key_press(Key::E);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "titre").type_text("Paris désigne Mosc");
    harness.run();
    wait(&mut harness, "what is typed on disk", |app| app.state().desk.kept && app.state().desk.pending == 0);
    harness.get_by_label_contains("saisie en cours, gardée");
    assert!(harness.query_by_label_contains("· enregistré").is_none(), "it is not an edit yet");
    // As a kill leaves them.
    let killed = folder.path().join("tué.frise");
    std::fs::copy(&path, &killed).expect("copied");
    let log = folder.path().join("affaire.frise-wal");
    if log.exists() {
        std::fs::copy(log, folder.path().join("tué.frise-wal")).expect("copied");
    }
    drop(harness);
    let mut harness = window_on(&killed);
    wait(&mut harness, "the form", |app| app.state().desk.form.is_some());
    assert_eq!(event(harness.state(), "une.txt/0").title.fr, "La France accuse la Russie");
    let typed = harness.state().state().desk.form.as_ref().map(|f| f.typed.title.clone());
    assert_eq!(typed.as_deref(), Some("Paris désigne Mosc"));
    harness.get_by_label("Terminé").click();
    harness.run();
    wait(&mut harness, "the title", |app| event(app, "une.txt/0").title.fr == "Paris désigne Mosc");
    wait(&mut harness, "all on disk", |app| app.state().desk.kept && app.state().desk.pending == 0);
    harness.get_by_label_contains("· enregistré");
}

#[test]
fn corrections_are_shown_as_they_stand_with_what_was_extracted_and_each_goes_back() {
    let mut harness = window();
    assert!(harness.query_by_label_contains("Corrections").is_none());
    select(&mut harness, "La France accuse la Russie", 0);
    harness.key_press(Key::E);
    harness.run();
    let title = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "titre");
    title.type_text("Paris désigne");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    wait(&mut harness, "the title", |app| event(app, "une.txt/0").title.fr == "Paris désigne");
    harness.get_by_label("Terminé").click();
    harness.run();
    harness.key_press(Key::X);
    harness.run();
    wait(&mut harness, "two steps", |app| app.state().desk.status.as_ref().is_some_and(|s| s.steps.len() == 2));
    harness.get_by_label("Corrections 1").click();
    harness.run();
    harness.get_by_label("Événements corrigés (1)");
    harness.get_by_label("titre\u{a0}: Paris désigne  (extrait\u{a0}: La France accuse la Russie)");
    harness.get_by_label("étoile");
    // The first is the whole event's, then those of its properties.
    harness.get_all_by_label("Rétablir").nth(1).expect("of the title").click();
    harness.run();
    wait(&mut harness, "the title", |app| event(app, "une.txt/0").title.fr == "La France accuse la Russie");
    harness.get_by_label("étoile");
    assert!(harness.query_by_label_contains("titre\u{a0}:").is_none());
    harness.get_by_label("Journal").click();
    harness.run();
    harness.get_by_label_contains("étoile à");
}

#[test]
fn what_a_reading_brought_stands_under_a_name_of_its_own_where_nothing_is_corrected() {
    let mut harness = window();
    harness.state_mut().work_on_again(corpus(3));
    wait(&mut harness, "the reading", |app| app.state().corpus.events.len() == 6);
    harness.get_by_label("Nouveautés 2").click();
    harness.run();
    assert!(harness.query_by_label_contains("Corrections").is_none());
    harness.get_by_label_contains("Rien n’est corrigé");
}

#[test]
fn events_are_found_by_their_words_and_parties_and_walked_by_keys() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    harness.run();
    let field = (egui::accesskit::Role::TextInput, "Chercher dans les événements et les textes");
    harness.get_by_role_and_label(field.0, field.1).type_text("russie dementis");
    harness.run();
    wait(&mut harness, "the events", |app| app.state().desk.search.is_answered());
    harness.get_by_label_contains("2 événements, ");
    // The arrow shows the second on the timeline, the list stays; Enter opens it.
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().state().side, Side::Search);
    let selected =
        |app: &App| app.state().selected.iter().map(|i| app.state().corpus.events[*i].id.clone()).collect::<Vec<_>>();
    assert_eq!(selected(harness.state()), [id("deux.txt/1")]);
    harness.key_press(Key::ArrowUp);
    harness.run();
    assert_eq!(selected(harness.state()), [id("une.txt/1")]);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().state().side, Side::Events);
    assert_eq!(selected(harness.state()), [id("une.txt/1")]);
}

#[test]
fn several_events_get_a_tag_a_party_and_a_kind_each_in_one_step() {
    let mut harness = window();
    harness.state_mut().choose(vec![0, 1, 2]);
    harness.run();
    harness.get_by_label("Corriger tous").click();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "étiquettes").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "étiquettes").type_text("affaire A, à suivre");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let tagged = |app: &App| {
        let marks = app.state().desk.status.as_ref().map(|s| s.shown.clone());
        marks.map_or(0, |s| s.events.values().filter(|m| m.tags == ["affaire A", "à suivre"]).count())
    };
    wait(&mut harness, "the tags", |app| tagged(app) == 3);
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "cibles").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "cibles").type_text("allem");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let germany = frise::model::Party::new("DE").expect("a code");
    let joined = |app: &App| app.state().corpus.events.iter().filter(|e| e.targets.contains(&germany)).count();
    wait(&mut harness, "Germany", |app| joined(app) == 3);
    let undo = harness.state().state().desk.status.as_ref().and_then(|s| s.undo.clone());
    assert!(undo.is_some_and(|[fr, _]| fr.starts_with("cibles de 3 événements, dont «")));
    harness.state_mut().choose(vec![0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    wait(&mut harness, "without Germany", |app| joined(app) == 0);
    assert_eq!(tagged(harness.state()), 3);
}

#[test]
fn one_event_cannot_be_merged_and_the_key_says_what_to_do() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    harness.key_press(Key::M);
    harness.run();
    harness.get_by_label_contains("au moins deux événements");
    assert_eq!(harness.state().state().corpus.events.len(), 4);
}

#[test]
fn a_passage_goes_to_another_event_by_keys_alone() {
    let mut harness = window();
    harness.state_mut().choose(vec![0]);
    harness.run();
    let (from, to) = (harness.state().state().corpus.events[0].id.clone(), id("deux.txt/0"));
    harness.key_press(Key::P);
    harness.run();
    harness.get_by_label_contains("Choisissez l’événement qui reçoit ce passage");
    let place = harness.state().state().corpus.events.iter().position(|e| e.id == to).expect("the event");
    harness.state_mut().choose(vec![place]);
    harness.run();
    harness.get_by_label_contains("Déplacer ici ce passage");
    harness.key_press(Key::P);
    harness.run();
    wait(&mut harness, "the passage", |app| event(app, &to.0).passages.len() == 2);
    assert!(harness.state().state().desk.moving.is_none());
    // Nothing tells the other one any more: it is kept aside, and that is said.
    harness.run();
    assert!(harness.state().state().corpus.event(&from).is_none());
    harness.get_by_label_contains("n’a plus de passage");
    harness.get_by_label("Corrections 2").click();
    harness.run();
    harness.get_by_label("Plus aucun passage (1)");
    harness.get_all_by_label("Rétablir").last().expect("of the event").click();
    harness.run();
    wait(&mut harness, "it is back", |app| app.state().corpus.event(&from).is_some());
}

#[test]
fn a_country_is_added_by_enter_and_its_form_outlives_a_click_beside_it() {
    let mut harness = window();
    type_target(&mut harness, "bordurie");
    harness.get_by_label("+ Pays ou groupe inconnu…").click();
    harness.run();
    harness.get_by_label("Un pays ou un groupe que Frise ne connaît pas");
    let corner = egui::pos2(20.0, 700.0);
    harness.hover_at(corner);
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        harness.event(egui::Event::PointerButton {
            pos: corner,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers,
        });
    }
    harness.run();
    harness.get_by_label("Un pays ou un groupe que Frise ne connaît pas");
    harness.key_press(Key::Enter);
    harness.run();
    let codes = |app: &App| event(app, "une.txt/1").targets.iter().map(|p| p.code().to_owned()).collect::<Vec<_>>();
    wait(&mut harness, "the country", |app| codes(app) == ["BOR", "FR"]);
    wait(&mut harness, "the reading", |app| app.state().reading.is_none());
}

#[test]
fn an_article_shows_what_was_read_and_each_field_goes_back() {
    let mut harness = window();
    harness.get_by_label_contains("Articles 2").click();
    harness.run();
    harness.get_all_by_label_contains("Paris accuse Moscou").next().expect("the article").click();
    harness.run();
    harness.get_by_label("Corriger l’article").click();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "titre").type_text("Un autre titre");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let title = |app: &App| app.state().corpus.articles.iter().any(|a| a.title == "Un autre titre");
    wait(&mut harness, "the title", title);
    harness.get_by_label_contains("extrait\u{a0}: Paris accuse Moscou");
    harness.get_all_by_label("Rétablir").last().expect("of the title").click();
    harness.run();
    wait(&mut harness, "the title as read", |app| !title(app));
}

#[test]
fn the_second_click_of_a_double_click_on_a_row_hits_no_button_that_the_first_one_brought() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    let button = harness.get_by_label("Masquer").rect().center();
    harness.key_press(egui::Key::Escape);
    harness.run();
    let on_it = |harness: &Window| {
        harness.get_all_by_label_contains("La ").any(|node| node.rect().y_range().contains(button.y))
    };
    assert!(on_it(&harness), "a row of the list lies where the button was");
    harness.event(egui::Event::PointerMoved(button));
    harness.step();
    for _ in 0..2 {
        for pressed in [true, false] {
            harness.event(egui::Event::PointerButton {
                pos: button,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: egui::Modifiers::default(),
            });
        }
        harness.step();
    }
    harness.run();
    assert_eq!(harness.state().state().selected.len(), 1, "the row is chosen");
    std::thread::sleep(Duration::from_millis(200));
    harness.run();
    assert_eq!(harness.state().state().corpus.events.len(), 4, "and nothing is hidden");
}

#[test]
fn several_events_are_gathered_from_the_list_with_shift_and_changed_as_one() {
    let mut harness = window();
    let rows = |harness: &Window, title: &str| -> Vec<egui::Pos2> {
        harness.get_all_by_label(title).map(|node| node.rect().center()).collect()
    };
    let press = |harness: &mut Window, at: egui::Pos2, modifiers: egui::Modifiers| {
        harness.event(egui::Event::PointerMoved(at));
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            harness.event_modifiers(egui::Event::PointerButton { pos: at, button, pressed, modifiers }, modifiers);
        }
        harness.run();
    };
    let accusations = rows(&harness, "La France accuse la Russie");
    press(&mut harness, accusations[0], egui::Modifiers::SHIFT);
    assert_eq!(harness.state().state().selected.len(), 1);
    harness.get_by_label("1 sélectionné");
    // The list moved down by what is offered now, and all of its rows are still there.
    let denials = rows(&harness, "La Russie dément");
    assert_eq!(denials.len(), 2);
    press(&mut harness, denials[1], egui::Modifiers::SHIFT);
    harness.get_by_label("2 sélectionnés");
    harness.get_by_label("Masquer").click();
    harness.run();
    wait(&mut harness, "both are hidden", |app| app.state().corpus.events.len() == 2);
    harness.key_press(egui::Key::Escape);
    harness.run();
    let left = rows(&harness, "La Russie dément");
    press(&mut harness, left[0], egui::Modifiers::NONE);
    assert_eq!(harness.state().state().selected.len(), 1);
    harness.get_by_label("Corriger");
}

#[test]
fn the_review_offers_the_event_that_looks_the_same_and_undo_leads_back_to_it() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
    harness.run();
    let first = harness.state().state().selected[0];
    let first = harness.state().state().corpus.events[first].id.clone();
    harness.get_by_label_contains("Ressemble à");
    let before = harness.state().state().corpus.events.len();
    harness.key_press(Key::M);
    harness.run();
    wait(&mut harness, "they are one", |app| app.state().corpus.events.len() + 1 == before);
    assert_eq!(event(harness.state(), &first.0).passages.len(), 2);
    harness.state_mut().choose(Vec::new());
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    wait(&mut harness, "they are two", |app| app.state().corpus.events.len() == before);
    let selected = |app: &App| app.state().selected.first().map(|i| app.state().corpus.events[*i].id.clone());
    assert_eq!(selected(harness.state()), Some(first));
}

#[test]
fn a_day_that_was_set_is_said_to_be_and_what_was_read_stays_to_be_read() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    harness.key_press(Key::E);
    harness.run();
    assert!(harness.query_by_label("Fixée par vous.").is_none());
    harness.get_by_label("Calendrier").click();
    harness.run();
    harness.get_by_label("samedi 9 juin 2018").click();
    harness.run();
    wait(&mut harness, "the day", |app| event(app, "une.txt/0").date.dates == Dates::ymd(2018, 6, 9));
    harness.get_by_label("Fixée par vous.");
}

#[test]
fn the_journal_tells_also_what_was_taken_back() {
    let mut harness = window();
    select(&mut harness, "La France accuse la Russie", 0);
    let star = |app: &App| app.state().corpus.starred.len();
    harness.key_press(Key::X);
    harness.run();
    wait(&mut harness, "the star", |app| star(app) == 1);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    wait(&mut harness, "no star", |app| star(app) == 0);
    harness.key_press(Key::V);
    harness.run();
    let steps = |app: &App| app.state().desk.status.as_ref().map(|s| (s.steps.len(), s.undone.len()));
    wait(&mut harness, "it is accepted", |app| steps(app) == Some((1, 1)));
    harness.get_by_label_contains("Corrections 1").click();
    harness.run();
    harness.get_by_label("Journal").click();
    harness.run();
    harness.get_by_label_contains("(annulé)");
}

#[test]
fn a_name_that_is_taken_away_while_events_need_it_is_told() {
    let mut harness = window();
    type_target(&mut harness, "Zubrovie");
    harness.get_by_label("+ Pays ou groupe inconnu…").click();
    harness.run();
    harness.get_by_label("Ajouter").click();
    harness.run();
    let named = |app: &App| event(app, "une.txt/1").targets.iter().any(|p| p.code() == "ZUB");
    wait(&mut harness, "the country", named);
    wait(&mut harness, "the reading", |app| app.state().reading.is_none());
    // The event names it by an edit of its own, which stays.
    let fact =
        |app: &App| app.state().desk.status.as_ref().and_then(|s| s.steps.iter().find(|s| s.is_fact).map(|s| s.n));
    harness.get_by_label_contains("Corrections ").click();
    harness.run();
    harness.get_by_label("Retirer").click();
    harness.run();
    wait(&mut harness, "it is gone", |app| fact(app).is_none());
    harness.get_by_label_contains("où il n’en reste que le code ZUB");
}

#[test]
fn undo_in_an_empty_field_takes_back_what_was_done_with_it() {
    let mut harness = window();
    type_target(&mut harness, "alle");
    harness.key_press(Key::Enter);
    harness.run();
    let codes = |app: &App| event(app, "une.txt/1").targets.iter().map(|p| p.code().to_owned()).collect::<Vec<_>>();
    wait(&mut harness, "Germany", |app| codes(app) == ["DE", "FR"]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    wait(&mut harness, "without Germany", |app| codes(app) == ["FR"]);
}

#[test]
fn an_event_that_was_begun_and_left_as_it_was_leaves_nothing() {
    let mut harness = window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run();
    wait(&mut harness, "its form", |app| app.state().desk.form.is_some());
    // The first Esc leaves the field that has the focus.
    for _ in 0..2 {
        harness.key_press(Key::Escape);
        harness.run();
    }
    wait(&mut harness, "it is gone", |app| app.state().corpus.events.len() == 4);
}
