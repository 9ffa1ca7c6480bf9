//! Rules for covered and partial: which ideas, how many.
//!
//! ```text
//! rule = term { "+" term }
//! term = idea  |  number "of" idea { "," idea }
//! ```

/// A rule: every term must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    terms: Vec<Term>,
}

/// At least `need` of the ideas (by index).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    need: usize,
    ideas: Vec<usize>,
}

impl Rule {
    /// Reads a rule over these idea keys.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence with its remedy.
    pub(crate) fn parse(text: &str, keys: &[&str]) -> Result<Self, String> {
        let terms = text.split('+').map(|term| Term::parse(term.trim(), keys)).collect::<Result<_, _>>()?;
        Ok(Self { terms })
    }

    /// The ideas that make the rule hold, as far as needed and in the rule's order; `None` where it does not hold.
    pub(crate) fn held_by(&self, holds: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        let held = |term: &Term| term.ideas.iter().filter(|idea| holds(**idea)).count() >= term.need;
        let ideas = || self.terms.iter().flat_map(|term| &term.ideas).copied();
        self.terms.iter().all(held).then(|| ideas().filter(|idea| holds(*idea)).collect())
    }
}

impl Term {
    fn parse(text: &str, keys: &[&str]) -> Result<Self, String> {
        if text.is_empty() {
            return Err("the rule has an empty term; write idea keys joined by `+`, or `2 of a, b, c`".to_owned());
        }
        let Some((count, list)) = text.split_once(" of ") else {
            return Ok(Self { need: 1, ideas: vec![find(text, keys)?] });
        };
        let ideas = list.split(',').map(|key| find(key.trim(), keys)).collect::<Result<Vec<_>, _>>()?;
        match count.trim().parse() {
            Ok(need) if (1..=ideas.len()).contains(&need) => Ok(Self { need, ideas }),
            _ => Err(format!(
                "`{text}` asks for `{count}` of {} ideas; write a number from 1 to {}",
                ideas.len(),
                ideas.len()
            )),
        }
    }
}

fn find(key: &str, keys: &[&str]) -> Result<usize, String> {
    keys.iter().position(|known| *known == key).ok_or_else(|| {
        let nearest = keys.iter().map(|known| (strsim::damerau_levenshtein(key, known), known)).min();
        match nearest {
            Some((edits, known)) if edits <= 1.max(key.len() / 3) => {
                format!("there is no idea `{key}`; did you mean `{known}`?")
            }
            _ => format!("there is no idea `{key}`; define it under `[point.ideas.{key}]`"),
        }
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Rule;

    const KEYS: [&str; 4] = ["steal", "local", "balance", "global"];

    fn holds(rule: &str, held: &[&str]) -> bool {
        Rule::parse(rule, &KEYS).unwrap().held_by(|idea| held.contains(&KEYS[idea])).is_some()
    }

    #[test]
    fn a_rule_holds_when_all_its_terms_do() {
        assert!(holds("steal", &["steal"]));
        assert!(!holds("steal + local", &["steal"]));
        assert!(holds("2 of local, balance, global", &["global", "local"]));
        assert!(!holds("steal + 1 of local, balance", &["steal", "global"]));
    }

    #[test]
    fn errors_say_what_to_do() {
        for (rule, remedy) in [
            ("stael", "did you mean `steal`"),
            ("steal +", "empty term"),
            ("3 of steal, local", "from 1 to 2"),
            ("x of steal, local", "from 1 to 2"),
            ("memory", "define it under"),
        ] {
            let error = Rule::parse(rule, &KEYS).unwrap_err();
            assert!(error.contains(remedy), "{rule}: {error}");
        }
    }
}
