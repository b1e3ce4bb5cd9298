//! The report as Markdown: to go on writing in.

use crate::domain::summary::Phrase;
use crate::export::table::{markdown_of, plain};

use super::words::Text;
use super::{Report, command, paragraph};

/// The report as Markdown; nothing from outside can become markup.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut blocks = vec![
        format!("# {}", plain(&report.title())),
        plain(report.say(Text::Subject)),
        plain(&report.about().join(" · ")),
        format!("## {}", plain(report.say(Text::InShort))),
    ];
    blocks.extend(paragraph::passages(&report.summary, &report.options).iter().map(|passage| plain(passage)));
    blocks.push(plain(Phrase::NoteSample.text(report.options.language)));
    blocks.push(reproduce(report, &command::for_passages(&report.summary, &report.options)));
    for (part, tables) in report.parts() {
        blocks.push(format!("## {}", plain(report.say(part.heading()))));
        for table in tables {
            blocks.push(markdown_of(table, report.options.hide_small).trim_end().to_owned());
            blocks.push(reproduce(report, &command::for_table(&report.summary, table, &report.options)));
        }
    }
    blocks.push(format!("## {}", plain(report.say(Text::AboutNumbers))));
    let cautions: Vec<_> = report.cautions().iter().map(|caution| format!("- {}", plain(caution))).collect();
    blocks.push(cautions.join("\n"));
    blocks.join("\n\n") + "\n"
}

fn reproduce(report: &Report, command: &str) -> String {
    format!("{} {}", report.say(Text::Reproduce), code(command))
}

/// A span of code: its fence is longer than any run of back-ticks in it.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_code_cannot_be_left() {
        let cases = [("a b", "`a b`"), ("a `b` c", "``a `b` c``"), ("``", "``` `` ```"), ("", "``")];
        for (text, wanted) in cases {
            assert_eq!(code(text), wanted);
        }
    }
}
