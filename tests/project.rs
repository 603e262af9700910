//! The analyst's work on a project: what edits make of what was extracted, undo and redo, a second reading, the file.

mod desk_kit;

use desk_kit::corpus;
use frise::model::{
    ArticleId, Certainty, Clue, Corpus, Dates, Event, EventId, Extent, Kind, Lang, Party, Passage, Span,
};
use frise::project::edit::Draft;
use frise::project::key::Named;
use frise::project::{
    Access, ArticleChange, Change, Desk, Extraction, Fact, Field, Import, Shown, Triage, What, Wish, apply, provenance,
    twin,
};
use proptest::prelude::*;
use std::path::Path;

fn desk_on(corpus: Corpus) -> Desk {
    let mut desk = Desk::create(None).expect("a project in memory");
    desk.read_again(Extraction::new(corpus), vec!["articles".into()], "test");
    desk
}

/// The name of an event.
fn id(name: &str) -> EventId {
    EventId(name.into())
}

/// A title that is the same in both languages.
fn title(words: &str) -> Named {
    Named { fr: words.into(), en: words.into() }
}

fn parties(codes: &[&str]) -> Vec<Party> {
    codes.iter().filter_map(|c| Party::new(c)).collect()
}

fn day(edtf: &str) -> Change {
    Change::Day { dates: edtf.parse().ok(), extent: Extent::Within }
}

fn shown<'a>(desk: &'a Desk, id: &str) -> &'a Event {
    desk.shown().find(&EventId(id.into())).expect("the event is shown")
}

#[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn does(desk: &mut Desk, wish: Wish) {
    assert_eq!(desk.perform(&wish), Ok(true), "{wish:?}");
}

#[test]
fn what_was_changed_is_shown_and_what_was_extracted_is_kept() {
    let mut desk = desk_on(corpus(1));
    let a = id("une.txt/0");
    for change in [
        Change::Title(title("Un titre")),
        day("2019-02"),
        Change::Kind(Kind::Condemn),
        Change::Certainty(Certainty::Planned),
        Change::Actors(parties(&["DE"])),
        Change::Targets(parties(&["CN", "RU"])),
        Change::Note("à relire".into()),
        Change::Tags(vec!["Élysée".into()]),
        Change::Star(true),
    ] {
        does(&mut desk, Wish::Change(a.clone(), change.clone()));
        assert_eq!(desk.perform(&Wish::Change(a.clone(), change)), Ok(false), "the same again is no step");
    }
    let (event, mark) = (shown(&desk, &a.0), &desk.shown().events[&a]);
    assert_eq!((event.title.fr.as_str(), event.kind, event.certainty), ("Un titre", Kind::Condemn, Certainty::Planned));
    assert_eq!(event.date.dates, Dates::month(2019, 2));
    assert_eq!((mark.note.as_str(), mark.star), ("à relire", true));
    let extracted = mark.extracted.as_ref().expect("it was extracted");
    assert_eq!(**extracted, corpus(1).events[0]);
    let all = [Field::Title, Field::Day, Field::Kind, Field::Certainty, Field::Actors, Field::Targets];
    assert_eq!(mark.changed, all.into());
    does(&mut desk, Wish::RestoreField(a.clone(), Field::Day));
    assert_eq!(shown(&desk, &a.0).date, extracted_date(0));
    does(&mut desk, Wish::RestoreEvent(a.clone()));
    assert_eq!(desk.shown().corpus.as_ref(), &corpus(1));
    does(&mut desk, Wish::Undo);
    assert_eq!(shown(&desk, &a.0).title.fr, "Un titre");
}

fn extracted_date(i: usize) -> frise::model::EventDate {
    corpus(1).events[i].date.clone()
}

#[test]
fn merged_events_are_one_with_all_passages_and_come_apart_again() {
    let mut read = corpus(2);
    let place = Some((ArticleId("une.txt".into()), Span::new(0, 5)));
    let clue = Clue { rule: "weekday".into(), text: "lundi".into(), place, implies: None, refused: false };
    let first = read.events.iter().position(|e| e.id == id("une.txt/0")).expect("the event");
    read.events[first].date.clues.push(clue);
    let mut desk = desk_on(read.clone());
    let (a, b) = (id("une.txt/0"), id("deux.txt/0"));
    let before = desk.shown().corpus.events.len();
    does(&mut desk, Wish::Merge(vec![a.clone(), b.clone()]));
    assert_eq!(desk.shown().corpus.events.len(), before - 1);
    assert_eq!(shown(&desk, &a.0).passages.len(), 2);
    let second = shown(&desk, &a.0).passages[0].clone();
    does(&mut desk, Wish::Split(a.clone(), vec![(second.article.clone(), second.span)]));
    assert_eq!(desk.shown().corpus.events.len(), before);
    let cut = shown(&desk, "added-1");
    assert_eq!(cut.passages, [second]);
    let mark = &desk.shown().events[&id("added-1")];
    assert!(mark.is_added());
    // The clue stands in the article that it leaves behind.
    assert_eq!((cut.date.clues.len(), shown(&desk, &a.0).date.clues.len()), (0, 1));
    assert_eq!(mark.cut_from.as_ref().map(|t| &t.fr), Some(&shown(&desk, &a.0).title.fr));
    does(&mut desk, Wish::Undo);
    does(&mut desk, Wish::Undo);
    assert_eq!(desk.shown().corpus.as_ref(), &read);
}

