//! `history`: the list of sessions.

use std::process::ExitCode;

use colored::{Color, Colorize};
use console::{Alignment, measure_text_width, pad_str};
use jiff::tz::TimeZone;
use textwrap::{Options, WrapAlgorithm};

use super::Error;
use crate::cli;
use crate::interview::{Mode, SessionState};
use crate::report::inert;
use crate::store::{Filter, Listed, ShortVerdict, Summary};

/// Titles of the columns; what stands after the last is said in words.
const TITLES: [&str; 6] = ["id", "date", "guide", "mode", "total", "verdict"];

/// Lists the sessions that have ended, the latest first.
///
/// # Errors
/// A store that cannot be read, output that cannot be written.
pub(crate) fn run(args: &cli::History) -> Result<ExitCode, Error> {
    let filter = Filter { candidate: args.candidate.clone(), limit: args.limit };
    let sessions = super::open_store()?.list(&filter)?;
    if sessions.is_empty() {
        return super::print(&nothing(args.candidate.as_deref()));
    }
    super::print(&list(&sessions, super::width(None), &TimeZone::system()))
}

fn nothing(candidate: Option<&str>) -> String {
    match candidate {
        Some(name) => format!("No session of {} has ended yet. `greenroom history` lists everybody's.\n", inert(name)),
        None => "No session has ended yet. `greenroom mock` holds one.\n".to_owned(),
    }
}

/// A line a session, and below it what more there is.
fn list(sessions: &[Listed], width: usize, zone: &TimeZone) -> String {
    let rows: Vec<[String; TITLES.len()]> = sessions.iter().map(|session| cells(session, zone)).collect();
    let titles = TITLES.map(str::to_owned);
    let widths: [usize; TITLES.len()] = std::array::from_fn(|column| {
        let cells = rows.iter().chain([&titles]).map(|row| measure_text_width(&row[column]));
        cells.max().unwrap_or_default()
    });
    let heading = format!("{}\n", line(&titles, &widths).trim_end().dimmed());
    let below = Below { width, indent: " ".repeat(widths[0] + 2) };
    let blocks = sessions.iter().zip(&rows).map(|(session, [before @ .., verdict])| {
        let verdict = verdict.color(tone(session.summary.verdict));
        let below = below.lines(&notes(session)) + &below.lines(&areas(&session.summary));
        format!("{}  {verdict}\n{below}", line(before, &widths))
    });
    [heading].into_iter().chain(blocks).collect()
}

fn cells(session: &Listed, zone: &TimeZone) -> [String; TITLES.len()] {
    let started = session.started_at.to_zoned(zone.clone());
    let mode = match session.mode {
        Mode::Mock => "mock",
        Mode::Drill => "drill",
    };
    let summary = &session.summary;
    let of: u32 = summary.areas.iter().map(|area| area.max).sum();
    let verdict = match (session.state, summary.verdict) {
        (SessionState::Abandoned, _) => "given up",
        (_, ShortVerdict::Met) => "met",
        (_, ShortVerdict::NotMet) => "not met",
        (_, ShortVerdict::TooClose) => "too close to call",
        (_, ShortVerdict::NotJudged) => "not judged",
    };
    [
        session.id.to_string(),
        started.strftime("%Y-%m-%d %H:%M").to_string(),
        inert(&session.guide).into_owned(),
        mode.to_owned(),
        summary.total.map_or_else(|| "-".to_owned(), |total| format!("{total}/{of}")),
        verdict.to_owned(),
    ]
}

fn tone(verdict: ShortVerdict) -> Color {
    match verdict {
        ShortVerdict::Met => Color::Green,
        ShortVerdict::NotMet => Color::Red,
        ShortVerdict::TooClose => Color::Yellow,
        ShortVerdict::NotJudged => Color::White,
    }
}

