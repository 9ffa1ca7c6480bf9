//! Moving about in a part, and what it shows of its questions.

use super::{Ending, Input, Refusal, Session, Stage};
use crate::guide::QuestionKey;

/// Words a minute of its budget below which an answer counts as short, and is shown once more in the closing discussion: a
/// quarter of what an ordinary typist writes (40).
const SHORT_WORDS_PER_MINUTE: f64 = 10.0;

/// A question of the open part, or an item of the closing discussion, as a front end lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The question; nothing for the candidate's own questions.
    pub question: Option<QuestionKey>,
    /// How its answer stands; nothing where it was never opened.
    pub ending: Option<Ending>,
    /// Words of its answer.
    pub words: usize,
    /// Whether it is flagged.
    pub flagged: bool,
    /// Whether it is the open one.
    pub current: bool,
}

impl Session {
    /// The open part's questions, or the items of the closing discussion, in their order; empty outside the parts.
    pub fn items(&self) -> Vec<Item> {
        self.places().iter().map(|place| self.item(place)).collect()
    }

    fn item(&self, place: &Stage) -> Item {
        let key = match place {
            Stage::Clarify { question, .. } => Some(question.clone()),
            place => place.question().map(|(part, question)| self.key(part, question).clone()),
        };
        let entry = key.as_ref().and_then(|key| self.entry(key));
        Item {
            ending: entry.map(|entry| entry.ending),
            words: entry.map_or(0, super::book::Entry::words),
            flagged: entry.is_some_and(|entry| entry.flagged),
            current: self.place().as_ref() == Some(place),
            question: key,
        }
    }

    /// Where the session stands among the places: a follow-up and a probe stand at their question.
    fn place(&self) -> Option<Stage> {
        match self.stage().question() {
            Some((part, question)) => Some(Stage::Question { part, question }),
            None => self.stage().part().map(|_| self.stage().clone()),
        }
    }

    /// Where one can go to in the open part.
    fn places(&self) -> Vec<Stage> {
        match self.stage().part() {
            None => Vec::new(),
            Some(part) if self.plan().parts[part].questions.is_empty() => self.discussion(part),
            Some(part) => (0..self.plan().parts[part].questions.len())
                .map(|question| Stage::Question { part, question })
                .collect(),
        }
    }

    /// Where that move leads.
    pub(super) fn target(&self, input: Input) -> Result<Stage, Refusal> {
        let places = self.places();
        let here =
            self.place().and_then(|place| places.iter().position(|other| *other == place)).ok_or(Refusal::NotHere)?;
        let is_at_question = places[here] == *self.stage();
        let (to, refusal) = match input {
            Input::Next => (here.checked_add(1), Refusal::LastQuestion),
            Input::Back if !is_at_question => (Some(here), Refusal::FirstQuestion),
            Input::Back => (here.checked_sub(1), Refusal::FirstQuestion),
            Input::GoTo(to) => (Some(to), Refusal::NoSuchQuestion),
            _ => (None, Refusal::NotHere),
        };
        to.and_then(|to| places.get(to).cloned()).ok_or(refusal)
    }

    /// The items of the closing discussion: flagged answers, then blank and short ones, then the candidate's own questions.
    /// It does not change while the discussion goes on.
    pub(super) fn discussion(&self, part: usize) -> Vec<Stage> {
        let before = self.plan().parts[..part].iter().flat_map(|part| &part.questions);
        let (flagged, others): (Vec<_>, Vec<_>) =
            before.partition(|planned| self.entry(&planned.key).is_some_and(|entry| entry.flagged));
        let short = others.into_iter().filter(|planned| {
            let minutes = f64::from(planned.seconds) / 60.0 / self.plan().pace;
            let words = self.entry(&planned.key).map_or(0, super::book::Entry::words);
            words == 0 || f64::from(u32::try_from(words).unwrap_or(u32::MAX)) < SHORT_WORDS_PER_MINUTE * minutes
        });
        let shown =
            flagged.into_iter().chain(short).map(|planned| Stage::Clarify { part, question: planned.key.clone() });
        shown.chain([Stage::CandidateQuestions { part }]).collect()
    }
}
