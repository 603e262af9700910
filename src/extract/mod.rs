//! From an article to its events: time expressions, the article's own day, mentions, frames, acts.

pub mod times;
