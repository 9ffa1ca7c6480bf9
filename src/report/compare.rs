//! Sessions side by side, or the attempts at one question: what was gained and lost, point by point.

use std::collections::BTreeSet;

use serde::Serialize;

use super::sentences::{excerpt, verdict};
use super::timing::word_count;
use super::wording::{clock, per_cent, question_name, question_title};
use super::{Pace, PointReport, QuestionReport, Report};
use crate::guide::QuestionKey;
use crate::mark::{Status, Why};
use crate::scoring::{Coverage, Exact};

/// Sessions compared in their order, or the attempts at one question in them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Title of the guide.
    pub guide: String,
    /// Heading of the question whose attempts these are; none where whole sessions are compared.
    pub question: Option<String>,
    /// What the sessions are called, in order; with their day where attempts are compared.
    pub sessions: Vec<String>,
    /// What makes them hard to compare, in sentences.
    pub caveats: Vec<String>,
    /// Verdict, points, coverage and areas; of attempts points, coverage, words and time.
    pub figures: Vec<Figure>,
    /// The points that were asked at least twice, in the guide's order.
    pub points: Vec<PointChange>,
}

/// A figure of all sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is.
    pub title: String,
    /// What it was in each session.
    pub values: Vec<String>,
    /// By how much it changed from the first to the last, with its sign; empty where that cannot be said.
    pub change: String,
}

/// A point with its marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PointChange {
    /// Its question.
    pub question: QuestionKey,
    /// Title of its question.
    pub question_title: String,
    /// Its title.
    pub title: String,
    /// Its section.
    pub section: Option<String>,
    /// Its mark in each session; none where it was not asked.
    pub marks: Vec<Option<Status>>,
    /// Its mark where it was asked first.
    pub from: Status,
    /// Its mark where it was asked last.
    pub to: Status,
    /// The words that made the better of these two marks, where it changed and there are some.
    pub quote: Option<String>,
    /// The correction of what was said when it was asked last, where that was false.
    pub correction: Option<String>,
}

impl Comparison {
    /// Compares sessions on the same guide; of different guides, whatever has the same names.
    pub fn of(sessions: &[Report]) -> Self {
        Self {
            guide: sessions.last().map(|last| last.guide.clone()).unwrap_or_default(),
            question: None,
            sessions: sessions.iter().enumerate().map(|(index, report)| session(report, index)).collect(),
            caveats: caveats(sessions),
            figures: figures(sessions),
            points: points(sessions),
        }
    }

    /// Compares the attempts at one question in sessions of any kind; those in which it was not asked are left out.
    pub fn attempts(sessions: &[Report], key: &QuestionKey) -> Self {
        let attempts: Vec<Report> = sessions.iter().filter_map(|report| only(report, key)).collect();
        let questions: Vec<&QuestionReport> = attempts.iter().flat_map(|report| &report.questions).collect();
        let title = questions.last().map_or_else(|| question_name(key), |question| question_title(question));
        Self {
            question: Some(title),
            sessions: attempts.iter().enumerate().map(|(index, report)| attempt(report, index)).collect(),
            figures: attempt_figures(&questions),
            ..Self::of(&attempts)
        }
    }

    /// The points with a better mark in the end than at first.
    pub fn gained(&self) -> impl Iterator<Item = &PointChange> {
        self.points.iter().filter(|point| point.from < point.to)
    }

    /// The points with a worse one.
    pub fn lost(&self) -> impl Iterator<Item = &PointChange> {
        self.points.iter().filter(|point| point.from > point.to)
    }

    /// The points with the same mark.
    pub fn unchanged(&self) -> impl Iterator<Item = &PointChange> {
        self.points.iter().filter(|point| point.from == point.to)
    }

    /// How many points have the same mark, and which.
    pub fn same(&self) -> Coverage {
        let mut same = Coverage::default();
        self.unchanged().for_each(|point| same.add(point.to));
        same
    }
}

fn session(report: &Report, index: usize) -> String {
    report.heading.session.map_or_else(|| format!("no. {}", index + 1), |number| format!("session {number}"))
}

