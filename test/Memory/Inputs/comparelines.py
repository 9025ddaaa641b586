"""comparelines.py JSON EXPECTED - compares a line's allocations and frees, with callees, with lines `LINE ALLOCS FREES`."""
import json
import sys

Lines = {L["line"]: L for F in json.load(open(sys.argv[1]))["files"] for L in F["lines"]}
Wrong = 0
for Text in open(sys.argv[2]):
    Line, *Expected = map(int, Text.split())
    Found = [Lines[Line].get("allocs", 0), Lines[Line].get("frees", 0)]
    if Found != Expected:
        print(f"line {Line}: expected {Expected} allocations and frees, found {Found}")
        Wrong += 1
sys.exit(Wrong > 0)
