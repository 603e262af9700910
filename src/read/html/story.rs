//! Where on a page its article stands, and what of it is the article: the way of Mozilla's Readability (paragraphs give
//! points to what encloses them, links take them away), with what French pages set between paragraphs left out.

use super::tree::{NodeId, Tree, is_block};
use crate::read::document::Blocks;
use regex::RegexSet;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Assets {
    aside: Vec<String>,
    never_story: Vec<String>,
    of_others: Vec<String>,
    aside_pairs: Vec<String>,
    story: Vec<String>,
    notices: Vec<String>,
}

struct Words {
    assets: Assets,
    notices: RegexSet,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let assets: Assets =
        toml::from_str(include_str!("../../../assets/pages.toml")).expect("assets/pages.toml is checked by a test");
    let notices =
        RegexSet::new(assets.notices.iter().map(|p| format!("(?i){p}"))).expect("patterns of assets/pages.toml");
    Words { assets, notices }
});

/// True where a paragraph speaks to the reader of the page.
pub(super) fn is_notice(paragraph: &str) -> bool {
    paragraph.len() < 600 && WORDS.notices.is_match(paragraph.trim())
}

/// A paragraph shorter than this, in characters, gives no points.
const SHORT: usize = 25;
/// A page with fewer characters of text has no article.
const LEAST: usize = 120;

/// What is known of each node.
#[derive(Clone, Copy, Default)]
struct Measure {
    /// Characters of text inside.
    chars: u32,
    /// Those inside links.
    linked: u32,
    /// Characters of paragraphs inside.
    prose: u32,
    points: f32,
    skipped: bool,
    /// Characters of it that are prose by itself, whatever stands inside; `None` before that is known.
    own: Option<u32>,
    /// True where text stands in it that is in no element inside.
    bare: bool,
    /// The last character inside that is no white space.
    last: Option<char>,
}

/// The article's title and text.
#[derive(Debug)]
pub(super) struct Story {
    pub title: Option<String>,
    pub text: String,
}

/// Finds the article of a page; `None` where there is none. `title` is what the page says of itself.
pub(super) fn story(tree: &Tree, title: Option<&str>) -> Option<Story> {
    let mut measures = measured(tree);
    let heading = heading(tree, &measures, title);
    let root = root(tree, &mut measures).or_else(|| heading.and_then(|h| article_of(tree, h)))?;
    let root = heading.and_then(|h| only(tree, root, h)).unwrap_or(root);
    let text = gathered(tree, &measures, root, heading);
    let title = heading.map(|h| tree.text_of(h)).or_else(|| title.map(str::to_owned)).or_else(|| tab_title(tree));
    let least = if heading.is_some() && says_so(tree, root) { SHORT } else { LEAST };
    (text.chars().count() >= least).then_some(Story { title, text })
}

/// The article that a heading stands in, where the page marks one.
fn article_of(tree: &Tree, heading: NodeId) -> Option<NodeId> {
    std::iter::successors(Some(heading), |n| Some(tree.nodes[*n].parent).filter(|up| *up != 0))
        .find(|n| tree.nodes[*n].tag == "article" || hint(tree, *n).1)
}

/// The heading's own article, where a page holds several: sites add the next one to the page when its end is reached.
fn only(tree: &Tree, root: NodeId, heading: NodeId) -> Option<NodeId> {
    let own = std::iter::successors(Some(heading), |n| Some(tree.nodes[*n].parent).filter(|up| *up != 0))
        .find(|n| tree.nodes[*n].tag == "article")?;
    let inside = tree.within(root).contains(&own) && own != root;
    let headed = |n: NodeId| tree.within(n).any(|h| tree.nodes[h].tag == "h1" && h != heading);
    let mut others = tree.within(root).filter(|n| tree.nodes[*n].tag == "article" && !tree.within(own).contains(n));
    (inside && tree.nodes[heading].tag == "h1" && !headed(own) && others.any(headed)).then_some(own)
}

