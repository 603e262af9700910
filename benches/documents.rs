//! How long figures and briefs take, from a loaded project to the bytes of the file: `cargo bench --bench documents`.

use frise::brief::{Brief, BriefOptions, Form};
use frise::figure::{FigureOptions, Fonts, figure, page_svg, png_with};
use frise::knowledge::Knowledge;
use frise::model::{Corpus, Dates, Event, EventDate, EventId, Extent, Lang, Margin, Party};
use std::hint::black_box;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

fn main() {
    divan::main();
}

static SAMPLE: LazyLock<Corpus> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    let today = "2024-06-01".parse().expect("a day");
    frise::compile(&[folder], today, &|_| {}, &AtomicBool::new(false)).expect("nobody cancels")
});

/// The sample's events, over and over, each on a day of its own.
static MILLION: LazyLock<Corpus> = LazyLock::new(|| {
    let sample = &*SAMPLE;
    let event = |n: usize| {
        let like: &Event = &sample.events[n % sample.events.len()];
        let day = frise::timeline::date_of(16_071.0 + (n * 7919 % 3650) as f64);
        let date = EventDate { dates: Some(Dates::day(day)), extent: Extent::Within, clues: Vec::new() };
        Event { id: EventId(format!("{n}").into()), date, ..like.clone() }
    };
    let mut events: Vec<Event> = (0..1_000_000).map(event).collect();
    events.sort_by(Event::in_time);
    Corpus { articles: sample.articles.clone(), events: events.into(), warnings: Vec::new(), ..Corpus::default() }
});

fn name(party: Party, lang: Lang) -> String {
    let country = Knowledge::current().country(party);
    country.map_or_else(|| party.to_string(), |c| lang.pick(&c.fr, &c.en).to_owned())
}

fn picture(corpus: &Corpus) -> usize {
    let page = figure(corpus, &name, &FigureOptions::default());
    png_with(&page_svg(&page, None, Fonts::Named), 2.0, &[]).expect("a picture").len()
}

#[divan::bench(sample_count = 20)]
fn figure_of_the_sample_to_png_at_2(bencher: divan::Bencher<'_, '_>) {
    let corpus = &*SAMPLE;
    bencher.bench_local(|| picture(black_box(corpus)));
}

#[divan::bench(sample_count = 20)]
fn figure_of_the_sample_laid_out(bencher: divan::Bencher<'_, '_>) {
    let corpus = &*SAMPLE;
    bencher.bench_local(|| {
        page_svg(&figure(black_box(corpus), &name, &FigureOptions::default()), None, Fonts::Named).len()
    });
}

#[divan::bench(sample_count = 5)]
fn figure_of_a_million_events_to_png_at_2(bencher: divan::Bencher<'_, '_>) {
    let corpus = &*MILLION;
    bencher.bench_local(|| picture(black_box(corpus)));
}

#[divan::bench(args = ["pdf", "docx", "html", "md"], sample_count = 10)]
fn brief_of_a_hundred_events(bencher: divan::Bencher<'_, '_>, ending: &str) {
    let form = Form::of(Path::new(&format!("b.{ending}"))).expect("a form");
    let events = SAMPLE.events.iter().take(100).cloned().collect();
    let corpus = Corpus { articles: SAMPLE.articles.clone(), events, warnings: Vec::new(), ..Corpus::default() };
    bencher.bench_local(|| {
        let brief = Brief::of(black_box(&corpus), &Margin::default(), &name, &BriefOptions::default());
        brief.bytes(form).expect("made").len()
    });
}
