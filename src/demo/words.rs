//! The words of the invented documents and reviews: about documents, never about persons or incidents.

use crate::domain::answer::Rating;
use crate::domain::kind::Kind;
use crate::domain::outcome::Outcome;

/// The languages that the invented documents are written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

/// The same in English, French and Spanish.
pub type Words = [&'static str; 3];

impl Language {
    /// ISO 639-1.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.of(["en", "fr", "es"])
    }

    /// The words in this language.
    #[must_use]
    pub const fn of(self, words: Words) -> &'static str {
        let [english, french, spanish] = words;
        match self {
            Self::English => english,
            Self::French => french,
            Self::Spanish => spanish,
        }
    }
}

// ---------------------------------------------------------------------------------------------------------- titles

/// What the title calls a kind; `{}` is the year.
#[must_use]
pub const fn kind_of_title(kind: Kind) -> Words {
    match kind {
        Kind::Proposal => ["", "", ""],
        Kind::ConceptNote => ["Concept note: ", "Note conceptuelle : ", "Nota conceptual: "],
        Kind::Report => ["Final report {}: ", "Rapport final {} : ", "Informe final {}: "],
        Kind::RegionalPlan => {
            ["Regional response plan {}: ", "Plan régional de réponse {} : ", "Plan regional de respuesta {}: "]
        }
        Kind::CrisisResponsePlan => {
            ["Crisis response plan {}: ", "Plan de réponse à la crise {} : ", "Plan de respuesta a la crisis {}: "]
        }
        Kind::Other => ["Guidance note: ", "Note d’orientation : ", "Nota de orientación: "],
    }
}

/// Between two subjects.
pub const AND: Words = [" and ", " et ", " y "];

/// What a sector is called in a title.
#[must_use]
pub fn subject(sector: &str) -> Words {
    match sector {
        "SHL" => ["safe shelter", "abris sûrs", "alojamiento seguro"],
        "WSH" => ["clean water", "eau potable", "agua potable"],
        "CCM" => ["better run sites", "sites mieux gérés", "sitios mejor gestionados"],
        "PRO" | "PRO-GBV" | "PRO-CPN" => ["protection services", "services de protection", "servicios de protección"],
        "HEA" => ["health posts", "postes de santé", "puestos de salud"],
        "IOM-MHPSS" => ["psychosocial support", "soutien psychosocial", "apoyo psicosocial"],
        "IOM-DTM" => ["displacement data", "données sur les déplacements", "datos de desplazamiento"],
        "MPC" => ["cash for basic needs", "transferts monétaires", "efectivo para necesidades básicas"],
        "ERY" | "IOM-PSD" => ["steady livelihoods", "moyens de subsistance", "medios de vida"],
        "IOM-CT" => ["counter-trafficking", "lutte contre la traite", "lucha contra la trata"],
        "IOM-RET" => ["sustainable return", "retour durable", "retorno sostenible"],
        "IOM-MOV" | "IOM-IBM" => ["safe movement", "mobilité sûre", "movilidad segura"],
        "FSC" => ["food assistance", "aide alimentaire", "asistencia alimentaria"],
        "IOM-DRR" => ["preparedness for floods", "préparation aux crues", "preparación ante inundaciones"],
        "EDU" => ["places to learn", "espaces d’apprentissage", "espacios de aprendizaje"],
        "PRO-HLP" | "IOM-LPR" => ["housing rights", "droits fonciers", "derechos sobre la tierra"],
        _ => ["local integration", "intégration locale", "integración local"],
    }
}

/// The part of the country; `{}` is a number.
pub const AREAS: [Words; 4] = [
    ["Sector {}", "secteur {}", "sector {}"],
    ["Zone {}", "zone {}", "zona {}"],
    ["Site {}", "site {}", "sitio {}"],
    ["Block {}", "bloc {}", "bloque {}"],
];

/// The district.
pub const DISTRICTS: [Words; 12] = [
    ["River district", "district du Fleuve", "distrito del Río"],
    ["Lake district", "district du Lac", "distrito del Lago"],
    ["Hill district", "district des Collines", "distrito de las Colinas"],
    ["North Plain district", "district de la Plaine-Nord", "distrito Llano Norte"],
    ["South Plain district", "district de la Plaine-Sud", "distrito Llano Sur"],
    ["Coast district", "district de la Côte", "distrito de la Costa"],
    ["Bridge district", "district du Pont", "distrito del Puente"],
    ["Old Market district", "district du Vieux-Marché", "distrito Mercado Viejo"],
    ["Green Valley district", "district de la Vallée-Verte", "distrito Valle Verde"],
    ["Salt Road district", "district de la Route-du-Sel", "distrito Ruta de la Sal"],
    ["Two Wells district", "district des Deux-Puits", "distrito Dos Pozos"],
    ["High Pass district", "district du Haut-Col", "distrito Paso Alto"],
];