#[test]
fn passages_move_and_selected_words_become_events() {
    let mut desk = desk_on(corpus(2));
    let (a, b) = (id("une.txt/0"), id("deux.txt/0"));
    let text = &corpus(2).articles[1].text;
    let start = text.find("Lundi").expect("the word");
    let words = (ArticleId("une.txt".into()), Span::new(start, text.len()));
    let draft = Draft {
        title: title("Un démenti"),
        kind: Kind::Deny,
        certainty: Certainty::Actual,
        dates: Dates::ymd(2018, 6, 4),
        extent: Extent::Within,
        actors: parties(&["RU"]),
        targets: Vec::new(),
        passage: None,
    };
    does(&mut desk, Wish::Add(Box::new(draft.clone()), Some(words.clone())));
    assert_eq!(shown(&desk, "added-1").passages[0].span, words.1);
    does(&mut desk, Wish::Add(Box::new(draft), None));
    assert!(shown(&desk, "added-2").passages.is_empty());
    let passage = shown(&desk, &a.0).passages[0].clone();
    does(&mut desk, Wish::Move { passage: (passage.article.clone(), passage.span), from: a.clone(), to: b.clone() });
    assert_eq!((shown(&desk, &a.0).passages.len(), shown(&desk, &b.0).passages.len()), (0, 2));
    // What nothing tells any more is on the timeline no longer, but it is not lost.
    assert!(desk.shown().corpus.event(&a).is_none());
    assert_eq!(desk.shown().emptied.iter().map(|e| &e.id).collect::<Vec<_>>(), [&a]);
    does(&mut desk, Wish::RestoreEvent(a.clone()));
    assert!(desk.shown().corpus.event(&a).is_some() && desk.shown().emptied.is_empty());
    does(&mut desk, Wish::Undo);
    does(&mut desk, Wish::Attach(words.clone(), a.clone()));
    does(&mut desk, Wish::Detach(words, a.clone()));
    assert!(shown(&desk, &a.0).passages.is_empty());
    does(&mut desk, Wish::RestoreEvent(id("added-2")));
    assert!(desk.shown().find(&id("added-2")).is_none(), "an added event that is restored goes");
}

#[test]
fn hidden_events_and_articles_left_out_are_listed_and_come_back() {
    let mut desk = desk_on(corpus(2));
    let (a, une) = (id("une.txt/0"), ArticleId("une.txt".into()));
    does(&mut desk, Wish::Change(a.clone(), Change::Hidden(true)));
    assert!(desk.shown().corpus.event(&a).is_none());
    assert_eq!(desk.shown().hidden.len(), 1);
    does(&mut desk, Wish::Change(a, Change::Hidden(false)));
    does(&mut desk, Wish::Article(une.clone(), ArticleChange::LeftOut(true)));
    assert!(desk.shown().corpus.article(&une).is_none());
    assert!(desk.shown().corpus.events.iter().all(|e| e.passages.iter().all(|p| p.article != une)));
    does(&mut desk, Wish::Article(une.clone(), ArticleChange::LeftOut(false)));
    does(&mut desk, Wish::Article(une.clone(), ArticleChange::Title("Autre titre".into())));
    does(&mut desk, Wish::Article(une.clone(), ArticleChange::Source("L’Exemple".into())));
    does(&mut desk, Wish::Article(une.clone(), ArticleChange::Day(Dates::ymd(2018, 7, 1))));
    let article = desk.shown().corpus.article(&une).expect("the article");
    assert_eq!((article.title.as_str(), article.published.dates), ("Autre titre", Dates::ymd(2018, 7, 1)));
    does(&mut desk, Wish::RestoreAll);
    assert_eq!(desk.shown().corpus.as_ref(), &corpus(2));
}

#[test]
fn undo_says_what_it_takes_back() {
    let mut desk = desk_on(corpus(1));
    does(&mut desk, Wish::Change(id("une.txt/0"), day("2019")));
    assert_eq!(desk.history(Lang::Fr).0.as_deref(), Some("jour de «\u{a0}La France accuse la Russie\u{a0}»"));
    assert_eq!(desk.history(Lang::En).0.as_deref(), Some("day of “France accuses Russia”"));
    does(&mut desk, Wish::Undo);
    assert_eq!(desk.history(Lang::Fr), (None, Some("jour de «\u{a0}La France accuse la Russie\u{a0}»".into())));
    assert_eq!(desk.perform(&Wish::Undo), Ok(false));
    does(&mut desk, Wish::Redo);
    does(&mut desk, Wish::Undo);
    does(&mut desk, Wish::Change(id("une.txt/0"), Change::Star(true)));
    assert_eq!(desk.history(Lang::Fr).1, None, "what follows a new step cannot be done again");
}

