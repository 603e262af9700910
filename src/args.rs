//! What can be typed after `frise`, as `--help` tells it.

use chrono::NaiveDate;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use frise::figure::Fonts;
use frise::model::Lang;
use frise::timeline::Theme;
use std::path::PathBuf;

/// A folder of press articles becomes a timeline one can trust.
#[derive(Parser)]
#[command(version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub window: WindowArgs,
    /// The day taken for today, YYYY-MM-DD (the same input then gives the same bytes).
    #[arg(long, global = true, value_name = "DAY")]
    pub today: Option<NaiveDate>,
    /// Language of titles and messages: fr or en (default: the system's for messages, French for titles).
    #[arg(long, global = true)]
    pub lang: Option<LangArg>,
    /// Facts of your own (countries, groups, offices, persons, incidents …): a TOML file or a folder of them; may be repeated.
    #[arg(long, global = true, value_name = "PATH")]
    pub facts: Vec<PathBuf>,
}

#[derive(Args)]
pub struct WindowArgs {
    /// Files and folders of articles, or a project (.frise); none: the project opened last, at first the sample articles.
    pub paths: Vec<PathBuf>,
    /// Open, paint, write the picture of the window to this PNG file and end.
    #[arg(long, value_name = "FILE")]
    pub screenshot: Option<PathBuf>,
    /// light or dark (default: the system's).
    #[arg(long)]
    pub theme: Option<ThemeArg>,
    /// Open a window of its own where one is open already.
    #[arg(long)]
    pub new_window: bool,
    /// Show the events of a file as `frise bench` reads it, instead of articles.
    #[arg(long, value_name = "FILE", hide = true)]
    pub events: Option<PathBuf>,
}

impl Cli {
    /// What was typed; ends the program where that is not understood, or asks for help.
    pub fn typed() -> Self {
        let cli = Self::parse();
        if cli.command.is_some()
            && let Some(option) = cli.window.first()
        {
            let said = format!("{option} is for the window and cannot be used with a command");
            Self::command().error(clap::error::ErrorKind::ArgumentConflict, said).exit();
        }
        cli
    }
}

impl WindowArgs {
    /// True where a window that is open already can do what is asked; it keeps its own theme.
    pub fn is_plain(&self) -> bool {
        !self.new_window && self.screenshot.is_none() && self.events.is_none()
    }

    /// An option that was given.
    fn first(&self) -> Option<&'static str> {
        [
            (!self.paths.is_empty(), "PATHS"),
            (self.screenshot.is_some(), "--screenshot"),
            (self.theme.is_some(), "--theme"),
            (self.new_window, "--new-window"),
            (self.events.is_some(), "--events"),
        ]
        .into_iter()
        .find_map(|(given, name)| given.then_some(name))
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Print the events of articles.
    Extract(ExtractArgs),
    /// Draw the timeline to a file.
    Figure(FigureArgs),
    /// Write chosen events as a document with all its sources.
    Brief(BriefArgs),
    /// Write the events for other programs.
    Export(ExportArgs),
    /// Put lists of events from elsewhere (CSV or JSON) into a project, in lanes of their own.
    Import(ImportArgs),
    /// Print the time expressions (TIMEX3) of texts.
    Times(TimesArgs),
    /// Measure the window: events from a CSV file, step by step through the views of a JSON file.
    #[cfg(feature = "gui")]
    Bench(BenchArgs),
    /// Write what goes into a package beside the program: manual pages, completions, icons.
    #[command(hide = true)]
    PackageFiles(PackageFilesArgs),
}

#[derive(Args)]
pub struct PackageFilesArgs {
    /// The folder, laid out as below a prefix.
    pub folder: PathBuf,
}

#[cfg(feature = "gui")]
#[derive(Args)]
pub struct BenchArgs {
    /// Events as lines of id;debut;fin;pays;type;precision;cible;titre.
    #[arg(long, value_name = "FILE")]
    pub events: PathBuf,
    /// Views as [[from, to, name], …], in milliseconds since 1970.
    #[arg(long, value_name = "FILE")]
    pub steps: PathBuf,
}

#[derive(Args)]
pub struct ExtractArgs {
    /// Files and folders.
    #[arg(required_unless_present = "stdin")]
    pub paths: Vec<PathBuf>,
    /// How to print.
    #[arg(long, default_value = "json")]
    pub format: Format,
    /// Read one article a line as JSON ({"id","text","title"?,"published"?}) and print one result a line.
    #[arg(long, conflicts_with = "paths")]
    pub stdin: bool,
}