// ------------------------------------------------------------------------------------------------- text of documents

/// The sections of a document, each with sentences to draw from.
pub const SECTIONS: [(Words, &[Words]); 3] = [
    (
        ["1. Context and needs", "1. Contexte et besoins", "1. Contexto y necesidades"],
        &[
            [
                "The needs of women, men, girls and boys were assessed apart and are summed up in the annex.",
                "Les besoins des femmes, des hommes, des filles et des garçons ont été évalués séparément ; voir l’annexe.",
                "Las necesidades de mujeres, hombres, niñas y niños se evaluaron por separado y se resumen en el anexo.",
            ],
            [
                "Long ways to water and crowded shelters are the main concerns that the committees named.",
                "Les longs trajets vers l’eau et les abris surpeuplés sont les principales préoccupations des comités.",
                "Las largas distancias al agua y los alojamientos llenos son lo que más preocupa a los comités.",
            ],
            [
                "Tension over land and over jobs is followed with the local authorities every month.",
                "Les tensions sur la terre et l’emploi sont suivies chaque mois avec les autorités locales.",
                "Las tensiones por la tierra y el empleo se siguen cada mes con las autoridades locales.",
            ],
            [
                "Households with a member with a disability reach the services less often than others.",
                "Les ménages comptant une personne handicapée accèdent moins souvent aux services que les autres.",
                "Los hogares con una persona con discapacidad llegan a los servicios con menos frecuencia.",
            ],
        ],
    ),
    (
        ["2. Activities and delivery", "2. Activités et mise en œuvre", "2. Actividades y ejecución"],
        &[
            [
                "Locks, lights and separate latrines are part of every site plan.",
                "Des verrous, un éclairage et des latrines séparées figurent dans chaque plan de site.",
                "Cada plan de sitio incluye cerraduras, alumbrado y letrinas separadas.",
            ],
            [
                "Women’s committees choose the place and the hours of each activity.",
                "Les comités de femmes choisissent le lieu et les heures de chaque activité.",
                "Los comités de mujeres eligen el lugar y el horario de cada actividad.",
            ],
            [
                "Every field team has women among its members and knows where to refer people to.",
                "Chaque équipe de terrain compte des femmes et sait vers qui orienter les personnes.",
                "Cada equipo de terreno cuenta con mujeres y sabe adónde remitir a las personas.",
            ],
            [
                "Complaints can be made at a desk, by telephone and through the committees.",
                "Les plaintes peuvent être déposées à un guichet, par téléphone ou par les comités.",
                "Las quejas pueden presentarse en una ventanilla, por teléfono y a través de los comités.",
            ],
            [
                "All staff and partners sign the code of conduct before the first day of work.",
                "Tout le personnel et les partenaires signent le code de conduite avant le premier jour de travail.",
                "Todo el personal y los socios firman el código de conducta antes del primer día de trabajo.",
            ],
        ],
    ),
    (
        ["3. Monitoring and budget", "3. Suivi et budget", "3. Seguimiento y presupuesto"],
        &[
            [
                "Figures are collected by sex and age and looked at every quarter.",
                "Les chiffres sont recueillis par sexe et par âge et examinés chaque trimestre.",
                "Los datos se recogen por sexo y edad y se examinan cada trimestre.",
            ],
            [
                "The budget keeps a line for training and for small repairs.",
                "Le budget prévoit une ligne pour la formation et les petites réparations.",
                "El presupuesto reserva una línea para formación y pequeñas reparaciones.",
            ],
            [
                "Only the details that registration needs are kept, and they are locked away.",
                "Seules les informations nécessaires à l’enregistrement sont conservées, sous clé.",
                "Solo se guardan los datos que el registro necesita, y bajo llave.",
            ],
            [
                "Safety and satisfaction are asked about after each distribution.",
                "La sécurité et la satisfaction font l’objet de questions après chaque distribution.",
                "Después de cada distribución se pregunta por la seguridad y la satisfacción.",
            ],
        ],
    ),
];

