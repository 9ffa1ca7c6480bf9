//! `review`: the points that are due again, one by one.

use std::io::{BufRead, IsTerminal, Write, stdin, stdout};
use std::process::ExitCode;

use jiff::Timestamp;
use textwrap::Options;

use super::{Error, guides};
use crate::cli;
use crate::guide::{Guide, Point, PointStudy, QuestionKey};
use crate::mark::{Mark, Status};
use crate::matching::Matcher;
use crate::progress::{self, Card, Recall, Scheduler};
use crate::report::inert;
use crate::room::menu::{self, Manner};
use crate::store::{Owner, Review, Store};
use crate::text::one_line;

/// Days that a forecast looks ahead.
const FORECAST_DAYS: usize = 14;
/// Widest bar of the forecast, in columns.
const WIDEST_BAR: usize = 40;

/// Asks the points that are due, or tells how many will be.
///
/// # Errors
/// A guide or a store that cannot be used, a terminal that cannot be read.
pub(crate) fn run(args: &cli::Review) -> Result<ExitCode, Error> {
    let guide = guides::resolve(&args.guide)?;
    let mut store = super::open_store()?;
    let owner = Owner { candidate: args.candidate.as_deref().unwrap_or_default(), guide: &guide.slug };
    let now = Timestamp::now();
    // A point that the guide has no longer is asked no longer; its card stays, should it come back.
    let mut cards = store.cards(owner)?;
    cards.retain(|card| find(&guide, card).is_some());
    cards.sort_by_key(|card| (card.due_at, place(&guide, card)));
    if args.forecast {
        return super::print(&forecast(&cards, now));
    }
    let due: Vec<&Card> = cards.iter().filter(|card| card.due_at <= now).take(args.limit).collect();
    if due.is_empty() {
        return super::print(&nothing(&cards, now));
    }
    let matcher = guides::matcher(&guide)?;
    let scheduler = Scheduler::new().ok_or_else(|| Error::failed("the scheduler cannot be set up"))?;
    let sitting = Sitting {
        guide: &guide,
        matcher: &matcher,
        scheduler: &scheduler,
        owner,
        asks: stdin().is_terminal(),
        manner: Manner::fitting(args.plain),
    };
    sitting.hold(&due, &mut store)
}

/// Where the card's point stands in the guide: its question, whether it is of a follow-up, and its place there.
fn place(guide: &Guide, card: &Card) -> (usize, bool, usize) {
    let key = &card.question;
    let owner = guide.follow_up(key).map_or_else(|| key.clone(), |(question, _)| question.key());
    let question = guide.all_questions().position(|question| question.key() == owner);
    let points = guide.question(key).map(|question| &question.points);
    let points = points.or_else(|| guide.follow_up(key).map(|(_, follow_up)| &follow_up.points));
    let point = points.and_then(|points| points.iter().position(|point| point.id == card.point));
    (question.unwrap_or(usize::MAX), key.is_follow_up(), point.unwrap_or(usize::MAX))
}

/// The question's title, the point, and what there is for studying it.
pub(super) fn find<'g>(guide: &'g Guide, card: &Card) -> Option<(&'g str, &'g Point, Option<&'g PointStudy>)> {
    let (question, points) = match (guide.question(&card.question), guide.follow_up(&card.question)) {
        (Some(question), _) => (question, &question.points),
        (None, Some((question, follow_up))) => (question, &follow_up.points),
        (None, None) => return None,
    };
    let point = points.iter().find(|point| point.id == card.point)?;
    Some((&question.title, point, question.study.points.get(&point.id)))
}

fn nothing(cards: &[Card], now: Timestamp) -> String {
    match cards.iter().map(|card| card.due_at).filter(|due| *due > now).min() {
        None => "Nothing to review yet. The points that a mock or a drill finds missing become due; `greenroom mock` holds one.\n"
            .to_owned(),
        Some(next) => format!("Nothing is due. The next point is due on {}; --forecast shows more.\n", day(next)),
    }
}

fn day(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %B %Y").to_string()
}

fn forecast(cards: &[Card], now: Timestamp) -> String {
    let counts = progress::forecast(cards, now, FORECAST_DAYS);
    let most = counts.iter().copied().max().unwrap_or_default().max(1);
    let line = |(index, count): (usize, &usize)| {
        let name = match index {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            _ => format!("in {index} days"),
        };
        let bar = "#".repeat((count * WIDEST_BAR).div_ceil(most));
        format!("{name:>10}  {count:>4}  {bar}").trim_end().to_owned() + "\n"
    };
    let lines: String = counts.iter().enumerate().map(line).collect();
    format!("Points that fall due, those overdue counted to today:\n{lines}")
}

struct Sitting<'a> {
    guide: &'a Guide,
    matcher: &'a Matcher,
    scheduler: &'a Scheduler,
    owner: Owner<'a>,
    /// Somebody sits at a terminal; else replies come from a pipe, and the machine's mark decides.
    asks: bool,
    manner: Manner,
}

