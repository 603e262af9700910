//! Who takes part in an act: the frame's slots propose, all that the article names competes. Most targets of an act stand
//! in another clause or sentence ("Moscou a démenti"), so a logistic model over what is plain to see of a party (where it
//! stands to the cue, how the article speaks of it, who opposes whom elsewhere) says how likely it does or suffers the
//! act. Its weights are data, learned by `examples/train_cast.rs`; they hold no word of the articles.

use super::acts::{Act, Reading};
use super::discourse::{Found, add};
use super::frames::Lexicon;
use super::headline::{Headline, headline};
use super::logit::Logit;
use crate::knowledge::{Knowledge, Named, Told, Topic};
use crate::language::{Upos, VerbForm};
use crate::model::{Certainty, Kind, Party, Role, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

static ASSET: &str = include_str!("../../assets/cast.toml");

/// The weights of `assets/cast.toml`.
pub fn builtin() -> &'static Logit {
    static WEIGHTS: OnceLock<Logit> = OnceLock::new();
    WEIGHTS.get_or_init(|| Logit::parse(ASSET))
}

/// A party that may take part in an act, with what is plain to see of it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who, and the words that name them.
    pub found: Found,
    /// True where a slot of the frame proposed it for this role.
    pub proposed: bool,
    /// As actor or as target.
    pub role: Role,
    /// What is plain to see.
    pub features: Vec<String>,
}

/// An act as its sentence tells it, with the parties that stand near.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The sentence.
    pub sentence: Span,
    /// The act; its parties are those that the frame's slots propose.
    pub act: Act,
    /// What its words offer to a title.
    pub headline: Headline,
    /// News of the article's day, where it has no day of its own.
    pub fresh: bool,
    near: Vec<Near>,
    class: &'static str,
}

/// A party seen from the cue of an act.
#[derive(Clone, Debug)]
struct Near {
    found: Found,
    place: &'static str,
    about: Vec<String>,
}

/// Parties spoken of lately that may take part in an act that names none.
const LATELY: usize = 4;
/// The parties of which an article speaks most may take part in any of its acts.
const LEADING: usize = 4;

/// What an article says of its parties as a whole.
#[derive(Debug, Default)]
pub struct Article {
    counts: BTreeMap<Party, usize>,
    /// The most spoken of first.
    ranked: Vec<Found>,
    /// Known incidents by their index, and where the article speaks of them.
    incidents: Vec<(usize, Vec<Span>)>,
}

impl Article {
    /// As what known incidents have a party: those of the sentence before those of the article.
    fn known_as(&self, party: Party, sentence: Span) -> Vec<String> {
        let mut out = Vec::new();
        let here = |spans: &[Span]| spans.iter().any(|s| sentence.covers(*s));
        let near = self.incidents.iter().any(|(_, spans)| here(spans));
        for (i, spans) in &self.incidents {
            let incident = &Knowledge::current().incidents[*i];
            if incident.topic != Topic::Cyber || near && !here(spans) {
                continue;
            }
            let place = if near { "here" } else { "article" };
            for (list, name) in [(&incident.attackers, "attacker"), (&incident.victims, "victim")] {
                let known = format!("known {name} {place}");
                if list.contains(&party) && !out.contains(&known) {
                    out.push(known);
                }
            }
        }
        out
    }

    /// Counts the names of an article; `told` are the known incidents of which it speaks.
    pub fn new(named: &[Named], told: &Told) -> Self {
        let mut counts: BTreeMap<Party, usize> = BTreeMap::new();
        let mut ranked: Vec<Found> = Vec::new();
        for (party, span) in named.iter().filter_map(|n| Some((n.party?, n.span))) {
            *counts.entry(party).or_default() += 1;
            add(&mut ranked, [Found { party, span, rule: "article" }]);
        }
        ranked.sort_by_key(|f| (std::cmp::Reverse(counts[&f.party]), f.span));
        Self { counts, ranked, incidents: told.incidents.clone() }
    }
}

