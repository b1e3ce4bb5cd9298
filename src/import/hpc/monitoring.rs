//! Data about a plan that does not name it: its monitoring, or its clusters.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::domain::kind::Kind;
use crate::domain::record::{Section, slug};

use super::plan::{add_countries, add_sectors};
use super::{Draft, first, text};

/// Whether an answer is the monitoring of one plan.
#[must_use]
pub fn is_monitoring(data: &Value) -> bool {
    data.get("caseloads").is_some_and(Value::is_array)
}

/// Whether an answer lists the clusters of one plan.
#[must_use]
pub fn is_clusters(data: &Value) -> bool {
    data.as_array().and_then(|list| list.first()).is_some_and(|first| first.get("governingEntityVersion").is_some())
}

/// People, places and clusters; the title is made of the places, since the answer has none.
pub fn fill(data: &Value, draft: &mut Draft) {
    let places: Vec<&Value> = data.get("locations").and_then(Value::as_array).into_iter().flatten().collect();
    add_countries(&places, draft);
    let clusters = data.get("planGlobalClusters").and_then(Value::as_array);
    let codes = clusters.into_iter().flatten().filter_map(|cluster| first(cluster, &["globalClusterCode"]));
    add_sectors(codes.collect(), draft);
    people(data, draft);
    let countries = draft.imported.record.country_names();
    let title = if countries.is_empty() { "Response plan".to_owned() } else { format!("Response plan: {countries}") };
    untitled(draft, &title);
    draft.key = slug(&draft.imported.record.title).unwrap_or_default();
    draft.extra("published_version", data.get("lastPublishedVersion").cloned().unwrap_or_default());
    draft.extra("published_on", data.get("lastPublishedDate").cloned().unwrap_or_default());
}

/// The numbers of the plan itself; those of its parts may exceed them.
fn people(data: &Value, draft: &mut Draft) {
    let caseloads: Vec<&Value> = data.get("caseloads").and_then(Value::as_array).into_iter().flatten().collect();
    let of_plan = |caseload: &&&Value| caseload.get("caseloadType").and_then(Value::as_str) == Some("plan");
    let plans: Vec<_> = caseloads.iter().filter(of_plan).collect();
    let labels: BTreeSet<String> = caseloads.iter().flat_map(|caseload| labels(caseload)).collect();
    match plans.as_slice() {
        [plan] => {
            draft.imported.record.people_targeted = plan.get("target").and_then(Value::as_u64);
            let told = ["totalPopulation", "affected", "inNeed", "target", "expectedReach"];
            let told = told.into_iter().filter_map(|name| Some((name.to_owned(), plan.get(name)?.clone())));
            draft.extra("people", Value::Object(told.filter(|(_, value)| !value.is_null()).collect()));
        }
        [] => {}
        _ => draft.warn("several caseloads are of the plan as a whole; none was taken as the people targeted"),
    }
    // As they are written: the sets differ from plan to plan, and typing errors are part of the names.
    draft.extra("people_labels", labels.into_iter().collect::<Vec<_>>().into());
}

fn labels(caseload: &Value) -> Vec<String> {
    let parts = caseload.get("disaggregatedAttachments").and_then(Value::as_array);
    parts.into_iter().flatten().filter_map(|part| first(part, &["categoryLabel"])).collect()
}

/// The clusters of a plan, as the only text there is.
pub fn fill_clusters(data: &Value, draft: &mut Draft) {
    let entities: Vec<&Value> = data.as_array().into_iter().flatten().collect();
    let plan = entities.iter().find_map(|entity| text(entity.get("planId")?)).unwrap_or_default();
    let version = |entity: &&Value| entity.get("governingEntityVersion").cloned();
    let versions: Vec<Value> = entities.iter().filter_map(version).collect();
    let names: Vec<String> = versions.iter().filter_map(|version| first(version, &["name"])).collect();
    let told = |version: &Value| json!({ "name": first(version, &["name"]), "reference": first(version, &["customReference"]) });
    draft.extra("clusters", versions.iter().map(told).collect());
    draft.imported.record.reference = Some(plan.clone()).filter(|plan| !plan.is_empty());
    draft.imported.record.sections = vec![Section {
        id: "s1".to_owned(),
        heading: "Clusters".to_owned(),
        level: 1,
        text: names.join("\n"),
        ..Section::default()
    }];
    untitled(draft, format!("Response plan {plan}").trim_end());
    draft.key = plan;
}

fn untitled(draft: &mut Draft, title: &str) {
    title.clone_into(&mut draft.imported.record.title);
    draft.imported.record.kind = Kind::CrisisResponsePlan;
    draft.imported.guessed.extend(["title", "kind"]);
    draft.warn("the file does not name its plan; the title is made up of what it holds");
}
