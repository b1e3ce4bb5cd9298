"""V2: every system call of every save fails once, in every way, and nothing is lost.

For each way in which a file comes to be (first and later save of a draft, sign-off, new record, settings, export new
and over an old file, the setting aside of a broken draft, merge) the calls of one good run are listed by strace. Then the
run is done again for each call and each fault: eight errors once, ENOSPC and EIO from then on for everything that
writes, SIGKILL, and a write that says yes and writes nothing. After each run the files are looked at, the program is
started again without a fault, and the files are looked at once more. It must hold:

  corrupt=0   no file that counts is neither the old one nor a whole new one
  lost=0      what was acknowledged (ACK, or exit status 0) is there when the program is started again
  early=0     nothing was acknowledged that is not on the disk
  left=0      no temporary file stays; after SIGKILL or a refused removal, none after the next start and the next save
  panics=0    no panic; one is known and counted for itself (std_closedir): closing a folder that was read may fail only
              here, and the standard library panics then; the files must be sound all the same

The control is the same sweep over the later save of a draft by a program that writes in place: it must show bad states.

Run: python3 tests/reliability/v02_faults.py [EVERY] [CONTROL]
     EVERY=1 takes every call, 5 every fifth (quick); CONTROL=0 leaves out the control (it is built by teeth.py).
     WAYS=draft,sign-off limits it to these. Needs strace; no root.
"""

import json
import os
import pathlib
import pty
import shutil
import subprocess
import time

from common import (FILL, OUTCOME, Home, acknowledged, answers, arguments, last_note, left_out, needs,
                    program, sabotaged, scratch, trace, verdict)

ONCE = ["EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EINTR", "EMFILE", "ESTALE"]
FROM_THEN_ON = ["ENOSPC", "EIO"]
WRITING = ["write", "fsync", "rename", "renameat", "renameat2", "link", "linkat", "mkdir", "fchmod", "ftruncate"]
# Memory, and the end of the process, are no matter of files.
NOT_FILES = {"mmap", "munmap", "execve", "exit_group"}
OLD = 7200


def read(path):
    """A JSON file, or None."""
    try:
        return json.loads(pathlib.Path(path).read_bytes())
    except (OSError, ValueError):
        return None


class Way:
    """One way in which a file comes to be."""

    name = ""
    words = FILL
    given = ""

    def prepare(self, home):
        """What is there before."""

    def execute(self, home, before=()):
        """The run that meets the fault."""
        return home.run(*self.words, given=self.given, before=before)

    def reference(self, home):
        """Looks at the files after a run without a fault, once."""

    def look(self, home, said):
        """What is wrong right after the run: a list of (kind, text)."""
        return []

    def again(self, home):
        """The next start."""
        return self.execute(home)

    def look_again(self, home, said, acked):
        """What is wrong after the next start."""
        return []


class Draft(Way):
    """The later saves of a draft: three answers are there, two more come."""

    name, before = "draft", 3

    def prepare(self, home):
        home.ok("add", "invented.md")
        home.ok(*FILL, given=answers(1, self.before))

    @property
    def given(self):
        """The answers that follow."""
        return answers(self.before + 1, self.before + 2)

    def look(self, home, said):
        faults = []
        for path in home.drafts():
            review = read(path)
            if review is None or last_note(review) is None:
                faults.append(("corrupt", path.name))
        if len(home.drafts()) > 1:
            faults.append(("lost", "a second draft was begun beside the first"))
        return faults

    def again(self, home):
        return home.run(*FILL)

    def look_again(self, home, said, acked):
        if said.returncode != 0:
            return [("lost", f"the next start fails: {said.stderr.strip()[-200:]}")]
        drafts = home.drafts()
        notes = [last_note(read(path) or {}) for path in drafts]
        floor = self.before + acked
        if len(drafts) != 1 or notes[0] is None or notes[0] < floor:
            return [("lost" if acked == 0 else "early", f"{notes} of {floor}")]
        return []


class First(Draft):
    """The first save of a draft."""

    name, before = "first draft", 0

    def prepare(self, home):
        home.ok("add", "invented.md")


