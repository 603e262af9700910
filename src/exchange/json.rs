//! The JSON contract of `frise extract` (README, "JSON").

use super::Names;
use crate::model::{
    Article, ArticleId, CharIndex, Clue, Corpus, Event, Extent, Lang, Margin, Mark, Party, Role, Span, Warning,
};
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Texts and code-point indices of a corpus, made once for an export.
struct Texts<'a>(BTreeMap<&'a ArticleId, (&'a str, CharIndex)>);

impl<'a> Texts<'a> {
    fn of(corpus: &'a Corpus) -> Self {
        Self(corpus.articles.iter().map(|a| (&a.id, (a.text.as_str(), CharIndex::new(&a.text)))).collect())
    }

    /// `start`, `end` in code points and the words.
    fn place(&self, article: &ArticleId, span: Span) -> Option<(usize, usize, &'a str)> {
        let (text, index) = self.0.get(article)?;
        Some((index.chars_before(text, span.start), index.chars_before(text, span.end), span.of(text)))
    }
}

/// The whole corpus as one JSON value; its records are made one after the other while it is written.
pub struct Document<'a> {
    corpus: &'a Corpus,
    margin: &'a Margin,
    lang: Lang,
    /// What the codes stand for; empty where nobody asks.
    parties: BTreeMap<Party, String>,
}

impl Document<'_> {
    /// With a table of what the codes of its parties stand for: those that an analyst added are in no other.
    #[must_use]
    pub fn naming(mut self, names: Names<'_>) -> Self {
        self.parties = parties(self.corpus, self.lang, names);
        self
    }
}

/// The parties of all events, with their names.
fn parties(corpus: &Corpus, lang: Lang, names: Names<'_>) -> BTreeMap<Party, String> {
    let mut all = BTreeMap::new();
    for party in corpus.events.iter().flat_map(|e| e.actors.iter().chain(&e.targets)) {
        all.entry(*party).or_insert_with(|| names(*party, lang));
    }
    all
}

/// The same by code.
fn table(parties: &BTreeMap<Party, String>) -> BTreeMap<&str, &str> {
    parties.iter().map(|(party, name)| (party.code(), name.as_str())).collect()
}

/// The corpus as `frise extract --format json` writes it. What the analyst wrote stands in fields of its own, which are left out
/// where they are empty: `note`, `tags`, `starred`, `edited`.
pub fn document<'a>(corpus: &'a Corpus, margin: &'a Margin, lang: Lang) -> Document<'a> {
    Document { corpus, margin, lang, parties: BTreeMap::new() }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts = Texts::of(self.corpus);
        let Self { corpus, margin, lang, parties } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &1)?;
        if !parties.is_empty() {
            map.serialize_entry("parties", &table(parties))?;
        }
        map.serialize_entry("articles", &Records(|| corpus.articles.iter().map(|a| article(a, margin, &texts))))?;
        map.serialize_entry(
            "events",
            &Records(|| corpus.events.iter().map(|e| worked(e, corpus, margin, &texts, *lang))),
        )?;
        map.serialize_entry("warnings", &Records(|| corpus.warnings.iter().map(|w| warning(w, *lang))))?;
        map.end()
    }
}

/// A list whose values are made while it is written.
struct Records<F>(F);

impl<I: Iterator<Item = Value>, F: Fn() -> I> Serialize for Records<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

/// The corpus as one JSON object a line, each with a `type`, made one after the other; first what the codes of its parties
/// stand for, where `names` are given.
pub fn lines<'a>(
    corpus: &'a Corpus,
    margin: &'a Margin,
    lang: Lang,
    names: Option<Names<'_>>,
) -> impl Iterator<Item = String> + use<'a> {
    let typed = |name: &str, value: Value| {
        let mut out = Map::new();
        out.insert("type".into(), name.into());
        if let Value::Object(fields) = value {
            out.extend(fields);
        }
        Value::Object(out).to_string()
    };
    let texts = Rc::new(Texts::of(corpus));
    let too = Rc::clone(&texts);
    let table = names.map(|names| typed("parties", json!({"names": table(&parties(corpus, lang, names))})));
    let articles = corpus.articles.iter().map(move |a| typed("article", article(a, margin, &texts)));
    let events = corpus.events.iter().map(move |e| typed("event", worked(e, corpus, margin, &too, lang)));
    let warnings = corpus.warnings.iter().map(move |w| typed("warning", warning(w, lang)));
    table.into_iter().chain(articles).chain(events).chain(warnings)
}

