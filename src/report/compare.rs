//! Two sessions side by side: what was gained and lost, point by point.

use super::sentences::{excerpt, verdict};
use super::wording::{per_cent, question_name};
use super::{Pace, PointReport, QuestionReport, Report};
use crate::guide::QuestionKey;
use crate::mark::{Status, Why};
use crate::scoring::{Coverage, Exact};

/// Two sessions compared, the first of them the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Title of the guide.
    pub guide: String,
    /// What the sessions are called, in order.
    pub sessions: [String; 2],
    /// What makes them hard to compare, in sentences.
    pub caveats: Vec<String>,
    /// Verdict, points, coverage and areas.
    pub figures: Vec<Figure>,
    /// Points with a better mark in the second, in the guide's order.
    pub gained: Vec<PointChange>,
    /// Points with a worse one.
    pub lost: Vec<PointChange>,
    /// Points with the same mark in both.
    pub same: Coverage,
}

/// A figure of both sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub title: String,
    /// How it was and how it came to be.
    pub values: [String; 2],
    /// By how much it changed, with its sign; empty where that cannot be said.
    pub change: String,
}

/// A point whose mark changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointChange {
    /// Its question.
    pub question: QuestionKey,
    /// Title of its question.
    pub question_title: String,
    /// Its title.
    pub title: String,
    /// Its section.
    pub section: Option<String>,
    /// Its marks, in order.
    pub from: Status,
    /// Its mark in the second session.
    pub to: Status,
    /// The words that made the better mark, where there are some.
    pub quote: Option<String>,
    /// The correction of what was said in the second session, where that was false.
    pub correction: Option<String>,
}

impl Comparison {
    /// Compares two sessions on the same guide; of different guides, whatever has the same names.
    pub fn between(before: &Report, after: &Report) -> Self {
        let mut comparison = Self {
            guide: after.guide.clone(),
            sessions: [session(before, "first"), session(after, "second")],
            caveats: caveats(before, after),
            figures: figures(before, after),
            gained: Vec::new(),
            lost: Vec::new(),
            same: Coverage::default(),
        };
        for (one, other) in asked(before).filter_map(|one| Some((one, counterpart(after, one)?))) {
            comparison.add_points(one, other);
        }
        comparison
    }

    fn add_points(&mut self, before: &QuestionReport, after: &QuestionReport) {
        for (one, other) in before.points.iter().filter_map(|one| Some((one, same_point(after, one)?))) {
            match one.status.cmp(&other.status) {
                std::cmp::Ordering::Less => self.gained.push(change(after, one, other)),
                std::cmp::Ordering::Equal => self.same.add(one.status),
                std::cmp::Ordering::Greater => self.lost.push(change(after, one, other)),
            }
        }
    }
}

fn session(report: &Report, otherwise: &str) -> String {
    report.heading.session.map_or_else(|| otherwise.to_owned(), |number| format!("session {number}"))
}

fn asked(report: &Report) -> impl Iterator<Item = &QuestionReport> {
    report.questions.iter().filter(|question| question.asked)
}

fn counterpart<'a>(report: &'a Report, question: &QuestionReport) -> Option<&'a QuestionReport> {
    asked(report).find(|other| other.key == question.key)
}

fn same_point<'a>(question: &'a QuestionReport, point: &PointReport) -> Option<&'a PointReport> {
    question.points.iter().find(|other| other.id == point.id)
}

fn change(question: &QuestionReport, from: &PointReport, to: &PointReport) -> PointChange {
    let better = if from.status < to.status { earning_words(to) } else { earning_words(from) };
    let correction = to.evidence.iter().find(|quote| quote.why == Why::Misconception);
    PointChange {
        question: question.key.clone(),
        question_title: question.title.clone(),
        title: to.title.clone(),
        section: to.section.clone(),
        from: from.status,
        to: to.status,
        quote: better,
        correction: correction.map(|quote| quote.idea.clone()),
    }
}

/// The first words that earned something.
fn earning_words(point: &PointReport) -> Option<String> {
    let earned =
        point.evidence.iter().find(|quote| matches!(quote.why, Why::Pattern | Why::Weak | Why::Doubted | Why::Named));
    earned.map(|quote| excerpt(&quote.text))
}

