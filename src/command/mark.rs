//! `report --mark`: a person goes through the marks of a finished session, and says which are otherwise. And `--remark`: the
//! engine marks it again.

use std::io::{IsTerminal, Write, stdin, stdout};
use std::process::ExitCode;

use super::{Error, guides, report};
use crate::cli::MarkAs;
use crate::guide::{Guide, QuestionKey};
use crate::interview::{Answer, SessionRecord};
use crate::mark::{MarkedBy, PersonsMark, Status};
use crate::matching::{ENGINE_VERSION, Matcher};
use crate::report::{self as reports, Comparison, PointReport, QuestionReport, Report, inert};
use crate::scoring::Marks;
use crate::store::{Filter, Session, SessionId, Store, Summary};
use crate::text::one_line;

/// Walks through a session's marks and keeps what the person says of them, also where they leave early.
///
/// # Errors
/// There is no such session, it has not ended, or the store cannot be used.
pub(super) fn walk(store: &mut Store, id: SessionId, who: MarkAs) -> Result<ExitCode, Error> {
    let by = match who {
        MarkAs::Mentor => MarkedBy::Mentor,
        MarkAs::Own => MarkedBy::Candidate,
    };
    let report = report::of(store, id)?;
    let mut walk = Walk { by, marks: Vec::new(), kept: store.persons_marks(id, by)? };
    if stdin().is_terminal() {
        say(
            "For each point: Enter leaves the mark, c, p or m says covered, partial or missed; a reason may follow, such as\n\
             \"c said it in other words\". :quit ends; what you said until then is kept.\n",
        )?;
    }
    for question in report.questions.iter().filter(|question| !question.is_blank()) {
        let follow_ups = question.follow_ups.iter().filter(|follow_up| !follow_up.answer.trim().is_empty());
        say(&format!("\n{}\n\n{}\n", inert(&head(question)), inert(question.answer.trim())))?;
        let mut goes_on = walk.points(&question.key, &question.points)?;
        for follow_up in follow_ups {
            if goes_on {
                say(&format!("\n{}\n\n{}\n", inert(&follow_up.prompt), inert(follow_up.answer.trim())))?;
                goes_on = walk.points(&follow_up.key, &follow_up.points)?;
            }
        }
        if !goes_on {
            break;
        }
    }
    store.put_persons_marks(id, by, &walk.marks)?;
    let session = store.session(id)?;
    summarise(store, id, &session)?;
    super::print(&format!("\n{} marks kept. `greenroom report {id}` shows them.\n", walk.marks.len()))
}

/// Marks a session again with this version's engine, and the guide's patterns of today where its points are still the
/// same; shows what moved. People's marks stay.
///
/// # Errors
/// There is no such session, it has not ended, or the store cannot be used.
pub(super) fn again(store: &mut Store, id: SessionId, width: usize) -> Result<ExitCode, Error> {
    let before = report::of(store, id)?;
    let session = store.session(id)?;
    let today = guides::resolve(&session.guide.slug).ok().filter(|today| same_points(&session.guide, today));
    let matcher = guides::matcher(today.as_ref().unwrap_or(&session.guide))?;
    let marks = marks(&matcher, &session.record);
    let people = report::people(store, id)?;
    let card = reports::scorecard(&session.guide, &session.record, &people.over(&marks));
    store.remark(id, &marks, &Summary::of(&card), ENGINE_VERSION)?;
    let after = report::of(store, id)?;
    super::print(&reports::comparison_text(&Comparison::of(&[before, after]), width))
}

/// Whether the guides ask for the same points under the same names, so that marks of one mean the same in the other.
fn same_points(one: &Guide, other: &Guide) -> bool {
    let points = |guide: &Guide| -> Vec<(QuestionKey, Vec<String>)> {
        let ids = |points: &[crate::guide::Point]| points.iter().map(|point| point.id.clone()).collect();
        guide.all_questions().map(|question| (question.key(), ids(&question.points))).collect()
    };
    points(one) == points(other)
}

fn marks(matcher: &Matcher, record: &SessionRecord) -> Marks {
    let mut marker = matcher.marker();
    let mut mark = |answer: &Answer| Some((answer.question.clone(), marker.mark(&answer.question, &answer.text)?));
    record.answers.iter().filter_map(&mut mark).collect()
}

fn summarise(store: &mut Store, id: SessionId, session: &Session) -> Result<(), Error> {
    let machine = store.marks(id, MarkedBy::Machine)?;
    let people = report::people(store, id)?;
    let card = reports::scorecard(&session.guide, &session.record, &people.over(&machine));
    Ok(store.put_summary(id, &Summary::of(&card))?)
}

