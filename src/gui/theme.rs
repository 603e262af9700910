//! The look of the window: bundled fonts, light and dark colours, sizes.

use crate::model::Family;
use crate::scene::{Color, Face};
use crate::timeline::Theme;
use crate::typeset;
use eframe::egui::{self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle};
use std::sync::{Arc, LazyLock};

/// Installs fonts, both themes and the sizes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    // Where the system does not say what it prefers.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            dress(style, if theme == egui::Theme::Dark { Theme::Dark } else { Theme::Light });
        });
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let all = [
        ("sans", Face::Sans),
        ("sans-bold", Face::SansBold),
        ("sans-italic", Face::SansItalic),
        ("serif", Face::Serif),
        ("serif-bold", Face::SerifBold),
        ("serif-italic", Face::SerifItalic),
    ];
    for (name, face) in all {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(typeset::font_data(face))));
        fonts.families.insert(FontFamily::Name(name.into()), vec![name.to_owned(), "sans".to_owned()]);
    }
    fonts.families.insert(FontFamily::Proportional, vec!["sans".to_owned()]);
    fonts.families.insert(FontFamily::Monospace, vec!["sans".to_owned()]);
    fonts
}

/// A font of the bundled six.
pub fn font(face: Face, size: f32) -> FontId {
    static FAMILIES: LazyLock<[FontFamily; 5]> = LazyLock::new(|| {
        ["sans-bold", "sans-italic", "serif", "serif-bold", "serif-italic"].map(|name| FontFamily::Name(name.into()))
    });
    let family = match face {
        Face::Sans => FontFamily::Proportional,
        Face::SansBold => FAMILIES[0].clone(),
        Face::SansItalic => FAMILIES[1].clone(),
        Face::Serif => FAMILIES[2].clone(),
        Face::SerifBold => FAMILIES[3].clone(),
        Face::SerifItalic => FAMILIES[4].clone(),
    };
    FontId::new(size, family)
}

/// The colours of the window, for egui: those of [`crate::theme`], and the marks in running text.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Palette {
    pub ground: Color32,
    pub raised: Color32,
    pub text: Color32,
    pub weak: Color32,
    pub rule: Color32,
    pub accent: Color32,
    pub accent_soft: Color32,
    pub bad: Color32,
    /// Grounds of the runs that gave kind, actor, target and date.
    pub marks: [Color32; 4],
    /// Lines under them.
    pub underlines: [Color32; 4],
}

/// The palette of a theme.
pub fn palette(theme: Theme) -> &'static Palette {
    static BOTH: LazyLock<[Palette; 2]> = LazyLock::new(|| {
        let marks = [0x00E6_E3FB, 0x00FC_E9D2, 0x00D9_F0F4, 0x00F6_EFBE];
        let underlines = [0x005A_50C8, 0x00B0_5E10, 0x0014_7C90, 0x008A_7600];
        let dark_marks = [0x0033_2F63, 0x004E_3516, 0x0012_404A, 0x0045_3D0E];
        let dark_underlines = [0x00A9_A2FF, 0x00F0_A85C, 0x0062_CCDF, 0x00E2_CC4E];
        [
            mixed(Theme::Light, 0x00DC_E9F6, marks, underlines),
            mixed(Theme::Dark, 0x0024_3A54, dark_marks, dark_underlines),
        ]
    });
    match theme {
        Theme::Light | Theme::Print => &BOTH[0],
        Theme::Dark => &BOTH[1],
    }
}

fn mixed(theme: Theme, soft: u32, marks: [u32; 4], underlines: [u32; 4]) -> Palette {
    let shared = crate::theme::palette(theme);
    let hex = |rgb| color(Color::hex(rgb));
    Palette {
        ground: color(shared.background),
        raised: color(shared.raised),
        text: color(shared.text),
        weak: color(shared.muted),
        rule: color(shared.grid),
        accent: color(shared.accent),
        accent_soft: hex(soft),
        bad: color(shared.today),
        marks: marks.map(hex),
        underlines: underlines.map(hex),
    }
}

