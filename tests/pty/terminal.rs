//! The harness: a program in a terminal of its own.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use greenroom::interview::SessionRecord;
use greenroom::store::{SessionId, Store};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_greenroom");

/// How long the program may take to show what is waited for, before the test fails. Far more than it needs, even on a busy
/// machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often something that the terminal does not tell of is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// A data folder and a clock, which several runs of the program can share.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        home.clock(Duration::ZERO);
        home
    }

    /// Sets the clock to a time. It may be any time at a program's start, and goes on from there.
    pub(crate) fn clock(&self, time: Duration) {
        // Renamed into place, so that nobody reads half of it.
        let new = self.folder.path().join("clock.new");
        fs::write(&new, time.as_millis().to_string()).expect("the clock is set");
        fs::rename(new, self.folder.path().join("clock")).expect("the clock is set");
    }

    /// The data folder.
    pub(crate) fn data(&self) -> &Path {
        self.folder.path()
    }

    /// What is kept of the session that was begun last: its record when it ended.
    pub(crate) fn ended(&self) -> SessionRecord {
        let store = Store::open(self.data()).expect("the store opens");
        let id = store.latest_finished().expect("the store can be read").expect("a session has ended");
        store.session(id).expect("the session is there").record
    }

    /// What is kept of the first session, which was broken off: what `resume` would go on with. Waits until its program has let
    /// go of it.
    #[track_caller]
    pub(crate) fn draft(&self) -> SessionRecord {
        let mut store = Store::open(self.data()).expect("the store opens");
        let mut draft = None;
        patiently("the session to be let go of", || {
            draft = store.resume(SessionId(1)).ok();
            draft.is_some()
        });
        draft.expect("it was taken up").0.record
    }

    /// Waits until the text is on disk, in the draft of a session that is going on.
    #[track_caller]
    pub(crate) fn keeps(&self, text: &str) {
        let store = Store::open(self.data()).expect("the store opens");
        let kept = Connection::open(store.file()).expect("the database opens");
        let sql = "SELECT count(*) FROM drafts WHERE instr(draft, ?1) > 0";
        patiently(&format!("{text:?} to be kept"), || {
            kept.query_row(sql, [text], |row| row.get::<_, u32>(0)).is_ok_and(|count| count > 0)
        });
    }

    /// Makes every write of a draft fail from now on.
    pub(crate) fn break_store(&self) {
        let store = Store::open(self.data()).expect("the store opens");
        let database = Connection::open(store.file()).expect("the database opens");
        database.execute("DROP TABLE drafts", []).expect("the table is dropped");
    }

    /// The answers that were written elsewhere than into the store.
    pub(crate) fn rescued(&self) -> String {
        let files = fs::read_dir(self.data()).expect("the folder can be read");
        let mut paths = files.map(|file| file.expect("the folder can be read").path());
        let path = paths.find(|path| path.to_string_lossy().contains("greenroom-answers-")).expect("a rescued file");
        fs::read_to_string(path).expect("the file can be read")
    }

    /// Starts the program in a terminal of 80 columns and 24 rows.
    pub(crate) fn start<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Terminal {
        self.start_on("xterm-256color", args)
    }

    /// Starts the program in a terminal of that kind.
    pub(crate) fn start_on<'a>(&self, kind: &str, args: impl IntoIterator<Item = &'a str>) -> Terminal {
        let mut command = self.command(PROGRAM, args);
        command.env("TERM", kind);
        Terminal::start(command)
    }

    /// Starts the program with another variable of the environment.
    pub(crate) fn start_with<'a>(&self, name: &str, value: &str, args: impl IntoIterator<Item = &'a str>) -> Terminal {
        let mut command = self.command(PROGRAM, args);
        command.env(name, value);
        Terminal::start(command)
    }

    /// Starts the program with the real clock, for measuring.
    #[cfg(target_os = "linux")]
    pub(crate) fn start_in_real_time<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Terminal {
        let mut command = self.command(PROGRAM, args);
        command.env_remove("GREENROOM_TEST_CLOCK");
        Terminal::start(command)
    }

    /// A command in this home, with nothing else in its environment.
    fn command<'a>(&self, program: &str, args: impl IntoIterator<Item = &'a str>) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(self.data());
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("GREENROOM_DATA_DIR", self.data());
        command.env("GREENROOM_CONFIG", self.data().join("config.toml"));
        command.env("GREENROOM_TEST_CLOCK", self.data().join("clock"));
        command
    }

    /// Starts the program as the child of a shell, which holds the terminal: when the shell dies, the terminal is hung up.
    pub(crate) fn start_in_shell<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Terminal {
        // What follows keeps the shell from becoming the program.
        let shell = ["-c", "\"$@\"; exit $?", "sh", PROGRAM];
        Terminal::start(self.command("sh", shell.into_iter().chain(args)))
    }
}

