//! The program as a user runs it from a shell: real files, real output, exit codes.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn frise(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frise"))
        .args(args)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("LC_ALL", "fr_FR.UTF-8")
        .output()
        .expect("the program starts")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("standard output is JSON")
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data")
}

fn folder(articles: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in articles {
        std::fs::write(dir.path().join(name), text).expect("a temporary file");
    }
    dir
}

#[test]
fn the_sample_gives_events_whose_passages_stand_in_their_articles() {
    let out = frise(&["extract", sample().to_str().expect("UTF-8"), "--today", "2026-01-01"]);
    assert!(out.status.success());
    let value = json(&out);
    assert_eq!(value["version"], 1);
    let articles = value["articles"].as_array().expect("articles");
    assert!(articles.len() >= 30, "{} articles", articles.len());
    assert_eq!(value["warnings"].as_array().map(Vec::len), Some(0));
    let events = value["events"].as_array().expect("events");
    assert!(events.len() >= 100, "{} events", events.len());
    for event in events {
        let passages = event["passages"].as_array().expect("passages");
        assert!(!passages.is_empty(), "{event}");
        for p in passages {
            let article = articles.iter().find(|a| a["id"] == p["article"]).expect("the passage's article");
            let text = std::fs::read_to_string(article["path"].as_str().expect("a path")).expect("the article's file");
            let (start, end) = (p["start"].as_u64().expect("start") as usize, p["end"].as_u64().expect("end") as usize);
            let words: String = text.chars().skip(start).take(end - start).collect();
            assert_eq!(Some(words.as_str()), p["text"].as_str());
        }
        let title = event["title"].as_str().expect("a title");
        assert!(!title.is_empty() && title.chars().count() <= 90, "{title}");
    }
    let kinds: std::collections::BTreeSet<&str> = events.iter().filter_map(|e| e["kind"].as_str()).collect();
    assert!(kinds.len() >= 12, "only {kinds:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let path = sample();
    let args = ["extract", path.to_str().expect("UTF-8"), "--format", "jsonl", "--today", "2026-01-01"];
    assert_eq!(frise(&args).stdout, frise(&args).stdout);
}

#[test]
fn a_crawl_month_is_kept_as_a_header_and_not_taken_for_the_day() {
    let dir = folder(&[(
        "a.txt",
        " date 2022-01 Les Etats-Unis ont accusé vendredi la Corée du Nord d'avoir piraté Sony Pictures. \
         Mercredi, le studio avait renoncé à la sortie de son film. Le président Barack Obama a promis une réponse.",
    )]);
    let value = json(&frise(&["extract", dir.path().to_str().expect("UTF-8")]));
    let published = &value["articles"][0]["published"];
    assert_eq!(published["header"], "2022-01");
    assert!(published["edtf"].as_str().expect("a date").starts_with("2014-12"), "{published}");
    let header = published["evidence"]
        .as_array()
        .expect("evidence")
        .iter()
        .find(|c| c["rule"] == "crawl_header")
        .expect("the header is a clue");
    assert_eq!(header["refused"], true);
}

#[test]
fn an_accusation_has_its_parties_its_day_and_its_words() {
    let dir = folder(&[(
        "depeche_2020-10-13.txt",
        "Oslo accuse Moscou\n\nLa Norvège a accusé mardi la Russie d'avoir piraté la messagerie de son Parlement. L'ambassade russe a rejeté ces accusations.",
    )]);
    let value = json(&frise(&["extract", dir.path().to_str().expect("UTF-8")]));
    let events = value["events"].as_array().expect("events");
    let accusation = events.iter().find(|e| e["kind"] == "attribute").expect("an accusation");
    assert_eq!(accusation["actors"], serde_json::json!(["NO"]));
    assert_eq!(accusation["targets"], serde_json::json!(["RU"]));
    assert_eq!(accusation["date"]["edtf"], "2020-10-13");
    let denial = events.iter().find(|e| e["kind"] == "deny").expect("a denial");
    assert_eq!(denial["actors"], serde_json::json!(["RU"]));
}

#[test]
fn an_article_from_standard_input_is_answered_on_one_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_frise"))
        .args(["extract", "--stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let line = "{\"id\":\"x\",\"published\":\"2020-10-13\",\"text\":\"La Norvège a accusé mardi la Russie d'avoir piraté son Parlement.\"}\nno json\n";
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), line.as_bytes()).expect("the program reads");
    let out = child.wait_with_output().expect("the program ends");
    assert!(out.status.success());
    let lines: Vec<&str> = std::str::from_utf8(&out.stdout).expect("UTF-8").lines().collect();
    assert_eq!(lines.len(), 1);
    let value: Value = serde_json::from_str(lines[0]).expect("JSON");
    assert_eq!(value["article"]["published"]["edtf"], "2020-10-13");
    assert!(!value["events"].as_array().expect("events").is_empty());
    assert!(String::from_utf8_lossy(&out.stderr).contains('2'), "the bad line is named");
}

#[test]
fn an_empty_folder_gives_empty_lists_a_warning_and_exit_code_one() {
    let dir = folder(&[]);
    let out = frise(&["extract", dir.path().to_str().expect("UTF-8")]);
    assert_eq!(out.status.code(), Some(1));
    let value = json(&out);
    assert_eq!(value["articles"], serde_json::json!([]));
    assert_eq!(value["events"], serde_json::json!([]));
    assert_eq!(value["warnings"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_article_in_another_language_is_dated_and_shown_and_said_not_to_be_extracted() {
    let german = "Die norwegische Regierung hat am Dienstag Russland für den Angriff auf ihr Parlament im August \
                  verantwortlich gemacht. Moskau wies den Vorwurf zurück und sprach von einer Provokation.";
    let dir =
        folder(&[("de.txt", german), ("fr.txt", "La Norvège a accusé mardi la Russie d'avoir piraté son parlement.")]);
    let value = json(&frise(&["extract", dir.path().to_str().expect("UTF-8"), "--today", "2026-01-01"]));
    assert_eq!(value["articles"].as_array().map(Vec::len), Some(2));
    assert_eq!(value["articles"][0]["language"], "de");
    let events = value["events"].as_array().expect("events");
    assert!(!events.is_empty());
    for event in events {
        assert_eq!(event["passages"][0]["article"], "fr.txt", "{event}");
    }
    let said = value["warnings"].to_string();
    assert!(said.contains("de.txt") && said.contains("article en allemand"), "{said}");
}

#[test]
fn wrong_arguments_give_exit_code_two() {
    assert_eq!(frise(&["extract"]).status.code(), Some(2));
    assert_eq!(frise(&["figure", "x", "-o", "y.png", "--scale", "much"]).status.code(), Some(2));
    assert_eq!(frise(&["--theme", "dark", "extract", "x"]).status.code(), Some(2), "the window's option");
}

#[test]
fn options_of_all_commands_may_stand_before_the_command_as_well() {
    let path = sample();
    let path = path.to_str().expect("UTF-8");
    let after = frise(&["extract", path, "--lang", "en", "--today", "2026-01-01"]);
    let before = frise(&["--lang", "en", "--today", "2026-01-01", "extract", path]);
    assert_eq!(before.status.code(), Some(0), "{}", String::from_utf8_lossy(&before.stderr));
    assert_eq!(json(&before), json(&after));
}

#[test]
fn csv_is_a_table_with_one_line_an_event() {
    let path = sample();
    let out = frise(&["extract", path.to_str().expect("UTF-8"), "--format", "csv"]);
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(text.starts_with("id,date,kind,actors,targets,certainty,title,sources,passage\n"));
    assert!(text.lines().count() > 100);
}

#[test]
fn facts_of_the_users_own_count_and_what_is_wrong_in_them_is_said() {
    let articles = folder(&[(
        "a.txt",
        "Séoul, 3 mars 2021. L'Hexagonie a accusé la Corée du Nord d'avoir piraté son Parlement.\n",
    )]);
    let facts = folder(&[(
        "pays.toml",
        "[[country]]\ncode = 'FR'\nfr = 'France'\nen = 'France'\nregion = 'europe'\nnames = ['Hexagonie']\n\
         [[group]]\nname = 'X'\nstate = 'XX'\n",
    )]);
    let (articles, facts) = (articles.path().to_str().expect("UTF-8"), facts.path().to_str().expect("UTF-8"));
    let parties = |args: &[&str]| {
        let out = frise(args);
        let events = json(&out)["events"].to_string();
        (events.contains("\"FR\""), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let today = ["--today", "2026-01-01"];
    assert!(!parties(&[&["extract", articles][..], &today].concat()).0);
    let (found, said) = parties(&[&["extract", articles, "--facts", facts][..], &today].concat());
    assert!(found);
    assert!(said.contains("pays.toml") && said.contains("ligne 7, « X »"), "{said}");
}

#[test]
fn a_list_from_an_older_spreadsheet_is_read_with_its_accents() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let text = "titre;jour;acteurs;type;certitude\nÉlections piratées;juin 2017;États-Unis;attack;allégué\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let [list, project, out] = ["liste.csv", "liste.frise", "sortie.csv"].map(|name| dir.path().join(name));
    std::fs::write(&list, &bytes).expect("a temporary file");
    let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let told = frise(&["import", &path(&list), "-o", &path(&project)]);
    assert!(told.status.success() && told.stderr.is_empty(), "{told:?}");
    assert!(frise(&["export", &path(&project), "-o", &path(&out)]).status.success());
    let written = std::fs::read_to_string(&out).expect("the table");
    let line = written.lines().nth(1).expect("one event");
    assert!(
        line.contains("Élections piratées") && line.contains(",2017-06,attack,") && line.contains(",alleged,"),
        "{line}"
    );
}
