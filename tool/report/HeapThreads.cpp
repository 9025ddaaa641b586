//===- HeapThreads.cpp - allocations by thread ----------------------------===//
#include "Diag.h"
#include "MemoryTables.h"
#include "Terminal.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

/// \param Number that of the thread, where the row is of one process
static std::string threadText(const ThreadHeap &Thread, std::optional<uint64_t> Number) {
  bool IsOneProcess = Number.has_value();
  std::string Text = printable(Thread.Name);
  if (Text.empty())
    Text = Number ? "(thread number " + std::to_string(*Number) + ")" : "(no name)";
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
  std::vector<std::pair<ThreadHeap, uint64_t>> Rows; // with their numbers
  ThreadHeap Rest;
  for (const auto &[Image, Run] : P.Heap.Runs) {
    Rest.add(restOf(Run));
    for (const auto &[Number, Thread] : Run.Threads) {
      auto It = IsOneProcess
                    ? Rows.end()
                    : find_if(Rows, [&, &Thread = Thread](const auto &Row) { return Row.first.Name == Thread.Name; });
      It == Rows.end() ? Rows.push_back({Thread, Number}) : It->first.add(Thread);
    }
  }
  llvm::sort(Rows, [](const auto &A, const auto &B) {
    auto Key = [](const ThreadHeap &T) { return std::tuple(T.Bytes, T.Allocs, T.Frees); };
    return std::tuple(Key(B.first), A.first.Name, A.first.Tid, A.second) <
           std::tuple(Key(A.first), B.first.Name, B.first.Tid, B.second);
  });
  OS << "    allocs         bytes     frees   bytes freed      live    bytes live  thread\n";
  for (const auto &[Thread, Number] : Rows) {
    printNumbers(Thread, OS);
    OS << threadText(Thread, IsOneProcess ? std::optional(Number) : std::nullopt) << '\n';
  }
  if (Rest.Allocs || Rest.Frees) {
    printNumbers(Rest, OS);
    OS << "(the thread is not known)\n";
  }
  OS << '\n';
}
