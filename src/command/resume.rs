//! `resume`: on with an interview that was broken off.

use std::process::ExitCode;
use std::sync::Arc;

use super::Error;
use super::patterns::Patterns;
use super::sitting::{self, Keeper, Manner};
use crate::cli;
use crate::interview::{Drill, Mode, Session};
use crate::room::{menu, screen};
use crate::store::SessionId;

/// Goes on with a session, and prints its report when it ends.
///
/// # Errors
/// There is nothing to go on with, another program holds the session, or it cannot be kept.
pub(crate) fn run(args: &cli::Resume) -> Result<ExitCode, Error> {
    let mut store = super::open_store()?;
    let id =
        match args.session {
            Some(id) => SessionId(id),
            None => store.open_sessions()?.first().map(|listed| listed.id).ok_or_else(|| {
                Error::failed("no interview was broken off").remedy("start one with `greenroom mock`")
            })?,
        };
    let (draft, guide) = store.resume(id)?;
    let guide = Arc::new(guide);
    let patterns = Patterns::checked(&guide)?;
    let on_screen = !args.plain && screen::is_possible();
    let unusable = |error| Error::failed(format!("session {id} cannot be gone on with: {error}"));
    let marker = patterns.marker();
    if draft.record.mode == Mode::Drill {
        let drill = Drill::resume(Arc::clone(&guide), &draft.record, marker).map_err(unusable)?;
        let keeper = Keeper::resumed(store, id, guide)?;
        return sitting::drill(drill, draft.cursor, &patterns, keeper, on_screen);
    }
    let session = Session::resume(Arc::clone(&guide), &draft.record, marker).map_err(unusable)?;
    let manner = if on_screen { Manner::Screen(draft.cursor, None) } else { Manner::Plain };
    let assess = (!args.no_assess).then(|| menu::Manner::fitting(args.plain));
    sitting::hold(session, &patterns, Keeper::resumed(store, id, guide)?, manner, assess)
}