class Broken(Draft):
    """A draft whose newest save is cut in half: it is set aside, the save before it takes its place."""

    name, before = "set aside", 2
    half = b""

    def prepare(self, home):
        home.ok("add", "invented.md")
        home.ok(*FILL, given=answers(1, 2))
        home.ok(*FILL, given=answers(3, 3))
        path = home.drafts()[0]
        self.half = path.read_bytes()[:-40]
        # `fill` saves once more at its end, so that the copy of the save before holds all three answers.
        path.write_bytes(self.half)

    def look(self, home, said):
        held = [path for path, content in home.files().items() if content == self.half]
        faults = [] if held else [("lost", "the broken draft is gone")]
        for path in home.drafts():
            content = path.read_bytes()
            if content != self.half and read(path) is None:
                faults.append(("corrupt", path.name))
        return faults

    def look_again(self, home, said, acked):
        held = [path for path, content in home.files().items() if content == self.half]
        return super().look_again(home, said, acked) + ([] if held else [("lost", "the broken draft is gone")])


class SignOff(Way):
    """The sign-off of a draft that is complete."""

    name = "sign-off"
    words = (*FILL, "--sign-off")

    def prepare(self, home):
        home.ok("add", "invented.md")
        home.ok(*FILL, given=answers(1, 3) + OUTCOME)

    def holds(self, review):
        return review is not None and last_note(review) == 3

    def look(self, home, said):
        faults = [("corrupt", path.name) for path in home.drafts() + home.reviews() if not self.holds(read(path))]
        if not home.drafts() and not home.reviews():
            faults.append(("lost", "neither draft nor review"))
        if said.returncode == 0 and len(home.reviews()) != 1:
            faults.append(("early", "it says signed off"))
        return faults

    def again(self, home):
        return home.run(*self.words) if home.drafts() else home.run("list", "drafts")

    def look_again(self, home, said, acked):
        if said.returncode != 0:
            return [("lost", f"the next start fails: {said.stderr.strip()[-200:]}")]
        checked = home.run("verify", "--json")
        if len(home.reviews()) != 1 or home.drafts() or checked.returncode != 0:
            names = [path.name for path in home.reviews() + home.drafts()]
            return [("lost", f"{names}: {checked.stdout[-300:] if checked.returncode else ''}")]
        stay = [path.name for path in home.drafts_folder.iterdir() if path.suffix != ".lock"]
        return [("left", f"beside the draft: {stay}")] if stay else []


class Record(Way):
    """A document that is added."""

    name = "record"
    words = ("add", "invented.md")

    def reference(self, home):
        self.whole = (home.team / "records" / "invented.json").read_bytes()

    def look(self, home, said):
        path = home.team / "records" / "invented.json"
        faults = [("corrupt", str(other)) for other in (home.team / "records").glob("*.json")
                  if other.read_bytes() != self.whole]
        if said.returncode == 0 and not path.exists():
            faults.append(("early", "it says added"))
        return faults

    def look_again(self, home, said, acked):
        path = home.team / "records" / "invented.json"
        fine = said.returncode == 0 and path.exists() and path.read_bytes() == self.whole
        return [] if fine else [("lost", said.stderr.strip()[-200:])]


class Settings(Way):
    """The initials that a person at a terminal is asked for once; settings without them are there."""

    name = "settings"
    words = ("review", "invented", "--plain")

    def prepare(self, home):
        home.ok("add", "invented.md")
        self.path = home.root / "config" / "appraise" / "settings.json"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("{}\n")

    def execute(self, home, before=()):
        ours, theirs = pty.openpty()
        os.write(ours, b"ab\nq\ny\n")
        try:
            command = [*before, str(home.binary), *self.words]
            return subprocess.run(command, cwd=home.root, env=home.environment(), stdin=theirs, capture_output=True,
                                  text=True, errors="replace", timeout=60)
        finally:
            os.close(ours)
            os.close(theirs)

    def again(self, home):
        # Who is known is not asked again.
        is_known = self.path.read_bytes() == self.whole
        return home.run("list", "drafts") if is_known else self.execute(home)

    def reference(self, home):
        self.whole = self.path.read_bytes()

    def look(self, home, said):
        content = self.path.read_bytes() if self.path.exists() else b""
        if content not in (b"{}\n", self.whole):
            return [("corrupt", repr(content[:80]))]
        return [("early", "it went on")] if said.returncode == 0 and content != self.whole else []

    def look_again(self, home, said, acked):
        fine = said.returncode == 0 and self.path.read_bytes() == self.whole
        return [] if fine else [("lost", said.stderr.strip()[-200:])]


