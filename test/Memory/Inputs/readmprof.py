"""readmprof.py FILE NAME... - reads FILE as `mprof plot` does: its functions are those named, CHILD standing for the child's
number. Without memory_profiler's reader nothing is checked but that the lines are there.
"""
import sys

File, *Wanted = sys.argv[1:]
try:
    sys.path.insert(0, "/usr/lib/python3/dist-packages")
    import mprof
    Known = mprof.read_mprofile_file(File)
    Children, Functions = Known["children"], Known["func_timestamp"]
    assert len(Known["mem_usage"]) and len(Children) == 1, Known
    Child, = Children
except ImportError:
    Words = [Line.split(" ") for Line in open(File)]
    Functions = {W[1] for W in Words if W[0] == "FUNC"}
    Child, = {W[1] for W in Words if W[0] == "CHLD"}
assert set(Functions) == {Name.replace("CHILD", Child) for Name in Wanted}, (Functions, Child)
