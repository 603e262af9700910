//! The window as a user meets it, without a display: clicks, keys, drops, languages.
#![cfg(feature = "gui")]

use chrono::NaiveDate;
use eframe::egui::{self, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use frise::gui::{App, Options, state::Side};
use frise::model::{
    Article, ArticleId, Certainty, Clue, Corpus, Dates, Dating, Event, EventDate, EventId, Extent, Kind, Lang, Mark,
    Party, Passage, Role, Span, Title, Warning,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const TEXT: &str =
    "Paris accuse Moscou d’avoir pénétré un réseau de l’État.\n\nLundi, la Russie a démenti toute intrusion.";

fn event(id: &str, kind: Kind, title: &str, edtf: Option<&str>, actor: &str, quote: &str) -> Event {
    let start = TEXT.find(quote).expect("the quote stands in the text");
    let span = Span::new(start, start + quote.len());
    let first_word = Span::new(start, start + quote.find(' ').expect("two words"));
    Event {
        id: EventId(id.into()),
        kind,
        title: Title { fr: title.into(), en: format!("{title} (en)") },
        date: EventDate {
            dates: edtf.map(|d| d.parse::<Dates>().expect("a date")),
            extent: Extent::Within,
            clues: Vec::new(),
        },
        certainty: Certainty::Actual,
        actors: Party::new(actor).into_iter().collect(),
        targets: Vec::new(),
        passages: vec![Passage {
            article: ArticleId("une.txt".into()),
            span,
            marks: vec![Mark { span: first_word, role: Role::Actor, rule: "test".into() }],
        }],
    }
}

fn corpus() -> Corpus {
    Corpus {
        articles: vec![Article {
            title: "Paris met en cause Moscou".into(),
            published: Dating { dates: Dates::ymd(2018, 6, 4), confidence: 0.9, header: None, clues: Vec::new() },
            path: PathBuf::from("/articles/une.txt"),
            ..Article::new("une.txt", "fr", TEXT)
        }]
        .into(),
        events: vec![
            event("a", Kind::Attribute, "La France accuse la Russie", Some("2018-06-01"), "FR", "Paris accuse Moscou"),
            event("b", Kind::Deny, "La Russie dément", Some("2021-06-04"), "RU", "Lundi, la Russie a démenti"),
            event("c", Kind::Attack, "Une intrusion sans date", None, "RU", "avoir pénétré un réseau"),
        ]
        .into(),
        warnings: vec![Warning {
            path: PathBuf::from("/articles/photo.txt"),
            message: Title { fr: "Ce fichier n’est pas du texte.".into(), en: "This file is not text.".into() },
        }],
        ..Corpus::default()
    }
}

fn empty_window() -> Harness<'static, App> {
    open_window(false)
}

fn open_window(tour: bool) -> Harness<'static, App> {
    let options = Options {
        paths: Vec::new(),
        today: NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day"),
        screenshot: None,
        events: None,
        lang: Some(Lang::Fr),
        theme: None,
        data: None,
        hand_over: None,
        start: frise::gui::Start::default(),
        tour,
    };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_max_steps(64)
        .build_eframe(move |cc| App::new(cc, options, Arc::default()));
    harness.run();
    harness
}

fn window() -> Harness<'static, App> {
    let mut harness = empty_window();
    harness.state_mut().show(corpus());
    harness.run();
    harness
}

/// Where an event is drawn.
fn place(harness: &Harness<'_, App>, event: usize) -> egui::Pos2 {
    let canvas = harness.state().canvas();
    let (_, at) = canvas.layout.marks.iter().find(|(i, _)| *i == event).expect("the event is in view");
    canvas.rect.expect("drawn").min + egui::vec2(at.x as f32, at.y as f32)
}

