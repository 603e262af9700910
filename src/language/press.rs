//! What the press has more of than the treebanks: reported speech with the speaker behind the verb ("…, a annoncé samedi un
//! haut responsable"). Made of treebank sentences, for training. Knows no files.

use super::treebank::{GoldSentence, GoldWord};
use super::word::{Deprel, Feats, Gender, Number, Upos};

/// Lemma, participle, present singular and plural.
const SPEECH: [(&str, &str, &str, &str); 26] = [
    ("déclarer", "déclaré", "déclare", "déclarent"),
    ("annoncer", "annoncé", "annonce", "annoncent"),
    ("affirmer", "affirmé", "affirme", "affirment"),
    ("indiquer", "indiqué", "indique", "indiquent"),
    ("expliquer", "expliqué", "explique", "expliquent"),
    ("préciser", "précisé", "précise", "précisent"),
    ("ajouter", "ajouté", "ajoute", "ajoutent"),
    ("assurer", "assuré", "assure", "assurent"),
    ("souligner", "souligné", "souligne", "soulignent"),
    ("estimer", "estimé", "estime", "estiment"),
    ("dénoncer", "dénoncé", "dénonce", "dénoncent"),
    ("rapporter", "rapporté", "rapporte", "rapportent"),
    ("dire", "dit", "dit", "disent"),
    ("écrire", "écrit", "écrit", "écrivent"),
    ("prévenir", "prévenu", "prévient", "préviennent"),
    ("insister", "insisté", "insiste", "insistent"),
    ("regretter", "regretté", "regrette", "regrettent"),
    ("confier", "confié", "confie", "confient"),
    ("répondre", "répondu", "répond", "répondent"),
    ("marteler", "martelé", "martèle", "martèlent"),
    ("conclure", "conclu", "conclut", "concluent"),
    ("juger", "jugé", "juge", "jugent"),
    ("rappeler", "rappelé", "rappelle", "rappellent"),
    ("révéler", "révélé", "révèle", "révèlent"),
    ("confirmer", "confirmé", "confirme", "confirment"),
    ("reconnaître", "reconnu", "reconnaît", "reconnaissent"),
];

const DAYS: [&str; 8] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier"];

/// Verbs of what states do to each other: lemma, participle, present singular and plural.
const DEEDS: [(&str, &str, &str, &str); 30] = [
    ("démentir", "démenti", "dément", "démentent"),
    ("nier", "nié", "nie", "nient"),
    ("accuser", "accusé", "accuse", "accusent"),
    ("imputer", "imputé", "impute", "imputent"),
    ("attribuer", "attribué", "attribue", "attribuent"),
    ("inculper", "inculpé", "inculpe", "inculpent"),
    ("pirater", "piraté", "pirate", "piratent"),
    ("condamner", "condamné", "condamne", "condamnent"),
    ("sanctionner", "sanctionné", "sanctionne", "sanctionnent"),
    ("espionner", "espionné", "espionne", "espionnent"),
    ("viser", "visé", "vise", "visent"),
    ("dérober", "dérobé", "dérobe", "dérobent"),
    ("infiltrer", "infiltré", "infiltre", "infiltrent"),
    ("expulser", "expulsé", "expulse", "expulsent"),
    ("convoquer", "convoqué", "convoque", "convoquent"),
    ("rejeter", "rejeté", "rejette", "rejettent"),
    ("réfuter", "réfuté", "réfute", "réfutent"),
    ("bloquer", "bloqué", "bloque", "bloquent"),
    ("divulguer", "divulgué", "divulgue", "divulguent"),
    ("menacer", "menacé", "menace", "menacent"),
    ("soupçonner", "soupçonné", "soupçonne", "soupçonnent"),
    ("exiger", "exigé", "exige", "exigent"),
    ("proposer", "proposé", "propose", "proposent"),
    ("suspendre", "suspendu", "suspend", "suspendent"),
    ("paralyser", "paralysé", "paralyse", "paralysent"),
    ("dénoncer", "dénoncé", "dénonce", "dénoncent"),
    ("revendiquer", "revendiqué", "revendique", "revendiquent"),
    ("démanteler", "démantelé", "démantèle", "démantèlent"),
    ("arrêter", "arrêté", "arrête", "arrêtent"),
    ("attaquer", "attaqué", "attaque", "attaquent"),
];

