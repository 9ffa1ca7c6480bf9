//! `mock`: the timed interview.

use std::io::{IsTerminal, Write, stdin, stdout};
use std::process::ExitCode;
use std::sync::Arc;

use super::patterns::Patterns;
use super::sitting::{self, Keeper};
use super::{Error, guides, propose};
use crate::cli;
use crate::guide::Guide;
use crate::interview::Session;
use crate::plan::{FollowUps, Plan, PlanError, PlanOptions, Swap};
use crate::room::menu::{self, Manner};
use crate::room::screen::Paces;
use crate::room::{plain, screen};

/// Holds an interview and prints its report.
///
/// # Errors
/// Options that cannot be met, a guide or a store that cannot be used, or a session that cannot be kept.
pub(crate) fn run(args: &cli::Mock) -> Result<ExitCode, Error> {
    let guide = Arc::new(guides::resolve(&args.guide)?);
    let patterns = Patterns::of(&guide);
    let terminal = stdin().is_terminal();
    let assess = (!args.no_assess).then(|| Manner::fitting(args.plain));
    let mut options = options(args, terminal)?;
    if args.propose {
        match propose::ask(&guide, &mut options, Manner::fitting(args.plain))? {
            Some(said) => show(&said),
            None => return super::print("Nothing was begun, and nothing is kept.\n"),
        }
    }
    let plan = plan(&guide, &options)?;
    // Before anybody has sat down to answer.
    let store = super::open_store()?;
    let keeper = Keeper::new(store, Arc::clone(&guide));
    let session = |options: &PlanOptions| {
        let plan = self::plan(&guide, options)?;
        Session::new(Arc::clone(&guide), plan, args.candidate.clone(), patterns.marker())
            .map_err(|error| Error::failed(error.to_string()))
    };
    let asks_pace = terminal && args.pace.is_none() && !args.untimed;
    if !args.plain && screen::is_possible() {
        show(&swapped(&options, &guide, &plan));
        let at_pace = |place: usize| session(&PACES.get(place)?.0.of(&options)).ok();
        let names = PACES.map(|(_, name)| name.to_owned()).into();
        let paces = asks_pace.then_some(Paces { names, session: &at_pace });
        return sitting::hold(session(&options)?, &patterns, keeper, sitting::Manner::Screen(0, paces), assess);
    }
    show(&plain::briefing(&guide, &plan, plain::width()));
    show(&swapped(&options, &guide, &plan));
    if !terminal && plan.untimed && !args.untimed {
        show("\nAnswers come from a pipe: no clock runs (--pace 1 would start it).\n");
    }
    if asks_pace {
        show("\n");
        match pace(Manner::fitting(args.plain))? {
            Some(pace) => options = pace.of(&options),
            None => return super::print("Nothing was begun, and nothing is kept.\n"),
        }
    }
    sitting::hold(session(&options)?, &patterns, keeper, sitting::Manner::Plain, assess)
}

fn options(args: &cli::Mock, terminal: bool) -> Result<PlanOptions, Error> {
    let seeded = args.swaps.contains(&cli::Swap::Random);
    if args.seed.is_some() && !seeded {
        return Err(
            Error::usage("--seed is for `--swap random` alone").remedy("leave --seed out, or add --swap random")
        );
    }
    let swap = |swap: &cli::Swap| match swap {
        cli::Swap::Random => Swap::Random { seed: args.seed.unwrap_or_else(rand::random) },
        cli::Swap::One(one) => Swap::One(one.clone()),
    };
    // A pipe has no clock to race against, and no way to know whether a follow-up was asked.
    let follow_ups = args.follow_ups.map_or(if terminal { FollowUps::Fit } else { FollowUps::Never }, FollowUps::from);
    Ok(PlanOptions {
        parts: args.parts.clone(),
        full: args.full,
        swaps: args.swaps.iter().map(swap).collect(),
        pace: args.pace.unwrap_or(1.0),
        untimed: args.untimed || (!terminal && args.pace.is_none()),
        follow_ups,
    })
}

fn plan(guide: &Guide, options: &PlanOptions) -> Result<Plan, Error> {
    Plan::new(guide, options).map_err(|error: PlanError| Error::usage(error.to_string()))
}

/// Which questions were swapped at random, and by which seed, so that one can have the same again.
fn swapped(options: &PlanOptions, guide: &Guide, plan: &Plan) -> String {
    let seed = options.swaps.iter().find_map(|swap| if let Swap::Random { seed } = swap { Some(seed) } else { None });
    let Some(seed) = seed else { return String::new() };
    let title = |key| guide.question(key).map_or("", |question| &question.title);
    let swaps = plan
        .questions()
        .filter_map(|planned| Some(format!("Question {} is {}", planned.in_place_of?, title(&planned.key))));
    format!("\nSwapped: {} (--seed {seed}).\n", swaps.collect::<Vec<_>>().join(", "))
}

/// What the start screen offers.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pace {
    Times(f64),
    Untimed,
}

impl Pace {
    /// Those options at this pace.
    fn of(self, options: &PlanOptions) -> PlanOptions {
        match self {
            Self::Times(pace) => PlanOptions { pace, untimed: false, ..options.clone() },
            Self::Untimed => PlanOptions { untimed: true, ..options.clone() },
        }
    }
}

/// The paces, in the order in which they are offered.
const PACES: [(Pace, &str); 5] = [
    (Pace::Times(1.0), "As the guide has it"),
    (Pace::Times(1.5), "Half as much time again, for dictating or fast typing"),
    (Pace::Times(2.0), "Twice the time, for typing"),
    (Pace::Times(0.5), "Half the time"),
    (Pace::Untimed, "No clock"),
];

fn pace(manner: Manner) -> Result<Option<Pace>, Error> {
    let items = PACES.map(|(_, text)| text.to_owned());
    let chosen = menu::choose("How much time?", &items, 0, manner);
    let chosen = chosen.map_err(|error| Error::failed(format!("the terminal cannot be used: {error}")))?;
    Ok(chosen.and_then(|index| PACES.get(index)).map(|(pace, _)| *pace))
}

/// Shows text before the session. Who does not read it will not be stopped from answering.
fn show(text: &str) {
    let mut out = stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
