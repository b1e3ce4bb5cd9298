//! Every text in every place of a workspace on the disk, through every command that prints.
//!
//! [`Env::run`](super::env::Env::run) looks over whatever is said.

use std::ffi::OsString;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use appraise::domain::review::Reviewer;
use appraise::store::Settings;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::env::Env;
use super::{names, strings, watch, workspace};

/// A record and its two reviews.
pub struct Kept {
    /// What is in every place of it.
    pub text: String,
    /// The names of its two reviews.
    pub reviews: Vec<String>,
}

/// A user whose workspace holds the texts: `h-0`, `h-1` …
pub fn user(texts: Vec<String>) -> (Env, Vec<Kept>) {
    let env = Env::new();
    let store = env.store();
    let keep = |(n, text): (u32, String)| {
        let reviews = workspace::keep(&store, n, &text);
        Kept { text, reviews }
    };
    let kept = (0..).zip(texts).map(keep).collect::<Vec<_>>();
    let texts: Vec<_> = kept.iter().map(|kept| kept.text.as_str()).collect();
    for (id, part) in
        ["gbv-mitigation", "do-no-harm", "gender-equality"].iter().zip(texts.chunks(texts.len().div_ceil(3)))
    {
        env.file(format!("team/checklists/{id}.json"), workspace::checklist(id, part).to_string());
    }
    let name = Some(texts[0].to_owned());
    store.save_settings(&Settings { reviewer: Some(Reviewer { id: "zz".to_owned(), name, role: None }) }).unwrap();
    (env, kept)
}

/// With a text that speaks in our name beside a draft as well as without one.
fn with_forgeries(texts: Vec<String>) -> Vec<String> {
    let forged = ["b", "c"].map(|word| format!("{word}\n{} by nobody", watch::FORGERY));
    texts.into_iter().chain(forged).collect()
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { waiting.push(path) } else { found.push((path.clone(), fs::read(path).unwrap())) }
        }
    }
    found.sort();
    found
}

/// In lists all of them are looked at, one by one every ninth in a different way.
#[test]
fn no_command_says_more_than_text_and_none_changes_what_is_stored() {
    let (env, kept) = user(with_forgeries(strings::short()));
    let before = files(&env.path("team"));
    for command in [
        "list records",
        "list drafts",
        "list reviews",
        "list checklists",
        "checklists show gbv-mitigation",
        "checklists show do-no-harm --format markdown",
        "checklists diff gbv-mitigation",
        "compare",
        "verify",
        "summary",
        "summary --by tag",
        "summary --by donor",
        "summary --format markdown",
        "report --year 2026",
        "report --year 2026 --format html",
        "report --year 2026 --paragraph",
        "list records --json",
        "list reviews --json",
        "compare --json",
    ] {
        let said = env.run(command.split(' '));
        assert!([0, 3].contains(&said.status), "{command}: {} {}", said.status, said.err);
        assert!(said.out.len() > 20, "{command} says nothing: {}", said.err);
    }
    for (n, kept) in kept.iter().enumerate().filter(|(n, kept)| n % 9 == 0 || kept.text.contains(watch::FORGERY)) {
        let all = about(n, kept);
        let one = all.get(n / 9 % all.len()).filter(|_| !kept.text.contains(watch::FORGERY));
        for command in one.map_or(&all[..], std::slice::from_ref) {
            assert_eq!(env.run(command).status, 0, "{command:?}");
        }
    }
    assert_eq!(files(&env.path("team")), before, "a command that only prints changed a file");
}

#[test]
#[ignore = "takes minutes: every text in every command one by one"]
fn no_command_says_more_than_text_of_any_record_or_review() {
    let all = strings::all().into_iter().map(|(_, text)| text).collect();
    let (env, kept) = user(with_forgeries(all));
    for (n, kept) in kept.iter().enumerate() {
        for command in about(n, kept) {
            let said = env.run(&command);
            // A record without a title is refused; its reviews, which `compare` reads, are not.
            let reads_record = command[1] == format!("h-{n}") && command[0] != "compare";
            let is_refused = reads_record && kept.text.trim().is_empty();
            assert_eq!(said.status, i32::from(is_refused), "{command:?}: {said:?}");
        }
        for review in kept.reviews.iter().filter(|_| n.is_multiple_of(2)) {
            assert_eq!(env.data(["feedback", review]).status, 0, "{review}");
        }
    }
}

