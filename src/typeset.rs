//! The bundled fonts: their bytes, how wide a text is set in them, and where a text that is too long is cut.
//!
//! Both walkers draw texts that were measured here. Deliberately knows nothing of kerning, ligatures or lines of a
//! paragraph that hyphenate: it measures by advances, which is never narrower than what is drawn by more than a hair.

use crate::scene::Face;
use std::borrow::Cow;
use std::sync::LazyLock;

/// All six faces, in the order in which they are listed and loaded.
pub const FACES: [Face; 6] =
    [Face::Sans, Face::SansBold, Face::SansItalic, Face::Serif, Face::SerifBold, Face::SerifItalic];

/// The bytes of a face's TrueType file.
pub fn font_data(face: Face) -> &'static [u8] {
    match face {
        Face::Sans => include_bytes!("../assets/fonts/SourceSans3_400Regular.ttf"),
        Face::SansBold => include_bytes!("../assets/fonts/SourceSans3_600SemiBold.ttf"),
        Face::SansItalic => include_bytes!("../assets/fonts/SourceSans3_400Regular_Italic.ttf"),
        Face::Serif => include_bytes!("../assets/fonts/SourceSerif4_400Regular.ttf"),
        Face::SerifBold => include_bytes!("../assets/fonts/SourceSerif4_600SemiBold.ttf"),
        Face::SerifItalic => include_bytes!("../assets/fonts/SourceSerif4_400Regular_Italic.ttf"),
    }
}

/// The family name that a face has in SVG and CSS.
pub fn family(face: Face) -> &'static str {
    match face {
        Face::Sans | Face::SansBold | Face::SansItalic => "Source Sans 3",
        Face::Serif | Face::SerifBold | Face::SerifItalic => "Source Serif 4",
    }
}

/// The CSS weight of a face.
pub fn weight(face: Face) -> u16 {
    if matches!(face, Face::SansBold | Face::SerifBold) { 600 } else { 400 }
}

/// True for the two italic faces.
pub fn is_italic(face: Face) -> bool {
    matches!(face, Face::SansItalic | Face::SerifItalic)
}

/// Advances of the characters that occur in European text; others are looked up in the font.
const TABLE: usize = 0x2500;

struct Metrics {
    font: ttf_parser::Face<'static>,
    units_per_em: f64,
    advances: Vec<u16>,
}

static METRICS: LazyLock<[Metrics; 6]> = LazyLock::new(|| FACES.map(metrics));

fn metrics(face: Face) -> Metrics {
    let font = ttf_parser::Face::parse(font_data(face), 0).expect("a bundled font is a font");
    let advance = |c: usize| char::from_u32(c as u32).map_or(0, |c| font_advance(&font, c));
    let advances = (0..TABLE).map(advance).collect();
    Metrics { units_per_em: f64::from(font.units_per_em()), advances, font }
}

fn font_advance(font: &ttf_parser::Face<'_>, c: char) -> u16 {
    match font.glyph_index(c).and_then(|g| font.glyph_hor_advance(g)) {
        Some(advance) => advance,
        // A walker falls back to a space for these where the font lacks them; wide scripts are set a full em wide.
        None if c == '\u{202F}' => font.units_per_em() / 5,
        None if c == '\u{00A0}' => font_advance(font, ' '),
        None if c.is_control() => 0,
        None if c as u32 > 0x2E80 => font.units_per_em(),
        None => font.units_per_em() * 3 / 5,
    }
}

fn index(face: Face) -> usize {
    FACES.iter().position(|f| *f == face).unwrap_or(0)
}

/// True where the bundled font of `face` has a glyph for `c`.
pub fn has_glyph(face: Face, c: char) -> bool {
    METRICS[index(face)].font.glyph_index(c).is_some()
}

/// How wide `text` is, set in `face` at `size`, in px.
pub fn width(text: &str, face: Face, size: f64) -> f64 {
    let m = &METRICS[index(face)];
    let units: f64 = text.chars().map(|c| advance(m, c)).sum();
    units * size / m.units_per_em
}