class Export(Way):
    """A table that is written for the first time."""

    name, over = "export", False
    words = ("export", "answers", "--format", "csv", "--with-text", "-o", "out.csv")

    def prepare(self, home):
        home.ok("add", "invented.md")
        home.ok(*FILL, "--sign-off", given=answers(1, 3) + OUTCOME)
        home.ok("list", "reviews")
        if self.over:
            (home.root / "out.csv").write_text("the old one\n")

    def reference(self, home):
        self.whole = (home.root / "out.csv").read_bytes()

    def look(self, home, said):
        path = home.root / "out.csv"
        content = path.read_bytes() if path.exists() else None
        old = b"the old one\n" if self.over else None
        # What could not be read is left out, and named: then the table is of the rest.
        if content not in (old, self.whole) and "left out: " not in said.stderr:
            return [("corrupt", "out.csv")]
        return [("early", "it says written")] if said.returncode == 0 and content == old else []

    def again(self, home):
        path = home.root / "out.csv"
        is_whole = path.exists() and path.read_bytes() == self.whole
        return home.run("list", "reviews") if is_whole else home.run(*ExportOver.words)

    def look_again(self, home, said, acked):
        content = (home.root / "out.csv").read_bytes() if (home.root / "out.csv").exists() else b""
        return [] if content == self.whole else [("lost", said.stderr.strip()[-200:])]


class ExportOver(Export):
    """A table that takes the place of another."""

    name, over = "export over", True
    words = (*Export.words, "--force")


class Merge(Way):
    """A review of a colleague that is brought in."""

    name = "merge"
    words = ("merge", "theirs")

    def prepare(self, home):
        home.ok("add", "invented.md")
        home.ok(*FILL, "--sign-off", given=answers(1, 3) + OUTCOME)
        (home.root / "theirs" / "checklists").mkdir(parents=True)
        for name in ("reviews", "checklists/used"):
            shutil.move(home.team / name, home.root / "theirs" / name)

    def reference(self, home):
        self.whole = {path: content for path, content in home.files().items() if path.startswith("team/")}

    def look(self, home, said):
        faults = [("corrupt", path) for path, content in home.files().items()
                  if path.startswith("team/") and not path.endswith(".tmp") and self.whole.get(path) != content]
        missing = [path for path in self.whole if not (home.root / path).exists()]
        # What could not be read is named, file or folder, and stays where it is.
        is_named = all(os.path.basename(path) in said.stderr for path in missing) or "looked into" in said.stderr
        is_early = said.returncode == 0 and missing and not is_named
        return faults + ([("early", f"{missing}: {said.stderr}")] if is_early else [])

    def look_again(self, home, said, acked):
        fine = all((home.root / path).exists() and (home.root / path).read_bytes() == content
                   for path, content in self.whole.items())
        return [] if fine and said.returncode == 0 else [("lost", said.stderr.strip()[-200:])]


WAYS = [Draft, First, SignOff, Record, Settings, Export, ExportOver, Broken, Merge]


def injections(call):
    """Every fault of one call: its name, and the options of strace."""
    name, number = call.name, call.number
    for error in ONCE:
        yield error, [f"inject={name}:error={error}:when={number}"]
    for error in FROM_THEN_ON:
        yield f"{error} from then on", [f"inject={each}:error={error}:when={at}+" for each, at in call.onwards.items()]
    yield "KILL", [f"inject={name}:signal=KILL:when={number}"]
    if name == "write" and call.result() and not call.text.startswith(("write(1,", "write(2,")):
        yield "lie", [f"inject={name}:retval={call.result()}:when={number}"]


def onwards(calls):
    """For each call, from which number on each writing call comes after it; and the call itself."""
    totals = {}
    for call in calls:
        totals[call.name] = call.number
    seen = {}
    for call in calls:
        rest = {name: seen.get(name, 0) + 1 for name in WRITING if seen.get(name, 0) < totals.get(name, 0)}
        call.onwards = {**rest, call.name: call.number}
        seen[call.name] = call.number
    return calls


