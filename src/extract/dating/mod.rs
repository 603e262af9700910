//! The day an article was published, inferred and never copied: every clue says how likely each day from 2000 to today is,
//! the sum decides, and the answer is as wide as the doubt.
//!
//! [`posterior`] holds the days; `header`, `persons`, `known` and `calendar` each weigh one sort of clue. Clues of one sort
//! lean on each other (who names the pandemic names the lockdown too), so each further one counts for less.

mod calendar;
mod header;
mod known;
mod persons;
pub mod posterior;
mod words;

pub use header::weigh as weigh_header;
pub use posterior::{Narrow, Posterior, Probabilities};

use super::outline::Outline;
use super::times::TimeExpression;
use crate::knowledge::{Knowledge, Named, Told};
use crate::model::{Article, Clue, Dates, Dating, Span};
use chrono::NaiveDate;

/// What an article's text says about its day.
pub struct Evidence<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its parts.
    pub outline: &'a Outline,
    /// Its sentences.
    pub sentences: &'a [Span],
    /// Its time expressions.
    pub times: &'a [TimeExpression],
    /// Its names.
    pub named: &'a [Named],
    /// The known things of which it speaks.
    pub told: &'a Told,
}

impl Evidence<'_> {
    fn clue(&self, rule: &str, span: Span, text: String, implies: Option<Dates>) -> Clue {
        Clue {
            rule: rule.into(),
            text: text.into(),
            place: Some((self.article.id.clone(), span)),
            implies,
            refused: false,
        }
    }
}

/// The clues of one article while they are gathered.
struct Clues {
    posterior: Posterior,
    /// Facts about the world, which lean on each other.
    facts: Vec<(f32, Posterior)>,
    /// The text's own expressions of time, likewise.
    calendar: Vec<(f32, Posterior)>,
    /// How strong each clue is.
    list: Vec<(f32, Clue)>,
}

impl Clues {
    /// A fact to be weighed with the others, and told.
    fn support(&mut self, p: Posterior, clue: Clue) {
        let strength = p.strength();
        self.list.push((strength, clue));
        self.facts.push((strength, p));
    }

    /// A fact to be weighed, too weak to be told.
    fn hint(&mut self, p: Posterior) {
        self.facts.push((p.strength(), p));
    }

    /// An expression of time to be weighed with the others, and told.
    fn support_calendar(&mut self, p: Posterior, clue: Clue) {
        let strength = p.strength();
        self.list.push((strength, clue));
        self.calendar.push((strength, p));
    }

    /// A clue that is weighed already.
    fn tell(&mut self, strength: f32, clue: Clue) {
        self.list.push((strength, clue));
    }

    /// Adds up some clues, the strongest in full, each further one for less.
    fn pool(posterior: &mut Posterior, mut clues: Vec<(f32, Posterior)>, lean: f32) {
        clues.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (rank, (_, clue)) in clues.iter().enumerate() {
            posterior.add_clue(clue, 1.0 / (1.0 + lean * rank as f32));
        }
    }
}

/// How much further facts lose, and further expressions of time.
const FACTS_LEAN: f32 = 0.25;
const CALENDAR_LEAN: f32 = 0.8;
/// How far each sort is believed: fitted so that the stated confidence is borne out.
const FACTS_TRUST: f32 = 1.1;
const CALENDAR_TRUST: f32 = 0.9;
/// So many clues are told, the strongest.
const MOST_CLUES: usize = 12;

/// Weighs all clues of one article; they come strongest first.
pub fn weigh(e: &Evidence<'_>, knowledge: &Knowledge, today: NaiveDate) -> (Posterior, Vec<Clue>) {
    let mut clues =
        Clues { posterior: Posterior::flat(today), facts: Vec::new(), calendar: Vec::new(), list: Vec::new() };
    clues.posterior.add(|day, _| prior(day.year));
    header::header(e, &mut clues);
    header::file_name(e, &mut clues);
    header::metadata(e, &mut clues);
    header::published_line(e, &mut clues);
    header::dateline(e, &mut clues);
    persons::offices(e, knowledge, &mut clues);
    persons::ages(e, &mut clues);
    persons::main_age(e, &mut clues);
    known::incidents(e, knowledge, &mut clues);
    known::chronicle(e, knowledge, &mut clues);
    known::counts(e, &mut clues);
    known::anniversaries(e, &mut clues);
    calendar::weekdays(e, knowledge, &mut clues);
    calendar::days(e, &mut clues);
    calendar::months(e, &mut clues);
    calendar::seasons(e, &mut clues);
    calendar::years(e, &mut clues);
    let Clues { mut posterior, facts, calendar, mut list } = clues;
    for (sort, lean, trust) in [(facts, FACTS_LEAN, FACTS_TRUST), (calendar, CALENDAR_LEAN, CALENDAR_TRUST)] {
        let mut pooled = Posterior::flat(today);
        Clues::pool(&mut pooled, sort, lean);
        posterior.add_all(&pooled, trust);
    }
    list.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<Clue> = Vec::new();
    for (_, clue) in list {
        let known = kept.iter().any(|k| k.rule == clue.rule && k.text == clue.text);
        if !known && (kept.len() < MOST_CLUES || clue.rule == "crawl_header") {
            kept.push(clue);
        }
    }
    (posterior, kept)
}