#[test]
fn a_step_of_several_edits_says_all_that_it_takes_back() {
    let mut desk = desk_on(corpus(2));
    let star = |name: &str| Wish::Change(id(name), Change::Star(true));
    does(&mut desk, Wish::Several(vec![star("une.txt/0"), star("une.txt/1"), star("deux.txt/0")]));
    assert_eq!(
        desk.history(Lang::Fr).0.as_deref(),
        Some("étoile de 3 événements, dont «\u{a0}La France accuse la Russie\u{a0}»")
    );
    assert_eq!(desk.history(Lang::En).0.as_deref(), Some("star of 3 events, “France accuses Russia” among them"));
    let fact = Fact::Country {
        code: Party::new("SYL").expect("a code"),
        fr: "Syldavie".into(),
        en: "Syldavia".into(),
        names: Vec::new(),
    };
    let joined = Wish::Change(id("une.txt/0"), Change::Targets(parties(&["SYL"])));
    does(&mut desk, Wish::Several(vec![Wish::Fact(fact), joined]));
    let said = desk.history(Lang::Fr).0.expect("a step");
    assert_eq!(said, "ajout de «\u{a0}Syldavie\u{a0}», avec cibles de «\u{a0}La France accuse la Russie\u{a0}»");
}

#[test]
fn a_second_reading_keeps_the_edits_with_their_events() {
    let mut desk = desk_on(corpus(1));
    let a = id("une.txt/0");
    does(&mut desk, Wish::Change(a.clone(), Change::Note("ici".into())));
    does(&mut desk, Wish::Change(id("une.txt/1"), Change::Star(true)));
    // Another article has come, names have changed, a passage is a little longer.
    let mut again = corpus(2);
    let renamed = again.events.iter_mut().find(|e| e.id == a).expect("the event");
    renamed.id = EventId("other".into());
    renamed.passages[0].span.end += 2;
    desk.read_again(Extraction::new(again), Vec::new(), "test");
    assert_eq!(desk.shown().events[&id("other")].note, "ici");
    assert_eq!(desk.shown().orphans, [] as [u64; 0]);
    // The text was mended before the passage: it is found by its words.
    let mut mended = corpus(1);
    let shift = "Encart. ".len();
    mended.articles[0].text = format!("Encart. {}", mended.articles[0].text).into();
    for passage in mended.events.iter_mut().flat_map(|e| &mut e.passages) {
        passage.span = Span::new(passage.span.start + shift, passage.span.end + shift);
        for mark in &mut passage.marks {
            mark.span = Span::new(mark.span.start + shift, mark.span.end + shift);
        }
    }
    desk.read_again(Extraction::new(mended), Vec::new(), "test");
    assert_eq!(desk.shown().events[&a].note, "ici");
}

#[test]
fn an_edit_that_fits_nothing_any_more_is_listed_and_fits_again_when_its_event_is_back() {
    let mut desk = desk_on(corpus(2));
    does(&mut desk, Wish::Change(id("deux.txt/0"), Change::Note("perdue ?".into())));
    desk.read_again(Extraction::new(corpus(1)), Vec::new(), "test");
    assert_eq!(desk.shown().orphans, [1]);
    desk.read_again(Extraction::new(corpus(2)), Vec::new(), "test");
    assert_eq!(desk.shown().orphans, [] as [u64; 0]);
    assert_eq!(desk.shown().events[&id("deux.txt/0")].note, "perdue ?");
}

#[test]
fn an_edit_never_moves_to_another_event_of_the_same_sentence() {
    let mut both = corpus(1);
    let mut twin = both.events[0].clone();
    twin.id = EventId("twin".into());
    twin.kind = Kind::Attack;
    both.events.push_back(twin);
    let mut desk = desk_on(both);
    does(&mut desk, Wish::Change(id("twin"), Change::Note("sur l’attaque".into())));
    desk.read_again(Extraction::new(corpus(1)), Vec::new(), "test");
    assert_eq!(desk.shown().orphans, [1], "the attack is not told any more");
    assert!(desk.shown().events.is_empty());
}

#[test]
fn a_project_is_one_file_with_all_that_was_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("travail.frise");
    let mut desk = Desk::create(Some(&path)).expect("created");
    desk.read_again(Extraction::new(corpus(2)), vec!["articles".into()], "0.1.0");
    desk.keep_reading().expect("kept");
    does(&mut desk, Wish::Change(id("une.txt/0"), day("2019")));
    does(&mut desk, Wish::Change(id("une.txt/0"), Change::Star(true)));
    does(&mut desk, Wish::Undo);
    desk.keep_view("{\"from\":1}").expect("kept");
    let (shown, redo) = (desk.shown().clone(), desk.history(Lang::Fr).1);
    drop(desk);
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1, "one file and nothing else");
    let (mut desk, view, copy) = Desk::open(&path).expect("opened");
    assert_eq!((view.as_str(), copy), ("{\"from\":1}", None));
    assert_eq!((desk.made_by(), desk.paths()), ("0.1.0", &["articles".into()][..]));
    assert_eq!(*desk.extraction().corpus, corpus(2));
    assert_eq!((desk.shown().clone(), desk.history(Lang::Fr).1), (shown, redo));
    does(&mut desk, Wish::Redo);
    let other = folder.path().join("copie.frise");
    desk.save_as(&other).expect("saved");
    does(&mut desk, Wish::Undo);
    assert_eq!(desk.path(), other);
    drop(desk);
    let (old, ..) = Desk::open(&path).expect("opened");
    let (new, ..) = Desk::open(&other).expect("opened");
    assert!(old.shown().events[&id("une.txt/0")].star && !new.shown().events[&id("une.txt/0")].star);
}

