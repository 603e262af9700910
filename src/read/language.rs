//! In which language a text is, told by `whatlang` from its runs of three letters.

use whatlang::{Lang, detect};

/// So many characters tell it.
const SAMPLE: usize = 2000;

/// ISO 639-1; French where nothing else is certain, since that is what Frise is made for.
pub fn language(text: &str) -> &'static str {
    let sample: String = text.chars().take(SAMPLE).collect();
    match detect(&sample).filter(whatlang::Info::is_reliable).map(|i| i.lang()) {
        Some(Lang::Eng) => "en",
        Some(Lang::Deu) => "de",
        Some(Lang::Spa) => "es",
        Some(Lang::Ita) => "it",
        Some(Lang::Por) => "pt",
        Some(Lang::Nld) => "nl",
        Some(Lang::Rus) => "ru",
        Some(Lang::Ukr) => "uk",
        Some(Lang::Ara) => "ar",
        Some(Lang::Cmn) => "zh",
        Some(Lang::Pol) => "pl",
        Some(Lang::Pes) => "fa",
        _ => "fr",
    }
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
        assert_eq!(
            language(
                "Die norwegische Regierung macht Russland für den Angriff auf das Parlament im vergangenen Sommer verantwortlich."
            ),
            "de"
        );
        assert_eq!(language("Oslo"), "fr");
    }
}
