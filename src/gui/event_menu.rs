//! What can be done with the event under the pointer, by the right button.

use super::action::Action;
use super::desk::Ask;
use super::edit;
use super::menu::{Item, Menu};
use super::state::State;
use super::words::words;
use crate::project::{Change, Wish};

/// The menu of one event.
pub fn event_menu(menu: &mut Menu<'_>, state: &State, i: usize) {
    let Some(event) = state.corpus.events.get(i) else { return };
    let words = words(state.lang);
    if let Some(passage) = event.passages.first() {
        let read = Action::Read(passage.article.clone(), Some(passage.span));
        menu.item(Item::new(words.open_text, read));
        let several = event.passages.iter().any(|p| p.article != passage.article);
        menu.item(Item::new(words.event_compare, Action::Compare(Some(i))).on(several));
    }
    menu.item(Item::new(words.event_anchor, Action::Anchor(Some(i))).on(event.date.dates.is_some()));
    if state.desk.status.is_none() {
        return;
    }
    menu.separator();
    let on = state.desk.can_edit();
    let mark = state.desk.mark(&event.id);
    let wish = |change| Wish::Change(event.id.clone(), change);
    let star = mark.is_some_and(|m| m.star);
    menu.item(Item::new(words.event_star, wish(Change::Star(!star))).keys("X").on(on).chosen(star));
    let checked = mark.is_some_and(|m| m.checked);
    menu.item(Item::new(words.event_accept, wish(Change::Checked(!checked))).keys("V").on(on).chosen(checked));
    let form = Box::new(edit::Form::of_event(state, event));
    menu.item(Item::new(words.event_correct, Ask::Form(Some(form))).keys("E").on(on));
    menu.item(Item::new(words.event_hide, wish(Change::Hidden(true))).keys("H").on(on));
}
