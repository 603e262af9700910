//! File dialogs. They block, so they run in a thread; where the system has none, that is found out beforehand, because the
//! dialog itself could not be told from one that the user closed, and the window shows its own.

use super::action::Pick;
use super::browse::{self, Request, What};
use std::path::{Path, PathBuf};

/// What came of a dialog.
pub enum Answer {
    /// Closed without a choice.
    Nothing,
    /// These were picked.
    Open { paths: Vec<PathBuf>, add: bool },
    /// The picture shall stand here.
    Save(PathBuf),
    /// The figure of the figure's window shall stand here.
    Figure(PathBuf),
    /// This picture shall stand in the figure's corner.
    Logo(PathBuf),
}

/// Asks for a folder or files; blocks.
pub fn ask_open(what: Pick, add: bool) -> Answer {
    let dialog = FileDialog::new();
    let paths = match what {
        Pick::Folder => dialog.pick_folders(),
        Pick::Files => dialog.add_filter("articles", &crate::read::endings()).add_filter("*", &["*"]).pick_files(),
    };
    paths.filter(|p| !p.is_empty()).map_or(Answer::Nothing, |paths| Answer::Open { paths, add })
}

/// Asks where a picture shall stand. Blocks.
pub fn ask_save() -> Answer {
    let dialog = FileDialog::new().set_file_name("frise.png").add_filter("PNG, SVG, PDF", &["png", "svg", "pdf"]);
    let file = dialog.save_file();
    file.map_or(Answer::Nothing, |mut file| {
        if file.extension().is_none() {
            file.set_extension("png");
        }
        Answer::Save(file)
    })
}

/// The same for the figure of the figure's window.
pub fn ask_figure() -> Answer {
    match ask_save() {
        Answer::Save(file) => Answer::Figure(file),
        other => other,
    }
}

/// Asks for a picture for the corner of a figure; blocks.
pub fn ask_logo() -> Answer {
    let dialog =
        FileDialog::new().add_filter("SVG, PNG, JPEG, GIF, WebP", &["svg", "png", "jpg", "jpeg", "gif", "webp"]);
    dialog.pick_file().map_or(Answer::Nothing, Answer::Logo)
}

/// A dialog of the system, or our own where it has none. Its calls block.
#[derive(Default)]
pub struct FileDialog {
    name: String,
    filters: Vec<(String, Vec<String>)>,
}

impl FileDialog {
    /// One without a name and filters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Proposes a name.
    pub fn set_file_name(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// Lists files of these endings only, unless the user asks for others.
    pub fn add_filter(mut self, name: &str, endings: &[impl ToString]) -> Self {
        self.filters.push((name.to_owned(), endings.iter().map(ToString::to_string).collect()));
        self
    }

    /// Asks for folders.
    pub fn pick_folders(self) -> Option<Vec<PathBuf>> {
        if available() { self.system().pick_folders() } else { self.own(What::Folder) }
    }

    /// Asks for files.
    pub fn pick_files(self) -> Option<Vec<PathBuf>> {
        if available() { self.system().pick_files() } else { self.own(What::Files) }
    }

    /// Asks for one file.
    pub fn pick_file(self) -> Option<PathBuf> {
        if available() { self.system().pick_file() } else { self.own(What::File)?.into_iter().next() }
    }

    /// Asks for the name of a file to write.
    pub fn save_file(self) -> Option<PathBuf> {
        if available() { self.system().save_file() } else { self.own(What::Save)?.into_iter().next() }
    }

    fn system(self) -> rfd::FileDialog {
        let dialog = rfd::FileDialog::new();
        let dialog = if self.name.is_empty() { dialog } else { dialog.set_file_name(self.name) };
        self.filters.iter().fold(dialog, |dialog, (name, endings)| dialog.add_filter(name, endings))
    }

    fn own(self, what: What) -> Option<Vec<PathBuf>> {
        let mut endings: Vec<String> = self.filters.into_iter().flat_map(|(_, endings)| endings).collect();
        // What reads any file still lists first of all what it knows.
        endings.retain(|e| e != "*");
        Some(browse::ask(Request { what, name: self.name, endings })).filter(|paths| !paths.is_empty())
    }
}

/// Whether a file dialog can be opened: elsewhere than on Linux always; there by a portal with a backend, or by zenity.
fn available() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let exists = |path: &str| Path::new(path).exists();
    let on_path = |name: &str| {
        std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(name).is_file()))
    };
    let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|a| !a.is_empty())
        || std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|dir| Path::new(&dir).join("bus").exists());
    let any_backend = |dir: &str| std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    let portal = exists("/usr/share/dbus-1/services/org.freedesktop.portal.Desktop.service")
        && any_backend("/usr/share/xdg-desktop-portal/portals");
    let elsewhere = exists("/run/current-system") || exists("/.flatpak-info");
    on_path("zenity") || (bus && (portal || elsewhere))
}