/// Opens a menu, goes down its entries, and lets the window settle.
fn choose(harness: &mut Harness<'_, App>, entries: &[&str]) {
    for entry in entries {
        harness.get_by_label_contains(entry).click();
        harness.run();
    }
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn click_at(harness: &mut Harness<'_, App>, at: egui::Pos2) {
    harness.hover_at(at);
    harness.run();
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

#[test]
fn an_empty_window_says_what_to_do() {
    let harness = empty_window();
    harness.get_by_label("Déposez un dossier d’articles ici");
    harness.get_by_label("Choisir un dossier…");
}

#[test]
fn a_click_on_an_event_shows_its_passages_and_the_article_is_one_click_away() {
    let mut harness = window();
    let at = place(&harness, 0);
    click_at(&mut harness, at);
    assert_eq!(harness.state().state().selected, [0]);
    let start = TEXT.find("Paris accuse").expect("there");
    let span = Span::new(start, start + "Paris accuse Moscou".len());
    assert_eq!(harness.state().shown(), [(ArticleId("une.txt".into()), span)]);
    harness.get_by_label("1 passage dans 1 article");
    harness.get_by_label("vendredi 1ᵉʳ juin 2018");
    harness.get_by_label("Lire l’article").click();
    harness.run();
    assert_eq!(harness.state().state().side, Side::Article(ArticleId("une.txt".into())));
    assert_eq!(harness.state().shown(), [(ArticleId("une.txt".into()), span)]);
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().state().side, Side::Events);
    press(&mut harness, Key::Escape);
    assert!(harness.state().state().selected.is_empty());
}

#[test]
fn hovering_tells_without_selecting() {
    let mut harness = window();
    let at = place(&harness, 1);
    harness.hover_at(at);
    harness.run();
    assert_eq!(harness.state().state().hovered, Some(1));
    assert!(harness.state().state().selected.is_empty());
    assert!(harness.query_all_by_label("La Russie dément").count() >= 2, "in the list and on the card");
}

#[test]
fn keys_zoom_fit_and_walk_from_event_to_event() {
    let mut harness = window();
    let whole = harness.state().state().view;
    press(&mut harness, Key::Plus);
    let closer = harness.state().state().view;
    assert!(closer.days() < whole.days() * 0.6);
    press(&mut harness, Key::F);
    let fitted = harness.state().state().view;
    assert_eq!(Some(fitted), harness.state().state().fit());
    assert!(fitted.days() < whole.days());
    press(&mut harness, Key::Home);
    assert_eq!(harness.state().state().selected, [0]);
    press(&mut harness, Key::ArrowRight);
    assert_eq!(harness.state().state().selected, [1]);
    press(&mut harness, Key::ArrowRight);
    assert_eq!(harness.state().state().selected, [1], "the last event in time stays selected");
}

#[test]
fn enter_opens_the_article_of_the_selected_event() {
    let mut harness = window();
    press(&mut harness, Key::Home);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().state().side, Side::Article(ArticleId("une.txt".into())));
}

#[test]
fn an_event_outside_the_view_is_flown_to() {
    let mut harness = window();
    for _ in 0..6 {
        press(&mut harness, Key::Plus);
    }
    press(&mut harness, Key::End);
    assert_eq!(harness.state().state().selected, [1]);
    place(&harness, 1);
}

#[test]
fn a_family_is_hidden_and_shown_and_the_numbers_say_so() {
    let mut harness = window();
    assert_eq!(harness.state().canvas().layout.counts.total, 3);
    choose(&mut harness, &["Parole"]);
    assert_eq!(harness.state().canvas().layout.counts.total, 2);
    choose(&mut harness, &["Tous"]);
    assert_eq!(harness.state().canvas().layout.counts.total, 3);
}

#[test]
fn the_language_is_switched_from_the_menu() {
    let mut harness = window();
    choose(&mut harness, &["Affichage", "Langue", "English"]);
    assert_eq!(harness.state().state().lang, Lang::En);
    harness.get_by_label("File");
    harness.get_by_label("Events 3");
}

#[test]
fn what_could_not_be_read_is_listed_with_the_reason() {
    let mut harness = window();
    harness.get_by_label("Non lus 1").click();
    harness.run();
    harness.get_by_label("photo.txt");
    harness.get_by_label("Ce fichier n’est pas du texte.");
}

#[test]
fn where_nothing_could_be_read_the_reasons_are_shown_at_once() {
    let mut harness = empty_window();
    harness.state_mut().show(Corpus { warnings: corpus().warnings, ..Corpus::default() });
    harness.run();
    harness.get_by_label("Ce fichier n’est pas du texte.");
    harness.get_by_label("Déposez un dossier d’articles ici");
}

#[test]
fn the_articles_are_listed_with_their_day_and_evidence() {
    let mut harness = window();
    harness.get_by_label("Articles 1").click();
    harness.run();
    harness.get_by_label_contains("lundi 4 juin 2018");
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "Paris met en cause Moscou").click();
    harness.run();
    harness.get_by_label("Aucun indice de date dans le texte.");
    harness.get_by_label("Lire le texte").click();
    harness.run();
    assert_eq!(harness.state().state().side, Side::Article(ArticleId("une.txt".into())));
}

