#![allow(clippy::unwrap_used, clippy::expect_used)]

use base64::Engine;
use sha2::{Digest, Sha256};

use super::{STYLE, STYLE_HASH, html};
use crate::report::inert::acts;
use crate::report::{Report, sample};

fn page(session: &(crate::interview::SessionRecord, crate::scoring::Marks)) -> String {
    html(&sample::report(session))
}

/// The tags of a page in order, as they stand between `<` and `>`. Only what is ours can be one: `<` is escaped elsewhere.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split_once("</style>").expect("a style sheet").1;
    body.split('<').skip(1).map(|rest| rest.split_once('>').expect("a tag that ends").0).collect()
}

fn name(tag: &str) -> &str {
    tag.split([' ', '/']).next().unwrap_or_default()
}

#[test]
fn the_policy_knows_the_style_sheet_by_its_hash() {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE));
    assert_eq!(STYLE_HASH, hash, "STYLE_HASH follows style.css");
    let page = page(&sample::pass());
    assert!(
        page.contains(&format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"))
    );
    assert!(page.contains(&format!("<style>{STYLE}</style>")));
}

#[test]
fn elements_are_closed_in_order() {
    for session in [sample::pass(), sample::near_miss(), sample::empty(), sample::hostile()] {
        let page = page(&session);
        let mut open = vec!["html", "head"];
        for tag in tags(&page) {
            match tag.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed)),
                None if tag.ends_with('/') => {}
                None => open.push(name(tag)),
            }
        }
        assert_eq!(open, [""; 0]);
    }
}

#[test]
fn links_lead_somewhere_and_ids_are_unique() {
    let page = page(&sample::near_miss());
    let attributes = |attribute: &str| -> Vec<String> {
        let start = format!(" {attribute}=\"");
        page.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let ids = attributes("id");
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let links = attributes("href");
    assert!(links.len() > 5);
    for target in links.iter().map(|link| link.strip_prefix('#').expect("a link within the page")) {
        assert!(ids.iter().any(|id| id == target), "{target}");
    }
    assert!(attributes("aria-labelledby").iter().all(|label| ids.contains(label)));
}

#[test]
fn it_has_landmarks_and_headings_without_gaps() {
    for session in [sample::pass(), sample::near_miss(), sample::empty()] {
        let page = page(&session);
        for landmark in ["<header>", "<nav ", "<main>", "<footer>", "<html lang="] {
            assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
        }
        let levels: Vec<u32> = tags(&page)
            .into_iter()
            .filter_map(|tag| name(tag).strip_prefix('h').and_then(|level| level.parse().ok()))
            .collect();
        assert_eq!(levels[0], 1);
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn nothing_loads_and_nothing_runs() {
    for session in [sample::pass(), sample::hostile()] {
        let page = page(&session);
        for tag in tags(&page) {
            assert!(
                !["script", "img", "iframe", "object", "link", "base", "form", "style"].contains(&name(tag)),
                "{tag}"
            );
            let attributes = tag.split('"').step_by(2).flat_map(str::split_whitespace);
            let wrong = attributes
                .filter(|attribute| ["style=", "src=", "on"].iter().any(|start| attribute.starts_with(start)));
            assert_eq!(wrong.count(), 0, "{tag}");
        }
    }
}

#[test]
fn evidence_is_marked_where_it_stands_with_the_reason() {
    let page = page(&sample::near_miss());
    let marked = "<mark class=\"covered\" title=\"1. Work stealing: an idle processor takes another&#39;s work\">takes half of \
                  another&#39;s queue</mark><sup><a href=\"#q1-p1\" aria-label=\"point 1\">1</a></sup>";
    assert!(page.contains(marked), "{page}");
    let text = "<q>takes half of another&#39;s queue</q> an idle processor takes another&#39;s work";
    assert!(page.contains(text), "the reason stands in the text too");
    assert!(page.contains("false; rather: The processor is handed to another thread while the call blocks."));
    assert!(page.contains(">3 false</a>"));
}

#[test]
fn the_pictures_are_there_and_said_in_words() {
    let page = page(&sample::pass());
    assert_eq!(page.matches("<svg class=\"bar\"").count(), 3 + 3, "areas and questions");
    assert!(page.contains("role=\"img\" aria-label=\"3 covered, 1 partial, 0 missed\""));
    assert!(page.contains("<title>4. Locking: partial</title>"));
    assert!(page.contains("likely 8 to 10, pass line 7"));
    assert!(page.contains("class=\"tick\" x1=\"70.0\""), "the pass line at 7 of 10");
}

#[test]
fn what_the_text_says_the_page_says() {
    for session in [sample::pass(), sample::near_miss(), sample::empty()] {
        let report: Report = sample::report(&session);
        let page = html(&report);
        let verdict = crate::report::sentences::verdict(&report);
        assert!(page.contains(&format!(" {}</p>", verdict.word)));
        for said in ["How to read this", "Study next", "Every point", "Pass rules", "This is an estimate."] {
            assert!(page.contains(said), "{said}");
        }
    }
}

#[test]
fn nothing_typed_becomes_markup() {
    let page = page(&sample::hostile());
    assert_eq!(page.chars().find(|c| *c != '\n' && acts(*c)), None);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;onmouseover=alert(2) x=&#39;&lt;/style&gt;"));
    assert_eq!(page.matches("<style>").count(), 1);
    assert_eq!(page.matches("</title>").count() - page.matches("<title>").count(), 0);
}

#[test]
fn a_megabyte_stays_whole() {
    assert!(page(&sample::long()).contains(&"x".repeat(524_288)));
}

#[test]
fn the_trend_is_a_picture_with_its_scores_beside_it() {
    let page = page(&sample::pass());
    let trend = page.split_once("id=\"trend\"").expect("a trend").1.split_once("</section>").expect("its end").0;
    assert!(trend.contains("4, 6, 10 of 10, pass line 7"), "{trend}");
    assert!(trend.contains("points=\"5.0,35.0 160.0,25.0 315.0,5.0\""), "{trend}");
    assert!(!self::page(&sample::near_miss()).contains("id=\"trend\""), "an interrupted session is compared with none");
}