impl Sitting<'_> {
    fn hold(&self, due: &[&Card], store: &mut Store) -> Result<ExitCode, Error> {
        if self.asks {
            say(
                "Reply in your own words, and end with a line that holds a single dot. :skip leaves a point for later, :quit ends.\n",
            )?;
        }
        let mut lines = stdin().lock().lines();
        let mut reviewed = 0;
        for (index, card) in due.iter().enumerate() {
            let Some((title, point, study)) = find(self.guide, card) else { continue };
            say(&format!("\n[{} of {}] {}\n{}\n", index + 1, due.len(), inert(title), wrap(0, cue(point))))?;
            let reply = match reply(&mut lines)? {
                Reply::Text(text) => text,
                Reply::Skip => continue,
                Reply::Quit => break,
            };
            let mark = self.mark(&card.question, point, &reply);
            say(&shown(&mark, point, study))?;
            let suggested = Recall::of(mark.status);
            let (recall, goes_on) = if self.asks { self.ask(suggested)? } else { (suggested, true) };
            let now = Timestamp::now();
            let after = self.scheduler.after(card, recall, now);
            let review = Review { at: now, recall, status: mark.status, reply: &reply };
            store.keep_review(self.owner, &after, &review)?;
            reviewed += 1;
            say(&format!("Asked again on {}.\n", day(after.due_at)))?;
            if !goes_on {
                break;
            }
        }
        let noun = if reviewed == 1 { "point" } else { "points" };
        super::print(&format!("\n{reviewed} {noun} reviewed.\n"))
    }

    fn mark(&self, key: &QuestionKey, point: &Point, reply: &str) -> Mark {
        let marks = self.matcher.mark(key, reply).unwrap_or_default();
        marks.into_iter().find(|mark| mark.id == point.id).unwrap_or_else(|| Mark::blank(&point.id))
    }

    /// The candidate's own word on it, and whether to go on. Whoever leaves here has the machine's mark kept.
    fn ask(&self, suggested: Recall) -> Result<(Recall, bool), Error> {
        let items = ["Not at all", "In part, or with effort", "Well", "Without having to think"].map(str::to_owned);
        let default = Recall::ALL.iter().position(|recall| *recall == suggested).unwrap_or_default();
        let chosen = menu::choose("How well did you know it?", &items, default, self.manner);
        let chosen = chosen.map_err(|error| Error::failed(format!("the terminal cannot be used: {error}")))?;
        Ok(match chosen.and_then(|index| Recall::ALL.get(index)) {
            Some(recall) => (*recall, true),
            None => (suggested, false),
        })
    }
}

fn cue(point: &Point) -> &str {
    point.cue.as_deref().unwrap_or(&point.title)
}

enum Reply {
    Text(String),
    Skip,
    Quit,
}

/// A reply: lines up to one that holds a single dot, or the end of the input.
fn reply(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Result<Reply, Error> {
    let mut text = String::new();
    loop {
        match lines.next().transpose() {
            Ok(Some(line)) => match line.trim_end() {
                "." => return Ok(Reply::Text(text)),
                ":skip" if text.is_empty() => return Ok(Reply::Skip),
                ":quit" => return Ok(if text.is_empty() { Reply::Quit } else { Reply::Text(text) }),
                line => {
                    text.push_str(line);
                    text.push('\n');
                }
            },
            Ok(None) if text.trim().is_empty() => return Ok(Reply::Quit),
            Ok(None) => return Ok(Reply::Text(text)),
            Err(error) => return Err(Error::failed(format!("standard input cannot be read: {error}"))),
        }
    }
}

/// The mark with what earned it, and what a good reply says.
fn shown(mark: &Mark, point: &Point, study: Option<&PointStudy>) -> String {
    let status = match mark.status {
        Status::Covered => "✓ covered",
        Status::Partial => "~ partial",
        Status::Missed if mark.contradicted => "✗ false",
        Status::Missed => "✗ missed",
    };
    let quotes = mark.evidence.iter().map(|evidence| {
        let words = one_line(&evidence.text);
        wrap(2, &format!("\"{words}\": {}", evidence.why.told(&evidence.idea)))
    });
    let expected = std::iter::once(wrap(2, &format!("Expected: {}: {}", point.title, point.detail)));
    let sounds = study.map(|study| wrap(2, &format!("A senior answer: {}", study.sounds)));
    let lines: Vec<String> = quotes.chain(expected).chain(sounds).collect();
    format!("{status}\n{}\n", lines.join("\n"))
}

fn wrap(indent: usize, text: &str) -> String {
    let indent = " ".repeat(indent);
    let options = Options::new(super::width(None).min(100)).initial_indent(&indent).subsequent_indent(&indent);
    textwrap::fill(&inert(text), options)
}

fn say(text: &str) -> Result<(), Error> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Error::output)
}