#[test]
fn a_dropped_folder_is_read_and_added() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("deux.txt"), TEXT).expect("written");
    let mut harness = empty_window();
    harness.input_mut().dropped_files.push(Arc::new(Dropped(folder.path().to_path_buf())));
    harness.step();
    assert!(harness.state().state().reading.is_some(), "reading begins at once, beside the window");
    let start = Instant::now();
    while harness.state().state().reading.is_some() {
        assert!(start.elapsed() < Duration::from_mins(1), "reading never ended");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    assert_eq!(harness.state().state().paths, [folder.path().to_path_buf()]);
    assert_eq!(harness.state().state().corpus.articles.len(), 1);
}

#[test]
fn a_new_corpus_keeps_view_and_selection() {
    let mut harness = window();
    press(&mut harness, Key::Plus);
    let view = harness.state().state().view;
    press(&mut harness, Key::End);
    let mut more = corpus();
    more.events.insert(0, event("z", Kind::Meet, "Une rencontre", Some("2017-01-05"), "FR", "Paris accuse"));
    harness.state_mut().show(more);
    harness.run();
    assert_eq!(harness.state().state().selected, [2], "the same event, at its new place");
    let now = harness.state().state().view;
    assert!((now.days() - view.days()).abs() < 1e-6);
}

#[test]
fn the_timeline_and_its_events_have_names_for_screen_readers() {
    let harness = window();
    harness.get_by_label("Frise chronologique");
    let lane = harness.get_by_label_contains("France, 1 événement");
    assert_eq!(lane.accesskit_node().role(), egui::accesskit::Role::Group);
    let event = lane.get_by_label_contains("1ᵉʳ juin 2018, France, mise en cause, 1 source, ");
    assert_eq!(event.accesskit_node().role(), egui::accesskit::Role::Button);
    let elsewhere = lane.query_by_label_contains("Russie, ");
    assert!(elsewhere.is_none(), "an event of another lane is not told in this one");
}

#[test]
fn words_typed_into_the_search_field_leave_only_the_events_that_have_them() {
    let mut harness = window();
    press(&mut harness, Key::Slash);
    harness.get_by_role_and_label(egui::accesskit::Role::SearchInput, "Chercher").type_text("dement");
    harness.run();
    harness.run();
    assert_eq!(harness.state().state().listed(), [1]);
    assert_eq!(harness.state().canvas().layout.counts.total, 1);
    press(&mut harness, Key::Escape);
    choose(&mut harness, &["Tous"]);
    assert_eq!(harness.state().state().listed().len(), 3);
}

#[test]
fn only_the_events_of_a_country_are_shown_on_request() {
    let mut harness = window();
    harness.get_by_label("Filtrer ▾").click();
    harness.run();
    harness.get_by_label("Russie 2").click();
    harness.run();
    harness.run();
    assert_eq!(harness.state().state().listed(), [1, 2]);
    harness.get_by_label("Filtrer\u{a0}: Russie ▾");
}

#[test]
fn a_day_that_is_typed_is_gone_to_and_alt_left_leads_back() {
    let mut harness = window();
    let before = harness.state().state().view;
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::G);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Aller à une date…").type_text("juin 2018");
    harness.run();
    press(&mut harness, Key::Enter);
    harness.run();
    let view = harness.state().state().view;
    assert_eq!(
        (view.first_date().to_string(), view.last_date().to_string()),
        ("2018-06-01".into(), "2018-06-30".into())
    );
    harness.key_press_modifiers(egui::Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    harness.run();
    assert_eq!(harness.state().state().view, before);
}

#[test]
fn a_command_is_found_by_a_few_letters_and_taken_by_enter() {
    let mut harness = window();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::K);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Toutes les commandes…").type_text("semaines axe");
    harness.run();
    assert!(!harness.state().state().weeks);
    press(&mut harness, Key::Enter);
    assert!(harness.state().state().weeks);
    assert!(harness.state().state().commanding.is_none());

    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::K);
    harness.run();
    press(&mut harness, Key::Escape);
    assert!(harness.state().state().commanding.is_none());
}

#[test]
fn the_right_button_on_an_event_offers_what_can_be_done_with_it() {
    let mut harness = window();
    let at = place(&harness, 0);
    harness.hover_at(at);
    harness.run();
    for pressed in [true, false] {
        let modifiers = egui::Modifiers::default();
        harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers,
        });
        // One frame: where what runs beside the window wakes it, more of them would be a long press.
        harness.step();
    }
    harness.run();
    assert_eq!(harness.state().state().selected, [0]);
    choose(&mut harness, &["Lire le texte"]);
    assert!(matches!(harness.state().state().side, Side::Article(_)));
}

