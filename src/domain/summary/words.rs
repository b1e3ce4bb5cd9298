//! The fixed words of tables and reports in the three languages of the organisation.

use crate::domain::checklist::Weight;
use crate::domain::codes::codes;
use crate::domain::vocabulary::{self, List};

use super::dimension::{Dimension, NONE};
use super::quality::Issue;

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

impl Default for Language {
    /// That of the checklists.
    fn default() -> Self {
        Self::English
    }
}

/// Declares fixed texts: each is written down once, in the three languages.
macro_rules! phrases {
    ($(#[$outer:meta])* $seen:vis enum $name:ident { $($(#[$doc:meta])* $text:ident = $en:literal, $fr:literal, $es:literal;)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $seen enum $name { $($(#[$doc])* $text,)+ }

        impl $name {
            /// Every text.
            #[cfg(test)]
            pub const ALL: &'static [Self] = &[$(Self::$text,)+];

            /// The text in a language.
            #[must_use]
            pub const fn text(self, language: $crate::domain::summary::Language) -> &'static str {
                match (self, language) {
                    $((Self::$text, $crate::domain::summary::Language::English) => $en,
                    (Self::$text, $crate::domain::summary::Language::French) => $fr,
                    (Self::$text, $crate::domain::summary::Language::Spanish) => $es,)+
                }
            }
        }
    };
}

pub(crate) use phrases;

