//! What is dragged on the timeline: the calendar, the brush of the overview, the lanes by their names.

use super::Canvas;
use crate::gui::action::Action;
use crate::gui::lanes;
use crate::gui::state::State;
use crate::gui::theme;
use crate::gui::words::{count, words};
use crate::timeline::{Target, View};
use eframe::egui::{self, Id, Pos2, Rect, Sense, Vec2};

/// What is being dragged.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Drag {
    /// Nothing.
    #[default]
    None,
    /// The calendar, and the lanes with it.
    Pan,
    /// The left end of the brush.
    BrushFrom,
    /// Its right end.
    BrushTo,
    /// The whole brush, taken so many days behind its beginning.
    Brush(f64),
    /// A lane, by its name.
    Lane(usize),
    /// A period, from this day on.
    Period(f64),
}

impl Drag {
    pub(super) fn is_none(self) -> bool {
        self == Drag::None
    }

    pub(super) fn is_period(self) -> bool {
        matches!(self, Drag::Period(_))
    }
}

/// Follows the pointer while a button is down.
pub(super) fn drag(
    ui: &egui::Ui,
    response: &egui::Response,
    state: &State,
    canvas: &mut Canvas,
    over: Option<Pos2>,
    actions: &mut Vec<Action>,
) {
    let pressed = response.is_pointer_button_down_on() && ui.input(|i| i.pointer.primary_pressed());
    if (pressed || response.drag_started())
        && canvas.drag.is_none()
        && let Some(pos) = ui.input(|i| i.pointer.press_origin())
    {
        let mut taken = taken(state, canvas, pos);
        if taken == Drag::Pan && ui.input(|i| i.modifiers.shift) {
            taken = Drag::Period(view_day(state, canvas, pos));
        }
        // A press on the brush answers at once, anything else only when it moves.
        if response.drag_started() || matches!(taken, Drag::Brush(_)) {
            canvas.drag = taken;
        }
    }
    let delta = response.drag_delta();
    let at = response.interact_pointer_pos();
    let day = at.and_then(|p| canvas.local(p)).map(|p| canvas.layout.overview_day(p.x));
    let view = state.view;
    match (canvas.drag, day) {
        (Drag::Pan, _) if delta != Vec2::ZERO => {
            let days = f64::from(delta.x) * canvas.days_per_px(view);
            actions.push(Action::View(view.pan_days(-days)));
            if delta.y != 0.0 {
                actions.push(Action::Scroll(f64::from(-delta.y)));
            }
        }
        (Drag::Brush(offset), Some(day)) => {
            let to = view.pan_days(day - offset - view.from);
            if to != view {
                actions.push(Action::View(to));
            }
        }
        (Drag::BrushFrom, Some(day)) if delta != Vec2::ZERO => {
            actions.push(Action::View(View { from: day.min(view.to - 1.0), ..view }.clamped()));
        }
        (Drag::BrushTo, Some(day)) if delta != Vec2::ZERO => {
            actions.push(Action::View(View { to: day.max(view.from + 1.0), ..view }.clamped()));
        }
        (Drag::Period(from), _) => {
            if let Some(pos) = at {
                canvas.period = Some((from, view_day(state, canvas, pos)));
            }
        }
        (Drag::Lane(lane), _) => {
            if let Some(pos) = at {
                lane_follows(ui, response, state, canvas, (lane, pos), actions);
            }
        }
        _ => {}
    }
    if response.drag_stopped() || !response.is_pointer_button_down_on() {
        canvas.drag = Drag::None;
    }
    cursor(ui, state, canvas, over);
}

/// The day under a point of the calendar.
fn view_day(state: &State, canvas: &Canvas, pos: Pos2) -> f64 {
    let at = canvas.local(pos).unwrap_or_default();
    state.view.day_from_x(&canvas.layout.plot, at.x).clamp(state.view.from, state.view.to - 1e-6)
}

