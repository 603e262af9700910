//! The examples of the frame lexicon: each must yield its kind, each counter-example must not.

use chrono::NaiveDate;
use frise::compile_text;
use frise::extract::frames::{Frame, Lexicon};
use frise::model::{Article, Dates, Party};

fn kinds(sentence: &str) -> Vec<&'static str> {
    let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
    let corpus = compile_text("exemple", sentence.to_owned(), None, Some(Dates::day(day)), day);
    corpus.events.iter().map(|e| e.kind.name()).collect()
}

fn wrong<'a>(of: impl Fn(&'a Frame) -> &'a [String], wanted: bool) -> Vec<String> {
    let mut out = Vec::new();
    for frame in &Lexicon::builtin().frames {
        for sentence in of(frame) {
            let found = kinds(sentence);
            if found.contains(&frame.kind.as_str()) != wanted {
                out.push(format!("{}: {sentence:?} gives {found:?}", frame.id));
            }
        }
    }
    out
}

#[test]
fn every_example_yields_its_kind() {
    let wrong = wrong(|f| f.examples.as_slice(), true);
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_counter_example_yields_the_kind() {
    let wrong = wrong(|f| f.counter.as_slice(), false);
    assert!(wrong.is_empty(), "{} counter-examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

/// Codes of those who are said to have attacked.
fn attackers(text: &str) -> Vec<String> {
    let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
    let corpus = compile_text("exemple", text.to_owned(), None, Some(Dates::day(day)), day);
    let attacks = corpus.events.iter().filter(|e| e.kind.name() == "attack");
    attacks.flat_map(|e| &e.actors).map(|p| p.code().to_owned()).collect()
}

#[test]
fn who_accuses_or_indicts_is_no_attacker() {
    let text = "Washington a annoncé lundi l'inculpation de trois officiers russes. Ils sont accusés d'avoir piraté \
                les serveurs d'un ministère norvégien.";
    let found = attackers(text);
    assert!(!found.contains(&"US".to_owned()), "{found:?}");
    let text = "La Norvège accuse la Russie d'avoir piraté la messagerie de son parlement. L'attaque a touché \
                plusieurs députés.";
    let found = attackers(text);
    assert!(found.contains(&"RU".to_owned()) && !found.contains(&"NO".to_owned()), "{found:?}");
}

/// Who does what to whom, as codes.
fn told(text: &str) -> Vec<(&'static str, Vec<String>, Vec<String>, String)> {
    let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
    let corpus = compile_text("exemple", text.to_owned(), None, Some(Dates::day(day)), day);
    let codes = |list: &[frise::model::Party]| list.iter().map(|p| p.code().to_owned()).collect::<Vec<_>>();
    let each = corpus.events.iter();
    each.map(|e| (e.kind.name(), codes(&e.actors), codes(&e.targets), e.title.fr.clone())).collect()
}

fn actors(text: &str, kind: &str) -> Vec<String> {
    told(text).into_iter().filter(|t| t.0 == kind).flat_map(|t| t.1).collect()
}

#[test]
fn what_is_quoted_is_said_by_the_one_behind_it() {
    // The pronoun means her who spoke, not those of whom she spoke.
    let text = "« Les pirates chinois exploitent encore ces failles et nos entreprises perdent de l'argent », a souligné \
                la diplomatie norvégienne. Elle condamne cette campagne de piratage.";
    assert_eq!(actors(text, "condemn"), ["NO"]);
}

#[test]
fn what_is_quoted_with_a_day_is_told_of_the_speaker_alone() {
    let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
    let text = "« La Norvège et les États-Unis surveillent ces pirates avec leurs alliés depuis deux ans », a déclaré \
                lundi le ministre suédois de la Défense.";
    let article = Article::new("exemple", "fr", text);
    let mut draft = [frise::extract::draft(article, day)];
    frise::extract::settle(&mut draft);
    // All that a frame finds, whether or not it would be an event.
    let told = frise::extract::tell_apart(&draft[0], 0.0);
    let statement = told.iter().find(|t| t.event.kind.name() == "statement").expect("it is told");
    assert_eq!(statement.event.actors.iter().map(Party::code).collect::<Vec<_>>(), ["SE"]);
    assert_eq!(statement.headline.says, None, "no title makes the ones spoken of say it");
}

#[test]
fn tellings_are_the_same_once_packed_and_opened() {
    let day = NaiveDate::from_ymd_opt(2018, 2, 20).expect("a day");
    let text = "Londres accuse Moscou\n\nJeudi 15 février 2018, Londres a accusé l'armée russe d'avoir lancé NotPetya contre \
                l'Ukraine en juin 2017. Le Kremlin dément catégoriquement. Barack Obama avait promis une réponse.";
    let mut draft = [frise::extract::draft(Article::new("exemple", "fr", text), day)];
    frise::extract::settle(&mut draft);
    let told = frise::extract::tell(&draft[0]);
    assert!(told.len() > 2 && told.iter().any(|t| t.incident.is_some()), "{told:?}");
    for before in told {
        let after = frise::packed::Packed::of(&before).open();
        let all = |t: frise::extract::Telling| (t.event, t.incident, t.own_date, t.headline);
        assert_eq!(all(after), all(before));
    }
}

#[test]
fn concern_is_told_as_concern() {
    for text in [
        "Les États-Unis et le Japon ont exprimé lundi leur inquiétude face aux activités de Pyongyang.",
        "Berlin s'est dit lundi très préoccupé par les mesures de Minsk.",
    ] {
        let (_, _, _, title) = told(text).into_iter().find(|t| t.0 == "condemn").expect("it is told");
        assert!(title.contains("inqui"), "{title}");
    }
}

#[test]
fn to_prepare_for_attacks_is_not_to_prepare_them() {
    let text = "La Russie a revendiqué lundi le piratage d'un ministère. Israël se prépare à de nouvelles attaques \
                informatiques contre ses ports.";
    assert!(!attackers(text).contains(&"IL".to_owned()), "{:?}", told(text));
}

#[test]
fn a_meeting_on_record_has_its_day_and_its_parties() {
    let text = "Le piratage des courriels d'Hillary Clinton et du parti démocrate a été imputé à Moscou. Donald Trump a \
                rencontré Vladimir Poutine à Helsinki en juillet 2018.";
    let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
    let corpus = compile_text("exemple", text.to_owned(), None, Some(Dates::day(day)), day);
    let meeting = corpus.events.iter().find(|e| e.kind.name() == "meet").expect("it is told");
    assert_eq!(meeting.date.dates.map(|d| d.to_string()).as_deref(), Some("2018-07-16"));
    assert_eq!(meeting.actors.iter().map(Party::code).collect::<Vec<_>>(), ["RU", "US"]);
    assert!(!meeting.title.fr.starts_with("La Russie"), "nobody meets himself: {}", meeting.title.fr);
}

#[test]
fn a_list_of_states_acts_together_and_is_meant_later() {
    let text = "Les États-Unis, la Corée du Sud et le Japon ont convenu lundi de nouveaux efforts contre le piratage. \
                Les trois pays ont exprimé leur inquiétude face aux activités de Pyongyang.";
    assert_eq!(actors(text, "agree"), ["JP", "KR", "US"]);
    assert_eq!(actors(text, "condemn"), ["JP", "KR", "US"]);
}

#[test]
fn a_description_of_a_firm_is_the_firm_that_was_named() {
    let text = "Microsoft a publié lundi un correctif pour ses serveurs de messagerie. Le géant de la tech accuse un \
                groupe de pirates liés à Pékin.";
    let accusation = told(text).into_iter().find(|t| t.0 == "attribute").expect("it is told");
    assert_eq!((accusation.1, accusation.2), (vec!["US".to_owned()], vec!["CN".to_owned()]));
    assert!(accusation.3.starts_with("Microsoft"), "{}", accusation.3);
}

#[test]
fn what_is_denied_is_no_accusation() {
    let text = "Les États-Unis ont demandé lundi une enquête à Pyongyang, qui nie en être responsable.";
    let kinds: Vec<&str> = told(text).into_iter().map(|t| t.0).collect();
    assert!(kinds.contains(&"deny") && !kinds.contains(&"attribute"), "{kinds:?}");
}
