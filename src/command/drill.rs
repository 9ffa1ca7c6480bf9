//! `drill`: practice, with marks after each answer.

use std::process::ExitCode;
use std::sync::Arc;

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::index;
use rand::{RngExt, SeedableRng};

use super::patterns::Patterns;
use super::sitting::{self, Keeper};
use super::{Error, guides};
use crate::cli;
use crate::guide::{Guide, QuestionKey};
use crate::interview::Drill;
use crate::plan::{FollowUps, Plan, PlanOptions};
use crate::room::screen;

/// Holds a drill and prints its report.
///
/// # Errors
/// Questions that the guide has not, a guide or a store that cannot be used, or a drill that cannot be kept.
pub(crate) fn run(args: &cli::Drill) -> Result<ExitCode, Error> {
    let guide = Arc::new(guides::resolve(&args.guide)?);
    let patterns = Patterns::of(&guide);
    patterns.prepare();
    let plan = plan(&guide, args)?;
    // Before anybody has sat down to answer.
    let keeper = Keeper::new(super::open_store()?, Arc::clone(&guide));
    let drill = Drill::new(guide, plan, args.candidate.clone(), patterns.marker())
        .map_err(|error| Error::failed(error.to_string()))?;
    sitting::drill(drill, 0, &patterns, keeper, !args.plain && screen::is_possible())
}

/// The questions that were asked for, in the guide's order; without a clock.
fn plan(guide: &Guide, args: &cli::Drill) -> Result<Plan, Error> {
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
    let wanted = args.questions.iter().map(|number| QuestionKey::number(*number)).collect::<Vec<_>>();
    if let Some(unknown) = wanted.iter().find(|key| !plan.questions().any(|planned| &planned.key == *key)) {
        let known = plan.questions().map(|planned| planned.key.to_string()).collect::<Vec<_>>().join(", ");
        return Err(Error::usage(format!("there is no question {unknown} to drill here"))
            .remedy(format!("choose from {known}")));
    }
    if !wanted.is_empty() {
        retain(&mut plan, |key| wanted.contains(key));
    }
    if let Some(count) = args.count {
        let seed = args.seed.unwrap_or_else(|| rand::rng().random());
        let keys = plan.questions().map(|planned| planned.key.clone()).collect::<Vec<_>>();
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let chosen = index::sample(&mut random, keys.len(), count.min(keys.len()));
        let chosen = chosen.into_iter().map(|index| keys[index].clone()).collect::<Vec<_>>();
        retain(&mut plan, |key| chosen.contains(key));
    }
    // The closing discussion has nothing to drill.
    plan.parts.retain(|part| !part.questions.is_empty());
    if plan.parts.is_empty() {
        return Err(
            Error::usage("nothing is left to drill").remedy("choose a part that has questions, and a --count above 0")
        );
    }
    Ok(plan)
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
        Ok(plan(&sample::guide(), &args)?.questions().map(|planned| planned.key.to_string()).collect())
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
    fn what_cannot_be_drilled_is_said() {
        for wrong in ["--part 9", "--part 4", "--question 9", "--part 1 --question 3", "--count 0", "--seed 1"] {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }
}
