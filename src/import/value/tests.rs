//! Trap 4 and 6 of the real data: nothing, numbers and days as people write them.

use super::*;

#[test]
fn numbers_as_people_write_them() {
    let sure = [
        ("$87,901,227", Hint::None, "87901227"),
        ("3,2M", Hint::Comma, "3200000"),
        ("3,2M", Hint::None, "3200000"),
        ("910 131", Hint::None, "910131"),
        ("80\u{a0}418", Hint::None, "80418"),
        ("20.7M", Hint::None, "20700000"),
        ("٢٠٫٧M", Hint::None, "20700000"),
        ("62.8M", Hint::Point, "62800000"),
        ("200000.06 ", Hint::None, "200000.06"),
        ("508,506,130.03", Hint::None, "508506130.03"),
        ("1.234.567,5", Hint::None, "1234567.5"),
        ("12,000", Hint::Point, "12000"),
        ("12.000", Hint::Comma, "12000"),
        ("0,500", Hint::None, "0.500"),
        ("1.234 million", Hint::Point, "1234000"),
        ("2 milliards", Hint::Comma, "2000000000"),
        ("1.5 billion USD", Hint::Point, "1500000000"),
        ("USD 250000", Hint::None, "250000"),
        ("250000 EUR", Hint::None, "250000"),
        ("1’250’000", Hint::None, "1250000"),
        ("0", Hint::None, "0"),
        ("0.002M", Hint::None, "2000"),
    ];
    for (text, hint, number) in sure {
        assert_eq!(decimal(text, hint).as_deref(), Some(number), "{text} {hint:?}");
    }
    let unsure = [
        ("12,000", Hint::None),
        ("12,000", Hint::Comma),
        ("12.000", Hint::Point),
        ("1 234,5 67", Hint::None),
        ("91 0131", Hint::None),
        ("2.000.00", Hint::None),
        ("-5", Hint::None),
        ("(500)", Hint::None),
        ("about 500", Hint::None),
        ("1 billion", Hint::Comma),
        ("5 billones", Hint::Comma),
        ("10-20", Hint::None),
        ("10%", Hint::None),
        ("many", Hint::None),
        ("", Hint::None),
    ];
    for (text, hint) in unsure {
        assert_eq!(decimal(text, hint), None, "{text} {hint:?}");
    }
    assert_eq!(whole("12,000.00", Hint::Point), Some(12_000));
    assert_eq!(whole("12.5", Hint::Point), None);
    assert_eq!(whole("99999999999999999999", Hint::None), None);
}

#[test]
fn days_as_people_write_them() {
    let sure = [
        "2025-01-31",
        "2025/1/31",
        "2025-01-31T10:00:00Z",
        "2025-01-31 00:00:00",
        "31/01/2025",
        "1/31/2025",
        "31.1.2025",
        "31-01-2025",
        "31 January 2025",
        "January 31, 2025",
        "31-Jan-2025",
        "31 janvier 2025",
        "31 de enero de 2025",
        "January 31st 2025",
        "1/31/2025 12:00:00 AM",
    ];
    for text in sure {
        assert_eq!(day(text, Order::Unknown).map(|day| day.to_string()).as_deref(), Some("2025-01-31"), "{text}");
    }
    for text in ["3/4/2025", "31/01/25", "31/02/2025", "soon", "45321", "2025", "2025-01", "1/2/3/2025", "31 Quux 2025"]
    {
        assert_eq!(day(text, Order::Unknown), None, "{text}");
    }
    assert_eq!(day("3/4/2025 12:00:00 AM", Order::MonthFirst).unwrap().to_string(), "2025-03-04");
    assert_eq!(day("3/3/2025", Order::Unknown).unwrap().to_string(), "2025-03-03");
}

#[test]
fn nothing_has_many_names_and_zero_is_none_of_them() {
    for text in ["", " ", "-", "N/A", "n/a", "null", "NULL", "TBD", "–"] {
        assert!(is_unknown(text), "{text}");
    }
    for text in ["0", "0.0", "No", "NO", "none of these", "Namibia"] {
        assert!(!is_unknown(text), "{text}");
    }
    assert!(is_placeholder("[INSERT TITLE]") && is_placeholder("<title>") && is_placeholder("____"));
    assert!(!is_placeholder("[Draft] Shelter in Malakal"));
}
