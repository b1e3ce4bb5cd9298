//! The shared fixture: the program over an invented workspace in memory, pressed by keys as a reviewer presses them.
//!
//! ```text
//! let mut at = common::fixture();      the library, 120 columns and 40 rows
//! at.press("enter s y j n");           keys by their names in the table of commands
//! at.press("w 'a few words' esc");     typing stands in single quotes
//! ```

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a fixture that cannot be made has to stop the test")]

pub mod counted;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use appraise::app::{App, Before, Contents, DraftRead, Drawn, Effect, Library, Mode, Moment, Setup};
use appraise::checklists::built_in;
use appraise::domain::answer::Rating;
use appraise::domain::brief::{self, Briefs, Known, RecordBrief, Signed, Stamp};
use appraise::domain::caution::Allowed;
use appraise::domain::census::Census;
use appraise::domain::checklist::Profile;
use appraise::domain::outcome::Outcome;
use appraise::domain::record::{Dates, Marker, Record};
use appraise::domain::review::{Pinned, Review, Reviewer, Start};
use appraise::import::{Imported, import};
use appraise::key::Key;
use appraise::store::json;
use appraise::ui::{self, Theme};
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

/// The three built-in checklists, read once.
pub static CHECKLISTS: LazyLock<Vec<Pinned>> = LazyLock::new(built_in);

/// A proposal that says neither its kind nor its country in so many words: the import has to guess.
pub const RIVERTOWN: &str = "\
# Project proposal: safe shelter and water in Rivertown, South Sudan

Invented for a test. The places and the figures do not exist.

## 1.1 Context and risks

The risks of gender-based violence grow where shelters have no locks and latrines have no light. A gender analysis of
2025 names women who head a household, and girls with disabilities, as the most exposed. Power and water are shared
unevenly between the two banks of the river.

## 2.1 Shelter and sites

Teams will run safety audits in six sites in the first month, with women's committees, and repair what they find.
Latrines are sex-separated, lockable and lit; 400 households receive a kit of tools and a door that locks.

A second round of safety audits follows in month six.

## 2.3 Referral and complaints

Staff use the GBV referral pathway of the sub-cluster, last updated in March. A hotline and four help desks take
feedback and complaints.

### 2.3.1 Résumé en français

Les équipes mènent des audits de sécurité dans six sites pendant le premier mois, avec les comités de femmes. Des
latrines séparées et un éclairage sont prévus ; les plaintes passent par une ligne verte.

### 2.3.2 ملخص بالعربية

الإجراءات والأنشطة: مراجعات السلامة في ستة مواقع خلال الشهر الأول، مع لجان النساء. لا توجد بيانات شخصية في هذا النص.

### 2.3.3 Стислий виклад українською

Команди проведуть аудит безпеки на шести майданчиках протягом першого місяця разом із жіночими комітетами.

### 2.3.4 မြန်မာဘာသာဖြင့် အကျဉ်းချုပ်

အဖွဲ့များသည် ပထမလတွင် နေရာခြောက်ခု၌ ဘေးကင်းလုံခြုံရေး စစ်ဆေးမှုများ ပြုလုပ်မည်။

## 3 Budget

The budget line for locks and light is 40,000. There is no budget line for the training of staff.
";

/// Now, in every test.
pub fn now() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

/// What a hostile file may hold: terminal escapes, overrides of the reading direction, characters that do not show.
pub const HOSTILE: &str =
    "\u{1b}[31mred\u{7}\u{9b}2J \u{202e}elif.exe\u{202c}\u{2066}x\u{2069} a\u{200b}b\u{feff} \u{85}";

/// The program with what stands in for the disk.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The program.
    pub app: App,
    /// Columns and rows.
    pub window: (u16, u16),
    /// Why saving fails, when it does.
    pub broken_disk: Option<String>,
    /// Whether the program was left.
    pub left: bool,
    /// Records with their text.
    pub records: Vec<Record>,
    /// Drafts as they were saved last.
    pub drafts: Vec<Review>,
    /// Signed-off reviews.
    pub reviews: Vec<Review>,
    /// Files that could not be read.
    pub problems: Vec<String>,
    /// Files of reviews among them.
    pub unread: Vec<String>,
    /// The contacts that the team allows.
    pub allowed: Allowed,
    /// Versions of documents that a newer one replaced.
    pub earlier: Vec<Record>,
    /// Whether something typed waits to be saved.
    pub unsaved: bool,
}

