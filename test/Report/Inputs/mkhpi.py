#!/usr/bin/env python3
"""mkhpi.py - makes report files for the tests from a JSON description.

    mkhpi.py DESCRIPTION.json -o OUT.hpi [--set PATH=VALUE...] [--truncate BYTES] [--poke OFFSET=HEX]

An implementation of docs/report-format.md of its own: shares nothing with the reader. In a description

    {"pid": 7, "argv": ["./a"], "end": 0, "header": {field: number}, "notes": [text], "runs": [...],
     "objects": [{"path": "/a", "modules": [MODULE...], "blocks": [[counter...]...]}],
     "heap": {...} (see heapchunks.py)}
    MODULE = {"hash": 1, "counters": 4, "zlib": true, "producer": "", "options": "", "main": "", "dir": "",
              "files": [{"path": "", "source": PATH beside this file, to hash}], "functions": [...], "sites": [...], "branches": [...],
              "skipped": [...], "timed": [{"function", "line", "first", "maxima"}...], "tables_flags": 0, "maxima": 0}

all fields have defaults. A site is {"line", "terms": [0, -1]} with function, kind, flags (1), file, column; a term
-N stands for "minus counter N - 1", N counts from 0. "set" changes a value of the description by its path, such as
objects.0.blocks.0.0=5, or appends to a list.
"""
import argparse
import hashlib
import json
import os
import struct
import zlib

from heapchunks import heap_chunks

PAGE = 4096
PROCESS, OBJECT, MODULE, COUNTERS, PAD, NOTE, RUN = range(1, 8)
HEADER = [("magic", "8s", b"HPINSTR1"), ("version", "I", 1), ("min_reader", "I", 1), ("header_size", "I", PAGE),
          ("endian", "I", 0x01020304), ("features", "Q", 0), ("committed", "Q", 0), ("pid", "I", 1), ("ppid", "I", 0),
          ("start_realtime", "Q", 10**18), ("start", "Q", 1000), ("end", "Q", 0), ("end_kind", "I", 0),
          ("exit_status", "i", 0), ("user", "Q", 0), ("sys", "Q", 0), ("max_rss", "Q", 0), ("image", "Q", 0),
          ("parent_image", "Q", 0), ("lock", "I", 0), ("next_object", "I", 0), ("file_size", "Q", 0),
          ("map_addr", "Q", 0), ("writable", "I", 1), ("reserved0", "I", 0),
          ("minor_faults", "Q", 0), ("major_faults", "Q", 0), ("voluntary", "Q", 0), ("involuntary", "Q", 0),
          ("start_load", "I", 0), ("end_load", "I", 0)] + [(f"r{I}", "Q", 0) for I in range(8)]


def u(n):
    out = b""
    while True:
        n, low = n >> 7, n & 127
        out += bytes([low | (128 if n else 0)])
        if not n:
            return out


def s(n):
    out = b""
    while True:
        low, n = n & 127, n >> 7
        done = (n == 0 and not low & 64) or (n == -1 and low & 64)
        out += bytes([low | (0 if done else 128)])
        if done:
            return out


def text(t):
    b = t.encode()
    return u(len(b)) + b


def many(items, one):
    return u(len(items)) + b"".join(map(one, items))


def pad(b, to=8):
    return b + bytes(-len(b) % to)


def file_entry(f):
    if "source" not in f:
        return text(f["path"]) + u(0)
    with open(os.path.join(os.path.dirname(__file__), f["source"]), "rb") as source:
        return text(f["path"]) + u(1) + hashlib.sha256(source.read()).digest()


def tables(m):
    line = [0]

    def function(f):
        return (text(f.get("linkage", "")) + text(f.get("name", "")) + u(f.get("file", 0)) + u(f["line"]) +
                u(f.get("column", 1)) + u(f.get("end", f["line"])) + u(f.get("flags", 0)) + u(f.get("entry", 0)))

    def site(x):
        step, line[0] = x["line"] - line[0], x["line"]
        return (u(x.get("function", 1)) + u(x.get("kind", 0)) + u(x.get("flags", 1)) + u(x.get("file", 0)) + s(step) +
                u(x.get("column", 1)) + many(x.get("terms", []), lambda t: u(2 * t if t >= 0 else 2 * (-t - 1) + 1)))

    def branch(b):
        return u(b.get("file", 0)) + u(b["line"]) + u(b.get("column", 1)) + u(b["total"]) + u(b["true"])

    def skipped(k):
        return text(k["linkage"]) + u(k.get("file", 0)) + u(k["line"]) + u(k["reason"])

    def timed(t):
        return u(t.get("function", 0)) + u(t.get("file", 0)) + u(t["line"]) + u(t["first"]) + u(t["maxima"])

    raw = b"".join(text(m.get(k, "")) for k in ("producer", "options", "main", "dir"))
    raw += many(m.get("files", []), file_entry) + many(m.get("functions", []), function)
    raw += many(m.get("sites", []), site) + many(m.get("branches", []), branch) + many(m.get("skipped", []), skipped)
    raw += many(m["timed"], timed) if "timed" in m else b""
    packed = zlib.compress(raw) if m.get("zlib", True) else raw
    head = struct.pack("<4sHHQ", b"HPIT", m.get("tables_version", 1), int(m.get("zlib", True)) | m.get("tables_flags", 0),
                       m.get("raw_size", len(raw)))
    return head + packed