/// Whether a page says of a part that it is an article: a wire may be a single sentence.
fn says_so(tree: &Tree, root: NodeId) -> bool {
    let mut up = root;
    while up != 0 {
        let marked = tree.attribute(up, "itemprop").split_whitespace().any(|p| p == "articleBody");
        if marked || tree.nodes[up].tag == "article" || hint(tree, up).1 {
            return true;
        }
        up = tree.nodes[up].parent;
    }
    false
}

/// All text inside a part of a page, in paragraphs.
pub(super) fn text_within(tree: &Tree, node: NodeId) -> String {
    let mut blocks = Blocks::default();
    collect(tree, &vec![Measure::default(); tree.nodes.len()], node, &mut blocks, |_| true);
    blocks.finish()
}

/// All text of a page that is not furniture: for pages that are nothing but their article (a letter, a feed's entry).
pub(super) fn all_text(tree: &Tree) -> String {
    let measures = measured(tree);
    let mut blocks = Blocks::default();
    collect(tree, &measures, 0, &mut blocks, |_| true);
    blocks.finish()
}

fn tokens(attribute: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut before_small = false;
    for c in attribute.chars() {
        if !c.is_alphabetic() || (c.is_uppercase() && before_small) {
            out.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(last) = out.last_mut()
        {
            last.extend(c.to_lowercase());
        }
        before_small = c.is_lowercase();
    }
    out.retain(|t| !t.is_empty());
    out
}

/// What keeps a part of a page from being its article, unless the article stands nowhere else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Apart {
    /// Nothing.
    #[default]
    No,
    /// Its name, which sites also give to what encloses all.
    Name,
    /// Its name, which nobody gives to an article.
    Other,
    /// Its tag: a form may be the whole of a page.
    Form,
    /// It is not shown, or not at first.
    Hidden,
    /// Its tag or role: beside, below or over the article.
    Beside,
}

/// What `class` and `id` say: apart from the article, or the article (true).
fn hint(tree: &Tree, node: NodeId) -> (Apart, bool) {
    let words = &WORDS.assets;
    let (mut aside, mut other, mut story) = (false, false, false);
    for key in ["class", "id"] {
        for name in tree.attribute(node, key).split_whitespace().take(12) {
            // `md:hidden` speaks of some screens only.
            if name.contains(':') {
                continue;
            }
            let tokens = tokens(name);
            // `no-sidebar`, `has-menu`: what it has or lacks, not what it is.
            if tokens.len() > 1 && tokens.first().is_some_and(|t| words.of_others.contains(t)) {
                continue;
            }
            let pair = |w: &[String]| words.aside_pairs.contains(&w.join(" "));
            story |= tokens.iter().any(|t| words.story.contains(t));
            aside |= tokens.iter().any(|t| words.aside.contains(t));
            other |= tokens.iter().any(|t| words.never_story.contains(t))
                || tokens.windows(2).any(pair)
                || tokens.windows(3).any(pair);
        }
    }
    let apart = match (other, aside) {
        (true, _) => Apart::Other,
        (false, true) => Apart::Name,
        (false, false) => Apart::No,
    };
    (apart, story && apart == Apart::No)
}

/// True for what never holds words of an article.
fn never(tree: &Tree, node: NodeId) -> bool {
    let tag = matches!(
        tree.nodes[node].tag.as_str(),
        "script"
            | "style"
            | "noscript"
            | "svg"
            | "math"
            | "nav"
            | "button"
            | "select"
            | "iframe"
            | "object"
            | "embed"
            | "menu"
            | "figure"
            | "audio"
            | "video"
            | "canvas"
            | "head"
            | "textarea"
            | "label"
            | "input"
    );
    let role = matches!(
        tree.attribute(node, "role"),
        "navigation" | "menu" | "menubar" | "search" | "alert" | "tablist" | "toolbar" | "button"
    );
    // A part of a page that was built apart from it ("shadow tree") is kept as a template by programs that save pages.
    let shadow = ["shadowrootmode", "shadowroot", "shadowmode"];
    let template = tree.nodes[node].tag == "template" && shadow.iter().all(|k| tree.attribute(node, k).is_empty());
    tag || role || template
}

