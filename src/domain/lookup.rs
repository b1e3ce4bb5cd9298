//! Evidence in another version of the document: each quote is looked up again, and none is put anywhere by a guess.

use super::answer::{Evidence, squeeze};
use super::record::{Record, Section};
use super::review::Review;
use crate::text::clean;

/// Where a quote stands in another version of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In the section with the same heading.
    Same,
    /// Not there, but in one other place, and only once.
    Moved,
    /// In several other places: which one is meant is for the reviewer to say.
    Several(usize),
    /// Nowhere, word for word.
    Gone,
}

/// How many quotes stand how, after a look into another version.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lookup {
    /// In the section with the same heading.
    pub same: usize,
    /// In one other section.
    pub moved: usize,
    /// In several other places.
    pub several: usize,
    /// Nowhere.
    pub gone: usize,
}

/// A version of the document, ready to look quotes up in.
pub struct Places<'a> {
    record: &'a Record,
    /// The text of each section as quotes have it.
    texts: Vec<String>,
}

impl<'a> Places<'a> {
    /// The places of a record.
    #[must_use]
    pub fn of(record: &'a Record) -> Self {
        let texts = record.sections.iter().map(|section| squeeze(&clean(&section.text))).collect();
        Self { record, texts }
    }

    /// Where the quote stands, and the evidence as this version has it. Where that is not certain, it stays as it was.
    #[must_use]
    pub fn look_up(&self, evidence: &Evidence) -> (Standing, Evidence) {
        let standing = self.standing(evidence);
        let section = match standing {
            Standing::Same => self.same(evidence),
            Standing::Moved => self.holding(evidence).next().map(|(section, _)| section),
            Standing::Several(_) | Standing::Gone => None,
        };
        (standing, section.map_or_else(|| evidence.clone(), |section| self.anchored(evidence, section)))
    }

    fn standing(&self, evidence: &Evidence) -> Standing {
        let times = self.holding(evidence).map(|(_, times)| times).sum();
        match (self.same(evidence), times) {
            (Some(_), _) => Standing::Same,
            (None, 0) => Standing::Gone,
            (None, 1) => Standing::Moved,
            (None, times) => Standing::Several(times),
        }
    }

    /// The one section with the heading of the evidence, when the quote stands in it.
    fn same(&self, evidence: &Evidence) -> Option<&'a Section> {
        let heading = squeeze(&clean(&evidence.heading));
        let mut alike = self.record.sections.iter().filter(|section| squeeze(&clean(&section.heading)) == heading);
        let section = alike.next().filter(|_| alike.next().is_none())?;
        let holds = evidence.quote.is_empty() || self.holding(evidence).any(|(other, _)| std::ptr::eq(section, other));
        holds.then_some(section)
    }

    /// The sections that hold the quote, and how often.
    fn holding(&self, evidence: &Evidence) -> impl Iterator<Item = (&'a Section, usize)> {
        let quote = squeeze(&evidence.quote);
        let times = move |text: &String| if quote.is_empty() { 0 } else { text.matches(&quote).count() };
        self.record.sections.iter().zip(&self.texts).map(move |(section, text)| (section, times(text))).filter(held)
    }

    fn anchored(&self, evidence: &Evidence, section: &Section) -> Evidence {
        Evidence {
            section: section.id.clone(),
            heading: section.heading.clone(),
            page: section.page_of(&evidence.quote),
            quote: evidence.quote.clone(),
            sha256: self.record.sha256().map(str::to_owned),
        }
    }
}

fn held((_, times): &(&Section, usize)) -> bool {
    *times > 0
}

impl Review {
    /// Looks the evidence of other versions of the document up in this one; `None` when there is no other version. `was` is
    /// the version that the review was on.
    pub fn look_up_evidence(&mut self, was: Option<&str>, record: &Record) -> Option<Lookup> {
        let is = record.sha256()?.to_owned();
        if was.is_none() || was == Some(is.as_str()) {
            return None;
        }
        let places = Places::of(record);
        let mut lookup = Lookup::default();
        for place in self.answers.values_mut().flat_map(|answer| &mut answer.evidence) {
            // Evidence was not always kept with its version: it is of the one that the review was on.
            place.sha256 = place.sha256.take().or_else(|| was.map(str::to_owned));
            if place.sha256.as_ref() != Some(&is) {
                let (standing, found) = places.look_up(place);
                lookup.count(standing);
                *place = found;
            }
        }
        Some(lookup)
    }
}

