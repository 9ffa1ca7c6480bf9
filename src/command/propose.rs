//! Alternatives proposed by the candidate's background, before an interview.

use std::io::{IsTerminal, stdin};

use super::Error;
use crate::guide::{Guide, Question, Suits};
use crate::plan::{PlanOptions, Swap, SwapIn};
use crate::report::inert;
use crate::room::menu::{self, Manner};

/// Asks for the candidate's background, and adds the alternatives that suit it to the options. Gives what to say of them;
/// nothing where the person would rather leave.
///
/// # Errors
/// No terminal to ask on, a guide that says of no alternative whom it suits, or a terminal that cannot be used.
pub(super) fn ask(guide: &Guide, options: &mut PlanOptions, manner: Manner) -> Result<Option<String>, Error> {
    let suited: Vec<(&Question, &Suits)> = guide
        .alternatives
        .iter()
        .flat_map(|group| &group.questions)
        .filter_map(|question| Some((question, question.suits.as_ref()?)))
        .collect();
    if suited.is_empty() {
        return Err(Error::usage("the guide says of no alternative whom it suits")
            .remedy("choose one yourself with --swap; `greenroom guide show` lists them"));
    }
    if !stdin().is_terminal() {
        return Err(Error::usage("--propose asks for your background, and needs a terminal to ask on")
            .remedy("choose alternatives yourself with --swap and --full"));
    }
    let items: Vec<String> = suited.iter().map(|(_, suits)| inert(&suits.background).into_owned()).collect();
    let chosen = menu::choose_any("What is true of you?", &items, manner);
    let chosen = chosen.map_err(|error| Error::failed(format!("the terminal cannot be used: {error}")))?;
    Ok(chosen.map(|chosen| {
        let chosen: Vec<_> = chosen.iter().filter_map(|index| suited.get(*index)).copied().collect();
        take(guide, &chosen, options)
    }))
}

/// Adds the chosen alternatives to the options, the first for a place, and says why.
fn take(guide: &Guide, chosen: &[(&Question, &Suits)], options: &mut PlanOptions) -> String {
    let mut said = Vec::new();
    for (question, suits) in chosen {
        let taken = |number| options.swaps.iter().any(|swap| matches!(swap, Swap::One(one) if one.number == number));
        match (suits.replaces, &question.slug) {
            (Some(number), Some(slug)) if !taken(number) => {
                options.swaps.push(Swap::One(SwapIn { number, slug: slug.clone() }));
                said.push(format!("{} is asked in place of Question {number}. {}", question.title, suits.reason));
            }
            (None, _) => {
                if let Some(round) = guide.round.as_ref().filter(|_| !options.full) {
                    options.full = true;
                    said.push(format!("The round \"{}\" is added, {} minutes.", round.title, round.minutes));
                }
                said.push(format!("{} is in it. {}", question.title, suits.reason));
            }
            _ => {}
        }
    }
    if said.is_empty() {
        said.push("The questions stay as they are.".to_owned());
    }
    inert(&format!("\n{}\n", said.join("\n"))).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::authoring;
    use crate::plan::Plan;

    #[test]
    fn every_proposal_of_the_built_in_guide_can_be_planned() {
        let guide = authoring::builtin("senior-go").unwrap();
        let suited: Vec<(&Question, &Suits)> = guide
            .alternatives
            .iter()
            .flat_map(|group| &group.questions)
            .map(|question| (question, question.suits.as_ref().unwrap()))
            .collect();
        let mut options = PlanOptions::default();
        let said = take(&guide, &suited, &mut options);
        assert!(options.full && said.contains("in place of Question 3") && said.contains("20 minutes"), "{said}");
        let plan = Plan::new(&guide, &options).unwrap();
        let planned: Vec<&str> = plan.questions().map(|planned| planned.key.as_str()).collect();
        assert!(suited.iter().all(|(question, _)| planned.contains(&question.key().as_str())), "{planned:?}");
        assert!(take(&guide, &[], &mut PlanOptions::default()).contains("stay as they are"));
    }
}