def chunk(kind, body):
    body = pad(body)
    return struct.pack("<IIQ", kind, 0, 16 + len(body)) + body


def process_items(d):
    out = b""
    strings = {2: "exe", 3: "cwd", 4: "hpinstr_options", 5: "runtime", 6: "machine", 7: "cpu", 8: "cpus",
               9: "governor", 10: "turbo"}
    if "argv" in d:
        body = b"".join(a.encode() + b"\0" for a in d["argv"])
        out += struct.pack("<II", 1, len(body)) + pad(body)
    for tag, key in strings.items():
        if key in d:
            out += struct.pack("<II", tag, len(d[key].encode())) + pad(d[key].encode())
    return out


def header(d, **more):
    values = {k: d[k] for k in ("pid", "ppid", "image") if k in d}
    if "end" in d:
        values.update(end_kind=1, exit_status=d["end"], end=5000, user=300, sys=200, max_rss=4096)
    values.update(more)
    values.update(d.get("header", {}))
    values = {k: v.encode() if isinstance(v, str) else v for k, v in values.items()}
    return struct.pack("<" + "".join(f for _, f, _ in HEADER), *[values.get(n, v) for n, _, v in HEADER])


def page_gap(at):
    gap = -at % PAGE
    gap += PAGE if 0 < gap < 16 else 0
    return chunk(PAD, bytes(gap - 16)) if gap else b""


def counters(object_id, block, at):
    out = page_gap(at)
    body = struct.pack("<IIQQ24x", object_id, 0, len(block), 0) + struct.pack(f"<{len(block)}Q", *block)
    return out + chunk(COUNTERS, body)


def report(d):
    out = chunk(PROCESS, process_items(d))
    for run in d.get("runs", []):
        out += chunk(RUN, header(run) + process_items(run))
    for note in d.get("notes", []):
        out += chunk(NOTE, note.encode())
    for i, o in enumerate(d.get("objects", [])):
        total = sum(m["counters"] for m in o["modules"])
        path = o.get("path", "").encode()
        out += chunk(OBJECT, struct.pack("<IIQQQQQ", i, 0, len(o["modules"]), total, 0, 0, len(path)) + path)
        first = 0
        for m in o["modules"]:
            blob = tables(m)
            out += chunk(MODULE, struct.pack("<IIQQQQQ", i, 1, m["hash"], first, m["counters"], len(blob), m.get("maxima", 0)) + blob)
            first += m["counters"]
        for block in o.get("blocks", []):
            out += counters(i, block, PAGE + len(out))
    for kind, body in heap_chunks(d.get("heap", {})):
        out += page_gap(PAGE + len(out)) + chunk(kind, body)
    size = PAGE + len(out)
    return header(d, committed=size, file_size=size).ljust(PAGE, b"\0") + out


def assign(d, path, value):
    *keys, last = [int(k) if k.isdigit() else k for k in path.split(".")]
    for key in keys:
        d = d.setdefault(key, {}) if isinstance(d, dict) else d[key]
    if isinstance(d, list) and last == len(d):
        d.append(value)
    else:
        d[last] = value


def main():
    p = argparse.ArgumentParser()
    p.add_argument("description")
    p.add_argument("-o", dest="out", required=True)
    p.add_argument("--set", action="append", default=[], metavar="PATH=VALUE")
    p.add_argument("--truncate", type=int)
    p.add_argument("--poke", action="append", default=[], metavar="OFFSET=HEX")
    a = p.parse_args()
    with open(a.description) as f:
        d = json.load(f)
    for item in a.set:
        path, value = item.split("=", 1)
        assign(d, path, json.loads(value))
    data = bytearray(report(d))
    for item in a.poke:
        at, value = item.split("=")
        data[int(at, 0):int(at, 0) + len(value) // 2] = bytes.fromhex(value)
    with open(a.out, "wb") as f:
        f.write(data[:a.truncate])


if __name__ == "__main__":
    main()
