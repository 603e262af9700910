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

/// Trained weights: for each feature the classes it speaks for or against. Most features speak of a few classes and keep
/// those; the common ones speak of many and keep a weight for each class.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// One bit a hash: most features that were never learned are told from the others without a look at the slots.
    filter: Vec<u64>,
    /// Open addressing by the upper bits: feature, and first cell with the number of cells in the low byte; for a full row,
    /// its index with `FULL` in the low byte.
    slots: Vec<[u32; 2]>,
    /// Class and weight.
    cells: Vec<(u16, i16)>,
    /// Full rows, `width` weights each.
    full: Vec<i16>,
    /// Number of classes, rounded up.
    width: usize,
}

const FULL: u32 = 255;

/// How many features are looked up at a time, so that memory answers several at once.
const BATCH: usize = 128;

impl Weights {
    /// Adds the weights of `features` to `scores`, one a class, which has [`Weights::room`]. Sums stop at the ends of `i16`.
    pub fn score(&self, features: &[u32], scores: &mut [i16]) {
        if self.slots.is_empty() {
            return;
        }
        let bits = self.filter.len() * 64 - 1;
        let mut maybe = [0_u32; BATCH];
        for batch in features.chunks(BATCH) {
            let mut count = 0;
            for &feature in batch {
                let bit = feature as usize & bits;
                maybe[count] = feature;
                count += (self.filter[bit >> 6] >> (bit & 63) & 1) as usize;
            }
            // Each pass asks memory for many places that do not wait for each other.
            let mut slots = [[0_u32; 2]; BATCH];
            for (slot, feature) in slots.iter_mut().zip(&maybe[..count]) {
                *slot = self.slots[place(*feature, self.slots.len())];
            }
            let mut found = [0_u32; BATCH];
            let mut hits = 0;
            for (mut slot, &feature) in slots.into_iter().zip(&maybe[..count]) {
                let mut at = place(feature, self.slots.len());
                while slot[0] != feature && slot[0] != 0 {
                    at = next(at, self.slots.len());
                    slot = self.slots[at];
                }
                found[hits] = slot[1];
                hits += usize::from(slot[0] == feature);
            }
            let mut touched = 0;
            for &row in &found[..hits] {
                touched ^= self.cells.get((row >> 8) as usize).map_or(0, |c| c.1);
            }
            std::hint::black_box(touched);
            for &row in &found[..hits] {
                self.add(row, scores);
            }
        }
    }
}

/// Where a feature is looked for first in a table of `slots`: in the order of their 30 bits, so that a sorted file fills the
/// table from its first slot to its last.
#[inline]
fn place(feature: u32, slots: usize) -> usize {
    ((u64::from(feature & 0x3FFF_FFFF) * slots as u64) >> 30) as usize
}

#[inline]
fn next(at: usize, slots: usize) -> usize {
    if at + 1 < slots { at + 1 } else { 0 }
}

