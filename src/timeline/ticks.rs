//! Calendar ticks at every scale, in two rows: a unit above, its parts below. By px a day, as the table in [`ticks`] tells.

use super::scale::{date_of, day_number};
use super::{View, words};
use crate::model::Lang;
use crate::scene::{Face, Rect};
use crate::typeset;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// One unit of the calendar: a year, a month, a week or a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its first instant, in days.
    pub from: f64,
    /// Its end.
    pub to: f64,
    /// What is written; `None` for a tick without a label.
    pub label: Option<String>,
}

/// Both rows of an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticks {
    /// Years, months or days; the label of the first one stays at the left edge while its unit is in view.
    pub upper: Vec<Tick>,
    /// Their parts.
    pub lower: Vec<Tick>,
    /// Labels of the lower row stand in the middle of their unit rather than right of its tick.
    pub centered: bool,
    /// Saturdays and Sundays, each as its two ends, where days are wide enough to be tinted.
    pub weekends: Vec<(f64, f64)>,
}

#[derive(Clone, Copy)]
enum Unit {
    Years(i32),
    Quarter,
    Month,
    Monday,
    Day,
}

/// The ticks of `view` drawn in `plot`, for labels of `size` px.
///
/// | px a day | upper | lower |
/// |---|---|---|
/// | < 0.4 | 2014 2016 … (1, 2, 5) | unlabelled quarters |
/// | 0.4–1.3 | 2018 | T1 T2 T3 T4, initials of months from 0.5 |
/// | 1.3–2.5 | 2018 | janv. févr. … |
/// | 2.5–8 | 2018 | janvier février …, Mondays unlabelled |
/// | 8–22 | juin 2018 | Mondays |
/// | 22–60 | juin 2018 | days, weekends tinted |
/// | 60–600 | juin 2018 | lun. 4 |
/// | more | lundi 4 juin 2018 | |
///
/// With `weeks`, from 2.5 to 22 px a day the lower row has the weeks of ISO 8601 (S 23), and from 60 on each Monday its week.
pub fn ticks(view: &View, plot: &Rect, lang: Lang, size: f64, weeks: bool) -> Ticks {
    // Thresholds are for 11 px labels; larger type needs more room.
    let ppd = view.px_per_day(plot) * 11.0 / size;
    let year = |d: NaiveDate| Some(d.year().to_string());
    let month_year = |d: NaiveDate| Some(format!("{} {}", words::month(d, lang), d.year()));
    let mut out = Ticks { centered: true, ..Ticks::default() };
    match ppd {
        p if p < 0.4 => {
            let step = year_step(p);
            out.upper = units(view, Unit::Years(step), year);
            out.lower = units(view, if p * 91.0 >= 6.0 { Unit::Quarter } else { Unit::Years(1) }, |_| None);
        }
        p if p < 0.5 => {
            out.upper = units(view, Unit::Years(1), year);
            out.lower = units(view, Unit::Quarter, |d| Some(format!("{}{}", lang.pick("T", "Q"), d.month0() / 3 + 1)));
        }
        p if p < 1.3 => {
            out.upper = units(view, Unit::Years(1), year);
            out.lower = units(view, Unit::Month, |d| Some(words::month_initial(d, lang).to_owned()));
        }
        p if p < 2.5 => {
            out.upper = units(view, Unit::Years(1), year);
            out.lower = units(view, Unit::Month, |d| Some(words::short_month(d, lang).to_owned()));
        }
        p if p < 22.0 && weeks => {
            let bare = p * 7.0 < 26.0;
            out.upper = units(view, Unit::Month, month_year);
            out.lower = units(view, Unit::Monday, |d| {
                let week = d.iso_week().week();
                Some(if bare { week.to_string() } else { words::week(week, lang) })
            });
        }
        p if p < 8.0 => {
            out.upper = units(view, Unit::Years(1), year);
            out.lower = units(view, Unit::Month, |d| Some(words::month(d, lang).to_owned()));
            out.lower.extend(units(view, Unit::Monday, |_| None));
        }
        p if p < 22.0 => {
            out.upper = units(view, Unit::Month, month_year);
            out.lower = units(view, Unit::Monday, |d| Some(words::day_of_month(d, lang)));
            out.centered = false;
        }
        p if p < 60.0 => {
            out.upper = units(view, Unit::Month, month_year);
            out.lower = units(view, Unit::Day, |d| Some(words::day_of_month(d, lang)));
            out.weekends = weekends(view);
        }
        p if p < 600.0 => {
            out.upper = units(view, Unit::Month, month_year);
            out.lower = units(view, Unit::Day, |d| {
                let day = format!("{} {}", words::short_weekday(d, lang), words::day_of_month(d, lang));
                let numbered = weeks && p >= 84.0 && d.weekday() == Weekday::Mon;
                Some(if numbered { format!("{day} · {}", words::week(d.iso_week().week(), lang)) } else { day })
            });
            out.weekends = weekends(view);
        }
        _ => {
            out.upper = units(view, Unit::Day, |d| Some(words::long_day(d, lang)));
        }
    }
    out
}

