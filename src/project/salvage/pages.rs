//! The rows of a `SQLite` file as its pages hold them, without the trees above: a page that is spoilt, or the half of a file,
//! takes no other page with it. What stood in the log beside it counts. The bytes are those of
//! <https://www.sqlite.org/fileformat2.html>; `SQLite`'s own recovery is not in the library that Frise is built with.

use std::collections::{HashMap, HashSet};

/// A value of a row. Numbers with a fraction are none that a project has.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

/// A file and its log as pages.
pub struct Pages<'a> {
    bytes: &'a [u8],
    size: usize,
    /// Pages that are newer in the log.
    newer: HashMap<usize, &'a [u8]>,
    /// Pages that hold nothing that counts any more.
    free: HashSet<usize>,
}

/// The size of a page where the file does not say.
const SIZE: usize = 4096;
/// Before the first page's own head.
const HEAD: usize = 100;

const INDEX: u8 = 0x02;
const TABLE_LEAF: u8 = 0x0D;
const INDEX_LEAF: u8 = 0x0A;

impl<'a> Pages<'a> {
    /// Of a file's bytes and those of its write-ahead log, empty where there is none.
    pub fn new(bytes: &'a [u8], log: &'a [u8]) -> Self {
        let said = short(bytes, 16).map_or(0, |size| if size == 1 { 1 << 16 } else { size });
        let size = if said.is_power_of_two() && said >= 512 { said } else { SIZE };
        let mut pages = Self { bytes, size, newer: newer(log, size), free: HashSet::new() };
        pages.free = pages.free().unwrap_or_default();
        pages
    }

    /// True where pages that the file speaks of are missing at its end.
    pub fn is_cut(&self) -> bool {
        let head = self.page(1).unwrap_or_default();
        // As SQLite does: the number counts where it was written with the last change.
        let counts = long(head, 24).is_some_and(|change| long(head, 92) == Some(change));
        let whole = |n: usize| n * self.size <= self.bytes.len() || self.newer.contains_key(&n);
        counts && long(head, 28).is_some_and(|last| !whole(last))
    }

    /// All rows that can be read; of a table that numbers its rows with the number, else with 0.
    pub fn rows(&self) -> impl Iterator<Item = (i64, Vec<Value>)> {
        let last = self.bytes.len().div_ceil(self.size).max(self.newer.keys().copied().max().unwrap_or(0));
        (1..=last).filter(|n| !self.free.contains(n)).flat_map(|n| self.rows_of(n).unwrap_or_default())
    }

    /// A page, the last one perhaps not whole.
    fn page(&self, n: usize) -> Option<&'a [u8]> {
        if let Some(page) = self.newer.get(&n) {
            return Some(page);
        }
        let start = n.checked_sub(1)?.checked_mul(self.size)?;
        self.bytes.get(start..self.bytes.len().min(start + self.size))
    }

    /// The pages that the file says are free; `None` where its list is not what it should be.
    fn free(&self) -> Option<HashSet<usize>> {
        let head = self.page(1)?;
        let (mut trunk, count) = (long(head, 32)?, long(head, 36)?);
        let mut free = HashSet::new();
        while trunk != 0 {
            let page = self.page(trunk)?;
            if !free.insert(trunk) || free.len() > count {
                return None;
            }
            for i in 0..long(page, 4)?.min(self.size / 4) {
                free.insert(long(page, 8 + 4 * i)?);
            }
            trunk = long(page, 0)?;
        }
        (free.len() == count).then_some(free)
    }

    fn rows_of(&self, n: usize) -> Option<Vec<(i64, Vec<Value>)>> {
        let page = self.page(n)?;
        let head = if n == 1 { HEAD } else { 0 };
        let kind = *page.get(head)?;
        let begin = match kind {
            TABLE_LEAF | INDEX_LEAF => head + 8,
            INDEX => head + 12,
            _ => return None,
        };
        let cells = (0..short(page, head + 3)?).map_while(|i| short(page, begin + 2 * i));
        Some(cells.filter_map(|at| self.cell(page, at, kind)).collect())
    }

    fn cell(&self, page: &[u8], at: usize, kind: u8) -> Option<(i64, Vec<Value>)> {
        let mut rest = page.get(at + if kind == INDEX { 4 } else { 0 }..)?;
        let length = usize::try_from(varint(&mut rest)?).ok()?;
        let row = if kind == TABLE_LEAF { varint(&mut rest)? } else { 0 };
        // So much of a row stays in its page, the rest goes on in others.
        let most = if kind == TABLE_LEAF { self.size - 35 } else { (self.size - 12) * 64 / 255 - 23 };
        if length <= most {
            return Some((row, record(rest.get(..length)?)?));
        }
        let (least, room) = ((self.size - 12) * 32 / 255 - 23, self.size - 4);
        let here = Some(least + length.checked_sub(least)? % room).filter(|here| *here <= most).unwrap_or(least);
        if length > self.bytes.len() + self.newer.len() * self.size {
            return None;
        }
        let mut whole = rest.get(..here)?.to_vec();
        let mut next = long(rest, here)?;
        while whole.len() < length {
            let page = self.page(next)?;
            next = long(page, 0)?;
            whole.extend_from_slice(page.get(4..4 + room.min(length - whole.len()))?);
        }
        Some((row, record(&whole)?))
    }
}

