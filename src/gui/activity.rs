//! How many events each month or year had, by family of kinds or by country. The chart moves with the timeline, and a click
//! on a bar goes there.

use super::action::Action;
use super::state::State;
use super::theme;
use super::words::{count, fill, number, words};
use crate::model::{Dates, Family, Lang, Party};
use crate::scene::Face;
use crate::timeline::{View, date_of, day_number, words as calendar};
use chrono::{Datelike, NaiveDate};
use eframe::egui::{self, Button, RichText};
use egui_plot::{Bar, BarChart, GridInput, GridMark, Plot};
use std::collections::BTreeMap;

/// The chart lies under the calendar: as much is left of it and right of it as beside the lanes.
const COLUMN: f32 = 138.0;
const GUTTER: f32 = 30.0;

/// So many countries are told apart, the most active ones.
const COUNTRIES: usize = 5;

/// How wide a bar is in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

/// What bars are told apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// The family of the kind, stacked.
    #[default]
    Kind,
    /// Who acts, one row each.
    Country,
}

/// What the chart counts; made once for what is shown.
#[derive(Clone, Debug, Default)]
pub struct Months {
    /// By the first day of each month: events by family, and by the most active parties.
    counts: BTreeMap<NaiveDate, ([u32; 6], [u32; COUNTRIES])>,
    /// With all their events, those included that have no bar.
    parties: Vec<(Party, usize)>,
    /// Events of which not even the month is known.
    apart: usize,
    /// Events of which the month is not known, but the year.
    years: BTreeMap<i32, ([u32; 6], [u32; COUNTRIES])>,
}

impl Months {
    /// Counts what is shown.
    pub fn of(state: &State) -> Self {
        let mut active: BTreeMap<Party, usize> = BTreeMap::new();
        for party in state.shown().flat_map(|(_, e)| &e.actors) {
            *active.entry(*party).or_default() += 1;
        }
        let mut parties: Vec<(Party, usize)> = active.into_iter().collect();
        parties.sort_by_key(|(party, n)| (std::cmp::Reverse(*n), *party));
        parties.truncate(COUNTRIES);
        let mut months = Self { parties, ..Self::default() };
        for (_, event) in state.shown() {
            let known = |d: Dates| d.earliest.zip(d.latest).filter(|(e, l)| e.year() == l.year());
            let Some((first, last)) = state.dates_of(event).and_then(known) else {
                months.apart += 1;
                continue;
            };
            let (families, countries) = match first.with_day(1) {
                Some(month) if first.month() == last.month() => months.counts.entry(month).or_default(),
                _ => months.years.entry(first.year()).or_default(),
            };
            families[Family::ALL.iter().position(|f| *f == event.kind.family()).unwrap_or(0)] += 1;
            for (count, (party, _)) in countries.iter_mut().zip(&months.parties) {
                *count += u32::from(event.actors.contains(party));
            }
        }
        months
    }

    /// Bars: first day, days, events by family and by country.
    fn bars(&self, unit: Unit) -> Vec<(f64, f64, [u32; 6], [u32; COUNTRIES])> {
        match unit {
            Unit::Month => {
                let days = |first: NaiveDate| f64::from(crate::model::edtf::last_of_month(first).day());
                self.counts.iter().map(|(first, (f, c))| (day_number(*first), days(*first), *f, *c)).collect()
            }
            Unit::Year => {
                let mut years = self.years.clone();
                for (first, (families, countries)) in &self.counts {
                    let year = years.entry(first.year()).or_default();
                    year.0.iter_mut().zip(families).for_each(|(sum, n)| *sum += n);
                    year.1.iter_mut().zip(countries).for_each(|(sum, n)| *sum += n);
                }
                let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).map_or(0.0, day_number);
                years.iter().map(|(y, (f, c))| (first(*y), first(y + 1) - first(*y), *f, *c)).collect()
            }
        }
    }

    /// How many events have no bar.
    fn apart(&self, unit: Unit) -> usize {
        let years: u32 = self.years.values().flat_map(|(families, _)| families).sum();
        self.apart + if unit == Unit::Month { years as usize } else { 0 }
    }
}

