//! Merging: the union of other workspaces' signed-off reviews, of the checklists they were made with and of the notices
//! of what was erased, into ours.
//!
//! What a file is follows from its content alone. Its name, the order of the folders and every clock decide nothing, so
//! that merging in any order, once or twice, gives the same revisions. Nothing in the other folders is changed.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::descent::{Fork, forks};

use super::document::{Document, Facts, Holds, Refusal, ReviewFacts};
use super::erased::Erased;
use super::manifest::Manifest;
use super::walk::{Place, Skip, Skipped, Walked, slashed};
use super::{Problem, Store, StoreError, threads, walk};

/// What is to be merged, and into what: paths only, nothing is read yet.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    theirs: Walked,
    ours: Walked,
    our_checklists: Walked,
    our_erasures: Walked,
}

/// What a merge came to. Each file of the other folders is in one of the six counts, or ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Files that were looked at: all but those whose name does not end in `.json`, and temporary ones of ours.
    pub seen: usize,
    /// One file for each review or checklist that was not here before.
    pub new: usize,
    /// Files with a review or checklist that was here before.
    pub already_here: usize,
    /// Further files of those that are new.
    pub duplicate: usize,
    /// Files with a review that may no longer be kept.
    pub erased: usize,
    /// Files of a later version of the program.
    pub newer: usize,
    /// Everything else; links, devices and folders that were not entered count as one file each.
    pub unreadable: usize,
    /// Files of other kinds.
    pub ignored: usize,
    /// The files of the reviews that were brought in, below the folder of the reviews.
    pub reviews: Vec<PathBuf>,
    /// The files of the checklists that were brought in, by name.
    pub checklists: Vec<PathBuf>,
    /// The notices of what was erased that were brought in, by name.
    pub erasures: Vec<PathBuf>,
    /// Files of our own that hold what may no longer be kept, below the folder of the reviews.
    pub to_purge: Vec<PathBuf>,
    /// The files that were left out, by path.
    pub problems: Vec<Problem>,
    /// Reviews with more than one head, in the workspace as it is now.
    pub forks: Vec<Heads>,
}

/// A review with more than one head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    /// Id of the review.
    pub review: String,
    /// Id of its record.
    pub record: String,
    /// The files of the heads, below the folder of the reviews; the one that counts comes first.
    pub files: Vec<PathBuf>,
}

impl fmt::Display for Heads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files: Vec<_> = self.files.iter().map(|file| slashed(file)).collect();
        let (review, record, count) = (&self.review, &self.record, files.len());
        write!(
            f,
            "the review {review} of {record} has {count} last revisions beside each other: {}. All are kept and the first one \
             counts: ask the reviewer which one holds",
            files.join(", ")
        )
    }
}

impl Plan {
    /// How many steps the merge has: one for each file that is read, and one more for each of theirs when it is dealt with.
    #[must_use]
    pub fn steps(&self) -> usize {
        let ours = [&self.ours, &self.our_checklists, &self.our_erasures];
        2 * self.theirs.files.len() + ours.iter().map(|walked| walked.files.len()).sum::<usize>()
    }
}

impl Merged {
    /// Whether every file that was looked at is in one of the counts.
    #[must_use]
    pub const fn adds_up(&self) -> bool {
        let Self { seen, new, already_here, duplicate, erased, newer, unreadable, .. } = self;
        *seen == *new + *already_here + *duplicate + *erased + *newer + *unreadable
    }

    fn refuse(&mut self, path: &Path, refusal: &Refusal) {
        match refusal {
            Refusal::Newer(_) => self.newer += 1,
            Refusal::Changed(_) | Refusal::Unreadable(_) => self.unreadable += 1,
        }
        self.problems.push(Problem { path: path.to_owned(), reason: refusal.reason().to_owned() });
    }

