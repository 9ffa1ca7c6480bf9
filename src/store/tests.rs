#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use jiff::Timestamp;
use rusqlite::Connection;

use super::*;
use crate::guide::QuestionKey;
use crate::interview::{Answer, Ending, Mode, Stage};
use crate::mark::{Chances, Evidence, Mark, Status, Why};
use crate::plan::Plan;
use crate::progress::{Card, Memory, Recall};
use crate::scoring::fixture::{guide, plan};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn record(text: &str, state: SessionState) -> SessionRecord {
    SessionRecord {
        guide: "shape".to_owned(),
        mode: Mode::Mock,
        candidate: Some("Ada".to_owned()),
        plan: Plan { pace: 1.5, ..plan(&guide()) },
        state,
        interrupted: false,
        answers: vec![Answer {
            question: QuestionKey::number(1),
            text: text.to_owned(),
            used_ms: 61_000,
            ending: Ending::Open,
            flagged: true,
            prompted: vec![],
            hints: vec![],
            attempts: vec![],
        }],
        part_used_ms: vec![61_000, 0, 0, 0, 0],
        interview_used_ms: 65_000,
        candidate_questions: String::new(),
        stage: Stage::Question { part: 0, question: 0 },
    }
}

fn draft(text: &str) -> Draft {
    Draft { record: record(text, SessionState::Open), cursor: text.len() }
}

fn marks() -> Marks {
    // 0.1 + 0.2 is not 0.3: chances must come back to the last bit.
    let chances = Chances { missed: 0.1, partial: 0.1 + 0.2, covered: 1.0 - 0.1 - (0.1 + 0.2) };
    let quote =
        Evidence {
            start: 0, end: 5, text: "“né”".to_owned(), idea: "warms the pot".to_owned(), why: Why::Pattern
        };
    // Not in the order of their names.
    let warm =
        Mark { id: "warm".to_owned(), status: Status::Covered, chances, evidence: vec![quote], contradicted: false };
    let steep = Mark { contradicted: true, ..Mark::blank("steep") };
    let boil = Mark::blank("boil");
    let follow_up = vec![Mark::blank("milk")];
    Marks::from([(QuestionKey::number(1), vec![warm, steep, boil]), (QuestionKey::number(1).follow_up(0), follow_up)])
}

fn summary() -> Summary {
    let area = AreaScore { title: "Kitchen".to_owned(), score: Some(8), max: 10 };
    Summary { total: Some(8), verdict: ShortVerdict::Met, areas: vec![area] }
}

/// Begins and finishes a session; the record it was finished with.
fn finish(store: &mut Store, id: SessionId, second: i64, state: SessionState) -> SessionRecord {
    let record = record("warm the pot", state);
    let ended = Ended { at: at(second), record: &record, marks: &marks(), summary: &summary(), engine: 3 };
    store.finish_session(id, &ended).unwrap();
    record
}

fn begin(store: &mut Store, second: i64) -> SessionId {
    store.begin_session(at(second), &record("", SessionState::Open), &guide()).unwrap()
}

#[test]
fn a_finished_session_comes_back_as_it_was() {
    let mut store = Store::in_memory().unwrap();
    assert_eq!(store.latest_finished().unwrap(), None);
    let id = begin(&mut store, 0);
    assert_eq!(store.latest_finished().unwrap(), None, "an open session is not finished");
    let record = finish(&mut store, id, 65, SessionState::Finished);

    assert_eq!(store.latest_finished().unwrap(), Some(id));
    let session = store.session(id).unwrap();
    assert_eq!(session.record, record);
    assert_eq!(session.guide, guide());
    assert_eq!(session.listed.started_at, at(0));
    assert_eq!(session.listed.updated_at, at(65));
    assert_eq!(session.listed.engine, Some(3));
    assert_eq!(session.listed.summary, summary());
    assert_eq!(store.marks(id, MarkedBy::Machine).unwrap(), marks());
    assert_eq!(store.marks(id, MarkedBy::Mentor).unwrap(), Marks::new());
}

#[test]
fn the_marks_of_all_three_stand_side_by_side() {
    let mut store = Store::in_memory().unwrap();
    let id = begin(&mut store, 0);
    finish(&mut store, id, 65, SessionState::Finished);
    let overruled = Marks::from([(QuestionKey::number(1), vec![Mark::blank("warm")])]);
    store.put_marks(id, MarkedBy::Mentor, &overruled).unwrap();
    store.put_marks(id, MarkedBy::Mentor, &overruled).unwrap();
    assert_eq!(store.marks(id, MarkedBy::Mentor).unwrap(), overruled);
    assert_eq!(store.marks(id, MarkedBy::Machine).unwrap(), marks());
    let error = store.put_marks(SessionId(9), MarkedBy::Mentor, &overruled).unwrap_err();
    assert!(matches!(error.fault(), Fault::NoSession(SessionId(9))));
}

