//! `report`: a finished session's report again.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use jiff::tz::TimeZone;

use super::{Error, browser, colour, mark, pager, trend};
use crate::cli::{self, ReportFormat};
use crate::guide::QuestionKey;
use crate::interview::SessionState;
use crate::mark::MarkedBy;
use crate::report::{self, Comparison, Heading, People, Report};
use crate::store::{self, Filter, Owner, Session, SessionId, Store};

/// Attempts at a question that are compared: the latest.
const ATTEMPTS: usize = 12;

/// Shows a session's report.
///
/// # Errors
/// There is no such session or question, the session has not ended, the arguments do not go together, the store cannot be
/// read, or the output cannot be written.
pub(crate) fn run(args: &cli::Report) -> Result<ExitCode, Error> {
    let format = format(args)?;
    let mut store = super::open_store()?;
    if args.output.is_some() {
        colour::for_a_file();
    }
    if !args.compare.is_empty() {
        let sessions: Vec<SessionId> = args.compare.iter().copied().map(SessionId).collect();
        return deliver(&compared(&Comparison::of(&of_one_guide(&store, &sessions)?), format, args), format, args);
    }
    if let Some(question) = &args.attempts {
        let key = QuestionKey::new(question.trim());
        return deliver(&compared(&attempts(&store, &key, args)?, format, args), format, args);
    }
    let id = match args.session {
        Some(id) => SessionId(id),
        None => store.latest_finished()?.ok_or_else(|| {
            Error::failed("no session has been finished yet").remedy("hold one with `greenroom mock`")
        })?,
    };
    if let Some(who) = args.who.filter(|_| args.mark) {
        return mark::walk(&mut store, id, who);
    }
    if args.remark {
        return mark::again(&mut store, id, super::width(args.width));
    }
    let report = with_trend(&store, id)?;
    let text = match format {
        ReportFormat::Text => text(&report, args)?,
        ReportFormat::Markdown => report::markdown(&report),
        ReportFormat::Html => report::html(&report),
        ReportFormat::Json => report::json(&report),
    };
    if args.open { open(args.output.as_deref(), id, &text) } else { deliver(&text, format, args) }
}

/// Writes it to the file named, else to standard output.
fn deliver(text: &str, format: ReportFormat, args: &cli::Report) -> Result<ExitCode, Error> {
    match &args.output {
        Some(path) => write(path, text).map(|()| ExitCode::SUCCESS),
        None if format == ReportFormat::Text && !args.no_pager => pager::show(text),
        None => super::print(text),
    }
}

/// A comparison in the form asked for.
fn compared(comparison: &Comparison, format: ReportFormat, args: &cli::Report) -> String {
    match format {
        ReportFormat::Markdown => report::comparison_markdown(comparison),
        ReportFormat::Json => report::comparison_json(comparison),
        ReportFormat::Text | ReportFormat::Html => report::comparison_text(comparison, super::width(args.width)),
    }
}

/// The reports of sessions that used one guide.
fn of_one_guide(store: &Store, sessions: &[SessionId]) -> Result<Vec<Report>, Error> {
    let reports = sessions.iter().map(|id| of(store, *id)).collect::<Result<Vec<_>, _>>()?;
    let guide = reports.first().map(|report| report.guide_slug.as_str());
    match reports.iter().zip(sessions).find(|(report, _)| Some(report.guide_slug.as_str()) != guide) {
        None => Ok(reports),
        Some((_, id)) => {
            let error = Error::failed(format!("sessions {} and {id} used different guides", sessions[0]));
            Err(error.remedy("compare sessions of one guide; `greenroom history` lists them"))
        }
    }
}

/// The latest attempts at a question, in mocks and drills, of the candidate named, else of the latest session's.
fn attempts(store: &Store, key: &QuestionKey, args: &cli::Report) -> Result<Comparison, Error> {
    let latest = Filter { candidate: args.candidate.clone(), guide: None, limit: Some(1) };
    let unheld = || Error::failed("no session has been held yet").remedy("hold one with `greenroom mock`");
    let latest = store.list(&latest)?.into_iter().next().ok_or_else(unheld)?;
    let owner = Owner { candidate: latest.candidate.as_deref().unwrap_or_default(), guide: &latest.guide };
    let sessions = store.sessions_with(owner, key, ATTEMPTS)?;
    let reports = sessions.into_iter().map(|id| of(store, id)).collect::<Result<Vec<_>, _>>()?;
    let attempts = Comparison::attempts(&reports, key);
    if attempts.sessions.len() < 2 {
        let found = if attempts.sessions.is_empty() { "no attempt" } else { "one attempt only" };
        let error =
            Error::failed(format!("there is {found} at question `{}` to compare", report::inert(&key.to_string())));
        return Err(error.remedy(format!("`greenroom drill --question {key}` makes another")));
    }
    Ok(attempts)
}