/// Cells side by side; numbers are set to the right.
fn line(cells: &[String], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).zip(TITLES).map(|((cell, width), title)| {
        let alignment = if matches!(title, "id" | "total") { Alignment::Right } else { Alignment::Left };
        pad_str(cell, *width, alignment, None).into_owned()
    });
    padded.collect::<Vec<_>>().join("  ")
}

/// Who answered, and what is out of the ordinary.
fn notes(session: &Listed) -> Vec<String> {
    let candidate = session.candidate.as_deref().map(|name| inert(name).into_owned());
    let pace = match session.pace {
        None => Some("untimed".to_owned()),
        // As written.
        Some(1.0) => None,
        Some(pace) => Some(format!("pace {pace}")),
    };
    let interrupted = session.interrupted.then(|| "interrupted".to_owned());
    [candidate, pace, interrupted].into_iter().flatten().collect()
}

/// The areas all of which were asked.
fn areas(summary: &Summary) -> Vec<String> {
    let scored = summary.areas.iter();
    scored.filter_map(|area| Some(format!("{} {}/{}", inert(&area.title), area.score?, area.max))).collect()
}

/// What stands below a session's line.
struct Below {
    width: usize,
    indent: String,
}

impl Below {
    /// The items with commas between them, wrapped there; nothing where there are none.
    fn lines(&self, items: &[String]) -> String {
        if items.is_empty() {
            return String::new();
        }
        // Wrapping breaks at spaces, but not at these.
        let text = items.iter().map(|item| item.replace(' ', "\u{a0}")).collect::<Vec<_>>().join(", ");
        let options = Options::new(self.width).initial_indent(&self.indent).subsequent_indent(&self.indent);
        let filled = textwrap::fill(&text, options.wrap_algorithm(WrapAlgorithm::FirstFit));
        format!("{}\n", filled.replace('\u{a0}', " "))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::store::{AreaScore, SessionId};

    fn session(id: i64, total: Option<u32>, verdict: ShortVerdict) -> Listed {
        let area = |title: &str, score, max| AreaScore { title: title.to_owned(), score, max };
        let areas = vec![
            area("Making of Tea", Some(18), 25),
            area("Pouring", total.map(|_| 7), 10),
            area("Conversation at Table", total.map(|_| 13), 65),
        ];
        Listed {
            id: SessionId(id),
            started_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            guide: "tea".to_owned(),
            guide_hash: String::new(),
            candidate: None,
            mode: Mode::Mock,
            state: SessionState::Finished,
            interrupted: false,
            pace: Some(1.0),
            engine: None,
            summary: Summary { total, verdict, areas },
        }
    }

    #[test]
    fn sessions_are_listed_with_their_areas() {
        colored::control::set_override(false);
        let named = Listed {
            candidate: Some("Ada\u{1b}[31m".to_owned()),
            pace: Some(1.5),
            interrupted: true,
            ..session(12, Some(38), ShortVerdict::TooClose)
        };
        let given_up =
            Listed { state: SessionState::Abandoned, pace: None, ..session(9, None, ShortVerdict::NotJudged) };
        let sessions = [named, session(10, Some(38), ShortVerdict::NotMet), given_up];
        insta::assert_snapshot!(list(&sessions, 60, &TimeZone::UTC), @r"
        id  date              guide  mode   total  verdict
        12  1970-01-01 00:00  tea    mock  38/100  too close to call
            Ada␛[31m, pace 1.5, interrupted
            Making of Tea 18/25, Pouring 7/10,
            Conversation at Table 13/65
        10  1970-01-01 00:00  tea    mock  38/100  not met
            Making of Tea 18/25, Pouring 7/10,
            Conversation at Table 13/65
         9  1970-01-01 00:00  tea    mock       -  given up
            untimed
            Making of Tea 18/25
        ");
    }

    #[test]
    fn an_empty_list_says_what_to_do() {
        assert!(nothing(None).contains("greenroom mock"));
        assert!(nothing(Some("Bob")).contains("No session of Bob"));
    }
}
