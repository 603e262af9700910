//! Bytes become a text: which encoding they are in, and what an earlier program spoilt in them.
//!
//! UTF-8 is kept as it is; nothing else is guessed where the bytes are UTF-8. UTF-16 and UTF-32 are told by their byte order
//! mark, UTF-16 also without one. Of the one-byte encodings `chardetng` (the detector of Firefox) makes a guess, against
//! which those of French texts (Windows-1252, Latin-9, Mac Roman) are weighed by how French their letters look, because a
//! detector built for the web knows no Mac Roman and little text. What is nearly UTF-8 is read piece by piece. Accents that
//! were encoded twice ("Ã©") are repaired, and letters written with separate accents are put together (NFC).

use crate::model::is_misleading;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization as _;

/// The text of `bytes`, or `None` where they are no text. `declared` is what the file or its envelope says they are in;
/// it is believed where it may be true.
pub(super) fn text(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Option<String> {
    let text = decoded(bytes, declared)?;
    (!mostly_control(&text)).then(|| repaired(text))
}

fn decoded(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Option<String> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return utf_32(&bytes);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes).filter(|(e, _)| *e != UTF_8) {
        return Some(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return Some(text),
        Ok(text) => text.into_bytes(),
        Err(e) => e.into_bytes(),
    };
    if bytes.contains(&0) {
        return utf_16(&bytes);
    }
    if nearly_utf_8(&bytes) {
        return Some(piece_by_piece(&bytes));
    }
    Some(legacy(&bytes, declared).decode_without_bom_handling(&bytes).0.into_owned())
}

fn utf_32(bytes: &[u8]) -> Option<String> {
    let little = bytes[0] == 0xff;
    let unit = |b: &[u8]| {
        let b: [u8; 4] = b.try_into().ok()?;
        char::from_u32(if little { u32::from_le_bytes(b) } else { u32::from_be_bytes(b) })
    };
    bytes[4..].chunks(4).map(unit).collect()
}

/// UTF-16 without a mark: in western text nearly every other byte is zero.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|b| **b == 0).count() * 2;
    let (first, second, len) = (zeros(0), zeros(1), bytes.len());
    let encoding = if second * 10 > len * 7 && first * 20 < len {
        UTF_16LE
    } else if first * 10 > len * 7 && second * 20 < len {
        UTF_16BE
    } else {
        return None;
    };
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    (!wrong && !text.contains('\0')).then(|| text.into_owned())
}

/// A text in UTF-8 into which a few bytes of something else were pasted.
fn nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

fn piece_by_piece(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    out
}

/// How much of a text its encoding is judged by.
const SAMPLE: usize = 256 * 1024;

fn legacy(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    let declared = declared.filter(|e| *e != UTF_8 && !e.decode_without_bom_handling(sample).1);
    let mut best: (&'static Encoding, f32) = (declared.unwrap_or(guess), 0.0);
    for encoding in declared.into_iter().chain([WINDOWS_1252, ISO_8859_15, MACINTOSH]) {
        let score = french(&encoding.decode_without_bom_handling(sample).0);
        if score >= 0.9 && score > best.1 {
            best = (encoding, score);
        }
    }
    best.0
}

/// The share of characters outside ASCII that French texts have where they stand.
fn french(text: &str) -> f32 {
    let (mut fits, mut all) = (0_u32, 0_u32);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if !c.is_ascii() {
            all += 1;
            let in_word =
                before.is_lowercase() || (before.is_alphabetic() && rest.peek().is_some_and(|c| c.is_lowercase()));
            let fit = match c {
                'é' | 'è' | 'ê' | 'ë' | 'à' | 'â' | 'ç' | 'î' | 'ï' | 'ô' | 'ù' | 'û' | 'ü' | 'œ' | 'ö' | 'ä' | 'á'
                | 'í' | 'ó' | 'ú' | 'ñ' => true,
                'É' | 'È' | 'Ê' | 'À' | 'Ç' | 'Î' | 'Ô' | 'Œ' | 'Â' => !in_word,
                '\u{a0}' | '«' | '»' | '’' | '‘' | '“' | '”' | '–' | '—' | '…' | '°' | '€' => {
                    !in_word || c == '’'
                }
                _ => false,
            };
            fits += u32::from(fit);
        }
        before = c;
    }
    fits as f32 / all.max(1) as f32
}

