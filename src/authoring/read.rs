//! The files of a folder into a guide.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::source::{Source, TextFile};
use super::{GuideError, GuideErrors, semantics, slug, structure};
use crate::guide::{
    AlternativeGroup, Area, Flag, Guide, MeasuredAgreement, Note, Part, PassRule, Question, Reading, Round, Study,
    Words,
};

/// What `guide.toml` holds. Its arrays of tables are written in the singular; the plural is taken too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GuideFile {
    pub(super) title: String,
    pub(super) minutes: u32,
    pub(super) format: String,
    pub(super) target_level: String,
    pub(super) total: u32,
    #[serde(alias = "parts")]
    pub(super) part: Vec<Part>,
    #[serde(alias = "areas")]
    pub(super) area: Vec<Area>,
    #[serde(default, alias = "rules")]
    pub(super) rule: Vec<PassRule>,
    #[serde(default, alias = "green_flags")]
    pub(super) green_flag: Vec<Flag>,
    #[serde(default, alias = "red_flags")]
    pub(super) red_flag: Vec<Flag>,
    #[serde(default)]
    pub(super) checklist: Vec<String>,
    #[serde(default)]
    pub(super) time_management: Vec<Note>,
    #[serde(default)]
    pub(super) alternatives_note: Option<String>,
    #[serde(default, alias = "alternative_groups")]
    pub(super) alternative_group: Vec<GroupEntry>,
    #[serde(default)]
    pub(super) round: Option<Round>,
    #[serde(default)]
    pub(super) closing: Option<String>,
    #[serde(default, alias = "readings")]
    pub(super) reading: Vec<Reading>,
    #[serde(default)]
    pub(super) agreement: Option<MeasuredAgreement>,
    #[serde(default)]
    pub(super) aliases: Words,
    #[serde(default)]
    pub(super) words: Words,
}

/// A group of alternatives as `guide.toml` has it; its questions are in `alternatives/`, and say that they belong to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupEntry {
    pub(super) title: String,
    #[serde(default)]
    pub(super) replaces: Vec<u32>,
    /// Slugs in the order in which they are shown; those not named follow by name.
    #[serde(default)]
    pub(super) order: Vec<String>,
}

/// A question and the file it came from.
pub(super) struct Loaded<'i> {
    pub(super) source: Source<'i>,
    pub(super) question: Question,
    /// Title of the group, for an alternative.
    pub(super) group: Option<String>,
    /// The byte where the group is named.
    pub(super) group_at: usize,
}

/// Makes a guide of its files. `check_patterns` costs the time to compile them all.
///
/// # Errors
/// Everything that is wrong, as far as the structure of the files lets it be seen: contradictions between files are
/// looked for when each of them is well-formed.
pub(super) fn guide(
    guide_slug: &str,
    files: Vec<Result<TextFile, GuideError>>,
    check_patterns: bool,
) -> Result<Guide, GuideErrors> {
    let mut errors = Vec::new();
    let files = files.into_iter().filter_map(|file| file.map_err(|error| errors.push(error)).ok()).collect::<Vec<_>>();
    let files = files.as_slice();
    let all_read = errors.is_empty();
    let entry = files.iter().find(|file| file.path == "guide.toml").and_then(|file| parse(file, &mut errors));
    let entry = entry.and_then(|mut source| {
        let content = structure::read::<GuideFile>(&mut source, &[], |_| (), &mut errors)?;
        Some((source, content))
    });
    let mut numbered =
        in_folder(files, "questions/").filter_map(|file| numbered(file, &mut errors)).collect::<Vec<_>>();
    let mut alternatives =
        in_folder(files, "alternatives/").filter_map(|file| alternative(file, &mut errors)).collect::<Vec<_>>();
    for file in in_folder(files, "study/") {
        study(file, &mut numbered, &mut alternatives, &mut errors);
    }

    for loaded in numbered.iter().chain(&alternatives) {
        semantics::question(&loaded.source, &loaded.question, &mut errors);
    }
    let expected = in_folder(files, "questions/").count() + in_folder(files, "alternatives/").count();
    let all_there = all_read && numbered.len() + alternatives.len() == expected;
    let Some((source, content)) = entry.filter(|_| all_there) else { return Err(GuideErrors::new(errors)) };

    semantics::guide(&source, &content, &numbered, &alternatives, &mut errors);
    let sources: Vec<Source<'_>> = numbered.iter().chain(&alternatives).map(|loaded| loaded.source.clone()).collect();
    let guide = assemble(guide_slug, content, numbered, &alternatives);
    if check_patterns {
        semantics::patterns(&guide, &source, &sources, &mut errors);
    }
    if errors.is_empty() { Ok(guide) } else { Err(GuideErrors::new(errors)) }
}

fn in_folder<'f>(files: &'f [TextFile], folder: &'f str) -> impl Iterator<Item = &'f TextFile> {
    files.iter().filter(move |file| file.path.starts_with(folder))
}

fn parse<'i>(file: &'i TextFile, errors: &mut Vec<GuideError>) -> Option<Source<'i>> {
    Source::parse(file).map_err(|error| errors.push(error)).ok()
}

fn numbered<'i>(file: &'i TextFile, errors: &mut Vec<GuideError>) -> Option<Loaded<'i>> {
    let mut source = parse(file, errors)?;
    let question = structure::read::<Question>(&mut source, &[], name_points, errors)?;
    if question.number.is_none() {
        errors.push(source.error("", "the file has no `number`", "add `number = ...` at its top"));
        return None;
    }
    if question.slug.is_some() {
        errors.push(source.error("slug", "a question with a number has no slug", "take the line out"));
    }
    Some(Loaded { source, question, group: None, group_at: 0 })
}

