//! The checklists themselves: to read, to copy as a file or a form, to compare, and to change without losing the ids.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where its fixture fails"
)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use appraise::checklists;
use appraise::domain::check::{FaultKind, Position};
use appraise::domain::checklist::{Checklist, Profile, Scope};
use appraise::domain::kind::Kind;
use appraise::domain::vocabulary::List;
use appraise::export::checklist_text::Sheet;
use appraise::export::xlsform::{self, Form, Row};
use serde_json::{Value, json};
use tempfile::TempDir;

fn built_in(id: &str) -> Checklist {
    let mut lists = checklists::built_in().into_iter().map(|pinned| pinned.checklist);
    lists.find(|list| list.id == id).unwrap()
}

fn all() -> Vec<Checklist> {
    checklists::built_in().into_iter().map(|pinned| pinned.checklist).collect()
}

/// On paper.
mod sheet {
    use super::*;

    fn sheet(checklist: &Checklist, kind: Option<Kind>, sectors: &[&str]) -> String {
        let sectors: Vec<_> = sectors.iter().map(|code| (*code).to_owned()).collect();
        Sheet { checklist, kind, sectors: &sectors }.text(100)
    }

    fn boxes(text: &str) -> usize {
        text.lines().filter(|line| line.starts_with("[ ] ")).count()
    }

    #[test]
    fn a_kind_and_sectors_choose_the_questions() {
        let list = built_in("gbv-mitigation");
        let cases: [(Option<Kind>, &[&str], usize); 7] = [
            (None, &[], 39),
            (None, &["SHL"], 25),
            (Some(Kind::Proposal), &[], 24),
            (Some(Kind::Other), &[], 24),
            (Some(Kind::Proposal), &["SHL", "WSH"], 26),
            (Some(Kind::ConceptNote), &[], 21),
            (Some(Kind::Report), &["LOG"], 24),
        ];
        for (kind, sectors, count) in cases {
            let text = sheet(&list, kind, sectors);
            assert_eq!(boxes(&text), count, "{kind:?} {sectors:?}");
            let told = format!("· {count} questions, 12 of them core");
            assert!(joined(&text).contains(&told), "{kind:?} {sectors:?}");
        }
    }

