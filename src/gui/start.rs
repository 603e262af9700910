//! What the window says when it opens: that another one is open, that Frise broke off, that its settings were damaged, that files
//! cannot be dropped here.

use super::action::Action;
use super::strip::Strip;
use super::words::{fill, words};
use super::{Options, crash};
use crate::model::Lang;
use crate::project::recent;
use std::path::{Path, PathBuf};

/// The strips of the start.
pub fn strips(options: &Options, lang: Lang) -> Vec<Strip> {
    let words = words(lang);
    let said = |text: &str| Strip { text: text.to_owned(), bad: false, offers: Vec::new() };
    let mut strips = Vec::new();
    strips.extend(options.data.as_deref().and_then(crash::left).map(|left| broke_off_strip(&left, lang)));
    strips.extend(options.start.second.then(|| said(words.second_window)));
    strips.extend(options.start.no_drop.then(|| said(words.no_drop)));
    strips
}

fn broke_off_strip(left: &crash::Left, lang: Lang) -> Strip {
    let words = words(lang);
    let mut offers = Vec::new();
    if let Some(project) = &left.project {
        let unnamed = left.report.ancestors().nth(2).is_some_and(|data| recent::is_unnamed(data, project));
        let name = project.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = if unnamed { recent::called(project) } else { name };
        let open = Action::Open { paths: vec![project.clone()], add: false };
        offers.push((fill(words.go_on_with, &[&name]), open));
    }
    offers.push((words.show_report.to_owned(), Action::OpenFile(left.report.clone())));
    Strip { text: words.broke_off.to_owned(), bad: true, offers }
}

/// Says that the settings could not be read.
pub fn settings_strip(kept: &Path, lang: Lang) -> Strip {
    Strip { text: fill(words(lang).bad_settings, &[&kept.display().to_string()]), bad: true, offers: Vec::new() }
}

/// Says once that this is another version than the one that ran `last`.
pub fn new_version_strip(last: &str, lang: Lang) -> Option<Strip> {
    let now = env!("CARGO_PKG_VERSION");
    (!last.is_empty() && last != now).then(|| {
        let offers = vec![(words(lang).what_is_new.to_owned(), Action::Help(Some(super::state::Help::New)))];
        Strip { text: fill(words(lang).new_version, &[now]), bad: false, offers }
    })
}

/// Where settings are there and cannot be read: a copy of them, since the window will write its own over them.
pub fn damaged_settings(storage: Option<&dyn eframe::Storage>, understood: bool) -> Option<PathBuf> {
    let file = eframe::storage_dir(super::APP_ID)?.join("app.ron");
    let length = std::fs::metadata(&file).ok()?.len();
    // A file without our key: either the whole was not understood, or nothing was ever saved in it.
    let has_key = storage.is_some_and(|s| s.get_string(eframe::APP_KEY).is_some());
    keep_damaged(&file, understood || (!has_key && length < 3))
}

fn keep_damaged(file: &Path, sound: bool) -> Option<PathBuf> {
    if sound {
        return None;
    }
    let kept = crate::files::unused(&file.with_extension("damaged.ron"));
    std::fs::copy(file, &kept).ok().map(|_| kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_told_once_and_the_same_one_or_the_first_never() {
        let now = env!("CARGO_PKG_VERSION");
        assert_eq!(new_version_strip(now, Lang::Fr), None);
        assert_eq!(new_version_strip("", Lang::Fr), None);
        let strip = new_version_strip("0.0.1", Lang::Fr).expect("a strip");
        assert!(strip.text.contains(now) && !strip.offers.is_empty());
    }

    #[test]
    fn damaged_settings_are_kept_beside_and_sound_ones_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("app.ron");
        std::fs::write(&file, "{broken").expect("written");
        assert_eq!(keep_damaged(&file, true), None);
        let kept = keep_damaged(&file, false).expect("kept");
        assert_eq!(std::fs::read_to_string(kept).expect("read"), "{broken");
        assert!(file.exists());
    }

    #[test]
    fn after_a_crash_the_project_and_the_report_are_offered() {
        let left = crash::Left { report: PathBuf::from("r.txt"), project: Some(PathBuf::from("/x/enquête.frise")) };
        for lang in [Lang::Fr, Lang::En] {
            let strip = broke_off_strip(&left, lang);
            assert!(strip.bad && strip.offers[0].0.contains("enquête"));
            assert_eq!(strip.offers.len(), 2);
        }
        let project = Some(PathBuf::from("/d/projects/presse-2021-bd842cf3.frise"));
        let left = crash::Left { report: PathBuf::from("/d/reports/crash.txt"), project };
        assert!(broke_off_strip(&left, Lang::En).offers[0].0.ends_with("“presse-2021”"));
    }
}
