//! Which edits of a log with gaps count.

use super::super::edit::Edit;
use super::super::log::Op;
use std::collections::BTreeMap;

/// An edit, the number of its line, and whether it goes on with the step of the line before.
type Numbered = (u64, bool, Edit);

/// The edits that were not undone, in order, as lines numbered without gaps from 1; those that are together one step stay
/// so. An undo whose edits are lost in part takes back the others.
pub fn counted(lines: BTreeMap<u64, Op>) -> Vec<Op> {
    let mut done: Vec<Numbered> = Vec::new();
    let mut undone: Vec<(u64, Vec<Numbered>)> = Vec::new();
    for (n, op) in lines {
        match op {
            Op::Do(edit) => {
                done.push((n, false, *edit));
                undone.clear();
            }
            Op::Also(edit) => done.push((n, true, *edit)),
            Op::Undo(step) => {
                let first = done.partition_point(|(n, ..)| *n < step);
                undone.push((step, done.split_off(first)));
            }
            // A step that was undone before this one was done again before it, in a line that is lost.
            Op::Redo(step) => {
                if let Some(at) = undone.iter().rposition(|(n, _)| *n == step) {
                    done.extend(undone.split_off(at).into_iter().rev().flat_map(|(_, edits)| edits));
                }
            }
        }
    }
    // What restores only edits that are lost has nothing to do.
    let new = |n: u64, done: &[Numbered]| done.iter().position(|(known, ..)| *known == n).map(|i| i as u64 + 1);
    loop {
        let idle = done.iter().position(|(.., edit)| match edit {
            Edit::Restore { edits, .. } => edits.iter().all(|n| new(*n, &done).is_none()),
            _ => false,
        });
        let Some(idle) = idle else { break };
        done.remove(idle);
    }
    let numbers: BTreeMap<u64, u64> = done.iter().map(|(n, ..)| *n).zip(1..).collect();
    let mut before = 0;
    let mut line = |(n, also, mut edit): Numbered| {
        if let Edit::Restore { edits, .. } = &mut edit {
            *edits = edits.iter().filter_map(|n| numbers.get(n).copied()).collect();
        }
        let goes_on = also && before + 1 == n && before > 0;
        before = n;
        if goes_on { Op::Also(Box::new(edit)) } else { Op::Do(Box::new(edit)) }
    };
    done.into_iter().map(&mut line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::edit::ArticleChange;
    use crate::project::key::{ArticleKey, Named, TextHash};
    use crate::project::log::{Entry, Log};

    fn edit(title: &str) -> Box<Edit> {
        let article = ArticleKey { id: crate::model::ArticleId("a".into()), text: TextHash::of("") };
        Box::new(Edit::Article { article, title: String::new(), change: ArticleChange::Title(title.to_owned()) })
    }

    fn titles(ops: Vec<Op>) -> Vec<String> {
        let log = Log::of((1..).zip(ops).map(|(n, op)| Entry { n, at: 0, op }));
        let title = |(_, edit): (u64, &Edit)| match edit {
            Edit::Article { change: ArticleChange::Title(title), .. } => Some(title.clone()),
            _ => None,
        };
        log.live().into_iter().filter_map(title).collect()
    }

    fn without(lines: &[Op], lost: &[u64]) -> Vec<String> {
        let kept = (1..).zip(lines.iter().cloned()).filter(|(n, _)| !lost.contains(n));
        titles(counted(kept.collect()))
    }

    #[test]
    fn what_was_undone_stays_undone_also_where_lines_are_lost() {
        let lines = [
            Op::Do(edit("un")),
            Op::Do(edit("deux")),
            Op::Also(edit("deux, suite")),
            Op::Undo(2),
            Op::Do(edit("trois")),
            Op::Undo(5),
            Op::Undo(1),
            Op::Redo(1),
            Op::Redo(5),
            Op::Do(edit("quatre")),
            Op::Undo(10),
        ];
        assert_eq!(without(&lines, &[]), ["un", "trois"]);
        assert_eq!(without(&lines, &[2]), ["un", "trois"], "the rest of a step whose head is lost is undone with it");
        assert_eq!(without(&lines, &[5]), ["un"], "what is lost is not done again");
        assert_eq!(without(&lines, &[8]), ["un", "trois"], "what was done again before is so too");
        assert_eq!(without(&lines, &[1, 10]), ["trois"]);
    }

    #[test]
    fn what_was_restored_stays_restored_under_new_numbers() {
        let restore = Box::new(Edit::Restore { edits: vec![2, 3], of: None::<Named> });
        let lines = [Op::Do(edit("un")), Op::Do(edit("deux")), Op::Do(edit("trois")), Op::Do(restore)];
        assert_eq!(without(&lines, &[]), ["un"]);
        assert_eq!(without(&lines, &[1]), Vec::<String>::new());
        assert_eq!(without(&lines, &[2]), ["un"]);
        let idle = (1..).zip(lines).filter(|(n, _)| *n == 1 || *n == 4).collect();
        assert_eq!(counted(idle).len(), 1);
    }
}
