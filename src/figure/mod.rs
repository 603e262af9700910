//! Pictures for people: a [`Scene`] as SVG, PNG and PDF, and the page around a timeline. Deliberately knows no window: what
//! is drawn here is drawn the same without a display.

mod annex;
mod callouts;
mod choice;
mod footer;
mod legend;
mod notes;
mod options;
mod page;
mod pdf;
mod png;
pub mod recipes;
pub(crate) mod rich;
mod svg;

pub use annex::annex;
pub use choice::choice_words;
pub use options::{Accent, FigureOptions, Fonts, NotAColor, NotARecipe, NotAScale, NotASize, PageSize};
pub use page::{Figure, figure, figure_numbered, figure_with_logo};
pub use pdf::{PdfOptions, pdf};
pub(crate) use png::tree;
pub use png::{MOST_PIXELS, encode, outlined, pixels, png, png_with};
pub(crate) use svg::escape;
pub use svg::{SvgOptions, svg};

use crate::model::{Corpus, Lang, Party};
use crate::scene::Scene;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::path::{Path, PathBuf};

/// A figure could not be written; told in the user's words.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum FigureError {
    /// The file's name does not say which format is meant.
    Format(PathBuf),
    /// The folder is not there, is not writable, or the disk is full.
    File(PathBuf, std::io::Error),
    /// The picture could not be made.
    Picture(PathBuf, String),
    /// So many pixels, width by height, are more than a picture may have.
    Pixels(PathBuf, f64, f64),
    /// The logo could not be read.
    Logo(PathBuf, NotALogo),
    /// The recipe could not be read.
    Recipe(PathBuf, String),
    /// There is no such recipe.
    NoRecipe(PathBuf, std::io::Error),
}

impl FigureError {
    /// What is wrong and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let colon = lang.pick("\u{A0}:", ":");
        let told = |path: &Path, fr: &str, en: &str| format!("{}{colon} {}", path.display(), lang.pick(fr, en));
        match self {
            FigureError::Format(path) => {
                told(path, "le nom doit finir par .svg, .png ou .pdf", "the name must end in .svg, .png or .pdf")
            }
            FigureError::File(path, error) => {
                let why = match error.kind() {
                    std::io::ErrorKind::NotFound => lang.pick(
                        "le dossier n’existe pas\u{A0}; le créer d’abord",
                        "the folder does not exist; create it first",
                    ),
                    std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => lang.pick(
                        "l’écriture n’y est pas permise\u{A0}; choisir un autre dossier",
                        "writing there is not permitted; choose another folder",
                    ),
                    std::io::ErrorKind::IsADirectory => {
                        lang.pick("c’est un dossier\u{A0}; donner le nom d’un fichier", "it is a folder; name a file")
                    }
                    std::io::ErrorKind::StorageFull => {
                        lang.pick("le disque est plein\u{A0}; faire de la place", "the disk is full; make room")
                    }
                    _ => "",
                };
                let said = told(path, "ne peut être écrit", "cannot be written");
                if why.is_empty() { format!("{said} ({error})") } else { format!("{said}{colon} {why}") }
            }
            FigureError::Picture(path, why) => {
                format!("{}{colon} {why}", told(path, "l’image n’a pu être faite", "the picture cannot be made"))
            }
            FigureError::Pixels(path, width, height) => match lang {
                Lang::Fr => format!(
                    "{}{colon} {width:.0} × {height:.0} pixels sont trop\u{A0}; choisir une page ou une échelle plus petite",
                    path.display()
                ),
                Lang::En => format!(
                    "{}: {width:.0} × {height:.0} pixels are too many; choose a smaller page or scale",
                    path.display()
                ),
            },
            FigureError::Logo(path, why) => {
                let why = why.sentence(lang);
                format!("{}{colon} {why}", told(path, "le logo ne peut être lu", "the logo cannot be read"))
            }
            FigureError::NoRecipe(path, error) if error.kind() == std::io::ErrorKind::NotFound => told(
                path,
                "ni une recette du projet ni un fichier de ce nom",
                "neither a recipe of the project nor a file of this name",
            ),
            FigureError::NoRecipe(path, error) => {
                let why = unread(error, lang);
                format!("{}{colon} {why}", told(path, "la recette ne peut être lue", "the recipe cannot be read"))
            }
            FigureError::Recipe(path, why) => {
                format!("{}{colon} {why}", told(path, "la recette ne peut être lue", "the recipe cannot be read"))
            }
        }
    }
}

/// Why a file is no logo.
#[derive(Debug)]
pub enum NotALogo {
    /// It could not be read.
    File(std::io::Error),
    /// It is of no known format.
    Format,
    /// There is nothing in it.
    Empty,
    /// It is broken; as its reader says it.
    Broken(String),
}

