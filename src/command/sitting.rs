//! A session from its first question to its report: the room, what is kept meanwhile, the marks, and the end.

use std::fs::File;
use std::io::{self, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use jiff::Timestamp;

use super::patterns::Patterns;
use super::{Error, assess, report, width};
use crate::guide::{Guide, QuestionKey};
use crate::interview::{Answer, Drill, Session, SessionRecord, SessionState};
use crate::mark::{MarkedBy, Status};
use crate::matching::{ENGINE_VERSION, Matcher};
use crate::report::{self as reports, Heading, Report};
use crate::room::clock::Clock;
use crate::room::menu;
use crate::room::screen::{self, Paces};
use crate::room::{Desk, Left, plain};
use crate::scoring::Marks;
use crate::store::{self, Draft, Ended, Owner, SessionId, Store, Summary, Writer};

/// Exit status of a program that a signal ended: this and the signal's number, as shells have it.
const SIGNALLED: u8 = 128;

/// Where a session is kept.
pub(super) struct Keeper {
    place: Place,
    guide: Arc<Guide>,
    tell: Sender<String>,
    notices: Receiver<String>,
    /// What was said last about a failure, so that it is not said every second.
    told: Option<String>,
    /// Where the cursor stood when the record was kept last.
    cursor: usize,
}

/// How a session is held.
pub(super) enum Manner<'a> {
    /// Lines of text.
    Plain,
    /// The full screen, with the cursor at that byte of the text being typed. Its start screen may offer paces.
    Screen(usize, Option<Paces<'a>>),
}

enum Place {
    /// In the store, once it has begun: a session that is left at its start screen leaves no trace.
    Store(Store),
    /// By a thread of its own.
    Writer(Writer, SessionId),
    /// Nowhere: the thread could not be started, or is gone.
    Nowhere,
}

impl Keeper {
    /// Of a session that is yet to begin.
    pub(super) fn new(store: Store, guide: Arc<Guide>) -> Self {
        let (tell, notices) = mpsc::channel();
        Self { place: Place::Store(store), guide, tell, notices, told: None, cursor: 0 }
    }

    /// Of a session that this store has taken up again.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub(super) fn resumed(store: Store, id: SessionId, guide: Arc<Guide>) -> Result<Self, Error> {
        let (tell, notices) = mpsc::channel();
        let writer = writer(store, id, tell.clone())?;
        Ok(Self { place: Place::Writer(writer, id), guide, tell, notices, told: None, cursor: 0 })
    }

    fn keep(&mut self, record: SessionRecord, cursor: usize) {
        self.cursor = cursor;
        if let Err(error) = self.try_keep(record, cursor) {
            let text = error.to_string();
            if self.told.as_ref() != Some(&text) {
                // The receiver is ours.
                let _ = self.tell.send(not_kept(&text));
                self.told = Some(text);
            }
        }
    }

    fn try_keep(&mut self, record: SessionRecord, cursor: usize) -> Result<(), store::Error> {
        let now = Timestamp::now();
        match &mut self.place {
            Place::Writer(writer, _) => writer.save(Draft { record, cursor }, now),
            Place::Nowhere => Ok(()),
            Place::Store(store) => {
                let id = store.begin_session(now, &record, &self.guide)?;
                if let Place::Store(store) = std::mem::replace(&mut self.place, Place::Nowhere) {
                    self.place = Place::Writer(writer(store, id, self.tell.clone())?, id);
                }
                Ok(())
            }
        }
    }

    /// The store again, and the session's number where it has begun.
    fn into_store(self) -> Result<(Store, Option<SessionId>), store::Error> {
        match self.place {
            Place::Store(store) => Ok((store, None)),
            Place::Writer(writer, id) => Ok((writer.stop()?, Some(id))),
            Place::Nowhere => Ok((Store::open(&store::data_dir()?)?, None)),
        }
    }
}

fn writer(store: Store, id: SessionId, tell: Sender<String>) -> Result<Writer, store::Error> {
    let mut failing = false;
    Writer::start(store, id, move |outcome| {
        if let Err(error) = &outcome
            && !failing
        {
            // The room is gone at the end, and then says it itself.
            let _ = tell.send(not_kept(&error.to_string()));
        }
        failing = outcome.is_err();
    })
}

