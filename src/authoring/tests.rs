#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::source::TextFile;
use super::*;
use crate::guide::QuestionKey;

/// A guide without a mistake, with something of everything.
const SMALL: [(&str, &str); 5] = [
    ("guide.toml", include_str!("../../tests/fixtures/guides/small/guide.toml")),
    ("questions/01-tea.toml", include_str!("../../tests/fixtures/guides/small/questions/01-tea.toml")),
    ("questions/02-house.toml", include_str!("../../tests/fixtures/guides/small/questions/02-house.toml")),
    ("alternatives/coffee.toml", include_str!("../../tests/fixtures/guides/small/alternatives/coffee.toml")),
    ("alternatives/tea.toml", include_str!("../../tests/fixtures/guides/small/alternatives/tea.toml")),
];

fn load(files: &[(&str, impl AsRef<[u8]>)]) -> Result<Guide, GuideErrors> {
    let file = |path: &str, bytes: &[u8]| TextFile::new(path.to_owned(), path.to_owned(), bytes);
    read::guide("small", files.iter().map(|(path, bytes)| file(path, bytes.as_ref())).collect(), true)
}

/// The small guide with some text of one file replaced.
fn with(path: &str, changes: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let change = |name: &str, text: &str| {
        changes.iter().filter(|_| name == path).fold(text.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{path} holds no {from:?}");
            text.replacen(from, to, 1)
        })
    };
    SMALL.iter().map(|(name, text)| (*name, change(name, text))).collect()
}

fn errors(path: &str, changes: &[(&str, &str)]) -> Vec<String> {
    load(&with(path, changes)).unwrap_err().iter().map(ToString::to_string).collect()
}

/// One change gives one error, at the place where `at` begins in the changed file.
#[track_caller]
fn error(path: &str, from: &str, to: &str, at: &str, expected: &str) {
    let changed = with(path, &[(from, to)]);
    let text = &changed.iter().find(|(name, _)| *name == path).unwrap().1;
    let before = text.split_once(at).unwrap_or_else(|| panic!("{path} holds no {at:?}")).0;
    let (line, column) = (before.split('\n').count(), before.split('\n').next_back().unwrap().chars().count() + 1);
    let found = errors(path, &[(from, to)]);
    assert_eq!(found.join("\n"), format!("{path}:{line}:{column}: {expected}"), "\nafter {from:?} -> {to:?}");
}

const GUIDE: &str = "guide.toml";
const TEA: &str = "questions/01-tea.toml";
const HOUSE: &str = "questions/02-house.toml";
const COFFEE: &str = "alternatives/coffee.toml";