/// What the sentence of an act shows of the parties that may take part in it.
pub fn see(r: &Reading<'_, '_>, act: &Act, article: &Article) -> Cast {
    let (s, cue) = (r.s, act.word);
    let mut near: Vec<Near> = Vec::new();
    let clause = s.clause(cue);
    let class = class(r, cue);
    let passive = if s.is_passive(cue) { " passive" } else { "" };
    // The mention that stands closest to the cue in the tree.
    let mut mentions: BTreeMap<Party, (usize, usize, Found)> = BTreeMap::new();
    for word in 0..s.words.len() {
        for found in r.names.found(word) {
            let far = distance(r, word, cue);
            let known = mentions.get(&found.party).is_none_or(|(_, before, _)| far < *before);
            if known {
                mentions.insert(found.party, (word, far, found));
            }
        }
    }
    let others = mentions.len().min(4);
    for (word, far, found) in mentions.into_values() {
        let place = match () {
            () if act.passage.covers(found.span) && clause.contains(&word) => "clause",
            () if act.passage.covers(found.span) => "passage",
            () if clause.contains(&word) => "own clause",
            () => "sentence",
        };
        let path = path(r, word, cue);
        let side = if word < cue { "before" } else { "after" };
        let about = vec![
            format!("path {path} of {class}{passive}"),
            format!("path {path}"),
            format!("named by {}", found.rule),
            format!("{side} {place} of {class}{passive}"),
            format!("far {}", far.min(6)),
            format!("among {others}"),
            format!(
                "quoted {}",
                r.quotations.iter().any(|q| q.covers(found.span)) == r.quotations.iter().any(|q| q.covers(act.cue))
            ),
        ];
        near.push(Near { found, place, about });
    }
    for (rank, found) in r.discourse.recent.iter().rev().enumerate() {
        if rank < LATELY && !near.iter().any(|n| n.found.party == found.party) {
            let about = vec![format!("lately {rank}"), format!("among {others} elsewhere")];
            near.push(Near { found: Found { rule: "lately", ..found.clone() }, place: "lately", about });
        }
    }
    let spoken = act.actors.iter().chain(&act.targets).chain(&r.discourse.accused).chain(&r.discourse.accuser);
    for found in spoken.chain(&r.discourse.subject).chain(article.ranked.iter().take(LEADING)) {
        if !near.iter().any(|n| n.found.party == found.party) {
            near.push(Near {
                found: found.clone(),
                place: "article",
                about: vec![format!("among {others} elsewhere")],
            });
        }
    }
    let d = r.discourse;
    let parts = [("subject", &d.subject), ("speaker", &d.speaker), ("accuser", &d.accuser), ("accused", &d.accused)];
    for n in &mut near {
        for (name, list) in parts {
            if list.iter().any(|f| f.party == n.found.party) {
                n.about.push(name.to_owned());
            }
        }
    }
    Cast { sentence: s.span, act: act.clone(), headline: headline(r, act), fresh: true, near, class }
}

/// How many times each party stood against each other, who was blamed and who suffered: by what the slots propose.
#[derive(Debug, Default)]
struct Conflict {
    against: BTreeMap<(Party, Party), usize>,
    blamed: BTreeMap<Party, usize>,
    hit: BTreeMap<Party, usize>,
}

impl Conflict {
    fn note(&mut self, act: &Act, sign: bool) {
        let count = |map: &mut BTreeMap<Party, usize>, p: Party| {
            let n = map.entry(p).or_default();
            *n = if sign { *n + 1 } else { n.saturating_sub(1) };
        };
        let (blamed, hit) = match act.kind {
            Kind::Attack => (&act.actors, &act.targets),
            Kind::Attribute | Kind::Charge | Kind::Sanction | Kind::Condemn => (&act.targets, &act.actors),
            _ => return,
        };
        for f in blamed {
            count(&mut self.blamed, f.party);
        }
        for f in hit {
            count(&mut self.hit, f.party);
        }
        for a in blamed {
            for b in hit {
                let pair = (a.party.min(b.party), a.party.max(b.party));
                let n = self.against.entry(pair).or_default();
                *n = if sign { *n + 1 } else { n.saturating_sub(1) };
            }
        }
    }