fn alternative<'i>(file: &'i TextFile, errors: &mut Vec<GuideError>) -> Option<Loaded<'i>> {
    let mut source = parse(file, errors)?;
    let group = source.root.get_mut().remove("group");
    let question = structure::read::<Question>(&mut source, &["group"], name_points, errors);
    let remedy = "write `group = \"...\"`, the title of an [[alternative_group]] of guide.toml";
    let (group, group_at) = match group.as_ref().map(|group| (group.span(), group.get_ref())) {
        Some((span, DeValue::String(title))) => (title.to_string(), span.start),
        Some((span, _)) => {
            errors.push(source.error_at(span.start, "`group` is not text", remedy));
            return None;
        }
        None => {
            errors.push(source.error("", "the file has no `group`", remedy));
            return None;
        }
    };
    let mut question = question?;
    if question.number.is_some() || question.slug.is_some() {
        let key = if question.number.is_some() { "number" } else { "slug" };
        let message = "an alternative is named by its file, and has neither number nor slug";
        errors.push(source.error(key, message, "take the line out"));
    }
    let stem = file.stem();
    if !slug::is_slug(stem) || stem.parse::<u32>().is_ok() {
        let remedy = format!("call the file `{}.toml`", slug::slug(&question.title));
        errors.push(source.error("", format!("`{stem}` cannot be an alternative's name"), remedy));
    }
    question.number = None;
    question.slug = Some(stem.to_owned());
    Some(Loaded { source, question, group: Some(group), group_at })
}

/// Reads what there is for studying a question, and gives it to the question whose file has the same name.
fn study<'i>(
    file: &'i TextFile,
    numbered: &mut [Loaded<'i>],
    alternatives: &mut [Loaded<'i>],
    errors: &mut Vec<GuideError>,
) {
    let Some(mut source) = parse(file, errors) else { return };
    let Some(study) = structure::read::<Study>(&mut source, &[], |_| (), errors) else { return };
    let mut all = numbered.iter_mut().chain(alternatives);
    // A question whose own file could not be read has its errors already.
    let Some(loaded) = all.find(|loaded| loaded.source.file.stem() == file.stem()) else {
        let message = format!("no question's file is called `{}.toml`", file.stem());
        errors.push(source.error(
            "",
            message,
            "name it after the file in questions/ or alternatives/ that it is about",
        ));
        return;
    };
    semantics::study(&source, &study, &loaded.question, errors);
    loaded.question.study = study;
}

/// Gives every point without an `id` the slug of its title, at the title's place.
fn name_points(root: &mut DeTable<'_>) {
    each_table(root, "point", &mut name_point);
    each_table(root, "follow_up", &mut |follow_up| each_table(follow_up, "point", &mut name_point));
}

fn each_table<'i>(table: &mut DeTable<'i>, key: &str, work: &mut dyn FnMut(&mut DeTable<'i>)) {
    for key in [key.to_owned(), super::source::plural(key)] {
        let Some(DeValue::Array(items)) = table.get_mut(key.as_str()).map(Spanned::get_mut) else { continue };
        for item in items.iter_mut() {
            if let DeValue::Table(item) = item.get_mut() {
                work(item);
            }
        }
    }
}

fn name_point(point: &mut DeTable<'_>) {
    // An empty span marks the id of a point that had no title; it may have one now.
    const NO_TITLE: std::ops::Range<usize> = 0..0;
    if point.get_key_value("id").is_some_and(|(key, _)| key.span() != NO_TITLE) {
        return;
    }
    let (span, id) = match point.get_key_value("title") {
        Some((key, title)) => (key.span(), title.get_ref().as_str().map_or_else(String::new, slug::slug)),
        None => (NO_TITLE, String::new()),
    };
    point.remove("id");
    let id = Spanned::new(span.clone(), DeValue::String(DeString::from(id)));
    point.insert(Spanned::new(span, DeString::from("id")), id);
}

fn assemble(slug: &str, file: GuideFile, numbered: Vec<Loaded<'_>>, alternatives: &[Loaded<'_>]) -> Guide {
    let mut questions: Vec<Question> = numbered.into_iter().map(|loaded| loaded.question).collect();
    questions.sort_by_key(|question| question.number);
    let group = |entry: GroupEntry| {
        let members = alternatives.iter().filter(|loaded| loaded.group.as_deref() == Some(entry.title.as_str()));
        let mut questions: Vec<Question> = members.map(|loaded| loaded.question.clone()).collect();
        // Stable: those that `order` does not name keep the order of their names, behind the others.
        questions.sort_by_key(|question| {
            let slug = question.slug.as_deref();
            entry.order.iter().position(|name| Some(name.as_str()) == slug).unwrap_or(usize::MAX)
        });
        AlternativeGroup { title: entry.title, replaces: entry.replaces, questions }
    };
    Guide {
        slug: slug.to_owned(),
        title: file.title,
        minutes: file.minutes,
        format: file.format,
        target_level: file.target_level,
        total: file.total,
        parts: file.part,
        questions,
        areas: file.area,
        rules: file.rule,
        green_flags: file.green_flag,
        red_flags: file.red_flag,
        checklist: file.checklist,
        time_management: file.time_management,
        alternatives_note: file.alternatives_note,
        alternatives: file.alternative_group.into_iter().map(group).collect(),
        round: file.round,
        closing: file.closing,
        readings: file.reading,
        agreement: file.agreement,
        aliases: file.aliases,
        words: file.words,
    }
}
