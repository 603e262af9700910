//! The timeline on the screen: lays it out, draws it, and turns pointer and keys into actions.

mod drag;
mod nodes;
mod period;

use super::action::Action;
use super::event_menu::event_menu;
use super::menu::Menu;
use super::state::{Help, Side, State};
use super::words::{count, fill, words};
use super::{paint, tell, theme};
use crate::gui::words::words as say;
use crate::timeline::{Layout, Look, Memory, Target, View, words as calendar};
use eframe::egui::{self, Align2, Id, Key, Modifiers, Pos2, Rect, RichText, Sense, Vec2};
use std::sync::Arc;

/// What the canvas remembers from one frame to the next.
#[derive(Default)]
pub struct Canvas {
    /// The last picture.
    pub layout: Layout,
    /// Where it was drawn, in points of the window.
    pub rect: Option<Rect>,
    /// Whose menu was asked for last.
    asked: Option<Asked>,
    drag: drag::Drag,
    /// Where the pointer was when a key was last pressed or a drag ended: until it moves, it points at nothing.
    rested: Option<Pos2>,
    /// The days between which a period is marked.
    period: Option<(f64, f64)>,
    /// A field had the keyboard when the frame before was drawn.
    typing: bool,
    /// A menu was open then.
    menu: bool,
    /// The nodes that a keyboard walks were there then.
    nodes: bool,
    /// The view that was drawn last.
    drawn: Option<View>,
    memory: Memory,
    kept: paint::Kept,
}

