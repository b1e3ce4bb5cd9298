//! What `summary`, `board`, `report` and `export` share: which reviews are counted, and that all files are accounted for.

use anyhow::{Context as _, bail};
use clap::Args;
use jiff::civil::Date;

use crate::clock::moment;
use crate::domain::summary::{Condition, Dimension, Period, Question};
use crate::store::{Counted, Reading};

use super::progress::Progress;
use super::session::{Session, say, warn_of};

/// Which reviews are counted.
#[derive(Debug, Clone, Default, Args)]
pub struct CountArgs {
    /// A calendar year, by the day of the first return
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["from", "to"])]
    pub year: Option<i16>,
    /// The first day, such as 2025-04-01
    #[arg(long, value_name = "DAY")]
    pub from: Option<Date>,
    /// The last day
    #[arg(long, value_name = "DAY")]
    pub to: Option<Date>,
    /// Only documents with this value, such as kind=proposal or country=SSD; again for more
    #[arg(long = "where", value_name = "PROPERTY=VALUE")]
    pub conditions: Vec<Condition>,
    /// Read every file again instead of trusting the index of what was read before; the result is the same
    #[arg(long)]
    pub no_index: bool,
}

impl CountArgs {
    /// What is asked.
    ///
    /// # Errors
    /// A sentence, when there is no such time.
    pub fn question(&self, by: &[Dimension]) -> anyhow::Result<Question> {
        let period = match self.year {
            Some(year) => Period::year(year).with_context(|| format!("{year} is not a year that can be counted"))?,
            None => Period { from: self.from, to: self.to },
        };
        if let (Some(from), Some(to)) = (period.from, period.to)
            && to < from
        {
            bail!("the period ends on {to}, before it begins on {from}: turn the two days round");
        }
        Ok(Question { period, conditions: self.conditions.clone(), by: by.to_vec() })
    }
}

/// Reads the reviews; what could not be read is named on stderr, and nothing is counted unless every file is accounted
/// for.
///
/// # Errors
/// When the files do not add up.
pub fn census(session: &Session, no_index: bool) -> anyhow::Result<Counted> {
    let progress = Progress::new("Reading reviews", 0);
    let reading = Reading { index: !no_index, progress: &|done, all| progress.at(done, all) };
    let counted = session.store.census(reading);
    drop(progress);
    warn_of(&counted.problems);
    for file in &counted.ignored {
        say(&format!("not looked at: {}", file.reason));
    }
    let files = counted.census.files;
    if !files.adds_up() {
        bail!("the files do not add up, so nothing is counted: {}", files.sentence());
    }
    Ok(counted)
}

/// Today, UTC.
#[must_use]
pub fn today() -> Date {
    moment().at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
}