/// What can be asked of a record and its reviews; beside a draft of one's own the reviews are hidden.
fn about(n: usize, kept: &Kept) -> Vec<[String; 2]> {
    let (record, draft) = (format!("h-{n}"), format!("h-{n}.draft"));
    let commands = if n.is_multiple_of(2) {
        let [first, second] = [&kept.reviews[0], &kept.reviews[1]];
        vec![["show", &record], ["show", first], ["show", second], ["compare", &record], ["coverage", &record]]
    } else {
        vec![["show", &record], ["show", &draft], ["coverage", &record]]
    };
    commands.into_iter().map(|command| command.map(str::to_owned)).collect()
}

/// What is shown as data has every character.
#[test]
fn data_are_the_texts_as_they_came() {
    let (env, kept) = user(strings::short().into_iter().step_by(6).collect());
    for (n, Kept { text, reviews }) in kept.iter().enumerate().step_by(2) {
        let value = |what: &str| -> serde_json::Value {
            serde_json::from_str(&env.data(["show", what, "--json"]).out).unwrap()
        };
        assert_eq!(value(&format!("h-{n}"))["title"], text.as_str());
        let review = value(&reviews[0]);
        assert_eq!(
            (&review["record"]["title"], &review["record"]["organisation"]),
            (&text.as_str().into(), &text.as_str().into())
        );
    }
}

/// Faulty files with the texts in them: what is wrong is quoted.
#[test]
fn refusals_quote_harmlessly() {
    let env = Env::new();
    let mut files = Vec::new();
    for (n, (_, text)) in strings::all().into_iter().enumerate() {
        let quoted = serde_json::json!(text);
        let bodies = [
            format!("{{\"format\": {quoted}}}"),
            format!(
                "{{\"format\": \"appraise-record/1\", {quoted}: 1, \"id\": {quoted}, \"kind\": {quoted}, {quoted}: 2}}"
            ),
            format!("{{\"format\": \"appraise-review/1\", \"answers\": {{{quoted}: {{\"rating\": {quoted}}}}}}}"),
            format!(
                "{{\"format\": \"appraise-checklist/1\", {quoted}: {quoted}, \"criteria\": [{{\"id\": {quoted}}}]}}"
            ),
            format!("{{\"format\": \"appraise-record/1\", \"title\": \"{text}\" {text}}}"),
        ];
        let name = format!("{n}.json");
        env.file(&name, &bodies[n % bodies.len()]);
        files.push(name);
    }
    let said = env.run(["check".to_owned()].into_iter().chain(files.iter().cloned()));
    assert_eq!(said.status, 3, "{}", said.err);
    let said = env.run(["add".to_owned()].into_iter().chain(files.iter().cloned()));
    assert_eq!(said.status, 1);
    for folder in ["records", "reviews", "checklists"] {
        files.iter().for_each(|name| {
            let content = fs::read(env.path(name)).unwrap();
            env.file(format!("team/{folder}/{name}"), content);
        });
    }
    for command in ["list records", "list reviews", "list checklists", "verify", "summary", "report --year 2026"] {
        let said = env.run(command.split(' '));
        assert!([0, 1, 3].contains(&said.status), "{command}: {said:?}");
    }
}

/// Documents in the forms that people send, with the texts in them, and what is said of their reading.
#[test]
fn documents_and_lists_are_read_and_told_of_harmlessly() {
    let env = Env::new();
    let texts: Vec<_> = strings::all().into_iter().map(|(_, text)| text).filter(|text| text.len() < 50_000).collect();
    let rows = texts.iter().map(|text| format!("\"{0}\",\"{0}\",{0}\n", text.replace('"', "\"\"").replace('\0', "")));
    env.file("list.csv", format!("title,country,donor\n{}", rows.collect::<String>()));
    let said = env.run(["add", "list.csv"]);
    assert!([0, 1].contains(&said.status), "{said:?}");
    let answers = texts.iter().map(|text| serde_json::json!({ "criterion": text, "rating": text }).to_string());
    env.file("plan.md", "---\nid: plan\nkind: proposal\n---\n# A plan\n\nWords.\n");
    env.run(["add", "plan.md"]);
    for line in answers.step_by(9) {
        let said = env.run_with(line.as_bytes(), ["fill", "plan", "--answers", "-", "--reviewer", "ab"]);
        assert_eq!(said.status, 1, "{said:?}");
    }
    let talk = texts.iter().map(|text| text.replace(['\n', '\r'], " ")).collect::<Vec<_>>().join("\n");
    let said = env.run_with(talk.as_bytes(), ["review", "plan", "--plain", "--reviewer", "ab"]);
    assert!([0, 1].contains(&said.status), "{said:?}");
    for (n, text) in texts.iter().enumerate().filter(|(n, _)| n % 9 == 0) {
        let name = format!("text-{n}.md");
        env.file(
            &name,
            format!("---\ntitle: {text}\n{text}: 1\ncountries: [{text}]\n---\n# {text}\n\n## {text}\n\n{text}\n"),
        );
        let said = env.run(["add", &name]);
        assert!([0, 1].contains(&said.status), "{said:?}");
        let said = env.run(["review", &name, "--plain", "--reviewer", "ab"]);
        assert!([0, 1].contains(&said.status), "{said:?}");
    }
}