fn advance(m: &Metrics, c: char) -> f64 {
    f64::from(m.advances.get(c as usize).copied().unwrap_or_else(|| font_advance(&m.font, c)))
}

/// `text` where it fits into `max` px, else as many whole words as fit and "…"; `None` where not even one word does.
pub fn shorten(text: &str, face: Face, size: f64, max: f64) -> Option<Cow<'_, str>> {
    if max <= 0.0 {
        return None;
    }
    let m = &METRICS[index(face)];
    let limit = max * m.units_per_em / size;
    let ellipsis = advance(m, '…');
    let (mut used, mut cut) = (0.0, None);
    for (at, c) in text.char_indices() {
        if c == ' ' && at > 0 && used + ellipsis <= limit {
            cut = Some(at);
        }
        used += advance(m, c);
        if used > limit {
            return cut.map(|at| Cow::Owned(format!("{}…", without_dangling(&text[..at]))));
        }
    }
    Some(Cow::Borrowed(text))
}

/// Drops commas, opening brackets and the little words that say nothing before an ellipsis.
fn without_dangling(text: &str) -> &str {
    const LITTLE: [&str; 24] = [
        "à", "de", "du", "des", "le", "la", "les", "l’", "d’", "et", "en", "au", "aux", "un", "une", "par", "pour",
        "sur", "of", "the", "to", "for", "a", "and",
    ];
    let mut text = text.trim_end_matches([' ', ',', ';', ':', '(', '«', '–', '-', '\u{A0}', '\u{202F}']);
    while let Some((rest, word)) = text.rsplit_once(' ') {
        if rest.contains(' ') && LITTLE.contains(&word) {
            text = rest.trim_end_matches([' ', ',', ';', ':', '(']);
        } else {
            break;
        }
    }
    text
}

/// `text` in lines no wider than `max` px, at most `lines` of them; the last one ends in "…" where something is left out.
/// A word wider than a line stands alone in its line, shortened at a letter.
pub fn wrap(text: &str, face: Face, size: f64, max: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && out.len() < lines {
        if out.len() + 1 == lines {
            out.push(
                shorten(rest, face, size, max).map_or_else(|| at_a_letter(rest, face, size, max), Cow::into_owned),
            );
            break;
        }
        let end = line_end(rest, face, size, max);
        let line = rest[..end].trim_end();
        out.push(if width(line, face, size) > max { at_a_letter(line, face, size, max) } else { line.to_owned() });
        rest = rest[end..].trim_start();
    }
    out
}

/// Where the first line of `text` ends: after the last word that fits, or after the first one.
fn line_end(text: &str, face: Face, size: f64, max: f64) -> usize {
    let mut end = None;
    for (at, _) in text.match_indices(' ').chain(std::iter::once((text.len(), ""))) {
        if end.is_some() && width(&text[..at], face, size) > max {
            break;
        }
        end = Some(at);
        if width(&text[..at], face, size) > max {
            break;
        }
    }
    end.unwrap_or(text.len())
}

fn at_a_letter(text: &str, face: Face, size: f64, max: f64) -> String {
    let mut out = String::new();
    let room = max - width("…", face, size);
    for c in text.chars() {
        out.push(c);
        if width(&out, face, size) > room {
            out.pop();
            break;
        }
    }
    out.push('…');
    out
}

/// French spacing: the space before `; ! ?` becomes a narrow no-break space, before `:` and `%` and inside « » a
/// no-break space. Spaces are replaced, never added but inside guillemets, so that `https://` stays what it is.
pub fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            (' ', Some(';' | '!' | '?')) => out.push('\u{202F}'),
            (' ', Some(':' | '%' | '»')) => out.push('\u{A0}'),
            ('«', Some(' ' | '\u{A0}' | '\u{202F}')) => {
                chars.next();
                out.push_str("«\u{A0}");
            }
            ('«', _) => out.push_str("«\u{A0}"),
            ('»', _) => {
                if !out.ends_with(['\u{A0}', '\u{202F}']) {
                    out.push('\u{A0}');
                }
                out.push('»');
            }
            _ => out.push(c),
        }
    }
    out
}

