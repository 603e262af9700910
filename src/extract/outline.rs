//! The parts of an article's text that are not its story: the crawl header in front, the title, bylines, newsletter
//! lines. Words and patterns are data (`assets/outline.toml`).

use crate::model::{Dates, Span};
use regex::{Regex, RegexSet};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How an article's text is laid out; all spans are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The crawl header (`date 2022-01`) and the month it names.
    pub header: Option<(Span, Dates)>,
    /// The title, where one can be told from the story.
    pub title: Option<Span>,
    /// The words that serve as a title.
    pub headline: String,
    /// Where the story begins (behind header and title).
    pub story: usize,
    /// Lines that belong to the page, not to the article.
    pub furniture: Vec<Span>,
}

#[derive(Deserialize)]
struct Assets {
    furniture: Vec<String>,
    title_break: Vec<String>,
    dateline: Vec<String>,
    leads_to_a_name: Vec<String>,
}

struct Patterns {
    header: Regex,
    furniture: RegexSet,
    title_break: Regex,
    dateline: Regex,
    credit: Regex,
    before_day: Regex,
    after_day: Regex,
    wire: Regex,
    leads_to_a_name: Vec<String>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let assets: Assets =
        toml::from_str(include_str!("../../assets/outline.toml")).expect("assets/outline.toml is checked by a test");
    let regex = |p: &str| Regex::new(p).expect("patterns of assets/outline.toml are checked by a test");
    Patterns {
        header: regex(r"^\u{feff}?\s*date\s+(\d{4})-(\d{2})\b[ \t]*"),
        furniture: RegexSet::new(assets.furniture.iter().map(|p| format!("(?i){p}")))
            .expect("patterns of assets/outline.toml"),
        title_break: regex(&format!("[\\p{{Ll}}\\p{{N}}\"»”)?!] (?:{})\\b ?\\p{{L}}", assets.title_break.join("|"))),
        dateline: regex(&format!("^(?:{})", assets.dateline.join("|"))),
        wire: regex(r"^\p{Lu}{3,}[\p{L}\p{N}.,'’ ]{0,40}(?:\([^)\n]{2,40}\))? ?[—–-] "),
        before_day: regex(
            r"^\s*\p{Lu}[\p{L}’'. -]{1,30}(?:, ?\p{Lu}[\p{L}’'. -]{1,30})? ?[,(] ?(?:\p{L}{2,9},? )?(?:le )?$",
        ),
        after_day: regex(r"^[.,)]{0,2} ?(?:\([^)\n]{2,30}\))? ?[—–-] "),
        // Capitals glued to a word in small letters, up to where small letters follow again.
        credit: regex(r"\p{Ll}((?:\p{Lu}{4,}|\p{Lu}['’]\p{Lu}{3,})(?:[ '’/-]+\p{Lu}+\b)*)(?:\s|$)"),
        leads_to_a_name: assets.leads_to_a_name,
    }
});

/// A headline is not longer than this, in characters.
const LONGEST_TITLE: usize = 160;
/// A headline that runs into the story without any sign is looked for within this many characters.
const LONGEST_RUN_IN: usize = 130;

/// Tells the parts of `text` apart.
pub fn outline(text: &str) -> Outline {
    let header = PATTERNS.header.captures(text).and_then(|c| {
        let month = Dates::month(c[1].parse().ok()?, c[2].parse().ok()?)?;
        Some((Span::new(0, c.get(0)?.end()), month))
    });
    let begin = header.map_or(0, |(span, _)| span.end);
    let begin =
        begin + (text[begin..].len() - text[begin..].trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len());
    let title = title(text, begin);
    let story = title.map_or(begin, |t| t.end);
    let headline = headline(text, begin, title);
    Outline { header, title, headline, story, furniture: furniture(text) }
}

/// True for a day that stands in front of a wire, behind its place: "PÉKIN, 20 mai 2014 (agence) —", "OSLO, Oct 13 -".
pub fn is_dateline(text: &str, outline: &Outline, day: Span) -> bool {
    /// So far from where the story begins.
    const NEAR: usize = 90;
    let begin = outline.header.map_or(0, |(h, _)| h.end).max(if day.start < outline.story { 0 } else { outline.story });
    if day.start < begin || day.start > begin + NEAR {
        return false;
    }
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |n| n + 1);
    let before = &text[line(day.start).max(begin)..day.start];
    let after = &text[day.end..];
    PATTERNS.before_day.is_match(before) && PATTERNS.after_day.is_match(after)
}

/// The place, the day and the agency in front of an English wire: "OSLO, Oct 13 — ", "WASHINGTON (July 19, 2021) - ".
pub fn wire_begin(sentence: &str) -> usize {
    PATTERNS.wire.find(sentence).map_or(0, |m| m.end())
}