fn apart(tree: &Tree, node: NodeId) -> Apart {
    let n = &tree.nodes[node];
    if n.tag.is_empty() || matches!(n.tag.as_str(), "html" | "body") {
        return Apart::No;
    }
    let hidden = n.attributes.contains_key("hidden")
        || tree.attribute(node, "style").replace(' ', "").contains("display:none")
        || tree.attribute(node, "aria-hidden") == "true" && n.tag != "div" && n.tag != "section";
    let role =
        matches!(tree.attribute(node, "role"), "banner" | "contentinfo" | "complementary" | "dialog" | "alertdialog");
    if hidden {
        return Apart::Hidden;
    }
    match n.tag.as_str() {
        "form" => return Apart::Form,
        "footer" | "aside" | "dialog" => return Apart::Beside,
        _ if role => return Apart::Beside,
        "article" | "main" | "p" | "h1" => return Apart::No,
        _ => {}
    }
    hint(tree, node).0
}

/// So many parts are looked at that may be the article though they call themselves something else.
const MOST_APART: usize = 12;

/// Measures all nodes, the innermost first: what encloses others stands before them in the tree.
fn measured(tree: &Tree) -> Vec<Measure> {
    let mut out = vec![Measure::default(); tree.nodes.len()];
    let mut parts = vec![Apart::No; tree.nodes.len()];
    for (i, node) in tree.nodes.iter().enumerate().skip(1) {
        out[i].skipped = node.parent != 0 && out[node.parent].skipped || (!node.tag.is_empty() && never(tree, i));
        if !out[i].skipped {
            parts[i] = apart(tree, i);
        }
    }
    sum_up(tree, &mut out, &parts);
    // What calls itself an aside is none where the page's prose stands in it.
    let mut likely: Vec<NodeId> =
        (1..parts.len()).filter(|i| parts[*i] != Apart::No && out[*i].prose as usize >= SHORT).collect();
    likely.sort_by_key(|i| std::cmp::Reverse(out[*i].prose));
    for part in likely.into_iter().take(MOST_APART) {
        if is_story(tree, &out, part, parts[part]) {
            let mut up = part;
            while up != 0 {
                parts[up] = Apart::No;
                up = tree.nodes[up].parent;
            }
            sum_up(tree, &mut out, &parts);
        }
    }
    for (i, node) in tree.nodes.iter().enumerate().skip(1) {
        out[i].skipped |= (node.parent != 0 && out[node.parent].skipped) || parts[i] != Apart::No;
    }
    out
}

/// Whether a part that calls itself something else is the article: by how much prose it holds, and how much stands elsewhere.
fn is_story(tree: &Tree, measures: &[Measure], part: NodeId, apart: Apart) -> bool {
    let (inside, elsewhere) = (measures[part].prose as usize, measures[0].prose as usize);
    let headed = || tree.within(part).any(|n| tree.nodes[n].tag == "h1");
    match apart {
        Apart::No => false,
        Apart::Name => inside * 3 >= elsewhere * 2 || inside >= LEAST * 2 && is_wall(tree, part),
        Apart::Form | Apart::Hidden => elsewhere < LEAST || inside >= elsewhere && headed(),
        Apart::Beside => headed() && (elsewhere < LEAST || inside >= elsewhere),
        Apart::Other => elsewhere < LEAST && headed(),
    }
}

/// Google asks sites to name what is behind their wall so: whoever has paid has the article there.
fn is_wall(tree: &Tree, node: NodeId) -> bool {
    ["class", "id"].iter().any(|key| tokens(tree.attribute(node, key)).iter().any(|t| t == "paywall"))
}

