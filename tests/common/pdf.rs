//! A small writer of PDF for tests: pages with lines of Helvetica, or with a picture.

/// A line of text on a page; the height is counted from the bottom of the page, in points.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// From the bottom.
    pub height: u32,
    /// Of the letters.
    pub size: u32,
    /// What it says, in ASCII.
    pub text: &'a str,
}

/// A page as it is drawn.
pub type Content = String;

/// Lines of running text one below the other, beginning at `height`.
pub fn text(height: u32, lines: &[&str]) -> Content {
    let drawn = lines.iter().zip(0..).map(|(text, n)| line(&Line { height: height - n * 14, size: 11, text }));
    drawn.collect()
}

/// One line.
pub fn line(line: &Line<'_>) -> Content {
    let text = line.text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /F1 {} Tf 72 {} Td ({text}) Tj ET\n", line.size, line.height)
}

/// A picture over most of the page.
pub fn picture() -> Content {
    "q 450 0 0 700 72 72 cm /Im1 Do Q\n".to_owned()
}

/// A whole file with these pages.
pub fn file(pages: &[Content]) -> Vec<u8> {
    let streams = pages.iter().map(|page| stream("", page.as_bytes()));
    with_streams(&streams.collect::<Vec<_>>())
}

/// A whole file whose pages have these streams as their contents.
pub fn with_streams(streams: &[Vec<u8>]) -> Vec<u8> {
    let kids = (0..streams.len()).map(|n| format!("{} 0 R", 5 + 2 * n)).collect::<Vec<_>>().join(" ");
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", streams.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80"),
    ];
    for (n, content) in streams.iter().enumerate() {
        let resources = "/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>";
        let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}/Contents {} 0 R>>", 6 + 2 * n);
        objects.extend([page.into_bytes(), content.clone()]);
    }
    whole(&objects, "")
}

/// A stream with further entries in its dictionary.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
    [head.as_slice(), data, b"\nendstream"].concat()
}

/// Objects, numbered from 1, with their table and a trailer; the first is the catalogue.
pub fn whole(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = Vec::new();
    for (object, n) in objects.iter().zip(1..) {
        table.push(format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend([format!("{n} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (size, start, table) = (objects.len() + 1, bytes.len(), table.concat());
    let tail = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    );
    bytes.extend(tail.into_bytes());
    bytes
}

/// A file that no password opens.
pub fn locked() -> Vec<u8> {
    let hash = "(01234567890123456789012345678901)";
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>".to_vec(),
        format!("<</Filter/Standard/V 1/R 2/Length 40/P -1/O {hash}/U {hash}>>").into_bytes(),
    ];
    whole(&objects, "/Encrypt 4 0 R/ID[(0123456789abcdef)(0123456789abcdef)]")
}

/// A plan of six pages with running heads, page numbers, parted words, a numbered heading, a list, and a picture.
pub fn plan() -> Vec<u8> {
    let pages: Vec<Content> = (1..=6).map(plan_page).collect();
    file(&pages)
}

fn plan_page(number: u32) -> Content {
    let head = line(&Line { height: 800, size: 9, text: "Invented plan for the river valley" });
    let foot = line(&Line { height: 40, size: 9, text: &format!("Page {number} of 6") });
    [head, plan_body(number), foot].concat()
}

fn plan_body(number: u32) -> Content {
    let big = |height, text| line(&Line { height, size: 20, text });
    match number {
        1 => big(740, "Water and safe shelter in Rivertown") + &text(700, COVER),
        2 => text(740, &["2.3 Protection"]) + &text(700, PROTECTION),
        3 => {
            text(740, &["The activities are:"]) + &text(712, &["1. Safety audits", "2. Locks and light", "3. Training"])
        }
        4 => picture(),
        5 => big(740, "Monitoring") + &text(700, MONITORING),
        _ => text(740, &["The committees report each month on what they have found in the sites."]),
    }
}

const COVER: &[&str] = &[
    "This plan was invented for a test. It asks for protec-",
    "tion of women and girls in six sites, and for well-",
    "known measures against violence, short- and long-term.",
];

const PROTECTION: &[&str] = &[
    "Staff know the referral pathway. The protection of data is part of",
    "the training. These are well-known steps (see the annex).",
];

const MONITORING: &[&str] =
    &["Teams of women visit each site in the first month and talk with", "the committees about safety at night."];
