//! The brief as Markdown (`CommonMark` with tables).

use super::blocks::{Block, Look, Run, blocks};
use super::model::Brief;
use std::fmt::Write as _;

/// `picture` is the file of the timeline, as seen from that of the text.
pub(super) fn markdown(brief: &Brief, picture: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(banner) = &brief.banner {
        let _ = writeln!(out, "**{}**\n", escape(banner));
    }
    let mut in_list = false;
    for block in blocks(brief) {
        if in_list && !matches!(block, Block::Item(_)) {
            out.push('\n');
        }
        in_list = matches!(block, Block::Item(_));
        write(&mut out, &block, brief, picture);
    }
    out
}

fn write(out: &mut String, block: &Block, brief: &Brief, picture: Option<&str>) {
    let _ = match block {
        Block::Heading { level, text, anchor } => {
            writeln!(out, "{} <a id=\"{anchor}\"></a>{}\n", "#".repeat(usize::from(*level)), escape(text))
        }
        Block::Text(runs) | Block::Small(runs) => writeln!(out, "{}\n", inline(runs)),
        Block::Source { number, runs } => writeln!(out, "<a id=\"s{number}\"></a>{}\n", inline(runs)),
        Block::Item(runs) => writeln!(out, "- {}", inline(runs)),
        Block::Figure { numbers } => match picture {
            Some(file) => {
                writeln!(out, "![{}](<{file}>)\n\n{}\n", escape(&brief.figure.description), escape(numbers))
            }
            None => writeln!(out, "*{}*\n", escape(&brief.figure.description)),
        },
        Block::Table { head, rows, numbers, caption, .. } => table(out, head, rows, numbers, caption),
        Block::Event { told, line, about, passages, why, note } => {
            let _ = writeln!(out, "<a id=\"e{told}\"></a>{}\n", inline(line));
            let _ = writeln!(out, "{}\n", inline(about));
            for passage in passages {
                let _ = writeln!(out, "> {}\n", inline(passage));
            }
            for rest in [why, note].into_iter().filter(|r| !r.is_empty()) {
                let _ = writeln!(out, "{}\n", inline(rest));
            }
            Ok(())
        }
    };
}

fn table(
    out: &mut String,
    head: &[String],
    rows: &[Vec<Vec<Run>>],
    numbers: &[bool],
    caption: &str,
) -> std::fmt::Result {
    let cells: Vec<String> = head.iter().map(|h| escape(h).replace('|', "\\|")).collect();
    writeln!(out, "| {} |", cells.join(" | "))?;
    let rule: Vec<&str> = numbers.iter().map(|n| if *n { "---:" } else { "---" }).collect();
    writeln!(out, "| {} |", rule.join(" | "))?;
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| inline(cell).replace('|', "\\|")).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    out.push('\n');
    if !caption.is_empty() {
        writeln!(out, "{}\n", escape(caption))?;
    }
    Ok(())
}

fn inline(runs: &[Run]) -> String {
    runs.iter().map(one).collect()
}

fn one(run: &Run) -> String {
    let text = escape(&run.text);
    let (lead, inner) = text.split_at(text.len() - text.trim_start_matches(' ').len());
    let dressed = match run.look {
        // The signs stand at the words: a space inside them would leave them plain.
        Look::Strong => format!("**{}**{}", inner.trim_end(), &inner[inner.trim_end().len()..]),
        Look::Emphasis => format!("*{}*{}", inner.trim_end(), &inner[inner.trim_end().len()..]),
        Look::Plain | Look::Quiet | Look::Quoted(_) => inner.to_owned(),
    };
    match &run.to {
        Some(anchor) => format!("{lead}[{dressed}](#{anchor})"),
        None => format!("{lead}{dressed}"),
    }
}

/// Signs of Markdown are taken as signs of the text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
