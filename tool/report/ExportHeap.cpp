//===- ExportHeap.cpp - allocations in the JSON export --------------------===//
//
// Owns: the fields of allocations that docs/export-schema.json publishes. Must not: read files.
//
//===----------------------------------------------------------------------===//
#include "Export.h"
#include "HeapText.h"

using namespace llvm;
using namespace hpinstr;

void hpinstr::exportAllocs(const AllocFigures &F, bool IsSinceSetpoint, json::OStream &J) {
  J.attribute("self_allocs", F.SelfAllocs);
  J.attribute("self_alloc_bytes", F.SelfBytes);
  J.attribute("allocs", F.Allocs);
  J.attribute("alloc_bytes", F.Bytes);
  J.attribute("self_frees", F.SelfFrees);
  J.attribute("frees", F.Frees);
  J.attribute("freed_bytes", F.FreedBytes);
  J.attribute("live_blocks", F.LiveBlocks);
  J.attribute("live_bytes", F.LiveBytes);
  if (!IsSinceSetpoint) {
    J.attribute("peak_blocks", F.PeakBlocks);
    J.attribute("peak_bytes", F.PeakBytes);
  }
  if (!F.SelfAllocs)
    return;
  J.attribute("temporary", F.Temporary);
  if (IsSinceSetpoint)
    return;
  J.attributeArray("lifetimes", [&] {
    for (unsigned Bin = 0; Bin != HPI_HEAP_LIFETIMES; ++Bin)
      if (F.Lifetimes[Bin])
        J.object([&] {
          J.attribute("from_allocs", Bin ? uint64_t(1) << 2 * (Bin - 1) : 0);
          J.attribute("blocks", F.Lifetimes[Bin]);
        });
  });
}

static void exportPoint(const HpiHeapPoint &Point, uint64_t StartNs, json::OStream &J) {
  J.object([&] {
    J.attribute("ns", Point.Ns - std::min(StartNs, Point.Ns));
    J.attribute("live_bytes", Point.LiveBytes);
    if (Point.RssBytes)
      J.attribute("rss_bytes", Point.RssBytes);
  });
}

static void exportThread(uint64_t Number, const ThreadHeap &Thread, json::OStream &J) {
  J.object([&] {
    J.attribute("number", Number);
    if (!Thread.Name.empty())
      J.attribute("name", utf8(Thread.Name));
    if (Thread.Tid)
      J.attribute("tid", Thread.Tid);
    if (Thread.NumThreads)
      J.attribute("threads", Thread.NumThreads);
    J.attribute("allocs", Thread.Allocs);
    J.attribute("alloc_bytes", Thread.Bytes);
    J.attribute("frees", Thread.Frees);
    J.attribute("freed_bytes", Thread.FreedBytes);
    J.attribute("live_blocks", Thread.LiveBlocks);
    J.attribute("live_bytes", Thread.LiveBytes);
  });
}

static void exportMark(const RegionMark &Mark, uint64_t StartNs, json::OStream &J) {
  J.object([&] {
    J.attribute("name", utf8(Mark.Name));
    J.attribute("tid", Mark.Tid);
    J.attribute("start_ns", Mark.StartNs - std::min(StartNs, Mark.StartNs));
    J.attribute("end_ns", Mark.EndNs - std::min(StartNs, Mark.EndNs));
    J.attribute("start_live_bytes", Mark.StartLiveBytes);
    J.attribute("end_live_bytes", Mark.EndLiveBytes);
    if (Mark.StartRssBytes && Mark.EndRssBytes) {
      J.attribute("start_rss_bytes", Mark.StartRssBytes);
      J.attribute("end_rss_bytes", Mark.EndRssBytes);
    }
  });
}

static void exportSums(const RunHeap &Run, json::OStream &J) {
  J.attribute("heap_allocs", Run.Allocs);
  J.attribute("heap_alloc_bytes", Run.AllocBytes);
  J.attribute("heap_frees", Run.Frees);
  J.attribute("heap_freed_bytes", Run.FreedBytes);
  J.attribute("heap_live_blocks", Run.liveBlocks());
  J.attribute("heap_live_bytes", Run.liveBytes());
  J.attribute("peak_heap_bytes", Run.PeakBytes);
}

void hpinstr::exportRunHeap(const RunHeap &Run, uint64_t StartNs, json::OStream &J) {
  J.attribute("heap_scope", heapScopeName(Run.Scope));
  if (Run.Scope == HPI_HEAP_STOOD_BACK)
    return;
  exportSums(Run, J);
  J.attribute("peak_heap_blocks", Run.PeakBlocks);
  if (Run.PeakNs > StartNs)
    J.attribute("peak_heap_at_ns", Run.PeakNs - StartNs);
  J.attribute("heap_setpoints", Run.NumSetpoints);
  if (Run.IsSetpointCut)
    J.attribute("heap_setpoint_cut", true);
  if (Run.SetpointNs > StartNs)
    J.attribute("heap_setpoint_at_ns", Run.SetpointNs - StartNs);
  J.attribute("heap_foreign_frees", Run.NumForeign);
  J.attribute("heap_without_stack", Run.NumNoStack + Run.NumNoEntry);
  J.attributeArray("heap_timeline", [&] {
    for (const HpiHeapPoint &Point : Run.Points)
      exportPoint(Point, StartNs, J);
  });
  J.attributeArray("heap_threads", [&] {
    for (const auto &[Number, Thread] : Run.Threads)
      exportThread(Number, Thread, J);
  });
  if (Run.Marks.empty() && !Run.NumUnmarked)
    return;
  J.attributeArray("heap_marks", [&] {
    for (const RegionMark &Mark : Run.Marks)
      exportMark(Mark, StartNs, J);
  });
  J.attribute("unmarked_visits", Run.NumUnmarked);
}

void hpinstr::exportHeapTotals(const Profile &P, json::OStream &J) {
  RunHeap Sum;
  bool IsCounted = false;
  for (const auto &[Image, Run] : P.Heap.Runs)
    if (Run.Scope != HPI_HEAP_STOOD_BACK) {
      Sum.add(Run);
      IsCounted = true;
    }
  if (IsCounted)
    exportSums(Sum, J);
}

static void exportLeaks(const Profile &P, json::OStream &J) {
  for (const auto &[Stack, Live] : P.Heap.Live)
    J.object([&, &Stack = Stack, &Live = Live] {
      J.attribute("live_blocks", Live.Blocks);
      J.attribute("live_bytes", Live.Bytes);
      J.attributeArray("stack", [&] {
        for (const SourceFrame &F : Stack)
          J.object([&] {
            if (F.Function != SourceFrame::None)
              J.attribute("name", utf8(P.Functions[F.Function].Name));
            J.attribute("file", utf8(P.Files[F.File].Path));
            J.attribute("line", F.Line);
          });
      });
    });
}

static void exportTypes(const Profile &P, json::OStream &J) {
  for (const auto &[Type, T] : P.Heap.Types)
    J.object([&, &Type = Type, &T = T] {
      if (!Type.empty())
        J.attribute(Type == OperatorNew ? "allocator" : "type", utf8(Type));
      J.attribute("allocs", T.Allocs);
      J.attribute("alloc_bytes", T.Bytes);
      J.attribute("live_blocks", T.Live.Blocks);
      J.attribute("live_bytes", T.Live.Bytes);
    });
}

void hpinstr::exportHeap(const Profile &P, json::OStream &J) {
  if (P.Heap.Runs.empty())
    return;
  J.attributeArray("leaks", [&] { exportLeaks(P, J); });
  J.attributeArray("types", [&] { exportTypes(P, J); });
}
