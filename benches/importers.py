#!/usr/bin/env python3
"""Importing long files with appraise and reading them with other programs, medians of some runs in turn.

    APPRAISE_BENCH_FOLDER=FOLDER cargo bench --bench import     makes the files
    python3 benches/importers.py FOLDER [RUNS]

Needs the release binary, python-docx and openpyxl (pip install) and pdftotext (poppler). The others only read the words;
appraise makes records of them and keeps each in a file of its own: in memory, where there is such a folder, since waiting for
the disk is most of the time otherwise.
"""

import csv
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

import docx
import openpyxl

FOLDER = pathlib.Path(sys.argv[1])
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
MEMORY = pathlib.Path("/dev/shm")
PLACE = MEMORY if MEMORY.is_dir() else FOLDER
PROGRAM = pathlib.Path(__file__).parent.parent / "target/release/appraise"


def appraise(name):
    def work():
        workspace = tempfile.mkdtemp(dir=PLACE)
        command = [PROGRAM, "add", FOLDER / name, "--workspace", workspace, *(["--select", "all"] if "iati" in name else [])]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return workspace

    return work


def bare(name):
    return lambda: (FOLDER / name).read_bytes() and None


def python_docx():
    document = docx.Document(FOLDER / "plan.docx")
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def pdftotext():
    subprocess.run(["pdftotext", FOLDER / "plan.pdf", "-"], check=True, stdout=subprocess.DEVNULL)


def python_csv():
    with open(FOLDER / "list.csv", newline="", encoding="utf-8") as file:
        sum(1 for _ in csv.reader(file))


def python_openpyxl():
    book = openpyxl.load_workbook(FOLDER / "list.xlsx", read_only=True)
    sum(1 for _ in book.active.iter_rows(values_only=True))


def elementtree():
    xml.etree.ElementTree.parse(FOLDER / "iati.xml")


CASES = {
    "plan.docx": python_docx,
    "plan.pdf": pdftotext,
    "list.csv": python_csv,
    "list.xlsx": python_openpyxl,
    "iati.xml": elementtree,
}


def timed(work):
    begun = time.perf_counter()
    left = work()
    took = time.perf_counter() - begun
    if left:
        shutil.rmtree(left)
    return took


print(f"{'file':10} {'bare read':>10} {'appraise add':>13} {'other':>9}  ratio  medians of {RUNS}, seconds")
for name, other in CASES.items():
    works = [bare(name), appraise(name), other]
    times = [[] for _ in works]
    for _ in range(RUNS):
        for work, taken in zip(works, times):
            taken.append(timed(work))
    read, ours, theirs = (statistics.median(taken) for taken in times)
    print(f"{name:10} {read:10.4f} {ours:13.2f} {theirs:9.2f} {ours / theirs:6.2f}x  {other.__name__}")