/// The library over the invented workspace.
pub fn fixture() -> Fixture {
    let records = records();
    let [note, report] = ["lakeside-note", "harbour-report"].map(|id| by_id(&records, id));
    let (drafts, reviews) = (vec![draft(&note)], vec![signed_off(&report)]);
    let mut fixture = empty();
    (fixture.records, fixture.drafts, fixture.reviews) = (records, drafts, reviews);
    fixture.perform(Some(Effect::Reload));
    fixture
}

/// The library over an empty workspace.
pub fn empty() -> Fixture {
    let reviewer = Reviewer { id: "ab".to_owned(), name: None, role: Some("gbv".to_owned()) };
    let setup = Setup {
        checklists: CHECKLISTS.clone(),
        reviewer,
        workspace: "team-folder".to_owned(),
        profile: Profile::All,
        round: None,
        zone: jiff::tz::TimeZone::UTC,
    };
    let moment = Moment { at: now(), fresh_id: "019a9c3e-0000-7000-8000-000000000001".to_owned() };
    let mut fixture = Fixture {
        app: App::new(setup, moment),
        window: (120, 40),
        broken_disk: None,
        left: false,
        records: Vec::new(),
        drafts: Vec::new(),
        reviews: Vec::new(),
        problems: Vec::new(),
        unread: Vec::new(),
        allowed: Allowed::default(),
        earlier: Vec::new(),
        unsaved: false,
    };
    fixture.perform(Some(Effect::Reload));
    fixture
}

/// The proposal as the import hands it over, with its guesses.
pub fn imported() -> Imported {
    import("rivertown-proposal.md", RIVERTOWN.as_bytes()).unwrap()
}

impl Fixture {
    /// Presses keys by name; words in single quotes are typed. One frame at the end, and around what is typed.
    pub fn press(&mut self, keys: &str) {
        for (quoted, part) in keys.split('\'').enumerate().map(|(n, part)| (n % 2 == 1, part)) {
            if quoted {
                part.chars().for_each(|c| self.key(Key::plain(crossterm::event::KeyCode::Char(c))));
            } else {
                part.split_whitespace().for_each(|name| self.key(name.parse().unwrap()));
            }
            self.pause();
        }
    }

    /// Presses one key.
    pub fn key(&mut self, key: Key) {
        let effect = self.app.key(key);
        self.perform(effect);
        self.settle();
    }

    /// Pastes a text, then pauses.
    pub fn paste(&mut self, text: &str) {
        let effect = self.app.paste(text);
        self.perform(effect);
        self.pause();
    }

    /// The hands rest: what was typed is saved.
    pub fn pause(&mut self) {
        if std::mem::take(&mut self.unsaved) {
            self.perform(Some(Effect::Save));
        }
        self.draw(&Theme::COLOUR);
    }

    /// The screen as it is now. No cell of it may drive the terminal or turn the reading direction.
    pub fn draw(&mut self, theme: &Theme) -> TestBackend {
        self.settle();
        let mut terminal = Terminal::new(TestBackend::new(self.window.0, self.window.1)).unwrap();
        let mut drawn = Drawn::default();
        terminal.draw(|frame| drawn = ui::draw(&self.app, theme, frame)).unwrap();
        self.app.drawn(&drawn);
        let unsafe_cell = terminal.backend().buffer().content().iter().find(|cell| cell.symbol().contains(is_unsafe));
        assert_eq!(unsafe_cell, None, "a cell holds what may drive a terminal");
        terminal.backend().clone()
    }

    /// What happens between a key and the next frame.
    fn settle(&mut self) {
        let (columns, rows) = self.window;
        let (width, height) = ui::document_room(&self.app, Rect::new(0, 0, columns, rows));
        self.app.fit(width, height);
        while self.app.has_work() {
            self.app.work();
        }
    }

