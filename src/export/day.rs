//! Days and periods as they are written in a sentence.

use jiff::civil::Date;

use crate::domain::summary::{Language, Period};

const MONTHS: [[&str; 12]; 3] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
];

/// A day, such as 1 April 2025.
pub(in crate::export) fn written(day: Date, language: Language) -> String {
    let month = usize::try_from(day.month() - 1).unwrap_or_default();
    let month = MONTHS.get(language as usize).and_then(|months| months.get(month)).copied().unwrap_or_default();
    match (language, day.day(), day.year()) {
        (Language::English, day, year) => format!("{day} {month} {year}"),
        (Language::French, 1, year) => format!("1er {month} {year}"),
        (Language::French, day, year) => format!("{day} {month} {year}"),
        (Language::Spanish, day, year) => format!("{day} de {month} de {year}"),
    }
}

/// A period in a title, such as 1 April 2025 to 30 June 2025.
pub(in crate::export) fn span(period: Period, language: Language) -> String {
    let day = |day| written(day, language);
    match (period.from, period.to, language) {
        (Some(from), Some(to), Language::English) => format!("{} to {}", day(from), day(to)),
        (Some(from), Some(to), Language::French) => format!("du {} au {}", day(from), day(to)),
        (Some(from), Some(to), Language::Spanish) => format!("del {} al {}", day(from), day(to)),
        (Some(from), None, Language::English) => format!("since {}", day(from)),
        (Some(from), None, Language::French) => format!("depuis le {}", day(from)),
        (Some(from), None, Language::Spanish) => format!("desde el {}", day(from)),
        (None, Some(to), Language::English) => format!("up to {}", day(to)),
        (None, Some(to), Language::French) => format!("jusqu'au {}", day(to)),
        (None, Some(to), Language::Spanish) => format!("hasta el {}", day(to)),
        (None, None, Language::English) => "all years".to_owned(),
        (None, None, Language::French) => "toutes les années".to_owned(),
        (None, None, Language::Spanish) => "todos los años".to_owned(),
    }
}

/// A period at the beginning of a sentence, such as In 2025.
pub(in crate::export) fn opening(period: Period, language: Language) -> String {
    let day = |day| written(day, language);
    if let Some(year) = period.whole_year() {
        return format!("{} {year}", if language == Language::English { "In" } else { "En" });
    }
    match (period.from, period.to, language) {
        (Some(from), Some(to), Language::English) => format!("From {} to {}", day(from), day(to)),
        (Some(from), Some(to), Language::French) => format!("Du {} au {}", day(from), day(to)),
        (Some(from), Some(to), Language::Spanish) => format!("Del {} al {}", day(from), day(to)),
        (Some(from), None, Language::English) => format!("From {} on", day(from)),
        (Some(from), None, Language::French) => format!("À partir du {}", day(from)),
        (Some(from), None, Language::Spanish) => format!("A partir del {}", day(from)),
        (None, Some(to), Language::English) => format!("Up to {}", day(to)),
        (None, Some(to), Language::French) => format!("Jusqu'au {}", day(to)),
        (None, Some(to), Language::Spanish) => format!("Hasta el {}", day(to)),
        (None, None, Language::English) => "In all years".to_owned(),
        (None, None, Language::French) => "Toutes années confondues".to_owned(),
        (None, None, Language::Spanish) => "En todos los años".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_periods_read_as_in_a_sentence() {
        let period = Period { from: "2025-04-01".parse().ok(), to: "2025-06-30".parse().ok() };
        let said = |language| opening(period, language);
        assert_eq!(said(Language::English), "From 1 April 2025 to 30 June 2025");
        assert_eq!(said(Language::French), "Du 1er avril 2025 au 30 juin 2025");
        assert_eq!(said(Language::Spanish), "Del 1 de abril de 2025 al 30 de junio de 2025");
        assert_eq!(opening(Period::year(2025).unwrap(), Language::French), "En 2025");
        assert_eq!(span(Period { to: None, ..period }, Language::Spanish), "desde el 1 de abril de 2025");
    }
}
