"""V5: several windows, races for a name, locks that do not work, files of a newer program, modes, and clocks.

  windows   two and eight processes start on one draft and stay: exactly one answers, the others say why they do not;
            the control has no lock
  races     two processes publish under one name at the same moment (each waits just before it takes the name): one wins,
            the other says so, nothing is overwritten; the control looks first and then renames
  locks     flock fails with ENOLCK, EOPNOTSUPP, ENOSYS, EIO: the work goes on, and two windows that do not see each other
            overwrite nothing: what the other wrote is kept under a name of its own
  newer     a draft, review, record, checklist and settings of a later format are told or passed over, never changed
  members   generated reviews with members that this program does not know are merged twice: every member and value is
            kept, numbers in their own spelling, and the second copy has the bytes of the first
  modes     under four umasks: drafts, records, settings and exports for the user alone, reviews for the team
  clocks    a draft that says that it was begun tomorrow is signed off today; an amendment that is older than what it
            amends is merged, counted, and doubted by `verify`; no review is lost or chosen by its time

Run: python3 tests/reliability/v05_together.py [RACES] [FILES] [SEED] [CONTROL]       1000 races, 1000 files
Needs strace for races and locks; no root.
"""

import hashlib
import json
import os
import random
import shutil
import stat
import time

from common import (FILL, OUTCOME, Home, acknowledged, answer, answers, arguments, canonical, last_note, left_out,
                    needs, program, sabotaged, scratch, verdict)
from v02_faults import read


class Tally:
    """What went wrong, by part."""

    def __init__(self):
        self.bad = {}

    def wrong(self, part, text):
        self.bad[part] = self.bad.get(part, 0) + 1
        print(f"  {part}: {text}", flush=True)

    def all(self):
        return sum(self.bad.values())


# --------------------------------------------------------------------------------------------------------------- windows

def windows(binary, folder, rounds, tally):
    """How often more than one process answered."""
    double = 0
    for number in range(rounds):
        home = Home(folder / f"w{number}", binary)
        home.ok("add", "invented.md")
        home.ok(*FILL, given=answers(1, 1))
        children = [home.start(*FILL) for _ in range(2 if number % 2 else 8)]
        for child in children:
            try:
                child.stdin.write(answer(2))
                child.stdin.flush()
            except BrokenPipeError:
                pass
        # Who is refused ends by itself; who has the draft waits for the next line.
        deadline = time.monotonic() + 20
        while sum(child.poll() is None for child in children) > 1 and time.monotonic() < deadline:
            time.sleep(0.01)
        said = [child.communicate(timeout=20) for child in children]
        winners = sum(1 for out, _ in said if acknowledged(out))
        refused = sum(1 for child, (_, err) in zip(children, said) if child.returncode == 1 and "another window" in err)
        double += winners > 1
        if tally and (winners != 1 or refused != len(children) - 1):
            tally.wrong("windows", f"{winners} answered and {refused} of {len(children)} were refused: {said}")
        if tally and (len(home.drafts()) != 1 or last_note(read(home.drafts()[0])) != 2):
            tally.wrong("windows", f"drafts {home.drafts()}")
        shutil.rmtree(home.root)
    return double


# ----------------------------------------------------------------------------------------------------------------- races

WAIT = ("renameat2", "renameat", "rename", "linkat", "link")


def races(binary, folder, count, tally):
    """How often two processes both believed that a name is theirs."""
    home = Home(folder, binary)
    for name in "ab":
        (home.root / f"{name}.md").write_text(f"---\ntitle: Document {name}\nkind: proposal\n---\n# One\n\nText.\n")
    home.ok("add", "invented.md")
    before = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={','.join(WAIT)}", "-e",
              f"inject={','.join(WAIT)}:delay_enter=25000"]
    both = overwritten = 0
    for number in range(count):
        words = [("add", f"{name}.md", "--id", f"race-{number}") for name in "ab"]
        children = [home.start(*each, before=before) for each in words]
        said = [child.communicate(timeout=30) for child in children]
        won = [name for name, child in zip("ab", children) if child.returncode == 0]
        path = home.team / "records" / f"race-{number}.json"
        title = (read(path) or {}).get("title")
        both += len(won) == 2
        overwritten += len(won) > 0 and title != f"Document {won[0]}" or len(won) == 2
        if tally and (len(won) != 1 or title != f"Document {won[0]}"):
            tally.wrong("races", f"{won} won and {title!r} stands there: {said}")
        losers = [err for child, (_, err) in zip(children, said) if child.returncode != 0]
        if tally and any("already in the workspace" not in err for err in losers):
            tally.wrong("races", f"not told: {losers}")
        path.unlink(missing_ok=True)
    if tally and home.temporary():
        tally.wrong("races", f"left {home.temporary()[:3]}")
    return overwritten


