//! `appraise compare`: how far two reviewers agree, and where they differ.

use std::collections::BTreeMap;

use anyhow::bail;
use clap::Args;
use serde_json::{Value, json};

use crate::app::mark;
use crate::domain::agreement::{Agreement, FOR_KAPPA, Pair, pairs};
use crate::domain::census::Census;
use crate::domain::review::{Pinned, Review};
use crate::store::Reading;
use crate::text::Shown;

use super::Status;
use super::session::{Session, print, print_json, say, warn_of};

/// Of which document.
#[derive(Debug, Clone, Args)]
pub struct CompareArgs {
    /// The id of a record that two reviewers reviewed in one round [default: all such records, counted together]
    record: Option<String>,
    /// The round [default: the last that two reviewed]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    round: Option<u32>,
}

/// Two reviews of one document and round.
type Two = [Review; 2];

/// Compares.
///
/// # Errors
/// When no two reviews are there, or mine is not signed off yet.
pub fn run(session: &Session, args: &CompareArgs) -> anyhow::Result<Status> {
    let counted = session.store.census(Reading::default());
    warn_of(&counted.problems);
    let rounds = rounds(&counted.census, args);
    let mut told = Told::default();
    // Both are files: read once, not for every document.
    let (today, drafts) = (session.checklists(), session.store.drafts().0);
    let is_blind =
        |one: &Review| drafts.iter().any(|found| found.review.hides(&one.record.id, one.round, &one.reviewer.id));
    for (record, round) in &rounds {
        match two(session, &counted.census, record, *round)? {
            Some(two) if two.iter().any(is_blind) => told.hidden += 1,
            Some(reviews) => told.add(&reviews, &today, session),
            None => {}
        }
    }
    if told.hidden > 0 {
        say(&format!("{} hidden until your review of the same round is signed off", told.hidden));
    }
    if told.documents == 0 {
        bail!("no two signed-off reviews of one document and round by two reviewers were found to compare");
    }
    let said = if session.json { print_json(&told.json()) } else { print(&told.text(args.record.is_some())) };
    said.map(|()| Status::Done)
}

/// The rounds to look at: all, those of a record, or one.
fn rounds(census: &Census, args: &CompareArgs) -> Vec<(String, u32)> {
    let wanted = |record: &str, round: u32| {
        args.record.as_deref().is_none_or(|id| id == record) && args.round.is_none_or(|one| one == round)
    };
    let all = census.current().filter(|review| wanted(review.record(), review.round));
    let mut rounds: Vec<_> = all.map(|review| (review.record().to_owned(), review.round)).collect();
    rounds.sort();
    rounds.dedup();
    rounds.retain(|(record, round)| census.two_of(record, *round).len() == 2);
    if args.record.is_some() { rounds.split_off(rounds.len().saturating_sub(1)) } else { rounds }
}

fn two(session: &Session, census: &Census, record: &str, round: u32) -> anyhow::Result<Option<Two>> {
    let briefs = census.two_of(record, round);
    let reviews: Vec<_> = briefs.iter().map(|brief| session.store.review_of(brief.file())).collect::<Result<_, _>>()?;
    Ok(reviews.try_into().ok())
}

/// What was found, added up.
#[derive(Default)]
struct Told {
    documents: usize,
    hidden: usize,
    lists: BTreeMap<String, Agreement>,
    criteria: Vec<(String, String, Agreement)>,
    differences: Vec<Difference>,
}

