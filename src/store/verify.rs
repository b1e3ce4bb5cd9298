//! Whether the signed-off reviews of the workspace are what they were: hashes, parents, forks, and what was seen before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::descent::{Dated, doubts};
use crate::domain::lineage::{Standing, standings};

use super::document::{Facts, Holds, Refusal, ReviewFacts};
use super::erased::Erased;
use super::manifest::{Manifest, Seen};
use super::merge::{Heads, forked};
use super::walk::{Place, Skip, Walked, slashed};
use super::{Store, StoreError, threads, walk};

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Which file, below the folder of the reviews.
    pub file: String,
    /// What kind of thing, for other programs.
    pub code: &'static str,
    /// What it is and what to do, as a sentence.
    pub message: String,
}

/// What the check of a workspace came to. Each file is in one of the six counts, or ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Files that were looked at: all but those whose name does not end in `.json`, and temporary ones of ours.
    pub seen: usize,
    /// Revisions that count.
    pub current: usize,
    /// Revisions that a later one amends.
    pub superseded: usize,
    /// Files with a revision that another file holds too.
    pub duplicate: usize,
    /// Heads beside the one that counts.
    pub fork: usize,
    /// Files of a later version of the program.
    pub newer: usize,
    /// Everything else; links, devices and folders that were not entered count as one file each.
    pub unreadable: usize,
    /// Files of other kinds.
    pub ignored: usize,
    /// What is wrong, by file.
    pub findings: Vec<Finding>,
    /// What is worth knowing and no fault, by file.
    pub notes: Vec<Finding>,
    /// Reviews with more than one head.
    pub forks: Vec<Heads>,
    /// What was seen before and now. Those that are missing are in it until they are forgotten.
    manifest: Manifest,
    /// The same without them.
    forgetful: Manifest,
}

impl Verified {
    /// Whether every file that was looked at is in one of the counts.
    #[must_use]
    pub const fn adds_up(&self) -> bool {
        let reviews = self.current + self.superseded + self.duplicate + self.fork;
        self.seen == reviews + self.newer + self.unreadable
    }

    fn find(&mut self, file: &Path, code: &'static str, message: String) {
        self.findings.push(Finding { file: slashed(file), code, message });
    }

    fn note(&mut self, file: &Path, code: &'static str, message: String) {
        self.notes.push(Finding { file: slashed(file), code, message });
    }
}

impl Store {
    /// The files that will be read.
    #[must_use]
    pub fn plan_verify(&self) -> Walked {
        walk::files(&self.folders.reviews())
    }

    /// Checks every file of the folder of the reviews. `step` is called for each that was read. Nothing is changed: see
    /// [`Self::remember`].
    ///
    /// # Errors
    /// When the manifest cannot be read, or a file was not accounted for.
    pub fn verify(&self, plan: &Walked, at: Timestamp, step: &(dyn Fn() + Sync)) -> Result<Verified, StoreError> {
        let manifest = self.manifest()?;
        let look = |place: &Place| {
            step();
            self.review_facts(&place.path())
        };
        let found = threads::each(&plan.files, look);
        let (erased, unread) = self.erased();
        let mut verified = Verified::of(plan, manifest);
        unread.iter().for_each(|problem| verified.find(&problem.path, "unreadable", problem.reason.clone()));
        let mut reviews = Vec::new();
        for (place, found) in plan.files.iter().zip(found) {
            match found {
                Ok(facts) => reviews.push((facts, place.relative.clone())),
                Err(refusal) => verified.refuse(&place.relative, &refusal),
            }
        }
        verified.hold(&mut reviews, &erased, at);
        verified.pins(&reviews, &self.known_checklists());
        verified.compare(plan, &reviews, &erased, at);
        verified.finish()
    }

