//! Markup that cannot be made of outside text: there is one way in for text, and it escapes.

use crate::text::Shown;

/// HTML or SVG, well-formed by construction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::export) struct Markup(String);

/// Names are ours; values may be anything.
pub(in crate::export) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 26] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "footer",
    "section",
    "nav",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "dl",
    "div",
    "figure",
    "figcaption",
    "svg",
    "table",
    "thead",
    "tbody",
    "tr",
];

impl Markup {
    /// Text, whatever it holds.
    pub(in crate::export) fn text(text: &str) -> Self {
        Self(escaped(text))
    }

    /// Text from outside, which may run in any direction without turning what stands around it.
    pub(in crate::export) fn outside(text: &str) -> Self {
        Self::element("bdi", &[("dir", "auto")], [Self::text(text)])
    }

    /// An element with what is in it.
    pub(in crate::export) fn element(
        name: &'static str,
        attributes: Attributes,
        inner: impl IntoIterator<Item = Self>,
    ) -> Self {
        let mut out = opened(name, attributes);
        out.push('>');
        inner.into_iter().for_each(|one| out.push_str(&one.0));
        out.push_str("</");
        out.push_str(name);
        out.push('>');
        Self(ended(out, name))
    }

    /// An element that holds nothing.
    pub(in crate::export) fn empty(name: &'static str, attributes: Attributes) -> Self {
        Self(ended(opened(name, attributes) + " />", name))
    }

    /// The style sheet, which is ours and holds no mark of HTML.
    pub(in crate::export) fn style(sheet: &'static str) -> Self {
        Self(format!("<style>\n{sheet}</style>\n"))
    }

    /// The head of a page that loads nothing and runs nothing, even if something got past the escaping.
    pub(in crate::export) fn head(title: &str, schemes: &str, sheet: &'static str) -> Self {
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        let parts = [
            Self::empty("meta", &[("charset", "utf-8")]),
            Self::empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", policy)]),
            Self::empty("meta", &[("name", "referrer"), ("content", "no-referrer")]),
            Self::empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
            Self::empty("meta", &[("name", "color-scheme"), ("content", schemes)]),
            Self::element("title", &[], [Self::text(title)]),
            Self::style(sheet),
        ];
        Self::element("head", &[], parts)
    }

    /// One after the other.
    pub(in crate::export) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }

    /// The whole page.
    pub(in crate::export) fn document(self) -> String {
        format!("<!DOCTYPE html>\n{}", self.0)
    }
}

impl std::fmt::Display for Markup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn opened(name: &'static str, attributes: Attributes) -> String {
    let mut out = format!("<{name}");
    for (attribute, value) in attributes {
        out.extend([" ", attribute, "=\"", &escaped(value), "\""]);
    }
    out
}

fn ended(mut out: String, name: &str) -> String {
    if BLOCKS.contains(&name) {
        out.push('\n');
    }
    out
}

/// The one place where text becomes markup. Controls and overrides of the direction are shown as marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in Shown::line(text).as_str().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let hostile = "</td><script>x</script>&amp;\"'\u{202e}\n";
        let wanted = "&lt;/td&gt;&lt;script&gt;x&lt;/script&gt;&amp;amp;&quot;&#39;⟨U+202E⟩ ";
        assert_eq!(Markup::text(hostile), Markup(wanted.to_owned()));
        let element = Markup::element("td", &[("class", hostile)], [Markup::outside(hostile)]);
        assert_eq!(element.0, format!("<td class=\"{wanted}\"><bdi dir=\"auto\">{wanted}</bdi></td>"));
    }
}
