//! Small shapes that recur (glyphs, rings, pills), tessellated once and copied to where they stand.

use super::{point, rect, shapes};
use crate::scene::{Color, Point, Shape, Stroke};
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{self, Pos2, Vec2, epaint};
use rustc_hash::FxHashMap;

/// More are not kept: what fades passes through many colours.
const MOST: usize = 4096;

/// All that a shape is but its place.
type Key = [u32; 17];

/// The shapes that were tessellated, at the origin.
#[derive(Default)]
pub(super) struct Stamps {
    made: FxHashMap<Key, epaint::Mesh>,
    scale: f32,
    options: epaint::TessellationOptions,
}

impl Stamps {
    /// Forgets what was made for another scale.
    pub fn begin(&mut self, painter: &egui::Painter) {
        let scale = painter.pixels_per_point();
        let options = painter.ctx().tessellation_options(|o| *o);
        if scale.to_bits() != self.scale.to_bits() || options != self.options || self.made.len() > MOST {
            self.made.clear();
            (self.scale, self.options) = (scale, options);
        }
    }

    /// Adds a shape to a mesh; false where it is none of those that recur.
    pub fn stamp(&mut self, at: Pos2, shape: &Shape, out: &mut epaint::Mesh) -> bool {
        let Some((key, origin)) = key(shape) else { return false };
        let mut to = point(at, origin);
        if let Shape::Rect { rect: r, .. } = shape {
            // As egui does it: straight edges lie on whole pixels.
            to = rect(at, *r).min.round_to_pixels(self.scale);
        }
        let made = self.made.entry(key).or_insert_with(|| {
            let corner = Pos2::ZERO - Vec2::new(origin.x as f32, origin.y as f32);
            let mut mesh = epaint::Mesh::default();
            let mut tessellator = epaint::Tessellator::new(self.scale, self.options, [1, 1], Vec::new());
            for one in shapes(corner, shape) {
                tessellator.tessellate_shape(one, &mut mesh);
            }
            mesh
        });
        let (first, by) = (out.vertices.len() as u32, to.to_vec2());
        out.indices.extend(made.indices.iter().map(|i| i + first));
        out.vertices.extend(made.vertices.iter().map(|v| epaint::Vertex { pos: v.pos + by, ..*v }));
        true
    }
}

fn key(shape: &Shape) -> Option<(Key, Point)> {
    let mut key = Key::default();
    let mut next = 0;
    let mut put = |value: u32| {
        key[next] = value;
        next += 1;
    };
    let origin = match shape {
        Shape::Circle { center, radius, fill, stroke } => {
            put(1);
            paint(*fill, *stroke, &mut put);
            put((*radius as f32).to_bits());
            *center
        }
        Shape::Polygon { points, fill, stroke } if (3..=5).contains(&points.len()) => {
            put(1 + points.len() as u32);
            paint(*fill, *stroke, &mut put);
            let first = points[0];
            for p in &points[1..] {
                put(hundredths(p.x - first.x));
                put(hundredths(p.y - first.y));
            }
            first
        }
        Shape::Rect { rect, radius, fill, stroke: Some(stroke) } => {
            put(9);
            paint(*fill, Some(*stroke), &mut put);
            put((*radius as f32).to_bits());
            put(hundredths(rect.width));
            put(hundredths(rect.height));
            Point { x: rect.x, y: rect.y }
        }
        _ => return None,
    };
    Some((key, origin))
}

/// Lengths that differ by less than a hundredth of a pixel look the same.
fn hundredths(length: f64) -> u32 {
    (length * 100.0).round() as i32 as u32
}

fn paint(fill: Option<Color>, stroke: Option<Stroke>, put: &mut impl FnMut(u32)) {
    let bits = |c: Color| u32::from_le_bytes([c.r, c.g, c.b, c.a]);
    put(fill.map_or(0, bits));
    put(stroke.map_or(0, |s| bits(s.color)));
    put(stroke.map_or(0, |s| (s.width as f32).to_bits()));
    let dash = stroke.and_then(|s| s.dash).unwrap_or_default();
    put((dash.0 as f32).to_bits());
    put((dash.1 as f32).to_bits());
}
