//! An edit that was acknowledged is never lost and a project is never damaged: killed processes, full disks, write
//! protection, newer and spoilt files. The tests start themselves again as the program that is killed.

mod desk_kit;

use desk_kit::corpus;
use frise::model::{EventId, Lang};
use frise::project::{Access, Answer, Change, Desk, Edit, Extraction, Order, What, Wish, Worker, salvage};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PROJECT: &str = "FRISE_TEST_PROJECT";

/// Numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

fn id(name: &str) -> EventId {
    EventId(name.into())
}

fn note(n: usize) -> Wish {
    // Long enough that a thousand of them fill more than a few pages.
    Wish::Change(id("une.txt/0"), Change::Note(format!("note {n} {}", "mot ".repeat(20))))
}

/// The numbers of the notes in the log, in order.
fn notes(desk: &Desk) -> Vec<usize> {
    let number = |edit: &Edit| match edit {
        Edit::Event { change: Change::Note(note), .. } => note.split(' ').nth(1).and_then(|n| n.parse().ok()),
        _ => None,
    };
    desk.log().live().iter().filter_map(|(_, edit)| number(edit)).collect()
}

fn new_project(path: &Path) {
    let mut desk = Desk::create(Some(path)).expect("created");
    desk.read_again(Extraction::new(corpus(3)), Vec::new(), "test");
    desk.keep_reading().expect("kept");
}

/// The part of the process that is killed: edits the project that the environment names, and says after each edit that
/// it was acknowledged.
#[test]
#[ignore = "run by the other tests in a process of its own"]
fn the_process_that_edits() {
    let path = std::env::var_os(PROJECT).expect("a project");
    let (mut desk, ..) = Desk::open(Path::new(&path)).expect("opened");
    let first = notes(&desk).len();
    for n in first..first + 4000 {
        match desk.perform(&note(n)) {
            Ok(done) => assert!(done),
            Err(trouble) => {
                let said = format!("refused {:?}\n", trouble.what);
                std::io::stdout().write_all(said.as_bytes()).expect("told");
                return;
            }
        }
        std::io::stdout().write_all(format!("done {n}\n").as_bytes()).expect("told");
        if n % 50 == 49 {
            desk.keep_reading().expect("kept");
        }
    }
}

fn start(path: &Path, prefix: &str) -> Child {
    start_as("the_process_that_edits", path, prefix)
}

fn start_as(what: &str, path: &Path, prefix: &str) -> Child {
    let me = std::env::current_exe().expect("this program");
    let run = format!("{prefix} exec \"$0\" --ignored --exact {what} --nocapture");
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(run).arg(me).env(PROJECT, path).stdout(Stdio::piped()).stderr(Stdio::null());
    shell.spawn().expect("started")
}

/// The part of the process whose disk is full when it has read articles: says what the desk answers.
#[test]
#[ignore = "run by the other tests in a process of its own"]
fn the_process_that_reads() {
    let path = std::env::var_os(PROJECT).expect("a project");
    let mut dice = Dice(5);
    let mut read = corpus(3);
    let mut more = read.articles[0].clone();
    more.id = frise::model::ArticleId("zéro.txt".into());
    // Letters that do not press.
    more.text = (0..200_000).map(|_| char::from(b'a' + dice.below(26) as u8)).collect::<String>().into();
    read.articles.push_back(more);
    let mut worker = Worker::start(std::sync::Arc::new(|| {}));
    worker.order(Order::Open(path.into()));
    for _ in 0..2 {
        worker.order(Order::Read { corpus: Box::new(read.clone()), paths: Vec::new(), made_by: "test".into() });
    }
    while worker.pending() > 0 {
        let said = match worker.poll() {
            Some(Answer::Unkept { status, why }) => {
                format!("unkept {:?} {} {}\n", why.what, status.shown.corpus.articles.len(), status.unkept)
            }
            Some(Answer::Done { .. }) => "done\n".to_owned(),
            _ => {
                std::thread::sleep(Duration::from_millis(5));
                continue;
            }
        };
        std::io::stdout().write_all(said.as_bytes()).expect("told");
    }
}

