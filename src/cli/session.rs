//! What the commands share: the store, who reviews, and how to print.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context as _, bail};
use serde::Serialize;

use crate::app::Setup;
use crate::clock::moment;
use crate::domain::brief::ReviewBrief;
use crate::domain::caution::Allowed;
use crate::domain::checklist::Profile;
use crate::domain::parse;
use crate::domain::record::{Record, slug};
use crate::domain::review::{Pinned, Review, Reviewer, Start};
use crate::import::{self, Form, Imported};
use crate::store::read;
use crate::store::{Draft, Folders, Found, Opened, Problem, Reading, Store, StoreError, plain};
use crate::text::{clean, set_in};

use super::{Everywhere, FieldArgs, pdf};

/// A review to work on without the screen.
pub struct Work {
    /// What is reviewed, with its text.
    pub record: Record,
    /// The draft.
    pub review: Review,
    /// The checklists that it is pinned to.
    pub checklists: Vec<Pinned>,
    /// The way to the disk; `None` when another window has the draft.
    pub draft: Option<Draft>,
}

/// What a person asked for with a document.
pub struct Wishes<'a> {
    /// The id of the record.
    pub id: Option<&'a str>,
    /// Its fields.
    pub fields: &'a FieldArgs,
    /// Whether a warning is a refusal.
    pub strict: bool,
}

/// One run of the program.
pub struct Session {
    /// Records, drafts, reviews.
    pub store: Store,
    /// Whether to print JSON.
    pub json: bool,
    reviewer: Option<String>,
}

impl Session {
    /// Opens the store that the options name.
    ///
    /// # Errors
    /// When no place for drafts is known.
    pub fn open(everywhere: &Everywhere) -> anyhow::Result<Self> {
        let folders = Folders::usual(everywhere.workspace.clone()).ok_or(StoreError::NoHome)?;
        Ok(Self::on(folders, everywhere))
    }

    /// A session on given folders.
    #[must_use]
    pub fn on(folders: Folders, everywhere: &Everywhere) -> Self {
        Self { store: Store::new(folders), json: everywhere.json, reviewer: everywhere.reviewer.clone() }
    }

    /// Who reviews: the option, else the settings; an empty id when nobody said, or nothing that a file name can hold.
    #[must_use]
    pub fn reviewer(&self) -> Reviewer {
        let known = self.store.settings().reviewer.unwrap_or_default();
        let given = self.reviewer.as_ref().map(|id| slug(id).unwrap_or_default());
        match given {
            Some(id) if id != known.id => Reviewer { id, name: None, role: None },
            _ => known,
        }
    }

    /// The same, for what is not done without a name.
    ///
    /// # Errors
    /// When nobody said who.
    pub fn known_reviewer(&self) -> anyhow::Result<Reviewer> {
        let reviewer = self.reviewer();
        if reviewer.id.is_empty() {
            bail!("who reviews is not known: say it with --reviewer and letters from a to z or digits, such as ab");
        }
        Ok(reviewer)
    }

    /// The checklists for new reviews; those of the team that cannot be used are named on stderr.
    #[must_use]
    pub fn checklists(&self) -> Vec<Pinned> {
        let (checklists, problems) = self.store.checklists();
        warn_of(&problems);
        checklists
    }

    /// The contacts that the team allows in its texts; faulty lines of its list are named on stderr.
    #[must_use]
    pub fn allowed(&self) -> Allowed {
        let (allowed, problem) = self.store.contacts();
        warn_of(problem.as_slice());
        allowed
    }

    /// What the screen needs to know.
    #[must_use]
    pub fn setup(&self, profile: Profile, round: Option<u32>) -> Setup {
        Setup {
            checklists: self.checklists(),
            reviewer: self.reviewer(),
            workspace: self.store.folders().workspace_name(),
            profile,
            round,
            zone: jiff::tz::TimeZone::system(),
        }
    }

    /// My draft on a record, else a new one, with its lock.
    ///
    /// # Errors
    /// When there is no such record, or nobody said who reviews.
    pub fn work_on(&self, record: &str, profile: Profile, round: Option<u32>) -> anyhow::Result<Work> {
        let record = self.store.record(record)?;
        let reviewer = self.known_reviewer()?;
        let today = self.checklists();
        match self.draft_of(&record.id, &reviewer.id, round)? {
            Some(found) => self.resumed(record, &found, &today),
            None => self.begun(record, today, reviewer, (profile, round)),
        }
    }

    /// Whether a review is of a document and a round that I am reviewing as well: it stays hidden until mine is signed off.
    #[must_use]
    pub fn is_blind(&self, record: &str, round: u32, reviewer: &str) -> bool {
        self.store.drafts().0.iter().any(|found| found.review.hides(record, round, reviewer))
    }

