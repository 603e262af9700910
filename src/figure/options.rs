//! What a figure shows and how: a recipe that is kept and made again after new articles.

use crate::filter::Filter;
use crate::model::{Dates, Lang, Party};
use crate::scene::Color;
use crate::timeline::Theme;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// The size of a page, in px of 1/96 inch.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct PageSize {
    pub width: f64,
    pub height: f64,
}

/// Pages with a name, as it is written and as it may be read.
const NAMED: [(&str, &str, PageSize); 7] = [
    ("16:9", "slide", PageSize::WIDE),
    ("4:3", "4/3", PageSize { width: 1280.0, height: 960.0 }),
    ("A4", "a4-landscape", PageSize::A4),
    ("A4-portrait", "a4p", PageSize { width: 794.0, height: 1123.0 }),
    ("A3", "a3-landscape", PageSize { width: 1587.0, height: 1123.0 }),
    ("A3-portrait", "a3p", PageSize { width: 1123.0, height: 1587.0 }),
    ("1:1", "square", PageSize { width: 1080.0, height: 1080.0 }),
];

impl PageSize {
    /// A slide of 1600 × 900.
    pub const WIDE: PageSize = PageSize { width: 1600.0, height: 900.0 };
    /// A4, landscape.
    pub const A4: PageSize = PageSize { width: 1123.0, height: 794.0 };

    /// A sheet read at arm's length like A4, only larger: its type is as large as there, and more of it has room.
    pub(super) fn is_large_sheet(&self) -> bool {
        let area = |name: &str| NAMED.iter().any(|(n, .., size)| *n == name && size == self);
        area("A3") || area("A3-portrait")
    }

    /// The names of pages, in the order of menus.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(name, ..)| *name)
    }
}

/// The text is no size of a page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub struct NotASize(pub String);

impl NotASize {
    /// What is wrong and what would be right.
    pub fn sentence(&self, lang: Lang) -> String {
        let names = PageSize::names().collect::<Vec<_>>().join(", ");
        match lang {
            Lang::Fr => format!(
                "«\u{A0}{}\u{A0}» n’est pas une taille de page\u{A0}: {names}, ou LARGEURxHAUTEUR de 320x240 à 10000x10000 pixels",
                self.0
            ),
            Lang::En => {
                format!("“{}” is not a page size: {names}, or WIDTHxHEIGHT from 320x240 to 10000x10000 pixels", self.0)
            }
        }
    }
}

impl FromStr for PageSize {
    type Err = NotASize;

    fn from_str(text: &str) -> Result<Self, NotASize> {
        let wrong = || NotASize(text.to_owned());
        let plain = text.trim().to_ascii_lowercase().replace([' ', '_'], "-");
        if let Some((.., size)) =
            NAMED.iter().find(|(name, other, _)| plain == name.to_ascii_lowercase() || plain == *other)
        {
            return Ok(*size);
        }
        let (w, h) = plain.split_once(['x', '×']).ok_or_else(wrong)?;
        let (width, height): (u32, u32) = w.trim().parse().ok().zip(h.trim().parse().ok()).ok_or_else(wrong)?;
        if !(320..=10_000).contains(&width) || !(240..=10_000).contains(&height) {
            return Err(wrong());
        }
        Ok(PageSize { width: f64::from(width), height: f64::from(height) })
    }
}

impl fmt::Display for PageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match NAMED.iter().find(|(.., size)| size == self) {
            Some((name, ..)) => f.write_str(name),
            None => write!(f, "{}x{}", self.width.round(), self.height.round()),
        }
    }
}

/// One colour beside the families' own, for what the figure wants seen first; written `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent(pub Color);

/// The text is no colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub struct NotAColor(pub String);

impl NotAColor {
    /// What is wrong and what would be right.
    pub fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => {
                format!("«\u{A0}{}\u{A0}» n’est pas une couleur\u{A0}: écrire #RRVVBB, par exemple #0E4C82", self.0)
            }
            Lang::En => format!("“{}” is not a colour: write #RRGGBB, #0E4C82 for example", self.0),
        }
    }
}

impl FromStr for Accent {
    type Err = NotAColor;

    fn from_str(text: &str) -> Result<Self, NotAColor> {
        let digits = text.trim().trim_start_matches('#');
        let is_hex = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let rgb = is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten();
        rgb.map(|rgb| Accent(Color::hex(rgb))).ok_or_else(|| NotAColor(text.to_owned()))
    }
}

impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0.r, self.0.g, self.0.b)
    }
}