    fn skip(&mut self, skipped: &Skipped) {
        match skipped.why {
            Skip::NotJson => self.ignored += 1,
            _ => self.refuse(&skipped.place.path(), &Refusal::Unreadable(skipped.why.to_string())),
        }
    }
}

/// Files that hold the same, and what it is.
struct Same<'a> {
    facts: Facts,
    files: Vec<&'a Place>,
}

/// What became of files that hold the same.
struct Taken<'a> {
    same: &'a Same<'a>,
    /// The file that was written; `None` when no file could be read any more.
    name: Option<PathBuf>,
    refused: Vec<(&'a Place, Refusal)>,
}

/// By the name that they want; those of one name by their hash, so that the same one gets it in every order of the
/// folders.
type Fresh<'a> = BTreeMap<PathBuf, BTreeMap<String, Same<'a>>>;

/// The workspace while it is merged into.
struct Merging<'a> {
    store: &'a Store,
    manifest: Manifest,
    at: Timestamp,
    step: &'a (dyn Fn() + Sync),
    /// What may no longer be kept, by our notices and by theirs.
    erased: Erased,
    /// Every review of the workspace, with its file.
    reviews: Vec<(Facts, PathBuf)>,
    merged: Merged,
}

impl Store {
    /// Looks through the folders: each a workspace, or any folder with reviews.
    ///
    /// # Errors
    /// When one of them is no folder, or cannot be opened.
    pub fn plan_merge(&self, folders: &[PathBuf]) -> Result<Plan, StoreError> {
        let mut plan = Plan { ours: walk::files(&self.folders.reviews()), ..Plan::default() };
        plan.our_checklists = walk::files(&self.folders.used_checklists());
        plan.our_erasures = walk::files(&self.folders.erased());
        for folder in folders {
            std::fs::read_dir(folder).map_err(|error| StoreError::read(folder, error))?;
            let found = walk::files(folder);
            let found = if is_workspace(folder) { shared(found) } else { found };
            plan.theirs.files.extend(found.files);
            plan.theirs.skipped.extend(found.skipped);
        }
        Ok(plan)
    }

    /// Brings in what is not here yet. `step` is called as often as the plan says.
    ///
    /// # Errors
    /// When the workspace or the manifest cannot be written; what was brought in until then stays, and merging once more
    /// goes on from there. Also when a file was not accounted for.
    pub fn merge(&self, plan: &Plan, at: Timestamp, step: &(dyn Fn() + Sync)) -> Result<Merged, StoreError> {
        let manifest = self.manifest()?;
        let look = |place: &Place| {
            step();
            self.facts(&place.path())
        };
        let [theirs, ours, lists, notices] = [&plan.theirs, &plan.ours, &plan.our_checklists, &plan.our_erasures]
            .map(|walked| threads::each(&walked.files, look));
        let reviews = plan.ours.files.iter().zip(ours).filter_map(|(place, facts)| Some((facts.ok()?, place)));
        let reviews: Vec<_> = reviews.filter(|(facts, _)| facts.review().is_some()).collect();
        let erased = Erased::of(theirs.iter().chain(&notices).flatten());
        let lists = lists.into_iter().flatten().filter(|facts| facts.holds == Holds::Checklist);
        let others = lists.chain(notices.into_iter().flatten().filter(|facts| facts.erasure().is_some()));
        let here = reviews.iter().map(|(facts, _)| facts.hash.clone()).chain(others.map(|facts| facts.hash)).collect();
        let reviews = reviews.into_iter().map(|(facts, place)| (facts, place.relative.clone())).collect();
        let mut merging = Merging { store: self, manifest, at, step, erased, reviews, merged: Merged::default() };
        let fresh = merging.sort_out(plan, theirs, &here);
        let brought = merging.take_all(&fresh);
        self.save_manifest(&merging.manifest)?;
        brought.and_then(|()| merging.finish(plan))
    }

