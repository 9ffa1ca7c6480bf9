//! From the patterns that matched to the mark of a point.

use super::Words;
use super::compiled::{Compiled, CompiledPoint, Role};
use super::confidence::{Outcome, chances};
use super::doubt::{doubt, heard_little};
use super::polarity::State;
use super::rule::Rule;
use super::search::Found;
use super::standing::{Standing, standings};
use crate::mark::{Evidence, Mark, Status, Why};
use crate::text::Token;

/// A pattern's best match in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fire {
    /// Index of the pattern.
    pub(crate) pattern: usize,
    /// Index of its point.
    pub(crate) point: usize,
    pub(crate) role: Role,
    pub(crate) found: Found,
}

/// A mark, and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The mark.
    pub mark: Mark,
    /// How it came about; its chances depend on nothing else.
    pub outcome: Outcome,
}

/// The marks of all points, from all matches. `fires` is in the order of the patterns, so a point's are together.
/// `words` are the answer's.
pub(super) fn judge(compiled: &Compiled, fires: &[Fire], answer: &str, words: &Words) -> Vec<Judged> {
    let standings = standings(compiled.points.len(), fires, &words.sentences);
    let mut rest = (fires, standings.as_slice());
    let points = compiled.points.iter().enumerate().map(|(index, point)| {
        let (fires, standings) = rest;
        let own = fires.iter().take_while(|fire| fire.point == index).count();
        let ((fires, others), (standings, of_others)) = (fires.split_at(own), standings.split_at(own));
        rest = (others, of_others);
        Judge { point, fires, standings, answer, tokens: &words.tokens }.verdict()
    });
    let mut verdicts: Vec<Verdict> = points.collect();
    doubt(&mut verdicts);
    compiled.points.iter().zip(verdicts).map(|(point, verdict)| verdict.judged(point)).collect()
}

/// How a point came out, before it is written down as a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Verdict {
    pub(super) outcome: Outcome,
    pub(super) evidence: Vec<Evidence>,
    /// Whether it was heard in fewer wordings than its many patterns would lead one to expect.
    pub(super) heard_little: bool,
}

impl Verdict {
    /// All of it stands among words about other points: it counts one step less, unless an idea was heard often.
    fn pass_over(&mut self) {
        self.outcome = match self.outcome {
            Outcome::Covered => Outcome::PassingCovered,
            Outcome::Partial => Outcome::PassingPartial,
            _ => return,
        };
        self.evidence.iter_mut().for_each(|evidence| evidence.why = Why::InPassing);
    }

    fn judged(mut self, point: &CompiledPoint) -> Judged {
        let outcome = if point.derived { self.outcome.without_author() } else { self.outcome };
        self.evidence.sort_by_key(|evidence| (evidence.start, evidence.end));
        self.evidence.dedup();
        let mark = Mark {
            id: point.id.clone(),
            status: outcome.status(),
            chances: chances(outcome),
            evidence: self.evidence,
            contradicted: outcome.is_false(),
        };
        Judged { mark, outcome }
    }
}

/// Wordings of the truth, not in passing and not beside a falsehood, that leave it open which was meant. A point rightly
/// explained is heard in many wordings, and a false statement elsewhere is then as often misheard as meant: with three
/// wordings and more the labels of unseen answers were covered twice as often as missed, with one or two a third as often.
const OUTWEIGHED: usize = 3;

/// Wordings from which a point is as good as surely covered: of the points heard so in answers that no author of patterns had
/// read, 95 in 100 were labelled covered, of those heard in fewer 75.
const OFTEN: usize = 6;

struct Judge<'a> {
    point: &'a CompiledPoint,
    fires: &'a [Fire],
    /// Parallel to `fires`.
    standings: &'a [Standing],
    answer: &'a str,
    tokens: &'a [Token],
}

