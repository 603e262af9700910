//! Markdown, read with `pulldown-cmark`: what its marks mean for the page is no part of the text.

use super::document::{Blocks, Refusal};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub(super) fn text(markdown: &str) -> Result<String, Refusal> {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut blocks = Blocks::default();
    let mut hidden = 0_usize;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_) | Tag::Image { .. }) => hidden += 1,
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::Image) => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                blocks.words(&text);
            }
            Event::InlineHtml(markup) | Event::Html(markup) => blocks.words(&super::html::plain(&markup)),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => blocks.words(" "),
            Event::HardBreak => blocks.line(),
            Event::Start(tag) if is_block(&tag) => blocks.end(),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead,
            ) => blocks.end(),
            _ => {}
        }
    }
    let text = blocks.finish();
    if text.is_empty() { Err(Refusal::Empty) } else { Ok(text) }
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::CodeBlock(_) | Tag::Table(_) | Tag::BlockQuote(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_part_of_the_text() {
        let markdown = "---\ntags: x\n---\n# Oslo *accuse*\n\nLe [Storting](https://x.example) a\nété **piraté** ![photo](p.jpg).\n\n- un\n- deux\n";
        assert_eq!(text(markdown).as_deref(), Ok("Oslo accuse\n\nLe Storting a été piraté .\n\nun\n\ndeux"));
    }
}
