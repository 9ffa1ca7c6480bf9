//! The store under several real processes, and under files it cannot use.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use greenroom::store::{Draft, Filter, SessionId, Store};

use crate::Greenroom;
use crate::held::Held;

/// Set for the processes that these tests start of themselves: the data folder they work in.
const SECOND: &str = "GREENROOM_TEST_SECOND_PROCESS";

/// How many sessions a second process holds to their end.
const SESSIONS: usize = 5;

/// The second process: as an ordinary test it does nothing.
///
/// It begins and ends some sessions, then begins one more, says its number and waits to be killed.
#[test]
fn second_process() {
    let Some(dir) = env::var_os(SECOND) else { return };
    let dir = Path::new(&dir);
    for _ in 0..SESSIONS {
        Held::default().put(dir);
    }
    let mut store = Store::open(dir).unwrap();
    let id = Held::default().begin(&mut store);
    for length in 1..20 {
        store.save_draft(id, &draft(length), Held::default().at()).unwrap();
    }
    let mut out = io::stdout().lock();
    writeln!(out, "\nholds {id}").unwrap();
    out.flush().unwrap();
    io::stdin().lock().read_line(&mut String::new()).unwrap();
}

/// A draft whose cursor is at the end of a text of that length.
fn draft(length: usize) -> Draft {
    let mut record = Held::default().record();
    record.answers[0].text = "x".repeat(length);
    Draft { record, cursor: length }
}

/// Starts a second process; it ends, killed, with the test.
fn start(dir: &Path) -> Killed {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "store::second_process", "--nocapture"]).env(SECOND, dir);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    Killed(command.spawn().unwrap())
}

struct Killed(Child);

impl Killed {
    /// Waits until it holds its last session: the number of that.
    fn holds(&mut self) -> SessionId {
        let lines = BufReader::new(self.0.stdout.take().unwrap()).lines();
        let id = lines.map(Result::unwrap).find_map(|line| Some(line.strip_prefix("holds ")?.parse().unwrap()));
        SessionId(id.expect("the second process says what it holds"))
    }
}

impl Drop for Killed {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn several_processes_write_at_once_and_nothing_is_lost() {
    const PROCESSES: usize = 3;
    let room = Greenroom::new();
    let dir = room.data().join("made by whoever comes first");
    let mut processes: Vec<_> = (0..PROCESSES).map(|_| start(&dir)).collect();
    let held: Vec<_> = processes.iter_mut().map(Killed::holds).collect();

    let mut store = Store::open(&dir).unwrap();
    let ended: Vec<_> = store.list(&Filter::default()).unwrap().into_iter().map(|listed| listed.id).collect();
    assert_eq!(ended.len(), PROCESSES * SESSIONS);
    assert!(held.iter().all(|id| !ended.contains(id)));
    assert_eq!(store.open_sessions().unwrap(), [], "every open session is held by a process that lives");
    store.resume(held[0]).unwrap_err();

    drop(processes);
    let mut offered: Vec<_> = store.open_sessions().unwrap().into_iter().map(|listed| listed.id).collect();
    offered.sort();
    let mut expected = held.clone();
    expected.sort();
    assert_eq!(offered, expected, "those of processes that were killed are offered");
    assert_eq!(store.resume(held[0]).unwrap().0, draft(19), "with the last draft that was written");
}

#[test]
fn an_interview_is_gone_on_with_only_once_its_program_has_died() {
    let room = Greenroom::new().args(["mock", "--plain"]);
    let mut mock = Killed(room.command().spawn().unwrap());
    let mut answers = mock.0.stdin.take().unwrap();
    answers.write_all(b"an idle P steals work\n.\n").unwrap();
    let mut said = BufReader::new(mock.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(said.any(|line| line.contains("Advanced Concurrency Patterns")), "Question 2 is asked");

    let room = room.args(["resume"]);
    room.run().ends_with(1).complains("no interview was broken off");
    let room = room.args(["resume", "1"]);
    room.run().ends_with(1).complains("open in another window");
    drop(mock);
    room.run().succeeds().says("nterrupted").says("of 100");
    room.run().ends_with(1).complains("session 1 has ended");
}

#[test]
fn what_is_not_a_database_is_named_and_left_alone() {
    let room = Greenroom::new().args(["history"]);
    let file = room.data().join("greenroom.db");
    fs::write(&file, "Dear diary, today I did not use SQLite.\n".repeat(50)).unwrap();
    let ended = room.run().ends_with(1).complains("greenroom.db is not a greenroom database");
    ended.complains("set it aside").complains("nothing is deleted");
    assert!(fs::read_to_string(&file).unwrap().starts_with("Dear diary"));
    fs::rename(&file, room.data().join("aside.db")).unwrap();
    room.run().succeeds();
}

#[test]
fn a_data_folder_that_cannot_be_used_is_named() {
    let room = Greenroom::new();
    let file = room.data().join("a-file");
    fs::write(&file, "").unwrap();
    let room = room.args(["history"]).env("GREENROOM_DATA_DIR", &file);
    room.run().ends_with(1).complains("a-file cannot be used").complains("GREENROOM_DATA_DIR");
}

#[test]
fn without_the_variable_data_live_in_the_platforms_folder() {
    let room = Greenroom::new().args(["history"]).env("GREENROOM_DATA_DIR", "");
    let home = room.data().to_owned();
    let room = room.env("HOME", &home).env("XDG_DATA_HOME", home.join("data"));
    room.run().succeeds();
    #[cfg(target_os = "linux")]
    assert!(home.join("data/greenroom/greenroom.db").exists());
}
