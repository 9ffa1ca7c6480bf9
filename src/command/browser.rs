//! Opening a page in the person's browser.

use std::path::Path;
use std::process::{Command, Stdio};

use super::Error;

/// What opens a file with the program it belongs to.
const OPENER: &[&str] = if cfg!(target_os = "macos") {
    &["open"]
} else if cfg!(windows) {
    // Not `start`: that is the shell's, which would read the file's name as a command.
    &["rundll32", "url.dll,FileProtocolHandler"]
} else {
    &["xdg-open"]
};

/// Opens a page that is on disk.
///
/// # Errors
/// Nothing can open it here; the page is there all the same.
pub(super) fn open(path: &Path) -> Result<(), Error> {
    // In full: another program may have another working folder, and no name can be taken for an option.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (program, arguments) = OPENER.split_first().unwrap_or((&"open", &[]));
    let mut command = Command::new(program);
    command.args(arguments).arg(&path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if command.status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    let error = Error::failed(format!("no browser can be opened from here; the page is {}", path.display()));
    Err(error.remedy("open it in a browser"))
}
