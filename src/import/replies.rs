//! The author's replies: a letter that comes back as Word, or a CSV with the numbers of the comments.

use crate::domain::comment::Reply;
use crate::domain::reply::{Said, Sign};

use super::{ImportError, Manuscript, decode, recognise, word};
use recognise::Form;

/// What between two cells of a row stands in a line of a table.
const BETWEEN: &str = " | ";

/// Names of the columns of a CSV, in lower case, in three languages.
const NUMBER: [&str; 7] = ["number", "no.", "no", "n", "n°", "n.º", "numero"];
const REPLY: [&str; 6] = ["reply", "your reply", "votre réponse", "réponse", "su respuesta", "respuesta"];
const REASON: [&str; 6] = ["reason", "your reason", "vos raisons", "raison", "su motivo", "motivo"];

/// A file of replies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replies {
    /// The letter that it says it answers.
    pub letter: Option<String>,
    /// The rows with a reply.
    pub said: Vec<Said>,
    /// Rows that begin like a comment and have no reply that is known, as they stand in the file.
    pub unread: Vec<String>,
}

/// Reads a file of replies.
///
/// # Errors
/// A refusal, also for a file in which no reply stands.
pub fn read(bytes: &[u8]) -> Result<Replies, ImportError> {
    let replies = match recognise::form(bytes)? {
        Form::Word => of_manuscript(&word::read(bytes)?),
        _ => of_csv(&decode::text(bytes)?.0)?,
    };
    if replies.said.is_empty() && replies.unread.is_empty() {
        return Err(ImportError::NoReplies);
    }
    Ok(replies)
}

fn of_manuscript(manuscript: &Manuscript) -> Replies {
    let mut replies = Replies::default();
    for line in manuscript.blocks.iter().flat_map(|block| block.text.lines()) {
        // Empty cells at the end of a row leave their marks behind.
        let cells: Vec<_> = line.trim_end_matches([' ', '|']).split(BETWEEN).map(str::trim).collect();
        match cells.as_slice() {
            [label, name] if Sign::Letter.is(label) => replies.letter = Some((*name).to_owned()),
            [number, rest @ ..] if rest.len() >= 4 => replies.add(number, rest, line),
            _ => {}
        }
    }
    replies
}

fn of_csv(text: &str) -> Result<Replies, ImportError> {
    let head = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let heads: Vec<_> =
        reader.headers().map_err(|_| ImportError::NoReplies)?.iter().map(|head| head.trim().to_lowercase()).collect();
    let column = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
    let (Some(number), Some(reply)) = (column(&NUMBER), column(&REPLY)) else { return Err(ImportError::NoReplies) };
    let reason = column(&REASON);
    let mut replies = Replies::default();
    for record in reader.records().map_while(Result::ok) {
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let rest = [cell(reply), reason.map_or("", cell)];
        replies.add(cell(number), &rest, &record.iter().collect::<Vec<_>>().join(BETWEEN));
    }
    Ok(replies)
}

impl Replies {
    /// A row that begins with a number: the first cell that is a reply counts, what stands behind it is the reason.
    fn add(&mut self, number: &str, cells: &[&str], line: &str) {
        let Ok(n) = number.parse::<u32>() else { return };
        let found = cells.iter().enumerate().find_map(|(at, cell)| Some((at, Reply::said(cell)?)));
        let Some((at, (reply, note))) = found else {
            if cells.last().is_some_and(|cell| Sign::Choose.is(cell)) {
                return;
            }
            self.unread.push(line.to_owned());
            return;
        };
        let behind = cells.get(at + 1..).unwrap_or_default();
        let note = [note.as_str()].into_iter().chain(behind.iter().copied()).filter(|part| !part.is_empty());
        self.said.push(Said { n, reply, note: note.collect::<Vec<_>>().join(BETWEEN) });
    }
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use super::*;

    #[test]
    fn rows_of_the_letter_are_read_and_what_is_not_a_reply_is_named() {
        let table = [
            "No. | Place in the document | What we found | Text you can use | Your reply | Your reason",
            "2 | GBV · Audits / 2.1 | No audit. | Plan one. | Accepted in part | In six sites | not in all.",
            "3 | DNH · Access | No ramp | Add one. | Perhaps",
            "5 | DNH · Access | No ramp | Add one. | Choose …",
            "4 | DNH · Access | No ramp | Add one. | Accepted |",
            "x | a | b | c | Accepted",
        ];
        let (facts, table) = ("Document | A plan\nThis letter | plan.r1.ab.1-0a1b2c3d", table.join("\n"));
        let blocks = vec![Block::paragraph(facts), Block::paragraph(&table)];
        let replies = of_manuscript(&Manuscript { blocks, ..Manuscript::default() });
        assert_eq!(replies.letter.as_deref(), Some("plan.r1.ab.1-0a1b2c3d"));
        let note = "In six sites | not in all.".to_owned();
        let bare = Said { n: 4, reply: Reply::Accepted, note: String::new() };
        assert_eq!(replies.said, [Said { n: 2, reply: Reply::AcceptedInPart, note }, bare]);
        assert_eq!(replies.unread, ["3 | DNH · Access | No ramp | Add one. | Perhaps"]);
    }

    #[test]
    fn a_csv_has_its_columns_by_name_in_three_languages() {
        let cases = [
            "number,reply,reason\n2,accepted,\n3,Not accepted,\"No, money\"\n",
            "N°;Votre réponse;Vos raisons\n2;Acceptée;\n3;Non acceptée;No, money\n",
            "Su motivo\tSu respuesta\tN.º\n\tAceptado\t2\nNo, money\tNo aceptado\t3\n",
        ];
        let (two, three) = (
            Said { n: 2, reply: Reply::Accepted, note: String::new() },
            Said { n: 3, reply: Reply::NotAccepted, note: "No, money".to_owned() },
        );
        for text in cases {
            assert_eq!(of_csv(text).unwrap().said, [two.clone(), three.clone()], "{text}");
        }
        assert_eq!(of_csv("a,b\n1,2\n"), Err(ImportError::NoReplies));
    }
}
