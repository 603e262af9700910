//! Sentences analysed lately. A wire's sentences stand in many papers, and a folder of some hundred articles is read anew when
//! a name is added to its facts: a tree is made once. Of a larger folder all are forgotten before they come again.

use super::word::Word;
use crate::model::{Lang, Span};
use crate::packed::Packed;
use hashlink::LruCache;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// So many are remembered: about 16 MB.
const HELD: usize = 16_384;

/// Trees by a hash of all that they are made of; 128 bits are never the same for two.
type Trees = LruCache<u128, Arc<Packed<Vec<Word>>>>;

static LATELY: LazyLock<Mutex<Trees>> = LazyLock::new(|| Mutex::new(LruCache::new(HELD)));

/// The words of a sentence in this language with `masks` put aside, both in bytes of the sentence: those made lately, else
/// what `make` makes.
pub fn words(sentence: &str, masks: &[Span], lang: Lang, make: impl FnOnce() -> Vec<Word>) -> Vec<Word> {
    let key = key(sentence, masks, lang);
    let lately = || LATELY.lock().unwrap_or_else(PoisonError::into_inner);
    // Opened when others may look again.
    let known = lately().get(&key).map(Arc::clone);
    if let Some(words) = known {
        return words.open();
    }
    let words = make();
    let packed = Arc::new(Packed::of(&words));
    lately().insert(key, packed);
    words
}

fn key(sentence: &str, masks: &[Span], lang: Lang) -> u128 {
    let mut hash = blake3::Hasher::new();
    hash.update(&[lang as u8, masks.len() as u8]);
    for mask in masks {
        hash.update(&mask.start.to_le_bytes());
        hash.update(&mask.end.to_le_bytes());
    }
    hash.update(sentence.as_bytes());
    let mut out = [0; 16];
    out.copy_from_slice(&hash.finalize().as_bytes()[..16]);
    u128::from_le_bytes(out)
}
