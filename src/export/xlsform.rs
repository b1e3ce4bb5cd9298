//! A checklist as an `XLSForm` workbook, for `KoboToolbox` and ODK.
//!
//! ```text
//! checklist ─ form ─▶ Form { survey, choices, settings } ─ workbook ─▶ bytes of an .xlsx file
//! ```

use std::collections::HashSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::domain::answer::Rating;
use crate::domain::checklist::{Checklist, ChecklistSection, Criterion};
use crate::domain::kind::Kind;
use crate::domain::vocabulary::{List, Term};
use crate::text::Shown;

use super::checklist_text::weights;

/// The condition of a criterion that is asked of every kind of document.
const ANY_KIND: &str = "${kind} != ''";

/// The rows of the three sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The questions in their order.
    pub survey: Vec<Row>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// Names of settings, and their values.
    pub settings: Vec<(&'static str, String)>,
}

/// A row of the sheet `survey`; an empty text is an empty cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Such as `select_one rating`.
    pub r#type: String,
    /// Unique in the form; a column of the answers.
    pub name: String,
    /// What is shown.
    pub label: String,
    /// What is shown below it.
    pub hint: String,
    /// What is shown when somebody asks for more.
    pub guidance_hint: String,
    /// `yes`, or nothing.
    pub required: String,
    /// When it is shown.
    pub relevant: String,
    /// How it is shown.
    pub appearance: String,
}

/// A row of the sheet `choices`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which list it belongs to.
    pub list_name: &'static str,
    /// The code in the answers: that of our files.
    pub name: String,
    /// What is shown.
    pub label: String,
}

/// The rows of a form that asks what a checklist asks, of the same documents.
#[must_use]
pub fn form(checklist: &Checklist) -> Form {
    let mut survey = Survey::new();
    survey.document();
    for section in &checklist.sections {
        let criteria = checklist.criteria.iter().filter(|criterion| criterion.section == section.id);
        survey.section(section, &criteria.filter(|criterion| is_asked(criterion)).collect::<Vec<_>>());
    }
    Form { survey: survey.rows, choices: choices(), settings: settings(checklist) }
}

/// The bytes of the workbook: for the same form always the same.
///
/// # Errors
/// A sentence, when a text does not fit a cell.
pub fn workbook(form: &Form) -> Result<Vec<u8>, String> {
    write(form).map_err(|error| match error {
        XlsxError::MaxStringLengthExceeded => {
            "a text of the checklist is longer than the 32,767 characters that a cell of a workbook holds: shorten it"
                .to_owned()
        }
        other => format!("the workbook could not be made: {other}"),
    })
}

fn write(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The usual date of creation is the present: two exports would never be the same file.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    sheet(workbook.add_worksheet(), "survey", &Row::HEAD, form.survey.iter().map(Row::cells))?;
    sheet(workbook.add_worksheet(), "choices", &Choice::HEAD, form.choices.iter().map(Choice::cells))?;
    let names: Vec<_> = form.settings.iter().map(|(name, _)| *name).collect();
    let values: Vec<_> = form.settings.iter().map(|(_, value)| value.as_str()).collect();
    sheet(workbook.add_worksheet(), "settings", &names, [values].into_iter())?;
    workbook.save_to_buffer()
}

fn sheet<'a, T: AsRef<[&'a str]>>(
    sheet: &mut Worksheet,
    name: &str,
    head: &[&str],
    rows: impl Iterator<Item = T>,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, word) in (0_u16..).zip(head) {
        sheet.write_string_with_format(0, column, *word, &bold)?.set_column_width(column, 28)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(cells.as_ref()) {
            sheet.write_string(row, column, *text)?;
        }
    }
    Ok(())
}

