//! Words that tell how the words around them are meant: negation, rejection, hedging, retraction. English, and the same for
//! every guide.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A cue: one or more words in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Folded words after the first.
    pub(crate) rest: &'static [&'static str],
    pub(crate) kind: CueKind,
}

/// What a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueKind {
    /// Looks like a negation and is none ("not only", "no matter").
    Neutral,
    /// Denies the next words of its clause.
    Negate,
    /// `without`: denies, but after another negation it asserts ("never start one without knowing how it ends").
    Without,
    /// Tells what others say or what is wrong: void up to a contrast or the end of the sentence.
    Reject,
    /// Denies the words before it in its clause ("is a myth").
    DenyBack,
    /// Takes back the sentence before it.
    Retract,
    /// Takes it back where it stands alone before a colon or comma ("Correction: ...").
    Correct,
    /// Makes the next words of its clause weak.
    Hedge,
    /// Ends a rejection ("but", "actually").
    Contrast,
}

/// What a word does to the words around it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a word")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// The cues that start with it, longest first.
    pub(crate) cues: Vec<Cue>,
    /// Whether it negates on its own: what `@no` stands for in a pattern.
    pub(crate) negator: bool,
    /// Whether it is a pronoun, auxiliary, or conjunction: a clause has one, a term has none.
    pub(crate) function: bool,
    /// Whether it starts a new clause, beyond which a negation does not reach.
    pub(crate) connective: bool,
    /// Whether it is a number in letters.
    pub(crate) number: bool,
}

impl Part {
    /// Whether the folded word that plays it says nothing of its own: it breaks no echo, whatever the text.
    pub(crate) fn fills(&self, form: &str) -> bool {
        self.function || form.len() <= LONGEST_FILLER
    }
}

/// Words this short ("a", "of", "to") fill an echo without breaking it.
const LONGEST_FILLER: usize = 3;

/// The part that a folded word plays; most play none.
pub(crate) fn part_of(form: &str) -> &'static Part {
    static NONE: Part = Part { cues: Vec::new(), negator: false, function: false, connective: false, number: false };
    PARTS.get(form).unwrap_or(&NONE)
}

/// Whether a folded word is a pronoun, auxiliary, or conjunction: a clause has one, a term has none.
pub fn is_function_word(form: &str) -> bool {
    part_of(form).function
}

static PARTS: LazyLock<FxHashMap<&str, Part>> = LazyLock::new(|| {
    let mut parts: FxHashMap<&str, Part> = FxHashMap::default();
    let lists = [
        (CueKind::Neutral, NEUTRAL),
        (CueKind::Reject, REJECTIONS),
        (CueKind::DenyBack, BACKWARD_DENIALS),
        (CueKind::Retract, RETRACTIONS),
        (CueKind::Hedge, HEDGES),
        (CueKind::Contrast, CONTRASTS),
    ];
    for (kind, list) in lists {
        for cue in list.lines() {
            add(&mut parts, cue, kind);
        }
    }
    add(&mut parts, "correction", CueKind::Correct);
    for word in NEGATING {
        add(&mut parts, word, CueKind::Negate);
    }
    for phrase in ["instead of", "rather than", "in place of"] {
        add(&mut parts, phrase, CueKind::Negate);
    }
    add(&mut parts, "without", CueKind::Without);
    for part in parts.values_mut() {
        part.cues.sort_by_key(|cue| std::cmp::Reverse(cue.rest.len()));
    }
    for word in NEGATING.iter().chain(OTHER_NEGATORS) {
        parts.entry(word).or_default().negator = true;
    }
    for word in FUNCTION.split_whitespace() {
        parts.entry(word).or_default().function = true;
    }
    for word in CONNECTIVE.split_whitespace() {
        parts.entry(word).or_default().connective = true;
    }
    for word in NUMBERS.split_whitespace() {
        parts.entry(word).or_default().number = true;
    }
    parts
});