/// Sums up what stands inside of each node, without what is apart from it.
fn sum_up(tree: &Tree, out: &mut [Measure], parts: &[Apart]) {
    for measure in out.iter_mut() {
        (measure.chars, measure.linked, measure.prose) = (0, 0, 0);
    }
    for i in (1..tree.nodes.len()).rev() {
        if out[i].skipped {
            continue;
        }
        let node = &tree.nodes[i];
        if node.tag.is_empty() {
            let mut words = node.text.chars().filter(|c| !c.is_whitespace());
            out[i].last = words.next_back();
            out[i].chars = words.count() as u32 + u32::from(out[i].last.is_some());
            out[node.parent].bare |= out[i].last.is_some();
        }
        if node.tag == "a" {
            out[i].linked = out[i].chars;
        }
        let whole = matches!(node.tag.as_str(), "p" | "blockquote" | "pre");
        let own = out[i].own.unwrap_or_else(|| {
            let (own, least) = if whole { (out[i].chars as usize, SHORT) } else { (broken_text(tree, i), SHORT * 3) };
            let prose = own >= least && out[i].linked * 2 < out[i].chars && !is_notice(&tree.text_of(i));
            if prose { own as u32 } else { 0 }
        });
        out[i].own = Some(own);
        out[i].prose = if whole { out[i].prose.max(own) } else { out[i].prose.saturating_add(own) };
        let me = out[i];
        if parts[i] == Apart::No {
            let parent = &mut out[node.parent];
            parent.chars = parent.chars.saturating_add(me.chars);
            parent.linked = parent.linked.saturating_add(me.linked);
            parent.prose = parent.prose.saturating_add(me.prose);
            parent.last = parent.last.or(me.last);
        }
    }
}

/// Characters of the text of a block that is no paragraph: pages without paragraphs set their text apart by line breaks.
fn broken_text(tree: &Tree, node: NodeId) -> usize {
    let tag = tree.nodes[node].tag.as_str();
    let block = matches!(tag, "div" | "section" | "article" | "li" | "td" | "body") || is_own(tag);
    if block { own_text(tree, node) } else { 0 }
}

