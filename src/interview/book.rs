//! The answers of a session while it goes on: each in its pieces, so that an answer can be edited after something was added to it.

use std::time::Duration;

use super::{Answer, Ending, Prompted};
use crate::guide::QuestionKey;

/// What stands between an answer and what was added to it.
const SEAM: &str = "\n\n";

/// Answers in the order in which they were first opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Book(Vec<Entry>);

/// One answer in its pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) question: QuestionKey,
    /// What was typed when the question was asked.
    pub(super) main: String,
    /// What was added later, in order.
    pub(super) replies: Vec<Reply>,
    pub(super) used: Duration,
    pub(super) ending: Ending,
    pub(super) flagged: bool,
}

/// Something added to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    /// The probe it replies to; nothing for a clarification.
    pub(super) probe: Option<String>,
    pub(super) text: String,
}

impl Entry {
    fn new(question: QuestionKey, ending: Ending) -> Self {
        Self { question, main: String::new(), replies: Vec::new(), used: Duration::ZERO, ending, flagged: false }
    }

    /// The clarification, where there is one.
    pub(super) fn clarification(&self) -> Option<&str> {
        self.replies.iter().find(|reply| reply.probe.is_none()).map(|reply| reply.text.as_str())
    }

    /// Where the clarification is typed.
    pub(super) fn clarification_mut(&mut self) -> &mut String {
        let index = self.replies.iter().position(|reply| reply.probe.is_none()).unwrap_or_else(|| {
            self.replies.push(Reply { probe: None, text: String::new() });
            self.replies.len() - 1
        });
        &mut self.replies[index].text
    }

    /// The reply to that probe, where it was asked.
    pub(super) fn reply(&self, probe: &str) -> Option<&str> {
        self.replies.iter().find(|reply| reply.probe.as_deref() == Some(probe)).map(|reply| reply.text.as_str())
    }

    /// Makes room for the reply to a probe, where there is none yet.
    pub(super) fn ask(&mut self, probe: String) {
        if self.reply(&probe).is_none() {
            self.replies.push(Reply { probe: Some(probe), text: String::new() });
        }
    }

    /// Where the reply to that probe is typed.
    pub(super) fn reply_mut(&mut self, probe: &str) -> Option<&mut String> {
        self.replies.iter_mut().find(|reply| reply.probe.as_deref() == Some(probe)).map(|reply| &mut reply.text)
    }

    /// Words typed before the closing discussion.
    pub(super) fn words(&self) -> usize {
        let asked = self.replies.iter().filter(|reply| reply.probe.is_some()).map(|reply| &reply.text);
        std::iter::once(&self.main).chain(asked).map(|text| text.split_whitespace().count()).sum()
    }

    /// The answer as it is recorded: one text, and where in it the replies start.
    pub(super) fn answer(&self) -> Answer {
        let mut text = self.main.clone();
        let mut prompted = Vec::new();
        // A clarification nobody wrote did not take place; a probe nobody replied to was asked all the same.
        for reply in self.replies.iter().filter(|reply| reply.probe.is_some() || !reply.text.is_empty()) {
            if !text.is_empty() && !reply.text.is_empty() {
                text.push_str(SEAM);
            }
            prompted.push(Prompted { start: text.len(), probe: reply.probe.clone() });
            text.push_str(&reply.text);
        }
        Answer {
            question: self.question.clone(),
            text,
            used_ms: millis(self.used),
            ending: self.ending,
            flagged: self.flagged,
            prompted,
            hints: Vec::new(),
            attempts: Vec::new(),
        }
    }

    /// Takes a recorded answer to pieces again. An offset that does not fit its text (a damaged record) keeps the text whole.
    fn from_answer(answer: &Answer) -> Self {
        let mut rest = answer.text.as_str();
        let mut replies = Vec::new();
        for prompted in answer.prompted.iter().rev() {
            let (before, text) = rest.split_at_checked(prompted.start).unwrap_or((rest, ""));
            rest = if text.is_empty() { before } else { before.strip_suffix(SEAM).unwrap_or(before) };
            replies.push(Reply { probe: prompted.probe.clone(), text: text.to_owned() });
        }
        replies.reverse();
        Self {
            question: answer.question.clone(),
            main: rest.to_owned(),
            replies,
            used: Duration::from_millis(answer.used_ms),
            ending: answer.ending,
            flagged: answer.flagged,
        }
    }
}

impl Book {
    pub(super) fn from_answers(answers: &[Answer]) -> Self {
        Self(answers.iter().map(Entry::from_answer).collect())
    }

    pub(super) fn answers(&self) -> Vec<Answer> {
        self.0.iter().map(Entry::answer).collect()
    }

    pub(super) fn get(&self, key: &QuestionKey) -> Option<&Entry> {
        self.0.iter().find(|entry| &entry.question == key)
    }

    pub(super) fn get_mut(&mut self, key: &QuestionKey) -> Option<&mut Entry> {
        self.0.iter_mut().find(|entry| &entry.question == key)
    }

    /// The entry of that question, made with this ending where it was never opened.
    pub(super) fn entry(&mut self, key: &QuestionKey, ending: Ending) -> &mut Entry {
        let index = self.0.iter().position(|entry| &entry.question == key).unwrap_or_else(|| {
            self.0.push(Entry::new(key.clone(), ending));
            self.0.len() - 1
        });
        &mut self.0[index]
    }

    /// What is still open was cut off.
    pub(super) fn cut_off(&mut self) {
        for entry in self.0.iter_mut().filter(|entry| entry.ending == Ending::Open) {
            entry.ending = Ending::CutOff;
        }
    }
}

/// Whole milliseconds, rounded down.
pub(super) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(main: &str, replies: &[(Option<&str>, &str)]) -> Entry {
        let replies = replies
            .iter()
            .map(|(probe, text)| Reply { probe: probe.map(str::to_owned), text: (*text).to_owned() })
            .collect();
        Entry { main: main.to_owned(), replies, ..Entry::new(QuestionKey::number(4), Ending::Submitted) }
    }

    #[test]
    fn replies_join_the_answer_and_their_starts_are_kept() {
        let answer = entry("Design.", &[(Some("Why?"), "Because."), (None, "And so.")]).answer();
        assert_eq!(answer.text, "Design.\n\nBecause.\n\nAnd so.");
        assert_eq!(
            answer.prompted.iter().map(|prompted| &answer.text[prompted.start..]).collect::<Vec<_>>(),
            ["Because.\n\nAnd so.", "And so."]
        );
    }

    #[test]
    fn an_answer_comes_apart_as_it_was_put_together() {
        for (main, replies) in [
            ("", vec![]),
            ("Design.", vec![]),
            ("Design.", vec![(Some("Why?"), "")]),
            ("", vec![(Some("Why?"), "Because.")]),
            ("Design.\n\n", vec![(Some("Why?"), ""), (Some("How?"), "\n\nSo."), (None, "é")]),
        ] {
            let before = entry(main, &replies);
            assert_eq!(Entry::from_answer(&before.answer()), before);
        }
    }

    #[test]
    fn a_clarification_nobody_wrote_leaves_no_trace() {
        assert_eq!(entry("Design.", &[(None, "")]).answer().prompted, []);
    }

    #[test]
    fn an_offset_that_does_not_fit_loses_no_text() {
        let mut answer = entry("é", &[(Some("Why?"), "Because.")]).answer();
        for start in [1, 1000] {
            answer.prompted[0].start = start;
            let text = Entry::from_answer(&answer).answer().text;
            assert_eq!(text, answer.text);
        }
    }
}
