//! The menu of `greenroom` alone on a terminal.

use super::Error;
use crate::room::menu::{self, Manner};

/// What the menu offers, and the arguments that do it.
const ITEMS: [(&str, &[&str]); 6] = [
    ("Hold a mock interview", &["mock"]),
    ("Practise, with marks after each answer", &["drill"]),
    ("Go on with an interview that was broken off", &["resume"]),
    ("Show the last report again", &["report"]),
    ("List all sessions", &["history"]),
    ("Show the interview guide", &["guide", "show"]),
];

/// Puts the menu and gives the arguments of what was chosen; `None` where the person would rather leave.
///
/// # Errors
/// The terminal cannot be used.
pub(crate) fn choose() -> Result<Option<&'static [&'static str]>, Error> {
    // Offered only where there is something to go on with. A store that cannot be read is told by whatever needs it.
    let is_open = super::open_store().and_then(|store| Ok(!store.open_sessions()?.is_empty())).unwrap_or(false);
    let offered = ITEMS.iter().filter(|(_, args)| is_open || *args != ["resume"]).collect::<Vec<_>>();
    let mut items = offered.iter().map(|(text, _)| (*text).to_owned()).collect::<Vec<_>>();
    items.push("Leave".to_owned());
    let chosen = menu::choose("What would you like to do?", &items, 0, Manner::fitting(false));
    let chosen = chosen.map_err(|error| Error::failed(format!("the terminal cannot be used: {error}")))?;
    Ok(chosen.and_then(|index| offered.get(index)).map(|(_, args)| *args))
}
