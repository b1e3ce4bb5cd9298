//! Texts that somebody might hide in a document: written out by what they try, so that each can be read and pasted.

use std::collections::BTreeSet;

use super::formulas::FORMULAS;

/// Each group with its texts.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "escapes that move, hide or ask back",
        &[
            "\x1b[2J",
            "\x1b[3J",
            "\x1b[31mred\x1b[0m",
            "\x1b[8mhidden\x1b[0m",
            "\x1b[38;2;0;0;0mblack\x1b[m",
            "\x1b[1;1HYes",
            "\x1b[10Aabove",
            "\x1b[999999999999C",
            "\x1b[;;;;;;;;;;m",
            "\x1b[?1049l",
            "\x1b[?25l",
            "\x1b[?2004l",
            "\x1b[?1000h",
            "\x1b[!p",
            "\x1b[6n",
            "\x1b[5n",
            "\x1b[c",
            "\x1b[>0q",
            "\x1b[21t",
            "\x1b[20t",
            "\x1b[4i",
            "\x1b[",
        ],
    ),
    (
        "commands to the system around the terminal",
        &[
            "\x1b]0;owned\x07",
            "\x1b]2;owned\x1b\\",
            "\x1b]52;c;aW52ZW50ZWQ=\x07",
            "\x1b]52;c;?\x07",
            "\x1b]8;;http://example.invalid\x1b\\here\x1b]8;;\x1b\\",
            "\x1b]4;1;rgb:ff/00/00\x07",
            "\x1b]10;?\x07",
            "\x1b]50;font\x07",
            "\x1b]9;done\x07",
            "\x1b]777;notify;a;b\x07",
            "\x1b]133;C\x07",
            "\x1b]1337;File=inline=1:AAAA\x07",
            "\x1b]no end",
        ],
    ),
    (
        "strings for the device",
        &[
            "\x1bP$q\"p\x1b\\",
            "\x1bP+q544e\x1b\\",
            "\x1bPq#0;2;0;0;0~-\x1b\\",
            "\x1bPtmux;\x1b\x1b]0;x\x07\x1b\\",
            "\x1b_Ga=T,f=24;AAAA\x1b\\",
            "\x1b^private\x1b\\",
            "\x1bXstart\x1b\\",
        ],
    ),
    (
        "short escapes and controls",
        &[
            "\x1bc",
            "\x1b#8",
            "\x1b(0lqqk",
            "\x1b7\x1b8",
            "\x1bD\x1bM",
            "\x1b=",
            "\x1b",
            "\x1b\x1b\x1b",
            "\x05",
            "\x07\x07\x07",
            "\x0e\x0f",
            "No\x08\x08Yes",
            "No\rYes",
            "a\x00b",
            "\x7f\x7f",
            "\x0b\x0c",
            "\x04\x1a",
            "\x11\x13",
            "\x18",
            "\x1c\x1d\x1e\x1f",
        ],
    ),
    (
        "the same in one character",
        &[
            "\u{9b}2J",
            "\u{9b}31mred",
            "\u{9d}0;owned\u{9c}",
            "\u{9d}52;c;aQ==\u{9c}",
            "\u{90}q\u{9c}",
            "\u{9f}x\u{9c}",
            "\u{9e}x\u{9c}",
            "\u{98}x\u{9c}",
            "\u{84}\u{85}\u{8d}",
            "\u{80}\u{81}\u{99}",
        ],
    ),
    (
        "what turns the reading",
        &[
            "\u{202e}gpj.exe",
            "\u{202d}abc\u{202c}",
            "\u{202a}abc",
            "\u{202b}abc",
            "\u{2066}abc\u{2069}",
            "\u{2067}abc",
            "\u{2068}abc",
            "\u{200e}a\u{200f}b",
            "\u{61c}abc",
            "not \u{202e}\u{2066}// safe\u{2069} \u{2066}",
            "\u{202e}\u{202e}\u{202e}\u{202e}\u{202e}\u{202e}\u{202e}\u{202e}deep",
            "\u{2069}\u{202c}\u{2069}",
        ],
    ),
    (
        "what does not show",
        &[
            "a\u{200b}b",
            "\u{200c}\u{200d}\u{200c}",
            "a\u{2060}b",
            "\u{feff}inside\u{feff}",
            "so\u{ad}ft",
            "\u{180e}",
            "\u{2061}\u{2062}\u{2063}\u{2064}",
            "\u{206a}\u{206f}",
            "\u{fff9}a\u{fffa}b\u{fffb}",
            "\u{e0001}\u{e0065}\u{e006e}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}",
            "\u{1d173}x\u{1d17a}",
            "\u{110bd}x",
            "\u{13430}x",
            "\u{1bca0}x",
            "\u{fe0f}\u{fe0e}",
            "\u{e0100}",
            "\u{34f}",
            "\u{115f}\u{3164}\u{ffa0}",
            "\u{2800}",
            "\u{a0}\u{2003}\u{3000}\u{202f}\u{205f}\u{1680}",
        ],
    ),
    (
        "what ends a line",
        &[
            "a\u{2028}b",
            "a\u{2029}b",
            "a\nb\r\nc",
            "a\r\rb",
            "\n\n\n",
            "a\nappraise: saved",
            "\ta\tb\t",
            "a\u{b}b\u{c}c",
        ],
    ),
    (
        "what has no meaning or one of its own",
        &[
            "\u{378}",
            "\u{2065}",
            "\u{fdd0}",
            "\u{fffe}\u{ffff}",
            "\u{1fffe}",
            "\u{10ffff}",
            "\u{e000}\u{f8ff}",
            "\u{f0000}",
            "\u{100000}",
            "\u{fffd}",
            "\u{30000}\u{e0fff}",
        ],
    ),
    (
        "marks and signs that lean on others",
        &[
            "\u{301}",
            " \u{300}\u{301}",
            "\u{20dd}",
            "\u{488}",
            "Z\u{335}\u{336}\u{337}\u{338}\u{340}\u{341}\u{342}\u{343}\u{344}\u{345}\u{346}\u{347}\u{348}\u{349}\u{34a}\u{34b}\u{34c}\u{34d}\u{34e}",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{200d}\u{1f469}\u{200d}",
            "\u{1f1fa}",
            "\u{1f3fd}",
            "\u{1f1fa}\u{1f1f8}\u{1f1fa}",
            "\u{1100}\u{1161}\u{11a8}",
            "\u{fdfd}",
            "\u{fdfa}\u{fdfa}",
            "\u{2e3b}",
            "\u{1242b}",
            "\u{e33}\u{eb3}",
            "ㅤ",
            "Å\u{327}",
        ],
    ),
    (
        "words for other programs",
        &[
            "%s%s%n",
            "%x%p%d",
            "{}{0}{:?}",
            "{{",
            "${HOME}",
            "$(id)",
            "`id`",
            "!!",
            "\\u001b[2J",
            "\\x1b]0;x\\x07",
            "%1b%5b2J",
            "'; DROP TABLE reviews; --",
            "null",
            "NaN",
            "1e400",
            "-0",
            "#N/A",
            "{{7*7}}",
            "<%= 7*7 %>",
        ],
    ),
    (
        "paths and options",
        &[
            "../../../etc/passwd",
            "..\\..\\x",
            "/dev/null",
            "file:///etc/passwd",
            "C:\\CON\\AUX",
            "CON",
            "nul.txt",
            "\\\\host\\share",
            "~/x",
            ".",
            "..",
            "--help",
            "-rf",
            "a/b/c",
        ],
    ),
    (
        "markup",
        &[
            "<script>document.title='ran'</script>",
            "\"><img src=x onerror=document.title='ran'>",
            "'><svg/onload=document.title='ran'>",
            "<img src=\"http://127.0.0.1:1/x\">",
            "<link rel=stylesheet href=http://127.0.0.1:1/x>",
            "<iframe src=http://127.0.0.1:1/x></iframe>",
            "<style>@import url(http://127.0.0.1:1/x);</style>",
            "<meta http-equiv=refresh content='0;url=http://127.0.0.1:1/x'>",
            "<base href=http://127.0.0.1:1/>",
            "</title><script>document.title='ran'</script>",
            "</style></table></bdi><script>document.title='ran'</script>",
            "<a href=\"javascript:document.title='ran'\">x</a>",
            "javascript:document.title='ran'",
            "&lt;script&gt;document.title='ran'&lt;/script&gt;",
            "&#x3c;script&#x3e;",
            "<!--",
            "-->",
            "]]>",
            "<![CDATA[",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "&b;",
            "</w:t></w:r><w:r><w:t>x",
            "[a](javascript:document.title='ran')",
            "![a](http://127.0.0.1:1/x)",
            "<http://example.invalid>",
            "# heading",
            "```",
            "| a | b |",
            "- [ ] a",
            "> a",
            "\\",
            "\"",
            "'",
            "&",
        ],
    ),
];

