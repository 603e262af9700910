//! Of whom an article says that he attacked: an accusation told of an attack whose own words name nobody.

use super::events::{Telling, share};
use crate::knowledge::Knowledge;
use crate::model::{Certainty, Kind, Party};

/// An accusation that an article tells.
struct Accused {
    whom: Vec<Party>,
    by: Vec<Party>,
    incident: Option<usize>,
    /// Where its sentence begins.
    at: usize,
}

/// An attack whose author the passage does not name has the one whom the article says is accused of it.
pub(super) fn blame(tellings: &mut [Telling]) {
    let accusing = tellings.iter().filter(|t| t.event.kind == Kind::Attribute && !t.event.targets.is_empty());
    let accused: Vec<Accused> = accusing
        .map(|t| Accused {
            whom: t.event.targets.clone(),
            by: t.event.actors.clone(),
            incident: t.incident,
            at: t.own.seen.sentence.start,
        })
        .collect();
    let knowledge = Knowledge::current();
    for t in tellings.iter_mut().filter(|t| t.event.kind == Kind::Attack) {
        if let Some(i) = t.incident {
            let incident = &knowledge.incidents[i];
            if t.event.targets.is_empty() {
                t.event.targets =
                    incident.victims.iter().copied().filter(|v| accused.iter().any(|a| a.by.contains(v))).collect();
            }
        }
        if t.event.actors.is_empty() {
            // The authors of a known incident are known: who is accused of something else beside it is none of them.
            let known = t.incident.map(|i| knowledge.incidents[i].attackers.as_slice()).unwrap_or_default();
            let may = |a: &&Accused| {
                let fits = agree(&a.by, &t.event.targets) && !share(&a.whom, &t.event.targets);
                fits && (known.is_empty() || share(&a.whom, known))
            };
            // Two that accuse each other of what hit nobody by name leave it open.
            // Of attacks in general whoever is accused next to them: "Les spécialistes les attribuent à la Russie".
            let next = t.own.seen.sentence.start;
            let first = if t.own.seen.general {
                accused.iter().filter(may).min_by_key(|a| a.at.abs_diff(next))
            } else {
                accused.iter().find(may)
            };
            let open = t.event.targets.is_empty()
                && accused.iter().filter(may).any(|a| Some(&a.whom) != first.map(|f| &f.whom));
            let same =
                accused.iter().find(|a| t.incident.is_some() && a.incident == t.incident && agree(&a.whom, known));
            let of = same.or(first.filter(|_| !open));
            if let Some(accusation) = of {
                t.event.actors = accusation.whom.iter().copied().filter(|p| !t.event.targets.contains(p)).collect();
                if !t.event.actors.is_empty() {
                    t.event.certainty = Certainty::Alleged;
                }
            }
        }
    }
}

fn agree(a: &[Party], b: &[Party]) -> bool {
    a.is_empty() || b.is_empty() || share(a, b)
}
