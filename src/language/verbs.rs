//! The forms of French verbs that no treebank has shown: those of the second and third conjugations as `assets/verbs.toml`
//! lists them; what is none of these is of the first.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

static ASSET: &str = include_str!("../../assets/verbs.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    says: Vec<String>,
    reports: Vec<String>,
    third: HashMap<String, [String; 2]>,
    model: Vec<Pattern>,
}

/// How the verbs of a model make their forms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    cut: String,
    plural: String,
    present: Vec<String>,
    third: [String; 2],
    #[serde(default)]
    singular: Vec<String>,
    subjunctive: String,
    future: String,
    past: String,
    participle: String,
    #[serde(default)]
    more: Vec<String>,
    verbs: Vec<String>,
}

/// The forms of the second and third conjugations with their infinitives.
#[derive(Debug, Default)]
pub struct Conjugations {
    says: HashSet<String>,
    reports: HashSet<String>,
    forms: HashMap<String, Box<str>>,
    third: HashMap<String, [String; 2]>,
}

const IMPERFECT: [&str; 9] = ["ons", "ez", "ais", "ait", "ions", "iez", "aient", "ant", "ants"];
const FUTURE: [&str; 11] = ["ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient"];

impl Conjugations {
    /// The table of `assets/verbs.toml`, made on first use.
    pub fn builtin() -> &'static Self {
        static TABLE: OnceLock<Conjugations> = OnceLock::new();
        TABLE.get_or_init(|| Self::read(ASSET).unwrap_or_default())
    }

    fn read(asset: &str) -> Result<Self, toml::de::Error> {
        let asset: Asset = toml::from_str(asset)?;
        let mut forms = HashMap::new();
        let mut third = asset.third;
        for pattern in &asset.model {
            for verb in &pattern.verbs {
                let stem = verb.strip_suffix(&pattern.cut).unwrap_or(verb);
                let mut put = |form: String| {
                    forms.entry(form).or_insert_with(|| verb.as_str().into());
                };
                put(verb.clone());
                let present = pattern.third.each_ref().map(|end| match end.strip_prefix('-') {
                    Some(end) => {
                        format!("{}{end}", &stem[..stem.len() - stem.chars().next_back().map_or(0, char::len_utf8)])
                    }
                    None => format!("{stem}{end}"),
                });
                third.entry(verb.clone()).or_insert(present);
                let mut shorter = stem.to_owned();
                shorter.pop();
                let participle = format!("{stem}{}", pattern.participle);
                let plural = if participle.ends_with('s') { "" } else { "s" };
                let whole = pattern.present.iter().chain(&pattern.more).map(|end| format!("{stem}{end}"));
                let singular = pattern.singular.iter().map(|end| format!("{shorter}{end}"));
                let imperfect = IMPERFECT.iter().map(|end| format!("{stem}{}{end}", pattern.plural));
                let subjunctive = ["e", "es", "ent"].iter().map(|end| format!("{stem}{}{end}", pattern.subjunctive));
                let future = FUTURE.iter().map(|end| format!("{stem}{}{end}", pattern.future));
                let past = ["s", "t", "rent"].iter().map(|end| format!("{stem}{}{end}", pattern.past));
                let participles = ["", "e", "es", plural].into_iter().map(|end| format!("{participle}{end}"));
                let rest = imperfect.chain(subjunctive).chain(future).chain(past).chain(participles);
                for form in whole.chain(singular).chain(rest) {
                    put(form);
                }
            }
        }
        let reports: HashSet<String> = asset.reports.into_iter().collect();
        let says = asset.says.into_iter().chain(reports.iter().cloned()).collect();
        Ok(Self { says, reports, forms, third })
    }

    /// True for a verb that is put behind words between quotation marks ("« … », s'emporte X").
    pub fn says(&self, infinitive: &str) -> bool {
        self.says.contains(infinitive)
    }

    /// True for a verb that is put behind what is said without quotation marks as well ("…, indique X").
    pub fn reports(&self, infinitive: &str) -> bool {
        self.reports.contains(infinitive)
    }

    /// The third person of the present of an infinitive in lower case ("obtenir" → "obtient", "obtiennent"); `None` where it
    /// looks like no infinitive.
    pub fn present(&self, infinitive: &str, plural: bool) -> Option<String> {
        let known = self.third.get(infinitive).map(|forms| forms[usize::from(plural)].clone());
        known.or_else(|| first_present(infinitive, plural))
    }

    /// The infinitive that a form in lower case belongs to: one of the table, else that of a first conjugation; `None` where
    /// the form ends like no verb.
    pub fn infinitive(&self, form: &str) -> Option<String> {
        self.forms.get(form).map(ToString::to_string).or_else(|| first(form))
    }
}

