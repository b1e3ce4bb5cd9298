"""V4: a disk that is full, has no inodes left, is read-only, or allows no larger file; and what comes after.

For each such disk under the drafts, in `fill` and on the full screen: the answer that cannot be saved is told as not
saved within a second, in a sentence; the draft of before is whole; when there is room again, the next save works without
a restart, on the screen by itself. Leaving the review while nothing can be saved loses no answer without a word, quitting
asks, and a signal leaves a copy elsewhere and names it. The screen stays usable while every save fails.

The control is a program that acknowledges an answer whose save failed: it must be caught.

Run: python3 tests/reliability/v04_full.py [SECONDS] [CONTROL]     how long every save fails (15); 600 is the long form
Needs root for the mounts, or a kernel that lets users have namespaces of their own (then the image of ext4 is left out).
The limit of a file's size needs neither.
"""

import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

from common import (FILL, Home, acknowledged, answer, answers, arguments, last_note, left_out, needs, program,
                    sabotaged, scratch, verdict)
from screen import Screen
from v02_faults import read

SECOND = 1.0
CTRL_Q = "\x11"


def quietly(*words):
    subprocess.run(list(map(str, words)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def unmount(place):
    for _ in range(50):
        if subprocess.run(["umount", str(place)], stderr=subprocess.DEVNULL).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError(f"{place} stays mounted")


# ------------------------------------------------------------------------------------------------------ disks in trouble

class Trouble:
    """A disk that can be broken and mended while the program runs."""

    name, words = "", ()

    @contextlib.contextmanager
    def under(self, home):
        """The disk below the state folder."""
        yield

    def strike(self, home, process):
        """From now on nothing can be saved."""

    def mend(self, home, process):
        """From now on it can."""


class Tmpfs(Trouble):
    """A small file system in memory, filled to the last byte."""

    name, options, words = "full", "size=192k", ("the disk is full",)

    @contextlib.contextmanager
    def under(self, home):
        (home.root / "state").mkdir()
        quietly("mount", "-t", "tmpfs", "-o", self.options, "tmpfs", home.root / "state")
        try:
            yield
        finally:
            unmount(home.root / "state")

    def strike(self, home, process):
        with open(home.root / "state" / "ballast", "wb", buffering=0) as ballast:
            for size in (4096, 1):
                with contextlib.suppress(OSError):
                    while ballast.write(b"x" * size):
                        pass

    def mend(self, home, process):
        (home.root / "state" / "ballast").unlink()


class Inodes(Tmpfs):
    """No name is free for another file."""

    name, options = "no inodes", "size=1m,nr_inodes=24"

    def strike(self, home, process):
        (home.root / "state" / "ballast").mkdir()
        with contextlib.suppress(OSError):
            for number in range(100):
                (home.root / "state" / "ballast" / str(number)).touch()

    def mend(self, home, process):
        shutil.rmtree(home.root / "state" / "ballast")


class ReadOnly(Trouble):
    """The folder of the drafts becomes read-only under the program."""

    name, words = "read-only", ("the disk is read-only",)

    def strike(self, home, process):
        quietly("mount", "--bind", home.drafts_folder, home.drafts_folder)
        quietly("mount", "-o", "remount,bind,ro", home.drafts_folder)

    def mend(self, home, process):
        unmount(home.drafts_folder)


class Ext4(Tmpfs):
    """A full disk of the usual kind."""

    name = "full ext4"

    @contextlib.contextmanager
    def under(self, home):
        (home.root / "state").mkdir()
        with open(home.root / "image", "wb") as image:
            image.truncate(2 << 20)
        quietly("mkfs.ext4", "-q", "-F", "-m", "0", "-O", "^has_journal", home.root / "image")
        quietly("mount", "-o", "loop", home.root / "image", home.root / "state")
        try:
            yield
        finally:
            unmount(home.root / "state")


class Limit(Trouble):
    """No file may be larger than a few bytes: without care, the signal ends the process."""

    name, words = "limit of size", ("File too large",)

    def strike(self, home, process):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))

    def mend(self, home, process):
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


# -------------------------------------------------------------------------------------------------------------- the runs

class Figures:
    def __init__(self):
        self.runs = self.lost = self.early = self.slow = self.mute = self.stuck = self.left = 0
        self.slowest = 0.0

    def bad(self):
        return self.lost + self.early + self.slow + self.mute + self.stuck + self.left

    def note(self, trouble, what, kind, text):
        setattr(self, kind, getattr(self, kind) + 1)
        print(f"  {kind}: {trouble.name}, {what}: {text}", flush=True)

    def took(self, trouble, what, seconds):
        if seconds is None or seconds > SECOND:
            return self.note(trouble, what, "slow", f"{seconds} seconds until it was told")
        self.slowest = max(self.slowest, seconds)
        return None


