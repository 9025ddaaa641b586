/* Runtime.c - the whole runtime as one translation unit, as it travels in object files.
 *
 * Owns: the list of its parts. Must not: hold code.
 */
#include "Block.c"
#include "Collect.c"
#include "Contexts.c"
#include "Directory.c"
#include "Elf.c"
#include "Environment.c"
#if !defined(HPI_WITHOUT_EXACT)
#include "Exact.c"
#endif
#include "Exit.c"
#include "File.c"
#include "Frames.c"
#include "Image.c"
#include "Init.c"
#include "Lock.c"
#include "Machine.c"
#include "Mappings.c"
#include "Maps.c"
#include "Message.c"
#include "Object.c"
#include "Options.c"
#include "PerfEvent.c"
#include "ProcessChunk.c"
#include "Sampler.c"
#include "Samples.c"
#include "SignalSampler.c"
#include "StackWalk.c"
#include "Start.c"
#include "Takeover.c"
#include "Text.c"