#[test]
fn what_a_real_reading_gives_is_kept_to_the_last_clue() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    let today = chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day");
    let corpus = frise::compile(&[sample], today, &|_| {}, &false.into()).expect("read");
    assert!(corpus.events.len() > 20);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("exemple.frise");
    let mut desk = Desk::create(Some(&path)).expect("created");
    desk.read_again(Extraction::new(corpus.clone()), Vec::new(), "test");
    desk.keep_reading().expect("kept");
    drop(desk);
    let (desk, ..) = Desk::open(&path).expect("opened");
    assert_eq!(*desk.extraction().corpus, corpus);
}

#[test]
fn the_second_window_is_told_and_may_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("partage.frise");
    let mut first = Desk::create(Some(&path)).expect("created");
    first.read_again(Extraction::new(corpus(1)), Vec::new(), "test");
    first.keep_reading().expect("kept");
    let (mut second, ..) = Desk::open(&path).expect("opened to read");
    assert_eq!(second.access(), &Access::Read(What::OpenElsewhere));
    assert_eq!(second.shown().corpus.events.len(), 2);
    let refused = second.perform(&Wish::Change(id("une.txt/0"), Change::Star(true))).expect_err("refused");
    assert_eq!(refused.what, What::OpenElsewhere);
    assert!(refused.sentence(Lang::Fr).contains("partage.frise"), "the sentence names the file");
    assert!(second.shown().events.is_empty(), "what was refused is not shown");
    does(&mut first, Wish::Change(id("une.txt/0"), Change::Star(true)));
    drop(first);
    let (mut third, ..) = Desk::open(&path).expect("opened");
    assert_eq!(third.access(), &Access::Write);
    does(&mut third, Wish::Undo);
}

fn any_wish() -> impl Strategy<Value = (usize, usize, u8)> {
    (0usize..8, 0usize..8, 0u8..18)
}

