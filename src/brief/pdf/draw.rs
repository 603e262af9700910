//! Pages to PDF: glyphs, links, tags and bookmarks.

use super::super::model::Brief;
use super::compose::{Document, Item, PAGE, Part, Piece, QUIET, WIDTH};
use crate::figure::{Fonts, page_svg, tree};
use crate::model::Lang;
use crate::scene::{Color, Face};
use crate::typeset;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use std::num::NonZeroU16;

/// What a leaf of the document holds, in order.
enum Content {
    Words(Identifier),
    /// Words, and where they lead.
    Link(Identifier, Identifier),
}

/// The bundled fonts, as the writer and as the measurer of glyphs know them.
struct Faces(Vec<(Font, ttf_parser::Face<'static>)>);

impl Faces {
    fn load() -> Result<Self, String> {
        let load = |face: Face| {
            let data = typeset::font_data(face);
            let font = Font::new(data.into(), 0)?;
            Some((font, ttf_parser::Face::parse(data, 0).ok()?))
        };
        typeset::FACES.into_iter().map(load).collect::<Option<Vec<_>>>().map(Faces).ok_or("a bundled font".to_owned())
    }

    fn of(&self, face: Face) -> &(Font, ttf_parser::Face<'static>) {
        &self.0[typeset::FACES.iter().position(|f| *f == face).unwrap_or(0)]
    }
}

pub(super) fn draw(brief: &Brief, document: &Document, strict: bool) -> Result<Vec<u8>, String> {
    let mut settings = krilla::SerializeSettings::default();
    if strict {
        let builder = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
        settings.configuration = builder.finish().map_err(|e| format!("{e:?}"))?;
    }
    let mut pdf = krilla::Document::new_with(settings);
    let language = brief.lang.pick("fr", "en");
    pdf.set_metadata(
        Metadata::new()
            .title(brief.title.clone())
            .description(brief.subtitle.clone())
            .language(language.to_owned())
            .creator(format!("Frise {}", env!("CARGO_PKG_VERSION"))),
    );
    let faces = Faces::load()?;
    let picture = tree(&page_svg(&brief.figure, None, Fonts::Named))?;
    let mut contents: Vec<Vec<Content>> = Vec::new();
    contents.resize_with(document.leaves, Vec::new);
    let total = document.pages.len();
    for (number, items) in document.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0 as f32, PAGE.1 as f32).ok_or("a page without an area")?;
        let mut page = pdf.start_page_with(settings);
        let mut links: Vec<(usize, usize, Rect, &str)> = Vec::new();
        let mut surface = page.surface();
        around(&mut surface, brief, &faces, number + 1, total);
        for item in items {
            match item {
                Item::Line { leaf, y, pieces } => {
                    for piece in pieces {
                        let id = words(&mut surface, &faces, piece, *y, brief.lang)?;
                        match piece.to.as_deref().filter(|to| document.anchors.contains_key(*to)) {
                            Some(to) => {
                                links.push((*leaf, contents[*leaf].len(), area(piece, *y)?, to));
                                contents[*leaf].push(Content::Words(id));
                            }
                            None => contents[*leaf].push(Content::Words(id)),
                        }
                    }
                }
                Item::Bullet { x, y } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    fill(&mut surface, (*x - 1.6, *y - 1.6, 3.2, 3.2), QUIET);
                    surface.end_tagged();
                }
                Item::Rule { x, y, width, color } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    fill(&mut surface, (*x, *y, *width, 0.6), *color);
                    surface.end_tagged();
                }
                Item::Figure { leaf, x, y, width, height } => {
                    let id = surface.start_tagged(ContentTag::Other);
                    surface.push_transform(&Transform::from_translate(*x as f32, *y as f32));
                    let size = Size::from_wh(*width as f32, *height as f32).ok_or("a timeline without an area")?;
                    let drawn = surface.draw_svg(&picture, size, SvgSettings::default());
                    surface.pop();
                    surface.end_tagged();
                    drawn.ok_or("the timeline could not be drawn")?;
                    contents[*leaf].push(Content::Words(id));
                }
            }
        }
        surface.finish();
        for (leaf, at, rect, to) in links {
            let annotation = link(&mut page, document, rect, to);
            if let Content::Words(words) = contents[leaf][at] {
                contents[leaf][at] = Content::Link(words, annotation);
            }
        }
        page.finish();
    }
    pdf.set_tag_tree(tags(brief, document, contents));
    pdf.set_outline(outline(document));
    pdf.finish().map_err(|e| format!("{e:?}"))
}

