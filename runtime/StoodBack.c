/* StoodBack.c - a process whose allocator belongs to another tool. See StoodBack.h. */
#include "StoodBack.h"

#include "File.h"
#include "Lock.h"

void sayStoodBack(int64_t Fd) {
  struct HpiShared *Shared = State.Page->Shared;
  if (!(State.Wants & HPI_WANTS_OTHER_HEAP) || !Shared || Shared->HasStoodBack || !State.Page->Header.Writable)
    return;
  Shared->HasStoodBack = 1;
  struct HpiHeapChunk Chunk = {.Head = {HPI_CHUNK_HEAP, 0, HPI_PAGE_BYTES}, .Scope = HPI_HEAP_STOOD_BACK};
  int64_t Own = Fd < 0 ? fileReopen(State.Page) : Fd;
  if (Own < 0)
    return;
  void *Mapped = 0;
  lockAcquire(&State.Page->Header.Lock, State.Pid);
  if (!fileAppendMapped(State.Page, Own, &Chunk.Head, sizeof(Chunk), &Mapped))
    sysUnmap(Mapped, HPI_PAGE_BYTES);
  lockRelease(&State.Page->Header.Lock);
  if (Fd < 0)
    sysClose(Own);
}
