"""near.py TRUTH JSON SHARE - counts lines whose shortest visit is further than SHARE from the truth."""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as File:
    Truth = {int(Line): float(Ns) for Line, Ns in map(str.split, File)}
with open(sys.argv[2], encoding="utf-8") as File:
    Lines = {L["line"]: L["exact"] for F in json.load(File)["files"] for L in F["lines"] if "exact" in L}
Apart = {L: (Ns, Lines[L]["min_ns"]) for L, Ns in Truth.items() if abs(Lines[L]["min_ns"] / Ns - 1) > float(sys.argv[3])}
print(len(Truth), "lines")
print(len(Apart), "apart", *(f"line {L}: expected {Want} ns, found {Got}" for L, (Want, Got) in Apart.items()))