fn caveats(before: &Report, after: &Report) -> Vec<String> {
    let pace = |report: &Report| match report.pace {
        Pace::Untimed => "untimed".to_owned(),
        Pace::Times(pace) => format!("pace {pace}"),
    };
    let paces = (before.pace != after.pace)
        .then(|| format!("They had different clocks: {}, then {}.", pace(before), pace(after)));
    let interrupted = [before, after].into_iter().filter(|report| report.interrupted);
    let interrupted = interrupted.map(|report| format!("{} was interrupted.", capital(&session(report, "one"))));
    let engines = match (&before.heading.engine, &after.heading.engine) {
        (Some(one), Some(other)) if one != other => {
            Some(format!("They were marked by different engines ({one}, {other}): some changes may be the engine's."))
        }
        _ => None,
    };
    let only = |one: &Report, other: &Report| -> Vec<String> {
        let missing = asked(one).filter(|question| counterpart(other, question).is_none());
        missing.map(|question| question_name(&question.key)).collect()
    };
    let only: Vec<String> = [only(before, after), only(after, before)].concat();
    let only =
        (!only.is_empty()).then(|| format!("Asked in only one of them, and left out here: {}.", only.join(", ")));
    let candidates = match (&before.candidate, &after.candidate) {
        (Some(one), Some(other)) if one != other => Some(format!("They are of two candidates: {one} and {other}.")),
        _ => None,
    };
    [candidates, paces].into_iter().flatten().chain(interrupted).chain(engines).chain(only).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn figures(before: &Report, after: &Report) -> Vec<Figure> {
    let both = [before, after];
    let verdict = Figure {
        title: "Verdict".to_owned(),
        values: both.map(|report| verdict(report).word.to_lowercase()),
        change: String::new(),
    };
    let totals = both.map(|report| report.card.total.rounded.map(Exact::from));
    let coverages = both.map(|report| report.card.parts.iter().map(|part| part.coverage).sum::<Coverage>());
    let shares = coverages.map(Coverage::share);
    let coverage = Figure {
        title: "Coverage".to_owned(),
        values: coverages.map(
            |coverage| {
                if coverage.points() == 0 { "-".to_owned() } else { per_cent(coverage.share()) }
            },
        ),
        change: if coverages.iter().all(|coverage| coverage.points() > 0) {
            signed(format!("{:+.0}", (shares[1] - shares[0]) * 100.0))
        } else {
            String::new()
        },
    };
    let areas = after.card.areas.iter().filter_map(|area| {
        let was = before.card.areas.iter().find(|was| was.title == area.title)?;
        let values = [was, area].map(|area| area.rounded.map(Exact::from));
        values.iter().any(Option::is_some).then(|| amounts(&area.title, values))
    });
    [verdict, amounts("Points", totals), coverage].into_iter().chain(areas).collect()
}

/// A row of whole points; none where not all was asked.
fn amounts(title: &str, values: [Option<Exact>; 2]) -> Figure {
    let change = match values {
        [Some(one), Some(other)] if other < one => format!("-{}", one - other),
        [Some(one), Some(other)] => signed(format!("+{}", other - one)),
        _ => String::new(),
    };
    let shown = values.map(|value| value.map_or_else(|| "-".to_owned(), |value| value.to_string()));
    Figure { title: title.to_owned(), values: shown, change }
}

/// A change with its sign; none has none.
fn signed(change: String) -> String {
    if matches!(change.as_str(), "+0" | "-0") { "0".to_owned() } else { change }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn comparison() -> Comparison {
        Comparison::between(&sample::report(&sample::near_miss()), &sample::report(&sample::pass()))
    }

    #[test]
    fn what_got_better_is_gained_with_the_words_that_did_it() {
        let gained = comparison().gained;
        let titles: Vec<&str> = gained.iter().map(|point| point.title.as_str()).collect();
        assert_eq!(titles, ["Preemption", "System calls", "Graceful shutdown"]);
        assert_eq!((gained[1].from, gained[1].to), (Status::Missed, Status::Covered));
        assert_eq!(gained[1].quote.as_deref(), Some("the thread lets go of its processor"));
        assert_eq!(gained[1].correction, None);
    }

    #[test]
    fn the_other_way_round_it_is_lost() {
        let back = Comparison::between(&sample::report(&sample::pass()), &sample::report(&sample::near_miss()));
        assert_eq!((back.gained.len(), back.lost.len()), (0, 3));
        let says = "The processor is handed to another thread while the call blocks.";
        assert_eq!(back.lost[1].correction.as_deref(), Some(says));
        assert_eq!(back.same, comparison().same);
    }

    #[test]
    fn figures_have_their_change() {
        let figures = comparison().figures;
        let row = |title: &str| {
            figures.iter().find(|row| row.title == title).map(|row| (row.values.clone(), row.change.as_str()))
        };
        assert_eq!(row("Points"), Some((["34".to_owned(), "38".to_owned()], "+4")));
        assert_eq!(row("Coverage"), Some((["72%".to_owned(), "94%".to_owned()], "+22")));
        assert_eq!(row("Concurrency"), Some((["6".to_owned(), "10".to_owned()], "+4")));
    }

    #[test]
    fn what_makes_them_hard_to_compare_is_said() {
        let caveats = comparison().caveats.join(" ");
        for said in ["pace 1.5, then pace 1.", "Session 7 was interrupted."] {
            assert!(caveats.contains(said), "{said} in {caveats}");
        }
        let (mut record, marks) = sample::pass();
        record.plan.parts.truncate(1);
        let part = sample::report(&(record, marks));
        let comparison = Comparison::between(&part, &sample::report(&sample::pass()));
        assert_eq!(comparison.caveats, ["Asked in only one of them, and left out here: Question 3."]);
        assert_eq!(comparison.figures[1].values[0], "-");
        assert_eq!(comparison.same.points(), 5);
    }
}
