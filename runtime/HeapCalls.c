/* HeapCalls.c - the allocator's functions as we define them. See Heap.h.
 *
 * A block gets HPI_HEAP_TAIL bytes more than was asked for, at its end: pointers and alignments stay the allocator's, a
 * block freed past us does no harm, and one that is not ours is known by its tail. What the caller must see of a
 * failure is left to the allocator: its result, errno.
 */
#include "HeapCalls.h"
#include "HeapFast.h"

enum { HPI_PAGE = 4096, HPI_HEAP_LEAST = 9 };

/* A size that the allocator will refuse, where it would overflow with the tail. */
HPI_INLINE uint64_t withTail(uint64_t Size) {
  if (__builtin_expect(Size - HPI_HEAP_LEAST <= ~0ull - HPI_HEAP_TAIL - HPI_HEAP_LEAST, 1))
    return Size + HPI_HEAP_TAIL;
  /* glibc's smallest block has 24 bytes, and a program that asks for its size shall see these. */
  return Size < HPI_HEAP_LEAST ? HPI_HEAP_LEAST + HPI_HEAP_TAIL : Size;
}

#define HPI_FRAME ((const uint64_t *)__builtin_frame_address(0))

HPI_INLINE void *given(void *Block, uint64_t Size, const uint64_t *Frame) {
  if (Block)
    bookGiven(Block, Size, Frame);
  return Block;
}

HPI_RT __attribute__((noinline)) void *givenAgain(void *Block, uint64_t Size, const uint64_t *Frame)
    HPI_SYM("heapGivenAgain");

/* A block that malloc gave, null maybe, and that is not counted yet. \returns the block */
void *givenAgain(void *Block, uint64_t Size, const uint64_t *Frame) {
  if (Block && !fastGiven(Block, Size, Frame, 1))
    bookGiven(Block, Size, Frame);
  HPI_CHANGE(Block);
  return Block;
}

HPI_RT __attribute__((noinline)) void *takenAgain(void *Block, const uint64_t *Frame) HPI_SYM("heapTakenAgain");

/* The same of a block that is to be freed. */
void *takenAgain(void *Block, const uint64_t *Frame) {
  if (!fastTaken(Block, Frame, 1))
    bookTaken(Block, Frame);
  HPI_CHANGE(Block);
  return Block;
}

void *heapMalloc(uint64_t Size) {
  void *Block = HeapReal.Malloc(withTail(Size));
  if (__builtin_expect(!Block, 0) || __builtin_expect(!fastGiven(Block, Size, HPI_FRAME, 0), 0))
    Block = givenAgain(Block, Size, HPI_FRAME);
  HPI_BARRIER(); /* no jump: our frame is to stay */
  return Block;
}

void heapFree(void *Block) {
  if (__builtin_expect(Block != 0, 1) && __builtin_expect(!fastTaken(Block, HPI_FRAME, 0), 0))
    Block = takenAgain(Block, HPI_FRAME);
  HeapReal.Free(Block);
}

void *heapCalloc(uint64_t Num, uint64_t Size) {
  uint64_t Bytes;
  if (__builtin_mul_overflow(Num, Size, &Bytes))
    return HeapReal.Calloc(Num, Size);
  return given(HeapReal.Calloc(1, withTail(Bytes)), Bytes, HPI_FRAME);
}

HPI_INLINE void *resized(void *Block, uint64_t Size, const uint64_t *Frame) {
  if (!Block)
    return given(HeapReal.Malloc(withTail(Size)), Size, Frame);
  struct HpiBlock Old = blockOf(Block, usableOf(Block));
  if (Old.Tail)
    spoilTail(&Old);
  /* Of no bytes: frees, or gives an empty block, as the allocator likes. */
  void *New = HeapReal.Realloc(Block, Size ? withTail(Size) : 0);
  int HasTail = New && (Size || usableOf(New) >= HPI_HEAP_TAIL);
  if (New || !Size)
    bookResized(&Old, HasTail ? New : 0, Size, Frame);
  else if (Old.Tail)
    spoilTail(&Old);
  return New;
}

