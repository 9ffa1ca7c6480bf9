//! Time used: how it passes, what it ends, and what is left of it. Everything is derived from what was used.

use std::time::Duration;

use super::{Effect, Session, Stage, TimeMark};

/// Time used of the plan's clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Used {
    /// Of each part's clock.
    pub(super) parts: Vec<Duration>,
    /// Of the interview clock.
    pub(super) interview: Duration,
}

/// A clock as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauge {
    /// Time used.
    pub used: Duration,
    /// Its length; nothing in an untimed session.
    pub limit: Option<Duration>,
}

impl Gauge {
    /// Time left, none below nought; nothing in an untimed session.
    pub fn left(&self) -> Option<Duration> {
        self.limit.map(|limit| limit.saturating_sub(self.used))
    }

    /// Time used beyond its length; only a question's budget can be overrun.
    pub fn overrun(&self) -> Duration {
        self.limit.map_or(Duration::ZERO, |limit| self.used.saturating_sub(limit))
    }
}

/// The clocks as they stood at the last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// Budget of the open question, with what its follow-ups and probes used: guidance.
    pub question: Option<Gauge>,
    /// Clock of the open part: firm.
    pub part: Option<Gauge>,
    /// Clock of the whole interview.
    pub interview: Gauge,
    /// What the screens between parts may still use; nothing in an untimed session.
    pub slack: Option<Duration>,
}

impl Session {
    /// The clocks as they stood at the last step.
    pub fn clocks(&self) -> Clocks {
        let limit = |limit: Duration| (!self.plan().untimed).then_some(limit);
        let question = self.stage().question();
        Clocks {
            question: question
                .map(|(part, at)| Gauge { used: self.spent(part, at), limit: limit(self.budget(part, at)) }),
            part: self
                .stage()
                .part()
                .map(|part| Gauge { used: self.used.parts[part], limit: limit(self.part_clock(part)) }),
            interview: Gauge { used: self.used.interview, limit: limit(seconds(self.plan().interview_seconds)) },
            slack: self.slack(),
        }
    }

    /// How long after the last step something happens by itself (a cut-off, a part that starts, a moment worth saying);
    /// nothing where nothing will.
    pub fn next_event(&self) -> Option<Duration> {
        if let Stage::Between { .. } = self.stage() {
            return self.slack();
        }
        let part = self.stage().part()?;
        let left = self.part_left(part)?;
        let marks = TimeMark::ALL.into_iter().filter_map(|mark| mark.left(self.part_clock(part)));
        let marks = marks.filter(|mark| *mark < left).map(|mark| left.saturating_sub(mark));
        let budget =
            self.stage().question().map(|(part, at)| self.budget(part, at).saturating_sub(self.spent(part, at)));
        marks.chain(budget.filter(|left| !left.is_zero())).chain([left]).min()
    }

    /// Lets time pass. It counts, but ends at most what is open: whoever slept through a part loses that part, not the next.
    /// Says whether the stage ended.
    pub(super) fn pass(&mut self, elapsed: Duration, effects: &mut Vec<Effect>) -> bool {
        match *self.stage() {
            Stage::Briefing | Stage::Over => false,
            Stage::Between { next } => {
                let slack = self.slack();
                self.used.interview += slack.map_or(elapsed, |slack| elapsed.min(slack));
                let over = slack.is_some_and(|slack| slack <= elapsed);
                if over {
                    self.start_part(next, effects);
                }
                over
            }
            _ => self.stage().part().is_some_and(|part| self.pass_in_part(part, elapsed, effects)),
        }
    }

    fn pass_in_part(&mut self, part: usize, elapsed: Duration, effects: &mut Vec<Effect>) -> bool {
        let left = self.part_left(part);
        let counted = left.map_or(elapsed, |left| elapsed.min(left));
        let budget_left = |session: &Self| session.clocks().question.and_then(|gauge| gauge.left());
        let before = budget_left(self);
        self.used.interview += counted;
        self.used.parts[part] += counted;
        if let Some(entry) = self.open_entry() {
            entry.used += counted;
        }
        let after = budget_left(self);
        let Some(left) = left else { return false };
        if left <= elapsed {
            effects.push(Effect::CutOff { part });
            self.cut_off(part, effects);
            return true;
        }
        if before.is_some_and(|before| !before.is_zero()) && after == Some(Duration::ZERO) {
            effects.push(Effect::Overrun);
        }
        // Where time jumped over several marks, only the last is news.
        let now_left = left.saturating_sub(counted);
        let passed = TimeMark::ALL.into_iter().filter_map(|mark| Some((mark.left(self.part_clock(part))?, mark)));
        let passed = passed.filter(|(at, _)| now_left <= *at && *at < left).min_by_key(|(at, _)| *at);
        effects.extend(passed.map(|(_, mark)| Effect::TimeLeft { mark, left: now_left }));
        false
    }

    /// Time of the interview clock that belongs to no part still to come; nothing in an untimed session.
    pub(super) fn slack(&self) -> Option<Duration> {
        if self.plan().untimed {
            return None;
        }
        let next = match self.stage() {
            Stage::Briefing => 0,
            Stage::Between { next } => *next,
            Stage::Over => self.plan().parts.len(),
            stage => stage.part()?,
        };
        let to_come = (next..self.plan().parts.len()).filter_map(|part| self.part_left(part)).sum::<Duration>();
        Some(seconds(self.plan().interview_seconds).saturating_sub(self.used.interview).saturating_sub(to_come))
    }

    /// Time left of a part's clock; nothing in an untimed session.
    pub(super) fn part_left(&self, part: usize) -> Option<Duration> {
        (!self.plan().untimed).then(|| self.part_clock(part).saturating_sub(self.used.parts[part]))
    }

    fn part_clock(&self, part: usize) -> Duration {
        seconds(self.plan().parts[part].seconds)
    }

    /// Budget of the question at that place.
    pub(super) fn budget(&self, part: usize, question: usize) -> Duration {
        seconds(self.plan().parts[part].questions[question].seconds)
    }

    /// Time spent on the question at that place and on its follow-ups.
    pub(super) fn spent(&self, part: usize, question: usize) -> Duration {
        let key = self.key(part, question);
        let follow_ups = self.guide().question(key).map_or(0, |question| question.follow_ups.len());
        let keys = std::iter::once(key.clone()).chain((0..follow_ups).map(|index| key.follow_up(index)));
        keys.filter_map(|key| self.entry(&key)).map(|entry| entry.used).sum()
    }
}

fn seconds(seconds: u32) -> Duration {
    Duration::from_secs(seconds.into())
}
