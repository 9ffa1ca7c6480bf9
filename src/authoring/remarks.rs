//! What does not add up in a guide that loads, and how the program then reads it.

use std::collections::BTreeSet;
use std::fmt;

use super::AnswerSet;
use crate::guide::{Area, Guide, Point, Question, QuestionKey};

/// Something in a guide that a reader would stumble over. None of them keeps the guide from being used.
///
/// Its [`fmt::Display`] says what is found, [`Remark::reading`] what the program makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The parts' minutes are not the guide's.
    PartMinutes {
        /// Sum of the parts.
        parts: u64,
        /// Minutes of the guide.
        guide: u32,
    },
    /// The questions' midpoints are not their part's minutes.
    QuestionMinutes {
        /// What has the minutes, such as "Part 1".
        part: String,
        /// Its minutes.
        minutes: u32,
        /// What its questions ask for.
        asked: Minutes,
    },
    /// The sections' midpoints are not their question's.
    SectionMinutes {
        /// Number or slug of the question.
        question: String,
        /// Its minutes.
        minutes: Minutes,
        /// What its sections ask for.
        asked: Minutes,
    },
    /// The areas' points are not the guide's total.
    AreaPoints {
        /// Sum of the areas.
        areas: u64,
        /// The guide's total.
        total: u32,
    },
    /// An area has nothing of its own: all that scores in it scores in others too.
    NoSourceOfItsOwn {
        /// The area.
        area: String,
        /// Points of the areas that have one.
        others: u64,
        /// The guide's total.
        total: u32,
    },
    /// Two areas have a source in common.
    SharedSource {
        /// The two.
        areas: [String; 2],
        /// What they share, such as "Question 9: Scalability".
        shared: Vec<String>,
    },
    /// An area without bands.
    NoBands {
        /// The area.
        area: String,
    },
    /// Points of an area that are in no band.
    BandGap {
        /// The area.
        area: String,
        /// First of them.
        from: u32,
        /// Last of them.
        to: u32,
    },
    /// Points of an area that are in two bands.
    BandOverlap {
        /// The area.
        area: String,
        /// First of them.
        from: u32,
        /// Last of them.
        to: u32,
    },
    /// Bands end at one whole point and begin at the next, and scores have fractions.
    WholeBands {
        /// An area with such bands.
        area: String,
        /// Where one ends.
        end: u32,
    },
    /// Questions that no area scores.
    Unscored {
        /// Their numbers.
        questions: Vec<u32>,
    },
    /// Follow-ups without answer points.
    FollowUpsWithoutPoints {
        /// How many.
        count: usize,
    },
    /// Alternative questions without answer points.
    AlternativesWithoutPoints {
        /// Their slugs.
        slugs: Vec<String>,
    },
    /// References to files that are not part of the guide.
    References {
        /// How many.
        count: usize,
    },
    /// Answer points that nothing says how to recognise.
    PointsWithoutPatterns {
        /// How many.
        count: usize,
        /// Of how many, follow-ups and alternatives among them.
        of: usize,
    },
    /// Answer points without a reason why an interviewer listens for them, or without a short question of their own.
    PointsWithoutReasons {
        /// How many.
        count: usize,
        /// Of how many, follow-ups and alternatives among them.
        of: usize,
    },
    /// Questions without a model answer, an outline, or something to study for each point.
    QuestionsWithoutStudy {
        /// Their numbers and slugs.
        questions: Vec<String>,
    },
    /// Questions and follow-ups whose points were tried on few labelled answers or none.
    FewLabelledAnswers {
        /// Their keys.
        questions: Vec<String>,
    },
}

/// A range of minutes as a guide gives it; summed, where it is of several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// Least.
    pub min: u64,
    /// Most.
    pub max: u64,
}

