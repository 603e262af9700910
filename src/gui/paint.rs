//! The walker that draws a [`Scene`] with egui. It measures nothing and decides nothing.

mod stamps;

use super::theme::{color, font};
use crate::scene::{Align, Face, Point, Rect, Scene, Shape, Stroke};
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{self, Color32, CornerRadius, Galley, Pos2, StrokeKind, Vec2, epaint};
use rustc_hash::{FxHashMap, FxHasher};
use stamps::Stamps;
use std::collections::hash_map::Entry;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

/// Texts that were laid out, kept as long as they are drawn now and then: egui itself forgets what one frame lacks.
#[derive(Default)]
struct Texts {
    laid: FxHashMap<u64, Laid>,
    frame: u64,
    /// How many letters this frame may still lay out; what is left is drawn by the next ones.
    budget: usize,
    /// Some text was left to the next frame.
    incomplete: bool,
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
    /// So many letters a frame lays out while others are there already: some 0.2 ms. While one zooms, labels are new in every
    /// frame; a frame later they are there, and the zoom is not held up by them.
    const LETTERS: usize = 240;

    fn begin(&mut self, painter: &egui::Painter, moving: bool) {
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
        self.budget = if self.laid.is_empty() || !moving { usize::MAX } else { Self::LETTERS };
        self.incomplete = false;
        if self.frame.is_multiple_of(Self::KEPT) {
            let oldest = self.frame - Self::KEPT;
            self.laid.retain(|_, laid| laid.used >= oldest);
        }
    }

    /// The text laid out; `None` where that is left to the next frame.
    fn get(&mut self, painter: &egui::Painter, text: &str, face: Face, size: f32) -> Option<&Laid> {
        let mut hasher = FxHasher::default();
        (text, face, size.to_bits()).hash(&mut hasher);
        let frame = self.frame;
        let new = || {
            let galley = painter.layout_no_wrap(text.to_owned(), font(face, size), Color32::PLACEHOLDER);
            let ascent = galley.rows.first().and_then(|r| r.row.glyphs.first()).map_or(0.0, |g| g.pos.y);
            Laid { text: text.to_owned(), face, size, galley, ascent, used: frame }
        };
        let laid = match self.laid.entry(hasher.finish()) {
            Entry::Occupied(laid) => laid.into_mut(),
            Entry::Vacant(_) if self.budget == 0 => {
                self.incomplete = true;
                return None;
            }
            Entry::Vacant(place) => {
                self.budget = self.budget.saturating_sub(text.len());
                place.insert(new())
            }
        };
        if laid.text != text || laid.face != face || laid.size.to_bits() != size.to_bits() {
            *laid = new();
        }
        laid.used = frame;
        Some(laid)
    }
}

/// What painting keeps from one frame to the next.
#[derive(Default)]
pub struct Kept {
    texts: Texts,
    stamps: Stamps,
    /// Vertices and indices of the meshes of the frame before, in their order: this one's are about as large.
    sizes: Vec<(usize, usize)>,
}

/// Draws `scene` with its corner at `at`; false where some of its texts are left to the next frame, which happens only while
/// it is `moving`.
pub fn scene(painter: &egui::Painter, kept: &mut Kept, at: Pos2, scene: &Scene, moving: bool) -> bool {
    kept.texts.begin(painter, moving);
    kept.stamps.begin(painter);
    let clips: Vec<egui::Painter> =
        scene.clips.iter().map(|clip| painter.with_clip_rect(rect(at, *clip).intersect(painter.clip_rect()))).collect();
    let mut batch = Batch {
        mesh: epaint::Mesh::default(),
        clip: None,
        scale: painter.pixels_per_point(),
        before: &kept.sizes,
        sizes: Vec::with_capacity(kept.sizes.len()),
    };
    batch.begin();
    for node in &scene.nodes {
        let painter_of = |clip: Option<usize>| clip.and_then(|i| clips.get(i)).unwrap_or(painter);
        if batch.clip != node.clip {
            batch.flush(painter_of(batch.clip));
            batch.clip = node.clip;
        }
        if batch.take(at, &node.shape) || kept.stamps.stamp(at, &node.shape, &mut batch.mesh) {
            continue;
        }
        let painter = painter_of(node.clip);
        batch.flush(painter);
        match &node.shape {
            Shape::Text { at: base, align, face, size, color: ink, text } => {
                let Some(laid) = kept.texts.get(painter, text, *face, *size as f32) else { continue };
                let shift = match align {
                    Align::Start => 0.0,
                    Align::Middle => laid.galley.size().x / 2.0,
                    Align::End => laid.galley.size().x,
                };
                let corner = point(at, *base) - Vec2::new(shift, laid.ascent);
                painter.galley(corner, Arc::clone(&laid.galley), color(*ink));
            }
            other => painter.extend(shapes(at, other)),
        }
    }
    batch.flush(batch.clip.and_then(|i| clips.get(i)).unwrap_or(painter));
    kept.sizes = batch.sizes;
    !kept.texts.incomplete
}

/// Plain rectangles, lines along the axes and stamps, gathered into one mesh as long as nothing else comes between them.
struct Batch<'a> {
    mesh: epaint::Mesh,
    clip: Option<usize>,
    scale: f32,
    before: &'a [(usize, usize)],
    sizes: Vec<(usize, usize)>,
}