/// Scripts that must stay as they are: Arabic, Persian with its joiner, Hebrew, Burmese, Bengali, Ethiopic, Chinese.
pub const SCRIPTS: [(&str, &str); 7] = [
    ("Arabic", "خطة السلامة والمساواة"),
    ("Persian", "می\u{200c}خواهیم برنامه\u{200c}ریزی"),
    ("Hebrew", "בטיחות ושוויון"),
    ("Burmese", "ဘေးကင်းလုံခြုံရေး အစီအစဉ်"),
    ("Bengali", "নিরাপত্তা ও সমতা"),
    ("Ethiopic", "ደህንነት እና እኩልነት"),
    ("Chinese", "安全与平等计划"),
];

/// Every text, with the name of its group.
pub fn all() -> Vec<(&'static str, String)> {
    let written = GROUPS.iter().flat_map(|(group, texts)| texts.iter().map(|text| (*group, (*text).to_owned())));
    let formulas = FORMULAS.iter().map(|text| ("formulas", (*text).to_owned()));
    written.chain(formulas).chain(long()).collect()
}

/// The texts for what takes its time with long ones: of those only the pile of marks.
pub fn short() -> Vec<String> {
    let mut long = 0..;
    let mut is_short = |group: &str| group != "long" || long.next() == Some(0);
    all().into_iter().filter(|(group, _)| is_short(group)).map(|(_, text)| text).collect()
}

/// Texts that are too long to be written out.
fn long() -> impl Iterator<Item = (&'static str, String)> {
    let texts = [
        format!("a{}", "\u{301}".repeat(100_000)),
        "\u{301}".repeat(5_000),
        format!("\u{1f469}{}", "\u{200d}\u{1f469}".repeat(2_000)),
        "\u{1100}".repeat(2_000),
        "\u{202e}".repeat(5_000),
        "\x1b[2J".repeat(5_000),
        "a".repeat(100_000),
        "\u{fdfd}".repeat(3_000),
        "a\n".repeat(5_000),
    ];
    texts.into_iter().map(|text| ("long", text))
}

#[test]
fn they_are_many_and_each_is_there_once() {
    let texts: Vec<_> = all().into_iter().map(|(_, text)| text).collect();
    let once: BTreeSet<_> = texts.iter().collect();
    assert!(texts.len() >= 250, "{}", texts.len());
    // A formula and a path are the same in one case: a share of a network.
    assert_eq!(once.len() + 1, texts.len());
}