/// Serde by the text of [`fmt::Display`] and [`FromStr`].
macro_rules! as_text {
    ($($kind:ty),*) => {$(
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

as_text!(PageSize, Accent);

/// What becomes of the fonts in an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fonts {
    /// The files are in it: text stays text and looks the same everywhere (about 0.3 MB for each face).
    #[default]
    Embedded,
    /// Letters are drawn: the same everywhere, no longer text.
    Outlined,
    /// Only their names: text stays text, and looks as the reader's machine can draw it.
    Named,
}

/// What a figure shows and how. As a file it is a recipe: what is not said has its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureOptions {
    /// The finding; a plain statement of the contents where there is none.
    pub title: Option<String>,
    /// The line under it; scope and counts where there is none.
    pub subtitle: Option<String>,
    /// The days shown (EDTF); by default the years in which the events lie, of 2014–2023 where some lie in these, or the
    /// months where the events are of a year or less.
    pub period: Option<Dates>,
    /// Only these lanes, in this order; empty for the twelve most active.
    pub lanes: Vec<Party>,
    /// The page.
    pub size: PageSize,
    /// Light, dark, or print in black and white.
    pub theme: Theme,
    /// The colour of numbers and rules.
    pub accent: Option<Accent>,
    /// Words at the head and foot of the page: how the figure may be spread.
    pub banner: Option<String>,
    /// A picture (SVG, PNG, JPEG, GIF, WebP) in the upper right corner.
    pub logo: Option<PathBuf>,
    /// Pixels of a PNG to a px of the page, 1 to 4.
    pub scale: f64,
    /// The fonts of an SVG.
    pub fonts: Fonts,
    /// The language of everything that Frise writes.
    pub lang: Lang,
    /// Only these events.
    pub filter: Filter,
}

impl Default for FigureOptions {
    fn default() -> Self {
        FigureOptions {
            title: None,
            subtitle: None,
            period: None,
            lanes: Vec::new(),
            size: PageSize::WIDE,
            theme: Theme::Light,
            accent: None,
            banner: None,
            logo: None,
            scale: 2.0,
            fonts: Fonts::Embedded,
            lang: Lang::Fr,
            filter: Filter::default(),
        }
    }
}

/// Pixels to a px that a picture cannot have.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub struct NotAScale(pub f64);

impl NotAScale {
    /// What is wrong and what would be right.
    pub fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => format!("l’échelle {} n’est pas possible\u{A0}: de 1 à 4 pixels par point de la page", self.0),
            Lang::En => format!("a scale of {} is not possible: 1 to 4 pixels to a px of the page", self.0),
        }
    }
}

/// A recipe could not be read; told with the line where that is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotARecipe(pub String);

impl FigureOptions {
    /// A recipe as TOML, or as JSON where the text begins with a brace.
    pub fn from_recipe(text: &str) -> Result<Self, NotARecipe> {
        let recipe: FigureOptions = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|e| NotARecipe(e.to_string()))?
        } else {
            toml::from_str(text).map_err(|e| NotARecipe(e.to_string()))?
        };
        let scale = Self::scale_of(recipe.scale).map_err(|e| NotARecipe(e.to_string()))?;
        Ok(FigureOptions { scale, ..recipe })
    }

    /// A scale that a picture can have, 1 to 4.
    ///
    /// Errors: another number, or none.
    pub fn scale_of(scale: f64) -> Result<f64, NotAScale> {
        if (1.0..=4.0).contains(&scale) { Ok(scale) } else { Err(NotAScale(scale)) }
    }

    /// The recipe as TOML.
    pub fn recipe(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_names_and_numbers_and_written_back() {
        assert_eq!("16:9".parse(), Ok(PageSize::WIDE));
        assert_eq!("a4".parse(), Ok(PageSize::A4));
        assert_eq!("A3 portrait".parse(), Ok(PageSize { width: 1123.0, height: 1587.0 }));
        assert_eq!("800x600".parse(), Ok(PageSize { width: 800.0, height: 600.0 }));
        for name in PageSize::names().chain(["800x600"]) {
            assert_eq!(name.parse::<PageSize>().map(|s| s.to_string()), Ok(name.to_owned()));
        }
        for wrong in ["", "A9", "1x1", "100000x100000", "x", "800x", "-5x700"] {
            assert!(wrong.parse::<PageSize>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_recipe_is_read_as_it_was_written_in_both_notations() {
        let recipe = FigureOptions {
            title: Some("Ce que l’on voit \"ici\"".into()),
            period: "2016/2018-06".parse().ok(),
            lanes: Party::new("CN").into_iter().collect(),
            size: PageSize { width: 700.0, height: 900.0 },
            theme: Theme::Print,
            accent: "#0E4C82".parse().ok(),
            banner: Some("Diffusion restreinte".into()),
            logo: Some("logo.svg".into()),
            fonts: Fonts::Outlined,
            lang: Lang::En,
            filter: Filter { text: "élysée".into(), period: "2017".parse().ok(), ..Filter::default() },
            ..FigureOptions::default()
        };
        assert_eq!(FigureOptions::from_recipe(&recipe.recipe()), Ok(recipe.clone()));
        let json = serde_json::to_string(&recipe).expect("JSON");
        assert_eq!(FigureOptions::from_recipe(&json), Ok(recipe));
        assert_eq!(FigureOptions::from_recipe(""), Ok(FigureOptions::default()));
    }

    #[test]
    fn what_is_wrong_in_a_recipe_is_named() {
        let said = |text: &str| FigureOptions::from_recipe(text).expect_err("refused").to_string();
        assert!(said("tytle = \"x\"").contains("tytle"));
        assert!(said("size = \"A9\"").contains("A9"));
        assert!(said("accent = \"blue\"").contains("blue"));
        assert!(said("scale = 9999").contains("1 to 4"));
        for wrong in [0.0, 4.5, -1.0, f64::NAN, f64::INFINITY] {
            assert!(FigureOptions::scale_of(wrong).is_err(), "{wrong}");
        }
        assert_eq!(FigureOptions::scale_of(4.0), Ok(4.0));
    }
}
