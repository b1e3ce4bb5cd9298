//! `appraise add` with files that hold many records, as a user and a script meet it.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a fixture that breaks is a failed test")]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A user of their own, in a folder of their own.
struct Env(TempDir);

/// What a command printed, said and came to.
#[derive(Debug)]
struct Said {
    status: i32,
    out: String,
    err: String,
}

impl Env {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        command.current_dir(self.0.path()).env_clear().env("HOME", self.0.path()).env("TERM", "dumb");
        command.env("APPRAISE_WORKSPACE", self.path("team")).stdin(Stdio::null());
        let output = command.args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn records(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path("team/records")) else { return Vec::new() };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    }

    fn record(&self, id: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(&format!("team/records/{id}.json"))).unwrap()).unwrap()
    }
}

impl Said {
    fn is(&self, status: i32, out: &str, parts: &[&str]) -> &Self {
        assert_eq!((self.status, self.out.as_str()), (status, out), "{}", self.err);
        self.says(parts)
    }

    fn says(&self, parts: &[&str]) -> &Self {
        for part in parts {
            assert!(self.err.contains(part), "{part}\n{}", self.err);
        }
        self
    }
}

const LIST: &str = "\
Title,Country,Type,Received,Focal point,Remarks
A shelter,Kenya,Proposal,2025-01-31,A. Person,first
A well,South Sudan,Concept note,2025-02-01,B. Person,
";

const ACTIVITIES: &str = "<?xml version=\"1.0\"?><iati-activities version=\"2.03\">\
<iati-activity><iati-identifier>XM-1-A</iati-identifier><title><narrative>First</narrative></title></iati-activity>\
<iati-activity><iati-identifier>XM-1-B</iati-identifier><title><narrative>Second</narrative></title></iati-activity>\
</iati-activities>";

#[test]
fn a_list_is_added_whole_and_its_columns_are_shown() {
    let env = Env::new();
    env.file("list.csv", LIST);
    let said = env.run(&["add", "list.csv"]);
    said.is(
        0,
        "a-shelter\na-well\n",
        &[
            "list.csv: what becomes of the columns",
            "  Title → title",
            "  Country → countries",
            "  kept under “extra”: Remarks",
            "  left out: Focal point",
            "No personal data is kept, so these columns are left out: “Focal point”.",
            "list.csv: rows: 2 added",
        ],
    );
    let record = env.record("a-shelter");
    assert_eq!((&record["kind"], &record["extra"]["Remarks"]), (&"proposal".into(), &"first".into()));
    assert!(!record.to_string().contains("Person"), "{record}");
    let listed = env.run(&["list", "records"]);
    assert!(listed.out.contains("A shelter") && listed.out.contains("A well"), "{}", listed.out);
}

#[test]
fn next_month_only_the_new_rows_are_added() {
    let env = Env::new();
    env.file("january.csv", LIST);
    env.run(&["add", "january.csv"]).is(0, "a-shelter\na-well\n", &[]);
    let february = LIST.replace("Concept note", "Proposal")
        + "A road,Chad,Proposal,2025-02-20,,\nA road,Chad,Proposal,2025-02-20,,\n";
    env.file("february.csv", &february);
    let said = env.run(&["add", "february.csv"]);
    said.is(0, "a-shelter\na-road\na-road\n", &[
        "line 3: the record a-well is there with other data; it was left as it is",
        "rows: 1 added, 1 there already, 1 the same as another one in the file, 1 there with other data and left as they are",
    ]);
    assert_eq!(env.record("a-well")["kind"], "concept-note");
    env.run(&["add", "february.csv", "--select", "a-well"]).is(0, "a-well-2\n", &["1 added"]);
}