/// Draws the timeline and says what the user wants.
pub fn canvas_ui(ui: &mut egui::Ui, state: &State, canvas: &mut Canvas, actions: &mut Vec<Action>) {
    let (response, painter) = ui.allocate_painter(ui.available_size(), Sense::click_and_drag());
    let rect = response.rect;
    let look = Look {
        theme: theme::theme_of(ui),
        lang: state.lang,
        size: (f64::from(rect.width()), f64::from(rect.height())),
        scroll: state.scroll,
        selected: state.selected.clone(),
        hovered: state.hovered,
        arcs: state.arcs,
        delays: state.delays,
        clock: state.clock,
        anchor: state.anchor.as_ref().map(|a| a.day),
        flash: flash(ui, state, actions),
        weeks: state.weeks,
        rivals: Arc::clone(&state.rivals.of),
        today: Some(state.today),
    };
    let still = ui.style().animation_time <= 0.0;
    canvas.memory.begin(ui.input(|i| i.time), still);
    canvas.memory.anchor = ui.input(|i| i.pointer.hover_pos()).and_then(|p| canvas.local(p)).map(|p| p.y);
    canvas.layout = state.timeline.layout_after(&state.corpus, state.view, &look, &canvas.memory);
    if canvas.layout.remember(&mut canvas.memory) {
        ui.ctx().request_repaint();
    }
    if (canvas.layout.scroll - state.scroll).abs() > 0.01 {
        actions.push(Action::Scroll(canvas.layout.scroll - state.scroll));
    }
    seek(ui, state, canvas, actions);
    canvas.rect = Some(rect);
    let moving = canvas.drawn.replace(state.view).is_some_and(|drawn| drawn != state.view);
    if !paint::scene(&painter, &mut canvas.kept, rect.min, &canvas.layout.scene, moving) {
        ui.ctx().request_repaint();
    }
    let name = words(state.lang).timeline;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, name));

    drag::more_lanes(ui, state, canvas, rect, actions);

    let over = ui.rect_contains_pointer(rect).then(|| ui.ctx().pointer_hover_pos()).flatten();
    let on_something = over.is_some_and(|pos| canvas.target(pos).is_some());
    // The nodes serve screen readers and the keyboard; without either they are not worth their time.
    let wanted = ui.ctx().has_accesskit_node(response.id) || ui.memory(|m| m.focused().is_some());
    // A press takes the focus from a field: what was pressed must still be there when the button is let go.
    let held = canvas.nodes && ui.input(|i| i.pointer.any_down() || i.pointer.any_released());
    canvas.nodes = wanted || held;
    let wanted = canvas.nodes;
    let mut click = if wanted { nodes::nodes_ui(ui, state, canvas, actions) } else { Click::default() };
    click.single |= response.clicked_by(egui::PointerButton::Primary);
    click.double |= response.double_clicked();
    drag::drag(ui, &response, state, canvas, over, actions);
    period::period_ui(ui, state, canvas, actions);
    if click.single || click.double {
        clicked(ui, &response, state, canvas, click, actions);
    }
    wheel(ui, state, canvas, over, actions);
    // A key or the end of a drag means something else than what happens to lie there.
    let key = ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Key { pressed: true, .. })));
    if key || response.drag_stopped() {
        canvas.rested = over;
    } else if canvas.rested != over {
        canvas.rested = None;
    }
    if on_something && canvas.rested.is_none() && canvas.drag.is_none() && !ui.ctx().any_popup_open() {
        card(ui, state, canvas, over, actions);
    } else if state.hovered.is_some() {
        actions.push(Action::Hover(None));
    }
    // The nodes of events lie over the canvas: a press on them is one on it.
    let asked = response.container_secondary_clicked().then_some(over).flatten();
    if let Some(pos) = asked {
        canvas.asked = match canvas.target(pos) {
            Some((Target::Lane(lane), _)) => Some(Asked::Lane(*lane)),
            Some((Target::Event(event), _)) => Some(Asked::Event(*event)),
            _ => None,
        };
        if let Some(Asked::Event(event)) = canvas.asked
            && !state.selected.contains(&event)
        {
            actions.push(Action::Select(vec![event]));
        }
    }
    match canvas.asked {
        Some(Asked::Lane(lane)) => {
            response.container_context_menu(|ui| super::lanes::lane_ui(ui, state, lane, actions));
        }
        Some(Asked::Event(event)) => {
            response.container_context_menu(|ui| event_menu(&mut Menu::Drawn { ui, actions }, state, event));
        }
        None => {}
    }
    if response.has_focus() {
        // The arrows are ours while the timeline has the focus.
        let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    }
    // Enter that ended the typing in a field, which has lost the focus by it, is none of ours.
    let typed = canvas.typing;
    canvas.typing = ui.ctx().egui_wants_keyboard_input() && !response.has_focus();
    let ended = typed && ui.input(|i| i.key_pressed(Key::Enter));
    // What stands before the timeline has the keys.
    let covered = ui.memory(|m| m.top_modal_layer().is_some());
    // So has a menu that is open, or was when the key was pressed.
    let menu = egui::Popup::is_any_open(ui.ctx());
    let menu = std::mem::replace(&mut canvas.menu, menu) || menu;
    if !(canvas.typing || ended || covered || menu) {
        keys(ui, state, actions);
    }
}

/// For so long a lane is followed that is to come into view, in seconds: a flight and the heights after it.
const SEEK: f64 = 0.7;

/// Scrolls to the lane of the event that is sought.
fn seek(ui: &egui::Ui, state: &State, canvas: &Canvas, actions: &mut Vec<Action>) {
    let Some((event, until)) = state.sought else { return };
    let now = ui.input(|i| i.time);
    let until = until.unwrap_or(now + SEEK);
    let plot = canvas.layout.plot;
    // What is said of the lanes above stands over the first one that is seen.
    let window = (canvas.layout.pinned_bottom + 22.0, plot.bottom());
    let lane = state.lane_of(event).filter(|lane| *lane >= state.timeline.pinned());
    let lane = lane.and_then(|lane| canvas.memory.lane(lane));
    if let Some((from, to)) = lane.map(|(from, to)| (from + plot.y, to + plot.y)) {
        let (top, bottom) = (from - canvas.layout.scroll, to - canvas.layout.scroll);
        let by = if bottom > window.1 { (bottom - window.1).min(top - window.0) } else { (top - window.0).min(0.0) };
        if by.abs() > 0.5 {
            actions.push(Action::Scroll(by));
        }
    }
    actions.push(Action::Sought((now < until).then_some((event, Some(until)))));
    ui.ctx().request_repaint();
}

