//! The letter as Markdown: to paste into a mail. Nothing that the reviewer wrote can become markup.

use crate::domain::comment::CommentClass;
use crate::export::table::plain;

use super::words::Text;
use super::{Letter, Part, Row};

/// The letter as Markdown.
#[must_use]
pub fn markdown(letter: &Letter) -> String {
    let mut blocks = vec![format!("# {}", letter.title())];
    blocks.extend(letter.cautions.iter().map(|caution| format!("**{caution}**")));
    blocks.push(facts(letter));
    if let Some(note) = &letter.note {
        blocks.push(format!("## {}", letter.say(Text::Note)));
        blocks.extend(paragraphs(note));
    }
    if !letter.strengths.is_empty() {
        let lines = letter.strengths.iter().map(|line| format!("- {}", plain(line)));
        blocks.push(format!("## {}", letter.say(Text::Strengths)));
        blocks.push(lines.collect::<Vec<_>>().join("\n"));
    }
    if letter.parts.is_empty() {
        blocks.push(letter.say(Text::NoComments).to_owned());
    }
    letter.parts.iter().for_each(|part| blocks.extend(section(letter, part)));
    blocks.extend(settled(letter));
    blocks.join("\n\n") + "\n"
}

fn facts(letter: &Letter) -> String {
    let lines = letter.facts.iter().map(|(label, value)| format!("- {label}: {}", plain(value)));
    lines.collect::<Vec<_>>().join("\n")
}

fn section(letter: &Letter, part: &Part) -> Vec<String> {
    let heading = format!("## {}", letter.heading(part.class));
    let note = letter.class_note(part.class).map(str::to_owned);
    [heading].into_iter().chain(note).chain(part.rows.iter().flat_map(|row| comment(letter, row, part.class))).collect()
}

fn comment(letter: &Letter, row: &Row, class: CommentClass) -> Vec<String> {
    let place = Some(plain(&row.place)).filter(|place| !place.is_empty());
    let head: Vec<_> = row.topic.iter().map(|topic| plain(topic)).chain(place).collect();
    let mut blocks = vec![format!("### {}. {}", row.n, head.join(" · "))];
    blocks.extend(row.harm.then(|| format!("**{}**", letter.say(Text::Unsafe))));
    blocks.extend(paragraphs(&row.finding));
    if !row.text.trim().is_empty() {
        let quoted = row.text.lines().map(|line| format!("> {}", plain(line)));
        blocks.push(format!("{}:", letter.say(Text::Suggested)));
        blocks.push(quoted.collect::<Vec<_>>().join("\n"));
    }
    if class != CommentClass::GoodPractice {
        blocks.push(format!("{}: {}", letter.say(Text::Reply), row.reply.as_deref().map(plain).unwrap_or_default()));
    }
    blocks.into_iter().map(|block| block.trim_end().to_owned()).collect()
}

fn settled(letter: &Letter) -> Vec<String> {
    if letter.settled.is_empty() {
        return Vec::new();
    }
    let lines = letter.settled.iter().map(|one| format!("- {}. {}: {}", one.n, plain(&one.topic), one.state));
    vec![format!("## {}", letter.say(Text::Settled)), lines.collect::<Vec<_>>().join("\n")]
}

fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(plain).filter(|line| !line.trim().is_empty())
}
