//! "Did you mean".

use strsim::damerau_levenshtein;

/// A third of the word may differ: `titel` for `title` and `min_minute` for `min_minutes`, not `id` for `of`.
const LETTERS_A_SLIP: usize = 3;

/// The candidate that was probably meant: the nearest one, if it is near at all. The first of equals.
pub fn suggest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let slips = (typed.chars().count() / LETTERS_A_SLIP).max(1);
    candidates
        .into_iter()
        .map(|candidate| (damerau_levenshtein(&typed, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= slips && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "did you mean `x`?", or where nothing is near, all there is after `known`: "the sections are `a`, `b`".
pub(super) fn remedy(typed: &str, candidates: &[&str], known: &str) -> String {
    match suggest(typed, candidates.iter().copied()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None if candidates.is_empty() => format!("{known} none"),
        None => format!("{known} {}", listed(candidates)),
    }
}

/// "`a`, `b`, `c`".
pub(super) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_suggested_if_it_is_near() {
        assert_eq!(suggest("titel", ["title", "detail"]), Some("title"));
        assert_eq!(suggest("Senior-Go", ["senior-go"]), Some("senior-go"));
        assert_eq!(suggest("senor-go", ["senior-go", "junior-go"]), Some("senior-go"));
        assert_eq!(suggest("zebra", ["title", "detail"]), None);
        assert_eq!(suggest("of", ["id", "cue"]), None);
    }

    #[test]
    fn without_a_near_one_all_are_listed() {
        assert_eq!(remedy("zebra", &["a", "b"], "the sections are"), "the sections are `a`, `b`");
    }
}
