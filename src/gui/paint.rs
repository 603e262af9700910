//! The walker that draws a [`Scene`] with egui. It measures nothing and decides nothing.

use super::theme::{color, font};
use crate::scene::{Align, Face, Point, Rect, Scene, Shape, Stroke};
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{self, Color32, CornerRadius, Galley, Pos2, StrokeKind, Vec2, epaint};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

/// Texts that were laid out, kept as long as they are drawn now and then: egui itself forgets what one frame lacks.
#[derive(Default)]
pub struct Texts {
    laid: HashMap<u64, Laid>,
    frame: u64,
    /// How full the font atlas was, its scale and the theme: texts laid out for another one point nowhere.
    atlas: (f32, f32, bool),
}

struct Laid {
    text: String,
    face: Face,
    size: f32,
    galley: Arc<Galley>,
    /// From the top of the galley to its baseline.
    ascent: f32,
    used: u64,
}

impl Texts {
    /// So many frames a text is kept without being drawn.
    const KEPT: u64 = 240;

    fn begin(&mut self, painter: &egui::Painter) {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method alone is not general enough in its lifetime"
        )]
        let fill = painter.fonts(|f| f.font_atlas_fill_ratio());
        let atlas = (fill, painter.pixels_per_point(), painter.ctx().global_style().visuals.dark_mode);
        // A fuller atlas is the same one; an emptier one was made anew.
        if fill < self.atlas.0 || (atlas.1, atlas.2) != (self.atlas.1, self.atlas.2) {
            self.laid.clear();
        }
        self.atlas = atlas;
        self.frame += 1;
        if self.frame.is_multiple_of(Self::KEPT) {
            let oldest = self.frame - Self::KEPT;
            self.laid.retain(|_, laid| laid.used >= oldest);
        }
    }

    fn get(&mut self, painter: &egui::Painter, text: &str, face: Face, size: f32) -> &Laid {
        let mut hasher = DefaultHasher::new();
        (text, face, size.to_bits()).hash(&mut hasher);
        let frame = self.frame;
        let new = || {
            let galley = painter.layout_no_wrap(text.to_owned(), font(face, size), Color32::PLACEHOLDER);
            let ascent = galley.rows.first().and_then(|r| r.row.glyphs.first()).map_or(0.0, |g| g.pos.y);
            Laid { text: text.to_owned(), face, size, galley, ascent, used: frame }
        };
        let laid = self.laid.entry(hasher.finish()).or_insert_with(new);
        if laid.text != text || laid.face != face || laid.size.to_bits() != size.to_bits() {
            *laid = new();
        }
        laid.used = frame;
        laid
    }
}

/// Draws `scene` with its corner at `at`.
pub fn scene(painter: &egui::Painter, texts: &mut Texts, at: Pos2, scene: &Scene) {
    texts.begin(painter);
    let clips: Vec<egui::Painter> =
        scene.clips.iter().map(|clip| painter.with_clip_rect(rect(at, *clip).intersect(painter.clip_rect()))).collect();
    let mut quads = Quads { mesh: epaint::Mesh::default(), clip: None, scale: painter.pixels_per_point() };
    for node in &scene.nodes {
        let painter_of = |clip: Option<usize>| clip.and_then(|i| clips.get(i)).unwrap_or(painter);
        if quads.clip != node.clip {
            quads.flush(painter_of(quads.clip));
            quads.clip = node.clip;
        }
        if !quads.take(at, &node.shape) {
            let painter = painter_of(node.clip);
            quads.flush(painter);
            shape(painter, texts, at, &node.shape);
        }
    }
    quads.flush(quads.clip.and_then(|i| clips.get(i)).unwrap_or(painter));
}

/// Plain rectangles and lines along the axes, gathered into one mesh as long as nothing else comes between them.
struct Quads {
    mesh: epaint::Mesh,
    clip: Option<usize>,
    scale: f32,
}

impl Quads {
    /// True where the shape is one of them.
    fn take(&mut self, at: Pos2, shape: &Shape) -> bool {
        match shape {
            Shape::Rect { rect: r, radius, fill: Some(fill), stroke: None } if *radius == 0.0 => {
                self.add(rect(at, *r), color(*fill));
            }
            Shape::Columns { columns } => {
                self.mesh.reserve_vertices(columns.len() * 4);
                self.mesh.reserve_triangles(columns.len() * 2);
                for (r, ink) in columns {
                    self.mesh.add_colored_rect(rect(at, *r), color(*ink));
                }
            }
            Shape::Line { points, stroke: Stroke { width, color: ink, dash: None } } => {
                let [a, b] = points.as_slice() else { return false };
                let (along, across) = ((a.x - b.x).abs(), (a.y - b.y).abs());
                if along > 1e-6 && across > 1e-6 {
                    return false;
                }
                let (a, b) = (point(at, *a), point(at, *b));
                let wide = *width as f32 / 2.0;
                let half = if along < 1e-6 { Vec2::new(wide, 0.0) } else { Vec2::new(0.0, wide) };
                self.add(egui::Rect::from_two_pos(a, b).expand2(half), color(*ink));
            }
            _ => return false,
        }
        true
    }

    /// On whole pixels, and never thinner than one.
    fn add(&mut self, r: egui::Rect, ink: Color32) {
        let mut r = r.round_to_pixels(self.scale);
        r.max = r.max.max(r.min + Vec2::splat(1.0 / self.scale));
        self.mesh.add_colored_rect(r, ink);
    }

    fn flush(&mut self, painter: &egui::Painter) {
        if !self.mesh.is_empty() {
            painter.add(egui::Shape::mesh(std::mem::take(&mut self.mesh)));
        }
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

fn shape(painter: &egui::Painter, texts: &mut Texts, at: Pos2, shape: &Shape) {
    match shape {
        Shape::Rect { rect: r, radius, fill, stroke } => {
            let r = rect(at, *r);
            let radius = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
            let full = stroke.as_ref().filter(|s| s.dash.is_none());
            painter.rect(
                r,
                radius,
                fill.map_or(Color32::TRANSPARENT, color),
                full.map_or(egui::Stroke::NONE, egui_stroke),
                StrokeKind::Middle,
            );
            if full.is_none() {
                let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
                line(painter, &corners, stroke.as_ref());
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
        // Gathered by `Quads`.
        Shape::Columns { .. } => {}
        Shape::Circle { center, radius, fill, stroke } => {
            let center = point(at, *center);
            let full = stroke.as_ref().filter(|s| s.dash.is_none());
            painter.add(epaint::CircleShape {
                center,
                radius: *radius as f32,
                fill: fill.map_or(Color32::TRANSPARENT, color),
                stroke: full.map_or(egui::Stroke::NONE, egui_stroke),
            });
            if full.is_none() && stroke.is_some() {
                let steps = ((*radius * 2.0) as usize).clamp(16, 96);
                let ring: Vec<Pos2> = (0..=steps)
                    .map(|i| {
                        let angle = i as f32 / steps as f32 * std::f32::consts::TAU;
                        center + Vec2::angled(angle) * *radius as f32
                    })
                    .collect();
                line(painter, &ring, stroke.as_ref());
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
            let laid = texts.get(painter, text, *face, *size as f32);
            let (galley, ascent) = (Arc::clone(&laid.galley), laid.ascent);
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