/// How long an event flashes that is pointed to from elsewhere, in seconds.
const FLASH: f64 = 1.2;

/// The event that flashes, and how strongly.
fn flash(ui: &egui::Ui, state: &State, actions: &mut Vec<Action>) -> Option<(usize, f64)> {
    let (event, since) = state.flash?;
    let now = ui.input(|i| i.time);
    let left = 1.0 - (now - since) / FLASH;
    if left <= 0.0 {
        actions.push(Action::Unflash);
        return None;
    }
    if ui.style().animation_time <= 0.0 {
        // Where nothing is to move, the ring stands still for as long.
        ui.ctx().request_repaint_after_secs((left * FLASH) as f32);
        return Some((event, 0.8));
    }
    ui.ctx().request_repaint();
    Some((event, left.min(1.0)))
}

/// What the right button was pressed on.
#[derive(Clone, Copy, Debug)]
enum Asked {
    Lane(usize),
    Event(usize),
}

impl Canvas {
    /// The days between which a period is marked.
    pub(super) fn period(&self) -> Option<(f64, f64)> {
        self.period
    }

    fn local(&self, pos: Pos2) -> Option<crate::scene::Point> {
        let at = pos - self.rect?.min;
        Some(crate::scene::Point { x: f64::from(at.x), y: f64::from(at.y) })
    }

    /// What stands under a point of the window, with its rectangle.
    fn target(&self, pos: Pos2) -> Option<(&Target, Rect)> {
        let hit = self.layout.hit_at(self.local(pos)?)?;
        Some((&hit.target, paint::rect(self.rect?.min, hit.rect)))
    }

    /// How far right in the calendar a point of the window lies, 0 to 1.
    fn fraction(&self, pos: Pos2) -> f64 {
        let plot = self.layout.plot;
        self.local(pos).map_or(0.5, |at| ((at.x - plot.x) / plot.width.max(1.0)).clamp(0.0, 1.0))
    }

    /// How many days a pixel stands for.
    fn days_per_px(&self, view: View) -> f64 {
        1.0 / view.px_per_day(&self.layout.plot)
    }
}

/// A click of the pointer somewhere on the timeline.
#[derive(Clone, Copy, Default)]
struct Click {
    single: bool,
    double: bool,
}

fn clicked(
    ui: &egui::Ui,
    response: &egui::Response,
    state: &State,
    canvas: &Canvas,
    click: Click,
    actions: &mut Vec<Action>,
) {
    if ui.memory(|m| m.focused().is_some()) {
        response.request_focus();
    }
    let Some(pos) = ui.ctx().pointer_interact_pos() else { return };
    let target = canvas.target(pos).map(|(t, _)| t.clone());
    if click.double {
        match target {
            Some(Target::Cluster { view, .. }) => actions.push(Action::Fly(view)),
            Some(Target::Lane(lane)) if state.timeline.head_of(lane).is_none() => {
                actions.extend(state.timeline.fit_lane(lane).map(Action::Fly));
            }
            None => actions.push(Action::Fit),
            Some(_) => {}
        }
        return;
    }
    let add = ui.input(|i| i.modifiers.shift);
    actions.extend(match target {
        Some(Target::Event(i)) if add => Some(Action::Toggle(i)),
        Some(Target::Event(i)) => Some(Action::Select(vec![i])),
        Some(Target::Cluster { events, .. }) => Some(Action::Select(events)),
        Some(Target::Beyond { view, .. }) => Some(Action::Fly(view)),
        Some(Target::Overview) => None,
        Some(Target::Tray) => {
            let undated = state.shown().filter(|(_, e)| e.date.dates.is_none()).map(|(i, _)| i).collect();
            Some(Action::Select(undated))
        }
        Some(Target::Crowd(_)) => Some(Action::Fly(state.view.zoom_at(canvas.fraction(pos), 4.0))),
        Some(Target::Lane(lane)) => super::lanes::folded(state, lane),
        // A passage on its way is put down on an event, or nowhere: beside one nothing happens to it.
        None => (!add && state.desk.moving.is_none()).then(|| Action::Select(Vec::new())),
    });
}

