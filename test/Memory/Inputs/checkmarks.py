"""checkmarks.py JSON - checks the marks of regions in the export of marks.cpp."""
import json
import sys

Run, = json.load(open(sys.argv[1], encoding="utf-8"))["runs"]
Marks = Run["heap_marks"]
assert Run["unmarked_visits"] == 77, Run["unmarked_visits"]
Names = [Mark["name"] for Mark in Marks]
Nums = {Name: Names.count(Name) for Name in Names}
assert Nums == {"outer": 1, "the inner one": 1, "threaded": 4, "thrown": 1, "many": 1016}, Nums
for Mark in Marks:
    Mark["grown"] = Mark["end_live_bytes"] - Mark["start_live_bytes"]
    assert 0 <= Mark["start_ns"] <= Mark["end_ns"] <= Run["wall_ns"], Mark
    assert Mark["start_rss_bytes"] and Mark["end_rss_bytes"], Mark
Outer, Inner = Marks[:2]
assert Outer["grown"] == 3 << 20 and Inner["grown"] == 2 << 20, Marks[:2]
assert Outer["start_ns"] < Inner["start_ns"] and Inner["end_ns"] <= Outer["end_ns"], Marks[:2]
Threaded = [Mark for Mark in Marks if Mark["name"] == "threaded"]
assert {Mark["grown"] for Mark in Threaded} == {300} and Outer["tid"] not in {Mark["tid"] for Mark in Threaded}
assert [Mark["grown"] for Mark in Marks if Mark["name"] == "many"] == [0] * 1016