/// A wish about what is shown now, drawn by numbers.
fn wish(desk: &Desk, (one, two, what): (usize, usize, u8)) -> Wish {
    let events: Vec<&Event> = desk.shown().corpus.events.iter().chain(&desk.shown().hidden).collect();
    let Some(event) = events.get(one % events.len().max(1)) else { return Wish::RestoreAll };
    let other = events[two % events.len()].id.clone();
    let this = event.id.clone();
    let passage = event.passages.get(two % event.passages.len().max(1)).map(|p| (p.article.clone(), p.span));
    match (what, passage) {
        (0, _) => Wish::Change(this, Change::Title(title(&format!("Titre {two}")))),
        (1, _) => Wish::Change(this, day(&format!("201{two}-03"))),
        (2, _) => Wish::Change(this, Change::Kind(Kind::ALL[two])),
        (3, _) => Wish::Change(this, Change::Actors(parties(&["FR", "CN"][..two % 3]))),
        (4, _) => Wish::Change(this, Change::Star(two % 2 == 0)),
        (5, _) => Wish::Change(this, Change::Hidden(two % 2 == 0)),
        (6, _) => Wish::Merge(vec![this, other]),
        (7, Some(p)) => Wish::Split(this, vec![p]),
        (8, Some(passage)) => Wish::Move { passage, from: this, to: other },
        (9, Some(p)) => Wish::Detach(p, this),
        (10, _) => Wish::Article(ArticleId("une.txt".into()), ArticleChange::LeftOut(two % 2 == 0)),
        (11, _) => Wish::RestoreEvent(this),
        (12, p) => {
            let draft = Draft {
                title: title("À la main"),
                kind: event.kind,
                certainty: event.certainty,
                dates: event.date.dates,
                extent: Extent::Within,
                actors: Vec::new(),
                targets: Vec::new(),
                passage: None,
            };
            Wish::Add(Box::new(draft), p)
        }
        (13, _) => Wish::Undo,
        (14, _) => Wish::Several(vec![
            Wish::Change(this, Change::Hidden(two % 2 == 0)),
            Wish::Change(other, Change::Tags(vec![format!("tri {two}")])),
        ]),
        (15, _) => Wish::Fact(Fact::Group { name: format!("Groupe {two}"), state: parties(&["RU"])[0], names: vec![] }),
        (16, _) => Wish::Import(Box::new(list(two % 3 + 1))),
        _ => Wish::Redo,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn undoing_all_steps_gives_what_was_extracted_and_redoing_them_what_was_shown(
        steps in proptest::collection::vec(any_wish(), 1..24),
    ) {
        let mut desk = desk_on(corpus(3));
        for step in steps {
            let wish = wish(&desk, step);
            let before = (desk.shown().clone(), desk.log().len());
            // A wish about what was restored meanwhile may be refused; it then leaves no trace.
            match desk.perform(&wish) {
                Ok(true) if !matches!(wish, Wish::Undo | Wish::Redo) => {
                    prop_assert!(desk.log().len() > before.1);
                    let after = desk.shown().clone();
                    prop_assert_eq!(desk.perform(&Wish::Undo), Ok(true));
                    prop_assert_eq!(desk.shown(), &before.0);
                    prop_assert_eq!(desk.perform(&Wish::Redo), Ok(true));
                    prop_assert_eq!(desk.shown(), &after);
                }
                Ok(_) => {}
                Err(_) => prop_assert_eq!(desk.shown(), &before.0),
            }
        }
        let all: Shown = desk.shown().as_ref().clone();
        let again = apply(desk.extraction(), &desk.log().live());
        prop_assert_eq!(&again, &all, "the same edits give the same");
        let mut undone = 0;
        while desk.perform(&Wish::Undo) == Ok(true) {
            undone += 1;
        }
        prop_assert_eq!(desk.shown().corpus.as_ref(), &corpus(3));
        for _ in 0..undone {
            prop_assert_eq!(desk.perform(&Wish::Redo), Ok(true));
        }
        prop_assert_eq!(desk.shown().as_ref(), &all);
    }
}

#[test]
fn names_are_kept_in_both_languages() {
    let named = Named { fr: "un".into(), en: "one".into() };
    let json = serde_json::to_string(&named).expect("JSON");
    assert_eq!(serde_json::from_str::<Named>(&json).expect("read"), named);
}

#[test]
fn what_a_reading_brought_is_counted() {
    let mut desk = desk_on(corpus(1));
    assert!(desk.news().is_none(), "nothing was read before");
    let mut later = corpus(2);
    // The denial of the first article is told by the second as well; its accusation is now on other days.
    let echo = later.events.iter().find(|e| e.id == id("deux.txt/1")).expect("the event").passages[0].clone();
    later.events.retain(|e| e.id != id("deux.txt/1"));
    later.events.iter_mut().find(|e| e.id == id("une.txt/1")).expect("the event").passages.push(echo);
    later.events.iter_mut().find(|e| e.id == id("une.txt/0")).expect("the event").date.dates = Dates::year(2016);
    desk.read_again(Extraction::new(later), Vec::new(), "test");
    let news = desk.news().expect("news").as_ref().clone();
    assert_eq!(news.new, [id("deux.txt/0")]);
    assert_eq!((news.strengthened, news.contradicted), (vec![id("une.txt/1")], vec![id("une.txt/0")]));
    assert_eq!((news.unchanged, news.gone), (0, 0));
}

#[test]
fn what_is_unsure_comes_up_for_review_until_somebody_has_looked() {
    let mut unsure = corpus(2);
    unsure.events[0].date.dates = Dates::year(2018);
    unsure.events[0].actors.clear();
    let mut desk = desk_on(unsure);
    let queue = |desk: &Desk| {
        let shown = desk.shown();
        let queue = Triage::new(&shown.corpus).queue(&shown.corpus, &shown.events);
        queue.into_iter().map(|i| shown.corpus.events[i].id.0.clone()).collect::<Vec<_>>()
    };
    // The second accusation was denied the day after.
    assert_eq!(queue(&desk), ["une.txt/0", "deux.txt/0"]);
    does(&mut desk, Wish::Change(id("une.txt/0"), Change::Checked(true)));
    assert_eq!(queue(&desk), ["deux.txt/0"]);
}

#[test]
fn articles_outlive_their_files_and_a_day_set_by_hand_moves_their_events() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles = folder.path().join("articles");
    std::fs::create_dir(&articles).expect("made");
    let text =
        "Paris accuse Moscou\n\nLa France a accusé la Russie d’avoir attaqué hier le réseau du ministère des Armées.\n";
    std::fs::write(articles.join("une.txt"), text).expect("written");
    let today = chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day");
    let read = |known: &frise::Known| {
        frise::compile_with(std::slice::from_ref(&articles), known, today, &|_| {}, &false.into()).expect("read")
    };
    let mut desk = desk_on(read(&frise::Known::default()));
    let article = desk.shown().corpus.articles[0].id.clone();
    does(&mut desk, Wish::Article(article, ArticleChange::Day(Dates::ymd(2019, 3, 5))));
    let days = desk.shown().days();
    assert_eq!(days.len(), 1);
    std::fs::remove_file(articles.join("une.txt")).expect("removed");
    let known = frise::Known { articles: desk.extraction().corpus.clone(), days, current: false };
    let again = read(&known);
    assert_eq!(again.articles.len(), 1, "the article stays");
    assert_eq!(again.articles[0].text, text);
    let march: Dates = "2019-03-01/2019-03-05".parse().expect("days");
    assert!(!again.events.is_empty());
    for event in &again.events {
        let dates = event.date.dates.expect("dated");
        assert!(dates.intersect(&march).is_some(), "{} is at {dates}", event.title.fr);
    }
}

