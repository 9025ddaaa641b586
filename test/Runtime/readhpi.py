"""readhpi.py - prints what report files hold, for the tests of the runtime.

Owns: an independent reading of include/hpinstr/Format.h. Must not: share code with the reader.

  readhpi.py DIR [KEY...]   keys: files sums (default) blocks threads size objects modules exit parent argv
"""
import glob
import os
import struct
import sys

HEADER = struct.Struct("<8sIIIIQQIIQQQIiQQQQQIIQQII96x")
HEADER_FIELDS = ("magic version minreader headersize endian features committed pid ppid start mono end endkind "
                 "status user sys rss image parent lock nextobject filesize mapaddr writable reserved").split()


def chunks(data, committed):
    place = 4096
    while place < committed:
        kind, flags, size = struct.unpack_from("<IIQ", data, place)
        assert kind >= 1 and flags == 0, f"chunk of kind {kind} at {place}"
        assert size >= 16 and size % 8 == 0 and place + size <= committed, f"chunk of size {size} at {place}"
        yield kind, place, size
        place += size
    assert place == committed


def items(data, place, end):
    while place < end:
        tag, size = struct.unpack_from("<II", data, place)
        yield tag, data[place + 8:place + 8 + size]
        place += 8 + (size + 7) // 8 * 8


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    report = dict(zip(HEADER_FIELDS, HEADER.unpack_from(data)), path=path, objects={}, modules=[], blocks=[])
    assert report["magic"] == b"HPINSTR1" and report["endian"] == 0x01020304 and report["committed"] <= len(data)
    for kind, place, size in chunks(data, report["committed"]):
        if kind == 1:
            report["items"] = dict(items(data, place + 16, place + size))
        elif kind == 2:
            number, state, modules, counters, _, _, length = struct.unpack_from("<IIQQQQQ", data, place + 16)
            name = data[place + 64:place + 64 + length].decode()
            report["objects"][number] = dict(state=state, modules=modules, sums=[0] * counters, name=name)
        elif kind == 3:
            number, abi, digest, first, count, length, _ = struct.unpack_from("<IIQQQQQ", data, place + 16)
            report["modules"].append((number, digest, first, count, data[place + 64:place + 64 + length]))
        elif kind == 4:
            number, owner, count = struct.unpack_from("<IIQ", data, place + 16)
            assert place % 4096 == 0
            values = struct.unpack_from(f"<{count}Q", data, place + 64)
            report["blocks"].append((number, owner, place, size))
            sums = report["objects"][number]["sums"]
            report["objects"][number]["sums"] = [a + b for a, b in zip(sums, values)]
    return report


def show(report, key):
    objects = report["objects"].values()
    if key == "sums":
        return " ".join(f"{os.path.basename(o['name'])}:{','.join(map(str, o['sums']))}" for o in objects)
    if key == "blocks":
        return len(report["blocks"])
    if key == "objects":
        return " ".join(f"{os.path.basename(o['name'])}:{o['state']}:{o['modules']}" for o in objects)
    if key == "modules":
        return " ".join(f"{m[0]}:{m[1]}:{m[2]}:{m[3]}:{m[4].decode()}" for m in report["modules"])
    if key == "exit":
        return report["status"] if report["endkind"] == 1 else "unknown"
    if key == "ended":
        return int(report["end"] >= report["mono"] > 0)
    if key == "argv":
        return report["items"][1].rstrip(b"\0").replace(b"\0", b" ").decode()
    if key == "size":
        return report["committed"]
    if key == "forked":
        return int(report["parent"] != 0)
    raise SystemExit(f"readhpi.py: unknown key {key}")


def main():
    paths = glob.glob(os.path.join(sys.argv[1], "*.hpi"))
    reports = sorted((read(path) for path in paths), key=lambda report: (report["mono"], report["pid"]))
    images = {report["image"] for report in reports}
    assert len(images) == len(reports)
    assert all(report["parent"] in images | {0} for report in reports)
    print("files", len(reports))
    for report in reports:
        print(*(f"{key}={show(report, key)}" for key in sys.argv[2:] or ["sums"]))


main()