    /// The files are read once more: one may have changed since, and then the next is taken.
    fn take<'a>(&self, same: &'a Same<'a>, step: &(dyn Fn() + Sync)) -> Result<Taken<'a>, StoreError> {
        let mut taken = Taken { same, name: None, refused: Vec::new() };
        for place in &same.files {
            step();
            if taken.name.is_some() {
                continue;
            }
            match self.document(&place.path()).and_then(|document| still(&document, &same.facts)) {
                Ok(bytes) => taken.name = Some(self.bring_in(&bytes, &same.facts)?),
                Err(refusal) => taken.refused.push((place, refusal)),
            }
        }
        Ok(taken)
    }

    /// Writes a document under the first of its names that is free.
    fn bring_in(&self, bytes: &[u8], facts: &Facts) -> Result<PathBuf, StoreError> {
        let folder = match facts.holds {
            Holds::Review(_) => self.folders.reviews(),
            Holds::Checklist => self.folders.used_checklists(),
            Holds::Erasure(_) => self.folders.erased(),
        };
        for name in facts.names() {
            match self.write_once(&folder.join(&name), bytes) {
                Ok(()) => return Ok(name),
                // Another window brings in the same.
                Err(error) if is_taken(&error) && self.holds(&folder.join(&name), facts) => return Ok(name),
                Err(error) if is_taken(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::write(&folder.join(facts.name()), io::ErrorKind::AlreadyExists.into()))
    }

    fn holds(&self, path: &Path, facts: &Facts) -> bool {
        self.facts(path).is_ok_and(|there| there.hash == facts.hash)
    }
}

impl Merging<'_> {
    fn sort_out<'a>(
        &mut self,
        plan: &'a Plan,
        theirs: Vec<Result<Facts, Refusal>>,
        here: &HashSet<String>,
    ) -> Fresh<'a> {
        let mut fresh = Fresh::new();
        for (place, found) in plan.theirs.files.iter().zip(theirs) {
            match found {
                Ok(facts) if here.contains(&facts.hash) => self.here_already(),
                Ok(facts) if self.erased.has(&facts.hash) => self.leave_out(place, &facts.hash),
                Ok(facts) => same(&mut fresh, facts).files.push(place),
                Err(refusal) => self.refuse(place, &refusal),
            }
        }
        fresh
    }

    fn here_already(&mut self) {
        (self.step)();
        self.merged.already_here += 1;
    }

    /// What was taken out is not brought back by an old copy.
    fn leave_out(&mut self, place: &Place, hash: &str) {
        (self.step)();
        self.merged.erased += 1;
        let why = self.erased.why(hash).unwrap_or_default();
        let reason = format!("{why}: it was left out. Delete this copy");
        self.merged.problems.push(Problem { path: place.path(), reason });
    }

    fn refuse(&mut self, place: &Place, refusal: &Refusal) {
        (self.step)();
        self.merged.refuse(&place.path(), refusal);
    }

    /// Those that want one name come after each other, the others beside each other.
    fn take_all(&mut self, fresh: &Fresh) -> Result<(), StoreError> {
        let (store, step) = (self.store, self.step);
        let groups: Vec<_> = fresh.values().collect();
        let taken =
            threads::each(&groups, |group| group.values().map(|same| store.take(same, step)).collect::<Vec<_>>());
        let mut failed = None;
        for taken in taken.into_iter().flatten() {
            match taken {
                Ok(taken) => self.count(&taken),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(()), Err)
    }

    fn count(&mut self, taken: &Taken) {
        let Same { facts, files } = taken.same;
        taken.refused.iter().for_each(|(place, refusal)| self.merged.refuse(&place.path(), refusal));
        let Some(name) = &taken.name else { return };
        self.merged.new += 1;
        self.merged.duplicate += files.len() - taken.refused.len() - 1;
        match facts.holds {
            Holds::Review(_) => self.count_review(facts, name),
            Holds::Checklist => self.merged.checklists.push(name.clone()),
            Holds::Erasure(_) => self.merged.erasures.push(name.clone()),
        }
    }

    fn count_review(&mut self, facts: &Facts, name: &Path) {
        self.manifest.note(facts, name, self.at);
        self.reviews.push((facts.clone(), name.to_owned()));
        self.merged.reviews.push(name.to_owned());
    }

    fn finish(mut self, plan: &Plan) -> Result<Merged, StoreError> {
        plan.theirs.skipped.iter().for_each(|skipped| self.merged.skip(skipped));
        self.merged.seen = plan.theirs.files.len() + plan.theirs.skipped.len() - self.merged.ignored;
        self.merged.forks = forked(&mut self.reviews);
        let to_purge = self.reviews.iter().filter(|(facts, _)| self.erased.has(&facts.hash));
        self.merged.to_purge = to_purge.map(|(_, file)| file.clone()).collect();
        self.merged.problems.sort_by(|a, b| a.path.cmp(&b.path));
        self.merged.reviews.sort();
        self.merged.checklists.sort();
        self.merged.erasures.sort();
        if self.merged.adds_up() { Ok(self.merged) } else { Err(StoreError::Sum) }
    }
}

