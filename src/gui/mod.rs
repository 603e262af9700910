//! The window. It draws from [`state::State`] into [`action::Action`]s and applies them at the end of a frame; it decides
//! nothing about events. Deliberately knows no file format: reading, dialogs and writing are [`crate::jobs`].

mod about;
pub mod action;
pub mod activity;
mod app;
mod article;
mod audit;
pub mod bench;
mod browse;
pub mod canvas;
mod clipboard;
pub mod commands;
mod compare;
pub mod crash;
pub mod desk;
mod dialog;
mod disagree;
pub mod edit;
mod event_menu;
mod filters;
mod goto;
mod guide;
pub mod instance;
mod lanes;
pub mod menu;
mod motion;
mod paint;
mod panels;
mod passages;
mod picture;
mod prose;
mod report;
pub mod review;
pub mod search;
mod sources;
mod star;
mod start;
pub mod state;
mod strip;
pub mod studio;
mod tell;
pub mod theme;
mod tour;
mod views;
mod words;

pub use app::App;
pub use words::system_lang;

use crate::model::Lang;
use crate::timeline::Theme;
use chrono::NaiveDate;
use eframe::egui;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use words::{fill, words};

/// The name under which desktops know Frise.
pub const APP_ID: &str = "org.frise.Frise";

/// How the window opens.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// The day on which the program runs.
    pub today: NaiveDate,
    /// Write a picture here once all is read and painted, then end.
    pub screenshot: Option<PathBuf>,
    /// The language; else the one used last, else the system's.
    pub lang: Option<Lang>,
    /// Events of this file, of the form that [`bench`] reads, instead of articles: to look at many.
    pub events: Option<PathBuf>,
    /// Show the tour, where it was never shown.
    pub tour: bool,
    /// The theme; else the one used last, else the system's.
    pub theme: Option<Theme>,
    /// The folder in which projects without a name are kept; `None` for a window that keeps nothing.
    pub data: Option<PathBuf>,
    /// The paths that were asked for by name, to be handed to a window that is open already; `None` for a window of its own.
    pub hand_over: Option<Vec<PathBuf>>,
    /// What this window should say from the start, and where other starts write to it.
    pub start: Start,
}

/// How the window found the desktop when it started.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Where other starts put their paths.
    pub inbox: Option<instance::Inbox>,
    /// Another window is open and cannot be asked.
    pub second: bool,
    /// Files cannot be dropped here.
    pub no_drop: bool,
    /// Where the sample articles are: what is dropped on them, while nothing is corrected, takes their place.
    pub sample: Option<PathBuf>,
}

/// Why there is no window, in one sentence of the user's language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GuiError {
    /// No display, or a library or graphics that the window needs is missing: the program may do its job without.
    #[error("{0}")]
    NoWindow(String),
    /// The picture that was asked for could not be written.
    #[error("{0}")]
    NoPicture(String),
}

/// Opens the window and comes back when it is closed.
pub fn run(mut options: Options) -> Result<(), GuiError> {
    let lang = options.lang.unwrap_or_else(system_lang);
    let words = words(lang);
    if cfg!(target_os = "linux") && !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY") && !is_set("WAYLAND_SOCKET") {
        return Err(GuiError::NoWindow(words.err_no_display.to_owned()));
    }
    if let Some(paths) = options.hand_over.take() {
        match instance::hand_over(&paths, options.data.as_deref()) {
            instance::Found::Taken => return Ok(()),
            instance::Found::None(inbox) => options.start.inbox = Some(inbox),
            instance::Found::Deaf(inbox) => {
                options.start.inbox = Some(inbox);
                options.start.second = true;
            }
        }
    }
    options.start.no_drop = cfg!(target_os = "linux") && !is_set("DISPLAY");
    let data = options.data.clone();
    let screenshot = options.screenshot.clone();
    let failed: Arc<Mutex<Option<String>>> = Arc::default();
    let opened = Arc::new(AtomicBool::new(false));
    // A missing libxkbcommon-x11 makes the window library panic before anything is shown. That is news for the user, not
    // a defect of ours: it is caught and told in a sentence. Once the window is open, panics are panics again.
    let hook = Arc::new(std::panic::take_hook());
    let (quiet, until) = (Arc::clone(&hook), Arc::clone(&opened));
    std::panic::set_hook(Box::new(move |info| {
        let main = std::thread::current().name() == Some("main");
        let open = until.load(Ordering::Relaxed);
        if main && !open {
            return;
        }
        // Other threads answer for themselves: whoever waits for them is told.
        let report = data.as_deref().filter(|_| main).and_then(|data| crash::report(data, info));
        if let Some(path) = report {
            eprintln!("{}", fill(words.err_broke_off, &[&path.display().to_string()]));
        }
        quiet(info);
    }));
    let (told, flag) = (Arc::clone(&failed), Arc::clone(&opened));
    let result = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "Frise",
            native_options(screenshot.is_some()),
            Box::new(move |cc| {
                flag.store(true, Ordering::Relaxed);
                Ok(Box::new(App::new(cc, options, told)))
            }),
        )
    }));
    match result {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return Err(GuiError::NoWindow(explain(&error, words))),
        Err(panic) if opened.load(Ordering::Relaxed) => resume_unwind(panic),
        Err(panic) => return Err(GuiError::NoWindow(fill(words.err_library, &[&panic_text(&*panic)]))),
    }
    let told = failed.lock().ok().and_then(|mut f| f.take());
    match (told, screenshot) {
        (Some(why), Some(file)) => {
            Err(GuiError::NoPicture(fill(words.err_screenshot, &[&file.display().to_string(), &why])))
        }
        _ => Ok(()),
    }
}