/// What programs did to a text before it came here is undone.
pub(super) fn repaired(mut text: String) -> String {
    // Text that went wrong twice is rare, three times is enough.
    for _ in 0..3 {
        match decoded_once_more(&text) {
            Some(better) => text = better,
            None => break,
        }
    }
    let misleads = |c: char| is_misleading(c) && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}');
    if text.contains(misleads) {
        text.retain(|c| !misleads(c));
    }
    if text.chars().any(|c| ('\u{300}'..'\u{370}').contains(&c)) {
        text = text.nfc().collect();
    }
    text
}

/// UTF-8 that was taken for Windows-1252 or Mac Roman and encoded again; `None` where nothing looks like it.
fn decoded_once_more(text: &str) -> Option<String> {
    const LEADS: [char; 8] = ['Ã', 'Â', 'Å', 'â', '√', '¬', '≈', '‚'];
    if !text.contains(LEADS) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut changed = false;
    while let Some(c) = text[at..].chars().next() {
        let found = LEADS.contains(&c).then(|| {
            let mac = matches!(c, '√' | '¬' | '≈' | '‚');
            letter_of(&text[at..], if mac { MACINTOSH } else { WINDOWS_1252 })
        });
        if let Some((letter, len)) = found.flatten() {
            out.push(letter);
            at += len;
            changed = true;
        } else {
            out.push(c);
            at += c.len_utf8();
        }
    }
    changed.then_some(out)
}

/// The letter whose UTF-8 bytes, taken for `encoding`, stand at the beginning of `text`, and how many bytes of it they are.
fn letter_of(text: &str, encoding: &'static Encoding) -> Option<(char, usize)> {
    let mut bytes = Vec::with_capacity(3);
    for (at, c) in text.char_indices().take(3) {
        bytes.push(byte_of(c, encoding)?);
        let Ok(read) = std::str::from_utf8(&bytes) else { continue };
        let letter = read.chars().next()?;
        let usual = matches!(letter, '\u{2010}'..='\u{2026}' | '\u{202f}') || byte_of(letter, WINDOWS_1252).is_some();
        return usual.then_some((letter, at + c.len_utf8()));
    }
    None
}

fn byte_of(c: char, encoding: &'static Encoding) -> Option<u8> {
    if ('\u{80}'..'\u{a0}').contains(&c) {
        return Some(c as u8);
    }
    let mut text = [0; 4];
    let (bytes, _, wrong) = encoding.encode(c.encode_utf8(&mut text));
    (!wrong && bytes.len() == 1 && bytes[0] >= 0x80).then(|| bytes[0])
}

