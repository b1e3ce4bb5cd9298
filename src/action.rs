//! The one table of commands: keys, hints, help, palette, `appraise keys`, README and man page all read it.
//!
//! A new command is one row here and one arm in [`crate::app`]. The order of the rows is the order of the help.

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::key::Key;

/// Where a command can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// In the review, whichever pane has the focus.
    Review,
    /// In the document pane; goes before the review's commands.
    Document,
    /// While a passage is being marked as evidence.
    Marking,
    /// On the comment form.
    Comment,
    /// On the list of records, drafts and reviews.
    Library,
    /// On the board of counts.
    Board,
    /// On the form with the record's data.
    Record,
    /// On the sign-off screen.
    SignOff,
    /// While choosing from a list.
    Picker,
    /// While writing text.
    Text,
    /// While a question waits for yes or no.
    Confirm,
    /// While the help is read.
    Help,
    /// Everywhere but where text is typed.
    Anywhere,
}

impl Scope {
    /// Every scope, in the order of the help.
    pub const ALL: [Self; 13] = [
        Self::Review,
        Self::Document,
        Self::Marking,
        Self::Comment,
        Self::Library,
        Self::Board,
        Self::Record,
        Self::SignOff,
        Self::Picker,
        Self::Text,
        Self::Confirm,
        Self::Help,
        Self::Anywhere,
    ];

    /// The heading in help and README.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Review => "Review",
            Self::Document => "Document pane",
            Self::Marking => "Marking evidence",
            Self::Comment => "Comment",
            Self::Library => "Library",
            Self::Board => "Board",
            Self::Record => "Record data",
            Self::SignOff => "Sign-off",
            Self::Picker => "Choosing from a list",
            Self::Text => "Writing",
            Self::Confirm => "Yes or no",
            Self::Help => "Help",
            Self::Anywhere => "Everywhere",
        }
    }

    /// Whether characters are typed here, so that none can be a command.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Picker | Self::Text)
    }

    /// Where a key is looked for, nearest first.
    #[must_use]
    pub const fn chain(self) -> &'static [Self] {
        match self {
            Self::Review => &[Self::Review, Self::Anywhere],
            Self::Document => &[Self::Document, Self::Review, Self::Anywhere],
            Self::Marking => &[Self::Marking, Self::Anywhere],
            Self::Comment => &[Self::Comment, Self::Anywhere],
            Self::Library => &[Self::Library, Self::Anywhere],
            Self::Board => &[Self::Board, Self::Anywhere],
            Self::Record => &[Self::Record, Self::Anywhere],
            Self::SignOff => &[Self::SignOff, Self::Anywhere],
            Self::Picker => &[Self::Picker],
            Self::Text => &[Self::Text],
            Self::Confirm => &[Self::Confirm],
            Self::Help => &[Self::Help],
            Self::Anywhere => &[Self::Anywhere],
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// What happens.
    pub action: Action,
    /// The name in the palette and in documents: kebab-case, unique.
    pub name: &'static str,
    /// Where it can be given.
    pub scope: Scope,
    /// The keys for it, the one to show first.
    pub keys: &'static [&'static str],
    /// The word in the bottom line; empty when it is not shown there.
    pub hint: &'static str,
    /// What it does, for the help.
    pub doc: &'static str,
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $action:ident $name:literal $scope:ident [$($key:literal),*] $hint:literal;)+) => {
        /// Everything that a reviewer can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[doc = $doc])+ $action,)+ }

        /// The table, in the order of the help.
        pub const COMMANDS: &[Command] = &[$(Command {
            action: Action::$action,
            name: $name,
            scope: Scope::$scope,
            keys: &[$($key),*],
            hint: $hint,
            doc: concat!($($doc),+).trim_ascii_start(),
        },)+];
    };
}

