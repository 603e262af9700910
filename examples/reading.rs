//! Prints what is understood of text files, sentence by sentence: who speaks, the time expressions with their TIMEX3 and
//! EDTF values, the words with their tree. `cargo run --example reading -- 2021-07-20 FILE…`; the first argument is the day
//! of writing.

use frise::extract::reading::reading;
use frise::model::Lang;
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let day = arguments.next().ok_or("the day of writing is missing")?.parse()?;
    let mut out = std::io::stdout().lock();
    for path in arguments {
        let text = std::fs::read_to_string(&path)?;
        let lang = Lang::of_code(frise::read::language(&text)).unwrap_or_default();
        writeln!(out, "# file = {path}\n\n{}", reading(&text, day, lang))?;
    }
    Ok(())
}
