//! Events for those who track threats: a STIX 2.1 bundle (OASIS) and a MISP event.

use super::{Names, title, told};
use crate::model::{Certainty, Corpus, Event, Kind, Lang, Margin, Party};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Our names for UUIDs of version 5: the same event has the same UUID in every export.
const SPACE: Uuid = Uuid::from_u128(0x6f1c_7c52_9d55_4b0e_8a27_4672_6973_6501);

fn uuid(what: &str, name: &str) -> Uuid {
    Uuid::new_v5(&SPACE, format!("{what}/{name}").as_bytes())
}

fn id(kind: &str, name: &str) -> String {
    format!("{kind}--{}", uuid(kind, name))
}

/// STIX's confidence, 0 to 100, by its appendix A: the articles' own voice is "high", what is told about another "medium";
/// how sure an announced act is, nobody has said.
fn confidence(certainty: Certainty) -> Option<u8> {
    match certainty {
        Certainty::Actual => Some(85),
        Certainty::Alleged => Some(50),
        Certainty::Planned => None,
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Actual => "actual",
        Certainty::Alleged => "alleged",
        Certainty::Planned => "planned",
    }
}

/// Date as EDTF, then the passages with their sources, then the note.
fn described(event: &Event, corpus: &Corpus, margin: &Margin, lang: Lang) -> String {
    let date = event.date.dates.map_or_else(|| "EDTF ?".to_owned(), |d| format!("EDTF {d}"));
    std::iter::once(date).chain(told(event, corpus, margin, lang)).collect::<Vec<_>>().join("\n")
}

/// A bundle of STIX 2.1: attacks are incidents, those held responsible threat actors that the incident is attributed to,
/// with a confidence; every other event is a note on those it is about. Made by hand or not, all say that Frise wrote them.
pub fn stix(corpus: &Corpus, margin: &Margin, lang: Lang, names: Names<'_>, today: NaiveDate) -> Value {
    let stamp = format!("{today}T00:00:00.000Z");
    let frise = id("identity", "frise");
    let common = |kind: &str, name: &str| json!({"type": kind, "spec_version": "2.1", "id": id(kind, name), "created": stamp, "modified": stamp});
    let with = |mut object: Value, more: Value| {
        if let (Some(fields), Value::Object(more)) = (object.as_object_mut(), more) {
            fields.extend(more);
        }
        object
    };
    let ours = |object: Value| with(object, json!({"created_by_ref": frise}));
    let mut objects = vec![with(common("identity", "frise"), json!({"name": "Frise", "identity_class": "system"}))];
    // By id, so that each stands in the bundle once.
    let mut parties: BTreeMap<String, Value> = BTreeMap::new();
    let mut rest = Vec::new();
    let party_of = |party: Party, parties: &mut BTreeMap<String, Value>| {
        let code = party.code();
        let class = if code.len() == 2 && code != "EU" && code != "UN" { "group" } else { "organization" };
        let id = id("identity", code);
        parties.entry(id.clone()).or_insert_with(|| {
            let about = json!({"name": names(party, lang), "identity_class": class, "sectors": ["government"]});
            ours(with(common("identity", code), about))
        });
        id
    };
    for event in &corpus.events {
        let name = &event.id.0;
        if event.kind == Kind::Attack {
            let mut about = json!({"name": title(event, lang), "description": described(event, corpus, margin, lang)});
            if let (false, Some(fields)) = (margin.tags(event).is_empty(), about.as_object_mut()) {
                fields.insert("labels".into(), margin.tags(event).into());
            }
            let incident = with(common("incident", name), about);
            let incident = with(incident, sure(event.certainty));
            let from = id("incident", name);
            rest.push(ours(incident));
            for actor in &event.actors {
                let identity = party_of(*actor, &mut parties);
                let threat = id("threat-actor", actor.code());
                parties.entry(threat.clone()).or_insert_with(|| {
                    let who = match lang {
                        Lang::Fr => format!("Acteur lié à : {}", names(*actor, lang)),
                        Lang::En => format!("Actor tied to {}", names(*actor, lang)),
                    };
                    let about = json!({"name": who, "threat_actor_types": ["nation-state"]});
                    ours(with(common("threat-actor", actor.code()), about))
                });
                rest.push(ours(related(&common, &with, "attributed-to", &from, &threat, event.certainty)));
                let tie = related(&common, &with, "attributed-to", &threat, &identity, Certainty::Alleged);
                let key = tie["id"].as_str().unwrap_or_default().to_owned();
                parties.entry(key).or_insert_with(|| ours(tie));
            }
            for target in &event.targets {
                let identity = party_of(*target, &mut parties);
                rest.push(ours(related(&common, &with, "targets", &from, &identity, event.certainty)));
            }
        } else {
            let mut about: Vec<String> =
                event.actors.iter().chain(&event.targets).map(|p| party_of(*p, &mut parties)).collect();
            about.sort();
            about.dedup();
            if about.is_empty() {
                about.push(frise.clone());
            }
            let tags = margin.tags(event).iter().map(String::as_str);
            let labels: Vec<&str> = std::iter::once(event.kind.name()).chain(tags).collect();
            let note = json!({
                "abstract": title(event, lang),
                "content": described(event, corpus, margin, lang),
                "object_refs": about,
                "labels": labels,
            });
            rest.push(ours(with(with(common("note", name), note), sure(event.certainty))));
        }
    }
    objects.extend(parties.into_values());
    objects.extend(rest);
    json!({"type": "bundle", "id": id("bundle", &format!("{today}/{}", corpus.events.len())), "objects": objects})
}