/// The article's own heading: the one that says what the page says its title is, else the only `h1` with words.
fn heading(tree: &Tree, measures: &[Measure], title: Option<&str>) -> Option<NodeId> {
    let flat = |t: &str| {
        t.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let tab = tab_title(tree).map(|t| flat(&t)).unwrap_or_default();
    let said = title.map(flat).unwrap_or_default();
    let headings: Vec<(NodeId, String)> = tree
        .all("h1")
        .chain(tree.all("h2"))
        .filter(|h| !measures[*h].skipped || tree.nodes[*h].tag == "h1")
        .take(40)
        .map(|h| (h, flat(&tree.text_of(h))))
        .filter(|(_, t)| !t.is_empty() && t.len() < 400)
        .collect();
    let same = headings.iter().find(|(_, t)| {
        let words = t.split(' ').count() > 2;
        *t == said || words && (said.contains(t.as_str()) || tab.contains(t.as_str()))
    });
    let long = headings.iter().filter(|(h, t)| tree.nodes[*h].tag == "h1" && t.split(' ').count() > 2);
    same.or_else(|| long.max_by_key(|(_, t)| t.len())).map(|(h, _)| *h)
}

/// The title of the browser's tab, without the name of the site.
fn tab_title(tree: &Tree) -> Option<String> {
    let title = tree.all("title").next().map(|n| tree.text_of(n)).filter(|t| !t.is_empty())?;
    let cut = [" | ", " - ", " – ", " — ", " • "].iter().filter_map(|s| title.rfind(s)).max();
    let name = |at: usize| title[at..].split_whitespace().count() <= 6 && title[..at].split_whitespace().count() >= 3;
    Some(cut.filter(|at| name(*at)).map_or(title.clone(), |at| title[..at].trim().to_owned()))
}

/// The element that holds the article.
fn root(tree: &Tree, measures: &mut [Measure]) -> Option<NodeId> {
    let marked = (1..tree.nodes.len()).filter(|i| {
        !measures[*i].skipped && tree.attribute(*i, "itemprop").split_whitespace().any(|p| p == "articleBody")
    });
    let marked = marked.max_by_key(|i| measures[*i].chars).filter(|i| measures[*i].chars as usize >= SHORT);
    if marked.is_some() {
        return marked;
    }
    for i in 1..tree.nodes.len() {
        let node = &tree.nodes[i];
        let paragraph = match node.tag.as_str() {
            "p" | "pre" | "blockquote" | "td" => true,
            _ => broken_text(tree, i) >= SHORT * 3,
        };
        let me = measures[i];
        let own = if node.tag == "p" || node.tag == "pre" { me.chars as usize } else { own_text(tree, i) };
        if !paragraph || me.skipped || own < SHORT || me.linked * 2 > me.chars {
            continue;
        }
        let points = 1.0 + (own as f32 / 100.0).min(6.0);
        let mut up = if node.tag == "p" || node.tag == "blockquote" { node.parent } else { i };
        for share in [1.0, 0.5, 0.25] {
            measures[up].points += points * share;
            if up == 0 {
                break;
            }
            up = tree.nodes[up].parent;
        }
    }
    let worth = |i: NodeId| {
        let m = &measures[i];
        let hint = match hint(tree, i) {
            (Apart::No, true) => 1.25,
            (Apart::No, false) => 1.0,
            _ => 0.5,
        };
        let tag = if matches!(tree.nodes[i].tag.as_str(), "article" | "main") { 1.2 } else { 1.0 };
        m.points * (1.0 - m.linked as f32 / m.chars.max(1) as f32) * hint * tag
    };
    let best = (0..tree.nodes.len()).filter(|i| measures[*i].points > 0.0 && !measures[*i].skipped);
    let best = best.map(|i| (i, worth(i))).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    // The same article may stand in several pieces beside each other.
    let parent = tree.nodes[best.0].parent;
    let pieces: Vec<NodeId> = children(tree, parent).filter(|c| *c != best.0 && !measures[*c].skipped).collect();
    let more = pieces.iter().filter(|c| worth(**c) > best.1 * 0.2).count();
    let prose = |i: NodeId| measures[i].prose.max(1);
    let apart = parent != 0 && more > 0 && prose(parent) > prose(best.0) + prose(best.0) / 8;
    Some(if apart && !is_list_of_articles(tree, parent) { parent } else { best.0 })
}

fn is_list_of_articles(tree: &Tree, node: NodeId) -> bool {
    children(tree, node).filter(|c| tree.nodes[*c].tag == "article").count() > 1
}

fn children(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let range = tree.within(node);
    let mut at = range.start + 1;
    std::iter::from_fn(move || {
        let child = at;
        (child < range.end).then(|| {
            at = tree.nodes[child].end.max(child + 1);
            child
        })
    })
}

/// Characters of text that stand in a node but in no block or link inside it.
fn own_text(tree: &Tree, node: NodeId) -> usize {
    let range = tree.within(node);
    let (mut at, mut chars) = (range.start + 1, 0);
    while at < range.end {
        let n = &tree.nodes[at];
        if n.tag.is_empty() {
            chars += n.text.trim().chars().count();
        }
        let passed_over = is_block(&n.tag) || matches!(n.tag.as_str(), "a" | "script" | "style");
        at = if passed_over { n.end.max(at + 1) } else { at + 1 };
    }
    chars
}

/// The text under `root`, with what stands between the heading and it (a lead is often outside).
fn gathered(tree: &Tree, measures: &[Measure], root: NodeId, heading: Option<NodeId>) -> String {
    let inside = tree.within(root);
    let mut blocks = Blocks::default();
    if let Some(heading) = heading.filter(|h| *h < root) {
        let from = tree.nodes[heading].end;
        let lead = |n: NodeId| n >= from && n < root;
        let mut between = Blocks::default();
        let mut enclosing = root;
        while enclosing != 0 && !tree.within(enclosing).contains(&heading) {
            enclosing = tree.nodes[enclosing].parent;
        }
        collect(tree, measures, enclosing, &mut between, lead);
        for block in between.finish().split("\n\n") {
            let whole = block.ends_with(['.', '!', '?', '…', '»', '"', '”']);
            if block.chars().count() >= 60 && whole {
                blocks.block(block);
            }
        }
    }
    let body = |n: NodeId| Some(n) != heading && !heading.is_some_and(|h| tree.within(h).contains(&n));
    debug_assert!(inside.start <= inside.end);
    collect(tree, measures, root, &mut blocks, body);
    blocks.finish()
}

/// A tag of the site's own: the standard keeps names with a hyphen free for them.
fn is_own(tag: &str) -> bool {
    tag.contains('-')
}

/// Sites also make paragraphs of elements that stand in lines: such a one has words beside it in none.
fn stands_alone(tree: &Tree, measures: &[Measure], node: NodeId) -> bool {
    let (n, me) = (&tree.nodes[node], &measures[node]);
    let inline = n.tag == "span" || n.tag == "font" || is_own(&n.tag);
    let ended = me.last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '»' | '"' | '”'));
    inline && ended && !measures[n.parent].bare && !matches!(tree.nodes[n.parent].tag.as_str(), "a" | "span" | "font")
}

