//! `appraise export` as a user meets it.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A user with the invented workspace.
struct Env(TempDir);

impl Env {
    fn new() -> Self {
        let env = Self(TempDir::new().unwrap());
        assert!(env.run("demo team").status.success());
        env
    }

    fn run(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        command.args(line.split_whitespace()).current_dir(self.0.path()).env_clear();
        command.env("HOME", self.0.path().join("home")).env("APPRAISE_WORKSPACE", self.0.path().join("team"));
        command.output().unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Status and what was said.
    fn says(&self, line: &str) -> (i32, String) {
        let output = self.run(line);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

#[test]
fn every_table_is_written_in_every_format() {
    let env = Env::new();
    for table in ["reviews", "answers", "comments", "review-country", "review-sector", "codebook"] {
        for format in ["jsonl", "csv", "xlsx", "parquet"] {
            let (status, said) = env.says(&format!("export {table} --format {format} -o {table}.{format}"));
            assert_eq!(status, 0, "{said}");
            assert!(said.starts_with(&format!("Written: {table}.{format} (")), "{said}");
        }
    }
}

#[test]
fn nothing_is_overwritten_and_the_sentence_says_how() {
    let env = Env::new();
    fs::write(env.path("out.csv"), "mine").unwrap();
    let (status, said) = env.says("export reviews --format csv -o out.csv");
    assert_eq!((status, fs::read(env.path("out.csv")).unwrap()), (1, b"mine".to_vec()));
    assert!(said.contains("is there already") && said.contains("--force"), "{said}");
    assert_eq!(env.says("export reviews --format csv -o out.csv --force").0, 0);
    assert!(fs::read_to_string(env.path("out.csv")).unwrap().starts_with("\"review_id\""));
}

#[test]
fn free_text_is_warned_of() {
    let env = Env::new();
    let (status, said) = env.says("export answers --format csv -o text.csv --with-text");
    assert!(status == 0 && said.contains("free text is in this file: it may hold what must not be shared"), "{said}");
    let (_, said) = env.says("export answers --format csv -o plain.csv");
    assert!(!said.contains("free text"), "{said}");
}

#[test]
fn a_folder_that_is_copied_elsewhere_is_pointed_out() {
    let env = Env::new();
    fs::create_dir(env.path("OneDrive - Team")).unwrap();
    fs::rename(env.path("OneDrive - Team"), env.path("OneDrive-Team")).unwrap();
    let (status, said) = env.says("export answers --format csv -o OneDrive-Team/out.csv");
    assert!(status == 0 && said.contains("copied to other machines"), "{said}");
}

#[test]
fn options_that_do_not_fit_are_wrong_usage() {
    let env = Env::new();
    let wrong = [
        "export reviews --format xlsx -o a --hxl",
        "export reviews --format jsonl -o a --excel",
        "export reviews --format csv -o a --partition",
        "export codebook --format parquet -o a --partition",
        "export reviews --format xlsx -o -",
        "export reviews --format parquet -o -",
        "export reviews --format csv",
        "export reviews -o a",
        "export reviews --format csv -o a --year 2024 --from 2024-01-01",
        "export reviews --format csv -o a --year 24",
        "export reviews --format csv -o a --from yesterday",
        "export",
    ];
    for line in wrong {
        let (status, said) = env.says(line);
        assert!(status == 2 && !said.is_empty(), "{line}: {status} {said}");
        assert!(!env.path("a").exists());
    }
}

#[test]
fn a_period_chooses_by_the_day_of_return() {
    let env = Env::new();
    let rows = |options: &str| {
        let output = env.run(&format!("export reviews --format csv -o - {options}"));
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().lines().count() - 1
    };
    let all = rows("");
    assert!(all > 1);
    assert_eq!(
        (rows("--year 2026"), rows("--year 1999"), rows("--to 1999-12-31"), rows("--from 2000-01-01")),
        (all, 0, 0, all)
    );
}

#[test]
fn a_partitioned_table_has_a_folder_a_year_and_a_kind() {
    let env = Env::new();
    assert_eq!(env.says("export answers --format parquet --partition -o out/answers").0, 0);
    let years: Vec<_> = fs::read_dir(env.path("out/answers")).unwrap().map(|year| year.unwrap().path()).collect();
    assert!(years.iter().all(|year| year.file_name().unwrap().to_string_lossy().starts_with("year=")));
    assert!(env.path("out/answers/year=2026/kind=proposal/part-0.parquet").exists());
    let (status, said) = env.says("export answers --format parquet --partition -o out/answers");
    assert!(status == 1 && said.contains("--force"), "{said}");
    assert_eq!(env.says("export answers --format parquet --partition -o out/answers --force").0, 0);
    let (status, said) = env.says("export answers --format parquet --partition -o none --year 1999");
    assert!(status == 1 && said.contains("nothing was written") && !env.path("none").exists(), "{said}");
}

#[test]
fn queries_are_printed_for_an_engine_and_a_year() {
    let env = Env::new();
    let print = |line: &str| String::from_utf8(env.run(line).stdout).unwrap();
    let (duck, spark) = (print("export queries --year 2025"), print("export queries --engine spark"));
    assert!(duck.contains("read_parquet(") && duck.contains("CAST(2025 AS BIGINT)"));
    assert!(spark.contains("parquet.`reviews`") && spark.contains("CAST(NULL AS BIGINT)"));
    for text in [duck, spark] {
        assert!(!text.contains('{'), "a placeholder is left");
        // Whoever splits at every semicolon gets whole statements.
        let statements: Vec<_> = text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
        let begins =
            |part: &&str| part.lines().find(|line| !line.is_empty() && !line.starts_with("--")).unwrap().to_owned();
        assert!(statements.iter().all(|part| ["CREATE", "SELECT"].iter().any(|word| begins(part).starts_with(word))));
        assert_eq!(statements.iter().filter(|part| begins(part).starts_with("SELECT")).count(), 11);
    }
}