phrases! {
    /// A fixed text of the tables.
    #[expect(missing_docs, reason = "each is its own text")]
    pub enum Phrase {
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
        Quarter = "quarter", "trimestre", "trimestre";
        Language = "language", "langue", "idioma";
        Role = "role", "rôle", "función";
        Reading = "reading of the marker", "lecture du marqueur", "lectura del marcador";
        Team = "reviewing team", "équipe d'examen", "equipo revisor";
        Outcome = "outcome", "avis", "resultado";
        Urgency = "urgency", "urgence", "urgencia";
        Marker = "marker claimed", "marqueur déclaré", "marcador declarado";
        InAll = "in all", "au total", "en total";
        YearBefore = "year before", "année précédente", "año anterior";
        Change = "change", "évolution", "cambio";
        MedianDays = "median days", "jours (médiane)", "días (mediana)";
        ThreeInFour = "3 in 4 within", "3 sur 4 en", "3 de cada 4 en";
        NineInTen = "9 in 10 within", "9 sur 10 en", "9 de cada 10 en";
        OnTime = "by the due day", "dans les délais", "en plazo";
        WithChanges = "with required changes", "avec modifications requises", "con cambios requeridos";
        Criterion = "criterion", "critère", "criterio";
        Weight = "weight", "exigence", "exigencia";
        Rated = "n", "n", "n";
        YesFirst = "Yes first", "Oui, premier tour", "Sí, primera ronda";
        Partly = "Partly", "En partie", "En parte";
        No = "No", "Non", "No";
        YesLatest = "Yes latest", "Oui, dernier tour", "Sí, última ronda";
        CameBackN = "n came back", "n revenus", "n con más rondas";
        CameBackChange = "their change", "leur évolution", "su cambio";
        Harm = "harm flags", "alertes de danger", "alertas de daño";
        Recommendation = "sample recommendation", "recommandation type", "recomendación modelo";
        Measure = "measure", "mesure", "medida";
        Planning = "countries planning", "pays\u{a0}: prévue", "países: prevista";
        Reporting = "countries reporting", "pays\u{a0}: réalisée selon un rapport", "países: aplicada según un informe";
        What = "what", "élément", "elemento";
        Number = "number", "nombre", "número";
        Reviews = "reviews", "examens", "revisiones";
        Version = "version", "version", "versión";
        Checklist = "checklist", "liste de contrôle", "lista de verificación";
        NotGiven = "not given", "non précisé", "no indicado";
        FirstShare = "share, first round", "part, premier tour", "proporción, primera ronda";
        LatestShare = "share, latest round", "part, dernier tour", "proporción, última ronda";
        Blocking = "blocking", "bloquant", "bloqueante";
        Must = "must", "obligatoire", "obligatorio";
        Should = "should", "recommandé", "recomendado";
        Consistent = "consistent with the text", "conforme au texte", "coherente con el texto";
        LooksHigher = "the text looks higher", "le texte semble plus haut", "el texto parece más alto";
        LooksLower = "the text looks lower", "le texte semble plus bas", "el texto parece más bajo";
        CannotTell = "cannot tell", "indéterminé", "no se puede saber";
        NotChecked = "not checked", "non vérifié", "no comprobado";
        Clearance = "Clearance", "Visa", "Visto bueno";
        Advice = "Advice", "Conseil", "Asesoramiento";

        T1 = "Documents by kind and quarter", "Documents par type et par trimestre", "Documentos por tipo y trimestre";
        T2 = "By region", "Par région", "Por región";
        T3 = "Share meeting each criterion", "Part des documents qui satisfont à chaque critère", "Proporción de documentos que cumplen cada criterio";
        T4 = "Most common gaps", "Lacunes les plus fréquentes", "Carencias más frecuentes";
        T5 = "Call to Action measures", "Mesures de l'Appel à l'action", "Medidas del Llamado a la Acción";
        T6 = "Outcomes", "Avis rendus", "Resultados";
        T7 = "Required changes and further rounds", "Modifications requises et tours suivants", "Cambios requeridos y rondas siguientes";
        T8 = "Turnaround in calendar days", "Délais en jours calendaires", "Plazos en días naturales";
        T9Sector = "By sector", "Par secteur", "Por sector";
        T9Donor = "By donor", "Par donateur", "Por donante";
        T9Marker = "IOM gender marker: claimed, and how reviewers read it", "Marqueur de genre de l'OIM\u{a0}: déclaré, et lecture faite à l'examen", "Marcador de género de la OIM: declarado, y lectura hecha en la revisión";
        T10 = "Themes", "Thèmes", "Temas";
        T11Month = "Workload by month", "Charge de travail par mois", "Carga de trabajo por mes";
        T11Team = "Workload by reviewing team", "Charge de travail par équipe d'examen", "Carga de trabajo por equipo revisor";
        T12 = "Data quality", "Qualité des données", "Calidad de los datos";
        T12Versions = "Checklist versions", "Versions des listes de contrôle", "Versiones de las listas de verificación";
        TCountries = "Countries", "Pays", "Países";

        NoteKinds = "A document counts once, in the period of its first returned review. Plans cluster in the first and last quarter: compare a quarter with the same one a year before.",
            "Un document compte une seule fois, dans la période où son premier examen a été rendu. Les plans se concentrent sur le premier et le dernier trimestre\u{a0}: comparer un trimestre au même trimestre de l'année précédente.",
            "Cada documento se cuenta una sola vez, en el período en que se devolvió su primera revisión. Los planes se concentran en el primer y el último trimestre: compárese un trimestre con el mismo del año anterior.";
        NoteSeveral = "A document with several of these counts in each row: the rows add up to more than all.",
            "Un document qui relève de plusieurs lignes compte dans chacune\u{a0}: la somme des lignes dépasse le total.",
            "Un documento que corresponde a varias filas se cuenta en cada una: las filas suman más que el total.";
        NoteShares = "n: documents answered Yes, Partly or No at the first review; not applicable and open are left out. Latest: the last round in which it was asked; a document with one round keeps its first answer, so the change is also given for the documents that came back.",
            "n\u{a0}: documents évalués Oui, En partie ou Non au premier tour\u{a0}; «\u{a0}sans objet\u{a0}» et les questions sans réponse sont exclus. Dernier tour\u{a0}: le dernier où la question a été posée. Un document qui n'a eu qu'un tour garde sa première réponse\u{a0}; c'est pourquoi l'évolution est aussi donnée pour les seuls documents revenus.",
            "n: documentos valorados Sí, En parte o No en la primera ronda; quedan fuera «no aplicable» y las preguntas sin respuesta. Última ronda: la última en que se hizo la pregunta. Un documento con una sola ronda conserva su primera respuesta; por eso el cambio se da también solo para los documentos que tuvieron más rondas.";
        NoteGaps = "Documents with No or Partly at the first review where the criterion is a must.",
            "Documents évalués Non ou En partie au premier tour, là où le critère est obligatoire.",
            "Documentos valorados No o En parte en la primera ronda, allí donde el criterio es obligatorio.";
        NoteMeasures = "Countries, not documents; planned: Yes in a proposal or plan, reported: Yes in a report. From reviewed documents; not a measure of implementation.",
            "Des pays, et non des documents\u{a0}; prévue\u{a0}: Oui dans une proposition ou un plan\u{a0}; réalisée\u{a0}: Oui dans un rapport. D'après les documents examinés\u{a0}; ce n'est pas une mesure de la mise en œuvre.",
            "Países, no documentos; prevista: Sí en una propuesta o un plan; aplicada: Sí en un informe. Según los documentos revisados; no es una medida de la ejecución.";
        NoteOutcomes = "Documents by the outcome of their latest round. Withdrawn documents are in no share.",
            "Documents selon l'avis rendu au dernier tour. Les documents retirés n'entrent dans aucun pourcentage.",
            "Documentos según el resultado de su última ronda. Los documentos retirados no entran en ningún porcentaje.";
        NoteTurnaround = "From the day the complete document was in hand to the first sign-off; the same day is 0. Reviews without that day, or returned before it, are under data quality.",
            "Du jour où le document complet a été reçu à la première signature\u{a0}; le jour même compte pour 0. Les examens sans date de réception, ou rendus avant celle-ci, figurent sous la qualité des données.",
            "Desde el día en que se recibió el documento completo hasta la primera firma; el mismo día cuenta como 0. Las revisiones sin fecha de recepción, o devueltas antes de ella, figuran en la calidad de los datos.";
        NoteMarkers = "As claimed by the documents and as read by the reviewers: recorded, never computed, and no judgement on the quality of a project.",
            "Tel que le document le déclare et tel qu'il est lu à l'examen\u{a0}: consigné, jamais calculé, et sans jugement sur la qualité d'un projet.",
            "Tal como lo declara el documento y como se lee en la revisión: se registra, nunca se calcula, y no juzga la calidad de un proyecto.";
        NoteTeam = "By the role of the reviewer, never by person.",
            "Selon la spécialité de l'équipe, jamais par personne.",
            "Según la especialidad del equipo, nunca por persona.";
        NoteSample = "Reviewed documents are not a sample of all documents. The order of rows is that of the lists; nothing here ranks countries, offices, authors or reviewers.",
            "Les documents examinés ne sont pas un échantillon de l'ensemble des documents. Les lignes suivent l'ordre des listes\u{a0}; rien ici ne classe les pays, les bureaux, les équipes ni les personnes.",
            "Los documentos revisados no son una muestra del conjunto de los documentos. Las filas siguen el orden de las listas; nada aquí clasifica a los países, las oficinas, los equipos ni las personas.";

        Intake = "Documents that came in", "Documents reçus", "Documentos recibidos";
        Withdrawn = "Withdrawn", "Retirés", "Retirados";
        Issued = "Required changes asked for", "Modifications requises demandées", "Cambios requeridos solicitados";
        Closed = "Made", "Faites", "Hechos";
        Dropped = "Given up by the reviewer", "Abandonnées à l'examen", "Abandonados en la revisión";
        StillOpen = "Still open", "Encore en attente", "Aún pendientes";
        Adopted = "Made, of those in documents whose work is at its end", "Faites, dans les documents dont l'examen est clos", "Hechos, en los documentos cuya revisión ha terminado";
        CameBack = "Documents that came back for a further round", "Documents revenus pour un nouveau tour", "Documentos que volvieron para otra ronda";
        Settled = "Of these, with no required change left open", "Dont sans modification requise en attente", "De ellos, sin cambios requeridos pendientes";
        DaysBetween = "Days from one round to the next (median)", "Jours d'un tour au suivant (médiane)", "Días de una ronda a la siguiente (mediana)";
        MedianRounds = "Rounds of a document (median)", "Tours par document (médiane)", "Rondas por documento (mediana)";
        WaitsLong = "Documents waiting for the author for more than 30 days", "Documents en attente de leur nouvelle version depuis plus de 30 jours", "Documentos a la espera de una nueva versión desde hace más de 30 días";
        ReviewerClock = "Reviewer: receipt to return", "Examen\u{a0}: de la réception au retour", "Revisión: de la recepción a la devolución";
        AuthorClock = "Author: return to next version", "Rédaction\u{a0}: du retour à la version suivante", "Redacción: de la devolución a la versión siguiente";

        OpenQuestions = "Reviews with open questions", "Examens avec des questions sans réponse", "Revisiones con preguntas sin respuesta";
        NoReceivedDay = "Reviews without the day of receipt", "Examens sans date de réception", "Revisiones sin fecha de recepción";
        ReturnedEarly = "Reviews returned before the day of receipt", "Examens rendus avant la date de réception", "Revisiones devueltas antes de la fecha de recepción";
        NoCountry = "Documents without a country", "Documents sans pays", "Documentos sin país";
        SuspectedDuplicate = "Documents that look like another one", "Documents qui ressemblent à un autre", "Documentos que se parecen a otro";
        HarmWithoutChange = "Reviews with a harm flag and no required change", "Examens avec une alerte de danger sans modification requise", "Revisiones con una alerta de daño y sin cambio requerido";
        UnknownCode = "Documents with a code that no list has", "Documents avec un code absent des listes", "Documentos con un código que no está en las listas";
        Fork = "Reviews with a fork", "Examens avec deux versions concurrentes", "Revisiones con dos versiones en conflicto";
        OtherKind = "Documents of another kind", "Documents d'un autre type", "Documentos de otro tipo";
    }
}