impl Minutes {
    fn sum(ranges: impl Iterator<Item = (u32, u32)>) -> Self {
        let start = Self { min: 0, max: 0 };
        ranges.fold(start, |sum, (min, max)| Self { min: sum.min + u64::from(min), max: sum.max + u64::from(max) })
    }

    /// Twice the midpoint, so that it is whole.
    fn double_midpoint(self) -> u64 {
        self.min + self.max
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.min == self.max { write!(f, "{}", self.min) } else { write!(f, "{} to {}", self.min, self.max) }
    }
}

impl Remark {
    /// Whether marks suffer from it, so that the guide's author should do something.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::Unscored { .. }
                | Self::PointsWithoutPatterns { .. }
                | Self::PointsWithoutReasons { .. }
                | Self::QuestionsWithoutStudy { .. }
                | Self::FewLabelledAnswers { .. }
                | Self::BandGap { .. }
                | Self::BandOverlap { .. }
        )
    }

    /// What the program makes of it. A sentence without a full stop.
    pub fn reading(&self) -> &'static str {
        match self {
            Self::PartMinutes { parts, guide } if *parts < u64::from(*guide) => {
                "the interview clock runs over all of them; the screens between the parts use up the rest"
            }
            Self::PartMinutes { .. } => "the parts' clocks hold, and the interview takes as long as they do",
            Self::QuestionMinutes { .. } => {
                "the part's clock is firm; a question's budget is the midpoint of its minutes, scaled to the part"
            }
            Self::SectionMinutes { .. } => "each section's minutes are their midpoint, scaled to the question",
            Self::AreaPoints { .. } => "the total is out of what the areas hold",
            Self::NoSourceOfItsOwn { .. } | Self::SharedSource { .. } => "the same answers count in each of them",
            Self::NoBands { .. } => "the report shows its points and its rule, and names no band",
            Self::BandGap { .. } => "such a score has no band",
            Self::BandOverlap { .. } => "such a score has the band that is listed first",
            Self::WholeBands { .. } => {
                "scores are rounded half up to whole points before bands and rules are looked at"
            }
            Self::Unscored { .. } => "they are marked and reported, and score nothing",
            Self::FollowUpsWithoutPoints { .. } => "their answers are kept, and not marked",
            Self::AlternativesWithoutPoints { .. } => "they can be read, and not marked",
            Self::References { .. } => "they are kept as notes on where a question comes from",
            Self::PointsWithoutPatterns { .. } => {
                "they are heard by the words of their titles and details only: rough marks, until somebody writes patterns"
            }
            Self::PointsWithoutReasons { .. } => "reports, hints and reviews have less to say of them",
            Self::QuestionsWithoutStudy { .. } => "who misses their points is not told what a good answer is",
            Self::FewLabelledAnswers { .. } => "nobody knows how well their marks agree with people's",
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PartMinutes { parts, guide } => {
                write!(f, "the parts take {parts} minutes, the guide {guide}: ")?;
                match u64::from(*guide).checked_sub(*parts) {
                    Some(spare) => write!(f, "{spare} are in no part"),
                    None => write!(f, "{} too many", parts - u64::from(*guide)),
                }
            }
            Self::QuestionMinutes { part, minutes, asked } => {
                write!(f, "{part} has {minutes} minutes, and its questions ask for {asked}")
            }
            Self::SectionMinutes { question, minutes, asked } => {
                write!(f, "{question} has {minutes} minutes, and its sections ask for {asked}")
            }
            Self::AreaPoints { areas, total } => write!(f, "the areas hold {areas} points, the guide {total}"),
            Self::NoSourceOfItsOwn { area, others, total } => write!(
                f,
                "`{area}` has no question of its own, only what scores in another area too; without it the areas hold \
                 {others} of {total} points"
            ),
            Self::SharedSource { areas: [first, second], shared } => {
                write!(f, "`{first}` and `{second}` both score {}", shared.join("; "))
            }
            Self::NoBands { area } => write!(f, "`{area}` has no bands"),
            Self::BandGap { area, from, to } => write!(f, "`{area}`: no band for {}", span(*from, *to)),
            Self::BandOverlap { area, from, to } => write!(f, "`{area}`: two bands for {}", span(*from, *to)),
            Self::WholeBands { area, end } => write!(
                f,
                "bands are in whole points, and scores have fractions: in `{area}` one band ends at {end} and the next \
                 begins at {}",
                end + 1
            ),
            Self::Unscored { questions } => {
                let numbers: Vec<String> = questions.iter().map(ToString::to_string).collect();
                write!(f, "no area scores Question {}", numbers.join(", "))
            }
            Self::FollowUpsWithoutPoints { count } => write!(f, "{} no answer points", have(*count, "follow-up")),
            Self::AlternativesWithoutPoints { slugs } => {
                write!(f, "{} no answer points: {}", have(slugs.len(), "alternative question"), slugs.join(", "))
            }
            Self::References { count } => {
                let (plural, verb) = if *count == 1 { ("", "points") } else { ("s", "point") };
                write!(f, "{count} reference{plural} {verb} to files that are not part of the guide")
            }
            Self::PointsWithoutPatterns { count, of } => write!(f, "{count} of {of} answer points have no patterns"),
            Self::PointsWithoutReasons { count, of } => {
                write!(f, "{count} of {of} answer points have no `why` or `cue`")
            }
            Self::QuestionsWithoutStudy { questions } => write!(
                f,
                "{} no outline, model answers or something to study for each point: {}",
                have(questions.len(), "question"),
                questions.join(", ")
            ),
            Self::FewLabelledAnswers { questions } => write!(
                f,
                "{} fewer than {LABELLED_ANSWERS} labelled answers: {}",
                have(questions.len(), "question"),
                questions.join(", ")
            ),
        }
    }
}