#[test]
fn a_session_ends_once_and_then_takes_no_draft() {
    let mut store = Store::in_memory().unwrap();
    let id = begin(&mut store, 0);
    store.save_draft(id, &draft("warm"), at(1)).unwrap();
    let record = finish(&mut store, id, 65, SessionState::Finished);
    let ended = Ended { at: at(70), record: &record, marks: &marks(), summary: &summary(), engine: 3 };
    assert!(matches!(store.finish_session(id, &ended).unwrap_err().fault(), Fault::NotOpen(_)));
    assert!(matches!(store.save_draft(id, &draft("more"), at(71)).unwrap_err().fault(), Fault::NotOpen(_)));
    assert!(matches!(store.resume(id).unwrap_err().fault(), Fault::NotOpen(_)));
    assert!(matches!(store.save_draft(SessionId(7), &draft(""), at(1)).unwrap_err().fault(), Fault::NoSession(_)));
    assert_eq!(store.session(id).unwrap().listed.updated_at, at(65));
}

#[test]
fn lists_are_filtered_and_the_latest_come_first() {
    let mut store = Store::in_memory().unwrap();
    let first = begin(&mut store, 0);
    finish(&mut store, first, 10, SessionState::Finished);
    let second = begin(&mut store, 20);
    finish(&mut store, second, 30, SessionState::Abandoned);
    let open = begin(&mut store, 40);

    let ids = |filter: &Filter| store.list(filter).unwrap().iter().map(|listed| listed.id).collect::<Vec<_>>();
    assert_eq!(ids(&Filter::default()), [second, first]);
    assert_eq!(ids(&Filter { limit: Some(1), ..Filter::default() }), [second]);
    assert_eq!(ids(&Filter { candidate: Some("ada".to_owned()), ..Filter::default() }), [second, first]);
    assert_eq!(ids(&Filter { candidate: Some("Bob".to_owned()), ..Filter::default() }), []);
    assert_eq!(ids(&Filter { guide: Some("elsewhere".to_owned()), ..Filter::default() }), []);
    assert_eq!(store.latest_finished().unwrap(), Some(first), "an abandoned session has no verdict to show");
    assert_eq!(store.open_sessions().unwrap().iter().map(|listed| listed.id).collect::<Vec<_>>(), [open]);
}

#[test]
fn sessions_of_one_guide_share_its_snapshot_and_a_changed_guide_has_its_own() {
    let mut store = Store::in_memory().unwrap();
    let first = begin(&mut store, 0);
    let second = begin(&mut store, 1);
    let changed = Guide { title: "Tea, revised".to_owned(), ..guide() };
    let third = store.begin_session(at(2), &record("", SessionState::Open), &changed).unwrap();
    let hash = |id| store.session(id).unwrap().listed.guide_hash;
    assert_eq!(hash(first), hash(second));
    assert_ne!(hash(first), hash(third));
    assert_eq!(store.session(first).unwrap().guide, guide());
    assert_eq!(store.session(third).unwrap().guide, changed);
}

#[test]
fn resuming_gives_the_latest_draft_and_the_guide_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let id = begin(&mut store, 0);
    store.save_draft(id, &draft("warm"), at(1)).unwrap();
    store.save_draft(id, &draft("warm the p"), at(3)).unwrap();
    drop(store);

    let mut store = Store::open(dir.path()).unwrap();
    let open = store.open_sessions().unwrap();
    assert_eq!((open[0].id, open[0].updated_at), (id, at(3)));
    assert_eq!(store.resume(id).unwrap(), (draft("warm the p"), guide()));
    let never_saved = begin(&mut store, 5);
    let (begun, _) = store.resume(never_saved).unwrap();
    assert_eq!(begun.record, record("", SessionState::Open));
}

#[test]
fn a_session_is_offered_and_taken_up_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut one = Store::open(dir.path()).unwrap();
    let mut other = Store::open(dir.path()).unwrap();
    let id = begin(&mut one, 0);
    assert_eq!(other.open_sessions().unwrap(), [], "the first still holds it");
    assert!(matches!(other.resume(id).unwrap_err().fault(), Fault::Held(_)));
    drop(one);
    assert_eq!(other.open_sessions().unwrap().len(), 1, "nobody holds it any more");
    other.resume(id).unwrap();
    assert_eq!(Store::open(dir.path()).unwrap().open_sessions().unwrap(), []);
    finish(&mut other, id, 9, SessionState::Finished);
    let locks = fs::read_dir(dir.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("session-"));
    assert_eq!(locks.count(), 0, "no lock file outlives its session");
}

