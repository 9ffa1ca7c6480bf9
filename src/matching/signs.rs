//! Signs of green and red flags in an answer. They are quoted, never scored.

use super::compile;
use super::compiled::{Compiled, Role};
use super::lexicon::{Lexicon, Memo};
use super::polarity::State;
use super::{PatternError, Scratch, hear};
use crate::guide::{Flag, Guide};

/// The compiled signs of a guide's flags.
#[derive(Debug)]
pub struct Signs {
    lexicon: Lexicon,
    compiled: Compiled,
}

/// A sign in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSign {
    /// Index of the flag: the guide's green ones, then its red ones.
    pub flag: usize,
    /// Whether it speaks for the flag's contrary.
    pub against: bool,
    /// Index of the sign, among the flag's signs or counter-signs.
    pub sign: usize,
    /// Byte offset of its start in the answer.
    pub start: usize,
    /// Byte offset after its end.
    pub end: usize,
}

/// A guide's flags in the order of [`FoundSign::flag`].
pub fn flags(guide: &Guide) -> impl Iterator<Item = &Flag> {
    guide.green_flags.iter().chain(&guide.red_flags)
}

impl Signs {
    /// Compiles the patterns of a guide's flags, a few dozen.
    ///
    /// # Errors
    /// All patterns that cannot be read.
    pub fn new(guide: &Guide) -> Result<Self, Vec<PatternError>> {
        let (lexicon, compiled) = compile::flags(guide)?;
        Ok(Self { lexicon, compiled })
    }

    /// The signs in an answer, one place each, by flag. Denied and hedged words are none.
    pub fn find(&self, answer: &str) -> Vec<FoundSign> {
        let mut scratch = Scratch::default();
        hear(&self.compiled, &self.lexicon, &mut Memo::default(), &mut scratch, answer);
        let tokens = &scratch.words.tokens;
        let asserted = scratch.fires.iter().filter(|fire| fire.found.state == State::Asserted);
        let signs = asserted.filter_map(|fire| {
            let (against, sign) = match fire.role {
                Role::Idea(sign) => (false, sign),
                Role::Misconception(sign) => (true, sign),
                Role::Name => return None,
            };
            let (start, end) = (tokens[fire.found.first as usize].start, tokens[fire.found.last as usize].end);
            Some(FoundSign { flag: fire.point, against, sign, start, end })
        });
        let mut signs: Vec<FoundSign> = signs.collect();
        signs.sort_by_key(|sign| (sign.flag, sign.against, sign.sign, sign.start, sign.end));
        signs.dedup_by_key(|sign| (sign.flag, sign.against, sign.sign));
        signs
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn guide(flags: &str) -> Guide {
        let mut guide = crate::matching::tests::guide();
        guide.green_flags =
            toml::from_str::<std::collections::BTreeMap<String, Vec<Flag>>>(flags).unwrap()["flag"].clone();
        guide
    }

    const FLAGS: &str = r#"
[[flag]]
title = "Practice"
text = "Has cooked"
[[flag.sign]]
says = "an example of one's own"
any = ["=we|=i cooked|served|burnt ~6"]
[[flag.sign]]
says = "figures"
any = ["@number guest|order ~4"]
[[flag.counter_sign]]
says = "hearsay"
any = ["i read ~3"]
"#;

    #[test]
    fn signs_and_their_contrary_are_quoted_once_each() {
        let signs = Signs::new(&guide(FLAGS)).unwrap();
        let answer = "We served 40 guests and I burnt nothing. I read that it is hard.";
        let found: Vec<(bool, usize, &str)> =
            signs.find(answer).iter().map(|sign| (sign.against, sign.sign, &answer[sign.start..sign.end])).collect();
        assert_eq!(found, [(false, 0, "We served"), (false, 1, "40 guests"), (true, 0, "I read")]);
    }

    #[test]
    fn what_is_denied_is_no_sign() {
        let signs = Signs::new(&guide(FLAGS)).unwrap();
        assert_eq!(signs.find("We never cooked."), []);
        assert_eq!(signs.find(""), []);
    }

    #[test]
    fn a_pattern_that_cannot_be_read_names_its_flag() {
        let errors = Signs::new(&guide(&FLAGS.replace("i read ~3", "@nobody ~3"))).unwrap_err();
        assert_eq!((errors[0].question.as_str(), errors[0].point.as_str()), ("flags", "Practice"));
    }
}