impl Row {
    fn new(r#type: &str, name: String, label: &str) -> Self {
        Self { r#type: r#type.to_owned(), name, label: shown(label), ..Self::default() }
    }

    fn hint(self, hint: &str) -> Self {
        Self { hint: shown(hint), ..self }
    }

    fn required(self) -> Self {
        Self { required: "yes".to_owned(), ..self }
    }

    fn relevant(self, relevant: String) -> Self {
        Self { relevant, ..self }
    }

    const HEAD: [&str; 8] = ["type", "name", "label", "hint", "guidance_hint", "required", "relevant", "appearance"];

    fn cells(&self) -> [&str; 8] {
        let Self { r#type, name, label, hint, guidance_hint, required, relevant, appearance } = self;
        [r#type, name, label, hint, guidance_hint, required, relevant, appearance]
    }
}

impl Choice {
    const HEAD: [&str; 3] = ["list_name", "name", "label"];

    fn cells(&self) -> [&str; 3] {
        let Self { list_name, name, label } = self;
        [list_name, name, label]
    }
}

/// The rows of the survey so far, and the names that are taken.
struct Survey {
    rows: Vec<Row>,
    taken: HashSet<String>,
}

impl Survey {
    fn new() -> Self {
        // `meta` is the form's own; the others are those of the first questions.
        let taken = ["meta", "document", "kind", "sectors", "traits"].map(str::to_owned);
        Self { rows: Vec::new(), taken: taken.into() }
    }

    /// What decides which questions are asked.
    fn document(&mut self) {
        let row = |r#type, name: &str, label| Row::new(r#type, name.to_owned(), label);
        self.rows.extend([
            row("text", "document", "Title or reference of the document").required(),
            row("select_one kind", "kind", "What kind of document is it?").required(),
            row("select_multiple sector", "sectors", "Which sectors does the project work in?")
                .hint("Tick all; a sector may bring questions of its own"),
            row("select_multiple trait", "traits", "What does the project do?")
                .hint("Tick all; each may bring questions of its own"),
        ]);
    }

    fn section(&mut self, section: &ChecklistSection, criteria: &[&Criterion]) {
        if criteria.is_empty() {
            return;
        }
        let name = self.name(&format!("section_{}", xml(&section.id)));
        self.rows.push(Row::new("begin_group", name.clone(), &section.title).relevant(any_of(criteria)));
        criteria.iter().for_each(|criterion| self.criterion(criterion));
        self.rows.push(Row::new("end_group", name, ""));
    }

    fn criterion(&mut self, criterion: &Criterion) {
        let id = xml(&criterion.id);
        let group = self.name(&format!("{id}_group"));
        let row = Row::new("begin_group", group.clone(), criterion.title()).relevant(relevant(criterion));
        self.rows.push(Row { appearance: "field-list".to_owned(), ..row });
        self.questions(criterion, &id);
        self.answer(&id);
        self.rows.push(Row::new("end_group", group, ""));
    }

    /// A note for each wording; with several, each for its kinds.
    fn questions(&mut self, criterion: &Criterion, id: &str) {
        let wordings = wordings(criterion);
        let is_one = wordings.len() == 1;
        for (text, kinds) in wordings {
            let name = self.name(&format!("{id}_question"));
            let when = if is_one { String::new() } else { of_kinds(&kinds) };
            let row = Row::new("note", name, text).hint(&labelled("Look for", &criterion.look_for));
            self.rows.push(Row { guidance_hint: guidance(criterion), ..row.relevant(when) });
        }
    }

    fn answer(&mut self, id: &str) {
        let rating = self.name(id);
        let not_applicable = format!("${{{rating}}} = '{}'", Rating::NotApplicable.code());
        let rows = [
            Row::new("select_one rating", rating, "Answer").hint("Leave it empty while it is open: open is never a No"),
            Row::new("text", self.name(&format!("{id}_reason")), "Why can the question not apply?")
                .required()
                .relevant(not_applicable),
            Row::new("select_one yes_no", self.name(&format!("{id}_harm")), "Harm: is the text itself unsafe?")
                .hint("Whatever the answer is; an unsafe text always needs a required change"),
            Row::new("text", self.name(&format!("{id}_note")), "Note")
                .hint("Section and page in your own words; no names and no details of survivors or incidents"),
        ];
        self.rows.extend(rows);
    }

    /// The wanted name, with a number when it is taken.
    fn name(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 1;
        while !self.taken.insert(name.clone()) {
            number += 1;
            name = format!("{wanted}_{number}");
        }
        name
    }
}

/// Our ids as names of XML elements: no hyphen, which a formula would read as a minus, and no digit first.
fn xml(id: &str) -> String {
    let name = id.replace('-', "_");
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("q_{name}") } else { name }
}

/// One line, safe to show; a reference to a question would be filled in by the form.
fn shown(text: &str) -> String {
    Shown::line(text).as_str().replace("${", "$ {")
}

fn is_asked(criterion: &Criterion) -> bool {
    Kind::ALL.iter().any(|kind| criterion.weight(*kind).is_some())
}

/// The wordings of the question, each with the kinds of document that it is for.
fn wordings(criterion: &Criterion) -> Vec<(&str, Vec<Kind>)> {
    let mut wordings: Vec<(&str, Vec<Kind>)> = Vec::new();
    for kind in asked_kinds(criterion) {
        let text = criterion.question(kind);
        match wordings.iter_mut().find(|(known, _)| *known == text) {
            Some((_, kinds)) => kinds.push(kind),
            None => wordings.push((text, vec![kind])),
        }
    }
    wordings
}

fn asked_kinds(criterion: &Criterion) -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| criterion.weight(*kind).is_some())
}