    /// Carries effects out as the terminal loop does, in memory.
    pub fn perform(&mut self, effect: Option<Effect>) {
        let mut next = effect;
        while let Some(effect) = next.take() {
            next = self.carry_out(effect);
        }
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Reload => {
                let records = self.records.iter().map(brief).collect();
                let (drafts, problems) = (self.drafts.clone(), self.problems.clone());
                let (census, unread) = (census(&self.reviews, self.unread.len()), self.unread.clone());
                let allowed = self.allowed.clone();
                self.app.library_read(Library::of(Contents { records, drafts, census, problems, unread, allowed }));
            }
            Effect::Leave => {
                if let Some(reason) = self.broken_disk.clone() {
                    self.app.not_left(reason);
                    return None;
                }
                let review = self.app.desk.as_ref().unwrap().as_left();
                self.drafts.retain(|other| other.id != review.id);
                self.drafts.push(review);
                return self.app.left();
            }
            Effect::OpenRecord(id) => self.app.record_read(Ok(by_id(&self.records, &id))),
            Effect::OpenDraft(draft) => {
                let record = by_id(&self.records, &draft.record.id);
                let (checklists, before) = (CHECKLISTS.clone(), self.before(&draft).and_then(|before| before.record));
                let (review, mode, others) = (*draft, Mode::Open, Vec::new());
                self.app.draft_read(Ok(DraftRead { record, review, checklists, mode, before, others }));
            }
            Effect::OpenReview(signed) => self.app.review_read(self.read(&signed)),
            Effect::SaveRecord(record) => {
                self.records.retain(|other| other.id != record.id);
                self.records.push(*record);
                self.save();
            }
            Effect::BeginFrom(beginning) => {
                let ids: Vec<_> = beginning.from.iter().map(|signed| signed.id.to_string()).collect();
                let found = ids.iter().filter_map(|id| self.reviews.iter().find(|review| review.id == *id));
                let before =
                    found.map(|review| Before { review: review.clone(), record: self.version(&review.record.id) });
                let before = before.collect();
                return self.app.before_read(*beginning, Ok(before));
            }
            Effect::Begin | Effect::Save => self.save(),
            Effect::SaveSoon => self.unsaved = true,
            Effect::SignOff => return self.sign_off(),
            Effect::WriteLetter(folder) => self.app.letter_written(Ok((folder.join("letter.docx"), 0))),
            Effect::SaveElsewhere(folder) => self.app.copied(Ok(folder.join("copy.json"))),
            Effect::EditExternally(text) => return self.app.text_written(Ok(format!("{text} (from the own editor)"))),
            Effect::Quit => self.left = true,
            Effect::KeepReviewer(_) | Effect::Redraw | Effect::Suspend => {}
        }
        None
    }

    fn read(&self, signed: &Signed) -> Result<(Record, Review, Vec<Pinned>), String> {
        if let Some(reason) = self.broken_disk.clone() {
            return Err(reason);
        }
        let hash = signed.hash.to_string();
        let review = self.reviews.iter().find(|review| review.content_sha256.as_ref() == Some(&hash)).cloned().unwrap();
        Ok((by_id(&self.records, &review.record.id), review, CHECKLISTS.clone()))
    }

    fn save(&mut self) {
        self.unsaved = false;
        let Some(desk) = self.app.desk.as_ref().filter(|desk| desk.mode == Mode::Open) else { return };
        if let Some(reason) = self.broken_disk.clone() {
            self.app.save_failed(reason);
            return;
        }
        let draft = desk.review.clone();
        self.drafts.retain(|other| other.id != draft.id);
        self.drafts.push(draft);
        self.app.saved(now());
    }

    /// The round before a draft.
    fn before(&self, draft: &Review) -> Option<Before> {
        let previous = draft.previous.as_ref()?;
        let review = self.reviews.iter().find(|review| review.id == *previous)?.clone();
        let record = self.version(&review.record.id);
        Some(Before { review, record })
    }

    /// The version of a document before the one that is there.
    fn version(&self, id: &str) -> Option<Record> {
        self.earlier.iter().find(|record| record.id == id).cloned()
    }

    fn sign_off(&mut self) -> Option<Effect> {
        let signed = self.app.to_sign()?.sealed(now());
        self.drafts.retain(|draft| draft.id != signed.id);
        self.reviews.push(signed);
        self.app.signed_off(Ok(PathBuf::from("reviews/2026/signed.json")))
    }
}