    fn most(map: &BTreeMap<Party, usize>) -> Option<Party> {
        map.iter().filter(|(_, n)| **n > 0).max_by_key(|(p, n)| (**n, std::cmp::Reverse(**p))).map(|(p, _)| *p)
    }
}

/// For every act the parties that may take part in it, with what is plain to see of them in the whole article.
pub fn candidates(told: &[Cast], article: &Article) -> Vec<Vec<Candidate>> {
    let mut conflict = Conflict::default();
    for t in told {
        conflict.note(&t.act, true);
    }
    let each = told.iter().map(|t| {
        // What the act itself says is no news of it.
        conflict.note(&t.act, false);
        let out = of_act(t, article, &conflict);
        conflict.note(&t.act, true);
        out
    });
    each.collect()
}

fn of_act(told: &Cast, article: &Article, conflict: &Conflict) -> Vec<Candidate> {
    let act = &told.act;
    let kind = act.kind.name();
    let frame = &Lexicon::builtin().frames[act.frame].id;
    let (blamed, hit) = (Conflict::most(&conflict.blamed), Conflict::most(&conflict.hit));
    let is_actor = |p: Party| act.actors.iter().any(|f| f.party == p);
    let foe = |p: Party| {
        let times = |a: &Found| conflict.against.get(&(a.party.min(p), a.party.max(p))).copied().unwrap_or(0);
        act.actors.iter().map(times).max().unwrap_or(0)
    };
    let worst = told.near.iter().map(|n| foe(n.found.party)).max().unwrap_or(0);
    let leading: Vec<Party> = article.ranked.iter().map(|f| f.party).filter(|p| !is_actor(*p)).collect();
    // A role that the words of the act fill by name needs nobody from elsewhere.
    let filled = [&act.actors, &act.targets].map(|l| l.iter().any(|f| by_name(f.rule)));
    let filled = match filled {
        [false, false] => "none",
        [true, false] => "doer",
        [false, true] => "sufferer",
        [true, true] => "both",
    };
    let mut out = Vec::new();
    for n in &told.near {
        let p = n.found.party;
        let rule = |list: &[Found]| list.iter().find(|f| f.party == p).map(|f| f.rule);
        let (as_actor, as_target) = (rule(&act.actors), rule(&act.targets));
        let rank = article.ranked.iter().position(|f| f.party == p).unwrap_or(9).min(4);
        let rest = leading.iter().position(|l| *l == p).map_or("actor".to_owned(), |k| k.min(4).to_string());
        let count = article.counts.get(&p).copied().unwrap_or(0);
        let both = match (as_actor, as_target) {
            (Some(_), _) => "actor",
            (_, Some(_)) => "target",
            _ => "none",
        };
        // Features of their own, and those that also speak for each kind.
        let mut own = n.about.clone();
        own.push(format!("actor by {}", as_actor.unwrap_or("none")));
        own.push(format!("target by {}", as_target.unwrap_or("none")));
        own.push(format!("{both} of {frame}"));
        own.push(format!("count {}", count.min(8)));
        let mut of_kind = vec![
            "any".to_owned(),
            format!("{both} in {}", n.place),
            format!("{both} of {}", told.class),
            format!("rank {rank}"),
            format!("rest {rest} {both}"),
            format!("{both} of {} and {}", act.actors.len().min(3), act.targets.len().min(3)),
            format!("{both} in {} filled {filled}", n.place),
            format!("{both} by {} filled {filled}", as_actor.or(as_target).unwrap_or("none")),
        ];
        for name in ["subject", "speaker", "accuser", "accused"] {
            if own.iter().any(|f| f == name) {
                of_kind.push(format!("{name} {both}"));
            }
        }
        of_kind.extend(article.known_as(p, told.sentence).into_iter().map(|k| format!("{k} {both}")));
        if blamed == Some(p) {
            of_kind.push(format!("blamed {both}"));
        }
        if hit == Some(p) {
            of_kind.push(format!("hit {both}"));
        }
        let foe = foe(p);
        if foe > 0 {
            of_kind.push(format!("foe {} {both}", foe.min(2)));
            if foe == worst {
                of_kind.push(format!("worst foe {both}"));
            }
        }
        for (role, name, proposed) in [(Role::Actor, "A", as_actor.is_some()), (Role::Target, "T", as_target.is_some())]
        {
            let mut features: Vec<String> = own.iter().map(|f| format!("{name} {f}")).collect();
            features.extend(of_kind.iter().map(|f| format!("{name} {f}")));
            features.extend(of_kind.iter().map(|f| format!("{name} {kind} {f}")));
            out.push(Candidate { found: n.found.clone(), proposed, role, features });
        }
    }
    out
}