# ----------------------------------------------------------------------------------------------------------------- locks

def locks(binary, folder, tally):
    """Without locks the comparison before each save is the guard."""
    for error in ("ENOLCK", "EOPNOTSUPP", "ENOSYS", "EIO"):
        without = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", f"inject=flock:error={error}"]
        home = Home(folder / error, binary)
        home.ok("add", "invented.md")
        said = home.run(*FILL, given=answers(1, 3), before=without)
        if said.returncode != 0 or acknowledged(said.stdout) != 3 or last_note(read(home.drafts()[0])) != 3:
            tally.wrong("locks", f"{error}: {said.stderr}")
        blind(home, without, error, tally)


def blind(home, without, error, tally):
    """Two windows that do not see each other answer in turn; every acknowledged answer is in some file."""
    windows_open = [home.start(*FILL, before=without) for _ in range(2)]
    acked = []
    for number, child in zip((4, 5, 6, 7), windows_open * 2):
        line = json.dumps({"criterion": "first", "rating": "yes", "note": f"mine {number}"}) + "\n"
        try:
            child.stdin.write(line)
            child.stdin.flush()
            if child.stdout.readline().startswith("ACK"):
                acked.append(f"mine {number}")
        except BrokenPipeError:
            pass
    told = "".join(child.communicate(timeout=20)[1] for child in windows_open)
    kept = b"".join(path.read_bytes() for path in home.drafts_folder.glob("*.json"))
    # A window overwrites its own answer to the same question; the last of each is what counts.
    for note in acked[-2:]:
        if note.encode() not in kept:
            tally.wrong("locks", f"{error}: {note} is in no file; said: {told}")
    if len(acked) > 2 and "changed on the disk" not in told:
        tally.wrong("locks", f"{error}: nobody was told: {told}")


# ----------------------------------------------------------------------------------------------------------------- newer

def newer(binary, folder, tally):
    """Files of a later format, one of each kind, and every command that meets them."""
    home = Home(folder, binary)
    home.ok("add", "invented.md")
    home.ok(*FILL, "--sign-off", given=answers(1, 3) + OUTCOME)
    home.ok(*FILL, "--round", "2", given=answers(4, 5))
    home.ok(*FILL, "--round", "2", given=answers(6, 6))
    later = {home.drafts()[0]: "review", home.reviews()[0]: "review"}
    for path in list(later):
        change(path, "appraise-review/2")
    record = home.team / "records" / "later.json"
    record.write_text(json.dumps({"format": "appraise-record/2", "id": "later", "kind": "proposal", "title": "L"}))
    lists = home.team / "checklists" / "later.json"
    lists.write_text(json.dumps({"format": "appraise-checklist/2", "id": "later"}))
    kept = {path: path.read_bytes() for path in [*later, record, lists]}
    told = ""
    for words in (["list", "drafts"], ["list", "reviews"], ["list", "records"], ["list", "checklists"], ["verify"],
                  ["summary"], ["show", "later"], ["show", "invented"], ["check", record], ["check", lists],
                  ["export", "reviews", "--format", "csv", "-o", "out.csv"], ["merge", home.team / "reviews"],
                  [*FILL, "--round", "2"], [*FILL]):
        said = home.run(*words)
        told += said.stderr + said.stdout
        if "panicked" in said.stderr:
            tally.wrong("newer", f"{words}: {said.stderr}")
        changed = [path.name for path, content in kept.items() if not path.exists() or path.read_bytes() != content]
        if changed:
            tally.wrong("newer", f"{words} changed {changed}: {said.stderr}")
            for path, content in kept.items():
                path.write_bytes(content)
    for path in kept:
        if path.name not in told and path.stem not in told:
            tally.wrong("newer", f"nobody was told of {path.name}")
    if "newer" not in told:
        tally.wrong("newer", "no sentence says that a file is newer")


def change(path, name):
    review = read(path)
    review["format"] = name
    path.write_text(json.dumps(review, indent=2, ensure_ascii=False) + "\n")


# --------------------------------------------------------------------------------------------------------------- members