/// The words of a code in a language; English where a list has no other.
#[must_use]
pub fn words(dimension: Dimension, code: &str, language: Language) -> String {
    if code == NONE {
        return Phrase::NotGiven.text(language).to_owned();
    }
    if let Some(phrase) = phrase_of(dimension, code) {
        return phrase.text(language).to_owned();
    }
    let translated = match (dimension, language) {
        (_, Language::English) => None,
        (Dimension::Quarter, _) => Some(code.replace("-Q", "-T")),
        (Dimension::Country, Language::French) => vocabulary::find_country(code).map(|country| country.name_fr.clone()),
        (Dimension::Country, Language::Spanish) => {
            vocabulary::find_country(code).map(|country| country.name_es.clone())
        }
        _ => dimension.list().and_then(|list| in_language(list, code, language)),
    };
    translated.unwrap_or_else(|| dimension.words(code))
}

/// The codes that no vocabulary file holds.
fn phrase_of(dimension: Dimension, code: &str) -> Option<Phrase> {
    match (dimension, code) {
        (Dimension::Reading, "consistent") => Some(Phrase::Consistent),
        (Dimension::Reading, "looks-higher") => Some(Phrase::LooksHigher),
        (Dimension::Reading, "looks-lower") => Some(Phrase::LooksLower),
        (Dimension::Reading, "cannot-tell") => Some(Phrase::CannotTell),
        (Dimension::Reading, "not-checked") => Some(Phrase::NotChecked),
        (Dimension::Role, "clearance") => Some(Phrase::Clearance),
        (Dimension::Role, "advice") => Some(Phrase::Advice),
        _ => None,
    }
}

