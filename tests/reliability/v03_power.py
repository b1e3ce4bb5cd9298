"""V3: a power cut at any moment leaves the old file or the new one, and nothing that was acknowledged is lost.

(a) The system calls of real saves and of a real sign-off are traced; after each call every state is made that a disk may
    hold by the weakest reading of the standard: bytes that were not synced are there, cut in half or missing; each name
    that was given since its folder was synced is there or not. Every state is looked at.
(b) The home lies on an ext4 image (noauto_da_alloc, data=writeback: nothing is written that was not asked for). While
    answers stream in, or a review is signed off, the program is stopped, the image is copied as it is at that moment,
    and the copy is mounted and looked at.

Controls: programs without a sync of the file, without a sync of the folder, and one that writes in place. Each must be bad
in (a); the first two must lose something in (b).

Run: python3 tests/reliability/v03_power.py [CUTS] [SEED] [CONTROL]      60 cuts; CONTROL=0 leaves the controls out
Needs strace; (b) needs root, mkfs.ext4 and loop devices.
"""

import itertools
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import time

from common import (FILL, OUTCOME, Home, acknowledged, answers, arguments, canonical, last_note, left_out, needs,
                    program, sabotaged, scratch, verdict)

TRACED = "openat,creat,write,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat"
MOST_LOOSE = 14


# ------------------------------------------------------------------------------------------------- (a) all crash states

