//! What of the timeline a screen reader and the Tab key walk: a group for each lane in sight, in it a button for each event
//! and each pill. They lie over the canvas, so their clicks are handed on: what a click means is decided by what is drawn
//! there, not by which node is topmost.

use super::{Canvas, Click};
use crate::gui::action::Action;
use crate::gui::state::State;
use crate::gui::words::{count, words};
use crate::gui::{paint, tell, theme};
use crate::model::Event;
use crate::timeline::{Hit, Target, words as calendar};
use eframe::egui::{self, Id, Rect, Sense, Vec2};

/// How many events and pills of the view get a node.
const MOST: usize = 300;

/// The nodes.
pub(super) fn nodes_ui(ui: &mut egui::Ui, state: &State, canvas: &Canvas, actions: &mut Vec<Action>) -> Click {
    let Some(canvas_rect) = canvas.rect else { return Click::default() };
    let mut click = Click::default();
    let mut left = MOST;
    let layout = &canvas.layout;
    for (lane, rect) in &layout.lane_rects {
        let inside = |y: f64| (rect.y..rect.bottom()).contains(&y);
        let events = || layout.marks.iter().enumerate().filter(|(_, (_, at))| inside(at.y));
        let pills = || layout.hits.iter().filter_map(pill).filter(|(_, hit)| inside(hit.y + hit.height / 2.0));
        if left == 0 {
            break;
        }
        let name = format!(
            "{}, {}",
            state.timeline.lane_name(*lane, state.lang),
            count(words(state.lang).event, state.timeline.lane_len(*lane))
        );
        let builder = egui::UiBuilder::new()
            .id_salt(("lane", *lane))
            .max_rect(paint::rect(canvas_rect.min, *rect).intersect(canvas_rect))
            .accessibility_role(egui::accesskit::Role::Group)
            .accessibility_label(name);
        let mut ui = ui.new_child(builder);
        for (_, (i, at)) in events().take(left) {
            let Some(event) = state.corpus.events.get(*i) else { continue };
            left -= 1;
            let rect = Rect::from_center_size(paint::point(canvas_rect.min, *at), Vec2::splat(24.0));
            let said = || spoken(event, state);
            if node_ui(
                &mut ui,
                // What is typed elsewhere and committed by this very press may move an event among the others.
                ("event", *lane, event.id.0.as_str()),
                rect.intersect(canvas_rect),
                (state.selected.contains(i), &said),
                &mut click,
            ) {
                actions.push(Action::Select(vec![*i]));
            }
        }
        for (events, hit) in pills().take(left) {
            left -= 1;
            let rect = paint::rect(canvas_rect.min, hit).intersect(canvas_rect);
            let chosen = events.iter().any(|e| state.selected.contains(e));
            let said = || count(words(state.lang).event, events.len());
            let first = events.first().and_then(|i| state.corpus.events.get(*i)).map_or("", |e| e.id.0.as_str());
            if node_ui(&mut ui, ("pill", *lane, first), rect, (chosen, &said), &mut click) {
                actions.push(Action::Select(events.to_vec()));
            }
        }
    }
    click
}

/// The events of a pill, and where it stands.
fn pill(hit: &Hit) -> Option<(&[usize], crate::scene::Rect)> {
    match &hit.target {
        Target::Cluster { events, .. } => Some((events, hit.rect)),
        _ => None,
    }
}

/// One button; true where it was pressed, but not by the pointer.
fn node_ui(
    ui: &mut egui::Ui,
    id: (&str, usize, &str),
    rect: Rect,
    (selected, said): (bool, &dyn Fn() -> String),
    click: &mut Click,
) -> bool {
    let response = ui.interact(rect, Id::unique(id), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, selected, said()));
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.0, theme::palette_of(ui).accent);
        ui.painter().extend(egui::Shape::dashed_line(
            &[rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()],
            stroke,
            3.0,
            3.0,
        ));
    }
    let by_pointer = response.clicked_by(egui::PointerButton::Primary);
    click.single |= by_pointer;
    click.double |= response.double_clicked();
    response.clicked() && !by_pointer
}

/// "4 juin 2018, France → Russie, sanction, 3 sources, La France …".
fn spoken(event: &Event, state: &State) -> String {
    format!(
        "{}, {}, {}, {}, {}",
        state.when(event),
        tell::parties(event, state.lang),
        calendar::kind(event.kind, state.lang),
        tell::sources(&state.corpus, event, state.lang),
        tell::title(event, state.lang),
    )
}
