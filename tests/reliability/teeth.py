"""V14: the tests have teeth. Each protection is taken out of a copy of the sources, and a named test must fail.

`sabotages.json` is the table: name, why, file, the exact old text (which must occur once), the new text, and the
arguments of `cargo test` that must fail. `tests/architecture.rs` holds the old texts against the sources, so that the table
cannot fall behind them. The copy lies in the target folder and is kept, with what was built, for the next run.

Run: python3 tests/reliability/teeth.py [NAME…]       all, or these; the last line is the verdict
     python3 tests/reliability/teeth.py build NAME    builds the program with one sabotage and prints its path
     python3 tests/reliability/teeth.py list

Needs cargo, and an hour for all of them on two cores. Nothing is downloaded that was not already.
"""

import fcntl
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve() / "teeth"
TREE, TARGET, BUILT = HERE / "tree", HERE / "target", HERE / "bin"
# The program itself changes each time: it is built quickly, and what it is made of as for every other test.
QUICK = ["--config", "profile.test.package.appraise.opt-level=0"]
COPIED = ["Cargo.toml", "Cargo.lock", "README.md", "clippy.toml", "src", "tests", "benches", "checklists"]


def table():
    """The sabotages by name."""
    rows = json.loads((ROOT / "tests" / "reliability" / "sabotages.json").read_text())
    return {row["name"]: row for row in rows}


def refresh():
    """Brings the copy up to date. What is equal keeps its time, so that it is not built again."""
    wanted = {}
    for name in COPIED:
        top = ROOT / name
        paths = [top] if top.is_file() else [path for path in top.rglob("*") if path.is_file()]
        wanted.update({path.relative_to(ROOT): path for path in paths if "__pycache__" not in path.parts})
    for path in [path for path in TREE.rglob("*") if path.is_file()]:
        if path.relative_to(TREE) not in wanted:
            path.unlink()
    for relative, source in wanted.items():
        put(TREE / relative, source.read_bytes())


def put(path, content):
    """Writes a file where it differs."""
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def sabotage(row):
    """Takes one protection out of the copy; the text before is given back."""
    path = TREE / row["file"]
    text = path.read_text()
    if text.count(row["old"]) != 1:
        sys.exit(f"{row['name']}: its old text occurs {text.count(row['old'])} times in {row['file']}")
    path.write_text(text.replace(row["old"], row["new"]))
    return path, text


def cargo(*words):
    """Runs cargo on the copy."""
    environment = {**os.environ, "CARGO_TARGET_DIR": str(TARGET), "RUST_BACKTRACE": "0"}
    environment.pop("APPRAISE_BIN", None)
    return subprocess.run(["cargo", words[0], *QUICK, *words[1:]], cwd=TREE, env=environment, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def run_test(row):
    """Whether it builds, whether the tests pass, and which do not."""
    which, words = cut(row["test"])
    built = cargo("test", "--locked", "--quiet", "--no-run", *which)
    if built.returncode != 0:
        return False, False, built.stdout[-2000:]
    said = cargo("test", "--locked", *which, *words)
    failed = re.findall(r"^test (\S+).*FAILED$", said.stdout, re.M)
    ran = sum(int(number) for number in re.findall(r"^running (\d+) tests?$", said.stdout, re.M))
    return ran > 0, said.returncode == 0, ", ".join(failed) or f"{ran} tests ran"


def cut(words):
    """The test binary, and the names of tests in it."""
    return (words[:2], words[2:]) if words[0] == "--test" else (words[:1], words[1:])


def sound(rows):
    """Without a sabotage the named tests pass; else their failing would mean nothing."""
    for words in sorted({tuple(row["test"]) for row in rows}):
        runs, passes, told = run_test({"test": list(words)})
        if not (runs and passes):
            print(f"V14 {' '.join(words)}: without a sabotage: {told}", flush=True)
            return False
    return True


def bite(rows):
    """Every sabotage in turn."""
    caught = missed = broken = 0
    for row in rows:
        begun = time.monotonic()
        path, text = sabotage(row)
        try:
            runs, passes, told = run_test(row)
        finally:
            path.write_text(text)
        word = "BROKEN" if not runs else "MISSED" if passes else "caught"
        caught, missed, broken = caught + (word == "caught"), missed + (word == "MISSED"), broken + (word == "BROKEN")
        print(f"V14 {row['name']}: {word}: {told} ({time.monotonic() - begun:.0f} s)", flush=True)
    return caught, missed, broken


def place(row):
    """Where a program with one sabotage is kept: its name carries the hash of all its sources."""
    seen = hashlib.sha256(row["new"].encode())
    for path in sorted((ROOT / "src").rglob("*")) + [ROOT / "Cargo.lock", ROOT / "Cargo.toml"]:
        if path.is_file():
            seen.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return BUILT / f"{row['name']}-{seen.hexdigest()[:12]}"


def build(row, target):
    """The program with one sabotage."""
    path, text = sabotage(row)
    try:
        # With a small test, so that everything is as it was built for the other tests.
        said = cargo("test", "--locked", "--quiet", "--no-run", "--test", "architecture")
        if said.returncode != 0:
            sys.exit(said.stdout)
        BUILT.mkdir(parents=True, exist_ok=True)
        shutil.copy2(TARGET / "debug" / "appraise", target)
    finally:
        path.write_text(text)


def main():
    words = sys.argv[1:]
    if words == ["list"]:
        return print("\n".join(f"{row['name']}: {row['why']}" for row in table().values()))
    HERE.mkdir(parents=True, exist_ok=True)
    built = place(table()[words[1]]) if words[:1] == ["build"] else None
    if built and built.exists():
        return print(built)
    with open(HERE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refresh()
        if built:
            build(table()[words[1]], built)
            return print(built)
        rows = [row for row in table().values() if not words or row["name"] in words]
        is_sound = sound(rows)
        caught, missed, broken = bite(rows)
    passed = is_sound and missed == 0 and broken == 0 and caught == len(rows) > 0
    told = f"sabotages={len(rows)} caught={caught} missed={missed} broken={broken}"
    print(f"V14 {told} sound={'yes' if is_sound else 'no'} {'PASS' if passed else 'FAIL'}")
    return sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