fn have(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what} has") } else { format!("{count} {what}s have") }
}

fn span(from: u32, to: u32) -> String {
    if from == to { format!("{from} points") } else { format!("{from} to {to} points") }
}

/// Everything in a guide that does not add up: time first, then points, then what is missing.
pub fn remarks(guide: &Guide) -> Vec<Remark> {
    let mut remarks = time(guide);
    remarks.extend(points(guide));
    remarks.extend(guide.areas.iter().flat_map(bands));
    remarks.extend(whole_bands(guide));
    remarks.extend(missing(guide));
    remarks
}

fn time(guide: &Guide) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let parts = guide.parts.iter().map(|part| u64::from(part.minutes)).sum();
    if parts != u64::from(guide.minutes) {
        remarks.push(Remark::PartMinutes { parts, guide: guide.minutes });
    }
    let numbered = |number: &u32| guide.questions.iter().find(|question| question.number == Some(*number));
    let in_parts = guide.parts.iter().enumerate().filter(|(_, part)| !part.is_discussion()).map(|(index, part)| {
        let asked = part.questions.iter().filter_map(numbered);
        (
            format!("Part {}", index + 1),
            part.minutes,
            Minutes::sum(asked.map(|asked| (asked.min_minutes, asked.max_minutes))),
        )
    });
    let in_round = guide.round.iter().map(|round| {
        let asked = guide
            .all_questions()
            .filter(|asked| asked.slug.as_ref().is_some_and(|slug| round.questions.contains(slug)));
        (
            format!("the round `{}`", round.key),
            round.minutes,
            Minutes::sum(asked.map(|asked| (asked.min_minutes, asked.max_minutes))),
        )
    });
    remarks.extend(in_parts.chain(in_round).filter_map(|(part, minutes, asked)| {
        (asked.double_midpoint() != 2 * u64::from(minutes)).then_some(Remark::QuestionMinutes { part, minutes, asked })
    }));
    remarks.extend(guide.all_questions().filter(|question| !question.sections.is_empty()).filter_map(|question| {
        let minutes = Minutes { min: question.min_minutes.into(), max: question.max_minutes.into() };
        let asked = Minutes::sum(question.sections.iter().map(|section| (section.min_minutes, section.max_minutes)));
        let question = format!("Question {}", question.key());
        (asked.double_midpoint() != minutes.double_midpoint()).then_some(Remark::SectionMinutes {
            question,
            minutes,
            asked,
        })
    }));
    remarks
}

