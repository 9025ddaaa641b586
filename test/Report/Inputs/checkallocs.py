"""checkallocs.py JSON FILE - compares the allocations of an export with the comments `ALLOCS: FIELD=N...` of FILE's lines.

A name in front of `=` is a field of the export, with `alloc_`, `self_` and so on as there; `none` stands for a line that
has no such field. A line without a comment is not compared. A comment `RUNHEAP: FIELD=N...` is about the one process.
"""
import json
import re
import sys

Data = json.load(open(sys.argv[1]))
Lines = {L["line"]: L for F in Data["files"] if F["path"] == sys.argv[2] for L in F["lines"]}
Wrong = NumChecked = 0


def compare(Where, Found, Comment):
    global Wrong, NumChecked
    for Word in Comment.split():
        NumChecked += 1
        if Word == "none":
            Bad = [K for K in Found if "alloc" in K or "frees" in K or "live" in K]
        else:
            Key, Value = Word.split("=")
            Bad = [] if Found.get(Key) == int(Value) else [f"{Key}={Found.get(Key)}"]
        if Bad:
            Wrong += 1
            print(f"{Where}: expected {Word}, found {' '.join(Bad)}")


for Number, Text in enumerate(open(sys.argv[2]), 1):
    for Kind, Comment in re.findall(r"(ALLOCS|RUNHEAP): ((?:[a-z_]+=\d+ ?|none)+)", Text):
        compare(f"line {Number}", Lines.get(Number, {}) if Kind == "ALLOCS" else Data["runs"][0], Comment)
assert NumChecked, "no comment to compare"
sys.exit(1 if Wrong else 0)
