//! Prints the sentences of text files, and under each the expressions of time in it:
//! `cargo run --example reading -- 2021-07-20 FILE…`. The first argument is the day of writing.

use frise::extract::times::{direction, find, resolve, timex_value};
use frise::language::{quotations, sentences};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let day = arguments.next().ok_or("the day of writing is missing")?.parse()?;
    let mut out = std::io::stdout().lock();
    for path in arguments {
        let text = std::fs::read_to_string(&path)?;
        let (found, marks) = (find(&text), quotations(&text));
        writeln!(out, "# {path}")?;
        for sentence in sentences(&text) {
            let quotes = marks.iter().filter(|q| sentence.overlaps(**q)).count();
            writeln!(out, "\n[{quotes}] {}", sentence.of(&text).replace('\n', "⏎"))?;
            for time in found.iter().filter(|t| sentence.overlaps(t.span)) {
                let towards = direction(&text, time);
                let dates = resolve(time, day, towards, None).map_or("-".to_owned(), |d| d.to_string());
                let value = timex_value(time, day, towards, None);
                let (said, rule) = (time.span.of(&text), time.rule);
                writeln!(out, "    {said:?} {} {value} {dates} ({rule}, {towards:?})", time.class.name())?;
            }
        }
    }
    Ok(())
}
