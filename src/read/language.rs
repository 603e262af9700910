//! In which language a text is, told by `whatlang` from its runs of three letters.

use crate::model::{Article, Warning};
use whatlang::{Lang, detect};

/// So many characters tell it.
const SAMPLE: usize = 1000;

/// What is told apart: ISO 639-1 code, and "en anglais", "in English".
const LANGUAGES: [(Lang, &str, [&str; 2]); 12] = [
    (Lang::Eng, "en", ["anglais", "English"]),
    (Lang::Deu, "de", ["allemand", "German"]),
    (Lang::Spa, "es", ["espagnol", "Spanish"]),
    (Lang::Ita, "it", ["italien", "Italian"]),
    (Lang::Por, "pt", ["portugais", "Portuguese"]),
    (Lang::Nld, "nl", ["néerlandais", "Dutch"]),
    (Lang::Rus, "ru", ["russe", "Russian"]),
    (Lang::Ukr, "uk", ["ukrainien", "Ukrainian"]),
    (Lang::Ara, "ar", ["arabe", "Arabic"]),
    (Lang::Cmn, "zh", ["chinois", "Chinese"]),
    (Lang::Pol, "pl", ["polonais", "Polish"]),
    (Lang::Pes, "fa", ["persan", "Persian"]),
];

/// ISO 639-1; French where nothing else is certain, since that is what Frise is made for.
pub fn language(text: &str) -> &'static str {
    let sample: String = text.chars().take(SAMPLE).collect();
    let found = detect(&sample).filter(whatlang::Info::is_reliable).map(|i| i.lang());
    // Of a wire of one sentence its letters tell little; its small words do.
    let found = found.or_else(|| is_english(&sample).then_some(Lang::Eng));
    LANGUAGES.iter().find(|(lang, ..)| found == Some(*lang)).map_or("fr", |(_, code, _)| code)
}

/// At least three small words that only English has, and more than a sixth of all.
fn is_english(text: &str) -> bool {
    const SMALL: [&str; 16] =
        ["the", "of", "and", "to", "in", "on", "by", "with", "was", "were", "has", "had", "that", "its", "said", "for"];
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let small = words().filter(|w| SMALL.contains(&w.to_lowercase().as_str())).count();
    small >= 3 && small * 6 > words().count()
}

/// That the article in this language is read and shown, but its events are not looked for; `None` for French and English.
pub fn not_extracted(article: &Article) -> Option<Warning> {
    if crate::model::Lang::of_code(&article.language).is_some() {
        return None;
    }
    let (_, _, [fr, en]) = LANGUAGES.iter().find(|(_, code, _)| *code == article.language.as_str())?;
    Some(super::message::not_extracted(&article.path, fr, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart_and_little_is_french() {
        assert_eq!(
            language("Le gouvernement norvégien a désigné la Russie comme responsable du piratage de son Parlement."),
            "fr"
        );
        assert_eq!(
            language(
                "The Norwegian government has said that Russia is responsible for the attack on its parliament last summer."
            ),
            "en"
        );
        assert_eq!(language("Iran on Monday denied the accusations of the United States."), "en");
        assert_eq!(language("Le site The Intercept et l'agence Associated Press ont salué la décision."), "fr");
        assert_eq!(
            language(
                "Die norwegische Regierung macht Russland für den Angriff auf das Parlament im vergangenen Sommer verantwortlich."
            ),
            "de"
        );
        assert_eq!(language("Oslo"), "fr");
    }
}