impl Batch<'_> {
    /// Makes room for as much as the same mesh had in the frame before.
    fn begin(&mut self) {
        if let Some((vertices, indices)) = self.before.get(self.sizes.len()) {
            self.mesh.vertices.reserve(vertices + vertices / 8);
            self.mesh.indices.reserve(indices + indices / 8);
        }
    }

    /// True where the shape is made of plain rectangles.
    fn take(&mut self, at: Pos2, shape: &Shape) -> bool {
        match shape {
            // A corner as small as that is not seen without an edge.
            Shape::Rect { rect: r, radius, fill: Some(fill), stroke: None } if *radius <= 3.0 => {
                self.add(rect(at, *r), color(*fill));
            }
            Shape::Columns { columns } => {
                self.mesh.reserve_vertices(columns.len() * 4);
                self.mesh.reserve_triangles(columns.len() * 2);
                for (r, ink) in columns {
                    self.mesh.add_colored_rect(rect(at, *r), color(*ink));
                }
            }
            Shape::Fade { rect: r, left, right } => self.fade(rect(at, *r), color(*left), color(*right)),
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

    fn fade(&mut self, r: egui::Rect, left: Color32, right: Color32) {
        let r = r.round_to_pixels(self.scale);
        let first = self.mesh.vertices.len() as u32;
        for (corner, ink) in
            [(r.left_top(), left), (r.right_top(), right), (r.right_bottom(), right), (r.left_bottom(), left)]
        {
            self.mesh.colored_vertex(corner, ink);
        }
        self.mesh.add_triangle(first, first + 1, first + 2);
        self.mesh.add_triangle(first, first + 2, first + 3);
    }

    fn flush(&mut self, painter: &egui::Painter) {
        if !self.mesh.is_empty() {
            self.sizes.push((self.mesh.vertices.len(), self.mesh.indices.len()));
            painter.add(egui::Shape::mesh(std::mem::take(&mut self.mesh)));
            self.begin();
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

/// A shape in egui's terms; texts and what a [`Batch`] takes are none of its business.
fn shapes(at: Pos2, shape: &Shape) -> Vec<egui::Shape> {
    let mut out = Vec::with_capacity(2);
    match shape {
        Shape::Rect { rect: r, radius, fill, stroke } => {
            let r = rect(at, *r);
            let radius = CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8);
            let fill = fill.map_or(Color32::TRANSPARENT, color);
            out.push(epaint::RectShape::new(r, radius, fill, full(*stroke), StrokeKind::Middle).into());
            let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
            dashed(&corners, *stroke, &mut out);
        }
        Shape::Circle { center, radius, fill, stroke } => {
            let center = point(at, *center);
            let (radius_px, fill) = (*radius as f32, fill.map_or(Color32::TRANSPARENT, color));
            out.push(epaint::CircleShape { center, radius: radius_px, fill, stroke: full(*stroke) }.into());
            if stroke.is_some_and(|s| s.dash.is_some()) {
                let steps = ((*radius * 2.0) as usize).clamp(16, 96);
                let angle = |i: usize| i as f32 / steps as f32 * std::f32::consts::TAU;
                let ring: Vec<Pos2> = (0..=steps).map(|i| center + Vec2::angled(angle(i)) * radius_px).collect();
                dashed(&ring, *stroke, &mut out);
            }
        }
        Shape::Polygon { points, fill, stroke } => {
            let mut ring: Vec<Pos2> = points.iter().map(|p| point(at, *p)).collect();
            let fill = fill.map_or(Color32::TRANSPARENT, color);
            out.push(egui::Shape::convex_polygon(ring.clone(), fill, full(*stroke)));
            ring.extend(ring.first().copied());
            dashed(&ring, *stroke, &mut out);
        }
        Shape::Line { points, stroke } => {
            let points: Vec<Pos2> = points.iter().map(|p| point(at, *p)).collect();
            dashed(&points, Some(*stroke), &mut out);
            if stroke.dash.is_none() {
                out.push(egui::Shape::line(points, egui_stroke(stroke)));
            }
        }
        Shape::Curve { points, stroke } => {
            let points = points.map(|p| point(at, p));
            let line = full(Some(*stroke));
            let curve = epaint::CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, line);
            if stroke.dash.is_some() {
                dashed(&curve.flatten(Some(0.5)), Some(*stroke), &mut out);
            } else {
                out.push(curve.into());
            }
        }
        Shape::Fade { .. } | Shape::Columns { .. } | Shape::Text { .. } => {}
    }
    out
}

/// The stroke where it has no gaps.
fn full(stroke: Option<Stroke>) -> egui::Stroke {
    stroke.filter(|s| s.dash.is_none()).map_or(egui::Stroke::NONE, |s| egui_stroke(&s))
}

/// The dashes of a stroke that has gaps.
fn dashed(points: &[Pos2], stroke: Option<Stroke>, out: &mut Vec<egui::Shape>) {
    if let Some(stroke) = stroke
        && let Some((dash, gap)) = stroke.dash
    {
        let (dash, gap) = (dash.max(0.5) as f32, gap.max(0.5) as f32);
        out.extend(egui::Shape::dashed_line(points, egui_stroke(&stroke), dash, gap));
    }
}

fn egui_stroke(stroke: &Stroke) -> egui::Stroke {
    egui::Stroke::new(stroke.width as f32, color(stroke.color))
}