/// The words that serve as a title. The credit of a picture that page savers glue to the title or to the place in front of
/// the story (`OsloPHOTO D'ARCHIVES Le gouvernement …`) is none of it.
fn headline(text: &str, begin: usize, title: Option<Span>) -> String {
    let line = title.map_or_else(|| first_words(&text[begin..], 90), |span| span.of(text).trim().to_owned());
    let Some(glued) = PATTERNS.credit.captures(&line).and_then(|c| c.get(1)) else { return line };
    let before = &line[..glued.start()];
    if before.split_whitespace().count() >= 3 {
        return before.trim().to_owned();
    }
    // Only a place stands before it: the story speaks for itself.
    let credit = PATTERNS.credit.captures(&text[begin..]).and_then(|c| c.get(1));
    let behind = credit.map_or(begin, |c| begin + c.end());
    first_words(&text[behind..], 90)
}

fn title(text: &str, begin: usize) -> Option<Span> {
    let rest = &text[begin..];
    let line = rest.lines().next().unwrap_or("").trim_end();
    let more = rest[line.len()..].trim_start();
    let short = line.chars().count() <= LONGEST_TITLE;
    if short && !line.is_empty() && !more.is_empty() && !line.ends_with(['.', ',', ';', ':']) {
        return Some(Span::new(begin, begin + line.len()));
    }
    // A headline that runs into the story: "… ferme des comptes L'entreprise américaine …".
    let window: usize = rest.chars().take(LONGEST_RUN_IN).map(char::len_utf8).sum();
    if PATTERNS.dateline.is_match(rest) {
        return None;
    }
    let names = |at: usize| {
        let before = rest[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
        PATTERNS.leads_to_a_name.contains(&before)
    };
    let end = |m: &regex::Match<'_>| m.start() + rest[m.start()..].chars().next().map_or(0, char::len_utf8);
    let found = PATTERNS.title_break.find_iter(&rest[..window]).find(|m| !names(end(m)))?;
    let cut = begin + end(&found);
    let span = Span::new(begin, cut);
    let words = span.of(text).split_whitespace().count();
    let sentence_inside = span.of(text).contains(". ");
    (words >= 4 && !sentence_inside).then_some(span)
}

fn first_words(text: &str, most: usize) -> String {
    let flat: Vec<&str> = text.split_whitespace().take(40).collect();
    let mut out = String::new();
    for word in flat {
        if out.chars().count() + word.chars().count() + 2 > most {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn furniture(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if !span.is_empty() && span.len() < 400 && PATTERNS.furniture.is_match(span.of(text)) {
            out.push(span);
        }
    }
    out
}

/// True where a run of text is a line of the page.
pub fn is_furniture(words: &str) -> bool {
    words.len() < 200 && PATTERNS.furniture.is_match(words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crawl_header_is_cut_off_and_its_month_kept() {
        let text = " date 2022-01 Séoul accuse son voisin d'avoir piraté une banque.";
        let outline = outline(text);
        let (span, month) = outline.header.expect("a header");
        assert_eq!(span.of(text), " date 2022-01 ");
        assert_eq!(month.to_string(), "2022-01");
        assert_eq!(outline.story, span.end);
        assert_eq!(outline.title, None);
    }

    #[test]
    fn a_first_line_without_a_full_stop_is_the_title() {
        let text = "Piratage : Oslo met en cause Moscou\n\nLe gouvernement norvégien a désigné la Russie.";
        let outline = outline(text);
        assert_eq!(outline.headline, "Piratage : Oslo met en cause Moscou");
    }

    #[test]
    fn a_title_that_runs_into_the_story_is_found() {
        let text = " date 2020-11 Une entreprise cède et ferme des comptes L'entreprise a reconnu jeudi avoir fermé des comptes.";
        assert_eq!(outline(text).headline, "Une entreprise cède et ferme des comptes");
        let text = "Le ministère a porté plainte et la justice enquête sur Le Mans Métropole.";
        assert_eq!(outline(text).title, None, "a name in the story is no break");
    }

    #[test]
    fn the_credit_of_a_picture_is_no_title() {
        let text = "OsloPHOTO D'ARCHIVES Le Parlement norvégien a été piraté.";
        assert_eq!(outline(text).headline, "Le Parlement norvégien a été piraté.");
        let text = "OsloPHOTO D'ILLUSTRATION\n\nLa Norvège a mis en cause la Russie.";
        assert_eq!(outline(text).headline, "La Norvège a mis en cause la Russie.");
        let text = "Le Parlement norvégien piraté en douceANNE MARTIN\n\nLa Norvège a mis en cause la Russie.";
        assert_eq!(outline(text).headline, "Le Parlement norvégien piraté en douce");
        let text = "Des iPads de l'OTAN volés à Oslo\n\nLa Norvège a mis en cause la Russie.";
        assert_eq!(outline(text).headline, "Des iPads de l'OTAN volés à Oslo");
    }

    #[test]
    fn newsletter_lines_are_furniture() {
        for line in [
            "Recevez l'essentiel de l'actualité chaque jour par email S'inscrire",
            "Par redaction | | 374 mots",
            "Lire aussi : un autre article",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        assert!(!is_furniture("Lire un communiqué ne suffit pas, a dit le ministre."));
    }
}