fn lines(child: &mut Child) -> std::sync::mpsc::Receiver<String> {
    let out = BufReader::new(child.stdout.take().expect("its output"));
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

#[test]
fn every_acknowledged_edit_outlives_a_killed_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tué.frise");
    new_project(&path);
    let (mut dice, mut acknowledged, mut kills) = (Dice(0x9E37_79B9_7F4A_7C15), 0, 0);
    while acknowledged < 1000 {
        let mut child = start(&path, "");
        let said = lines(&mut child);
        // From the first edit on, at any moment of the next ones: within an edit as well as between two.
        let first = said.iter().find(|l| l.starts_with("done ")).expect("a first edit");
        std::thread::sleep(Duration::from_micros(dice.below(400_000)));
        child.kill().expect("killed");
        child.wait().expect("ended");
        kills += 1;
        let last = said.iter().filter(|l| l.starts_with("done ")).last().unwrap_or(first);
        let last: usize = last.trim_start_matches("done ").parse().expect("a number");
        acknowledged = last + 1;
        let (mut desk, ..) = Desk::open(&path).unwrap_or_else(|e| panic!("after {kills} kills: {e}"));
        let kept = notes(&desk);
        // One more may have reached the disk without its word.
        assert!(kept.len() == acknowledged || kept.len() == acknowledged + 1, "{} of {acknowledged}", kept.len());
        assert!(kept.iter().copied().eq(0..kept.len()), "in order, without a gap");
        assert_eq!(*desk.extraction().corpus, corpus(3));
        acknowledged = kept.len();
        assert_eq!(desk.access(), &Access::Write, "a dead process holds no lock");
        desk.keep_view("{}").expect("still written to");
    }
    assert!(kills >= 3, "only {kills} kills");
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plein.frise");
    new_project(&path);
    // Blocks of 512 bytes: no file may grow beyond 100 KiB. The signal that goes with it is ignored, as on a full disk.
    let mut child = start(&path, "trap '' XFSZ; ulimit -f 200;");
    let said: Vec<String> = lines(&mut child).iter().collect();
    child.wait().expect("ended");
    let done = said.iter().filter(|l| l.starts_with("done ")).count();
    assert!(done > 20, "{done} edits before the disk was full");
    assert!(said.iter().any(|l| l == "refused Full"), "{:?}", said.last());
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    assert_eq!(notes(&desk).len(), done, "all that was acknowledged and nothing that was refused");
    assert_eq!(desk.perform(&note(done)), Ok(true), "once there is room again, work goes on");
}

#[test]
fn a_reading_that_does_not_fit_on_the_disk_is_shown_and_said_to_be_unsaved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plein.frise");
    new_project(&path);
    let mut child = start_as("the_process_that_reads", &path, "trap '' XFSZ; ulimit -f 200;");
    let said: Vec<String> = lines(&mut child).iter().filter(|l| l.contains("done") || l.contains("unkept")).collect();
    child.wait().expect("ended");
    // The second time as well: what is shown is still not written.
    assert_eq!(said, ["unkept Full 4 true", "unkept Full 4 true"]);
    let (desk, ..) = Desk::open(&path).expect("opened");
    assert_eq!(*desk.extraction().corpus, corpus(3), "the file has the reading before");
}

#[test]
fn a_write_protected_project_is_read_and_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("protégé.frise");
    new_project(&path);
    let mut permissions = std::fs::metadata(&path).expect("its facts").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("protected");
    let before = std::fs::read(&path).expect("read");
    let (mut desk, ..) = Desk::open(&path).expect("opened to read");
    assert_eq!(desk.access(), &Access::Read(What::Protected));
    assert_eq!(*desk.extraction().corpus, corpus(3));
    let refused = desk.perform(&note(0)).expect_err("refused");
    assert_eq!(refused.what, What::Protected);
    assert!(desk.log().is_empty() && desk.shown().events.is_empty());
    assert_eq!(std::fs::read(&path).expect("read"), before);
    let copy = folder.path().join("copie.frise");
    desk.save_as(&copy).expect("saved");
    assert_eq!(desk.perform(&note(0)), Ok(true), "the copy can be changed");
}

#[test]
fn a_newer_project_and_what_is_no_project_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let newer = folder.path().join("demain.frise");
    new_project(&newer);
    rusqlite::Connection::open(&newer).expect("opened").pragma_update(None, "user_version", 99).expect("written");
    let foreign = folder.path().join("autre.sqlite");
    rusqlite::Connection::open(&foreign).expect("opened").execute_batch("CREATE TABLE t(x)").expect("written");
    let text = folder.path().join("note.txt");
    std::fs::write(&text, "Ceci est un article.").expect("written");
    let empty = folder.path().join("vide.frise");
    std::fs::write(&empty, "").expect("written");
    let missing = folder.path().join("absent.frise");
    for (path, what) in [
        (&newer, What::Newer(99)),
        (&foreign, What::NotAProject),
        (&text, What::NotAProject),
        (&empty, What::Damaged("header".into())),
        (&missing, What::Missing),
        (&folder.path().to_path_buf(), What::NotAProject),
    ] {
        let before = std::fs::read(path).ok();
        let trouble = Desk::open(path).map(|_| ()).expect_err("refused");
        assert_eq!(trouble.what, what, "{}", path.display());
        for lang in [Lang::Fr, Lang::En] {
            let sentence = trouble.sentence(lang);
            let name = path.file_name().expect("a name").to_string_lossy();
            assert!(sentence.starts_with(name.as_ref()) && sentence.ends_with('.'), "{sentence}");
        }
        assert_eq!(std::fs::read(path).ok(), before, "{} was touched", path.display());
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 4, "nothing was left behind");
}