/// Names, wherever a command takes or finds a file.
#[test]
fn names_of_files_are_said_harmlessly() {
    let env = Env::new();
    let review = workspace::keep(&env.store(), 1, "Words").remove(0);
    let sound = fs::read(env.path(format!("team/reviews/2026/{review}.json"))).unwrap();
    for (n, name) in names::all().iter().enumerate() {
        for (folder, content) in [
            ("team/reviews/2026", &sound[..]),
            ("team/records", &b"{"[..]),
            ("team/checklists", &b"{"[..]),
            ("other", &b"{"[..]),
        ] {
            env.file(Path::new(folder).join(names::with(name, ".json")), content);
        }
        env.file(Path::new("in").join(names::with(name, ".json")), "{");
        env.file(Path::new("in").join(names::with(name, ".md")), "# A plan\n\nWords.\n");
        let place = |ending: &str| Path::new("in").join(names::with(name, ending)).into_os_string();
        let commands: [(&[&str], &str, i32); 4] =
            [(&["add"], ".json", 1), (&["add"], ".md", 0), (&["add"], ".none", 1), (&["check"], ".none", 1)];
        let (command, ending, status) = commands[n % commands.len()];
        let said = env.run(command.iter().map(|one| OsString::from(*one)).chain([place(ending)]));
        assert_eq!(said.status, status, "{name:?}: {said:?}");
    }
    let all = names::all()
        .iter()
        .map(|name| Path::new("in").join(names::with(name, ".json")).into_os_string())
        .collect::<Vec<_>>();
    assert_eq!(env.run([OsString::from("check")].into_iter().chain(all)).status, 3);
    for (command, status) in [
        ("list records", 0),
        ("list reviews", 0),
        ("list checklists", 0),
        ("verify", 0),
        ("merge other", 0),
        ("summary", 0),
    ] {
        let said = env.run(command.split(' '));
        assert!(said.status == status || command == "verify", "{command}: {said:?}");
    }
}

/// What a command writes when a terminal of 80 columns reads it.
fn in_a_terminal(env: &Env, arguments: &[&str]) -> String {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_appraise"));
    command.args(arguments);
    command.cwd(env.path(""));
    command.env_clear();
    env.variables().into_iter().for_each(|(name, value)| command.env(name, value));
    let mut source = pair.master.try_clone_reader().unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut bytes = Vec::new();
    // The end of a pseudo-terminal comes as an error.
    let _ = source.read_to_end(&mut bytes);
    child.wait().unwrap();
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

#[test]
fn a_terminal_gets_no_more_than_text() {
    let (env, kept) = user(strings::short().into_iter().step_by(4).collect());
    let record = "h-8";
    let review = kept[8].reviews[0].clone();
    let hostile = "\u{1b}]52;c;aQ==\u{7}\u{9b}2J\u{202e}";
    let option = format!("--{hostile}");
    let commands: [&[&str]; 12] = [
        &["list", "records"],
        &["list", "drafts"],
        &["list", "reviews"],
        &["list", "checklists"],
        &["show", record],
        &["show", &review],
        &["coverage", record],
        &["compare"],
        &["feedback", &review],
        &["checklists", "show", "gbv-mitigation"],
        &["list", hostile],
        &["add", "plan.md", &option],
    ];
    for command in commands {
        let said = in_a_terminal(&env, command);
        assert!(said.len() > 20, "{command:?}: {said:?}");
        let leak = said.lines().find_map(|line| watch::of_command(line).map(|leak| (leak, line)));
        assert_eq!(leak, None, "{command:?}");
    }
}
