//! A [`Scene`] as SVG text: the master of all pictures. Deterministic; text stays text.

use super::options::Fonts;
use crate::scene::{Align, Color, Face, Point, Rect, Scene, Shape, Stroke};
use crate::typeset;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What an SVG file carries besides the shapes.
#[derive(Clone, Debug, Default)]
pub struct SvgOptions {
    /// The title for readers of screens.
    pub title: String,
    /// What the picture tells, for readers of screens.
    pub description: String,
    /// What becomes of the fonts; [`Fonts::Outlined`] is done by [`outlined`](super::outlined) afterwards.
    pub fonts: Fonts,
    /// Pictures over the shapes: where, and as a `data:` address.
    pub images: Vec<(Rect, String)>,
}

/// The scene as SVG.
pub fn svg(scene: &Scene, options: &SvgOptions) -> String {
    let mut body = String::with_capacity(scene.nodes.len() * 120);
    let mut fades: BTreeMap<[u8; 8], usize> = BTreeMap::new();
    let mut used: [bool; 6] = [false; 6];
    let mut clip = None;
    for node in &scene.nodes {
        if node.clip != clip {
            if clip.is_some() {
                body.push_str("</g>\n");
            }
            if let Some(index) = node.clip {
                let _ = writeln!(body, r#"<g clip-path="url(#c{index})">"#);
            }
            clip = node.clip;
        }
        if let Shape::Text { face, .. } = &node.shape {
            used[typeset::FACES.iter().position(|f| f == face).unwrap_or(0)] = true;
        }
        shape(&mut body, &node.shape, &mut fades);
    }
    if clip.is_some() {
        body.push_str("</g>\n");
    }

    let (width, height) = (num(scene.width), num(scene.height));
    let mut out = String::with_capacity(body.len() + 2000);
    let _ = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">"#
    );
    if !options.title.is_empty() {
        let _ = writeln!(out, "<title>{}</title>", escape(&options.title));
    }
    if !options.description.is_empty() {
        let _ = writeln!(out, "<desc>{}</desc>", escape(&options.description));
    }
    out.push_str("<defs>\n");
    if options.fonts == Fonts::Embedded {
        style(&mut out, used);
    }
    for (index, rect) in scene.clips.iter().enumerate() {
        let (x, y, w, h) = (num(rect.x), num(rect.y), num(rect.width.max(0.0)), num(rect.height.max(0.0)));
        let _ = writeln!(out, r#"<clipPath id="c{index}"><rect x="{x}" y="{y}" width="{w}" height="{h}"/></clipPath>"#);
    }
    for (colors, index) in &fades {
        let stop = |offset: u8, color: Color| {
            let (hex, opacity) = (hex(color), opacity(color));
            format!(r#"<stop offset="{offset}" stop-color="{hex}" stop-opacity="{opacity}"/>"#)
        };
        let end = |k: usize| Color { r: colors[k], g: colors[k + 1], b: colors[k + 2], a: colors[k + 3] };
        let (left, right) = (end(0), end(4));
        let _ = writeln!(out, r#"<linearGradient id="f{index}">{}{}</linearGradient>"#, stop(0, left), stop(1, right));
    }
    out.push_str("</defs>\n");
    out.push_str(&body);
    for (rect, address) in &options.images {
        let (x, y, w, h) = (num(rect.x), num(rect.y), num(rect.width), num(rect.height));
        let _ = writeln!(out, r#"<image x="{x}" y="{y}" width="{w}" height="{h}" href="{}"/>"#, escape(address));
    }
    out.push_str("</svg>\n");
    out
}

fn shape(out: &mut String, shape: &Shape, fades: &mut BTreeMap<[u8; 8], usize>) {
    let _ = match shape {
        Shape::Rect { rect, radius, fill, stroke } => {
            if rect.width <= 0.0 || rect.height <= 0.0 {
                return;
            }
            let round = if *radius > 0.0 { format!(r#" rx="{}""#, num(*radius)) } else { String::new() };
            let (x, y, w, h) = (num(rect.x), num(rect.y), num(rect.width), num(rect.height));
            let paint = paint(*fill, *stroke);
            writeln!(out, r#"<rect x="{x}" y="{y}" width="{w}" height="{h}"{round}{paint}/>"#)
        }
        Shape::Fade { rect, left, right } => {
            if rect.width <= 0.0 || rect.height <= 0.0 {
                return;
            }
            let key = [left.r, left.g, left.b, left.a, right.r, right.g, right.b, right.a];
            let next = fades.len();
            let index = *fades.entry(key).or_insert(next);
            let (x, y, w, h) = (num(rect.x), num(rect.y), num(rect.width), num(rect.height));
            writeln!(out, r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="url(#f{index})"/>"#)
        }
        Shape::Columns { columns } => columns.iter().try_for_each(|(rect, color)| {
            let (x, y, w, h) = (num(rect.x), num(rect.y), num(rect.width), num(rect.height));
            writeln!(out, r#"<rect x="{x}" y="{y}" width="{w}" height="{h}"{}/>"#, paint(Some(*color), None))
        }),
        Shape::Circle { center, radius, fill, stroke } => {
            let (x, y, r) = (num(center.x), num(center.y), num(*radius));
            writeln!(out, r#"<circle cx="{x}" cy="{y}" r="{r}"{}/>"#, paint(*fill, *stroke))
        }
        Shape::Polygon { points, fill, stroke } => {
            writeln!(out, r#"<polygon points="{}"{}/>"#, list(points), paint(*fill, *stroke))
        }
        Shape::Line { points, stroke } => {
            writeln!(out, r#"<polyline points="{}"{}/>"#, list(points), paint(None, Some(*stroke)))
        }
        Shape::Curve { points, stroke } => {
            let [start, first, second, end] = points.map(|p: Point| format!("{} {}", num(p.x), num(p.y)));
            let path = format!("M{start} C{first} {second} {end}");
            writeln!(out, r#"<path d="{path}"{}/>"#, paint(None, Some(*stroke)))
        }
        Shape::Text { at, align, face, size, color, text } => {
            let anchor = match align {
                Align::Start => "",
                Align::Middle => r#" text-anchor="middle""#,
                Align::End => r#" text-anchor="end""#,
            };
            let (x, y, size) = (num(at.x), num(at.y), num(*size));
            let (font, fill) = (font(*face), fill_of(*color));
            writeln!(
                out,
                r#"<text x="{x}" y="{y}"{anchor}{font} font-size="{size}"{fill} xml:space="preserve">{}</text>"#,
                escape(text)
            )
        }
    };
}

fn font(face: Face) -> String {
    let family = typeset::family(face);
    let generic = if family.contains("Serif") { "serif" } else { "sans-serif" };
    let weight = match typeset::weight(face) {
        400 => String::new(),
        w => format!(r#" font-weight="{w}""#),
    };
    let style = if typeset::is_italic(face) { r#" font-style="italic""# } else { "" };
    format!(r#" font-family="'{family}', {generic}"{weight}{style}"#)
}

fn paint(fill: Option<Color>, stroke: Option<Stroke>) -> String {
    let mut out = fill.map_or_else(|| r#" fill="none""#.to_owned(), fill_of);
    if let Some(s) = stroke {
        let _ = write!(out, r#" stroke="{}" stroke-width="{}""#, hex(s.color), num(s.width));
        if s.color.a < 255 {
            let _ = write!(out, r#" stroke-opacity="{}""#, opacity(s.color));
        }
        if let Some((dash, gap)) = s.dash {
            let _ = write!(out, r#" stroke-dasharray="{} {}""#, num(dash), num(gap));
        }
    }
    out
}

fn fill_of(color: Color) -> String {
    if color.a == 255 {
        format!(r#" fill="{}""#, hex(color))
    } else {
        format!(r#" fill="{}" fill-opacity="{}""#, hex(color), opacity(color))
    }
}

fn hex(c: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", c.r, c.g, c.b)
}

fn opacity(c: Color) -> String {
    // Three digits: two would confuse neighbouring shades.
    format!("{}", (f64::from(c.a) / 255.0 * 1000.0).round() / 1000.0)
}

fn list(points: &[Point]) -> String {
    let texts: Vec<String> = points.iter().map(|p| format!("{},{}", num(p.x), num(p.y))).collect();
    texts.join(" ")
}

/// At most two digits after the point, none where they are zero.
fn num(x: f64) -> String {
    let rounded = (x * 100.0).round() / 100.0;
    // `-0` would be a difference that nobody sees.
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// Text as XML and HTML hold it, in an element or between quotes: marks become entities, other control characters go.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // XML has no place for other control characters, nor for the two that are no characters.
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

fn style(out: &mut String, used: [bool; 6]) {
    out.push_str("<style>\n");
    for (face, used) in typeset::FACES.into_iter().zip(used) {
        if used {
            let style = if typeset::is_italic(face) { "italic" } else { "normal" };
            let _ = writeln!(
                out,
                "@font-face{{font-family:'{}';font-weight:{};font-style:{style};src:url(data:font/ttf;base64,{})}}",
                typeset::family(face),
                typeset::weight(face),
                BASE64_STANDARD.encode(typeset::font_data(face))
            );
        }
    }
    out.push_str("</style>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Node;

    fn scene() -> Scene {
        let text = Shape::Text {
            at: Point { x: 10.0, y: 20.0 },
            align: Align::Middle,
            face: Face::SansBold,
            size: 12.0,
            color: Color::hex(0x001B_1F24),
            text: "A & B <c> \u{7}".to_owned(),
        };
        let fade = Shape::Fade {
            rect: Rect::new(0.0, 0.0, 10.0, 5.0),
            left: Color::hex(0).fade(0.0),
            right: Color::hex(0x00FF_0000).fade(0.5),
        };
        Scene {
            width: 100.0,
            height: 50.0,
            nodes: vec![
                Node { shape: text, event: None, clip: None },
                Node { shape: fade, event: Some(1), clip: Some(0) },
            ],
            clips: vec![Rect::new(0.0, 0.0, 50.0, 50.0)],
        }
    }

    #[test]
    fn text_stays_text_and_is_escaped() {
        let svg = svg(&scene(), &SvgOptions::default());
        assert!(svg.contains(">A &amp; B &lt;c&gt; </text>"), "{svg}");
        assert!(svg.contains("font-weight=\"600\""));
        assert!(svg.contains("stop-opacity=\"0.502\""), "{svg}");
    }

    #[test]
    fn the_same_scene_gives_the_same_bytes() {
        let options = SvgOptions { title: "t".into(), description: "d".into(), ..SvgOptions::default() };
        assert_eq!(svg(&scene(), &options), svg(&scene(), &options));
        assert_eq!(svg(&scene(), &options).matches("@font-face").count(), 1);
    }
}
