#!/usr/bin/env python3
"""poke.py - copies a file and inverts the bits of some of its bytes.

usage: poke.py FROM TO OFFSET BYTES
"""
import sys

with open(sys.argv[1], "rb") as File:
    Data = bytearray(File.read())
for Place in range(int(sys.argv[3]), int(sys.argv[3]) + int(sys.argv[4])):
    Data[Place] ^= 0xFF
with open(sys.argv[2], "wb") as File:
    File.write(Data)