/// A noun phrase cut out of its sentence; heads are counted from its first word, that of its top word is none.
struct Phrase {
    words: Vec<GoldWord>,
    plural: bool,
}

/// Sentences of reported speech, `count` at most.
pub fn reported(sentences: &[GoldSentence], count: usize) -> Vec<GoldSentence> {
    let speakers: Vec<Phrase> = sentences.iter().flat_map(subjects).collect();
    let statements: Vec<&GoldSentence> = sentences.iter().filter(|s| is_statement(s)).collect();
    if speakers.is_empty() || statements.is_empty() {
        return Vec::new();
    }
    let step = (statements.len() / count.max(1)).max(1);
    let chosen = statements.iter().step_by(step).take(count);
    chosen
        .enumerate()
        .map(|(i, said)| match i % 8 {
            4 => report(said, &official(i / 8), i),
            _ => report(said, &speakers[(i * 37 + 11) % speakers.len()], i),
        })
        .collect()
}

/// A responsible person as the press calls them.
fn official(turn: usize) -> Phrase {
    let det = |form: &str| word(form, "un", Upos::Det, "Gender=Masc|Number=Sing|PronType=Art", Some(2), Deprel::Det);
    let adj = |form: &str, deprel| word(form, form, Upos::Adj, "Gender=Masc|Number=Sing", Some(2), deprel);
    let noun = |form: &str| word(form, form, Upos::Noun, "Gender=Masc|Number=Sing", None, Deprel::Root);
    let nation = ["américain", "chinois", "russe", "iranien", "israélien", "britannique", "français"][turn % 7];
    let who = ["responsable", "fonctionnaire", "diplomate"][turn % 3];
    let words = vec![det("un"), adj("haut", Deprel::Amod), noun(who), adj(nation, Deprel::Amod)];
    Phrase { words, plural: false }
}

fn is_statement(sentence: &GoldSentence) -> bool {
    let words = &sentence.words;
    let root = words.iter().find(|w| w.head.is_none());
    (6..=32).contains(&words.len())
        && words.last().is_some_and(|w| w.form == "." && w.deprel == Deprel::Punct)
        && root.is_some_and(|r| r.upos == Upos::Verb)
        && words.iter().any(|w| w.deprel.is_subject() && w.head.is_some_and(|h| words[h].head.is_none()))
        && words.iter().all(|w| w.deprel != Deprel::ParataxisInsert && !matches!(w.form.as_str(), "\"" | "«" | "»"))
}

/// The subjects of a sentence that can speak for themselves: short, in one piece, without verbs.
fn subjects(sentence: &GoldSentence) -> Vec<Phrase> {
    let words = &sentence.words;
    let under = |i: usize, top: usize| {
        std::iter::successors(Some(i), |i| words[*i].head).take(words.len() + 1).any(|i| i == top)
    };
    let mut phrases = Vec::new();
    for (top, word) in words.iter().enumerate() {
        if word.deprel != Deprel::Nsubj || !matches!(word.upos, Upos::Noun | Upos::Propn) {
            continue;
        }
        let inside: Vec<usize> = (0..words.len()).filter(|i| under(*i, top)).collect();
        let (first, last) = (inside[0], inside[inside.len() - 1]);
        let whole = last - first + 1 == inside.len() && inside.len() <= 9;
        let plain = inside.iter().all(|i| !matches!(words[*i].upos, Upos::Verb | Upos::Aux | Upos::Punct));
        if !whole || !plain {
            continue;
        }
        let mut cut: Vec<GoldWord> = words[first..=last].to_vec();
        for (i, word) in cut.iter_mut().enumerate() {
            word.head = word.head.filter(|_| first + i != top).map(|h| h - first);
        }
        if cut[0].upos != Upos::Propn {
            cut[0].form = cut[0].form.to_lowercase();
        }
        let plural = word.feats.number() == Some(Number::Plur) || cut.iter().any(|w| w.deprel == Deprel::Conj);
        phrases.push(Phrase { words: cut, plural });
    }
    phrases
}

