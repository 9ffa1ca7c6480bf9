//! Doubt: in an answer that states falsehoods, what is hardly said about other points counts one step less.
//!
//! A fair interviewer does the same. Somebody who has just said false things with confidence gets the benefit of the doubt only
//! for what they explain. And what a guide's misconceptions do not know of is more often false in such an answer.

use super::confidence::Outcome;
use super::judge::Verdict;
use crate::mark::Why;

/// One of so many other points stated falsely makes an answer doubtful. On answers that no author of patterns had read (104
/// and twice 50), a fifth or a sixth did best in each, a third helped half as much.
const DOUBTFUL: usize = 5;

/// Wordings that take a point out of doubt.
const WORDINGS_BEYOND_DOUBT: usize = 3;

/// Patterns a point has for each of those wordings: where an author wrote fewer, one wording is all there is to hear.
const PATTERNS_A_WORDING: usize = 8;

/// Whether a point was heard in few of its wordings: `heard` of the `offered` patterns of its ideas.
pub(super) fn heard_little(heard: usize, offered: usize) -> bool {
    heard < WORDINGS_BEYOND_DOUBT.min(offered / PATTERNS_A_WORDING)
}

/// Takes a step from what is hardly said beside falsehoods about other points.
pub(super) fn doubt(verdicts: &mut [Verdict]) {
    let falsehoods = verdicts.iter().filter(|verdict| verdict.outcome.is_false()).count();
    let others = verdicts.len().saturating_sub(1);
    for verdict in verdicts.iter_mut() {
        let elsewhere = falsehoods - usize::from(verdict.outcome.is_false());
        if elsewhere > 0 && elsewhere * DOUBTFUL >= others && verdict.heard_little {
            verdict.doubt();
        }
    }
}

impl Verdict {
    fn doubt(&mut self) {
        self.outcome = match self.outcome {
            Outcome::Covered | Outcome::CoveredAgain | Outcome::CoveredOften => Outcome::DoubtedCovered,
            Outcome::Partial | Outcome::Weak | Outcome::Named | Outcome::PassingCovered | Outcome::PassingPartial => {
                Outcome::DoubtedPartial
            }
            _ => return,
        };
        for evidence in &mut self.evidence {
            evidence.why = Why::Doubted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::Evidence;

    fn verdict(outcome: Outcome, heard_little: bool) -> Verdict {
        let evidence = Evidence { start: 0, end: 1, text: "a".into(), idea: "an idea".into(), why: Why::Pattern };
        Verdict { outcome, evidence: vec![evidence], heard_little }
    }

    fn outcomes(verdicts: &[(Outcome, bool)]) -> Vec<Outcome> {
        let mut verdicts: Vec<Verdict> =
            verdicts.iter().map(|(outcome, passing)| verdict(*outcome, *passing)).collect();
        doubt(&mut verdicts);
        verdicts.into_iter().map(|verdict| verdict.outcome).collect()
    }

    use Outcome::{Contradicted, Covered, CoveredOften, DoubtedCovered, DoubtedPartial, Partial, Silent};

    #[test]
    fn what_is_heard_little_beside_a_falsehood_counts_one_step_less() {
        let heard = [(Contradicted, true), (Covered, true), (Partial, true), (Silent, true), (CoveredOften, false)];
        assert_eq!(outcomes(&heard), [Contradicted, DoubtedCovered, DoubtedPartial, Silent, CoveredOften]);
    }

    #[test]
    fn without_falsehoods_or_with_one_among_many_points_nothing_is_doubted() {
        assert_eq!(outcomes(&[(Covered, true), (Partial, true)]), [Covered, Partial]);
        let mut many = vec![(Covered, true); 7];
        many[0].0 = Contradicted;
        assert_eq!(outcomes(&many)[1..], [Covered; 6]);
        assert_eq!(outcomes(&many[..6])[1..], [DoubtedCovered; 5]);
    }

    #[test]
    fn a_point_with_few_patterns_is_never_said_heard_little() {
        assert!(!heard_little(1, 15));
        assert!(heard_little(1, 16) && heard_little(2, 24));
        assert!(!heard_little(3, 200));
    }

    #[test]
    fn the_quotes_say_why_they_count_less() {
        let mut verdicts = [verdict(Contradicted, false), verdict(Covered, true)];
        doubt(&mut verdicts);
        assert_eq!(verdicts[1].evidence[0].why, Why::Doubted);
    }
}
