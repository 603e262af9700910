//! One-line titles of events, from templates (`assets/titles.toml`) and the names of the parties.

mod fit;
mod grammar;

use super::headline::{Doer, Headline};
use crate::knowledge::{Incident, Knowledge, NameClass};
use crate::model::{Event, Kind, Party, Title};
use fit::{agrees, is_its_own, is_personal, is_torn, wants_object};
use grammar::{English, Fewer, French, Grammar, Instead};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The longest title, in characters.
pub const LONGEST: usize = 90;

#[derive(Deserialize)]
struct Forms {
    one: String,
    many: String,
    one_alone: String,
    many_alone: String,
    nobody: String,
    neither: String,
}

#[derive(Deserialize)]
struct Languages {
    fr: Forms,
    en: Forms,
}

/// Nouns with which the French names of incidents begin, by gender and number.
#[derive(Deserialize)]
struct Nouns {
    masculine: Vec<String>,
    feminine: Vec<String>,
    masculine_plural: Vec<String>,
    feminine_plural: Vec<String>,
}

#[derive(Deserialize)]
struct Asset {
    /// Countries that English names with "the".
    the: Vec<String>,
    /// Forms of verbs that say little without what they are about.
    about: Vec<String>,
    /// Verbs behind which a word agrees with the subject.
    agreeing: Vec<String>,
    /// Words by which the one who speaks means himself.
    speaker: Vec<String>,
    nouns: Nouns,
    #[serde(flatten)]
    kinds: BTreeMap<String, Languages>,
}

static ASSET: LazyLock<Asset> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/titles.toml")).expect("assets/titles.toml is checked by a test")
});

/// The title of an event: what its best passage says of those who act, else a form of words for its kind. `incident` is the
/// index of the known incident it belongs to.
pub fn title(event: &Event, headline: &Headline, incident: Option<usize>) -> Title {
    let incident = incident.and_then(|i| Knowledge::current().incidents.get(i));
    let event = &apart(event);
    let of_kind = || ASSET.kinds.get(event.kind.name());
    let forms =
        headline.forms.as_deref().filter(|_| event.kind == Kind::Condemn).and_then(|name| ASSET.kinds.get(name));
    let Some(languages) = forms.or_else(of_kind) else { return Title::default() };
    // What a firm does is not said of its country.
    let own = match &headline.doer {
        Doer::Private(party, name) if event.actors == [*party] => Some((*party, name.as_str())),
        _ => None,
    };
    let (french, english) = (&Instead { grammar: &French, own }, &Instead { grammar: &English, own });
    // A firm that denies need not be the one that the incident is laid to.
    let about = incident.filter(|_| own.is_none() || event.kind != Kind::Deny);
    let fr = known(french, event, about).or_else(|| told(french, event, headline)).unwrap_or_else(|| {
        let object = headline.object.as_deref().filter(|_| event.kind == Kind::Attack && event.targets.len() == 1);
        render(&languages.fr, french, event, object)
    });
    let own = headline.english.as_ref().filter(|_| headline.by.iter().any(|p| event.actors.contains(p)));
    let mut en = own.cloned().unwrap_or_else(|| render(&languages.en, english, event, None));
    if let Some(incident) = about.filter(|i| own.is_none() && concerns(event, i)) {
        let long = match (event.kind, event.actors.as_slice()) {
            (Kind::Attack, []) => incident.en.clone(),
            (Kind::Attack, actors) => format!("{}, attributed to {}", incident.en, english.list(actors, "")),
            _ => format!("{en} ({})", incident.en),
        };
        if long.chars().count() <= LONGEST {
            en = long;
        }
    }
    Title { fr: capital(&shorten(fr.trim(), LONGEST)), en: capital(&shorten(en.trim(), LONGEST)) }
}