    fn draft_of(&self, record: &str, reviewer: &str, round: Option<u32>) -> Result<Option<Found>, StoreError> {
        self.store.find_draft(|review| {
            let same = review.record.id == record && review.reviewer.id == reviewer;
            same && round.is_none_or(|round| review.round == round)
        })
    }

    fn begun(
        &self,
        record: Record,
        checklists: Vec<Pinned>,
        reviewer: Reviewer,
        (profile, round): (Profile, Option<u32>),
    ) -> anyhow::Result<Work> {
        let census = self.store.census(Reading::default()).census;
        let (round, previous) = census.next_round(&record.id, &reviewer.id, round);
        let (moment, profile) = (moment(), profile.usual(record.kind));
        let start = Start {
            id: moment.fresh_id,
            at: moment.at,
            round,
            previous: previous.map(|review| review.id.to_string()),
            reviewer,
            workspace: self.store.folders().workspace_name(),
            profile,
        };
        let review = match previous {
            Some(previous) => self.after(previous, &record, &checklists, start)?,
            None => Review::new(&record, &checklists, start),
        };
        let draft = self.lock(&review.id)?;
        Ok(Work { record, review, checklists, draft })
    }

    fn after(
        &self,
        previous: ReviewBrief,
        record: &Record,
        checklists: &[Pinned],
        start: Start,
    ) -> anyhow::Result<Review> {
        let before = self.store.review_of(previous.file())?;
        let (review, lookup) = Review::after(&before, record, checklists, start);
        if let Some(lookup) = lookup {
            say(&format!("{}.", lookup.sentence()));
        }
        say(&format!("Going on from round {}: {} comments are open.", before.round, review.waiting().len()));
        Ok(review)
    }

    /// Under the lock the draft is read again: another window may have saved since it was found, or signed it off.
    fn resumed(&self, record: Record, found: &Found, today: &[Pinned]) -> anyhow::Result<Work> {
        found.recovered.iter().for_each(|note| say(note));
        let draft = self.lock(&found.review.id)?;
        let mut review = self.store.draft(&found.review.id)?.review;
        let checklists = self.store.checklists_of(&review, today);
        if let Some(news) = review.catch_up(&record, &checklists) {
            say(&format!("{news}."));
        }
        Ok(Work { record, review, checklists, draft })
    }

    fn lock(&self, id: &str) -> anyhow::Result<Option<Draft>> {
        Ok(match self.store.open_draft(id)? {
            Opened::Ours(draft) => Some(draft),
            Opened::Elsewhere => None,
        })
    }

    /// Reads a document; nothing is kept of it.
    ///
    /// # Errors
    /// A sentence that names the file, and all warnings where none is allowed.
    pub fn read(path: &Path, strict: bool) -> anyhow::Result<Imported> {
        let (name, bytes) = document(path)?;
        Self::read_bytes(&name, &bytes, strict)
    }

    fn read_bytes(name: &str, bytes: &[u8], strict: bool) -> anyhow::Result<Imported> {
        let imported = from_bytes(name, bytes)?;
        if strict {
            no_warnings(name, &imported.warnings)?;
        }
        Ok(imported)
    }

    /// Imports one document and keeps it as a new record; the same document again gives the record that is there.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn import(&self, name: &str, bytes: &[u8], wishes: &Wishes<'_>) -> anyhow::Result<Imported> {
        let mut imported = Self::read_bytes(name, bytes, wishes.strict)?;
        self.keep_as(&mut imported, wishes)?;
        Ok(imported)
    }

    /// Keeps what was imported as a new record, with the id and the fields that the person asked for.
    ///
    /// # Errors
    /// When one of them cannot be, or as the system reports them.
    pub fn keep_as(&self, imported: &mut Imported, wishes: &Wishes<'_>) -> anyhow::Result<()> {
        if let Some(id) = wishes.id {
            if !crate::domain::record::is_slug(id) {
                bail!("“{id}” cannot be an id: use a to z, 0 to 9 and -, at most 64 of them");
            }
            id.clone_into(&mut imported.record.id);
        }
        wishes.fields.apply(imported)?;
        self.keep(imported, wishes.id.is_some())
    }

    /// A taken id gets a number, unless the person asked for just that id.
    fn keep(&self, imported: &mut Imported, asked_for: bool) -> anyhow::Result<()> {
        let stem: String = imported.record.id.chars().take(60).collect();
        for n in 2..1000 {
            match self.store.record(&imported.record.id) {
                Ok(there) if is_same_file(&there, &imported.record) && !asked_for => {
                    imported.warnings.push(format!("this document is in the workspace already, as {}", there.id));
                    imported.record = there;
                    imported.guessed.clear();
                    return Ok(());
                }
                Err(StoreError::NoRecord(_)) => break,
                _ if asked_for => break,
                _ => imported.record.id = format!("{stem}-{n}"),
            }
        }
        self.store.add_record(&imported.record)?;
        Ok(())
    }
}

