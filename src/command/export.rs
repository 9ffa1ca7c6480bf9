//! `history --export` and `--import`: sessions for other programs and machines.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::Error;
use crate::cli::{self, Export};
use crate::guide::{Guide, Point, PointStudy};
use crate::interview::Mode;
use crate::progress::Card;
use crate::store::{Filter, Listed, Owner, Store, TRANSFER_SCHEMA, Transfer};
use crate::text::{one_line, without_mark};

/// Writes sessions in the form asked for.
///
/// # Errors
/// The store cannot be read, there is nothing to write, or output cannot be written.
pub(super) fn export(store: &Store, args: &cli::History, filter: &Filter, form: Export) -> Result<ExitCode, Error> {
    match form {
        Export::Json => {
            let json = serde_json::to_string_pretty(&store.export(filter)?);
            super::print(&(json.map_err(|error| Error::failed(error.to_string()))? + "\n"))
        }
        Export::Csv => super::print(&csv(&store.list(filter)?)?),
        Export::Anki => super::print(&anki(store, args)?),
    }
}

/// Takes the sessions of a file in.
///
/// # Errors
/// A file that cannot be read, is none of ours, or was written by a newer version; a store that cannot be written.
pub(super) fn import(store: &mut Store, path: &Path) -> Result<ExitCode, Error> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| Error::failed(format!("{name} cannot be read: {error}")))?;
    let transfer: Transfer = serde_json::from_str(without_mark(&text)).map_err(|error| {
        Error::failed(format!("{name} holds no sessions of greenroom: {error}"))
            .remedy("name a file that `greenroom history --export json` wrote")
    })?;
    if transfer.schema > TRANSFER_SCHEMA {
        let error = Error::failed(format!("{name} was written by a newer greenroom (schema {})", transfer.schema));
        return Err(error.remedy("update greenroom"));
    }
    let new = store.import(&transfer)?;
    let here = transfer.sessions.len() - new;
    super::print(&format!("{new} sessions taken in, {here} were here already.\n"))
}

/// A line for each area of each session, the oldest first.
fn csv(sessions: &[Listed]) -> Result<String, Error> {
    let failed = |error: String| Error::failed(format!("the table cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let titles =
        ["session", "started", "guide", "candidate", "mode", "pace", "total", "verdict", "area", "score", "of"];
    writer.write_record(titles).map_err(|error| failed(error.to_string()))?;
    for session in sessions.iter().rev() {
        let number = |value: Option<u32>| value.map_or_else(String::new, |value| value.to_string());
        let verdict = serde_json::to_value(session.summary.verdict).ok();
        let verdict = verdict.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        let mode = match session.mode {
            Mode::Mock => "mock",
            Mode::Drill => "drill",
        };
        for area in &session.summary.areas {
            let record = [
                session.id.to_string(),
                session.started_at.to_string(),
                session.guide.clone(),
                session.candidate.clone().unwrap_or_default(),
                mode.to_owned(),
                session.pace.map_or_else(|| "untimed".to_owned(), |pace| pace.to_string()),
                number(session.summary.total),
                verdict.clone(),
                area.title.clone(),
                number(area.score),
                area.max.to_string(),
            ];
            writer.write_record(record).map_err(|error| failed(error.to_string()))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}

/// The candidate's cards of a guide as lines for Anki: front, back and tags, with tabs between them.
fn anki(store: &Store, args: &cli::History) -> Result<String, Error> {
    let guide = super::guides::resolve(args.guide.as_deref().unwrap_or(cli::DEFAULT_GUIDE))?;
    let candidate = args.candidate.as_deref().unwrap_or_default();
    let cards = store.cards(Owner { candidate, guide: &guide.slug })?;
    if cards.is_empty() {
        return Err(Error::failed("there are no points to review yet")
            .remedy("hold a mock: what it finds missing becomes a card"));
    }
    let lines: Vec<String> = cards.iter().filter_map(|card| anki_line(&guide, card)).collect();
    Ok(format!("#separator:tab\n#html:false\n#columns:Front\tBack\tTags\n#tags column:3\n{}\n", lines.join("\n")))
}

fn anki_line(guide: &Guide, card: &Card) -> Option<String> {
    let (question, point, study): (_, &Point, Option<&PointStudy>) = super::review::find(guide, card)?;
    let cue = point.cue.as_deref().unwrap_or(&point.title);
    let mut back = format!("{}: {}", point.title, point.detail);
    for text in point.why.iter().chain(study.map(|study| &study.sounds)) {
        back.push_str(" - ");
        back.push_str(text);
    }
    let tag = |text: &str| crate::authoring::slug(text);
    let fields = [cue.to_owned(), back, format!("{} {}", tag(&guide.slug), tag(question))];
    // A tab or a line break would end the field.
    Some(fields.map(|field| one_line(&field)).join("\t"))
}
