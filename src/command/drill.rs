//! `drill`: practice, with marks after each answer.

use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::index;
use rand::{RngExt, SeedableRng};

use super::patterns::Patterns;
use super::sitting::{self, Keeper};
use super::{Error, guides};
use crate::guide::{AlternativeGroup, Guide, Question, QuestionKey, Study};
use crate::interview::Drill;
use crate::plan::{FollowUps, Plan, PlanOptions, PlannedPart, PlannedQuestion};
use crate::room::screen;
use crate::store::{Owner, Store};
use crate::{authoring, cli, progress};

/// Questions of a drill by weakness, unless a count is given.
const WEAKEST: usize = 3;

/// Holds a drill and prints its report.
///
/// # Errors
/// Questions that the guide has not, a guide or a store that cannot be used, or a drill that cannot be kept.
pub(crate) fn run(args: &cli::Drill) -> Result<ExitCode, Error> {
    let mut guide = guides::resolve(&args.guide)?;
    if args.follow_ups {
        ask_follow_ups(&mut guide);
    }
    let guide = Arc::new(guide);
    let patterns = Patterns::of(&guide);
    patterns.prepare();
    let store = super::open_store()?;
    let plan = plan(&guide, args, &past(&store, &guide, args)?)?;
    // Before anybody has sat down to answer.
    let keeper = Keeper::new(store, Arc::clone(&guide));
    let drill = Drill::new(guide, plan, args.candidate.clone(), patterns.marker())
        .map_err(|error| Error::failed(error.to_string()))?;
    sitting::drill(drill, 0, &patterns, keeper, !args.plain && screen::is_possible())
}

/// Questions that past sessions and reviews point to, the most urgent first; empty where nothing was asked of the past.
fn past(store: &Store, guide: &Guide, args: &cli::Drill) -> Result<Vec<QuestionKey>, Error> {
    let owner = Owner { candidate: args.candidate.as_deref().unwrap_or_default(), guide: &guide.slug };
    let now = Timestamp::now();
    let mut keys: Vec<QuestionKey> = if args.weakest {
        let standings = progress::standings(&store.past_marks(owner)?, now);
        progress::weakest_questions(&standings).into_iter().map(|(key, _)| key).collect()
    } else if args.due {
        store.cards(owner)?.into_iter().filter(|card| card.due_at <= now).map(|card| card.question).collect()
    } else {
        return Ok(Vec::new());
    };
    // A follow-up is drilled with its question.
    let question = |key: &QuestionKey| guide.follow_up(key).map_or_else(|| key.clone(), |(question, _)| question.key());
    keys = keys.iter().map(question).filter(|key| guide.question(key).is_some()).collect();
    let mut seen = Vec::new();
    keys.retain(|key| !seen.contains(key) && (seen.push(key.clone()), true).1);
    if keys.is_empty() {
        let nothing = if args.due { "no point is due" } else { "no session has been marked yet" };
        return Err(Error::failed(nothing).remedy("hold a mock or drill some questions first"));
    }
    Ok(keys)
}

/// The questions that were asked for, without a clock; `past` are those that past sessions point to, the most urgent first.
fn plan(guide: &Guide, args: &cli::Drill, past: &[QuestionKey]) -> Result<Plan, Error> {
    if args.seed.is_some() && args.count.is_none() {
        return Err(
            Error::usage("--seed is for the random choice of --count alone").remedy("add --count, or leave --seed out")
        );
    }
    let options = PlanOptions {
        parts: args.parts.clone(),
        untimed: true,
        follow_ups: FollowUps::Never,
        ..PlanOptions::default()
    };
    let mut plan = Plan::new(guide, &options).map_err(|error| Error::usage(error.to_string()))?;
    // The closing discussion has nothing to drill.
    plan.parts.retain(|part| !part.questions.is_empty());
    let named: Vec<QuestionKey> = args.questions.iter().map(QuestionKey::new).collect();
    let wants_alternatives = args.alternatives
        || args.follow_ups
        || !args.points.is_empty()
        || past.iter().chain(&named).any(|key| is_alternative(guide, key));
    if wants_alternatives && args.parts.is_empty() {
        plan.parts.push(alternatives(guide));
    }
    named.iter().try_for_each(|key| is_planned(&plan, key))?;
    if !named.is_empty() {
        retain(&mut plan, |key| named.contains(key));
    }
    if args.alternatives {
        retain(&mut plan, |key| is_alternative(guide, key) && !key.is_follow_up());
    }
    if args.follow_ups {
        retain(&mut plan, QuestionKey::is_follow_up);
    }
    args.points.iter().try_for_each(|point| known_point(guide, point))?;
    if !args.points.is_empty() {
        let asks = |key: &QuestionKey| {
            guide.question(key).is_some_and(|question| args.points.iter().any(|point| has_point(question, point)))
        };
        retain(&mut plan, asks);
    }
    if !past.is_empty() {
        let count = if args.weakest { args.count.unwrap_or(WEAKEST) } else { past.len() };
        let chosen: Vec<&QuestionKey> =
            past.iter().filter(|key| plan.questions().any(|planned| planned.key == **key)).take(count).collect();
        retain(&mut plan, |key| chosen.contains(&key));
    }
    if let Some(count) = args.count {
        let seed = args.seed.unwrap_or_else(|| rand::rng().random());
        let keys = plan.questions().map(|planned| planned.key.clone()).collect::<Vec<_>>();
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let chosen = index::sample(&mut random, keys.len(), count.min(keys.len()));
        let chosen = chosen.into_iter().map(|index| keys[index].clone()).collect::<Vec<_>>();
        retain(&mut plan, |key| chosen.contains(key));
    }
    plan.parts.retain(|part| !part.questions.is_empty());
    if plan.parts.is_empty() {
        return Err(
            Error::usage("nothing is left to drill").remedy("choose a part that has questions, and a --count above 0")
        );
    }
    Ok(plan)
}