/// The form asked for, where the other arguments go with it.
fn format(args: &cli::Report) -> Result<ReportFormat, Error> {
    let default = if args.open { ReportFormat::Html } else { ReportFormat::Text };
    let format = args.format.unwrap_or(default);
    if args.open && format != ReportFormat::Html {
        return Err(Error::usage("--open goes with --format html only").remedy("--output writes the other formats"));
    }
    if format != ReportFormat::Text && (args.brief || args.question.is_some()) {
        let error = Error::usage("--brief and --question go with --format text only");
        return Err(error.remedy("the other formats hold the whole report"));
    }
    if (!args.compare.is_empty() || args.attempts.is_some()) && format == ReportFormat::Html {
        return Err(Error::usage("--compare and --attempts go with --format text, markdown or json only"));
    }
    Ok(format)
}

/// Writes the page where it was asked for, else into the data folder, where only its owner can read it; and opens it.
fn open(named: Option<&Path>, id: SessionId, page: &str) -> Result<ExitCode, Error> {
    let path = if let Some(path) = named {
        path.to_owned()
    } else {
        let folder = store::data_dir()?.join("reports");
        let path = folder.join(format!("session-{id}.html"));
        fs::create_dir_all(&folder).map_err(|error| unwritten(&path, &error))?;
        path
    };
    write(&path, page)?;
    browser::open(&path)?;
    super::print(&format!("{}\n", path.display()))
}

/// The text asked for: all of it, the brief one or one question.
fn text(report: &Report, args: &cli::Report) -> Result<String, Error> {
    let width = super::width(args.width);
    let Some(asked) = &args.question else {
        return Ok(if args.brief { report::brief_text(report, width) } else { report::text(report, width) });
    };
    report::question_text(report, &QuestionKey::new(asked.trim()), width).ok_or_else(|| {
        let keys: Vec<String> = report.questions.iter().map(|question| question.key.to_string()).collect();
        let error = Error::failed(format!("the session had no question `{}`", report::inert(asked)));
        error.remedy(format!("it had {}", keys.join(", ")))
    })
}

/// The report of a session with the trend that it ends, which takes a look at all sessions: for whoever shows one.
///
/// # Errors
/// As [`of`].
pub(super) fn with_trend(store: &Store, id: SessionId) -> Result<Report, Error> {
    let session = store.session(id)?;
    let trend = trend::up_to(store, &session.listed, &session.guide)?;
    Ok(Report { trend, ..of_session(store, &session)? })
}

/// The report of a session as it is kept: its guide and marks as they were when it ended.
///
/// # Errors
/// There is no such session, it has not ended, or the store cannot be read.
pub(super) fn of(store: &Store, id: SessionId) -> Result<Report, Error> {
    of_session(store, &store.session(id)?)
}

fn of_session(store: &Store, session: &Session) -> Result<Report, Error> {
    let id = session.listed.id;
    if session.listed.state == SessionState::Open {
        let error = Error::failed(format!("session {id} has not ended, so it has no report"));
        return Err(error.remedy("`greenroom history` lists the sessions that have"));
    }
    let marks = store.marks(id, MarkedBy::Machine)?;
    let started = session.listed.started_at.to_zoned(TimeZone::system());
    let heading = Heading {
        session: Some(id.0),
        when: Some(started.strftime("%-d %B %Y, %H:%M").to_string()),
        started_at: Some(session.listed.started_at.to_string()),
        engine: session.listed.engine.map(|version| version.to_string()),
    };
    Ok(Report::build_with(&session.guide, &session.record, &marks, &people(store, id)?, heading))
}

/// The marks that people made of a session.
///
/// # Errors
/// The store cannot be read.
pub(super) fn people(store: &Store, id: SessionId) -> Result<People, Error> {
    Ok(People {
        own: store.persons_marks(id, MarkedBy::Candidate)?,
        mentor: store.persons_marks(id, MarkedBy::Mentor)?,
        rating: store.self_rating(id)?,
    })
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(|error| unwritten(path, &error))
}

fn unwritten(path: &Path, error: &io::Error) -> Error {
    Error::failed(format!("{} cannot be written: {error}", path.display()))
}