/// Day and month stand in one line: the space between a number of one or two digits and a word in small letters becomes a
/// no-break space ("20 décembre", "20 December", "12 jours").
pub fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let before: String = out.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
        let number = before == "re1" || (matches!(before.len(), 1 | 2) && before.chars().all(|c| c.is_ascii_digit()));
        let glued = c == ' ' && number && chars.peek().is_some_and(|next| next.is_alphabetic());
        out.push(if glued { '\u{A0}' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_are_tabular() {
        for face in FACES {
            let zero = width("0", face, 12.0);
            assert!(zero > 5.0);
            if matches!(face, Face::Sans | Face::SansBold) {
                for digit in "123456789".chars() {
                    assert!((width(&digit.to_string(), face, 12.0) - zero).abs() < 1e-9, "{face:?} {digit}");
                }
            }
        }
    }

    #[test]
    fn every_face_has_the_letters_of_french_and_the_signs_we_use() {
        for face in FACES {
            for c in "àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔŒÙ«»’“”…–—·×≠→‹›°№€".chars()
            {
                if !has_glyph(face, c) {
                    assert!("№≠→".contains(c), "{face:?} lacks {c}");
                }
            }
        }
    }

    #[test]
    fn a_text_that_fits_is_left_alone_and_one_that_does_not_is_cut_at_a_word() {
        let text = "Les États-Unis accusent la Corée du Nord";
        assert_eq!(shorten(text, Face::Sans, 12.0, 1000.0).as_deref(), Some(text));
        let short = shorten(text, Face::Sans, 12.0, 140.0).expect("a word fits");
        assert_eq!(short, "Les États-Unis accusent…");
        assert_eq!(shorten(text, Face::Sans, 12.0, 5.0), None);
    }

    #[test]
    fn paragraphs_break_at_words_and_say_that_they_go_on() {
        let lines = wrap("Le ministère dément toute implication dans cette affaire", Face::Sans, 10.0, 100.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|l| width(l, Face::Sans, 10.0) <= 100.0), "{lines:?}");
        assert_eq!(wrap("", Face::Sans, 10.0, 100.0, 3), Vec::<String>::new());
    }

    #[test]
    fn a_day_is_not_parted_from_its_month() {
        assert_eq!(unbroken("du 1er mars au 8 septembre 2022"), "du 1er\u{A0}mars au 8\u{A0}septembre 2022");
        assert_eq!(unbroken("En 2014 la Corée, 12 % et n° 5."), "En 2014 la Corée, 12 % et n° 5.");
    }

    #[test]
    fn french_spaces_do_not_break() {
        assert_eq!(
            french("Qui ? «Nous» : 12 %, https://x"),
            "Qui\u{202F}? «\u{A0}Nous\u{A0}»\u{A0}: 12\u{A0}%, https://x"
        );
        assert_eq!(french(&french("« Non » !")), french("« Non » !"));
    }

    proptest! {
        #[test]
        fn what_is_shortened_fits(text in "\\PC{0,60}", max in 0.0..300.0f64) {
            if let Some(short) = shorten(&text, Face::Sans, 12.0, max) {
                prop_assert!(width(&short, Face::Sans, 12.0) <= max + 1e-6);
            }
        }

        #[test]
        fn wrapped_lines_fit(text in "[a-zé ]{0,200}", max in 30.0..300.0f64, lines in 1usize..5) {
            let wrapped = wrap(&text, Face::Serif, 11.0, max, lines);
            prop_assert!(wrapped.len() <= lines);
            for line in wrapped {
                prop_assert!(width(&line, Face::Serif, 11.0) <= max + 1e-6, "{}", line);
            }
        }
    }
}