def held(home):
    """The last answer in the draft; None when there is no whole draft."""
    drafts = home.drafts()
    review = read(drafts[0]) if len(drafts) == 1 else None
    return last_note(review) if review else None


def by_fill(trouble, home, figures):
    """Answers line by line, the disk breaks between two of them."""
    figures.runs += 1
    home.ok("add", "invented.md")
    child = home.start(*FILL)
    child.stdin.write(answer(1))
    child.stdin.flush()
    child.stdout.readline()
    trouble.strike(home, child.pid)
    begun = time.monotonic()
    child.stdin.write(answer(2))
    child.stdin.flush()
    out, err = child.communicate(timeout=20)
    figures.took(trouble, "fill", time.monotonic() - begun)
    if child.returncode == 0 or acknowledged(out):
        figures.note(trouble, "fill", "early", f"{child.returncode}: {out}")
    if not any(word in err for word in trouble.words) or "panicked" in err:
        figures.note(trouble, "fill", "mute", err.strip())
    if held(home) != 1:
        figures.note(trouble, "fill", "lost", f"{held(home)} of 1")
    trouble.mend(home, child.pid)
    if home.temporary():
        figures.note(trouble, "fill", "left", home.temporary())
    home.run(*FILL, given=answers(2, 3))
    if held(home) != 3:
        figures.note(trouble, "fill", "stuck", f"{held(home)} of 3")


def ratings(home):
    """How many questions are answered on the disk."""
    drafts = home.drafts()
    review = read(drafts[0]) if len(drafts) == 1 else None
    return sum(1 for one in (review or {}).get("answers", {}).values() if one.get("rating"))


def saved(progress):
    return lambda text: progress in text and "  saved " in text


def flowing(text):
    """The words of the screen without its borders; a box may break a sentence anywhere."""
    return re.sub(r"[\s│]+", " ", text)


def started(home):
    """The screen on a review that has one answer."""
    screen = Screen(home, "invented.md", "--reviewer", "ab")
    screen.expect("the form", lambda text: "Start the review: 3 questions" in text)
    screen.keys("\r")
    screen.expect("the review", saved("0 of 3"))
    screen.keys("y")
    screen.expect("the first answer", saved("1 of 3"))
    return screen


def told(trouble):
    return lambda text: "NOT SAVED" in text and any(word in text for word in trouble.words)


def by_screen(trouble, home, figures, seconds):
    """The disk breaks, everything is tried again and again, it is mended: the screen saves by itself."""
    figures.runs += 1
    with started(home) as screen:
        trouble.strike(home, screen.child.pid)
        screen.keys("y")
        figures.took(trouble, "screen", screen.wait(told(trouble), 5))
        if ratings(home) != 1:
            figures.note(trouble, "screen", "lost", f"{ratings(home)} of 1 on the disk")
        used(trouble, screen, figures, seconds)
        screen.keys("q")
        if screen.wait(lambda text: "Stay here" in text, 3) is None:
            figures.note(trouble, "screen", "mute", f"leaving the review says nothing:\n{screen.text()}")
        screen.keys(CTRL_Q)
        if screen.wait(lambda text: "Leave all the same" in flowing(text), 3) is None:
            figures.note(trouble, "screen", "mute", f"quitting asks nothing:\n{screen.text()}")
        screen.keys("n")
        trouble.mend(home, screen.child.pid)
        if screen.wait(saved("2 of 3"), 9) is None or ratings(home) != 2:
            figures.note(trouble, "screen", "stuck", f"{ratings(home)} of 2 on the disk:\n{screen.text()}")
        screen.keys("n")
        if screen.wait(saved("3 of 3"), 3) is None or ratings(home) != 3:
            figures.note(trouble, "screen", "stuck", f"{ratings(home)} of 3 on the disk:\n{screen.text()}")
        screen.keys(CTRL_Q)
        if screen.end() != 0:
            figures.note(trouble, "screen", "stuck", f"it ends with {screen.child.returncode}")
    if home.temporary():
        figures.note(trouble, "screen", "left", home.temporary())


