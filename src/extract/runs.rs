//! Which articles are copies of each other, by the runs of words that they share.

use crate::language::linear::hash_bytes;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// Hashes of runs of five words: two articles that share many are copies. Of a long text only the smallest are held, which is
/// a fair sample: of two articles those up to the bound of both are compared.
#[derive(Default)]
pub struct Runs {
    /// Rising, each once.
    hashes: Vec<u64>,
    /// All runs with hashes up to here are held.
    bound: u64,
}

impl Runs {
    /// So many are held, or one in four of more: the share of two texts is then known to three in a hundred.
    const HELD: usize = 192;

    /// Of a text.
    pub fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let words: Vec<u64> = words.map(|w| hash_bytes(w.to_lowercase().as_bytes(), 0)).collect();
        let run = |w: &[u64]| w.iter().fold(0, |run, word| hash_bytes(&word.to_le_bytes(), run));
        let mut hashes: Vec<u64> = words.windows(5).map(run).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let held = Self::HELD.max(hashes.len() / 4);
        let bound = if hashes.len() > held { hashes[held - 1] } else { u64::MAX };
        hashes.truncate(held);
        hashes.shrink_to_fit();
        Self { hashes, bound }
    }

    /// How many of them can be compared with those of another.
    fn comparable(&self, other: &Self) -> usize {
        self.hashes.partition_point(|hash| *hash <= other.bound)
    }
}

/// Pairs of articles (i < j) that share a good part of their runs of words, and how much of the shorter; `None` where
/// cancelled.
pub fn alike(all: &[&Runs], cancel: &AtomicBool) -> Option<Vec<(usize, usize, f32)>> {
    // Runs that stand in many articles may be a site's furniture: they tell nothing, unless nearly all of a text is so.
    const COMMON: usize = 8;
    /// In how many a run is counted at all.
    const MOST: usize = 500;
    /// So much of the shorter text makes a copy.
    const COPY: f32 = 0.8;
    /// So many runs tell the same story.
    const FEWEST: usize = 3;
    /// Runs are looked at in so many parts, so that only a part of them is held twice.
    const PARTS: u64 = 32;
    let mut rare: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    // With the first that has the run only: a wire in a hundred papers is a hundred pairs, not five thousand.
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for part in 0..PARTS {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        let mut holders: Vec<(u64, u32)> = Vec::new();
        for (i, runs) in all.iter().enumerate() {
            let held = runs.hashes.iter().filter(|hash| **hash % PARTS == part);
            holders.extend(held.map(|hash| (*hash, i as u32)));
        }
        holders.sort_unstable();
        for list in holders.chunk_by(|a, b| a.0 == b.0).filter(|l| l.len() > 1 && l.len() <= MOST) {
            let holder = |k: usize| list[k].1 as usize;
            for j in 1..list.len() {
                *common.entry((holder(0), holder(j))).or_default() += 1;
            }
            if list.len() <= COMMON {
                for i in 0..list.len() {
                    for j in i + 1..list.len() {
                        *rare.entry((holder(i), holder(j))).or_default() += 1;
                    }
                }
            }
        }
    }
    let share = |i: usize, j: usize, n: usize| {
        let (one, other) = (all[i], all[j]);
        let comparable = one.comparable(other).min(other.comparable(one)).max(1);
        // One phrase that everybody uses is no story, however short the text beside it.
        if n >= comparable.min(FEWEST) { n as f32 / comparable as f32 } else { 0.0 }
    };
    let mut out: BTreeMap<(usize, usize), f32> =
        rare.into_iter().map(|((i, j), n)| ((i, j), share(i, j, n))).filter(|(_, share)| *share > 0.2).collect();
    for ((i, j), n) in common {
        let all = share(i, j, n);
        if all > COPY && out.get(&(i, j)).is_none_or(|known| *known < all) {
            out.insert((i, j), all);
        }
    }
    Some(out.into_iter().map(|((i, j), share)| (i, j, share)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(all: &[&Runs]) -> Vec<(usize, usize, f32)> {
        super::alike(all, &AtomicBool::new(false)).unwrap_or_default()
    }

    /// A text of so many words of which no two runs are the same.
    fn text(from: usize, words: usize) -> String {
        (from..from + words).map(|n| n.to_string() + " ").collect()
    }

    #[test]
    fn a_sample_of_long_texts_tells_how_much_they_share() {
        for (words, common) in [(60, 1.0), (900, 1.0), (900, 0.5), (4_000, 0.3), (900, 0.0)] {
            let shared = (words as f64 * common) as usize;
            let one = text(0, words);
            let other = text(0, shared) + &text(1_000_000, words - shared);
            let (one, other) = (Runs::of(&one), Runs::of(&other));
            let share = alike(&[&one, &other]).first().map_or(0.0, |(.., share)| f64::from(*share));
            assert!((share - common).abs() < 0.1, "{words} words, {common} of them: {share}");
        }
    }

    #[test]
    fn a_short_text_within_a_long_one_is_a_copy() {
        let (long, short) = (text(0, 6_000), text(2_000, 80));
        let (long, short) = (Runs::of(&long), Runs::of(&short));
        let share = alike(&[&long, &short]).first().map(|(.., share)| *share);
        assert!(share.is_some_and(|share| share > 0.8), "{share:?}");
    }
}
