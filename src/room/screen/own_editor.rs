//! An editor of the person's own: `$VISUAL`, `$EDITOR`, or what every system has.

use std::env;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{self, Command};
use std::sync::OnceLock;

/// The editor where none is named.
const DEFAULT: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// The editor of the configuration, which the environment goes before.
static PREFERRED: OnceLock<String> = OnceLock::new();

/// Names the editor to use where the environment names none. The first name stays.
pub fn prefer(editor: &str) {
    let _ = PREFERRED.set(editor.to_owned());
}

/// Lets a text be written in it, and gives what came back.
pub(super) fn write(text: &str) -> io::Result<String> {
    let file = aside(text)?;
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os).find(|name| !name.is_empty());
    let name = named.or_else(|| PREFERRED.get().map(OsString::from));
    let name = name.unwrap_or_else(|| OsString::from(DEFAULT));
    // It may come with arguments: "code --wait".
    let name = name.to_string_lossy();
    let mut words = name.split_whitespace();
    let written = Command::new(words.next().unwrap_or(DEFAULT)).args(words).arg(&file).status();
    let text = match written {
        Ok(status) if status.success() => fs::read(&file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        Ok(status) => Err(io::Error::other(format!("{name} ended with {status}"))),
        Err(error) => Err(io::Error::new(error.kind(), format!("{name} cannot be started: {error}"))),
    };
    // It is of no use to anybody any more; where it stays, the system clears it away.
    let _ = fs::remove_file(&file);
    // Editors end the last line; whoever wrote it did not.
    text.map(|text| text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// A file of its own for the text, that nobody else can read.
fn aside(text: &str) -> io::Result<PathBuf> {
    let mut open = OpenOptions::new();
    open.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    let names = (0..100).map(|count| format!("greenroom-answer-{}-{count}.txt", process::id()));
    for path in names.map(|name| env::temp_dir().join(name)) {
        match open.open(&path) {
            Ok(mut file) => return file.write_all(text.as_bytes()).map(|()| path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("no file can be made for the editor"))
}