/// The reviews with several heads, by id. The list is put into the order of the files.
pub(super) fn forked(reviews: &mut [(Facts, PathBuf)]) -> Vec<Heads> {
    reviews.sort_by(|a, b| a.1.cmp(&b.1));
    let known: Vec<_> = reviews.iter().filter_map(|(facts, file)| Some((facts.review()?, file))).collect();
    let revisions: Vec<_> = known.iter().map(|(review, _)| review.dated.revision).collect();
    forks(&revisions).iter().filter_map(|fork| heads(fork, &known)).collect()
}

fn heads(fork: &Fork, known: &[(&ReviewFacts, &PathBuf)]) -> Option<Heads> {
    let heads: Vec<_> = fork.heads.iter().filter_map(|at| known.get(*at)).collect();
    let record = heads.first()?.0.record.clone();
    let files = heads.iter().map(|(_, file)| (*file).clone()).collect();
    Some(Heads { review: fork.review.to_string(), record, files })
}

fn same<'a, 'b>(fresh: &'b mut Fresh<'a>, facts: Facts) -> &'b mut Same<'a> {
    let of_name = fresh.entry(facts.name()).or_default();
    of_name.entry(facts.hash.clone()).or_insert_with(|| Same { facts, files: Vec::new() })
}

/// The bytes of a copy, when the document is still the one that was looked at.
fn still(document: &Document, facts: &Facts) -> Result<Vec<u8>, Refusal> {
    if document.facts() == *facts {
        return document.bytes();
    }
    Err(Refusal::Unreadable("it changed while it was being merged: merge once more".to_owned()))
}

fn is_taken(error: &StoreError) -> bool {
    matches!(error, StoreError::Write { error, .. } if error.kind() == io::ErrorKind::AlreadyExists)
}

/// A link counts too: then it is listed, and nothing else in the folder is taken for a review.
fn is_workspace(folder: &Path) -> bool {
    ["reviews", "records"].iter().any(|name| folder.join(name).symlink_metadata().is_ok_and(|facts| !facts.is_file()))
}

/// Of a workspace, what is merged: records hold the text of documents and stay where they are.
fn shared(mut found: Walked) -> Walked {
    let used = Path::new("checklists").join("used");
    let is_link = |relative: &Path| relative == Path::new("checklists");
    let is_shared = |place: &Place| {
        let relative = &place.relative;
        let is_ours = relative.starts_with("reviews") || relative.starts_with("erased");
        is_ours || relative.starts_with(&used) || is_link(relative)
    };
    found.files.retain(is_shared);
    found.skipped.retain(|skipped| is_shared(&skipped.place) || skipped.place.relative.as_os_str().is_empty());
    found
}
