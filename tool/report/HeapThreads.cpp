//===- HeapThreads.cpp - allocations by thread ----------------------------===//
#include "Diag.h"
#include "MemoryTables.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

static std::string threadText(const ThreadHeap &Thread, bool IsOneProcess) {
  std::string Text = Thread.Name.empty() ? "(no name)" : printable(Thread.Name);
  if (IsOneProcess && Thread.Tid)
    Text += " (tid " + std::to_string(Thread.Tid) + ")";
  if (Thread.NumThreads > 1)
    Text += IsOneProcess ? ", the last of " + std::to_string(Thread.NumThreads)
                         : ", " + countText(Thread.NumThreads, "thread", "threads");
  return Text;
}

static void printNumbers(const ThreadHeap &T, raw_ostream &OS) {
  OS << right_justify(std::to_string(T.Allocs), 10) << right_justify(std::to_string(T.Bytes), 14)
     << right_justify(std::to_string(T.Frees), 10) << right_justify(std::to_string(T.FreedBytes), 14)
     << right_justify(std::to_string(T.LiveBlocks), 10) << right_justify(std::to_string(T.LiveBytes), 14) << "  ";
}

/// What of \p Run its threads do not have.
static ThreadHeap restOf(const RunHeap &Run) {
  ThreadHeap Sum, Rest;
  for (const auto &[Number, Thread] : Run.Threads)
    Sum.add(Thread);
  Rest.Allocs = less(Run.Allocs, Sum.Allocs);
  Rest.Bytes = less(Run.AllocBytes, Sum.Bytes);
  Rest.Frees = less(Run.Frees, Sum.Frees);
  Rest.FreedBytes = less(Run.FreedBytes, Sum.FreedBytes);
  Rest.LiveBlocks = less(Run.liveBlocks(), Sum.LiveBlocks);
  Rest.LiveBytes = less(Run.liveBytes(), Sum.LiveBytes);
  return Rest;
}

void hpinstr::printHeapThreads(const Profile &P, raw_ostream &OS) {
  bool IsOneProcess = P.Heap.Runs.size() == 1;
  std::vector<ThreadHeap> Rows;
  ThreadHeap Rest;
  for (const auto &[Image, Run] : P.Heap.Runs) {
    Rest.add(restOf(Run));
    for (const auto &[Number, Thread] : Run.Threads) {
      auto It = IsOneProcess
                    ? Rows.end()
                    : find_if(Rows, [&, &Thread = Thread](const ThreadHeap &Row) { return Row.Name == Thread.Name; });
      It == Rows.end() ? Rows.push_back(Thread) : It->add(Thread);
    }
  }
  llvm::sort(Rows, [](const ThreadHeap &A, const ThreadHeap &B) {
    auto Key = [](const ThreadHeap &T) { return std::tuple(T.Bytes, T.Allocs, T.Frees); };
    return std::tuple(Key(B), A.Name, A.Tid) < std::tuple(Key(A), B.Name, B.Tid);
  });
  OS << "    allocs         bytes     frees   bytes freed      live    bytes live  thread\n";
  for (const ThreadHeap &Row : Rows) {
    printNumbers(Row, OS);
    OS << threadText(Row, IsOneProcess) << '\n';
  }
  if (Rest.Allocs || Rest.Frees) {
    printNumbers(Rest, OS);
    OS << "(the thread is not known)\n";
  }
  OS << '\n';
}