/// Whom an article blames, and who blames in which sentence.
#[derive(Debug)]
pub struct Blame {
    /// The attackers of known incidents.
    known: BTreeSet<Party>,
    blamed: BTreeSet<Party>,
    accusers: Vec<(Span, Party)>,
    /// Victims of known incidents, and whoever accuses.
    hit: BTreeSet<Party>,
}

impl Blame {
    /// By what the slots propose, and by the known incidents of which the article speaks.
    pub fn of(told: &[Cast], article: &Article) -> Self {
        let all = &Knowledge::current().incidents;
        let attackers = article.incidents.iter().flat_map(|(i, _)| &all[*i].attackers).copied();
        let victims = article.incidents.iter().flat_map(|(i, _)| &all[*i].victims).copied();
        let (known, hit) = (attackers.collect(), victims.collect());
        let mut out = Self { known, blamed: BTreeSet::new(), accusers: Vec::new(), hit };
        for t in told {
            if matches!(t.act.kind, Kind::Attribute | Kind::Charge | Kind::Sanction) {
                out.blamed.extend(t.act.targets.iter().map(|f| f.party));
                out.accusers.extend(t.act.actors.iter().map(|f| (t.sentence, f.party)));
                out.hit.extend(t.act.actors.iter().map(|f| f.party));
            }
        }
        out
    }

    /// True where it may be said of somebody that he attacked: the words of the act name him, or he is blamed. Who accuses or
    /// indicts, and whoever only stands near, is no attacker; nor is a victim for whom a pronoun stands, or who is named
    /// beside a noun ("les intrusions dans les réseaux du parti").
    fn allows(&self, act: &Act, found: &Found, sentence: Span) -> bool {
        let party = found.party;
        let proposed = act.actors.iter().find(|f| f.party == party);
        let hit = self.hit.contains(&party);
        let named = proposed.is_some_and(|f| by_name(f.rule) && (!act.embedded || !hit || f.rule == "adjective"));
        // Where the attackers are known, being blamed for something else says nothing.
        let blamed = self.blamed.contains(&party) && (proposed.is_some() || self.known.is_empty());
        self.known.contains(&party)
            || blamed
            || named && !self.accusers.contains(&(sentence, party))
            || proposed.is_some() && !hit
    }
}

/// True where a party is read from its own name.
pub(super) fn by_name(rule: &str) -> bool {
    matches!(rule, "name" | "adjective" | "capital" | "organisation" | "firm" | "person" | "group")
}