commands! {
    /// Answer Yes and go to the next open question
    Yes "answer-yes" Review ["y", "1"] "yes";
    /// Answer Partly and go to the next open question
    Partly "answer-partly" Review ["p", "2"] "partly";
    /// Answer No and go to the next open question
    No "answer-no" Review ["n", "3"] "no";
    /// Answer Not applicable, with a reason
    NotApplicable "answer-not-applicable" Review ["a", "4"] "n/a";
    /// Answer all open questions of this section at once
    Section "answer-section" Review ["A"] "";
    /// Make the question open again
    Reopen "reopen" Review ["0", "backspace"] "";
    /// Flag unsafe text, or take the flag away
    Harm "harm-flag" Review ["h"] "harm";
    /// Write a comment to the author, or change it
    Comment "comment" Review ["c"] "comment";
    /// Write one more comment on this question
    AnotherComment "another-comment" Review ["C"] "";
    /// Mark a passage of the document as evidence
    Evidence "evidence" Review ["e"] "evidence";
    /// Write a note for yourself and your team
    Note "note" Review ["w"] "";
    /// Take away a note, a piece of evidence or a comment
    Remove "remove" Review ["x", "delete"] "";
    /// Take the last change back
    Undo "undo" Review ["u"] "";
    /// Make the change again that was taken back
    Redo "redo" Review ["U", "ctrl-r"] "";
    /// Go to the sign-off, or amend a signed-off review
    SignOff "sign-off" Review ["s"] "sign off";
    /// Write the letter to the author as a Word document
    Letter "letter" Review ["l"] "";
    /// Go back to the library; everything is saved
    Leave "leave" Review ["q", "esc"] "leave";
    /// Go to the next open question
    NextOpen "next-open" Review ["o"] "";
    /// Go to the next open core question
    NextCoreOpen "next-core-open" Review ["O"] "";
    /// Go to the next question
    NextCriterion "next-question" Review ["down", "j"] "";
    /// Go to the question before
    PreviousCriterion "previous-question" Review ["up", "k"] "";
    /// Go to the first question
    FirstCriterion "first-question" Review ["home"] "";
    /// Go to the last question
    LastCriterion "last-question" Review ["end"] "";
    /// Scroll down
    PageDown "page-down" Review ["page-down", "space", "ctrl-f"] "";
    /// Scroll up
    PageUp "page-up" Review ["page-up", "ctrl-b"] "";
    /// Show the next passage with words of the question
    NextPassage "next-passage" Review ["]"] "";
    /// Show the passage before
    PreviousPassage "previous-passage" Review ["["] "";
    /// Find a question by a few letters
    FindCriterion "find-question" Review ["/"] "find";
    /// List core questions only, or all again
    CoreOnly "core-only" Review ["f"] "";
    /// Jump to a heading of the document
    Outline "outline" Review ["g"] "";
    /// Go back to where you were in the document
    GoBack "go-back" Review ["b"] "";
    /// List the evidence of all questions, and what of it was lost
    EvidenceList "evidence-list" Review ["E"] "";
    /// List the comments that are open, with the author's replies
    Waiting "open-comments" Review ["r"] "";
    /// Show what changed in the document, or the document again
    WhatChanged "what-changed" Review ["d"] "";
    /// List what was not opened, and questions without a passage
    Coverage "coverage" Review ["v"] "";
    /// Go to the next pane
    NextPane "next-pane" Review ["tab", "right"] "pane";
    /// Go to the pane before
    PreviousPane "previous-pane" Review ["shift-tab", "left"] "";
    /// Choose which questions are asked: all, the core, the short set
    WhichQuestions "which-questions" Review ["F"] "";
    /// See and change the data of the record
    EditRecord "record-data" Review ["i"] "";

    /// Scroll one line down
    LineDown "line-down" Document ["down", "j"] "scroll";
    /// Scroll one line up
    LineUp "line-up" Document ["up", "k"] "";
    /// Go to the top of the document
    DocumentTop "document-top" Document ["home"] "";
    /// Go to the end of the document
    DocumentEnd "document-end" Document ["end"] "";
    /// Search in the document
    Search "search" Document ["/"] "search";
    /// Show the next match
    NextMatch "next-match" Document ["n"] "next match";
    /// Show the match before
    PreviousMatch "previous-match" Document ["N"] "";
    /// Mark the passage in view as evidence
    MarkHere "mark-here" Document ["enter"] "mark";

    /// Choose the next sentence
    MarkNext "mark-next" Marking ["down", "j", "n"] "next sentence";
    /// Choose the sentence before
    MarkPrevious "mark-previous" Marking ["up", "k", "N"] "";
    /// Keep the passage as evidence
    MarkKeep "mark-keep" Marking ["enter", "e"] "keep";
    /// Leave without marking anything
    MarkCancel "mark-cancel" Marking ["esc", "q"] "cancel";
    /// Add the next word to the passage
    MarkLonger "mark-longer" Marking ["right", "l"] "longer";
    /// Take the last word off the passage
    MarkShorter "mark-shorter" Marking ["left"] "shorter";
    /// Start the passage one word later
    MarkStartLater "mark-start-later" Marking ["shift-tab", ">"] "";

    /// Go to the next line of the comment
    CommentDown "comment-down" Comment ["down", "tab", "j"] "";
    /// Go to the line before
    CommentUp "comment-up" Comment ["up", "shift-tab", "k"] "";
    /// Change this line of the comment
    CommentEdit "comment-edit" Comment ["enter"] "change";
    /// Put in the sample recommendation
    UseSample "use-sample" Comment ["r"] "put in sample text";
    /// Take the comment away
    CommentRemove "comment-remove" Comment ["x", "delete"] "remove";
    /// Close the comment; it is kept
    CommentClose "comment-close" Comment ["esc", "q"] "close";

    /// Open the record, draft or review
    Open "open" Library ["enter"] "open";
    /// Go down the list
    LibraryDown "library-down" Library ["down"] "";
    /// Go up the list
    LibraryUp "library-up" Library ["up"] "";
    /// Show the next list: all, drafts, signed off
    NextList "next-list" Library ["tab"] "next list";
    /// Open the board: counts, and what is behind each number
    OpenBoard "board" Library ["f6"] "board";
    /// Read the list from the disk again
    Reload "reload" Library ["f5"] "";
    /// Take the filter away, or leave the program
    LibraryBack "library-back" Library ["esc"] "leave";

    /// Open what is behind the number, or the review
    BoardOpen "open-number" Board ["enter"] "open";
    /// Go back to the number, to the library, or leave
    BoardBack "board-back" Board ["esc", "q", "backspace"] "back";
    /// Go to the next table
    NextTable "next-table" Board ["tab"] "next table";
    /// Go to the table before
    PreviousTable "previous-table" Board ["shift-tab"] "";
    /// Go to a table or a row by a few letters
    Jump "go-to" Board ["g", "/"] "go to";
    /// Choose the period: a year, a quarter, any days
    Period "period" Board ["p"] "period";
    /// Count only some documents, or take a filter away
    Filter "filter" Board ["f"] "filter";
    /// Add a table by one or more properties
    GroupBy "group-by" Board ["b"] "by";
    /// Hide numbers below 5 for sharing, or show them again
    HideSmall "hide-small" Board ["n"] "small numbers";
    /// Show all of the note under a table, or less of it
    TableNote "table-note" Board ["i"] "note";
    /// Go down
    BoardDown "board-down" Board ["down", "j"] "";
    /// Go up
    BoardUp "board-up" Board ["up", "k"] "";
    /// Go to the number on the right
    BoardRight "board-right" Board ["right", "l"] "";
    /// Go to the number on the left
    BoardLeft "board-left" Board ["left", "h"] "";
    /// Go ten rows down
    BoardPageDown "board-page-down" Board ["page-down", "space"] "";
    /// Go ten rows up
    BoardPageUp "board-page-up" Board ["page-up"] "";
    /// Go to the first row
    BoardFirst "first-row" Board ["home"] "";
    /// Go to the last row
    BoardLast "last-row" Board ["end"] "";
    /// Read the reviews from the disk again, and count
    Recount "recount" Board ["f5"] "";

    /// Go to the next line of the form
    FieldDown "field-down" Record ["down", "tab", "j"] "";
    /// Go to the line before
    FieldUp "field-up" Record ["up", "shift-tab", "k"] "";
    /// Change this line, or start the review
    FieldEdit "field-edit" Record ["enter"] "change";
    /// Start or go on with the review
    StartReview "start-review" Record ["s"] "start the review";
    /// Go back; what you changed is kept
    FormBack "form-back" Record ["esc", "q"] "back";

    /// Go to the next line of the sign-off
    SignOffDown "sign-off-down" SignOff ["down", "tab", "j"] "";
    /// Go to the line before
    SignOffUp "sign-off-up" SignOff ["up", "shift-tab", "k"] "";
    /// Change this line, go to this question, or sign off
    SignOffEdit "sign-off-edit" SignOff ["enter"] "change";
    /// Write the letter to the author as a Word document
    SignOffLetter "sign-off-letter" SignOff ["l"] "letter";
    /// Go back to the questions
    SignOffBack "sign-off-back" SignOff ["esc", "q"] "back";

    /// Go down the list
    PickerDown "list-down" Picker ["down", "ctrl-n"] "";
    /// Go up the list
    PickerUp "list-up" Picker ["up", "ctrl-p"] "";
    /// Tick or untick, where several can be chosen
    PickerTick "list-tick" Picker ["tab"] "tick";
    /// Take what is chosen
    PickerAccept "list-accept" Picker ["enter"] "take";
    /// Leave the list without choosing
    PickerCancel "list-cancel" Picker ["esc", "ctrl-c"] "cancel";

    /// Close the box; a longer text is kept, a line is left
    TextDone "text-done" Text ["esc", "ctrl-c"] "close";
    /// Write in your own editor ($EDITOR)
    TextExternal "text-external" Text ["ctrl-o"] "own editor";
    /// Put in the sample recommendation
    TextSample "text-sample" Text ["ctrl-t"] "sample text";
    /// Take back what was typed here
    TextRevert "text-revert" Text ["ctrl-x"] "as before";

    /// Yes, do it
    ConfirmYes "confirm-yes" Confirm ["y", "enter"] "yes";
    /// No, go back
    ConfirmNo "confirm-no" Confirm ["n", "esc", "q", "ctrl-c"] "no";

    /// Scroll the help down
    HelpDown "help-down" Help ["down", "j", "page-down", "space"] "scroll";
    /// Scroll the help up
    HelpUp "help-up" Help ["up", "k", "page-up"] "";
    /// Close the help
    HelpClose "help-close" Help ["esc", "enter", "q", "?", "f1", "ctrl-c"] "close";

    /// Show every key for what you are doing
    Help "help" Anywhere ["?", "f1"] "help";
    /// Find a command by its name
    Palette "commands" Anywhere [":", "f2"] "commands";
    /// Save a copy in another folder, when saving fails
    SaveElsewhere "save-elsewhere" Anywhere ["ctrl-e"] "";
    /// Draw the screen again
    Redraw "redraw" Anywhere ["ctrl-l"] "";
    /// Go to the shell for a while
    Suspend "suspend" Anywhere ["ctrl-z"] "";
    /// Save and leave the program
    Quit "quit" Anywhere ["ctrl-q", "ctrl-c"] "";
}

