//! Labelled answers that a guide brings along: `answers/SET.jsonl` in its folder, one answer a line.

use std::fs;
use std::path::Path;

use thiserror::Error;

use super::builtin;
use crate::agreement::LabelledAnswer;
use crate::text::without_mark;

/// A set of labelled answers: one file.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerSet {
    /// The file's name without its ending.
    pub name: String,
    /// The answers, in the file's order.
    pub answers: Vec<LabelledAnswer>,
}

/// Why labelled answers cannot be read.
#[derive(Debug, Error)]
pub enum AnswersError {
    /// A file that cannot be opened or listed.
    #[error("{path} cannot be read: {error}")]
    Unreadable {
        /// Its path.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A line that is no labelled answer.
    #[error(
        "{path}:{line}: {message}; a line is {{\"id\", \"question\", \"answer\", \"points\": {{TITLE: 0, 1 or 2}}}}"
    )]
    Line {
        /// The file's path.
        path: String,
        /// Line number, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
}

/// The sets of labelled answers of a guide, by name; none where it has no folder `answers`.
///
/// # Errors
/// What cannot be read, with file and line.
pub fn labelled_answers(name_or_path: &str) -> Result<Vec<AnswerSet>, AnswersError> {
    let files = match builtin::answer_files(name_or_path) {
        Some(files) => files,
        None => folder_files(&Path::new(name_or_path).join("answers"))?,
    };
    files.into_iter().map(|(path, text)| parse(&path, &text)).collect()
}

fn folder_files(folder: &Path) -> Result<Vec<(String, String)>, AnswersError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = |path: &Path, error| AnswersError::Unreadable { path: path.display().to_string(), error };
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, error))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
        Ok((path.display().to_string(), text))
    };
    paths.iter().map(read).collect()
}

fn parse(path: &str, text: &str) -> Result<AnswerSet, AnswersError> {
    let stem = Path::new(path).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let lines = without_mark(text).lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let answers = lines.map(|(index, line)| {
        serde_json::from_str(line).map_err(|error| AnswersError::Line {
            path: path.to_owned(),
            line: index + 1,
            message: error.to_string(),
        })
    });
    Ok(AnswerSet { name: stem, answers: answers.collect::<Result<_, _>>()? })
}
