//! Making a plan: which parts, which questions, how many seconds each.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use thiserror::Error;

use super::{FollowUps, Plan, PlannedPart, PlannedQuestion};
use crate::guide::{AlternativeGroup, Guide, Part, Question, QuestionKey, Round};

/// Slowest pace: a hundred times the guide's time keeps the seconds of a ten-hour guide within range, and nobody waits longer.
const MAX_PACE: f64 = 100.0;

/// How like a typed name must be to a known one before it is suggested (Jaro-Winkler, 0 to 1): a slip or two.
const ALIKE: f64 = 0.8;

/// What a person may choose about a session.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanOptions {
    /// Parts to ask, by number from 1 or by the round's key, in any order; empty asks all.
    pub parts: Vec<String>,
    /// Whether the guide's optional round is asked.
    pub full: bool,
    /// Alternatives to ask in place of numbered questions.
    pub swaps: Vec<Swap>,
    /// Multiplier of every budget: above 0, at most 100.
    pub pace: f64,
    /// Whether there is no clock at all.
    pub untimed: bool,
    /// When follow-ups are asked.
    pub follow_ups: FollowUps,
}

impl Default for PlanOptions {
    fn default() -> Self {
        Self {
            parts: Vec::new(),
            full: false,
            swaps: Vec::new(),
            pace: 1.0,
            untimed: false,
            follow_ups: FollowUps::Fit,
        }
    }
}

/// One `--swap`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Swap {
    /// `3=memory-debugging`: this question, that alternative.
    One(SwapIn),
    /// `random`: from every group that may replace questions one alternative, in the place of one of them. The seed decides
    /// which, so that the same seed gives the same plan.
    Random {
        /// Seed of the draw.
        seed: u64,
    },
}

/// An alternative and the question whose place it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwapIn {
    /// Number of the question that makes way.
    pub number: u32,
    /// Slug of the alternative.
    pub slug: String,
}

/// Why no plan can be made from these options.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum PlanError {
    /// The pace is no number above 0, or beyond any use.
    #[error(
        "the pace {0} cannot be used: give a number above 0 and at most {MAX_PACE}, such as 0.5 for half the time or 2 for twice the time"
    )]
    Pace(f64),
    /// There is no such part.
    #[error("there is no part {given:?} in this guide; its parts are {known}")]
    UnknownPart {
        /// What was asked for.
        given: String,
        /// The parts there are.
        known: String,
    },
    /// The guide has no optional round.
    #[error("this guide has no optional round; leave out --full")]
    NoRound,
    /// A question of the round cannot be marked.
    #[error("--full asks {slug:?}, which has no answer points yet, so that it could not be marked; leave out --full")]
    RoundWithoutPoints {
        /// The question's slug.
        slug: String,
    },
    /// The guide has no such alternative.
    #[error("there is no alternative question {slug:?}; {remedy}")]
    UnknownAlternative {
        /// What was asked for.
        slug: String,
        /// What to write instead.
        remedy: String,
    },
    /// That alternative may not take that question's place.
    #[error("{slug:?} cannot take the place of Question {number}; {remedy}")]
    NotForThisQuestion {
        /// The alternative.
        slug: String,
        /// The question.
        number: u32,
        /// Which questions it may replace.
        remedy: String,
    },
    /// The question is not in the plan.
    #[error("Question {number} is not asked in the chosen parts; add its part with --part, or leave out its --swap")]
    NotPlanned {
        /// The question.
        number: u32,
    },
    /// A question or an alternative is swapped twice.
    #[error("{0} is swapped twice; leave one --swap out")]
    SwappedTwice(String),
    /// Nothing is left to swap at random.
    #[error(
        "--swap random finds no question in the chosen parts that an alternative with answer points could replace; leave it out"
    )]
    NothingToSwap,
    /// The alternative cannot be marked.
    #[error("the alternative {slug:?} has no answer points yet, so that it could not be marked; leave out this --swap")]
    WithoutPoints {
        /// The alternative.
        slug: String,
    },
}