#[test]
fn a_workbook_is_a_list_too() {
    let env = Env::new();
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, cells) in (0..).zip([["Titre", "Pays"], ["Un abri", "Tchad"], ["", "Mali"]]) {
        for (column, text) in (0..).zip(cells) {
            page.write_string(row, column, text).unwrap();
        }
    }
    env.file("liste.data", book.save_to_buffer().unwrap());
    env.run(&["add", "liste.data", "--json"]).is(
        0,
        "[\n  \"un-abri\"\n]\n",
        &["1 added, 1 without a title and left out"],
    );
    assert_eq!(env.record("un-abri")["source"]["format"], "xlsx");
}

#[test]
fn the_mapping_is_written_corrected_and_read() {
    let env = Env::new();
    env.file("list.csv", LIST.replace("Remarks", "Stage"));
    env.run(&["add", "list.csv", "--write-mapping", "map.json", "--strict"]).says(&["--strict allows no warning"]);
    let file = env.path("map.json");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let mut mapping: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(mapping["columns"]["Focal point"], "skip");
    env.run(&["add", "list.csv", "--write-mapping", "map.json"]).is(1, "", &["map.json is there already"]);
    mapping["columns"]["Stage"] = json!("office");
    env.file("map.json", mapping.to_string());
    env.run(&["add", "list.csv", "--mapping", "map.json", "--strict"]).is(
        0,
        "a-shelter\na-well\n",
        &["Stage → office"],
    );
    assert_eq!(env.record("a-shelter")["office"], "first");
    env.file("map.json", "{}");
    env.run(&["add", "list.csv", "--mapping", "map.json"]).is(1, "", &["map.json is not a mapping that can be used"]);
    env.run(&["add", "list.csv", "--mapping", "none.json"]).is(1, "", &["none.json could not be read"]);
}

#[test]
fn strict_lists_every_warning_and_adds_nothing() {
    let env = Env::new();
    env.file("list.csv", "Title,Country,Received\nA,Kenya,3/4/2025\nB,Atlantis,2025-01-31\n");
    env.run(&["add", "list.csv", "--strict"]).is(
        1,
        "",
        &["line 2: “3/4/2025” in “Received”", "line 3: “Atlantis” in “Country”"],
    );
    env.file("old.md", b"# Caf\xe9\n\nText\n");
    env.run(&["add", "old.md", "--strict"]).is(1, "", &["--strict allows no warning", "read as Windows-1252"]);
    env.run(&["review", "old.md", "--plain", "--strict"]).is(1, "", &["--strict allows no warning"]);
    assert_eq!(env.records(), Vec::<String>::new());
    env.file("fine.md", "# A plan\n\nText\n");
    env.run(&["add", "fine.md", "--strict"]).is(0, "fine\n", &[]);
    env.run(&["add", "old.md"]).is(0, "old\n", &["read as Windows-1252"]);
    assert_eq!(env.record("old")["source"]["warnings"].as_array().unwrap().len(), 1);
}

#[test]
fn one_of_many_activities_is_chosen() {
    let env = Env::new();
    env.file("many.xml", ACTIVITIES);
    let lines = "XM-1-A  First\nXM-1-B  Second\n";
    let sentence = "many.xml holds 2 activities. Choose with --select ID (again for more), or add --select all";
    env.run(&["add", "many.xml"]).is(2, lines, &[sentence]);
    env.run(&["many.xml", "--plain"]).is(2, lines, &[sentence]);
    let listed: Value = serde_json::from_str(&env.run(&["add", "many.xml", "--json"]).out).unwrap();
    assert_eq!(listed, json!([{ "id": "XM-1-A", "title": "First" }, { "id": "XM-1-B", "title": "Second" }]));
    assert_eq!(env.records(), Vec::<String>::new());
    env.run(&["add", "many.xml", "--select", "XM-1-C"]).is(
        1,
        "",
        &["holds no activity “XM-1-C”. Most like it: XM-1-A, XM-1-B."],
    );
    env.run(&["add", "many.xml", "--select", "xm-1-b", "--id", "mine", "--kind", "report"]).is(
        0,
        "mine\n",
        &["1 added"],
    );
    assert_eq!(env.record("mine")["kind"], "report");
    env.run(&["add", "many.xml", "--select", "all"]).is(0, "xm-1-a\nmine\n", &["1 added, 1 there already"]);
    env.run(&["add", "many.xml", "--select", "all", "--id", "x"]).is(
        1,
        "",
        &["--id names one record, and 2 are to be added"],
    );
}

