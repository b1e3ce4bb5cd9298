//! `appraise feedback`: the letter to the author, as Markdown, HTML or Word.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::domain::review::Review;
use crate::domain::sign_off::MANY_CHANGES;
use crate::domain::summary::Language;
use crate::export::letter::{self, Letter};
use crate::store::file_stem;

use super::session::{Session, print, say};
use super::{Status, file, show};

/// Which letter, and how.
#[derive(Debug, Clone, Args)]
pub struct FeedbackArgs {
    /// A review id, the beginning of a review's hash, its file name, or the id of a draft
    review: String,
    /// Text to paste into a mail, one HTML file to read, or a Word document to reply in
    #[arg(long, value_enum, default_value_t = Shape::Markdown)]
    format: Shape,
    /// en, fr or es [default: the record's \"Letter in\", else the document's language, else en]
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<Language>,
    /// The file to write [default: standard output for Markdown, else a name made from the review]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file
    #[arg(long)]
    force: bool,
}

/// The forms of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// To paste into a mail.
    Markdown,
    /// To read and to print.
    Html,
    /// To reply in.
    Docx,
}

/// Writes the letter.
///
/// # Errors
/// When there is no such review, or the file is there already or cannot be written.
pub fn run(session: &Session, args: &FeedbackArgs) -> anyhow::Result<Status> {
    let review = show::review(session, &args.review)?;
    let checklists = session.store.checklists_of(&review, &session.checklists());
    let letter = Letter::of(&review, &checklists, &file_stem(&review), args.language);
    if letter.required() > MANY_CHANGES {
        say(&format!("{} required changes: an author can work through about {MANY_CHANGES}.", letter.required()));
    }
    match (args.format, &args.output) {
        (Shape::Markdown, None) => print(letter::markdown(&letter).trim_end())?,
        (format, path) => write(&letter, format, &path.clone().unwrap_or_else(|| named(&review, format)), args.force)?,
    }
    Ok(Status::Done)
}

fn write(letter: &Letter, format: Shape, path: &Path, force: bool) -> anyhow::Result<()> {
    let bytes = match format {
        Shape::Markdown => letter::markdown(letter).into_bytes(),
        Shape::Html => letter::html(letter).into_bytes(),
        Shape::Docx => letter::docx(letter)?,
    };
    file::write(path, &bytes, force)?;
    say(&format!("Written: {}", path.display()));
    Ok(())
}

fn named(review: &Review, format: Shape) -> PathBuf {
    let ending = match format {
        Shape::Markdown => "md",
        Shape::Html => "html",
        Shape::Docx => "docx",
    };
    PathBuf::from(format!("{}.letter.{ending}", file_stem(review)))
}