class Members:
    """Invented members at every level of a review."""

    def __init__(self, seed):
        self.dice = random.Random(seed)

    def value(self, depth=0):
        kinds = ["text", "number", "decimal", "word"] + (["list", "object"] if depth < 3 else [])
        kind = self.dice.choice(kinds)
        if kind == "text":
            return "".join(self.dice.choice("abcé “”\\\"\n\t/\u200f日ß{}") for _ in range(self.dice.randrange(12)))
        if kind == "number":
            return self.dice.choice([0, -1, 7, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), self.dice.randrange(10 ** 9)])
        if kind == "decimal":
            return self.dice.choice([0.5, -2.25, 1.1, 3.125e-7, 6.02e23, 0.1])
        if kind == "word":
            return self.dice.choice([True, False, None])
        if kind == "list":
            return [self.value(depth + 1) for _ in range(self.dice.randrange(4))]
        return {f"x{self.dice.randrange(100)}": self.value(depth + 1) for _ in range(self.dice.randrange(4))}

    def strew(self, review):
        """Members into the review and into some of the objects in it."""
        places = [review, review["record"], review["reviewer"], review["outcome"], review["dates"],
                  *review["answers"].values(), *review["checklists"]]
        for place in places:
            for _ in range(self.dice.randrange(3)):
                place[f"z-{self.dice.randrange(1000)}"] = self.value()


def members(binary, folder, count, seed, tally):
    """Generated reviews, merged into one workspace, and from there into the next."""
    home = Home(folder, binary)
    home.ok("add", "invented.md")
    home.ok(*FILL, "--sign-off", given=answers(1, 3) + OUTCOME)
    pattern, dice = read(home.reviews()[0]), Members(seed)
    (folder / "theirs").mkdir()
    made = {}
    for number in range(count):
        review = json.loads(json.dumps(pattern))
        review["id"] = f"01890000-0000-7000-8000-{number:012x}"
        dice.strew(review)
        review["content_sha256"] = canonical_of_serde(review)
        made[review["content_sha256"]] = review
        (folder / "theirs" / f"{number}.json").write_text(json.dumps(review, ensure_ascii=False))
    first, second = Home(folder / "one", binary), Home(folder / "two", binary)
    said = first.run("merge", folder / "theirs")
    told = said.stderr + said.stdout
    again = second.run("merge", first.team)
    if said.returncode != 0 or again.returncode != 0:
        tally.wrong("members", f"{said.returncode} {again.returncode}: {told[-600:]} {again.stderr[-300:]}")
    found = {path.name: path for path in first.reviews()}
    kept = 0
    for path in found.values():
        copy = json.loads(path.read_text(), parse_float=str)
        own = made.get(copy["content_sha256"])
        if own is None or copy != json.loads(json.dumps(own), parse_float=spelt):
            tally.wrong("members", f"{path.name} is not what was merged")
        else:
            kept += 1
        twin = second.team / "reviews" / path.parent.name / path.name
        if not twin.exists() or twin.read_bytes() != path.read_bytes():
            tally.wrong("members", f"{path.name}: the second copy differs")
    if kept != count:
        tally.wrong("members", f"{kept} of {count} came through")
    return kept


def spelt(text):
    """A number as the files of this program spell it: Python gives exponents two digits."""
    digits, power = (text.split("e") + [""])[:2]
    sign = "-" if power.startswith("-") else "+"
    return f"{digits}e{sign}{power.lstrip('+-0')}" if power else digits