/// Refuses a question that there is not, with those there are.
fn is_planned(plan: &Plan, key: &QuestionKey) -> Result<(), Error> {
    if plan.questions().any(|planned| planned.key == *key) {
        return Ok(());
    }
    let known = plan.questions().map(|planned| planned.key.to_string()).collect::<Vec<_>>().join(", ");
    let error = Error::usage(format!("there is no question {key} to drill here"));
    Err(error.remedy(format!("choose from {known}")))
}

/// Refuses a point that no question has, with the one that was probably meant.
fn known_point(guide: &Guide, id: &str) -> Result<(), Error> {
    let points = guide.all_questions().flat_map(|question| &question.points);
    let ids: Vec<&str> = points.map(|point| point.id.as_str()).collect();
    if ids.contains(&id) {
        return Ok(());
    }
    let remedy = match authoring::suggest(id, ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`greenroom guide show --format json` has the ids".to_owned(),
    };
    Err(Error::usage(format!("the guide has no answer point `{id}`")).remedy(remedy))
}

/// Makes every follow-up that has points a question of its own, under its own key, so that it can be asked by itself.
fn ask_follow_ups(guide: &mut Guide) {
    let of = |question: &Question| -> Vec<Question> {
        let keyed = question.follow_ups.iter().enumerate().filter(|(_, follow_up)| !follow_up.points.is_empty());
        let asked = keyed.map(|(index, follow_up)| Question {
            number: None,
            slug: Some(question.key().follow_up(index).to_string()),
            title: format!("Follow-up to {}", question.title),
            prompt: follow_up.prompt.clone(),
            points: follow_up.points.clone(),
            sections: Vec::new(),
            code: None,
            follow_ups: Vec::new(),
            probes: Vec::new(),
            references: Vec::new(),
            suits: None,
            study: Study::default(),
            ..question.clone()
        });
        asked.collect()
    };
    let questions: Vec<Question> = guide.all_questions().flat_map(of).collect();
    guide.alternatives.push(AlternativeGroup { title: "Follow-ups".to_owned(), replaces: Vec::new(), questions });
}

fn is_alternative(guide: &Guide, key: &QuestionKey) -> bool {
    guide.question(key).is_some_and(|question| question.slug.is_some())
}

fn has_point(question: &Question, id: &str) -> bool {
    question.points.iter().any(|point| point.id == id)
}

/// The alternatives as a part of their own.
fn alternatives(guide: &Guide) -> PlannedPart {
    let questions = guide.all_questions().filter(|question| question.slug.is_some() && !question.points.is_empty());
    PlannedPart {
        key: "alternatives".to_owned(),
        title: "Alternative questions".to_owned(),
        objective: String::new(),
        seconds: 0,
        questions: questions
            .map(|question| PlannedQuestion {
                key: question.key(),
                in_place_of: None,
                seconds: question.double_midpoint() * 30,
            })
            .collect(),
    }
}

fn retain(plan: &mut Plan, wanted: impl Fn(&QuestionKey) -> bool) {
    for part in &mut plan.parts {
        part.questions.retain(|planned| wanted(&planned.key));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::Parser;

    use super::*;
    use crate::plan::sample;

    fn asked(args: &str) -> Result<Vec<String>, Error> {
        let cli = cli::Cli::try_parse_from(format!("greenroom drill {args}").split_whitespace()).unwrap();
        let Some(cli::Command::Drill(args)) = cli.command else { panic!("another command") };
        Ok(plan(&sample::guide(), &args, &[])?.questions().map(|planned| planned.key.to_string()).collect())
    }

    #[test]
    fn questions_are_chosen_by_part_by_number_and_at_random() {
        assert_eq!(asked("").unwrap(), ["1", "2", "3", "4"]);
        assert_eq!(asked("--part 1").unwrap(), ["1", "2"]);
        assert_eq!(asked("--question 3 --question 1").unwrap(), ["1", "3"]);
        let random = asked("--count 2 --seed 7").unwrap();
        assert_eq!(random.len(), 2);
        assert_eq!(asked("--count 2 --seed 7").unwrap(), random, "the same seed, the same questions");
        assert_eq!(asked("--count 99").unwrap().len(), 4);
    }

    #[test]
    fn points_and_the_past_choose_questions_and_the_most_urgent_go_first() {
        let point = sample::guide().questions[2].points[0].id.clone();
        assert_eq!(asked(&format!("--point {point}")).unwrap(), ["3"]);
        let past = [4, 1, 3, 2].map(QuestionKey::number);
        let chosen = |args: &str| {
            let cli = cli::Cli::try_parse_from(format!("greenroom drill {args}").split_whitespace()).unwrap();
            let Some(cli::Command::Drill(args)) = cli.command else { panic!("another command") };
            let plan = plan(&sample::guide(), &args, &past).unwrap();
            plan.questions().map(|planned| planned.key.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(chosen("--weakest"), ["1", "3", "4"], "the three weakest, in the guide's order");
        assert_eq!(chosen("--due"), ["1", "2", "3", "4"]);
    }

    #[test]
    fn what_cannot_be_drilled_is_said() {
        for wrong in [
            "--part 9",
            "--part 4",
            "--question 9",
            "--point nothing",
            "--part 1 --question 3",
            "--count 0",
            "--seed 1",
        ] {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }
}
