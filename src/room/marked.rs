//! A marked answer, ready to be shown: the answer in pieces with its evidence, and the points in words. Both rooms show it.

use std::fmt::Write;

use crate::guide::{Point, Question};
use crate::interview::{Change, Drill};
use crate::mark::{Mark, Status};

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// What the words earned, where they are evidence: the most that a point made of them.
    pub(super) earned: Option<Status>,
    /// Numbers of the points whose evidence ends here, with a word where it earned nothing.
    pub(super) ends: Vec<String>,
}

impl Piece<'_> {
    /// The numbers behind it: "[1][2 denied]".
    pub(super) fn numbers(&self) -> String {
        if self.ends.is_empty() { String::new() } else { format!("[{}]", self.ends.join("][")) }
    }
}

/// A point and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) status: Status,
    /// "2. Work stealing".
    pub(super) title: String,
    /// What earned it or cost it, or why it matters.
    pub(super) reasons: Vec<String>,
}

/// The word for a mark.
pub(super) fn word(status: Status) -> &'static str {
    match status {
        Status::Covered => "covered",
        Status::Partial => "partial",
        Status::Missed => "missed",
    }
}

/// The number of a point, from 1, by its mark.
fn number(question: &Question, mark: &Mark) -> usize {
    question.points.iter().position(|point| point.id == mark.id).map_or(0, |index| index + 1)
}

/// The answer in pieces, cut where evidence starts and ends.
pub(super) fn pieces<'a>(answer: &'a str, question: &Question, marks: &[Mark]) -> Vec<Piece<'a>> {
    let spans = marks.iter().flat_map(|mark| mark.evidence.iter().map(move |evidence| (mark, evidence)));
    let spans = spans.filter(|(_, evidence)| answer.get(evidence.start..evidence.end).is_some()).collect::<Vec<_>>();
    let mut cuts = vec![0, answer.len()];
    cuts.extend(spans.iter().flat_map(|(_, evidence)| [evidence.start, evidence.end]));
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |cut: &[usize]| {
        let (start, end) = (cut[0], cut[1]);
        let over = spans.iter().filter(|(_, evidence)| evidence.start <= start && end <= evidence.end);
        let mut ends = Vec::new();
        for (mark, evidence) in spans.iter().filter(|(_, evidence)| evidence.end == end) {
            let label = format!("{}{}", number(question, mark), evidence.why.remark());
            if !ends.contains(&label) {
                ends.push(label);
            }
        }
        Piece { text: &answer[start..end], earned: over.map(|(_, evidence)| evidence.why.earned()).max(), ends }
    };
    cuts.windows(2).map(piece).collect()
}

/// The points in the guide's order.
pub(super) fn points(question: &Question, marks: &[Mark]) -> Vec<Judged> {
    let judged = |(index, point): (usize, &Point)| {
        let mark = marks.iter().find(|mark| mark.id == point.id);
        let status = mark.map_or(Status::Missed, |mark| mark.status);
        let mut reasons = Vec::new();
        for evidence in mark.into_iter().flat_map(|mark| &mark.evidence) {
            let reason = format!("\"{}\": {}", evidence.text, evidence.why.told(&evidence.idea));
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        if status != Status::Covered {
            reasons.push(format!("Looked for: {}", point.detail));
            reasons.extend(point.why.as_ref().map(|why| format!("Why it matters: {why}")));
        }
        Judged { status, title: format!("{}. {}", index + 1, point.title), reasons }
    };
    question.points.iter().enumerate().map(judged).collect()
}

/// "3 of 8 points covered, 2 partial, 3 missed: coverage 50 %".
pub(super) fn coverage(question: &Question, marks: &[Mark]) -> String {
    let judged = points(question, marks);
    let count = |status| judged.iter().filter(|judged| judged.status == status).count();
    let (covered, partial, missed) = (count(Status::Covered), count(Status::Partial), count(Status::Missed));
    let percent = (200 * covered + 100 * partial + judged.len()) / (2 * judged.len()).max(1);
    format!("{covered} of {} points covered, {partial} partial, {missed} missed: coverage {percent} %", judged.len())
}

/// What changed since the answer before; nothing at the first.
pub(super) fn changes(drill: &Drill) -> Option<String> {
    let changes = drill.changes()?;
    if changes.is_empty() {
        return Some("Since your last answer: the same marks.".to_owned());
    }
    let titles = |wanted: Change| {
        let titles = changes.iter().filter(|(_, change)| *change == wanted).map(|(point, _)| point.title.as_str());
        titles.collect::<Vec<_>>().join(", ")
    };
    let mut text = "Since your last answer:".to_owned();
    for (name, titles) in [("gained", titles(Change::Gained)), ("lost", titles(Change::Lost))] {
        if !titles.is_empty() {
            let _ = write!(text, " {name} {titles}.");
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::mark::{Evidence, Why};
    use crate::plan::sample;

    fn mark(id: &str, status: Status, evidence: &[(usize, usize, Why)], answer: &str) -> Mark {
        let evidence = evidence.iter().map(|(start, end, why)| Evidence {
            start: *start,
            end: *end,
            text: answer[*start..*end].to_owned(),
            idea: "the idea".to_owned(),
            why: *why,
        });
        Mark { status, evidence: evidence.collect(), ..Mark::blank(id) }
    }

    #[test]
    fn evidence_is_cut_out_of_the_answer_where_it_stands() {
        let guide = sample::guide();
        let answer = "An idle P steals work, never by signal.";
        let marks = [
            mark("stealing", Status::Covered, &[(3, 21, Why::Pattern), (10, 16, Why::Weak)], answer),
            mark("preemption", Status::Missed, &[(23, 38, Why::Negated)], answer),
        ];
        let pieces = pieces(answer, &guide.questions[0], &marks);
        assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), answer);
        let earned = pieces.iter().map(|piece| (piece.text, piece.earned)).collect::<Vec<_>>();
        assert_eq!(earned[0], ("An ", None));
        assert_eq!(earned[2], ("steals", Some(Status::Covered)), "the most that was made of it");
        let ends = pieces.iter().flat_map(|piece| piece.ends.clone()).collect::<Vec<_>>();
        assert_eq!(ends, ["1", "1", "2 denied"]);
    }

    #[test]
    fn coverage_is_said_in_numbers() {
        let guide = sample::guide();
        let marks = [mark("stealing", Status::Partial, &[], ""), mark("preemption", Status::Covered, &[], "")];
        let said = coverage(&guide.questions[0], &marks);
        assert_eq!(said, "1 of 2 points covered, 1 partial, 0 missed: coverage 75 %");
    }

    #[test]
    fn evidence_that_does_not_fit_its_answer_is_left_out() {
        let guide = sample::guide();
        let marks = [mark("stealing", Status::Covered, &[(0, 5, Why::Pattern)], "12345")];
        assert_eq!(pieces("é", &guide.questions[0], &marks).len(), 1);
        assert_eq!(pieces("", &guide.questions[0], &[]).len(), 0);
    }
}
