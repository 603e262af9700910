//! What was noted of an article's text before it is dated: packed while the other articles of its folder are read.

use super::outline::Outline;
use super::times::TimeExpression;
use crate::knowledge::{Named, Told};
use crate::model::Span;
use serde::{Deserialize, Serialize};

/// What was noted of an article's text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notes {
    /// Its parts.
    pub outline: Outline,
    /// The sentences of its title and story.
    pub sentences: Vec<Span>,
    /// Its time expressions.
    pub times: Vec<TimeExpression>,
    /// Its names.
    pub named: Vec<Named>,
    /// The known things of which it speaks.
    pub told: Told,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::draft::note;
    use crate::model::Lang;
    use crate::packed::Packed;

    #[test]
    fn notes_are_the_same_once_packed_and_opened() {
        let text = "date 2022-01\n\nLa Norvège accuse la Russie\n\nSamedi 12 octobre 2019, vers 11 h 30, puis fin novembre, \
                    entre 2011 et 2018, chaque mardi, à Pâques, l'été dernier, au deuxième trimestre, il y a deux ans, \
                    depuis trois semaines, la semaine du 8 juin, Vladimir Poutine et le FBI parlaient de NotPetya, de \
                    Sony et de la convention sur la cybercriminalité.\n\nPartager";
        let english = "On Monday, Norway accused Russia of the SolarWinds attack in late November last year.";
        for (text, lang) in [(text, Lang::Fr), (english, Lang::En)] {
            let notes = note(text, Some(lang));
            assert!(notes.times.len() > 1 && notes.named.len() > 1 && !notes.told.incidents.is_empty(), "{notes:?}");
            assert_eq!(Packed::of(&notes).open(), notes);
        }
        assert_eq!(Packed::of(&Notes::default()).open(), Notes::default());
    }
}
