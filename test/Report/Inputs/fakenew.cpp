// fakenew.cpp - operator new and delete by way of fakeheap.c.
#include "fakeheap.h"
#include <stddef.h>

void *operator new(size_t Bytes) { return take(Bytes); }
void operator delete(void *Block) noexcept { give(Block); }
void operator delete(void *Block, size_t) noexcept { give(Block); }
