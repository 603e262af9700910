//! Markup as a tree, as browsers would see it but for what no article needs.
//!
//! `html5gum` cuts the page into tags and text exactly as the HTML standard says (entities, scripts, comments, broken
//! quotes). The standard's tree builder is not used: its time grows with the square of the depth, and a page nested 100,000
//! deep is one of the files people send. Here tags deeper than [`DEEPEST`] are passed over and their text belongs to what
//! encloses them, so that time is bounded by the length of the page alone.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::collections::BTreeMap;

/// Browsers stop nesting at 512.
const DEEPEST: usize = 400;
/// So many tags and texts of one page are read.
const MOST_NODES: usize = 2_000_000;

/// Names a node of a [`Tree`].
pub(super) type NodeId = usize;

/// An element or a run of text.
pub(super) struct Node {
    /// The tag in small letters; empty for text.
    pub tag: String,
    /// Attributes that are looked at.
    pub attributes: BTreeMap<String, String>,
    /// The text of a text node and of a script.
    pub text: String,
    pub parent: NodeId,
    /// One past the last node inside: nodes are in the order of the page.
    pub end: NodeId,
}

/// A page: nodes in the order of the page, the first stands for the page itself.
pub(super) struct Tree {
    pub nodes: Vec<Node>,
    /// Where a browser says it saved the page from.
    pub saved_from: Option<String>,
}

const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that stand on lines of their own.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

const KEPT: [&str; 22] = [
    "class",
    "id",
    "itemprop",
    "role",
    "hidden",
    "aria-hidden",
    "style",
    "type",
    "property",
    "name",
    "content",
    "datetime",
    "href",
    "rel",
    "lang",
    "pubdate",
    "charset",
    "http-equiv",
    "itemtype",
    "shadowrootmode",
    "shadowroot",
    "shadowmode",
];