#[test]
fn a_spoilt_project_is_refused_or_whole_but_never_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("entier.frise");
    new_project(&path);
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    for n in 0..40 {
        desk.perform(&note(n)).expect("done");
    }
    desk.keep_view("{\"vue\":1}").expect("kept");
    let (shown, log) = (desk.shown().clone(), desk.log().clone());
    drop(desk);
    let whole = std::fs::read(&path).expect("read");
    let mut dice = Dice(42);
    let mut spoilt: Vec<(String, Vec<u8>)> = Vec::new();
    for cut in [1, 15, 16, 99, 100, 4095, 4096, 8192, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        spoilt.push((format!("cut at {cut}"), whole[..cut].to_vec()));
    }
    for _ in 0..400 {
        let (at, bit) = (dice.below(whole.len() as u64) as usize, dice.below(8));
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << bit;
        spoilt.push((format!("bit {bit} of byte {at}"), bytes));
    }
    for _ in 0..40 {
        let at = dice.below(whole.len() as u64 - 600) as usize;
        let mut bytes = whole.clone();
        bytes[at..at + 512].fill(0);
        spoilt.push((format!("zeros from {at}"), bytes));
    }
    let (mut refused, mut whole_all_the_same) = (0, 0);
    for (how, bytes) in spoilt {
        let copy = folder.path().join("abîmé.frise");
        std::fs::write(&copy, &bytes).expect("written");
        match Desk::open(&copy) {
            Ok((desk, view, _)) => {
                whole_all_the_same += 1;
                assert_eq!(*desk.extraction().corpus, corpus(3), "{how}");
                assert_eq!((desk.shown(), desk.log()), (&shown, &log), "{how}");
                assert_eq!(view, "{\"vue\":1}", "{how}");
            }
            Err(trouble) => {
                refused += 1;
                let told = matches!(trouble.what, What::Damaged(_) | What::NotAProject | What::Newer(_));
                assert!(told, "{how}: {trouble}");
                assert_eq!(std::fs::read(&copy).expect("read"), bytes, "{how}: the file was touched");
            }
        }
        std::fs::remove_file(&copy).expect("removed");
    }
    assert!(refused > 100 && whole_all_the_same > 0, "{refused} refused, {whole_all_the_same} whole");
}

#[test]
fn what_can_be_read_of_a_damaged_project_is_saved_and_the_damaged_file_is_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("entier.frise");
    new_project(&path);
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    for n in 0..200 {
        desk.perform(&note(n)).expect("done");
    }
    drop(desk);
    let whole = std::fs::read(&path).expect("read");
    let mut dice = Dice(7);
    let (mut saved, mut edits, mut texts) = (0, 0, 0);
    for round in 0..60 {
        let mut bytes = whole.clone();
        if round % 10 == 0 {
            bytes[..16].fill(0);
        } else if round % 10 == 1 {
            bytes.truncate(whole.len() / 4 * 3);
        } else {
            let at = dice.below(whole.len() as u64 - 600) as usize;
            bytes[at..at + 512].fill(0xA5);
        }
        let damaged = folder.path().join(format!("abîmé-{round}.frise"));
        std::fs::write(&damaged, &bytes).expect("written");
        if Desk::open(&damaged).is_ok() {
            continue;
        }
        let found = salvage(&damaged);
        assert_eq!(std::fs::read(&damaged).expect("read"), bytes, "{round}: the damaged file was touched");
        let Ok(found) = found else { continue };
        let (mut desk, ..) = Desk::open(&found.path).unwrap_or_else(|e| panic!("{round}: {e}"));
        let kept = notes(&desk);
        assert!(kept.windows(2).all(|w| w[0] < w[1]), "in order");
        for article in &desk.extraction().corpus.articles {
            assert!(corpus(3).articles.iter().any(|a| a.text == article.text), "{round}: a text that was never there");
        }
        (saved, edits, texts) = (saved + 1, edits + kept.len(), texts + desk.extraction().corpus.articles.len());
        // Read again, the corrections find their events.
        desk.read_again(Extraction::new(corpus(3)), Vec::new(), "test");
        assert!(kept.is_empty() || desk.shown().orphans.is_empty());
        drop(desk);
        std::fs::remove_file(&found.path).expect("removed");
    }
    assert!(saved >= 30, "{saved} saved");
    assert!(
        edits > saved * 150 && texts > saved * 2,
        "{edits} of {} corrections, {texts} of {} texts",
        saved * 200,
        saved * 3
    );
}