fn not_kept(error: &str) -> String {
    format!("[Not saved: {error}. Go on; your answers are held here and are written elsewhere at the end if need be.]")
}

/// Holds an interview until it is over or broken off; then marks it, keeps it and prints its report. Before that it asks the
/// candidate, in the manner given, to judge themselves.
///
/// # Errors
/// The room cannot be opened, or the session cannot be kept. Answers that cannot be kept are written to a file of their own.
pub(super) fn hold(
    mut session: Session,
    patterns: &Patterns,
    keeper: Keeper,
    manner: Manner<'_>,
    assess: Option<menu::Manner>,
) -> Result<ExitCode, Error> {
    sit(patterns, keeper, assess, |desk| {
        let left = match manner {
            Manner::Plain => plain::run(&mut session, desk),
            Manner::Screen(cursor, paces) => screen::run(&mut session, cursor, paces, desk),
        };
        (left, session.record())
    })
}

/// Holds a drill like [`hold`], with the cursor at that byte of the text being typed.
///
/// # Errors
/// As [`hold`].
pub(super) fn drill(
    mut drill: Drill,
    cursor: usize,
    patterns: &Patterns,
    keeper: Keeper,
    on_screen: bool,
) -> Result<ExitCode, Error> {
    sit(patterns, keeper, None, |desk| {
        let left = if on_screen { screen::drill(&mut drill, cursor, desk) } else { plain::drill(&mut drill, desk) };
        (left, drill.record())
    })
}

