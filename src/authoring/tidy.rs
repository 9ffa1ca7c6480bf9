//! The one way in which a guide's TOML is laid out, so that a change shows what it changes and nothing else.
//!
//! - One blank line stands before a `[header]`, none after it; keys are written `key = value`.
//! - A list stands on one line where that is at most [`WIDEST`] characters long, else each of its items on its own,
//!   indented by four spaces, with a comma after the last.
//! - Comments, the order of keys and the way strings are quoted stay as they are.

use toml_edit::visit_mut::{VisitMut, visit_array_mut, visit_table_like_kv_mut, visit_table_mut};
use toml_edit::{Array, DocumentMut, Item, KeyMut, RawString, Table, Value};

/// Longest line of a list: what fits side by side with another file.
const WIDEST: usize = 120;

/// The text in its canonical form. What is no TOML stays as it is: its errors are told by those who read it.
pub fn tidy(text: &str) -> String {
    let Ok(mut document) = text.replace("\r\n", "\n").parse::<DocumentMut>() else { return text.to_owned() };
    Tidy { key: 0 }.visit_document_mut(&mut document);
    let trailing = comments(document.trailing().as_str().unwrap_or_default(), "\n");
    document.set_trailing(trailing);
    let text = document.to_string();
    let mut text = text.trim_start_matches('\n').trim_end().to_owned();
    text.push('\n');
    text
}

struct Tidy {
    /// Length of the key whose value is being laid out.
    key: usize,
}

impl VisitMut for Tidy {
    fn visit_table_mut(&mut self, table: &mut Table) {
        if !table.is_implicit() || table.position().is_some() {
            let prefix = comments(raw(table.decor().prefix()), "\n");
            table.decor_mut().set_prefix(prefix);
        }
        visit_table_mut(self, table);
    }

    fn visit_table_like_kv_mut(&mut self, mut key: KeyMut<'_>, item: &mut Item) {
        if item.is_value() {
            let prefix = comments(raw(key.leaf_decor().prefix()), "");
            key.leaf_decor_mut().set_prefix(prefix);
            key.leaf_decor_mut().set_suffix(" ");
            self.key = key.get().len();
        }
        if let Item::Value(value) = item
            && !value.is_inline_table()
        {
            let suffix = raw(value.decor().suffix()).trim_end().to_owned();
            value.decor_mut().set_prefix(" ");
            value.decor_mut().set_suffix(suffix);
        }
        visit_table_like_kv_mut(self, key, item);
    }

    fn visit_array_mut(&mut self, array: &mut Array) {
        // A comment inside a list belongs to its line.
        let inside = array.iter().map(Value::decor);
        let commented = inside.into_iter().any(|decor| has_comment(decor.prefix()) || has_comment(decor.suffix()))
            || array.trailing().as_str().is_some_and(|text| text.contains('#'));
        if commented {
            return visit_array_mut(self, array);
        }
        let items: Vec<String> = array.iter().map(|value| value.to_string().trim().to_owned()).collect();
        // " = [", the commas and "]".
        let line = self.key + 5 + items.iter().map(|item| item.chars().count() + 2).sum::<usize>();
        let lists = items.iter().any(|item| item.contains('\n'));
        let broken = !items.is_empty() && (line > WIDEST || lists);
        for (index, value) in array.iter_mut().enumerate() {
            let prefix = if broken {
                "\n    "
            } else if index == 0 {
                ""
            } else {
                " "
            };
            value.decor_mut().set_prefix(prefix);
            value.decor_mut().set_suffix("");
        }
        array.set_trailing_comma(broken);
        array.set_trailing(if broken { "\n" } else { "" });
    }
}

fn raw(text: Option<&RawString>) -> &str {
    text.and_then(RawString::as_str).unwrap_or_default()
}

fn has_comment(text: Option<&RawString>) -> bool {
    raw(text).contains('#')
}

/// The comments of what stands before something, after `gap`; blank lines between comments stay, one at most.
fn comments(before: &str, gap: &str) -> String {
    let mut text = gap.to_owned();
    let mut blank = false;
    for line in before.lines().map(str::trim) {
        if line.is_empty() {
            blank = true;
        } else {
            if blank && text.len() > gap.len() {
                text.push('\n');
            }
            blank = false;
            text.push_str(line);
            text.push('\n');
        }
    }
    // Above the first key of a file or table a remark of its own keeps its distance.
    if blank && text.len() > gap.len() && gap.is_empty() {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNTIDY: &str = "# A guide.\n\n\ntitle   =   \"Tea\"\nminutes=5 # short\n[[point]]\n\ntitle = \"Water\"\nnames = [ \"a\",\n \
                          \"b\" ]\n\n\n# Ideas.\n[point.ideas.boil]\nany = [\"one pattern of some length ~12\", \"another \
                          pattern of some length ~12\", \"and a third one that makes it too long for a line ~12\"]\n";

    const TIDY: &str = "# A guide.\n\ntitle = \"Tea\"\nminutes = 5 # short\n\n[[point]]\ntitle = \"Water\"\nnames = [\"a\", \
                        \"b\"]\n\n# Ideas.\n[point.ideas.boil]\nany = [\n    \"one pattern of some length ~12\",\n    \
                        \"another pattern of some length ~12\",\n    \"and a third one that makes it too long for a line \
                        ~12\",\n]\n";

    #[test]
    fn lists_blank_lines_and_spaces_are_laid_out_and_comments_kept() {
        assert_eq!(tidy(UNTIDY), TIDY);
        assert_eq!(tidy(TIDY), TIDY);
    }

    #[test]
    fn a_list_with_comments_is_left_alone() {
        let text = "any = [\n  \"a\", # the usual\n  \"b\",\n]\n";
        assert_eq!(tidy(text), text);
    }

    #[test]
    fn what_is_no_toml_stays_as_it_is() {
        assert_eq!(tidy("title = \n"), "title = \n");
    }

    #[test]
    fn tidying_changes_no_value() {
        for (path, text) in crate::authoring::builtin::texts("senior-go") {
            let tidied = tidy(&text);
            let parse = |text: &str| text.parse::<toml::Table>().map_err(|error| format!("{path}: {error}"));
            assert_eq!(parse(&text), parse(&tidied), "{path}");
            assert_eq!(tidy(&tidied), tidied, "{path}");
        }
    }
}