/// What scores in an area: sections, or whole questions that have none.
fn sources<'g>(guide: &'g Guide, area: &'g Area) -> BTreeSet<(u32, Option<&'g str>)> {
    let sections = |number: u32| guide.questions.iter().filter(move |question| question.number == Some(number));
    area.sources
        .iter()
        .flat_map(|source| -> Vec<(u32, Option<&str>)> {
            let titles: Vec<&str> = if source.sections.is_empty() {
                sections(source.question)
                    .flat_map(|question| &question.sections)
                    .map(|section| section.title.as_str())
                    .collect()
            } else {
                source.sections.iter().map(String::as_str).collect()
            };
            if titles.is_empty() {
                return vec![(source.question, None)];
            }
            titles.into_iter().map(|title| (source.question, Some(title))).collect()
        })
        .collect()
}

fn points(guide: &Guide) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let sum = |areas: &mut dyn Iterator<Item = &Area>| areas.map(|area| u64::from(area.max)).sum::<u64>();
    let areas = sum(&mut guide.areas.iter());
    if areas != u64::from(guide.total) {
        remarks.push(Remark::AreaPoints { areas, total: guide.total });
    }
    let all: Vec<_> = guide.areas.iter().map(|area| (area, sources(guide, area))).collect();
    // Of two areas with the very same sources neither is the lesser.
    let is_part = |mine: &BTreeSet<_>| all.iter().any(|(_, theirs)| mine.is_subset(theirs) && mine != theirs);
    let own = sum(&mut all.iter().filter(|(_, sources)| !is_part(sources)).map(|(area, _)| *area));
    remarks.extend(all.iter().filter(|(_, sources)| is_part(sources)).map(|(area, _)| Remark::NoSourceOfItsOwn {
        area: area.title.clone(),
        others: own,
        total: guide.total,
    }));
    for (index, (first, mine)) in all.iter().enumerate() {
        for (second, theirs) in all.iter().skip(index + 1) {
            let shared: Vec<String> = mine.intersection(theirs).map(source_name).collect();
            if !shared.is_empty() {
                remarks.push(Remark::SharedSource { areas: [first.title.clone(), second.title.clone()], shared });
            }
        }
    }
    let scored: BTreeSet<u32> = all.iter().flat_map(|(_, sources)| sources).map(|(number, _)| *number).collect();
    let numbers = guide.questions.iter().filter_map(|question| question.number);
    let questions: Vec<u32> = numbers.filter(|number| !scored.contains(number)).collect();
    if !questions.is_empty() {
        remarks.push(Remark::Unscored { questions });
    }
    remarks
}

fn source_name((number, section): &(u32, Option<&str>)) -> String {
    match section {
        Some(section) => format!("Question {number}, `{section}`"),
        None => format!("Question {number}"),
    }
}

fn bands(area: &Area) -> Vec<Remark> {
    if area.bands.is_empty() {
        return vec![Remark::NoBands { area: area.title.clone() }];
    }
    let mut bands: Vec<(u32, u32)> = area.bands.iter().map(|band| (band.min, band.max)).collect();
    bands.sort_unstable();
    let mut remarks = Vec::new();
    let area_title = || area.title.clone();
    // The first point that no band has covered yet.
    let mut next = 0;
    for (min, max) in bands {
        if min > next {
            remarks.push(Remark::BandGap { area: area_title(), from: next, to: min - 1 });
        } else if min < next {
            remarks.push(Remark::BandOverlap { area: area_title(), from: min, to: max.min(next - 1) });
        }
        next = next.max(max.saturating_add(1));
    }
    if next <= area.max {
        remarks.push(Remark::BandGap { area: area_title(), from: next, to: area.max });
    }
    remarks
}