fn native_options(screenshot: bool) -> eframe::NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Frise")
        // A picture of a size that is known; else one that fits on a small screen with its title and the desktop's bar.
        .with_inner_size(if screenshot { [1280.0, 800.0] } else { [1240.0, 730.0] })
        .with_min_inner_size([720.0, 440.0])
        .with_icon(icon());
    let options = eframe::NativeOptions { viewport, persist_window: !screenshot, centered: true, ..Default::default() };
    #[cfg(target_os = "linux")]
    let options = on_x11(options);
    options
}

/// File drop is missing from winit's Wayland; every Wayland desktop has an X server for such programs.
#[cfg(target_os = "linux")]
fn on_x11(mut options: eframe::NativeOptions) -> eframe::NativeOptions {
    if is_set("DISPLAY") {
        options.event_loop_builder = Some(Box::new(|builder| {
            use winit::platform::x11::EventLoopBuilderExtX11 as _;
            builder.with_x11();
        }));
    }
    options
}

fn icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icon.png");
    match resvg::tiny_skia::Pixmap::decode_png(png) {
        Ok(picture) => {
            let rgba = picture.pixels().iter().flat_map(|p| {
                let c = p.demultiply();
                [c.red(), c.green(), c.blue(), c.alpha()]
            });
            egui::IconData { rgba: rgba.collect(), width: picture.width(), height: picture.height() }
        }
        Err(_) => egui::IconData::default(),
    }
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

fn explain(error: &eframe::Error, words: &words::Words) -> String {
    let said = error.to_string();
    let said = said.lines().next().unwrap_or_default();
    match error {
        eframe::Error::NoGlutinConfigs(..) | eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => {
            // The error lists the whole template it looked for; that helps nobody.
            fill(words.err_graphics, &[said.split(" matching the template").next().unwrap_or(said)])
        }
        _ => {
            let said = without_place(said);
            fill(if said.contains("librar") { words.err_library } else { words.err_display }, &[said])
        }
    }
}

/// The message of a winit error without the place in winit's source.
fn without_place(said: &str) -> &str {
    let place = said.find(".rs:").and_then(|at| said[at..].find(": ").map(|colon| at + colon + 2));
    said[place.unwrap_or(0)..].trim_end_matches('.')
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let said =
        panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
    let said = said.unwrap_or_default();
    said.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::{tiny_skia, usvg};

    #[test]
    fn an_error_of_the_window_library_is_told_without_its_source() {
        let said = "winit EventLoopError: os error at /x/linux/mod.rs:788: Failed to open connection to X server.";
        assert_eq!(without_place(said), "Failed to open connection to X server");
        assert_eq!(without_place("no display"), "no display");
    }

    /// `FRISE_BLESS=1 cargo test icon` draws the PNG anew after a change of the SVG.
    #[test]
    fn the_icon_is_what_its_drawing_says() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let svg = std::fs::read_to_string(folder.join("icon.svg")).expect("assets/icon.svg");
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).expect("an SVG");
        let mut picture = tiny_skia::Pixmap::new(256, 256).expect("a size");
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut picture.as_mut());
        let file = folder.join("icon.png");
        if std::env::var_os("FRISE_BLESS").is_some() {
            picture.save_png(&file).expect("written");
        }
        let kept = tiny_skia::Pixmap::load_png(&file).expect("assets/icon.png");
        let far = kept.data().iter().zip(picture.data()).filter(|(a, b)| a.abs_diff(**b) > 3).count();
        assert_eq!(far, 0, "assets/icon.png is not what assets/icon.svg draws");
    }
}