fn related(
    common: &dyn Fn(&str, &str) -> Value,
    with: &dyn Fn(Value, Value) -> Value,
    what: &str,
    from: &str,
    to: &str,
    certainty: Certainty,
) -> Value {
    let ends = json!({"relationship_type": what, "source_ref": from, "target_ref": to});
    with(with(common("relationship", &format!("{from} {what} {to}")), ends), sure(certainty))
}

fn sure(certainty: Certainty) -> Value {
    confidence(certainty).map_or_else(|| json!({}), |c| json!({"confidence": c}))
}

/// A MISP event: each event an attribute of external analysis with the days it may lie on, each actor of an attack an
/// attribute of attribution.
pub fn misp(corpus: &Corpus, margin: &Margin, lang: Lang, names: Names<'_>, today: NaiveDate) -> Value {
    let seconds = today.and_hms_opt(0, 0, 0).map_or(0, |t| t.and_utc().timestamp()).to_string();
    let mut attributes = Vec::new();
    let mut actors: BTreeMap<Party, Value> = BTreeMap::new();
    for event in &corpus.events {
        let mut attribute = json!({
            "uuid": uuid("misp-attribute", &event.id.0).to_string(),
            "type": "text",
            "category": "External analysis",
            "to_ids": false,
            "distribution": "5",
            "timestamp": seconds,
            "value": title(event, lang),
            "comment": described(event, corpus, margin, lang),
            "Tag": [
                {"name": format!("frise:kind=\"{}\"", event.kind.name()), "colour": "#777777"},
                {"name": format!("frise:certainty=\"{}\"", certainty(event.certainty)), "colour": "#777777"},
            ],
        });
        if let Some(tags) = attribute["Tag"].as_array_mut() {
            let tag =
                |tag: &String| json!({"name": format!("frise:tag=\"{}\"", tag.replace('"', "'")), "colour": "#777777"});
            tags.extend(margin.tags(event).iter().map(tag));
            // Codes of those that an analyst added say nothing to who reads this.
            for (role, parties) in [("actor", &event.actors), ("target", &event.targets)] {
                let told = |party: &Party| {
                    let name = names(*party, lang).replace('"', "'");
                    json!({"name": format!("frise:{role}=\"{name}\""), "colour": "#777777"})
                };
                tags.extend(parties.iter().map(told));
            }
        }
        let days = event.date.dates.and_then(|d| Some((d.earliest.or(d.latest)?, d.latest.or(d.earliest)?)));
        if let (Some((first, last)), Some(fields)) = (days, attribute.as_object_mut()) {
            fields.insert("first_seen".into(), format!("{first}T00:00:00.000000+00:00").into());
            fields.insert("last_seen".into(), format!("{last}T23:59:59.000000+00:00").into());
        }
        attributes.push(attribute);
        for actor in event.actors.iter().filter(|_| event.kind == Kind::Attack) {
            actors.entry(*actor).or_insert_with(|| {
                json!({
                    "uuid": uuid("misp-actor", actor.code()).to_string(),
                    "type": "threat-actor",
                    "category": "Attribution",
                    "to_ids": false,
                    "distribution": "5",
                    "timestamp": seconds,
                    "value": names(*actor, lang),
                    "comment": "",
                })
            });
        }
    }
    attributes.extend(actors.into_values());
    let first = corpus.events.iter().filter_map(|e| e.date.dates?.earliest).min();
    json!({"Event": {
        "uuid": uuid("misp-event", &format!("{today}/{}", corpus.events.len())).to_string(),
        "info": lang.pick("Chronologie établie par Frise", "Timeline made by Frise"),
        "date": first.unwrap_or(today).min(today).to_string(),
        "threat_level_id": "4",
        "analysis": "1",
        "distribution": "0",
        "published": false,
        "timestamp": seconds,
        "Attribute": attributes,
    }})
}