impl Plan {
    /// The plan of a session over `guide`.
    ///
    /// Part clocks are the guide's minutes at the pace. Question budgets are the midpoints of the guide's minutes, scaled so that
    /// they fill their part. The interview clock adds the minutes of the guide's length that no part claims: they are for the
    /// screens between the parts, and each of those brings as much, so that a plan of some parts has its share.
    ///
    /// # Errors
    /// A [`PlanError`] for the first option that cannot be met.
    pub fn new(guide: &Guide, options: &PlanOptions) -> Result<Self, PlanError> {
        if !(options.pace > 0.0 && options.pace <= MAX_PACE) {
            return Err(PlanError::Pace(options.pace));
        }
        let chosen = choose(guide, options)?;
        let all = blocks(guide, chosen.full);
        let claimed = all.iter().map(|block| f64::from(block.minutes())).sum::<f64>();
        let spare = (f64::from(guide.minutes) - claimed).max(0.0) * screens(&chosen.blocks) / screens(&all).max(1.0);

        let mut parts = chosen.blocks.iter().map(|block| block.planned(guide, options.pace)).collect::<Vec<_>>();
        swap(guide, options, &mut parts)?;
        let clocks = parts.iter().map(|part| part.seconds).fold(0, u32::saturating_add);
        Ok(Self {
            parts,
            pace: options.pace,
            untimed: options.untimed,
            full: chosen.full,
            interview_seconds: clocks.saturating_add(seconds(spare, options.pace)),
            follow_ups: options.follow_ups,
        })
    }
}

/// Seconds of so many minutes at a pace. A conversion from floating point saturates, so that no guide can overflow it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates by definition, and is never negative"
)]
fn seconds(minutes: f64, pace: f64) -> u32 {
    (minutes * 60.0 * pace).round() as u32
}

/// How many screens there are between so many parts.
fn screens(blocks: &[Block<'_>]) -> f64 {
    f64::from(u32::try_from(blocks.len()).unwrap_or(u32::MAX).saturating_sub(1))
}

/// A part or the round, before it is planned.
enum Block<'g> {
    Part { number: usize, part: &'g Part },
    Round(&'g Round),
}

impl Block<'_> {
    fn key(&self) -> String {
        match self {
            Self::Part { number, .. } => number.to_string(),
            Self::Round(round) => round.key.clone(),
        }
    }

    fn minutes(&self) -> u32 {
        match self {
            Self::Part { part, .. } => part.minutes,
            Self::Round(round) => round.minutes,
        }
    }

    fn planned(&self, guide: &Guide, pace: f64) -> PlannedPart {
        let (title, objective, keys) = match self {
            Self::Part { part, .. } => (
                &part.title,
                &part.objective,
                part.questions.iter().map(|number| QuestionKey::number(*number)).collect::<Vec<_>>(),
            ),
            Self::Round(round) => {
                (&round.title, &round.objective, round.questions.iter().map(QuestionKey::new).collect())
            }
        };
        // A clock of no seconds would end the part before its question is read.
        let clock = seconds(f64::from(self.minutes()), pace).max(1);
        let midpoints =
            keys.iter().map(|key| guide.question(key).map_or(0, Question::double_midpoint)).collect::<Vec<_>>();
        let budgets = share_out(clock, &midpoints);
        let questions = keys
            .into_iter()
            .zip(budgets)
            .map(|(key, seconds)| PlannedQuestion { key, in_place_of: None, seconds })
            .collect();
        PlannedPart { key: self.key(), title: title.clone(), objective: objective.clone(), seconds: clock, questions }
    }
}

/// Whole seconds in proportion to the weights, which sum to `whole` exactly.
fn share_out(whole: u32, weights: &[u32]) -> Vec<u32> {
    let sum = weights.iter().map(|weight| u128::from(*weight)).sum::<u128>().max(1);
    let upto = |weight: u128| u32::try_from((u128::from(whole) * weight + sum / 2) / sum).unwrap_or(u32::MAX);
    weights
        .iter()
        .scan(0u128, |done, weight| {
            let before = upto(*done);
            *done += u128::from(*weight);
            Some(upto(*done) - before)
        })
        .collect()
}

/// All parts in order, with the round in its place where it is asked.
fn blocks(guide: &Guide, full: bool) -> Vec<Block<'_>> {
    let round = guide.round.as_ref().filter(|_| full);
    let mut blocks = Vec::new();
    for (index, part) in guide.parts.iter().enumerate() {
        let number = index + 1;
        blocks.push(Block::Part { number, part });
        if let Some(round) = round
            && round.after_part as usize == number
        {
            blocks.push(Block::Round(round));
        }
    }
    blocks
}

/// The blocks to ask.
struct Chosen<'g> {
    blocks: Vec<Block<'g>>,
    full: bool,
}