/// The palette that `ui` is drawn in.
pub fn palette_of(ui: &egui::Ui) -> &'static Palette {
    palette(theme_of(ui))
}

/// The theme that `ui` is drawn in.
pub fn theme_of(ui: &egui::Ui) -> Theme {
    if ui.visuals().dark_mode { Theme::Dark } else { Theme::Light }
}

/// Outlines for boxes and circles that are ticked: menus take them away.
pub fn outlined(ui: &mut egui::Ui) {
    let line = Stroke::new(1.0, palette_of(ui).weak);
    ui.visuals_mut().widgets.inactive.bg_stroke = line;
}

/// The colour of a family of kinds.
pub fn family_color(family: Family, theme: Theme) -> Color32 {
    color(crate::theme::family_color(family, theme))
}

/// A scene's colour for egui.
pub fn color(c: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(c.r, c.g, c.b, c.a)
}

/// The glyph of a kind's rank within its family.
pub fn glyph(rank: usize) -> &'static str {
    ["●", "◆", "■", "▲"].get(rank).copied().unwrap_or("●")
}

fn dress(style: &mut egui::Style, theme: Theme) {
    let p = palette(theme);
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(11.0)),
        (TextStyle::Body, FontId::proportional(13.0)),
        (TextStyle::Button, FontId::proportional(13.0)),
        (TextStyle::Heading, font(Face::SansBold, 17.0)),
        (TextStyle::Monospace, FontId::proportional(12.0)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(8.0, 6.0);
    style.spacing.button_padding = egui::vec2(8.0, 4.0);
    style.spacing.interact_size.y = 24.0;
    style.spacing.menu_margin = egui::Margin::symmetric(10, 8);
    style.interaction.tooltip_delay = 0.15;
    style.interaction.show_tooltips_only_when_still = false;
    let v = &mut style.visuals;
    v.panel_fill = p.ground;
    v.window_fill = p.ground;
    v.extreme_bg_color = p.raised;
    v.faint_bg_color = p.raised;
    v.override_text_color = None;
    v.weak_text_color = Some(p.weak);
    v.hyperlink_color = p.accent;
    v.error_fg_color = p.bad;
    v.warn_fg_color = p.bad;
    v.window_stroke = Stroke::new(1.0, p.rule);
    v.window_corner_radius = CornerRadius::same(6);
    v.menu_corner_radius = CornerRadius::same(6);
    v.selection.bg_fill = p.accent_soft;
    v.selection.stroke = Stroke::new(1.0, p.accent);
    v.widgets.noninteractive.bg_stroke = Stroke::new(1.0, p.rule);
    v.widgets.noninteractive.fg_stroke = Stroke::new(1.0, p.text);
    v.widgets.inactive.fg_stroke = Stroke::new(1.0, p.text);
    v.widgets.inactive.weak_bg_fill = p.raised;
    v.widgets.inactive.bg_fill = p.raised;
    v.widgets.inactive.bg_stroke = Stroke::new(1.0, p.rule);
    v.widgets.hovered.fg_stroke = Stroke::new(1.0, p.text);
    v.widgets.hovered.weak_bg_fill = p.accent_soft;
    v.widgets.hovered.bg_fill = p.accent_soft;
    v.widgets.hovered.bg_stroke = Stroke::new(1.0, p.accent);
    v.widgets.active.fg_stroke = Stroke::new(1.0, p.text);
    v.widgets.active.weak_bg_fill = p.accent_soft;
    v.widgets.active.bg_fill = p.accent_soft;
    v.widgets.active.bg_stroke = Stroke::new(1.0, p.accent);
    v.widgets.open.fg_stroke = Stroke::new(1.0, p.text);
    v.widgets.open.weak_bg_fill = p.raised;
    v.widgets.open.bg_stroke = Stroke::new(1.0, p.rule);
    for w in [&mut v.widgets.inactive, &mut v.widgets.hovered, &mut v.widgets.active, &mut v.widgets.open] {
        w.corner_radius = CornerRadius::same(4);
        w.expansion = 0.0;
    }
}