void *heapRealloc(void *Block, uint64_t Size) { return resized(Block, Size, HPI_FRAME); }

void *heapReallocarray(void *Block, uint64_t Num, uint64_t Size) {
  uint64_t Bytes;
  if (__builtin_mul_overflow(Num, Size, &Bytes))
    return HeapReal.Realloc(Block, ~0ull); /* fails as it should */
  return resized(Block, Bytes, HPI_FRAME);
}

void *heapAlignedAlloc(uint64_t Align, uint64_t Size) {
  return given(HeapReal.AlignedAlloc(Align, withTail(Size)), Size, HPI_FRAME);
}

int heapPosixMemalign(void **Result, uint64_t Align, uint64_t Size) {
  int Error = HeapReal.PosixMemalign(Result, Align, withTail(Size));
  if (!Error && *Result)
    bookGiven(*Result, Size, HPI_FRAME);
  return Error;
}

void *heapMemalign(uint64_t Align, uint64_t Size) {
  return given(HeapReal.Memalign(Align, withTail(Size)), Size, HPI_FRAME);
}

void *heapValloc(uint64_t Size) { return given(HeapReal.Valloc(withTail(Size)), Size, HPI_FRAME); }

/* The caller may use whole pages. */
void *heapPvalloc(uint64_t Size) {
  uint64_t Whole = Size > ~0ull - HPI_PAGE ? Size : alignUp(Size, HPI_PAGE);
  return given(HeapReal.Pvalloc(withTail(Whole)), Size, HPI_FRAME);
}

uint64_t heapUsableSize(void *Block) {
  uint64_t Usable = HeapReal.UsableSize(Block);
  return Block && blockOf(Block, Usable).Tail ? Usable - HPI_HEAP_TAIL : Usable;
}

/* What operator new made, and what operator delete is about to free; called only where HeapByHand says so. */
HPI_RT void heapMade(void *Block, uint64_t Size) HPI_SYM("heap_Made");
void heapMade(void *Block, uint64_t Size) {
  if (Block)
    bookMade(Block, Size, HPI_FRAME);
}

HPI_RT void heapUnmade(void *Block) HPI_SYM("heap_Unmade");
void heapUnmade(void *Block) {
  if (Block)
    bookUnmade(Block, HPI_FRAME);
}

#define HPI_ALL_CALLS(F)                                                                                               \
  F(Malloc, void *, (uint64_t Size), (Size))                                                                           \
  F(Calloc, void *, (uint64_t Num, uint64_t Size), (Num, Size))                                                        \
  F(Realloc, void *, (void *Block, uint64_t Size), (Block, Size))                                                      \
  F(Reallocarray, void *, (void *Block, uint64_t Num, uint64_t Size), (Block, Num, Size))                              \
  F(Free, void, (void *Block), (Block))                                                                                \
  F(AlignedAlloc, void *, (uint64_t Align, uint64_t Size), (Align, Size))                                              \
  F(PosixMemalign, int, (void **Block, uint64_t Align, uint64_t Size), (Block, Align, Size))                           \
  F(Memalign, void *, (uint64_t Align, uint64_t Size), (Align, Size))                                                  \
  F(Valloc, void *, (uint64_t Size), (Size))                                                                           \
  F(Pvalloc, void *, (uint64_t Size), (Size))                                                                          \
  F(UsableSize, uint64_t, (void *Block), (Block))
#define HPI_FIRST(...) HPI_FIRST_CALL(HeapCalls, HeapOuter, __VA_ARGS__)
HPI_ALL_CALLS(HPI_FIRST)

struct HpiHeapCalls HeapCalls = {HPI_ALL_CALLS(HPI_FIRST_OF)};
struct HpiHeapCalls HeapOuter = {HPI_ALL_CALLS(HPI_FIRST_OUTER_OF)};
