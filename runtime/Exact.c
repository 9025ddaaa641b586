/* Exact.c - exact times: the part of the runtime that only modules with timed functions carry.
 *
 * Owns: the list of its parts. Must not: hold code, or refer to the rest of the runtime but by its exported names
 * (GroupAssembly.cmake): the two travel apart.
 */
#include "Clock.c"
#include "OffCpu.c"
#include "ProbeCost.c"
#include "Times.c"
#include "TimesStart.c"