#[derive(Args)]
pub struct ExportArgs {
    /// Files and folders, or a project (.frise).
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The file to write; its name tells the form: .csv, .json, .jsonl, .ics, .md, .timelinejs.json, .vis.json, .stix.json,
    /// .misp.json.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Args)]
pub struct ImportArgs {
    /// Lists: CSV whose first line names the columns (title, date, actors, targets, kind), or JSON with these fields.
    #[arg(required = true)]
    pub lists: Vec<PathBuf>,
    /// The project, which is made where it is not there yet.
    #[arg(short, long, value_name = "PROJECT.frise")]
    pub output: PathBuf,
}

#[derive(Args)]
pub struct TimesArgs {
    /// Read {"id","published","text"} a line, print {"id","times"} a line.
    #[arg(long, required = true)]
    pub jsonl: bool,
}

#[derive(Args)]
pub struct FigureArgs {
    /// Files and folders.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The file to write: .svg, .png or .pdf.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// First day: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long)]
    pub from: Option<String>,
    /// Last day, likewise.
    #[arg(long)]
    pub to: Option<String>,
    /// Countries to show, by code: US,CN.
    #[arg(long, value_delimiter = ',')]
    pub lanes: Vec<String>,
    /// Only the starred events of a project.
    #[arg(long)]
    pub starred: bool,
    /// The finding, at most 90 characters.
    #[arg(long)]
    pub title: Option<String>,
    /// The line under the title.
    #[arg(long)]
    pub subtitle: Option<String>,
    /// 16:9, 4:3, 1:1, A4, A3 (A4-portrait, A3-portrait), or width and height in pixels (1200x675).
    #[arg(long)]
    pub size: Option<String>,
    /// light, dark, or print in black and white.
    #[arg(long)]
    pub theme: Option<ThemeArg>,
    /// One colour for numbers and banners: #RRGGBB.
    #[arg(long)]
    pub accent: Option<String>,
    /// Words at the head and foot of the page: how it may be spread.
    #[arg(long)]
    pub banner: Option<String>,
    /// A picture for the upper right corner: SVG, PNG, JPEG, GIF or WebP.
    #[arg(long, value_name = "FILE")]
    pub logo: Option<PathBuf>,
    /// Pixels of a PNG for one pixel of the drawing, 1 to 4 (2 where nothing is said).
    #[arg(long)]
    pub scale: Option<f64>,
    /// What becomes of the fonts of an SVG.
    #[arg(long)]
    pub fonts: Option<FontsArg>,
    /// Start from a recipe: one that the project keeps under this name, or a file (TOML or JSON). What is said beside it on
    /// the command line counts instead.
    #[arg(long, value_name = "NAME|FILE")]
    pub recipe: Option<PathBuf>,
    /// Keep what was asked for in the project, as a recipe of this name.
    #[arg(long, value_name = "NAME")]
    pub keep: Option<String>,
    /// Keep what was asked for as a recipe (TOML).
    #[arg(long, value_name = "FILE")]
    pub save_recipe: Option<PathBuf>,
}

#[derive(Args)]
pub struct BriefArgs {
    /// Files and folders, or a project (.frise).
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The file to write: .pdf, .docx, .html or .md.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Only the starred events of a project.
    #[arg(long)]
    pub starred: bool,
    /// Only events that may have happened from this day on: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long)]
    pub from: Option<String>,
    /// Only events that may have happened up to this day.
    #[arg(long)]
    pub to: Option<String>,
    /// Only events of these countries, by code: US,CN.
    #[arg(long, value_delimiter = ',')]
    pub countries: Vec<String>,
    /// Only events that have these words.
    #[arg(long)]
    pub words: Option<String>,
    /// The finding.
    #[arg(long)]
    pub title: Option<String>,
    /// Words at the head of every page: how the brief may be spread.
    #[arg(long)]
    pub banner: Option<String>,
    /// One colour for the numbers of the timeline: #RRGGBB.
    #[arg(long)]
    pub accent: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum FontsArg {
    /// In the file.
    Embedded,
    /// As drawn outlines.
    Outlined,
    /// By name only.
    Named,
}

impl From<FontsArg> for Fonts {
    fn from(arg: FontsArg) -> Self {
        match arg {
            FontsArg::Embedded => Fonts::Embedded,
            FontsArg::Outlined => Fonts::Outlined,
            FontsArg::Named => Fonts::Named,
        }
    }
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Format {
    Json,
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ThemeArg {
    Light,
    Dark,
    Print,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum LangArg {
    Fr,
    En,
}

impl From<ThemeArg> for Theme {
    fn from(arg: ThemeArg) -> Self {
        match arg {
            ThemeArg::Light => Theme::Light,
            ThemeArg::Dark => Theme::Dark,
            ThemeArg::Print => Theme::Print,
        }
    }
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Fr => Lang::Fr,
            LangArg::En => Lang::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_plain(typed: &[&str]) -> bool {
        Cli::try_parse_from(std::iter::once(&"frise").chain(typed)).is_ok_and(|cli| cli.window.is_plain())
    }

    #[test]
    fn a_theme_or_a_language_is_no_reason_for_a_second_window() {
        assert!(is_plain(&["--lang", "fr", "--theme", "dark", "affaire.frise"]));
        assert!(is_plain(&[]));
        assert!(!is_plain(&["--new-window", "affaire.frise"]));
        assert!(!is_plain(&["--screenshot", "image.png", "affaire.frise"]));
    }
}
