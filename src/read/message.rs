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
        format!(
            "{} Mo, trop gros pour un article (limite : {} Mo) : découpez-le en un fichier par article.",
            mb(bytes),
            mb(limit)
        ),
        format!(
            "{} MB, too large for an article (limit: {} MB): split it into one file an article.",
            mb(bytes),
            mb(limit)
        ),
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
        "ce n'est pas un texte malgré son nom : ouvrez-le dans son programme et enregistrez-le en texte UTF-8.".into(),
        "not a text in spite of its name: open it in its own program and save it as UTF-8 text.".into(),
    )
}

pub(super) fn not_utf8(path: &Path, at: usize) -> Warning {
    warning(
        path,
        format!("ce n'est pas de l'UTF-8 (octet {at}) : enregistrez-le de nouveau avec l'encodage UTF-8."),
        format!("not UTF-8 (byte {at}): save it again with the UTF-8 encoding."),
    )
}

pub(super) fn unknown_format(path: &Path) -> Warning {
    warning(
        path,
        "format non lu pour l'instant : enregistrez l'article en texte (.txt, UTF-8).".into(),
        "format not read yet: save the article as text (.txt, UTF-8).".into(),
    )
}

pub(super) fn empty_folder(path: &Path) -> Warning {
    warning(
        path,
        "aucun article : ce dossier ne contient aucun fichier .txt.".into(),
        "no article: this folder holds no .txt file.".into(),
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