/// The third person of the present of a verb of the first conjugation: "exige", "appelle", "achève", "envoie".
fn first_present(infinitive: &str, plural: bool) -> Option<String> {
    let stem = infinitive.strip_suffix("er").filter(|stem| stem.chars().count() > 1)?;
    let mut letters: Vec<char> = stem.chars().collect();
    match letters[..] {
        // "jeter", "appeler" double; "acheter", "geler" take an accent.
        [.., 'p', 'e', 'l'] => letters.push('l'),
        [.., 'j', 'e', 't'] => letters.push('t'),
        [.., 'o' | 'u', 'y'] => *letters.last_mut()? = 'i',
        [.., 'e' | 'é', c] if c.is_alphabetic() && !"aeiouyéèêâîôû".contains(c) => {
            let at = letters.len() - 2;
            letters[at] = 'è';
        }
        // "célébrer", "intégrer", "régler"
        [.., 'é', a, b] if "bcdfgptv".contains(a) && "lr".contains(b) => {
            let at = letters.len() - 3;
            letters[at] = 'è';
        }
        [.., 'é', 'g' | 'q', 'u'] => {
            let at = letters.len() - 3;
            letters[at] = 'è';
        }
        _ => {}
    }
    Some(letters.into_iter().collect::<String>() + if plural { "ent" } else { "e" })
}

/// The infinitive in -er of a form: "regardaient", "exigea", "appelle", "envoie".
fn first(form: &str) -> Option<String> {
    const ENDINGS: [&str; 32] = [
        "eraient", "erions", "erait", "erais", "erons", "eront", "eriez", "aient", "èrent", "assent", "erai", "eras",
        "erez", "ions", "antes", "ants", "ées", "era", "ent", "ons", "iez", "ais", "ait", "ant", "és", "ée", "er",
        "ez", "es", "é", "a", "e",
    ];
    let stem = ENDINGS.iter().find_map(|end| form.strip_suffix(end)).filter(|stem| stem.chars().count() > 1)?;
    // A stem shows its sound: "mange-ait", "menaç-ait", "envoi-e", "appell-e", "achèt-e".
    let mut letters: Vec<char> = stem.chars().collect();
    match letters[..] {
        [.., 'ç'] => *letters.last_mut()? = 'c',
        [.., 'o' | 'u', 'i'] => *letters.last_mut()? = 'y',
        [.., 'g', 'e'] | [.., 'p', 'e', 'l', 'l'] | [.., 'j', 'e', 't', 't'] => {
            letters.pop();
        }
        [.., 'è', _] => {
            let at = letters.len() - 2;
            letters[at] = 'e';
        }
        _ => {}
    }
    Some(letters.into_iter().collect::<String>() + "er")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_present_of_an_infinitive() {
        let table = Conjugations::builtin();
        for (verb, one, many) in [
            ("accuser", "accuse", "accusent"),
            ("rejeter", "rejette", "rejettent"),
            ("appeler", "appelle", "appellent"),
            ("annoncer", "annonce", "annoncent"),
            ("exiger", "exige", "exigent"),
            ("suspecter", "suspecte", "suspectent"),
            ("protéger", "protège", "protègent"),
            ("envoyer", "envoie", "envoient"),
            ("lever", "lève", "lèvent"),
            ("célébrer", "célèbre", "célèbrent"),
            ("créer", "crée", "créent"),
            ("démentir", "dément", "démentent"),
            ("promettre", "promet", "promettent"),
            ("rompre", "rompt", "rompent"),
            ("défendre", "défend", "défendent"),
            ("interdire", "interdit", "interdisent"),
            ("convaincre", "convainc", "convainquent"),
            ("reconnaître", "reconnaît", "reconnaissent"),
            ("être", "est", "sont"),
            ("offrir", "offre", "offrent"),
            ("expulser", "expulse", "expulsent"),
            ("révéler", "révèle", "révèlent"),
            ("payer", "paye", "payent"),
        ] {
            assert_eq!(table.present(verb, false).as_deref(), Some(one));
            assert_eq!(table.present(verb, true).as_deref(), Some(many));
        }
        assert_eq!(table.present("moi", false), None);
    }

    #[test]
    fn forms_lead_to_their_infinitives() {
        let table = Conjugations::builtin();
        for (form, verb) in [
            ("regardaient", "regarder"),
            ("rompu", "rompre"),
            ("bannis", "bannir"),
            ("exigea", "exiger"),
            ("menaçait", "menacer"),
            ("soutiendraient", "soutenir"),
            ("perçoivent", "percevoir"),
            ("enfreint", "enfreindre"),
            ("dissoute", "dissoudre"),
            ("dort", "dormir"),
            ("démentent", "démentir"),
            ("rappelle", "rappeler"),
            ("envoient", "envoyer"),
            ("convainquent", "convaincre"),
            ("piratées", "pirater"),
        ] {
            assert_eq!(table.infinitive(form).as_deref(), Some(verb), "{form}");
        }
        assert_eq!(table.infinitive("k"), None);
    }

    #[test]
    fn every_verb_ends_as_its_model_does() {
        let asset: Asset = toml::from_str(ASSET).expect("the asset is valid");
        for pattern in asset.model {
            for verb in &pattern.verbs {
                assert!(verb.ends_with(&pattern.cut), "{verb}: not like {}", pattern.cut);
            }
        }
    }
}
