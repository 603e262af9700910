//! Which events a telling may be one more of, without a look at all of them. A group is left out only where it cannot be the
//! same: it is found by its month, by words of its passages or by its incident.

use super::{COPIED, Seed, each_stem, is_narrow};
use crate::model::{ArticleId, Certainty, Dates, Event, Kind};
use chrono::Datelike;
use std::collections::{BTreeMap, HashMap};

/// The content words of passages, folded, cut to their stems and numbered; sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Vec<u32>);

impl Words {
    /// Words shared, as a share of the shorter.
    pub(super) fn likeness(&self, other: &Words) -> f64 {
        let (mut i, mut j, mut common) = (0, 0, 0_u32);
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            common += u32::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        f64::from(common) / self.0.len().min(other.0.len()).max(1) as f64
    }

    /// Adds the words of another passage; those that are new.
    pub(super) fn extend(&mut self, other: &Words) -> Vec<u32> {
        let new: Vec<u32> = other.0.iter().copied().filter(|w| self.0.binary_search(w).is_err()).collect();
        self.0.reserve_exact(new.len());
        self.0.extend(&new);
        self.0.sort_unstable();
        new
    }

    /// Of so many words, whichever they are, passages that are all but copies share at least one.
    fn enough(&self) -> usize {
        let needed = (COPIED * self.0.len() as f64).ceil() as usize;
        self.0.len() + 1 - needed.max(1)
    }
}

/// Numbers the stems.
#[derive(Default)]
pub(super) struct Stems(HashMap<String, u32>);

impl Stems {
    /// The words of an event's passages.
    pub(super) fn of(&mut self, event: &Event, texts: &BTreeMap<&ArticleId, &str>) -> Words {
        let mut words = Vec::new();
        each_stem(event, texts, &mut |stem| {
            let next = self.0.len() as u32;
            let number = self.0.get(stem).copied();
            words.push(number.unwrap_or_else(|| *self.0.entry(stem.to_owned()).or_insert(next)));
        });
        words.sort_unstable();
        words.dedup();
        words.shrink_to_fit();
        Words(words)
    }
}

/// A kind, and whether the act is only planned: what differs in them is never the same.
type Sort = (Kind, bool);

/// The groups, by what finds them; a group's number as `u32`, because each stands in dozens of lists.
#[derive(Default)]
pub(super) struct Near {
    /// Groups of narrow dates, by the months they touch (counted from year 0).
    months: HashMap<(Sort, i32), Vec<u32>>,
    /// By each word.
    words: HashMap<(Sort, u32), Vec<u32>>,
    /// By a few words, of which whoever copies the group has at least one.
    few: HashMap<(Sort, u32), Vec<u32>>,
    /// How many those are.
    count_of_few: Vec<u32>,
    /// Attacks, by their incident.
    incidents: HashMap<(Sort, usize), Vec<u32>>,
    sorts: Vec<Sort>,
}

fn sort(seed: &Seed) -> Sort {
    (seed.kind, seed.certainty == Certainty::Planned)
}

fn months(dates: &Dates) -> impl Iterator<Item = i32> {
    let month = |d: chrono::NaiveDate| d.year() * 12 + d.month0() as i32;
    dates.earliest.zip(dates.latest).into_iter().flat_map(move |(first, last)| month(first)..=month(last))
}

impl Near {
    /// The groups that may tell the same as a telling which is no more precise than any of them; each once.
    pub(super) fn candidates(&self, seed: &Seed, words: &Words) -> Vec<usize> {
        let mut out: Vec<u32> = Vec::new();
        let Some(dates) = seed.dates else { return Vec::new() };
        let sort = sort(seed);
        if is_narrow(&dates) {
            out.extend(months(&dates).filter_map(|m| self.months.get(&(sort, m))).flatten());
        } else {
            // Of wide dates only copies are joined, and attacks of one incident.
            let mut rarest: Vec<&[u32]> =
                words.0.iter().map(|w| self.words.get(&(sort, *w)).map_or(&[][..], Vec::as_slice)).collect();
            rarest.sort_by_key(|groups| groups.len());
            out.extend(rarest.into_iter().take(words.enough()).flatten());
            out.extend(words.0.iter().filter_map(|w| self.few.get(&(sort, *w))).flatten());
            out.extend(seed.incident.and_then(|i| self.incidents.get(&(sort, i))).into_iter().flatten());
        }
        out.sort_unstable();
        out.dedup();
        out.into_iter().map(|g| g as usize).collect()
    }

    /// Takes in a new group; `group` counts up from 0.
    pub(super) fn add(&mut self, group: usize, seed: &Seed, words: &Words) {
        let sort = sort(seed);
        self.sorts.push(sort);
        self.count_of_few.push(0);
        let Some(dates) = seed.dates else { return };
        if is_narrow(&dates) {
            for month in months(&dates) {
                self.months.entry((sort, month)).or_default().push(group as u32);
            }
        }
        if let Some(incident) = seed.incident.filter(|_| seed.kind == Kind::Attack) {
            self.incidents.entry((sort, incident)).or_default().push(group as u32);
        }
        self.learn(group, words, &words.0);
    }

    /// Takes in the words that are new in a group.
    pub(super) fn learn(&mut self, group: usize, words: &Words, new: &[u32]) {
        let sort = self.sorts[group];
        for word in new {
            self.words.entry((sort, *word)).or_default().push(group as u32);
        }
        let missing = words.enough().saturating_sub(self.count_of_few[group] as usize);
        let mut rarest: Vec<u32> = new.to_vec();
        rarest.sort_by_key(|w| self.words.get(&(sort, *w)).map_or(0, Vec::len));
        rarest.truncate(missing);
        self.count_of_few[group] += rarest.len() as u32;
        for word in rarest {
            self.few.entry((sort, word)).or_default().push(group as u32);
        }
    }
}