    /// Keeps what was seen, for the next check. `forget` leaves out what is missing.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn remember(&self, verified: &Verified, forget: bool) -> Result<(), StoreError> {
        self.save_manifest(if forget { &verified.forgetful } else { &verified.manifest })
    }

    fn review_facts(&self, path: &Path) -> Result<Facts, Refusal> {
        let facts = self.facts(path)?;
        let what = match facts.holds {
            Holds::Review(_) => return Ok(facts),
            Holds::Checklist => "a checklist",
            Holds::Erasure(_) => "a notice of what was erased",
        };
        Err(Refusal::Unreadable(format!("it is {what}: only signed-off reviews belong here")))
    }

    /// The hashes of all checklists that can be had: those that were used, and today's.
    fn known_checklists(&self) -> HashSet<String> {
        let used = walk::files(&self.folders.used_checklists());
        let used = used.files.iter().filter_map(|place| Some(self.facts(&place.path()).ok()?.hash));
        used.chain(self.checklists().0.into_iter().map(|pinned| pinned.sha256)).collect()
    }
}

impl Verified {
    fn of(plan: &Walked, manifest: Manifest) -> Self {
        let mut verified = Self {
            seen: plan.files.len(),
            current: 0,
            superseded: 0,
            duplicate: 0,
            fork: 0,
            newer: 0,
            unreadable: 0,
            ignored: 0,
            findings: Vec::new(),
            notes: Vec::new(),
            forks: Vec::new(),
            forgetful: manifest.clone(),
            manifest,
        };
        plan.skipped.iter().for_each(|skipped| verified.skip(&skipped.place.relative, &skipped.why));
        verified
    }

    fn skip(&mut self, file: &Path, why: &Skip) {
        if *why == Skip::NotJson {
            self.ignored += 1;
            return self.note(file, "ignored", why.to_string());
        }
        self.seen += 1;
        // The folder of the reviews has no name below itself.
        let file = if file.as_os_str().is_empty() { Path::new("reviews") } else { file };
        self.refuse(file, &Refusal::Unreadable(why.to_string()));
    }

    fn refuse(&mut self, file: &Path, refusal: &Refusal) {
        let reason = refusal.reason().to_owned();
        match refusal {
            Refusal::Newer(_) => self.newer(file, reason),
            Refusal::Changed(_) => self.unreadable(file, "changed", reason),
            Refusal::Unreadable(_) => self.unreadable(file, "unreadable", reason),
        }
    }

    fn newer(&mut self, file: &Path, reason: String) {
        self.newer += 1;
        self.note(file, "newer", reason);
    }

    fn unreadable(&mut self, file: &Path, code: &'static str, reason: String) {
        self.unreadable += 1;
        self.find(file, code, reason);
    }

    /// Holds the reviews against each other.
    fn hold(&mut self, reviews: &mut [(Facts, PathBuf)], erased: &Erased, at: Timestamp) {
        self.forks = forked(reviews);
        let forks: Vec<_> = self.forks.iter().filter_map(fork_finding).collect();
        self.findings.extend(forks);
        let dated: Vec<Dated> = reviews.iter().filter_map(|(facts, _)| Some(facts.review()?.dated)).collect();
        let revisions: Vec<_> = dated.iter().map(|one| one.revision).collect();
        let mut first: HashMap<&str, &Path> = HashMap::new();
        let told = reviews.iter().zip(standings(&revisions)).zip(doubts(&dated, at));
        for (((facts, file), standing), doubts) in told {
            let holder = first.entry(&facts.hash).or_insert(file);
            self.stands(file, standing, holder);
            self.named(file, facts);
            self.erased(file, &facts.hash, erased);
            // Of copies, the first one is doubted. A parent that was erased is missed by nobody.
            let doubts = doubts.into_iter().filter(|doubt| *holder == file && !erased.explains(doubt));
            doubts.for_each(|doubt| self.find(file, doubt.code(), doubt.to_string()));
        }
    }

    fn stands(&mut self, file: &Path, standing: Standing, first: &Path) {
        match standing {
            Standing::Current => self.current += 1,
            Standing::Superseded => self.superseded += 1,
            Standing::Fork => self.fork += 1,
            Standing::Duplicate => self.twice(file, first),
        }
    }