#[test]
fn a_renamed_file_is_not_a_second_article_and_a_copy_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles = folder.path().join("articles");
    std::fs::create_dir(&articles).expect("made");
    let text = "Paris accuse Moscou\n\nLa France a accusé la Russie d’avoir attaqué un réseau le 4 juin 2018.\n";
    std::fs::write(articles.join("une.txt"), text).expect("written");
    let today = chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day");
    let read = |known: Corpus| {
        let known = frise::Known { articles: known.into(), ..frise::Known::default() };
        let paths = std::slice::from_ref(&articles);
        frise::compile_with(paths, &known, today, &|_| {}, &false.into()).expect("read")
    };
    let names = |corpus: &Corpus| corpus.articles.iter().map(|a| a.id.0.to_string()).collect::<Vec<_>>();
    let first = read(Corpus::default());
    std::fs::rename(articles.join("une.txt"), articles.join("autre nom.txt")).expect("renamed");
    let renamed = read(first);
    assert_eq!(names(&renamed), ["autre nom.txt"]);
    std::fs::write(articles.join("copie.txt"), text).expect("written");
    let copied = read(renamed);
    assert_eq!(names(&copied), ["autre nom.txt", "copie.txt"]);
    std::fs::remove_file(articles.join("copie.txt")).expect("removed");
    assert_eq!(names(&read(copied)), ["autre nom.txt", "copie.txt"], "an article outlives its file");
}

#[test]
fn words_are_found_in_all_articles_with_their_passage() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("recherche.frise");
    let mut desk = Desk::create(Some(&path)).expect("created");
    desk.read_again(Extraction::new(corpus(3)), Vec::new(), "test");
    desk.keep_reading().expect("kept");
    let found = |desk: &Desk, typed: &str| {
        let hits = desk.search(typed).expect("searched");
        hits.into_iter().map(|h| h.article.0).collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(found(&desk, "PENETRER"), ["une.txt"], "another form of the word, no accents");
    assert_eq!(found(&desk, "intrusions"), ["deux.txt", "une.txt"]);
    assert_eq!(found(&desk, "intrusion krem"), ["deux.txt"], "all words, the last one unfinished");
    assert_eq!(found(&desk, "\" OR NOT *"), [] as [&str; 0]);
    let hit = &desk.search("espionner").expect("searched")[0];
    let text = &desk.shown().corpus.article(&hit.article).expect("the article").text;
    assert_eq!(hit.words[0].of(text), "espionné");
    // Texts that are gone are found no more, new ones are.
    desk.read_again(Extraction::new(corpus(1)), Vec::new(), "test");
    desk.keep_reading().expect("kept");
    assert_eq!(found(&desk, "intrusion"), ["une.txt"]);
    drop(desk);
    let (desk, ..) = Desk::open(&path).expect("opened");
    assert_eq!(found(&desk, "intrusion"), ["une.txt"]);
}

/// A list of `n` events by Russia, the last by nobody.
fn list(n: usize) -> Import {
    let event = |i: usize| Draft {
        title: title(&format!("Ligne {i}")),
        kind: Kind::Attack,
        certainty: Certainty::Actual,
        dates: Dates::ymd(2017, 5, 1 + i as u32),
        extent: Extent::Within,
        actors: if i + 1 == n { Vec::new() } else { parties(&["RU"]) },
        targets: parties(&["NATO"]),
        passage: None,
    };
    let names = vec![(parties(&["RU"])[0], Named { fr: "Russie".into(), en: "Russia".into() })];
    Import { name: "Suivi".into(), events: (0..n).map(event).collect(), names }
}

#[test]
fn several_events_are_hidden_in_one_step_and_come_back_one_by_one() {
    let mut desk = desk_on(corpus(2));
    let ids = [id("une.txt/0"), id("une.txt/1"), id("deux.txt/0")];
    let hide = |id: &EventId| Wish::Change(id.clone(), Change::Hidden(true));
    does(&mut desk, Wish::Several(ids.iter().map(hide).collect()));
    assert_eq!(desk.shown().hidden.len(), 3);
    let said = desk.history(Lang::Fr).0;
    assert_eq!(said.as_deref(), Some("masquage de 3 événements, dont «\u{a0}La France accuse la Russie\u{a0}»"));
    does(&mut desk, Wish::Undo);
    assert_eq!(desk.shown().corpus.as_ref(), &corpus(2), "one step");
    does(&mut desk, Wish::Redo);
    does(&mut desk, Wish::RestoreEvent(ids[1].clone()));
    assert_eq!(desk.shown().hidden.len(), 2, "the others stay hidden");
    let same: Vec<Wish> = ids[2..].iter().map(hide).collect();
    assert_eq!(desk.perform(&Wish::Several(same)), Ok(false), "what is so already is no step");
}

