#!/usr/bin/env python3
"""Counting one workspace with appraise and with general engines over the same review files, medians of some runs in turn.

    python3 benches/engines.py WORKSPACE [RUNS]

Needs the release binary, DuckDB for Python (pip install duckdb) and jq. Each engine counts the documents of a year by kind
and the ratings of every criterion; appraise counts everything that `summary --format json` has. None of them has an index.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import duckdb

WORKSPACE = pathlib.Path(sys.argv[1])
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
PROGRAM = pathlib.Path(__file__).parent.parent / "target/release/appraise"
FILES = f"{WORKSPACE}/reviews/*/*.json"

COLUMNS = {
    "id": "VARCHAR",
    "revision": "INTEGER",
    "content_sha256": "VARCHAR",
    "parent": "VARCHAR",
    "round": "INTEGER",
    "record": "STRUCT(id VARCHAR, kind VARCHAR, countries VARCHAR[])",
    "dates": "STRUCT(signed_off VARCHAR)",
    "outcome": "STRUCT(code VARCHAR)",
    "answers": "MAP(VARCHAR, STRUCT(rating VARCHAR, harm BOOLEAN))",
}

JQ = """
reduce inputs as $r ({}; .kinds[$r.record.kind] += 1
  | reduce ($r.answers | to_entries[]) as $a (.; .criteria[$a.key][$a.value.rating // "open"] += 1))
"""


def appraise():
    command = [PROGRAM, "summary", "--workspace", WORKSPACE, "--format", "json", "--no-index"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def read_json():
    engine = duckdb.connect()
    engine.execute("SET threads = 2")
    engine.execute(f"CREATE TABLE r AS SELECT * FROM read_json('{FILES}', columns = {json.dumps(COLUMNS)}, format = 'auto')")
    engine.execute("SELECT record.kind, count(DISTINCT record.id) FROM r GROUP BY ALL").fetchall()
    engine.execute(
        "SELECT e.key, e.value.rating, count(*) FROM (SELECT unnest(map_entries(answers)) AS e FROM r) GROUP BY ALL"
    ).fetchall()


def jq():
    found = subprocess.Popen(["find", WORKSPACE / "reviews", "-name", "*.json", "-exec", "cat", "{}", "+"], stdout=subprocess.PIPE)
    subprocess.run(["jq", "-n", JQ], check=True, stdin=found.stdout, stdout=subprocess.DEVNULL)


def timed(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


times = {work.__name__: [] for work in (appraise, read_json, jq)}
for _ in range(RUNS):
    for work in (appraise, read_json, jq):
        times[work.__name__].append(timed(work))
base = statistics.median(times["appraise"])
files = sum(len(names) for _, _, names in os.walk(WORKSPACE / "reviews"))
print(f"{files} review files, medians of {RUNS}")
for name, values in times.items():
    print(f"{name:10} {statistics.median(values):8.2f} s {statistics.median(values) / base:7.1f}x")