/// What a press at `pos` takes hold of.
fn taken(state: &State, canvas: &Canvas, pos: Pos2) -> Drag {
    let at = canvas.local(pos).unwrap_or_default();
    let layout = &canvas.layout;
    if layout.overview.contains(at) {
        return brush_part(state, canvas, at.x);
    }
    if at.x < layout.plot.x && layout.plot.y < at.y && at.y < layout.plot.bottom() {
        let lane = layout.lane_rects.iter().rev().find(|(_, rect)| rect.contains(at));
        let free = lane.filter(|(lane, _)| state.timeline.head_of(*lane).is_none());
        return free.map_or(Drag::None, |(lane, _)| Drag::Lane(*lane));
    }
    Drag::Pan
}

/// The part of the brush at `x`; beside it the brush comes there.
fn brush_part(state: &State, canvas: &Canvas, x: f64) -> Drag {
    let (strip, all, view) = (canvas.layout.overview, canvas.layout.overview_view, state.view);
    // Its ends are where they are seen, also where the view goes on beyond the strip.
    let seen = |day: f64| all.x_from_day(&strip, day).clamp(strip.x, strip.right());
    let (a, b) = (seen(view.from), seen(view.to));
    let inner = ((b - a) / 3.0).min(5.0);
    let day = canvas.layout.overview_day(x);
    if (a - 7.0..a + inner).contains(&x) {
        Drag::BrushFrom
    } else if (b - inner..b + 7.0).contains(&x) {
        Drag::BrushTo
    } else if (a..b).contains(&x) {
        Drag::Brush(day - view.from)
    } else {
        Drag::Brush(view.days() / 2.0)
    }
}

/// The name of a lane follows the pointer, a line shows where the lane would go, and there it goes when let loose.
fn lane_follows(
    ui: &egui::Ui,
    response: &egui::Response,
    state: &State,
    canvas: &Canvas,
    (lane, pos): (usize, Pos2),
    actions: &mut Vec<Action>,
) {
    let (Some(origin), Some(at)) = (canvas.rect.map(|r| r.min), canvas.local(pos)) else { return };
    let (layout, palette) = (&canvas.layout, theme::palette_of(ui));
    // Pinned lanes lie over the others.
    let under = |(_, rect): &&(usize, crate::scene::Rect)| rect.contains(crate::scene::Point { x: 1.0, y: at.y });
    let place = layout.lane_rects.iter().find(under).or(layout.lane_rects.last());
    let Some((other, rect)) = place.copied() else { return };
    let behind = at.y > rect.y + rect.height / 2.0;
    let slot = other + usize::from(behind);
    let y = origin.y + if behind { rect.bottom() } else { rect.y } as f32;
    let painter = ui.painter();
    let stroke = egui::Stroke::new(2.0, palette.accent);
    painter.hline(origin.x..=origin.x + layout.plot.right() as f32, y, stroke);
    let name = state.timeline.lane_name(lane, state.lang).to_owned();
    let galley = painter.layout_no_wrap(name, theme::font(crate::scene::Face::SansBold, 13.0), palette.text);
    let ghost =
        Rect::from_min_size(pos + Vec2::new(6.0, -galley.size().y / 2.0 - 4.0), galley.size() + Vec2::new(16.0, 8.0));
    painter.rect(ghost, 4, palette.raised, egui::Stroke::new(1.0, palette.accent), egui::StrokeKind::Inside);
    painter.galley(ghost.min + Vec2::new(8.0, 4.0), galley, palette.text);
    for (edge, by) in [(layout.pinned_bottom + 14.0, -9.0), (layout.plot.bottom() - 14.0, 9.0)] {
        if (at.y - edge) * by > 0.0 {
            actions.push(Action::Scroll(by));
            ui.ctx().request_repaint();
        }
    }
    if response.drag_stopped() && slot != lane && slot != lane + 1 {
        actions.push(Action::Lanes(Box::new(lanes::moved(state, lane, slot))));
    }
}

