//! The fixed words of tables and reports in the three languages of the organisation.

use crate::domain::codes::codes;
use crate::domain::vocabulary::{self, List};

use super::dimension::{Dimension, NONE};

codes! {
    /// A language of reports.
    pub enum Language {
        /// English.
        English = "en", "English";
        /// French.
        French = "fr", "French";
        /// Spanish.
        Spanish = "es", "Spanish";
    }
}

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $en:literal, $fr:literal, $es:literal;)+) => {
        /// A fixed text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is its own text")]
        pub enum Phrase { $($(#[$doc])* $name,)+ }

        impl Phrase {
            /// Every text.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The text in a language.
            #[must_use]
            pub const fn text(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::English) => $en,
                    (Self::$name, Language::French) => $fr,
                    (Self::$name, Language::Spanish) => $es,)+
                }
            }
        }
    };
}

phrases! {
    All = "All", "Total", "Total";
    Kind = "kind", "type", "tipo";
    Documents = "documents", "documents", "documentos";
    Countries = "countries", "pays", "países";
    Country = "country", "pays", "país";
    Rounds = "rounds", "tours", "rondas";
    Region = "region", "région", "región";
    Sector = "sector", "secteur", "sector";
    Donor = "donor", "donateur", "donante";
    Theme = "theme", "thème", "tema";
    Month = "month", "mois", "mes";
    Team = "reviewing team", "équipe de revue", "equipo revisor";
    Outcome = "outcome", "résultat", "resultado";
    Urgency = "urgency", "urgence", "urgencia";
    Marker = "marker claimed", "marqueur déclaré", "marcador declarado";
    InAll = "in all", "au total", "en total";
    YearBefore = "year before", "année précédente", "año anterior";
    Change = "change", "évolution", "cambio";
    MedianDays = "median days", "jours (médiane)", "días (mediana)";
    ThreeInFour = "3 in 4 within", "3 sur 4 en", "3 de 4 en";
    NineInTen = "9 in 10 within", "9 sur 10 en", "9 de 10 en";
    OnTime = "by the due day", "à l'échéance", "en plazo";
    WithChanges = "with required changes", "avec modifications requises", "con cambios obligatorios";
    Criterion = "criterion", "critère", "criterio";
    Weight = "weight", "poids", "peso";
    Rated = "n", "n", "n";
    YesFirst = "Yes first", "Oui au début", "Sí al inicio";
    Partly = "Partly", "En partie", "En parte";
    No = "No", "Non", "No";
    YesLatest = "Yes latest", "Oui à la fin", "Sí al final";
    CameBackN = "n came back", "n revenus", "n devueltos";
    CameBackChange = "their change", "leur évolution", "su cambio";
    Harm = "harm flags", "alertes de préjudice", "alertas de daño";
    Recommendation = "sample recommendation", "recommandation type", "recomendación tipo";
    Measure = "measure", "mesure", "medida";
    Planning = "countries planning", "pays qui prévoient", "países que prevén";
    Reporting = "countries reporting", "pays qui rapportent", "países que informan";
    What = "what", "quoi", "qué";
    Number = "number", "nombre", "número";
    Reviews = "reviews", "revues", "revisiones";
    Version = "version", "version", "versión";
    Checklist = "checklist", "liste de contrôle", "lista de control";
    NotGiven = "not given", "non précisé", "no indicado";
    FirstShare = "share, first round", "part, premier tour", "parte, primera ronda";
    LatestShare = "share, latest round", "part, dernier tour", "parte, última ronda";

    T1 = "Documents by kind and quarter", "Documents par type et trimestre", "Documentos por tipo y trimestre";
    T2 = "By region", "Par région", "Por región";
    T3 = "Share meeting each criterion", "Part qui répond à chaque critère", "Parte que cumple cada criterio";
    T4 = "Most common gaps", "Lacunes les plus fréquentes", "Carencias más frecuentes";
    T5 = "Call to Action measures", "Mesures de l'Appel à l'action", "Medidas del Llamado a la acción";
    T6 = "Outcomes", "Résultats", "Resultados";
    T7 = "Required changes and further rounds", "Modifications requises et tours suivants", "Cambios obligatorios y rondas siguientes";
    T8 = "Turnaround in calendar days", "Délais en jours calendaires", "Plazos en días naturales";
    T9Sector = "By sector", "Par secteur", "Por sector";
    T9Donor = "By donor", "Par donateur", "Por donante";
    T9Marker = "IOM gender marker: claimed, and how reviewers read it", "Marqueur de genre de l'OIM : déclaré, et lecture des réviseurs", "Marcador de género de la OIM: declarado, y lectura de los revisores";
    T10 = "Themes", "Thèmes", "Temas";
    T11Month = "Workload by month", "Charge par mois", "Carga por mes";
    T11Team = "Workload by reviewing team", "Charge par équipe", "Carga por equipo";
    T12 = "Data quality", "Qualité des données", "Calidad de los datos";
    T12Versions = "Checklist versions", "Versions des listes", "Versiones de las listas";
    TCountries = "Countries", "Pays", "Países";

    NoteKinds = "A document counts once, in the period of its first returned review. Plans cluster in the first and last quarter: compare a quarter with the same one a year before.",
        "Un document compte une fois, dans la période de sa première revue rendue. Les plans se concentrent au premier et au dernier trimestre : comparer un trimestre avec le même de l'année précédente.",
        "Un documento cuenta una vez, en el período de su primera revisión devuelta. Los planes se concentran en el primer y el último trimestre: compare un trimestre con el mismo del año anterior.";
    NoteSeveral = "A document with several of these counts in each row: the rows add up to more than all.",
        "Un document qui en a plusieurs compte dans chaque ligne : la somme des lignes dépasse le total.",
        "Un documento con varios cuenta en cada fila: las filas suman más que el total.";
    NoteShares = "n: documents answered Yes, Partly or No at the first review; not applicable and open are left out. Latest: the last round in which it was asked; a document with one round keeps its first answer, so the change is also given for the documents that came back.",
        "n : documents avec Oui, En partie ou Non à la première revue ; sans objet et sans réponse sont exclus. Fin : le dernier tour où la question a été posée ; un document à un seul tour garde sa première réponse, c'est pourquoi l'évolution est aussi donnée pour les documents revenus.",
        "n: documentos con Sí, En parte o No en la primera revisión; no aplicable y sin respuesta quedan fuera. Final: la última ronda en que se preguntó; un documento de una sola ronda conserva su primera respuesta, por eso el cambio se da también para los documentos devueltos.";
    NoteGaps = "Documents with No or Partly at the first review where the criterion is a must.",
        "Documents avec Non ou En partie à la première revue là où le critère est obligatoire.",
        "Documentos con No o En parte en la primera revisión donde el criterio es obligatorio.";
    NoteMeasures = "Countries, not documents; planned: Yes in a proposal or plan, reported: Yes in a report. From reviewed documents; not a measure of implementation.",
        "Des pays, non des documents ; prévu : Oui dans une proposition ou un plan, rapporté : Oui dans un rapport. D'après les documents revus ; ce n'est pas une mesure de la mise en œuvre.",
        "Países, no documentos; previsto: Sí en una propuesta o un plan, informado: Sí en un informe. Según los documentos revisados; no mide la ejecución.";
    NoteOutcomes = "Documents by the outcome of their latest round. Withdrawn documents are in no share.",
        "Documents selon le résultat de leur dernier tour. Les documents retirés n'entrent dans aucune part.",
        "Documentos según el resultado de su última ronda. Los documentos retirados no entran en ninguna proporción.";
    NoteTurnaround = "From the day the complete document was in hand to the first sign-off; the same day is 0. Reviews without that day, or returned before it, are under data quality.",
        "Du jour où le document complet est en main à la première signature ; le même jour compte 0. Les revues sans ce jour, ou rendues avant, figurent dans la qualité des données.",
        "Desde el día en que el documento completo estuvo disponible hasta la primera firma; el mismo día es 0. Las revisiones sin ese día, o devueltas antes, están en la calidad de los datos.";
    NoteMarkers = "As claimed by the documents and as read by the reviewers: recorded, never computed, and no judgement on the quality of a project.",
        "Tels que déclarés par les documents et lus par les réviseurs : consignés, jamais calculés, et sans jugement sur la qualité d'un projet.",
        "Según declaran los documentos y leen los revisores: registrados, nunca calculados, y sin juicio sobre la calidad de un proyecto.";
    NoteTeam = "By the role of the reviewer, never by person.", "Par rôle du réviseur, jamais par personne.", "Por función del revisor, nunca por persona.";
    NoteSample = "Reviewed documents are not a sample of all documents. The order of rows is that of the lists; nothing here ranks countries, offices, authors or reviewers.",
        "Les documents revus ne sont pas un échantillon de tous les documents. L'ordre des lignes est celui des listes ; rien ici ne classe les pays, les bureaux, les auteurs ni les réviseurs.",
        "Los documentos revisados no son una muestra de todos los documentos. El orden de las filas es el de las listas; nada aquí clasifica a países, oficinas, autores ni revisores.";

    Intake = "Documents that came in", "Documents reçus", "Documentos recibidos";
    Withdrawn = "Withdrawn", "Retirés", "Retirados";
    Issued = "Required changes asked for", "Modifications requises demandées", "Cambios obligatorios pedidos";
    Closed = "Made", "Faites", "Hechos";
    Dropped = "Given up by the reviewer", "Abandonnées par le réviseur", "Retirados por el revisor";
    StillOpen = "Still open", "Encore ouvertes", "Aún abiertos";
    Adopted = "Made, of those in documents whose work is at its end", "Faites, dans les documents dont le travail est terminé", "Hechos, en los documentos cuyo trabajo ha terminado";
    CameBack = "Documents that came back for a further round", "Documents revenus pour un nouveau tour", "Documentos devueltos para otra ronda";
    Settled = "Of these, with no required change left open", "Dont sans modification requise ouverte", "De ellos, sin cambio obligatorio abierto";
    DaysBetween = "Days from one round to the next (median)", "Jours d'un tour au suivant (médiane)", "Días de una ronda a la siguiente (mediana)";
    MedianRounds = "Rounds of a document (median)", "Tours par document (médiane)", "Rondas por documento (mediana)";
    WaitsLong = "Documents waiting for the author for more than 30 days", "Documents en attente de l'auteur depuis plus de 30 jours", "Documentos a la espera del autor desde hace más de 30 días";
    ReviewerClock = "Reviewer: receipt to return", "Réviseur : réception à retour", "Revisor: recepción a devolución";
    AuthorClock = "Author: return to next version", "Auteur : retour à version suivante", "Autor: devolución a versión siguiente";
}

/// The words of a code in a language; English where a list has no other.
#[must_use]
pub fn words(dimension: Dimension, code: &str, language: Language) -> String {
    if code == NONE {
        return Phrase::NotGiven.text(language).to_owned();
    }
    let translated = match (dimension, language) {
        (_, Language::English) => None,
        (Dimension::Country, Language::French) => vocabulary::find_country(code).map(|country| country.name_fr.clone()),
        (Dimension::Country, Language::Spanish) => {
            vocabulary::find_country(code).map(|country| country.name_es.clone())
        }
        _ => dimension.list().and_then(|list| in_language(list, code, language)),
    };
    translated.unwrap_or_else(|| dimension.words(code))
}

fn in_language(list: List, code: &str, language: Language) -> Option<String> {
    let term = list.find(code)?;
    match language {
        Language::English => Some(term.label.clone()),
        Language::French => term.label_fr.clone(),
        Language::Spanish => term.label_es.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_every_language() {
        for phrase in Phrase::ALL {
            for language in Language::ALL {
                assert!(!phrase.text(*language).trim().is_empty(), "{phrase:?} {language}");
            }
        }
    }
}