impl Dimension {
    /// What stands over its values.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Kind => Phrase::Kind,
            Self::Region => Phrase::Region,
            Self::Country => Phrase::Country,
            Self::Sector => Phrase::Sector,
            Self::Donor => Phrase::Donor,
            Self::Outcome => Phrase::Outcome,
            Self::Quarter => Phrase::Quarter,
            Self::Month => Phrase::Month,
            Self::Tag => Phrase::Theme,
            Self::Language => Phrase::Language,
            Self::Urgency => Phrase::Urgency,
            Self::Team => Phrase::Team,
            Self::Role => Phrase::Role,
            Self::Marker => Phrase::Marker,
            Self::Reading => Phrase::Reading,
        }
    }
}

impl Issue {
    /// The issue in words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::OpenQuestions => Phrase::OpenQuestions,
            Self::NoReceivedDay => Phrase::NoReceivedDay,
            Self::ReturnedEarly => Phrase::ReturnedEarly,
            Self::NoCountry => Phrase::NoCountry,
            Self::SuspectedDuplicate => Phrase::SuspectedDuplicate,
            Self::HarmWithoutChange => Phrase::HarmWithoutChange,
            Self::UnknownCode => Phrase::UnknownCode,
            Self::Fork => Phrase::Fork,
            Self::OtherKind => Phrase::OtherKind,
        }
    }
}

impl Weight {
    /// The weight in words.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Blocking => Phrase::Blocking,
            Self::Must => Phrase::Must,
            Self::Should => Phrase::Should,
        }
    }
}

/// The label of a code in a language, else the code itself.
#[must_use]
pub fn label(list: List, code: &str, language: Language) -> String {
    in_language(list, code, language).unwrap_or_else(|| code.to_owned())
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

    #[test]
    fn lists_of_the_tables_have_every_language() {
        for list in [
            List::Kinds,
            List::Regions,
            List::Sectors,
            List::Outcomes,
            List::Urgencies,
            List::ReviewerRoles,
            List::Languages,
        ] {
            for term in list.entries() {
                assert!(term.label_fr.is_some() && term.label_es.is_some(), "{} {}", list.name(), term.code);
            }
        }
    }

    #[test]
    fn the_english_words_of_an_issue_and_a_weight_are_its_label() {
        for issue in Issue::ALL {
            assert_eq!(issue.phrase().text(Language::English), issue.label());
        }
        for weight in Weight::ALL {
            assert_eq!(weight.phrase().text(Language::English), weight.label());
        }
    }

    #[test]
    fn codes_read_in_the_language_or_as_they_are() {
        let cases = [
            (Dimension::Region, "wca", Language::French, "Afrique de l'Ouest et du Centre"),
            (Dimension::Reading, "not-checked", Language::Spanish, "no comprobado"),
            (Dimension::Country, "SSD", Language::Spanish, "Sudán del Sur"),
            (Dimension::Quarter, "2025-Q1", Language::French, "2025-T1"),
            (Dimension::Donor, "se-sida", Language::French, "Sweden – Sida"),
            (Dimension::Donor, "a-new-one", Language::French, "a-new-one"),
            (Dimension::Tag, NONE, Language::Spanish, "no indicado"),
        ];
        for (dimension, code, language, wanted) in cases {
            assert_eq!(words(dimension, code, language), wanted, "{dimension} {code}");
        }
    }
}