/// Draws the chart over the part of the calendar that the timeline shows.
pub fn activity_ui(ui: &mut egui::Ui, state: &State, actions: &mut Vec<Action>) {
    let (lang, words, palette) = (state.lang, words(state.lang), theme::palette_of(ui));
    let (unit, split) = state.chart;
    let months = state.months();
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words.activity_title).font(theme::font(Face::SansBold, 13.0)));
        for (to, name) in [(Unit::Month, words.by_month), (Unit::Year, words.by_year)] {
            if ui.add(Button::selectable(unit == to, name).small()).clicked() {
                actions.push(Action::Chart(to, split));
            }
        }
        ui.separator();
        for (to, name) in [(Split::Kind, words.by_kind), (Split::Country, words.by_country)] {
            if ui.add(Button::selectable(split == to, name).small()).clicked() {
                actions.push(Action::Chart(unit, to));
            }
        }
        let apart = months.apart(unit);
        if split == Split::Country {
            let most = months.bars(unit).iter().flat_map(|b| b.3).max().unwrap_or(0);
            let scale = fill(words.one_scale, &[&number(lang, most as usize)]);
            ui.label(RichText::new(format!("{scale}{}", if apart > 0 { " ·" } else { "" })).color(palette.weak));
        }
        if apart > 0 {
            ui.label(RichText::new(count(words.not_in_chart, apart)).color(palette.weak));
        }
    });
    let bars = months.bars(unit);
    match split {
        Split::Kind => by_kind(ui, state, unit, &bars, actions),
        Split::Country => by_country(ui, state, months, unit, &bars, actions),
    }
}

type Bars = [(f64, f64, [u32; 6], [u32; COUNTRIES])];

fn by_kind(ui: &mut egui::Ui, state: &State, unit: Unit, bars: &Bars, actions: &mut Vec<Action>) {
    let charts = Family::ALL.into_iter().enumerate().map(|(at, family)| {
        let ink = theme::family_color(family, theme::theme_of(ui));
        // Stacking needs the same bars in every chart, so heights are stacked here.
        let some = bars.iter().filter(|(_, _, families, _)| families[at] > 0).map(|(first, days, families, _)| {
            let below: u32 = families[..at].iter().sum();
            bar(*first, *days, families[at], ink).base_offset(f64::from(below))
        });
        chart(words(state.lang).family(family), some.collect(), ink)
    });
    let charts: Vec<BarChart> = charts.collect();
    let said = |day: f64| {
        let (first, _, families, _) = under(bars, day)?;
        let of = |(family, n): (Family, u32)| {
            format!("\n{}{} {n}", words(state.lang).family(family), words(state.lang).colon)
        };
        let counts: String = Family::ALL.into_iter().zip(*families).filter(|(_, n)| *n > 0).map(of).collect();
        (!counts.is_empty()).then(|| format!("{}{counts}", time(*first, unit, state.lang)))
    };
    plot(ui, state, ("activity", true), (charts, &said), actions);
}

/// A row each, all to one scale: five hues could not be told apart.
fn by_country(ui: &mut egui::Ui, state: &State, months: &Months, unit: Unit, bars: &Bars, actions: &mut Vec<Action>) {
    let palette = theme::palette_of(ui);
    let rows = months.parties.len().max(1) as f32;
    let axis = 16.0;
    ui.spacing_mut().item_spacing.y = 2.0;
    let height = ((ui.available_height() - axis - 2.0) / rows - 2.0).max(10.0);
    let most = bars.iter().flat_map(|b| b.3).max().unwrap_or(1);
    // A row is as high as it is, not as high as a button.
    ui.spacing_mut().interact_size.y = height;
    for (at, (party, total)) in months.parties.iter().enumerate() {
        let last = at + 1 == months.parties.len();
        ui.horizontal(|ui| {
            let name = super::tell::party(*party, state.lang);
            ui.spacing_mut().item_spacing.x = 0.0;
            let (rect, _) = ui.allocate_exact_size(egui::vec2(COLUMN, height), egui::Sense::hover());
            let line = format!("{name} {}", number(state.lang, *total));
            let font = theme::font(Face::Sans, 12.0);
            ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, line, font, palette.text);
            let some = bars.iter().filter(|b| b.3[at] > 0).map(|b| bar(b.0, b.1, b.3[at], palette.accent));
            let chart = chart(&name, some.collect(), palette.accent);
            let said = |day: f64| {
                let (first, _, _, countries) = under(bars, day)?;
                let n = countries[at];
                (n > 0).then(|| format!("{}\n{name}{} {n}", time(*first, unit, state.lang), words(state.lang).colon))
            };
            let size = egui::vec2(ui.available_width() - GUTTER, height + if last { axis } else { 0.0 });
            row(ui, state, (party.code(), last), (chart, f64::from(most), size), &said, actions);
        });
    }
}

fn bar(first: f64, days: f64, n: u32, ink: egui::Color32) -> Bar {
    Bar::new(first + days / 2.0, f64::from(n)).width(days * 0.86).fill(ink).stroke(egui::Stroke::new(1.0, ink))
}

/// What is under the pointer is told beside it: text in the plot would be cut at its edges.
fn chart(name: &str, bars: Vec<Bar>, ink: egui::Color32) -> BarChart {
    BarChart::new(name, bars).color(ink).allow_hover(false)
}

/// The bar of a day.
fn under(bars: &Bars, day: f64) -> Option<&(f64, f64, [u32; 6], [u32; COUNTRIES])> {
    bars.iter().find(|(first, days, ..)| (*first..first + days).contains(&day))
}