#[test]
fn the_tour_is_shown_once_and_again_when_asked_for() {
    let mut harness = open_window(true);
    // Over an empty window there is nothing to be shown round.
    assert!(harness.query_by_label_contains("La forme et la couleur disent le type").is_none());
    harness.state_mut().show(corpus());
    harness.run();
    harness.get_by_label_contains("La forme et la couleur disent le type");
    for _ in 0..4 {
        choose(&mut harness, &["Suivant"]);
    }
    choose(&mut harness, &["C’est parti"]);
    assert_eq!(harness.state().state().tour, None);
    choose(&mut harness, &["Aide", "Visite guidée"]);
    assert_eq!(harness.state().state().tour, Some(0));
    choose(&mut harness, &["Passer"]);
    assert_eq!(harness.state().state().tour, None);
}

#[test]
fn escape_ends_the_tour_and_only_the_menu_that_is_open() {
    let mut harness = open_window(true);
    harness.state_mut().show(corpus());
    harness.run();
    assert!(harness.state().state().tour.is_some());
    press(&mut harness, Key::Escape);
    assert!(harness.state().state().tour.is_none());
    let at = place(&harness, 0);
    click_at(&mut harness, at);
    let chosen = harness.state().state().selected.clone();
    assert!(!chosen.is_empty());
    choose(&mut harness, &["Affichage"]);
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().state().selected, chosen);
    press(&mut harness, Key::Escape);
    assert!(harness.state().state().selected.is_empty());
}

#[test]
fn the_guide_stands_in_the_help_menu() {
    let mut harness = window();
    choose(&mut harness, &["Aide", "Guide"]);
    harness.get_by_label("D’où viennent les dates");
}

#[test]
fn lanes_of_those_acted_upon_are_chosen_from_the_menu() {
    let mut harness = window();
    assert_eq!(harness.state().state().timeline.lanes, [Party::new("FR"), Party::new("RU")]);
    choose(&mut harness, &["Affichage", "Lignes", "Ligne de celui qui est visé"]);
    assert_eq!(harness.state().state().timeline.lanes, [None]);
}

fn drag(harness: &mut Harness<'_, App>, from: egui::Pos2, to: egui::Pos2) {
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    harness.run();
    for share in [0.25, 0.5, 0.75, 1.0] {
        harness.hover_at(from + (to - from) * share);
        harness.run();
    }
    harness.drop_at(to);
    harness.run();
    harness.run();
}

/// A point of the canvas in the window.
fn on_canvas(harness: &Harness<'_, App>, x: f64, y: f64) -> egui::Pos2 {
    harness.state().canvas().rect.expect("drawn").min + egui::vec2(x as f32, y as f32)
}

#[test]
fn a_lane_goes_where_its_name_is_dragged() {
    let mut harness = window();
    let rects = harness.state().canvas().layout.lane_rects.clone();
    let middle = |n: usize| rects[n].1.y + rects[n].1.height / 2.0;
    let (from, to) = (on_canvas(&harness, 40.0, middle(0)), on_canvas(&harness, 40.0, rects[1].1.bottom() - 4.0));
    drag(&mut harness, from, to);
    assert_eq!(harness.state().state().timeline.lanes, [Party::new("RU"), Party::new("FR")]);
}

#[test]
fn the_brush_is_sized_by_its_ends_and_moved_by_its_middle() {
    let mut harness = window();
    for _ in 0..2 {
        press(&mut harness, Key::Plus);
    }
    let view = harness.state().state().view;
    let layout = &harness.state().canvas().layout;
    let (strip, all) = (layout.overview, layout.overview_view);
    let x = |day: f64| all.x_from_day(&strip, day);
    let y = strip.y + strip.height / 2.0;
    let (from, to) = (on_canvas(&harness, x(view.to), y), on_canvas(&harness, x(view.to) + 60.0, y));
    drag(&mut harness, from, to);
    let wider = harness.state().state().view;
    assert!((wider.from - view.from).abs() < 1e-6 && wider.to > view.to + 100.0, "{view:?} {wider:?}");
    let middle = x(wider.middle());
    let (from, to) = (on_canvas(&harness, middle, y), on_canvas(&harness, middle - 50.0, y));
    drag(&mut harness, from, to);
    let moved = harness.state().state().view;
    assert!((moved.days() - wider.days()).abs() < 1e-6 && moved.from < wider.from - 100.0, "{wider:?} {moved:?}");
}

