#!/usr/bin/env python3
"""Whether the program keeps to itself: no network, no copy where none belongs, no memory on the disk (V12).

    python3 tests/reliability/v12_privacy.py [BINARY]

Every command and the screen are run under `strace`, and must open no socket. A word that stands in a document and in a
note must be found in the record, the draft and the review, and nowhere else below the user's folders. An abort must leave
no memory on the disk. Folders and files of the user's own must be closed to others, whatever the umask. Each of them has
a control in which it is not so. Needs strace, and a release build. The last line is the verdict.
"""

import json
import os
import pty
import re
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MARKER = "zebrafinch-7731-quartz"
CRITERIA = {"gbv-mitigation": "first", "do-no-harm": "second", "gender-equality": "third"}
DOCUMENT = f"""---
id: invented
kind: proposal
title: An invented proposal
countries: [SSD]
---
# 1. Activities

Safety audits take place every month. The word is {MARKER}.
"""
# A pair without a name, of `socketpair`, is none of them: it is a pipe within the process that signals wake it by.
ASKS = re.compile(r"\b(socket|connect|bind|listen|accept4?)\(")
PATIENCE = 60


# ------------------------------------------------------------------------------------------------------------ user


class User:
    """A user in a folder of their own, with a clean environment."""

    def __init__(self, root, binary):
        self.root, self.binary = Path(root), str(binary)
        own = {f"XDG_{name}_HOME": str(self.root / name.lower()) for name in ("STATE", "DATA", "CONFIG", "CACHE")}
        for name in ("tmp", "run"):
            (self.root / name).mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.root), "APPRAISE_WORKSPACE": str(self.root / "team"),
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "TMPDIR": str(self.root / "tmp"),
            "XDG_RUNTIME_DIR": str(self.root / "run"), **own,
        }
        self.traces, self.commands = self.root.parent / f"{self.root.name}-traces", 0
        self.traces.mkdir()
        self.make()

    def make(self):
        """Two documents, and three questions instead of seventy."""
        (self.root / "invented.md").write_text(DOCUMENT)
        (self.root / "second.md").write_text(DOCUMENT.replace("id: invented", "id: second"))
        (self.root / "replies.csv").write_text("number,reply,reason\n1,Accepted,It is done\n")
        (self.root / "list.csv").write_text("title,country\nA plan,SSD\n")
        (self.root / "broken.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
        folder = self.root / "team/checklists"
        folder.mkdir(parents=True)
        for name, criterion in CRITERIA.items():
            (folder / f"{name}.json").write_text(json.dumps(checklist(name, criterion)))

    def traced(self, arguments):
        """The command with the trace of everything that has to do with a network."""
        self.commands += 1
        log = self.traces / f"{self.commands}.txt"
        return ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), *arguments]

    def run(self, *arguments, given="", allowed=(0,)):
        """What a command prints; another exit status than allowed ends the script."""
        command = self.traced([self.binary, *arguments])
        done = subprocess.run(command, input=given.encode(), capture_output=True, cwd=self.root, env=self.environment)
        if done.returncode not in allowed:
            sys.exit(f"{arguments}: status {done.returncode}: {done.stderr.decode()}")
        return done.stdout.decode()

    def sockets(self):
        """What was asked of a network so far, line by line."""
        lines = (line for log in self.traces.iterdir() for line in log.read_text().splitlines())
        return [line for line in lines if ASKS.search(line)]


def checklist(name, criterion):
    """A list of one question."""
    question = {
        "id": criterion, "section": "all", "title": criterion, "core": True, "question": "Is it said?", "why": "a",
        "look_for": ["a", "b"], "red_flags": ["c", "d"], "recommendation": "a", "weight": {"proposal": "must"},
        "terms": ["safety audit*"], "sources": [],
    }
    head = {"format": "appraise-checklist/1", "id": name, "version": "9.0.0", "language": "en", "title": name}
    return {**head, "purpose": "a", "sections": [{"id": "all", "title": "a"}], "criteria": [question]}


# ---------------------------------------------------------------------------------------------------------- screen


class Screen:
    """The program in a pseudo-terminal."""

    def __init__(self, user, arguments, before=lambda: None):
        self.user, self.said = user, b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(user.root)
            termios.tcsetwinsize(0, (30, 100))
            before()
            os.execvpe(arguments[0], arguments, user.environment)

    def hear(self):
        """Takes in what comes."""
        while select.select([self.terminal], [], [], 0.05)[0]:
            try:
                said = os.read(self.terminal, 1 << 16)
            except OSError:
                return
            if not said:
                return
            self.said += said

    def until(self, what, holds):
        """Waits for something."""
        end = time.monotonic() + PATIENCE
        while not holds():
            self.hear()
            if time.monotonic() > end:
                sys.exit(f"{what} did not come: {self.said[-2000:]!r}")

    def keys(self, text):
        """Types."""
        os.write(self.terminal, text.encode())

    def end(self):
        """Waits for the end of the process."""
        status = []

        def is_over():
            pid, code = os.waitpid(self.pid, os.WNOHANG)
            status.append(code)
            return pid != 0

        self.until("the end", is_over)
        os.close(self.terminal)
        return status[-1]


