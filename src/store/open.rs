//! Opening the database: its folder, its permissions, its format.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::error::Fault;

/// The migrations, in order. `PRAGMA user_version` counts those a database has had.
const MIGRATIONS: &[&str] = &[include_str!("migration-1.sql"), include_str!("migration-2.sql")];

/// The newest format this version knows.
#[expect(clippy::cast_possible_truncation, reason = "a handful of migrations")]
pub(super) const KNOWN_VERSION: u32 = MIGRATIONS.len() as u32;

/// "GRNR", as in `migration-1.sql`.
const APPLICATION_ID: u32 = 0x4752_4E52;

/// How long a write waits for another program's. Writes here take milliseconds, so this is reached only when the other
/// program hangs.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Name of the file whose lock is held, briefly, for what two programs must not do at once.
const GATE: &str = "greenroom.lock";

/// Makes the folder, where it is missing: for its owner only. One that exists is left as it is.
pub(super) fn make_folder(dir: &Path) -> Result<(), Fault> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(Fault::Folder)
}

/// How files are made: for their owner only.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Opens a lock file, made where it is missing.
pub(super) fn lock_file(path: &Path) -> Result<File, Fault> {
    private().create(true).truncate(false).open(path).map_err(Fault::Folder)
}

/// Opens the database file, made and brought up to date where it has to be.
pub(super) fn open(dir: &Path, file: &Path) -> Result<Connection, Fault> {
    make_file(file)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(file, flags)?;
    if conn.is_readonly(rusqlite::MAIN_DB)? {
        return Err(Fault::ReadOnly);
    }
    configure(&conn)?;
    if !is_current(&conn)? {
        // Changing to WAL does not wait for others as other writes do, so one program does it at a time.
        let _gate = gate(dir)?;
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        back_up(&conn, file)?;
        migrate(&mut conn)?;
    }
    tighten(file).map_err(Fault::Folder)?;
    Ok(conn)
}

/// Makes the database file, where it is missing, for its owner only. SQLite gives its -wal and -shm files the permissions
/// of the database, so it must not make that itself.
///
/// One that exists is not touched: closing it here would drop the locks that another connection of this process holds.
fn make_file(file: &Path) -> Result<(), Fault> {
    match private().create_new(true).open(file) {
        Ok(_) => Ok(()),
        Err(error) => match error.kind() {
            io::ErrorKind::AlreadyExists => Ok(()),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Err(Fault::ReadOnly),
            io::ErrorKind::StorageFull => Err(Fault::Full),
            _ => Err(Fault::Folder(error)),
        },
    }
}

/// A database in memory, for tests.
pub(super) fn open_in_memory() -> Result<Connection, Fault> {
    let mut conn = Connection::open_in_memory()?;
    configure(&conn)?;
    migrate(&mut conn)?;
    Ok(conn)
}

/// Waits for the lock that lets one program at a time through; it is given back when the file is dropped.
///
/// Where the file system knows no locks, everybody goes through.
pub(super) fn gate(dir: &Path) -> Result<File, Fault> {
    let file = lock_file(&dir.join(GATE))?;
    match file.lock() {
        Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(Fault::Folder(error)),
        _ => Ok(file),
    }
}

/// What every connection needs: none of it is kept in the file.
fn configure(conn: &Connection) -> Result<(), Fault> {
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // A committed draft survives a loss of power.
    conn.pragma_update(None, "synchronous", "FULL")?;
    Ok(())
}

fn version(conn: &Connection) -> Result<u32, Fault> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Whether nothing is left to set up. A database of another program, or of a newer version, is an error.
fn is_current(conn: &Connection) -> Result<bool, Fault> {
    // One transaction, so one state: another program may be setting it up.
    let look = conn.unchecked_transaction()?;
    let version = version(&look)?;
    let application: u32 = look.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let empty = !look.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get::<_, bool>(0))?;
    let journal: String = look.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let untouched = empty && application == 0 && version == 0;
    match version {
        _ if application != APPLICATION_ID && !untouched => Err(Fault::NotOurs),
        newer if newer > KNOWN_VERSION => Err(Fault::Newer(newer)),
        _ => Ok(version == KNOWN_VERSION && journal == "wal"),
    }
}

/// Copies a database that is about to be brought up to date to a file beside it, named after the format it had. A copy that
/// is there already stays: it is older.
fn back_up(conn: &Connection, file: &Path) -> Result<(), Fault> {
    let had = version(conn)?;
    let copy = file.with_extension(format!("format-{had}.db"));
    if had == 0 || had == KNOWN_VERSION || copy.exists() {
        return Ok(());
    }
    make_file(&copy)?;
    // `VACUUM INTO` takes the log's content along, and writes into an empty file.
    conn.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(())
}

/// Runs the migrations it has not had, all or none.
fn migrate(conn: &mut Connection) -> Result<(), Fault> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let had = version(&transaction)? as usize;
    for migration in MIGRATIONS.iter().skip(had) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", KNOWN_VERSION)?;
    Ok(transaction.commit()?)
}

/// Takes the database's files from everyone but their owner: it may have been copied here with wider permissions.
#[cfg(unix)]
fn tighten(file: &Path) -> io::Result<()> {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    for suffix in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(suffix);
        match fs::metadata(&path) {
            Ok(metadata) if metadata.permissions().mode() & 0o077 != 0 => {
                fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn tighten(_file: &Path) -> io::Result<()> {
    Ok(())
}