#[test]
fn a_view_is_kept_under_a_name_and_gone_back_to() {
    let mut harness = window();
    choose(&mut harness, &["Parole"]);
    assert_eq!(harness.state().state().listed().len(), 2);
    let open = |harness: &mut Harness<'_, App>| {
        harness.get_by_label("Vues ▾").click();
        harness.run();
    };
    open(&mut harness);
    let field = |harness: &Harness<'_, App>, act: &dyn Fn(egui_kittest::Node<'_>)| {
        act(harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Nom de la vue"));
    };
    field(&harness, &|node| node.focus());
    harness.run();
    field(&harness, &|node| node.type_text("sans paroles"));
    harness.run();
    harness.run();
    harness.get_by_label("Enregistrer").click();
    harness.run();
    harness.run();
    assert_eq!(harness.state().state().views.len(), 1);
    press(&mut harness, Key::Escape);
    choose(&mut harness, &["Tous"]);
    assert_eq!(harness.state().state().listed().len(), 3);
    open(&mut harness);
    harness.get_by_label("sans paroles").click();
    harness.run();
    harness.run();
    assert_eq!(harness.state().state().listed().len(), 2);
}

#[test]
fn a_figure_is_composed_beside_its_preview_and_kept_as_a_recipe() {
    let mut harness = window();
    choose(&mut harness, &["Fichier", "Composer une figure"]);
    let start = Instant::now();
    while harness.query_by_label("Aperçu de la figure").is_none() {
        assert!(start.elapsed() < Duration::from_mins(1), "no preview came");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    harness.get_by_label("noir et blanc").click();
    harness.run();
    let field = |harness: &Harness<'_, App>, act: &dyn Fn(egui_kittest::Node<'_>)| {
        act(harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Nom de la figure"));
    };
    field(&harness, &|node| node.focus());
    harness.run();
    field(&harness, &|node| node.type_text("réunion"));
    harness.run();
    harness.run();
    harness.get_by_label("Garder la recette").click();
    harness.run();
    harness.run();
    let recipes = &harness.state().state().recipes;
    assert_eq!(recipes.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["réunion"]);
    assert_eq!(recipes[0].options.theme, frise::timeline::Theme::Print);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(harness.state().state().studio.is_none(), "Esc closes the figure's window");
}

#[test]
fn by_the_day_of_telling_events_stand_at_the_day_of_their_article() {
    let mut harness = window();
    choose(&mut harness, &["Affichage", "Selon le jour du récit"]);
    assert_eq!(harness.state().canvas().layout.counts.undated, 0, "the undated one was told on a known day");
    let (plot, view) = (harness.state().canvas().layout.plot, harness.state().state().view);
    for (_, at) in &harness.state().canvas().layout.marks {
        let day = frise::timeline::date_of(view.day_from_x(&plot, at.x));
        assert_eq!(day.to_string(), "2018-06-04");
    }
}

#[test]
fn days_are_counted_from_an_event_on_request() {
    let mut harness = window();
    let at = place(&harness, 0);
    click_at(&mut harness, at);
    harness.get_by_label("J±").click();
    harness.run();
    harness.run();
    let view = harness.state().state().view;
    assert_eq!((view.first_date().to_string(), view.days().round()), ("2018-05-02".into(), 121.0));
    harness.get_by_label_contains("J = 1").click();
    harness.run();
    assert!(harness.state().state().anchor.is_none());
}

#[test]
fn an_arrow_leads_to_the_next_passage_and_points_to_its_event() {
    let mut harness = window();
    let at = place(&harness, 0);
    click_at(&mut harness, at);
    harness.get_by_label("Lire l’article").click();
    harness.run();
    harness.get_by_label("1 / 3");
    harness.get_by_label("Passage suivant").click();
    harness.run();
    harness.run();
    harness.get_by_label("2 / 3");
    assert_eq!(harness.state().state().selected, [2], "the second passage of the text tells the third event");
    assert_eq!(harness.state().state().side, Side::Article(ArticleId("une.txt".into())));
}

#[test]
fn a_period_marked_with_shift_says_its_count_and_filters() {
    let mut harness = window();
    let plot = harness.state().canvas().layout.plot;
    let y = plot.y + 4.0;
    let view = harness.state().state().view;
    let x = |date: &str| view.x_from_day(&plot, frise::timeline::day_number(date.parse().expect("a day")));
    let (from, to) = (on_canvas(&harness, x("2018-01-10"), y), on_canvas(&harness, x("2018-12-20"), y));
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::SHIFT));
    drag(&mut harness, from, to);
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
    harness.run();
    harness.get_by_label("Ne garder que cette période").click();
    harness.run();
    harness.run();
    assert_eq!(harness.state().state().listed(), [0]);
}

