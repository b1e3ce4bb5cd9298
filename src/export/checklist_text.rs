//! A checklist to read or to print on paper, as plain text or as Markdown: the same blocks, drawn in two ways.

use crate::domain::checklist::{Checklist, Criterion, Weight};
use crate::domain::kind::Kind;
use crate::domain::vocabulary::List;
use crate::text::{Shown, Wrapped};

const HOW: [&str; 2] = [
    "Mark the box: [x] yes, said clearly and where it binds · [~] partly · [!] no, absent or contradicted · [-] n.a., it \
     cannot apply, with the reason beside it. An empty box is open, and open is never a No.",
    "Write H (harm) beside the box when the text itself is unsafe, such as details of a survivor, whatever the answer is: \
     it always needs a required change.",
];
const BOX: &str = "[ ]";
/// Under the title of a question, so that the boxes stand out.
const INDENT: u16 = 4;
/// Narrower than this nothing can be read; the terminal may break the lines then.
const LEAST: u16 = 24;

/// A checklist, and which part of it is printed.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// The checklist.
    pub checklist: &'a Checklist,
    /// Only what is asked of this kind of document, in its wording.
    pub kind: Option<Kind>,
    /// The sectors whose questions are printed. Without any: all of them, or none when a kind is chosen.
    pub sectors: &'a [String],
}

/// A part of the page; the texts are as in the checklist.
enum Block {
    Title(String),
    Section(String),
    Question(String),
    /// An id, and words about it.
    Facts(String, String),
    /// A paragraph with its label, which may be empty.
    Text(String, String),
    List(&'static str, Vec<String>),
}

impl Sheet<'_> {
    /// Plain text, wrapped to `width` cells.
    #[must_use]
    pub fn text(&self, width: u16) -> String {
        let mut page = Page { text: String::new(), width: width.max(LEAST), indent: 0 };
        self.blocks().iter().for_each(|block| page.put(block));
        page.text
    }