/// The pages of the log whose checksums say that they are what was written, as far as the last change that is whole.
fn newer(log: &[u8], size: usize) -> HashMap<usize, &[u8]> {
    const LOG_HEAD: usize = 32;
    const FRAME_HEAD: usize = 24;
    let (mut sure, mut pending) = (HashMap::new(), Vec::new());
    let Some((head, mut frames)) = log.split_at_checked(LOG_HEAD) else { return sure };
    let Some(magic @ (0x377F_0682 | 0x377F_0683)) = long(head, 0) else { return sure };
    let big = magic & 1 == 1;
    let mut sum = Sum::default();
    sum.add(&head[..24], big);
    if !sum.is(head, 24) || long(head, 8) != Some(size) {
        return sure;
    }
    while let Some((frame, rest)) = frames.split_at_checked(FRAME_HEAD + size) {
        let (about, page) = frame.split_at(FRAME_HEAD);
        sum.add(&about[..8], big);
        sum.add(page, big);
        if about[8..16] != head[16..24] || !sum.is(about, 16) {
            break;
        }
        pending.extend(long(about, 0).map(|n| (n, page)));
        // The last frame of a change says how long the file is then.
        if long(about, 4) != Some(0) {
            sure.extend(pending.drain(..));
        }
        frames = rest;
    }
    sure
}

/// The checksum of a write-ahead log.
#[derive(Default)]
struct Sum(u32, u32);

impl Sum {
    fn add(&mut self, bytes: &[u8], big: bool) {
        for pair in bytes.as_chunks::<8>().0 {
            let number = if big { u32::from_be_bytes } else { u32::from_le_bytes };
            let [first, second] = [0, 4].map(|at| pair[at..].first_chunk().copied().map_or(0, number));
            self.0 = self.0.wrapping_add(first).wrapping_add(self.1);
            self.1 = self.1.wrapping_add(second).wrapping_add(self.0);
        }
    }

    fn is(&self, bytes: &[u8], at: usize) -> bool {
        (long(bytes, at), long(bytes, at + 4)) == (Some(self.0 as usize), Some(self.1 as usize))
    }
}

/// The values of a row; `None` where its bytes are no row.
fn record(bytes: &[u8]) -> Option<Vec<Value>> {
    let mut head = bytes;
    let length = usize::try_from(varint(&mut head)?).ok()?;
    let mut body = bytes.get(length..)?;
    let mut head = bytes.get(bytes.len() - head.len()..length)?;
    let mut values = Vec::new();
    while !head.is_empty() {
        let kind = varint(&mut head)?;
        let size = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            12.. => usize::try_from((kind - 12) / 2).ok()?,
            _ => return None,
        };
        let (own, rest) = body.split_at_checked(size)?;
        body = rest;
        values.push(match kind {
            0 | 7 => Value::Null,
            8 | 9 => Value::Int(kind - 8),
            1..=6 => {
                let sign = if own[0] & 0x80 == 0 { 0 } else { -1 };
                Value::Int(own.iter().fold(sign, |n, byte| n << 8 | i64::from(*byte)))
            }
            _ if kind % 2 == 0 => Value::Blob(own.to_vec()),
            _ => Value::Text(String::from_utf8(own.to_vec()).ok()?),
        });
    }
    Some(values)
}

fn varint(bytes: &mut &[u8]) -> Option<i64> {
    let mut n = 0_u64;
    for i in 0..9 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if i == 8 {
            return Some((n << 8 | u64::from(*byte)).cast_signed());
        }
        n = n << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(n.cast_signed())
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at + 2)?.first_chunk::<2>()?;
    Some(usize::from(u16::from_be_bytes(*two)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*four) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::{Connection, params};

    fn texts(pages: &Pages<'_>) -> Vec<(i64, usize)> {
        let text = |(n, values): (i64, Vec<Value>)| match values.as_slice() {
            [Value::Null, Value::Text(text), Value::Int(own)] if *own == -n => Some((n, text.len())),
            _ => None,
        };
        let mut found: Vec<(i64, usize)> = pages.rows().filter_map(text).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn rows_are_those_that_sqlite_wrote_short_or_over_many_pages_in_the_file_or_in_its_log() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pages.sqlite");
        let db = Connection::open(&path).expect("opened");
        let lay = "PRAGMA journal_mode = WAL; CREATE TABLE t(n INTEGER PRIMARY KEY, text TEXT, own INTEGER);";
        db.execute_batch(lay).expect("made");
        let lengths = [0, 1, 4050, 4061, 4062, 4063, 8200, 70_000, 300_000];
        for (n, length) in (1_i64..).zip(lengths) {
            db.execute("INSERT INTO t VALUES (?1, ?2, ?3)", params![n, "é".repeat(length / 2), -n]).expect("written");
        }
        let expected: Vec<(i64, usize)> = (1..).zip(lengths.map(|l| l / 2 * 2)).collect();
        let (file, log) =
            (std::fs::read(&path).expect("read"), std::fs::read(path.with_extension("sqlite-wal")).expect("read"));
        assert_eq!(texts(&Pages::new(&file, &log)), expected, "from the log");
        // A log that breaks off within a change has the changes before.
        assert_eq!(texts(&Pages::new(&file, &log[..log.len() - 1])), expected[..expected.len() - 1]);
        db.execute("DELETE FROM t WHERE n = 9", []).expect("deleted");
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("gathered");
        let file = std::fs::read(&path).expect("read");
        let whole = Pages::new(&file, &[]);
        assert_eq!(texts(&whole), expected[..expected.len() - 1], "what was deleted is not found again");
        assert!(!whole.is_cut());
        let half = Pages::new(&file[..file.len() / 2], &[]);
        assert!(half.is_cut());
        assert!(texts(&half).len() >= 4, "{:?}", texts(&half));
    }
}
