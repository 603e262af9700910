//! What waits in memory by the hundred thousand, as few bytes.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// A value as bytes (a postcard of it) while nobody looks at it: a quarter of the room, in one piece. Never written
/// anywhere. Fields that serde skips come back as their defaults.
pub struct Packed<T> {
    bytes: Box<[u8]>,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Packed<T> {
    /// Of a value.
    ///
    /// # Panics
    ///
    /// Where postcard cannot write a `T` at all (a sequence of unknown length); none of ours.
    #[expect(clippy::expect_used, reason = "into memory, of types that postcard knows: tests pack all of them")]
    pub fn of(value: &T) -> Self {
        Self { bytes: postcard::to_stdvec(value).expect("it can be packed").into(), of: PhantomData }
    }
}

impl<T: DeserializeOwned> Packed<T> {
    /// The value again.
    ///
    /// # Panics
    ///
    /// Where a `T` is not read as it was written (a field left out of one only); none of ours.
    #[expect(clippy::expect_used, reason = "only `of` makes these bytes")]
    pub fn open(&self) -> T {
        postcard::from_bytes(&self.bytes).expect("it was packed by us")
    }
}