/// Before anything is read: state cyber attacks make news since about 2007, and most of all since 2014.
fn prior(year: i32) -> f32 {
    match year {
        ..2007 => -3.0,
        2007..2011 => -1.6,
        2011..2014 => -0.7,
        2014..2024 => 0.0,
        _ => -0.3,
    }
}

/// Articles of one folder lie near each other more often than chance: each leans a little on where the others lie. The more
/// there are, the more it counts; an article that says otherwise is hardly moved. `sum` is what all `n` of them, this one
/// too, have for each day.
pub fn lean_on_the_folder(posterior: &mut Posterior, sum: &[f64], n: usize) {
    /// How much a large folder counts.
    const MOST: f64 = 0.6;
    /// A folder of so many articles counts for half of that.
    const HALF: f64 = 10.0;
    /// Days around which the others count.
    const BLUR: usize = 45;
    if is_folder(n) {
        posterior.lean(sum, n, MOST * n as f64 / (n as f64 + HALF), BLUR);
    }
}

/// Whether so many articles tell something of each other's days.
pub fn is_folder(n: usize) -> bool {
    n >= 3
}

/// The final dating: clues that exclude the answer are marked as refused.
pub fn conclude(posterior: &Probabilities, header: Option<Dates>, mut clues: Vec<Clue>) -> Dating {
    let (dates, confidence) = posterior.settle();
    clues.shrink_to_fit();
    for clue in &mut clues {
        if let (Some(implied), Some(dates)) = (clue.implies, dates) {
            clue.refused = implied.intersect(&dates).is_none();
        }
    }
    Dating { dates, confidence, header: header.map(|h| h.to_string()), clues }
}

