//! `guide`: list, show and check interview guides.

use std::process::ExitCode;

use super::{Error, guides};
use crate::authoring;
use crate::cli::{self, GuideFormat};
use crate::guide::Guide;

/// Runs it. `check` ends well where it has notes or warnings only.
///
/// # Errors
/// A guide that is not there or has errors, or standard output that cannot be written.
pub(crate) fn run(args: &cli::Guide) -> Result<ExitCode, Error> {
    match args {
        cli::Guide::List => super::print(&list()?),
        cli::Guide::Show(args) => super::print(&show(&guides::resolve(&args.guide)?, args.format)?),
        cli::Guide::Check(args) => {
            let guide = guides::check(&args.guide)?;
            super::print(&authoring::review(&guide, super::width(None)))
        }
        cli::Guide::Test(args) => super::guide_test::run(args),
        cli::Guide::Hear(args) => super::guide_hear::run(args),
    }
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