    fn twice(&mut self, file: &Path, first: &Path) {
        self.duplicate += 1;
        let first = slashed(first);
        self.find(file, "duplicate", format!("it holds the same revision as {first}: one of the two can be deleted"));
    }

    fn erased(&mut self, file: &Path, hash: &str, erased: &Erased) {
        if let Some(why) = erased.why(hash) {
            let message = format!("{why}: `appraise purge --erased --delete` deletes it here");
            self.find(file, "erased", message);
        }
    }

    fn named(&mut self, file: &Path, facts: &Facts) {
        if !facts.names().any(|name| name == file) {
            let message = format!("the program would name it {}; the name decides nothing", slashed(&facts.name()));
            self.note(file, "name", message);
        }
    }

    /// A checklist that is missing is told once, at the first review that needs it.
    fn pins(&mut self, reviews: &[(Facts, PathBuf)], known: &HashSet<String>) {
        let mut missing: BTreeMap<&(String, String), Vec<&Path>> = BTreeMap::new();
        for (facts, file) in reviews {
            let pins = facts.review().into_iter().flat_map(|review: &ReviewFacts| &review.checklists);
            pins.filter(|(_, hash)| !known.contains(hash)).for_each(|pin| missing.entry(pin).or_default().push(file));
        }
        for ((id, hash), files) in missing {
            let Some(file) = files.first() else { continue };
            let (hash, count) = (hash.get(..8).unwrap_or_default(), files.len());
            let message = format!(
                "the checklist “{id}” ({hash}) that it was made with is not here, so its questions cannot be shown as they \
                 were ({count} of such): merge the whole workspace that it came from"
            );
            self.find(file, "checklist-missing", message);
        }
    }

    /// Holds what is there against what was seen before.
    fn compare(&mut self, plan: &Walked, reviews: &[(Facts, PathBuf)], erased: &Erased, at: Timestamp) {
        let there: HashSet<&str> = reviews.iter().map(|(facts, _)| facts.hash.as_str()).collect();
        let files = plan.files.iter().map(|place| slashed(&place.relative)).collect();
        for (hash, seen) in self.manifest.missing(&there) {
            match erased.why(&hash) {
                Some(why) => self.let_go(&hash, &seen, why),
                None => self.findings.push(gone(&seen, &files)),
            }
        }
        for (facts, file) in reviews {
            self.manifest.note(facts, file, at);
        }
        self.forgetful = self.manifest.clone();
        self.forgetful.forget(&there);
    }

    /// What was erased and has gone is said once, and is then no longer expected.
    fn let_go(&mut self, hash: &str, seen: &Seen, why: &str) {
        let Seen { review, revision, file, .. } = seen;
        self.note(Path::new(file), "erased", format!("revision {revision} of the review {review} has gone: {why}"));
        self.manifest.drop(hash);
    }

    fn finish(mut self) -> Result<Self, StoreError> {
        self.findings.sort();
        self.notes.sort();
        if self.adds_up() { Ok(self) } else { Err(StoreError::Sum) }
    }
}

fn fork_finding(fork: &Heads) -> Option<Finding> {
    Some(Finding { file: slashed(fork.files.first()?), code: "fork", message: fork.to_string() })
}

/// A revision that was seen before and is no longer there.
fn gone(seen: &Seen, files: &HashSet<String>) -> Finding {
    let Seen { review, revision, file, first_seen } = seen;
    let (code, what) = if files.contains(file) {
        ("altered", "and this file holds something else now")
    } else {
        ("vanished", "and is no longer here")
    };
    let message = format!(
        "revision {revision} of the review {review} was seen first at {first_seen}, {what}: ask who took it away, or look \
         in a backup; `appraise verify --forget` stops this notice"
    );
    Finding { file: file.clone(), code, message }
}
