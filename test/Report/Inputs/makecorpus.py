#!/usr/bin/env python3
"""makecorpus.py DIR - writes seeds for the fuzzer of the reader: small reports of every kind of chunk, to DIR."""
import json
import os
import sys

from mkhpi import assign, report

HERE = os.path.dirname(os.path.abspath(__file__))
TIMED = {
    "objects.0.modules.0.timed": [{"line": 0, "first": 0, "maxima": 84}, {"line": 7, "first": 41, "maxima": 82}],
    "objects.0.modules.0.counters": 86, "objects.0.modules.0.maxima": 4,
}
VARIANTS = {
    "whole": {},
    "plain": {"objects.0.modules.0.zlib": False},
    "killed": {"header": {"end_kind": 0}, "notes": ["lost"]},
    "later": {"header": {"version": 9}},
    "merged": {"header": {"features": 1}, "runs": [{"pid": 1, "end": 0, "argv": ["a"]}, {"pid": 2}]},
    "counterless": {"objects.0.blocks": []},
    "timed": {**TIMED, "objects.0.modules.0.tables_flags": 2, "header": {"features": 2}},
    "timed-before": TIMED,
    "liar": {"objects.0.modules.0.counters": 1 << 40, "objects.0.blocks": []},
}
ROWS = ("line\t/t/heap.c\t2" + "\t1" * 29 + "\nfunction\t/t/heap.c\t5\t1\tmain" + "\t2" * 29 +
        "\nrun\t8\t0\t6\t600\t4\t350\t400\t4\t3000\t1\t2\t0\t1000\t300\t8192\nstack\t1\t50\t/t/heap.c\t2\t\t\t\t\n"
        "type\ta\\tb\t1\t2\t3\t4\n")
HEAPS = {
    "rows": {"heap.rows": ROWS},
    "rows-merged": {"header": {"features": 1}, "runs": [{"pid": 1, "end": 0, "image": 8}], "heap": {"rows": ROWS}},
    "epoch": {"heap.epoch": 4294967295, "heap.sums.peak_ns": 1},
    "back": {"heap.scope": 2},
}
os.makedirs(sys.argv[1], exist_ok=True)
for Name in ("loop", "templates", "scope", "heap"):
    for Variant, Changes in {**VARIANTS, **(HEAPS if Name == "heap" else {})}.items():
        with open(os.path.join(HERE, Name + ".json")) as File:
            Description = json.load(File)
        for Path, Value in Changes.items():
            assign(Description, Path, Value)
        if "timed" in Variant:
            NumCounters = sum(M["counters"] for M in Description["objects"][0]["modules"])
            Description["objects"][0]["blocks"] = [[100000 * I for I in range(NumCounters)]]
        with open(os.path.join(sys.argv[1], f"{Name}-{Variant}"), "wb") as Out:
            Out.write(report(Description))