/// Gives an act the parties that are likely enough.
pub fn decide(act: &mut Act, candidates: &[Candidate], blame: &Blame, sentence: Span) {
    let weights = builtin();
    let likely: Vec<(&Candidate, f32)> =
        candidates.iter().map(|c| (c, weights.of(&c.features))).filter(|(_, p)| *p >= weights.least).collect();
    let choose = |role: Role, before: &[Found]| -> Vec<Found> {
        let likelier_other = |party: Party, p: f32| {
            likely.iter().any(|(c, q)| {
                c.found.party == party
                    && c.role != role
                    && q.total_cmp(&p).then((role == Role::Target).cmp(&false)).is_gt()
            })
        };
        let of_role = likely.iter().filter(|(c, _)| c.role == role);
        let of_role = of_role.filter(|(c, p)| may_do_to_itself(act.kind) || !likelier_other(c.found.party, *p));
        let named = |c: &Candidate| before.iter().find(|f| f.party == c.found.party).unwrap_or(&c.found).clone();
        of_role.map(|(c, _)| named(c)).collect()
    };
    let (mut actors, mut targets) = (choose(Role::Actor, &act.actors), choose(Role::Target, &act.targets));
    // Grammar knows who speaks.
    if Lexicon::builtin().frames[act.frame].speaks && !act.actors.is_empty() {
        actors.clone_from(&act.actors);
        targets.retain(|t| !actors.iter().any(|a| a.party == t.party));
    }
    // Whoever another sentence spoke of acts only where this one names nobody.
    let proposed = |f: &Found| act.actors.iter().any(|b| b.party == f.party);
    if actors.iter().any(proposed) {
        actors.retain(|f| f.rule != "lately" || proposed(f));
    }
    if act.kind == Kind::Attack {
        actors.retain(|f| blame.allows(act, f, sentence));
    }
    act.said = [&act.actors, &act.targets].map(|list| list.iter().map(|f| f.party).collect());
    if act.kind == Kind::Attack && act.certainty == Certainty::Actual && !actors.is_empty() {
        act.certainty = Certainty::Alleged;
    }
    (act.actors, act.targets) = (actors, targets);
}

/// True where a state often does such a thing to its own ("le parquet russe a requis … contre un opposant").
pub fn may_do_to_itself(kind: Kind) -> bool {
    matches!(kind, Kind::Request | Kind::Condemn | Kind::Charge | Kind::Respond | Kind::Deny | Kind::Military)
}

fn class(r: &Reading<'_, '_>, i: usize) -> &'static str {
    let word = &r.s.words[i];
    match (word.upos, word.feats.verb_form()) {
        (Upos::Verb | Upos::Aux, Some(VerbForm::Inf)) => "infinitive",
        (Upos::Verb | Upos::Aux, Some(VerbForm::Part)) if !r.s.is_finite(i) => "participle",
        (Upos::Verb | Upos::Aux, _) => "verb",
        (Upos::Adj, _) => "adjective",
        _ => "noun",
    }
}

/// A word and those above it, up to the root.
fn above(r: &Reading<'_, '_>, i: usize) -> Vec<usize> {
    let mut line = vec![i];
    while let Some(head) = r.s.words[line[line.len() - 1]].head.filter(|h| !line.contains(h)) {
        line.push(head);
    }
    line
}

fn distance(r: &Reading<'_, '_>, a: usize, b: usize) -> usize {
    let (up, down) = (above(r, a), above(r, b));
    let meet = up.iter().position(|w| down.contains(w));
    meet.map_or(99, |m| m + down.iter().position(|w| *w == up[m]).unwrap_or(0))
}

/// Where a name stands to the cue: below it by which relation and preposition, above it, or on another branch.
fn path(r: &Reading<'_, '_>, word: usize, cue: usize) -> String {
    let s = r.s;
    let (up, down) = (above(r, word), above(r, cue));
    let Some(meet) = up.iter().position(|w| down.contains(w)) else { return "none".to_owned() };
    let steps = down.iter().position(|w| *w == up[meet]).unwrap_or(0);
    let Some(branch) = meet.checked_sub(1).map(|b| up[b]) else {
        return if steps == 0 { "is".to_owned() } else { format!("above {}", s.rel(down[steps - 1])) };
    };
    let by = s.preposition(branch).map_or(String::new(), |p| format!(" {p}"));
    if steps == 0 {
        format!("below {}{by}", s.rel(branch))
    } else {
        format!("beside {} {}{by}", steps.min(3), s.rel(branch))
    }
}