impl NotALogo {
    /// What is wrong.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            NotALogo::File(error) => unread(error, lang),
            NotALogo::Format => {
                lang.pick("ni SVG, ni PNG, JPEG, GIF ou WebP", "neither SVG, PNG, JPEG, GIF nor WebP").to_owned()
            }
            NotALogo::Empty => lang.pick("l’image est vide", "the picture is empty").to_owned(),
            NotALogo::Broken(why) => match lang {
                Lang::Fr => format!("le fichier n’est pas une image entière ({why})"),
                Lang::En => format!("the file is not a whole picture ({why})"),
            },
        }
    }
}

fn unread(error: &std::io::Error, lang: Lang) -> String {
    let [fr, en] = crate::files::unread(error);
    lang.pick(&fr, &en).to_owned()
}

/// A picture for the corner of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// Width by height.
    pub ratio: f64,
    /// As a `data:` address.
    address: String,
}

impl Logo {
    /// Reads an SVG, PNG, JPEG, GIF or WebP file.
    pub fn read(path: &Path) -> Result<Self, FigureError> {
        let wrong = |why: NotALogo| FigureError::Logo(path.to_owned(), why);
        let bytes = std::fs::read(path).map_err(|e| wrong(NotALogo::File(e)))?;
        let kind = match bytes.as_slice() {
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            [0xFF, 0xD8, ..] => "image/jpeg",
            [b'G', b'I', b'F', ..] => "image/gif",
            [b'R', b'I', b'F', b'F', ..] => "image/webp",
            _ => "image/svg+xml",
        };
        let address = format!("data:{kind};base64,{}", BASE64_STANDARD.encode(&bytes));
        let size = if kind == "image/svg+xml" {
            let text = std::str::from_utf8(&bytes)
                .ok()
                .filter(|t| t.contains("<svg"))
                .ok_or_else(|| wrong(NotALogo::Format))?;
            tree(text).map_err(|e| wrong(NotALogo::Broken(e)))?.size()
        } else {
            // Drawn once, the picture tells its size.
            let probe = format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><image href="{address}"/></svg>"#
            );
            let probe = tree(&probe).map_err(|e| wrong(NotALogo::Broken(e)))?;
            let bounds = probe.root().children().first().map(resvg::usvg::Node::bounding_box);
            let size = bounds.and_then(|b| resvg::usvg::Size::from_wh(b.width(), b.height()));
            size.ok_or_else(|| wrong(NotALogo::Empty))?
        };
        Ok(Logo { ratio: f64::from(size.width()) / f64::from(size.height()), address })
    }
}

/// Reads a recipe; it names its logo as seen from its own folder.
pub fn read_recipe(path: &Path) -> Result<FigureOptions, FigureError> {
    let wrong = |why: String| FigureError::Recipe(path.to_owned(), why);
    let text = std::fs::read_to_string(path).map_err(|e| FigureError::NoRecipe(path.to_owned(), e))?;
    let mut recipe = FigureOptions::from_recipe(&text).map_err(|e| wrong(e.to_string()))?;
    if let (Some(logo), Some(folder)) = (&recipe.logo, path.parent()) {
        recipe.logo = Some(folder.join(logo));
    }
    Ok(recipe)
}

/// The page of a corpus with its logo, and its SVG.
///
/// Errors: the logo could not be read.
pub fn page_of(
    corpus: &Corpus,
    names: &dyn Fn(Party, Lang) -> String,
    options: &FigureOptions,
    fonts: Fonts,
) -> Result<(Figure, String), FigureError> {
    let logo = options.logo.as_deref().map(Logo::read).transpose()?;
    let page = figure_with_logo(corpus, names, options, logo.as_ref().map(|l| l.ratio));
    let svg = page_svg(&page, logo.as_ref(), fonts);
    Ok((page, svg))
}

/// What is to be said of letters that no font of this machine has; `None` where all can be drawn.
pub fn undrawable(page: &Figure, lang: Lang) -> Option<String> {
    let texts = page.scene.nodes.iter().filter_map(|node| match &node.shape {
        crate::scene::Shape::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    undrawable_in(texts, lang)
}

/// The same of any texts.
pub fn undrawable_in<'a>(texts: impl Iterator<Item = &'a str>, lang: Lang) -> Option<String> {
    let missing = png::missing(texts);
    let first = *missing.first()?;
    let font = match first {
        '\u{590}'..='\u{5FF}' => "Noto Sans Hebrew",
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' => "Noto Sans Arabic",
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' => {
            "Noto Sans CJK"
        }
        _ => "Noto Sans",
    };
    let letters: String = missing.iter().take(12).collect();
    Some(match lang {
        Lang::Fr => format!(
            "aucune police de cette machine ne dessine «\u{A0}{letters}\u{A0}»\u{A0}: installer {font}, puis recommencer"
        ),
        Lang::En => format!("no font of this machine draws “{letters}”: install {font}, then start again"),
    })
}

