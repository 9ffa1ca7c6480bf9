//! `guide`: list, show and check interview guides.

use std::path::Path;
use std::process::ExitCode;

use super::{Error, guides};
use crate::authoring;
use crate::cli::{self, GuideFormat};
use crate::guide::{Guide, QuestionKey};
use crate::report;

/// Runs it. `check` ends well where it has notes only, or warnings on a guide from elsewhere.
///
/// # Errors
/// A guide that is not there or has errors, or warnings where there may be none, or standard output that cannot be written.
pub(crate) fn run(args: &cli::Guide) -> Result<ExitCode, Error> {
    match args {
        cli::Guide::List => super::print(&list()?),
        cli::Guide::Show(args) => super::print(&show(&guides::resolve(&args.guide)?, args.format)?),
        cli::Guide::Study(args) => {
            let guide = guides::resolve(&args.guide)?;
            let asked: Vec<QuestionKey> = args.questions.iter().map(QuestionKey::new).collect();
            if let Some(unknown) = asked.iter().find(|key| guide.question(key).is_none()) {
                return Err(Error::usage(format!("the guide has no question `{unknown}`"))
                    .remedy(format!("`greenroom guide show {}` lists them", args.guide)));
            }
            super::print(&authoring::study(&guide, &asked, super::width(None)))
        }
        cli::Guide::Check(args) => {
            if args.fix {
                fix(&args.guide)?;
            }
            let guide = guides::check(&args.guide)?;
            let answers = authoring::labelled_answers(&args.guide);
            let answers = answers.map_err(|error| Error::failed(error.to_string()))?;
            let remarks = authoring::remarks_with_answers(&guide, &answers);
            let printed = super::print(&authoring::review(&guide, &remarks, super::width(None)))?;
            let strict = args.strict || authoring::builtin_names().contains(&args.guide.as_str());
            match remarks.iter().filter(|remark| remark.is_warning()).count() {
                warnings @ 1.. if strict => Err(Error::failed(format!("there are warnings: {warnings}"))
                    .remedy("mend what the page says under Warnings, or leave out --strict")),
                _ => Ok(printed),
            }
        }
        cli::Guide::Test(args) => super::guide_test::run(args),
        cli::Guide::Hear(args) => super::guide_hear::run(args),
    }
}

/// Lays the files of a guide's folder out.
fn fix(guide: &str) -> Result<(), Error> {
    if authoring::builtin_names().contains(&guide) || !Path::new(guide).is_dir() {
        return Err(
            Error::usage("--fix needs a guide's folder to write in").remedy("name the folder, such as ./my-guide")
        );
    }
    let changed = authoring::tidy_folder(Path::new(guide)).map_err(|error| Error::failed(error.to_string()))?;
    let lines: Vec<String> = changed.iter().map(|file| format!("laid out anew: {file}\n")).collect();
    super::print(&report::inert(&lines.concat())).map(|_| ())
}

/// A line for each built-in guide: name, minutes, title.
fn list() -> Result<String, Error> {
    let names = authoring::builtin_names();
    let widest = names.iter().map(|name| name.len()).max().unwrap_or_default();
    let line = |name: &&str| {
        let guide = guides::resolve(name)?;
        Ok(format!("{name:widest$}  {:>3} minutes  {}\n", guide.minutes, guide.title))
    };
    names.iter().map(line).collect()
}

fn show(guide: &Guide, format: GuideFormat) -> Result<String, Error> {
    match format {
        GuideFormat::Text => Ok(authoring::outline(guide, super::width(None))),
        GuideFormat::Json => {
            let json = serde_json::to_string_pretty(guide);
            json.map(|json| json + "\n").map_err(|error| Error::failed(error.to_string()))
        }
    }
}
