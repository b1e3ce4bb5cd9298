//! A section of the document, as it stands in the long text.

use std::ops::Range;

use crate::domain::record::{PageBreak, Section};
use crate::text::clean;

/// A section as it stands in the long text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Section id in the record.
    pub id: String,
    /// Its heading, clean.
    pub heading: String,
    /// 1 is the highest.
    pub level: u8,
    /// Page of the original that the heading is on.
    pub page: Option<u32>,
    /// Where another page begins in the text under it.
    pub pages: Vec<(usize, u32)>,
    /// Where the heading begins.
    pub start: usize,
    /// Where the text under it begins and ends.
    pub body: Range<usize>,
}

impl Part {
    /// The page that a place is on.
    #[must_use]
    pub fn page_at(&self, place: usize) -> Option<u32> {
        let broken = self.pages.iter().take_while(|(at, _)| *at <= place).last();
        broken.map(|(_, page)| *page).or(self.page)
    }

    /// Puts a section at the end of the long text.
    pub(super) fn append(text: &mut String, section: &Section) -> Self {
        let heading = clean(&section.heading).replace('\n', " ");
        let start = text.len();
        text.push_str(&heading);
        text.push_str("\n\n");
        let body = text.len();
        let pages = append_pages(text, section);
        let end = text.len();
        text.push_str("\n\n");
        let Section { id, level, page, .. } = section;
        Self { id: id.clone(), heading, level: *level, page: *page, pages, start, body: body..end }
    }
}

/// Page by page, so that the breaks are where they were in the text before it was cleaned.
fn append_pages(text: &mut String, section: &Section) -> Vec<(usize, u32)> {
    let (mut rest, mut before, mut pages) = (section.text.as_str(), 0, Vec::new());
    for PageBreak { at, page } in &section.page_breaks {
        let end = rest.char_indices().nth(at.saturating_sub(before)).map_or(rest.len(), |(end, _)| end);
        let (piece, other) = rest.split_at_checked(end).unwrap_or((rest, ""));
        text.push_str(&clean(piece));
        pages.push((text.len(), *page));
        (rest, before) = (other, *at);
    }
    text.push_str(&clean(rest));
    pages
}
