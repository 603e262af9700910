//! Makes a large folder of saved pages from the sample articles, the same for the same seed: each page has the furniture of a
//! news site (menus, scripts, links, a banner, comments) round two sample articles' paragraphs, and states its day. For
//! measuring: `cargo run --release --example folder -- FOLDER 36000 [SEED]`, then `time frise extract FOLDER >/dev/null`.

use frise::language::without_header;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// Numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// Bytes of script and style in a page: what news pages carry.
const SCRIPT: usize = 48_000;

fn page(dice: &mut Dice, articles: &[String]) -> String {
    let paragraphs: Vec<&str> = (0..2)
        .flat_map(|_| articles[dice.below(articles.len())].split("\n\n"))
        .map(|p| p[without_header(p)..].trim())
        .filter(|p| !p.is_empty())
        .collect();
    let (year, month, day) = (2014 + dice.below(10), 1 + dice.below(12), 1 + dice.below(28));
    let title = format!("Article {} du dossier", dice.below(1_000_000));
    let mut out = format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{title} | Le Fjord</title>\n\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"{title}\",\
         \"datePublished\":\"{year}-{month:02}-{day:02}T08:00:00+01:00\",\"publisher\":{{\"name\":\"Le Fjord\"}}}}</script>\n<script>"
    );
    let end = out.len() + SCRIPT;
    while out.len() < end {
        let _ =
            writeln!(out, "var v{}={{a:{},b:\"{:x}\"}};", dice.below(9999), dice.below(1 << 20), dice.below(1 << 30));
    }
    out.push_str("</script></head><body><header><nav><ul>");
    for i in 0..60 {
        let _ = write!(out, "<li class=\"menu-item\"><a href=\"/rubrique/{i}\">Rubrique {i}</a></li>");
    }
    let _ = write!(out, "</ul></nav></header><main><article><h1>{title}</h1><div class=\"article__body\">");
    for paragraph in paragraphs {
        let _ = writeln!(
            out,
            "<p class=\"article__paragraph\">{}</p>",
            paragraph.replace('&', "&amp;").replace('<', "&lt;")
        );
    }
    out.push_str("</div></article><aside class=\"related\">");
    for i in 0..40 {
        let _ = write!(
            out,
            "<div class=\"teaser\"><a href=\"/article/{i}\"><h3>Un autre titre, le numéro {i}</h3></a></div>"
        );
    }
    out.push_str("</aside></main><footer><p>Mentions légales</p></footer></body></html>\n");
    out
}

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(folder), Some(count)) =
        (args.first().map(PathBuf::from), args.get(1).and_then(|n| n.parse::<usize>().ok()))
    else {
        return writeln!(std::io::stderr(), "folder FOLDER COUNT [SEED]");
    };
    let mut dice = Dice(args.get(2).and_then(|s| s.parse().ok()).unwrap_or(42).max(1));
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    let mut files: Vec<PathBuf> = std::fs::read_dir(sample)?.flatten().map(|e| e.path()).collect();
    files.sort();
    let articles: Vec<String> = files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect();
    for n in 0..count {
        let inside = folder.join(format!("{:03}", n / 1000));
        std::fs::create_dir_all(&inside)?;
        std::fs::write(inside.join(format!("page{n:06}.html")), page(&mut dice, &articles))?;
    }
    Ok(())
}
