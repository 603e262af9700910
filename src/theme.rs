//! The colours, shared by the screen and the figure: six families of kinds, never a hue a lane.
//!
//! The families' hues were chosen for distance under normal, protan, deutan and tritan sight; deliberately nothing else
//! in the program names a colour.

use crate::model::{Family, Kind};
use crate::scene::Color;
pub use crate::timeline::Theme;

/// Everything but the families' hues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Palette {
    pub background: Color,
    /// Panels and pills: a shade off the background.
    pub raised: Color,
    pub text: Color,
    pub muted: Color,
    pub grid: Color,
    /// A rule that is meant to be seen: axis, borders of pills.
    pub rule: Color,
    /// Every second lane.
    pub zebra: Color,
    /// Saturdays and Sundays at day scale.
    pub weekend: Color,
    /// Selection, focus and brush.
    pub accent: Color,
    /// The line of today.
    pub today: Color,
    /// From few to many; square root scale.
    pub heat: [Color; 6],
}

const LIGHT: Palette = Palette {
    background: Color::hex(0x00FF_FFFF),
    raised: Color::hex(0x00F6_F7F9),
    text: Color::hex(0x001B_1F24),
    muted: Color::hex(0x005A_6270),
    grid: Color::hex(0x00D9_DEE4),
    rule: Color::hex(0x00A9_B1BB),
    zebra: Color { r: 0x1B, g: 0x1F, b: 0x24, a: 8 },
    weekend: Color { r: 0x1B, g: 0x1F, b: 0x24, a: 10 },
    accent: Color::hex(0x000E_4C82),
    today: Color::hex(0x00B4_2318),
    heat: [
        Color::hex(0x00E9_F0F7),
        Color::hex(0x00B9_D0E6),
        Color::hex(0x007F_A9CF),
        Color::hex(0x003F_7DB0),
        Color::hex(0x000E_4C82),
        Color::hex(0x0006_2B4F),
    ],
};

const DARK: Palette = Palette {
    background: Color::hex(0x0014_181F),
    raised: Color::hex(0x001D_232C),
    text: Color::hex(0x00E6_E9ED),
    muted: Color::hex(0x009A_A4B2),
    grid: Color::hex(0x002B_323C),
    rule: Color::hex(0x0055_5F6D),
    zebra: Color { r: 0xE6, g: 0xE9, b: 0xED, a: 8 },
    weekend: Color { r: 0xE6, g: 0xE9, b: 0xED, a: 10 },
    accent: Color::hex(0x007F_B5E6),
    today: Color::hex(0x00FF_7A6B),
    heat: [
        Color::hex(0x0006_2B4F),
        Color::hex(0x000E_4C82),
        Color::hex(0x003F_7DB0),
        Color::hex(0x007F_A9CF),
        Color::hex(0x00B9_D0E6),
        Color::hex(0x00CF_E0F0),
    ],
};

/// The colours of a theme.
pub fn palette(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
    }
}

/// The hue of a family of kinds.
pub fn family_color(family: Family, theme: Theme) -> Color {
    Color::hex(match (theme, family) {
        (Theme::Light, Family::Attack) => 0x0037_41C4,
        (Theme::Light, Family::Accusation) => 0x0024_9CC5,
        (Theme::Light, Family::Coercion) => 0x00A9_8E34,
        (Theme::Light, Family::Force) => 0x0071_4A1C,
        (Theme::Light, Family::Word) => 0x0077_7777,
        (Theme::Light, Family::Diplomacy) => 0x0030_3030,
        (Theme::Dark, Family::Attack) => 0x0079_71FD,
        (Theme::Dark, Family::Accusation) => 0x006D_D2FE,
        (Theme::Dark, Family::Coercion) => 0x00F7_D153,
        (Theme::Dark, Family::Force) => 0x00B3_7730,
        (Theme::Dark, Family::Word) => 0x00F1_F1F1,
        (Theme::Dark, Family::Diplomacy) => 0x009E_9E9E,
    })
}

/// The hue of a kind: its family's.
pub fn kind_color(kind: Kind, theme: Theme) -> Color {
    family_color(kind.family(), theme)
}

/// The outline of a filled glyph: darker than the fill where the fill is pale on white, else the fill itself.
pub fn outline_color(kind: Kind, theme: Theme) -> Color {
    let fill = kind_color(kind, theme);
    match (theme, kind.family()) {
        (Theme::Light, Family::Accusation | Family::Coercion) => mix(fill, Color::hex(0), 0.28),
        _ => fill,
    }
}

/// `a` with a share of `b` in 0..=1, opaque where both are.
pub fn mix(a: Color, b: Color, share: f64) -> Color {
    let share = share.clamp(0.0, 1.0);
    let one = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    Color { r: one(a.r, b.r), g: one(a.g, b.g), b: one(a.b, b.b), a: one(a.a, b.a) }
}

/// The colour of `count` in a strip whose greatest column holds `max`: square root over the heat scale.
pub fn heat_color(count: usize, max: usize, theme: Theme) -> Option<Color> {
    if count == 0 || max == 0 {
        return None;
    }
    let heat = &palette(theme).heat;
    let at = (count as f64 / max as f64).sqrt().min(1.0) * (heat.len() - 1) as f64;
    let low = at.floor() as usize;
    let high = (low + 1).min(heat.len() - 1);
    Some(mix(heat[low], heat[high], at - low as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(c: Color) -> f64 {
        let lin = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * lin(c.r) + 0.7152 * lin(c.g) + 0.0722 * lin(c.b)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn families_and_texts_stand_out_from_the_ground() {
        for (theme, least) in [(Theme::Light, 3.1), (Theme::Dark, 4.6)] {
            let p = palette(theme);
            for family in Family::ALL {
                assert!(contrast(family_color(family, theme), p.background) >= least, "{theme:?} {family:?}");
            }
            assert!(contrast(p.text, p.background) >= 7.0);
            assert!(contrast(p.muted, p.background) >= 4.5);
        }
    }

    #[test]
    fn heat_grows_with_the_count_and_nothing_is_no_colour() {
        assert_eq!(heat_color(0, 9, Theme::Light), None);
        assert_eq!(heat_color(9, 9, Theme::Light), Some(LIGHT.heat[5]));
        assert!(heat_color(1, 9, Theme::Light) != heat_color(4, 9, Theme::Light));
    }
}
