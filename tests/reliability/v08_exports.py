#!/usr/bin/env python3
"""What spreadsheets and browsers make of the exports of hostile texts (V8).

    python3 tests/reliability/v08_exports.py [BINARY]

LibreOffice opens the CSV three times, with a comma, a semicolon and a tab as separator, and the workbook; Chromium
opens the report and the letter. No cell may run or lead anywhere, no script may run, nothing may be asked of a server.
The controls are the same texts without the program between: there it all has to happen. Needs soffice and chromium,
and a release build. The last line is the verdict.
"""

import csv
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CRITERIA = {"gbv-mitigation": "first", "do-no-harm": "second", "gender-equality": "third"}
SEPARATORS = {",": 44, ";": 59, "\t": 9}
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# What LibreOffice makes of a yes or a no in a workbook, where it has no type for them.
CONSTANTS = ("of:=TRUE()", "of:=FALSE()")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"


# ------------------------------------------------------------------------------------------------------------ texts


def literals(name, after):
    """The texts of a table of the Rust tests, so that they stand in one place only."""
    source = (PROJECT / "tests/hostile" / name).read_text().split(after, 1)[1].split("\n];", 1)[0]
    source = "\n".join(line for line in source.splitlines() if not line.lstrip().startswith("//"))
    return [unescaped(text) for text in re.findall(r'"((?:[^"\\]|\\.)*)"', source)]


def unescaped(text):
    """A Rust literal as the text that it means."""
    short = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}

    def one(match):
        code, word = match.group(1) or match.group(2), match.group(3)
        return chr(int(code, 16)) if code else short.get(word, word)

    return re.sub(r"\\(?:u\{([0-9a-f]+)\}|x([0-9a-f]{2})|(.))", one, text)


def texts(port):
    """Every text; what would be loaded is asked of our own server."""
    all_of = literals("formulas.rs", "FORMULAS: [&str; 70] = [") + literals("strings.rs", "const GROUPS")
    # A comment of blanks alone is none.
    return [text.replace("127.0.0.1:1", f"127.0.0.1:{port}") for text in all_of if text.strip()]


# -------------------------------------------------------------------------------------------------------- workspace


class User:
    """A user in a folder of their own."""

    def __init__(self, root, binary):
        self.root, self.binary = Path(root), binary
        own = {f"XDG_{name}_HOME": str(self.root / name.lower()) for name in ("STATE", "DATA", "CONFIG", "CACHE")}
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.root), "APPRAISE_WORKSPACE": str(self.root / "team"), **own}

    def run(self, *arguments, given=""):
        """What a command prints; a failure ends the script."""
        done = subprocess.run(
            [self.binary, *arguments], input=given.encode(), capture_output=True, cwd=self.root, env=self.environment
        )
        if done.returncode not in (0, 3):
            sys.exit(f"{arguments} failed: {done.stderr.decode()}")
        return done.stdout.decode()

    def checklists(self):
        """Three questions instead of seventy."""
        folder = self.root / "team/checklists"
        folder.mkdir(parents=True)
        for name, criterion in CRITERIA.items():
            (folder / f"{name}.json").write_text(json.dumps(checklist(name, criterion)))

    def review(self, record, title, said):
        """A signed-off review with each text in a comment and among the strengths, and the title in its record."""
        fields = ("title", "organisation", "office", "reference", "donor")
        body = {"format": "appraise-record/1", "id": record, "kind": "proposal", "tags": [title], "countries": ["SSD"]}
        (self.root / "record.json").write_text(json.dumps({**body, **dict.fromkeys(fields, title)}))
        self.run("add", "record.json")
        lines = [{"criterion": criterion, "rating": "no", "note": title} for criterion in CRITERIA.values()]
        lines += [{"criterion": "first", "comment": comment(text)} for text in said]
        end = {"outcome": "revise-and-resubmit", "summary": title, "strengths": said, "reason": title}
        given = "".join(json.dumps(line) + "\n" for line in [*lines, end])
        options = ("--answers", "-", "--reviewer", "ab", "--sign-off", "--allow-cautions")
        return Path(self.run("fill", record, *options, given=given).strip()).stem


def comment(text):
    """One with the text in every place."""
    return {"class": "required", "finding": text, "text": text}


def checklist(name, criterion):
    """A list of one question."""
    question = {
        "id": criterion, "section": "all", "title": criterion, "core": True, "question": "Is it said?", "why": "a",
        "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": "a", "weight": {"proposal": "blocking"},
        "terms": ["a"], "sources": [],
    }
    head = {"format": "appraise-checklist/1", "id": name, "version": "9.0.0", "language": "en", "title": name}
    return {**head, "purpose": "a", "sections": [{"id": "all", "title": "a"}], "criteria": [question]}


# ------------------------------------------------------------------------------------------------------ LibreOffice