/// What stands beside a project: how its name ends, and its bytes.
type Beside<'a> = Option<(&'a str, &'a [u8])>;

/// Every file of a folder with its bytes.
fn listed(folder: &Path) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("listed").flatten();
    let mut files: Vec<_> = entries.map(|e| (e.file_name(), std::fs::read(e.path()).expect("read"))).collect();
    files.sort();
    files
}

#[test]
fn a_refused_project_stays_as_a_killed_program_left_it_to_the_last_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tué.frise");
    new_project(&path);
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    for n in 0..60 {
        desk.perform(&note(n)).expect("done");
    }
    let log = std::fs::read(folder.path().join("tué.frise-wal")).expect("a log");
    desk.rest();
    let gathered = std::fs::read(&path).expect("read");
    drop(desk);
    // Killed within a change of the whole file: half of it stands there, and the way back beside it.
    let db = rusqlite::Connection::open(&path).expect("opened");
    let half =
        "PRAGMA cache_size = 1; BEGIN; UPDATE log SET body = body || ' '; UPDATE texts SET body = body || x'00';";
    db.execute_batch(half).expect("half done");
    let (midst, journal) = (
        std::fs::read(&path).expect("read"),
        std::fs::read(folder.path().join("tué.frise-journal")).expect("a journal"),
    );
    drop(db);
    let left: [(&str, &[u8], Beside<'_>); 4] = [
        ("at rest", &std::fs::read(&path).expect("read"), None),
        ("its log taken in", &gathered, None),
        ("with its log", &gathered, Some(("-wal", &log))),
        ("within a change", &midst, Some(("-journal", &journal))),
    ];
    let (mut dice, mut refused) = (Dice(3), 0);
    for (how, bytes, beside) in left {
        let mut spoilt: Vec<(String, Vec<u8>)> = vec![
            ("half".into(), bytes[..bytes.len() / 2].to_vec()),
            ("cut".into(), bytes[..bytes.len() - 1000].to_vec()),
            ("nearly nothing".into(), bytes[..150].to_vec()),
        ];
        let mut newer = bytes.to_vec();
        newer[63] = 99;
        spoilt.push(("newer".into(), newer));
        for _ in 0..25 {
            let (at, mut flipped) = (dice.below(bytes.len() as u64 - 8) as usize, bytes.to_vec());
            flipped[at..at + 8].iter_mut().for_each(|byte| *byte ^= 0x55);
            spoilt.push((format!("flipped from {at}"), flipped));
        }
        for (what, bytes) in spoilt {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("abîmé.frise");
            std::fs::write(&path, &bytes).expect("written");
            if let Some((end, bytes)) = beside {
                std::fs::write(folder.path().join(format!("abîmé.frise{end}")), bytes).expect("written");
            }
            let before = listed(folder.path());
            if Desk::open(&path).is_err() {
                refused += 1;
                assert!(listed(folder.path()) == before, "{how}, {what}: something was touched or left behind");
            }
        }
    }
    assert!(refused > 30, "{refused} refused");
    // What is in order is taken back and opened.
    let whole = folder.path().join("entier.frise");
    std::fs::write(&whole, &midst).expect("written");
    std::fs::write(folder.path().join("entier.frise-journal"), &journal).expect("written");
    let (desk, ..) = Desk::open(&whole).expect("opened");
    assert_eq!((notes(&desk).len(), desk.access()), (60, &Access::Write));
}