#[test]
fn a_list_from_elsewhere_stands_in_lanes_of_its_own_and_goes_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("listes.frise");
    let mut desk = Desk::create(Some(&path)).expect("created");
    desk.read_again(Extraction::new(corpus(1)), Vec::new(), "test");
    desk.keep_reading().expect("kept");
    does(&mut desk, Wish::Import(Box::new(list(3))));
    does(&mut desk, Wish::Import(Box::new(list(1))));
    let codes = |desk: &Desk, id: &str| shown(desk, id).actors.iter().map(|p| p.code().to_owned()).collect::<Vec<_>>();
    assert_eq!(
        (codes(&desk, "added-1"), codes(&desk, "added-3"), codes(&desk, "added-4")),
        (vec!["XARU".into()], vec!["XA".into()], vec!["XB".into()])
    );
    assert_eq!(desk.shown().events[&id("added-2")].list.as_deref(), Some("Suivi"));
    // The lanes have names, and no other facts come with them.
    let facts = desk.facts();
    assert_eq!(facts.own, "");
    let (known, warnings) = frise::knowledge::Knowledge::builtin().with_own(&[("liste.toml".into(), facts.toml())]);
    assert_eq!(warnings.len(), 0, "{warnings:?}");
    let name = |code: &str| known.country(parties(&[code])[0]).map(|c| c.fr.clone());
    assert_eq!(name("XARU").as_deref(), Some("Russie · Suivi"));
    assert_eq!(name("XB").as_deref(), Some("Suivi 2 (sans acteur)"));
    // One event of a list is taken away and comes back without the others.
    does(&mut desk, Wish::Change(id("added-1"), Change::Hidden(true)));
    does(&mut desk, Wish::RestoreEvent(id("added-1")));
    assert_eq!(desk.shown().corpus.events.len(), 2 + 4);
    drop(desk);
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    assert_eq!(desk.shown().corpus.events.len(), 2 + 4);
    does(&mut desk, Wish::Undo);
    does(&mut desk, Wish::Undo);
    does(&mut desk, Wish::Undo);
    assert_eq!(desk.shown().corpus.events.len(), 2 + 3, "the second list is gone");
}

#[test]
fn a_country_and_a_group_that_were_not_known_are_found_in_articles() {
    let mut desk = desk_on(corpus(1));
    let syldavie = parties(&["SYL"])[0];
    let names = vec!["Klow \"la blanche\"".to_owned(), "Klow".to_owned()];
    does(&mut desk, Wish::Fact(Fact::Country { code: syldavie, fr: "Syldavie".into(), en: "Syldavia".into(), names }));
    does(&mut desk, Wish::Fact(Fact::Group { name: "Pélican noir".into(), state: syldavie, names: Vec::new() }));
    assert_eq!(desk.history(Lang::Fr).0.as_deref(), Some("ajout de «\u{a0}Pélican noir\u{a0}»"));
    let (known, warnings) = frise::knowledge::Knowledge::builtin().with_own(&[("p.toml".into(), desk.facts().toml())]);
    assert_eq!(warnings.len(), 0, "{warnings:?}");
    let found = known.find("Klow accuse le Pélican noir.");
    assert_eq!(found.iter().filter(|n| n.party == Some(syldavie)).count(), 2);
    assert_eq!(known.party_of("Syldavia"), Some(syldavie));
    does(&mut desk, Wish::Undo);
    assert!(!desk.facts().own.contains("Pélican"));
}

#[test]
fn articles_that_did_not_change_are_not_extracted_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let une = folder.path().join("une.txt");
    std::fs::write(&une, "Paris accuse Moscou\n\nLa France a accusé la Russie d’avoir attaqué son réseau.\n")
        .expect("written");
    let today = chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day");
    let read = |known: &frise::Known| {
        frise::compile_with(&[folder.path().to_path_buf()], known, today, &|_| {}, &false.into()).expect("read")
    };
    let mut before = read(&frise::Known::default());
    // Something that no extraction gives: it stays only where nothing is extracted.
    before.articles[0].title = "Une marque".into();
    let known = |current| frise::Known { articles: before.clone().into(), current, ..frise::Known::default() };
    assert_eq!(read(&known(true)), before);
    assert_ne!(read(&known(false)), before, "another version of Frise extracts again");
    let empty = folder.path().join("vide.txt");
    std::fs::write(&empty, "").expect("written");
    let told = read(&known(true));
    assert_eq!((told.articles, told.warnings.len()), (before.articles.clone(), 1), "what cannot be read is told");
    std::fs::remove_file(&empty).expect("removed");
    std::fs::write(folder.path().join("deux.txt"), "Moscou dément\n\nLundi, la Russie a démenti.\n").expect("written");
    assert_eq!(read(&known(true)).articles.len(), 2, "a new file is read");
    std::fs::remove_file(folder.path().join("deux.txt")).expect("removed");
    std::fs::write(&une, "Autre chose\n\nPékin a démenti.\n").expect("written");
    assert_ne!(read(&known(true)), before, "a changed file is read");
}

#[test]
fn copies_of_one_wire_count_once() {
    let mut corpus = corpus(3);
    let mut passages: Vec<_> = Vec::new();
    for name in ["une.txt/0", "deux.txt/0", "trois.txt/0"] {
        passages.extend(corpus.event(&id(name)).expect("the event").passages.clone());
    }
    let mut event = corpus.event(&id("une.txt/0")).expect("the event").clone();
    event.passages = passages;
    let all = provenance(&corpus, &event);
    assert_eq!((all.articles, all.sources, all.actors, all.day), (3, 3, 3, 0));
    let copy = corpus.articles.iter_mut().find(|a| a.id.0 == "deux.txt").expect("the article");
    copy.copy_of = Some(ArticleId("une.txt".into()));
    let all = provenance(&corpus, &event);
    assert_eq!((all.articles, all.sources, all.actors), (3, 2, 2));
}

