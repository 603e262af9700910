//! Dates as intervals of days, read and written as EDTF (ISO 8601-2).
//!
//! A [`Dates`] is not a point in time: it says that something lies between two civil days. "March 2021" is thirty-one
//! days wide, and nothing here pretends otherwise. Days have no zone and no hour.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An interval of civil days; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dates {
    /// The first day it can be.
    pub earliest: Option<NaiveDate>,
    /// The last day it can be.
    pub latest: Option<NaiveDate>,
    /// EDTF `~`: the ends are approximate ("fin novembre", "vers").
    pub approximate: bool,
}

/// The text is not an EDTF date of the subset that Frise speaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an EDTF date: {0:?}")]
pub struct NotEdtf(pub String);

impl Dates {
    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Self { earliest: Some(day), latest: Some(day), approximate: false }
    }

    /// One day by its numbers; `None` where the calendar has no such day.
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::day)
    }

    /// One month; `None` where `month` is not in 1..=12.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Self::between(first, last_of_month(first)))
    }

    /// One year.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self::between(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
    }

    /// All days from `first` to `last`, both included (swapped where needed).
    pub fn between(first: NaiveDate, last: NaiveDate) -> Self {
        Self { earliest: Some(first.min(last)), latest: Some(first.max(last)), approximate: false }
    }

    /// `first` or any day after it.
    pub fn from(first: NaiveDate) -> Self {
        Self { earliest: Some(first), latest: None, approximate: false }
    }

    /// `last` or any day before it.
    pub fn until(last: NaiveDate) -> Self {
        Self { earliest: None, latest: Some(last), approximate: false }
    }

    /// The same interval, marked approximate.
    #[must_use]
    pub fn approximately(self) -> Self {
        Self { approximate: true, ..self }
    }

    /// True where the interval is exactly one day.
    pub fn is_day(&self) -> bool {
        self.earliest.is_some() && self.earliest == self.latest
    }

    /// How many days it is wide (1 for a day); `None` where an end is open.
    pub fn width_days(&self) -> Option<i64> {
        Some((self.latest? - self.earliest?).num_days() + 1)
    }

    /// True where `day` may be meant.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.earliest.is_none_or(|e| e <= day) && self.latest.is_none_or(|l| day <= l)
    }

    /// What both allow; `None` where they exclude each other.
    pub fn intersect(&self, other: &Dates) -> Option<Dates> {
        let earliest = match (self.earliest, other.earliest) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        let latest = match (self.latest, other.latest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match (earliest, latest) {
            (Some(e), Some(l)) if e > l => None,
            _ => Some(Dates { earliest, latest, approximate: self.approximate && other.approximate }),
        }
    }

    /// The smallest interval that covers both.
    #[must_use]
    pub fn hull(&self, other: &Dates) -> Dates {
        Dates {
            earliest: self.earliest.zip(other.earliest).map(|(a, b)| a.min(b)),
            latest: self.latest.zip(other.latest).map(|(a, b)| a.max(b)),
            approximate: self.approximate || other.approximate,
        }
    }

    /// The day by which lists are sorted: the middle of a closed interval, else its one end.
    pub fn sort_key(&self) -> Option<NaiveDate> {
        match (self.earliest, self.latest) {
            (Some(e), Some(l)) => e.checked_add_days(Days::new(((l - e).num_days() / 2) as u64)),
            (e, l) => e.or(l),
        }
    }
}

/// The last day of the month in which `day` lies.
pub fn last_of_month(day: NaiveDate) -> NaiveDate {
    let (y, m) = (day.year(), day.month());
    let next = if m == 12 { NaiveDate::from_ymd_opt(y + 1, 1, 1) } else { NaiveDate::from_ymd_opt(y, m + 1, 1) };
    next.and_then(|d| d.pred_opt()).unwrap_or(day)
}

impl fmt::Display for Dates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.approximate { "~" } else { "" };
        match (self.earliest, self.latest) {
            (None, None) => f.write_str("../.."),
            (Some(e), None) => write!(f, "{e}{mark}/.."),
            (None, Some(l)) => write!(f, "../{l}{mark}"),
            (Some(e), Some(l)) if e == l => write!(f, "{e}{mark}"),
            (Some(e), Some(l)) => {
                let whole_months = e.day() == 1 && l == last_of_month(l);
                if whole_months && (e.year(), e.month()) == (l.year(), l.month()) {
                    write!(f, "{}{mark}", e.format("%Y-%m"))
                } else if whole_months && e.month() == 1 && l.month() == 12 {
                    if e.year() == l.year() {
                        write!(f, "{}{mark}", e.format("%Y"))
                    } else {
                        write!(f, "{}{mark}/{}{mark}", e.format("%Y"), l.format("%Y"))
                    }
                } else if whole_months {
                    write!(f, "{}{mark}/{}{mark}", e.format("%Y-%m"), l.format("%Y-%m"))
                } else {
                    write!(f, "{e}{mark}/{l}{mark}")
                }
            }
        }
    }
}

impl FromStr for Dates {
    type Err = NotEdtf;

