//! A sorted list of folded names that answers which of them begin at a place.
//!
//! The finders ask only where a word begins, so narrowing a sorted list byte by byte is as fast as an automaton over the
//! whole text, and it costs nothing to build: the program starts with it. Knows nothing of what names mean.

/// Names in order of their bytes; a name's index is its place in that order.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    /// All names, one after the other.
    bytes: Vec<u8>,
    /// Where each name begins in `bytes`, and at the end its length.
    starts: Vec<u32>,
    /// By first byte: the first name that begins with it or with a greater one.
    first: Vec<u32>,
}

impl Lexicon {
    /// `names` must be sorted, without repetition and not empty; longer ones than 4 GiB together are cut off.
    pub fn new<'a>(names: impl Iterator<Item = &'a Vec<u8>>) -> Self {
        let mut lexicon = Self { bytes: Vec::new(), starts: vec![0], first: vec![0; 257] };
        for name in names {
            lexicon.bytes.extend(name);
            lexicon.starts.push(lexicon.bytes.len() as u32);
            if let Some(byte) = name.first() {
                lexicon.first[usize::from(*byte) + 1] += 1;
            }
        }
        for byte in 0..256 {
            lexicon.first[byte + 1] += lexicon.first[byte];
        }
        lexicon
    }

    /// Every name with which `text` begins, shortest first: its index and its length.
    pub fn prefixes(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let Some(byte) = text.first() else { return };
        let (mut low, mut high) =
            (self.first[usize::from(*byte)] as usize, self.first[usize::from(*byte) + 1] as usize);
        let mut depth = 1;
        while low < high {
            if self.name(low).len() == depth {
                found(low, depth);
                low += 1;
            }
            let Some(byte) = text.get(depth) else { return };
            low = self.lower(low, high, |b| b < *byte, depth);
            high = self.lower(low, high, |b| b == *byte, depth);
            depth += 1;
        }
    }

    fn name(&self, index: usize) -> &[u8] {
        &self.bytes[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// The first name of `low..high` for which `before` does not hold of its byte at `depth`.
    fn lower(&self, mut low: usize, mut high: usize, before: impl Fn(u8) -> bool, depth: usize) -> usize {
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.bytes[self.starts[middle] as usize + depth]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_at_a_place_are_found_shortest_first() {
        let names: Vec<Vec<u8>> = ["coree", "coree du nord", "coree du sud", "corse", "uk"].map(Into::into).into();
        let lexicon = Lexicon::new(names.iter());
        let at = |text: &str| {
            let mut out = Vec::new();
            lexicon.prefixes(text.as_bytes(), |index, len| out.push((index, len)));
            out
        };
        assert_eq!(at("coree du nord et"), [(0, 5), (1, 13)]);
        assert_eq!(at("corsetee"), [(3, 5)]);
        assert_eq!(at("uk"), [(4, 2)]);
        assert_eq!(at("cor"), []);
        assert_eq!(at("zoo"), []);
        assert_eq!(at(""), []);
    }
}
