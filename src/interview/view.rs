//! What a front end can see of a session.

use super::book::Entry;
use super::{Session, SessionState, Stage};
use crate::guide::{Guide, Question, QuestionKey};
use crate::plan::Plan;

impl Session {
    /// Key of the answer that is being written or added to.
    pub(super) fn open_key(&self) -> Option<QuestionKey> {
        match &self.stage {
            Stage::Clarify { question, .. } => Some(question.clone()),
            Stage::FollowUp { part, question, follow_up } => Some(self.key(*part, *question).follow_up(*follow_up)),
            stage => stage.question().map(|(part, question)| self.key(part, question).clone()),
        }
    }

    /// The text of the open stage, as the editor is to hold it; empty where nothing is typed.
    pub fn text(&self) -> &str {
        let entry = self.open_key().and_then(|key| self.book.get(&key));
        match &self.stage {
            Stage::CandidateQuestions { .. } => &self.candidate_questions,
            Stage::Clarify { .. } => entry.and_then(Entry::clarification).unwrap_or_default(),
            Stage::Probe { .. } => {
                entry.zip(self.prompt()).and_then(|(entry, prompt)| entry.reply(prompt)).unwrap_or_default()
            }
            _ => entry.map_or("", |entry| &entry.main),
        }
    }

    /// The whole answer to that question as it stands, what was added included; nothing where it was never opened.
    pub fn answer_text(&self, key: &QuestionKey) -> Option<String> {
        self.book.get(key).map(|entry| entry.answer().text)
    }

    /// What the interviewer asks at this stage; nothing at the start, between parts and in the candidate's own time.
    pub fn prompt(&self) -> Option<&str> {
        let question = self.question()?;
        match self.stage {
            Stage::FollowUp { follow_up, .. } => {
                question.follow_ups.get(follow_up).map(|follow_up| follow_up.prompt.as_str())
            }
            Stage::Probe { group, probe, .. } => Some(question.probes.get(group)?.probes.get(probe)?.prompt.as_str()),
            _ => Some(&question.prompt),
        }
    }

    /// The question that is open, or shown once more.
    pub fn question(&self) -> Option<&Question> {
        match &self.stage {
            Stage::Clarify { question, .. } => self.guide.question(question),
            stage => stage.question().and_then(|(part, question)| self.guide.question(self.key(part, question))),
        }
    }

    /// Where the session stands.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Whether it is going on, finished or abandoned.
    pub fn state(&self) -> SessionState {
        self.state
    }

    /// Whether it was broken off and gone on with.
    pub fn interrupted(&self) -> bool {
        self.interrupted
    }

    /// The guide.
    pub fn guide(&self) -> &Guide {
        &self.guide
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}
