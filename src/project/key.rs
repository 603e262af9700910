//! What an edit holds on to: the content of an event and of an article, not their place in a list. A second reading, or a
//! better version of Frise, finds the same event by the words that tell it.

use crate::model::{Article, ArticleId, Corpus, EventId, Kind, Party, Passage, Span, Title};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

/// The content of a text: the first 16 bytes of its BLAKE3, 32 hexadecimal digits in JSON.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextHash(pub [u8; 16]);

impl TextHash {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        Self::of_bytes(text.as_bytes())
    }

    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        let mut out = [0; 16];
        out.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(out)
    }

    /// The first eight digits.
    pub(super) fn short(self) -> String {
        self.hex()[..8].to_owned()
    }

    fn hex(self) -> String {
        use std::fmt::Write as _;
        self.0.iter().fold(String::with_capacity(32), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    }
}

impl std::fmt::Debug for TextHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex())
    }
}

impl Serialize for TextHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex())
    }
}

impl<'de> Deserialize<'de> for TextHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(deserializer)?;
        let mut out = [0; 16];
        let wrong = || serde::de::Error::custom(format!("not a hash: {hex:?}"));
        if hex.len() != 32 || !hex.is_ascii() {
            return Err(wrong());
        }
        for (i, byte) in out.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(out))
    }
}

/// An article, by its text; by its name where the text has changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleKey {
    /// Its name when the edit was made.
    pub id: ArticleId,
    /// Its text.
    pub text: TextHash,
}

/// A run of words of an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The article.
    pub article: ArticleKey,
    /// Where, in bytes.
    pub span: Span,
    /// The words: where the text has changed they are looked for.
    pub quote: String,
}

/// What an extracted event is known by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventKey {
    /// Frise's own name of it.
    pub id: EventId,
    /// Its kind as extracted.
    pub kind: Kind,
    /// Who acts, as extracted: tells two events of one sentence apart.
    pub actors: Vec<Party>,
    /// At whom, as extracted.
    pub targets: Vec<Party>,
    /// The passages that told it.
    pub anchors: Vec<Anchor>,
    /// No other event was told by any of these words: then a change of kind does not matter.
    pub alone: bool,
}

/// Finds articles, passages and events of one corpus by their content.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    hashes: Vec<TextHash>,
    by_text: FxHashMap<TextHash, usize>,
    /// The passages of all articles, those of one together: where, and of which event; sorted.
    told: Vec<(Span, u32)>,
    /// Where each article's begin in `told`, and where the last one's end.
    begins: Vec<u32>,
}

impl Finder {
    /// An index of a corpus; `hashes` are those of its articles, in the same order.
    pub fn new(corpus: &Corpus, hashes: &[TextHash]) -> Self {
        let by_text = hashes.iter().enumerate().rev().map(|(i, h)| (*h, i)).collect();
        let places: FxHashMap<&str, u32> =
            corpus.articles.iter().enumerate().map(|(i, a)| (a.id.0.as_str(), i as u32)).collect();
        let mut found: Vec<(u32, Span, u32)> = Vec::with_capacity(corpus.events.len());
        for (e, event) in corpus.events.iter().enumerate() {
            let place = |p: &Passage| Some((*places.get(p.article.0.as_str())?, p.span, e as u32));
            found.extend(event.passages.iter().filter_map(place));
        }
        // Counted out into their articles: a million are not sorted as one list.
        let mut begins = vec![0; corpus.articles.len() + 1];
        for (article, ..) in &found {
            begins[*article as usize + 1] += 1;
        }
        for i in 1..begins.len() {
            begins[i] += begins[i - 1];
        }
        let (mut next, mut told) = (begins.clone(), vec![(Span::new(0, 0), 0); found.len()]);
        for (article, span, event) in found {
            let at = &mut next[article as usize];
            told[*at as usize] = (span, event);
            *at += 1;
        }
        for pair in begins.windows(2) {
            told[pair[0] as usize..pair[1] as usize].sort_unstable();
        }
        Self { hashes: hashes.to_vec(), by_text, told, begins }
    }

    /// The passages in an article.
    fn told_in(&self, corpus: &Corpus, article: &ArticleId) -> &[(Span, u32)] {
        let range = |a: usize| Some(*self.begins.get(a)? as usize..*self.begins.get(a + 1)? as usize);
        place_of(corpus, article).and_then(range).and_then(|range| self.told.get(range)).unwrap_or(&[])
    }

    /// The key of an article.
    pub fn article_key(&self, corpus: &Corpus, id: &ArticleId) -> Option<ArticleKey> {
        let text = *self.hashes.get(place_of(corpus, id)?)?;
        Some(ArticleKey { id: id.clone(), text })
    }

