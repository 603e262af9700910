//! A country that Frise does not know is described in the window. In a process of its own: the facts in use are the
//! process's, and each window that opens puts those of its project in their place.
#![cfg(feature = "gui")]

mod desk_kit;
#[path = "desk_kit/window.rs"]
mod window;

use egui_kittest::kittest::Queryable as _;
use frise::gui::App;
use window::{event, type_target, wait, window};

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