/// 1, 2, 5, 10 … years, so that labels stand at least 44 px apart.
fn year_step(ppd: f64) -> i32 {
    [1, 2, 5, 10].into_iter().find(|step| f64::from(*step) * 365.25 * ppd >= 44.0).unwrap_or(20)
}

/// All units that touch the view.
fn units(view: &View, unit: Unit, label: impl Fn(NaiveDate) -> Option<String>) -> Vec<Tick> {
    let mut out = Vec::new();
    let mut at = start_of(date_of(view.from), unit);
    while day_number(at) < view.to && out.len() < 5000 {
        let Some(next) = after(at, unit) else { break };
        out.push(Tick { from: day_number(at), to: day_number(next), label: label(at) });
        at = next;
    }
    out
}

fn start_of(date: NaiveDate, unit: Unit) -> NaiveDate {
    let start = match unit {
        Unit::Years(step) => NaiveDate::from_ymd_opt(date.year().div_euclid(step) * step, 1, 1),
        Unit::Quarter => NaiveDate::from_ymd_opt(date.year(), date.month0() / 3 * 3 + 1, 1),
        Unit::Month => date.with_day(1),
        Unit::Monday => date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday()))),
        Unit::Day => Some(date),
    };
    start.unwrap_or(date)
}

fn after(date: NaiveDate, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Years(step) => NaiveDate::from_ymd_opt(date.year() + step, 1, 1),
        Unit::Quarter => date.checked_add_months(Months::new(3)),
        Unit::Month => date.checked_add_months(Months::new(1)),
        Unit::Monday => date.checked_add_days(Days::new(7)),
        Unit::Day => date.succ_opt(),
    }
}

fn weekends(view: &View) -> Vec<(f64, f64)> {
    let day = |d: NaiveDate| matches!(d.weekday(), Weekday::Sat | Weekday::Sun).then(String::new);
    let days = units(view, Unit::Day, day);
    days.iter().filter(|t| t.label.is_some()).map(|t| (t.from, t.to)).collect()
}

/// A label of the axis with its place: `x` is where its text starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Left end of the text.
    pub x: f64,
    /// The text.
    pub text: String,
}

/// The labels of the upper row: each right of its tick, the first one held at the left edge; what has no room is left out.
pub fn place_upper(upper: &[Tick], view: &View, plot: &Rect, size: f64) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut free = plot.x;
    for tick in upper {
        let Some(text) = &tick.label else { continue };
        let x = (view.x_from_day(plot, tick.from) + 4.0).max(plot.x + 4.0);
        let end = x + typeset::width(text, Face::SansBold, size);
        let room = view.x_from_day(plot, tick.to).min(plot.right());
        if x >= free && end <= room {
            out.push(Placed { x, text: text.clone() });
            free = end + 8.0;
        }
    }
    out
}

