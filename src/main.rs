//! The command line of Frise: what was typed becomes what is meant, and an exit code.

// A double-click on Windows opens no console beside the window.
#![cfg_attr(windows, windows_subsystem = "windows")]

mod args;
mod package;

use args::{BriefArgs, Cli, Command, ExportArgs, ExtractArgs, FigureArgs, Format, ImportArgs, TimesArgs, WindowArgs};
use chrono::NaiveDate;
use frise::brief::{Brief, BriefError, BriefOptions, Form};
use frise::figure::{FigureError, FigureOptions, Fonts, choice_words, recipes};
use frise::filter::Filter;
use frise::knowledge::{Knowledge, kind_of};
use frise::model::{Corpus, Dates, Event, Lang, Margin, Party, Warning};
use frise::project::Desk;
use frise::timeline::Theme;
use frise::{Progress, exchange};
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

/// Many small things are made and dropped on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Started from a console, Frise prints there; from anywhere else there is none, and nothing is lost.
    #[cfg(windows)]
    let _ = winsafe::AttachConsole(winsafe::PidParent::Parent);
    let cli = Cli::typed();
    let context = Context {
        today: cli.today.unwrap_or_else(|| chrono::Local::now().date_naive()),
        lang: cli.lang.map_or_else(frise::system_lang, Lang::from),
        titles: cli.lang.map_or(Lang::Fr, Lang::from),
        given: cli.lang.map(Lang::from),
        is_plain: cli.today.is_none() && cli.facts.is_empty(),
    };
    add_facts(&cli.facts, context.lang);
    let result = match cli.command {
        Some(Command::Extract(args)) => extract(&args, &context),
        Some(Command::Times(args)) => times(&args),
        Some(Command::Figure(args)) => figure(&args, &context),
        Some(Command::Brief(args)) => brief(&args, &context),
        Some(Command::Export(args)) => export(&args, &context),
        Some(Command::Import(args)) => import(&args, &context),
        #[cfg(feature = "gui")]
        Some(Command::Bench(args)) => bench(&args, &context),
        Some(Command::PackageFiles(args)) => package::write(&args.folder).map(|()| ExitCode::SUCCESS),
        None => window(cli.window, &context),
    };
    match result {
        Ok(code) => code,
        // The reader of a pipe went away: nobody is left to be told.
        Err(e) if e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) => {
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("frise: {e:#}");
            ExitCode::FAILURE
        }
    }
}

/// The user's own facts join those that Frise carries, before anything asks for them.
fn add_facts(paths: &[PathBuf], lang: Lang) {
    if paths.is_empty() {
        return;
    }
    let (files, unread) = frise::read::facts(paths);
    let (knowledge, wrong) = Knowledge::builtin().with_own(&files);
    knowledge.put_to_use();
    for warning in unread.iter().chain(&wrong) {
        tell(warning, lang);
    }
}

struct Context {
    today: NaiveDate,
    /// Of messages.
    lang: Lang,
    /// Of titles in data.
    titles: Lang,
    /// Asked for by name.
    given: Option<Lang>,
    /// Nothing was asked for that a window which is open already could not do: it keeps its own language.
    is_plain: bool,
}

/// What a project shows, or what articles tell.
fn read(paths: &[PathBuf], context: &Context) -> anyhow::Result<Corpus> {
    if let Some((desk, _)) = project(paths, context)? {
        return Ok((*desk.shown().corpus).clone());
    }
    let cancel = AtomicBool::new(false);
    let shows = io::stderr().is_terminal();
    let show = |p: Progress| {
        if shows && p.total > 0 && (p.done.is_multiple_of(16) || p.done == p.total) {
            eprint!("\r{} / {}\u{1b}[K", p.done, p.total);
        }
    };
    let corpus = frise::compile(paths, context.today, &show, &cancel).unwrap_or_default();
    if shows {
        eprint!("\r\u{1b}[K");
    }
    for warning in &corpus.warnings {
        tell(warning, context.lang);
    }
    Ok(corpus)
}

