//! `history`: the list of sessions, and what they add up to.

use std::io::{IsTerminal, stdin};
use std::process::ExitCode;

use colored::{Color, Colorize};
use console::{Alignment, measure_text_width, pad_str};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use textwrap::{Options, WrapAlgorithm};

use super::{Error, export, report, trend};
use crate::cli::{self, HistoryAct};
use crate::guide::Guide;
use crate::interview::{Ending, Mode, SessionState};
use crate::mark::{MarkedBy, Status};
use crate::progress::{self, PointStanding};
use crate::report::{AreaTrend, Trend, inert};
use crate::room::menu::{self, Manner};
use crate::scoring::calibration;
use crate::store::{self, Filter, Listed, Owner, SessionId, ShortVerdict, Store, Summary};

/// Titles of the columns; what stands after the last is said in words.
const TITLES: [&str; 6] = ["id", "date", "guide", "mode", "total", "verdict"];

/// Timed mocks that are looked at for how time was kept: the latest.
const TIMED: usize = 5;
/// Points named as weakest and as most improved.
const POINTS: usize = 3;

/// Lists the sessions that have ended, the latest first, and what they add up to; or exports, imports and deletes them.
///
/// # Errors
/// A store that cannot be used, output that cannot be written, a deletion that nobody confirmed.
pub(crate) fn run(args: &cli::History) -> Result<ExitCode, Error> {
    if matches!(args.act, Some(HistoryAct::Repair)) {
        let repaired = store::repair(&store::data_dir()?)?;
        let (aside, sessions) = (repaired.aside.display(), repaired.sessions);
        return super::print(&format!("The database was set aside as {aside}; {sessions} sessions were taken over.\n"));
    }
    let mut store = super::open_store()?;
    match &args.act {
        Some(HistoryAct::Delete { session, yes }) => {
            let id = SessionId(*session);
            store.session(id)?;
            confirm(&format!("Delete session {id} for good?"), *yes)?;
            store.delete_session(id)?;
            return super::print(&format!("Session {id} is deleted.\n"));
        }
        Some(HistoryAct::Erase { candidate, yes }) => {
            let whose =
                candidate.as_ref().map_or_else(|| "everybody's".to_owned(), |name| format!("{}'s", inert(name)));
            confirm(&format!("Delete {whose} sessions, cards and reviews for good?"), *yes)?;
            let erased = store.erase(candidate.as_deref())?;
            return super::print(&format!("{erased} sessions are deleted.\n"));
        }
        Some(HistoryAct::Repair) | None => {}
    }
    if let Some(path) = &args.import {
        return export::import(&mut store, path);
    }
    let filter = filter(args);
    if let Some(form) = args.export {
        return export::export(&store, args, &filter, form);
    }
    let sessions = store.list(&filter)?;
    let Some(latest) = sessions.iter().find(|session| session.state == SessionState::Finished) else {
        let listed = if sessions.is_empty() {
            nothing(args.candidate.as_deref(), args.guide.as_deref())
        } else {
            list(&sessions, super::width(None), &TimeZone::system())
        };
        return super::print(&listed);
    };
    let guide = store.session(latest.id)?.guide;
    let owner = Owner { candidate: latest.candidate.as_deref().unwrap_or_default(), guide: &guide.slug };
    let standings = progress::standings(&store.past_marks(owner)?, Timestamp::now());
    let text = list(&sessions, super::width(None), &TimeZone::system())
        + &trends(&sessions, latest, &guide)
        + &cut_off(&store, &sessions)?
        + &calibrated(&store, &sessions)?
        + &points(&guide, &standings);
    super::print(&text)
}

/// Asks before something is deleted; without a terminal only `--yes` will do.
fn confirm(question: &str, yes: bool) -> Result<(), Error> {
    if yes {
        return Ok(());
    }
    if !stdin().is_terminal() {
        return Err(Error::usage("nobody is there to confirm it").remedy("add --yes"));
    }
    let items = ["No, keep it", "Yes, delete it"].map(str::to_owned);
    let chosen = menu::choose(question, &items, 0, Manner::fitting(false));
    let chosen = chosen.map_err(|error| Error::failed(format!("the terminal cannot be used: {error}")))?;
    if chosen == Some(1) { Ok(()) } else { Err(Error::failed("nothing was deleted")) }
}

/// How the areas moved over the sessions that can be compared.
fn trends(sessions: &[Listed], latest: &Listed, guide: &Guide) -> String {
    let Some(Trend { areas, .. }) = trend::over(sessions, latest, guide) else { return String::new() };
    let widest = areas.iter().map(|trend| measure_text_width(&inert(&trend.area))).max().unwrap_or_default();
    let line = |trend: &AreaTrend| {
        let bars: String = trend.scores.iter().map(|score| bar(*score, trend.max)).collect();
        let ends = trend.scores.first().zip(trend.scores.last());
        let (first, last) = ends.map_or((0, 0), |(first, last)| (*first, *last));
        let pass = trend.pass_line.map_or_else(String::new, |line| format!(", pass line {line}"));
        let name = pad_str(&inert(&trend.area), widest, Alignment::Left, None).into_owned();
        format!("  {name}  {bars}  {first} to {last} of {}{pass}\n", trend.max)
    };
    let lines = areas.iter().map(line).collect::<String>();
    format!("\nTrend over the sessions that can be compared, oldest first\n{lines}")
}

