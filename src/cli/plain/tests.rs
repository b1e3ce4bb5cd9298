//! Whole conversations: lines in, sentences and files out. The document and the people are invented.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::action;
use crate::cli::Everywhere;
use crate::domain::answer::Rating;
use crate::domain::comment::CommentClass;
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;
use crate::domain::record::{Marker, Section};
use crate::store::disk::{Access, Disk, DiskFile, RealDisk};
use crate::store::{Folders, Reading};

struct Desktop {
    session: Session,
    folder: tempfile::TempDir,
}

/// What came of a conversation.
struct Said {
    text: String,
    result: anyhow::Result<Status>,
}

impl Desktop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let everywhere = Everywhere { reviewer: Some("ab".to_owned()), ..Everywhere::default() };
        let session = Session::on(Folders::below(folder.path()), &everywhere);
        session.store.add_record(&record()).unwrap();
        Self { session, folder }
    }

    fn says(&self, lines: &[&str]) -> Said {
        self.talk(lines, false)
    }

    fn talk(&self, lines: &[&str], live: bool) -> Said {
        let input: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
        self.bytes(input.as_bytes(), live)
    }

    fn bytes(&self, input: &[u8], live: bool) -> Said {
        let mut output = Vec::new();
        let talk = Talk::new(input, &mut output, live, None);
        let result = review(&self.session, "river-plan", (Profile::All, None), talk);
        Said { text: String::from_utf8(output).unwrap(), result }
    }

    fn draft(&self) -> Review {
        let (mut drafts, problems) = self.session.store.drafts();
        assert_eq!(problems, []);
        drafts.pop().unwrap().review
    }

    fn first(&self) -> String {
        self.draft().asked().next().unwrap().to_owned()
    }

    fn answer(&self) -> crate::domain::answer::Answer {
        let draft = self.draft();
        let first = draft.asked().next().unwrap().to_owned();
        draft.answer(&first).cloned().unwrap_or_default()
    }
}

impl Said {
    #[track_caller]
    fn has(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "“{words}” is not in:\n{}\n{:?}", self.text, self.result);
        self
    }

    #[track_caller]
    fn done(&self) -> &Self {
        assert_eq!(*self.result.as_ref().unwrap(), Status::Done, "{}", self.text);
        self
    }
}

fn record() -> Record {
    let mut record = Record::new("river-plan", Kind::Proposal, "River plan");
    record.countries = vec!["SSD".to_owned()];
    record.markers =
        vec![Marker { scheme: "iom-gm".to_owned(), code: "2a".to_owned(), reference: None, reading: None }];
    let section = |id: &str, heading: &str, text: &str| Section {
        id: id.to_owned(),
        heading: heading.to_owned(),
        level: 1,
        page: Some(4),
        text: text.to_owned(),
        ..Section::default()
    };
    record.sections = vec![
        section(
            "s1",
            "Context",
            "The river floods each year. Sexual violence is a risk at the  wells.\nNobody lights them.",
        ),
        section("s2", "Budget", "Lamps cost 400."),
    ];
    record
}

fn asked(desktop: &Desktop) -> usize {
    Tally::all(&desktop.draft()).asked
}

#[test]
fn each_question_is_read_once_and_each_answer_is_on_the_disk() {
    let desktop = Desktop::new();
    let said = desktop.says(&["y", "p", "n"]);
    said.done().has("Review of River plan, Proposal, South Sudan. Round 1").has("Answer (y p n a, ? for help): y\n");
    said.has("Question 1 of ").has("GBV risk mitigation, Context and analysis. Core, must.\n").has("Question 4 of ");
    said.has("GBV risk mitigation, Context and analysis. Must.\n").has("\nsaved ");
    assert_eq!(said.text.matches("Question 2 of ").count(), 1);
    let draft = desktop.draft();
    let ratings: Vec<_> = draft.asked().take(4).map(|id| draft.rating(id)).collect();
    assert_eq!(ratings, [Some(Rating::Yes), Some(Rating::Partly), Some(Rating::No), None]);
}

