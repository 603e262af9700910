//! A file chooser of our own, for desktops that have none: whoever asks waits in a thread of its own, the window shows the
//! folders and answers.

use super::theme;
use super::words::{fill, words};
use crate::jobs::{Promise, Wake};
use crate::model::Lang;
use crate::scene::Face;
use eframe::egui::{self, Button, Key, RichText};
use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A folder.
    Folder,
    /// One file.
    File,
    /// One or more files.
    Files,
    /// The name of a file to be written.
    Save,
}

/// A question to the user.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is asked for.
    pub what: What,
    /// The name that is proposed.
    pub name: String,
    /// Endings of the files that are listed, without their dots; empty lists all.
    pub endings: Vec<String>,
}

struct Pending {
    request: Request,
    answer: SyncSender<Vec<PathBuf>>,
}

/// Questions nobody has seen yet; a process has one window.
static PENDING: Mutex<(VecDeque<Pending>, Option<Wake>)> = Mutex::new((VecDeque::new(), None));

/// Asks the user and waits for the answer, empty where there is none: never from the window's thread.
pub fn ask(request: Request) -> Vec<PathBuf> {
    let (answer, told) = sync_channel(1);
    let wake = {
        let mut pending = PENDING.lock().unwrap_or_else(PoisonError::into_inner);
        pending.0.push_back(Pending { request, answer });
        pending.1.clone()
    };
    let Some(wake) = wake else { return Vec::new() };
    wake();
    told.recv().unwrap_or_default()
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// Folders stand first.
    is_file: bool,
    folded: String,
    name: String,
}

type Listing = Result<Vec<Entry>, std::io::Error>;

/// The folders and the files of these endings in a folder; hidden ones are left out. Blocks.
fn list(folder: &Path, what: What, endings: &[String]) -> Listing {
    let entries = std::fs::read_dir(folder)?;
    let mut list: Vec<Entry> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_file = !entry.path().is_dir();
            let ending = Path::new(&name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let fits = !is_file || (what != What::Folder && (endings.is_empty() || endings.contains(&ending)));
            (fits && !name.starts_with('.')).then(|| Entry { is_file, folded: name.to_lowercase(), name })
        })
        .collect();
    list.sort();
    Ok(list)
}

struct Open {
    pending: Pending,
    folder: PathBuf,
    /// The folder as it is typed.
    typed: String,
    name: String,
    listing: Option<Listing>,
    reading: Option<Promise<Listing>>,
    chosen: BTreeSet<usize>,
    /// The field of the name was given the keyboard.
    begun: bool,
}

impl Open {
    fn go(&mut self, folder: PathBuf, wake: &Wake) {
        let (what, endings) = (self.pending.request.what, self.pending.request.endings.clone());
        self.typed = folder.display().to_string();
        self.folder.clone_from(&folder);
        self.chosen.clear();
        self.listing = None;
        self.reading =
            Some(Promise::start("frise-browse", std::sync::Arc::clone(wake), move || list(&folder, what, &endings)));
    }

    /// What would be answered now.
    fn answer(&self) -> Vec<PathBuf> {
        let entries = self.listing.as_ref().and_then(|l| l.as_ref().ok()).map(Vec::as_slice).unwrap_or_default();
        let chosen = self.chosen.iter().filter_map(|i| entries.get(*i));
        match self.pending.request.what {
            What::Save if self.name.trim().is_empty() => Vec::new(),
            What::Save => vec![self.folder.join(self.name.trim())],
            What::Folder => {
                let chosen: Vec<PathBuf> = chosen.map(|e| self.folder.join(&e.name)).collect();
                if chosen.is_empty() { vec![self.folder.clone()] } else { chosen }
            }
            What::File | What::Files => chosen.filter(|e| e.is_file).map(|e| self.folder.join(&e.name)).collect(),
        }
    }
}

/// The chooser; lives in the app.
#[derive(Default)]
pub struct Browser {
    open: Option<Open>,
    /// Where the user was last.
    folder: Option<PathBuf>,
}