/// A running program and its terminal.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    shown: Arc<Shown>,
    before: Option<String>,
}

/// What the terminal shows, and a bell for when that changes.
struct Shown {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    screen: vt100::Parser,
    /// Everything that was written, control sequences and all.
    written: Vec<u8>,
    closed: bool,
}

impl Terminal {
    fn start(command: CommandBuilder) -> Self {
        let (rows, columns) = (24, 80);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let before = mode(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let shown = Arc::new(Shown {
            state: Mutex::new(State {
                screen: vt100::Parser::new(nonzero(rows), nonzero(columns), 0),
                written: Vec::new(),
                closed: false,
            }),
            changed: Condvar::new(),
        });
        let output = pair.master.try_clone_reader().expect("the terminal can be read");
        let reader = Arc::clone(&shown);
        thread::spawn(move || reader.read(output));
        let keys = pair.master.take_writer().expect("the terminal can be written");
        Self { child, master: pair.master, keys, shown, before }
    }

    /// Types keys.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the keys are typed");
        self
    }

    /// Waits until everything that was written so far, line breaks aside, holds the text.
    #[track_caller]
    pub(crate) fn says(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("{text:?} to be said"), |state| flat(&state.written).contains(text));
        self
    }

    /// Waits until the screen holds the text.
    #[track_caller]
    pub(crate) fn shows(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("{text:?} on the screen"), |state| state.screen.screen().contents().contains(text));
        self
    }

    /// Waits until what was written ends so: a program may have stopped before all it wrote has been read.
    #[track_caller]
    pub(crate) fn wrote_last(&mut self, bytes: &str) -> &mut Self {
        self.wait(&format!("{bytes:?} to be written last"), |state| state.written.ends_with(bytes.as_bytes()));
        self
    }

    /// Waits until the screen does not hold the text.
    #[track_caller]
    pub(crate) fn hides(&mut self, text: &str) -> &mut Self {
        self.wait(&format!("{text:?} to go"), |state| !state.screen.screen().contents().contains(text));
        self
    }

    /// Makes the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        // The screen first: what the program draws for the new size must not be read at the old one.
        self.shown.state().screen.screen_mut().set_size(nonzero(rows), nonzero(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the terminal can be resized");
        self
    }

    /// Hundredths of a second that the program has had of the processor.
    #[cfg(target_os = "linux")]
    pub(crate) fn cpu_ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_nonzero())).expect("the program runs");
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        fields.skip(11).take(2).map(|ticks| ticks.parse::<u64>().expect("ticks")).sum()
    }

    /// Memory that the program has in use, in KiB.
    #[cfg(target_os = "linux")]
    pub(crate) fn resident_kib(&self) -> u32 {
        let path = format!("/proc/{}/status", self.pid().as_raw_nonzero());
        let status = fs::read_to_string(path).expect("the program runs");
        let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("a line for it");
        line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
    }

    /// Everything that was written so far, control sequences and all.
    pub(crate) fn written(&self) -> String {
        String::from_utf8_lossy(&self.shown.state().written).into_owned()
    }

    /// Sends a signal.
    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(self.pid(), signal).expect("the signal is sent");
        self
    }

    /// Waits until the system has stopped the program (Ctrl-Z).
    #[track_caller]
    pub(crate) fn is_stopped(&mut self) -> &mut Self {
        let stat = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        self.wait("the program to stop", |_| {
            let stat = fs::read_to_string(&stat).unwrap_or_default();
            stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T'))
        });
        self
    }

    /// Waits for the program's end, and asserts its exit status and that the terminal's mode is what it was.
    #[track_caller]
    pub(crate) fn ends_with(&mut self, status: u32) {
        let ended = self.end();
        assert_eq!((ended.exit_code(), ended.signal()), (status, None), "after:\n{}", self.written());
        self.is_restored();
    }

    /// Waits until a signal has ended the program, and asserts that the terminal's mode is what it was.
    #[track_caller]
    pub(crate) fn ends_by_signal(&mut self) {
        let ended = self.end();
        assert!(ended.signal().is_some(), "{ended:?} after:\n{}", self.written());
        self.is_restored();
    }

    #[track_caller]
    fn end(&mut self) -> ExitStatus {
        let mut ended = None;
        let child = &mut self.child;
        patiently("the program to end", || {
            ended = child.try_wait().expect("the program can be waited for");
            ended.is_some()
        });
        ended.expect("it has ended")
    }

    #[track_caller]
    fn is_restored(&self) {
        assert_eq!(mode(&*self.master), self.before, "the terminal's mode");
        self.wait("the cursor", |state| !state.screen.screen().hide_cursor());
    }

    /// Ends the program as a loss of power would.
    pub(crate) fn dies(&mut self) {
        self.signal(Signal::KILL);
        self.end();
    }

    fn pid(&self) -> Pid {
        let pid = self.child.process_id().and_then(|pid| i32::try_from(pid).ok());
        pid.and_then(Pid::from_raw).expect("the program runs")
    }

    #[track_caller]
    fn wait(&self, what: &str, is_there: impl Fn(&State) -> bool) {
        let mut state = self.shown.state();
        let mut waited = Duration::ZERO;
        while !is_there(&state) {
            if waited >= PATIENCE || state.closed {
                let written = String::from_utf8_lossy(&state.written).into_owned();
                // A failed test must not take the reader down with it.
                drop(state);
                panic!("waited in vain for {what}; written:\n{written}");
            }
            let (next, timeout) = self.shown.changed.wait_timeout(state, LOOK).expect("no reader panics");
            state = next;
            waited += if timeout.timed_out() { LOOK } else { Duration::ZERO };
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves no program behind.
        let _ = self.child.kill();
    }
}

