//! What a column holds, by its name in English, French or Spanish.

use super::super::value::Hint;
use super::mapping::Use;

use Hint::{Comma as Romance, None as Either, Point as English};

/// Names of columns in lower case without accents, what they mean, and the language they are in.
const NAMES: &[(&str, Hint, &[&str])] = &[
    (
        "title",
        English,
        &[
            "title",
            "project title",
            "document title",
            "title of the project",
            "title of the document",
            "project name",
            "document name",
            "name of project",
            "name of the project",
            "proposal title",
            "project",
            "document",
            "activity title",
        ],
    ),
    (
        "title",
        Romance,
        &[
            "titre",
            "titre du projet",
            "titre du document",
            "intitule",
            "intitule du projet",
            "nom du projet",
            "titulo",
            "titulo del proyecto",
            "titulo del documento",
            "nombre del proyecto",
            "projet",
            "proyecto",
        ],
    ),
    ("id", Either, &["id", "record id", "document id", "project id", "identifier", "iati identifier"]),
    ("id", Romance, &["identifiant", "identificador"]),
    (
        "reference",
        English,
        &[
            "reference",
            "reference number",
            "reference no",
            "project code",
            "code",
            "project reference",
            "tracking number",
            "proposal number",
            "crm reference",
            "prima id",
        ],
    ),
    ("reference", Either, &["ref", "ref no", "ref number"]),
    (
        "reference",
        Romance,
        &[
            "numero de reference",
            "code du projet",
            "code projet",
            "referencia",
            "numero de referencia",
            "codigo",
            "codigo del proyecto",
            "no de reference",
        ],
    ),
    (
        "kind",
        English,
        &["kind", "type", "document type", "type of document", "doc type", "kind of document", "type of request"],
    ),
    ("kind", Romance, &["type de document", "nature du document", "tipo", "tipo de documento", "genre de document"]),
    (
        "countries",
        English,
        &["country", "countries", "country name", "country code", "country countries", "recipient country"],
    ),
    ("countries", Either, &["iso3", "country iso3", "iso", "iso code"]),
    ("countries", Romance, &["pays", "pais", "paises", "nom du pays", "pays concernes", "code pays"]),
    ("office", English, &["office", "country office", "submitting office", "mission", "requesting office"]),
    ("office", Romance, &["bureau", "bureau de pays", "bureau pays", "oficina", "oficina de pais", "mision"]),
    (
        "organisation",
        English,
        &["organisation", "organization", "agency", "applicant", "organisation name", "organization name", "partner"],
    ),
    ("organisation", Romance, &["organizacion", "agence", "organisme", "nom de l organisation", "entidad", "agencia"]),
    ("donor", English, &["donor", "donors", "donor name", "funding source", "funder"]),
    ("donor", Romance, &["bailleur", "bailleur de fonds", "donateur", "donante", "financiador"]),
    ("sectors", English, &["sector", "sectors", "cluster", "clusters", "sector s", "thematic area"]),
    ("sectors", Romance, &["secteur", "secteurs", "sectores", "secteur s", "cluster secteur"]),
    (
        "requested",
        English,
        &[
            "requested",
            "requested on",
            "date requested",
            "request date",
            "date of request",
            "submitted",
            "date submitted",
        ],
    ),
    (
        "requested",
        Romance,
        &["demande le", "date de la demande", "date de demande", "solicitado", "fecha de solicitud", "solicitado el"],
    ),
    (
        "received",
        English,
        &["received", "received on", "date received", "date of receipt", "receipt date", "reception date"],
    ),
    (
        "received",
        Romance,
        &["recu", "recu le", "date de reception", "recibido", "recibido el", "fecha de recepcion", "fecha de recibo"],
    ),
    ("due", English, &["due", "due date", "due on", "deadline", "date due", "review deadline", "feedback due"]),
    (
        "due",
        Romance,
        &["echeance", "date limite", "date d echeance", "delai", "fecha limite", "plazo", "vence", "fecha de entrega"],
    ),
    ("start", English, &["start", "start date", "project start", "starts on", "planned start", "implementation start"]),
    ("start", Romance, &["debut", "date de debut", "debut du projet", "inicio", "fecha de inicio"]),
    ("end", English, &["end", "end date", "project end", "ends on", "planned end", "implementation end"]),
    ("end", Romance, &["fin", "date de fin", "fin du projet", "fecha de fin", "fecha final", "termino"]),
    ("urgency", English, &["urgency", "priority", "urgent"]),
    ("urgency", Romance, &["urgence", "urgencia", "prioridad", "priorite"]),
    (
        "budget",
        English,
        &[
            "budget",
            "amount",
            "total budget",
            "requested amount",
            "amount requested",
            "budget amount",
            "funding requested",
        ],
    ),
    (
        "budget",
        Romance,
        &["montant", "budget total", "montant demande", "presupuesto", "presupuesto total", "monto", "importe"],
    ),
    ("currency", English, &["currency", "budget currency", "currency code"]),
    ("currency", Romance, &["devise", "monnaie", "moneda", "divisa"]),
    (
        "people_targeted",
        English,
        &[
            "people targeted",
            "targeted people",
            "target population",
            "beneficiaries",
            "number of beneficiaries",
            "people",
            "targeted",
            "target",
            "people reached target",
        ],
    ),
    (
        "people_targeted",
        Romance,
        &[
            "personnes ciblees",
            "beneficiaires",
            "nombre de beneficiaires",
            "population ciblee",
            "beneficiarios",
            "personas meta",
            "numero de beneficiarios",
            "poblacion meta",
            "personas destinatarias",
        ],
    ),
    ("population_groups", English, &["population groups", "population group", "target groups"]),
    ("population_groups", Romance, &["groupes de population", "groupes cibles", "grupos de poblacion", "grupos meta"]),
    ("language", English, &["language", "document language", "lang"]),
    ("language", Romance, &["langue", "langue du document", "idioma", "lengua"]),
    ("tags", English, &["tags", "tag", "themes", "theme", "keywords"]),
    ("tags", Romance, &["etiquettes", "mots cles", "etiquetas", "temas", "palabras clave"]),
    ("crisis_types", English, &["crisis type", "crisis types", "type of crisis", "emergency type"]),
    ("crisis_types", Romance, &["type de crise", "tipo de crisis"]),
    ("phase", Either, &["phase", "fase"]),
    ("region", Either, &["region", "regional office", "bureau regional", "oficina regional"]),
    ("marker:gam", Either, &["gam", "gam code", "gender with age marker", "gender and age marker", "code gam", "mga"]),
    ("marker:iom-gm", Either, &["iom gender marker"]),
    ("markers", Either, &["gender marker", "marker", "markers", "marqueur de genre", "marcador de genero"]),
    ("parent_document", English, &["parent document", "response plan", "plan code"]),
];