    /// The article that a key means.
    pub fn article<'c>(&self, corpus: &'c Corpus, key: &ArticleKey) -> Option<&'c Article> {
        // Copies share their text: the name decides among them.
        if let Some(i) = place_of(corpus, &key.id)
            && self.hashes.get(i) == Some(&key.text)
        {
            return corpus.articles.get(i);
        }
        let by_text = self.by_text.get(&key.text).copied();
        corpus.articles.get(by_text.or_else(|| place_of(corpus, &key.id))?)
    }

    /// The article that has this text; the first of several.
    pub fn by_text<'c>(&self, corpus: &'c Corpus, text: TextHash) -> Option<&'c Article> {
        self.by_text.get(&text).and_then(|i| corpus.articles.get(*i))
    }

    /// The anchor of a run of words.
    pub fn anchor(&self, corpus: &Corpus, article: &ArticleId, span: Span) -> Option<Anchor> {
        let quote = span.of(&corpus.article(article)?.text).to_owned();
        Some(Anchor { article: self.article_key(corpus, article)?, span, quote })
    }

    /// Where an anchor's words stand now; `None` where they are gone.
    pub fn place(&self, corpus: &Corpus, anchor: &Anchor) -> Option<(ArticleId, Span)> {
        let article = self.article(corpus, &anchor.article)?;
        let text = &article.text;
        if anchor.span.of(text) == anchor.quote {
            return Some((article.id.clone(), anchor.span));
        }
        if anchor.quote.trim().is_empty() {
            return None;
        }
        // The text was changed: of several places the one nearest to where the words stood.
        let near = |at: &usize| at.abs_diff(anchor.span.start);
        let start = text.match_indices(anchor.quote.as_str()).map(|(at, _)| at).min_by_key(near)?;
        Some((article.id.clone(), Span::new(start, start + anchor.quote.len())))
    }

    /// The key of an event of the corpus.
    pub fn event_key(&self, corpus: &Corpus, index: usize) -> Option<EventKey> {
        let event = corpus.events.get(index)?;
        let anchors = event.passages.iter().filter_map(|p| self.anchor(corpus, &p.article, p.span)).collect();
        let others =
            |p: &Passage| self.overlapping(corpus, &p.article, p.span).any(|(other, _)| other as usize != index);
        Some(EventKey {
            id: event.id.clone(),
            kind: event.kind,
            actors: event.actors.clone(),
            targets: event.targets.clone(),
            anchors,
            alone: !event.passages.iter().any(others),
        })
    }

    /// The event that a key means: the one that shares most of its words, of the same kind, between the same parties; one
    /// of another kind only where no other can be meant. `None` where none fits: the edit then waits, it is not guessed at.
    pub fn event(&self, corpus: &Corpus, key: &EventKey) -> Option<usize> {
        let mut shared: BTreeMap<u32, f64> = BTreeMap::new();
        for anchor in &key.anchors {
            let Some((article, span)) = self.place(corpus, anchor) else { continue };
            for (event, with) in self.overlapping(corpus, &article, span) {
                let common = span.end.min(with.end) - span.start.max(with.start);
                let share = common as f64 / span.len().min(with.len()).max(1) as f64;
                if share >= 0.5 {
                    *shared.entry(event).or_default() += share;
                }
            }
        }
        let alone = key.alone && shared.len() == 1;
        let rank = |i: u32, share: f64| {
            let event = &corpus.events[i as usize];
            let among = |a: &[Party], b: &[Party]| a.iter().filter(|p| b.contains(p)).count();
            let parties = among(&event.actors, &key.actors) + among(&event.targets, &key.targets);
            let exact = event.actors == key.actors && event.targets == key.targets;
            // Shares are compared in thousandths, so that the order does not hang on rounding.
            (event.id == key.id, exact, parties, (share * 1000.0) as u64)
        };
        shared
            .iter()
            .filter(|(i, _)| alone || corpus.events[**i as usize].kind == key.kind)
            .max_by_key(|(i, share)| (rank(**i, **share), std::cmp::Reverse(**i)))
            .map(|(i, _)| *i as usize)
    }

    /// The events that an article tells; one of them several times where several passages do.
    pub fn told_by(&self, corpus: &Corpus, article: &ArticleId) -> impl Iterator<Item = u32> {
        self.told_in(corpus, article).iter().map(|(_, event)| *event)
    }

    /// Events with a passage that shares words with a run of an article, and where that passage stands.
    fn overlapping(&self, corpus: &Corpus, article: &ArticleId, span: Span) -> impl Iterator<Item = (u32, Span)> {
        let list = self.told_in(corpus, article);
        let end = list.partition_point(|(s, _)| s.start < span.end);
        list[..end].iter().filter(move |(s, _)| s.overlaps(span)).map(|(s, e)| (*e, *s))
    }
}

fn place_of(corpus: &Corpus, id: &ArticleId) -> Option<usize> {
    corpus.articles.binary_search_by(|a| a.id.cmp(id)).ok()
}

/// A title in both languages, for JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub struct Named {
    pub fr: String,
    pub en: String,
}

impl From<&Title> for Named {
    fn from(title: &Title) -> Self {
        Self { fr: title.fr.clone(), en: title.en.clone() }
    }
}
