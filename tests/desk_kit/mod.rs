//! Articles and events of our own writing for the tests of the desk.

use frise::model::{
    Article, Certainty, Corpus, Dates, Dating, Event, EventDate, EventId, Extent, Kind, Mark, Party, Passage, Role,
    Span, Title,
};

const ARTICLES: [(&str, &str); 3] = [
    (
        "une.txt",
        "Paris accuse Moscou d’avoir pénétré un réseau de l’État.\n\nLundi, la Russie a démenti toute intrusion.",
    ),
    ("deux.txt", "La France met en cause la Russie après une intrusion.\n\nLe Kremlin a rejeté ces accusations mardi."),
    (
        "trois.txt",
        "Selon Paris, Moscou a espionné un ministère.\n\nLa Russie nie, une fois de plus, et demande des preuves.",
    ),
];

/// The first `n` of three articles, each with an accusation and a denial.
pub fn corpus(n: usize) -> Corpus {
    let mut articles: Vec<Article> = ARTICLES[..n]
        .iter()
        .map(|(name, text)| Article {
            title: text.lines().next().unwrap_or_default().into(),
            published: Dating { dates: Dates::ymd(2018, 6, 4), confidence: 0.9, header: None, clues: Vec::new() },
            ..Article::new(name, "fr", *text)
        })
        .collect();
    let mut events: Vec<Event> = articles
        .iter()
        .enumerate()
        .flat_map(|(a, article)| {
            let cut = article.text.find("\n\n").expect("two paragraphs");
            let sides = [(Kind::Attribute, "FR", "RU", 0, cut), (Kind::Deny, "RU", "FR", cut + 2, article.text.len())];
            sides.into_iter().enumerate().map(move |(k, (kind, actor, target, start, end))| Event {
                id: EventId(format!("{}/{k}", article.id).into()),
                kind,
                title: match kind {
                    Kind::Deny => Title { fr: "La Russie dément".into(), en: "Russia denies".into() },
                    _ => Title { fr: "La France accuse la Russie".into(), en: "France accuses Russia".into() },
                },
                date: EventDate {
                    dates: Dates::ymd(2018, 6, 1 + (2 * a + k) as u32),
                    extent: Extent::Within,
                    clues: Vec::new(),
                },
                certainty: Certainty::Actual,
                actors: Party::new(actor).into_iter().collect(),
                targets: Party::new(target).into_iter().collect(),
                passages: vec![Passage {
                    article: article.id.clone(),
                    span: Span::new(start, end),
                    marks: vec![Mark { span: Span::new(start, start + 5), role: Role::Actor, rule: "test".into() }],
                }],
            })
        })
        .collect();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    events.sort_by(Event::in_time);
    Corpus { articles: articles.into(), events: events.into(), warnings: Vec::new(), ..Corpus::default() }
}
