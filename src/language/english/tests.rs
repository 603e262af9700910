use super::*;
use crate::language::Deprel;

fn words(text: &str) -> Vec<Word> {
    analyse_masked(text, Span::new(0, text.len()), &[])
}

/// Each word that is expected: its form, the form of its head, its relation.
fn check(text: &str, expect: &[(&str, &str, Deprel)]) {
    let words = words(text);
    for (form, head, deprel) in expect {
        let word = words.iter().find(|w| w.form == *form).unwrap_or_else(|| panic!("{form} in {text}"));
        let found = word.head.map_or("", |h| words[h].form.as_str());
        assert_eq!((found, word.deprel), (*head, *deprel), "{form} in {text}: {words:#?}");
    }
}

fn lemma(text: &str, form: &str) -> String {
    words(text).into_iter().find(|w| w.form == form).map(|w| w.lemma).unwrap_or_default()
}

#[test]
fn who_does_what_to_whom() {
    use Deprel as D;
    check(
        "The United States accused China of hacking Microsoft servers.",
        &[
            ("States", "accused", D::Nsubj),
            ("China", "accused", D::Obj),
            ("hacking", "accused", D::Xcomp),
            ("servers", "hacking", D::Obj),
        ],
    );
    check(
        "The bank's network was hacked by a Russian group.",
        &[("network", "hacked", D::NsubjPass), ("group", "hacked", D::OblAgent), ("bank", "network", D::Nmod)],
    );
    check(
        "Moscow denied the accusations, a Kremlin spokesman said.",
        &[("Moscow", "denied", D::Nsubj), ("spokesman", "said", D::Nsubj), ("said", "denied", D::Parataxis)],
    );
    check(
        "Norway said that Russia was behind the attack on its parliament.",
        &[("Norway", "said", D::Nsubj), ("was", "said", D::Ccomp), ("parliament", "attack", D::Nmod)],
    );
    check(
        "The ministry said hackers linked to Beijing stole data.",
        &[
            ("stole", "said", D::Ccomp),
            ("hackers", "stole", D::Nsubj),
            ("linked", "hackers", D::Acl),
            ("data", "stole", D::Obj),
        ],
    );
    check(
        "Washington imposed sanctions on Iran and expelled two diplomats.",
        &[
            ("sanctions", "imposed", D::Obj),
            ("Iran", "imposed", D::OblArg),
            ("expelled", "imposed", D::Conj),
            ("diplomats", "expelled", D::Obj),
        ],
    );
    check(
        "The group, known as Fancy Bear, attacked the party.",
        &[("group", "attacked", D::Nsubj), ("party", "attacked", D::Obj)],
    );
    check(
        "China must stop these attacks.",
        &[("must", "", D::Root), ("China", "must", D::Nsubj), ("stop", "must", D::Xcomp)],
    );
    check(
        "Hackers who work for North Korea stole $81 million.",
        &[("work", "Hackers", D::AclRelcl), ("Hackers", "stole", D::Nsubj)],
    );
    check(
        "London urged Moscow to end its attacks.",
        &[("Moscow", "urged", D::Obj), ("end", "urged", D::Xcomp), ("attacks", "end", D::Obj)],
    );
}

#[test]
fn words_have_the_lemma_of_the_frames() {
    assert_eq!(lemma("Seoul blamed the attack on Pyongyang.", "blamed"), "imputer");
    assert_eq!(lemma("Seoul blamed the attack on Pyongyang.", "on"), "à");
    assert_eq!(lemma("They carried out an attack.", "carried"), "mener");
    assert_eq!(lemma("Prosecutors charged three men.", "charged"), "inculper");
    assert_eq!(lemma("The charges were dismissed.", "charges"), "inculpation");
}

#[test]
fn any_text_becomes_a_tree() {
    let (long, bare) = ("word, ".repeat(3000), "word hackers attacked of ".repeat(3000));
    for text in [
        "",
        " ",
        "“",
        "...",
        ", , ,",
        "'s",
        "to to to",
        "not",
        "that that that which who",
        "😀 and 😀",
        long.as_str(),
        bare.as_str(),
    ] {
        let words = words(text);
        assert_eq!(words.iter().filter(|w| w.head.is_none()).count(), usize::from(!words.is_empty()));
    }
}

proptest::proptest! {
    #[test]
    fn any_words_become_a_tree(picks in proptest::collection::vec(0_usize..28, 0..24)) {
        const WORDS: [&str; 28] = [
            "the", "Russia", "hackers", "attack", "attacked", "was", "has", "to", "not", "who", "that", "and", ",", ".", "of", "by",
            "said", "stealing", "'s", "must", "will", "after", "because", "Russian", "data", "\"", "it", "charges",
        ];
        let text = picks.iter().map(|p| WORDS[*p]).collect::<Vec<_>>().join(" ");
        let words = words(&text);
        proptest::prop_assert_eq!(words.iter().filter(|w| w.head.is_none()).count(), usize::from(!words.is_empty()));
        for start in 0..words.len() {
            let top = std::iter::successors(Some(start), |i| words[*i].head).take(words.len() + 1).last();
            proptest::prop_assert!(top.is_some_and(|top| words[top].head.is_none()));
        }
    }
}
