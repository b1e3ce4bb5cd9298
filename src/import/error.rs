//! Why a file cannot be added.

use thiserror::Error;

/// Each is a sentence for the reviewer; the caller puts the file name in front.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// More bytes than are read.
    #[error(
        "This file has {bytes} bytes; at most {most} ({} MiB) can be read. Split the document, or leave out its annexes, and add it again.",
        most >> 20
    )]
    TooLarge {
        /// The size of the file.
        bytes: usize,
        /// The most of its form.
        most: usize,
    },
    /// Nothing, or blanks only.
    #[error("This file is empty. Check that it was saved or downloaded whole, and add it again.")]
    Empty,
    /// A format that cannot be read.
    #[error("This is {what}. Save it as plain text or Markdown and add that file; reading {such} is not built in yet.")]
    NotBuiltIn {
        /// The format, with its article.
        what: &'static str,
        /// Files of this format.
        such: &'static str,
    },
    /// A PDF that cannot be taken.
    #[error(transparent)]
    Pdf(#[from] super::pdf::Refusal),
    /// Two bytes a character.
    #[error("This text is saved as UTF-16 (“Unicode” in some editors). Save it as UTF-8 and add it again.")]
    Utf16,
    /// A byte that cannot stand there in UTF-8.
    #[error(
        "This text is not UTF-8: the first wrong byte is at offset {offset} (line {line}). It was probably saved as Windows-1252. Save it as UTF-8 and add it again."
    )]
    NotUtf8 {
        /// Bytes before the wrong one.
        offset: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// Control characters as no text has them.
    #[error(
        "This is not a text: it holds control characters, the first of them at line {line}, column {column}. Save the document as plain text or Markdown and add that file."
    )]
    Binary {
        /// The line of the first, counted from 1.
        line: usize,
        /// Its column in characters, counted from 1.
        column: usize,
    },
    /// Starts as JSON does but cannot be read as such.
    #[error(
        "This starts with “{{” as JSON does, but the JSON breaks at line {line}, column {column}: {what}. Correct that place, or save the document as plain text that starts with a word."
    )]
    BrokenJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// In the words of the parser.
        what: String,
    },
    /// JSON, but something else than a record.
    #[error("This is {what}, and a record is needed: JSON with the member \"format\": \"appraise-record/1\".")]
    NotARecord {
        /// What it is.
        what: String,
    },
    /// Says that it is a record, and has a member of a wrong form.
    #[error(
        "This record cannot be read at line {line}, column {column}: {what}. Run “appraise check” on it to see every fault."
    )]
    FaultyRecord {
        /// Counted from 1; 0 when not known.
        line: usize,
        /// Counted from 1; 0 when not known.
        column: usize,
        /// In the words of the parser.
        what: String,
    },
    /// A file of replies without any.
    #[error(
        "This file holds no replies: a letter of ours that came back as Word is needed, or a CSV with the columns number, reply and reason."
    )]
    NoReplies,
    /// Encrypted by Office or inside its archive.
    #[error("This document is protected with a password. Open it, save it without the password, and add that file.")]
    Protected,
    /// The format of Word before 2007.
    #[error("This is a document of an old version of Word (.doc). Open it, save it as .docx, and add that file.")]
    OldWord,
    /// A Word document that cannot be read as a whole.
    #[error(
        "This Word file is damaged: {what}. Ask for it again, or open it in Word or LibreOffice, save it again as .docx, and add that file."
    )]
    DamagedWord {
        /// What is wrong.
        what: String,
    },
    /// A Word document with a part that is no valid XML.
    #[error(
        "This Word file is damaged: its part {part} cannot be read at byte {byte} ({what}). Ask for it again, or open it in Word or LibreOffice, save it again as .docx, and add that file."
    )]
    DamagedPart {
        /// The name of the part.
        part: String,
        /// Bytes before the place.
        byte: usize,
        /// What is wrong there.
        what: String,
    },
    /// A Word document that has paper, pictures or headers only.
    #[error("This Word file holds {what}. Ask for the file that the text was written in.")]
    WordWithoutText {
        /// What it holds.
        what: &'static str,
    },
    /// A Word document with more in it than is read.
    #[error("This Word file {what}. Split the document, or leave out its annexes, and add it again.")]
    WordTooLarge {
        /// What it has, and how much is read.
        what: String,
    },
}
