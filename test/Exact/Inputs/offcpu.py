"""offcpu.py SOURCE JSON CPUNS - compares what is off the processor with the source's comments, and the rest with CPUNS.

Of a line with WAITS nine tenths or more are off the processor; of one with COMPUTES a tenth of a millisecond or more is
not. What is not, of all lines of all threads' own time, is the threads' CPU time: that of CPUNS, within a fifth and 5 ms.
"""
import json
import sys

Source, Json, Cpu = sys.argv[1:]
with open(Json, encoding="utf-8") as File:
    Lines = {L["line"]: L["exact"] for F in json.load(File)["files"] for L in F["lines"] if "exact" in L}
NumWaits = NumWrong = 0
with open(Source, encoding="utf-8") as File:
    for Number, Text in enumerate(File, 1):
        E = Lines.get(Number, {})
        if "// WAITS" in Text:
            NumWaits += 1
            IsRight = E["off_cpu_ns"] >= 0.9 * E["raw_total_ns"] > 9e6
        else:
            IsRight = "// COMPUTES" not in Text or 1e5 < E["raw_self_ns"] - E["self_off_cpu_ns"]
        if not IsRight:
            NumWrong += 1
            print(f"line {Number}: {E}")
On = sum(E["raw_self_ns"] - E["self_off_cpu_ns"] for E in Lines.values())
print(NumWaits, "waits,", NumWrong, "wrong")
print("CPU time:", "as measured" if abs(On - int(Cpu)) < int(Cpu) / 5 + 5e6 else f"{Cpu} ns measured, {On} ns of lines")
