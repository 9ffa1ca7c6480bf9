//! Where a wording stands: among words about its own point, or in passing among words about another.
//!
//! People make one point at a time. A wording of one point in the middle of an explanation of another is as often an accident
//! of words as it is meant: on answers that no author of patterns had read, points of which nothing else was heard were labelled
//! missed half of the time, where others were labelled covered.

use super::compiled::Role;
use super::judge::Fire;
use super::polarity::State;
use super::search::Found;

/// Words on either side of a wording, in its sentence, that are looked at: some two clauses. A sentence without any
/// punctuation, as in a transcript, makes more than one point.
const REACH: u32 = 14;

/// A wording is said in passing where another point has this many times its own point's wordings around it, as a fraction:
/// one and a half. From a half to twice as many did about as well on 404 answers that no author had read.
const OUTNUMBERED: (usize, usize) = (3, 2);

/// How a match stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether the words around it are about another point.
    pub(super) in_passing: bool,
    /// Whether a false statement stands in its sentence.
    pub(super) beside_falsehood: bool,
}

/// A wording that is heard asserted.
#[derive(Debug, Clone, Copy)]
struct Wording {
    sentence: u32,
    /// First and last token.
    first: u32,
    last: u32,
    point: usize,
}

/// The standing of every match; parallel to `fires`.
pub(super) fn standings(points: usize, fires: &[Fire], sentences: &[u32]) -> Vec<Standing> {
    let sentence = |fire: &Fire| sentences[fire.found.first as usize];
    let mut falsehoods = Vec::new();
    let mut wordings = Vec::with_capacity(fires.len());
    for fire in fires.iter().filter(|fire| fire.found.state == State::Asserted) {
        let (sentence, Found { first, last, .. }) = (sentence(fire), fire.found);
        match fire.role {
            Role::Misconception(_) => falsehoods.push(sentence),
            Role::Idea(_) => wordings.push(Wording { sentence, first, last, point: fire.point }),
            Role::Name => {}
        }
    }
    let mut counts = vec![0; points];
    let standing = |fire: &Fire| {
        let sentence = sentence(fire);
        let (from, to) = (fire.found.first.saturating_sub(REACH), fire.found.last.saturating_add(REACH));
        counts.fill(0);
        for other in &wordings {
            counts[other.point] += usize::from(other.sentence == sentence && other.last >= from && other.first <= to);
        }
        let own = std::mem::take(&mut counts[fire.point]);
        let most = counts.iter().copied().max().unwrap_or_default();
        let (times, per) = OUTNUMBERED;
        Standing { in_passing: most > 0 && most * per >= own * times, beside_falsehood: falsehoods.contains(&sentence) }
    };
    fires.iter().map(standing).collect()
}
