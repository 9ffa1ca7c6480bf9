//! An answer in pieces, cut where evidence starts and ends, so that a format can mark the words where they stand.

use super::{PointReport, Quote};
use crate::mark::Status;

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// The words, as typed.
    pub(super) text: &'a str,
    /// The evidence that the words are, with the numbers of its points from 1. Empty for all other words.
    pub(super) evidence: Vec<(usize, &'a Quote)>,
    /// Numbers of the points whose evidence ends with it, with a word where it earned nothing: "1", "2 denied".
    pub(super) ends: Vec<(usize, String)>,
    /// Whether what was said only when prompted begins with it.
    pub(super) prompted: bool,
}

impl Piece<'_> {
    /// The most that a point made of the words; nothing where they are no evidence.
    pub(super) fn earned(&self) -> Option<Status> {
        self.evidence.iter().map(|(_, quote)| quote.why.earned()).max()
    }

    /// The numbers behind it: "[1][2 denied]".
    pub(super) fn numbers(&self) -> String {
        let labels: Vec<&str> = self.ends.iter().map(|(_, label)| label.as_str()).collect();
        if labels.is_empty() { String::new() } else { format!("[{}]", labels.join("][")) }
    }
}

/// The answer in pieces. Evidence that does not fit it is left out: marks are data, and may be anything.
pub(super) fn pieces<'a>(answer: &'a str, points: &'a [PointReport], prompted_from: Option<usize>) -> Vec<Piece<'a>> {
    let spans =
        points.iter().zip(1..).flat_map(|(point, number)| point.evidence.iter().map(move |quote| (number, quote)));
    let spans: Vec<(usize, &Quote)> =
        spans.filter(|(_, quote)| answer.get(quote.start..quote.end).is_some_and(|words| !words.is_empty())).collect();
    let prompted_from = prompted_from.filter(|from| answer.is_char_boundary(*from));
    let mut cuts = vec![0, answer.len()];
    cuts.extend(spans.iter().flat_map(|(_, quote)| [quote.start, quote.end]));
    cuts.extend(prompted_from);
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |cut: &[usize]| {
        let (start, end) = (cut[0], cut[1]);
        let evidence = spans.iter().filter(|(_, quote)| quote.start <= start && end <= quote.end).copied().collect();
        let mut ends = Vec::new();
        for (number, quote) in spans.iter().filter(|(_, quote)| quote.end == end) {
            let label = (*number, format!("{number}{}", quote.why.remark()));
            if !ends.contains(&label) {
                ends.push(label);
            }
        }
        Piece { text: &answer[start..end], evidence, ends, prompted: prompted_from == Some(start) }
    };
    cuts.windows(2).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_pieces_are_the_answer_and_name_their_points() {
        let report = sample::report(&sample::near_miss());
        let question = &report.questions[0];
        let pieces = pieces(&question.answer, &question.points, Some(20));
        assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), question.answer);
        let ends: Vec<&str> = pieces.iter().flat_map(|piece| &piece.ends).map(|(_, label)| label.as_str()).collect();
        assert_eq!(ends, ["2", "3 false", "1"]);
        let waits = pieces.iter().find(|piece| piece.text == "waits").map(Piece::earned);
        assert_eq!(waits, Some(Some(Status::Partial)), "the most that was made of it");
        assert_eq!(pieces.iter().filter(|piece| piece.prompted).count(), 1);
    }

    #[test]
    fn evidence_that_does_not_fit_its_answer_is_left_out() {
        let report = sample::report(&sample::pass());
        assert_eq!(pieces("é", &report.questions[0].points, Some(1)).len(), 1);
        assert_eq!(pieces("", &report.questions[0].points, None).len(), 0);
    }
}
