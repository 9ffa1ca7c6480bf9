//! From guide, record and marks to a report.

use super::model::{FollowUpReport, Heading, Pace, PointReport, QuestionReport, Quote, Raise, Report, Study, Swapped};
use super::timing::{Timing, word_count, words_a_minute};
use crate::guide::{Guide, Point, QuestionKey};
use crate::interview::{Answer, SessionRecord, SessionState};
use crate::mark::{Chances, Mark, Status, Why};
use crate::plan::{PlannedPart, PlannedQuestion};
use crate::scoring::{self, Asked, Exact, Marks, Scorecard, Scorer};

/// Points named under "study next": as many as one sits down to at once.
const STUDY_POINTS: usize = 5;

/// Judges a session by its record: one that was given up, or is still open, by the questions that were opened.
pub fn scorecard(guide: &Guide, record: &SessionRecord, marks: &Marks) -> Scorecard {
    let opened: Vec<QuestionKey> = record.answers.iter().map(|answer| answer.question.clone()).collect();
    let asked = match record.state {
        SessionState::Finished => Asked::WholePlan,
        SessionState::Open | SessionState::Abandoned => Asked::Only(&opened),
    };
    scoring::score(guide, &record.plan, marks, asked)
}

impl Report {
    /// Gathers everything a report says.
    pub fn build(guide: &Guide, record: &SessionRecord, marks: &Marks, heading: Heading) -> Self {
        let card = scorecard(guide, record, marks);
        let builder = Builder { guide, record, marks, scorer: Scorer::new(guide, Some(&record.plan)) };
        let questions = builder.questions();
        let raises = card.flip.iter().flat_map(|flip| &flip.points);
        let raises = raises.filter_map(|raised| raise(&questions, raised)).collect();
        Self {
            guide: guide.title.clone(),
            guide_slug: guide.slug.clone(),
            heading,
            mode: record.mode,
            candidate: record.candidate.clone(),
            state: record.state,
            interrupted: record.interrupted,
            pace: if record.plan.untimed { Pace::Untimed } else { Pace::Times(record.plan.pace) },
            full: record.plan.full,
            swaps: builder.swaps(),
            card,
            machine_card: None,
            calibration: Vec::new(),
            self_rating: None,
            timing: Timing::new(record, &questions),
            trend: None,
            raises,
            study: study(guide, &questions),
            questions,
            flags: super::flags::flags(guide, record),
            candidate_questions: record.candidate_questions.clone(),
            readings: guide.readings.iter().filter(|reading| reading.moves_verdict).cloned().collect(),
            agreement: guide.agreement.clone(),
        }
    }
}

struct Builder<'a> {
    guide: &'a Guide,
    record: &'a SessionRecord,
    marks: &'a Marks,
    scorer: Scorer,
}

impl Builder<'_> {
    fn swaps(&self) -> Vec<Swapped> {
        let swapped = self.record.plan.questions().filter_map(|planned| {
            let title = self.guide.question(&planned.key)?.title.clone();
            Some(Swapped { place: planned.in_place_of?, title })
        });
        swapped.collect()
    }

    fn questions(&self) -> Vec<QuestionReport> {
        let parts = self.record.plan.parts.iter();
        let planned = parts.flat_map(|part| part.questions.iter().map(move |planned| (part, planned)));
        planned.filter_map(|(part, planned)| self.question(part, planned)).collect()
    }

    fn question(&self, part: &PlannedPart, planned: &PlannedQuestion) -> Option<QuestionReport> {
        let key = &planned.key;
        // A drill may plan a follow-up by itself; it is then reported like a question.
        let (question, prompt, guide_points) = match (self.guide.question(key), self.guide.follow_up(key)) {
            (Some(question), _) => (question, &question.prompt, &question.points),
            (None, Some((question, follow_up))) => (question, &follow_up.prompt, &follow_up.points),
            (None, None) => return None,
        };
        let answer = self.record.answer(key);
        let marks = self.marks_of(key);
        let points = self.points(key, guide_points, answer);
        let follow_ups = if key.is_follow_up() { [].as_slice() } else { &question.follow_ups };
        let follow_ups = follow_ups
            .iter()
            .enumerate()
            .map(|(index, follow_up)| self.follow_up(key.follow_up(index), &follow_up.prompt, &follow_up.points));
        let text = answer.map_or("", |answer| &answer.text);
        let used_ms = answer.map_or(0, |answer| answer.used_ms);
        let words = word_count(text);
        Some(QuestionReport {
            part: part.key.clone(),
            key: key.clone(),
            title: question.title.clone(),
            prompt: prompt.clone(),
            in_place_of: planned.in_place_of,
            asked: answer.is_some() || self.record.state == SessionState::Finished,
            reached: answer.is_some(),
            answer: text.to_owned(),
            ending: answer.map(|answer| answer.ending),
            flagged: answer.is_some_and(|answer| answer.flagged),
            used_seconds: used_ms / 1_000,
            budget_seconds: planned.seconds,
            words,
            words_a_minute: words_a_minute(words, used_ms),
            prompted_from: answer.and_then(prompted_from),
            score: self.scorer.score(key, marks),
            coverage: points.iter().map(|point| point.status).collect(),
            points,
            follow_ups: follow_ups.collect(),
        })
    }

    fn follow_up(&self, key: QuestionKey, prompt: &str, points: &[Point]) -> FollowUpReport {
        let answer = self.record.answer(&key);
        let points = answer.map_or_else(Vec::new, |answer| self.points(&key, points, Some(answer)));
        FollowUpReport {
            prompt: prompt.to_owned(),
            asked: answer.is_some(),
            answer: answer.map_or(String::new(), |answer| answer.text.clone()),
            coverage: points.iter().map(|point| point.status).collect(),
            points,
            key,
        }
    }

    fn marks_of(&self, key: &QuestionKey) -> &[Mark] {
        self.marks.get(key).map_or(&[], Vec::as_slice)
    }

    fn points(&self, key: &QuestionKey, points: &[Point], answer: Option<&Answer>) -> Vec<PointReport> {
        let marks = self.marks_of(key);
        let gains = self.scorer.gains(key, marks);
        let gains = gains.into_iter().chain(std::iter::repeat(Exact::ZERO));
        let prompted_from = answer.and_then(prompted_from);
        points.iter().zip(gains).map(|(point, gain)| point_report(point, marks, gain, prompted_from)).collect()
    }
}