impl Weights {
    #[inline]
    fn add(&self, row: u32, scores: &mut [i16]) {
        let first = (row >> 8) as usize;
        if row & 0xFF == FULL {
            let weights = &self.full[first * self.width..(first + 1) * self.width];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score = score.saturating_add(*weight);
            }
        } else {
            for &(class, weight) in &self.cells[first..first + (row & 0xFF) as usize] {
                if let Some(score) = scores.get_mut(usize::from(class)) {
                    *score = score.saturating_add(weight);
                }
            }
        }
    }

    /// Packs rows sorted by feature, each with its (class, weight) cells.
    fn from_rows(rows: &[(u32, Vec<(u16, i16)>)]) -> Self {
        let width = rows.iter().flat_map(|r| &r.1).map(|c| usize::from(c.0) + 1).max().unwrap_or(0);
        let mut weights = Self::with_room(rows.len(), width.next_multiple_of(16));
        for (feature, row) in rows {
            weights.insert(*feature, row);
        }
        weights
    }

    /// How many scores to keep for `classes` classes: a few more than that, so that they are added many at a time.
    pub fn room(&self, classes: usize) -> usize {
        classes.max(self.width)
    }

    fn with_room(rows: usize, width: usize) -> Self {
        let slots = rows * 2 + 2;
        let filter = (rows / 8).next_power_of_two();
        let cells = Vec::with_capacity(rows * 2);
        Self { filter: vec![0; filter], slots: vec![[0; 2]; slots], cells, full: Vec::new(), width }
    }

    fn insert(&mut self, feature: u32, row: &[(u16, i16)]) {
        let mut at = place(feature, self.slots.len());
        while self.slots[at][0] != 0 {
            at = next(at, self.slots.len());
        }
        let bit = feature as usize & (self.filter.len() * 64 - 1);
        self.filter[bit >> 6] |= 1 << (bit & 63);
        if row.len() * 6 < self.width && row.len() < FULL as usize {
            self.slots[at] = [feature, (self.cells.len() as u32) << 8 | row.len() as u32];
            self.cells.extend(row);
        } else {
            let first = self.full.len();
            self.slots[at] = [feature, ((first / self.width.max(1)) as u32) << 8 | FULL];
            self.full.resize(first + self.width, 0);
            for (class, weight) in row {
                self.full[first + usize::from(*class)] = *weight;
            }
        }
    }

    fn row(&self, row: u32) -> Vec<(u16, i16)> {
        let first = (row >> 8) as usize;
        if row & 0xFF == FULL {
            let weights = &self.full[first * self.width..(first + 1) * self.width];
            return weights.iter().enumerate().filter(|(_, w)| **w != 0).map(|(c, w)| (c as u16, *w)).collect();
        }
        self.cells[first..first + (row & 0xFF) as usize].to_vec()
    }

    fn rows(&self) -> Vec<(u32, Vec<(u16, i16)>)> {
        let mut used: Vec<[u32; 2]> = self.slots.iter().copied().filter(|s| s[0] != 0).collect();
        used.sort_unstable();
        used.into_iter().map(|[feature, row]| (feature, self.row(row))).collect()
    }

    /// How many features and how many weights there are.
    pub fn size(&self) -> (usize, usize) {
        let rows = self.rows();
        (rows.len(), rows.iter().map(|r| r.1.len()).sum())
    }

    /// Writes the weights, sorted by feature.
    pub fn write(&self, out: &mut Writer) {
        let rows = self.rows();
        out.number(rows.len() as u64);
        out.number(self.width as u64);
        let mut last = 0;
        for (feature, row) in rows {
            out.number(u64::from(feature - last));
            last = feature;
            // Classes as steps from the one before; the last is marked.
            let (end, mut before) = (row.len().saturating_sub(1), 0);
            for (i, (class, weight)) in row.into_iter().enumerate() {
                out.number(u64::from(class - before) << 1 | u64::from(i == end));
                out.signed(i64::from(weight));
                before = class;
            }
        }
    }

    /// Reads what [`Weights::write`] wrote; `None` where the bytes are not such.
    pub fn read(input: &mut Reader<'_>) -> Option<Self> {
        let count = input.count()?;
        let width = usize::try_from(input.number()?).ok().filter(|w| *w < 1 << 16)?;
        let mut weights = Self::with_room(count, width);
        let mut feature = 0_u32;
        let mut row = Vec::new();
        for _ in 0..count {
            feature = feature.checked_add(u32::try_from(input.number()?).ok()?).filter(|f| *f < 1 << 30)?;
            row.clear();
            let mut class = 0_usize;
            loop {
                let step = input.number()?;
                class = class.checked_add(usize::try_from(step >> 1).ok()?).filter(|c| *c < width)?;
                row.push((class as u16, i16::try_from(input.signed()?).ok()?));
                if step & 1 == 1 {
                    break;
                }
            }
            weights.insert(feature, &row);
        }
        Some(weights)
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

impl Learner {
    /// Adds the present weights of `features` to `scores`, one a class.
    pub fn score(&self, features: &[u32], scores: &mut [i32]) {
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
        let mut right = 0;
        for i in 0..40 {
            let (mut a, mut b) = ([0; 16], [0; 16]);
            weights.score(&features(i), &mut a);
            again.score(&features(i), &mut b);
            assert_eq!(a, b);
            right += usize::from((0..3).max_by_key(|c| a[*c]) == Some((i % 3) as usize));
        }
        assert!(right >= 36, "{right} of 40");
    }
}