impl Tree {
    /// Builds the tree of a page.
    pub(super) fn new(page: &str) -> Self {
        let mut builder =
            Builder { tree: Tree { nodes: vec![node("", 0)], saved_from: None }, open: vec![0], too_deep: 0 };
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(page, emitter) {
            let Ok(token) = token;
            if builder.tree.nodes.len() > MOST_NODES {
                break;
            }
            match token {
                Token::StartTag(tag) => {
                    let name = lossy(&tag.name);
                    let attributes = tag
                        .attributes
                        .iter()
                        .filter_map(|(key, value)| {
                            let key = lossy(key);
                            KEPT.contains(&key.as_str()).then(|| (key, lossy(value)))
                        })
                        .collect();
                    builder.start(name, attributes, tag.self_closing);
                }
                Token::EndTag(tag) => builder.end(&lossy(&tag.name)),
                Token::String(text) => builder.text(&lossy(&text)),
                Token::Comment(comment) => {
                    let comment = lossy(&comment);
                    if let Some((_, at)) = comment.split_once("saved from url=")
                        && at.len() < 4096
                    {
                        let at = at.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit());
                        builder.tree.saved_from = at.split_whitespace().next().map(str::to_owned);
                    }
                }
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        builder.finish()
    }

    /// The nodes inside `node`, in order, with `node` itself.
    pub(super) fn within(&self, node: NodeId) -> std::ops::Range<NodeId> {
        node..self.nodes.get(node).map_or(node, |n| n.end)
    }

    /// The value of an attribute; empty where there is none.
    pub(super) fn attribute(&self, node: NodeId, key: &str) -> &str {
        self.nodes[node].attributes.get(key).map_or("", String::as_str)
    }

    /// All text inside, white space as one blank.
    pub(super) fn text_of(&self, node: NodeId) -> String {
        let mut blocks = crate::read::document::Blocks::default();
        for n in self.within(node) {
            let n = &self.nodes[n];
            if n.tag.is_empty() {
                blocks.words(&n.text);
            } else if is_block(&n.tag) || n.tag == "br" {
                blocks.words(" ");
            }
        }
        blocks.finish()
    }

    /// The elements of a tag, in order.
    pub(super) fn all<'t>(&'t self, tag: &'t str) -> impl Iterator<Item = NodeId> + 't {
        self.nodes.iter().enumerate().filter(move |(_, n)| n.tag == tag).map(|(i, _)| i)
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn node(tag: &str, parent: NodeId) -> Node {
    Node { tag: tag.to_owned(), attributes: BTreeMap::new(), text: String::new(), parent, end: 0 }
}

struct Builder {
    tree: Tree,
    open: Vec<NodeId>,
    too_deep: usize,
}

impl Builder {
    fn top(&self) -> NodeId {
        self.open.last().copied().unwrap_or(0)
    }

    fn tag(&self, node: NodeId) -> &str {
        &self.tree.nodes[node].tag
    }

    fn start(&mut self, name: String, attributes: BTreeMap<String, String>, self_closing: bool) {
        self.close_implied(&name);
        let void = VOID.contains(&name.as_str());
        if self.open.len() >= DEEPEST && !void {
            self.too_deep += usize::from(!self_closing);
            return;
        }
        let parent = self.top();
        let id = self.tree.nodes.len();
        self.tree.nodes.push(Node { tag: name, attributes, text: String::new(), parent, end: id + 1 });
        // Browsers take `<div/>` for `<div>`; in feeds and exports it means what it says.
        if !void && !self_closing {
            self.open.push(id);
        }
    }

    /// Ends what a start tag ends without saying so.
    fn close_implied(&mut self, name: &str) {
        let (ended, bounds): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "option" => (&["option"], &["select"]),
            _ if is_block(name) => (&["p"], &["td", "th", "table", "li", "div", "article", "section"]),
            _ => return,
        };
        let found = self.open.iter().rposition(|n| {
            let tag = self.tag(*n);
            ended.contains(&tag) || bounds.contains(&tag)
        });
        if let Some(at) = found.filter(|at| ended.contains(&self.tag(self.open[*at]))) {
            self.close_from(at);
        }
    }

    fn end(&mut self, name: &str) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let inline = !is_block(name);
        let found = self.open.iter().skip(1).rposition(|n| {
            let tag = self.tag(*n);
            tag == name || (inline && is_block(tag))
        });
        if let Some(at) = found.map(|at| at + 1).filter(|at| self.tag(self.open[*at]) == name) {
            self.close_from(at);
        }
    }

    fn close_from(&mut self, at: usize) {
        let end = self.tree.nodes.len();
        for node in self.open.drain(at.max(1)..) {
            self.tree.nodes[node].end = end;
        }
    }

    fn text(&mut self, text: &str) {
        let parent = self.top();
        if matches!(self.tag(parent), "script" | "style") {
            // Of scripts only those that are data are looked at.
            if self.tree.attribute(parent, "type").contains("json") {
                self.tree.nodes[parent].text.push_str(text);
            }
            return;
        }
        let id = self.tree.nodes.len();
        let last = &mut self.tree.nodes[id - 1];
        if last.tag.is_empty() && last.parent == parent && id > 1 {
            last.text.push_str(text);
            return;
        }
        let mut new = node("", parent);
        text.clone_into(&mut new.text);
        new.end = id + 1;
        self.tree.nodes.push(new);
    }

    fn finish(mut self) -> Tree {
        self.close_from(1);
        self.tree.nodes[0].end = self.tree.nodes.len();
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(page: &str) -> String {
        let tree = Tree::new(page);
        let depth = |mut n: NodeId| {
            let mut depth = 0;
            while n != 0 {
                (n, depth) = (tree.nodes[n].parent, depth + 1);
            }
            depth
        };
        let line = |(i, n): (usize, &Node)| {
            format!("{}{}", depth(i), if n.tag.is_empty() { n.text.trim() } else { n.tag.as_str() })
        };
        tree.nodes.iter().enumerate().skip(1).map(line).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_that_end_without_saying_so_are_ended() {
        assert_eq!(outline("<div><p>un<p>deux <b>trois</div>q"), "1div 2p 3un 2p 3deux 3b 4trois 1q");
        assert_eq!(outline("<ul><li>a<ul><li>b</ul><li>c</ul>"), "1ul 2li 3a 3ul 4li 5b 2li 3c");
        assert_eq!(outline("<table><tr><td>a<td>b<tr><td>c</table>"), "1table 2tr 3td 4a 3td 4b 2tr 3td 4c");
        assert_eq!(outline("a<br>b<script>if (a<b) x</script>c</i></div>d"), "1a 1br 1b 1script 1cd");
    }

    #[test]
    fn entities_are_letters_and_depth_is_bounded() {
        assert_eq!(outline("S&eacute;oul&nbsp;&#8217;"), "1Séoul\u{a0}’");
        let deep = format!("{}Oslo{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let tree = Tree::new(&deep);
        assert!(tree.nodes.len() <= DEEPEST + 1);
        assert_eq!(tree.text_of(0), "Oslo");
    }
}