def used(trouble, screen, figures, seconds):
    """Every save fails, and every key is answered all the same."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        screen.keys("?")
        figures.took(trouble, "help while nothing can be saved", screen.wait(lambda text: "Answer Yes" in text, 5))
        screen.keys("\x1b")
        screen.wait(lambda text: "Answer Yes" not in text, 5)
        screen.wait(lambda text: False, 0.2)


def by_leaving(trouble, home, figures):
    """An answer and the way out in one go, before anybody can know that the disk is full."""
    figures.runs += 1
    with started(home) as screen:
        trouble.strike(home, screen.child.pid)
        screen.keys("yq")
        screen.wait(lambda text: "NOT SAVED" in text, 3)
        shown = screen.text()
        trouble.mend(home, screen.child.pid)
        screen.wait(saved("2 of 3"), 9)
        if ratings(home) != 2:
            figures.note(trouble, "leaving at once", "lost", f"{ratings(home)} of 2 on the disk:\n{shown}")


def by_signal(trouble, home, figures):
    """The system ends the program while nothing can be saved: a copy goes elsewhere, and is named."""
    figures.runs += 1
    with started(home) as screen:
        trouble.strike(home, screen.child.pid)
        screen.keys("y")
        screen.wait(told(trouble), 5)
        screen.child.send_signal(signal.SIGTERM)
        status = screen.end(5)
        copies = list((home.root / "tmp").glob("*.draft.json"))
        review = read(copies[0]) if copies else None
        answered = sum(1 for one in (review or {}).get("answers", {}).values() if one.get("rating"))
        if status is None or answered != 2:
            figures.note(trouble, "signal", "lost", f"status {status}, {answered} of 2 in {copies}")
        if copies and copies[0].name.encode() not in screen.raw:
            figures.note(trouble, "signal", "mute", screen.text())
        trouble.mend(home, screen.child.pid)


def to_dev_full(home, figures):
    """Output that nobody can take is an error and no panic."""
    figures.runs += 1
    with open("/dev/full", "w") as full:
        said = subprocess.run([str(home.binary), "list", "checklists"], cwd=home.root, env=home.environment(),
                              stdout=full, stderr=subprocess.PIPE, text=True)
    if said.returncode != 1 or "panicked" in said.stderr or not said.stderr.strip():
        figures.note(Trouble(), "/dev/full", "mute", f"{said.returncode}: {said.stderr}")


def all_of(binary, folder, seconds):
    """Every trouble that can be made here, in every way."""
    figures, made = Figures(), []
    troubles = [Limit()]
    if os.geteuid() == 0 and not needs("mount", "umount"):
        troubles += [Tmpfs(), Inodes(), ReadOnly()]
        troubles += [] if os.environ.get("INSIDE") or needs("mkfs.ext4") else [Ext4()]
    for trouble in troubles:
        print(f"V4 {trouble.name}", flush=True)
        made.append(trouble.name.replace(" ", "-"))
        for number, way in enumerate((by_fill, lambda *all: by_screen(*all, seconds), by_leaving, by_signal)):
            # Where no file may grow there is no place for a copy either.
            if way is by_signal and isinstance(trouble, Limit):
                continue
            home = Home(folder / f"{trouble.name}-{number}".replace(" ", "-"), binary)
            try:
                with trouble.under(home):
                    way(trouble, home, figures)
            except (RuntimeError, subprocess.SubprocessError, OSError) as error:
                figures.note(trouble, f"way {number}", "stuck", error)
    to_dev_full(Home(folder / "dev-full", binary), figures)
    return figures, made


def control(folder):
    """The program that acknowledges all the same."""
    figures = Figures()
    by_fill(Limit(), Home(folder / "control", sabotaged("ack-before-the-save")), figures)
    return figures


def main():
    seconds, with_control = arguments(15, 1)
    if os.geteuid() != 0 and not os.environ.get("INSIDE") and not needs("unshare"):
        inside = ["unshare", "-Urm", sys.executable, *sys.argv]
        if subprocess.run(["unshare", "-Urm", "true"], stderr=subprocess.DEVNULL).returncode == 0:
            os.execvpe("unshare", inside, {**os.environ, "INSIDE": "1", "APPRAISE_BIN": str(program())})
    with scratch() as folder:
        figures, made = all_of(program(), folder, seconds)
        caught = control(folder) if with_control else None
    for missing in sorted({"full", "no-inodes", "read-only", "full-ext4"} - set(made)):
        left_out("V4", missing, "mounts need root (and mkfs.ext4)")
    passed = figures.bad() == 0 and (caught is None or caught.early > 0)
    if caught is None:
        left_out("V4", "the control", "CONTROL=0")
    verdict("V4", passed, disks=",".join(made), runs=figures.runs, lost=figures.lost, early=figures.early,
            mute=figures.mute, stuck=figures.stuck, left=figures.left, slow=figures.slow,
            slowest_s=f"{figures.slowest:.2f}", seconds=seconds,
            control_early=caught.early if caught else "left-out")


if __name__ == "__main__":
    main()