fn whole_bands(guide: &Guide) -> Option<Remark> {
    guide.areas.iter().find_map(|area| {
        let begins = |point: u32| area.bands.iter().any(|band| band.min == point);
        let ends = area.bands.iter().map(|band| band.max);
        let end = ends.filter(|end| end.checked_add(1).is_some_and(begins)).max()?;
        Some(Remark::WholeBands { area: area.title.clone(), end })
    })
}

fn missing(guide: &Guide) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let follow_ups = || guide.all_questions().flat_map(|question| &question.follow_ups);
    let count = follow_ups().filter(|follow_up| follow_up.points.is_empty()).count();
    if count > 0 {
        remarks.push(Remark::FollowUpsWithoutPoints { count });
    }
    let alternatives = guide.alternatives.iter().flat_map(|group| &group.questions);
    let slugs: Vec<String> = alternatives
        .filter(|question| question.points.is_empty())
        .filter_map(|question| question.slug.clone())
        .collect();
    if !slugs.is_empty() {
        remarks.push(Remark::AlternativesWithoutPoints { slugs });
    }
    // A link in Markdown that leads to no page of the web.
    let is_dead = |reference: &&String| reference.split("](").skip(1).any(|target| !target.starts_with("http"));
    let count = guide.all_questions().flat_map(|question| &question.references).filter(is_dead).count();
    if count > 0 {
        remarks.push(Remark::References { count });
    }
    let points = guide.all_questions().flat_map(|question| &question.points);
    let points: Vec<&Point> = points.chain(follow_ups().flat_map(|follow_up| &follow_up.points)).collect();
    let unwritten = |point: &&&Point| point.names.is_empty() && point.covered.is_empty() && point.partial.is_empty();
    let count = points.iter().filter(unwritten).count();
    if count > 0 {
        remarks.push(Remark::PointsWithoutPatterns { count, of: points.len() });
    }
    let count = points.iter().filter(|point| point.why.is_none() || point.cue.is_none()).count();
    if count > 0 {
        remarks.push(Remark::PointsWithoutReasons { count, of: points.len() });
    }
    let questions: Vec<String> = guide
        .all_questions()
        .filter(|question| !is_studied(question))
        .map(|question| question.key().to_string())
        .collect();
    if !questions.is_empty() {
        remarks.push(Remark::QuestionsWithoutStudy { questions });
    }
    remarks
}

/// Labelled answers a question has at least: one of each common style.
const LABELLED_ANSWERS: usize = 8;

/// What does not add up in a guide that loads, or is missing from it and from its labelled answers.
pub fn remarks_with_answers(guide: &Guide, sets: &[AnswerSet]) -> Vec<Remark> {
    remarks(guide).into_iter().chain(few_labelled_answers(guide, sets)).collect()
}

/// The questions and follow-ups with points that have few labelled answers; nothing where all have enough.
fn few_labelled_answers(guide: &Guide, sets: &[AnswerSet]) -> Option<Remark> {
    let count =
        |key: &QuestionKey| sets.iter().flat_map(|set| &set.answers).filter(|answer| answer.question == *key).count();
    let askable = guide.all_questions().flat_map(Question::askable);
    let few = askable.filter(|(key, _, points)| !points.is_empty() && count(key) < LABELLED_ANSWERS);
    let questions: Vec<String> = few.map(|(key, ..)| key.to_string()).collect();
    (!questions.is_empty()).then_some(Remark::FewLabelledAnswers { questions })
}

