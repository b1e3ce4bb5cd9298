"""What the scripts of this folder share: the program, a home for it, system calls by strace, and the verdict.

Only the standard library is needed. `APPRAISE_BIN` names another program than the release build of this tree.
"""

import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

DOCUMENT = """---
id: invented
kind: proposal
title: An invented proposal
countries: [SSD]
---
# 1. Activities

Safety audits take place every month. Committees of women choose the sites.
"""

# Three questions instead of seventy: the team's lists lie over the built-in ones.
LISTS = (("gbv-mitigation", "first"), ("do-no-harm", "second"), ("gender-equality", "third"))
CRITERIA = [criterion for _, criterion in LISTS]


def checklist(name, criterion):
    """A team's checklist with one question."""
    asked = {
        "id": criterion, "section": "all", "title": f"The {criterion}", "core": criterion == "first",
        "question": f"Is the {criterion} thing said?", "why": "It matters.", "look_for": ["a", "b"],
        "red_flags": ["c", "d"], "recommendation": "Say it.", "weight": {"proposal": "should"},
        "terms": ["safety audit*"], "sources": [],
    }
    return {
        "format": "appraise-checklist/1", "id": name, "version": "9.0.0", "language": "en", "title": f"List {name}",
        "purpose": "For tests.", "sections": [{"id": "all", "title": "All"}], "criteria": [asked],
    }


