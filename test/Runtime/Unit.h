/* Unit.h - what the plugin would emit for a translation unit, by hand: counters, tables, a descriptor.
 *
 * HPI_UNIT(Hash, NumCounters) once a file; hit(K) counts as a probe does.
 */
#include "hpinstr/Abi.h"

extern _Thread_local int64_t Offset __asm__("__hpi.v1.off")
    __attribute__((visibility("hidden"), tls_model("initial-exec")));
extern int64_t enter(void) __asm__("__hpi.v1.enter") __attribute__((visibility("hidden"), preserve_most));

#ifndef HPI_UNIT_VERSION
#define HPI_UNIT_VERSION 1
#endif
#define HPI_TEXT(X) #X
#define HPI_EXPAND(X) HPI_TEXT(X)

/* The descriptor as the assembler writes it: its fields are differences of addresses. */
#define HPI_UNIT(Hash, NumCounters)                                                                                   \
  __attribute__((visibility("hidden"))) extern uint64_t Counters[NumCounters] __asm__("UnitCounters");                \
  __asm__(".pushsection __hpi_tabs,\"aR\"\n77: .ascii \"tables-" #Hash "\"\n78: .popsection\n"                         \
          ".pushsection __hpi_cnts,\"awR\"\n.balign 8\n.hidden UnitCounters\nUnitCounters: .zero 8*" #NumCounters      \
          "\n.popsection\n"                                                                                           \
          ".pushsection __hpi_mods,\"aR\"\n.balign 8\n88: .long " HPI_EXPAND(HPI_UNIT_VERSION) ", 48\n.quad " #Hash    \
          "\n.quad 77b - 88b\n.quad 78b - 77b\n.quad UnitCounters - 88b\n.quad " #NumCounters "\n.popsection\n");     \
  static __attribute__((unused)) void hit(int K) {                                                                    \
    int64_t Mine = Offset ? Offset : enter();                                                                         \
    ++*(volatile uint64_t *)((char *)&Counters[K] + Mine);                                                            \
  }