impl Shown {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("neither reader nor test panics with it")
    }

    fn read(&self, mut output: Box<dyn Read + Send>) {
        let mut chunk = [0; 4096];
        loop {
            // The last writer of a terminal leaves with an error on Linux.
            let count = output.read(&mut chunk).unwrap_or(0);
            let mut state = self.state();
            state.screen.process(&chunk[..count]);
            state.written.extend(&chunk[..count]);
            state.closed = count == 0;
            self.changed.notify_all();
            if count == 0 {
                return;
            }
        }
    }
}

/// Waits for something that no terminal tells of.
#[track_caller]
fn patiently(what: &str, mut is_there: impl FnMut() -> bool) {
    let mut waited = Duration::ZERO;
    while !is_there() {
        assert!(waited < PATIENCE, "waited in vain for {what}");
        thread::park_timeout(LOOK);
        waited += LOOK;
    }
}

fn nonzero(size: u16) -> NonZero<u16> {
    NonZero::new(size).expect("a terminal has rows and columns")
}

fn mode(master: &dyn MasterPty) -> Option<String> {
    master.get_termios().map(|mode| format!("{mode:?}"))
}

/// Text in which it does not matter where lines were broken.
fn flat(written: &[u8]) -> String {
    String::from_utf8_lossy(written).split_whitespace().collect::<Vec<_>>().join(" ")
}