/// "session 7, 12 May 2025".
fn attempt(report: &Report, index: usize) -> String {
    let day = report.heading.when.as_deref().and_then(|when| when.split(',').next());
    let facts = [Some(session(report, index)), day.map(str::to_owned)];
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn asked(report: &Report) -> impl Iterator<Item = &QuestionReport> {
    report.questions.iter().filter(|question| question.asked)
}

fn asked_as<'a>(report: &'a Report, key: &QuestionKey) -> Option<&'a QuestionReport> {
    asked(report).find(|question| question.key == *key)
}

/// The report with this question alone, where it was answered. A follow-up stands below its question in a mock, and by
/// itself in a drill.
fn only(report: &Report, key: &QuestionKey) -> Option<Report> {
    let question = asked_as(report, key).cloned().or_else(|| {
        let (question, follow_up) = asked(report)
            .flat_map(|question| question.follow_ups.iter().map(move |follow_up| (question, follow_up)))
            .find(|(_, follow_up)| follow_up.key == *key && follow_up.asked)?;
        Some(QuestionReport {
            key: key.clone(),
            prompt: follow_up.prompt.clone(),
            answer: follow_up.answer.clone(),
            words: word_count(&follow_up.answer),
            // The clock of a follow-up is its question's.
            used_seconds: 0,
            score: None,
            coverage: follow_up.coverage,
            points: follow_up.points.clone(),
            follow_ups: Vec::new(),
            ..question.clone()
        })
    })?;
    (!question.is_blank()).then(|| Report { questions: vec![question], ..report.clone() })
}

/// Every point that was asked twice or more.
fn points(sessions: &[Report]) -> Vec<PointChange> {
    let mut seen = BTreeSet::new();
    let all = sessions.iter().flat_map(asked).flat_map(|question| question.points.iter().map(move |p| (question, p)));
    let new = all.filter(|(question, point)| seen.insert((question.key.clone(), point.id.clone())));
    new.filter_map(|(question, point)| change(sessions, &question.key, &point.id)).collect()
}

fn change(sessions: &[Report], key: &QuestionKey, id: &str) -> Option<PointChange> {
    let of = |report| {
        let question: &QuestionReport = asked_as(report, key)?;
        Some((question, question.points.iter().find(|point| point.id == id)?))
    };
    let all: Vec<Option<(&QuestionReport, &PointReport)>> = sessions.iter().map(of).collect();
    let mut asked = all.iter().flatten();
    let (_, from) = asked.next()?;
    let (question, to) = asked.next_back()?;
    let quote = match from.status.cmp(&to.status) {
        std::cmp::Ordering::Less => earning_words(to),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => earning_words(from),
    };
    let correction = to.evidence.iter().find(|quote| quote.why == Why::Misconception);
    Some(PointChange {
        question: key.clone(),
        question_title: question.title.clone(),
        title: to.title.clone(),
        section: to.section.clone(),
        marks: all.iter().map(|asked| asked.map(|(_, point)| point.status)).collect(),
        from: from.status,
        to: to.status,
        quote,
        correction: correction.map(|quote| quote.idea.clone()),
    })
}

/// The first words that earned something.
fn earning_words(point: &PointReport) -> Option<String> {
    let earned = point.evidence.iter().find(|quote| quote.why.earned() > Status::Missed);
    earned.map(|quote| excerpt(&quote.text))
}