def draft_of(user):
    """The draft on the disk as text; empty while there is none."""
    found = [path for path in (user.root / "state").rglob("drafts/*.json") if path.name.count(".") == 1]
    return found[0].read_text() if found else ""


def begin(user, arguments, before=lambda: None):
    """A review on the screen, one note written and one question answered."""
    screen = Screen(user, arguments, before)
    screen.until("the form", lambda: b"review" in screen.said and b"Start" in screen.said)
    screen.keys("\r")
    screen.until("the draft", lambda: draft_of(user) != "")
    screen.keys("w" + MARKER)
    screen.until("the note", lambda: MARKER in draft_of(user))
    screen.keys("\x1b")
    time.sleep(0.3)
    screen.keys("y")
    screen.until("the answer", lambda: '"yes"' in draft_of(user))
    return screen


# -------------------------------------------------------------------------------------------------------- commands


def all_commands(user):
    """Every command once, and the screen from the form to the way out."""
    user.run("add", "invented.md", "second.md", "list.csv")
    user.run("add", "broken.pdf", allowed=(1,))
    screen = begin(user, user.traced([user.binary, "invented", "--reviewer", "ab"]))
    screen.keys("\x11")
    screen.end()
    answers = [{"criterion": criterion, "rating": "yes", "note": MARKER} for criterion in CRITERIA.values()]
    answers[0]["comment"] = {"class": "recommended", "finding": "Say who.", "text": "A name."}
    end = {"outcome": "endorsed-with-recommendations", "summary": "Sound.", "strengths": ["a"], "reason": "It is."}
    given = "".join(json.dumps(line) + "\n" for line in [*answers, end])
    review = Path(user.run("fill", "second", "--answers", "-", "--reviewer", "cd", "--sign-off", given=given).strip()).stem
    for line in [
        "list records", "list drafts", "list reviews", "list checklists", "show invented", f"show {review}",
        "coverage invented", "verify", "summary", "summary --by kind --format csv", "report --year 2026",
        "report --year 2026 --format html -o report.html", "export reviews --format csv -o reviews.csv",
        "export answers --format xlsx -o answers.xlsx", "export comments --format parquet -o comments.parquet",
        "export codebook --format jsonl -o codebook.jsonl", "export queries", f"feedback {review} --format html -o letter.html",
        f"feedback {review} --format docx -o letter.docx", "checklists show do-no-harm",
        "checklists export do-no-harm -o list.json", "checklists diff do-no-harm", "check list.json", "merge other",
        "demo samples", "schema record", "keys", "completions bash", "man", "--help", "--version",
    ]:
        (user.root / "other").mkdir(exist_ok=True)
        user.run(*line.split())
    user.run("replies", review, "replies.csv", "--reviewer", "cd")
    user.run("compare", allowed=(0, 1))
    user.run("review", "invented", "--plain", "--reviewer", "ef", given=f"w\n{MARKER}\n.\ny\nq\n")


def control_sockets(user):
    """A program that does ask, under the same trace."""
    listening = socket.create_server(("127.0.0.1", 0))
    before = len(user.sockets())
    ask = f"import socket; socket.create_connection(('127.0.0.1', {listening.getsockname()[1]}))"
    subprocess.run(user.traced([sys.executable, "-c", ask]), check=True, env=user.environment)
    return len(user.sockets()) - before


# ---------------------------------------------------------------------------------------------------------- copies


def belongs(user, path):
    """The document, its record, drafts and signed-off reviews."""
    place = path.relative_to(user.root).as_posix()
    return bool(re.fullmatch(r"(invented|second)\.md|team/records/.*\.json|team/reviews/.*\.json|state/appraise/drafts/[^/]*\.json", place))


def marked(user):
    """Files that hold the word: those where it belongs, and the others."""
    files = [path for path in user.root.rglob("*") if path.is_file() and not path.is_symlink()]
    holding = [path for path in files if MARKER.encode() in path.read_bytes()]
    return [path for path in holding if belongs(user, path)], [path for path in holding if not belongs(user, path)]


