//! The texts as arguments: a name of a file that looks like an option is given by a pattern, not by a person.

use super::env::Env;
use super::{strings, workspace};

/// The longest argument that a system takes.
const MOST: usize = 100_000;

/// Each text in one of the places in turn.
fn say(of: impl Fn(usize) -> bool) {
    let env = Env::new();
    workspace::keep(&env.store(), 1, "Words");
    env.file("plan.md", "# A plan\n\nWords.\n");
    let texts =
        strings::all().into_iter().map(|(_, text)| text).filter(|text| text.len() < MOST && !text.contains('\0'));
    for (n, text) in texts.enumerate().filter(|(n, _)| of(*n)) {
        let (option, pair) = (format!("--{text}"), format!("title={text}"));
        let by = format!("{text}={text}");
        let commands: [&[&str]; 14] = [
            &[&text],
            &["list", &text],
            &["show", &text],
            &["add", "plan.md", &option],
            &["check", &option],
            &["add", &text],
            &["check", &text],
            &["add", "plan.md", "--kind", &text],
            &["add", "plan.md", "--set", &pair],
            &["summary", "--where", &by],
            &["summary", "--from", &text],
            &["feedback", &text],
            &["merge", &text],
            &["fill", "h-1", "--answers", &text, "--reviewer", &text],
        ];
        let said = env.run(commands[n % commands.len()]);
        assert!((0..=3).contains(&said.status), "{text:?}: {said:?}");
    }
}

#[test]
fn arguments_are_quoted_harmlessly() {
    say(|n| n % 3 == 0);
}

#[test]
#[ignore = "takes a minute"]
fn all_arguments_are_quoted_harmlessly() {
    say(|_| true);
}