class Sweep:
    """The runs of one program."""

    def __init__(self, binary, folder, every):
        self.binary, self.folder, self.every = binary, folder, every
        self.figures = dict(runs=0, calls=0, corrupt=0, lost=0, early=0, left=0, panics=0, std_closedir=0)

    def way(self, way):
        """All faults of one way."""
        begun = time.monotonic()
        root, kept = self.folder / "home", self.folder / "kept"
        for path in (root, kept):
            shutil.rmtree(path, ignore_errors=True)
        home = Home(root, self.binary)
        way.prepare(home)
        shutil.copytree(root, kept, symlinks=True)
        said, calls = trace(lambda before: way.execute(home, before), self.folder / "trace")
        if said.returncode != 0:
            raise RuntimeError(f"{way.name}: {said.stderr}")
        way.reference(home)
        calls = [call for call in onwards(window(calls, root)) if call.name not in NOT_FILES]
        print(f"V2 {way.name}: {len(calls)} calls", flush=True)
        self.figures["calls"] += len(calls)
        before = dict(self.figures)
        for call in calls[::self.every]:
            for fault, options in injections(call):
                shutil.rmtree(root)
                shutil.copytree(kept, root, symlinks=True)
                self.run(way, home, call, fault, options)
        told = {name: value - before[name] for name, value in self.figures.items() if name != "calls"}
        print(f"V2 {way.name}: {told} {time.monotonic() - begun:.0f} s", flush=True)

    def run(self, way, home, call, fault, options):
        """One run with one fault, and the next start."""
        self.figures["runs"] += 1
        names = sorted({option.split("=")[1].split(":")[0] for option in options})
        before = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={','.join(names)}"]
        for option in options:
            before += ["-e", option]
        said = way.execute(home, before)
        faults = way.look(home, said)
        if "panicked" in said.stderr:
            known = "closedir" in said.stderr
            self.figures["std_closedir" if known else "panics"] += 1
            if not known:
                print(f"  panic: {call} {fault}: {said.stderr[:300]}")
        # Whoever is killed, or may not remove a file, leaves one: the next start and the next save see to it.
        excused = fault == "KILL" or call.name.startswith("unlink") or "panicked" in said.stderr
        if not excused:
            faults += [("left", path.name) for path in home.temporary()]
        self.make_old(home)
        again = way.again(home)
        if excused:
            faults += [("left", path.name) for path in home.temporary()]
        faults += way.look_again(home, again, acknowledged(said.stdout))
        # What may not be removed stays, whatever the program does.
        is_refused = call.name.startswith("unlink") and fault != "KILL"
        faults = [(kind, text) for kind, text in faults if not (is_refused and "beside the draft" in text)]
        for kind, text in faults:
            self.figures[kind] += 1
            print(f"  {kind}: {call} {fault}: {text}", flush=True)

    @staticmethod
    def make_old(home):
        """Temporary files in shared folders are swept when they are an hour old."""
        then = time.time() - OLD
        for path in home.temporary():
            os.utime(path, (then, then))

    def bad(self):
        """Bad states of all kinds but what is only untidy."""
        return sum(self.figures[kind] for kind in ("corrupt", "lost", "early", "left", "panics"))


def window(calls, root):
    """The calls from the first that names the home on."""
    start = next(at for at, call in enumerate(calls) if str(root) in call.text and call.name != "execve")
    return calls[start:]


def main():
    every, with_control = arguments(1, 1)
    if needs("strace"):
        left_out("V2", "everything", "strace is not there")
        verdict("V2", False, runs=0)
    chosen = os.environ.get("WAYS", "").split(",") if os.environ.get("WAYS") else None
    with scratch() as folder:
        sweep = Sweep(program(), folder, every)
        for way in WAYS:
            if chosen is None or way.name in chosen:
                sweep.way(way())
        control = None
        if with_control:
            control = Sweep(sabotaged("in-place"), folder, max(every, 3))
            control.way(Draft())
    figures = dict(sweep.figures, ways=len(chosen or WAYS), bad=sweep.bad())
    if control is None:
        left_out("V2", "the control", "CONTROL=0")
        verdict("V2", sweep.bad() == 0, **figures, control_bad="left-out")
    verdict("V2", sweep.bad() == 0 and control.bad() > 0, **figures,
            control_bad=f"{control.bad()}/{control.figures['runs']}")


if __name__ == "__main__":
    main()