fn wheel(ui: &egui::Ui, state: &State, canvas: &Canvas, over: Option<Pos2>, actions: &mut Vec<Action>) {
    let Some(pos) = over else { return };
    let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
    let fraction = canvas.fraction(pos);
    if (pinch - 1.0).abs() > f32::EPSILON {
        actions.push(Action::View(state.view.zoom_at(fraction, f64::from(pinch))));
    }
    if scroll.x.abs() > 0.0 {
        let days = f64::from(scroll.x) * canvas.days_per_px(state.view) * 2.0;
        actions.push(Action::View(state.view.pan_days(-days)));
    }
    if scroll.y.abs() > 0.0 {
        let over_names = canvas.local(pos).is_some_and(|at| at.x < canvas.layout.plot.x);
        actions.push(if over_names {
            Action::Scroll(f64::from(-scroll.y))
        } else {
            Action::View(state.view.zoom_at(fraction, (f64::from(scroll.y) / 150.0).exp()))
        });
    }
}

/// What the thing under the pointer is, told beside it.
fn card(ui: &egui::Ui, state: &State, canvas: &Canvas, over: Option<Pos2>, actions: &mut Vec<Action>) {
    let Some(pos) = over else { return };
    let Some((target, rect)) = canvas.target(pos) else { return };
    // The card stands beside a mark, but beside the pointer where the mark is a long band.
    let rect = if rect.width() > 60.0 { Rect::from_center_size(pos, Vec2::splat(24.0)) } else { rect };
    let hovered = if let Target::Event(i) = target { Some(*i) } else { None };
    if hovered != state.hovered {
        actions.push(Action::Hover(hovered));
    }
    let words = words(state.lang);
    let line = match target {
        Target::Lane(_) | Target::Overview => return,
        // The panel tells all of it already.
        Target::Event(i) if state.selected == [*i] && state.side == Side::Events => return,
        Target::Event(_) | Target::Cluster { .. } => None,
        Target::Beyond { count, .. } => Some(self::count(words.beyond_hint, *count)),
        Target::Crowd(lane) => crowd(state, canvas, *lane, pos),
        Target::Tray => Some(count(words.tray_hint, canvas.layout.counts.undated)),
    };
    egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), Id::unique("card"), rect).gap(6.0).width(360.0).show(
        |ui| {
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 2.0);
            match target {
                Target::Event(i) => event_card(ui, state, *i),
                Target::Cluster { events, view } => cluster_card(ui, state, events, *view),
                _ => {
                    ui.label(line.unwrap_or_default());
                }
            }
        },
    );
}

/// "120 événements, du 3 au 9 mars 2018": what the column under the pointer stands for.
fn crowd(state: &State, canvas: &Canvas, lane: usize, pos: Pos2) -> Option<String> {
    let at = canvas.local(pos)?;
    let (n, days) = state.timeline.column_at(lane, &state.view, &canvas.layout.plot, at.x)?;
    let n = calendar::events(n, state.lang);
    Some(fill(words(state.lang).crowd_hint, &[&n, &calendar::span(&days, state.lang)]))
}