/// Made of the same bytes; what a reader of another version noted about them does not matter.
fn is_same_file(there: &Record, record: &Record) -> bool {
    let file = |record: &Record| record.source.as_ref().map(|source| (source.file.clone(), source.sha256.clone()));
    file(there).is_some() && file(there) == file(record)
}

/// Refuses what was not read without a warning.
///
/// # Errors
/// All the warnings.
pub fn no_warnings(name: &str, warnings: &[String]) -> anyhow::Result<()> {
    if warnings.is_empty() {
        return Ok(());
    }
    bail!("{name} was not added, because --strict allows no warning:\n  {}", warnings.join("\n  "))
}

impl FieldArgs {
    /// Sets the fields that were given.
    ///
    /// # Errors
    /// When one cannot be set.
    pub fn apply(&self, imported: &mut Imported) -> anyhow::Result<()> {
        let named =
            [("kind", self.kind.clone()), ("countries", joined(&self.country)), ("sectors", joined(&self.sector))];
        let given = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let set = self.set.iter().map(|pair| {
            pair.split_once('=')
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .with_context(|| format!("“{pair}” is not a field and its value, such as due=2025-01-31"))
        });
        let set: Vec<_> = set.collect::<anyhow::Result<_>>()?;
        for (name, value) in given.chain(set) {
            let field = crate::domain::field::Field::named(&name).with_context(|| no_field(&name))?;
            field.set(&mut imported.record, &value).map_err(|reason| anyhow::anyhow!("{}: {reason}", field.label))?;
            imported.guessed.retain(|guessed| *guessed != field.name);
        }
        Ok(())
    }
}

fn joined(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}

fn no_field(name: &str) -> String {
    let names: Vec<_> = crate::domain::field::FIELDS.iter().map(|field| field.name).collect();
    format!("“{name}” is not a field of a record: there are {}", names.join(", "))
}

/// A record from bytes: JSON is checked for every fault first, and PDF is left to a child process.
fn from_bytes(name: &str, bytes: &[u8]) -> anyhow::Result<Imported> {
    let named = |error: anyhow::Error| anyhow::anyhow!("{name}: {error:#}");
    match import::form(bytes).map_err(|error| named(error.into()))? {
        Form::Json => checked(name, bytes)?,
        Form::Pdf => return pdf::read(bytes).map(|read| import::arranged(name, bytes, "pdf", &read)).map_err(named),
        Form::Text | Form::Word => {}
    }
    import::import(name, bytes).map_err(|error| named(error.into()))
}

fn checked(name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let report = parse::check(bytes);
    if report.has_errors() {
        bail!("{name} cannot be used as it is:\n{report}");
    }
    Ok(())
}

/// The name and the bytes of a file that is added.
///
/// # Errors
/// A sentence that names the file.
pub fn document(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    input(path, import::Limits::USUAL.text as u64)
}

/// The name and the bytes of a file; `-` is standard input.
///
/// # Errors
/// A sentence that names the file.
pub fn input(path: &Path, limit: u64) -> anyhow::Result<(String, Vec<u8>)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = if path == Path::new("-") { read::stream(io::stdin(), limit) } else { read::named(path, limit) };
    let shown = if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
    read.map(|bytes| (name, bytes)).map_err(|error| anyhow::anyhow!("{shown} could not be read: {}", plain(&error)))
}

/// Prints to stdout. Outside text is made safe for a terminal, line by line.
///
/// # Errors
/// As the system reports them.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(clean(text).as_bytes()).and_then(|()| out.write_all(b"\n")).or_else(or_closed)?;
    Ok(())
}

/// Prints JSON to stdout: as data, so that another program gets every character.
///
/// # Errors
/// As the system reports them.
pub fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(&crate::store::json::pretty(value)).or_else(or_closed)?;
    Ok(())
}

/// Says something to the person, on stderr.
pub fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{}", set_in(text));
}

/// Names files that were left out.
pub fn warn_of(problems: &[Problem]) {
    for problem in problems {
        say(&format!("left out: {}", problem.reason));
    }
}

/// A reader that stops early, such as `head`, is no error.
///
/// # Errors
/// Every other error.
pub fn or_closed(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}
