"""addheap.py REPORT LOG - adds to a report the allocations that the log of fakeheap.c tells of, as the runtime would.

At every event there is a point of time, a millisecond after the one before it, with a resident set of 1 MiB and what
is live.
"""
import struct
import sys

from heapchunks import LIFETIMES, heap_chunks
from mkhpi import chunk, page_gap

FIRST, GENERATION = 1 << 20, 77


class Books:
    def __init__(self):
        self.entries, self.contexts, self.maps, self.points, self.blocks = {}, {}, [], [], {}
        self.sums = dict.fromkeys(("allocs", "bytes", "frees", "freed", "peak", "peak_blocks", "peak_ns", "foreign"), 0)
        self.taken = {}  # allocations by thread

    def entry(self, thread, stack):
        context = self.contexts.setdefault(tuple(stack), FIRST + len(self.contexts))
        return self.entries.setdefault((context, thread), {
            "context": context, "thread": thread, "allocs": [0, 0], "frees": [0, 0], "dead": [0, 0], "temporary": 0,
            "saved": [1, 0, 0], "lifetimes": {}})

    def take(self, block, thread, size, stack):
        e = self.entry(thread, stack)
        self.taken[thread] = self.taken.get(thread, 0) + 1
        self.blocks[block] = (e, size, thread, self.taken[thread])
        add(e["allocs"], size)
        self.sums["allocs"] += 1
        self.sums["bytes"] += size

    def give(self, block, thread, stack):
        if block not in self.blocks:
            self.sums["foreign"] += 1
            return
        giver, size, owner, born = self.blocks.pop(block)
        add(self.entry(thread, stack)["frees"], size)
        add(giver["dead"], size)
        age = self.taken[owner] - born
        giver["temporary"] += age == 0
        bin = min((age.bit_length() + 1) // 2, LIFETIMES - 1)
        giver["lifetimes"][bin] = giver["lifetimes"].get(bin, 0) + 1
        self.sums["frees"] += 1
        self.sums["freed"] += size

    def after(self, ns):
        live = self.sums["bytes"] - self.sums["freed"]
        self.points.append([ns, live, (1 << 20) + live])
        if live <= self.sums["peak"]:
            return
        self.sums.update(peak=live, peak_blocks=self.sums["allocs"] - self.sums["frees"], peak_ns=ns)
        for e in self.entries.values():
            e["saved"] = [1, e["allocs"][0] - e["dead"][0], e["allocs"][1] - e["dead"][1]]


def add(pair, size):
    pair[0] += 1
    pair[1] += size


def read(log, ns):
    books = Books()
    for line in open(log):
        what, *words = line.split()
        if what == "map":
            books.maps.append(dict(zip(("start", "end", "offset"), map(int, words)), path=words[3]))
            continue
        block, thread, size, *stack = map(int, words)
        ns += 1000000
        books.take(block, thread, size, stack) if what == "take" else books.give(block, thread, stack)
        books.after(ns)
    return books


def main(report, log):
    data = open(report, "rb").read()
    committed, = struct.unpack_from("<Q", data, 32)
    books = read(log, struct.unpack_from("<Q", data, 56)[0])
    out = data[:committed]
    heap = {"epoch": 1, "sums": books.sums, "points": books.points, "maps": books.maps, "generation": GENERATION,
            "contexts": list(map(list, books.contexts)), "first": FIRST, "entries": list(books.entries.values())}
    for kind, body in heap_chunks(heap):
        out += page_gap(len(out))
        out += chunk(kind, body)
    with open(report, "wb") as f:
        f.write(out[:32] + struct.pack("<Q", len(out)) + out[40:])


main(*sys.argv[1:])