#[test]
fn many_connections_write_at_once_and_nothing_is_lost() {
    const WRITERS: i64 = 6;
    let dir = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let dir = dir.path();
            scope.spawn(move || {
                // Each opens a folder that may not be there yet.
                let mut store = Store::open(dir).unwrap();
                let id = begin(&mut store, writer);
                for save in 0..10 {
                    store.save_draft(id, &draft(&save.to_string()), at(save)).unwrap();
                }
                finish(&mut store, id, 100, SessionState::Finished);
            });
        }
    });
    let store = Store::open(dir.path()).unwrap();
    let listed = store.list(&Filter::default()).unwrap();
    assert_eq!(listed.len(), usize::try_from(WRITERS).unwrap());
    for listed in listed {
        assert_eq!(store.marks(listed.id, MarkedBy::Machine).unwrap(), marks());
    }
}

#[test]
fn the_writer_saves_in_the_background_and_the_latest_draft_wins() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let id = begin(&mut store, 0);
    let (told, outcomes) = mpsc::channel();
    let writer = Writer::start(store, id, move |outcome| told.send(outcome).unwrap()).unwrap();
    writer.save(draft("first"), at(1)).unwrap();
    outcomes.recv().unwrap().unwrap();
    assert_eq!(draft_of(dir.path()), "first");
    for number in 0..100 {
        writer.save(draft(&number.to_string()), at(2)).unwrap();
    }
    let mut store = writer.stop().unwrap();
    assert_eq!(draft_of(dir.path()), "99");
    finish(&mut store, id, 3, SessionState::Finished);
}

#[test]
fn a_writer_that_is_dropped_saves_first() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let id = begin(&mut store, 0);
    let writer = Writer::start(store, id, |_| ()).unwrap();
    writer.save(draft("typed just before a panic"), at(1)).unwrap();
    drop(writer);
    assert_eq!(draft_of(dir.path()), "typed just before a panic");
}

/// The text of the only draft, read by another connection.
fn draft_of(dir: &Path) -> String {
    let conn = Connection::open(dir.join(FILE)).unwrap();
    let sql = "SELECT draft ->> '$.record.answers[0].text' FROM drafts";
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_draft_that_cannot_be_written_is_told() {
    let cases = [("PRAGMA query_only = ON", "read-only"), ("PRAGMA max_page_count = 1", "the disk is full")];
    for (trouble, words) in cases {
        let mut store = Store::in_memory().unwrap();
        let id = begin(&mut store, 0);
        store.conn.execute_batch(trouble).unwrap();
        let (told, outcomes) = mpsc::channel();
        let writer = Writer::start(store, id, move |outcome| told.send(outcome).unwrap()).unwrap();
        writer.save(draft(&"tea ".repeat(10_000)), at(1)).unwrap();
        let error = outcomes.recv().unwrap().unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(error.remedy().is_some());
    }
}

#[test]
fn a_failed_end_leaves_the_session_open_with_its_draft() {
    let mut store = Store::in_memory().unwrap();
    let id = begin(&mut store, 0);
    store.save_draft(id, &draft("warm"), at(1)).unwrap();
    store
        .conn
        .execute_batch("CREATE TRIGGER no_marks BEFORE INSERT ON marks BEGIN SELECT raise(ABORT, 'no'); END")
        .unwrap();
    let record = record("warm the pot", SessionState::Finished);
    let ended = Ended { at: at(2), record: &record, marks: &marks(), summary: &summary(), engine: 3 };
    store.finish_session(id, &ended).unwrap_err();
    assert_eq!(store.latest_finished().unwrap(), None);
    assert_eq!(store.resume(id).unwrap().0, draft("warm"));
}

#[test]
fn a_newer_format_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    drop(Store::open(dir.path()).unwrap());
    Connection::open(dir.path().join(FILE)).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(matches!(error.fault(), Fault::Newer(99)));
    assert!(error.to_string().contains("newer"), "{error}");
    assert!(error.remedy().unwrap().contains("update"));
}

#[test]
fn what_is_not_ours_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(FILE);
    fs::write(&file, "my notes on interviews\n".repeat(100)).unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(matches!(error.fault(), Fault::NotOurs), "{error:?}");
    assert!(error.remedy().unwrap().contains("set it aside"));
    assert!(fs::read_to_string(&file).unwrap().starts_with("my notes"));

    fs::remove_file(&file).unwrap();
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(matches!(error.fault(), Fault::NotOurs), "a database of another program: {error:?}");
}