#[test]
fn weeks_stand_on_the_axis_and_nothing_moves_where_that_is_chosen() {
    let mut harness = window();
    choose(&mut harness, &["Affichage", "Semaines sur l’axe"]);
    assert!(harness.state().state().weeks);
    choose(&mut harness, &["Affichage", "Animations", "mouvement réduit"]);
    let before = harness.state().state().view;
    harness.key_press(Key::Plus);
    harness.step();
    harness.step();
    let after = harness.state().state().view;
    assert!((after.days() - before.days() / 2.0).abs() < 1e-6, "the view is there at once: {after:?}");
}

#[test]
fn sources_that_put_one_act_on_two_days_say_so_and_lead_to_each_other() {
    let mut harness = empty_window();
    let mut corpus = corpus();
    let mut second = corpus.articles[0].clone();
    second.id = ArticleId("deux.txt".into());
    corpus.articles.insert(0, second);
    let told = |id: &str, article: &str, edtf: &str| {
        let mut told = event(
            id,
            Kind::Attribute,
            "La France accuse la Russie",
            Some(edtf),
            "FR",
            "Paris accuse Moscou d’avoir pénétré",
        );
        told.passages[0].article = ArticleId(article.into());
        let place = Some((ArticleId(article.into()), Span::new(0, 5)));
        let implies = told.date.dates;
        told.date.clues.push(Clue { rule: "time:day".into(), text: "Paris".into(), place, implies, refused: false });
        told
    };
    corpus.events = vec![told("a", "une.txt", "2018-06-01"), told("b", "deux.txt", "2018-06-05")].into();
    harness.state_mut().show(corpus);
    let start = Instant::now();
    while harness.state().state().rivals.pairs.is_empty() {
        assert!(start.elapsed() < Duration::from_mins(1), "they were never found");
        std::thread::sleep(Duration::from_millis(10));
        harness.step();
    }
    harness.run();
    press(&mut harness, Key::Home);
    harness.get_by_label("≠ Les sources ne s’accordent pas");
    harness.get_by_label_contains("donne un autre jour\u{a0}: 5 juin 2018");
    let other = harness.get_all_by_role_and_label(egui::accesskit::Role::Button, "La France accuse la Russie").last();
    other.expect("a way to the other telling").click();
    harness.run();
    assert_eq!(harness.state().state().selected, [1]);
}

/// A corpus with stars.
fn starred(ids: &[&str]) -> Corpus {
    let stars = ids.iter().map(|id| EventId((*id).into())).collect();
    Corpus { starred: Arc::new(stars), ..corpus() }
}

#[test]
fn only_events_with_a_star_are_shown_on_request_and_the_filter_says_so() {
    let mut harness = empty_window();
    harness.state_mut().show(starred(&["b"]));
    harness.run();
    choose(&mut harness, &["Affichage", "Étoilés seulement"]);
    assert_eq!(harness.state().state().listed(), [1]);
    harness.get_by_label_contains("Filtrer\u{a0}: étoilés");
    harness.state_mut().show(starred(&["a", "b"]));
    harness.run();
    assert_eq!(harness.state().state().listed(), [0, 1], "a new star brings its event");
}

#[test]
fn the_arrow_down_comes_to_every_lane_also_past_an_event_of_several() {
    let party = |code: &str| Party::new(code).expect("a code");
    let mut corpus = corpus();
    let mut shared = corpus.events[0].clone();
    shared.id = EventId("d".into());
    shared.actors = ["DE", "FR", "RU", "US"].map(party).to_vec();
    let mut last = corpus.events[1].clone();
    (last.id, last.actors) = (EventId("e".into()), vec![party("US")]);
    corpus.events.push_back(shared);
    corpus.events.push_back(last);
    let mut harness = empty_window();
    harness.state_mut().show(corpus);
    harness.run();
    press(&mut harness, Key::Home);
    let lanes = harness.state().state().timeline.lanes.len();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..2 * lanes {
        let state = harness.state().state();
        seen.extend(state.selected.first().and_then(|e| state.lane_of(*e)));
        press(&mut harness, Key::ArrowDown);
    }
    assert!(seen.contains(&(lanes - 1)), "{seen:?} of {lanes}");
}