/// The labels of the lower row: in the middle of their unit or right of its tick; what does not fit its unit is left out.
pub fn place_lower(ticks: &Ticks, view: &View, plot: &Rect, size: f64) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut free = plot.x;
    for tick in &ticks.lower {
        let Some(text) = &tick.label else { continue };
        let width = typeset::width(text, Face::Sans, size);
        let (a, b) = (view.x_from_day(plot, tick.from), view.x_from_day(plot, tick.to));
        let x = if ticks.centered { f64::midpoint(a, b) - width / 2.0 } else { a + 3.0 };
        let fits = !ticks.centered || width + 3.0 <= b - a;
        if fits && x >= free && x + width <= plot.right() {
            out.push(Placed { x, text: text.clone() });
            free = x + width + 3.0;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLOT: Rect = Rect { x: 148.0, y: 36.0, width: 1000.0, height: 400.0 };

    fn rows(first: &str, last: &str, lang: Lang) -> (Vec<String>, Vec<String>) {
        rows_with(first, last, lang, false)
    }

    fn rows_with(first: &str, last: &str, lang: Lang, weeks: bool) -> (Vec<String>, Vec<String>) {
        let view = View::of_dates(first.parse().expect("a day"), last.parse().expect("a day"));
        let t = ticks(&view, &PLOT, lang, 11.0, weeks);
        let texts = |p: Vec<Placed>| p.into_iter().map(|p| p.text).collect();
        (texts(place_upper(&t.upper, &view, &PLOT, 11.0)), texts(place_lower(&t, &view, &PLOT, 11.0)))
    }

    #[test]
    fn ten_years_show_years_over_bare_quarters() {
        let (upper, lower) = rows("2014-01-01", "2023-12-31", Lang::Fr);
        assert_eq!(upper, ["2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023"]);
        assert!(lower.is_empty());
    }

    #[test]
    fn sixty_years_show_every_fifth() {
        let (upper, _) = rows("1970-01-01", "2029-12-31", Lang::Fr);
        assert_eq!(upper.first().map(String::as_str), Some("1970"));
        assert!(upper.contains(&"1975".to_owned()) && !upper.contains(&"1971".to_owned()), "{upper:?}");
    }

    #[test]
    fn a_year_shows_its_months_by_name() {
        let (upper, lower) = rows("2018-01-01", "2018-12-31", Lang::Fr);
        assert_eq!(upper, ["2018"]);
        assert_eq!(lower.first().map(String::as_str), Some("janvier"));
        assert_eq!(lower.len(), 12);
    }

    #[test]
    fn a_quarter_shows_mondays_under_months() {
        let (upper, lower) = rows("2018-05-20", "2018-08-10", Lang::Fr);
        assert_eq!(upper, ["mai 2018", "juin 2018", "juillet 2018", "août 2018"]);
        assert!(lower.contains(&"4".to_owned()) && lower.contains(&"11".to_owned()), "{lower:?}");
    }

    #[test]
    fn a_month_shows_its_days_and_tints_weekends() {
        let (upper, lower) = rows("2018-06-01", "2018-06-30", Lang::Fr);
        assert_eq!(upper, ["juin 2018"]);
        assert_eq!(&lower[..3], ["1ᵉʳ", "2", "3"]);
        let view = View::of_dates("2018-06-01".parse().expect("a day"), "2018-06-30".parse().expect("a day"));
        assert_eq!(ticks(&view, &PLOT, Lang::Fr, 11.0, false).weekends.len(), 9);
    }

    #[test]
    fn a_week_names_its_days_and_a_day_is_written_out() {
        let (_, lower) = rows("2018-06-04", "2018-06-10", Lang::Fr);
        assert_eq!(lower[0], "lun. 4");
        let (upper, _) = rows("2018-06-04", "2018-06-04", Lang::En);
        assert_eq!(upper, ["Monday 4 June 2018"]);
    }

    #[test]
    fn weeks_are_numbered_on_request() {
        let (upper, lower) = rows_with("2020-12-14", "2021-02-20", Lang::Fr, true);
        assert_eq!(upper[1], "janvier 2021");
        assert!(lower.contains(&"S\u{a0}53".to_owned()) && lower.contains(&"S\u{a0}1".to_owned()), "{lower:?}");
        let (_, lower) = rows_with("2018-06-04", "2018-06-10", Lang::En, true);
        assert_eq!(lower[0], "Mon 4 · W23");
    }

    #[test]
    fn quarters_have_the_letter_of_the_language() {
        let (_, lower) = rows("2015-01-01", "2020-12-31", Lang::Fr);
        assert_eq!(lower.first().map(String::as_str), Some("T1"));
        let (_, lower) = rows("2015-01-01", "2020-12-31", Lang::En);
        assert_eq!(lower.first().map(String::as_str), Some("Q1"));
    }

    proptest! {
        #[test]
        fn labels_of_a_row_never_touch(
            from in 0.0..20_000.0f64, days in 1.0..21_000.0f64, width in 60.0..3000.0f64, weeks: bool,
        ) {
            let view = View { from, to: from + days };
            let plot = Rect { width, ..PLOT };
            let t = ticks(&view, &plot, Lang::Fr, 11.0, weeks);
            for (row, face) in [
                (place_upper(&t.upper, &view, &plot, 11.0), Face::SansBold),
                (place_lower(&t, &view, &plot, 11.0), Face::Sans),
            ] {
                for pair in row.windows(2) {
                    prop_assert!(pair[0].x + typeset::width(&pair[0].text, face, 11.0) < pair[1].x);
                }
                if let Some(last) = row.last() {
                    prop_assert!(last.x + typeset::width(&last.text, face, 11.0) <= plot.right() + 1e-6);
                }
            }
        }

        #[test]
        fn there_is_always_a_tick_to_read_but_never_too_many(from in 0.0..20_000.0f64, days in 1.0..21_000.0f64) {
            let view = View { from, to: from + days };
            let t = ticks(&view, &PLOT, Lang::Fr, 11.0, false);
            prop_assert!(!t.upper.is_empty());
            prop_assert!(t.upper.len() + t.lower.len() < 500);
        }
    }
}