fn event_card(ui: &mut egui::Ui, state: &State, i: usize) {
    let Some(event) = state.corpus.events.get(i) else { return };
    let palette = theme::palette_of(ui);
    ui.set_max_width(360.0);
    super::passages::kind_line_ui(ui, state.lang, event);
    ui.label(RichText::new(tell::title(event, state.lang)).font(theme::font(crate::scene::Face::SansBold, 14.0)));
    ui.horizontal_wrapped(|ui| {
        ui.label(tell::when(&event.date, state.lang));
        ui.label(RichText::new(tell::how_sure(event.date.dates, state.lang)).color(palette.weak));
    });
    ui.label(tell::parties(event, state.lang));
    if let Some(passage) = event.passages.first()
        && let Some(article) = state.corpus.article(&passage.article)
    {
        let quoted = tell::shorten(passage.span.of(&article.text), 220);
        let quoted = fill(say(state.lang).quoted, &[&quoted]);
        ui.label(RichText::new(quoted).font(theme::font(crate::scene::Face::Serif, 13.0)));
    }
    ui.label(RichText::new(tell::sources(&state.corpus, event, state.lang)).color(palette.weak).size(12.0));
    super::disagree::card_ui(ui, state, i, event);
}

fn cluster_card(ui: &mut egui::Ui, state: &State, events: &[usize], view: View) {
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    ui.set_max_width(360.0);
    let title = count(words.event, events.len());
    ui.label(RichText::new(title).font(theme::font(crate::scene::Face::SansBold, 14.0)));
    ui.label(RichText::new(calendar::span(&view, state.lang)).color(palette.weak));
    for event in events.iter().take(6).filter_map(|i| state.corpus.events.get(*i)) {
        ui.horizontal(|ui| {
            super::passages::glyph_ui(ui, event.kind);
            ui.add(egui::Label::new(tell::title(event, state.lang)).truncate());
        });
    }
    if events.len() > 6 {
        ui.label(RichText::new(count(words.and_more, events.len() - 6)).color(palette.weak));
    }
    ui.label(RichText::new(words.cluster_hint).color(palette.weak).size(12.0));
}

fn keys(ui: &egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let pressed = ui.input(|input| {
        let mut pressed = Vec::new();
        for event in &input.events {
            if let egui::Event::Key { key, physical_key, pressed: true, modifiers, .. } = event
                && !modifiers.ctrl
                && !modifiers.command
                && !modifiers.alt
            {
                pressed.push((*key, physical_key.unwrap_or(*key)));
            }
        }
        pressed
    });
    for (key, place) in pressed {
        // Beside an open form a key is most likely meant for one of its fields.
        if state.desk.form.is_some() && !matches!(key, Key::Escape | Key::F1) {
            continue;
        }
        let action = match (key, place) {
            (Key::ArrowLeft, _) => Action::Walk(-1),
            (Key::ArrowRight, _) => Action::Walk(1),
            (Key::ArrowUp, _) => Action::Climb(-1),
            (Key::ArrowDown, _) => Action::Climb(1),
            (Key::Home, _) => Action::End(false),
            (Key::End, _) => Action::End(true),
            (Key::Enter, _) => match opened(state) {
                Some(open) => open,
                None => continue,
            },
            (Key::F, _) => Action::Fit,
            (Key::Escape, _) => Action::Escape,
            (Key::Plus | Key::Equals, _) => Action::Fly(state.view.zoom_at(0.5, 2.0)),
            (Key::Minus, _) => Action::Fly(state.view.zoom_at(0.5, 0.5)),
            (Key::F1, _) => Action::Help(Some(Help::Keys)),
            (Key::Slash | Key::Colon, _) => Action::Search,
            // By place on the keyboard, so that ZQSD of a French keyboard are the same four keys.
            (_, Key::W) => Action::Fly(state.view.zoom_at(0.5, 1.0 / 0.6)),
            (_, Key::S) => Action::Fly(state.view.zoom_at(0.5, 0.6)),
            (_, Key::A) => Action::Fly(state.view.pan(-0.25)),
            (_, Key::D) => Action::Fly(state.view.pan(0.25)),
            _ => continue,
        };
        actions.push(action);
    }
}

