/* HeapDoor.h - what marks the definitions of the allocator's functions that the plugin makes.
 *
 * Owns: the number that stands in the eight bytes before each. Must not: include anything of ours.
 */
#ifndef HPINSTR_HEAPDOOR_H
#define HPINSTR_HEAPDOOR_H

#define HPI_HEAP_DOOR_MAGIC 0x9e1f70a8c35b4d21u

#endif
