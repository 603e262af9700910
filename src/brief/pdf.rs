//! The brief as a tagged PDF on A4 pages: real text, headings as bookmarks, marks that lead to their source, alternative text
//! for the timeline. Set with the bundled fonts, in points. Deliberately without hyphens and justification.

mod compose;
mod draw;

use super::blocks::blocks;
use super::model::Brief;

/// The bytes of a PDF file. It says that it is PDF/UA-1 where it is.
pub(super) fn pdf(brief: &Brief) -> Result<Vec<u8>, String> {
    let document = compose::compose(brief, &blocks(brief));
    // What the standard refuses (a letter that no font has) is still better handed on than not.
    draw::draw(brief, &document, true).or_else(|_| draw::draw(brief, &document, false))
}