class Disk:
    """What a traced run did below a folder, in order."""

    def __init__(self, root):
        self.root, self.steps, self.descriptors = str(root), [], {}
        self.names, self.contents = {}, []
        for path in pathlib.Path(root).rglob("*"):
            if path.is_file():
                self.names[str(path)] = self.file(path.read_bytes())

    def file(self, content=b""):
        self.contents.append(content)
        return len(self.contents) - 1

    def play(self, log):
        """Takes the calls of a trace in."""
        names = dict(self.names)
        for line in joined(log):
            found = re.match(r"\d+\s+(\w+)\((.*)\)\s+= (-?\d+)", line)
            if found and int(found[3]) >= 0:
                self.call(found[1], found[2], int(found[3]), names)
        return self

    def call(self, name, text, result, names):
        paths = [decoded(part) for part in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', text)]
        ours = [path for path in paths if path.startswith(self.root.encode())]
        paths = [path.decode(errors="replace") for path in paths] if name != "write" else paths
        if name in ("openat", "creat"):
            self.open(paths[0], text, result, names)
        elif name == "write":
            self.write(int(text.split(",")[0]), paths[0][:result] if paths else b"")
        elif name in ("fsync", "fdatasync"):
            path = self.descriptors.get(int(text))
            if path is not None:
                file = names.get(path)
                self.steps.append(("sync folder", path) if os.path.isdir(path) or file is None else ("sync", file))
        elif ours and name.startswith("rename"):
            if names.get(paths[0]) != names.get(paths[1]):
                names[paths[1]] = names.pop(paths[0])
                self.steps.append(("move", paths[0], paths[1], names[paths[1]]))
        elif ours and name.startswith("link"):
            names[paths[1]] = names[paths[0]]
            self.steps.append(("name", paths[1], names[paths[1]]))
        elif ours and name.startswith("unlink") and paths[0] in names:
            del names[paths[0]]
            self.steps.append(("remove", paths[0]))
        elif ours and name.startswith("mkdir"):
            self.steps.append(("folder", paths[0]))

    def open(self, path, text, descriptor, names):
        self.descriptors.pop(descriptor, None)
        if not path.startswith(self.root):
            return
        self.descriptors[descriptor] = path
        if path in names and "O_TRUNC" in text:
            self.steps.append(("empty", names[path]))
        elif "O_CREAT" in text and path not in names:
            names[path] = self.file()
            self.steps.append(("name", path, names[path]))
        self.current = names

    def write(self, descriptor, content):
        if descriptor == 1:
            self.steps.append(("said", content.decode(errors="replace")))
        elif descriptor in self.descriptors:
            self.steps.append(("write", self.current[self.descriptors[descriptor]], content))


def joined(log):
    """Lines of a trace; a call that another thread interrupted is put together again."""
    waiting = {}
    for line in pathlib.Path(log).read_text().splitlines():
        process, _, rest = line.partition(" ")
        if rest.rstrip().endswith("<unfinished ...>"):
            waiting[process] = rest.replace("<unfinished ...>", "").rstrip()
            continue
        resumed = re.match(r"\s*<\.\.\. \w+ resumed>(.*)", rest)
        yield f"{process} {waiting.pop(process, '')}{resumed[1]}" if resumed else line


def decoded(text):
    return bytes(int(pair, 16) for pair in re.findall(r"\\x([0-9a-f]{2})", text))


NAMING = ("name", "move", "remove", "folder")


def folder_of(step):
    return os.path.dirname(step[1])


def loose(steps):
    """The changes of names since their folder was synced."""
    synced = {}
    for at, step in enumerate(steps):
        if step[0] == "sync folder":
            synced[step[1]] = at
    return [at for at, step in enumerate(steps) if step[0] in NAMING and at > synced.get(folder_of(step), -1)]


def contents(disk, steps, file):
    """What a file may hold."""
    safe = now = disk.contents[file]
    touched = False
    for step in steps:
        if step[0] in ("write", "empty") and step[1] == file:
            now, touched = (now + step[2] if step[0] == "write" else b""), True
        elif step[0] == "sync" and step[1] == file:
            safe, touched = now, False
    return {b"", now[:len(now) // 2], safe, now} if touched else {now}


def named(disk, steps, lost):
    """The names after a cut, when some changes were lost; what lies in a lost folder is lost."""
    names, gone = dict(disk.names), []
    for at, step in enumerate(steps):
        if step[0] not in NAMING:
            continue
        if at in lost:
            gone += [step[1] + "/"] if step[0] == "folder" else []
        elif step[0] == "name":
            names[step[1]] = step[2]
        elif step[0] == "move":
            names.pop(step[1], None)
            names[step[2]] = step[3]
        elif step[0] == "remove":
            names.pop(step[1], None)
    return {name: file for name, file in names.items() if not name.startswith(tuple(gone))}


def states(disk, steps, wanted, dice):
    """The files of interest in every state after a cut."""
    changes = loose(steps)
    if len(changes) <= MOST_LOOSE:
        choices = itertools.product((False, True), repeat=len(changes))
    else:
        choices = [tuple(dice.random() < 0.5 for _ in changes) for _ in range(1 << MOST_LOOSE)]
    for choice in choices:
        lost = {at for at, is_lost in zip(changes, choice) if is_lost}
        names = named(disk, steps, lost)
        of_interest = sorted(name for name in names if wanted(name))
        for held in itertools.product(*(sorted(contents(disk, steps, names[name])) for name in of_interest)):
            yield tuple(zip(of_interest, held))


def traced(home, words, given, log):
    """What a run did to the disk."""
    disk = Disk(home.root)
    before = ["strace", "-f", "-xx", "-s", "4000000", "-o", str(log), "-e", f"trace={TRACED}"]
    said = home.run(*words, given=given, before=before)
    if said.returncode != 0:
        raise RuntimeError(said.stderr)
    return disk.play(log)


def parsed(content):
    try:
        return json.loads(content)
    except ValueError:
        return None


def is_draft(name):
    return "/drafts/" in name and name.endswith(".json") and os.path.basename(name).count(".") == 1


def is_review(name):
    return "/reviews/" in name and name.endswith(".json")


def draft_is_bad(state, floor, said):
    """Of a draft: whole, and as new as what was acknowledged."""
    drafts = [parsed(content) for _, content in state]
    floor += acknowledged(said)
    if not drafts:
        return floor > 0
    return any(draft is None or last_note(draft) is None or last_note(draft) < floor for draft in drafts)


def sign_off_is_bad(state, floor, said):
    """The whole draft is there, or the whole review; when its path was printed, the review."""
    reviews = [parsed(content) for name, content in state if is_review(name)]
    drafts = [parsed(content) for name, content in state if is_draft(name)]
    if any(review is None or canonical(review) != review["content_sha256"] for review in reviews):
        return True
    if any(draft is None or last_note(draft) != floor for draft in drafts):
        return True
    is_signed = "/reviews/" in said
    return not reviews if is_signed else not (reviews or drafts)


def crashes(binary, folder, dice):
    """The states and the bad ones of three traced runs."""
    totals = {}
    ways = [("first save", 0, FILL, answers(1, 1), is_draft, draft_is_bad),
            ("later saves", 2, FILL, answers(3, 4), is_draft, draft_is_bad),
            ("sign-off", 3, (*FILL, "--sign-off"), "", lambda name: is_draft(name) or is_review(name),
             sign_off_is_bad)]
    for name, before, words, given, wanted, is_bad in ways:
        shutil.rmtree(folder / "home", ignore_errors=True)
        home = Home(folder / "home", binary)
        home.ok("add", "invented.md")
        if before:
            home.ok(*FILL, given=answers(1, before) + (OUTCOME if words != FILL else ""))
        disk = traced(home, words, given, folder / "trace")
        seen, bad = set(), 0
        for cut in range(len(disk.steps) + 1):
            steps = disk.steps[:cut]
            said = "".join(step[1] for step in steps if step[0] == "said")
            for state in set(states(disk, steps, wanted, dice)):
                seen.add((cut, state))
                bad += is_bad(state, before, said)
        totals[name] = (len(seen), bad)
    return totals


# ------------------------------------------------------------------------------------------------- (b) an ext4 image

def quietly(*words):
    subprocess.run(list(map(str, words)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


OPTIONS = "loop,noauto_da_alloc,data=writeback"


class Image:
    """A disk whose power can be cut."""

    def __init__(self, folder, binary):
        self.folder, self.binary = folder, binary
        self.live, self.after = folder / "live", folder / "after"
        for path in (self.live, self.after):
            path.mkdir(exist_ok=True)
        with open(folder / "base", "wb") as image:
            image.truncate(24 << 20)
        quietly("mkfs.ext4", "-q", "-F", folder / "base")
        with self.mounted("base", self.live):
            home = Home(self.live / "home", binary)
            home.ok("add", "invented.md")
            home.ok(*FILL, given=answers(1, 3))

    def mounted(self, image, place):
        return Mounted(self.folder / image, place)

    def cut(self, words, lines, first, patience, idle=False):
        """Power goes some time after ACK `first`; what was said until then, and the disk as it is found. An idle program
        waits for the next answer: nothing that it does later makes the last save good."""
        shutil.copy(self.folder / "base", self.folder / "image")
        (self.folder / "lines").write_text(lines)
        with self.mounted("image", self.live):
            home = Home(self.live / "home", self.binary)
            if not idle:
                words = [str(self.folder / "lines") if word == "-" else word for word in words]
            child = home.start(*words)
            if idle:
                child.stdin.write(lines)
                child.stdin.flush()
            said = self.until(child, first) if first else ""
            time.sleep(patience)
            child.send_signal(signal.SIGSTOP)
            stopped(child.pid)
            os.set_blocking(child.stdout.fileno(), False)
            said += (child.stdout.buffer.read() or b"").decode()
            shutil.copy(self.folder / "image", self.folder / "found")
            child.kill()
            child.communicate()
        return said

    @staticmethod
    def until(child, first):
        """Reads by itself: what a buffer keeps would not be seen by the reading after it."""
        said = b""
        while acknowledged(said.decode()) < first:
            more = os.read(child.stdout.fileno(), 1 << 16)
            if not more:
                raise RuntimeError(child.stderr.read())
            said += more
        return said.decode()


class Mounted:
    def __init__(self, image, place):
        self.image, self.place = image, place

    def __enter__(self):
        quietly("mount", "-o", OPTIONS, self.image, self.place)

    def __exit__(self, *_):
        for _ in range(50):
            if subprocess.run(["umount", self.place], stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"{self.place} stays mounted")


def stopped(process):
    for _ in range(500):
        try:
            state = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return
        if state in "TZX":
            return
        time.sleep(0.01)


def cuts(binary, folder, count, seed):
    """Power cuts of streams of answers and of sign-offs."""
    folder.mkdir()
    image, dice = Image(folder, binary), random.Random(seed)
    figures = dict(cuts=0, acked=0, lost=0, corrupt=0)
    for number in range(count):
        signs = number % 3 == 2
        lines = answers(4, 9) + OUTCOME if signs else answers(4, 3000)
        words = (*FILL, "--sign-off") if signs else FILL
        first, patience = (7, dice.uniform(0, 0.03)) if signs else (dice.randint(0, 12), dice.uniform(0.0, 0.05))
        idle = number % 3 == 1
        if idle:
            first, patience = first + 1, 0
            lines = answers(4, 3 + first)
        said = image.cut(words, lines, first, patience, idle)
        figures["cuts"] += 1
        figures["acked"] += acknowledged(said)
        with image.mounted("found", image.after):
            wrong = after_cut(Home(image.after / "home", binary), said, 9 if signs else None)
        if wrong:
            figures[wrong] += 1
    return figures


def after_cut(home, said, complete):
    """What is wrong with a disk that was found: lost, corrupt or nothing."""
    drafts = [parsed(path.read_bytes()) for path in home.drafts()]
    reviews = [parsed(path.read_bytes()) for path in home.reviews()]
    if any(one is None or last_note(one) is None for one in drafts + reviews):
        return "corrupt"
    if any(canonical(review) != review["content_sha256"] for review in reviews):
        return "corrupt"
    if "/reviews/" in said:
        return None if reviews and last_note(reviews[0]) == complete else "lost"
    if reviews and last_note(reviews[0]) == complete:
        return None
    # The line with the outcome is acknowledged as well, and carries no note.
    answered = acknowledged(said) - (1 if complete and acknowledged(said) == 7 else 0)
    return None if drafts and last_note(drafts[0]) >= 3 + answered else "lost"


def can_mount(folder):
    """Why not, where an image cannot be mounted."""
    if os.geteuid() != 0:
        return "it needs root"
    if needs("mkfs.ext4", "mount", "umount"):
        return f"{needs('mkfs.ext4', 'mount', 'umount')} is not there"
    with open(folder / "try", "wb") as image:
        image.truncate(24 << 20)
    (folder / "tried").mkdir()
    try:
        quietly("mkfs.ext4", "-q", "-F", folder / "try")
        with Mounted(folder / "try", folder / "tried"):
            return None
    except (subprocess.CalledProcessError, RuntimeError) as error:
        return str(error)


def main():
    count, seed, with_control = arguments(60, 1, 1)
    if needs("strace"):
        left_out("V3", "everything", "strace is not there")
        verdict("V3", False, states=0)
    binary, dice = program(), random.Random(seed)
    controls = ["no-file-sync", "no-folder-sync", "in-place"] if with_control else []
    figures, passed = {}, True
    with scratch() as folder:
        found = crashes(binary, folder, dice)
        print(f"V3 states and bad ones: {found}", flush=True)
        bad = sum(wrong for _, wrong in found.values())
        figures.update(states=sum(all_of for all_of, _ in found.values()), bad=bad)
        passed &= bad == 0
        for control in controls:
            found = crashes(sabotaged(control), folder, dice)
            wrong = sum(wrong for _, wrong in found.values())
            print(f"V3 {control}: {found}", flush=True)
            figures[f"control_{control.replace('-', '_')}"] = wrong
            passed &= wrong > 0
        why_not = can_mount(folder)
        if why_not:
            left_out("V3", "(b) power cuts of an ext4 image", why_not)
            figures["cuts"] = "left-out"
        else:
            got = cuts(binary, folder / "cut", count, seed)
            print(f"V3 ext4: {got}", flush=True)
            figures.update(cuts=got["cuts"], acked=got["acked"], lost=got["lost"], corrupt=got["corrupt"])
            passed &= got["lost"] == got["corrupt"] == 0 and got["acked"] > count
            for control in controls[:2]:
                got = cuts(sabotaged(control), folder / control, max(count // 3, 9), seed)
                print(f"V3 ext4 {control}: {got}", flush=True)
                wrong = got["lost"] + got["corrupt"]
                figures[f"ext4_{control.replace('-', '_')}"] = f"{wrong}/{got['cuts']}"
                passed &= wrong > 0
    if not controls:
        left_out("V3", "the controls", "CONTROL=0")
    verdict("V3", passed, **figures)


if __name__ == "__main__":
    main()
