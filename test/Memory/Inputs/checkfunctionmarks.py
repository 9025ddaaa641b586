"""checkfunctionmarks.py JSON - checks the marks of functions in the export of marks-functions.cpp."""
import json
import sys

Run, = json.load(open(sys.argv[1], encoding="utf-8"))["runs"]
Marks = Run["heap_marks"]
Of = {}
for Mark in Marks:
    Of.setdefault(Mark["name"], []).append(Mark)
    Mark["grown"] = Mark["end_live_bytes"] - Mark["start_live_bytes"]
    assert 0 <= Mark["start_ns"] <= Mark["end_ns"] <= Run["wall_ns"], Mark
assert {Name: len(L) for Name, L in Of.items()} == {
    "parse(int)": 1, "region": 1, "grow(int)": 1014, "thrownThrough()": 1, "jumpedOver()": 1, "recur(int)": 4, "threaded()": 1,
    "parseOften(int)": 1}, {Name: len(L) for Name, L in Of.items()}
assert Run["unmarked_visits"] == 500, Run["unmarked_visits"]
Parse, Region, Grow = Of["parse(int)"][0], Of["region"][0], Of["grow(int)"][0]
assert [M["grown"] for M in (Parse, Region, Grow)] == [1 << 20, 1 << 20, 4 << 20], (Parse, Region, Grow)
Times = [Parse["start_ns"], Region["start_ns"], Grow["start_ns"], Grow["end_ns"], Region["end_ns"], Parse["end_ns"]]
assert Times == sorted(Times), Times
# What an exception or a jump has passed over ends by the next timed function.
Passed = Of["thrownThrough()"] + Of["jumpedOver()"] + [Of["recur(int)"][0]]
assert all(A["end_ns"] <= B["end_ns"] and A["start_ns"] < B["start_ns"] for A, B in zip(Passed, Passed[1:])), Passed
assert [M["grown"] for M in Of["recur(int)"]] == [40, 30, 20, 10], Of["recur(int)"]
assert Of["threaded()"][0]["grown"] == 300 and Of["threaded()"][0]["tid"] != Parse["tid"]