/// Makes the figure of a corpus and writes it to `path`, as SVG, PNG or PDF by the ending of its name. Gives what is to be
/// said: why no event stands on it, and of letters that no font has.
pub fn make(
    corpus: &Corpus,
    names: &dyn Fn(Party, Lang) -> String,
    options: &FigureOptions,
    path: &Path,
) -> Result<Option<String>, FigureError> {
    let logo = options.logo.as_deref().map(Logo::read).transpose()?;
    let page = figure_with_logo(corpus, names, options, logo.as_ref().map(|l| l.ratio));
    let is_pdf = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
    let more = if is_pdf { annex(corpus, names, options, &page.title, &page.unlisted) } else { Vec::new() };
    let bytes = bytes(&page, &more, logo.as_ref(), options, path)?;
    crate::files::write_file(path, &bytes).map_err(|e| FigureError::File(path.to_owned(), e))?;
    let said: Vec<String> = [page.empty.clone(), undrawable(&page, options.lang)].into_iter().flatten().collect();
    Ok((!said.is_empty()).then(|| said.join(" ")))
}

/// The SVG of a page.
pub fn page_svg(page: &Figure, logo: Option<&Logo>, fonts: Fonts) -> String {
    let images = page.logo.zip(logo).map(|(rect, logo)| (rect, logo.address.clone())).into_iter().collect();
    let (title, description) = (page.title.clone(), page.description.clone());
    svg(&page.scene, &SvgOptions { title, description, fonts, images })
}

/// What a PNG of a page says of itself.
pub fn about(page: &Figure) -> [(&'static str, String); 3] {
    [
        ("Title", page.title.clone()),
        ("Description", page.description.clone()),
        ("Software", format!("Frise {}", env!("CARGO_PKG_VERSION"))),
    ]
}

fn bytes(
    page: &Figure,
    more: &[Scene],
    logo: Option<&Logo>,
    options: &FigureOptions,
    path: &Path,
) -> Result<Vec<u8>, FigureError> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    let failed = |message| FigureError::Picture(path.to_owned(), message);
    let plain = || page_svg(page, logo, Fonts::Named);
    Ok(match (ending.as_str(), options.fonts) {
        ("svg", Fonts::Outlined) => outlined(&plain()).map_err(failed)?.into_bytes(),
        ("svg", fonts) => page_svg(page, logo, fonts).into_bytes(),
        ("png", _) => {
            let (width, height) = (page.scene.width * options.scale, page.scene.height * options.scale);
            if (width * height).is_nan() || width * height > MOST_PIXELS {
                return Err(FigureError::Pixels(path.to_owned(), width, height));
            }
            let about = about(page);
            let about = about.each_ref().map(|(keyword, text)| (*keyword, text.as_str()));
            png_with(&plain(), options.scale, &about).map_err(failed)?
        }
        ("pdf", _) => {
            let options = PdfOptions {
                title: page.title.clone(),
                description: page.description.clone(),
                language: options.lang.pick("fr", "en").to_owned(),
                bookmarks: page.bookmarks.clone(),
            };
            let more =
                more.iter().map(|scene| svg(scene, &SvgOptions { fonts: Fonts::Named, ..SvgOptions::default() }));
            pdf(&plain(), &more.collect::<Vec<_>>(), &options).map_err(failed)?
        }
        _ => return Err(FigureError::Format(path.to_owned())),
    })
}