fn add(parts: &mut FxHashMap<&'static str, Part>, text: &'static str, kind: CueKind) {
    let mut words = text.split(' ');
    let Some(first) = words.next() else { return };
    // The tables are static: a few hundred short slices, made once.
    let rest: &'static [&'static str] = Box::leak(words.collect());
    parts.entry(first).or_default().cues.push(Cue { rest, kind });
}

/// Words that deny what follows. Those without an apostrophe are how people type in a hurry.
const NEGATING: &[&str] = &[
    "not",
    "never",
    "no",
    "cannot",
    "can't",
    "cant",
    "don't",
    "dont",
    "doesn't",
    "doesnt",
    "didn't",
    "didnt",
    "isn't",
    "isnt",
    "aren't",
    "arent",
    "wasn't",
    "wasnt",
    "weren't",
    "won't",
    "wont",
    "wouldn't",
    "wouldnt",
    "shouldn't",
    "shouldnt",
    "couldn't",
    "couldnt",
    "haven't",
    "havent",
    "hasn't",
    "hasnt",
    "hadn't",
    "needn't",
    "mustn't",
    "ain't",
    "neither",
    "nor",
    "nobody",
    "noone",
    "hardly",
    "rarely",
];

/// Words that `@no` takes beside them.
const OTHER_NEGATORS: &[&str] = &["without", "none", "nothing", "nowhere", "n't"];

const NEUTRAL: &str = "\
not only
not just
not merely
not simply
not least
not to mention
not that
not every
not all
not always
not necessarily
not yet
not until
not enough
not unless
not everything
not everyone
isn't only
isn't just
no matter
no doubt
no wonder
no problem
no longer than
no more than
no sooner
no later than
why not
if not
or not
whether or not
never mind
no idea";

const REJECTIONS: &str = "\
some people think
some people say
some people believe
some people claim
some think
some say
some believe
some would say
some claim
people think
people say
people believe
people claim
people often think
people often say
people always say
people love their
many people think
many people say
many think
many say
many believe
they say
they claim
everyone says
everybody says
you often hear
you hear that
i've heard people
the textbook says
textbooks say
common misconception
common myth
common belief
popular belief
used to think
used to believe
used to say
i don't believe
i don't buy
i don't see
i do not believe
i never understood
i'm not a fan of
not a fan of
not a big fan of
i'm against
am against
i refuse to
i wouldn't bother
i wouldn't use
i would not use
i don't bother
don't bother with
don't bother
forget about
no point in
no need for
no need to
no use for
no reason to
waste time on
waste of time
there's no need
there is no need
no sense in
i'd skip
i would skip
i skip
we skip
i'd avoid
i would avoid
i stay away from
i steer clear of
steer clear of
i keep away from
i leave out
we leave out
i'd leave out
i would leave out
i do without
we do without
i see no
i see little
i don't care about
we don't care about
i don't see the point of
i don't see why
i have no need of
i've no need of
i've got no need of
have no use for
no time for
no value in
no benefit in
little point in
little sense in
little use in
i'd rather not
i would rather not
spare yourself
save yourself
never bother with
nobody needs
no one needs
nobody wants
i'd postpone
i would postpone
i postpone
we postpone
we gave up on
i gave up on
i distrust
i mistrust
i'm sceptical of
i'm skeptical of
i advise against
i'd advise against";