fn sit(
    patterns: &Patterns,
    mut keeper: Keeper,
    assess: Option<menu::Manner>,
    room: impl FnOnce(Desk<'_>) -> (io::Result<Left>, SessionRecord),
) -> Result<ExitCode, Error> {
    let clock = Clock::start();
    // The room cannot borrow the keeper twice.
    let notices = std::mem::replace(&mut keeper.notices, mpsc::channel().1);
    let mut keep = |record, cursor| keeper.keep(record, cursor);
    let (left, record) = room(Desk { clock: &clock, keep: &mut keep, notices: &notices });
    let has_begun = record.interview_used_ms > 0 || !record.answers.is_empty();
    match left {
        Ok(left) if !has_begun => {
            super::print("Nothing was begun, and nothing is kept.\n")?;
            Ok(status(left))
        }
        Ok(Left::Over) => match patterns.matcher() {
            Ok(matcher) => end(&record, matcher, keeper, assess),
            Err(error) => Err(rescue(&keeper.guide, &record, error)),
        },
        Ok(left) => {
            break_off(&record, keeper)?;
            Ok(status(left))
        }
        Err(error) => {
            break_off(&record, keeper)?;
            Err(Error::failed(format!("the terminal cannot be used: {error}")))
        }
    }
}

fn end(
    record: &SessionRecord,
    matcher: &Matcher,
    keeper: Keeper,
    assess: Option<menu::Manner>,
) -> Result<ExitCode, Error> {
    let guide = Arc::clone(&keeper.guide);
    let marks = marks(matcher, record);
    let mut kept = finish(record, &guide, &marks, keeper);
    // It is kept before anything else is asked: what is said now can be lost, the answers cannot.
    if let (Ok((store, id)), Some(manner)) = (&mut kept, assess.filter(|_| record.state == SessionState::Finished))
        // A terminal that fails now must not cost the report.
        && let Ok(Some(own)) = assess::ask(&guide, record, manner)
    {
        store.put_persons_marks(*id, MarkedBy::Candidate, &own.marks)?;
        store.put_self_rating(*id, &own.rating)?;
    }
    let report = match &kept {
        Ok((store, id)) => report::with_trend(store, *id)?,
        Err(_) => Report::build(&guide, record, &marks, Heading::default()),
    };
    let printed = super::print(&format!("\n{}", reports::text(&report, width(None))));
    match kept {
        Ok(_) => printed,
        Err(error) => Err(rescue(&guide, record, error)),
    }
}

fn finish(
    record: &SessionRecord,
    guide: &Guide,
    marks: &Marks,
    keeper: Keeper,
) -> Result<(Store, SessionId), store::Error> {
    let (mut store, id) = keeper.into_store()?;
    let now = Timestamp::now();
    let begin = |store: &mut Store| {
        let open = SessionRecord { state: SessionState::Open, ..record.clone() };
        store.begin_session(now, &open, guide)
    };
    let id = id.map_or_else(|| begin(&mut store), Ok)?;
    let summary = Summary::of(&reports::scorecard(guide, record, marks));
    store.finish_session(id, &Ended { at: now, record, marks, summary: &summary, engine: ENGINE_VERSION })?;
    let owner = Owner { candidate: record.candidate.as_deref().unwrap_or_default(), guide: &guide.slug };
    store.make_due(owner, &to_review(marks), now)?;
    Ok((store, id))
}

fn break_off(record: &SessionRecord, keeper: Keeper) -> Result<(), Error> {
    let cursor = keeper.cursor;
    let guide = Arc::clone(&keeper.guide);
    let kept = keeper.into_store().and_then(|(mut store, id)| {
        let now = Timestamp::now();
        let id = id.map_or_else(|| store.begin_session(now, record, &guide), Ok)?;
        store.save_draft(id, &Draft { record: record.clone(), cursor }, now)
    });
    if let Err(error) = kept {
        return Err(rescue(&guide, record, error));
    }
    // Whoever broke it off may have taken the terminal away.
    let _ = stdout().write_all(b"\nBroken off, and kept. Go on with it by `greenroom resume`.\n");
    Ok(())
}

/// Exit status by how the room was left.
fn status(left: Left) -> ExitCode {
    match left {
        Left::Over | Left::ForLater => ExitCode::SUCCESS,
        Left::Interrupted(signal) => {
            let number = signal.and_then(|signal| u8::try_from(signal).ok());
            number.map_or(ExitCode::FAILURE, |number| ExitCode::from(SIGNALLED.saturating_add(number)))
        }
    }
}

/// The points that were missed or made in part: they are to be reviewed.
fn to_review(marks: &Marks) -> Vec<(QuestionKey, String)> {
    let open = marks.iter().flat_map(|(key, marks)| {
        let open = marks.iter().filter(|mark| mark.status != Status::Covered);
        open.map(move |mark| (key.clone(), mark.id.clone()))
    });
    open.collect()
}

/// The machine's marks of every answer.
fn marks(matcher: &Matcher, record: &SessionRecord) -> Marks {
    let mut marker = matcher.marker();
    let mut mark = |answer: &Answer| Some((answer.question.clone(), marker.mark(&answer.question, &answer.text)?));
    record.answers.iter().filter_map(&mut mark).collect()
}

/// Writes the answers of a session that cannot be kept to a file of their own; failing that, prints them.
fn rescue(guide: &Guide, record: &SessionRecord, error: impl Into<Error>) -> Error {
    let text = answers_as_text(guide, record);
    let error = error.into();
    if let Ok(path) = write_aside(&text) {
        return error.remedy(format!("the answers are in {}; keep that file", path.display()));
    }
    let _ = super::print(&text);
    error.remedy("the answers are printed above; copy them")
}

fn write_aside(text: &str) -> io::Result<PathBuf> {
    let name = format!("greenroom-answers-{}.txt", Timestamp::now().as_second());
    let write = |folder: &Path| {
        let path = folder.join(&name);
        let mut file = File::create_new(&path)?;
        match file.write_all(text.as_bytes()).and_then(|()| file.sync_all()) {
            Ok(()) => Ok(path),
            Err(error) => {
                // Half of the answers under that name would be taken for all of them.
                let _ = std::fs::remove_file(&path);
                Err(error)
            }
        }
    };
    write(Path::new(".")).or_else(|_: io::Error| write(&std::env::temp_dir()))
}

fn answers_as_text(guide: &Guide, record: &SessionRecord) -> String {
    let title = |key: &QuestionKey| {
        let of_follow_up = || guide.follow_up(key).map(|(question, _)| question);
        guide.question(key).or_else(of_follow_up).map_or("", |question| question.title.as_str())
    };
    let answers =
        record.answers.iter().map(|answer| (format!("{} {}", answer.question, title(&answer.question)), &answer.text));
    let own = Some(("Own questions".to_owned(), &record.candidate_questions)).filter(|(_, text)| !text.is_empty());
    let sections = answers.chain(own).map(|(title, text)| format!("## {title}\n\n{text}\n"));
    sections.collect::<Vec<_>>().join("\n")
}
