#!/usr/bin/env python3
"""attotal.py - reads a report of one function and fails where its total is below half of the sampled time, or above it."""
import re
import sys

Text = sys.stdin.read()
Function = float(re.search(r"^Time: total ([\d.]+) s", Text, re.M)[1])
Sampled = float(re.search(r"^Sampled time: ([\d.]+) s", Text, re.M)[1])
if not 0.5 * Sampled < Function <= Sampled + 0.001:
    sys.exit(f"expected a total of up to {Sampled} s, found {Function} s")
