//! A linear classifier over hashed features: weights that are read only, and the averaged perceptron that learns them.
//! Knows nothing of language.

use super::bytes::{Reader, Writer};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Mixes a template's number and up to three values into one feature.
#[inline]
pub fn feature(template: u32, a: u32, b: u32, c: u32) -> u32 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut h = (u64::from(template) << 32 | u64::from(a)).wrapping_mul(K);
    h = (h ^ (h >> 29) ^ u64::from(b)).wrapping_mul(K);
    h = (h ^ (h >> 32) ^ u64::from(c)).wrapping_mul(K);
    // 30 bits: rare enough collisions, and short differences between sorted keys in the file. 0 marks an empty slot.
    ((h >> 34) as u32).max(1)
}

/// A hash of a text, the same on every machine.
#[inline]
pub fn hash_text(text: &str) -> u32 {
    (hash_bytes(text.as_bytes(), 0) >> 32) as u32
}

/// A 64-bit hash of bytes with a seed, the same on every machine.
#[inline]
pub fn hash_bytes(bytes: &[u8], seed: u64) -> u64 {
    let mut h = 0xCBF2_9CE4_8422_2325 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for byte in bytes {
        h = (h ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    h = (h ^ (h >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    h ^ (h >> 29)
}

/// A hasher for keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_bytes(bytes, self.0);
    }
    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map whose keys are hashes already.
pub type HashedMap<K, V> = HashMap<K, V, BuildHasherDefault<Identity>>;

/// Something that scores the classes for a set of features.
pub trait Scorer {
    /// Adds the weights of `features` to `scores`, one per class.
    fn score(&self, features: &[u32], scores: &mut [i32]);
}

/// Trained weights: for each feature the few classes it speaks for or against.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Open addressing: feature, and first cell with the number of cells in the low byte.
    slots: Vec<[u32; 2]>,
    /// Class and weight.
    cells: Vec<(u16, i16)>,
}

impl Scorer for Weights {
    #[inline]
    fn score(&self, features: &[u32], scores: &mut [i32]) {
        if self.slots.is_empty() {
            return;
        }
        let (mask, shift) = (self.slots.len() - 1, shift(self.slots.len()));
        for &feature in features {
            let mut at = (feature >> shift) as usize & mask;
            loop {
                let [key, cells] = self.slots[at];
                if key == feature {
                    let first = (cells >> 8) as usize;
                    for &(class, weight) in &self.cells[first..first + (cells & 0xFF) as usize] {
                        if let Some(score) = scores.get_mut(usize::from(class)) {
                            *score += i32::from(weight);
                        }
                    }
                    break;
                }
                if key == 0 {
                    break;
                }
                at = (at + 1) & mask;
            }
        }
    }
}

/// Features have 30 bits; their upper ones are the place in a table of `slots`, so that a sorted file fills it in order.
fn shift(slots: usize) -> u32 {
    30_u32.saturating_sub(slots.trailing_zeros())
}

impl Weights {
    /// TEMPORARY
    pub fn pruned(&self, least: i16) -> Self {
        let mut rows: Vec<(u32, Vec<(u16, i16)>)> = self
            .slots
            .iter()
            .filter(|s| s[0] != 0)
            .map(|[k, c]| {
                let f = (c >> 8) as usize;
                (
                    *k,
                    self.cells[f..f + (c & 255) as usize]
                        .iter()
                        .copied()
                        .filter(|c| c.1.abs() >= least)
                        .collect::<Vec<_>>(),
                )
            })
            .filter(|r| !r.1.is_empty())
            .collect();
        rows.sort();
        Self::from_rows(&rows)
    }

    /// Packs rows sorted by feature, each with its (class, weight) cells.
    fn from_rows(rows: &[(u32, Vec<(u16, i16)>)]) -> Self {
        let mut slots = vec![[0_u32; 2]; (rows.len() * 2).next_power_of_two().max(2)];
        let (mask, shift) = (slots.len() - 1, shift(slots.len()));
        let mut cells = Vec::with_capacity(rows.iter().map(|r| r.1.len()).sum());
        for (feature, row) in rows {
            let mut at = (*feature >> shift) as usize & mask;
            while slots[at][0] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = [*feature, (cells.len() as u32) << 8 | row.len().min(255) as u32];
            cells.extend(row.iter().take(255));
        }
        Self { slots, cells }
    }

    /// How many features and how many weights there are.
    pub fn size(&self) -> (usize, usize) {
        (self.slots.iter().filter(|s| s[0] != 0).count(), self.cells.len())
    }

    /// Writes the weights, sorted by feature.
    pub fn write(&self, out: &mut Writer) {
        let mut used: Vec<[u32; 2]> = self.slots.iter().copied().filter(|s| s[0] != 0).collect();
        used.sort_unstable();
        out.number(used.len() as u64);
        let mut last = 0;
        for [feature, place] in used {
            out.number(u64::from(feature - last));
            last = feature;
            let first = (place >> 8) as usize;
            let cells = &self.cells[first..first + (place & 0xFF) as usize];
            out.number(cells.len() as u64);
            for (class, weight) in cells {
                out.number(u64::from(*class));
                out.signed(i64::from(*weight));
            }
        }
    }

    /// Reads what [`Weights::write`] wrote; `None` where the bytes are not such.
    pub fn read(input: &mut Reader<'_>) -> Option<Self> {
        let count = input.count()?;
        let mut slots = vec![[0_u32; 2]; (count * 2).next_power_of_two().max(2)];
        let (mask, shift) = (slots.len() - 1, shift(slots.len()));
        let mut cells = Vec::with_capacity(count * 3);
        let mut feature = 0_u32;
        for _ in 0..count {
            feature = feature.checked_add(u32::try_from(input.number()?).ok()?)?;
            let length = input.number()?;
            let mut at = (feature >> shift) as usize & mask;
            while slots[at][0] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = [feature, (cells.len() as u32) << 8 | u32::try_from(length).ok().filter(|l| *l < 256)?];
            for _ in 0..length {
                cells.push((u16::try_from(input.number()?).ok()?, i16::try_from(input.signed()?).ok()?));
            }
        }
        Some(Self { slots, cells })
    }
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    class: u16,
    weight: i32,
    total: i64,
    since: u32,
}

/// An averaged perceptron that is learning.
#[derive(Clone, Debug, Default)]
pub struct Learner {
    index: HashedMap<u32, u32>,
    keys: Vec<u32>,
    rows: Vec<Vec<Cell>>,
    step: u32,
}

impl Scorer for Learner {
    fn score(&self, features: &[u32], scores: &mut [i32]) {
        for feature in features {
            if let Some(row) = self.index.get(feature) {
                for cell in &self.rows[*row as usize] {
                    scores[usize::from(cell.class)] += cell.weight;
                }
            }
        }
    }
}

impl Learner {
    /// One decision was made; averages count decisions.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Speaks for `right` and against `wrong` under these features.
    pub fn correct(&mut self, features: &[u32], right: usize, wrong: usize) {
        for &feature in features {
            let row = *self.index.entry(feature).or_insert_with(|| {
                self.keys.push(feature);
                self.rows.push(Vec::new());
                self.rows.len() as u32 - 1
            });
            let row = &mut self.rows[row as usize];
            bump(row, right as u16, 1, self.step);
            bump(row, wrong as u16, -1, self.step);
        }
    }

    /// The averaged weights of several learners of the same task, quantised; weights below `least` are dropped.
    pub fn average(learners: &[Learner], scale: f64, least: i64) -> Weights {
        let mut sums: Vec<(u32, u16, f64)> = Vec::new();
        for learner in learners {
            let steps = f64::from(learner.step.max(1));
            for (key, row) in learner.keys.iter().zip(&learner.rows) {
                for cell in row {
                    let total = cell.total + i64::from(cell.weight) * i64::from(learner.step - cell.since);
                    sums.push((*key, cell.class, total as f64 / steps));
                }
            }
        }
        sums.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        let mut rows: Vec<(u32, Vec<(u16, i16)>)> = Vec::new();
        for same in sums.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let mean = same.iter().map(|s| s.2).sum::<f64>() / learners.len() as f64;
            let weight = (mean * scale).round().clamp(-32000.0, 32000.0) as i16;
            if i64::from(weight).abs() < least.max(1) {
                continue;
            }
            match rows.last_mut() {
                Some(row) if row.0 == same[0].0 => row.1.push((same[0].1, weight)),
                _ => rows.push((same[0].0, vec![(same[0].1, weight)])),
            }
        }
        Weights::from_rows(&rows)
    }
}

fn bump(row: &mut Vec<Cell>, class: u16, by: i32, step: u32) {
    if let Some(cell) = row.iter_mut().find(|c| c.class == class) {
        cell.total += i64::from(cell.weight) * i64::from(step - cell.since);
        cell.since = step;
        cell.weight += by;
    } else {
        row.push(Cell { class, weight: by, total: 0, since: step });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learned_survives_the_file() {
        let mut learner = Learner::default();
        let features = |i: u32| [feature(0, i, 0, 0), feature(1, i % 2, 0, 0)];
        for _ in 0..40 {
            for i in 0..40 {
                learner.tick();
                let mut scores = [0; 3];
                learner.score(&features(i), &mut scores);
                let right = (i % 3) as usize;
                let guess = (0..3).max_by_key(|c| scores[*c]).expect("three classes");
                if guess != right {
                    learner.correct(&features(i), right, guess);
                }
            }
        }
        let weights = Learner::average(&[learner], 64.0, 1);
        let mut out = Writer::default();
        weights.write(&mut out);
        let again = Weights::read(&mut Reader::new(&out.bytes)).expect("reads back");
        for i in 0..40 {
            let (mut a, mut b) = ([0; 3], [0; 3]);
            weights.score(&features(i), &mut a);
            again.score(&features(i), &mut b);
            assert_eq!(a, b);
            assert_eq!((0..3).max_by_key(|c| a[*c]), Some((i % 3) as usize));
        }
    }
}
