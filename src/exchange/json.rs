//! The JSON contract of `frise extract` (README, "JSON").

use crate::model::{Article, ArticleId, CharIndex, Clue, Corpus, Event, Extent, Lang, Mark, Role, Span, Warning};
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
    lang: Lang,
}

/// The corpus as `frise extract --format json` writes it.
pub fn document(corpus: &Corpus, lang: Lang) -> Document<'_> {
    Document { corpus, lang }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts = Texts::of(self.corpus);
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("version", &1)?;
        map.serialize_entry("articles", &Records(|| self.corpus.articles.iter().map(|a| article(a, &texts))))?;
        map.serialize_entry("events", &Records(|| self.corpus.events.iter().map(|e| event(e, &texts, self.lang))))?;
        map.serialize_entry("warnings", &Records(|| self.corpus.warnings.iter().map(|w| warning(w, self.lang))))?;
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

/// The corpus as one JSON object a line, each with a `type`, made one after the other.
pub fn lines(corpus: &Corpus, lang: Lang) -> impl Iterator<Item = String> {
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
    let articles = corpus.articles.iter().map(move |a| typed("article", article(a, &texts)));
    let events = corpus.events.iter().map(move |e| typed("event", event(e, &too, lang)));
    let warnings = corpus.warnings.iter().map(move |w| typed("warning", warning(w, lang)));
    articles.chain(events).chain(warnings)
}

fn warning(warning: &Warning, lang: Lang) -> Value {
    json!({"path": warning.path.to_string_lossy(), "message": lang.pick(&warning.message.fr, &warning.message.en)})
}

fn article(article: &Article, texts: &Texts<'_>) -> Value {
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
        for (key, value) in [("source", &article.metadata.source), ("address", &article.metadata.address)] {
            fields.extend(value.as_ref().map(|value| (key.to_owned(), value.clone().into())));
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