impl Browser {
    /// Hears of questions from now on, and wakes the window for them.
    pub fn listen(wake: Wake) {
        PENDING.lock().unwrap_or_else(PoisonError::into_inner).1 = Some(wake);
    }

    /// Draws the chooser where something is asked.
    pub fn ui(&mut self, ctx: &egui::Context, lang: Lang, wake: &Wake) {
        if self.open.is_none()
            && let Some(pending) = PENDING.lock().unwrap_or_else(PoisonError::into_inner).0.pop_front()
        {
            let home = || directories::UserDirs::new().map(|d| d.home_dir().to_path_buf());
            let here = || std::env::current_dir().unwrap_or_default();
            let folder = self.folder.clone().or_else(home).unwrap_or_else(here);
            let mut open = Open {
                name: pending.request.name.clone(),
                pending,
                folder: PathBuf::new(),
                typed: String::new(),
                listing: None,
                reading: None,
                chosen: BTreeSet::new(),
                begun: false,
            };
            open.go(folder, wake);
            self.open = Some(open);
        }
        let Some(open) = &mut self.open else { return };
        if let Some(reading) = &open.reading {
            match reading.poll() {
                Ok(None) => {}
                Ok(Some(listing)) => (open.listing, open.reading) = (Some(listing), None),
                Err(e) => (open.listing, open.reading) = (Some(Err(std::io::Error::other(e))), None),
            }
        }
        let frame = egui::Frame::window(&ctx.global_style()).inner_margin(egui::Margin::symmetric(20, 16));
        let mut done = None;
        let modal = egui::Modal::new(egui::Id::unique("browse")).frame(frame).show(ctx, |ui| {
            ui.set_width((ctx.content_rect().width() - 80.0).min(560.0));
            done = browse_ui(ui, open, lang, wake);
        });
        if modal.should_close() {
            done = Some(Vec::new());
        }
        if let Some(paths) = done {
            self.folder = Some(open.folder.clone());
            let _ = open.pending.answer.try_send(paths);
            self.open = None;
        }
    }
}

