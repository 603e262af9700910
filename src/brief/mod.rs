//! Chosen events as a document that can be handed on: the figure, a summary by country and by phase, the chronology with every
//! claim followed by its source, contradictions side by side, the sources.
//!
//! ```text
//! Corpus (the chosen events) ─ Brief::of ─▶ Brief ─ blocks ─▶ Block[] ─┬─▶ Markdown
//!                                                                      ├─▶ HTML that needs no network
//!                                                                      ├─▶ PDF, tagged
//!                                                                      └─▶ DOCX
//! ```
//!
//! One model, one order of blocks, four writers that only walk it. Deliberately knows no clock and no window: the same
//! events give the same bytes.

mod blocks;
mod docx;
mod html;
mod markdown;
mod model;
mod pdf;
mod summary;

pub use model::{Brief, BriefOptions, Contradiction, Quoted, Side, Source, Told};
pub use summary::{CountryRow, PhaseRow};

use crate::figure::{FigureError, Fonts, page_svg, undrawable_in};
use crate::model::Lang;
use std::path::{Path, PathBuf};

/// A brief could not be written; told in the user's words.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum BriefError {
    /// The file's name does not say which form is meant.
    Form(PathBuf),
    /// There is nothing to tell.
    Empty,
    /// The document could not be made.
    Made(PathBuf, String),
    /// The file could not be written.
    File(PathBuf, std::io::Error),
}

impl BriefError {
    /// What is wrong and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let colon = lang.pick("\u{A0}:", ":");
        match self {
            BriefError::Form(path) => {
                let endings = Form::ALL.map(|form| format!(".{}", form.ending())).join(", ");
                let said = lang.pick("le nom doit finir par l’un de", "the name must end in one of");
                format!("{}{colon} {said} {endings}", path.display())
            }
            BriefError::Empty => lang
                .pick(
                    "aucun événement choisi\u{A0}: élargir le filtre, ou marquer des événements d’une étoile",
                    "no event is chosen: widen the filter, or star some events",
                )
                .to_owned(),
            BriefError::Made(path, why) => {
                let said = lang.pick("le dossier n’a pu être fait", "the brief could not be made");
                format!("{}{colon} {said}{colon} {why}", path.display())
            }
            BriefError::File(path, error) => {
                FigureError::File(path.clone(), std::io::Error::new(error.kind(), error.to_string())).sentence(lang)
            }
        }
    }
}

/// A form of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Form {
    Pdf,
    Docx,
    Html,
    Markdown,
}

impl Form {
    /// All forms, in the order of menus.
    pub const ALL: [Form; 4] = [Form::Pdf, Form::Docx, Form::Html, Form::Markdown];

    /// How names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Pdf => "pdf",
            Form::Docx => "docx",
            Form::Html => "html",
            Form::Markdown => "md",
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Form::Pdf => "PDF",
            Form::Docx => "Word (DOCX)",
            Form::Html => "HTML",
            Form::Markdown => "Markdown",
        }
    }

    /// The form that a file's name asks for.
    pub fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_str()?.to_ascii_lowercase();
        Form::ALL.into_iter().find(|form| form.ending() == ending)
    }
}

impl Brief {
    /// The document in a form.
    ///
    /// Errors: a picture or the PDF could not be made; in words.
    pub fn bytes(&self, form: Form) -> Result<Vec<u8>, String> {
        match form {
            Form::Markdown => Ok(markdown::markdown(self, None).into_bytes()),
            Form::Html => Ok(html::html(self).into_bytes()),
            Form::Pdf => pdf::pdf(self),
            Form::Docx => docx::docx(self),
        }
    }

    /// Writes the document to `path`, in the form that its name asks for. Markdown cannot hold a picture: the timeline is
    /// written beside it, as `NAME.frise.svg`. Gives what is to be said of letters that no font of this machine has.
    pub fn write(&self, path: &Path) -> Result<Option<String>, BriefError> {
        let form = Form::of(path).ok_or_else(|| BriefError::Form(path.to_owned()))?;
        if self.told.is_empty() {
            return Err(BriefError::Empty);
        }
        let put = |path: &Path, bytes: &[u8]| {
            crate::files::write_file(path, bytes).map_err(|e| BriefError::File(path.to_owned(), e))
        };
        if form == Form::Markdown {
            let picture = path.with_extension("frise.svg");
            let name = picture.file_name().map(|n| n.to_string_lossy().into_owned());
            put(&picture, page_svg(&self.figure, None, Fonts::Embedded).as_bytes())?;
            put(path, markdown::markdown(self, name.as_deref()).as_bytes())?;
            return Ok(None);
        }
        let bytes = self.bytes(form).map_err(|why| BriefError::Made(path.to_owned(), why))?;
        put(path, &bytes)?;
        // The other forms are drawn by their reader, with his fonts.
        let told = self
            .told
            .iter()
            .flat_map(|t| t.passages.iter().map(|p| &p.words).chain([&t.title, &t.note]).chain(&t.tags));
        let sources = self.sources.iter().flat_map(|s| [&s.title, &s.publisher]);
        let texts = told.chain(sources).chain([&self.title]).chain(self.banner.as_ref()).map(String::as_str);
        Ok((form == Form::Pdf).then(|| undrawable_in(texts, self.lang)).flatten())
    }
}

#[cfg(test)]
mod tests;
