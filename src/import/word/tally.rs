//! What was left out or read in another way, and the sentences about it.

use super::piece::Left;

/// Sections that a sentence names.
const NAMED: usize = 5;

/// Counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tracked insertions.
    pub inserted: usize,
    /// Tracked deletions.
    pub deleted: usize,
    /// Passages that were tracked as moved.
    pub moved: usize,
    /// Comments.
    pub comments: usize,
    /// Passages that Word does not show.
    pub hidden: usize,
    /// Characters of fonts of pictures.
    pub symbols: usize,
    /// Lines of tables of contents.
    pub contents: usize,
    /// Headings that are only guessed.
    pub guessed: usize,
    /// Whether the file has pages.
    pub pages: bool,
    /// Parts that could not be read, as sentences.
    pub damaged: Vec<String>,
    /// Sections, and what in them is no text.
    pub left: Vec<(String, Left)>,
}

impl Tally {
    /// Counts the other's changes, comments and hidden passages too.
    pub fn add(&mut self, other: &Self) {
        self.inserted += other.inserted;
        self.deleted += other.deleted;
        self.moved += other.moved;
        self.comments += other.comments;
        self.hidden += other.hidden;
        self.symbols += other.symbols;
    }

    /// A part that cannot be read.
    pub fn damage(&mut self, part: &str, what: &str) {
        self.damaged.push(format!("The part {part} of the file is damaged and was left out ({what})."));
    }

    /// The sentences.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let left = |one, many, of: fn(&Left) -> u32| self.left_out(one, many, of);
        let sentences = [
            self.guesses(),
            self.changes(),
            told(self.comments, "Comments were left out"),
            told(self.hidden, "Hidden passages were left out"),
            self.contents(),
            left("picture was left out", "pictures were left out", |left| left.pictures),
            left("chart or embedded object was left out", "charts or embedded objects were left out", |left| {
                left.objects
            }),
            left("equation is written in one line", "equations are written in one line", |left| left.equations),
            told(self.symbols, "Characters of fonts that draw pictures were left out"),
            self.pages.then(|| "The page numbers are those of the last time Word laid the document out.".to_owned()),
        ];
        self.damaged.iter().cloned().chain(sentences.into_iter().flatten()).collect()
    }

    fn guesses(&self) -> Option<String> {
        let count = counted(self.guessed, "heading was", "headings were");
        (self.guessed > 0)
            .then(|| format!("The document marks no headings; {count} guessed from bold, capital or numbered lines."))
    }

    fn contents(&self) -> Option<String> {
        let lines = counted(self.contents, "line", "lines");
        (self.contents > 0).then(|| format!("The table of contents was left out ({lines})."))
    }

    fn changes(&self) -> Option<String> {
        let kinds = [
            (self.inserted, "insertion", "insertions"),
            (self.deleted, "deletion", "deletions"),
            (self.moved, "move", "moves"),
        ];
        let counts: Vec<_> = kinds
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| counted(*count, one, many))
            .collect();
        (!counts.is_empty()).then(|| format!("Tracked changes were read as if accepted: {}.", counts.join(", ")))
    }

    fn left_out(&self, one: &str, many: &str, of: fn(&Left) -> u32) -> Option<String> {
        let places: Vec<_> = self.left.iter().map(|(name, left)| (name, of(left))).filter(|(_, n)| *n > 0).collect();
        let total: u64 = places.iter().map(|(_, count)| u64::from(*count)).sum();
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        let named = places.iter().take(NAMED).map(|(name, count)| place(name, *count));
        let more = places.len().checked_sub(NAMED + 1).map(|rest| format!("in {} more sections", rest + 1));
        let named: Vec<_> = named.chain(more).collect();
        (total > 0).then(|| format!("{}: {}.", counted(total, one, many), named.join(", ")))
    }
}

fn place(name: &str, count: u32) -> String {
    let place = if name.is_empty() { "before the first heading".to_owned() } else { format!("in “{name}”") };
    if count > 1 { format!("{place} ({count})") } else { place }
}

fn told(count: usize, what: &str) -> Option<String> {
    (count > 0).then(|| format!("{what} ({count})."))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
