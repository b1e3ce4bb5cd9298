//! What the author answered to a letter, and which comments it is about.

use super::comment::{Comment, CommentClass, Reply};
use super::review::Review;
use super::summary::{Language, phrases};
use super::vocabulary::List;
use crate::text::fold;

phrases! {
    /// What a letter that comes back is known by: written by the letter, found by the reading of replies.
    pub enum Sign {
        /// Before the name of the letter.
        Letter = "This letter", "Cette lettre", "Esta carta";
        /// In a row before the author chose.
        Choose = "Choose …", "Choisir…", "Elegir…";
    }
}

impl Sign {
    /// Whether a cell says it, in any of the languages.
    #[must_use]
    pub fn is(self, cell: &str) -> bool {
        Language::ALL.iter().any(|language| self.text(*language) == cell)
    }
}

/// One row of a letter that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The number of the comment.
    pub n: u32,
    /// What the author chose.
    pub reply: Reply,
    /// The author's reason; may be empty.
    pub note: String,
}

/// What came of the replies: nothing is matched by guess.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Numbers of the comments that got a reply.
    pub matched: Vec<u32>,
    /// Numbers of comments that had another reply before.
    pub replaced: Vec<u32>,
    /// Numbers that no open comment has, and numbers that were answered twice.
    pub unmatched: Vec<u32>,
    /// Numbers of open comments without a reply.
    pub silent: Vec<u32>,
}

impl Reply {
    /// What a cell says: a reply in one of the three languages or its code, and what stands behind it.
    #[must_use]
    pub fn said(cell: &str) -> Option<(Self, String)> {
        let (first, rest) = cell.find([':', '.', '/', '–', ';', ',']).map_or((cell, ""), |at| cell.split_at(at));
        let words = fold(first.trim());
        let is = |reply: &&Self| {
            let Some(term) = List::Replies.find(reply.code()) else { return false };
            let labels = [Some(&term.code), Some(&term.label), term.label_fr.as_ref(), term.label_es.as_ref()];
            labels.into_iter().flatten().any(|label| fold(label).text() == words.text())
        };
        let reply = *Self::ALL.iter().find(is)?;
        let note = rest.trim_start_matches(|c: char| !c.is_alphanumeric()).trim();
        Some((reply, note.to_owned()))
    }
}

impl Review {
    /// Writes the author's replies beside the comments that are open.
    pub fn take_replies(&mut self, said: &[Said]) -> Taken {
        let mut taken = Taken::default();
        for one in said {
            let twice = taken.matched.contains(&one.n);
            match self.comment_mut(one.n).filter(|comment| asks(comment) && !twice) {
                Some(comment) => take(comment, one, &mut taken),
                None => taken.unmatched.push(one.n),
            }
        }
        let waiting = self.waiting();
        taken.silent = waiting.into_iter().filter(|n| !taken.matched.contains(n)).collect();
        taken
    }
}

fn asks(comment: &Comment) -> bool {
    comment.class != CommentClass::GoodPractice
}

fn take(comment: &mut Comment, said: &Said, taken: &mut Taken) {
    let note = Some(said.note.trim().to_owned()).filter(|note| !note.is_empty());
    if comment.reply.is_some_and(|before| before != said.reply) {
        taken.replaced.push(said.n);
    }
    (comment.reply, comment.reply_note) = (Some(said.reply), note);
    taken.matched.push(said.n);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_known_in_every_language_with_what_stands_behind_it_and_nothing_else_is_one() {
        let cases = [
            ("Accepted", Some((Reply::Accepted, ""))),
            (" acceptee en partie. ", Some((Reply::AcceptedInPart, ""))),
            ("No aceptado: falta presupuesto", Some((Reply::NotAccepted, "falta presupuesto"))),
            ("Not accepted / the donor decides", Some((Reply::NotAccepted, "the donor decides"))),
            ("accepted-in-part", Some((Reply::AcceptedInPart, ""))),
            ("Choose …", None),
            ("Accepted as discussed", None),
            ("we will see", None),
            ("", None),
        ];
        for (cell, wanted) in cases {
            assert_eq!(Reply::said(cell), wanted.map(|(reply, note)| (reply, note.to_owned())), "{cell}");
        }
    }
}
