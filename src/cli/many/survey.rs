//! A first look at all the records of a file, before any of them is kept.

use std::ops::ControlFlow;

use anyhow::{anyhow, bail};

use crate::import::{Item, Listing, Tally};

use super::Asked;
use super::choice::Wanted;

/// Keys that are shown when one is not found.
const NEAR: usize = 3;

/// What is in the file.
#[derive(Debug, Default)]
pub struct Survey {
    /// All records.
    pub all: usize,
    /// Those that are wanted.
    pub wanted: usize,
    /// The key and the title of each.
    pub titles: Vec<(String, String)>,
    /// Warnings about those that are wanted.
    pub warnings: Vec<String>,
    /// What cannot be read.
    pub faulty: Vec<String>,
    /// What was left out.
    pub tally: Tally,
}

/// Looks at all of them.
///
/// # Errors
/// When the file breaks off: then nothing of it is added.
pub fn of(listing: &Listing<'_>, asked: &Asked<'_>, wanted: &Wanted) -> anyhow::Result<Survey> {
    let mut survey = Survey::default();
    let read = listing.each(asked.name, &mut |item| {
        match item {
            Item::Entry(entry) => {
                survey.all += 1;
                if wanted.has(&entry.key) {
                    survey.wanted += 1;
                    survey.warnings.extend(entry.imported.warnings);
                }
                // A list that is added whole is never chosen from, and may have many rows.
                if *wanted != Wanted::All {
                    survey.titles.push((entry.key, entry.imported.record.title));
                }
            }
            Item::Faulty(why) => survey.faulty.push(why),
        }
        ControlFlow::Continue(())
    });
    survey.tally = read.map_err(|error| anyhow!("{}: {error}", asked.shown))?;
    Ok(survey)
}

impl Survey {
    /// The sentence about a file in which there is no record.
    #[must_use]
    pub fn nothing(&self, listing: &Listing<'_>, shown: &str) -> String {
        match (self.faulty.len(), self.tally.untitled) {
            (0, 0) => format!("{shown} holds no {} below its header: there is nothing to add", listing.unit),
            (0, rows) => format!(
                "{shown} holds no document: none of its {rows} rows has a title. If this is a form to be filled in, fill it in \
                 first; if the titles stand in another column, name it with --mapping FILE"
            ),
            _ => format!("{shown} holds nothing that can be read:\n  {}", self.first_faults()),
        }
    }

    /// Whether all the ids that were asked for are there.
    ///
    /// # Errors
    /// A sentence with the ids that are most like the one that is not.
    pub fn check(&self, ids: &[String], listing: &Listing<'_>, shown: &str) -> anyhow::Result<()> {
        let is = |id: &str, key: &str| key.eq_ignore_ascii_case(id.trim());
        let Some(missing) = ids.iter().find(|id| !self.titles.iter().any(|(key, _)| is(id, key))) else {
            return Ok(());
        };
        let near = self.near(missing).join(", ");
        let near = if near.is_empty() { String::new() } else { format!(" Most like it: {near}.") };
        bail!("{shown} holds no {} “{missing}”.{near} Without --select they are all listed.", listing.unit)
    }

    fn near(&self, wanted: &str) -> Vec<String> {
        let mut scored: Vec<_> = self.titles.iter().map(|(key, _)| (likeness(key, wanted), key)).collect();
        scored.retain(|(score, _)| *score > 0);
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().take(NEAR).map(|(_, key)| key.clone()).collect()
    }

    /// The error about what could not be read.
    #[must_use]
    pub fn failure(&self, shown: &str) -> Option<anyhow::Error> {
        let count = self.faulty.len();
        let of = if count == 1 { "1 record" } else { &format!("{count} records") };
        let faults = || self.first_faults();
        (count > 0).then(|| anyhow!("{shown}: {of} could not be read; the others were added:\n  {}", faults()))
    }

    fn first_faults(&self) -> String {
        let mut lines: Vec<_> = self.faulty.iter().take(super::SHOWN).cloned().collect();
        let more = self.faulty.len().saturating_sub(super::SHOWN);
        lines.extend((more > 0).then(|| format!("… and {more} more")));
        lines.join("\n  ")
    }
}

/// How many pairs of signs two ids share, in hundredths of all.
fn likeness(one: &str, other: &str) -> usize {
    let pairs = |text: &str| {
        let signs: Vec<char> = text.to_lowercase().chars().take(200).collect();
        signs.windows(2).map(<[char]>::to_vec).collect::<Vec<_>>()
    };
    let (one, other) = (pairs(one), pairs(other));
    let shared = one.iter().filter(|pair| other.contains(pair)).count();
    (200 * shared).checked_div(one.len() + other.len()).filter(|score| *score > 30).unwrap_or_default()
}
