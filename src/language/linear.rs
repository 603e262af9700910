//! A linear classifier over hashed features: weights that are read only, and the averaged perceptron that learns them.
//! Knows nothing of language.

use super::bytes::{Numbers, Reader, Writer};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Mixes a template's number and up to three values into one feature.
#[inline]
pub fn feature(template: u32, a: u32, b: u32, c: u32) -> u32 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut h = (u64::from(template) << 32 | u64::from(a)).wrapping_mul(K);
    h = (h ^ (h >> 29) ^ u64::from(b)).wrapping_mul(K);
    h = (h ^ (h >> 32) ^ u64::from(c)).wrapping_mul(K);
    // 30 bits: rare enough collisions, and short differences between sorted keys in the file.
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

/// Scores of classes, by number; a class is a byte.
pub type Scores = [i16; 256];

/// Trained weights: for each feature the classes it speaks for or against. Most features speak of a few classes; the common
/// ones speak of many and have a weight for each class. What is asked of a feature lies side by side, for waiting for memory
/// is what takes the time.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Where in `rows` the bucket of the features begins whose upper bits are this index; 0 where there are none.
    starts: Vec<u32>,
    /// Buckets, see [`Bucket`].
    rows: Vec<u8>,
    /// How many lower bits tell the features of a bucket apart.
    low: u32,
    /// Full rows, `width` weights each.
    full: Vec<i16>,
    /// The file's keys: for each feature, in order, the step from the one before and the number of its cells.
    keys: Cow<'static, [u8]>,
    /// The file's cells: class and code of a weight.
    cells: Cow<'static, [u8]>,
    /// Number of features.
    count: usize,
    /// Number of classes, rounded up.
    width: usize,
}

/// The features that share their upper bits. In `rows` stand their number, `heads`, `ends` and `cells`.
#[derive(Debug, Default)]
struct Bucket {
    /// For each its lower bits and, as the last bit, whether it has a full row; two bytes each.
    heads: Vec<u8>,
    /// For each where its cells end.
    ends: Vec<u8>,
    /// Class and code of a weight; for a full row, its index.
    cells: Vec<[u8; 2]>,
}

/// Features have so many bits.
const BITS: u32 = 30;

/// So many heads are compared at once.
const HEADS: usize = 8;

/// A row is full where this many times its cells are no fewer than the classes.
const FULL_FROM: usize = 6;

/// How many features are looked up at a time, so that memory answers several at once.
const BATCH: usize = 128;

/// The weight of each code, which is a byte: exact up to 96, in growing steps above.
const CODES: [i16; 256] = {
    let mut codes = [0; 256];
    let mut code = 1;
    while code < 128_i16 {
        let beyond = if code > 96 { code - 96 } else { 0 };
        let weight = code + beyond * beyond / 2;
        codes[code as usize] = weight;
        codes[256 - code as usize] = -weight;
        code += 1;
    }
    codes
};

/// The code of the weight nearest to this one.
fn code(weight: i16) -> u8 {
    let nearest = (0..=127_u8).min_by_key(|c| (CODES[usize::from(*c)] - weight.saturating_abs()).abs()).unwrap_or(0);
    if weight < 0 { nearest.wrapping_neg() } else { nearest }
}

impl Weights {
    /// Adds the weights of `features` to `scores`. Sums stop at the ends of `i16`.
    pub fn score(&self, features: impl IntoIterator<Item = u32>, scores: &mut Scores) {
        if self.starts.is_empty() {
            return;
        }
        let mut features = features.into_iter();
        let mut places = [(0, 0); BATCH];
        loop {
            // Each pass asks memory for many places that do not wait for each other.
            let mut count = 0;
            for (place, feature) in places.iter_mut().zip(features.by_ref()) {
                let start = self.starts[(feature >> self.low) as usize] as usize;
                *place = (start, (feature & ((1 << self.low) - 1)) as u16);
                count += 1;
            }
            let near = places[..count].iter().map(|place| self.rows[place.0]);
            std::hint::black_box(near.fold(0, |a, b| a ^ b));
            for (start, lower) in &places[..count] {
                self.add(*start, *lower, scores);
            }
            if count < BATCH {
                return;
            }
        }
    }

