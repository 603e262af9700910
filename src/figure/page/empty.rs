//! Why a figure shows nothing.

use super::Page;
use crate::model::{Dates, Lang, Party};
use crate::timeline::words;

impl Page<'_> {
    /// Which choice leaves the page without an event, in a sentence.
    pub(super) fn why_empty(&self) -> String {
        let (corpus, options, lang) = (self.corpus, self.options, self.lang);
        let all = corpus.events.len();
        if all == 0 {
            return lang.pick("Les articles ne disent aucun événement.", "The articles tell no event.").to_owned();
        }
        if self.filtered == all {
            return lang.pick("Le filtre ne laisse aucun événement.", "The filter leaves no event.").to_owned();
        }
        let (before, after, undated) = self.timeline.left_out(&self.view);
        if undated + self.filtered == all {
            return lang.pick("Aucun événement n’a de date.", "No event has a date.").to_owned();
        }
        let period = words::dates(
            &Dates { earliest: Some(self.view.first_date()), latest: Some(self.view.last_date()), approximate: false },
            lang,
        );
        if self.other_lanes == 0 {
            let n = words::events(before + after, lang);
            return match lang {
                Lang::Fr => format!("Aucun événement dans la période ({period})\u{A0}: {n} avant ou après."),
                Lang::En => format!("No event in the period ({period}): {n} before or after."),
            };
        }
        let parties: Vec<String> = options.lanes.iter().map(|p| self.party_name(*p)).collect();
        let parties = parties.join(", ");
        let acts = |part: fn(&crate::model::Event) -> &[Party]| {
            corpus.events.iter().filter(|e| part(e).iter().any(|p| options.lanes.contains(p))).count()
        };
        let (acting, acted_upon) = (acts(|e| &e.actors), acts(|e| &e.targets));
        match (acting, acted_upon, lang) {
            (0, 0, Lang::Fr) => format!("Lignes demandées ({parties})\u{A0}: aucun événement ne nomme ces pays."),
            (0, 0, Lang::En) => format!("Lanes asked for ({parties}): no event names them."),
            (0, n, Lang::Fr) => format!(
                "Lignes demandées ({parties})\u{A0}: visées par {}, à l’origine d’aucun. Les lignes sont celles de qui agit.",
                words::events(n, lang)
            ),
            (0, n, Lang::En) => format!(
                "Lanes asked for ({parties}): targets of {}, actors of none. Lanes are of those who act.",
                words::events(n, lang)
            ),
            (n, _, Lang::Fr) => format!(
                "Lignes demandées ({parties})\u{A0}: aucun événement dans la période ({period}), {} en tout.",
                words::events(n, lang)
            ),
            (n, _, Lang::En) => {
                format!(
                    "Lanes asked for ({parties}): no event in the period ({period}), {} in all.",
                    words::events(n, lang)
                )
            }
        }
    }
}
