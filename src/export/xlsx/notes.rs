//! The page of notes: what the workbook holds, how it is counted, and what was left out.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::super::star::Table;
use super::cut::fitting;

/// How the figures are counted, so that two people get the same.
const RULES: [(&str, &str); 9] = [
    ("Documents", "A document counts once, in the period of its first returned review, however many rounds it had."),
    ("Rounds", "Returned reviews of the period. A withdrawn document is in no share."),
    ("Countries", "Different countries of the counted documents; a document on the whole world adds none."),
    ("Sectors", "A document with several sectors counts once in each: the rows add up to more than the total."),
    ("Shares", "Yes ÷ (Yes + Partly + No). What cannot apply and what is open stay outside; open is never a No."),
    ("First and latest", "The first and the latest round of a document are different figures: say which one it is."),
    ("Days", "From the day of receipt to the day of the first sign-off. Below 0 the dates are wrong: leave them out."),
    ("Ranking", "There is no score and no reviewer in this file: it cannot rank people, offices or countries."),
    ("Record", "This is a view. The files of the reviews are the record, and JSON Lines holds them whole."),
];

/// Adds the page: the words of the caller, what each sheet is, the rules, what was cut, what the columns mean.
pub fn add(
    workbook: &mut Workbook,
    sheets: &[(&Table, u32)],
    notes: &[(String, String)],
    cut: u64,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name("Notes")?.set_column_width(0, 34)?.set_column_width(1, 110)?;
    let mut lines: Vec<(String, String)> = notes.to_vec();
    lines.extend(sheets.iter().map(|(table, rows)| (table.name.to_owned(), format!("{rows} rows. {}", table.doc))));
    lines.extend(RULES.map(|(what, rule)| (what.to_owned(), rule.to_owned())));
    lines.push(("Cut".to_owned(), format!("{cut} texts were too long for a cell; each says so at its end.")));
    lines.extend(sheets.iter().flat_map(|(table, _)| columns(table)));
    (0_u32..).zip(&lines).try_for_each(|(row, line)| write_line(sheet, row, line))
}

/// What the columns mean.
fn columns(table: &Table) -> impl Iterator<Item = (String, String)> {
    let name = table.name;
    table.columns.iter().map(move |column| (format!("{name}: {}", column.name), column.doc.to_owned()))
}

fn write_line(sheet: &mut Worksheet, row: u32, (what, words): &(String, String)) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, fitting(what), &Format::new().set_bold())?;
    sheet.write_string_with_format(row, 1, fitting(words), &Format::new().set_text_wrap())?;
    Ok(())
}