def opened(file, office, separator=None):
    """Formulas, links, and cells that hold something, as LibreOffice has them after opening a file."""
    out = Path(tempfile.mkdtemp(dir=office))
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{office}/profile"]
    if separator:
        command.append(f"--infilter=CSV:{SEPARATORS[separator]},34,76,1,,0,false,true")
    command += ["--convert-to", "fods", "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = list(out.glob("*.fods"))
    if len(found) != 1:
        sys.exit(f"LibreOffice did not open {file}")
    return counted(xml.parse(found[0]).getroot(), () if separator else CONSTANTS)


def counted(root, constants):
    """Formulas, links, and cells of the first sheet that hold something."""
    held = (node.get(f"{TABLE}formula") for node in root.iter())
    formulas = sum(1 for formula in held if formula is not None and formula not in constants)
    links = sum(1 for node in root.iter(f"{TEXT}a") if node.get(f"{XLINK}href"))
    cells = 0
    for row in next(root.iter(f"{TABLE}table")).iter(f"{TABLE}table-row"):
        rows = int(row.get(f"{TABLE}number-rows-repeated", 1))
        held = [cell for cell in row.iter(f"{TABLE}table-cell") if cell.get(f"{OFFICE}value-type")]
        cells += rows * sum(int(cell.get(f"{TABLE}number-columns-repeated", 1)) for cell in held)
    return formulas, links, cells


def held_by_csv(file):
    """Cells that hold something, as the module of the language reads the file."""
    csv.field_size_limit(1 << 24)
    with open(file, encoding="utf-8", newline="") as lines:
        return sum(1 for row in csv.reader(lines) for cell in row if cell)


def held_by_workbook(file):
    """The same of the first sheet of a workbook."""
    with zipfile.ZipFile(file) as package:
        sheet = xml.fromstring(package.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    return sum(1 for cell in sheet.iter(f"{space}c") if "".join(cell.itertext()))


def spreadsheets(user, office):
    """Formulas, links, wrong counts of cells, and files over all tables."""
    formulas = links = wrong = files = 0
    for table in ("reviews", "answers", "comments"):
        for form in ("csv", "xlsx"):
            user.run("export", table, "--with-text", "--format", form, "-o", f"{table}.{form}")
        for separator in SEPARATORS:
            found = opened(user.root / f"{table}.csv", office, separator)
            # With another separator the cells are others; none of them may run all the same.
            wrong += separator == "," and found[2] != held_by_csv(user.root / f"{table}.csv")
            formulas, links, files = formulas + found[0], links + found[1], files + 1
        found = opened(user.root / f"{table}.xlsx", office)
        wrong += found[2] != held_by_workbook(user.root / f"{table}.xlsx")
        formulas, links, files = formulas + found[0], links + found[1], files + 1
    return formulas, links, wrong, files


def control_formulas(all_of, root, office):
    """The same texts as most programs write them: in quotes only where that seems to be needed."""
    formulas = 0
    for separator in SEPARATORS:
        file = root / f"control-{SEPARATORS[separator]}.csv"
        with open(file, "w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([text.replace("\0", ""), "b"] for text in all_of)
        formulas += opened(file, office, separator)[0]
    return formulas


# --------------------------------------------------------------------------------------------------------- Chromium


class Server(http.server.ThreadingHTTPServer):
    """Counts what is asked of it."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Answer(http.server.BaseHTTPRequestHandler):
    """Nothing, to everything."""

    def do_GET(self):
        """Counts."""
        self.server.asked += 1
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


def browsed(page, server):
    """Whether a script of the page ran, and how often the server was asked."""
    before = server.asked
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command += [f"--user-data-dir={profile}", "--virtual-time-budget=4000", "--dump-dom", f"file://{page}"]
        shown = subprocess.run(command, check=True, capture_output=True, timeout=300).stdout.decode()
    if "<html" not in shown or "</body>" not in shown:
        sys.exit(f"Chromium did not open {page}")
    title = re.search(r"<title>(.*?)</title>", shown, re.DOTALL)
    return int(bool(title) and title.group(1).strip() == "ran"), server.asked - before


def control_page(all_of, root):
    """The markup among the texts as it is."""
    page = root / "control.html"
    body = "\n".join(f"<div>{text}</div>" for text in all_of if "<" in text and "<!--" not in text and "base" not in text)
    page.write_text(f"<!DOCTYPE html><html><head><meta charset=utf-8><title>a</title></head><body>{body}</body></html>")
    return page


# ----------------------------------------------------------------------------------------------------------- verdict


def main():
    """Makes the workspace, lets both programs at it, and says how it went."""
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else PROJECT / "target/release/appraise").resolve()
    server = Server()
    all_of = texts(server.server_address[1])
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as office:
        user = User(root, binary)
        user.checklists()
        whole = user.review("whole", "A title", all_of)
        for n, text in enumerate(all_of[::3]):
            user.review(f"h-{n}", text, [text])
        formulas, links, wrong, files = spreadsheets(user, office)
        user.run("report", "--year", str(year_of(user)), "--format", "html", "-o", "report.html")
        user.run("feedback", whole, "--format", "html", "-o", "letter.html")
        pages = [browsed(user.root / name, server) for name in ("report.html", "letter.html")]
        scripts, requests = (sum(counts) for counts in zip(*pages))
        control = control_formulas(all_of, user.root, office)
        control_scripts, control_requests = browsed(control_page(all_of, user.root), server)
    is_good = formulas == links == wrong == scripts == requests == 0
    has_teeth = control > 0 and control_scripts > 0 and control_requests > 0
    print(
        f"V8 texts={len(all_of)} sheets={files} formulas={formulas} links={links} wrong_cell_counts={wrong} "
        f"scripts={scripts} requests={requests} control_formulas={control} control_scripts={control_scripts} "
        f"control_requests={control_requests} {'PASS' if is_good and has_teeth else 'FAIL'}"
    )
    sys.exit(not (is_good and has_teeth))


def year_of(user):
    """The year of the reviews, which is that of the clock."""
    return json.loads(user.run("list", "reviews", "--json"))[0]["signed_off"][:4]


if __name__ == "__main__":
    main()