fn mostly_control(text: &str) -> bool {
    let odd = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).count();
    odd * 20 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "L’été, Séoul a accusé « Pyongyang » d’avoir piraté à cœur ouvert l’hôpital : 10 € volés, où ça ? \
                          Naïf, le maître répète : « Ça coûte cher… » — Être prêt, forêt, août, Noël, Œuvre, École.";

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let (bytes, _, wrong) = encoding.encode(text);
        assert!(!wrong, "{} cannot write {text}", encoding.name());
        bytes.into_owned()
    }

    #[test]
    fn french_is_read_in_every_encoding_it_is_written_in() {
        let latin = FRENCH.replace(['’'], "'").replace('…', "...").replace('—', "-");
        assert_eq!(text(FRENCH.into(), None).as_deref(), Some(FRENCH));
        assert_eq!(text(encoded(WINDOWS_1252, FRENCH), None).as_deref(), Some(FRENCH));
        assert_eq!(text(encoded(MACINTOSH, FRENCH), None).as_deref(), Some(FRENCH));
        assert_eq!(text(encoded(ISO_8859_15, &latin), None).as_deref(), Some(latin.as_str()));
        for big in [false, true] {
            let units = FRENCH.encode_utf16();
            let bytes: Vec<u8> = units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
            assert_eq!(text(bytes.clone(), None).as_deref(), Some(FRENCH), "without a mark");
            let mark: &[u8] = if big { &[0xfe, 0xff] } else { &[0xff, 0xfe] };
            assert_eq!(text([mark, &bytes].concat(), None).as_deref(), Some(FRENCH));
        }
        let wide: Vec<u8> = FRENCH.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(text([&[0xff, 0xfe, 0, 0], wide.as_slice()].concat(), None).as_deref(), Some(FRENCH));
    }

    #[test]
    fn a_wrong_label_is_not_believed_and_a_right_one_is() {
        assert_eq!(text(encoded(WINDOWS_1252, FRENCH), Some(UTF_8)).as_deref(), Some(FRENCH));
        assert_eq!(text(FRENCH.into(), Some(WINDOWS_1252)).as_deref(), Some(FRENCH));
        let russian = "Москва отвергла обвинения Осло.";
        let bytes = encoded(encoding_rs::KOI8_R, russian);
        assert_eq!(text(bytes, Some(encoding_rs::KOI8_R)).as_deref(), Some(russian));
        let bytes = encoded(encoding_rs::WINDOWS_1251, &russian.repeat(4));
        assert_eq!(text(bytes, None), Some(russian.repeat(4)));
    }

    #[test]
    fn a_few_bytes_of_something_else_in_utf_8_are_read_as_what_they_are() {
        let mut bytes = FRENCH.as_bytes().to_vec();
        bytes.extend_from_slice(b" caf\xe9 ");
        bytes.extend_from_slice(FRENCH.as_bytes());
        assert_eq!(text(bytes, None), Some(format!("{FRENCH} café {FRENCH}")));
    }

    #[test]
    fn accents_encoded_twice_are_repaired_and_real_letters_are_left() {
        let twice = |t: &str| encoding_rs::mem::decode_latin1(t.as_bytes()).into_owned();
        assert_eq!(repaired(twice(FRENCH)), FRENCH, "by way of Latin-1");
        let windows = WINDOWS_1252.decode_without_bom_handling(FRENCH.as_bytes()).0.into_owned();
        assert_eq!(repaired(windows.clone()), FRENCH, "by way of Windows-1252");
        let thrice = WINDOWS_1252.decode_without_bom_handling(windows.as_bytes()).0.into_owned();
        assert_eq!(repaired(thrice), FRENCH, "two times");
        let mac = MACINTOSH.decode_without_bom_handling(FRENCH.as_bytes()).0.into_owned();
        assert_eq!(repaired(mac), FRENCH, "by way of Mac Roman");
        for right in ["LIBERTÉ»", "São Paulo, SÃO PAULO", "√2 ≈ 1,41", "château", "à ‚part‘"] {
            assert_eq!(repaired(right.to_owned()), right);
        }
    }

    #[test]
    fn characters_that_mislead_are_left_out() {
        assert_eq!(
            text("Oslo\u{202e} accuse\u{1b}[31m\r\n\tMoscou\u{2069}".into(), None).as_deref(),
            Some("Oslo accuse[31m\r\n\tMoscou")
        );
    }

    #[test]
    fn separate_accents_are_put_together() {
        assert_eq!(text("Se\u{301}oul".into(), None).as_deref(), Some("Séoul"));
    }

    #[test]
    fn what_is_no_text_is_none() {
        assert_eq!(text(b"\x7fELF\x00\x01\x02".to_vec(), None), None);
        assert_eq!(text(b"\x01\x02\x03\x04abc".to_vec(), None), None);
    }
}