#[test]
fn the_built_in_guides_load_with_their_patterns() {
    for name in builtin_names() {
        builtin::load(name, true).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn a_guide_has_what_its_files_say() {
    let guide = load(&SMALL).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(guide.slug, "small");
    let ids: Vec<&str> = guide.all_questions().flat_map(|q| &q.points).map(|point| point.id.as_str()).collect();
    assert_eq!(ids, ["boiling-water", "steeping", "roof-shape", "roof"]);
    let follow_up = guide.follow_up(&QuestionKey::new("1.follow-up")).unwrap().1;
    assert_eq!(follow_up.points[0].id, "milk-last");
    let group = &guide.alternatives[0];
    let slugs: Vec<&str> = group.questions.iter().filter_map(|question| question.slug.as_deref()).collect();
    assert_eq!(slugs, ["tea", "coffee"], "as `order` says, not by name");
    assert_eq!((group.replaces.as_slice(), guide.aliases.len(), guide.words.len()), ([1].as_slice(), 1, 1));
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_matter() {
    let plain = load(&SMALL).unwrap();
    let windows: Vec<_> =
        SMALL.iter().map(|(path, text)| (*path, format!("\u{feff}{}", text.replace('\n', "\r\n")))).collect();
    let windows = load(&windows).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(windows, plain);
    assert_eq!(hash(&windows), hash(&plain));
}

#[test]
fn the_hash_is_of_the_content() {
    let plain = load(&SMALL).unwrap();
    let commented = load(&with(GUIDE, &[("minutes = 30", "# half an hour\nminutes = 30")])).unwrap();
    let longer = load(&with(GUIDE, &[("minutes = 30", "minutes = 31")])).unwrap();
    assert_eq!(hash(&commented), hash(&plain));
    assert_ne!(hash(&longer), hash(&plain));
    assert!(hash(&plain).len() == 64 && hash(&plain).chars().all(|c| c.is_ascii_hexdigit()));
}

#[test]
fn plurals_are_taken_too() {
    let guide =
        load(&with(TEA, &[("[[follow_up]]", "[[follow_ups]]"), ("[[follow_up.point]]", "[[follow_ups.points]]")]));
    assert_eq!(guide.unwrap(), load(&SMALL).unwrap());
}

#[test]
fn unknown_keys_say_what_was_meant() {
    let (from, to) = ("minutes = 20", "minutes = 20\nobjectve = \"x\"");
    error(GUIDE, from, to, "objectve", "unknown key `objectve` in [[part]]\n  help: did you mean `objective`?");
    let (from, to) = ("[[point.misconception]]", "[[point.misconceptoin]]");
    let expected = "unknown key `misconceptoin` in [[point]]\n  help: did you mean `misconception`?";
    error(TEA, from, to, "misconceptoin", expected);
    let expected = "unknown key `follow_ip` in the file\n  help: did you mean `follow_up`?";
    error(
        TEA,
        "[[follow_up]]\nprompt = \"And with milk?\"\n\n[[follow_up.point]]",
        "[[follow_ip]]\nprompt = \"x\"\n[[follow_ip.point]]",
        "follow_ip",
        expected,
    );
    let expected = "unknown key `x` in [point.ideas.boil]\n  help: the keys there are `says`, `any`, `yes`, `no`";
    error(TEA, "says = \"the water", "x = 1\nsays = \"the water", "x = 1", expected);
    let expected = "unknown key `checklist` in [[part]]\n  help: a key of the whole file stands above its first [header]: move it there";
    error(GUIDE, "questions = [1, 2]", "questions = [1, 2]\nchecklist = []", "checklist = []", expected);
}

#[test]
fn a_misspelt_key_is_read_as_the_one_that_was_meant() {
    let found =
        errors(GUIDE, &[("max = 10", "mx = 10"), ("of = 20", "of = 21"), ("text = \"Asks back\"", "txt = \"\"")]);
    let starts = [
        "guide.toml:23:1: unknown key `mx`",
        "guide.toml:50:1: the rule is out of 21",
        "guide.toml:60:1: unknown key `txt`",
    ];
    assert!(found.len() == 3 && found.iter().zip(starts).all(|(error, start)| error.starts_with(start)), "{found:#?}");
}

#[test]
fn missing_keys_are_found_all_at_once() {
    let found =
        errors(GUIDE, &[("minutes = 30", ""), ("title = \"Knowledge\"", ""), ("[[area]]", "[[area]]\n[[area]]")]);
    let starts = [
        "guide.toml:1:1: the file has no `minutes`\n  help: add `minutes = ...` to it",
        "guide.toml:10:1: [[part]] has no `title`",
        "guide.toml:21:1: [[area]] has no `max`",
        "guide.toml:21:1: [[area]] has no `source`",
        "guide.toml:21:1: [[area]] has no `title`",
    ];
    assert!(found.len() == 5 && found.iter().zip(starts).all(|(error, start)| error.starts_with(start)), "{found:#?}");
    let expected = "[[rule]] has no `subject`\n  help: add `subject = ...` to it";
    error(GUIDE, "subject = \"total\"\n", "", "[[rule]]\ntext = \"10", expected);
    let expected = "[point.ideas.boil] has no `says`\n  help: add `says = ...` to it";
    error(TEA, "says = \"the water boils before it is poured\"\n", "", "[point.ideas.boil]", expected);
    error(HOUSE, "number = 2\n", "", "title", "the file has no `number`\n  help: add `number = ...` at its top");
    let expected =
        "the file has no `group`\n  help: write `group = \"...\"`, the title of an [[alternative_group]] of guide.toml";
    error(COFFEE, "group = \"Spare questions\"\n", "", "title", expected);
}

#[test]
fn values_of_the_wrong_kind_say_what_is_needed() {
    let expected = "`minutes` is not a whole number\n  help: write it without quotes, sign or point: `minutes = 5`";
    error(GUIDE, "minutes = 20", "minutes = \"20\"", "\"20\"", expected);
    error(GUIDE, "minutes = 20", "minutes = 20.5", "20.5", expected);
    let expected = "`questions` holds something that is not a whole number\n  help: write it without quotes, sign or point, such as `5`";
    error(GUIDE, "questions = [1, 2]", "questions = [1, 2, -3]", "-3", expected);
    let expected = "`title` is not text\n  help: put it in quotes: `title = \"...\"`";
    error(TEA, "title = \"Tea\"", "title = 7", "7", expected);
    let expected = "`checklist` is not a list\n  help: write it in brackets: `checklist = [...]`";
    error(GUIDE, "checklist = [\"Find a quiet place\"]", "checklist = \"x\"", "\"x\"", expected);
    let expected = "a rule is about the total or an area\n  help: write `subject = \"total\"`, or `subject = { area = \"TITLE\" }`";
    error(GUIDE, "subject = \"total\"", "subject = \"totl\"", "\"totl\"", expected);
    error(GUIDE, "subject = \"total\"", "subject = { aera = \"Basics\" }", "aera", expected);
    let expected = "`reading` is not a list\n  help: write its header in double brackets: [[reading]]";
    error(GUIDE, "[[reading]]", "[reading]", "[reading]", expected);
    let expected = "`round` is not a table\n  help: write its header in single brackets: [round]";
    error(GUIDE, "[round]", "[[round]]", "[[round]]", expected);
    let expected =
        "`moves_verdict` is not true or false\n  help: write `moves_verdict = true` or `moves_verdict = false`";
    error(GUIDE, "moves_verdict = true", "moves_verdict = 1", "1\n\n[aliases]", expected);
    let expected = "`hot` is not text\n  help: put it in quotes: `hot = \"...\"`";
    error(GUIDE, "hot = \"hot boiling steaming\"", "hot = [\"hot\"]", "[\"hot\"]", expected);
}

#[test]
fn text_that_is_not_toml_has_its_place() {
    let expected = "this is not TOML: duplicate key\n  help: keep one of the two, or begin a new [[table]]";
    error(GUIDE, "minutes = 20", "minutes = 20\nminutes = 21", "minutes = 21", expected);
    let expected = "this is not TOML: invalid basic string, expected `\"`\n  help: look for a missing quote, bracket or `=` here or on the line before";
    error(TEA, "title = \"Tea\"", "title = \"Tea", "\nmin_minutes", expected);
    let mut files = SMALL.map(|(path, text)| (path, text.as_bytes().to_vec()));
    files[1].1.splice(12..12, [b'"', 0xff]);
    let expected = "questions/01-tea.toml:2:3: the file is not UTF-8 text\n  help: save it as UTF-8";
    assert_eq!(load(&files).unwrap_err().to_string(), expected);
}

#[test]
fn a_question_is_checked_in_itself() {
    let expected = "`max_minutes` is 4, less than `min_minutes`, which is 5\n  help: swap the two";
    error(TEA, "max_minutes = 8", "max_minutes = 4", "max_minutes", expected);
    let zero = "min_minutes = 0\nmax_minutes = 0";
    error(
        TEA,
        "min_minutes = 5\nmax_minutes = 8",
        zero,
        "max_minutes",
        "`max_minutes` is 0\n  help: write a number from 1",
    );
    error(TEA, "\"How do you make tea?\"", "\" \"", "prompt", "`prompt` is empty\n  help: write something there");
    let expected = "the title `Boiling water` is there already, on line 17\n  help: give one of the two another title";
    error(
        TEA,
        "title = \"Steeping\"",
        "title = \"Boiling water\"",
        "title = \"Boiling water\"\ndetail = \"Some",
        expected,
    );
    let expected = "the title `Roof` is there already in the section `Shape`, on line 19\n  help: give one of the two another title";
    error(HOUSE, "section = \"Material\"", "section = \"Shape\"", "title = \"Roof\"\ndetail = \"It is", expected);
    let expected =
        "the id `roof-shape` belongs to the point on line 18 already\n  help: set `id = \"...\"` in one of the two";
    let (from, at) =
        ("title = \"Roof\"\ndetail = \"It is of", "id = \"roof-shape\"\ntitle = \"Roof\"\ndetail = \"It is of");
    error(HOUSE, from, at, at, expected);
    let expected =
        "the id `steeping` belongs to the point on line 31 already\n  help: set `id = \"...\"` in one of the two";
    let second = "[[point]]\ntitle = \"Steeping!\"\ndetail = \"\"\n\n[[follow_up]]";
    error(TEA, "[[follow_up]]", second, "title = \"Steeping!\"", expected);
    let found = errors(HOUSE, &[("id = \"roof-shape\"", "id = \"Roof Shape\""), ("[\"roof-shape\"]", "[]")]);
    assert_eq!(
        found,
        ["questions/02-house.toml:18:1: `Roof Shape` cannot be an id\n  help: write `id = \"roof-shape\"`"]
    );
    let expected =
        "no id can be made of the title `?`\n  help: set `id = \"...\"`: lower-case letters, digits and hyphens";
    error(TEA, "title = \"Steeping\"", "title = \"?\"", "title = \"?\"", expected);
    let expected = "`weight` is 0\n  help: write a number from 1";
    error(TEA, "detail = \"Some", "weight = 0\ndetail = \"Some", "weight", expected);
}

#[test]
fn sections_and_probes_name_what_is_there() {
    let expected = "there is no section `Materials`\n  help: did you mean `Material`?";
    error(HOUSE, "section = \"Material\"", "section = \"Materials\"", "section = \"Materials\"", expected);
    let expected = "the point `Roof` has no `section`, but the question has sections\n  help: add `section = \"...\"`; the sections are `Shape`, `Material`";
    error(HOUSE, "section = \"Material\"\n", "", "[[point]]\ntitle = \"Roof\"\ndetail = \"It is of", expected);
    let expected = "there is no section `Cup`: the question has none\n  help: take the line out, or add a [[section]]";
    error(TEA, "detail = \"Some", "section = \"Cup\"\ndetail = \"Some", "section = \"Cup\"", expected);
    let expected = "the section `Shape` is there already, on line 8\n  help: give one of the two another name";
    let second = "[[section]]\ntitle = \"Shape\"\nmin_minutes = 1\nmax_minutes = 1\n\n[[point]]";
    error(HOUSE, "[[point]]", second, "title = \"Shape\"\nmin_minutes = 1\nmax", expected);
    let expected = "there is no section `Form`\n  help: the question's sections are `Shape`, `Material`";
    let (from, to) = ("title = \"The roof\"\nsection = \"Shape\"", "title = \"The roof\"\nsection = \"Form\"");
    error(HOUSE, from, to, "section = \"Form\"", expected);
    let expected = "there is no point `roof-shap` to draw out\n  help: did you mean `roof-shape`?";
    error(HOUSE, "draws = [\"roof-shape\"]", "draws = [\"roof-shap\"]", "\"roof-shap\"", expected);
}

#[test]
fn parts_ask_every_question_once() {
    let expected = "there is no Question 3\n  help: the questions are 1, 2";
    error(GUIDE, "questions = [1, 2]", "questions = [1, 2, 3]", "3]", expected);
    let expected = "Question 1 is in Part 1 already\n  help: take it out of one of the two";
    error(GUIDE, "objective = \"Talk\"", "objective = \"Talk\"\nquestions = [1]", "1]\n\n[[area]]", expected);
    let found = errors(GUIDE, &[("questions = [1, 2]", "questions = [2]")]);
    let expected = "questions/01-tea.toml:1:1: Question 1 is in no part\n  help: add 1 to the `questions` of a [[part]] in guide.toml";
    assert_eq!(found, [expected]);
    let found = errors(HOUSE, &[("number = 2", "number = 1")]).join("\n");
    let expected = "questions/02-house.toml:1:1: there is a Question 1 already, in questions/01-tea.toml\n";
    assert!(found.contains(expected), "{found}");
    error(GUIDE, "minutes = 20", "minutes = 0", "minutes = 0", "`minutes` is 0\n  help: write a number from 1");
}

#[test]
fn areas_and_rules_fit_together() {
    let expected = "there is no Question 7\n  help: the questions are 1, 2";
    error(GUIDE, "source = [{ question = 1 }]", "source = [{ question = 7 }]", "question = 7", expected);
    let expected = "Question 2 has no section `Shap`\n  help: did you mean `Shape`?";
    error(GUIDE, "sections = [\"Shape\"]", "sections = [\"Shap\"]", "\"Shap\"", expected);
    let expected =
        "the area `Basics` has no source, so that nothing can score in it\n  help: add `source = [{ question = ... }]`";
    error(GUIDE, "source = [{ question = 1 }]", "source = []", "[[area]]\ntitle = \"Basics\"", expected);
    let expected = "the band `Good` begins at 16 and ends at 10\n  help: swap `min` and `max`";
    error(GUIDE, "min = 6", "min = 16", "min = 16", expected);
    let expected = "the rule is about the area `Basic`, which is not there\n  help: did you mean `Basics`?";
    error(GUIDE, "{ area = \"Basics\" }", "{ area = \"Basic\" }", "area = \"Basic\" ", expected);
    let expected =
        "the rule is out of 11, but the `max` of the area `Basics` is 10\n  help: write `of = 10`, or change the other";
    error(GUIDE, "at_least = 5\nof = 10", "at_least = 5\nof = 11", "of = 11", expected);
    let expected = "the rule asks for 15 out of 10\n  help: lower `at_least`";
    error(GUIDE, "at_least = 5", "at_least = 15", "at_least = 15", expected);
}

#[test]
fn alternatives_and_the_round_name_what_is_there() {
    let expected = "there is no Question 5\n  help: the questions are 1, 2";
    error(GUIDE, "replaces = [1]", "replaces = [5]", "5]", expected);
    let expected = "there is no alternative question `cofee`\n  help: did you mean `coffee`?";
    error(GUIDE, "\"coffee\"]", "\"cofee\"]", "\"cofee\"", expected);
    let expected = "guide.toml has no [[alternative_group]] `Spare question`\n  help: did you mean `Spare questions`?";
    error(COFFEE, "\"Spare questions\"", "\"Spare question\"", "\"Spare", expected);
    let expected = "there is no alternative question `cocoa`\n  help: the files in alternatives/ are `coffee`, `tea`";
    error(GUIDE, "questions = [\"tea\"]", "questions = [\"cocoa\"]", "\"cocoa\"", expected);
    let expected = "there is no Part 3 for the round to follow\n  help: write a number from 1 to 2";
    error(GUIDE, "after_part = 1", "after_part = 3", "after_part = 3", expected);
    let expected = "there is no area `Desgin`\n  help: did you mean `Design`?";
    error(GUIDE, "area = \"Design\"", "area = \"Desgin\"", "area = \"Desgin\"", expected);
    let expected = "an alternative is named by its file, and has neither number nor slug\n  help: take the line out";
    error(COFFEE, "title =", "slug = \"x\"\ntitle =", "slug", expected);
}

#[test]
fn patterns_that_cannot_be_read_have_their_place() {
    let cases = [
        (TEA, "\"water @hot\"", "water @hott"),
        (TEA, "\"boiling water\"", "@boiling water"),
        (TEA, "\"boil\"", "boill"),
        (TEA, "\"warm water is|are enough\"", "warm water ~x"),
        (TEA, "\"Or first\"", "@milk last"),
        (COFFEE, "\"What is good coffee?\"", "@bean"),
    ];
    for (path, from, pattern) in cases {
        let to = match from {
            "\"Or first\"" => format!("\"Or first\"\nnames = [\"{pattern}\"]"),
            "\"What is good coffee?\"" => {
                format!("\"What?\"\n\n[[point]]\ntitle = \"A\"\ndetail = \"B\"\nnames = [\"{pattern}\"]")
            }
            _ => format!("\"{pattern}\""),
        };
        let changed = with(path, &[(from, &to)]);
        let text = &changed.iter().find(|(name, _)| *name == path).unwrap().1;
        let line = text.split_once(&format!("\"{pattern}\"")).unwrap().0.split('\n').count();
        let found = errors(path, &[(from, &to)]);
        let is_there = found.len() == 1
            && found[0].starts_with(&format!("{path}:{line}:"))
            && found[0].contains(&format!(": the pattern `{pattern}` cannot be read: "))
            && found[0].contains("\n  help: ");
        assert!(is_there, "{path}:{line} {pattern} {found:#?}");
    }
}

#[test]
fn errors_of_several_files_come_together() {
    let mut files = with(GUIDE, &[("total = 20", "totl = 20")]);
    let changes = [(TEA, "title = \"Steeping\"", "title = \"Boiling water\""), (HOUSE, "\"Design a house.\"", "1")];
    for (path, from, to) in changes {
        let file = files.iter_mut().find(|(name, _)| *name == path).unwrap();
        file.1 = file.1.replace(from, to);
    }
    let found = load(&files).unwrap_err();
    let places: Vec<_> = found.iter().map(|error| (error.file.as_str(), error.position.unwrap())).collect();
    assert_eq!(places, [(GUIDE, (5, 1)), (TEA, (31, 1)), (HOUSE, (5, 10))]);
}

#[test]
fn a_name_is_a_built_in_guide_or_a_folder() {
    assert_eq!(resolve("senior-go").unwrap().slug, "senior-go");
    let small = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/guides/small");
    assert_eq!(resolve(small).unwrap(), load(&SMALL).unwrap());
    let ResolveError::Unknown { remedy, .. } = resolve("senor-go").unwrap_err() else { panic!("it is a name") };
    assert_eq!(remedy, "did you mean `senior-go`?");
    let ResolveError::Unknown { remedy, .. } = resolve("rust").unwrap_err() else { panic!("it is a name") };
    assert_eq!(remedy, "name a guide's folder, or a built-in guide: `senior-go`");
    let error = resolve("./nowhere").unwrap_err().to_string();
    assert_eq!(error, "./nowhere: there is no such folder\n  help: a guide is a folder with a guide.toml in it");
    let empty = tempfile::tempdir().unwrap();
    let error = resolve(&empty.path().display().to_string()).unwrap_err().to_string();
    assert!(error.contains("guide.toml: the guide has no guide.toml\n"), "{error}");
}

#[test]
fn whatever_happens_to_a_line_is_an_error_with_a_place_or_no_error() {
    let values = ["0", "-1", "1.5", "\"\"", "true", "[]", "[[]]", "{}", "{ a = 1 }", "1979-05-27", "[{}]", "["];
    for (path, text) in SMALL {
        let lines: Vec<&str> = text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let mut changes =
                vec![String::new(), format!("{line}\n{line}"), format!("x{line}"), format!("[[x]]\n{line}")];
            if let Some((key, _)) = line.split_once(" = ") {
                changes.extend(values.iter().map(|value| format!("{key} = {value}")));
            } else if line.starts_with('[') {
                changes
                    .extend([line.replace("[[", "[").replace("]]", "]"), line.replace('[', "[[").replace(']', "]]")]);
                changes.extend([line.replace(']', ".x]"), line.replace('[', "[x.")]);
            }
            for change in changes {
                let mut mutant = lines.clone();
                mutant[index] = &change;
                let mutant = mutant.join("\n");
                let files =
                    SMALL.map(|(name, text)| (name, if name == path { mutant.clone() } else { text.to_owned() }));
                let Err(errors) = load(&files) else { continue };
                let placed = |error: &GuideError| error.position.is_some() && !error.message.is_empty();
                assert!(errors.len() > 0 && errors.iter().all(placed), "{path}: {line:?} -> {change:?}: {errors}");
            }
        }
    }
}

const STUDY: &str = "study/01-tea.toml";

#[test]
fn what_there_is_for_studying_goes_to_the_question_whose_file_has_the_same_name() {
    let text = "outline = [\"Water first\"]\n[points.water]\nsounds = \"Boil it.\"\nshallow = \"Use water.\"\n";
    let mut files = with("", &[]);
    let id = load(&files).unwrap().questions[0].points[0].id.clone();
    files.push((STUDY, text.replace("points.water", &format!("points.{id}"))));
    let guide = load(&files).unwrap();
    assert_eq!(guide.questions[0].study.outline, ["Water first"]);
    assert_eq!(guide.questions[0].study.points[&id].sounds, "Boil it.");
    assert_eq!(guide.questions[1].study, crate::guide::Study::default());
}

#[test]
fn what_is_for_studying_no_question_or_no_point_is_an_error_with_a_place() {
    let mut files = with("", &[]);
    files.push((STUDY, "[points.watre]\nsounds = \"Boil it.\"\nshallow = \"\"\n".to_owned()));
    files.push(("study/01-te.toml", String::new()));
    let errors: Vec<String> = load(&files).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(errors.len(), 3, "{errors:#?}");
    assert!(errors[0].starts_with("study/01-te.toml:1:1: no question's file is called `01-te.toml`"), "{errors:#?}");
    assert!(errors[1].starts_with("study/01-tea.toml:1:9: the question has no point `watre`"), "{errors:#?}");
    assert!(errors[2].starts_with("study/01-tea.toml:3:1: `shallow` is empty"), "{errors:#?}");
}