fn choose<'g>(guide: &'g Guide, options: &PlanOptions) -> Result<Chosen<'g>, PlanError> {
    let round = guide.round.as_ref();
    if options.full && round.is_none() {
        return Err(PlanError::NoRound);
    }
    // Asking for the round by its key is asking for it.
    let full = options.full || round.is_some_and(|round| options.parts.contains(&round.key));
    if let Some(slug) =
        round.filter(|_| full).and_then(|round| round.questions.iter().find(|slug| without_points(guide, slug)))
    {
        return Err(PlanError::RoundWithoutPoints { slug: slug.clone() });
    }
    let mut blocks = blocks(guide, full);
    if let Some(given) = options.parts.iter().find(|given| !blocks.iter().any(|block| block.key() == **given)) {
        let mut known = (1..=guide.parts.len()).map(|number| number.to_string()).collect::<Vec<_>>();
        known.extend(round.map(|round| round.key.clone()));
        return Err(PlanError::UnknownPart { given: given.clone(), known: known.join(", ") });
    }
    if !options.parts.is_empty() {
        // `--full` adds the round to whichever parts were chosen.
        blocks.retain(|block| options.parts.contains(&block.key()) || matches!(block, Block::Round(_)));
    }
    Ok(Chosen { blocks, full })
}

fn without_points(guide: &Guide, slug: &str) -> bool {
    guide.question(&QuestionKey::new(slug)).is_none_or(|question| question.points.is_empty())
}

/// Puts the alternatives in the places they take. Everything is checked before anything is put anywhere.
fn swap(guide: &Guide, options: &PlanOptions, parts: &mut [PlannedPart]) -> Result<(), PlanError> {
    let mut swaps = Vec::<SwapIn>::new();
    for wanted in &options.swaps {
        let drawn = match wanted {
            Swap::One(one) => vec![one.clone()],
            Swap::Random { seed } => draw(guide, parts, &swaps, *seed)?,
        };
        for one in drawn {
            check_swap(guide, parts, &swaps, &one)?;
            swaps.push(one);
        }
    }
    for planned in parts.iter_mut().flat_map(|part| &mut part.questions) {
        let number = planned.key.as_number();
        if let Some(one) = swaps.iter().find(|one| Some(one.number) == number) {
            planned.key = QuestionKey::new(&one.slug);
            planned.in_place_of = number;
        }
    }
    Ok(())
}

fn check_swap(guide: &Guide, parts: &[PlannedPart], before: &[SwapIn], one: &SwapIn) -> Result<(), PlanError> {
    let SwapIn { number, slug } = one;
    let Some(group) = guide.alternatives.iter().find(|group| slugs(group).any(|known| known == slug)) else {
        return Err(PlanError::UnknownAlternative { slug: slug.clone(), remedy: did_you_mean(guide, slug) });
    };
    if !group.replaces.contains(number) {
        let remedy = match list(&group.replaces) {
            None => "it takes no question's place".to_owned(),
            Some(numbers) => format!("it may replace Question {numbers}"),
        };
        return Err(PlanError::NotForThisQuestion { slug: slug.clone(), number: *number, remedy });
    }
    if !is_planned(parts, *number) {
        return Err(PlanError::NotPlanned { number: *number });
    }
    if before.iter().any(|other| other.number == *number) {
        return Err(PlanError::SwappedTwice(format!("Question {number}")));
    }
    // The optional round may ask the same alternative already.
    let key = QuestionKey::new(slug);
    if before.iter().any(|other| &other.slug == slug)
        || parts.iter().flat_map(|part| &part.questions).any(|planned| planned.key == key)
    {
        return Err(PlanError::SwappedTwice(format!("the alternative {slug:?}")));
    }
    if without_points(guide, slug) {
        return Err(PlanError::WithoutPoints { slug: slug.clone() });
    }
    Ok(())
}

/// From every group that may replace questions one alternative, in the place of one planned question.
fn draw(guide: &Guide, parts: &[PlannedPart], before: &[SwapIn], seed: u64) -> Result<Vec<SwapIn>, PlanError> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut drawn = Vec::new();
    for group in &guide.alternatives {
        let possible = |number: u32, slug: &str| {
            check_swap(guide, parts, before, &SwapIn { number, slug: slug.to_owned() }).is_ok()
        };
        let pairs = group.replaces.iter().flat_map(|number| slugs(group).map(|slug| (*number, slug)));
        let pairs = pairs.filter(|(number, slug)| possible(*number, slug)).collect::<Vec<_>>();
        if !pairs.is_empty() {
            let (number, slug) = pairs[random.random_range(0..pairs.len())];
            drawn.push(SwapIn { number, slug: slug.to_owned() });
        }
    }
    if drawn.is_empty() { Err(PlanError::NothingToSwap) } else { Ok(drawn) }
}

fn is_planned(parts: &[PlannedPart], number: u32) -> bool {
    let key = QuestionKey::number(number);
    parts.iter().flat_map(|part| &part.questions).any(|planned| planned.key == key)
}