const BACKWARD_DENIALS: &str = "\
is a myth
is nonsense
is wrong
is false
is incorrect
is overrated
is overkill
is pointless
is useless
is unnecessary
is a waste
is a distraction
is bureaucracy
is just theatre
is theatre
is not true
isn't true
is not needed
isn't needed
aren't needed
is not necessary
isn't necessary
is not required
isn't required
is not worth
isn't worth
is rarely worth
are a myth
are nonsense
are wrong
are overrated
are overkill
are pointless
are useless
are unnecessary
are a waste
are not needed
are not necessary
was wrong
sounds good but
doesn't help
don't help
buys you nothing
brings nothing
changes nothing
only slows
just slows
only slow
are optional
is optional
is for people who
is for beginners
is for amateurs
is what you do when
is what people do when
is another word for
is just another word for
is redundant
is superfluous
is needless
is outdated
is obsolete
is a luxury
is a formality
is dead weight
is no use
is of no use
is of little use
is just noise
is premature
are redundant
are superfluous
are needless
are outdated
are obsolete
are a luxury
are a formality
are a distraction
are of no use
are just noise
would be redundant
would be superfluous
would be unnecessary
would be pointless
would be useless
would be overkill
would be a waste
would be nonsense
was unnecessary
was pointless
was overkill
aren't necessary
aren't required
aren't worth
are not required
are not worth
adds nothing
add nothing
adds little
adds no value
add no value
brings little
bring nothing
gains nothing
gain nothing
gives nothing
gives you nothing
gives us nothing
buys nothing
buys us nothing
helps nobody
helps no one
help nobody
serves no purpose
serve no purpose
makes no difference
make no difference
makes no sense
make no sense
has no effect
have no effect
has no influence
have no influence
has no value
have no value
does no good
do no good
doesn't matter
don't matter
does not matter
do not matter
wouldn't matter
doesn't pay
don't pay
doesn't pay off
does not pay off
can be skipped
can be left out
can be dropped
can be ignored
can safely be ignored
may be skipped
may be ignored
only gets in the way
only get in the way
just gets in the way
just get in the way
only costs
just costs
only cost time
just cost time";

const RETRACTIONS: &str = "\
that was wrong
that's wrong
that is wrong
that was not right
that's not right
that isn't right
that is not right
that's not true
that is not true
that isn't true
that's false
that is false
that was a mistake
scratch that
strike that
i take that back
i misspoke
let me correct
i was wrong";

const HEDGES: &str = "\
maybe
perhaps
i guess
not sure
not quite sure
not really sure
not entirely sure
i'm unsure
i am unsure
not certain
no idea how
no idea what
i don't know
don't know how
don't know exactly
don't really know
don't remember
do not remember
can't remember
can't recall
don't recall
i vaguely
vaguely
i've heard of
heard of
never used
never tried
have read about
read about
something about
something with
something like
some sort of
some kind of
would have to look
have to look up
would need to look";

const CONTRASTS: &str = "\
but
however
actually
in fact
in reality
in truth
really
instead
whereas
yet
though";

/// What a clause has and a bare term has not.
const FUNCTION: &str = "\
i i'm i'd i've i'll we we're we'd we've you your you're he she it its they them their this that these those there here me us my our
is are was were be been being am do does did have has had will would can could should must may might shall
isn't aren't don't doesn't can't won't wouldn't not never if when while because since until unless so then which who whose what how where why
let lets means needs used using get gets got makes made keeps goes takes took gives puts sees looks shows wants wanted knows thinks
say says tell tells as than
a an the with per from through to every each by";

const CONNECTIVE: &str = "\
but because so then while which who whom until unless if when whenever whereas although though however otherwise instead and since except
before after plus therefore thus hence";

const NUMBERS: &str = "\
two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred
hundreds thousand thousands million millions billion dozen dozens couple several half third quarter double twice";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_cue_comes_first() {
        let lengths: Vec<usize> = part_of("not").cues.iter().map(|cue| cue.rest.len()).collect();
        assert!(lengths.is_sorted_by(|a, b| a >= b));
        assert_eq!(*part_of("goroutine"), Part::default());
    }

    #[test]
    fn no_cue_is_listed_twice() {
        for (first, part) in PARTS.iter() {
            let mut seen = rustc_hash::FxHashSet::default();
            assert!(part.cues.iter().all(|cue| seen.insert(cue.rest)), "{first}: {:?}", part.cues);
        }
    }
}
