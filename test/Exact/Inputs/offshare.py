"""offshare.py JSON STEP OFF - counts exact times of which not OFF in STEP are off the processor."""
import json
import sys

Step, Off = map(int, sys.argv[2:])
with open(sys.argv[1], encoding="utf-8") as File:
    Report = json.load(File)
Rows = [*Report["functions"], *(L for F in Report["files"] for L in F["lines"])]
Exact = [(R["line"], R["exact"]) for R in Rows if "exact" in R]
Wrong = [(Line, Kind) for Line, E in Exact for Kind in ("self_", "")
         if E[f"{Kind}off_cpu_ns"] * Step != E[f"raw_{Kind or 'total_'}ns"] * Off]
print(len(Wrong), "of", "some" if any(E["raw_total_ns"] > E["raw_self_ns"] for _, E in Exact) else "no", "nested times wrong")
for Line, Kind in Wrong:
    print(f"line {Line}: {Kind}off_cpu_ns", *(E for L, E in Exact if L == Line))