#[test]
fn what_a_newer_version_wrote_into_a_row_is_an_error_not_a_panic() {
    let mut store = Store::in_memory().unwrap();
    let id = begin(&mut store, 0);
    finish(&mut store, id, 1, SessionState::Finished);
    store.conn.execute_batch("UPDATE sessions SET record = '{}'").unwrap();
    let error = store.session(id).unwrap_err();
    assert!(matches!(error.fault(), Fault::Unreadable(_)), "{error:?}");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("notes.txt");
    fs::write(&file, "").unwrap();
    let error = Store::open(&file.join("data")).unwrap_err();
    assert!(error.to_string().contains("notes.txt"), "{error}");
    assert!(error.remedy().unwrap().contains(DATA_DIR));
}

#[cfg(unix)]
#[test]
fn everything_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let outer = tempfile::tempdir().unwrap();
    let dir = outer.path().join("data/greenroom");
    let mut store = Store::open(&dir).unwrap();
    begin(&mut store, 0);
    let check = || {
        assert_eq!(mode(&dir), 0o700);
        let files: Vec<_> = fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(files.iter().any(|file| file.to_string_lossy().ends_with("-wal")), "{files:?}");
        for file in files {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
    };
    check();
    for suffix in ["", "-wal", "-shm"] {
        fs::set_permissions(dir.join(format!("{FILE}{suffix}")), fs::Permissions::from_mode(0o644)).unwrap();
    }
    drop(Store::open(&dir).unwrap());
    check();
}

fn owner() -> Owner<'static> {
    Owner { candidate: "Ada", guide: "shape" }
}

