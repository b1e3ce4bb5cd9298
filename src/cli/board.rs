//! `appraise board`: the counts on a screen, down to the review behind each number.

use clap::Args;

use crate::app::App;
use crate::clock::moment;
use crate::domain::checklist::Profile;
use crate::tui;

use super::Status;
use super::counting::CountArgs;
use super::screen::can_draw;
use super::session::{Session, say};

/// What to begin with; all of it can be changed on the board.
#[derive(Debug, Clone, Args)]
pub struct BoardArgs {
    #[command(flatten)]
    count: CountArgs,
    /// Say how to get the same counts line by line
    #[arg(long)]
    plain: bool,
}

/// Opens the board.
///
/// # Errors
/// When there is no such time, or the terminal cannot be used.
pub fn run(session: &Session, args: &BoardArgs) -> anyhow::Result<Status> {
    let question = args.count.question(&[])?;
    if args.plain || !can_draw() {
        say("The board needs a full screen. The same counts line by line: appraise summary");
        return Ok(Status::Usage);
    }
    if args.count.no_index {
        session.store.forget_index();
    }
    let mut app = App::new(session.setup(Profile::All, None), moment());
    app.begin_on_board(question);
    tui::run(app, session.store.clone())?;
    Ok(Status::Done)
}
