//! What a spreadsheet could run, and what could get out of a cell to become that.

/// Texts by what they try.
pub const FORMULAS: [&str; 70] = [
    // Signs that begin a formula.
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=-1",
    "+-@=1",
    "@@A1",
    "=A1",
    "=R1C1",
    "=\"a\"&1",
    "{=1+1}",
    "=1+1;=2+2",
    // What they would do.
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "=DDE(\"a\",\"b\",\"c\")",
    "=HYPERLINK(\"http://127.0.0.1/x\",\"x\")",
    "=WEBSERVICE(\"http://127.0.0.1/x\")",
    "=IMPORTXML(\"http://127.0.0.1/x\",\"//a\")",
    "=IMAGE(\"http://127.0.0.1/x\")",
    "=EXEC(\"x\")",
    // Signs behind what a spreadsheet may leave out.
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "   +1",
    "\u{a0}=1+1",
    "\u{2003}=1+1",
    "\u{3000}=1+1",
    "\u{200b}=1+1",
    "\u{200d}-1+1",
    "\u{feff}=1+1",
    "\u{feff}\u{feff}=1",
    "\u{ad}=1+1",
    "\u{202e}=1+1",
    "\u{2066}=1+1",
    "\u{2028}=1+1",
    "\u{85}=1+1",
    "\u{b}=1+1",
    "\u{c}=1+1",
    "\u{1b}=1+1",
    "\u{0}=1+1",
    // Signs of full width.
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    " ＝1+1",
    // Signs behind what another locale takes for the end of a cell.
    "a,=1+1",
    "a;=1+1",
    "a\t=1+1",
    "a\n=1+1",
    "a\r\n=1+1",
    "a;+1",
    "a;-1",
    "a;@SUM(1)",
    "a, =1+1",
    "a; \"=1+1\"",
    "site A, site B;=1+1",
    // Signs behind a quote.
    "\"=1+1",
    "\"\"=1+1",
    "\",=1+1",
    "\";=1+1",
    "\"\t=1+1",
    "\"\n=1+1",
    "=1+1\",\"=2+2",
    "'=1+1",
    "''=1+1",
    // What becomes a link by itself.
    "http://example.invalid",
    "mailto:a@example.invalid",
    "file:///x",
    "\\\\host\\share",
];

#[test]
fn each_is_there_once() {
    let all: std::collections::BTreeSet<_> = FORMULAS.iter().collect();
    assert_eq!(all.len(), FORMULAS.len());
}