def program():
    """The program under test; built when nothing else is named."""
    named = os.environ.get("APPRAISE_BIN")
    if named:
        return pathlib.Path(named).resolve()
    subprocess.run(["cargo", "build", "--locked", "--quiet", "--release"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target"))
    return (ROOT / target / "release" / "appraise").resolve()


def sabotaged(name):
    """The program with one protection taken out; see teeth.py."""
    built = subprocess.run([sys.executable, ROOT / "tests" / "reliability" / "teeth.py", "build", name],
                           stdout=subprocess.PIPE, text=True, check=True)
    return pathlib.Path(built.stdout.strip())


def arguments(*usual):
    """COUNT, SEED and so on from the command line, with their usual values."""
    given = [int(number) for number in sys.argv[1:1 + len(usual)]]
    return given + list(usual[len(given):])


def needs(*commands):
    """The commands that are not there."""
    return [command for command in commands if shutil.which(command) is None]


def verdict(row, passed, **figures):
    """Prints the last line and ends the script; what was left out stands in it."""
    told = " ".join(f"{name}={value}" for name, value in figures.items())
    print(f"{row} {told} {'PASS' if passed else 'FAIL'}", flush=True)
    sys.exit(0 if passed else 1)


def left_out(row, what, why):
    """Says which part could not be done here."""
    print(f"{row}: left out: {what}: {why}", flush=True)


@contextlib.contextmanager
def scratch():
    """A folder that goes with the script; TMPDIR says where, and /dev/shm is quick."""
    with tempfile.TemporaryDirectory(prefix="appraise-") as folder:
        yield pathlib.Path(folder)


class Home:
    """A user of their own, with a team that asks three questions (or the whole catalogue)."""

    def __init__(self, root, binary, few=True):
        self.root, self.binary = pathlib.Path(root), pathlib.Path(binary)
        self.root.mkdir(parents=True, exist_ok=True)
        self.team, self.drafts_folder = self.root / "team", self.root / "state" / "appraise" / "drafts"
        if few:
            (self.team / "checklists").mkdir(parents=True, exist_ok=True)
            for name, criterion in LISTS:
                text = json.dumps(checklist(name, criterion))
                (self.team / "checklists" / f"{name}.json").write_text(text)
        (self.root / "invented.md").write_text(DOCUMENT)
        (self.root / "tmp").mkdir(exist_ok=True)

    def environment(self):
        """Nothing of the user's own."""
        folders = {f"XDG_{name}_HOME": str(self.root / name.lower()) for name in ("STATE", "DATA", "CONFIG", "CACHE")}
        return {
            "HOME": str(self.root), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "RUST_BACKTRACE": "0",
            "APPRAISE_WORKSPACE": str(self.team), "TERM": "xterm-256color", "TMPDIR": str(self.root / "tmp"), **folders,
        }

    def run(self, *words, given="", before=(), wait=60):
        """Runs the program to its end."""
        command = [*before, str(self.binary), *map(str, words)]
        return subprocess.run(command, cwd=self.root, env=self.environment(), input=given, text=True,
                              capture_output=True, timeout=wait, errors="replace")

    def ok(self, *words, given=""):
        """Runs it and expects it to work."""
        said = self.run(*words, given=given)
        if said.returncode != 0:
            raise RuntimeError(f"{words}: {said.returncode}: {said.stderr}")
        return said

    def start(self, *words, before=(), **more):
        """Starts the program with pipes."""
        command = [*before, str(self.binary), *map(str, words)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.root, env=self.environment(), stdin=pipe, stdout=pipe, stderr=pipe,
                                text=True, bufsize=1, **more)

    def drafts(self):
        """The files of drafts, without copies and what was set aside."""
        return sorted(path for path in self.drafts_folder.glob("*.json") if path.name.count(".") == 1)

    def reviews(self):
        """The files of signed-off reviews."""
        return sorted((self.team / "reviews").rglob("*.json"))

    def temporary(self):
        """Temporary files of ours, wherever they are."""
        return sorted(path for path in self.root.rglob(".*.tmp") if path.name.startswith("."))

    def files(self):
        """Every file with its bytes; locks say nothing."""
        found = (path for path in self.root.rglob("*") if path.is_file() and path.suffix != ".lock")
        return {str(path.relative_to(self.root)): path.read_bytes() for path in found}


FILL = ("fill", "invented", "--answers", "-", "--ack", "--reviewer", "ab")
OUTCOME = json.dumps({"outcome": "endorsed", "summary": "Sound."}) + "\n"


def answer(number, criteria=CRITERIA):
    """Answer `number` goes to one criterion after the other and carries its number as a note."""
    criterion = criteria[number % len(criteria)]
    return json.dumps({"criterion": criterion, "rating": "yes", "note": str(number)}) + "\n"


def answers(first, last):
    """Several of them."""
    return "".join(answer(number) for number in range(first, last + 1))


def last_note(review, criteria=CRITERIA):
    """The number of the last answer that a review holds, with all before it that it should hold; None is a hole."""
    notes = [int(review.get("answers", {}).get(name, {}).get("note") or 0) for name in criteria]
    last = max(notes)
    first = max(1, last - len(criteria) + 1)
    return last if set(range(first, last + 1)) <= set(notes) else None


def acknowledged(out):
    """The number of the last ACK in the output of `fill`."""
    numbers = re.findall(r"^ACK (\d+)$", out, re.M)
    return int(numbers[-1]) if numbers else 0


def canonical(review):
    """SHA-256 over the compact, key-sorted JSON of everything but `content_sha256`, as the format says."""
    rest = {name: value for name, value in review.items() if name != "content_sha256"}
    text = json.dumps(rest, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class Call:
    """A system call of a trace: its name, which of its name it was in its process, and its text."""

    def __init__(self, name, number, text):
        self.name, self.number, self.text = name, number, text

    def __repr__(self):
        return f"{self.name}#{self.number} {self.text[:110]}"

    def result(self):
        """What it returned; None when it did not return."""
        found = re.search(r"\) += (-?\d+)", self.text)
        return int(found[1]) if found else None


def trace(execute, log, kinds="%file,%desc", more=()):
    """The system calls of a run, in order, of the first process and thread alone: strace counts calls by thread."""
    said = execute(["strace", "-f", "-o", str(log), *more, "-e", f"trace={kinds}"])
    calls, counts, first = [], {}, None
    for line in pathlib.Path(log).read_text(errors="replace").splitlines():
        found = re.match(r"(\d+)\s+(\w+)\((.*)", line)
        if not found:
            continue
        first = first or found[1]
        if found[1] != first:
            continue
        name = found[2]
        counts[name] = counts.get(name, 0) + 1
        calls.append(Call(name, counts[name], f"{name}({found[3]}"))
    return said, calls
