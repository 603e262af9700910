//! The text of an article, which may still lie in a file.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// What fetches a text.
type Fetch = Box<dyn Fn() -> String + Send + Sync>;

/// The text of an article, used as a `str`. One that lies in a file is fetched when it is first looked at; a copy shares it.
#[derive(Clone)]
pub struct Text(Arc<Lying>);

struct Lying {
    here: OnceLock<String>,
    fetch: Option<Fetch>,
}

impl Text {
    /// A text that `fetch` gives once somebody looks at it. Whoever makes one has seen to it that it is there.
    pub fn later(fetch: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(Lying { here: OnceLock::new(), fetch: Some(Box::new(fetch)) }))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        self.0.here.get_or_init(|| self.0.fetch.as_ref().map(|fetch| fetch()).unwrap_or_default())
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Text {
    fn from(mut text: String) -> Self {
        text.shrink_to_fit();
        Self(Arc::new(Lying { here: OnceLock::from(text), fetch: None }))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Default for Text {
    fn default() -> Self {
        String::new().into()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other.as_str()
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_text_is_fetched_once_and_only_where_somebody_looks() {
        let fetched = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&fetched);
        let text = Text::later(move || {
            count.fetch_add(1, Ordering::Relaxed);
            "Séoul".to_owned()
        });
        let copy = text.clone();
        assert!(text == copy, "what is shared is the same without a look");
        assert_eq!(fetched.load(Ordering::Relaxed), 0);
        assert_eq!((copy.len(), text.find("oul")), (6, Some(3)));
        assert_eq!(fetched.load(Ordering::Relaxed), 1);
    }
}
