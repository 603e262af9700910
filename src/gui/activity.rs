//! How many events each month had, stacked by family of kinds.

use super::state::State;
use super::theme;
use super::words::{fill, number, words};
use crate::model::Family;
use crate::timeline::{date_of, day_number, words as calendar};
use chrono::{Datelike, NaiveDate};
use eframe::egui::{self, RichText};
use egui_plot::{Bar, BarChart, GridInput, GridMark, Plot};
use std::collections::BTreeMap;

/// Draws the chart over the part of the calendar that the timeline shows.
pub fn activity_ui(ui: &mut egui::Ui, state: &State) {
    let (lang, words, palette) = (state.lang, words(state.lang), theme::palette_of(ui));
    let (months, apart) = by_month(state);
    ui.horizontal(|ui| {
        ui.label(RichText::new(words.by_month).font(theme::font(crate::scene::Face::SansBold, 13.0)));
        if apart > 0 {
            ui.label(RichText::new(fill(words.not_in_chart, &[&number(lang, apart)])).color(palette.weak));
        }
    });
    let mut charts: Vec<BarChart> = Vec::new();
    for (at, family) in Family::ALL.into_iter().enumerate() {
        let ink = theme::family_color(family, theme::theme_of(ui));
        let edge = egui::Stroke::new(1.0, ink);
        let bars = months.iter().filter(|(_, counts)| counts[at] > 0).map(|(first, counts)| {
            let days = f64::from(crate::model::edtf::last_of_month(*first).day());
            Bar::new(day_number(*first) + days / 2.0, f64::from(counts[at])).width(days * 0.86).fill(ink).stroke(edge)
        });
        // Stacking needs the same bars in every chart, so heights of months are stacked here.
        let bars = bars.zip(bases(&months, at)).map(|(bar, base)| bar.base_offset(base)).collect();
        let named =
            BarChart::new(words.family(family), bars).color(ink).element_formatter(Box::new(move |bar, chart| {
                let first = date_of(bar.argument);
                let month = format!("{} {}", calendar::month(first, lang), first.year());
                format!("{month}\n{}\u{a0}: {}", egui_plot::PlotItem::name(chart), bar.value)
            }));
        charts.push(named);
    }
    let view = state.view;
    Plot::new("activity")
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .show_crosshair(false)
        .grid_color(palette.rule)
        .allow_boxed_zoom(false)
        .show_grid([true, true])
        .include_y(0.0)
        .x_grid_spacer(|input| years(&input))
        .y_grid_spacer(|input| whole_numbers(&input))
        .x_axis_formatter(|mark, _| date_of(mark.value + 0.5).year().to_string())
        .y_axis_formatter(move |mark, _| number(lang, mark.value.round().max(0.0) as usize))
        .label_formatter(|_| None)
        .show(ui, |plot| {
            plot.set_plot_bounds_x(view.from..=view.to);
            for chart in charts {
                plot.bar_chart(chart);
            }
        });
}

/// Events by the first day of their month and by family, and how many have no known month.
fn by_month(state: &State) -> (BTreeMap<NaiveDate, [u32; 6]>, usize) {
    let mut months: BTreeMap<NaiveDate, [u32; 6]> = BTreeMap::new();
    let mut apart = 0;
    for (_, event) in state.shown() {
        let month = event.date.dates.and_then(|d| {
            let (e, l) = (d.earliest?, d.latest?);
            ((e.year(), e.month()) == (l.year(), l.month())).then(|| e.with_day(1)).flatten()
        });
        match month {
            Some(month) => {
                let at = Family::ALL.iter().position(|f| *f == event.kind.family()).unwrap_or(0);
                months.entry(month).or_default()[at] += 1;
            }
            None => apart += 1,
        }
    }
    (months, apart)
}

fn bases(months: &BTreeMap<NaiveDate, [u32; 6]>, at: usize) -> impl Iterator<Item = f64> {
    months.values().filter(move |c| c[at] > 0).map(move |c| f64::from(c[..at].iter().sum::<u32>()))
}

/// A line at each first of January.
fn years(input: &GridInput) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let (first, last) = (date_of(from), date_of(to));
    let step = ((last.year() - first.year()) / 12).max(1);
    (first.year()..=last.year() + 1)
        .filter(|year| year % step == 0)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1))
        .map(|day| GridMark { value: day_number(day), step_size: 365.25 * f64::from(step) })
        .collect()
}

fn whole_numbers(input: &GridInput) -> Vec<GridMark> {
    let top = input.bounds.1.max(1.0);
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 1000.0, 1e4, 1e5];
    let step = step.into_iter().find(|s| top / s <= 5.0).unwrap_or(1e6);
    (0..=(top / step) as u32 + 1).map(|n| GridMark { value: f64::from(n) * step, step_size: step }).collect()
}