/// Enter: the article of the selected event, at its first passage.
fn opened(state: &State) -> Option<Action> {
    let [one] = state.selected[..] else { return None };
    let passage = state.corpus.events.get(one)?.passages.first()?;
    (state.side == Side::Events).then(|| Action::Read(passage.article.clone(), Some(passage.span)))
}

/// The next event in time after (`step` 1) or before (-1) the selection; without one, the first or last in view.
pub fn walk(state: &State, step: i32) -> Option<usize> {
    let dated: Vec<usize> = state.shown().filter(|(_, e)| e.date.dates.is_some()).map(|(i, _)| i).collect();
    let at = state.selected.last().and_then(|s| dated.iter().position(|i| i == s));
    let next = if let Some(at) = at {
        at.checked_add_signed(step as isize)?
    } else {
        let seen = |i: &usize| state.is_in_view(&state.corpus.events[*i], state.view);
        let first = if step > 0 { dated.iter().position(seen) } else { dated.iter().rposition(seen) };
        first.unwrap_or(if step > 0 { 0 } else { dated.len().saturating_sub(1) })
    };
    dated.get(next).copied()
}

/// The event nearest in time in the next lane below (`step` 1) or above (-1) that has one, and
/// that lane too, since the event may stand in others above.
pub fn climb(state: &State, step: i32) -> Option<(usize, usize)> {
    let from = *state.selected.last()?;
    let mut lane = state.lane_of(from)?;
    loop {
        lane = lane.checked_add_signed(step as isize).filter(|lane| *lane < state.timeline.lanes.len())?;
        if let Some(near) = state.timeline.nearest(lane, from) {
            return Some((near, lane));
        }
    }
}

/// The overlay while files hang over the window.
pub fn drop_overlay(ctx: &egui::Context, state: &State) {
    if ctx.input(|i| i.raw.hovered_files.is_empty()) {
        return;
    }
    let painter = ctx.layer_painter(egui::LayerId::new(egui::Order::Foreground, Id::unique("drop")));
    let palette = theme::palette(if ctx.global_style().visuals.dark_mode {
        crate::timeline::Theme::Dark
    } else {
        crate::timeline::Theme::Light
    });
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0, palette.ground.gamma_multiply(0.85));
    painter.rect_stroke(rect.shrink(14.0), 10, egui::Stroke::new(3.0, palette.accent), egui::StrokeKind::Inside);
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        if state.is_untouched_sample() { words(state.lang).drop_instead } else { words(state.lang).drop_here },
        theme::font(crate::scene::Face::SansBold, 26.0),
        palette.accent,
    );
}

/// The shortcuts that hold in the whole window.
pub fn shortcuts(ctx: &egui::Context, actions: &mut Vec<Action>) {
    ctx.input_mut(|i| {
        for (key, forward) in [(Key::ArrowLeft, false), (Key::ArrowRight, true)] {
            if i.consume_key(Modifiers::ALT, key) {
                actions.push(Action::Earlier(forward));
            }
        }
        if i.consume_key(Modifiers::COMMAND, Key::K) {
            actions.push(Action::Commands(Some(super::commands::Typed::default())));
        }
        if i.consume_key(Modifiers::COMMAND, Key::G) {
            actions.push(Action::GoTo(None));
        }
        if i.consume_key(Modifiers::COMMAND, Key::F) {
            actions.push(Action::Search);
        }
        if i.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::O) {
            actions.push(Action::Ask { what: super::action::Pick::Folder, add: true });
        }
        if i.consume_key(Modifiers::COMMAND, Key::O) {
            actions.push(Action::Ask { what: super::action::Pick::Folder, add: false });
        }
        if i.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::C) {
            actions.push(Action::CopyPicture);
        }
        if i.consume_key(Modifiers::COMMAND, Key::E) {
            actions.push(Action::SavePicture);
        }
        if i.consume_key(Modifiers::NONE, Key::F12) {
            actions.push(Action::SaveWindow);
        }
        if i.consume_key(Modifiers::COMMAND, Key::Q) {
            actions.push(Action::Quit);
        }
    });
}
