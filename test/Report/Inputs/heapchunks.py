"""heapchunks.py - call stacks, mappings and allocations as chunks of a report, for mkhpi.py and addheap.py.

A heap is {"scope": 0, "epoch": 0, "sums": {field: number}, "points": [[ns, live, rss]...], "room": 8,
           "contexts": [[address...]...] (numbered from 1), "maps": [{"start", "end", "offset", "path", ...}],
           "generation": 1, "entries": [{"context", "thread", "allocs": [n, bytes], "frees": [n, bytes],
           "dead": [n, bytes], "temporary", "saved": [epoch, n, bytes], "lifetimes": {bin: n}}], "first": 1,
           "rows": text of a merged report}
"""
import struct

CONTEXTS, MAPS, HEAP, HEAPSITES, HEAPROWS = 8, 9, 16, 17, 18
SUMS = ["allocs", "bytes", "frees", "freed", "peak", "peak_blocks", "peak_ns", "foreign", "no_entry"]
LIFETIMES = 16


def pad8(b):
    return b + bytes(-len(b) % 8)


def power_of_2(n):
    return 1 << max(n - 1, 0).bit_length()


def heap_body(h):
    points = h.get("points", [])
    room = max(h.get("room", 8), len(points))
    sums = [h.get("sums", {}).get(name, 0) for name in SUMS]
    body = struct.pack("<4I9Q88x", h.get("scope", 0), len(points), room, h.get("epoch", 0), *sums)
    return body + b"".join(struct.pack("<3Q", *p) for p in points) + bytes(24 * (room - len(points)))


def entry(e):
    dead, temporary = e.get("dead", (0, 0)), e.get("temporary", 0)
    lifetimes = [0] * LIFETIMES
    for bin, count in e.get("lifetimes", {0: temporary, 1: dead[0] - temporary}).items():
        lifetimes[int(bin)] = count
    assert sum(lifetimes) == dead[0] and lifetimes[0] == temporary, e
    key = e.get("context", 0) << 32 | e.get("thread", 0) + 1
    numbers = [*e.get("allocs", (0, 0)), *e.get("frees", (0, 0)), 0, dead[1], 0,
               *e.get("saved", (0, 0, 0))]
    return struct.pack("<11Q", key, *numbers) + struct.pack("<16Q72x", *lifetimes)


def sites_body(entries, first=1):
    """The entries at odd places, so that free ones lie between."""
    count = power_of_2(2 * len(entries))
    slots = [bytes(288)] * count
    for i, e in enumerate(entries):
        slots[2 * i + 1 if 2 * i + 1 < count else 2 * i] = entry(e)
    return struct.pack("<II40x", count, first) + b"".join(slots)


def contexts_body(contexts, generation, first=1):
    slots, words = b"", []
    count = power_of_2(len(contexts) + 1)
    for i, addresses in enumerate(contexts):
        slots += struct.pack("<QQ", i + 1, len(words) << 32 | generation << 16 | len(addresses))
        words += addresses
    body = struct.pack("<IIQQQQ", first, count, len(words), len(words), len(contexts), 0)
    return body + slots.ljust(16 * count, b"\0") + struct.pack(f"<{len(words)}Q", *words)


def maps_body(maps, generation):
    body = struct.pack("<II", generation, len(maps))
    for m in maps:
        path, build_id = m["path"].encode(), bytes.fromhex(m.get("build_id", ""))
        body += struct.pack("<QQQQqII", m["start"], m["end"], m["offset"], m.get("bytes", 0), m.get("modified", 0),
                            len(path), len(build_id)) + build_id.ljust(24, b"\0") + pad8(path)
    return body


def heap_chunks(h):
    """Yields kind and body of each chunk."""
    generation, first = h.get("generation", 1), h.get("first", 1)
    if "maps" in h:
        yield MAPS, maps_body(h["maps"], generation)
    if "contexts" in h:
        yield CONTEXTS, contexts_body(h["contexts"], generation, first)
    if "sums" in h or "points" in h or "scope" in h:
        yield HEAP, heap_body(h)
    if "entries" in h:
        yield HEAPSITES, sites_body(h["entries"])
    if "rows" in h:
        yield HEAPROWS, h["rows"].encode()