fn caveats(sessions: &[Report]) -> Vec<String> {
    let differ = |of: &dyn Fn(&Report) -> String| {
        let all: Vec<String> = sessions.iter().map(of).collect();
        all.iter().any(|one| *one != all[0]).then_some(all)
    };
    let pace = |report: &Report| match report.pace {
        Pace::Untimed => "untimed".to_owned(),
        Pace::Times(pace) => format!("pace {pace}"),
    };
    let paces = differ(&pace).map(|paces| format!("They had different clocks: {}.", paces.join(", then ")));
    let interrupted = sessions.iter().enumerate().filter(|(_, report)| report.interrupted);
    let interrupted =
        interrupted.map(|(index, report)| format!("{} was interrupted.", capital(&session(report, index))));
    let engines = differ(&|report| report.heading.engine.clone().unwrap_or_default()).map(|engines| {
        let engines = engines.join(", ");
        format!("They were marked by different engines ({engines}): some changes may be the engine's.")
    });
    let candidates: BTreeSet<&str> = sessions.iter().filter_map(|report| report.candidate.as_deref()).collect();
    let candidates = (candidates.len() > 1).then(|| {
        let names = candidates.iter().copied().collect::<Vec<_>>().join(" and ");
        format!("They are of different candidates: {names}.")
    });
    let keys: BTreeSet<&QuestionKey> = sessions.iter().flat_map(asked).map(|question| &question.key).collect();
    let times = |key: &QuestionKey| sessions.iter().filter(|report| asked_as(report, key).is_some()).count();
    let once: Vec<String> = keys.into_iter().filter(|key| times(key) == 1).map(question_name).collect();
    let once = (!once.is_empty() && sessions.len() > 1)
        .then(|| format!("Asked in only one of them, and left out here: {}.", once.join(", ")));
    [candidates, paces].into_iter().flatten().chain(interrupted).chain(engines).chain(once).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn figures(sessions: &[Report]) -> Vec<Figure> {
    let verdict = Figure {
        title: "Verdict".to_owned(),
        values: sessions.iter().map(|report| verdict(report).word.to_lowercase()).collect(),
        change: String::new(),
    };
    let totals = sessions.iter().map(|report| report.card.total.rounded.map(Exact::from)).collect();
    let coverages = sessions.iter().map(|report| report.card.parts.iter().map(|part| part.coverage).sum());
    let areas = sessions.last().map_or(&[][..], |last| &last.card.areas).iter();
    let areas = areas.filter_map(|area| {
        let of = |report: &Report| {
            let area = report.card.areas.iter().find(|other| other.title == area.title)?;
            area.rounded.map(Exact::from)
        };
        let values: Vec<Option<Exact>> = sessions.iter().map(of).collect();
        values.iter().any(Option::is_some).then(|| amounts(&area.title, values))
    });
    [verdict, amounts("Points", totals), coverage(coverages)].into_iter().chain(areas).collect()
}

fn attempt_figures(questions: &[&QuestionReport]) -> Vec<Figure> {
    let scores: Vec<Option<Exact>> = questions.iter().map(|question| Some(question.score.as_ref()?.score)).collect();
    let points = scores.iter().any(Option::is_some).then(|| amounts("Points", scores));
    let plain = |title: &str, value: &dyn Fn(&QuestionReport) -> String| Figure {
        title: title.to_owned(),
        values: questions.iter().map(|question| value(question)).collect(),
        change: String::new(),
    };
    let words = plain("Words", &|question| question.words.to_string());
    let time = plain("Time used", &|question| match question.used_seconds {
        0 => "-".to_owned(),
        used => clock(used),
    });
    // Answers from a pipe take none.
    let time = questions.iter().any(|question| question.used_seconds > 0).then_some(time);
    let coverage = coverage(questions.iter().map(|question| question.coverage));
    points.into_iter().chain([coverage, words]).chain(time).collect()
}

fn coverage(coverages: impl Iterator<Item = Coverage>) -> Figure {
    let shares: Vec<Option<f64>> = coverages.map(|all| (all.points() > 0).then(|| all.share())).collect();
    let change = match shares.first().copied().flatten().zip(shares.last().copied().flatten()) {
        Some((first, last)) => signed(format!("{:+.0}", (last - first) * 100.0)),
        None => String::new(),
    };
    let values = shares.into_iter().map(|share| share.map_or_else(|| "-".to_owned(), per_cent)).collect();
    Figure { title: "Coverage".to_owned(), values, change }
}

/// A row of points; none where not all was asked.
fn amounts(title: &str, values: Vec<Option<Exact>>) -> Figure {
    let change = match values.first().copied().flatten().zip(values.last().copied().flatten()) {
        Some((first, last)) if last < first => format!("-{}", first - last),
        Some((first, last)) => signed(format!("+{}", last - first)),
        None => String::new(),
    };
    let shown = values.into_iter().map(|value| value.map_or_else(|| "-".to_owned(), |value| value.to_string()));
    Figure { title: title.to_owned(), values: shown.collect(), change }
}

/// A change with its sign; none has none.
fn signed(change: String) -> String {
    if matches!(change.as_str(), "+0" | "-0") { "0".to_owned() } else { change }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::SessionRecord;
    use crate::report::sample;
    use crate::scoring::Marks;

    fn comparison() -> Comparison {
        compared(&[sample::near_miss(), sample::pass()])
    }

    fn compared(sessions: &[(SessionRecord, Marks)]) -> Comparison {
        Comparison::of(&sessions.iter().map(sample::report).collect::<Vec<_>>())
    }

    #[test]
    fn what_got_better_is_gained_with_the_words_that_did_it() {
        let comparison = comparison();
        let gained: Vec<&PointChange> = comparison.gained().collect();
        let titles: Vec<&str> = gained.iter().map(|point| point.title.as_str()).collect();
        assert_eq!(titles, ["Preemption", "System calls", "Graceful shutdown"]);
        assert_eq!((gained[1].from, gained[1].to), (Status::Missed, Status::Covered));
        assert_eq!(gained[1].quote.as_deref(), Some("the thread lets go of its processor"));
        assert_eq!(gained[1].correction, None);
    }

    #[test]
    fn the_other_way_round_it_is_lost() {
        let back = compared(&[sample::pass(), sample::near_miss()]);
        let lost: Vec<&PointChange> = back.lost().collect();
        assert_eq!((back.gained().count(), lost.len()), (0, 3));
        let says = "The processor is handed to another thread while the call blocks.";
        assert_eq!(lost[1].correction.as_deref(), Some(says));
        assert_eq!(back.same(), comparison().same());
    }

    #[test]
    fn figures_have_their_change() {
        let figures = comparison().figures;
        let row = |title: &str| {
            figures.iter().find(|row| row.title == title).map(|row| (row.values.clone(), row.change.as_str()))
        };
        assert_eq!(row("Points"), Some((vec!["34".to_owned(), "38".to_owned()], "+4")));
        assert_eq!(row("Coverage"), Some((vec!["72%".to_owned(), "94%".to_owned()], "+22")));
        assert_eq!(row("Concurrency"), Some((vec!["6".to_owned(), "10".to_owned()], "+4")));
    }

    #[test]
    fn what_makes_them_hard_to_compare_is_said() {
        let caveats = comparison().caveats.join(" ");
        for said in ["pace 1.5, then pace 1.", "Session 7 was interrupted."] {
            assert!(caveats.contains(said), "{said} in {caveats}");
        }
        let (mut record, marks) = sample::pass();
        record.plan.parts.truncate(1);
        let comparison = compared(&[(record, marks), sample::pass()]);
        assert_eq!(comparison.caveats, ["Asked in only one of them, and left out here: Question 3."]);
        assert_eq!(comparison.figures[1].values[0], "-");
        assert_eq!(comparison.same().points(), 5);
    }

    #[test]
    fn of_more_than_two_the_first_and_the_last_count_and_all_are_shown() {
        let comparison = compared(&[sample::near_miss(), sample::empty(), sample::pass()]);
        let calls = comparison.gained().find(|point| point.title == "System calls").map(|point| point.marks.clone());
        assert_eq!(calls, Some(vec![Some(Status::Missed), Some(Status::Missed), Some(Status::Covered)]));
        assert_eq!(comparison.figures[1].values, ["34", "0", "38"]);
        assert_eq!(comparison.figures[1].change, "+4");
    }

    #[test]
    fn attempts_at_a_question_leave_out_sessions_without_an_answer_to_it() {
        let sessions = [sample::near_miss(), sample::empty(), sample::pass()];
        let reports: Vec<Report> = sessions.iter().map(sample::report).collect();
        let attempts = Comparison::attempts(&reports, &QuestionKey::number(1));
        assert_eq!(attempts.question.as_deref(), Some("Question 1: Scheduler"));
        assert_eq!((attempts.sessions.len(), attempts.points.len()), (2, 3));
        let titles: Vec<&str> = attempts.figures.iter().map(|figure| figure.title.as_str()).collect();
        assert_eq!(titles, ["Points", "Coverage", "Words", "Time used"]);
        assert!(Comparison::attempts(&reports, &QuestionKey::new("nothing")).sessions.is_empty());
    }
}
