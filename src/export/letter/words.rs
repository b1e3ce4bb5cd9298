//! The fixed words of letters in the three languages of the organisation. French and Spanish are ours.

use crate::domain::summary::phrases;

phrases! {
    /// A fixed text of the letter.
    pub(super) enum Text {
        Title = "Technical review: feedback to the author",
            "Examen technique\u{a0}: observations à l’auteur",
            "Revisión técnica: comentarios para el autor";
        Draft = "Draft: this review is not signed off yet.",
            "Projet\u{a0}: cet examen n’est pas encore validé.",
            "Borrador: esta revisión aún no está cerrada.";
        Advice = "This is technical advice; it is not a decision on the document.",
            "Ceci est un avis technique\u{a0}; ce n’est pas une décision sur le document.",
            "Esto es asesoramiento técnico; no es una decisión sobre el documento.";
        Document = "Document", "Document", "Documento";
        Kind = "Kind", "Type", "Tipo";
        Reference = "Reference", "Référence", "Referencia";
        Office = "Office", "Bureau", "Oficina";
        Countries = "Countries", "Pays", "Países";
        Round = "Round", "Tour", "Ronda";
        Received = "Received on", "Reçu le", "Recibido el";
        Returned = "Returned on", "Renvoyé le", "Devuelto el";
        Result = "Result", "Résultat", "Resultado";
        Note = "Overall note", "Appréciation générale", "Nota general";
        Strengths = "Strengths", "Points forts", "Puntos fuertes";
        Required = "Required changes", "Modifications requises", "Cambios requeridos";
        RequiredNote = "The document needs these changes before it goes on.",
            "Le document a besoin de ces modifications avant d’aller plus loin.",
            "El documento necesita estos cambios antes de seguir adelante.";
        Recommended = "Recommendations", "Recommandations", "Recomendaciones";
        RecommendedNote = "These are left to you.", "Elles sont laissées à votre appréciation.", "Quedan a su criterio.";
        Questions = "Questions", "Questions", "Preguntas";
        QuestionsNote = "Please answer these; a change is not always needed.",
            "Merci d’y répondre\u{a0}; une modification n’est pas toujours nécessaire.",
            "Le rogamos que las responda; no siempre hace falta un cambio.";
        GoodPractice = "Good practice", "Bonnes pratiques", "Buenas prácticas";
        Settled = "Settled since the round before", "Réglé depuis le tour précédent", "Resuelto desde la ronda anterior";
        Closed = "Closed", "Clos", "Cerrado";
        Dropped = "Dropped", "Abandonné", "Retirado";
        HowToReply = "Please choose a reply in each row, give your reason where a change is made in part or not at all, and send this file back with the changed document.",
            "Merci de choisir une réponse sur chaque ligne, de donner vos raisons lorsqu’une modification est faite en partie ou n’est pas faite, et de renvoyer ce fichier avec le document modifié.",
            "Elija una respuesta en cada fila, indique el motivo cuando un cambio se haga en parte o no se haga, y devuelva este archivo con el documento modificado.";
        Number = "No.", "N°", "N.º";
        Place = "Place in the document", "Endroit du document", "Lugar en el documento";
        Finding = "What we found", "Constat", "Observación";
        Suggested = "Text you can use", "Texte que vous pouvez reprendre", "Texto que puede usar";
        Reply = "Your reply", "Votre réponse", "Su respuesta";
        Reason = "Your reason", "Vos raisons", "Su motivo";
        Unsafe = "This text is unsafe: please take it out of every version that is shared.",
            "Ce texte présente un danger\u{a0}: merci de le retirer de toute version diffusée.",
            "Este texto no es seguro: retírelo de toda versión que se comparta.";
        NoComments = "There are no comments.", "Il n’y a pas d’observations.", "No hay comentarios.";
    }
}