#[test]
fn a_draft_goes_on_where_it_stopped_and_a_person_is_asked() {
    let desktop = Desktop::new();
    desktop.says(&["y", "y", "q"]).done();
    let piped = desktop.says(&[]);
    piped.done().has("2 of ").has("Going on with it.").has("Question 3 of ");
    let refused = desktop.talk(&["n"], true);
    refused.done().has("Go on with it? y/n: ").has("The draft stays as it is.");
    assert!(!refused.text.contains("Question"));
    desktop.talk(&["y"], true).done().has("Question 3 of ");
}

#[test]
fn the_place_is_kept_although_nothing_was_answered() {
    let desktop = Desktop::new();
    desktop.says(&["", "+", "-", "+", "q"]).done();
    desktop.says(&[]).has("Question 3 of ");
    desktop.says(&["-", "-", "-"]).has("This is the first question.");
}

#[test]
fn not_applicable_takes_a_reason_from_the_list_or_a_line() {
    let desktop = Desktop::new();
    desktop.says(&["a", "2"]).done().has("1. No contact with affected people");
    assert_eq!(desktop.answer().reason.as_deref(), Some("sector-not-covered"));
    desktop.says(&["-", "a", "5", "one line"]);
    assert_eq!(desktop.answer().reason.as_deref(), Some("other: one line"));
    desktop.says(&["-", "0", "a", "9", ""]).has("Type a number from 1 to 5.");
    assert_eq!(desktop.answer().rating, None);
}

#[test]
fn a_note_of_many_lines_ends_with_a_full_stop_or_with_the_input() {
    let desktop = Desktop::new();
    desktop.says(&["w", "One.", "", "Two.", "."]).done();
    assert_eq!(desktop.answer().note.as_deref(), Some("One.\n\nTwo."));
    desktop.says(&["w", "The line drops in the mid"]).done().has("Note so far: One.");
    assert_eq!(desktop.answer().note.as_deref(), Some("The line drops in the mid"));
    desktop.says(&["w", "."]).has("Nothing was written; what was there stays.");
    assert_eq!(desktop.answer().note.as_deref(), Some("The line drops in the mid"));
}

