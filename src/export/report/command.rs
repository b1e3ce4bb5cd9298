//! The command line that gives the same numbers again.

use std::fmt::Write as _;

use crate::domain::summary::{Language, Summary, Table};

use super::Options;

/// For a table.
#[must_use]
pub fn for_table(summary: &Summary, table: &Table, options: &Options) -> String {
    let mut words = begun("summary", summary);
    words.extend(["--format", "markdown", "--table", table.id].map(str::to_owned));
    finished(words, options)
}

/// For the paragraph.
#[must_use]
pub fn for_passages(summary: &Summary, options: &Options) -> String {
    let mut words = begun("report", summary);
    words.push("--paragraph".to_owned());
    words.extend(options.with_change.then(|| "--with-change".to_owned()));
    words.extend(options.team.iter().map(|team| format!("--team={team}")));
    finished(words, options)
}

fn begun(command: &str, summary: &Summary) -> Vec<String> {
    let mut words = vec!["appraise".to_owned(), command.to_owned()];
    if let Some(year) = summary.period.whole_year() {
        words.extend(["--year".to_owned(), year.to_string()]);
    } else {
        words.extend(summary.period.from.into_iter().flat_map(|from| ["--from".to_owned(), from.to_string()]));
        words.extend(summary.period.to.into_iter().flat_map(|to| ["--to".to_owned(), to.to_string()]));
    }
    words.extend(summary.conditions.iter().flat_map(|condition| ["--where".to_owned(), condition.clone()]));
    words
}

fn finished(mut words: Vec<String>, options: &Options) -> String {
    if options.language != Language::English {
        words.extend(["--language".to_owned(), options.language.code().to_owned()]);
    }
    words.extend(options.hide_small.then(|| "--hide-small".to_owned()));
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

/// One word of a shell, whatever it holds. What would not show, or would break the line, is written as an escape.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_=./,:+@".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    if crate::text::Shown::line(word).as_str() == word {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    let mut out = "$'".to_owned();
    for c in word.chars() {
        match c {
            '\'' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c if c.is_alphanumeric() => out.push(c),
            // Writing into a string cannot fail.
            c => drop(write!(out, "\\U{:08x}", u32::from(c))),
        }
    }
    out + "'"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shell_stay_one_word() {
        let cases = [
            ("kind=proposal", "kind=proposal"),
            ("", "''"),
            ("donor=a b", "'donor=a b'"),
            ("donor=it's; rm -rf ~", r"'donor=it'\''s; rm -rf ~'"),
            ("donor=$(id)`id`", "'donor=$(id)`id`'"),
            ("donor=a\nb'\\", r"$'donor=a\U0000000ab\'\\'"),
            ("donor=\u{202e}x", r"$'donor=\U0000202ex'"),
            ("donor=Œuvre", "'donor=Œuvre'"),
        ];
        for (word, wanted) in cases {
            assert_eq!(quoted(word), wanted);
        }
    }
}
