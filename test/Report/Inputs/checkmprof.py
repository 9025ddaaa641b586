"""checkmprof.py FILE NUM CHILDNUM - checks that FILE is what mprof's reader accepts: words by blanks, times that rise."""
import sys

Series = {}
Lines = open(sys.argv[1]).read().splitlines()
for Line in Lines:
    Field, Value = Line.split(" ", 1)
    if Field in ("MEM", "CHLD"):
        *Key, Mem, Time = Value.split(" ")
        Points = Series.setdefault(tuple(Key), [])
        assert float(Mem) >= 0 and (not Points or Points[-1] < float(Time)), Line
        Points.append(float(Time))
Main = Series.pop(())
assert len(Main) == int(sys.argv[2]) and Main[0] > 1e9, Main
assert [len(P) for P in Series.values()] == [int(sys.argv[3])], Series
