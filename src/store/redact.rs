//! Taking a text out of a signed-off review: a revision without it, and a notice about those that have it.

use std::borrow::Cow;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::domain::brief::ReviewBrief;
use crate::domain::census::Census;
use crate::domain::erasure::{Erasure, Why};
use crate::domain::lineage::{Sha256, Standing};
use crate::domain::redaction::Passage;
use crate::domain::review::{Pinned, Review};

use super::{Reading, Store, StoreError};

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redacted {
    /// The new revision; `None` when the last one has none of the texts any more.
    pub signed_off: Option<PathBuf>,
    /// The files that still hold a text, with those that the new revision takes the place of.
    pub holding: Vec<PathBuf>,
    /// Where the same text stands too: reviews of the same document, and the user's own drafts on it.
    pub also: Vec<(PathBuf, Vec<Passage>)>,
}

impl Store {
    /// Signs off the next revision of a review without these texts, and keeps the notice that the revisions with them may
    /// no longer be kept. No file is deleted: [`Store::purge`] does that.
    ///
    /// # Errors
    /// [`StoreError::Amended`] when it is not the last revision, else as [`Store::sign_off`]. When the notice alone could not
    /// be written, the same once more writes it.
    pub fn redact(
        &self,
        review: &Review,
        passages: &[Passage],
        (by, pinned): (&str, &[Pinned]),
        at: Timestamp,
    ) -> Result<Redacted, StoreError> {
        let census = self.census(Reading::default()).census;
        let before = line_of(&census, review).ok_or_else(|| StoreError::Amended(review.id.clone()))?;
        let has = |brief: &ReviewBrief| self.review_of(brief.file()).is_ok_and(|older| older.has_any(passages));
        let holding: Vec<_> = before.into_iter().filter(has).collect();
        let signed_off = if review.has_any(passages) {
            Some(self.sign_off(&review.redacted(passages, by), pinned, at)?.1)
        } else {
            None
        };
        let hashes: Vec<_> = holding.iter().map(|brief| brief.hash).collect();
        self.erase(&Erasure::new(Why::Redacted, by, at, hashes.iter().copied()))?;
        let taken: Vec<_> = passages.iter().filter_map(|passage| passage.text(review)).collect();
        let also = self.also_holding(&census, review, &hashes, &taken);
        let holding = holding.iter().map(|brief| self.folders.reviews().join(brief.file())).collect();
        Ok(Redacted { signed_off, holding, also })
    }

    fn also_holding(
        &self,
        census: &Census,
        review: &Review,
        known: &[Sha256],
        taken: &[Cow<'_, str>],
    ) -> Vec<(PathBuf, Vec<Passage>)> {
        let of_document = census.all().filter(|(brief, _)| brief.record() == review.record.id);
        let others = of_document.filter(|(brief, _)| !known.contains(&brief.hash));
        let signed_off = others.filter_map(|(brief, _)| {
            let path = self.folders.reviews().join(brief.file());
            Some((path, self.review_of(brief.file()).ok()?.also_has(taken)))
        });
        let drafts = self.drafts().0.into_iter().filter(|found| found.review.record.id == review.record.id);
        let drafts = drafts.map(|found| {
            let path = self.folders.drafts().join(format!("{}.json", found.review.id));
            (path, found.review.also_has(taken))
        });
        signed_off.chain(drafts).filter(|(_, places)| !places.is_empty()).collect()
    }
}

/// The revision and those before it, copies too; `None` when a later one amends it.
fn line_of<'c>(census: &'c Census, review: &Review) -> Option<Vec<ReviewBrief<'c>>> {
    let own: Sha256 = review.content_sha256.as_ref()?.parse().ok()?;
    let is_head = |(brief, standing): &(ReviewBrief, Standing)| {
        brief.hash == own && matches!(standing, Standing::Current | Standing::Fork)
    };
    census.all().find(is_head)?;
    let mut line = Vec::new();
    let mut next = Some(own);
    while let Some(hash) = next {
        let found = census.all().map(|(brief, _)| brief).filter(|brief| brief.hash == hash);
        let known = line.len();
        line.extend(found);
        next = line.get(known).and_then(|brief| brief.parent());
        // Forged parents can close a circle.
        next = next.filter(|hash| line.iter().all(|brief| brief.hash != *hash));
    }
    Some(line)
}
