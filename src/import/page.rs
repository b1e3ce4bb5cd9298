//! Lines, and the pages they stand on.

/// One line of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// Without the line break.
    pub text: &'a str,
    /// The page, when the text tells pages.
    pub page: Option<u32>,
    /// First on its page.
    pub first: bool,
}

impl Line<'_> {
    /// Whether there is nothing on it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Parts a text into lines. Form feeds and lines such as `<!-- page 3 -->` or `[page 3]` count the pages; they become
/// page numbers and are not lines.
#[must_use]
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut page = text.contains('\u{c}').then_some(1);
    let mut first = true;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let broken = line.contains('\u{c}');
        for (n, part) in line.split('\u{c}').enumerate() {
            if n > 0 {
                page = page.map(|page: u32| page.saturating_add(1));
                first = true;
            }
            if let Some(mark) = mark(part) {
                (page, first) = (Some(mark), true);
            } else if !(part.is_empty() && broken) {
                lines.push(Line { text: part, page, first });
                first = false;
            }
        }
    }
    lines
}

/// The number in a line that marks a page.
fn mark(line: &str) -> Option<u32> {
    let line = line.trim();
    let bare = |open, close| line.strip_prefix(open)?.strip_suffix(close);
    let inner = bare("<!--", "-->").or_else(|| bare("[", "]"))?.trim();
    let (word, number) = inner.split_once([' ', ':'])?;
    let number = number.trim_matches([' ', ':']).parse().ok().filter(|number| *number > 0);
    number.filter(|_| word.eq_ignore_ascii_case("page"))
}
