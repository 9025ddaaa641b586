/* Heap.c - allocations: the part of the runtime that modules with memory=on carry.
 *
 * Owns: the list of its parts. Must not: hold code, or refer to the rest of the runtime but by its exported names
 * (GroupAssembly.cmake): the two travel apart.
 */
#include "HeapBooks.c"
#include "HeapCalls.c"
#include "HeapMapTable.c"
#include "HeapMaps.c"
#include "HeapMarks.c"
#include "HeapPoint.c"
#include "HeapReal.c"
#include "HeapSide.c"
#include "HeapStack.c"
#include "HeapStart.c"
#include "HeapTable.c"
#include "HeapThread.c"
#include "HeapWalk.c"
#include "Resident.c"