fn link(page: &mut Page<'_>, document: &Document, rect: Rect, to: &str) -> Identifier {
    let target = match document.anchors.get(to) {
        Some((page, y)) => Target::Destination(XyzDestination::new(*page, Point::from_xy(0.0, *y as f32)).into()),
        None => Target::Action(Action::Link(LinkAction::new(format!("#{to}")))),
    };
    page.add_tagged_annotation(Annotation::new_link(LinkAnnotation::new(rect, target), Some(to.to_owned())))
}

/// Banner, title and page number: of the page, not of the text.
fn around(surface: &mut Surface<'_>, brief: &Brief, faces: &Faces, number: usize, total: usize) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
    let piece = |text: String, face: Face, align: f64, color: Color| {
        let wide = typeset::width(&text, face, 8.5);
        Piece {
            x: (PAGE.0 - WIDTH) / 2.0 + (WIDTH - wide) * align,
            face,
            size: 8.5,
            color,
            text,
            to: None,
            quoted: None,
        }
    };
    let foot = PAGE.1 - 34.0;
    if let Some(banner) = &brief.banner {
        let text =
            typeset::shorten(banner, Face::SansBold, 8.5, WIDTH).map(std::borrow::Cow::into_owned).unwrap_or_default();
        for y in [36.0, foot + 14.0] {
            glyphs(surface, faces, &piece(text.clone(), Face::SansBold, 0.5, Color::hex(0)), y);
        }
    }
    let title = typeset::shorten(&brief.title, Face::Sans, 8.5, WIDTH * 0.8).map(std::borrow::Cow::into_owned);
    glyphs(surface, faces, &piece(title.unwrap_or_default(), Face::Sans, 0.0, QUIET), foot);
    glyphs(surface, faces, &piece(format!("{number} / {total}"), Face::Sans, 1.0, QUIET), foot);
    surface.end_tagged();
}

fn paint(color: Color) -> Fill {
    Fill { paint: rgb::Color::new(color.r, color.g, color.b).into(), ..Fill::default() }
}