/// The words before a place, at most so many characters, in small letters.
fn before(text: &str, at: usize, most: usize) -> String {
    let from = text[..at].char_indices().rev().take(most).last().map_or(at, |(i, _)| i);
    text[from..at].to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::extract::{Draft, draft, settle};
    use crate::model::{Article, Dating, Metadata, Stamp, Stated};
    use chrono::NaiveDate;

    fn article((i, text): (usize, &&str)) -> Article {
        Article::new(&format!("{i}.txt"), "fr", *text)
    }

    fn dated(texts: &[&str]) -> Vec<Draft> {
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let mut drafts: Vec<Draft> = texts.iter().enumerate().map(article).map(|a| draft(a, today)).collect();
        settle(&mut drafts);
        drafts
    }

    fn one(text: &str) -> Dating {
        dated(&[text]).remove(0).article.published
    }

    fn edtf(dating: &Dating) -> String {
        dating.dates.map(|d| d.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_weekday_with_its_day_and_the_year_s_facts_give_the_day() {
        let text = "Le président américain Joe Biden a reçu mardi 12 octobre son homologue. Les deux hommes ont parlé du \
                    variant Delta et de la rupture du contrat des sous-marins avec l'Australie.";
        let dating = one(text);
        assert!(dating.dates.is_some_and(|d| d.contains(NaiveDate::from_ymd_opt(2021, 10, 12).expect("a day"))));
        assert!(edtf(&dating).starts_with("2021-10-12"), "{}", edtf(&dating));
    }

    #[test]
    fn a_crawl_month_that_the_text_contradicts_is_refused_and_said_so() {
        let text = " date 2022-01 Le président Barack Obama a promis vendredi une réponse au piratage de Sony Pictures, \
                    annoncé fin novembre. Mercredi, Sony Pictures a annulé la sortie de son film.";
        let dating = one(text);
        assert!(edtf(&dating).starts_with("2014-12"), "{}", edtf(&dating));
        let header = dating.clues.iter().find(|c| c.rule == "crawl_header").expect("the header is told");
        assert!(header.refused);
        assert!(dating.clues.iter().any(|c| c.rule == "office" && c.text.contains("Barack Obama") && !c.refused));
    }

    #[test]
    fn a_known_affair_is_news_though_a_word_that_many_share_stands_beside_its_year() {
        let text = " date 2020-10 Le groupe de cliniques Ramsay subit depuis samedi une cyberattaque qui touche 120 sites. \
                    L'accueil des malades continue, assure Ramsay. Dans le monde, l'année 2019 voit se suivre les \
                    cyberattaques contre les hôpitaux.";
        let dating = one(text);
        assert!(edtf(&dating).starts_with("2019-08"), "{}", edtf(&dating));
    }

    #[test]
    fn a_crawl_month_that_nothing_contradicts_is_the_likeliest() {
        let drafts = dated(&[" date 2019-03 Une entreprise de Lyon a reconnu jeudi le vol de données de ses clients."]);
        let published = &drafts[0].article.published;
        let day = drafts[0].most_likely_day().expect("a day");
        assert_eq!(day.format("%Y-%m %u").to_string(), "2019-03 4");
        assert!(published.clues.iter().all(|c| !c.refused), "{published:?}");
    }

    fn stated(day: &str, stamp: Stamp, text: &str) -> Dating {
        let stated = Stated { dates: day.parse().expect("a day"), stamp, place: "JSON-LD datePublished".into() };
        let metadata = Metadata { stated: Some(stated), ..Metadata::default() };
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        let mut drafts = [draft(Article { metadata, ..article((0, &text)) }, today)];
        settle(&mut drafts);
        let [draft] = drafts;
        draft.article.published
    }

    #[test]
    fn a_day_of_publication_in_the_metadata_is_the_day_and_says_where_it_is_from() {
        let dating = stated("2020-10-13", Stamp::Published, "Oslo a accusé mardi Moscou d'avoir piraté son Parlement.");
        assert_eq!(edtf(&dating), "2020-10-13");
        let clue = dating.clues.iter().find(|c| c.rule == "metadata").expect("it is told");
        assert_eq!((clue.text.as_str(), clue.refused), ("JSON-LD datePublished 2020-10-13", false));
    }

    #[test]
    fn a_day_in_the_metadata_that_the_text_contradicts_is_refused_and_said_so() {
        let text = "Le président Barack Obama a promis vendredi une réponse au piratage de Sony Pictures, annoncé fin \
                    novembre. Mercredi, Sony Pictures a annulé la sortie de son film. La Corée du Nord nie.";
        let dating = stated("2022-01-05", Stamp::Published, text);
        assert!(edtf(&dating).starts_with("2014-12"), "{}", edtf(&dating));
        assert!(dating.clues.iter().any(|c| c.rule == "metadata" && c.refused));
    }

    #[test]
    fn the_day_on_which_a_file_was_made_is_only_the_last_one_possible() {
        let text = "Le Premier ministre britannique Boris Johnson a parlé mercredi de la pandémie de Covid-19.";
        let dating = stated("2020-05-20", Stamp::Made, text);
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        let dates = dating.dates.expect("an answer");
        assert!(!dates.contains(day(2020, 6, 3)) && dates.contains(day(2020, 5, 20)), "{dates}");
    }

    #[test]
    fn ages_and_former_offices_bound_the_days() {
        let dating = one("L'ancien président Barack Obama, 57 ans, a parlé à Chicago. Il a salué la foule.");
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        let dates = dating.dates.expect("an answer");
        assert!(dates.contains(day(2019, 1, 15)) && !dates.contains(day(2016, 6, 1)), "{dates}");
        assert!(dating.clues.iter().any(|c| c.rule == "age"));
        assert!(dating.clues.iter().any(|c| c.rule == "former"));
    }

    #[test]
    fn a_count_that_only_grew_dates_within_days() {
        let dating =
            one("La pandémie de Covid-19 a fait plus de 430.000 morts dans le monde, selon un bilan établi dimanche.");
        assert!(edtf(&dating).starts_with("2020-06"), "{}", edtf(&dating));
    }

    #[test]
    fn what_says_nothing_is_left_undated_or_wide() {
        let dating = one("La ville a planté des arbres. Les habitants sont contents.");
        assert!(dating.dates.and_then(|d| d.width_days()).is_none_or(|w| w > 1500), "{}", edtf(&dating));
    }

    #[test]
    fn this_weekday_with_its_day_is_the_day_itself() {
        let dating =
            one("La Première ministre britannique Theresa May reçoit ce mardi 4 décembre ses ministres à Londres.");
        assert_eq!(edtf(&dating), "2018-12-04");
    }

    #[test]
    fn the_same_text_twice_is_no_surer_than_once() {
        let text = "Le Premier ministre britannique Boris Johnson a parlé mercredi du confinement et de la pandémie de \
                    Covid-19 devant les députés réunis à Londres, sans dire quand les écoles rouvriront dans le pays.";
        let (once, twice) = (one(text), dated(&[text, text]).remove(0).article.published);
        assert!(twice.confidence < once.confidence + 0.1, "{} {}", once.confidence, twice.confidence);
    }

    #[test]
    fn the_age_of_the_one_person_whom_a_story_is_about_dates_it() {
        let dating =
            one("Julian Assange comparaît à Londres. A 49 ans, l'Australien est accusé d'espionnage. Assange \
                          conteste tout, ont dit les avocats d'Assange.");
        assert!(dating.clues.iter().any(|c| c.rule == "age"), "{dating:?}");
    }

    #[test]
    fn a_copy_without_a_day_learns_it_from_the_other() {
        let story = "Le port a confirmé l'attaque contre ses serveurs et assuré que les grues tournent de nouveau, a dit sa \
                     directrice devant la presse réunie sur le quai nord, où deux navires attendaient encore.";
        let drafts = dated(&[&format!("Publié le 4 mai 2022\n\n{story}"), story]);
        assert!(edtf(&drafts[1].article.published).starts_with("2022-05"), "{}", edtf(&drafts[1].article.published));
    }
}