/// The title of an event that was corrected, which was `before`: the same as long as it says nothing that is no longer so,
/// else by what the event is now, with the name of its incident where the title had that.
pub fn corrected(event: &Event, before: &Event) -> Title {
    let left = |now: &[Party], was: &[Party]| -> Vec<Party> {
        was.iter().filter(|party| !now.contains(party)).copied().collect()
    };
    let gone = [left(&event.actors, &before.actors), left(&event.targets, &before.targets)].concat();
    let knowledge = Knowledge::current();
    let names = |text: &str| knowledge.find(text).iter().any(|n| n.party.is_some_and(|party| gone.contains(&party)));
    if event.kind == before.kind && !names(&before.title.fr) && !names(&before.title.en) {
        return before.title.clone();
    }
    // The longest name: that of one incident may stand in that of another.
    let met = knowledge.incidents.iter().enumerate().filter(|(_, i)| before.title.en.contains(&*i.en));
    let incident = met.max_by_key(|(_, i)| i.en.len()).map(|(n, _)| n);
    title(event, &Headline::default(), incident)
}

/// Nobody does something to himself in a title: who is attacked does not attack, who acts does not act on himself.
fn apart(event: &Event) -> Cow<'_, Event> {
    if !event.targets.iter().any(|p| event.actors.contains(p)) {
        return Cow::Borrowed(event);
    }
    let mut out = event.clone();
    if event.kind == Kind::Attack {
        out.actors.retain(|p| !event.targets.contains(p));
    } else {
        out.targets.retain(|p| !event.actors.contains(p));
    }
    Cow::Owned(out)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// True where an event is about an incident: the accused are its authors, or those hit its victims.
fn concerns(event: &Event, incident: &Incident) -> bool {
    let share = |a: &[Party], b: &[Party]| a.iter().any(|p| b.contains(p));
    match event.kind {
        Kind::Attack => {
            // Another attack on the same victim is not this one.
            let day = event.date.dates;
            let mut attacks = incident.milestones.iter().filter(|m| m.kind == Kind::Attack).peekable();
            let then = match attacks.peek() {
                // A report or a trial is no attack.
                None => named(incident).is_some(),
                Some(_) => attacks.any(|m| day.is_none_or(|d| d.intersect(&m.dates).is_some())),
            };
            let hit = share(&event.targets, &incident.victims);
            // Nobody is said to be hit: it is the one whose authors are those who did it.
            then && (hit || event.targets.is_empty() && share(&event.actors, &incident.attackers))
        }
        Kind::Attribute => share(&event.targets, &incident.attackers),
        Kind::Deny => share(&event.actors, &incident.attackers),
        _ => false,
    }
}

/// "Le piratage de …" with its gender and number: the noun in lower case, behind "de".
struct Named {
    bare: String,
    of: String,
    ending: &'static str,
}

fn named(incident: &Incident) -> Option<Named> {
    let (first, rest) = incident.fr.split_once(' ').unwrap_or((&incident.fr, ""));
    let noun = first.to_lowercase();
    let in_list = |list: &[String]| list.contains(&noun);
    let vowel = noun.starts_with(|c: char| "aeiouéèê".contains(c));
    let nouns = &ASSET.nouns;
    let (of, ending) = if in_list(&nouns.masculine) {
        (if vowel { "de l'" } else { "du " }, "")
    } else if in_list(&nouns.feminine) {
        (if vowel { "de l'" } else { "de la " }, "e")
    } else if in_list(&nouns.masculine_plural) {
        ("des ", "s")
    } else if in_list(&nouns.feminine_plural) {
        ("des ", "es")
    } else {
        return None;
    };
    Some(Named { bare: incident.fr.clone(), of: format!("{of}{noun} {rest}").trim_end().to_owned(), ending })
}

