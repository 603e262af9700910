//! A window on two articles, and what every test does with one.

use crate::desk_kit::corpus;
use eframe::egui::{self, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use frise::gui::{App, Options};
use frise::model::{Event, EventId, Lang};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub type Window = Harness<'static, App>;

pub fn options() -> Options {
    Options {
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
    }
}

pub fn window() -> Window {
    let options = options();
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
pub fn wait(harness: &mut Window, what: &str, so: impl Fn(&App) -> bool) {
    let start = Instant::now();
    while !so(harness.state()) {
        assert!(start.elapsed() < Duration::from_secs(20), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
        harness.run();
    }
    harness.run();
}

pub fn event<'a>(app: &'a App, id: &str) -> &'a Event {
    app.state().corpus.event(&EventId(id.into())).expect("the event is shown")
}

pub fn select(harness: &mut Window, title: &str, n: usize) {
    harness.get_all_by_label(title).nth(n).expect("the row").click();
    harness.run();
}

/// Opens the form of an event and types the beginning of a target's name.
pub fn type_target(harness: &mut Window, name: &str) {
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
