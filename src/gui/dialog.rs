//! File dialogs. They block, so they run in a thread; where the system has none, that is found out beforehand, because the
//! dialog itself could not be told from one that the user closed.

use super::action::Pick;
use std::path::{Path, PathBuf};

/// What came of a dialog.
pub enum Answer {
    /// Closed without a choice.
    Nothing,
    /// This system has no dialog.
    NoDialog,
    /// These were picked.
    Open { paths: Vec<PathBuf>, add: bool },
    /// The picture shall stand here.
    Save(PathBuf),
}

/// Asks for a folder or files; blocks.
pub fn ask_open(what: Pick, add: bool) -> Answer {
    if !available() {
        return Answer::NoDialog;
    }
    let dialog = rfd::FileDialog::new();
    let paths = match what {
        Pick::Folder => dialog.pick_folders(),
        Pick::Files => dialog.add_filter("articles", &crate::read::endings()).add_filter("*", &["*"]).pick_files(),
    };
    paths.filter(|p| !p.is_empty()).map_or(Answer::Nothing, |paths| Answer::Open { paths, add })
}

/// Asks where a picture shall stand; where there is no dialog, a new file in the current folder. Blocks.
pub fn ask_save() -> Answer {
    if !available() {
        let folder = std::env::current_dir().unwrap_or_default();
        return Answer::Save(crate::jobs::unused(&folder.join("frise.png")));
    }
    let file = rfd::FileDialog::new()
        .set_file_name("frise.png")
        .add_filter("PNG, SVG, PDF", &["png", "svg", "pdf"])
        .save_file();
    file.map_or(Answer::Nothing, |mut file| {
        if file.extension().is_none() {
            file.set_extension("png");
        }
        Answer::Save(file)
    })
}

/// Whether a file dialog can be opened: elsewhere than on Linux always; there by a portal with a backend, or by zenity.
pub(super) fn available() -> bool {
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