/// What must never reach a terminal from a file: controls, overrides and isolates, what does not show.
fn is_unsafe(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let hides = matches!(c, '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}');
    c.is_control() || turns || hides
}

/// A record as the library lists it.
pub fn brief(record: &Record) -> RecordBrief {
    RecordBrief::read(&json::pretty(record), (&format!("{}.json", record.id), Stamp::default())).unwrap()
}

/// The census of reviews in memory, beside so many files that could not be read.
pub fn census(reviews: &[Review], unread: usize) -> Arc<Census> {
    let (mut briefs, mut known) = (Briefs::default(), Known::default());
    for (n, review) in reviews.iter().enumerate() {
        let file = (&*format!("2026/{n}.json"), Stamp::default());
        brief::read(&json::pretty(review), file, &mut briefs, &mut known).unwrap();
    }
    Arc::new(Census::of(briefs, reviews.len() + unread, 0, unread))
}

fn by_id(records: &[Record], id: &str) -> Record {
    records.iter().find(|record| record.id == id).cloned().unwrap()
}

fn records() -> Vec<Record> {
    let mut rivertown = imported().record;
    let (scheme, code) = ("iom-gm".to_owned(), "2a".to_owned());
    rivertown.markers = vec![Marker { scheme, code, reference: None, reading: None }];
    rivertown.sectors = vec!["SHL".to_owned(), "WSH".to_owned()];
    rivertown.dates = Some(Dates { due: "2026-11-27".parse().ok(), ..Dates::default() });
    let others = [
        ("lakeside-note", "concept-note", "MOZ", "Lakeside: livelihoods for families who came back"),
        ("harbour-report", "report", "UKR", "Звіт: безпечні укриття в порту, перше півріччя"),
        ("regional-plan", "regional-plan", "YEM, DJI, ETH", "خطة الاستجابة الإقليمية: الإجراءات والأنشطة"),
        ("delta-plan", "crisis-response-plan", "MMR", "မြစ်ဝကျွန်းပေါ် တုံ့ပြန်ရေး အစီအစဉ်"),
        (
            "plateau-annex",
            "other",
            "TCD",
            "Annexe technique sur l'eau, l'assainissement et l'hygiène dans les sites d'accueil du plateau",
        ),
    ];
    let made = others.map(|(id, kind, countries, title)| {
        let text = format!("---\nid: {id}\nkind: {kind}\ncountries: [{countries}]\ntitle: \"{title}\"\n---\n\n# {title}\n\nA gender analysis is planned.\n");
        import(&format!("{id}.md"), text.as_bytes()).unwrap().record
    });
    [rivertown].into_iter().chain(made).collect()
}

/// A short concept-note draft, two questions answered.
fn draft(record: &Record) -> Review {
    let mut review = review(record, "019a9c3e-0000-7000-8000-00000000000a", Profile::Short);
    for (id, rating) in [("gbv-context-risk-analysis", Rating::Yes), ("gbv-mitigation-actions", Rating::No)] {
        review.rate(id, rating, None, now());
    }
    if let Some(draft) = &mut review.draft {
        draft.saved_at = "2026-11-20T16:30:00Z".parse().ok();
    }
    review
}

/// A report, core questions only, all of them answered Yes.
fn signed_off(record: &Record) -> Review {
    let mut review = review(record, "019a9c3e-0000-7000-8000-00000000000b", Profile::Core);
    let asked: Vec<_> = review.asked().map(str::to_owned).collect();
    asked.iter().for_each(|id| review.rate(id, Rating::Yes, None, now()));
    review.outcome.code = Some(Outcome::Endorsed);
    review.outcome.suggested = Some(Outcome::Endorsed);
    review.outcome.summary = Some("A careful report.".to_owned());
    review.sealed("2026-11-12T15:20:00Z".parse().unwrap())
}

/// A draft that was just begun.
pub fn review(record: &Record, id: &str, profile: Profile) -> Review {
    let reviewer = Reviewer { id: "ab".to_owned(), name: None, role: Some("gbv".to_owned()) };
    let (id, workspace) = (id.to_owned(), "team-folder".to_owned());
    Review::new(record, &CHECKLISTS, Start { id, at: now(), round: 1, previous: None, reviewer, workspace, profile })
}