/// When a criterion is asked: the rule of [`Criterion::asked`] as a formula.
fn relevant(criterion: &Criterion) -> String {
    let kinds = of_kinds(&asked_kinds(criterion).collect::<Vec<_>>());
    let parts = [kinds, selected("sectors", &criterion.sectors), selected("traits", &criterion.when)];
    let bracketed = |part: &String| if part.contains(" or ") { format!("({part})") } else { part.clone() };
    parts.iter().filter(|part| !part.is_empty()).map(bracketed).collect::<Vec<_>>().join(" and ")
}

/// When at least one of the criteria is asked, so that no empty section is shown.
fn any_of(criteria: &[&Criterion]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in criteria.iter().map(|criterion| relevant(criterion)) {
        if part == ANY_KIND {
            return part;
        }
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if let [only] = parts.as_slice() {
        return only.clone();
    }
    parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" or ")
}

fn of_kinds(kinds: &[Kind]) -> String {
    if kinds == Kind::ALL {
        return ANY_KIND.to_owned();
    }
    kinds.iter().map(|kind| format!("${{kind}} = '{}'", kind.code())).collect::<Vec<_>>().join(" or ")
}

fn selected(question: &str, codes: &[String]) -> String {
    codes.iter().map(|code| format!("selected(${{{question}}}, '{code}')")).collect::<Vec<_>>().join(" or ")
}

/// What is shown when somebody asks for more.
fn guidance(criterion: &Criterion) -> String {
    let Criterion { why, red_flags, recommendation, core, .. } = criterion;
    let core = if *core { "Core question. " } else { "" };
    let parts = [
        labelled("Why", std::slice::from_ref(why)),
        labelled("Red flags", red_flags),
        labelled("Sample recommendation", std::slice::from_ref(recommendation)),
        format!("{core}Weight: {}", weights(criterion)),
    ];
    shown(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — "))
}

fn labelled(label: &str, texts: &[String]) -> String {
    let texts = texts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join("; ");
    if texts.is_empty() { texts } else { format!("{label}: {texts}") }
}

fn choices() -> Vec<Choice> {
    let kinds = Kind::ALL.iter().map(|kind| choice("kind", kind.code(), kind.label()));
    let ratings = Rating::ALL.iter().map(|rating| choice("rating", rating.code(), rating.label()));
    let answers = [("yes", "Yes"), ("no", "No")].map(|(name, label)| choice("yes_no", name, label));
    kinds
        .chain(listed("sector", List::Sectors))
        .chain(listed("trait", List::Traits))
        .chain(ratings)
        .chain(answers)
        .collect()
}

fn listed(list_name: &'static str, list: List) -> impl Iterator<Item = Choice> {
    list.entries().iter().map(move |Term { code, label, .. }| choice(list_name, code, label))
}

fn choice(list_name: &'static str, name: &str, label: &str) -> Choice {
    Choice { list_name, name: name.to_owned(), label: label.to_owned() }
}

fn settings(checklist: &Checklist) -> Vec<(&'static str, String)> {
    let Checklist { id, version, title, language, .. } = checklist;
    let name = List::Languages.label(language).unwrap_or(language);
    vec![
        ("form_title", shown(title)),
        ("form_id", xml(id)),
        ("version", version.clone()),
        ("default_language", format!("{name} ({language})")),
    ]
}