#[test]
fn a_comment_is_asked_line_by_line_and_takes_the_sample() {
    let desktop = Desktop::new();
    let said = desktop.says(&["h", "c", "", "2.3", "Nothing on light", "r"]);
    said.done().has("1. Required change").has("Number (empty takes 1): ").has("Comment 1 is kept.");
    let draft = desktop.draft();
    let comment = draft.comments.first().unwrap();
    assert_eq!((comment.class, comment.r#where.as_str()), (CommentClass::Required, "2.3"));
    assert_eq!(comment.finding, "Nothing on light");
    let lists = desktop.session.checklists();
    let sample = &lists.iter().find_map(|pinned| pinned.checklist.criterion(&desktop.first())).unwrap().recommendation;
    assert_eq!(comment.text, *sample);
}

#[test]
fn a_comment_is_changed_or_one_more_is_written_and_a_blank_one_is_not_kept() {
    let desktop = Desktop::new();
    desktop.says(&["c", "2", "", "First", "", "c", "1", "3", "", "", "Text", "c", "2", "", "", "", ""]);
    let draft = desktop.draft();
    assert_eq!(draft.comments.len(), 1);
    let comment = draft.comments.first().unwrap();
    assert_eq!((comment.class, comment.finding.as_str()), (CommentClass::Question, "First"));
    assert_eq!(comment.text, "Text");
}

#[test]
fn a_comment_broken_off_keeps_what_was_said() {
    let desktop = Desktop::new();
    desktop.says(&["c", "1", "2.3", "Nothing on light"]).done();
    assert_eq!(desktop.draft().comments.first().unwrap().finding, "Nothing on light");
}

#[test]
fn evidence_is_a_listed_passage_or_words_that_stand_in_the_text() {
    let desktop = Desktop::new();
    let said = desktop.says(&["e", "1", "e lamps COST 400", "e", "violence is a risk", "e no such words", "e", "9"]);
    said.done().has("1. Context, p. 4: Sexual violence is a risk at the wells.");
    said.has("“no such words” does not stand in the text").has("There is no passage 9.");
    let quotes: Vec<_> = desktop.answer().evidence.into_iter().map(|place| (place.section, place.quote)).collect();
    let quotes: Vec<_> = quotes.iter().map(|(section, quote)| (section.as_str(), quote.as_str())).collect();
    let whole = "Sexual violence is a risk at the wells.";
    assert_eq!(quotes, [("s1", whole), ("s2", "Lamps cost 400"), ("s1", "violence is a risk")]);
    for place in desktop.answer().evidence {
        assert!(record().section(&place.section).unwrap().holds(&place.quote));
    }
}

#[test]
fn a_heading_or_a_long_quote_is_no_evidence() {
    let desktop = Desktop::new();
    let long = format!("e {}", "water ".repeat(40));
    desktop.says(&["e Context", &long]).has("“Context” does not stand").has("this has 239");
    assert_eq!(desktop.answer().evidence, []);
}

#[test]
fn undo_and_redo_go_to_the_question_that_they_concern() {
    let desktop = Desktop::new();
    let said = desktop.says(&["y", "u", "U", "u", "u"]);
    said.has("Taken back: Yes · ").has("Made again: Yes · ").has("There is nothing to take back.");
    assert_eq!(desktop.answer().rating, None);
    desktop.says(&["h", "w", "text", ".", "u", "x", "1"]).has("1. Harm flag").has("Taken away.");
    assert!(desktop.answer().is_empty());
}

#[test]
fn the_document_and_the_guidance_can_be_heard() {
    let desktop = Desktop::new();
    let said = desktop.says(&["g", "t", "d", "2", "d 1", "d 7", "l", ".", "?", "what"]);
    said.done()
        .has("Look for:\n- ")
        .has("Sample recommendation:")
        .has("2. Budget, p. 4")
        .has("Budget\nLamps cost 400.");
    said.has("The river floods each year.").has("There is no section 7; there are 2.").has("You are at question 1 of ");
    said.has("GBV risk mitigation: 0 of ").has("y or 1 or yes: answer Yes").has("“what” is not a command.");
}

#[test]
fn a_question_is_found_by_words() {
    let desktop = Desktop::new();
    desktop.says(&["/ gbv risk analysis", "1", "/zzzz"]).done().has("No question holds “zzzz”.");
    desktop.says(&["/", "", "/gbv-safe-evidence-base"]).has("Question 2 of ");
}

#[test]
fn the_role_and_the_reading_of_a_marker_are_chosen() {
    let desktop = Desktop::new();
    desktop.says(&["r", "2", "m", "3"]).done().has("How do you read the marker iom-gm 2a?");
    let draft = desktop.draft();
    assert_eq!(draft.role.code(), "advice");
    assert_eq!(draft.record.markers.first().unwrap().reading.as_deref(), Some("looks-lower"));
}

#[test]
fn a_review_is_signed_off_once_and_the_draft_is_gone() {
    let desktop = Desktop::new();
    desktop.says(&["y"]);
    let answers: Vec<_> = std::iter::repeat_n("y", asked(&desktop)).collect();
    let said = desktop.says(&answers);
    said.has("Every question is answered. s goes to the sign-off.");
    let said = desktop.says(&["s", "2", "It is short", "All in all good.", ".", "Light", "Water", ".", "y", "y"]);
    said.done().has("Yes without a place in the document").has("Suggested outcome: Endorsed.");
    said.has("Why does it differ").has("Signed off: ");
    assert!(!said.text.contains("All is saved"), "nothing is left to go on with");
    assert_eq!(desktop.session.store.drafts().0.len(), 0);
    let counted = desktop.session.store.census(Reading::default());
    assert_eq!((counted.census.files.seen, counted.problems.len()), (1, 0));
    let review = desktop.session.store.review_of(counted.census.current().next().unwrap().file()).unwrap();
    assert_eq!(review.content_sha256.as_ref(), Some(&review.content_hash()));
    let outcome = &review.outcome;
    assert_eq!((outcome.code, outcome.suggested), (Some(Outcome::WithRecommendations), Some(Outcome::Endorsed)));
    assert_eq!(outcome.reason.as_deref(), Some("It is short"));
    assert_eq!(outcome.summary.as_deref(), Some("All in all good."));
    assert_eq!(outcome.strengths, ["Light", "Water"]);
    let path = said.text.split("Signed off: ").nth(1).unwrap().trim();
    assert!(Path::new(path).is_file());
}

#[test]
fn a_harm_flag_without_a_change_stops_the_sign_off() {
    let desktop = Desktop::new();
    let said = desktop.says(&["h", "+", "s"]);
    said.done().has("Must be mended first").has(" open: ");
    said.has("The sign-off waits until that is mended.");
    assert_eq!(said.text.matches("Question 1 of ").count(), 2);
}

#[test]
fn a_sign_off_refused_at_the_end_leaves_a_draft() {
    let desktop = Desktop::new();
    desktop.says(&["s", "6", ".", ".", "n"]).done().has("none while questions are open").has("Not signed off.");
    assert_eq!(desktop.draft().outcome.code, Some(Outcome::CommentsOnly));
    assert_eq!(desktop.session.store.census(Reading::default()).census.files.seen, 0);
}

#[test]
fn a_second_window_reads_and_a_script_is_told() {
    let desktop = Desktop::new();
    desktop.says(&["y"]);
    let held = desktop.session.store.open_draft(&desktop.draft().id).unwrap();
    assert!(desktop.says(&["y"]).result.unwrap_err().to_string().contains("open in another window"));
    desktop.talk(&["n", "g", "q"], true).done().has("Here it can only be read").has("Look for:");
    assert_eq!(Tally::all(&desktop.draft()).answered(), 1);
    drop(held);
}

#[test]
fn the_reviewer_is_asked_once_and_only_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::on(Folders::below(folder.path()), &Everywhere::default());
    session.store.add_record(&record()).unwrap();
    let desktop = Desktop { session, folder };
    assert!(desktop.says(&["y"]).result.unwrap_err().to_string().contains("--reviewer"));
    desktop.talk(&["Ab", "y"], true).done().has("Your initials or staff code");
    assert_eq!(desktop.draft().reviewer.id, "ab");
}

#[test]
fn outside_text_cannot_drive_the_terminal() {
    let desktop = Desktop::new();
    let mut record = record();
    record.title = "A\u{1b}[2Jplan".to_owned();
    desktop.session.store.save_record(&record).unwrap();
    let said = desktop.bytes(b"w\nkept \x1b[A\n.\n\xff\xfe\n.\n", false);
    said.done().has("That line is not UTF-8 text and was left out.");
    assert!(!said.text.contains('\u{1b}'));
    assert_eq!(desktop.answer().note.as_deref(), Some("kept [A"));
}

#[test]
fn a_line_without_an_end_is_left_out() {
    let desktop = Desktop::new();
    let mut input = vec![b'y'; 200 << 10];
    input.extend(b"\np\n");
    desktop.bytes(&input, false).done().has("That line is longer than 64 KiB and was left out.");
    assert_eq!(desktop.answer().rating, Some(Rating::Partly));
}

/// A disk on which drafts cannot be written while `fails` is set.
#[derive(Default)]
struct FullDisk {
    fails: AtomicBool,
}

impl Disk for FullDisk {
    fn create(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        if self.fails.load(Ordering::Relaxed) && path.to_string_lossy().contains("drafts") {
            return Err(io::ErrorKind::StorageFull.into());
        }
        RealDisk.create(path, access)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, limit)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename_new(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
}

fn full_desktop() -> (Desktop, Arc<FullDisk>) {
    let mut desktop = Desktop::new();
    let disk = Arc::new(FullDisk::default());
    desktop.session.store = Store::on(Folders::below(desktop.folder.path()), disk.clone());
    (desktop, disk)
}

#[test]
fn what_cannot_be_saved_is_said_and_the_end_is_an_error() {
    let (desktop, disk) = full_desktop();
    desktop.says(&["y"]).done();
    disk.fails.store(true, Ordering::Relaxed);
    let said = desktop.says(&["p", "q", "n", "!", "q", "y"]);
    said.has("NOT SAVED: ").has("the disk is full").has("Leave all the same and lose what is not saved?");
    said.has("Name a folder, such as");
    assert!(said.result.unwrap_err().to_string().contains("NOT SAVED"));
    assert_eq!(Tally::all(&desktop.draft()).answered(), 1, "the draft of before is whole");
}

#[test]
fn a_copy_is_saved_elsewhere_when_saving_fails() {
    let (desktop, disk) = full_desktop();
    desktop.says(&["! somewhere"]).done().has("Saving works");
    disk.fails.store(true, Ordering::Relaxed);
    let other = desktop.folder.path().join("stick");
    std::fs::create_dir(&other).unwrap();
    desktop.says(&["y", &format!("! {}", other.display())]).has("A copy is saved as ");
    let copy = std::fs::read_dir(other).unwrap().next().unwrap().unwrap().path();
    let copy: Review = crate::domain::parse::read(&std::fs::read(copy).unwrap()).unwrap();
    assert_eq!(Tally::all(&copy).answered(), 1);
}

#[test]
fn a_draft_that_changed_on_the_disk_is_kept_beside_ours() {
    let desktop = Desktop::new();
    desktop.says(&["y"]);
    let crate::store::Opened::Ours(draft) = desktop.session.store.open_draft(&desktop.draft().id).unwrap() else {
        panic!("locked")
    };
    let path = draft.path().to_owned();
    let mut output = Vec::new();
    let talk = Talk::new(&b"n\n"[..], &mut output, false, None);
    let found = (record(), desktop.draft(), desktop.session.checklists());
    let plain = Plain::new(&desktop.session, talk, Some(draft), found);
    let mut foreign = desktop.draft();
    foreign.outcome.summary = Some("from a backup".to_owned());
    std::fs::write(&path, crate::store::json::pretty(&foreign)).unwrap();
    assert_eq!(plain.run().unwrap(), Status::Done);
    assert!(String::from_utf8(output).unwrap().contains("the other version is kept as"));
    assert_eq!(Tally::all(&desktop.draft()).answered(), 2);
}

#[test]
fn letters_mean_the_same_as_on_the_screen() {
    let same =
        ["y", "1", "p", "2", "n", "3", "a", "4", "0", "h", "w", "c", "e", "x", "u", "U", "o", "O", "/", "s", "q"];
    for key in same {
        let screen = action::COMMANDS.iter().find(|row| row.scope == action::Scope::Review && row.keys.contains(&key));
        let (act, _) = command::read(key).unwrap_or_else(|| panic!("{key} is no command"));
        assert!(screen.unwrap().name.contains(&stem(act)), "{key} differs");
    }
}

/// The beginning of the command's name on the screen.
fn stem(act: Act) -> String {
    match act {
        Act::Rate(rating) => format!("answer-{}", rating.code()),
        Act::NotApplicable => "answer-not-applicable".to_owned(),
        Act::NextCoreOpen => "next-core-open".to_owned(),
        Act::NextOpen => "next-open".to_owned(),
        Act::SignOff => "sign-off".to_owned(),
        act => format!("{act:?}").to_lowercase(),
    }
}

#[test]
fn every_command_has_keys_of_its_own_and_a_line_of_help() {
    let mut keys: Vec<_> = command::COMMANDS.iter().flat_map(|row| row.keys).collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
    assert_eq!(command::help().lines().count(), command::COMMANDS.len());
}

#[test]
fn a_caution_is_said_and_asked_about() {
    let unsafe_note = "The girl, 14, is quoted.";
    let desktop = Desktop::new();
    desktop.talk(&["w", unsafe_note, ".", "1", "w", "No details.", "."], true).has("STOP · ").has("What now?");
    let desktop = Desktop::new();
    desktop.talk(&["w", unsafe_note, ".", "1", "The page is unsafe.", ".", "q"], true).has("Write it again");
    assert_eq!(desktop.answer().note.as_deref(), Some("The page is unsafe."));
    let desktop = Desktop::new();
    desktop.talk(&["w", unsafe_note, ".", "2", "q"], true).done();
    let draft = desktop.draft();
    let known: Vec<_> = draft.overrides.iter().map(|known| (known.class.code(), known.reason.code())).collect();
    assert_eq!(known, [("person", "about-the-text")]);
    let desktop = Desktop::new();
    desktop.says(&["w", unsafe_note, ".", "s"]).has("STOP · ").has("The sign-off waits until that is mended.");
    assert_eq!(desktop.answer().note.as_deref(), Some(unsafe_note));
}
