//! Numbers and texts to bytes and back, for the model's file.

use std::borrow::Cow;

/// Collects bytes.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// What was written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// A number, seven bits a byte.
    pub fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// A run of bytes with its length.
    pub fn block(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// A text with its length.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Reads numbers one after the other.
#[derive(Clone, Debug)]
pub struct Numbers<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Numbers<'a> {
    /// From the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }
}

impl Iterator for Numbers<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        let (mut value, mut shift) = (0_u64, 0);
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            shift += 7;
            if shift > 63 {
                return None;
            }
        }
    }
}

/// Reads bytes; every answer is `None` where they end or make no sense.
#[derive(Clone, Debug)]
pub struct Reader {
    bytes: Cow<'static, [u8]>,
    at: usize,
}

impl Reader {
    /// From the first byte.
    pub fn new(bytes: Cow<'static, [u8]>) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number.
    #[inline]
    pub fn number(&mut self) -> Option<u64> {
        let mut numbers = Numbers { bytes: &self.bytes, at: self.at };
        let value = numbers.next();
        self.at = numbers.at;
        value
    }

    /// How many things follow; each takes at least a byte, so that a broken file cannot ask for more memory than it has.
    pub fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len() - self.at).then_some(count)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&str> {
        let length = self.count()?;
        let text = self.bytes.get(self.at..self.at + length)?;
        self.at += length;
        std::str::from_utf8(text).ok()
    }

    /// A run of bytes, not copied where the bytes live as long as the program.
    pub fn block(&mut self) -> Option<Cow<'static, [u8]>> {
        let length = self.count()?;
        let range = self.at..self.at + length;
        self.at += length;
        Some(match &self.bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(range)?),
            Cow::Owned(bytes) => Cow::Owned(bytes.get(range)?.to_vec()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_come_back() {
        let mut out = Writer::default();
        for n in [0, 1, 127, 128, 300, u64::MAX] {
            out.number(n);
        }
        out.text("été");
        out.block(&[1, 2]);
        let mut input = Reader::new(out.bytes.into());
        for n in [0, 1, 127, 128, 300, u64::MAX] {
            assert_eq!(input.number(), Some(n));
        }
        assert_eq!(input.text(), Some("été"));
        assert_eq!(input.block().as_deref(), Some(&[1, 2][..]));
        assert_eq!(input.number(), None);
    }
}