    /// Markdown: a heading a section and a question, nothing wrapped.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = self.blocks().iter().map(marked).collect::<Vec<_>>().join("\n\n");
        text.push('\n');
        text
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.head();
        for section in &self.checklist.sections {
            let criteria = self.criteria().filter(|criterion| criterion.section == section.id);
            let asked: Vec<_> = criteria.flat_map(|criterion| self.criterion(criterion)).collect();
            if !asked.is_empty() {
                blocks.push(Block::Section(section.title.clone()));
                blocks.extend(asked);
            }
        }
        blocks
    }

    fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.checklist.criteria.iter().filter(|criterion| self.holds(criterion))
    }

    fn holds(&self, criterion: &Criterion) -> bool {
        let is_weighed = self.kind.is_none_or(|kind| criterion.weight(kind).is_some());
        let all_sectors = self.kind.is_none() && self.sectors.is_empty();
        let wanted = |code: &String| self.sectors.contains(code);
        is_weighed && (criterion.sectors.is_empty() || all_sectors || criterion.sectors.iter().any(wanted))
    }

    fn head(&self) -> Vec<Block> {
        let Checklist { id, version, title, purpose, .. } = self.checklist;
        let mut blocks = vec![
            Block::Title(title.clone()),
            Block::Facts(id.clone(), joined([format!("version {version}"), self.choice(), self.size()])),
            plain(purpose.clone()),
        ];
        blocks.extend(HOW.iter().map(|line| plain((*line).to_owned())));
        blocks
    }

    fn choice(&self) -> String {
        let kind = self.kind.map(|kind| kind.label().to_owned());
        let sectors = self.sectors.iter().map(|code| sector(code));
        kind.into_iter().chain(sectors).collect::<Vec<_>>().join(", ")
    }

    fn size(&self) -> String {
        let (all, core) = (self.criteria().count(), self.criteria().filter(|criterion| criterion.core).count());
        format!("{all} {}, {core} of them core", if all == 1 { "question" } else { "questions" })
    }

    fn criterion(&self, criterion: &Criterion) -> Vec<Block> {
        let mut blocks = vec![
            Block::Question(criterion.title().to_owned()),
            Block::Facts(criterion.id.clone(), self.facts(criterion)),
        ];
        blocks.extend(conditions(criterion).map(plain));
        blocks.extend(self.blocks_with(criterion));
        blocks.extend(self.wordings(criterion));
        blocks.extend(help(criterion));
        blocks
    }

    fn facts(&self, criterion: &Criterion) -> String {
        let core = criterion.core.then(|| "core".to_owned());
        let weight = match self.kind {
            Some(kind) => criterion.weight(kind).map_or("", Weight::label).to_owned(),
            None => weights(criterion),
        };
        let measure = criterion.measure.as_ref().map(|code| format!("Call to Action measure: {}", spaced(code)));
        let facts = [core, Some(weight), self.short(criterion), measure];
        joined(facts.map(Option::unwrap_or_default))
    }

    fn short(&self, criterion: &Criterion) -> Option<String> {
        let kinds = criterion.profile.iter().filter(|own| self.kind.is_none_or(|kind| kind.weighed_as() == **own));
        let kinds: Vec<_> = kinds.map(|kind| kind.label().to_lowercase()).collect();
        (!kinds.is_empty()).then(|| format!("in the short set for: {}", kinds.join(", ")))
    }

    fn blocks_with(&self, criterion: &Criterion) -> Option<Block> {
        let weighs = |kind: &Kind| criterion.weight(*kind) == Some(Weight::Blocking);
        let blocks = self.kind.as_ref().map_or_else(|| Kind::ALL.iter().any(weighs), weighs);
        let title = |id: &String| self.checklist.criterion(id).map_or(id.clone(), |other| other.title().to_owned());
        let others: Vec<_> = criterion.blocks_with.iter().map(title).collect();
        let text = format!("A No blocks only together with a No on: {}.", others.join(", "));
        (blocks && !others.is_empty()).then(|| plain(text))
    }

    fn wordings(&self, criterion: &Criterion) -> Vec<Block> {
        let Some(kind) = self.kind else {
            let others = criterion
                .question_for
                .iter()
                .map(|(kind, text)| Block::Text(format!("Wording for {}", kind.label().to_lowercase()), text.clone()));
            return [plain(criterion.question.clone())].into_iter().chain(others).collect();
        };
        vec![plain(criterion.question(kind).to_owned())]
    }
}

/// The weights of a criterion by kind of document, the heaviest first.
#[must_use]
pub fn weights(criterion: &Criterion) -> String {
    let of = |weight: &Weight| {
        let weighed = |kind: &&Kind| kind.weighed_as() == **kind && criterion.weight(**kind) == Some(*weight);
        let kinds: Vec<_> = Kind::ALL.iter().filter(weighed).map(|kind| kind.label().to_lowercase()).collect();
        (!kinds.is_empty()).then(|| format!("{}: {}", weight.label(), kinds.join(", ")))
    };
    Weight::ALL.iter().filter_map(of).collect::<Vec<_>>().join("; ")
}

/// When a criterion is asked, beside the kind of document: a sentence for its sectors, and one for its traits.
fn conditions(criterion: &Criterion) -> impl Iterator<Item = String> {
    let sectors: Vec<_> = criterion.sectors.iter().map(|code| sector(code)).collect();
    let traits: Vec<_> = criterion.when.iter().map(|code| lower(List::Traits.label(code).unwrap_or(code))).collect();
    let sentence = |says: &str, of: &[String]| {
        (!of.is_empty()).then(|| format!("Asked when the project {says}{}.", of.join(", or ")))
    };
    [sentence("works in ", &sectors), sentence("", &traits)].into_iter().flatten()
}

/// What helps to answer. The words to look for in the document are for the program, not for paper.
fn help(criterion: &Criterion) -> impl Iterator<Item = Block> {
    let Criterion { why, look_for, red_flags, recommendation, sources, .. } = criterion;
    let text = |label: &str, text: &str| (!text.is_empty()).then(|| Block::Text(label.to_owned(), text.to_owned()));
    let list = |label, items: &[String]| (!items.is_empty()).then(|| Block::List(label, items.to_vec()));
    let parts = [
        text("Why", why),
        list("Look for", look_for),
        list("Red flags", red_flags),
        text("Sample recommendation", recommendation),
        list("Sources", sources),
    ];
    parts.into_iter().flatten()
}

