#!/usr/bin/env python3
"""makecorpus.py DIR - writes seeds for the fuzzer of the reader: small reports of every kind of chunk, to DIR."""
import json
import os
import sys

from mkhpi import assign, report

HERE = os.path.dirname(os.path.abspath(__file__))
VARIANTS = {
    "whole": {},
    "plain": {"objects.0.modules.0.zlib": False},
    "killed": {"header": {"end_kind": 0}, "notes": ["lost"]},
    "later": {"header": {"version": 9}},
    "merged": {"header": {"features": 1}, "runs": [{"pid": 1, "end": 0, "argv": ["a"]}, {"pid": 2}]},
    "counterless": {"objects.0.blocks": []},
    "liar": {"objects.0.modules.0.counters": 1 << 40, "objects.0.blocks": []},
}
os.makedirs(sys.argv[1], exist_ok=True)
for Name in ("loop", "templates", "scope"):
    for Variant, Changes in VARIANTS.items():
        with open(os.path.join(HERE, Name + ".json")) as File:
            Description = json.load(File)
        for Path, Value in Changes.items():
            assign(Description, Path, Value)
        with open(os.path.join(sys.argv[1], f"{Name}-{Variant}"), "wb") as Out:
            Out.write(report(Description))