/// The inside; the answer once there is one.
fn browse_ui(ui: &mut egui::Ui, open: &mut Open, lang: Lang, wake: &Wake) -> Option<Vec<PathBuf>> {
    let (words, palette) = (words(lang), theme::palette_of(ui));
    let what = open.pending.request.what;
    ui.heading(match what {
        What::Folder => words.browse_folder,
        What::File | What::Files => words.browse_files,
        What::Save => words.browse_save,
    });
    ui.add_space(6.0);
    let (mut go, mut named) = (None, None);
    ui.horizontal(|ui| {
        let up = open.folder.parent().map(Path::to_path_buf);
        if ui.add_enabled(up.is_some(), Button::new("↑")).on_hover_text(words.browse_up).clicked() {
            go = up;
        }
        let label = ui.label(words.browse_where);
        let field = egui::TextEdit::singleline(&mut open.typed).desired_width(f32::INFINITY);
        let field = ui.add(field).labelled_by(label.id);
        if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
            let typed = PathBuf::from(open.typed.trim());
            if what != What::Folder && what != What::Save && typed.is_file() {
                named = Some(vec![typed]);
            } else {
                go = Some(typed);
            }
        }
    });
    if named.is_some() {
        return named;
    }
    ui.add_space(4.0);
    let mut picked = None;
    let height = (ui.ctx().content_rect().height() - 260.0).clamp(100.0, 320.0);
    egui::Frame::new().fill(palette.ground).inner_margin(6).show(ui, |ui| {
        egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, false]).show(
            ui,
            |ui| match &open.listing {
                None => drop(ui.label(words.looking)),
                Some(Err(error)) => {
                    let [fr, en] = crate::files::unread(error);
                    ui.colored_label(palette.bad, fill(words.browse_unread, &[lang.pick(&fr, &en)]));
                }
                Some(Ok(entries)) if entries.is_empty() => drop(ui.label(words.browse_empty)),
                Some(Ok(entries)) => {
                    for (number, entry) in entries.iter().enumerate() {
                        let slash = if entry.is_file { "" } else { "/" };
                        let face = if entry.is_file { Face::Sans } else { Face::SansBold };
                        let name = RichText::new(format!("{}{slash}", entry.name)).font(theme::font(face, 14.0));
                        let row = ui.add(Button::selectable(open.chosen.contains(&number), name));
                        if row.double_clicked() {
                            let path = open.folder.join(&entry.name);
                            if entry.is_file { picked = Some(vec![path]) } else { go = Some(path) }
                        } else if row.clicked() {
                            let adds = matches!(what, What::Files | What::Folder) && ui.input(|i| i.modifiers.command);
                            if !adds {
                                open.chosen.clear();
                            }
                            open.chosen.insert(number);
                            if what == What::Save && entry.is_file {
                                open.name.clone_from(&entry.name);
                            }
                        }
                    }
                }
            },
        );
    });
    let mut entered = false;
    if what == What::Save {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let label = ui.label(words.browse_name);
            let field = egui::TextEdit::singleline(&mut open.name).desired_width(f32::INFINITY).show(ui);
            let response = field.response.response.labelled_by(label.id);
            entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if !std::mem::replace(&mut open.begun, true) {
                // What one types takes the place of the name; the ending stays.
                response.request_focus();
                let stem = Path::new(&open.name).file_stem().unwrap_or_default().to_string_lossy().chars().count();
                let range = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(stem));
                let mut typing = field.state;
                typing.cursor.set_char_range(Some(range));
                typing.store(ui.ctx(), response.id);
            }
        });
    }
    ui.add_space(8.0);
    let answer = open.answer();
    // Seen in the list that is there: the disk is not asked in every frame.
    let entries = open.listing.as_ref().and_then(|l| l.as_ref().ok());
    let replaces =
        what == What::Save && entries.is_some_and(|l| l.iter().any(|e| e.is_file && e.name == open.name.trim()));
    ui.horizontal(|ui| {
        let button = match what {
            What::Save if replaces => words.browse_replace,
            What::Save => words.browse_save_here,
            _ => words.browse_open,
        };
        let button = ui.add_enabled(!answer.is_empty(), Button::new(button));
        // To write over a file asks for the button that says so.
        if entered && replaces {
            button.request_focus();
        }
        if button.clicked() || entered && !replaces && !answer.is_empty() {
            picked = Some(answer);
        }
        if ui.button(words.cancel).clicked() {
            picked = Some(Vec::new());
        }
        if what == What::Folder {
            ui.label(RichText::new(words.browse_folder_hint).color(palette.weak));
        }
        let endings = &open.pending.request.endings;
        if what == What::Save && endings.len() > 1 {
            let all: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
            let hint = fill(words.browse_endings, &[&all.join(" ")]);
            ui.label(RichText::new(hint).color(palette.weak));
        }
    });
    if let Some(folder) = go {
        open.go(folder, wake);
    }
    // A double-click on an existing file takes it; to write over one asks for the button that says so.
    picked.filter(|paths| what != What::Save || paths.is_empty() || paths.first() == open.answer().first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stand_first_and_only_files_of_the_endings_are_listed() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.frise", "a.txt", ".hidden.frise"] {
            std::fs::write(folder.path().join(name), "x").expect("written");
        }
        std::fs::create_dir(folder.path().join("Zoé")).expect("made");
        let names = |what, endings: &[String]| -> Vec<String> {
            let list = list(folder.path(), what, endings).expect("listed");
            list.into_iter().map(|e| e.name).collect()
        };
        assert_eq!(names(What::File, &["frise".to_owned()]), ["Zoé", "b.frise"]);
        assert_eq!(names(What::Files, &[]), ["Zoé", "a.txt", "b.frise"]);
        assert_eq!(names(What::Folder, &[]), ["Zoé"]);
        assert!(list(&folder.path().join("nowhere"), What::File, &[]).is_err());
    }
}