fn plain(text: String) -> Block {
    Block::Text(String::new(), text)
}

fn sector(code: &str) -> String {
    List::Sectors.label(code).map_or_else(|| code.to_owned(), |label| format!("{label} ({code})"))
}

fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn spaced(code: &str) -> String {
    code.replace('-', " ")
}

fn lower(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

/// The plain text so far.
struct Page {
    text: String,
    width: u16,
    indent: u16,
}

impl Page {
    fn put(&mut self, block: &Block) {
        match block {
            Block::Title(title) => self.line(title),
            Block::Section(title) => self.section(title),
            Block::Question(title) => self.question(title),
            Block::Facts(id, facts) => self.line(&format!("{id} · {facts}")),
            Block::Text(label, text) => self.paragraph(label, text),
            Block::List(label, items) => self.list(label, items),
        }
    }

    fn section(&mut self, title: &str) {
        self.indent = 0;
        self.text.push('\n');
        self.line(&title.to_uppercase());
    }

    fn question(&mut self, title: &str) {
        self.indent = 0;
        self.text.push('\n');
        self.line(&format!("{BOX} {title}"));
        self.indent = INDENT;
    }

    /// On the first page the paragraphs stand apart; under a question they stand close, so that it stays on one page.
    fn paragraph(&mut self, label: &str, text: &str) {
        if self.indent == 0 {
            self.text.push('\n');
        }
        if label.is_empty() { self.line(text) } else { self.line(&format!("{label}: {text}")) }
    }

    fn list(&mut self, label: &str, items: &[String]) {
        self.line(&format!("{label}:"));
        items.iter().for_each(|item| self.line(&format!("• {item}")));
    }

    fn line(&mut self, text: &str) {
        let wrapped = Wrapped::new(Shown::line(text).to_string(), self.width.saturating_sub(self.indent));
        for index in 0..wrapped.len() {
            let indent = usize::from(self.indent + wrapped.indent(index));
            self.text.push_str(&" ".repeat(indent));
            self.text.push_str(wrapped.row(index));
            self.text.push('\n');
        }
    }
}

fn marked(block: &Block) -> String {
    match block {
        Block::Title(title) => format!("# {}", escaped(title)),
        Block::Section(title) => format!("## {}", escaped(title)),
        Block::Question(title) => format!("### {BOX} {}", escaped(title)),
        Block::Facts(id, facts) => format!("`{id}` · {}", escaped(facts)),
        Block::Text(label, text) if label.is_empty() => opening(text),
        Block::Text(label, text) => format!("**{}:** {}", escaped(label), escaped(text)),
        Block::List(label, items) => format!("**{label}:**\n\n{}", bullets(items)),
    }
}

fn bullets(items: &[String]) -> String {
    items.iter().map(|item| format!("- {}", opening(item))).collect::<Vec<_>>().join("\n")
}

/// What would be markup stands as itself.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in Shown::line(text).as_str().chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '|' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// At the start of a paragraph a few more characters are markup: a heading, a quotation, a list.
fn opening(text: &str) -> String {
    let text = escaped(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ if text.starts_with(['#', '>', '-', '+', '=', '~']) => format!("\\{text}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_stands_as_itself() {
        let cases = [
            ("plain [number] text", "plain [number] text"),
            ("a*b_c|d`e\\f<g", "a\\*b\\_c\\|d\\`e\\\\f\\<g"),
            ("# no heading", "\\# no heading"),
            ("- no list", "\\- no list"),
            ("2. no list", "2\\. no list"),
            ("2 of 3", "2 of 3"),
            ("two\nlines", "two lines"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(opening(text), expected, "{text}");
        }
    }

    #[test]
    fn labels_begin_small_inside_a_sentence() {
        assert_eq!(lower("Builds sites"), "builds sites");
        assert_eq!(lower("École"), "école");
        assert_eq!(lower(""), "");
    }
}