impl Judge<'_> {
    fn verdict(&self) -> Verdict {
        let (outcome, evidence) = self.outcome();
        let heard = self.truths(|_| true);
        let mut verdict = Verdict { outcome, evidence, heard_little: heard_little(heard, self.point.wordings) };
        if heard > 0 && self.truths(|standing| !standing.in_passing) == 0 {
            verdict.pass_over();
        }
        verdict
    }

    /// In the order of precedence: a false statement (half of it where the truth outweighs it), covered, partial, merely named, denied, nothing.
    fn outcome(&self) -> (Outcome, Vec<Evidence>) {
        if self.tokens.is_empty() {
            return (Outcome::Blank, Vec::new());
        }
        let false_statements = self.false_statements();
        if !false_statements.is_empty() {
            return match self.held(&self.point.covered, State::Asserted) {
                Some(ideas) if self.truth_outweighs() => {
                    (Outcome::Disputed, [false_statements, self.quotes(&ideas, State::Asserted)].concat())
                }
                _ => (Outcome::Contradicted, false_statements),
            };
        }
        if let Some(ideas) = self.held(&self.point.covered, State::Asserted) {
            return (self.covered(&ideas), self.quotes(&ideas, State::Asserted));
        }
        if let Some(ideas) = self.held(&self.point.partial, State::Asserted) {
            return (Outcome::Partial, self.quotes(&ideas, State::Asserted));
        }
        let weak = self.held(&self.point.covered, State::Weak).or_else(|| self.held(&self.point.partial, State::Weak));
        if let Some(ideas) = weak {
            return (Outcome::Weak, self.quotes(&ideas, State::Weak));
        }
        if let Some(name) = self.best(Role::Name, State::Weak) {
            let idea = format!("{} is named", self.point.title);
            return (Outcome::Named, vec![self.quote(name, idea, Why::Named)]);
        }
        self.denied()
    }

    /// How surely it is covered by these ideas.
    fn covered(&self, ideas: &[usize]) -> Outcome {
        match self.wordings(ideas) {
            _ if self.truths(|_| true) >= OFTEN => Outcome::CoveredOften,
            wordings if wordings > ideas.len() => Outcome::CoveredAgain,
            _ => Outcome::Covered,
        }
    }

    fn false_statements(&self) -> Vec<Evidence> {
        let corrections = self.point.corrections.iter().enumerate();
        let heard = corrections.filter_map(|(index, says)| {
            let fire = self.best(Role::Misconception(index), State::Asserted)?;
            Some(self.quote(fire, says.clone(), Why::Misconception))
        });
        heard.collect()
    }

    /// Ideas that are there, but denied: they earn nothing, and the candidate is shown why.
    fn denied(&self) -> (Outcome, Vec<Evidence>) {
        let void = self.point.ideas.iter().enumerate().filter_map(|(index, says)| {
            let fire = self.best(Role::Idea(index), State::Void).filter(|fire| fire.found.state == State::Void)?;
            Some(self.quote(fire, says.clone(), Why::Negated))
        });
        let evidence: Vec<Evidence> = void.collect();
        let outcome = if self.fires.iter().any(|fire| fire.found.state == State::Asserted) {
            Outcome::Touched
        } else if evidence.is_empty() {
            Outcome::Silent
        } else {
            Outcome::Denied
        };
        (outcome, evidence)
    }

    /// The ideas that make the first of the rules hold when matches of this state or better count.
    fn held(&self, rules: &[Rule], state: State) -> Option<Vec<usize>> {
        rules.iter().find_map(|rule| rule.held_by(|idea| self.best(Role::Idea(idea), state).is_some()))
    }

    /// The best match in this role, of this state or better; the earliest on ties.
    fn best(&self, role: Role, state: State) -> Option<&Fire> {
        let fires = self.fires.iter().filter(|fire| fire.role == role);
        fires
            .filter(|fire| fire.found.state <= state)
            .min_by_key(|fire| (fire.found.state, fire.found.first, fire.found.last))
    }

    /// How many patterns express these ideas.
    fn wordings(&self, ideas: &[usize]) -> usize {
        self.asserted(|role, _| ideas.iter().any(|idea| role == Role::Idea(*idea)))
    }

    fn truth_outweighs(&self) -> bool {
        self.truths(|standing| !standing.in_passing && !standing.beside_falsehood) >= OUTWEIGHED
    }

    /// How many patterns of ideas are heard asserted, and stand so.
    fn truths(&self, stands: impl Fn(Standing) -> bool) -> usize {
        self.asserted(|role, standing| matches!(role, Role::Idea(_)) && stands(standing))
    }

    /// How many such patterns are heard asserted.
    fn asserted(&self, such: impl Fn(Role, Standing) -> bool) -> usize {
        let fires = self.fires.iter().zip(self.standings).filter(|(fire, _)| fire.found.state == State::Asserted);
        fires.filter(|(fire, standing)| such(fire.role, **standing)).count()
    }

    fn quotes(&self, ideas: &[usize], state: State) -> Vec<Evidence> {
        let quote = |idea: &usize| {
            let fire = self.best(Role::Idea(*idea), state)?;
            let why = if fire.found.state == State::Asserted { Why::Pattern } else { Why::Weak };
            Some(self.quote(fire, self.point.ideas[*idea].clone(), why))
        };
        ideas.iter().filter_map(quote).collect()
    }

    fn quote(&self, fire: &Fire, idea: String, why: Why) -> Evidence {
        let start = self.tokens[fire.found.first as usize].start;
        let end = self.tokens[fire.found.last as usize].end;
        Evidence { start, end, text: self.answer[start..end].to_owned(), idea, why }
    }
}

impl Outcome {
    /// The mark that goes with it.
    pub fn status(self) -> Status {
        match self {
            Self::Covered | Self::CoveredAgain | Self::CoveredOften | Self::OwnCovered => Status::Covered,
            Self::Partial
            | Self::Weak
            | Self::Named
            | Self::Disputed
            | Self::DoubtedCovered
            | Self::PassingCovered
            | Self::OwnPartial => Status::Partial,
            Self::Blank
            | Self::Contradicted
            | Self::Silent
            | Self::Denied
            | Self::Touched
            | Self::DoubtedPartial
            | Self::PassingPartial
            | Self::OwnMissed => Status::Missed,
        }
    }

    /// Whether a false statement was heard.
    pub(super) fn is_false(self) -> bool {
        matches!(self, Self::Contradicted | Self::Disputed)
    }

    /// The same mark, less sure: heard by the guide's own words, for want of patterns.
    fn without_author(self) -> Self {
        match (self, self.status()) {
            (Self::Blank, _) => self,
            (_, Status::Covered) => Self::OwnCovered,
            (_, Status::Partial) => Self::OwnPartial,
            (_, Status::Missed) => Self::OwnMissed,
        }
    }
}
