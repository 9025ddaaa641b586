"""oneprocessor.py COMMAND... - runs COMMAND on one processor of those it may use."""
import os
import sys

os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
os.execvp(sys.argv[1], sys.argv[1:])
