//! What the reading room tells the user: one sentence that says what is wrong and what to do, in both languages.

use crate::model::{Title, Warning};
use std::io;
use std::path::Path;

fn warning(path: &Path, fr: String, en: String) -> Warning {
    Warning { path: path.to_owned(), message: Title { fr, en } }
}

pub(super) fn io(path: &Path, error: &io::Error) -> Warning {
    match error.kind() {
        io::ErrorKind::NotFound => warning(
            path,
            "introuvable : vérifiez le chemin, ou déposez de nouveau le fichier.".into(),
            "not found: check the path, or drop the file again.".into(),
        ),
        io::ErrorKind::PermissionDenied => warning(
            path,
            "lecture refusée : donnez-vous le droit de lire ce fichier, puis ajoutez-le de nouveau.".into(),
            "permission denied: give yourself the right to read this file, then add it again.".into(),
        ),
        _ => warning(
            path,
            format!("illisible ({error}) : vérifiez le disque ou copiez le fichier ailleurs."),
            format!("cannot be read ({error}): check the disk or copy the file elsewhere."),
        ),
    }
}

pub(super) fn too_large(path: &Path, bytes: u64, limit: u64) -> Warning {
    let mb = |b: u64| b / (1024 * 1024);
    warning(
        path,
        format!("{} Mo, trop gros (limite : {} Mo) : découpez-le en plusieurs fichiers.", mb(bytes), mb(limit)),
        format!("{} MB, too large (limit: {} MB): split it into several files.", mb(bytes), mb(limit)),
    )
}

pub(super) fn empty_file(path: &Path) -> Warning {
    warning(
        path,
        "fichier vide : il n'y a rien à lire ; enregistrez de nouveau l'article.".into(),
        "empty file: there is nothing to read; save the article again.".into(),
    )
}

pub(super) fn binary(path: &Path) -> Warning {
    warning(
        path,
        "ce n'est pas un texte malgré son nom : ouvrez-le dans son programme et enregistrez-le en texte.".into(),
        "not a text in spite of its name: open it in its own program and save it as text.".into(),
    )
}

pub(super) fn not_extracted(path: &Path, fr: &str, en: &str) -> Warning {
    warning(
        path,
        format!("article en {fr} : il est lu, daté et montré, mais Frise ne cherche d'événements qu'en français."),
        format!("article in {en}: it is read, dated and shown, but Frise looks for events in French only."),
    )
}

pub(super) fn damaged(path: &Path) -> Warning {
    warning(
        path,
        "le fichier est abîmé ou n'est pas ce que dit son nom : ouvrez-le dans son programme et enregistrez-le de nouveau."
            .into(),
        "the file is damaged or not what its name says: open it in its own program and save it again.".into(),
    )
}

pub(super) fn locked(path: &Path) -> Warning {
    warning(
        path,
        "protégé par un mot de passe : enregistrez-le sans mot de passe.".into(),
        "protected by a password: save it without one.".into(),
    )
}

pub(super) fn picture(path: &Path) -> Warning {
    warning(
        path,
        "ce sont des images de pages, sans texte : faites-en reconnaître le texte (OCR), puis ajoutez-le de nouveau."
            .into(),
        "these are pictures of pages, without text: run text recognition (OCR) on it, then add it again.".into(),
    )
}

pub(super) fn no_article(path: &Path) -> Warning {
    warning(
        path,
        "aucun article trouvé dans cette page : enregistrez la page de l'article même, une fois affichée.".into(),
        "no article found in this page: save the article's own page once it is shown.".into(),
    )
}

pub(super) fn limit(path: &Path, fr: &str, en: &str) -> Warning {
    warning(path, format!("{fr} : le reste n'est pas lu."), format!("{en}: the rest is not read."))
}

pub(super) fn no_text_column(path: &Path) -> Warning {
    warning(
        path,
        "aucune colonne de textes trouvée : nommez-la « texte » (et celle des dates « date »).".into(),
        "no column of texts found: call it \"text\" (and the one of days \"date\").".into(),
    )
}

pub(super) fn unknown_format(path: &Path) -> Warning {
    warning(
        path,
        "format qui n'est pas lu : enregistrez l'article en page web (.html), en PDF ou en texte (.txt).".into(),
        "not a format that is read: save the article as a web page (.html), as PDF or as text (.txt).".into(),
    )
}

pub(super) fn empty_folder(path: &Path) -> Warning {
    warning(
        path,
        "aucun article : ce dossier ne contient aucun fichier que Frise lit (.txt, .html…).".into(),
        "no article: this folder holds no file that Frise reads (.txt, .html…).".into(),
    )
}

pub(super) fn empty_archive(path: &Path) -> Warning {
    warning(
        path,
        "aucun article : cette archive ne contient aucun fichier que Frise lit (.txt, .html, .pdf…).".into(),
        "no article: this archive holds no file that Frise reads (.txt, .html, .pdf…).".into(),
    )
}

pub(super) fn and_more(path: &Path, more: usize) -> Warning {
    warning(
        path,
        format!("et {more} autres fichiers de cette archive ne sont pas lus."),
        format!("and {more} more files of this archive are not read."),
    )
}

pub(super) fn no_facts(path: &Path) -> Warning {
    warning(
        path,
        "aucun fait : ce dossier ne contient aucun fichier .toml.".into(),
        "no facts: this folder holds no .toml file.".into(),
    )
}

pub(super) fn link_loop(path: &Path) -> Warning {
    warning(
        path,
        "lien vers un dossier qui le contient : il n'est pas suivi ; le reste est lu.".into(),
        "link to a folder that contains it: it is not followed; the rest is read.".into(),
    )
}

pub(super) fn special(path: &Path) -> Warning {
    warning(
        path,
        "ni un fichier ni un dossier : il n'est pas lu.".into(),
        "neither a file nor a folder: it is not read.".into(),
    )
}