/// Whether a question has all there may be for studying it.
fn is_studied(question: &Question) -> bool {
    let study = &question.study;
    let answers = study.spoken.is_some() && study.notes.is_some() && !study.outline.is_empty();
    answers && question.points.iter().all(|point| study.points.contains_key(&point.id))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::authoring::{builtin, load_folder};
    use crate::guide::{AreaSource, Band};

    fn small() -> Guide {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/guides/small");
        load_folder(std::path::Path::new(folder)).unwrap()
    }

    fn said(guide: &Guide) -> Vec<String> {
        remarks(guide).iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn says(guide: &Guide, expected: &str) {
        let said = said(guide);
        assert!(said.iter().any(|remark| remark == expected), "no {expected:?} in {said:#?}");
    }

    #[test]
    fn the_senior_guides_contradictions_are_all_found() {
        let guide = builtin("senior-go").unwrap();
        says(&guide, "the parts take 70 minutes, the guide 90: 20 are in no part");
        says(&guide, "Part 1 has 15 minutes, and its questions ask for 22 to 28");
        says(&guide, "Question 9 has 25 minutes, and its sections ask for 26 to 32");
        says(
            &guide,
            "`System Architecture` has no question of its own, only what scores in another area too; without it the areas \
             hold 75 of 100 points",
        );
        says(
            &guide,
            "`System Design` and `System Architecture` both score Question 9, `Data Architecture & Consistency`; \
             Question 9, `High-Level Architecture & Scalability`",
        );
        says(&guide, "`System Architecture` has no bands");
        says(
            &guide,
            "bands are in whole points, and scores have fractions: in `Advanced Go Mastery` one band ends at 22 and the \
             next begins at 23",
        );
        says(&guide, "6 references point to files that are not part of the guide");
        let other =
            ["`Advanced Go Mastery`: ", "the areas hold", "Part 2", "Part 3", "Part 4", "the round", "no area scores"];
        assert!(!said(&guide).iter().any(|remark| other.iter().any(|start| remark.starts_with(start))));
    }

    #[test]
    fn minutes_that_fit_are_not_remarked_on() {
        let mut guide = small();
        assert!(said(&guide).iter().all(|remark| !remark.starts_with("the parts take")));
        guide.minutes = 25;
        says(&guide, "the parts take 30 minutes, the guide 25: 5 too many");
        guide.parts[0].questions = vec![2];
        guide.parts[0].minutes = 10;
        assert!(said(&guide).iter().all(|remark| !remark.starts_with("Part 1")));
    }

    #[test]
    fn points_that_do_not_sum_to_the_total_are_remarked_on() {
        let mut guide = small();
        guide.total = 25;
        says(&guide, "the areas hold 20 points, the guide 25");
        guide.areas[1].sources = vec![AreaSource { question: 1, sections: Vec::new() }];
        says(&guide, "`Basics` and `Design` both score Question 1");
        says(&guide, "no area scores Question 2");
    }

    #[test]
    fn bands_with_gaps_and_overlaps_are_remarked_on() {
        let mut guide = small();
        let band = |min, max| Band { name: String::new(), min, max, description: String::new() };
        guide.areas[0].bands = vec![band(7, 9), band(2, 4), band(4, 5)];
        says(&guide, "`Basics`: no band for 0 to 1 points");
        says(&guide, "`Basics`: two bands for 4 points");
        says(&guide, "`Basics`: no band for 6 points");
        says(&guide, "`Basics`: no band for 10 points");
        guide.areas[0].bands = vec![band(0, u32::MAX), band(3, 4)];
        says(&guide, "`Basics`: two bands for 3 to 4 points");
        says(&guide, "`Design` has no bands");
    }

    #[test]
    fn what_cannot_be_marked_is_counted() {
        let mut guide = small();
        says(&guide, "2 alternative questions have no answer points: tea, coffee");
        says(&guide, "4 of 5 answer points have no patterns");
        guide.questions[0].follow_ups[0].points.clear();
        says(&guide, "1 follow-up has no answer points");
        assert!(said(&guide).iter().all(|remark| !remark.contains("reference")));
    }
}
