//! Spelling: whether a word is English, and which known word a typing error was meant for.

use rustc_hash::FxHashMap;
use strsim::damerau_levenshtein;

/// English words of five letters and more, sorted, one a line: the American and British lists of 50,000 words of SCOWL
/// (see `english.LICENSE`), joined. Shorter words are never corrected, so they are not needed.
const ENGLISH: &str = include_str!("english.txt");

/// Shortest word that is corrected, by one edit: shorter words are too often another word.
const ONE_EDIT_FROM: usize = 5;
/// Shortest word that is corrected by two edits.
const TWO_EDITS_FROM: usize = 9;

/// Whether a folded word of five letters or more is in the English list.
pub fn is_english(folded: &str) -> bool {
    let bytes = ENGLISH.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = bytes[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let length = memchr::memchr(b'\n', &bytes[start..]).unwrap_or(bytes.len() - start);
        match ENGLISH[start..start + length].cmp(folded) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = start + length + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Finds the known word that a mistyped one was meant for.
#[derive(Debug, Default)]
pub struct Speller {
    /// Known words by first letter and length: a typing error in the first letter is rare, and not corrected.
    buckets: FxHashMap<(char, usize), Vec<Known>>,
}

/// A known word, with the set of its letters.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    word: Box<str>,
    letters: Letters,
}

/// A set of letters: a bit for each of a to z, one for all others.
pub type Letters = u32;

/// The set of the letter that this byte of a folded word belongs to.
pub fn letter(byte: u8) -> Letters {
    1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 }
}

/// The letters of a word. One edit changes at most two of the bits.
fn letters(word: &str) -> Letters {
    word.bytes().fold(0, |set, byte| set | letter(byte))
}

impl Speller {
    /// A speller that knows these folded words.
    pub fn new<'a>(known: impl IntoIterator<Item = &'a str>) -> Self {
        let mut buckets: FxHashMap<(char, usize), Vec<Known>> = FxHashMap::default();
        for word in known {
            if let Some(first) = word.chars().next()
                && word.len() + 2 >= ONE_EDIT_FROM
            {
                buckets
                    .entry((first, word.chars().count()))
                    .or_default()
                    .push(Known { word: word.into(), letters: letters(word) });
            }
        }
        for bucket in buckets.values_mut() {
            bucket.sort_unstable();
            bucket.dedup();
        }
        Self { buckets }
    }

    /// The known word nearest to a folded word that is neither known nor English: one edit from five letters, two from nine
    /// (Damerau-Levenshtein: insertion, deletion, replacement, swap of neighbours). On a tie the first by alphabet.
    pub fn correct(&self, folded: &str) -> Option<&str> {
        if folded.len() < ONE_EDIT_FROM || !folded.chars().all(char::is_alphabetic) {
            return None;
        }
        let length = folded.chars().count();
        if !(ONE_EDIT_FROM..=LONGEST).contains(&length) || is_english(folded) {
            return None;
        }
        let first = folded.chars().next()?;
        let own_letters = letters(folded);
        let allowed = if length >= TWO_EDITS_FROM { 2 } else { 1 };
        (length - allowed..=length + allowed)
            .filter_map(|near| self.buckets.get(&(first, near)))
            .flatten()
            .filter(|known| (known.letters ^ own_letters).count_ones() as usize <= 2 * allowed)
            .map(|known| (damerau_levenshtein(folded, &known.word), &known.word))
            .filter(|(edits, _)| *edits <= allowed)
            .min()
            .map(|(_, known)| &**known)
    }
}

/// Longest word looked at: longer ones are no words, and the distance is quadratic.
const LONGEST: usize = 30;

#[cfg(test)]
mod tests {
    use super::{Speller, is_english};

    #[test]
    fn the_english_list_is_searched_to_both_ends() {
        for word in ["aback", "spend", "block", "colour", "color", "zooms"] {
            assert!(is_english(word), "{word}");
        }
        for word in ["goroutine", "aaaaa", "zzzzz", ""] {
            assert!(!is_english(word), "{word}");
        }
    }

    #[test]
    fn typing_errors_are_corrected_by_length_and_english_words_never() {
        let speller = Speller::new(["speed", "lock", "goroutine", "scheduler", "channel", "preemption"]);
        assert_eq!(speller.correct("gorotine"), Some("goroutine"));
        assert_eq!(speller.correct("chanel"), Some("channel"));
        assert_eq!(speller.correct("schedluer"), Some("scheduler"));
        assert_eq!(speller.correct("premtpion"), Some("preemption"));
        assert_eq!(speller.correct("spend"), None);
        assert_eq!(speller.correct("black"), None);
        assert_eq!(speller.correct("lokc"), None);
    }
}
