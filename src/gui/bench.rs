//! `frise bench`: the whole window, run and tessellated off screen, over events and steps from files. It prints numbers and
//! judges nothing.

use super::{App, Options, theme};
use crate::knowledge::Knowledge;
use crate::model::{Certainty, Corpus, Dates, Event, EventDate, EventId, Extent, Kind, Lang, Party, Title};
use crate::timeline::{View, day_number};
use chrono::NaiveDate;
use eframe::egui::{self, Pos2, Rect, Vec2};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// Reads the events (`id;debut;fin;pays;type;precision;cible;titre`) and the steps (`[[from, to, name], …]` in ms since
/// 1970), sets the window step by step at 1600×900, and tells how long each took.
///
/// Errors: a file that cannot be read or is not of that form, in one sentence that names it.
pub fn bench(events: &Path, steps: &Path, today: NaiveDate) -> Result<Value, String> {
    let told = |file: &Path, why: String| format!("{}: {why}", file.display());
    let views = views(steps).map_err(|why| told(steps, why))?;
    let start = Instant::now();
    let text = std::fs::read_to_string(events).map_err(|e| told(events, e.to_string()))?;
    let corpus = corpus(&text).map_err(|why| told(events, why))?;
    drop(text);
    let n = corpus.events.len();
    let load = start.elapsed();
    let ctx = egui::Context::default();
    theme::install(&ctx);
    let options = Options {
        paths: Vec::new(),
        today,
        screenshot: None,
        events: None,
        lang: Some(Lang::Fr),
        theme: None,
        data: None,
        hand_over: None,
        start: super::Start::default(),
        tour: false,
    };
    let mut app = App::off_screen(&ctx, options);
    let building = Instant::now();
    app.show(corpus);
    let build = building.elapsed();
    let mut vertices = frame(&ctx, &mut app).vertices;
    let first = start.elapsed();
    // A second frame settles the panels' sizes; it is none of the steps.
    frame(&ctx, &mut app);
    let (mut times, mut run, cpu) = (Vec::with_capacity(views.len()), 0.0, cpu_ms());
    for view in &views {
        app.look_at(*view);
        let since = Instant::now();
        let made = frame(&ctx, &mut app);
        vertices = vertices.max(made.vertices);
        run += made.run_ms;
        times.push(since.elapsed().as_secs_f64() * 1000.0);
    }
    let cpu = cpu.zip(cpu_ms()).map(|(a, b)| round((b - a) / views.len().max(1) as f64));
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1];
    let filtering = Instant::now();
    app.filter(|f| f.hidden.extend([Kind::Attack]));
    let filter = filtering.elapsed();
    Ok(json!({
        "n": n,
        "load_ms": round(load.as_secs_f64() * 1000.0),
        "build_ms": round(build.as_secs_f64() * 1000.0),
        "first_frame_ms": round(first.as_secs_f64() * 1000.0),
        "step": {
            "mean": round(times.iter().sum::<f64>() / times.len() as f64),
            "p50": round(at(0.5)),
            "p95": round(at(0.95)),
            "max": round(at(1.0)),
            "cpu_ms": cpu,
            "run_ms": round(run / times.len() as f64),
        },
        "filter_ms": round(filter.as_secs_f64() * 1000.0),
        "vertices": vertices,
        "rss_mb": rss_mb(),
        "bytes_per_event": round(app.timeline_bytes() as f64 / n.max(1) as f64),
    }))
}

fn round(ms: f64) -> f64 {
    (ms * 1000.0).round() / 1000.0
}

/// A frame that was made.
struct Made {
    vertices: usize,
    /// Before it was tessellated.
    run_ms: f64,
}

/// Runs and tessellates one frame.
fn frame(ctx: &egui::Context, app: &mut App) -> Made {
    let start = Instant::now();
    let screen = Rect::from_min_size(Pos2::ZERO, Vec2::new(1600.0, 900.0));
    let input = egui::RawInput { screen_rect: Some(screen), ..Default::default() };
    let mut out = ctx.run_ui(input, |ui| app.frame(ui));
    let shapes = std::mem::take(&mut out.shapes);
    let ppp = out.pixels_per_point;
    let run_ms = start.elapsed().as_secs_f64() * 1000.0;
    let meshes = ctx.tessellate(shapes, ppp);
    out.drop_without_applying_deltas();
    let vertices = |p: &egui::ClippedPrimitive| match &p.primitive {
        egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
        egui::epaint::Primitive::Callback(_) => 0,
    };
    Made { vertices: meshes.iter().map(vertices).sum(), run_ms }
}