impl Lookup {
    /// Counts one more quote.
    pub const fn count(&mut self, standing: Standing) {
        match standing {
            Standing::Same => self.same += 1,
            Standing::Moved => self.moved += 1,
            Standing::Several(_) => self.several += 1,
            Standing::Gone => self.gone += 1,
        }
    }

    /// What the reviewer is told.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { same, moved, several, gone } = *self;
        let parts = [
            (same, "in the same section"),
            (moved, "in another section"),
            (several, "in several places, so left as it was"),
            (gone, "not found word for word"),
        ];
        let told: Vec<_> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        if told.is_empty() {
            return "This is a new version of the document. No evidence was kept so far".to_owned();
        }
        format!("This is a new version of the document. Evidence: {}", told.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::record::{PageBreak, Source};

    fn record(sections: &[(&str, &str)]) -> Record {
        let section = |(n, (heading, text)): (usize, &(&str, &str))| Section {
            id: format!("s{n}"),
            heading: (*heading).to_owned(),
            level: 1,
            text: (*text).to_owned(),
            ..Section::default()
        };
        let source = Source { file: "b".into(), format: "docx".into(), sha256: "2".repeat(64), warnings: Vec::new() };
        Record {
            source: Some(source),
            sections: sections.iter().enumerate().map(section).collect(),
            ..Record::new("a", Kind::Proposal, "A")
        }
    }

    fn quoted(heading: &str, quote: &str) -> Evidence {
        let (section, sha256) = ("s7".to_owned(), Some("1".repeat(64)));
        Evidence { section, heading: heading.to_owned(), page: Some(9), quote: quote.to_owned(), sha256 }
    }

    #[test]
    fn a_quote_is_found_where_it_was_or_once_elsewhere_or_left_alone() {
        let new = [
            ("1. Context", "Teams will run\nsafety audits."),
            ("2. Staff", "Women lead. Staff are trained."),
            ("3. Both", "Staff are paid. Staff are paid."),
            ("4. Twice", "One."),
            ("4. Twice", "One."),
        ];
        let cases = [
            ("1. Context", "run safety audits", Standing::Same, "s0"),
            ("1. Context", "Women lead.", Standing::Moved, "s1"),
            ("9. Gone", "Women lead.", Standing::Moved, "s1"),
            ("1. Context", "Staff are paid.", Standing::Several(2), "s7"),
            ("4. Twice", "One.", Standing::Several(2), "s7"),
            ("1. Context", "run Safety audits", Standing::Gone, "s7"),
            ("1.  Context", "", Standing::Same, "s0"),
            ("9. Gone", "", Standing::Gone, "s7"),
        ];
        let record = record(&new);
        let places = Places::of(&record);
        for (heading, quote, wanted, section) in cases {
            let (standing, found) = places.look_up(&quoted(heading, quote));
            assert_eq!((standing, found.section.as_str()), (wanted, section), "{heading}: {quote}");
            let held = matches!(wanted, Standing::Same | Standing::Moved);
            let version = if held { "2" } else { "1" };
            assert_eq!(found.sha256, Some(version.repeat(64)), "{heading}: {quote}");
            assert_eq!(found.page, if held { None } else { Some(9) }, "{heading}: {quote}");
        }
    }

    #[test]
    fn the_page_of_a_found_quote_is_that_of_the_quote_not_of_the_heading() {
        let mut record = record(&[("1. Context", "É on one page.\nStaff are trained.")]);
        record.sections[0].page = Some(3);
        record.sections[0].page_breaks = vec![PageBreak { at: 15, page: 4 }];
        let places = Places::of(&record);
        for (quote, page) in [("on one page.", 3), ("Staff are trained.", 4)] {
            assert_eq!(places.look_up(&quoted("1. Context", quote)).1.page, Some(page), "{quote}");
        }
    }
}