#[cfg(unix)]
#[test]
fn a_project_may_stand_where_names_are_no_utf_8() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"\xe9t\xe9"));
    std::fs::create_dir(&odd).expect("made");
    let path = odd.join("projet.frise");
    let mut desk = Desk::create(Some(&path)).expect("created");
    let mut extracted = corpus(1);
    extracted.articles[0].path = odd.join("une.txt");
    desk.read_again(Extraction::new(extracted.clone()), vec![odd.clone()], "test");
    desk.keep_reading().expect("kept");
    let copy = odd.join("copie.frise");
    desk.save_as(&copy).expect("saved");
    drop(desk);
    for path in [path, copy] {
        let (desk, ..) = Desk::open(&path).expect("opened");
        assert_eq!((desk.paths(), desk.extraction().corpus.as_ref()), (&[odd.clone()][..], &extracted));
    }
}

#[test]
fn an_event_that_is_cut_off_is_called_by_its_own_words() {
    let mut desk = desk_on(corpus(2));
    let (a, b) = (id("une.txt/0"), id("deux.txt/0"));
    does(&mut desk, Wish::Merge(vec![a.clone(), b]));
    let cut = shown(&desk, &a.0).passages.iter().find(|p| p.article.0 == "deux.txt").expect("of both").clone();
    does(&mut desk, Wish::Split(a.clone(), vec![(cut.article, cut.span)]));
    let new = shown(&desk, "added-1");
    assert_eq!(new.title.fr, "La France met en cause la Russie après une intrusion.");
    assert_ne!(new.title, shown(&desk, &a.0).title);
}

#[test]
fn the_same_sentence_of_a_wire_in_two_articles_is_one_source() {
    let mut both = corpus(2);
    let said = "Selon l’agence, trois officiers du service voisin ont pénétré ce réseau pendant l’été.";
    let event = &mut both.events[0];
    event.passages.clear();
    for (i, article) in both.articles.iter_mut().enumerate() {
        let start = article.text.len() + 2;
        let own = ["Paris l’a confirmé.", "Moscou se tait encore."][i];
        article.text = format!("{}\n\n{said} {own}", article.text).into();
        let span = Span::new(start, start + said.len());
        event.passages.push(Passage { article: article.id.clone(), span, marks: Vec::new() });
    }
    assert_eq!((both.events[0].article_count(), both.source_count(&both.events[0])), (2, 1));
    // What one says besides makes no source of the other, whichever comes first; each needs words of its own.
    let more = |article: &frise::model::Article| {
        let span = Span::new(0, article.text.find('.').expect("a sentence") + 1);
        Passage { article: article.id.clone(), span, marks: Vec::new() }
    };
    let more: Vec<Passage> = both.articles.iter().map(more).collect();
    for one in &more {
        let mut event = both.events[0].clone();
        event.passages.push(one.clone());
        assert_eq!(both.source_count(&event), 1);
    }
    let mut event = both.events[0].clone();
    event.passages.extend(more);
    assert_eq!(both.source_count(&event), 2);
}

#[test]
fn two_events_of_a_kind_and_its_parties_within_a_week_may_be_one() {
    let corpus = corpus(3);
    let at = |name: &str| corpus.events.iter().position(|e| e.id == id(name)).expect("an event");
    // The days of une, deux and trois are 1, 3 and 5 June; a denial is no accusation.
    assert_eq!(twin(&corpus, at("une.txt/0")), Some(at("deux.txt/0")));
    assert_eq!(twin(&corpus, at("une.txt/1")), Some(at("deux.txt/1")));
    let mut other = corpus.clone();
    for event in &mut other.events {
        if event.kind == Kind::Attribute && event.id != id("une.txt/0") {
            event.targets = parties(&["CN"]);
        }
    }
    assert_eq!(twin(&other, at("une.txt/0")), None, "another is accused");
}

#[test]
fn a_file_that_stands_as_it_did_is_not_read_a_second_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let une = folder.path().join("une.txt");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(1);
    let write = |text: &str, changed| {
        std::fs::write(&une, text).expect("written");
        let file = std::fs::File::options().write(true).open(&une).expect("a file");
        file.set_modified(changed).expect("its time");
    };
    let read = |known: &frise::Known| {
        let never = std::sync::atomic::AtomicBool::new(false);
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let paths = [folder.path().to_path_buf()];
        frise::compile_with(&paths, known, today, &|_| {}, &never).expect("not cancelled")
    };
    write("Paris accuse Moscou d’une intrusion.\n", long_ago);
    let before = read(&frise::Known::default());
    assert_eq!(before.files.len(), 1);
    // In a project as well.
    let path = folder.path().join("enquête.frise");
    let mut desk = Desk::create(Some(&path)).expect("a project");
    desk.read_again(Extraction::new(before.clone()), vec![folder.path().to_path_buf()], "test");
    desk.keep_reading().expect("written");
    drop(desk);
    let (desk, ..) = Desk::open(&path).expect("a project");
    assert_eq!(desk.extraction().corpus.files, before.files);
    let known = frise::Known { articles: desk.extraction().corpus.clone(), current: true, ..frise::Known::default() };
    // As long, and of the same moment: nothing says that it is another.
    write("Paris accuse Pékin d’une intrusion.\n", long_ago);
    assert_eq!(read(&known).articles, before.articles);
    write("Paris accuse Pékin d’une intrusion.\n", long_ago + std::time::Duration::from_secs(1));
    assert!(read(&known).articles[0].text.contains("Pékin"));
}
