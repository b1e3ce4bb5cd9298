//! `appraise replies`: what the author answered, into the next round.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use crate::domain::checklist::Profile;
use crate::domain::reply::Taken;
use crate::domain::review::Review;
use crate::import;
use crate::import::replies::{self, Replies};

use crate::store::file_stem;

use super::Status;
use super::session::{Session, Work, input, print, print_json, say};

/// Which letter, and what came back.
#[derive(Debug, Clone, Args)]
pub struct RepliesArgs {
    /// The signed-off review that the letter was made from: its id, the beginning of its hash, or its file name
    review: String,
    /// The letter as it came back (Word), or a CSV with the columns number, reply and reason
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Writes the replies into the draft of the next round, which begins when there is none.
///
/// # Errors
/// When the file cannot be read, answers another letter, or the draft cannot be saved.
pub fn run(session: &Session, args: &RepliesArgs) -> anyhow::Result<Status> {
    let (name, bytes) = input(&args.file, import::LARGEST_PACKED as u64)?;
    let replies = replies::read(&bytes).map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
    let review = session.store.review(&args.review)?;
    check_letter(&replies, &review, &name)?;
    let Work { mut review, draft, .. } =
        session.work_on(&review.record.id, Profile::All, Some(review.round.saturating_add(1)))?;
    let Some(mut draft) = draft else {
        bail!("the draft of the next round is open in another window: close it there first")
    };
    let taken = review.take_replies(&replies.said);
    draft.save(&review)?;
    tell(session, &review, &taken, &replies)?;
    let unclear = !taken.unmatched.is_empty() || !replies.unread.is_empty();
    Ok(if unclear { Status::Findings } else { Status::Done })
}

/// Numbers say nothing by themselves: they are those of one letter.
fn check_letter(replies: &Replies, review: &Review, name: &str) -> anyhow::Result<()> {
    let ours = file_stem(review);
    match &replies.letter {
        Some(letter) if *letter != ours => {
            bail!("{name} answers the letter {letter}, and this is {ours}: nothing was read in")
        }
        Some(_) => Ok(()),
        None => {
            say(&format!("{name} does not say which letter it answers; its numbers are taken for those of {ours}"));
            Ok(())
        }
    }
}

fn tell(session: &Session, review: &Review, taken: &Taken, replies: &Replies) -> anyhow::Result<()> {
    if session.json {
        return print_json(&serde_json::json!({
            "review": review.id, "round": review.round, "matched": taken.matched, "replaced": taken.replaced,
            "unmatched": taken.unmatched, "without_reply": taken.silent, "unread": replies.unread,
        }));
    }
    print(&format!("Replies taken into round {}: {}", review.round, listed(&taken.matched)))?;
    let told = [
        ("Another reply stood there before: ", &taken.replaced),
        ("No open comment has this number, or it was answered twice: ", &taken.unmatched),
        ("Without a reply: ", &taken.silent),
    ];
    for (words, numbers) in told.iter().filter(|(_, numbers)| !numbers.is_empty()) {
        print(&format!("{words}{}", listed(numbers)))?;
    }
    replies.unread.iter().try_for_each(|line| print(&format!("No reply could be read in: {line}")))
}

fn listed(numbers: &[u32]) -> String {
    if numbers.is_empty() {
        return "none".to_owned();
    }
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