/// A title in the words of the incident: "La Corée du Nord nie être responsable du piratage de Sony Pictures".
fn known(names: &dyn Grammar, event: &Event, incident: Option<&Incident>) -> Option<String> {
    let incident = incident.filter(|i| concerns(event, i))?;
    let Named { bare, of, ending } = named(incident)?;
    let many = names.many(&event.actors);
    let who = names.list(&event.actors, "");
    let out = match event.kind {
        Kind::Attack if event.actors.is_empty() => bare,
        Kind::Attack => format!("{bare}, attribué{ending} {}", names.list(&event.actors, "à")),
        Kind::Attribute if event.actors.is_empty() => {
            format!("Accusation contre {} : {}", names.list(&event.targets, ""), lower(&bare))
        }
        Kind::Attribute => {
            format!("{who} {} {} {of}", if many { "accusent" } else { "accuse" }, names.list(&event.targets, ""))
        }
        Kind::Deny => {
            format!("{who} {} être responsable{} {of}", if many { "nient" } else { "nie" }, if many { "s" } else { "" })
        }
        _ => return None,
    };
    (out.chars().count() <= LONGEST).then_some(out)
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A title in the words of a passage.
fn told(names: &dyn Grammar, event: &Event, headline: &Headline) -> Option<String> {
    if event.kind == Kind::Attack {
        return None;
    }
    let who = match &headline.who {
        Some((name, _)) if event.actors.len() == 1 => name.clone(),
        _ => names.list(&event.actors, ""),
    };
    let whole = || {
        let (words, names_actors) = headline.whole.as_ref().filter(|(words, _)| !is_torn(words))?;
        if *names_actors {
            return Some(words.clone());
        }
        Some(format!("{} : {words}", names.plain(&event.actors)?))
    };
    let clause = || {
        let fits = |words: &&String| !(is_torn(words) || agrees(words) || is_personal(words, event.kind));
        let words = headline.clause.as_ref().filter(fits)?;
        let who = headline.person.clone().filter(|_| event.actors.len() == 1).or_else(|| names.plain(&event.actors))?;
        let out = format!("{who} : {words}");
        (out.chars().count() <= LONGEST).then_some(out)
    };
    let quote = || {
        let words = headline.quote.as_ref().filter(|_| !event.actors.is_empty())?;
        let room = LONGEST.checked_sub(who.chars().count() + 7)?;
        Some(format!("{who} : «\u{a0}{}\u{a0}»", shorten(words, room)))
    };
    // What a sentence joins to the one before it is no begin of a title.
    let bare = |out: String| {
        let joined = ["Et ", "et ", "Mais ", "mais ", "Or "].iter().find_map(|word| out.strip_prefix(word));
        joined.map(str::to_owned).unwrap_or(out)
    };
    said(names, event, headline)
        .or_else(whole)
        .or_else(quote)
        .or_else(clause)
        .map(bare)
        .filter(|out| out.chars().count() <= LONGEST)
}

/// Whom a title is about: the name, whether it is several, and whether it stands for another in the passage, with which the
/// words need not agree as they did.
struct Subject {
    name: String,
    several: bool,
    replaced: bool,
}

/// What the passage says of whoever acts: in full or in fewer words, of him by name or of his country.
fn said(names: &dyn Grammar, event: &Event, headline: &Headline) -> Option<String> {
    // What is said of another is not said of those who act.
    if !headline.by.iter().any(|p| event.actors.contains(p)) {
        return None;
    }
    // "Trump a rencontré Poutine": of those who do it together only the subject is said to do it with the others. What one
    // passage alone tells is told of whom it names, whoever takes part in it beside.
    let together = matches!(event.kind, Kind::Meet | Kind::Agree);
    let of_subject = together || headline.named && event.passages.len() < 2;
    let of: Vec<Party> = event.actors.iter().filter(|p| !of_subject || headline.by.contains(p)).copied().collect();
    let in_words = |words: &[String; 2]| {
        // "se rencontrent" is said of all.
        let own = ["se ", "s'", "s’"].iter().any(|own| words[0].starts_with(own));
        if together && of.len() < event.actors.len() && own {
            return None;
        }
        let by_name = headline.who.clone().filter(|_| of.len() == 1);
        let has_name = by_name.is_some();
        let by_name = by_name.map(|(name, several)| Subject { name, several, replaced: false });
        // "L'Albanie et l'Iran quittent l'Albanie": no country acts on itself. "La mer de Chine" is none.
        let found = Knowledge::current().find(&words[0]);
        let acts_on = |p: &Party| found.iter().any(|n| n.party == Some(*p) && n.class == NameClass::Country);
        let countries: Vec<Party> = of.iter().filter(|p| !acts_on(p)).copied().collect();
        let replaced = !(headline.itself && headline.by == countries);
        let for_person = !has_name && (replaced && agrees(&words[0]) || is_its_own(&words[0]));
        let person = headline.person.clone().filter(|_| for_person && of.len() == 1 && headline.by == of);
        let person = person.map(|name| Subject { name, several: false, replaced: false });
        let country = (!countries.is_empty()).then(|| {
            let (name, several) = (names.list(&countries, ""), names.many(&countries));
            Subject { name, several, replaced }
        });
        [by_name, person, country].into_iter().flatten().find_map(|Subject { name, several, replaced }| {
            let words = &words[usize::from(several)];
            let wrong = wants_object(words) || replaced && agrees(words) || is_personal(words, event.kind);
            let out = format!("{name} {words}");
            (!wrong && !is_torn(&out) && out.chars().count() <= LONGEST).then_some(out)
        })
    };
    // A form of words of its own says more than words cut short.
    let brief = headline.brief.as_ref().filter(|_| headline.forms.is_none());
    headline.says.iter().chain(brief).find_map(in_words)
}

/// A title by the forms of a kind; where it would be too long to be told whole, with fewer names.
fn render(forms: &Forms, names: &dyn Grammar, event: &Event, object: Option<&str>) -> String {
    let whole = rendered(forms, names, event, object);
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    let fewer = rendered(forms, &Fewer(names), event, object);
    if fewer.chars().count() <= LONGEST { fewer } else { whole }
}

fn rendered(forms: &Forms, names: &dyn Grammar, event: &Event, object: Option<&str>) -> String {
    let (actors, targets) = (&event.actors, &event.targets);
    let many = names.many(actors);
    let form = match (actors.is_empty(), targets.is_empty(), many) {
        (true, true, _) => &forms.neither,
        (true, ..) => &forms.nobody,
        (_, false, false) => &forms.one,
        (_, false, true) => &forms.many,
        (_, true, false) => &forms.one_alone,
        (_, true, true) => &forms.many_alone,
    };
    let at = object
        .map_or_else(|| names.list(targets, ""), |o| format!("{o} ({})", names.plain(targets).unwrap_or_default()));
    form.replace("{A}", &names.list(actors, ""))
        .replace("{T}", &at)
        .replace("{deT}", &names.list(targets, "de"))
        .replace("{aT}", &names.list(targets, "à"))
        .replace("{plainA}", &names.plain(actors).unwrap_or_default())
        .replace("{plainT}", &names.plain(targets).unwrap_or_default())
        .replace("{deA}", &names.list(actors, "de"))
        .replace("{aA}", &names.list(actors, "à"))
}

/// At most `most` characters, cut at a word.
pub fn shorten(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= most {
        return flat;
    }
    let mut out = String::new();
    for word in flat.split(' ') {
        if out.chars().count() + word.chars().count() + 2 > most {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let kept = out.trim_end_matches([',', ';', ':', '«', '"', '“', '(', ' ', '\u{a0}', '\u{202f}']).to_owned();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Certainty, EventDate, EventId};

    fn parties(codes: &[&str]) -> Vec<Party> {
        codes.iter().map(|c| Party::new(c).expect("a code")).collect()
    }

    fn event(kind: Kind, actors: &[&str], targets: &[&str]) -> Event {
        Event {
            id: EventId(smol_str::SmolStr::default()),
            kind,
            title: Title::default(),
            date: EventDate { dates: None, extent: crate::model::Extent::Within, clues: Vec::new() },
            certainty: Certainty::Actual,
            actors: parties(actors),
            targets: parties(targets),
            passages: Vec::new(),
        }
    }

    fn plainly(kind: Kind, actors: &[&str], targets: &[&str]) -> Title {
        title(&event(kind, actors, targets), &Headline::default(), None)
    }

    #[test]
    fn words_that_lack_their_object_or_agree_with_another_subject_make_no_title() {
        for torn in ["exige des États-Unis", "imputent à la Chine", "promet", "reproche à l'Iran"] {
            assert!(wants_object(torn), "{torn}");
        }
        for whole in
            ["exige des excuses", "reproche à la Chine un vol de plans", "accuse la Chine", "promet de riposter"]
        {
            assert!(!wants_object(whole), "{whole}");
        }
        assert!(agrees("condamne une attaque dirigée selon lui contre la presse") && agrees("se dit prêt à parler"));
        assert!(!agrees("se défend") && !agrees("condamne l'attaque"));
        assert!(is_personal("proposons à nos alliés de répondre", Kind::Offer));
        assert!(is_personal("appelle à sa libération", Kind::Request));
        assert!(!is_personal("appelle à la libération d'un journaliste", Kind::Request));
        assert!(is_torn("Côté attribué l'opération à un groupe") && !is_torn("Côtés contre côtés"));
        assert!(is_torn("enquête, au d'une plainte") && is_torn("reprogrammée au à huis clos"));
    }

    #[test]
    fn of_a_meeting_only_the_subject_is_said_to_meet_the_others() {
        let meeting = event(Kind::Meet, &["RU", "US"], &[]);
        let says = |words: [&str; 2], who: Option<(String, bool)>| Headline {
            says: Some(words.map(str::to_owned)),
            by: parties(&["US"]),
            who,
            ..Headline::default()
        };
        let meets = ["rencontre Vladimir Poutine à Helsinki", "rencontrent Vladimir Poutine à Helsinki"];
        let of = |headline: &Headline| title(&meeting, headline, None).fr;
        assert_eq!(of(&says(meets, None)), "Les États-Unis rencontrent Vladimir Poutine à Helsinki");
        let trump = Some(("Donald Trump".to_owned(), false));
        assert_eq!(of(&says(meets, trump)), "Donald Trump rencontre Vladimir Poutine à Helsinki");
        // One does not meet himself.
        assert!(!of(&says(["se rencontre", "se rencontrent"], None)).contains("se rencontre"));
    }

    #[test]
    fn a_title_that_would_be_too_long_has_fewer_names() {
        let all = ["GB", "AU", "NZ"];
        let condemns = plainly(Kind::Condemn, &all, &["KP", "AE", "SA"]).fr;
        assert!(condemns.chars().count() <= LONGEST && condemns.contains("autres"), "{condemns}");
        let short = plainly(Kind::Condemn, &["FR", "DE", "IT"], &["RU"]).fr;
        assert!(!short.contains("autres"), "what fits is told whole: {short}");
    }

    #[test]
    fn what_a_clause_says_of_another_is_not_said_of_those_who_act() {
        let threat = event(Kind::Threaten, &["KP"], &["US"]);
        let says =
            Some(["s'expose à de graves conséquences", "s'exposent à de graves conséquences"].map(str::to_owned));
        let of = |by: &[&str]| Headline { says: says.clone(), by: parties(by), ..Headline::default() };
        assert_eq!(title(&threat, &of(&["KP"]), None).fr, "La Corée du Nord s'expose à de graves conséquences");
        assert_eq!(title(&threat, &of(&["US"]), None).fr, "La Corée du Nord menace les États-Unis");
    }

    #[test]
    fn titles_by_kind_are_good_french_and_english() {
        for (kind, actors, targets, fr, en) in [
            (
                Kind::Attribute,
                &["US"][..],
                &["KP"][..],
                "Les États-Unis accusent la Corée du Nord",
                "The United States accuses North Korea",
            ),
            (
                Kind::Attack,
                &["RU"],
                &["UA", "GE"],
                "Cyberattaque contre l'Ukraine et la Géorgie, attribuée à la Russie",
                "Cyber attack on Ukraine and Georgia, attributed to Russia",
            ),
            (
                Kind::Request,
                &["US"],
                &["CN"],
                "Demande des États-Unis à la Chine",
                "Request by the United States to China",
            ),
            (
                Kind::Deny,
                &["IL"],
                &["IR"],
                "Israël rejette les accusations de l'Iran",
                "Israel rejects the claims of Iran",
            ),
            (Kind::Meet, &["JP", "CN"], &[], "Rencontre : Japon, Chine", "Meeting: Japan and China"),
            (Kind::Threaten, &[], &[], "Menaces", "Threats"),
        ] {
            let title = plainly(kind, actors, targets);
            assert_eq!(title.fr, fr);
            assert_eq!(title.en, en);
        }
    }

    #[test]
    fn a_known_incident_is_named() {
        let incidents = &Knowledge::current().incidents;
        let sony = incidents.iter().position(|i| i.id.starts_with("sony-pictures")).expect("an incident of the assets");
        let of = |kind, actors, targets| title(&event(kind, actors, targets), &Headline::default(), Some(sony)).fr;
        assert_eq!(
            of(Kind::Deny, &["KP"], &["US"]),
            "La Corée du Nord nie être responsable du piratage de Sony Pictures"
        );
        assert_eq!(
            of(Kind::Attribute, &["US"], &["KP"]),
            "Les États-Unis accusent la Corée du Nord du piratage de Sony Pictures"
        );
        assert_eq!(of(Kind::Attack, &["KP"], &["US"]), "Piratage de Sony Pictures, attribué à la Corée du Nord");
        assert_eq!(
            of(Kind::Deny, &["CN"], &["US"]),
            "La Chine rejette les accusations des États-Unis",
            "not its author"
        );
    }

    #[test]
    fn nobody_does_something_to_himself_in_a_title() {
        assert_eq!(
            plainly(Kind::Attribute, &["GE", "GB"], &["GE", "RU"]).fr,
            plainly(Kind::Attribute, &["GE", "GB"], &["RU"]).fr
        );
        assert_eq!(plainly(Kind::Attack, &["GE", "RU"], &["GE"]).fr, plainly(Kind::Attack, &["RU"], &["GE"]).fr);
    }

    #[test]
    fn what_a_firm_does_is_not_said_of_its_country() {
        let text = "Une messagerie visée\n\nMicrosoft a accusé mardi 2 mars 2021 la Chine d'avoir piraté sa messagerie \
                    Exchange. Huawei a démenti mercredi toute implication. Google a menacé jeudi de quitter la Chine. Le \
                    gouvernement américain a exigé vendredi des explications de Pékin.";
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let events = crate::compile_text("a.txt", text.to_owned(), None, None, today).events;
        let titles: Vec<&str> = events.iter().map(|e| e.title.fr.as_str()).collect();
        for title in [
            "Microsoft accuse la Chine du piratage de Microsoft Exchange",
            "Huawei dément toute implication",
            "Google menace de quitter la Chine",
        ] {
            assert!(titles.contains(&title), "{titles:?}");
        }
        let states = titles.iter().filter(|t| t.starts_with("Les États-Unis ") || t.starts_with("La Chine "));
        assert_eq!(states.count(), 1, "{titles:?}");
        let english: Vec<&str> = events.iter().map(|e| e.title.en.as_str()).collect();
        assert!(english.iter().any(|t| t.starts_with("Microsoft accuses China")), "{english:?}");
    }

    #[test]
    fn a_state_that_says_the_same_as_a_firm_takes_the_title() {
        let attribute = event(Kind::Attribute, &["US"], &["CN"]);
        let firm = || Doer::Private(Party::new("US").expect("a code"), "Mandiant".to_owned());
        let of = |doer| title(&attribute, &Headline { doer, ..Headline::default() }, None);
        assert_eq!(of(firm()).fr, "Mandiant accuse la Chine");
        assert_eq!(of(firm().or(Doer::Unsaid)).en, "Mandiant accuses China");
        assert_eq!(of(firm().or(Doer::State)).fr, "Les États-Unis accusent la Chine");
    }

    #[test]
    fn words_from_which_others_are_missing_make_no_title() {
        for torn in [
            "Six agents accusés d'avoir visité, au, le parti",
            "Le Chili et le Pérou quittent la conférence, au de la rupture des pourparlers",
            "Trois villes expliquent leur échec,, quatre agents",
            "Des sanctions contre des pirates, parmi lesquels",
            "Le ministre reconnaît l’attaque des et, qui visait le port",
            "Le port ferme au moins jusqu’au",
        ] {
            assert!(super::is_torn(torn), "{torn}");
        }
        for whole in [
            "L'Albanie rompt avec l'Iran, qui nie",
            "Le Canada, l'Australie et le Japon accusent des pirates du groupe Lazarus",
            "La Chine : « rien ne le prouve »",
        ] {
            assert!(!super::is_torn(whole), "{whole}");
        }
    }

    #[test]
    fn the_words_of_a_passage_make_the_title() {
        let text = "Deux pirates extradés\n\nLe gouvernement sud-coréen a demandé vendredi 3 mai 2019 à la Chine d'extrader \
                    deux pirates. Quatre pirates russes ont été inculpés vendredi par la justice lettone.";
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let events = crate::compile_text("a.txt", text.to_owned(), None, None, today).events;
        let titles: Vec<&str> = events.iter().map(|e| e.title.fr.as_str()).collect();
        for title in [
            "La Corée du Sud demande à la Chine d'extrader deux pirates",
            "Quatre pirates russes inculpés par la justice lettone",
        ] {
            assert!(titles.contains(&title), "{titles:?}");
        }
    }

    /// The titles of an article of one sentence.
    fn titles_of(sentence: &str) -> Vec<String> {
        let day = chrono::NaiveDate::from_ymd_opt(2021, 7, 20);
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let corpus = crate::compile_text("a.txt", sentence.to_owned(), None, day.map(crate::model::Dates::day), today);
        corpus.events.iter().map(|e| e.title.fr.clone()).collect()
    }

    #[test]
    fn what_is_told_at_length_is_told_in_fewer_words_or_of_the_country() {
        for (sentence, title) in [
            (
                "L'agence australienne de cybersécurité a proposé son aide aux partis et aux commissions électorales.",
                "L'Australie propose son aide aux partis et aux commissions électorales",
            ),
            (
                "Le 4 février, un avion de chasse norvégien avait abattu au large des côtes de la Caroline du Sud un \
                 ballon chinois accusé d'espionnage.",
                "La Norvège abat au large des côtes de la Caroline du Sud un ballon chinois",
            ),
            (
                "Samedi, l'agence norvégienne de cybersécurité avait appelé les entreprises du pays à se protéger, en \
                 constatant une hausse des intrusions iraniennes.",
                "L'agence norvégienne de cybersécurité appelle les entreprises du pays à se protéger",
            ),
        ] {
            let titles = titles_of(sentence);
            assert!(titles.iter().any(|t| t == title), "{titles:?}");
        }
    }

    #[test]
    fn words_that_agree_with_a_country_or_a_person_are_said_of_it() {
        for (sentence, title) in [
            (
                "La Finlande s'est dite prête vendredi à accueillir les deux hommes.",
                "La Finlande se dit prête à accueillir les deux hommes",
            ),
            (
                "La veille, le secrétaire d'Etat Antony Blinken avait annulé son voyage à Pékin.",
                "Antony Blinken annule son voyage à Pékin",
            ),
        ] {
            let titles = titles_of(sentence);
            assert!(titles.iter().any(|t| t == title), "{titles:?}");
        }
    }

    #[test]
    fn no_title_leaves_out_a_condition_or_a_negation_of_what_is_said() {
        for (sentence, without, with) in [
            (
                "Le réseau de la banque centrale restera fermé si les pirates insistent, a averti lundi le président \
                 norvégien, Harald Lunde.",
                "restera fermé",
                "si les pirates",
            ),
            (
                "Le réseau de la banque centrale ne protège plus ses clients, a averti lundi le président norvégien, \
                 Harald Lunde.",
                "protège",
                "plus",
            ),
        ] {
            let titles = titles_of(sentence);
            assert!(
                !titles.is_empty() && titles.iter().all(|t| !t.contains(without) || t.contains(with)),
                "{titles:?}"
            );
        }
    }

    #[test]
    fn a_sea_with_the_name_of_a_country_is_not_the_country() {
        let titles = titles_of("La Chine a déployé lundi des missiles en mer de Chine méridionale.");
        assert!(titles.iter().any(|t| t.starts_with("La Chine déploie des missiles")), "{titles:?}");
    }

    #[test]
    fn what_somebody_says_stands_behind_a_colon() {
        let sentence = "Le réseau de la banque centrale est aux mains des pirates, a averti lundi le président \
                        norvégien, Harald Lunde.";
        let titles = titles_of(sentence);
        let title = "Harald Lunde : le réseau de la banque centrale est aux mains des pirates";
        assert!(titles.iter().any(|t| t == title), "{titles:?}");
    }

    #[test]
    fn no_title_is_longer_than_ninety_characters() {
        let words =
            "a décidé de suspendre la diffusion de ses programmes dans tous les pays où elle émet depuis des années";
        let headline = Headline {
            says: Some([words.to_owned(), words.to_owned()]),
            by: parties(&["US"]),
            who: Some(("La Commission nationale de l'informatique".to_owned(), false)),
            whole: Some((words.to_owned(), false)),
            quote: Some(words.to_owned()),
            object: Some("Société générale de surveillance".to_owned()),
            ..Headline::default()
        };
        for kind in Kind::ALL {
            for actors in [&[][..], &["US"], &["US", "GB", "FR", "DE", "CA"]] {
                for targets in [&[][..], &["CN"], &["CN", "RU", "KP", "IR"]] {
                    for headline in [&Headline::default(), &headline] {
                        let title = title(&event(kind, actors, targets), headline, None);
                        let fits = |t: &str| !t.is_empty() && t.chars().count() <= LONGEST && !t.contains('{');
                        assert!(fits(&title.fr) && fits(&title.en), "{title:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_corrected_event_keeps_the_title_that_is_still_true_and_the_name_of_its_incident() {
        let incident = Knowledge::current().incidents.iter().position(|i| i.en.contains("Sony Pictures"));
        let mut before = event(Kind::Attack, &["KP"], &["US"]);
        before.title = title(&before, &Headline::default(), incident);
        let told = "Piratage de Sony Pictures, attribué à la Corée du Nord";
        assert_eq!(before.title.fr, told);
        let mut now = before.clone();
        now.targets.extend(Party::new("JP"));
        assert_eq!(corrected(&now, &before).fr, told, "nothing of it is false");
        now.actors = Party::new("IR").into_iter().collect();
        assert_eq!(corrected(&now, &before).fr, "Piratage de Sony Pictures, attribué à l'Iran");
        now.actors.clear();
        assert_eq!(corrected(&now, &before).fr, "Piratage de Sony Pictures");
    }
}