#[test]
fn more_than_fifty_are_counted() {
    let env = Env::new();
    let activity = |n| format!("<iati-activity><iati-identifier>A-{n}</iati-identifier></iati-activity>");
    let all: String = (0..60).map(activity).collect();
    env.file("many.xml", format!("<iati-activities>{all}</iati-activities>"));
    let said = env.run(&["add", "many.xml"]);
    said.says(&["… and 10 more", "holds 60 activities"]);
    assert_eq!((said.status, said.out.lines().count()), (2, 50));
}

#[test]
fn records_as_json_lines_are_added_and_faulty_lines_named() {
    let env = Env::new();
    let record =
        |id: &str| json!({ "format": "appraise-record/1", "id": id, "kind": "report", "title": id }).to_string();
    let bad = r#"{"format":"appraise-record/1","id":"c","kind":"novel","title":"C"}"#;
    env.file("all.jsonl", format!("{}\n\n{bad}\n{{oops\n{}\n", record("a"), record("b")));
    env.run(&["add", "all.jsonl"]).is(
        1,
        "a\nb\n",
        &[
            "all.jsonl: 2 records could not be read; the others were added:",
            "line 3: ",
            "line 4: ",
            "lines: 2 added, 2 not readable",
        ],
    );
    env.run(&["add", "all.jsonl"]).is(1, "a\nb\n", &["0 added, 2 there already, 2 not readable"]);
    env.file("bad.jsonl", format!("{bad}\n{bad}\n"));
    env.run(&["add", "bad.jsonl"]).is(1, "", &["holds nothing that can be read"]);
}

#[test]
fn what_cannot_be_a_document_is_refused_with_what_to_do() {
    let env = Env::new();
    env.file("names.csv", "Name,Place\nA,B\n");
    env.file("form.csv", "Title,Country\n[INSERT TITLE],TBD\n");
    env.file("empty.csv", "Title,Country\n");
    env.file("org.xml", "<iati-organisations/>");
    env.file("cut.xml", "<iati-activities>\n<iati-activity>");
    env.file("sums.json", r#"{"data":{"report1":{}}}"#);
    let given = [
        (
            "names.csv",
            "No column of this list is known to hold the titles of documents; its first row says “Name”, “Place”.",
        ),
        ("form.csv", "none of its 1 rows has a title"),
        ("empty.csv", "holds no row below its header"),
        ("org.xml", "This is an IATI organisation file"),
        ("cut.xml", "This XML breaks at line 2"),
        ("sums.json", "This is a report of sums"),
    ];
    for (name, sentence) in given {
        env.run(&["add", name]).is(1, "", &[name, sentence]);
    }
    assert_eq!(env.records(), Vec::<String>::new());
}

#[test]
fn folders_pipes_devices_and_broken_links_are_named() {
    let env = Env::new();
    fs::create_dir(env.path("folder")).unwrap();
    symlink("nowhere", env.path("broken")).unwrap();
    symlink("/dev/zero", env.path("endless")).unwrap();
    assert!(Command::new("mkfifo").arg(env.path("pipe")).status().unwrap().success());
    for name in ["folder", "pipe", "endless"] {
        env.run(&["add", name]).is(1, "", &[&format!("{name} could not be read: it is not a plain file")]);
    }
    env.run(&["add", "broken"]).is(1, "", &["broken could not be read"]);
    env.file("list.csv", LIST);
    symlink("list.csv", env.path("link")).unwrap();
    env.run(&["add", "folder", "link"]).is(1, "a-shelter\na-well\n", &["folder could not be read"]);
}