/// How many answers of the latest timed mocks a part's clock cut off; nothing where none did.
fn cut_off(store: &Store, sessions: &[Listed]) -> Result<String, Error> {
    let timed = sessions.iter().filter(|session| session.mode == Mode::Mock && session.pace.is_some());
    let (mut answers, mut cut) = (0, 0);
    for session in timed.take(TIMED) {
        let record = store.session(session.id)?.record;
        answers += record.answers.len();
        cut += record.answers.iter().filter(|answer| answer.ending == Ending::CutOff).count();
    }
    Ok(if cut == 0 {
        String::new()
    } else {
        format!("\nTime: a part's clock cut off {cut} of {answers} answers of the latest timed mocks.\n")
    })
}

/// How well the candidate judges themselves, the oldest session first; nothing where they never did.
fn calibrated(store: &Store, sessions: &[Listed]) -> Result<String, Error> {
    let mut shares = Vec::new();
    let mut all = Vec::new();
    for session in sessions.iter().filter(|session| session.mode == Mode::Mock).take(trend::SESSIONS) {
        let own = store.persons_marks(session.id, MarkedBy::Candidate)?;
        if own.is_empty() {
            continue;
        }
        let counted = report::people(store, session.id)?.over(&store.marks(session.id, MarkedBy::Machine)?);
        let pairs: Vec<(Status, Status)> = own
            .iter()
            .filter_map(|own| {
                let marks = counted.get(&own.question)?;
                Some((own.status, marks.iter().find(|mark| mark.id == own.point)?.status))
            })
            .collect();
        shares.extend(
            calibration(&pairs).map(|calibration| format!("{:+.0}", (calibration.own - calibration.counted) * 100.0)),
        );
        all.extend(pairs);
    }
    shares.reverse();
    Ok(calibration(&all).map_or_else(String::new, |calibration| {
        let differences = shares.join(", ");
        format!(
            "\nYour own marks less those that count, in points of a hundred, oldest first: {differences}; {}.\n",
            calibration.words()
        )
    }))
}

/// A score as a bar of one column.
fn bar(score: u32, max: u32) -> char {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let step = score.min(max) as usize * (BARS.len() - 1);
    BARS[step.checked_div(max as usize).unwrap_or_default()]
}

/// The weakest points and those that improved most, where something was marked more than once.
fn points(guide: &Guide, standings: &[PointStanding]) -> String {
    let line = |standing: &PointStanding, figure: String| {
        let titles = guide.question(&standing.question).and_then(|question| {
            let point = question.points.iter().find(|point| point.id == standing.point)?;
            Some(format!("{}, {}", question.title, point.title))
        });
        titles.map_or_else(String::new, |titles| format!("  {figure:>5}  {}\n", inert(&titles)))
    };
    let weakest = standings.iter().take(POINTS).filter(|standing| standing.credit < 1.0);
    let weakest: String = weakest.map(|standing| line(standing, format!("{:.0} %", standing.credit * 100.0))).collect();
    let mut gained: Vec<&PointStanding> = standings.iter().filter(|standing| standing.gained > 0.0).collect();
    gained.sort_by(|one, other| other.gained.total_cmp(&one.gained));
    let gained = gained.into_iter().take(POINTS);
    let gained: String = gained.map(|standing| line(standing, format!("+{:.1}", standing.gained))).collect();
    let section = |title: &str, lines: String| if lines.is_empty() { lines } else { format!("\n{title}\n{lines}") };
    section("Weakest points, old sessions counting less (`greenroom drill --weakest`)", weakest)
        + &section("Most improved", gained)
}

fn nothing(candidate: Option<&str>, guide: Option<&str>) -> String {
    let of = |word: &str, name: Option<&str>| name.map(|name| format!(" {word} {}", inert(name)));
    let whose: String = [of("of", candidate), of("with the guide", guide)].into_iter().flatten().collect();
    if whose.is_empty() {
        return "No session has ended yet. `greenroom mock` holds one.\n".to_owned();
    }
    format!("No session{whose} has ended yet. `greenroom history` lists all.\n")
}

/// The sessions that are asked for.
fn filter(args: &cli::History) -> Filter {
    // Sessions stay when their guide goes: then its short name is all there is to know it by.
    let slug = |guide: &String| super::guides::resolve(guide).map_or_else(|_| guide.clone(), |guide| guide.slug);
    Filter { candidate: args.candidate.clone(), guide: args.guide.as_ref().map(slug), limit: args.limit }
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
    use super::*;
    use crate::store::AreaScore;

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
        assert!(nothing(None, None).contains("greenroom mock"));
        assert!(nothing(Some("Bob"), None).contains("No session of Bob"));
    }
}
