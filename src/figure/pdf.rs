//! SVG to a PDF of one page with real text. A px is 0.75 pt.

use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

/// The bytes of a PDF file.
pub fn pdf(svg: &str, title: &str, language: &str) -> Result<Vec<u8>, String> {
    let tree = super::png::tree(svg)?;
    let (w, h) = (tree.size().width() * 0.75, tree.size().height() * 0.75);
    let size = Size::from_wh(w, h).ok_or("the page has no area")?;
    let settings = PageSettings::from_wh(w, h).ok_or("the page has no area")?;
    let mut document = krilla::Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(language.to_owned())
            .creator(format!("Frise {}", env!("CARGO_PKG_VERSION"))),
    );
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.finish();
    page.finish();
    drawn.ok_or("the picture could not be drawn on the page")?;
    document.finish().map_err(|e| format!("{e:?}"))
}