/// What a column with this name holds, and the language of the name.
#[must_use]
pub fn named(name: &str) -> Option<(Use, Hint)> {
    let (bare, within) = bare(name);
    let known = |(_, _, names): &&(&str, Hint, &[&str])| names.contains(&bare.as_str());
    let (code, hint, _) =
        NAMES.iter().find(known).or_else(|| NAMES.iter().find(|row| row.2.contains(&&*plain(name))))?;
    let currency = within.and_then(currency).or_else(|| currency(name.split_whitespace().last()?));
    Some((Use::parse(code).ok()?.with_currency(currency), *hint))
}

/// A name without what stands in brackets, and that.
fn bare(name: &str) -> (String, Option<&str>) {
    let (before, rest) = name.split_once(['(', '[']).unwrap_or((name, ""));
    let within = rest.split([')', ']']).next().filter(|within| !within.trim().is_empty());
    let words: Vec<&str> = before.split_whitespace().collect();
    let words = match words.as_slice() {
        [words @ .., "in" | "en", last] | [words @ .., last] if !words.is_empty() && currency(last).is_some() => words,
        words => words,
    };
    (plain(&words.join(" ")), within)
}

/// Lower case without accents, one blank between words.
pub fn plain(name: &str) -> String {
    let folded = crate::text::fold(name);
    let words = folded.text().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Codes and signs that stand for one currency alone.
#[must_use]
pub fn currency(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("in ").to_uppercase();
    match text.as_str() {
        "US$" | "USD" => Some("USD".to_owned()),
        "€" | "EUR" | "EURO" | "EUROS" => Some("EUR".to_owned()),
        "£" | "GBP" => Some("GBP".to_owned()),
        "CHF" | "CAD" | "AUD" | "SEK" | "NOK" | "DKK" | "JPY" | "XAF" | "XOF" | "KES" | "COP" | "MXN" | "UAH"
        | "NGN" | "ETB" | "SSP" | "SDG" | "MZN" | "BDT" | "PKR" | "AFN" => Some(text),
        _ => None,
    }
}
