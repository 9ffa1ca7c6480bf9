//! Making text harmless for HTML.

use std::fmt::{self, Display, Formatter};

use crate::report::inert;

/// Text that shows as it was written and does nothing, between tags as well as within a quoted attribute.
pub(super) struct Safe<'a>(&'a str);

/// Text made harmless: control characters and overrides are shown (see [`inert`]), and no character of HTML stays.
pub(super) fn safe(text: &str) -> Safe<'_> {
    Safe(text)
}

impl Display for Safe<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = inert(self.0);
        let mut rest = text.as_ref();
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_html_is_left() {
        assert_eq!(safe("<b a=\"1\" c='2'>&amp;").to_string(), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
        assert_eq!(safe("\u{1b}[2J\u{202e}x").to_string(), "␛[2J&lt;U+202E&gt;x");
        assert_eq!(safe("日本語 👩‍👩‍👧\n").to_string(), "日本語 👩‍👩‍👧\n");
    }
}