    /// Adds what the bucket that begins at `start` says of the feature with these lower bits.
    #[inline]
    fn add(&self, start: usize, wanted: u16, scores: &mut Scores) {
        let Some((&count, rest)) = self.rows[start..].split_first() else { return };
        let Some(first) = rest.first_chunk::<{ HEADS * 2 }>() else { return };
        let count = usize::from(count);
        // Without branches: which one it is cannot be foretold.
        let mut same = 0_u32;
        for (i, head) in first.chunks_exact(2).enumerate() {
            same |= u32::from(u16::from_le_bytes([head[0], head[1]]) >> 1 == wanted) << i;
        }
        same &= (1 << count.min(HEADS)) - 1;
        let mut found = same.trailing_zeros() as usize;
        if same == 0 {
            let heads = rest[..count * 2].chunks_exact(2).map(|h| u16::from_le_bytes([h[0], h[1]]) >> 1);
            match heads.skip(HEADS).position(|h| h == wanted) {
                Some(at) => found = at + HEADS,
                None => return,
            }
        }
        let (is_full, ends) = (rest[found * 2] & 1 != 0, &rest[count * 2..]);
        let begin = if found == 0 { 0 } else { usize::from(ends[found - 1]) };
        let cells = &ends[count + begin * 2..count + usize::from(ends[found]) * 2];
        if is_full {
            let row = usize::from(u16::from_le_bytes([cells[0], cells[1]]));
            let weights = &self.full[row * self.width..(row + 1) * self.width];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score = score.saturating_add(*weight);
            }
        } else {
            for cell in cells.chunks_exact(2) {
                let score = &mut scores[usize::from(cell[0])];
                *score = score.saturating_add(CODES[usize::from(cell[1])]);
            }
        }
    }

    /// Packs rows sorted by feature, each with its (class, weight) cells.
    fn from_rows(rows: &[(u32, Vec<(u16, i16)>)]) -> Self {
        let width = rows.iter().flat_map(|r| &r.1).map(|c| usize::from(c.0) + 1).max().unwrap_or(0);
        assert!(width <= 256, "a class is a byte");
        let (mut keys, mut cells) = (Writer::default(), Vec::new());
        let mut last = 0;
        for (feature, row) in rows {
            keys.number(u64::from(feature - last));
            keys.number(row.len() as u64);
            last = *feature;
            cells.extend(row.iter().flat_map(|(class, weight)| [*class as u8, code(*weight)]));
        }
        let weights = Self::from_blocks(rows.len(), width.next_multiple_of(16), keys.bytes.into(), cells.into());
        weights.expect("blocks that were just made are whole")
    }

    /// Makes the table of what the blocks hold; `None` where they do not fit each other.
    fn from_blocks(count: usize, width: usize, keys: Cow<'static, [u8]>, cells: Cow<'static, [u8]>) -> Option<Self> {
        // Each key has two bytes at least: a broken file cannot ask for more memory than it is long.
        if count > keys.len() || width > 256 {
            return None;
        }
        // Two to four features a bucket; a head has room for fifteen bits.
        let upper = (count as u32 / 4).next_power_of_two().ilog2().clamp(BITS - 15, 20);
        let mut rows = Vec::with_capacity((1 << upper) + count * 3 + cells.len() + HEADS * 2);
        rows.push(0);
        let mut weights = Self {
            starts: vec![0; 1 << upper],
            rows,
            low: BITS - upper,
            full: Vec::new(),
            keys: Cow::default(),
            cells: Cow::default(),
            count,
            width,
        };
        let mut bucket = Bucket::default();
        let (mut reader, mut feature, mut first, mut last) = (Numbers::new(&keys), 0_u32, 0, 0);
        for _ in 0..count {
            feature = feature.checked_add(u32::try_from(reader.next()?).ok()?).filter(|f| *f < 1 << BITS)?;
            let end = usize::try_from(reader.next()?).ok().filter(|n| *n <= 256)? * 2 + first;
            let index = feature >> weights.low;
            if index != last {
                weights.close(last, &mut bucket)?;
                last = index;
            }
            weights.insert(feature, cells.get(first..end)?, &mut bucket)?;
            first = end;
        }
        weights.close(last, &mut bucket)?;
        weights.rows.resize(weights.rows.len() + HEADS * 2, 0);
        weights.keys = keys;
        weights.cells = cells;
        (weights.cells.len() == first).then_some(weights)
    }

    /// Writes the bucket at hand.
    fn close(&mut self, index: u32, bucket: &mut Bucket) -> Option<()> {
        if !bucket.ends.is_empty() {
            *self.starts.get_mut(index as usize)? = u32::try_from(self.rows.len()).ok()?;
            self.rows.push(u8::try_from(bucket.ends.len()).ok()?);
            self.rows.append(&mut bucket.heads);
            self.rows.append(&mut bucket.ends);
            self.rows.extend(bucket.cells.drain(..).flatten());
        }
        Some(())
    }

    fn insert(&mut self, feature: u32, row: &[u8], bucket: &mut Bucket) -> Option<()> {
        let before = bucket.cells.len();
        let count = row.len() / 2;
        let is_full = count * FULL_FROM >= self.width || before + count > usize::from(u8::MAX);
        if is_full {
            let start = self.full.len();
            self.full.resize(start + self.width, 0);
            for cell in row.chunks_exact(2) {
                *self.full.get_mut(start + usize::from(cell[0]))? = CODES[usize::from(cell[1])];
            }
            bucket.cells.push(u16::try_from(start / self.width.max(1)).ok()?.to_le_bytes());
        } else {
            bucket.cells.extend(row.chunks_exact(2).map(|cell| [cell[0], cell[1]]));
        }
        bucket.ends.push(u8::try_from(bucket.cells.len()).ok()?);
        let lower = (feature & ((1 << self.low) - 1)) as u16;
        bucket.heads.extend((lower << 1 | u16::from(is_full)).to_le_bytes());
        Some(())
    }

    /// How many features and how many weights there are.
    pub fn size(&self) -> (usize, usize) {
        (self.count, self.cells.len() / 2)
    }

    /// Writes the weights, sorted by feature.
    pub fn write(&self, out: &mut Writer) {
        out.number(self.count as u64);
        out.number(self.width as u64);
        out.block(&self.keys);
        out.block(&self.cells);
    }

    /// Reads what [`Weights::write`] wrote; `None` where the bytes are not such.
    pub fn read(input: &mut Reader) -> Option<Self> {
        let rows = usize::try_from(input.number()?).ok()?;
        let width = usize::try_from(input.number()?).ok()?;
        Self::from_blocks(rows, width, input.block()?, input.block()?)
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
        let again = Weights::read(&mut Reader::new(out.bytes.into())).expect("reads back");
        let mut right = 0;
        for i in 0..40 {
            let (mut a, mut b) = ([0; 256], [0; 256]);
            weights.score(features(i), &mut a);
            again.score(features(i), &mut b);
            assert_eq!(a, b);
            right += usize::from((0..3).max_by_key(|c| a[*c]) == Some((i % 3) as usize));
        }
        assert!(right >= 36, "{right} of 40");
    }
}