fn cursor(ui: &egui::Ui, state: &State, canvas: &Canvas, over: Option<Pos2>) {
    use egui::CursorIcon as Icon;
    let target = over.and_then(|p| canvas.target(p)).map(|(target, _)| target);
    let part = over.and_then(|p| canvas.local(p)).map(|at| brush_part(state, canvas, at.x));
    let icon = match (canvas.drag, target, part) {
        (Drag::BrushFrom | Drag::BrushTo, ..)
        | (Drag::None, Some(Target::Overview), Some(Drag::BrushFrom | Drag::BrushTo)) => Icon::ResizeHorizontal,
        (Drag::None, Some(Target::Overview), _) => Icon::Grab,
        (Drag::None, Some(Target::Lane(_)) | None, _) => return,
        (Drag::None, Some(_), _) => Icon::PointingHand,
        _ => Icon::Grabbing,
    };
    ui.ctx().set_cursor_icon(icon);
}

/// Says that there are lanes further down or further up, how many, and how far one has scrolled.
pub(super) fn more_lanes(ui: &egui::Ui, state: &State, canvas: &Canvas, rect: Rect, actions: &mut Vec<Action>) {
    let (plot, all) = (canvas.layout.plot, canvas.layout.content_height);
    if plot.height <= 0.0 || all <= plot.height + 1.0 {
        return;
    }
    let (words, palette) = (words(state.lang), theme::palette_of(ui));
    let (top, room) = (canvas.layout.pinned_bottom, plot.bottom() - canvas.layout.pinned_bottom);
    let share = |px: f64| ((top + px / all * room) as f32) + rect.top();
    let scrolled = canvas.layout.scroll;
    let thumb = Rect::from_x_y_ranges(
        (rect.right() - 6.0)..=(rect.right() - 2.0),
        share(scrolled)..=share((scrolled + plot.height).min(all)),
    );
    ui.painter().rect_filled(thumb, 2, palette.weak.gamma_multiply(0.45));
    let lanes = || canvas.layout.lane_rects.iter();
    let last = lanes().filter(|(_, lane)| lane.bottom() <= plot.bottom() + 1.0).map(|(i, _)| *i).max();
    let below = state.timeline.lanes.len().saturating_sub(last.map_or(0, |i| i + 1));
    // Half of a lane is still seen.
    let above = lanes().filter(|(_, lane)| lane.bottom() - top < lane.height / 2.0 && lane.bottom() > plot.y).count();
    let hidden = lanes().map(|(i, _)| *i).min().unwrap_or(0) + above;
    let sides = [
        (below, "▾", words.lane_below, plot.bottom() + 1.0, 0.8, "lanes below"),
        (hidden, "▴", words.lane_above, plot.y - 21.0, -0.8, "lanes above"),
    ];
    for (n, sign, said, y, by, id) in sides {
        if n == 0 {
            continue;
        }
        let text = count(said, n);
        // Above the lanes it stands in the corner beside the axis, where it covers no name.
        let short = count(words.lane, n);
        let seen = if by > 0.0 { &text } else { &short };
        let galley =
            ui.painter().layout_no_wrap(format!("{sign} {seen}"), egui::FontId::proportional(12.0), palette.text);
        let width = if by > 0.0 { plot.right() as f32 } else { galley.size().x + 24.0 };
        let line = Rect::from_min_size(Pos2::new(rect.left(), rect.top() + y as f32), Vec2::new(width, 20.0));
        let response = ui.interact(line, Id::unique(id), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
        let response = if by < 0.0 { response.on_hover_text(&text) } else { response };
        if response.hovered() {
            ui.painter().rect_filled(line, 0, palette.accent_soft);
        }
        ui.painter().galley(line.min + Vec2::new(12.0, 2.0), galley, palette.text);
        if response.clicked() {
            actions.push(Action::Scroll(plot.height * by));
        }
    }
}
