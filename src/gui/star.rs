//! A five-pointed star.

use super::theme;
use eframe::egui::{self, Color32, Pos2, Stroke, Vec2};

/// A five-pointed star, full or as an outline; true where it was clicked.
pub fn star_ui(ui: &mut egui::Ui, on: bool, hover: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, hover));
    let palette = theme::palette_of(ui);
    let ink = if on || response.hovered() { palette.accent } else { palette.weak };
    paint_star(ui.painter(), rect.center(), 8.0, on, ink);
    response.on_hover_text(hover).clicked()
}

/// Draws a star.
pub fn paint_star(painter: &egui::Painter, at: Pos2, size: f32, full: bool, ink: Color32) {
    let corner = |i: usize| {
        let radius = if i.is_multiple_of(2) { size } else { size * 0.42 };
        at + Vec2::angled(std::f32::consts::PI * (i as f32 / 5.0 - 0.5)) * radius
    };
    let outline: Vec<Pos2> = (0..10).map(corner).collect();
    if full {
        // A star is not convex: a triangle to each side of each point, and its outline for a smooth edge.
        let mut mesh = egui::Mesh::default();
        mesh.colored_vertex(at, ink);
        for corner in &outline {
            mesh.colored_vertex(*corner, ink);
        }
        for i in 0..10 {
            mesh.add_triangle(0, 1 + i, 1 + (i + 1) % 10);
        }
        painter.add(egui::Shape::mesh(mesh));
        painter.add(egui::Shape::closed_line(outline, Stroke::new(1.0, ink)));
    } else {
        painter.add(egui::Shape::closed_line(outline, Stroke::new(1.3, ink)));
    }
}
