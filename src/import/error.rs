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
    /// Two bytes a character, and no mark that tells which is first.
    #[error(
        "This text is saved as UTF-16 (“Unicode” in some editors) and does not say in which order its bytes stand. Save it as UTF-8 and add it again."
    )]
    Utf16,
    /// A byte that can stand there neither in UTF-8 nor in Windows-1252.
    #[error(
        "This text is neither UTF-8 nor Windows-1252: the first wrong byte is at offset {offset} (line {line}). Save it as UTF-8 and add it again."
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
    /// More bytes than are read of this format.
    #[error("This file has {bytes} bytes; at most {most} can be read of such a file. Split it, and add the parts.")]
    Larger {
        /// The size of the file.
        bytes: usize,
        /// The most that is read.
        most: usize,
    },
    /// A workbook that cannot be unpacked.
    #[error(
        "This Excel workbook is damaged ({what}). Open it in Excel, save it again as .xlsx and add that file, or ask for it again."
    )]
    BrokenWorkbook {
        /// In the words of the reader.
        what: String,
    },
    /// A workbook that is much larger than it looks.
    #[error(
        "This Excel workbook holds a part that unpacks to more than {most} bytes, so it was not read. Copy the list alone into a new workbook and add that file."
    )]
    Unpacked {
        /// The most that is unpacked of it.
        most: u64,
    },
    /// A spreadsheet of another kind.
    #[error("This is {what}. Save it as an Excel workbook (.xlsx) or as CSV and add that file.")]
    OtherSheet {
        /// The format, with its article.
        what: &'static str,
    },
    /// A list that is too long or too wide.
    #[error("This list has more than {most} {what}. Split it, and add the parts.")]
    TooMany {
        /// Rows or columns.
        what: &'static str,
        /// The most that are read.
        most: usize,
    },
    /// A list without a column of titles.
    #[error(
        "No column of this list is known to hold the titles of documents; its first row says {}. Name that column “Title”, or say with --mapping FILE what each column is.",
        if columns.is_empty() { "nothing" } else { columns }
    )]
    NoTitles {
        /// The names of the columns.
        columns: String,
    },
    /// XML that breaks off.
    #[error("This XML breaks at line {line}: {what}. Download the file again, and add it as it came.")]
    BrokenXml {
        /// Counted from 1.
        line: usize,
        /// In the words of the parser.
        what: String,
    },
    /// Data that describe no document.
    #[error("This is {what}. {advice}")]
    NoDocuments {
        /// What it is.
        what: String,
        /// What to do instead.
        advice: &'static str,
    },
}

impl ImportError {
    pub(super) const fn too_large(bytes: usize, most: usize) -> Self {
        Self::Larger { bytes, most }
    }

    pub(super) fn broken_workbook(what: &str) -> Self {
        Self::BrokenWorkbook { what: what.to_owned() }
    }

    pub(super) fn no_titles(columns: &str) -> Self {
        Self::NoTitles { columns: columns.to_owned() }
    }
}