fn warning(warning: &Warning, lang: Lang) -> Value {
    json!({"path": warning.path.to_string_lossy(), "message": lang.pick(&warning.message.fr, &warning.message.en)})
}

fn article(article: &Article, margin: &Margin, texts: &Texts<'_>) -> Value {
    let published = &article.published;
    let mut out = json!({
        "id": article.id.0,
        "path": article.path.to_string_lossy(),
        "title": article.title,
        "language": article.language,
        "chars": article.text.chars().count(),
        "published": {
            "edtf": published.dates.map(|d| d.to_string()),
            "confidence": (f64::from(published.confidence) * 100.0).round() / 100.0,
            "header": published.header,
            "evidence": published.clues.iter().map(|c| clue(c, &article.id, texts)).collect::<Vec<_>>(),
        },
    });
    if let Some(fields) = out.as_object_mut() {
        let source = Some(margin.publisher(article)).filter(|source| !source.is_empty());
        for (key, value) in [("source", source), ("address", article.metadata.address.as_deref())] {
            fields.extend(value.map(|value| (key.to_owned(), value.into())));
        }
    }
    if let (Some(original), Some(fields)) = (&article.copy_of, out.as_object_mut()) {
        fields.insert("copy_of".into(), original.0.as_str().into());
    }
    out
}

fn clue(clue: &Clue, home: &ArticleId, texts: &Texts<'_>) -> Value {
    let mut out = Map::new();
    out.insert("rule".into(), clue.rule.as_str().into());
    out.insert("text".into(), clue.text.as_str().into());
    if let Some((id, span)) = &clue.place {
        if id != home {
            out.insert("article".into(), id.0.as_str().into());
        }
        if let Some((start, end, _)) = texts.place(id, *span) {
            out.insert("start".into(), start.into());
            out.insert("end".into(), end.into());
        }
    }
    if let Some(dates) = clue.implies {
        out.insert("implies".into(), dates.to_string().into());
    }
    if clue.refused {
        out.insert("refused".into(), true.into());
    }
    Value::Object(out)
}

/// An event with what the analyst wrote beside it.
fn worked(of: &Event, corpus: &Corpus, margin: &Margin, texts: &Texts<'_>, lang: Lang) -> Value {
    let mut out = event(of, texts, lang);
    if let Some(fields) = out.as_object_mut() {
        let (note, tags) = (margin.note(of), margin.tags(of));
        fields.extend((!note.is_empty()).then(|| ("note".to_owned(), note.into())));
        fields.extend((!tags.is_empty()).then(|| ("tags".to_owned(), tags.into())));
        for (key, on) in [("starred", corpus.starred.contains(&of.id)), ("edited", margin.edited.contains(&of.id))] {
            fields.extend(on.then(|| (key.to_owned(), true.into())));
        }
    }
    out
}

fn event(event: &Event, texts: &Texts<'_>, lang: Lang) -> Value {
    let nowhere = ArticleId(smol_str::SmolStr::default());
    let evidence = |role: Role| -> Vec<Value> {
        let marks = event.passages.iter().flat_map(|p| p.marks.iter().map(move |m| (&p.article, m)));
        marks.filter(|(_, m)| m.role == role).filter_map(|(id, m)| mark(m, id, texts)).collect()
    };
    json!({
        "id": event.id.0,
        "kind": event.kind.name(),
        "title": lang.pick(&event.title.fr, &event.title.en),
        "date": {
            "edtf": event.date.dates.map(|d| d.to_string()),
            "extent": match event.date.extent { Extent::Within => "within", Extent::Throughout => "throughout" },
            "evidence": event.date.clues.iter().map(|c| clue(c, &nowhere, texts)).collect::<Vec<_>>(),
        },
        "certainty": event.certainty,
        "actors": event.actors,
        "targets": event.targets,
        "evidence": {"kind": evidence(Role::Kind), "actors": evidence(Role::Actor), "targets": evidence(Role::Target)},
        "passages": event.passages.iter().filter_map(|p| {
            let (start, end, text) = texts.place(&p.article, p.span)?;
            Some(json!({"article": p.article.0, "start": start, "end": end, "text": text}))
        }).collect::<Vec<_>>(),
    })
}

fn mark(mark: &Mark, article: &ArticleId, texts: &Texts<'_>) -> Option<Value> {
    let (start, end, text) = texts.place(article, mark.span)?;
    Some(json!({"rule": mark.rule, "text": text, "article": article.0, "start": start, "end": end}))
}
