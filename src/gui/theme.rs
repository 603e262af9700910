//! The look of the window: bundled fonts, light and dark colours, sizes.

use crate::model::Family;
use crate::scene::{Color, Face};
use crate::timeline::Theme;
use eframe::egui::{self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle};
use std::sync::{Arc, LazyLock};

const SANS: &[u8] = include_bytes!("../../assets/fonts/SourceSans3_400Regular.ttf");
const SANS_BOLD: &[u8] = include_bytes!("../../assets/fonts/SourceSans3_600SemiBold.ttf");
const SANS_ITALIC: &[u8] = include_bytes!("../../assets/fonts/SourceSans3_400Regular_Italic.ttf");
const SERIF: &[u8] = include_bytes!("../../assets/fonts/SourceSerif4_400Regular.ttf");
const SERIF_BOLD: &[u8] = include_bytes!("../../assets/fonts/SourceSerif4_600SemiBold.ttf");
const SERIF_ITALIC: &[u8] = include_bytes!("../../assets/fonts/SourceSerif4_400Regular_Italic.ttf");

/// Installs fonts, both themes and the sizes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.style_mut_of(theme, |style| dress(style, if theme == egui::Theme::Dark { Theme::Dark } else { Theme::Light }));
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let all = [
        ("sans", SANS),
        ("sans-bold", SANS_BOLD),
        ("sans-italic", SANS_ITALIC),
        ("serif", SERIF),
        ("serif-bold", SERIF_BOLD),
        ("serif-italic", SERIF_ITALIC),
    ];
    for (name, bytes) in all {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
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

/// The colours of the window round the timeline.
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

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The palette of a theme.
pub fn palette(theme: Theme) -> &'static Palette {
    static LIGHT: Palette = Palette {
        ground: rgb(0xFF_FF_FF),
        raised: rgb(0xF5_F7_F9),
        text: rgb(0x1B_1F_24),
        weak: rgb(0x5A_62_70),
        rule: rgb(0xD9_DE_E4),
        accent: rgb(0x1F_5F_A8),
        accent_soft: rgb(0xDC_E9_F6),
        bad: rgb(0xB4_23_18),
        marks: [rgb(0xE6_E3_FB), rgb(0xFC_E9_D2), rgb(0xD9_F0_F4), rgb(0xF6_EF_BE)],
        underlines: [rgb(0x5A_50_C8), rgb(0xB0_5E_10), rgb(0x14_7C_90), rgb(0x8A_76_00)],
    };
    static DARK: Palette = Palette {
        ground: rgb(0x14_18_1F),
        raised: rgb(0x1C_22_2B),
        text: rgb(0xE6_E9_ED),
        weak: rgb(0x9A_A4_B2),
        rule: rgb(0x2E_36_42),
        accent: rgb(0x7F_B4_EC),
        accent_soft: rgb(0x24_3A_54),
        bad: rgb(0xFF_8A_7A),
        marks: [rgb(0x33_2F_63), rgb(0x4E_35_16), rgb(0x12_40_4A), rgb(0x45_3D_0E)],
        underlines: [rgb(0xA9_A2_FF), rgb(0xF0_A8_5C), rgb(0x62_CC_DF), rgb(0xE2_CC_4E)],
    };
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
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

/// The colour of a family of kinds.
pub fn family_color(family: Family, theme: Theme) -> Color32 {
    let (light, dark) = match family {
        Family::Attack => (0x37_41_C4, 0x79_71_FD),
        Family::Accusation => (0x24_9C_C5, 0x6D_D2_FE),
        Family::Coercion => (0xA9_8E_34, 0xF7_D1_53),
        Family::Force => (0x71_4A_1C, 0xB3_77_30),
        Family::Word => (0x77_77_77, 0xF1_F1_F1),
        Family::Diplomacy => (0x30_30_30, 0x9E_9E_9E),
    };
    rgb(if theme == Theme::Dark { dark } else { light })
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
    style.spacing.menu_margin = egui::Margin::same(6);
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