/// Adds the blocks inside `node` that are wanted, without notices and paragraphs of links.
fn collect(tree: &Tree, measures: &[Measure], node: NodeId, out: &mut Blocks, wanted: impl Fn(NodeId) -> bool) {
    let mut block = Blocks::default();
    let mut linked = 0_usize;
    let mut chars = 0_usize;
    let mut flush = |block: &mut Blocks, linked: &mut usize, chars: &mut usize| {
        let text = std::mem::take(block).finish();
        let all_links = *linked * 10 > *chars * 7 && text.chars().count() < 300;
        if !text.is_empty() && !is_notice(&text) && !all_links {
            out.end();
            for (i, line) in text.lines().enumerate() {
                if i > 0 {
                    out.line();
                }
                out.words(line);
            }
            out.end();
        }
        (*linked, *chars) = (0, 0);
    };
    let mut ends: Vec<NodeId> = Vec::new();
    let mut link_until = 0;
    let mut at = node;
    let last = tree.within(node).end;
    while at < last {
        while ends.last().is_some_and(|e| *e <= at) {
            ends.pop();
            flush(&mut block, &mut linked, &mut chars);
        }
        let n = &tree.nodes[at];
        if measures[at].skipped && at != node {
            at = n.end.max(at + 1);
            continue;
        }
        if n.tag.is_empty() {
            if wanted(at) {
                block.words(&n.text);
                let count = n.text.trim().chars().count();
                chars += count;
                linked += if at < link_until { count } else { 0 };
            }
        } else if n.tag == "br" {
            // Two line breaks end a paragraph.
            let next =
                (at + 1..last).find(|i| !tree.nodes[*i].tag.is_empty() || !tree.nodes[*i].text.trim().is_empty());
            if next.is_some_and(|i| tree.nodes[i].tag == "br") {
                flush(&mut block, &mut linked, &mut chars);
            } else {
                block.line();
            }
        } else if is_block(&n.tag) || stands_alone(tree, measures, at) {
            flush(&mut block, &mut linked, &mut chars);
            ends.push(n.end);
        } else if n.tag == "a" {
            link_until = n.end;
        }
        at += 1;
    }
    flush(&mut block, &mut linked, &mut chars);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_are_cut_into_words() {
        assert_eq!(tokens("js-articleBody_share--top2"), ["js", "article", "body", "share", "top"]);
    }

    #[test]
    fn the_words_of_pages_are_in_order() {
        assert!(is_notice("Lire aussi : Le parlement enquête"));
        assert!(is_notice("À lire aussi Oslo accuse"));
        assert!(!is_notice("Lire un communiqué ne suffit pas, a dit le ministre."));
        assert!(!is_notice("Nous utilisons des armes que nous n'avions pas, a dit le ministre."));
        assert!(WORDS.assets.aside.iter().all(|w| w.chars().all(char::is_alphanumeric)));
    }
}