fn tell(warning: &Warning, lang: Lang) {
    let colon = lang.pick("\u{a0}:", ":");
    eprintln!("frise: {}{colon} {}", warning.place(), lang.pick(&warning.message.fr, &warning.message.en));
}

/// 1 where nothing could be read, else 0.
fn exit_code(corpus: &Corpus) -> ExitCode {
    if corpus.articles.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn extract(args: &ExtractArgs, context: &Context) -> anyhow::Result<ExitCode> {
    if args.stdin {
        return extract_lines(context);
    }
    let corpus = read(&args.paths, context)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &exchange::document(&corpus, &Margin::default(), context.titles))?;
            writeln!(out)?;
        }
        Format::Jsonl => {
            let margin = Margin::default();
            for line in exchange::lines(&corpus, &margin, context.titles, None) {
                writeln!(out, "{line}")?;
            }
        }
        Format::Csv => out.write_all(exchange::csv(&corpus, None, context.titles).as_bytes())?,
    }
    out.flush()?;
    Ok(exit_code(&corpus))
}

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
    title: Option<String>,
    published: Option<String>,
}

fn extract_lines(context: &Context) -> anyhow::Result<ExitCode> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut told = false;
    for (number, line) in io::stdin().lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        match answer(&line, context) {
            Ok(value) => {
                writeln!(out, "{value}")?;
                told = true;
            }
            Err(e) => eprintln!("frise: {} {}: {e:#}", context.lang.pick("ligne", "line"), number + 1),
        }
    }
    out.flush()?;
    Ok(if told { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn answer(line: &str, context: &Context) -> anyhow::Result<serde_json::Value> {
    let line: Line = serde_json::from_str(line)?;
    let published = line.published.as_deref().filter(|p| !p.is_empty()).map(str::parse).transpose()?;
    let corpus = frise::compile_text(&line.id, line.text, line.title, published, context.today);
    let mut document = serde_json::to_value(exchange::document(&corpus, &Margin::default(), context.titles))?;
    let article = document["articles"][0].take();
    Ok(serde_json::json!({"article": article, "events": document["events"].take()}))
}

fn times(_: &TimesArgs) -> anyhow::Result<ExitCode> {
    frise::extract::times::jsonl(io::stdin().lock(), io::BufWriter::new(io::stdout().lock()))?;
    Ok(ExitCode::SUCCESS)
}

fn export(args: &ExportArgs, context: &Context) -> anyhow::Result<ExitCode> {
    let form = exchange::Form::of(&args.output).ok_or_else(|| {
        let endings = exchange::Form::ALL.map(|form| format!(".{}", form.ending())).join(", ");
        let said = context.lang.pick("terminaison inconnue\u{a0}; possibles\u{a0}: ", "unknown ending; possible: ");
        anyhow::anyhow!("{}{} {said}{endings}", args.output.display(), context.lang.pick("\u{a0}:", ":"))
    })?;
    let (corpus, margin) = match project(&args.paths, context)? {
        Some((desk, _)) => ((*desk.shown().corpus).clone(), desk.shown().margin()),
        None => (read(&args.paths, context)?, Margin::default()),
    };
    if corpus.articles.is_empty() && corpus.events.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let text = form.write(&corpus, &margin, context.titles, &name, context.today);
    frise::files::write_file(&args.output, text.as_bytes())
        .map_err(|e| anyhow::anyhow!("{}{} {e}", args.output.display(), context.lang.pick("\u{a0}:", ":")))?;
    Ok(ExitCode::SUCCESS)
}

fn import(args: &ImportArgs, context: &Context) -> anyhow::Result<ExitCode> {
    let said = |trouble: frise::project::Trouble| anyhow::anyhow!(trouble.sentence(context.lang));
    let mut desk = if args.output.exists() {
        Desk::open(&args.output).map_err(said)?.0
    } else {
        Desk::create(Some(&args.output)).map_err(said)?
    };
    let mut any = false;
    for path in &args.lists {
        let text = match std::fs::read(path) {
            Ok(bytes) => frise::read::text_of(bytes).unwrap_or_default(),
            Err(e) => {
                eprintln!("frise: {}{} {e}", path.display(), context.lang.pick("\u{a0}:", ":"));
                continue;
            }
        };
        let parties = |name: &str| Knowledge::current().party_of(name);
        match exchange::import(path, &text, &parties, &kind_of, &frise::extract::typed::absolute) {
            Ok((entries, warnings)) => {
                for warning in &warnings {
                    tell(warning, context.lang);
                }
                let called = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let list = frise::list(called, entries, &name);
                any |= desk.perform(&frise::project::Wish::Import(Box::new(list))).map_err(said)?;
            }
            Err(warning) => tell(&warning, context.lang),
        }
    }
    Ok(if any { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn figure(args: &FigureArgs, context: &Context) -> anyhow::Result<ExitCode> {
    let lang = context.lang;
    let mut open = project(&args.paths, context)?;
    let kept = open.as_ref().map(|(_, standing)| recipes::kept(standing)).unwrap_or_default();
    let options = figure_options(args, &kept, context)?;
    if let Some(path) = &args.save_recipe {
        write_file(path, options.recipe().as_bytes(), lang)?;
    }
    if let Some(name) = &args.keep {
        let Some((desk, standing)) = &mut open else {
            anyhow::bail!(lang.pick(
                "--keep demande un projet (.frise)\u{a0}: les recettes y sont gardées",
                "--keep asks for a project (.frise): recipes are kept there"
            ));
        };
        let mut all = kept;
        recipes::put(&mut all, recipes::Recipe { name: name.trim().to_owned(), options: options.clone() });
        let standing = recipes::with_recipes(standing, &all);
        desk.keep_view(&standing).map_err(|trouble| anyhow::anyhow!(trouble.sentence(lang)))?;
    }
    let corpus = match open {
        Some((desk, _)) => (*desk.shown().corpus).clone(),
        None if args.starred => return Err(no_stars(lang)),
        None => read(&args.paths, context)?,
    };
    // A list of events from elsewhere has no articles.
    if corpus.articles.is_empty() && corpus.events.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    draw(&corpus, &options, &args.output, context.lang)?;
    Ok(ExitCode::SUCCESS)
}

/// The recipe, where there is one, with what the command line says.
fn figure_options(args: &FigureArgs, kept: &[recipes::Recipe], context: &Context) -> anyhow::Result<FigureOptions> {
    let lang = context.lang;
    let colon = lang.pick("\u{a0}:", ":");
    let mut options = match &args.recipe {
        Some(path) => match kept.iter().find(|r| path.as_os_str() == r.name.as_str()) {
            Some(recipe) => recipe.options.clone(),
            None => frise::figure::read_recipe(path).map_err(|e| {
                let names: Vec<&str> = kept.iter().map(|r| r.name.as_str()).collect();
                let said = lang.pick("recettes du projet", "recipes of the project");
                let known =
                    if names.is_empty() { String::new() } else { format!(" ({said}{colon} {})", names.join(", ")) };
                anyhow::anyhow!("{}{known}", e.sentence(lang))
            })?,
        },
        None => FigureOptions::default(),
    };
    let from = args.from.as_deref().map(|d| day(d, context.lang)).transpose()?.and_then(|d| d.earliest);
    let to = args.to.as_deref().map(|d| day(d, context.lang)).transpose()?.and_then(|d| d.latest);
    if from.is_some() || to.is_some() {
        let kept = options.period;
        let earliest = from.or(kept.and_then(|p| p.earliest));
        let latest = to.or(kept.and_then(|p| p.latest));
        if let (Some(first), Some(last)) = (earliest, latest)
            && first > last
        {
            let said = lang.pick("la période finit avant de commencer", "the period ends before it begins");
            anyhow::bail!("{said}{colon} {first}, {last}");
        }
        options.period = Some(Dates { earliest, latest, approximate: false });
    }
    if !args.lanes.is_empty() {
        options.lanes = args.lanes.iter().map(|code| lane(code, lang)).collect::<anyhow::Result<_>>()?;
    }
    if let Some(size) = &args.size {
        options.size = size.parse().map_err(|e: frise::figure::NotASize| anyhow::anyhow!(e.sentence(lang)))?;
    }
    if let Some(accent) = &args.accent {
        let accent = accent.parse().map_err(|e: frise::figure::NotAColor| anyhow::anyhow!(e.sentence(lang)))?;
        options.accent = Some(accent);
    }
    options.filter.starred |= args.starred;
    options.title = args.title.clone().or(options.title);
    options.subtitle = args.subtitle.clone().or(options.subtitle);
    options.banner = args.banner.clone().or(options.banner);
    options.logo = args.logo.clone().or(options.logo);
    options.theme = args.theme.map_or(options.theme, Theme::from);
    options.fonts = args.fonts.map_or(options.fonts, Fonts::from);
    let scale = FigureOptions::scale_of(args.scale.unwrap_or(options.scale));
    options.scale = scale.map_err(|e| anyhow::anyhow!(e.sentence(lang)))?;
    options.lang = context.given.unwrap_or(options.lang);
    Ok(options)
}

fn brief(args: &BriefArgs, context: &Context) -> anyhow::Result<ExitCode> {
    let lang = context.given.unwrap_or(Lang::Fr);
    let told = |e: BriefError| anyhow::anyhow!(e.sentence(context.lang));
    // Said before the articles are read: that takes a while.
    if Form::of(&args.output).is_none() {
        return Err(told(BriefError::Form(args.output.clone())));
    }
    let accent = args.accent.as_deref().map(str::parse).transpose();
    let accent = accent.map_err(|e: frise::figure::NotAColor| anyhow::anyhow!(e.sentence(context.lang)))?;
    let (corpus, margin) = match project(&args.paths, context)? {
        Some((desk, _)) => {
            let shown = desk.shown();
            ((*shown.corpus).clone(), shown.margin())
        }
        None if args.starred => return Err(no_stars(context.lang)),
        None => (read(&args.paths, context)?, Margin::default()),
    };
    let from = args.from.as_deref().map(|d| day(d, context.lang)).transpose()?.and_then(|d| d.earliest);
    let to = args.to.as_deref().map(|d| day(d, context.lang)).transpose()?.and_then(|d| d.latest);
    let period = (from.is_some() || to.is_some()).then_some(Dates { earliest: from, latest: to, approximate: false });
    let parties = args.countries.iter().map(|code| lane(code, context.lang)).collect::<anyhow::Result<_>>()?;
    let text = args.words.clone().unwrap_or_default();
    let filter = Filter { period, parties, text, starred: args.starred, ..Filter::default() };
    let worded = filter.worded(&corpus, &mut None);
    let passing = filter.pass(&corpus, worded.as_deref());
    let kept: std::collections::BTreeSet<_> = passing.iter().map(|i| corpus.events[*i as usize].id.clone()).collect();
    // "At the latest in 2024" may be then too; it is told where it most likely was.
    let likely = |e: &Event| match (period, e.date.dates) {
        (Some(asked), Some(d)) if d.width_days().is_none() => d.sort_key().is_some_and(|day| asked.contains(day)),
        _ => true,
    };
    let all = corpus.events.len();
    let corpus = with_events(&corpus, |e| kept.contains(&e.id) && likely(e));
    let choice = choice_words(&filter, all - corpus.events.len(), &name, lang);
    let options = BriefOptions {
        title: args.title.clone(),
        lang,
        banner: args.banner.clone(),
        choice,
        figure: FigureOptions {
            period: period.filter(|p| p.width_days().is_some()),
            accent,
            ..FigureOptions::default()
        },
    };
    if let Some(said) = Brief::of(&corpus, &margin, &name, &options).write(&args.output).map_err(told)? {
        eprintln!("frise: {}{} {said}", args.output.display(), context.lang.pick("\u{a0}:", ":"));
    }
    Ok(ExitCode::SUCCESS)
}

/// The project among the paths, where one is, and what it keeps of its window.
fn project(paths: &[PathBuf], context: &Context) -> anyhow::Result<Option<(Desk, String)>> {
    let Some(path) = paths.iter().find(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("frise"))) else {
        return Ok(None);
    };
    let (desk, standing, _) = Desk::open(path).map_err(|trouble| anyhow::anyhow!(trouble.sentence(context.lang)))?;
    Knowledge::add_of_project(path, &desk.facts().toml());
    Ok(Some((desk, standing)))
}

fn no_stars(lang: Lang) -> anyhow::Error {
    anyhow::anyhow!(lang.pick(
        "--starred demande un projet (.frise)\u{a0}: les étoiles y sont gardées",
        "--starred asks for a project (.frise): stars are kept there"
    ))
}

/// The corpus with only some of its events.
fn with_events(corpus: &Corpus, keep: impl Fn(&Event) -> bool) -> Corpus {
    corpus.with_events(corpus.events.iter().filter(|e| keep(e)).cloned().collect())
}

fn write_file(path: &Path, bytes: &[u8], lang: Lang) -> anyhow::Result<()> {
    frise::files::write_file(path, bytes)
        .map_err(|e| anyhow::anyhow!(FigureError::File(path.to_owned(), e).sentence(lang)))
}

fn draw(corpus: &Corpus, options: &FigureOptions, path: &Path, lang: Lang) -> anyhow::Result<()> {
    if let Some(said) =
        frise::figure::make(corpus, &name, options, path).map_err(|e| anyhow::anyhow!(e.sentence(lang)))?
    {
        eprintln!("frise: {}{} {said}", path.display(), lang.pick("\u{a0}:", ":"));
    }
    Ok(())
}

fn name(party: Party, lang: Lang) -> String {
    let country = Knowledge::current().country(party);
    country.map_or_else(|| party.code().to_owned(), |c| lang.pick(&c.fr, &c.en).to_owned())
}

fn day(text: &str, lang: Lang) -> anyhow::Result<Dates> {
    text.trim().parse().map_err(|_| match lang {
        Lang::Fr => {
            anyhow::anyhow!("«\u{a0}{text}\u{a0}» n’est pas une date\u{a0}: écrire AAAA, AAAA-MM ou AAAA-MM-JJ")
        }
        Lang::En => anyhow::anyhow!("not a date: {text:?}; write YYYY, YYYY-MM or YYYY-MM-DD"),
    })
}

fn lane(code: &str, lang: Lang) -> anyhow::Result<Party> {
    let known = |party: &Party| Knowledge::current().country(*party).is_some();
    Party::new(&code.trim().to_ascii_uppercase()).filter(known).ok_or_else(|| match lang {
        Lang::Fr => anyhow::anyhow!("«\u{a0}{code}\u{a0}» n’est pas le code d’un pays (US, CN, EU…)"),
        Lang::En => anyhow::anyhow!("not a country's code: {code:?} (US, CN, EU …)"),
    })
}

/// What to open where no path is given: the sample articles, where one stands, beside the program (Windows), under its
/// prefix (Linux), in its bundle (macOS), or beside the sources.
fn sample() -> Option<PathBuf> {
    let program = std::env::current_exe().ok().and_then(|exe| exe.canonicalize().ok());
    let folder = program.as_deref().and_then(Path::parent);
    let prefix = folder.and_then(Path::parent);
    let sources = Path::new(env!("CARGO_MANIFEST_DIR"));
    [
        Some(PathBuf::from("sample_data")),
        folder.map(|folder| folder.join("sample_data")),
        prefix.map(|prefix| prefix.join("share/frise/sample_data")),
        prefix.map(|prefix| prefix.join("Resources/sample_data")),
        Some(sources.join("sample_data")),
    ]
    .into_iter()
    .flatten()
    .find(|p| p.is_dir())
}

/// The project opened last, where there is one.
fn last_project() -> Option<PathBuf> {
    use frise::project::recent;
    recent::recent(&recent::data_folder()?).into_iter().next()
}

/// True where the last window broke off: what was open then may be why, so it is offered and not opened by itself.
fn broke_off() -> bool {
    #[cfg(feature = "gui")]
    return frise::project::recent::data_folder().is_some_and(|data| frise::gui::crash::broke_off(&data));
    #[cfg(not(feature = "gui"))]
    false
}

fn window(mut args: WindowArgs, context: &Context) -> anyhow::Result<ExitCode> {
    let mut is_sample = false;
    let hand_over = context.is_plain && args.is_plain();
    let asked = hand_over.then(|| args.paths.clone());
    if args.paths.is_empty() && args.events.is_none() && (args.screenshot.is_some() || !broke_off()) {
        let last = if args.screenshot.is_none() { last_project() } else { None };
        is_sample = last.is_none() && args.screenshot.is_none();
        args.paths.extend(last.or_else(sample));
    }
    match open_window(&args, (asked, is_sample), context) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(sentence) if args.screenshot.is_some() => anyhow::bail!(sentence),
        Err(sentence) => without_window(&args, context, &sentence),
    }
}

#[cfg(feature = "gui")]
fn bench(args: &args::BenchArgs, context: &Context) -> anyhow::Result<ExitCode> {
    let told = frise::gui::bench::bench(&args.events, &args.steps, context.today).map_err(anyhow::Error::msg)?;
    writeln!(io::stdout(), "{told}")?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "gui")]
fn open_window(
    args: &WindowArgs,
    (asked, is_sample): (Option<Vec<PathBuf>>, bool),
    context: &Context,
) -> Result<(), String> {
    let options = frise::gui::Options {
        paths: args.paths.clone(),
        today: context.today,
        screenshot: args.screenshot.clone(),
        events: args.events.clone(),
        tour: is_sample,
        lang: context.given,
        theme: args.theme.map(Theme::from),
        // A picture of the window is none of the user's work.
        data: if args.screenshot.is_none() { frise::project::recent::data_folder() } else { None },
        hand_over: asked,
        start: frise::gui::Start { sample: sample(), ..Default::default() },
    };
    frise::gui::run(options).map_err(|e| e.to_string())
}

#[cfg(not(feature = "gui"))]
fn open_window(_: &WindowArgs, _: (Option<Vec<PathBuf>>, bool), context: &Context) -> Result<(), String> {
    let sentence =
        context.lang.pick("ce programme a été construit sans fenêtre", "this program was built without a window");
    Err(sentence.to_owned())
}

/// The job that can be done without a display: the timeline as a picture, the events as a table.
fn without_window(args: &WindowArgs, context: &Context, sentence: &str) -> anyhow::Result<ExitCode> {
    let picture = Path::new("frise.png");
    let rest = context.lang.pick(
        "la frise est écrite dans frise.png et les événements suivent",
        "the timeline is written to frise.png and the events follow",
    );
    let colon = context.lang.pick("\u{a0}:", ":");
    eprintln!("frise: {}{colon} {rest}.", sentence.trim_end_matches('.'));
    let corpus = read(&args.paths, context)?;
    if corpus.articles.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let options = FigureOptions {
        lang: context.lang,
        theme: args.theme.map_or(Theme::Light, Theme::from),
        ..FigureOptions::default()
    };
    draw(&corpus, &options, picture, context.lang)?;
    table(&corpus, context.lang)?;
    Ok(ExitCode::SUCCESS)
}

fn table(corpus: &Corpus, lang: Lang) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let width = corpus.events.iter().map(|e| date_text(e, lang).chars().count()).max().unwrap_or(0);
    for event in &corpus.events {
        let date = date_text(event, lang);
        let articles = event.article_count();
        let title = lang.pick(&event.title.fr, &event.title.en);
        writeln!(out, "{date:width$}  {:11}  {title}  [{articles}]", event.kind.name())?;
    }
    out.flush()
}

fn date_text(event: &Event, lang: Lang) -> String {
    event.date.dates.map_or_else(|| lang.pick("sans date", "undated").to_owned(), |d| d.to_string())
}