/// A question on which two differ, with what both say.
struct Difference {
    record: String,
    round: u32,
    criterion: String,
    title: String,
    sides: [(String, &'static str, Vec<String>); 2],
}

impl Told {
    fn add(&mut self, [one, other]: &Two, today: &[Pinned], session: &Session) {
        let checklists = session.store.checklists_of(one, today);
        self.documents += 1;
        for pair in pairs(one, other, &checklists) {
            self.count(&pair);
            if !pair.agrees() {
                self.differences.push(Difference::of(&pair, one, other));
            }
        }
    }

    fn count(&mut self, pair: &Pair<'_>) {
        self.lists.entry(pair.checklist.checklist.title.clone()).or_default().add(pair.ratings);
        let id = &pair.criterion.id;
        if !self.criteria.iter().any(|(known, ..)| known == id) {
            self.criteria.push((id.clone(), pair.criterion.title().to_owned(), Agreement::default()));
        }
        let of_it = self.criteria.iter_mut().filter(|(known, ..)| known == id);
        of_it.for_each(|(.., agreement)| agreement.add(pair.ratings));
    }

    fn all(&self) -> Agreement {
        self.lists.values().fold(Agreement::default(), |mut all, one| {
            all += *one;
            all
        })
    }

    fn text(&self, one: bool) -> String {
        let mut lines =
            vec![format!("Documents that two reviewers reviewed in one round: {}", self.documents), String::new()];
        lines.push(format!("{:<38} {:>5} {:>6} {:>8} {:>7} {:>7}", "", "n", "agree", "percent", "AC1", "kappa"));
        lines.extend(self.lists.iter().map(|(title, agreement)| row(title, agreement)));
        lines.push(row("All", &self.all()));
        if !one {
            lines.push(String::new());
            lines.extend(self.criteria.iter().map(|(_, title, agreement)| row(title, agreement)));
        }
        lines.push(String::new());
        lines.push(format!("AC1 is Gwet's, kappa Cohen's (from n = {FOR_KAPPA} on). Both are about the wording of questions, not about persons."));
        lines.push(String::new());
        lines.push(format!("Where they differ: {}", self.differences.len()));
        lines.extend(self.differences.iter().flat_map(Difference::lines));
        lines.join("\n")
    }

    fn json(&self) -> Value {
        let criteria =
            self.criteria.iter().map(|(id, _, agreement)| json!({ "criterion": id, "agreement": told(agreement) }));
        let lists =
            self.lists.iter().map(|(title, agreement)| json!({ "checklist": title, "agreement": told(agreement) }));
        json!({
            "documents": self.documents, "hidden": self.hidden, "agreement": told(&self.all()),
            "checklists": lists.collect::<Vec<_>>(), "criteria": criteria.collect::<Vec<_>>(),
            "differences": self.differences.iter().map(Difference::json).collect::<Vec<_>>(),
        })
    }
}

fn row(title: &str, agreement: &Agreement) -> String {
    let title = Shown::line(title);
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"));
    let percent = agreement.share().map_or_else(|| "–".to_owned(), |share| format!("{:.0}", share * 100.0));
    let (n, agreed) = (agreement.n(), agreement.agreed());
    format!(
        "{title:<38} {n:>5} {agreed:>6} {percent:>8} {:>7} {:>7}",
        number(agreement.ac1()),
        number(agreement.kappa())
    )
}

fn told(agreement: &Agreement) -> Value {
    json!({
        "n": agreement.n(), "agreed": agreement.agreed(), "share": agreement.share(), "ac1": agreement.ac1(),
        "kappa": agreement.kappa(),
    })
}

impl Difference {
    fn of(pair: &Pair<'_>, one: &Review, other: &Review) -> Self {
        let id = &pair.criterion.id;
        let [first, second] = pair.ratings;
        let findings = |review: &Review| review.comments_on(id).map(|comment| comment.finding.clone()).collect();
        let side = |review: &Review, rating| (review.reviewer.id.clone(), mark(Some(rating)), findings(review));
        Self {
            record: one.record.id.clone(),
            round: one.round,
            criterion: id.clone(),
            title: pair.criterion.title().to_owned(),
            sides: [side(one, first), side(other, second)],
        }
    }

    fn lines(&self) -> Vec<String> {
        let head = format!("{} · round {} · {}", self.record, self.round, self.title);
        let side =
            |(who, mark, findings): &(String, &str, Vec<String>)| format!("    {mark} {who}: {}", findings.join(" / "));
        let lines = [head].into_iter().chain(self.sides.iter().map(side));
        // A finding may have many lines, and one of them may look like another side.
        lines.map(|line| Shown::line(&line).to_string()).collect()
    }

    fn json(&self) -> Value {
        let side = |(who, mark, findings): &(String, &str, Vec<String>)| json!({ "reviewer": who, "mark": mark, "findings": findings });
        json!({
            "record": self.record, "round": self.round, "criterion": self.criterion,
            "sides": self.sides.iter().map(side).collect::<Vec<_>>(),
        })
    }
}
