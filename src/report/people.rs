//! Marks that people made, beside the machine's.

use super::model::{Heading, OwnRating, PeopleMarks, PointReport, Report};
use crate::guide::Guide;
use crate::interview::{SelfRating, SessionRecord};
use crate::mark::{Chances, PersonsMark, Status};
use crate::scoring::{Marks, calibration};

/// The marks that people made of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// The candidate's own.
    pub own: Vec<PersonsMark>,
    /// A mentor's.
    pub mentor: Vec<PersonsMark>,
    /// How the candidate judged themselves, where they did.
    pub rating: Option<SelfRating>,
}

impl People {
    /// The marks that count: the machine's, but a mentor's where there is one. What the machine quotes stays as evidence.
    pub fn over(&self, machine: &Marks) -> Marks {
        let mut marks = machine.clone();
        for persons in &self.mentor {
            let of_question = marks.entry(persons.question.clone()).or_default();
            let known = of_question.iter_mut().find(|mark| mark.id == persons.point);
            let Some(mark) = known else {
                let blank = crate::mark::Mark::blank(&persons.point);
                let chances = Chances::certain(persons.status);
                of_question.push(crate::mark::Mark { status: persons.status, chances, ..blank });
                continue;
            };
            mark.status = persons.status;
            mark.chances = Chances::certain(persons.status);
            mark.contradicted &= persons.status != Status::Covered;
        }
        marks
    }
}

impl Report {
    /// Like [`Report::build`], with the marks that people made: a mentor's count, the candidate's own stand beside them.
    pub fn build_with(
        guide: &Guide,
        record: &SessionRecord,
        machine: &Marks,
        people: &People,
        heading: Heading,
    ) -> Self {
        let mut report = Self::build(guide, record, &people.over(machine), heading);
        if !people.mentor.is_empty() {
            report.machine_card = Some(super::scorecard(guide, record, machine));
        }
        for question in &mut report.questions {
            let follow_ups = question.follow_ups.iter_mut().map(|follow_up| (&follow_up.key, &mut follow_up.points));
            for (key, points) in std::iter::once((&question.key, &mut question.points)).chain(follow_ups) {
                for point in points {
                    let of = |marks: &[PersonsMark]| {
                        marks.iter().find(|mark| mark.question == *key && mark.point == point.id).cloned()
                    };
                    let machine = machine.get(key).and_then(|marks| marks.iter().find(|mark| mark.id == point.id));
                    let machine = machine.map_or(Status::Missed, |mark| mark.status);
                    point.people = together(of(&people.own), machine, of(&people.mentor));
                }
            }
        }
        report.calibration = ratings(&report);
        report.self_rating.clone_from(&people.rating);
        report
    }
}

fn together(own: Option<PersonsMark>, machine: Status, mentor: Option<PersonsMark>) -> Option<PeopleMarks> {
    (own.is_some() || mentor.is_some()).then(|| PeopleMarks {
        own: own.as_ref().map(|mark| mark.status),
        own_reason: own.and_then(|mark| mark.reason),
        machine,
        mentor: mentor.as_ref().map(|mark| mark.status),
        mentor_reason: mentor.and_then(|mark| mark.reason),
    })
}

fn ratings(report: &Report) -> Vec<OwnRating> {
    let pair = |point: &PointReport| Some((point.people.as_ref()?.own?, point.status));
    let pairs = |part: Option<&str>| -> Vec<(Status, Status)> {
        let asked = report.questions.iter().filter(|question| part.is_none_or(|part| question.part == part));
        asked.flat_map(|question| &question.points).filter_map(pair).collect()
    };
    let parts = report.card.parts.iter().map(|part| Some((part.key.as_str(), part.title.as_str())));
    let rating = |part: Option<(&str, &str)>| {
        let calibration = calibration(&pairs(part.map(|(key, _)| key)))?;
        Some(OwnRating {
            part: part.map(|(_, title)| title.to_owned()),
            points: calibration.points,
            own: calibration.own,
            counted: calibration.counted,
            agreement: calibration.agreement,
            words: calibration.words(),
        })
    };
    std::iter::once(None).chain(parts).filter_map(rating).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::guide::QuestionKey;
    use crate::report::{sample, text};

    fn persons(question: u32, point: &str, status: Status, reason: Option<&str>) -> PersonsMark {
        let reason = reason.map(str::to_owned);
        PersonsMark { question: QuestionKey::number(question), point: point.to_owned(), status, reason }
    }

    fn report(people: &People) -> Report {
        let (record, marks) = sample::near_miss();
        Report::build_with(&sample::guide(), &record, &marks, people, Heading::default())
    }

    #[test]
    fn a_mentors_mark_counts_and_the_verdict_without_it_is_shown() {
        let mentor = vec![persons(1, "syscalls", Status::Covered, Some("said it before"))];
        let plain = report(&People::default());
        let report = report(&People { mentor, ..People::default() });
        assert!(report.card.total.exact > plain.card.total.exact);
        assert_eq!(report.machine_card.as_ref().unwrap().total.exact, plain.card.total.exact);
        let text = text(&report, 80);
        assert!(text.contains("By the machine's marks alone"), "{text}");
        assert!(text.contains("machine missed, mentor covered (said it before)"), "{text}");
    }

    #[test]
    fn own_marks_never_count_and_are_compared_in_words() {
        let own = ["stealing", "preemption", "syscalls"].map(|point| persons(1, point, Status::Covered, None)).to_vec();
        let plain = report(&People::default());
        let report = report(&People { own, ..People::default() });
        assert_eq!(report.card, plain.card);
        assert!(report.machine_card.is_none());
        let text = text(&report, 80);
        assert!(text.contains("you rate yourself higher than your answers show"), "{text}");
        assert!(text.contains("you covered, machine missed"), "{text}");
        assert_eq!(report.calibration[0].points, 3);
    }
}