#[test]
fn every_earlier_format_is_brought_up_to_date_and_copied_before() {
    // A store as version 1 wrote it, with a session in it.
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(FILE);
    let old = Connection::open(&file).unwrap();
    old.execute_batch(include_str!("migration-1.sql")).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    rows::keep_guide(&old, &guide()).unwrap();
    let hash = rows::keep_guide(&old, &guide()).unwrap();
    rows::begin(&old, at(0), &record("warm", SessionState::Open), &hash).unwrap();
    drop(old);

    let store = Store::open(dir.path()).unwrap();
    assert_eq!(store.open_sessions().unwrap().len(), 1);
    assert_eq!(store.cards(owner()).unwrap(), []);
    let copy = Connection::open(dir.path().join("greenroom.format-1.db")).unwrap();
    let kept: (u32, i64) = copy
        .query_row("SELECT (SELECT user_version FROM pragma_user_version), count(*) FROM sessions", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(kept, (1, 1));
    drop(store);
    // Once is enough.
    drop(Store::open(dir.path()).unwrap());
    assert!(!dir.path().join("greenroom.format-2.db").exists());
}

#[test]
fn cards_become_due_and_keep_what_a_review_made_of_them() {
    let mut store = Store::in_memory().unwrap();
    let point = (QuestionKey::number(1), "warm".to_owned());
    store.make_due(owner(), std::slice::from_ref(&point), at(0)).unwrap();
    let card = store.cards(owner()).unwrap().remove(0);
    assert_eq!((card.due_at, card.memory), (at(0), None));

    let memory = Some(Memory { stability: 3.5, difficulty: 5.25, reviewed_at: at(10) });
    let later = Card { due_at: at(1_000), memory, ..card };
    let review = Review { at: at(10), recall: Recall::Good, status: Status::Covered, reply: "I warm it" };
    store.keep_review(owner(), &later, &review).unwrap();
    assert_eq!(store.cards(owner()).unwrap(), std::slice::from_ref(&later));
    let other = Owner { candidate: "Bob", ..owner() };
    assert_eq!(store.cards(other).unwrap(), []);

    // Missed again before it was due: due now, and nothing is forgotten.
    store.make_due(owner(), &[point], at(500)).unwrap();
    assert_eq!(store.cards(owner()).unwrap(), [Card { due_at: at(500), ..later }]);
}

#[test]
fn the_sessions_with_an_answer_to_a_question_are_found_in_their_order() {
    let mut store = Store::in_memory().unwrap();
    let mut held = |start: i64| {
        let id = store.begin_session(at(start), &record("warm", SessionState::Open), &guide()).unwrap();
        let record = record("warm", SessionState::Finished);
        let ended = Ended { at: at(start + 1), record: &record, marks: &marks(), summary: &summary(), engine: 3 };
        store.finish_session(id, &ended).unwrap();
        id
    };
    let [later, first, latest] = [20, 10, 30].map(&mut held);
    let key = record("warm", SessionState::Finished).answers[0].question.clone();
    assert_eq!(store.sessions_with(owner(), &key, 9).unwrap(), [first, later, latest]);
    assert_eq!(store.sessions_with(owner(), &key, 2).unwrap(), [later, latest]);
    assert_eq!(store.sessions_with(owner(), &QuestionKey::new("nothing"), 9).unwrap(), []);
    assert_eq!(store.sessions_with(Owner { candidate: "Bob", ..owner() }, &key, 9).unwrap(), []);
}

#[test]
fn a_mentors_mark_is_the_one_that_counts_in_the_past() {
    let mut store = Store::in_memory().unwrap();
    let id = store.begin_session(at(0), &record("warm", SessionState::Open), &guide()).unwrap();
    let record = record("warm", SessionState::Finished);
    let ended = Ended { at: at(2), record: &record, marks: &marks(), summary: &summary(), engine: 3 };
    store.finish_session(id, &ended).unwrap();
    let first =
        |store: &Store| store.past_marks(owner()).unwrap().into_iter().find(|mark| mark.point == "warm").unwrap();
    assert_eq!(first(&store).status, Status::Covered);
    let mut mentor = marks();
    let (key, of_question) = mentor.iter_mut().find(|(_, marks)| marks.iter().any(|mark| mark.id == "warm")).unwrap();
    of_question.retain(|mark| mark.id == "warm");
    of_question[0].status = Status::Missed;
    let only = Marks::from([(key.clone(), of_question.clone())]);
    store.put_marks(id, MarkedBy::Mentor, &only).unwrap();
    assert_eq!(first(&store).status, Status::Missed);
    assert_eq!(store.past_marks(owner()).unwrap().len(), marks().values().map(Vec::len).sum::<usize>());
}

#[test]
fn sessions_can_be_deleted_and_a_candidate_erased() {
    let mut store = Store::in_memory().unwrap();
    let ended = |store: &mut Store| {
        let id = store.begin_session(at(0), &record("warm", SessionState::Open), &guide()).unwrap();
        let record = record("warm", SessionState::Finished);
        let ended = Ended { at: at(2), record: &record, marks: &marks(), summary: &summary(), engine: 3 };
        store.finish_session(id, &ended).unwrap();
        id
    };
    let (one, two) = (ended(&mut store), ended(&mut store));
    store.delete_session(one).unwrap();
    assert!(matches!(store.session(one).unwrap_err().fault(), Fault::NoSession(_)));
    assert!(matches!(store.delete_session(one).unwrap_err().fault(), Fault::NoSession(_)));
    assert!(store.marks(one, MarkedBy::Machine).unwrap().is_empty());
    assert!(store.session(two).is_ok(), "its guide is still there");
    store.make_due(owner(), &[(QuestionKey::number(1), "warm".to_owned())], at(0)).unwrap();
    assert_eq!(store.erase(Some("Bob")).unwrap(), 0);
    assert_eq!(store.erase(Some("ada")).unwrap(), 1);
    assert!(store.list(&Filter::default()).unwrap().is_empty() && store.cards(owner()).unwrap().is_empty());
}

#[test]
fn what_can_be_read_of_a_damaged_database_is_taken_over_and_the_file_set_aside() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let long = "warm the pot ".repeat(2_000);
    for second in 0..40 {
        let id = store.begin_session(at(second), &record(&long, SessionState::Open), &guide()).unwrap();
        let record = record(&long, SessionState::Finished);
        let ended = Ended { at: at(second + 1), record: &record, marks: &marks(), summary: &summary(), engine: 3 };
        store.finish_session(id, &ended).unwrap();
    }
    store.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(store);
    let file = dir.path().join(FILE);
    let mut bytes = fs::read(&file).unwrap();
    // Pages in the middle, where the sessions' texts are.
    let (from, to) = (bytes.len() / 2, bytes.len() / 2 + 3 * 4_096);
    bytes[from..to].fill(0x5a);
    fs::write(&file, &bytes).unwrap();

    let repaired = repair(dir.path()).unwrap();
    assert!((20..40).contains(&repaired.sessions), "{repaired:?}");
    assert_eq!(fs::read(&repaired.aside).unwrap(), bytes, "the damaged file is kept as it was");
    let store = Store::open(dir.path()).unwrap();
    let listed = store.list(&Filter::default()).unwrap();
    assert_eq!(listed.len(), repaired.sessions);
    assert_eq!(store.session(listed[0].id).unwrap().record.answers[0].text, long);
    assert!(repair(dir.path()).unwrap().aside.ends_with("greenroom.damaged-2.db"));
}