/// The section that a later version has more.
pub const CHANGES: (Words, Words) = (
    [
        "4. Changes since the last version",
        "4. Changements depuis la dernière version",
        "4. Cambios desde la última versión",
    ],
    [
        "The comments of the review were worked in; the table of changes is in the annex.",
        "Les commentaires de la revue ont été pris en compte ; le tableau des changements est en annexe.",
        "Se incorporaron los comentarios de la revisión; la tabla de cambios está en el anexo.",
    ],
);

// -------------------------------------------------------------------------------------------------- words of reviews

/// What reviewers note beside an answer; `{}` is the number of the section.
#[must_use]
pub const fn notes(rating: Rating) -> &'static [&'static str] {
    match rating {
        Rating::Yes => &[
            "Clear in section {}, and again in the results table.",
            "Section {} says who does it and when.",
            "Stronger than in most documents of this kind.",
            "In section {} and in the work plan.",
        ],
        Rating::Partly => &[
            "Section {} names it, no budget line.",
            "Named once in section {}, without who or when.",
            "In the risk table only, not in the activities.",
            "One sentence in section {}; the annex was not attached.",
            "The intention is there, the step is not.",
        ],
        Rating::No => &[
            "Not found in the text or the annexes.",
            "Section {} would be the place; nothing there.",
            "The template of the donor does not ask for it; one line is enough.",
            "Nothing in the budget notes either.",
        ],
        Rating::NotApplicable => &["Checked against section {}."],
    }
}

/// What a comment finds where a criterion is not met, or not quite; `{}` is its title.
#[must_use]
pub const fn findings(rating: Rating) -> &'static [&'static str] {
    match rating {
        Rating::No => &[
            "{}: the document does not say it.",
            "{}: nothing found in the text, the work plan or the budget.",
            "{}: missing, although the activities call for it.",
        ],
        _ => &[
            "{}: named, without who does it and when.",
            "{}: in one place only; it has to stand where it binds.",
            "{}: begun, and not carried through to the budget.",
        ],
    }
}

/// What a comment finds where the text itself is unsafe.
pub const UNSAFE: &str = "This passage is unsafe as it stands: take it out before the document goes on.";
/// What a question to the author asks.
pub const QUESTIONS: [&str; 3] = [
    "Is this settled in another document? If so, please name it.",
    "Which office or partner would do this?",
    "Does the amount cover all sites or the first year only?",
];
/// What is said of a strength; `{}` is the title of the criterion.
pub const PRAISE: [&str; 3] = [
    "{}: concrete and costed; please keep it.",
    "{}: a good model for other documents.",
    "{}: follows straight from what people said.",
];
/// What authors answer where they did not change the text.
pub const REPLIES: [&str; 3] = [
    "The donor’s form leaves no room for it.",
    "It will be settled with the partner at the start.",
    "The amount is fixed; it comes with the next revision.",
];
/// Why a signed-off review was amended.
pub const AMENDMENTS: [&str; 3] = [
    "The annex came after the sign-off and answers one question.",
    "A comment was worded in a way that could be misread.",
    "The overall note named the wrong section.",
];
/// What an amended overall note ends with.
pub const AMENDED_NOTE: &str = " This note replaces the first one.";

/// The overall note to the author.
#[must_use]
pub const fn summaries(outcome: Outcome) -> &'static [&'static str] {
    match outcome {
        Outcome::Endorsed => {
            &["A sound document; nothing to change.", "All points are met. Thank you for the clear text."]
        }
        Outcome::WithRecommendations => &[
            "A sound document; the recommendations would make it stronger.",
            "May go forward. The comments are left to you.",
        ],
        Outcome::SubjectToChanges => &[
            "A good basis; the required changes are listed below.",
            "Most points are there. Please make the listed changes before the document goes on.",
        ],
        Outcome::ReviseAndResubmit => &[
            "The safety measures need another round; we are glad to help with the wording.",
            "Please revise the marked sections and send the document again.",
        ],
        Outcome::NotEndorsed => &["The design needs a talk before the next version."],
        Outcome::CommentsOnly => &[
            "Comments for the next version; take what helps.",
            "A promising text. The comments show what the full document should say.",
        ],
        Outcome::Withdrawn => &["Taken back before the review was finished."],
    }
}