    #[test]
    fn every_text_for_the_reviewer_is_on_the_page() {
        for list in all() {
            let page = joined(&sheet(&list, None, &[]));
            for criterion in &list.criteria {
                let texts = [&criterion.id, &criterion.question, &criterion.why, &criterion.recommendation];
                let lists = [&criterion.look_for, &criterion.red_flags, &criterion.sources];
                for text in texts.into_iter().chain(criterion.question_for.values()).chain(lists.into_iter().flatten())
                {
                    assert!(page.contains(&joined(text)), "{}: {text}", criterion.id);
                }
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        for list in all() {
            for width in [30, 60, 100] {
                let text = Sheet { checklist: &list, kind: None, sectors: &[] }.text(width);
                let widest = text.lines().map(appraise::text::width).max().unwrap();
                assert!(widest <= usize::from(width), "{} at {width}: {widest}", list.id);
            }
        }
    }

    #[test]
    fn a_kind_brings_its_own_wording_and_its_weight() {
        let list = built_in("gbv-mitigation");
        let criterion = list.criterion("gbv-safety-audits").unwrap();
        let own = joined(&criterion.question_for[&Kind::Report]);
        let (report, proposal) =
            (joined(&sheet(&list, Some(Kind::Report), &[])), joined(&sheet(&list, Some(Kind::Proposal), &[])));
        assert!(report.contains(&own) && !report.contains(&joined(&criterion.question)));
        assert!(proposal.contains(&joined(&criterion.question)) && !proposal.contains(&own));
        assert!(report.contains("gbv-safety-audits · core · must · Call to Action measure: safety audits"));
        let both = joined(&sheet(&list, None, &[]));
        assert!(both.contains(&format!("Wording for report: {own}")));
        assert!(
            both.contains("core · must: proposal, report; should: concept note, regional plan, crisis response plan")
        );
    }

    #[test]
    fn conditions_are_told_in_words() {
        let page = joined(&sheet(&built_in("gbv-mitigation"), None, &[]));
        assert!(page.contains("Asked when the project builds, repairs, runs or pays for facilities or sites."));
        let sectors = "Asked when the project works in Protection (PRO), or Child protection (PRO-CPN), or Counter-trafficking (IOM-CT).";
        assert!(page.contains(sectors));
        assert!(page.contains("A No blocks only together with a No on: Disclosure procedure."));
        let report = joined(&sheet(&built_in("gbv-mitigation"), Some(Kind::Report), &[]));
        assert!(!report.contains("blocks only together"), "nothing blocks there");
    }

    #[test]
    fn markdown_has_a_heading_a_question_and_escapes_what_a_team_wrote() {
        let mut list = built_in("do-no-harm");
        list.criteria[0].why = "# a *b* | c_d".to_owned();
        list.criteria[0].look_for = vec!["- one".to_owned(), "two\nlines".to_owned()];
        let text = Sheet { checklist: &list, kind: None, sectors: &[] }.markdown();
        assert!(text.starts_with("# Do No Harm\n\n`do-no-harm` · version 1.1.0 · 24 questions"));
        assert_eq!(text.lines().filter(|line| line.starts_with("### [ ] ")).count(), 24);
        assert!(text.contains("**Why:** # a \\*b\\* \\| c\\_d\n"));
        assert!(text.contains("**Look for:**\n\n- \\- one\n- two lines\n"));
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
    }

    /// Without line ends, indents and bullets, so that wrapping does not matter.
    fn joined(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// As a form.
mod form {
    use super::*;

    fn row<'a>(form: &'a Form, name: &str) -> &'a Row {
        form.survey.iter().find(|row| row.name == name).unwrap()
    }

    #[test]
    fn a_criterion_is_a_group_with_question_rating_reason_harm_and_note() {
        let form = xlsform::form(&built_in("gbv-mitigation"));
        let start = form.survey.iter().position(|row| row.name == "gbv_context_risk_analysis_group").unwrap();
        let rows: Vec<_> =
            form.survey[start..start + 7].iter().map(|row| (row.r#type.as_str(), row.name.as_str())).collect();
        let expected = [
            ("begin_group", "gbv_context_risk_analysis_group"),
            ("note", "gbv_context_risk_analysis_question"),
            ("select_one rating", "gbv_context_risk_analysis"),
            ("text", "gbv_context_risk_analysis_reason"),
            ("select_one yes_no", "gbv_context_risk_analysis_harm"),
            ("text", "gbv_context_risk_analysis_note"),
            ("end_group", "gbv_context_risk_analysis_group"),
        ];
        assert_eq!(rows, expected);
        assert_eq!(form.survey[start].label, "GBV risk analysis");
        assert!(form.survey[start + 1].hint.starts_with("Look for: Forms: partner violence"));
        let reason = &form.survey[start + 3];
        assert_eq!(reason.relevant, "${gbv_context_risk_analysis} = 'not-applicable'");
        assert_eq!(reason.required, "yes");
    }

    #[test]
    fn it_begins_with_what_decides_the_questions() {
        let form = xlsform::form(&built_in("gender-equality"));
        let first: Vec<_> = form.survey.iter().take(5).map(|row| (row.r#type.as_str(), row.name.as_str())).collect();
        let expected = [
            ("text", "document"),
            ("select_one kind", "kind"),
            ("select_multiple sector", "sectors"),
            ("select_multiple trait", "traits"),
            ("begin_group", "section_ctx"),
        ];
        assert_eq!(first, expected);
    }

    #[test]
    fn conditions_are_formulas() {
        let form = xlsform::form(&built_in("gbv-mitigation"));
        let of = |id: &str| row(&form, &format!("{id}_group")).relevant.as_str();
        assert_eq!(of("gbv_context_risk_analysis"), "${kind} != ''");
        assert_eq!(of("gbv_structural_adaptations"), "${kind} != '' and selected(${traits}, 'infrastructure')");
        assert_eq!(of("sec_shelter_nfi_gbv"), "${kind} != '' and selected(${sectors}, 'SHL')");
        assert_eq!(
            of("sec_food_security_gbv"),
            "${kind} != '' and (selected(${sectors}, 'FSC') or selected(${sectors}, 'NUT'))"
        );
        let without_concept_notes = "${kind} = 'proposal' or ${kind} = 'report' or ${kind} = 'regional-plan' or ${kind} = 'crisis-response-plan' or ${kind} = 'other'";
        assert_eq!(of("gbv_service_information"), format!("({without_concept_notes})"));
        assert_eq!(row(&form, "gbv_safety_audits_question_2").relevant, "${kind} = 'report'");
        assert_eq!(row(&form, "section_ctx").relevant, "${kind} != ''");
    }

    /// The formulas are the rule of the program: for each kind, with each sector and each trait alone, and with none.
    #[test]
    fn the_form_asks_what_the_program_asks() {
        for list in all() {
            let form = xlsform::form(&list);
            for scope in scopes() {
                for criterion in &list.criteria {
                    let name = criterion.id.replace('-', "_");
                    let shown = holds(&row(&form, &format!("{name}_group")).relevant, &scope);
                    assert_eq!(shown, criterion.asked(&scope), "{} in {scope:?}", criterion.id);
                    let section = &row(&form, &format!("section_{}", criterion.section)).relevant;
                    assert!(!shown || section_holds(section, &scope), "{} in {scope:?}", criterion.section);
                    let notes = form
                        .survey
                        .iter()
                        .filter(|row| row.r#type == "note" && row.label == criterion.question(scope.kind));
                    assert!(
                        !shown
                            || notes.filter(|row| row.name.starts_with(&name)).any(|row| holds(&row.relevant, &scope))
                    );
                }
            }
        }
    }

    fn scopes() -> Vec<Scope> {
        let sectors: Vec<_> =
            List::Sectors.entries().iter().map(|term| (vec![term.code.clone()], Vec::new())).collect();
        let traits: Vec<_> = List::Traits.entries().iter().map(|term| (Vec::new(), vec![term.code.clone()])).collect();
        let choices = [sectors, traits, vec![(Vec::new(), Vec::new())]].concat();
        let scope = |kind: Kind| {
            choices.clone().into_iter().map(move |(sectors, traits)| Scope {
                kind,
                sectors,
                traits,
                profile: Profile::All,
            })
        };
        Kind::ALL.iter().flat_map(|kind| scope(*kind)).collect()
    }

    /// A formula of a criterion: groups of `or`, joined by `and`.
    fn holds(formula: &str, scope: &Scope) -> bool {
        formula.is_empty()
            || formula.split(" and ").all(|part| unbracketed(part).split(" or ").any(|atom| is_so(atom, scope)))
    }

    /// A formula of a section: one of a criterion, or several in brackets with `or` between.
    fn section_holds(formula: &str, scope: &Scope) -> bool {
        if !formula.starts_with("((") && !formula.starts_with("(${kind} != '' and") {
            return holds(formula, scope);
        }
        formula.split(") or (${kind}").any(|part| {
            let part = part.strip_prefix('(').map_or_else(|| format!("${{kind}}{part}"), str::to_owned);
            let open = part.matches('(').count() < part.matches(')').count();
            holds(if open { part.strip_suffix(')').unwrap() } else { &part }, scope)
        })
    }

    fn unbracketed(part: &str) -> &str {
        part.strip_prefix('(').and_then(|part| part.strip_suffix(')')).unwrap_or(part)
    }

    fn is_so(atom: &str, scope: &Scope) -> bool {
        let quoted = atom.split('\'').nth(1).unwrap().to_owned();
        match atom.split('\'').next().unwrap() {
            "${kind} != " => true,
            "${kind} = " => scope.kind.code() == quoted,
            "selected(${sectors}, " => scope.sectors.contains(&quoted),
            "selected(${traits}, " => scope.traits.contains(&quoted),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn names_are_unique_safe_and_resolved() {
        for list in all().into_iter().chain([awkward()]) {
            let form = xlsform::form(&list);
            let listed: Vec<_> =
                form.survey.iter().filter(|row| row.r#type != "end_group").map(|row| &*row.name).collect();
            let names: HashSet<_> = listed.iter().copied().collect();
            assert_eq!(names.len(), listed.len(), "{}", list.id);
            for name in &names {
                assert!(name.starts_with(|c: char| c.is_ascii_lowercase()), "{name}");
                assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{name}");
            }
            for row in &form.survey {
                let references = row.relevant.split("${").skip(1).map(|rest| rest.split('}').next().unwrap());
                references.for_each(|name| assert!(names.contains(name), "{name}"));
                assert!(!row.label.contains("${") && !row.hint.contains("${") && !row.guidance_hint.contains("${"));
            }
            groups_close(&form);
            choices_exist(&form);
        }
    }

    /// Ids that collide with each other, with the form's own names, or that XML does not allow.
    fn awkward() -> Checklist {
        let mut list = built_in("do-no-harm");
        for (criterion, id) in list.criteria.iter_mut().zip(["kind", "a", "a-note", "1st", "q-1st", "meta", "document"])
        {
            id.clone_into(&mut criterion.id);
            "See ${kind}\n<b>".clone_into(&mut criterion.why);
        }
        list
    }

    fn groups_close(form: &Form) {
        let mut open = Vec::new();
        for row in &form.survey {
            match row.r#type.as_str() {
                "begin_group" => open.push(&row.name),
                "end_group" => assert_eq!(open.pop(), Some(&row.name)),
                _ => assert!(open.len() == 2 || open.is_empty(), "{}", row.name),
            }
        }
        assert!(open.is_empty());
    }

    fn choices_exist(form: &Form) {
        for row in form.survey.iter().filter(|row| row.r#type.starts_with("select_")) {
            let list = row.r#type.split(' ').nth(1).unwrap();
            assert!(form.choices.iter().any(|choice| choice.list_name == list), "{list}");
        }
        let of = |name: &str| {
            form.choices
                .iter()
                .filter(|choice| choice.list_name == name)
                .map(|choice| &*choice.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(of("rating"), ["yes", "partly", "no", "not-applicable"]);
        assert_eq!(of("yes_no"), ["yes", "no"]);
        assert_eq!((of("kind").len(), of("sector").len(), of("trait").len()), (6, 31, 8));
    }

    #[test]
    fn the_settings_name_the_form_and_its_version() {
        let form = xlsform::form(&built_in("gbv-mitigation"));
        let expected = [
            ("form_title", "GBV risk mitigation"),
            ("form_id", "gbv_mitigation"),
            ("version", "1.1.0"),
            ("default_language", "English (en)"),
        ];
        assert_eq!(form.settings, expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn criteria_without_weight_are_left_out_and_their_section_with_them() {
        let mut list = built_in("do-no-harm");
        for criterion in list.criteria.iter_mut().filter(|criterion| criterion.section == "bud") {
            criterion.weight.clear();
        }
        let form = xlsform::form(&list);
        assert!(
            !form
                .survey
                .iter()
                .any(|row| row.name == "section_bud" || row.name.starts_with("dnh_safety_inclusion_budget"))
        );
    }

    #[test]
    fn the_workbook_is_a_zip_of_three_sheets_and_always_the_same() {
        let form = xlsform::form(&built_in("gbv-mitigation"));
        let bytes = xlsform::workbook(&form).unwrap();
        assert!(bytes.starts_with(b"PK"));
        let names = String::from_utf8_lossy(&bytes);
        for (number, is_there) in [(1, true), (2, true), (3, true), (4, false)] {
            assert_eq!(names.contains(&format!("xl/worksheets/sheet{number}.xml")), is_there, "{number}");
        }
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(xlsform::workbook(&form).unwrap(), bytes, "a second later");
    }

    #[test]
    fn a_text_that_fits_no_cell_is_told() {
        let mut list = built_in("do-no-harm");
        list.criteria[0].question = "long ".repeat(8000);
        assert!(xlsform::workbook(&xlsform::form(&list)).unwrap_err().contains("32,767 characters"));
    }
}

/// Ids are stable for ever.
mod ids {
    use super::*;

    fn value() -> Value {
        serde_json::to_value(built_in("do-no-harm")).unwrap()
    }

    fn faults(value: &Value) -> Vec<(Position, String, String)> {
        let report = checklists::check(&serde_json::to_vec_pretty(value).unwrap());
        assert!(report.faults.iter().all(|fault| fault.kind == FaultKind::Warning), "{:?}", report.faults);
        report.faults.into_iter().map(|fault| (fault.at, fault.path, fault.message)).collect()
    }

    #[test]
    fn the_built_in_checklists_have_no_fault() {
        for list in all() {
            assert_eq!(faults(&serde_json::to_value(&list).unwrap()), [], "{}", list.id);
        }
    }

    #[test]
    fn a_criterion_that_is_gone_is_a_warning_at_the_list() {
        let mut list = value();
        let line = position(&list, "\"criteria\": [");
        list["criteria"].as_array_mut().unwrap().remove(3);
        let faults = faults(&list);
        let message = "the built-in criterion \"dnh-impartial-targeting\" (Impartial targeting) is missing: leads can no longer \
                       compare this criterion with earlier years; keep the id and change its weight instead";
        assert_eq!(faults, [(Position { line, column: 15 }, "criteria".to_owned(), message.to_owned())]);
    }

    #[test]
    fn a_criterion_that_looks_renamed_is_a_warning_at_its_new_id() {
        let mut list = value();
        list["criteria"][3]["id"] = json!("fair-targeting");
        let reworded = list["criteria"][3]["question"].as_str().unwrap().replacen("Is ", "Is really ", 1);
        list["criteria"][3]["question"] = json!(reworded);
        let faults = faults(&list);
        assert_eq!(faults.len(), 1, "{faults:?}");
        let (at, path, message) = &faults[0];
        assert_eq!(at.line, position(&list, "fair-targeting"));
        assert_eq!(path, "criteria › 4 › id");
        assert!(
            message.starts_with("\"fair-targeting\" asks what the built-in \"dnh-impartial-targeting\""),
            "{message}"
        );
        assert!(message.ends_with("or name the old id under \"formerly\""), "{message}");
    }

    #[test]
    fn another_id_or_no_criteria_at_all_is_not_held_against_a_built_in_one() {
        let mut list = value();
        list["criteria"].as_array_mut().unwrap().truncate(23);
        assert_eq!(faults(&list).iter().filter(|(_, _, text)| text.contains("is missing")).count(), 1);
        list["id"] = json!("our-own");
        assert!(!faults(&list).iter().any(|(_, _, text)| text.contains("is missing")));
        let empty = json!({ "format": "appraise-checklist/1", "id": "do-no-harm", "criteria": [] });
        let report = checklists::check(empty.to_string().as_bytes());
        assert!(!report.faults.iter().any(|fault| fault.message.contains("built-in")), "{:?}", report.faults);
    }

    #[test]
    fn no_two_questions_of_ours_look_like_one() {
        let criteria: Vec<_> = all().into_iter().flat_map(|list| list.criteria).collect();
        for one in &criteria {
            for other in criteria.iter().filter(|other| other.id != one.id) {
                let found = checklists::renamed(&[(&one.id, &one.question)], &[(&other.id, &other.question)]);
                assert!(found.is_empty(), "{found:?}");
            }
        }
    }

    #[test]
    fn each_new_id_is_taken_once_and_a_question_without_words_is_like_none() {
        let gone = [("a", "Is it safe at night?"), ("b", "Is it safe at night?"), ("c", "")];
        let new = [("x", "is it safe, at night?"), ("y", "?")];
        let found: Vec<_> = checklists::renamed(&gone, &new).into_iter().collect();
        assert_eq!(found, [("a", "x")]);
    }

    fn position(value: &Value, text: &str) -> usize {
        let pretty = serde_json::to_string_pretty(value).unwrap();
        pretty.lines().position(|line| line.contains(text)).unwrap() + 1
    }
}

/// As a command.
mod command {
    use super::*;

    fn appraise(home: &Path, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_appraise"));
        for name in ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPRAISE_WORKSPACE"] {
            command.env_remove(name);
        }
        command.env("HOME", home).current_dir(home).args(["--workspace", "team"]).args(args).output().unwrap()
    }

    fn done(home: &Path, args: &[&str]) -> String {
        let output = appraise(home, args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn refused(home: &Path, args: &[&str], code: i32) -> String {
        let output = appraise(home, args);
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    /// The team's own version of a built-in checklist, with one question reworded and one gone.
    fn team(home: &Path) {
        let mut list = built_in("do-no-harm");
        "1.2.0".clone_into(&mut list.version);
        "Ours?".clone_into(&mut list.criteria[0].question);
        list.criteria[0].weight.remove(&Kind::Report);
        list.criteria[1].terms.push("loup".to_owned());
        list.criteria.remove(5);
        fs::create_dir_all(home.join("team/checklists")).unwrap();
        let bytes = appraise::store::json::pretty(&list);
        fs::write(home.join("team/checklists/do-no-harm.json"), bytes).unwrap();
    }

    #[test]
    fn show_prints_the_teams_checklist_over_the_built_in_one() {
        let home = TempDir::new().unwrap();
        let show = ["checklists", "show", "do-no-harm"];
        assert!(done(home.path(), &show).contains("do-no-harm · version 1.1.0 · 24 questions"));
        team(home.path());
        let text = done(home.path(), &show);
        assert!(text.contains("do-no-harm · version 1.2.0 · 23 questions") && text.contains("    Ours?\n"));
        let json: Value = serde_json::from_str(&done(home.path(), &[show.as_slice(), &["--json"]].concat())).unwrap();
        assert_eq!(json["version"], "1.2.0");
        let same = done(home.path(), &["checklists", "show", "do-no-harm", "--format", "json", "--kind", "report"]);
        assert_eq!(serde_json::from_str::<Value>(&same).unwrap(), json);
    }

    #[test]
    fn show_takes_a_sector_by_code_or_name_and_names_those_there_are() {
        let home = TempDir::new().unwrap();
        let show = |sector| {
            let args = ["checklists", "show", "gbv-mitigation", "--kind", "proposal", "--sector", sector];
            done(home.path(), &args)
        };
        assert_eq!(show("shl"), show("Emergency shelter and NFI"));
        assert!(show("SHL").contains("Proposal, Emergency shelter and NFI (SHL) · 25 questions"));
        let told = refused(home.path(), &["checklists", "show", "gbv-mitigation", "--sector", "roads"], 1);
        assert!(told.contains("“roads” is not a sector; there are:\n  CCM  "), "{told}");
    }

    #[test]
    fn a_checklist_or_kind_that_is_not_there_is_told_with_those_that_are() {
        let home = TempDir::new().unwrap();
        for command in ["show", "export", "diff"] {
            let told = refused(home.path(), &["checklists", command, "nope"], 1);
            assert!(
                told.contains("there is no checklist “nope”: there are gbv-mitigation, do-no-harm, gender-equality")
            );
        }
        let told = refused(home.path(), &["checklists", "show", "do-no-harm", "--kind", "memo"], 2);
        assert!(told.contains("“memo” is not one of: proposal, concept-note"), "{told}");
    }

    #[test]
    fn export_gives_the_file_that_came_with_the_program() {
        let home = TempDir::new().unwrap();
        for list in all() {
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists").join(format!("{}.json", list.id));
            assert_eq!(done(home.path(), &["checklists", "export", &list.id]), fs::read_to_string(source).unwrap());
        }
    }

    #[test]
    fn export_never_overwrites_a_file_unless_it_is_told_to() {
        let home = TempDir::new().unwrap();
        let file = home.path().join("mine.json");
        let export = ["checklists", "export", "do-no-harm", "-o", "mine.json"];
        assert_eq!(done(home.path(), &export), "");
        let written = fs::read(&file).unwrap();
        assert!(!checklists::check(&written).has_errors());
        fs::write(&file, "mine").unwrap();
        let told = refused(home.path(), &export, 1);
        assert!(told.contains("mine.json is there already and was left as it is"), "{told}");
        assert_eq!(fs::read(&file).unwrap(), b"mine");
        done(home.path(), &[export.as_slice(), &["--force"]].concat());
        assert_eq!(fs::read(&file).unwrap(), written);
        private(&file);
    }

    #[test]
    fn export_writes_a_form_only_into_a_file() {
        let home = TempDir::new().unwrap();
        let told = refused(home.path(), &["checklists", "export", "do-no-harm", "--format", "xlsform"], 2);
        assert!(told.contains("with -o"), "{told}");
        done(home.path(), &["checklists", "export", "do-no-harm", "--format", "xlsform", "-o", "form.xlsx"]);
        let file = home.path().join("form.xlsx");
        assert!(fs::read(&file).unwrap().starts_with(b"PK"));
        private(&file);
        let told = refused(home.path(), &["checklists", "export", "do-no-harm", "-o", "no/where.json"], 1);
        assert!(told.contains("where.json could not be saved: there is no such file or folder"), "{told}");
    }

    #[cfg(unix)]
    fn private(file: &Path) {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }

    #[cfg(not(unix))]
    fn private(_file: &Path) {}

    #[test]
    fn diff_says_what_changed_one_line_each() {
        let home = TempDir::new().unwrap();
        assert_eq!(done(home.path(), &["checklists", "diff", "do-no-harm"]), "No difference.\n");
        team(home.path());
        let built_in = built_in("do-no-harm");
        let (first, gone) = (&built_in.criteria[0], &built_in.criteria[5]);
        let expected = [
            "changed version: 1.1.0 → 1.2.0".to_owned(),
            format!(
                "removed {}: {}: leads can no longer compare this criterion with earlier years",
                gone.id, gone.title
            ),
            format!("changed {}: question: “{}” → “Ours?”", first.id, first.question),
            format!("changed {}: weight: report should → not asked", first.id),
            format!("changed {}: terms: added “loup”", built_in.criteria[1].id),
        ];
        let text = done(home.path(), &["checklists", "diff", "do-no-harm"]);
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
        let by_file = done(home.path(), &["checklists", "diff", "do-no-harm", "team/checklists/do-no-harm.json"]);
        assert_eq!(by_file, text);
        let json = done(home.path(), &["checklists", "diff", "do-no-harm", "--json"]);
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["changes"].as_array().unwrap().len(), 5);
        assert_eq!(json["changes"][3]["before"]["report"], "should");
    }

    #[test]
    fn diff_knows_new_moved_and_renamed_criteria_and_a_forgotten_version() {
        let home = TempDir::new().unwrap();
        let mut list = built_in("gender-equality");
        let mut new = list.criteria[0].clone();
        "our-own".clone_into(&mut new.id);
        "Is there a bus?".clone_into(&mut new.question);
        "ge-other-name".clone_into(&mut list.criteria[2].id);
        list.criteria.swap(5, 6);
        list.criteria.push(new);
        "Setting".clone_into(&mut list.sections[0].title);
        fs::write(home.path().join("b.json"), appraise::store::json::pretty(&list)).unwrap();
        let text = done(home.path(), &["checklists", "diff", "gender-equality", "b.json"]);
        let built_in = built_in("gender-equality");
        let (section, renamed) = (&built_in.sections[0].title, &built_in.criteria[2].id);
        let expected = [
            "note    version: both say 1.1.0, although they differ: raise it in the newer one".to_owned(),
            format!("changed sections: ctx “{section}” → “Setting”"),
            format!(
                "renamed {renamed}: looks like ge-other-name now: leads can no longer compare this criterion with earlier years"
            ),
            format!("added   our-own: {}", built_in.criteria[0].title),
            "changed criteria: asked in another order".to_owned(),
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn diff_lists_the_faults_of_a_file_that_is_no_checklist() {
        let home = TempDir::new().unwrap();
        fs::write(home.path().join("b.json"), "{}").unwrap();
        let told = refused(home.path(), &["checklists", "diff", "do-no-harm", "b.json"], 1);
        assert!(told.contains("b.json cannot be used as it is:\n  line 1"), "{told}");
        let told = refused(home.path(), &["checklists", "diff", "do-no-harm", "c.json"], 1);
        assert!(told.contains("c.json could not be read: there is no such file or folder"), "{told}");
    }

    #[test]
    fn check_warns_of_lost_ids_without_finding_fault() {
        let home = TempDir::new().unwrap();
        team(home.path());
        let text = done(home.path(), &["check", "team/checklists/do-no-harm.json"]);
        assert!(text.contains("warning: line ") && text.contains("criteria: the built-in criterion \"dnh-"), "{text}");
        assert!(text.contains("leads can no longer compare this criterion with earlier years"), "{text}");
    }
}
