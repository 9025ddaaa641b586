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
  constexpr int Step = 1 << 28;
  constexpr uintptr_t LargePage = 1 << 21;
  mallopt(M_MMAP_THRESHOLD, 1 << 25);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, Step);
  void *volatile Block = std::malloc(1 << 20); // more than there is, so that the heap grows
  std::free(Block);
  char *End = static_cast<char *>(sbrk(0)), *Grown = End - Step;
  char *Start = Grown + -reinterpret_cast<uintptr_t>(Grown) % LargePage;
  (void)madvise(Start, size_t(End - Start), MADV_HUGEPAGE);
}

} // namespace hpi

#endif
