//! `guide test`: how the engine's marks agree with a guide's labelled answers.

use std::path::Path;
use std::process::ExitCode;

use super::Error;
use crate::agreement::{self, LabelledAnswer, Study};
use crate::authoring::{self, AnswerSet};
use crate::cli::{self, GuideFormat};
use crate::guide::{Guide, QuestionKey};

/// Marks the guide's labelled answers and prints the figures; 1 where examples fail, labels do not fit the guide, or kappa is
/// below `--min-kappa`.
///
/// # Errors
/// A guide or its answers that cannot be read, a set or question that is not there.
pub(crate) fn run(args: &cli::GuideTest) -> Result<ExitCode, Error> {
    let guide = super::guides::resolve(&args.guide)?;
    if args.from_marks {
        return super::print(&super::mark::labelled(&super::open_store()?, &guide)?);
    }
    let matcher = super::guides::matcher(&guide)?;
    let answers = answers(args, &guide)?;
    let study = Study::new(&guide, &matcher, &answers);
    let text = match args.format {
        GuideFormat::Text => agreement::text(
            &study,
            &agreement::TextOptions {
                point: args.point.as_deref(),
                errors: args.errors,
                all_patterns: args.patterns,
                suggest: args.suggest,
            },
        ),
        GuideFormat::Json => {
            let json = serde_json::to_string_pretty(&study.summary());
            json.map_err(|error| Error::failed(error.to_string()))? + "\n"
        }
    };
    // Before it is shown: whoever reads may close the pipe early.
    if args.record {
        record(args, &study)?;
    }
    super::print(&text)?;
    Ok(if passes(&study, args.min_kappa) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes what was measured into the guide's folder.
fn record(args: &cli::GuideTest, study: &Study<'_>) -> Result<(), Error> {
    let [set] = &args.sets[..] else {
        return Err(
            Error::usage("--record wants one set of answers").remedy("name it with --set, best one nobody tuned on")
        );
    };
    let measured = study.measured(set);
    let measured = measured.ok_or_else(|| Error::failed("there is nothing to record: kappa is not defined here"))?;
    if authoring::builtin_names().contains(&args.guide.as_str()) {
        let error = Error::usage(format!("`{}` is built in, so that nothing can be written into it", args.guide));
        return Err(error.remedy("name the guide's folder, as ./content/senior-go"));
    }
    authoring::record_agreement(Path::new(&args.guide), &measured).map_err(|error| Error::failed(error.to_string()))
}

fn passes(study: &Study<'_>, min_kappa: Option<f64>) -> bool {
    let kappa = study.figures.as_ref().and_then(|figures| figures.kappa);
    let agrees = min_kappa.is_none_or(|least| kappa.is_some_and(|kappa| kappa >= least));
    agrees && study.example_failures.is_empty() && study.trial.problems.is_empty()
}

fn answers(args: &cli::GuideTest, guide: &Guide) -> Result<Vec<LabelledAnswer>, Error> {
    let sets = authoring::labelled_answers(&args.guide).map_err(|error| Error::failed(error.to_string()))?;
    if let Some(unknown) = args.sets.iter().find(|name| sets.iter().all(|set| &set.name != *name)) {
        let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
        return Err(Error::usage(format!("the guide has no set of answers `{unknown}`"))
            .remedy(format!("its sets are: {}", names.join(", "))));
    }
    let questions: Vec<QuestionKey> = args.questions.iter().map(QuestionKey::new).collect();
    let known = |key: &QuestionKey| guide.question(key).is_some() || guide.follow_up(key).is_some();
    if let Some(unknown) = questions.iter().find(|key| !known(key)) {
        return Err(Error::usage(format!("the guide has no question `{unknown}`"))
            .remedy(format!("`greenroom guide show {}` lists them", args.guide)));
    }
    let wanted = |set: &AnswerSet| args.sets.is_empty() || args.sets.contains(&set.name);
    let answers = sets.into_iter().filter(wanted).flat_map(|set| set.answers);
    Ok(answers.filter(|answer| questions.is_empty() || questions.contains(&answer.question)).collect())
}
