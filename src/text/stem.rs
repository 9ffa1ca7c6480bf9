//! Stems: one form for a word's inflections.

use std::borrow::Cow;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

/// The stem of a folded word: irregular forms to their base form, then the English (Porter 2) algorithm by M. F. Porter.
pub fn stem(folded: &str) -> Cow<'_, str> {
    let base = IRREGULAR_FORMS.get(folded).copied().unwrap_or(folded);
    if base.len() < SHORTEST_STEMMED || !base.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'\'') {
        return Cow::Borrowed(base);
    }
    STEMMER.stem(base)
}

/// Porter 2 leaves words of one or two letters alone.
const SHORTEST_STEMMED: usize = 3;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

static IRREGULAR_FORMS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let lines = IRREGULAR.lines().map(str::split_whitespace);
    lines.filter_map(|mut words| words.next().map(|base| words.map(move |form| (form, base)))).flatten().collect()
});

/// Base form, then the forms that no suffix rule leads back to it. Forms that are also other common words
/// (left, found, ground, lay, saw, bound, felt, wound) are given only where the verb is by far the likelier reading.
const IRREGULAR: &str = "\
be is are was were am been being
become became
begin began begun
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
deal dealt
do did done does
draw drew drawn
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
fly flew flown
forget forgot forgotten
freeze froze frozen
get got gotten
give gave given
go went gone goes
grow grew grown
have has had
hear heard
hide hid hidden
hold held
keep kept
know knew known
lead led
leave left
lend lent
lose lost
make made
mean meant
meet met
pay paid
ride rode ridden
rise rose risen
run ran
say said says
see saw seen
seek sought
sell sold
send sent
shake shook shaken
show shown
shrink shrank shrunk
sit sat
sleep slept
speak spoke spoken
spend spent
spin spun
split
stand stood
steal stole stolen
stick stuck
swap swapped
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
understand understood
wake woke woken
wear wore worn
win won
write wrote written
overwrite overwrote overwritten
oversee oversaw overseen
oversell oversold
rebuild rebuilt
rewrite rewrote rewritten
undo undid undone
person people persons
child children
man men
woman women
index indices indexes
query queries
queue queued queuing queueing
schema schemata
criterion criteria
datum data
matrix matrices
half halves
";

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn inflections_share_a_stem() {
        for forms in [
            &["steal", "steals", "stealing", "stole", "stolen"][..],
            &["take", "takes", "taking", "took", "taken"],
            &["queue", "queues", "queued"],
            &["preempt", "preempts", "preempted", "preempting"],
            &["goroutine", "goroutines"],
            &["write", "wrote", "written", "writes", "writing"],
        ] {
            assert!(forms.iter().all(|form| stem(form) == stem(forms[0])), "{forms:?}");
        }
    }

    #[test]
    fn code_and_numbers_keep_their_form() {
        for word in ["1.14", "p", "%w", "k8s"] {
            assert_eq!(stem(word), word);
        }
    }
}