/// Writes a scene that is no page (the window's timeline) to `path` as it is.
pub fn write(scene: &Scene, path: &Path, scale: f64) -> Result<(), FigureError> {
    let page = Figure { scene: scene.clone(), ..Figure::default() };
    let bytes = bytes(&page, &[], None, &FigureOptions { scale, ..FigureOptions::default() }, path)?;
    crate::files::write_file(path, &bytes).map_err(|e| FigureError::File(path.to_owned(), e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(party: Party, _: Lang) -> String {
        party.to_string()
    }

    fn make_in(folder: &Path, name: &str, options: &FigureOptions) -> Result<PathBuf, FigureError> {
        let path = folder.join(name);
        make(&Corpus::default(), &code, options, &path).map(|_| path)
    }

    #[test]
    fn the_ending_decides_the_format() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, start) in [("f.svg", &b"<svg"[..]), ("f.PNG", b"\x89PNG"), ("f.pdf", b"%PDF")] {
            let path = make_in(folder.path(), name, &FigureOptions::default()).expect("written");
            assert!(std::fs::read(&path).expect("read").starts_with(start), "{name}");
        }
    }

    #[test]
    fn errors_name_the_file_and_what_to_do_in_both_languages() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = |name: &str, options: &FigureOptions| make_in(folder.path(), name, options).expect_err("refused");
        let no_format = error("f.gif", &FigureOptions::default()).to_string();
        assert!(no_format.contains("f.gif") && no_format.contains(".svg"), "{no_format}");
        let no_folder = error("no/f.svg", &FigureOptions::default()).sentence(Lang::Fr);
        assert!(no_folder.contains("f.svg") && no_folder.contains("le dossier n’existe pas"), "{no_folder}");
        let too_big = error("f.png", &FigureOptions { scale: 1000.0, ..FigureOptions::default() }).to_string();
        assert!(too_big.contains("too many"), "{too_big}");
        let no_logo = error("f.png", &FigureOptions { logo: Some("nowhere.png".into()), ..FigureOptions::default() });
        assert!(no_logo.to_string().contains("nowhere.png"), "{no_logo}");
        let a_folder = error("f.png", &FigureOptions { logo: Some(folder.path().into()), ..FigureOptions::default() });
        assert!(a_folder.sentence(Lang::Fr).contains("c’est un dossier"), "{a_folder}");
        let words = folder.path().join("words.png");
        std::fs::write(&words, "no picture").expect("written");
        let no_picture = error("f.png", &FigureOptions { logo: Some(words), ..FigureOptions::default() });
        assert!(no_picture.sentence(Lang::Fr).contains("ni SVG"), "{no_picture}");
        let onto = error("", &FigureOptions::default()).sentence(Lang::Fr);
        assert!(onto.contains("le nom doit finir"), "{onto}");
        let wide = FigureOptions { scale: 1000.0, ..FigureOptions::default() };
        assert!(error("f.png", &wide).sentence(Lang::Fr).contains("pixels sont trop"));
    }

    #[test]
    fn the_same_page_gives_the_same_pdf_and_png() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["f.pdf", "f.png"] {
            let once = std::fs::read(make_in(folder.path(), name, &FigureOptions::default()).expect("written"));
            let twice = std::fs::read(make_in(folder.path(), name, &FigureOptions::default()).expect("written"));
            assert_eq!(once.expect("read"), twice.expect("read"), "{name}");
        }
    }

    #[test]
    fn letters_that_no_font_has_are_told_with_a_font_to_install() {
        // A plane that Unicode leaves to private use: no font of any machine has this letter.
        let options = FigureOptions { title: Some("Un titre \u{10_FFF0}".into()), ..FigureOptions::default() };
        let said = undrawable(&figure(&Corpus::default(), &code, &options), Lang::Fr).expect("said");
        assert!(said.contains('\u{10_FFF0}') && said.contains("Noto Sans"), "{said}");
        let plain = FigureOptions { title: Some("Été à Łódź".into()), ..FigureOptions::default() };
        assert_eq!(undrawable(&figure(&Corpus::default(), &code, &plain), Lang::Fr), None);
    }

    #[test]
    fn outlined_letters_need_no_font() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = FigureOptions { fonts: Fonts::Outlined, ..FigureOptions::default() };
        let text = std::fs::read_to_string(make_in(folder.path(), "f.svg", &options).expect("written")).expect("read");
        assert!(!text.contains("<text") && !text.contains("font-family"), "letters are left");
    }

    #[test]
    fn a_logo_stands_on_the_page_in_its_own_shape() {
        let folder = tempfile::tempdir().expect("a folder");
        let drawn = folder.path().join("logo.svg");
        let text = r#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100"/></svg>"#;
        std::fs::write(&drawn, text).expect("written");
        let painted = folder.path().join("logo.png");
        std::fs::write(&painted, png(text, 1.0).expect("a picture")).expect("written");
        for path in [drawn, painted] {
            let ratio = Logo::read(&path).expect("a logo").ratio;
            assert!((ratio - 3.0).abs() < 1e-6, "{}: {ratio}", path.display());
            let options = FigureOptions { logo: Some(path), ..FigureOptions::default() };
            let with = std::fs::read(make_in(folder.path(), "with.png", &options).expect("written")).expect("read");
            let without = make_in(folder.path(), "without.png", &FigureOptions::default()).expect("written");
            assert_ne!(with, std::fs::read(without).expect("read"));
        }
    }
}