#[test]
fn half_a_file_gives_what_it_holds_and_the_log_beside_it_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("entier.frise");
    new_project(&path);
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    for n in 0..400 {
        desk.perform(&note(n)).expect("done");
    }
    drop(desk);
    let whole = std::fs::read(&path).expect("read");
    let mut most = usize::MAX;
    for eighths in (2..8).rev() {
        let cut = folder.path().join(format!("coupé-{eighths}.frise"));
        std::fs::write(&cut, &whole[..whole.len() * eighths / 8]).expect("written");
        let saved = salvage(&cut).unwrap_or_else(|e| panic!("{eighths}: {e}"));
        assert!(saved.cut, "{eighths}");
        assert!(saved.edits < most && saved.edits > 20 * eighths, "{eighths}: {saved:?}");
        most = saved.edits;
        let (desk, ..) = Desk::open(&saved.path).expect("opened");
        assert_eq!(notes(&desk).len(), saved.edits, "the number that is told is what is there");
    }
    // Killed with its edits in the log, then spoilt.
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    for n in 400..420 {
        desk.perform(&note(n)).expect("done");
    }
    let spoilt = folder.path().join("tué.frise");
    let mut bytes = std::fs::read(&path).expect("read");
    bytes[..4096].fill(0);
    std::fs::write(&spoilt, bytes).expect("written");
    std::fs::copy(folder.path().join("entier.frise-wal"), folder.path().join("tué.frise-wal")).expect("copied");
    let saved = salvage(&spoilt).expect("saved");
    assert_eq!((saved.edits, saved.lost), (420, 0), "{saved:?}");
}

#[test]
fn what_is_saved_is_neither_doubled_nor_done_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("entier.frise");
    let mut twice = corpus(3);
    let mut copy = twice.articles[0].clone();
    copy.id = frise::model::ArticleId("copie.txt".into());
    copy.path = "copie.txt".into();
    twice.articles.push_back(copy);
    let mut desk = Desk::create(Some(&path)).expect("created");
    desk.read_again(Extraction::new(twice), Vec::new(), "test");
    desk.keep_reading().expect("kept");
    for n in 0..10 {
        desk.perform(&note(n)).expect("done");
    }
    for _ in 0..7 {
        desk.perform(&Wish::Undo).expect("undone");
    }
    drop(desk);
    let whole = std::fs::read(&path).expect("read");
    for page in [0, 1, 3] {
        let damaged = folder.path().join(format!("abîmé-{page}.frise"));
        let mut bytes = whole.clone();
        bytes[page * 4096..page * 4096 + 100].fill(0);
        std::fs::write(&damaged, bytes).expect("written");
        let saved = salvage(&damaged).expect("saved");
        let (desk, ..) = Desk::open(&saved.path).expect("opened");
        let texts: Vec<String> = desk.extraction().corpus.articles.iter().map(|a| a.text.to_string()).collect();
        let of = |text: &str| texts.iter().filter(|t| *t == text).count();
        assert!(
            texts.iter().all(|t| of(t) <= if *t == *corpus(3).articles[0].text { 2 } else { 1 }),
            "{page}: {texts:?}"
        );
        assert_eq!(texts.len(), saved.articles, "{page}");
        let kept = notes(&desk);
        assert_eq!(kept.len(), saved.edits, "{page}");
        assert!(kept.iter().all(|n| *n < 3), "{page}: {kept:?}");
        assert_eq!(desk.history(Lang::Fr).1, None);
    }
}

#[test]
fn a_copy_of_a_project_at_rest_holds_all_edits_also_while_it_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ouvert.frise");
    new_project(&path);
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    for n in 0..5 {
        desk.perform(&note(n)).expect("done");
        desk.rest();
    }
    let copy = folder.path().join("copie.frise");
    std::fs::copy(&path, &copy).expect("copied");
    let (copied, ..) = Desk::open(&copy).expect("opened");
    assert_eq!(notes(&copied), [0, 1, 2, 3, 4]);
}

#[test]
fn a_protected_project_that_was_left_in_the_midst_of_its_log_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("travail.frise");
    new_project(&path);
    let (mut desk, ..) = Desk::open(&path).expect("opened");
    desk.perform(&note(0)).expect("done");
    // As a killed program leaves them, with the log and without it.
    let copy = folder.path().join("copie.frise");
    std::fs::copy(&path, &copy).expect("copied");
    std::fs::copy(folder.path().join("travail.frise-wal"), folder.path().join("copie.frise-wal")).expect("copied");
    let bare = folder.path().join("nue.frise");
    std::fs::copy(&path, &bare).expect("copied");
    drop(desk);
    for (path, edits) in [(&copy, 1), (&bare, 0)] {
        let mut permissions = std::fs::metadata(path).expect("its facts").permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(path, permissions).expect("protected");
        let (desk, ..) = Desk::open(path).expect("opened to read");
        assert_eq!((desk.access(), notes(&desk).len()), (&Access::Read(What::Protected), edits));
    }
}