fn head(question: &QuestionReport) -> String {
    let number = question.key.as_number().map_or_else(String::new, |number| format!("Question {number}: "));
    format!("── {number}{} ──", question.title)
}

struct Walk {
    by: MarkedBy,
    marks: Vec<PersonsMark>,
    /// What the same person said before: Enter leaves that.
    kept: Vec<PersonsMark>,
}

impl Walk {
    /// Goes through the points of a question; false where the person would rather end.
    fn points(&mut self, key: &QuestionKey, points: &[PointReport]) -> Result<bool, Error> {
        for (index, point) in points.iter().enumerate() {
            let before = self.kept.iter().find(|mark| mark.question == *key && mark.point == point.id).cloned();
            let stands = before.as_ref().map_or(point.status, |mark| mark.status);
            say(&shown(point, index, points.len(), stands))?;
            loop {
                say("> ")?;
                let Some(line) = line()? else { return Ok(false) };
                if line == ":quit" {
                    return Ok(false);
                }
                match said(&line, stands) {
                    Some((status, reason)) => {
                        let reason = reason.or_else(|| before.as_ref().and_then(|mark| mark.reason.clone()));
                        // The candidate's marks are disputes: what was left alone is none. A mentor's Enter confirms.
                        if self.by == MarkedBy::Mentor || status != point.status || reason.is_some() {
                            let point = point.id.clone();
                            self.marks.push(PersonsMark { question: key.clone(), point, status, reason });
                        }
                        break;
                    }
                    None => say("Enter, c, p or m, with a reason after it if you like; or :quit.\n")?,
                }
            }
        }
        Ok(true)
    }
}

/// The mark and the reason that a line says.
fn said(line: &str, stands: Status) -> Option<(Status, Option<String>)> {
    let (word, reason) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let status = match word {
        "" => stands,
        "c" | "covered" => Status::Covered,
        "p" | "partial" => Status::Partial,
        "m" | "missed" => Status::Missed,
        _ => return None,
    };
    let reason = reason.trim();
    Some((status, (!reason.is_empty()).then(|| reason.to_owned())))
}

fn shown(point: &PointReport, index: usize, count: usize, stands: Status) -> String {
    let word = match stands {
        Status::Covered => "covered",
        Status::Partial => "partial",
        Status::Missed => "missed",
    };
    let quotes = point.evidence.iter().map(|quote| {
        let words = one_line(&quote.text);
        format!("    \"{words}\": {}\n", quote.why.told(&quote.idea))
    });
    let head = format!("\n[{} of {count}] {}: {}\n  {word}\n", index + 1, point.title, point.detail);
    inert(&(head + &quotes.collect::<String>())).into_owned()
}

/// A line of input; nothing at its end.
fn line() -> Result<Option<String>, Error> {
    let mut line = String::new();
    match stdin().read_line(&mut line) {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(line.trim().to_owned())),
        Err(error) => Err(Error::failed(format!("standard input cannot be read: {error}"))),
    }
}

fn say(text: &str) -> Result<(), Error> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Error::output)
}

/// Labelled answers made of what mentors marked: for each question all of whose points a mentor marked or confirmed, one
/// line of JSON for a guide's `answers/`.
///
/// # Errors
/// The store cannot be read.
pub(super) fn labelled(store: &Store, guide: &Guide) -> Result<String, Error> {
    let mut lines = String::new();
    for listed in store.list(&Filter { guide: Some(guide.slug.clone()), ..Filter::default() })? {
        let report: Report = report::of(store, listed.id)?;
        for question in report.questions.iter().filter(|question| !question.is_blank()) {
            let label = |point: &PointReport| {
                let status = point.people.as_ref()?.mentor?;
                let key = match &point.section {
                    Some(section) => format!("{section} / {}", point.title),
                    None => point.title.clone(),
                };
                Some((key, serde_json::Value::from(status.double_credit())))
            };
            let labels: Option<serde_json::Map<_, _>> = question.points.iter().map(label).collect();
            let Some(labels) = labels.filter(|labels| !labels.is_empty()) else { continue };
            let answer = serde_json::json!({
                "id": format!("session-{}-q{}", listed.id, question.key),
                "question": question.key,
                "style": "session",
                "answer": question.answer,
                "points": labels,
            });
            lines.push_str(&answer.to_string());
            lines.push('\n');
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_a_mark_and_perhaps_a_reason() {
        let reason = |text: &str| Some(text.to_owned());
        assert_eq!(said("", Status::Partial), Some((Status::Partial, None)));
        assert_eq!(said("c", Status::Missed), Some((Status::Covered, None)));
        assert_eq!(said("m  it was denied ", Status::Covered), Some((Status::Missed, reason("it was denied"))));
        assert_eq!(said("yes", Status::Covered), None);
    }
}
