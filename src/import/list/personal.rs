//! Columns and cells that hold personal data: they are left out.

use super::column::plain;

/// Words in the name of a column, without accents, with blanks around.
const WORDS: &[&str] = &[
    " email ",
    " e mail ",
    " mail ",
    " courriel ",
    " correo ",
    " phone ",
    " telephone ",
    " telefono ",
    " tel ",
    " mobile ",
    " celular ",
    " whatsapp ",
    " skype ",
    " contact ",
    " contacts ",
    " contacto ",
    " contactos ",
    " focal point ",
    " focal points ",
    " focal person ",
    " point focal ",
    " points focaux ",
    " punto focal ",
    " submitted by ",
    " requested by ",
    " prepared by ",
    " reviewed by ",
    " sent by ",
    " soumis par ",
    " envoye par ",
    " demande par ",
    " prepare par ",
    " enviado por ",
    " solicitado por ",
    " elaborado por ",
    " author ",
    " auteur ",
    " autor ",
    " autora ",
    " reviewer ",
    " reviewers ",
    " relecteur ",
    " revisor ",
    " revisora ",
    " first name ",
    " last name ",
    " full name ",
    " surname ",
    " family name ",
    " prenom ",
    " nom et prenom ",
    " apellido ",
    " apellidos ",
    " nombre y apellido ",
    " nombre y apellidos ",
    " responsible person ",
    " person responsible ",
    " personne responsable ",
    " persona responsable ",
    " responsable ",
    " project manager ",
    " project developer ",
    " chef de projet ",
    " gestionnaire ",
    " staff ",
    " assigned to ",
    " supervisor ",
    " person ",
    " persona ",
    " signature ",
    " date of birth ",
];

/// Whether the name of a column says that persons are named in it.
#[must_use]
pub fn is_personal(name: &str) -> bool {
    let name = format!(" {} ", plain(name));
    WORDS.iter().any(|word| name.contains(word))
}

/// Whether a text holds an e-mail address.
#[must_use]
pub fn has_address(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')')).any(|word| {
        let word = word.trim_end_matches('.');
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
    })
}

/// Whether a text is a telephone number with its country code.
#[must_use]
pub fn is_telephone(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let only = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.' | '/'));
    (text.starts_with('+') || text.starts_with("00")) && (8..=16).contains(&digits) && only
}
