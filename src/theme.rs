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

/// For a printer that has only black: families are greys in three pairs, told apart within a pair by a dot
/// ([`has_dot`]).
const PRINT: Palette = Palette {
    background: Color::hex(0x00FF_FFFF),
    raised: Color::hex(0x00FF_FFFF),
    text: Color::hex(0x0000_0000),
    muted: Color::hex(0x0040_4040),
    grid: Color::hex(0x00CC_CCCC),
    rule: Color::hex(0x0080_8080),
    zebra: Color { r: 0, g: 0, b: 0, a: 8 },
    weekend: Color { r: 0, g: 0, b: 0, a: 10 },
    accent: Color::hex(0x0000_0000),
    today: Color::hex(0x0000_0000),
    heat: [
        Color::hex(0x00EE_EEEE),
        Color::hex(0x00CC_CCCC),
        Color::hex(0x0099_9999),
        Color::hex(0x0066_6666),
        Color::hex(0x0033_3333),
        Color::hex(0x0000_0000),
    ],
};

/// The colours of a theme.
pub fn palette(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
        Theme::Print => &PRINT,
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
        (Theme::Print, Family::Attack) => 0x0000_0000,
        (Theme::Print, Family::Accusation) => 0x002E_2E2E,
        (Theme::Print, Family::Coercion) => 0x0078_7878,
        (Theme::Print, Family::Force) => 0x008C_8C8C,
        (Theme::Print, Family::Word) => 0x00C8_C8C8,
        (Theme::Print, Family::Diplomacy) => 0x00DC_DCDC,
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
        (Theme::Print, _) => Color::hex(0),
        _ => fill,
    }
}

/// True where the glyphs of a family have a dot in the middle: where there are no hues, it tells the two families of a pair
/// of greys apart.
pub fn has_dot(family: Family, theme: Theme) -> bool {
    theme == Theme::Print && matches!(family, Family::Accusation | Family::Force | Family::Diplomacy)
}

/// White or black, whichever is read better on `ground`; of a palette the background or the text where one of them is.
pub fn readable_on(ground: Color, p: &Palette) -> Color {
    let light = |c: Color| (299 * u32::from(c.r) + 587 * u32::from(c.g) + 114 * u32::from(c.b)) / 1000;
    let far = |c: Color| light(c).abs_diff(light(ground));
    let (first, second) = (p.background, p.text);
    if far(first) >= far(second) { first } else { second }
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