fn views(file: &Path) -> Result<Vec<View>, String> {
    const DAY: f64 = 86_400_000.0;
    let text = std::fs::read_to_string(file).map_err(|e| e.to_string())?;
    let steps: Vec<(f64, f64, String)> = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    if steps.is_empty() {
        return Err("no step".to_owned());
    }
    Ok(steps.into_iter().map(|(from, to, _)| View { from: from / DAY, to: to / DAY }.clamped()).collect())
}

/// What the generator's labels are in Frise.
const KINDS: [(&str, Kind); 15] = [
    ("Intrusion", Kind::Attack),
    ("Espionnage", Kind::Attack),
    ("Rançongiciel", Kind::Attack),
    ("Sabotage", Kind::Attack),
    ("DDoS", Kind::Attack),
    ("Désinformation", Kind::Attack),
    ("Fuite de données", Kind::Attack),
    ("Attribution", Kind::Attribute),
    ("Sanction", Kind::Sanction),
    ("Inculpation", Kind::Charge),
    ("Arrestation", Kind::Charge),
    ("Déclaration", Kind::Statement),
    ("Loi / norme", Kind::Respond),
    ("Frappe / militaire", Kind::Military),
    ("Accord", Kind::Agree),
];

pub(super) fn corpus(text: &str) -> Result<Corpus, String> {
    let kinds: HashMap<&str, Kind> = KINDS.into_iter().collect();
    let parties: HashMap<&str, Party> =
        Knowledge::current().countries.iter().map(|c| (c.fr.as_str(), c.party)).collect();
    let mut events = Vec::with_capacity(text.len() / 90);
    let mut last: Option<(&str, NaiveDate)> = None;
    for (n, line) in text.lines().enumerate().skip(1) {
        let mut cells = line.splitn(8, ';');
        let mut cell = || cells.next().unwrap_or_default();
        let (id, start, end) = (cell(), cell(), cell());
        let (country, kind, precision, target, title) = (cell(), cell(), cell(), cell(), cell());
        let first = match last {
            Some((same, day)) if same == start => day,
            _ => start.parse().map_err(|_| format!("line {}: {start:?} is no day", n + 1))?,
        };
        last = Some((start, first));
        // The end is the first day that is no longer meant.
        let end: Option<NaiveDate> = match end {
            "" => None,
            end => Some(end.parse().map_err(|_| format!("line {}: {end:?} is no day", n + 1))?),
        };
        let through = end.and_then(|e| e.pred_opt()).map_or(first, |e| e.max(first));
        let kind = *kinds.get(kind).ok_or_else(|| format!("line {}: {kind:?} is no kind", n + 1))?;
        let party = |name: &str| parties.get(name).copied().into_iter().collect();
        events.push(Event {
            id: EventId(id.into()),
            kind,
            title: Title { fr: title.to_owned(), en: String::new() },
            date: EventDate {
                dates: Some(Dates::between(first, through)),
                extent: if precision == "intervalle" { Extent::Throughout } else { Extent::Within },
                clues: Vec::new(),
            },
            certainty: Certainty::Actual,
            actors: party(country),
            targets: party(target),
            passages: Vec::new(),
        });
    }
    events.sort_by_key(|e| e.date.dates.and_then(|d| d.earliest).map(day_number).map(|d| d as i64));
    Ok(Corpus { events: events.into(), ..Corpus::default() })
}

/// Processor time of this thread so far, in ms; `None` where the system does not tell.
fn cpu_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e6)
}

/// Memory in use, in MB; `None` where the system does not tell.
fn rss_mb() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|l| l.starts_with("VmRSS:"))?;
    Some((line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 102.4).round() / 10.0)
}