    /// Reads `2014-12-20`, `2014-12-1X`, `2014-12`, `2014`, `201X`, seasons `2014-21`…`2014-24`, `~ ? %`, `a/b`, `../b`, `a/..`.
    fn from_str(text: &str) -> Result<Self, NotEdtf> {
        let wrong = || NotEdtf(text.to_owned());
        let (left, right) = match text.split_once('/') {
            Some((a, b)) => (a, Some(b)),
            None => (text, None),
        };
        let open = |s: &str| s.is_empty() || s == "..";
        match right {
            None => one(left).ok_or_else(wrong),
            Some(b) => {
                let from = if open(left) { None } else { Some(one(left).ok_or_else(wrong)?) };
                let to = if open(b) { None } else { Some(one(b).ok_or_else(wrong)?) };
                let dates = Dates {
                    earliest: from.and_then(|d| d.earliest),
                    latest: to.and_then(|d| d.latest),
                    approximate: from.is_some_and(|d| d.approximate) || to.is_some_and(|d| d.approximate),
                };
                match (dates.earliest, dates.latest) {
                    (Some(e), Some(l)) if e > l => Err(wrong()),
                    _ => Ok(dates),
                }
            }
        }
    }
}

fn one(text: &str) -> Option<Dates> {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let approximate = bare.len() < text.len();
    let mut parts = bare.split('-');
    let year = parts.next()?;
    if year.len() != 4 {
        return None;
    }
    let dates = match (parts.next(), parts.next(), parts.next()) {
        (None, None, None) => match year.strip_suffix('X') {
            Some(decade) => {
                let first: i32 = decade.parse().ok()?;
                Dates::year(first * 10)?.hull(&Dates::year(first * 10 + 9)?)
            }
            None => Dates::year(year.parse().ok()?)?,
        },
        (Some("XX"), None | Some("XX"), None) => Dates::year(year.parse().ok()?)?,
        (Some(month), None | Some("XX"), None) => {
            let (year, month): (i32, u32) = (year.parse().ok()?, two(month)?);
            match month {
                21..=24 => {
                    let first = NaiveDate::from_ymd_opt(year, [3, 6, 9, 12][month as usize - 21], 1)?;
                    Dates::between(first, last_of_month(first.checked_add_months(Months::new(2))?))
                }
                _ => Dates::month(year, month)?,
            }
        }
        (Some(month), Some(day), None) if day.len() == 2 && day.ends_with('X') => {
            let tens: u32 = day.strip_suffix('X')?.parse().ok().filter(|tens| *tens < 4)?;
            let whole = Dates::month(year.parse().ok()?, two(month)?)?;
            let (first, last) = (whole.earliest?, whole.latest?);
            let from = first.with_day((tens * 10).max(1))?;
            Dates::between(from, from.with_day(tens * 10 + 9).unwrap_or(last))
        }
        (Some(month), Some(day), None) => Dates::ymd(year.parse().ok()?, two(month)?, two(day)?)?,
        _ => return None,
    };
    Some(Dates { approximate, ..dates })
}

fn two(text: &str) -> Option<u32> {
    (text.len() == 2).then(|| text.parse().ok()).flatten()
}

/// EDTF where people read it; else the days from the common era's first, which is exact for any interval.
impl Serialize for Dates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        let day = |d: Option<NaiveDate>| d.map(|d| d.num_days_from_ce());
        (day(self.earliest), day(self.latest), self.approximate).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Dates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        if deserializer.is_human_readable() {
            return String::deserialize(deserializer)?.parse().map_err(D::Error::custom);
        }
        let (earliest, latest, approximate) = <(Option<i32>, Option<i32>, bool)>::deserialize(deserializer)?;
        let day = |n: i32| NaiveDate::from_num_days_from_ce_opt(n).ok_or_else(|| D::Error::custom("no day"));
        Ok(Dates { earliest: earliest.map(day).transpose()?, latest: latest.map(day).transpose()?, approximate })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_canonically() {
        for (read, written) in [
            ("2014-12-20", "2014-12-20"),
            ("2014-12", "2014-12"),
            ("2014", "2014"),
            ("201X", "2010/2019"),
            ("2014-11~", "2014-11~"),
            ("2011/2018", "2011/2018"),
            ("2014-11-24/2014-11-30", "2014-11-24/2014-11-30"),
            ("2014-11-01/2014-11-30", "2014-11"),
            ("../2014-12-20", "../2014-12-20"),
            ("2014-12-20/..", "2014-12-20/.."),
            ("2014-XX-XX", "2014"),
            ("2014-24", "2014-12/2015-02"),
            ("2014-12-1X", "2014-12-10/2014-12-19"),
            ("2014-02-2X", "2014-02-20/2014-02-28"),
            ("2014-12-0X", "2014-12-01/2014-12-09"),
        ] {
            assert_eq!(read.parse::<Dates>().map(|d| d.to_string()), Ok(written.to_owned()), "{read}");
        }
    }

    #[test]
    fn any_interval_is_packed_exactly() {
        let day = NaiveDate::from_ymd_opt;
        for dates in [
            Dates { earliest: day(2014, 12, 20), latest: day(2014, 12, 20), approximate: false },
            Dates { earliest: day(2018, 1, 1), latest: day(2011, 12, 31), approximate: true },
            Dates { earliest: None, latest: None, approximate: true },
            Dates { earliest: day(-44, 3, 15), latest: day(12_014, 12, 20), approximate: false },
        ] {
            assert_eq!(crate::packed::Packed::of(&dates).open(), dates);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "14-12",
            "2014-13",
            "2014-02-30",
            "2015/2014",
            "samedi",
            "2014-12-20-1",
            "2014-1",
            "2014-12-4X",
            "2014-02-3X",
        ] {
            assert!(text.parse::<Dates>().is_err(), "{text}");
        }
    }

    #[test]
    fn intervals_intersect_or_exclude_each_other() {
        let parse = |s: &str| s.parse::<Dates>().expect("a date");
        assert_eq!(parse("2014").intersect(&parse("2014-12/..")), Some(parse("2014-12")));
        assert_eq!(parse("2014").intersect(&parse("2015")), None);
        assert_eq!(parse("2014-12").width_days(), Some(31));
    }
}
