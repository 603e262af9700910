//! SVG to a tagged PDF with real text and bookmarks, a page for each. A px is 0.75 pt.

use krilla::destination::XyzDestination;
use krilla::geom::{Point, Size};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt, SvgSettings};

/// What a PDF says of its page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PdfOptions {
    /// The title of the document.
    pub title: String,
    /// What the page shows, for who cannot see it.
    pub description: String,
    /// ISO 639-1.
    pub language: String,
    /// Bookmarks: words, and px from the top.
    pub bookmarks: Vec<(String, f64)>,
}

/// The bytes of a PDF file: the figure, and behind it a page for each of `more`, which are lists of words.
pub fn pdf(svg: &str, more: &[String], options: &PdfOptions) -> Result<Vec<u8>, String> {
    let mut document = krilla::Document::new();
    document.set_metadata(
        Metadata::new()
            .title(options.title.clone())
            .language(options.language.clone())
            .creator(format!("Frise {}", env!("CARGO_PKG_VERSION"))),
    );
    let mut draw = |svg: &str, group: &mut TagGroup| -> Result<(), String> {
        let tree = super::png::tree(svg)?;
        let (w, h) = (tree.size().width() * 0.75, tree.size().height() * 0.75);
        let size = Size::from_wh(w, h).ok_or("the page has no area")?;
        let settings = PageSettings::from_wh(w, h).ok_or("the page has no area")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let content = surface.start_tagged(ContentTag::Other);
        let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
        surface.end_tagged();
        surface.finish();
        page.finish();
        group.push(content);
        drawn.ok_or_else(|| "the picture could not be drawn on the page".to_owned())
    };
    let mut tags = TagTree::new();
    let mut picture = TagGroup::new(Tag::Figure(Some(options.description.clone())));
    draw(svg, &mut picture)?;
    tags.push(picture);
    for page in more {
        let mut list = TagGroup::new(Tag::P);
        draw(page, &mut list)?;
        tags.push(list);
    }
    document.set_tag_tree(tags);
    let mut outline = Outline::new();
    for (words, y) in &options.bookmarks {
        let place = XyzDestination::new(0, Point::from_xy(0.0, (*y * 0.75) as f32));
        outline.push_child(OutlineNode::new(words.clone(), place));
    }
    document.set_outline(outline);
    document.finish().map_err(|e| format!("{e:?}"))
}