/// "mars 2018", or the year.
fn time(first: f64, unit: Unit, lang: Lang) -> String {
    let first = date_of(first + 0.5);
    match unit {
        Unit::Month => format!("{} {}", calendar::month(first, lang), first.year()),
        Unit::Year => first.year().to_string(),
    }
}

fn base(id: &str, lang: Lang, palette: &theme::Palette) -> Plot<'static> {
    Plot::new(id.to_owned())
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .show_crosshair(false)
        .grid_color(palette.rule)
        .include_y(0.0)
        .x_grid_spacer(|input| years_or_months(&input))
        .y_grid_spacer(|input| whole_numbers(&input))
        .x_axis_formatter(move |mark, _| match date_of(mark.value + 0.5) {
            day if day.month() > 1 => calendar::short_month(day, lang).to_owned(),
            day => day.year().to_string(),
        })
        .y_axis_formatter(move |mark, _| number(lang, mark.value.round().max(0.0) as usize))
        .label_formatter(|_| None)
}

/// What is said of the bar at a day.
type Said<'a> = &'a dyn Fn(f64) -> Option<String>;

fn plot(
    ui: &mut egui::Ui,
    state: &State,
    (id, grid): (&str, bool),
    (charts, said): (Vec<BarChart>, Said<'_>),
    actions: &mut Vec<Action>,
) {
    let view = state.view;
    let plot = base(id, state.lang, theme::palette_of(ui)).show_grid([grid, grid]);
    let size = egui::vec2(ui.available_width() - GUTTER, ui.available_height());
    let made = plot.y_axis_min_width(COLUMN).width(size.x).height(size.y).show(ui, |plot| {
        plot.set_plot_bounds_x(view.from..=view.to);
        for chart in charts {
            plot.bar_chart(chart);
        }
        plot.pointer_coordinate().map(|p| p.x)
    });
    follow(state, made.response, made.inner, said, actions);
}

fn row(
    ui: &mut egui::Ui,
    state: &State,
    (id, axis): (&str, bool),
    (chart, most, size): (BarChart, f64, egui::Vec2),
    said: Said<'_>,
    actions: &mut Vec<Action>,
) {
    let view = state.view;
    let plot = base(id, state.lang, theme::palette_of(ui)).show_axes([axis, false]).show_grid([true, false]);
    let plot = plot.show_y(false).min_size(egui::Vec2::splat(8.0)).width(size.x).height(size.y);
    let made = plot.show(ui, |plot| {
        plot.set_plot_bounds_x(view.from..=view.to);
        plot.set_plot_bounds_y(0.0..=most);
        plot.bar_chart(chart);
        plot.pointer_coordinate().map(|p| p.x)
    });
    follow(state, made.response, made.inner, said, actions);
}

/// A click goes to the month or the year under the pointer.
fn follow(state: &State, response: egui::Response, day: Option<f64>, said: Said<'_>, actions: &mut Vec<Action>) {
    let clicked = response.clicked();
    if let Some(text) = day.and_then(said) {
        response.on_hover_text_at_pointer(text);
    }
    if !clicked {
        return;
    }
    let Some(first) = day.map(date_of) else { return };
    let dates = match state.chart.0 {
        Unit::Month => Dates::month(first.year(), first.month()),
        Unit::Year => Dates::year(first.year()),
    };
    let view = dates.and_then(|d| Some(View::of_dates(d.earliest?, d.latest?)));
    actions.extend(view.map(Action::Fly));
}

/// A line at each first of January; where few years are in view, at the first of months.
fn years_or_months(input: &GridInput) -> Vec<GridMark> {
    /// Up to so many days every month, or every third one, has a line.
    const MONTHS: [(f64, u32); 2] = [(430.0, 1), (1100.0, 3)];
    let (from, to) = input.bounds;
    let (first, last) = (date_of(from), date_of(to));
    if let Some((_, step)) = MONTHS.into_iter().find(|(days, _)| to - from <= *days) {
        let months = (first.year()..=last.year()).flat_map(|year| (1..=12).map(move |month| (year, month)));
        let day = |(year, month)| NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (month - 1) % step == 0);
        let mark = |day| GridMark { value: day_number(day), step_size: 30.0 * f64::from(step) };
        return months.filter_map(day).map(mark).collect();
    }
    let step = ((last.year() - first.year()) / 12).max(1);
    (first.year()..=last.year() + 1)
        .filter(|year| year % step == 0)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1))
        .map(|day| GridMark { value: day_number(day), step_size: 365.0 * f64::from(step) })
        .collect()
}

fn whole_numbers(input: &GridInput) -> Vec<GridMark> {
    let top = input.bounds.1.max(1.0);
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 1000.0, 1e4, 1e5];
    let step = step.into_iter().find(|s| top / s <= 5.0).unwrap_or(1e6);
    (0..=(top / step) as u32).map(|n| GridMark { value: f64::from(n) * step, step_size: step }).collect()
}