fn point_report(point: &Point, marks: &[Mark], gain: Exact, prompted_from: Option<usize>) -> PointReport {
    let blank = Mark::blank(&point.id);
    let mark = marks.iter().find(|mark| mark.id == point.id).unwrap_or(&blank);
    let quotes = mark.evidence.iter().map(|evidence| Quote {
        start: evidence.start,
        end: evidence.end,
        text: evidence.text.clone(),
        idea: evidence.idea.clone(),
        why: evidence.why,
        prompted: prompted_from.is_some_and(|from| evidence.start >= from),
    });
    PointReport {
        id: point.id.clone(),
        title: point.title.clone(),
        detail: point.detail.clone(),
        section: point.section.clone(),
        why: point.why.clone(),
        status: mark.status,
        people: None,
        confidence: mark.confidence(),
        sureness: chance_of(mark.chances, mark.status),
        contradicted: mark.contradicted,
        evidence: quotes.collect(),
        gain,
    }
}

fn chance_of(chances: Chances, status: Status) -> f64 {
    match status {
        Status::Missed => chances.missed,
        Status::Partial => chances.partial,
        Status::Covered => chances.covered,
    }
}

fn prompted_from(answer: &Answer) -> Option<usize> {
    answer.prompted.iter().map(|prompted| prompted.start).min()
}

fn raise(questions: &[QuestionReport], raised: &scoring::Raised) -> Option<Raise> {
    let question = questions.iter().find(|question| question.key == raised.question)?;
    let point = question.points.iter().find(|point| point.id == raised.point)?;
    Some(Raise {
        question: question.key.clone(),
        point: point.id.clone(),
        title: point.title.clone(),
        section: point.section.clone(),
        from: raised.from,
        gain: raised.gain,
    })
}

/// The points worth most, the guide's order among equals. Only what was asked: a question never put is no gap in knowledge.
fn study(guide: &Guide, questions: &[QuestionReport]) -> Vec<Study> {
    let asked = questions.iter().filter(|question| question.asked);
    let points = asked.flat_map(|question| question.points.iter().map(move |point| (question, point)));
    let mut open: Vec<(&QuestionReport, &PointReport)> = points.filter(|(_, point)| point.gain > Exact::ZERO).collect();
    open.sort_by_key(|(_, point)| std::cmp::Reverse(point.gain));
    open.into_iter().take(STUDY_POINTS).map(|(question, point)| study_point(guide, question, point)).collect()
}

fn study_point(guide: &Guide, question: &QuestionReport, point: &PointReport) -> Study {
    let material = guide.question(&question.key).and_then(|question| question.study.points.get(&point.id));
    let false_statement = point.evidence.iter().find(|quote| quote.why == Why::Misconception);
    Study {
        question: question.key.clone(),
        question_title: question.title.clone(),
        point: point.id.clone(),
        title: point.title.clone(),
        detail: point.detail.clone(),
        section: point.section.clone(),
        why: point.why.clone(),
        status: point.status,
        correction: false_statement.map(|quote| quote.idea.clone()),
        sounds: material.map(|material| material.sounds.clone()),
        read: material.map_or_else(Vec::new, |material| material.read.clone()),
        gain: point.gain,
    }
}