fn word(form: &str, lemma: &str, upos: Upos, feats: &str, head: Option<usize>, deprel: Deprel) -> GoldWord {
    let (form, lemma) = (form.to_owned(), lemma.to_owned());
    GoldWord { form, lemma, upos, feats: Feats::read(feats), head, deprel }
}

/// Short sentences of deeds, told in the present, the past and the passive, `count` at most.
pub fn deeds(sentences: &[GoldSentence], count: usize) -> Vec<GoldSentence> {
    let phrases: Vec<Phrase> = sentences.iter().flat_map(subjects).collect();
    let count = if phrases.len() < 2 { 0 } else { count };
    (0..count)
        .map(|i| deed(&phrases[(i * 41 + 3) % phrases.len()], &phrases[(i * 59 + 17) % phrases.len()], i))
        .collect()
}

fn deed(doer: &Phrase, other: &Phrase, turn: usize) -> GoldSentence {
    let (lemma, participle, singular, plural) = DEEDS[turn % DEEDS.len()];
    let form = turn / DEEDS.len() % 4;
    let finite = |many: bool| {
        let number = if many { "Plur" } else { "Sing" };
        format!("Mood=Ind|Number={number}|Person=3|Tense=Pres|VerbForm=Fin")
    };
    let mut words = Vec::new();
    let put = |words: &mut Vec<GoldWord>, phrase: &Phrase, verb: usize, deprel: Deprel| {
        let base = words.len();
        for inner in &phrase.words {
            let deprel = if inner.head.is_none() { deprel } else { inner.deprel };
            words.push(GoldWord { head: Some(inner.head.map_or(verb, |h| base + h)), deprel, ..inner.clone() });
        }
    };
    let n = doer.words.len();
    let many = doer.plural;
    // Doer, then: verb; auxiliary and verb; two auxiliaries and verb; "qui", verb … in a clause of its own.
    let verb = n + [0, 1, 2, 0][form];
    let past = "Tense=Past|VerbForm=Part";
    put(&mut words, doer, verb, if form == 2 { Deprel::NsubjPass } else { Deprel::Nsubj });
    match form {
        1 => {
            words.push(word(
                if many { "ont" } else { "a" },
                "avoir",
                Upos::Aux,
                &finite(many),
                Some(verb),
                Deprel::AuxTense,
            ));
            words.push(word(
                participle,
                lemma,
                Upos::Verb,
                &format!("Gender=Masc|Number=Sing|{past}"),
                None,
                Deprel::Root,
            ));
            put(&mut words, other, verb, Deprel::Obj);
        }
        2 => {
            words.push(word(
                if many { "ont" } else { "a" },
                "avoir",
                Upos::Aux,
                &finite(many),
                Some(verb),
                Deprel::AuxTense,
            ));
            let been = format!("Gender=Masc|Number=Sing|{past}");
            words.push(word("été", "être", Upos::Aux, &been, Some(verb), Deprel::AuxPass));
            let top = doer.words.iter().find(|w| w.head.is_none()).map(|w| w.feats).unwrap_or_default();
            let gender = top.gender().map_or("Masc", Gender::as_str);
            let ending = format!("{}{}", if gender == "Fem" { "e" } else { "" }, if many { "s" } else { "" });
            let feats = format!("Gender={gender}|Number={}|{past}", if many { "Plur" } else { "Sing" });
            words.push(word(&format!("{participle}{ending}"), lemma, Upos::Verb, &feats, None, Deprel::Root));
            let at = words.len();
            put(&mut words, other, verb, Deprel::OblAgent);
            let top = words[at..].iter().position(|w| w.head == Some(verb)).unwrap_or(0);
            words.insert(at, word("par", "par", Upos::Adp, "_", Some(at + 1 + top), Deprel::Case));
            for word in &mut words[at + 1..] {
                word.head = word.head.map(|h| if h >= at { h + 1 } else { h });
            }
        }
        _ => {
            words.push(word(
                if many { plural } else { singular },
                lemma,
                Upos::Verb,
                &finite(many),
                None,
                Deprel::Root,
            ));
            put(&mut words, other, verb, Deprel::Obj);
        }
    }
    if let Some(first) = words.first_mut() {
        let mut chars = first.form.chars();
        first.form = chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect());
    }
    words.push(word(".", ".", Upos::Punct, "_", Some(verb), Deprel::Punct));
    GoldSentence { text: String::new(), words, tokens: Vec::new() }
}

