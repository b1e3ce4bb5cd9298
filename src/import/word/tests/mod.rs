//! Word files as a reviewer meets them, built from small pieces of XML.

mod fixture;
mod headings;
mod hostile;
mod mutation;
mod package;
mod text;

use super::*;
use fixture::{Docx, docx, p, style, styled};

/// Headings with `#` for each level (`~` behind it when only guessed), everything else as it is.
fn blocks(manuscript: &Manuscript) -> Vec<String> {
    let show = |block: &crate::import::Block| match block.heading {
        Some(rank) => {
            format!("{}{} {}", "#".repeat(rank.level.into()), if rank.derived { "~" } else { "" }, block.text)
        }
        None => block.text.clone(),
    };
    manuscript.blocks.iter().map(show).collect()
}

fn read_ok(docx: &Docx) -> Manuscript {
    read(&docx.bytes()).unwrap()
}

/// The same, where a document without text is an empty manuscript.
fn read_or_empty(docx: &Docx) -> Manuscript {
    match read(&docx.bytes()) {
        Err(ImportError::WordWithoutText { .. }) => Manuscript::default(),
        other => other.unwrap(),
    }
}

/// The blocks of a document with this body.
fn shown(body: &str) -> Vec<String> {
    blocks(&read_or_empty(&docx(body)))
}

/// Each body, and its blocks.
fn assert_shown(cases: &[(&str, &[&str])]) {
    for (body, expected) in cases {
        assert_eq!(shown(body), *expected, "{body}");
    }
}
