//! SVG to pixels, with the bundled fonts only: the same picture on every machine.

use crate::scene::Face;
use crate::typeset;
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock};

/// The most pixels a picture may have, so that a slip of the keyboard does not eat the machine's memory.
pub const MOST_PIXELS: f64 = 200e6;

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| Arc::new(bundled()));

/// The bundled fonts, and those of the machine for letters that these lack.
static MORE_FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut db = bundled();
    db.load_system_fonts();
    Arc::new(db)
});

fn bundled() -> usvg::fontdb::Database {
    let mut db = usvg::fontdb::Database::new();
    for face in typeset::FACES {
        db.load_font_data(typeset::font_data(face).to_vec());
    }
    db.set_sans_serif_family("Source Sans 3");
    db.set_serif_family("Source Serif 4");
    db
}

/// What an SVG text means, with its fonts found. Files that it points to are not opened.
pub(crate) fn tree(svg: &str) -> Result<usvg::Tree, String> {
    let fonts = if svg.chars().any(is_foreign) { &MORE_FONTS } else { &FONTS };
    let mut options = usvg::Options {
        font_family: "Source Sans 3".to_owned(),
        fontdb: Arc::clone(fonts),
        ..usvg::Options::default()
    };
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    usvg::Tree::from_str(svg, &options).map_err(|e| e.to_string())
}

/// True where the bundled fonts lack a letter.
fn is_foreign(c: char) -> bool {
    !c.is_ascii() && !c.is_control() && !typeset::has_glyph(Face::Sans, c) && !is_space(c)
}

/// The letters of `texts` that no font has, neither a bundled one nor one of the machine; each once, in their order.
pub(super) fn missing<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let mut letters: Vec<char> = Vec::new();
    for c in texts.flat_map(str::chars).filter(|c| is_foreign(*c)) {
        if !letters.contains(&c) {
            letters.push(c);
        }
    }
    if letters.is_empty() {
        return letters;
    }
    let ids: Vec<usvg::fontdb::ID> = MORE_FONTS.faces().map(|face| face.id).collect();
    for id in ids {
        let lacks = |data: &[u8], index: u32| {
            let face = ttf_parser::Face::parse(data, index).ok();
            letters.iter().copied().filter(|c| face.as_ref().is_none_or(|f| f.glyph_index(*c).is_none())).collect()
        };
        if let Some(left) = MORE_FONTS.with_face_data(id, lacks) {
            letters = left;
        }
        if letters.is_empty() {
            break;
        }
    }
    letters
}

fn is_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}')
}

/// The same SVG with its letters as outlines.
pub fn outlined(svg: &str) -> Result<String, String> {
    let options =
        usvg::WriteOptions { coordinates_precision: 3, transforms_precision: 3, ..usvg::WriteOptions::default() };
    Ok(tree(svg)?.to_string(&options))
}

/// Straight RGBA pixels, row by row, with width and height.
pub fn pixels(svg: &str, scale: f64) -> Result<(Vec<u8>, u32, u32), String> {
    let map = pixmap(svg, scale)?;
    let (w, h) = (map.width(), map.height());
    let bytes = if is_opaque(&map) { map.take() } else { straight(&map) };
    Ok((bytes, w, h))
}

/// The bytes of a PNG file, `scale` pixels to a unit of the SVG.
pub fn png(svg: &str, scale: f64) -> Result<Vec<u8>, String> {
    png_with(svg, scale, &[])
}

/// The same with words about the picture, each under a keyword of the PNG standard ("Title", "Description", "Source").
pub fn png_with(svg: &str, scale: f64, about: &[(&str, &str)]) -> Result<Vec<u8>, String> {
    let map = pixmap(svg, scale)?;
    // A page has a ground: its pixels are opaque, and a fourth channel would say nothing.
    let opaque = is_opaque(&map);
    let bytes = if opaque { rgb(map.data()) } else { straight(&map) };
    let dots = (96.0 * scale / 0.0254).round() as u32;
    encode(&bytes, (map.width(), map.height()), opaque, dots, about).map_err(|e| e.to_string())
}

fn is_opaque(map: &tiny_skia::Pixmap) -> bool {
    map.data().chunks_exact(4).all(|p| p[3] == 255)
}

/// RGBA without its fourth channel.
fn rgb(rgba: &[u8]) -> Vec<u8> {
    let mut out = vec![0; rgba.len() / 4 * 3];
    for (to, from) in out.chunks_exact_mut(3).zip(rgba.chunks_exact(4)) {
        to.copy_from_slice(&from[..3]);
    }
    out
}

/// Colours that are not multiplied by their opacity.
fn straight(map: &tiny_skia::Pixmap) -> Vec<u8> {
    let straight = |p: &tiny_skia::PremultipliedColorU8| {
        let c = p.demultiply();
        [c.red(), c.green(), c.blue(), c.alpha()]
    };
    map.pixels().iter().flat_map(straight).collect()
}

/// Rows of RGB (`opaque`) or straight RGBA pixels as PNG; `dots` to the metre, 0 where nothing is known of that.
pub fn encode(
    bytes: &[u8],
    (width, height): (u32, u32),
    opaque: bool,
    dots: u32,
    about: &[(&str, &str)],
) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    if dots > 0 {
        let unit = png::Unit::Meter;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dots, yppu: dots, unit }));
    }
    for (keyword, text) in about {
        encoder.add_itxt_chunk((*keyword).to_owned(), (*text).to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(bytes)?;
    writer.finish()?;
    Ok(out)
}

fn pixmap(svg: &str, scale: f64) -> Result<tiny_skia::Pixmap, String> {
    let tree = tree(svg)?;
    let (w, h) = (f64::from(tree.size().width()) * scale, f64::from(tree.size().height()) * scale);
    if (w * h).is_nan() || w * h > MOST_PIXELS {
        return Err(format!("{w:.0} × {h:.0} pixels are too many"));
    }
    let mut map = tiny_skia::Pixmap::new((w.round() as u32).max(1), (h.round() as u32).max(1))
        .ok_or_else(|| format!("{w:.0} × {h:.0} pixels are too many"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale as f32, scale as f32), &mut map.as_mut());
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_fonts_are_found_by_family_weight_and_style() {
        let text = |attributes: &str| {
            let svg = format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text x="0" y="15" font-size="14" {attributes}>Agé</text></svg>"#
            );
            pixels(&svg, 1.0).expect("a picture").0
        };
        let pictures = [
            text("font-family=\"'Source Sans 3', sans-serif\""),
            text("font-family=\"'Source Sans 3', sans-serif\" font-weight=\"600\""),
            text("font-family=\"'Source Sans 3', sans-serif\" font-style=\"italic\""),
            text("font-family=\"'Source Serif 4', serif\""),
            text("font-family=\"'Source Serif 4', serif\" font-weight=\"600\""),
            text("font-family=\"'Source Serif 4', serif\" font-style=\"italic\""),
        ];
        for (i, a) in pictures.iter().enumerate() {
            assert!(a.iter().any(|b| *b > 0), "face {i} draws nothing");
            assert!(pictures[i + 1..].iter().all(|b| a != b), "face {i} is drawn as another one");
        }
    }

    #[test]
    fn a_picture_without_end_is_refused() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"/>"#;
        assert!(png(svg, 1.0).is_err());
    }
}