fn report(said: &GoldSentence, speaker: &Phrase, turn: usize) -> GoldSentence {
    let mut words = said.words.clone();
    words.pop();
    if turn.is_multiple_of(2) {
        for word in &mut words {
            word.head = word.head.map(|h| h + 1);
        }
        let root = words.iter().position(|w| w.head.is_none()).unwrap_or(0) + 1;
        words.insert(0, word("\"", "\"", Upos::Punct, "_", Some(root), Deprel::Punct));
        words.push(word("\"", "\"", Upos::Punct, "_", Some(root), Deprel::Punct));
    }
    let root = words.iter().position(|w| w.head.is_none()).unwrap_or(0);
    let (lemma, participle, singular, plural) = SPEECH[turn % SPEECH.len()];
    let compound = !turn.is_multiple_of(3);
    let pronoun = turn % 7 == 3;
    let many = speaker.plural && !pronoun;
    let comma = words.len();
    // Comma, auxiliary, "-t-il", verb.
    let verb = comma + 1 + usize::from(compound) + usize::from(compound && pronoun);
    words.push(word(",", ",", Upos::Punct, "_", Some(verb), Deprel::Punct));
    let number = if many { "Number=Plur" } else { "Number=Sing" };
    let finite = format!("Mood=Ind|{number}|Person=3|Tense=Pres|VerbForm=Fin");
    let he = |words: &mut Vec<GoldWord>, form: &str| {
        let feats = "Gender=Masc|Number=Sing|Person=3|PronType=Prs";
        words.push(word(form, "il", Upos::Pron, feats, Some(verb), Deprel::Nsubj));
    };
    if compound {
        words.push(word(if many { "ont" } else { "a" }, "avoir", Upos::Aux, &finite, Some(verb), Deprel::AuxTense));
        if pronoun {
            he(&mut words, "-t-il");
        }
        let feats = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part";
        words.push(word(participle, lemma, Upos::Verb, feats, Some(root), Deprel::ParataxisInsert));
    } else {
        let form = if many { plural } else { singular };
        words.push(word(form, lemma, Upos::Verb, &finite, Some(root), Deprel::ParataxisInsert));
        if pronoun {
            he(&mut words, if form.ends_with(['t', 'd']) { "-il" } else { "-t-il" });
        }
    }
    let day = |words: &mut Vec<GoldWord>| {
        let day = DAYS[turn / 2 % DAYS.len()];
        let upos = if day == "hier" { Upos::Adv } else { Upos::Noun };
        let deprel = if day == "hier" { Deprel::Advmod } else { Deprel::OblMod };
        let feats = if day == "hier" { "_" } else { "Gender=Masc|Number=Sing" };
        words.push(word(day, day, upos, feats, Some(verb), deprel));
    };
    if turn % 4 == 1 {
        day(&mut words);
    }
    if !pronoun {
        let base = words.len();
        for inner in &speaker.words {
            let head = inner.head.map_or(verb, |h| base + h);
            let deprel = if inner.head.is_none() { Deprel::Nsubj } else { inner.deprel };
            words.push(GoldWord { head: Some(head), deprel, ..inner.clone() });
        }
    }
    if turn % 4 == 2 {
        day(&mut words);
    }
    if turn % 6 == 5 {
        let noun = words.len() + 2;
        words.push(word("à", "à", Upos::Adp, "_", Some(noun), Deprel::Case));
        let feats = "Number=Sing|PronType=Art";
        words.push(word("l'", "le", Upos::Det, feats, Some(noun), Deprel::Det));
        words.push(word("AFP", "AFP", Upos::Propn, "Gender=Fem|Number=Sing", Some(verb), Deprel::OblArg));
    }
    words.push(word(".", ".", Upos::Punct, "_", Some(root), Deprel::Punct));
    GoldSentence { text: String::new(), words, tokens: Vec::new() }
}

