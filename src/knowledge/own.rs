//! A user's own file of facts, read entry by entry: what is wrong with one is said with its line, and the rest goes on.
//! It does not know what the entries mean.

use super::KnowledgeError;
use super::form::Form;

/// What can be read of `text`, and what is wrong with the rest.
pub(super) fn read(file: &str, text: &str) -> (Form, Vec<KnowledgeError>) {
    let mut form = Form::default();
    let mut errors = Vec::new();
    for (line, entry) in entries(text.trim_start_matches('\u{feff}')) {
        match toml::from_str::<Form>(entry) {
            Ok(mut read) => {
                read.place(line);
                form.append(read);
            }
            Err(e) => errors.push(no_form(file, entry, line, &e)),
        }
    }
    (form, errors)
}

/// The error of a reader who was given `text`, which begins on `line` of the file.
pub(super) fn no_form(file: &str, text: &str, line: usize, error: &toml::de::Error) -> KnowledgeError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    KnowledgeError::Form {
        file: file.to_owned(),
        line: line + before.matches('\n').count(),
        message: error.message().trim().replace('\n', ", "),
    }
}

/// What stands before the first entry, then every entry from its `[[…]]` on, each with the number of its first line.
fn entries(text: &str) -> Vec<(usize, &str)> {
    let mut starts = vec![(1, 0)];
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if opens_entry(line) {
            starts.push((number + 1, offset));
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([text.len()]);
    starts.iter().zip(ends).map(|((line, start), end)| (*line, &text[*start..end])).collect()
}

fn opens_entry(line: &str) -> bool {
    let bare = line.split('#').next().unwrap_or_default().trim();
    let name = bare.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    name.is_some_and(|name| !name.is_empty() && name.trim().chars().all(|c| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;
    use std::path::PathBuf;

    fn with(text: &str) -> (Knowledge, Vec<String>) {
        let (knowledge, warnings) = Knowledge::builtin().with_own(&[(PathBuf::from("mes.toml"), text.to_owned())]);
        let said = |w: &crate::model::Warning| format!("{}: {}", w.path.display(), w.message.fr);
        (knowledge, warnings.iter().map(said).collect())
    }

    #[test]
    fn a_file_of_the_user_adds_and_corrects() {
        let (knowledge, warnings) = with(
            "[[group]]\nname = 'Hafnium'\nstate = 'RU'\n\n[[incident]]\nid = 'essai'\nfr = 'Essai'\nen = 'Trial'\n\
             words = [['Essai de Lyon']]\nmilestones = [{ kind = 'attack', date = '2020-01' }]\n",
        );
        assert_eq!(warnings, [""; 0]);
        assert_eq!(knowledge.find("le groupe Hafnium")[0].party.map(|p| p.to_string()).as_deref(), Some("RU"));
        assert_eq!(knowledge.incidents("après l'Essai de Lyon").len(), 1);
        assert_eq!(knowledge.countries.len(), Knowledge::builtin().countries.len());
    }

    #[test]
    fn an_incident_told_anew_replaces_the_one_carried() {
        let (knowledge, warnings) = with(
            "[[incident]]\nid = 'sony-pictures-2014'\nfr = 'Sony'\nen = 'Sony'\nwords = [['Sony de 2014']]\n\
             milestones = [{ kind = 'attack', date = '2014-11-24', checked = true, document = 'moi' }]\n",
        );
        assert_eq!(warnings, [""; 0]);
        let told = |text: &str| knowledge.incidents(text).len();
        assert_eq!((told("Sony Pictures"), told("l'affaire Sony de 2014")), (0, 1));
        assert!(knowledge.milestones_named("l'affaire Sony de 2014 : enquête conjointe").is_empty());
        assert_eq!(knowledge.incidents.len(), Knowledge::builtin().incidents.len());
    }

    #[test]
    fn a_country_told_anew_gets_more_names() {
        let text = "[[country]]\ncode = 'FR'\nfr = 'France'\nen = 'France'\nregion = 'europe'\nnames = ['Hexagonie']\n";
        let (knowledge, warnings) = with(text);
        assert_eq!(warnings, [""; 0]);
        let found = knowledge.find("l'Hexagonie et les Français de Paris");
        assert_eq!(found.iter().filter(|n| n.party.is_some_and(|p| p.code() == "FR")).count(), 3);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_the_rest_goes_on() {
        let (knowledge, warnings) = with(
            "# mes faits\n[[group]]\nname = 'Groupe A'\nstate = 'XX'\n[[group]]\nname = 'Groupe B'\nstate = 'CN'\n\
             [[group]]\nname = 'Groupe C'\netat = 'CN'\n[[organisation]]\nkind = 'firm\n[[person]]\nname = 'Jean Essai'\n\
             [[incident]]\nid = 'x'\nfr = ''\nen = ''\nwords = [['x y z']]\n\
             milestones = [{ kind = 'attack', date = '2020-01', checked = true }]\n",
        );
        assert_eq!(knowledge.find("le Groupe B et le Groupe A").len(), 1);
        assert_eq!(warnings.len(), 5, "{warnings:#?}");
        assert_eq!(
            warnings[0],
            "mes.toml: ligne 2, « Groupe A » : XX n'est pas un pays ni une organisation de countries.toml ; cette entrée \
             est laissée de côté."
        );
        assert!(warnings[1].starts_with("mes.toml: ligne 10 : "), "{}", warnings[1]);
        assert!(warnings[2].starts_with("mes.toml: ligne 12 : "), "{}", warnings[2]);
        assert!(warnings[3].starts_with("mes.toml: ligne 13, « Jean Essai » : "), "{}", warnings[3]);
        assert!(warnings[4].contains("ligne 15, « x » : `checked` demande un jour"), "{}", warnings[4]);
    }

    #[test]
    fn a_file_that_is_no_toml_costs_nothing_else() {
        let (knowledge, warnings) = with("ceci n'est pas du TOML\n");
        assert_eq!((knowledge.groups.len(), warnings.len()), (Knowledge::builtin().groups.len(), 1));
        assert!(warnings[0].starts_with("mes.toml: ligne 1 : "), "{}", warnings[0]);
    }

    #[test]
    fn a_file_may_have_the_name_of_one_that_frise_carries() {
        let file = (PathBuf::from("groups.toml"), "[[group]]\nname = 'Hafnium'\nstate = 'RU'\n".to_owned());
        let (knowledge, warnings) = Knowledge::builtin().with_own(&[file]);
        assert_eq!(warnings.len(), 0);
        assert_eq!(knowledge.find("Hafnium")[0].party.map(|p| p.to_string()).as_deref(), Some("RU"));
    }
}
