//! A damaged database: set aside, and what can still be read of it taken over into a new one.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::error::Fault;
use super::{Error, FILE, Store, open};

/// The tables, those that others refer to first.
const TABLES: [&str; 6] = ["guides", "sessions", "marks", "drafts", "cards", "reviews"];

/// What became of a damaged database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// Where the damaged file is now.
    pub aside: PathBuf,
    /// Sessions that were taken over.
    pub sessions: usize,
}

/// Sets the database in that folder aside and makes a new one of what SQLite can still read.
///
/// # Errors
/// There is none, it cannot be renamed, or the new one cannot be written.
pub fn repair(dir: &Path) -> Result<Repaired, Error> {
    let file = dir.join(FILE);
    set_aside(dir, &file)
        .and_then(|aside| {
            let store = Store::open(dir).map_err(|error| Fault::Folder(std::io::Error::other(error.to_string())))?;
            let sessions = salvage(&aside, &store.conn)?;
            Ok(Repaired { aside, sessions })
        })
        .map_err(|fault: Fault| fault.at(&file))
}

/// Renames the database, its log with it, to a name that is free.
fn set_aside(dir: &Path, file: &Path) -> Result<PathBuf, Fault> {
    let _gate = open::gate(dir)?;
    let free = |number: &u32| !dir.join(format!("greenroom.damaged-{number}.db")).exists();
    let number = (1..=u32::MAX).find(free).unwrap_or_default();
    let aside = dir.join(format!("greenroom.damaged-{number}.db"));
    fs::rename(file, &aside).map_err(Fault::Folder)?;
    for suffix in ["-wal", "-shm"] {
        let with = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        if with(file).exists() {
            fs::rename(with(file), with(&aside)).map_err(Fault::Folder)?;
        }
    }
    Ok(aside)
}

/// Copies every row that can be read, from both ends of each table: what lies beyond a damaged page is reached from behind.
fn salvage(damaged: &Path, into: &Connection) -> Result<usize, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(from) = Connection::open_with_flags(damaged, flags) else { return Ok(0) };
    into.pragma_update(None, "foreign_keys", false)?;
    for table in TABLES {
        for order in ["ASC", "DESC"] {
            copy(&from, into, table, order)?;
        }
    }
    // Marks and drafts of sessions that are lost are of no use, and sessions without their guide cannot be shown.
    into.execute_batch(
        "DELETE FROM sessions WHERE guide_hash NOT IN (SELECT hash FROM guides);
         DELETE FROM marks WHERE session NOT IN (SELECT id FROM sessions);
         DELETE FROM drafts WHERE session NOT IN (SELECT id FROM sessions);",
    )?;
    into.pragma_update(None, "foreign_keys", true)?;
    Ok(into.query_row("SELECT count(*) FROM sessions", [], |row| row.get(0))?)
}

fn copy(from: &Connection, into: &Connection, table: &str, order: &str) -> Result<(), Fault> {
    // The first column is the key, or its first part; a table that cannot be read at all has nothing to give.
    let Ok(mut select) = from.prepare(&format!("SELECT * FROM {table} ORDER BY 1 {order}")) else { return Ok(()) };
    let columns: Vec<String> = select.column_names().into_iter().map(str::to_owned).collect();
    let places = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({places})", columns.join(", "));
    let mut insert = into.prepare(&sql)?;
    let Ok(mut rows) = select.query([]) else { return Ok(()) };
    while let Ok(Some(row)) = rows.next() {
        let values: Result<Vec<Value>, _> = (0..columns.len()).map(|column| row.get(column)).collect();
        let Ok(values) = values else { continue };
        // What breaks a rule of the schema is damaged too.
        let _ = insert.execute(params_from_iter(values));
    }
    Ok(())
}
