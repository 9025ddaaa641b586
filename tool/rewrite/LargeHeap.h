//===- LargeHeap.h - a heap for large arrays that come and go ---*- C++ -*-===//
//
// Owns: how the allocator asks the kernel for memory.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_REWRITE_LARGEHEAP_H
#define HPINSTR_REWRITE_LARGEHEAP_H

#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace hpi {

/// Has the process keep memory that was freed, and get new memory in large steps, the first of them in large pages
/// where the kernel has any: a page is cleared when it is first used, and again when it was given back. To be called
/// before the first large allocation, with one thread.
inline void prepareLargeHeap() {
  constexpr uintptr_t Step = 1 << 28, LargePage = 1 << 21;
  mallopt(M_MMAP_THRESHOLD, 1 << 25);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, Step);
  void *volatile Block = std::malloc(1 << 20); // more than there is, so that the heap grows
  std::free(Block);
  uintptr_t End = reinterpret_cast<uintptr_t>(sbrk(0)), Start = (End - Step + LargePage - 1) & ~(LargePage - 1);
  if (End > Step)
    (void)madvise(reinterpret_cast<void *>(Start), End - Start, MADV_HUGEPAGE);
}

} // namespace hpi

#endif