/// Brings reported speech that hangs on nothing, with the words spoken as its `parataxis`, to the shape of the other
/// treebanks: the speech verb is inserted into what is said.
pub fn turn_over(sentence: &mut GoldSentence) {
    let words = &mut sentence.words;
    let Some(verb) = words.iter().position(|w| w.head.is_none() && w.upos == Upos::Verb) else { return };
    let of = |i: usize, w: &GoldWord, words: &[GoldWord]| w.head == Some(verb) && i < words.len();
    let said = (0..verb).find(|i| of(*i, &words[*i], words) && words[*i].deprel == Deprel::Parataxis);
    let speaker = (verb + 1..words.len()).any(|i| of(i, &words[i], words) && words[i].deprel == Deprel::Nsubj);
    let Some(said) = said.filter(|_| speaker) else { return };
    (words[said].head, words[said].deprel) = (None, Deprel::Root);
    (words[verb].head, words[verb].deprel) = (Some(said), Deprel::ParataxisInsert);
    if let Some(last) = words.last_mut().filter(|w| w.deprel == Deprel::Punct && w.form == ".") {
        last.head = Some(said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::treebank::read;

    const SENTENCES: &str = "# text = Le ministre quitte la grande ville.\n\
        1\tLe\tle\tDET\t_\t_\t2\tdet\t_\t_\n2\tministre\tministre\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n\
        3\tquitte\tquitter\tVERB\t_\t_\t0\troot\t_\t_\n4\tla\tle\tDET\t_\t_\t6\tdet\t_\t_\n\
        5\tgrande\tgrand\tADJ\t_\t_\t6\tamod\t_\t_\n6\tville\tville\tNOUN\t_\t_\t3\tobj\t_\t_\n\
        7\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n";

    #[test]
    fn speech_is_made_as_trees() {
        let sentences = read(&SENTENCES.repeat(30));
        let mut made = reported(&sentences, 30);
        made.extend(deeds(&sentences, 120));
        assert_eq!(made.len(), 150);
        for sentence in made {
            let words = &sentence.words;
            assert_eq!(words.iter().filter(|w| w.head.is_none()).count(), 1);
            assert!(words.iter().all(|w| w.head.is_none() == (w.deprel == Deprel::Root)));
            for start in 0..words.len() {
                let top = std::iter::successors(Some(start), |i| words[*i].head).take(99).last();
                assert!(top.is_some_and(|top| words[top].head.is_none()));
            }
        }
        let forms =
            |i: usize| reported(&sentences, 30)[i].words.iter().map(|w| w.form.clone()).collect::<Vec<_>>().join(" ");
        let deed =
            |i: usize| deeds(&sentences, 120)[i].words.iter().map(|w| w.form.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(deed(0), "Le ministre dément le ministre .");
        assert_eq!(deed(66), "Le ministre a été piraté par le ministre .");
        assert_eq!(forms(1), "Le ministre quitte la grande ville , a annoncé lundi le ministre .");
        assert_eq!(forms(10), "\" Le ministre quitte la grande ville \" , a -t-il dénoncé samedi .");
    }

    #[test]
    fn the_words_spoken_come_first() {
        let mut sentence = read(
            "1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tvient\tvenir\tVERB\t_\t_\t4\tparataxis\t_\t_\n\
             3\t,\t,\tPUNCT\t_\t_\t2\tpunct\t_\t_\n4\tdit\tdire\tVERB\t_\t_\t0\troot\t_\t_\n\
             5\tAnne\tAnne\tPROPN\t_\t_\t4\tnsubj\t_\t_\n6\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n",
        )
        .remove(0);
        turn_over(&mut sentence);
        let heads: Vec<Option<usize>> = sentence.words.iter().map(|w| w.head).collect();
        assert_eq!(heads, [Some(1), None, Some(1), Some(1), Some(3), Some(1)]);
        assert_eq!(sentence.words[3].deprel, Deprel::ParataxisInsert);
    }
}