fn fill(surface: &mut Surface<'_>, (x, y, width, height): (f64, f64, f64, f64), color: Color) {
    let Some(rect) = Rect::from_xywh(x as f32, y as f32, width as f32, height as f32) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    surface.set_fill(Some(paint(color)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn area(piece: &Piece, y: f64) -> Result<Rect, String> {
    let lead = piece.text.len() - piece.text.trim_start().len();
    let before = typeset::width(&piece.text[..lead], piece.face, piece.size);
    let wide = typeset::width(&piece.text[lead..], piece.face, piece.size).max(1.0);
    let (x, top, height) = (piece.x + before, y - piece.size * 0.85, piece.size * 1.1);
    Rect::from_xywh(x as f32, top as f32, wide as f32, height as f32).ok_or("a link without an area".to_owned())
}

/// A piece of a line, as a part of the text.
fn words(surface: &mut Surface<'_>, faces: &Faces, piece: &Piece, y: f64, lang: Lang) -> Result<Identifier, String> {
    let language = piece.quoted.unwrap_or(lang).pick("fr", "en");
    let id = surface.start_tagged(ContentTag::Span(SpanTag::empty().with_lang(Some(language))));
    let drawn = if piece.text.chars().any(|c| is_foreign(piece.face, c)) {
        foreign(surface, piece, y)
    } else {
        glyphs(surface, faces, piece, y);
        Ok(())
    };
    surface.end_tagged();
    drawn.map(|()| id)
}

fn is_foreign(face: Face, c: char) -> bool {
    !is_space(c) && !c.is_control() && !typeset::has_glyph(face, c)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}')
}

/// One glyph a letter, as wide as it was measured.
fn glyphs(surface: &mut Surface<'_>, faces: &Faces, piece: &Piece, y: f64) {
    let (font, measured) = faces.of(piece.face);
    let space = measured.glyph_index(' ').map_or(0, |g| g.0);
    let list: Vec<KrillaGlyph> = piece
        .text
        .char_indices()
        .filter(|(_, c)| !c.is_control())
        .map(|(at, c)| {
            let own = measured.glyph_index(c).map(|g| g.0);
            let advance = typeset::width(c.encode_utf8(&mut [0; 4]), piece.face, 1.0) as f32;
            let range = at..at + c.len_utf8();
            KrillaGlyph::new(GlyphId::new(u32::from(own.unwrap_or(space))), advance, 0.0, 0.0, 0.0, range, None)
        })
        .collect();
    surface.set_fill(Some(paint(piece.color)));
    let start = Point::from_xy(piece.x as f32, y as f32);
    surface.draw_glyphs(start, &list, font.clone(), &piece.text, piece.size as f32, false);
}

/// Letters that the bundled fonts lack are shaped with the machine's.
fn foreign(surface: &mut Surface<'_>, piece: &Piece, y: f64) -> Result<(), String> {
    let (width, height) = (typeset::width(&piece.text, piece.face, piece.size) + piece.size, piece.size * 2.0);
    let scene = crate::scene::Scene {
        width,
        height,
        nodes: vec![crate::scene::Node {
            shape: crate::scene::Shape::Text {
                at: crate::scene::Point { x: 0.0, y: piece.size * 1.4 },
                align: crate::scene::Align::Start,
                face: piece.face,
                size: piece.size,
                color: piece.color,
                text: piece.text.clone(),
            },
            event: None,
            clip: None,
        }],
        clips: Vec::new(),
    };
    let options = crate::figure::SvgOptions { fonts: Fonts::Named, ..crate::figure::SvgOptions::default() };
    let drawing = tree(&crate::figure::svg(&scene, &options))?;
    let size = Size::from_wh(width as f32, height as f32).ok_or("words without an area")?;
    surface.push_transform(&Transform::from_translate(piece.x as f32, (y - piece.size * 1.4) as f32));
    let drawn = surface.draw_svg(&drawing, size, SvgSettings::default());
    surface.pop();
    drawn.ok_or_else(|| "words could not be drawn".to_owned())
}

/// The document as readers of screens walk it.
fn tags(brief: &Brief, document: &Document, contents: Vec<Vec<Content>>) -> TagTree {
    let mut leaves: Vec<Option<Vec<Content>>> = contents.into_iter().map(Some).collect();
    let mut take = |leaf: usize| -> Vec<Node> {
        let contents = leaves.get_mut(leaf).and_then(Option::take).unwrap_or_default();
        contents
            .into_iter()
            .map(|content| match content {
                Content::Words(id) => id.into(),
                Content::Link(words, annotation) => {
                    TagGroup::with_children(Tag::Link, vec![words.into(), annotation.into()]).into()
                }
            })
            .collect()
    };
    let mut tree = TagTree::new().with_lang(Some(brief.lang.pick("fr", "en").to_owned()));
    for part in &document.parts {
        let group = match part {
            Part::Heading { level, text, leaf } => {
                let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
                TagGroup::with_children(Tag::Hn(level, Some(text.clone())), take(*leaf))
            }
            Part::Paragraph(leaf) => TagGroup::with_children(Tag::P, take(*leaf)),
            Part::Quote(leaf) => {
                let words = TagGroup::with_children(Tag::P, take(*leaf));
                TagGroup::with_children(Tag::BlockQuote, vec![words.into()])
            }
            Part::List(items) => {
                let item = |leaf: &usize| -> Node {
                    let body = TagGroup::with_children(Tag::LBody, take(*leaf));
                    TagGroup::with_children(Tag::LI, vec![body.into()]).into()
                };
                TagGroup::with_children(Tag::L(ListNumbering::Disc), items.iter().map(item).collect())
            }
            Part::Table { head, rows } => {
                let mut table = TagGroup::new(Tag::Table);
                let mut cells = TagGroup::new(Tag::TR);
                for leaf in head {
                    cells.push(TagGroup::with_children(Tag::TH(TableHeaderScope::Column), take(*leaf)));
                }
                table.push(TagGroup::with_children(Tag::THead, vec![cells.into()]));
                let mut body = TagGroup::new(Tag::TBody);
                for row in rows {
                    let mut cells = TagGroup::new(Tag::TR);
                    for leaf in row {
                        cells.push(TagGroup::with_children(Tag::TD, take(*leaf)));
                    }
                    body.push(cells);
                }
                table.push(body);
                table
            }
            Part::Figure(leaf) => {
                TagGroup::with_children(Tag::Figure(Some(brief.figure.description.clone())), take(*leaf))
            }
        };
        tree.push(group);
    }
    tree
}

/// Headings of the second level, with those of the third under them.
fn outline(document: &Document) -> Outline {
    let mut out = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for (level, text, page, y) in &document.outline {
        let node = OutlineNode::new(text.clone(), XyzDestination::new(*page, Point::from_xy(0.0, *y as f32)));
        match (level, &mut open) {
            (3, Some(parent)) => parent.push_child(node),
            _ => {
                if let Some(done) = open.replace(node) {
                    out.push_child(done);
                }
            }
        }
    }
    if let Some(last) = open {
        out.push_child(last);
    }
    out
}
