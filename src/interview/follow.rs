//! What an interviewer asks after an answer: follow-ups, and probes into a design.

use std::cmp::Reverse;
use std::time::Duration;

use super::{Ending, Session, Stage};
use crate::guide::{Point, Question};
use crate::mark::Mark;
use crate::plan::FollowUps;

/// Least time of a question's budget that must be left for another question about it: what a spoken reply takes at least.
pub(super) const LEAST_LEFT: Duration = Duration::from_secs(60);

impl Session {
    /// What is asked after the question at that place was handed in: a probe, else a follow-up, else nothing.
    pub(super) fn asked_next(&self, part: usize, question: usize) -> Option<Stage> {
        if !self.has_room(part, question) {
            return None;
        }
        // Once a follow-up was asked, the design is behind.
        let before_follow_ups = self.entry(&self.key(part, question).follow_up(0)).is_none();
        let probe = before_follow_ups.then(|| self.next_probe(part, question)).flatten();
        probe.or_else(|| self.next_follow_up(part, question))
    }

    /// Whether the clocks leave room for another question about that one.
    fn has_room(&self, part: usize, question: usize) -> bool {
        match self.plan().follow_ups {
            FollowUps::Never => false,
            FollowUps::Always => true,
            FollowUps::Fit if self.plan().untimed => true,
            FollowUps::Fit => {
                let left = |at| self.budget(part, at).saturating_sub(self.spent(part, at));
                let open = (0..self.plan().parts[part].questions.len())
                    .filter(|at| *at != question && !self.is_submitted(part, *at));
                left(question) >= LEAST_LEFT
                    && self.part_left(part).is_none_or(|clock| clock >= open.map(left).sum::<Duration>())
            }
        }
    }

    fn next_follow_up(&self, part: usize, question: usize) -> Option<Stage> {
        let key = self.key(part, question);
        let count = self.guide().question(key)?.follow_ups.len();
        let follow_up = (0..count).find(|index| self.entry(&key.follow_up(*index)).is_none())?;
        Some(Stage::FollowUp { part, question, follow_up })
    }

    /// The probe into the section that is least covered, of those not yet probed and not yet covered in full.
    fn next_probe(&self, part: usize, at: usize) -> Option<Stage> {
        let key = self.key(part, at);
        let question = self.guide().question(key).filter(|question| !question.sections.is_empty())?;
        let answer = self.entry(key)?.answer();
        let marks = self.marks(key, &answer.text);
        let was_asked = |prompt: &str| answer.prompted.iter().any(|prompted| prompted.probe.as_deref() == Some(prompt));
        let groups_of = |section: &str| {
            let section = section.to_owned();
            question
                .probes
                .iter()
                .enumerate()
                .filter(move |(_, group)| group.section.as_deref() == Some(section.as_str()))
        };
        let unprobed = question.sections.iter().filter(|section| {
            !groups_of(&section.title).any(|(_, group)| group.probes.iter().any(|probe| was_asked(&probe.prompt)))
        });
        let wanting = unprobed.filter_map(|section| Some((section, credit(question, &section.title, &marks)?)));
        let wanting = wanting.filter(|(section, credit)| {
            *credit < 1.0 && groups_of(&section.title).any(|(_, group)| !group.probes.is_empty())
        });
        let (section, _) = wanting.min_by(|(_, a), (_, b)| a.total_cmp(b))?;

        let probes = groups_of(&section.title)
            .flat_map(|(group, of)| of.probes.iter().enumerate().map(move |(index, probe)| (group, index, probe)));
        // The first of those that draw out most of what is still wanting; where none says what it draws out, the first.
        let missing = |id: &String| marks.iter().any(|mark| &mark.id == id && mark.status.double_credit() < 2);
        let (group, probe, _) =
            probes.min_by_key(|(_, _, probe)| Reverse(probe.draws.iter().filter(|id| missing(id)).count()))?;
        Some(Stage::Probe { part, question: at, group, probe })
    }

    /// Whether the question at that place was handed in.
    pub(super) fn is_submitted(&self, part: usize, question: usize) -> bool {
        self.entry(self.key(part, question)).is_some_and(|entry| entry.ending == Ending::Submitted)
    }
}

/// Mean credit of a section's points; nothing where it has none. A point without a mark earns nothing.
fn credit(question: &Question, section: &str, marks: &[Mark]) -> Option<f64> {
    let points = question.points.iter().filter(|point| point.section.as_deref() == Some(section));
    let earned =
        |point: &Point| marks.iter().find(|mark| mark.id == point.id).map_or(0, |mark| mark.status.double_credit());
    let (count, double) = points.fold((0u32, 0u32), |(count, double), point| (count + 1, double + earned(point)));
    (count > 0).then(|| f64::from(double) / f64::from(2 * count))
}
