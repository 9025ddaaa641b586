#!/usr/bin/env python3
"""mkasm.py DESCRIPTION.json - prints assembly with descriptor, tables and counters of the first module described."""
import json
import sys

from mkhpi import tables

with open(sys.argv[1]) as File:
    Module = json.load(File)["objects"][0]["modules"][0]
Blob = tables(Module)
Count = Module["counters"]
print('.section __hpi_cnts,"aw",@nobits\n.p2align 3\nCounters: .zero', 8 * Count)
print('.section __hpi_tabs,"a"\n.p2align 3\nTables: .byte', ",".join(map(str, Blob)))
print(f'.section __hpi_mods,"aw"\n.p2align 3\nDesc: .long 1, 48\n.quad {Module["hash"]}, Tables - Desc, {len(Blob)}')
print(f".quad Counters - Desc, {Count}")
print('.section .note.GNU-stack,"",@progbits')
