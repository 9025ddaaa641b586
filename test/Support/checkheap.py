"""checkheap.py [--difference | --balance] DIR... - what reports say about the heap, from their chunks.

Prints a line a process, `KEY=VALUE ...`, in the order of the files' start; with --difference, of a directory with two,
what the second has more than the first; with --balance only the numbers of blocks. Asserts what always holds: figures of entries
add up to the totals, and what is live at the peak to its size.
"""
import glob
import os
import struct
import sys

HEAP, HEAPSITES = 16, 17


def chunks(Data):
    End, Place = struct.unpack_from("<Q", Data, 32)[0], 4096
    while Place + 16 <= End:
        Kind, _, Size = struct.unpack_from("<IIQ", Data, Place)
        yield Kind, Data[Place:Place + Size]
        Place += Size


def entries(Sites):
    Num = struct.unpack_from("<I", Sites, 16)[0]
    for I in range(Num):
        Entry = list(struct.unpack_from("<36Q", Sites, 64 + 288 * I))
        if Entry[0]:
            Entry[5] = sum(Entry[11:27])  # blocks that died
            yield Entry


def read(Path):
    Data = open(Path, "rb").read()
    All = list(chunks(Data))
    Heaps = [C for K, C in All if K == HEAP]
    assert len(Heaps) <= 1, Path
    if not Heaps:
        return None
    Scope, NumPoints, _, Epoch = struct.unpack_from("<4I", Heaps[0], 16)
    Names = "Allocs AllocBytes Frees FreedBytes PeakBytes PeakBlocks PeakNs NumForeign NumNoEntry".split()
    Heap = dict(zip(Names, struct.unpack_from("<9Q", Heaps[0], 32)), Scope=Scope, NumPoints=NumPoints)
    Sites = [E for K, C in All if K == HEAPSITES for E in entries(C)]
    Sum = lambda Index: sum(E[Index] for E in Sites) % 2**64
    for Index, Name in enumerate(Names[:4], 1):
        assert Sum(Index) == Heap[Name] or Heap["NumNoEntry"], (Path, Name, Sum(Index), Heap[Name])
    assert (Sum(5), Sum(6)) == (Heap["Frees"], Heap["FreedBytes"]) or Heap["NumNoEntry"], Path
    for E in Sites:
        assert E[5] <= E[1], (Path, E)
    Peak = [E[9:11] if E[8] == Epoch else (E[1] - E[5], E[2] - E[6]) for E in Sites]
    Heap["PeakSum"] = sum(P[1] for P in Peak)
    Heap["PeakSumBlocks"] = sum(P[0] for P in Peak)
    Heap["Threads"] = len({E[0] & 0xffffffff for E in Sites})
    Heap["NoStack"] = sum(E[1] for E in Sites if not E[0] >> 32)
    Heap["LiveBlocks"] = Heap["Allocs"] - Heap["Frees"]
    Heap["LiveBytes"] = Heap["AllocBytes"] - Heap["FreedBytes"]
    return struct.unpack_from("<Q", Data, 56)[0], Heap


def main():
    Mode = sys.argv[1] if sys.argv[1].startswith("--") else None
    for Dir in sys.argv[1 + bool(Mode):]:
        Found = sorted(filter(None, (read(P) for P in glob.glob(os.path.join(Dir, "*.hpi")))), key=lambda F: F[0])
        Heaps = [Heap for _, Heap in Found]
        if Mode == "--balance":
            Heaps = [{K: Heap[K] for K in ("Allocs", "Frees", "NumForeign")} for Heap in Heaps]
        if Mode == "--difference":
            assert len(Heaps) == 2, Dir
            Heaps = [{K: Heaps[1][K] - V for K, V in Heaps[0].items()}]
        for Heap in Heaps:
            print(" ".join(f"{K}={V}" for K, V in Heap.items()))


main()
