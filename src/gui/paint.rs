//! The walker that draws a [`Scene`] with egui. It measures nothing and decides nothing.

use super::theme::{color, font};
use crate::scene::{Align, Point, Rect, Scene, Shape, Stroke};
use eframe::egui::{self, Color32, CornerRadius, Pos2, StrokeKind, Vec2, epaint};

/// Draws `scene` with its corner at `at`.
pub fn scene(painter: &egui::Painter, at: Pos2, scene: &Scene) {
    let clips: Vec<egui::Painter> =
        scene.clips.iter().map(|clip| painter.with_clip_rect(rect(at, *clip).intersect(painter.clip_rect()))).collect();
    for node in &scene.nodes {
        let painter = node.clip.and_then(|i| clips.get(i)).unwrap_or(painter);
        shape(painter, at, &node.shape);
    }
}

/// A scene's rectangle on the screen.
pub fn rect(at: Pos2, r: Rect) -> egui::Rect {
    egui::Rect::from_min_size(point(at, Point { x: r.x, y: r.y }), Vec2::new(r.width as f32, r.height as f32))
}

/// A scene's point on the screen.
pub fn point(at: Pos2, p: Point) -> Pos2 {
    at + Vec2::new(p.x as f32, p.y as f32)
}

fn shape(painter: &egui::Painter, at: Pos2, shape: &Shape) {
    match shape {
        Shape::Rect { rect: r, radius, fill, stroke } => {
            let r = rect(at, *r);
            let radius = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
            if let Some(fill) = fill {
                painter.rect_filled(r, radius, color(*fill));
            }
            match stroke {
                Some(Stroke { dash: Some(_), .. }) => {
                    let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
                    line(painter, &corners, stroke.as_ref());
                }
                Some(full) => {
                    painter.rect_stroke(r, radius, egui_stroke(full), StrokeKind::Middle);
                }
                None => {}
            }
        }
        Shape::Fade { rect: r, left, right } => {
            let (r, left, right) = (rect(at, *r), color(*left), color(*right));
            let mut mesh = epaint::Mesh::default();
            for (corner, color) in
                [(r.left_top(), left), (r.right_top(), right), (r.right_bottom(), right), (r.left_bottom(), left)]
            {
                mesh.colored_vertex(corner, color);
            }
            mesh.add_triangle(0, 1, 2);
            mesh.add_triangle(0, 2, 3);
            painter.add(egui::Shape::mesh(mesh));
        }
        Shape::Columns { columns } => {
            let mut mesh = epaint::Mesh::default();
            mesh.reserve_vertices(columns.len() * 4);
            mesh.reserve_triangles(columns.len() * 2);
            for (r, ink) in columns {
                mesh.add_colored_rect(rect(at, *r), color(*ink));
            }
            painter.add(egui::Shape::mesh(mesh));
        }
        Shape::Circle { center, radius, fill, stroke } => {
            let center = point(at, *center);
            if let Some(fill) = fill {
                painter.circle_filled(center, *radius as f32, color(*fill));
            }
            match stroke {
                Some(Stroke { dash: Some(_), .. }) => {
                    let steps = ((*radius * 2.0) as usize).clamp(16, 96);
                    let ring: Vec<Pos2> = (0..=steps)
                        .map(|i| {
                            let angle = i as f32 / steps as f32 * std::f32::consts::TAU;
                            center + Vec2::angled(angle) * *radius as f32
                        })
                        .collect();
                    line(painter, &ring, stroke.as_ref());
                }
                Some(full) => {
                    painter.circle_stroke(center, *radius as f32, egui_stroke(full));
                }
                None => {}
            }
        }
        Shape::Polygon { points, fill, stroke } => {
            let points: Vec<Pos2> = points.iter().map(|p| point(at, *p)).collect();
            let full = stroke.as_ref().filter(|s| s.dash.is_none());
            painter.add(egui::Shape::convex_polygon(
                points.clone(),
                fill.map_or(Color32::TRANSPARENT, color),
                full.map_or(egui::Stroke::NONE, egui_stroke),
            ));
            if full.is_none() && !points.is_empty() {
                let mut ring = points;
                ring.push(ring[0]);
                line(painter, &ring, stroke.as_ref());
            }
        }
        Shape::Line { points, stroke } => {
            let points: Vec<Pos2> = points.iter().map(|p| point(at, *p)).collect();
            line(painter, &points, Some(stroke));
        }
        Shape::Curve { points, stroke } => {
            let curve = epaint::CubicBezierShape::from_points_stroke(
                points.map(|p| point(at, p)),
                false,
                Color32::TRANSPARENT,
                egui_stroke(stroke),
            );
            if stroke.dash.is_some() {
                line(painter, &curve.flatten(Some(0.5)), Some(stroke));
            } else {
                painter.add(curve);
            }
        }
        Shape::Text { at: base, align, face, size, color: ink, text } => {
            let ink = color(*ink);
            let galley = painter.layout_no_wrap(text.clone(), font(*face, *size as f32), ink);
            let ascent = galley.rows.first().and_then(|r| r.row.glyphs.first()).map_or(0.0, |g| g.pos.y);
            let shift = match align {
                Align::Start => 0.0,
                Align::Middle => galley.size().x / 2.0,
                Align::End => galley.size().x,
            };
            painter.galley(point(at, *base) - Vec2::new(shift, ascent), galley, ink);
        }
    }
}

fn line(painter: &egui::Painter, points: &[Pos2], stroke: Option<&Stroke>) {
    let Some(stroke) = stroke else { return };
    let egui = egui_stroke(stroke);
    match stroke.dash {
        Some((dash, gap)) => {
            painter.extend(egui::Shape::dashed_line(points, egui, dash.max(0.5) as f32, gap.max(0.5) as f32));
        }
        None if points.len() == 2 => {
            painter.line_segment([points[0], points[1]], egui);
        }
        None => {
            painter.line(points.to_vec(), egui);
        }
    }
}

fn egui_stroke(stroke: &Stroke) -> egui::Stroke {
    egui::Stroke::new(stroke.width as f32, color(stroke.color))
}