def compact(value):
    """Compact JSON with sorted members, numbers as the program spells them."""
    if isinstance(value, float):
        return spelt(repr(value))
    if isinstance(value, dict):
        return "{" + ",".join(f"{compact(name)}:{compact(value[name])}" for name in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(compact, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def canonical_of_serde(review):
    """The hash of a review that holds decimals."""
    rest = {name: value for name, value in review.items() if name != "content_sha256"}
    return hashlib.sha256(compact(rest).encode()).hexdigest()


# ----------------------------------------------------------------------------------------------------------------- modes

def modes(binary, folder, tally):
    """Who may read what, whatever the umask."""
    for umask, team in ((0o000, 0o660), (0o022, 0o640), (0o027, 0o640), (0o077, 0o600)):
        home = Home(folder / f"{umask:03o}", binary)
        before = os.umask(umask)
        try:
            home.ok("add", "invented.md")
            home.ok(*FILL, "--sign-off", given=answers(1, 3) + OUTCOME)
            home.ok(*FILL, "--round", "2", given=answers(1, 2))
            home.ok("verify")
            home.ok("export", "answers", "--format", "csv", "-o", "out.csv")
            home.ok("feedback", home.reviews()[0].name, "--format", "docx", "-o", "letter.docx")
        finally:
            os.umask(before)
        private = [*home.drafts_folder.iterdir(), *(home.root / "state").rglob("seen/*.json"),
                   *(home.team / "records").glob("*.json"), home.root / "out.csv", home.root / "letter.docx",
                   *(home.root / "cache").rglob("*.index")]
        wanted = [(path, 0o600) for path in private]
        wanted += [(path, team) for path in home.reviews() + list((home.team / "checklists" / "used").iterdir())]
        wanted += [(path, 0o700) for path in (home.drafts_folder, home.drafts_folder.parent, home.team / "records")]
        for path, mode in wanted:
            found = stat.S_IMODE(path.stat().st_mode)
            if found != mode:
                tally.wrong("modes", f"umask {umask:03o}: {path.relative_to(home.root)} is {found:03o}, not {mode:03o}")


# ---------------------------------------------------------------------------------------------------------------- clocks

def clocks(binary, folder, tally):
    """Times that cannot be: nothing is refused, chosen or lost for them, and `verify` says what to doubt."""
    home = Home(folder, binary)
    home.ok("add", "invented.md")
    home.ok(*FILL, given=answers(1, 3) + OUTCOME)
    path = home.drafts()[0]
    draft = read(path)
    draft["dates"]["started"] = "2099-01-01T00:00:00Z"
    path.write_text(json.dumps(draft, indent=2) + "\n")
    said = home.run(*FILL, "--sign-off")
    if said.returncode != 0 or len(home.reviews()) != 1:
        return tally.wrong("clocks", f"begun tomorrow, and not signed off today: {said.stderr}")
    first = read(home.reviews()[0])
    if first["dates"]["started"] != "2099-01-01T00:00:00Z":
        tally.wrong("clocks", "the time of the start was changed")
    amended = dict(first, revision=2, parent=first["content_sha256"], reason="A word", dates=dict(first["dates"]))
    amended["dates"]["signed_off"] = "2001-01-01T00:00:00Z"
    amended["content_sha256"] = canonical(amended)
    (folder / "theirs").mkdir()
    (folder / "theirs" / "amended.json").write_text(json.dumps(amended))
    said = home.run("merge", folder / "theirs")
    if said.returncode != 0 or len(home.reviews()) != 2:
        tally.wrong("clocks", f"an amendment older than what it amends was not merged: {said.stderr}")
    checked = home.run("verify", "--json")
    codes = [finding["code"] for finding in json.loads(checked.stdout)["findings"]]
    if codes != ["time"]:
        tally.wrong("clocks", f"verify says {codes}")
    shown = json.loads(home.ok("show", first["id"], "--json").stdout)
    if shown.get("content_sha256") != amended["content_sha256"]:
        tally.wrong("clocks", "the amendment does not count")
    old = time.time() + 86400
    for each in home.reviews():
        os.utime(each, (old, old))
    told = json.loads(home.ok("list", "reviews", "--json").stdout)
    if not told:
        tally.wrong("clocks", "files of tomorrow are not listed")
    return None


def main():
    count, files, seed, with_control = arguments(1000, 1000, 1, 1)
    binary, tally = program(), Tally()
    figures = {}
    with scratch() as folder:
        windows(binary, folder / "windows", 20, tally)
        print("V5 windows", flush=True)
        figures["rounds"] = 20
        if needs("strace"):
            left_out("V5", "races and locks", "strace is not there")
            figures["races"] = "left-out"
        else:
            figures["races"], figures["overwritten"] = count, races(binary, folder / "races", count, tally)
            print("V5 races", flush=True)
            locks(binary, folder / "locks", tally)
            print("V5 locks", flush=True)
        newer(binary, folder / "newer", tally)
        figures["members"] = f"{members(binary, folder / 'members', files, seed, tally)}/{files}"
        modes(binary, folder / "modes", tally)
        clocks(binary, folder / "clocks", tally)
        print("V5 newer, members, modes, clocks", flush=True)
        passed = tally.all() == 0
        if with_control:
            double = windows(sabotaged("no-lock"), folder / "no-lock", 6, None)
            figures["control_no_lock"] = f"{double}/6"
            passed &= double > 0
            if not needs("strace"):
                lost = races(sabotaged("look-then-rename"), folder / "look", 20, None)
                figures["control_look_then_rename"] = f"{lost}/20"
                passed &= lost > 0
        else:
            left_out("V5", "the controls", "CONTROL=0")
    verdict("V5", passed, **figures, bad=tally.all(), **{f"bad_{part}": n for part, n in tally.bad.items()})


if __name__ == "__main__":
    main()
