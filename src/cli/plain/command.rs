//! What can be typed: one table for reading and for help. The letters are those of the full screen.

use crate::domain::answer::Rating;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Rate(Rating),
    NotApplicable,
    Reopen,
    Harm,
    Note,
    Comment,
    Evidence,
    Remove,
    Undo,
    Redo,
    Guidance,
    Passages,
    Read,
    Again,
    Next,
    Back,
    NextOpen,
    NextCoreOpen,
    Find,
    Where,
    Role,
    Markers,
    SignOff,
    Copy,
    Help,
    Leave,
}

/// One row.
pub(super) struct Command {
    /// What is typed for it, the shortest first.
    pub(super) keys: &'static [&'static str],
    pub(super) act: Act,
    /// Words that may follow; empty when none may.
    words: &'static str,
    doc: &'static str,
}

const fn row(keys: &'static [&'static str], act: Act, doc: &'static str) -> Command {
    Command { keys, act, words: "", doc }
}

const fn with(keys: &'static [&'static str], words: &'static str, act: Act, doc: &'static str) -> Command {
    Command { keys, act, words, doc }
}

pub(super) const COMMANDS: &[Command] = &[
    row(&["y", "1", "yes"], Act::Rate(Rating::Yes), "answer Yes, go to the next open question"),
    row(&["p", "2", "partly"], Act::Rate(Rating::Partly), "answer Partly, go to the next open question"),
    row(&["n", "3", "no"], Act::Rate(Rating::No), "answer No, go to the next open question"),
    row(&["a", "4"], Act::NotApplicable, "answer Not applicable, with a reason from a list"),
    row(&["0"], Act::Reopen, "make the question open again"),
    row(&["h"], Act::Harm, "flag unsafe text, or take the flag away"),
    row(&["w"], Act::Note, "write a note for yourself and your team"),
    row(&["c"], Act::Comment, "write a comment to the author, or change one"),
    with(
        &["e"],
        "WORDS",
        Act::Evidence,
        "keep a place in the document as evidence: from a list, or by words of the text",
    ),
    row(&["x"], Act::Remove, "take away a note, a piece of evidence, a comment or a flag"),
    row(&["u"], Act::Undo, "take the last change back"),
    row(&["U"], Act::Redo, "make the change again that was taken back"),
    row(&["g"], Act::Guidance, "hear why the question matters, what to look for, a sample recommendation"),
    row(&["t"], Act::Passages, "hear the passages with words of the question"),
    with(&["d"], "NUMBER", Act::Read, "hear the document: its sections by number, then the text of one"),
    row(&["."], Act::Again, "hear the question again"),
    row(&["+", ""], Act::Next, "go to the next question; an empty line does the same"),
    row(&["-"], Act::Back, "go to the question before"),
    row(&["o"], Act::NextOpen, "go to the next open question"),
    row(&["O"], Act::NextCoreOpen, "go to the next open core question"),
    with(&["/"], "WORDS", Act::Find, "find a question by words"),
    row(&["l"], Act::Where, "hear where you are, with counts by checklist"),
    row(&["r"], Act::Role, "say what your word means: clearance or advice"),
    row(&["m"], Act::Markers, "say how you read the gender markers that the document claims"),
    row(&["s"], Act::SignOff, "go to the sign-off"),
    with(&["!"], "FOLDER", Act::Copy, "save a copy in another folder, when saving fails"),
    row(&["?", "help"], Act::Help, "this list"),
    row(&["q", "quit"], Act::Leave, "leave; all is saved"),
];

impl Act {
    /// Whether it changes the review.
    pub(super) const fn changes(self) -> bool {
        matches!(
            self,
            Self::Rate(_)
                | Self::NotApplicable
                | Self::Reopen
                | Self::Harm
                | Self::Note
                | Self::Comment
                | Self::Evidence
                | Self::Remove
                | Self::Undo
                | Self::Redo
                | Self::Role
                | Self::Markers
                | Self::SignOff
                | Self::Copy
        )
    }
}

/// What a line means, with the words that follow the command; `None` when it is no command.
pub(super) fn read(line: &str) -> Option<(Act, &str)> {
    let line = line.trim();
    let signed = line.strip_prefix(['/', '!']).map(|words| (line.get(..1).unwrap_or_default(), words));
    let (key, words) = signed.or_else(|| line.split_once(char::is_whitespace)).unwrap_or((line, ""));
    let command = COMMANDS.iter().find(|command| command.keys.contains(&key))?;
    let words = words.trim();
    (words.is_empty() || !command.words.is_empty()).then_some((command.act, words))
}

/// One line a command.
pub(super) fn help() -> String {
    let line = |command: &Command| {
        let keys: Vec<_> = command.keys.iter().filter(|key| !key.is_empty()).copied().collect();
        let words = if command.words.is_empty() { String::new() } else { format!(" {}", command.words) };
        format!("{}{words}: {}.", keys.join(" or "), command.doc)
    };
    COMMANDS.iter().map(line).collect::<Vec<_>>().join("\n")
}
