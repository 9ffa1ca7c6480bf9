//! Where a session stands, what a front end tells it, and what it tells a front end.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::SessionState;
use crate::guide::QuestionKey;

/// Where a session stands. Indices count from 0 and point into the plan's parts and their questions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The start screen. No clock runs.
    #[default]
    Briefing,
    /// The screen between two parts. It uses up the slack of the interview clock; at none the next part starts by itself.
    Between {
        /// The part that comes next.
        next: usize,
    },
    /// A question is being answered.
    Question {
        /// Its part.
        part: usize,
        /// Its place in the part.
        question: usize,
    },
    /// A follow-up of a question is being answered.
    FollowUp {
        /// The part of its question.
        part: usize,
        /// The place of its question in the part.
        question: usize,
        /// Which of the question's follow-ups.
        follow_up: usize,
    },
    /// A probe into a section of a question is being answered; the reply joins the question's answer.
    Probe {
        /// The part of its question.
        part: usize,
        /// The place of its question in the part.
        question: usize,
        /// Which of the question's probe groups.
        group: usize,
        /// Which probe of the group.
        probe: usize,
    },
    /// The closing discussion shows an answer once more; what is typed is added to it.
    Clarify {
        /// The discussion's part.
        part: usize,
        /// The question whose answer is shown.
        question: QuestionKey,
    },
    /// The closing discussion takes the questions the candidate would ask.
    CandidateQuestions {
        /// The discussion's part.
        part: usize,
    },
    /// Finished or abandoned.
    Over,
}

impl Stage {
    /// The part that is open, where one is.
    pub fn part(&self) -> Option<usize> {
        match self {
            Self::Briefing | Self::Between { .. } | Self::Over => None,
            Self::Question { part, .. }
            | Self::FollowUp { part, .. }
            | Self::Probe { part, .. }
            | Self::Clarify { part, .. }
            | Self::CandidateQuestions { part } => Some(*part),
        }
    }

    /// Part and place of the question that is open, its follow-ups and probes included.
    pub fn question(&self) -> Option<(usize, usize)> {
        match self {
            Self::Question { part, question }
            | Self::FollowUp { part, question, .. }
            | Self::Probe { part, question, .. } => Some((*part, *question)),
            _ => None,
        }
    }
}

/// What a front end tells the session, beside the time and the text being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Nothing; time has passed or the text has changed.
    Tick,
    /// Leave the start screen, or the screen between two parts.
    Begin,
    /// Hand in what is being answered.
    Submit,
    /// Go to the part's following question, this one stays open.
    Next,
    /// Go to the part's previous question; from a follow-up or a probe to its question.
    Back,
    /// Go to the question at this place of the part, from 0; in the discussion to the item at this place.
    GoTo(usize),
    /// Flag the question for the closing discussion, or take its flag away.
    Flag,
    /// Give the session up for good.
    Abandon,
}

/// What the session tells a front end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The clock of this part has ended; what was typed counts. Comes before the [`Effect::Show`] of what follows.
    CutOff {
        /// Index of the part.
        part: usize,
    },
    /// The stage has changed: show it, and put `Session::text` into the editor.
    Show,
    /// So much is left of the part's clock.
    TimeLeft {
        /// Which mark was passed.
        mark: TimeMark,
        /// Time left.
        left: Duration,
    },
    /// The question's budget is used up. It is guidance: nothing ends.
    Overrun,
    /// The question is flagged now, or is not any more.
    Flagged(bool),
    /// The input does not fit here, and nothing was done.
    Refused(Refusal),
    /// Text, stage or flag have changed: what was saved is out of date.
    Save,
    /// The session is over.
    Ended(SessionState),
}

/// Moments of a part's clock that are worth saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeMark {
    /// Half of it is used.
    Half,
    /// Two minutes are left.
    TwoMinutes,
    /// Thirty seconds are left.
    ThirtySeconds,
}

impl TimeMark {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Half, Self::TwoMinutes, Self::ThirtySeconds];

    /// Time left at this mark of a clock of that length; nothing where the clock never was that long.
    pub fn left(self, whole: Duration) -> Option<Duration> {
        let left = match self {
            Self::Half => whole / 2,
            Self::TwoMinutes => Duration::from_secs(120),
            Self::ThirtySeconds => Duration::from_secs(30),
        };
        (left < whole).then_some(left)
    }
}

/// Why an input was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is the part's last question.
    LastQuestion,
    /// It is the part's first question.
    FirstQuestion,
    /// The part has no question at that place.
    NoSuchQuestion,
    /// It makes no sense at this stage.
    NotHere,
}
