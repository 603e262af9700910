//! Numbers and texts to bytes and back, for the model's file.

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

    /// A number with a sign.
    pub fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    /// A text with its length.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Reads bytes; every answer is `None` where they end or make no sense.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// From the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number.
    #[inline]
    pub fn number(&mut self) -> Option<u64> {
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

    /// A number with a sign.
    #[inline]
    pub fn signed(&mut self) -> Option<i64> {
        let value = self.number()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// How many things follow; each takes at least a byte, so that a broken file cannot ask for more memory than it has.
    pub fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len() - self.at).then_some(count)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        let text = self.bytes.get(self.at..self.at + length)?;
        self.at += length;
        std::str::from_utf8(text).ok()
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
        for n in [0, -1, 1, -300, i64::MIN, i64::MAX] {
            out.signed(n);
        }
        out.text("été");
        let mut input = Reader::new(&out.bytes);
        for n in [0, 1, 127, 128, 300, u64::MAX] {
            assert_eq!(input.number(), Some(n));
        }
        for n in [0, -1, 1, -300, i64::MIN, i64::MAX] {
            assert_eq!(input.signed(), Some(n));
        }
        assert_eq!(input.text(), Some("été"));
        assert_eq!(input.number(), None);
    }
}