static KEYS: LazyLock<Vec<(Scope, Key, Action)>> = LazyLock::new(|| {
    let row = |command: &'static Command| {
        command.keys.iter().filter_map(|key| Some((command.scope, key.parse().ok()?, command.action)))
    };
    COMMANDS.iter().flat_map(row).collect()
});

/// The command for a key, from the nearest scope that has one.
#[must_use]
pub fn lookup(scope: Scope, key: Key) -> Option<Action> {
    let bound = |scope: &Scope| KEYS.iter().find(|(at, bound, _)| at == scope && *bound == key);
    scope.chain().iter().find_map(bound).map(|(_, _, action)| *action)
}

/// The row of a command.
#[must_use]
pub fn command(action: Action) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.action == action)
}

/// The key to show for a command; empty when it has none.
#[must_use]
pub fn key_of(action: Action) -> &'static str {
    command(action).and_then(|command| command.keys.first()).copied().unwrap_or_default()
}

/// The table as Markdown, one heading a scope: the block of the README.
#[must_use]
pub fn markdown() -> String {
    let mut text = String::new();
    for scope in Scope::ALL {
        let head = "| key | what it does | command |\n| --- | --- | --- |";
        let _ = writeln!(text, "**{}**\n\n{head}", scope.title());
        for command in COMMANDS.iter().filter(|command| command.scope == scope) {
            let keys: Vec<_> = command.keys.iter().map(|key| format!("`{key}`")).collect();
            let _ = writeln!(text, "| {} | {} | `{}` |", keys.join(" "), command.doc, command.name);
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// Whether a key takes the last letter back in a filter.
#[must_use]
pub fn is_backspace(key: Key) -> bool {
    key.code == crossterm::event::KeyCode::Backspace
}