fn slugs(group: &AlternativeGroup) -> impl Iterator<Item = &String> {
    group.questions.iter().filter_map(|question| question.slug.as_ref())
}

/// "1, 2 or 3"; nothing where there is nothing to list.
fn list(numbers: &[u32]) -> Option<String> {
    let (last, rest) = numbers.split_last()?;
    let rest = rest.iter().map(u32::to_string).collect::<Vec<_>>();
    Some(if rest.is_empty() { last.to_string() } else { format!("{} or {last}", rest.join(", ")) })
}

fn did_you_mean(guide: &Guide, slug: &str) -> String {
    let replacing = guide.alternatives.iter().filter(|group| !group.replaces.is_empty());
    let known = replacing.flat_map(slugs).collect::<Vec<_>>();
    let nearest = known.iter().max_by(|a, b| strsim::jaro_winkler(a, slug).total_cmp(&strsim::jaro_winkler(b, slug)));
    match nearest {
        Some(nearest) if strsim::jaro_winkler(nearest, slug) >= ALIKE => format!("did you mean {nearest:?}?"),
        Some(_) => format!("the guide has {}", known.iter().map(|slug| slug.as_str()).collect::<Vec<_>>().join(", ")),
        None => "the guide has none that takes a question's place".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::plan::sample;

    fn plan(options: &PlanOptions) -> Result<Plan, PlanError> {
        Plan::new(&sample::guide(), options)
    }

    fn swaps(pairs: &[(u32, &str)]) -> PlanOptions {
        let swaps = pairs
            .iter()
            .map(|(number, slug)| Swap::One(SwapIn { number: *number, slug: (*slug).to_owned() }))
            .collect();
        PlanOptions { swaps, ..PlanOptions::default() }
    }

    fn seconds_of(plan: &Plan) -> Vec<Vec<u32>> {
        plan.parts.iter().map(|part| part.questions.iter().map(|question| question.seconds).collect()).collect()
    }

    #[test]
    fn budgets_are_midpoints_scaled_to_the_part() {
        // Midpoints 7 and 3 of a part of 5 minutes; one question of 10 minutes; a design of 25; the discussion.
        let plan = plan(&PlanOptions::default()).unwrap();
        assert_eq!(seconds_of(&plan), [vec![210, 90], vec![600], vec![1500], vec![]]);
        assert_eq!(plan.parts.iter().map(|part| part.seconds).collect::<Vec<_>>(), [300, 600, 1500, 300]);
        assert_eq!(plan.interview_seconds, 60 * 60);
    }

    #[test]
    fn budgets_of_a_part_sum_to_its_clock_whatever_the_rounding() {
        assert_eq!(share_out(900, &[14, 11, 7, 11, 7]), [252, 198, 126, 198, 126]);
        assert_eq!(share_out(100, &[1, 1, 1]).iter().sum::<u32>(), 100);
        assert_eq!(
            share_out(u32::MAX, &[u32::MAX, u32::MAX]).iter().map(|share| u64::from(*share)).sum::<u64>(),
            u64::from(u32::MAX)
        );
        assert_eq!(share_out(10, &[0, 0]), [0, 0]);
    }

    #[test]
    fn the_pace_scales_every_clock() {
        let plan = plan(&PlanOptions { pace: 0.5, ..PlanOptions::default() }).unwrap();
        assert_eq!(seconds_of(&plan), [vec![105, 45], vec![300], vec![750], vec![]]);
        assert_eq!(plan.interview_seconds, 30 * 60);
    }

    #[test]
    fn a_pace_that_is_no_number_above_nought_is_refused() {
        for pace in [0.0, -1.0, f64::NAN, f64::INFINITY, 101.0] {
            let error = plan(&PlanOptions { pace, ..PlanOptions::default() }).unwrap_err();
            assert!(error.to_string().contains("above 0"), "{error}");
        }
    }

    #[test]
    fn even_at_the_fastest_pace_a_part_has_a_clock() {
        let plan = plan(&PlanOptions { pace: 1e-9, ..PlanOptions::default() }).unwrap();
        assert!(plan.parts.iter().all(|part| part.seconds == 1));
        assert!(plan.interview_seconds >= 4);
    }

    #[test]
    fn chosen_parts_come_in_the_guides_order_with_their_share_of_the_spare_minutes() {
        let options = PlanOptions { parts: vec!["3".into(), "2".into(), "2".into()], ..PlanOptions::default() };
        let plan = plan(&options).unwrap();
        assert_eq!(plan.parts.iter().map(|part| part.key.as_str()).collect::<Vec<_>>(), ["2", "3"]);
        // 15 of 60 minutes belong to no part; there is one screen between these two, of three in the whole interview.
        assert_eq!(plan.interview_seconds, (35 + 5) * 60);
    }

    #[test]
    fn a_part_that_is_not_there_is_named_with_those_that_are() {
        let error = plan(&PlanOptions { parts: vec!["7".into()], ..PlanOptions::default() }).unwrap_err();
        assert_eq!(error.to_string(), "there is no part \"7\" in this guide; its parts are 1, 2, 3, 4, round");
    }

    #[test]
    fn the_round_comes_after_its_part_and_uses_up_the_spare_minutes() {
        let whole = plan(&PlanOptions { full: true, ..PlanOptions::default() }).unwrap();
        assert_eq!(whole.parts.iter().map(|part| part.key.as_str()).collect::<Vec<_>>(), ["1", "2", "3", "round", "4"]);
        assert_eq!(seconds_of(&whole)[3], [540, 360]);
        assert_eq!(whole.interview_seconds, 60 * 60);
        assert!(whole.full);

        let alone = plan(&PlanOptions { parts: vec!["round".into()], ..PlanOptions::default() }).unwrap();
        assert_eq!((alone.parts.len(), alone.full), (1, true));
        let with_a_part = plan(&PlanOptions { parts: vec!["1".into()], full: true, ..PlanOptions::default() }).unwrap();
        assert_eq!(with_a_part.parts.len(), 2);
    }

    #[test]
    fn a_round_that_cannot_be_marked_is_refused() {
        let mut guide = sample::guide();
        let options = PlanOptions { full: true, ..PlanOptions::default() };
        guide.alternatives[1].questions[1].points.clear();
        let error = Plan::new(&guide, &options).unwrap_err();
        assert!(error.to_string().contains("\"versioning\", which has no answer points yet"), "{error}");
        guide.round = None;
        assert_eq!(Plan::new(&guide, &options), Err(PlanError::NoRound));
    }

    #[test]
    fn a_swapped_in_question_takes_place_and_minutes() {
        let plan = plan(&swaps(&[(2, "leaks")])).unwrap();
        let planned = plan.at(2).unwrap();
        assert_eq!((planned.key.as_str(), planned.seconds), ("leaks", 90));
        assert_eq!(plan.at(1).unwrap().in_place_of, None);
    }

    #[test]
    fn swaps_that_make_no_sense_are_refused_with_a_remedy() {
        for (pairs, message) in [
            (vec![(2, "leeks")], "there is no alternative question \"leeks\"; did you mean \"leaks\"?"),
            (vec![(2, "zzz")], "there is no alternative question \"zzz\"; the guide has leaks, builds, tests"),
            (vec![(3, "leaks")], "\"leaks\" cannot take the place of Question 3; it may replace Question 1 or 2"),
            (vec![(1, "sourcing")], "\"sourcing\" cannot take the place of Question 1; it takes no question's place"),
            (vec![(1, "leaks"), (1, "builds")], "Question 1 is swapped twice; leave one --swap out"),
            (vec![(1, "leaks"), (2, "leaks")], "the alternative \"leaks\" is swapped twice; leave one --swap out"),
            (
                vec![(1, "tests")],
                "the alternative \"tests\" has no answer points yet, so that it could not be marked; leave out this --swap",
            ),
        ] {
            assert_eq!(plan(&swaps(&pairs)).unwrap_err().to_string(), message);
        }
        let elsewhere = PlanOptions { parts: vec!["2".into()], ..swaps(&[(1, "leaks")]) };
        assert_eq!(plan(&elsewhere), Err(PlanError::NotPlanned { number: 1 }));
    }

    #[test]
    fn a_random_swap_is_the_same_for_the_same_seed_and_takes_only_what_can_be_marked() {
        let drawn = |seed| plan(&PlanOptions { swaps: vec![Swap::Random { seed }], ..PlanOptions::default() }).unwrap();
        assert_eq!(drawn(7), drawn(7));
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..64 {
            let plan = drawn(seed);
            let swapped = plan.questions().filter(|planned| planned.in_place_of.is_some()).collect::<Vec<_>>();
            assert_eq!(swapped.len(), 1);
            assert_ne!(swapped[0].key.as_str(), "tests");
            seen.insert((swapped[0].in_place_of, swapped[0].key.clone()));
        }
        assert_eq!(seen.len(), 4, "two questions by two alternatives");
    }

    #[test]
    fn a_random_swap_with_nothing_to_swap_says_so() {
        let options =
            PlanOptions { parts: vec!["2".into()], swaps: vec![Swap::Random { seed: 1 }], ..PlanOptions::default() };
        assert_eq!(plan(&options), Err(PlanError::NothingToSwap));
    }
}
