//! The sentences of a section, to choose one as evidence.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// Sentences as ranges. Lines of one paragraph belong together, however the text was broken into lines.
pub(super) fn sentences(text: &str, offset: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        // A line break ends a sentence for Unicode; a blank of the same length does not.
        let joined = text.get(paragraph.clone()).unwrap_or_default().replace('\n', " ");
        for (from, sentence) in joined.split_sentence_bound_indices() {
            let kept = sentence.trim();
            if kept.chars().any(char::is_alphanumeric) {
                let lead = sentence.len() - sentence.trim_start().len();
                let start = offset + paragraph.start + from + lead;
                found.push(start..start + kept.len());
            }
        }
    }
    found
}

/// Runs of lines without a blank one between them; a list item or a table row begins a new one.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut at, mut fresh) = (0, true);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let blank = line.trim().is_empty();
        match found.last_mut() {
            Some(last) if !fresh && !blank && !begins_anew(line) => last.end = end,
            _ if !blank => found.push(at..end),
            _ => {}
        }
        (at, fresh) = (end, blank);
    }
    found
}

fn begins_anew(line: &str) -> bool {
    let text = line.trim_start();
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = text.starts_with(['-', '*', '+', '•', '|', '>']);
    item || (numbered.len() < text.len() && numbered.starts_with(['.', ')']))
}
