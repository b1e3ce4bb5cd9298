//! The fixed words of a report beside those of its tables.

use crate::domain::summary::phrases;

phrases! {
    /// A fixed text of a report.
    pub(super) enum Text {
        Annual = "Annual report", "Rapport annuel", "Informe anual";
        Report = "Report", "Rapport", "Informe";
        Subject = "Technical review of project documents: GBV risk mitigation, Do No Harm and gender equality",
            "Examen technique des documents de projet\u{a0}: atténuation des risques de violence basée sur le genre (VBG), principe «\u{a0}ne pas nuire\u{a0}» et égalité de genre",
            "Revisión técnica de documentos de proyecto: mitigación de los riesgos de violencia de género (VG), acción sin daño e igualdad de género";
        MadeOn = "Made on", "Établi le", "Elaborado el";
        Only = "Only documents with", "Seulement les documents avec", "Solo los documentos con";
        InShort = "In short", "En bref", "En breve";
        Contents = "Contents", "Sommaire", "Índice";
        PartDocuments = "What was reviewed", "Documents examinés", "Documentos revisados";
        PartStandards = "How documents meet the standards", "Conformité aux normes", "Cumplimiento de las normas";
        PartFollowUp = "Outcomes, changes and time", "Avis, modifications et délais", "Resultados, cambios y plazos";
        PartSectors = "Sectors, donors, markers and themes", "Secteurs, donateurs, marqueurs et thèmes", "Sectores, donantes, marcadores y temas";
        PartAnnex = "Annex: workload, data quality, countries", "Annexe\u{a0}: charge de travail, qualité des données, pays", "Anexo: carga de trabajo, calidad de los datos, países";
        AboutNumbers = "About these numbers", "À propos de ces chiffres", "Acerca de estas cifras";
        Reproduce = "To reproduce:", "Pour reproduire\u{a0}:", "Para reproducir:";

        NoMeasure = "The numbers say what documents said when they were reviewed. They do not measure what was carried out, nor how well a country, an office or a project does.",
            "Les chiffres disent ce que disaient les documents au moment de leur examen. Ils ne mesurent ni la mise en œuvre, ni la qualité du travail d'un pays, d'un bureau ou d'un projet.",
            "Las cifras dicen lo que decían los documentos cuando se revisaron. No miden la ejecución ni la calidad del trabajo de un país, una oficina o un proyecto.";
        Withheld = "Numbers from 1 to 4 are shown as <5; * stands for a number from which one of them could be worked out. Where a single number of a row or a column is withheld, the total may still give it away: leave such a table out before the report goes outside the team.",
            "Les nombres de 1 à 4 sont remplacés par <5\u{a0}; * tient lieu d'un nombre qui permettrait d'en déduire un. Si un seul nombre d'une ligne ou d'une colonne est masqué, le total peut encore le révéler\u{a0}: retirer ce tableau avant de diffuser le rapport hors de l'équipe.",
            "Los números del 1 al 4 se sustituyen por <5; * ocupa el lugar de un número del que podría deducirse alguno de ellos. Si en una fila o columna solo se oculta un número, el total aún puede revelarlo: retírese esa tabla antes de difundir el informe fuera del equipo.";
        EnglishTitles = "Criteria, checklists and sample recommendations are in English.",
            "Les critères, les listes de contrôle et les recommandations types sont en anglais.",
            "Los criterios, las listas de verificación y las recomendaciones modelo están en inglés.";
        FilesSeen = "Files of reviews:", "Fichiers d'examen\u{a0}:", "Archivos de revisión:";
        FilesCurrent = "counted", "comptés", "contados";
        FilesSuperseded = "amended since", "modifiés depuis", "modificados después";
        FilesDuplicate = "there twice", "en double", "repetidos";
        FilesFork = "in conflict with another", "en conflit avec un autre", "en conflicto con otro";
        FilesNewer = "of a newer format", "d'un format plus récent", "de un formato más reciente";
        FilesUnreadable = "unreadable", "illisibles", "ilegibles";

        Yes = "Yes", "Oui", "Sí";
        FirstToLatest = "Yes: first → latest round", "Oui\u{a0}: premier → dernier tour", "Sí: primera → última ronda";
        FirstRound = "First round", "Premier tour", "Primera ronda";
        ChartKinds = "Documents of each kind in each quarter, as columns on one scale. The numbers are in the table below.",
            "Documents de chaque type par trimestre, en colonnes à la même échelle. Les nombres sont dans le tableau ci-dessous.",
            "Documentos de cada tipo por trimestre, en columnas con la misma escala. Los números están en la tabla siguiente.";
        ChartRegions = "Documents of each region as bars, in the order of the list. The numbers are in the table below.",
            "Documents de chaque région, en barres, dans l'ordre de la liste. Les nombres sont dans le tableau ci-dessous.",
            "Documentos de cada región, en barras, en el orden de la lista. Los números están en la tabla siguiente.";
        ChartCriteria = "For each criterion a bar with the shares of Yes, Partly and No in the first round, and an arrow from the share of Yes in the first round to that in the latest. The numbers are in the table below.",
            "Pour chaque critère, une barre avec les parts de Oui, En partie et Non au premier tour, et une flèche de la part de Oui au premier tour à celle du dernier. Les nombres sont dans le tableau ci-dessous.",
            "Para cada criterio, una barra con las proporciones de Sí, En parte y No en la primera ronda, y una flecha de la proporción de Sí en la primera ronda a la de la última. Los números están en la tabla siguiente.";
        ChartMonths = "Documents first returned in each month, as columns. The numbers are in the table below.",
            "Documents rendus pour la première fois chaque mois, en colonnes. Les nombres sont dans le tableau ci-dessous.",
            "Documentos devueltos por primera vez cada mes, en columnas. Los números están en la tabla siguiente.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::summary::Language;

    #[test]
    fn every_text_is_there_in_every_language() {
        for text in Text::ALL {
            for language in Language::ALL {
                assert!(!text.text(*language).trim().is_empty(), "{text:?} {language}");
            }
        }
    }
}