def control_marker(user):
    """A copy in the cache must be found."""
    copy = user.root / "cache/copy.bin"
    copy.write_bytes(b"\0" * 5000 + MARKER.encode() + b"\0")
    found = len(marked(user)[1])
    copy.unlink()
    return found


# ---------------------------------------------------------------------------------------------------------- memory


def unlimited():
    """As large a core as there is."""
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def cores(user):
    """Files that a system leaves of a process that was aborted."""
    return [path for path in user.root.rglob("core*") if path.is_file()]


def aborted(root, binary):
    """Cores of the program that was aborted with a note on the screen, and the limit that it had set itself."""
    user = User(root, binary)
    user.run("add", "invented.md")
    screen = begin(user, [user.binary, "invented", "--reviewer", "ab"], unlimited)
    limits = Path(f"/proc/{screen.pid}/limits").read_text()
    limit = re.search(r"Max core file size\s+(\S+)\s+(\S+)", limits).groups()
    os.kill(screen.pid, signal.SIGABRT)
    screen.end()
    left = len(cores(user))
    outside = len(marked(user)[1])
    subprocess.run(["sh", "-c", "kill -ABRT $$"], cwd=user.root, preexec_fn=unlimited, check=False)
    return left, outside, limit == ("0", "0"), len(cores(user))


# ----------------------------------------------------------------------------------------------------------- modes


def wrong_modes(user, umask):
    """Folders and files that others can enter or read and should not."""
    wrong = []
    for path in user.root.rglob("*"):
        place, mode = path.relative_to(user.root).as_posix(), path.lstat().st_mode & 0o777
        if path.is_symlink() or not re.match(r"state/|config/|cache/|team/records|team/reviews/|.*\.(html|xlsx|docx)$", place + "/"):
            continue
        wanted = 0o700 if path.is_dir() else 0o600
        if place.startswith("team/reviews"):
            wanted = (0o777 if path.is_dir() else 0o660) & ~umask
        if mode != wanted:
            wrong.append(f"{place}: {mode:o} instead of {wanted:o}")
    return wrong


def modes(root, binary, umask):
    """The same after the whole of the commands under an umask."""
    before = os.umask(umask)
    user = User(root, binary)
    all_commands(user)
    wrong = wrong_modes(user, umask)
    (user.root / "state/appraise/drafts/open.json").write_text("{}")
    (user.root / "state/appraise/drafts/open.json").chmod(0o644)
    control = len(wrong_modes(user, umask)) - len(wrong)
    os.umask(before)
    return user, wrong, control


# ----------------------------------------------------------------------------------------------------------- verdict


def main():
    """Runs everything and says how it went."""
    binary = Path(sys.argv[1] if len(sys.argv) > 1 else PROJECT / "target/release/appraise").resolve()
    asked, outside, inside, wrong, commands, control = [], [], 0, [], 0, {"sockets": 0, "marker": 0, "modes": 0}
    with tempfile.TemporaryDirectory() as folder:
        for umask in (0o000, 0o022, 0o077):
            root = Path(folder) / f"{umask:03o}"
            root.mkdir(mode=0o700)
            user, wrong_here, caught = modes(root, binary, umask)
            belonging, copies = marked(user)
            inside, outside, wrong = inside + len(belonging), outside + copies, wrong + wrong_here
            asked, commands = asked + user.sockets(), commands + user.commands
            control = {
                "sockets": control["sockets"] + control_sockets(user),
                "marker": control["marker"] + control_marker(user),
                "modes": control["modes"] + caught,
            }
        root = Path(folder) / "aborted"
        root.mkdir(mode=0o700)
        left, more, is_limited, control_cores = aborted(root, binary)
    for line in [*asked, *map(str, outside), *wrong]:
        print(line, file=sys.stderr)
    pattern = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    # Where the system hands cores to a program, none can be looked for; the limit is then all that can be said.
    cores_seen = control_cores > 0 or "/" in pattern or pattern.startswith("|")
    is_good = not asked and not outside and not more and not wrong and not left and is_limited and inside >= 9
    has_teeth = all(count > 0 for count in control.values()) and cores_seen
    print(
        f"V12 sockets={len(asked)} marker_outside={len(outside) + more} marker_inside={inside} core_files={left} "
        f"core_limit={'0' if is_limited else 'open'} modes_wrong={len(wrong)} commands={commands} "
        f"control_sockets={control['sockets']} control_marker={control['marker']} control_modes={control['modes']} "
        f"control_core_files={control_cores} {'PASS' if is_good and has_teeth else 'FAIL'}"
    )
    sys.exit(not (is_good and has_teeth))


if __name__ == "__main__":
    main()
