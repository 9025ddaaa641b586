/* Names.h - how the runtime's symbols are named and seen.
 *
 * Owns: visibility, symbol prefix, page size. Must not: declare functions or data.
 *
 * The runtime travels in every object file and the linker keeps one copy a shared object or executable. So
 * nothing here is `static`: a static would be one a translation unit. Each name has external linkage, hidden
 * visibility and a symbol that carries the ABI version: HPI_RT int f(void) HPI_SYM("f"); is __hpi.v1.f.
 */
#ifndef HPI_RUNTIME_NAMES_H
#define HPI_RUNTIME_NAMES_H

#include "hpinstr/Abi.h"

#define HPI_RT __attribute__((visibility("hidden")))
#define HPI_RT_WEAK __attribute__((visibility("hidden"), weak))
#define HPI_SHARED_SYM(Text) __asm__("__hpi.v1." Text)
/* The part that serves include/hpinstr/hpinstr.h travels by itself, with helpers of its own (RuntimeApi.c). */
#if defined(HPI_RUNTIME_API)
#define HPI_SYM(Text) __asm__("__hpi.v1.api_" Text)
#else
#define HPI_SYM(Text) HPI_SHARED_SYM(Text)
#endif
#define HPI_INLINE static inline __attribute__((always_inline))

/* Callers of the entry point keep their general registers live across it. */
#if defined(__clang__)
#define HPI_PRESERVE __attribute__((preserve_most))
#elif defined(__x86_64__)
#define HPI_PRESERVE __attribute__((no_caller_saved_registers))
#else
#define HPI_PRESERVE
#endif

/* What mmap offsets must be a multiple of on any kernel of the machine. */
#if defined(__x86_64__)
enum { HPI_PAGE_BYTES = 4096 };
#elif defined(__aarch64__)
enum { HPI_PAGE_BYTES = 65536 };
#else
#error "hpinstr: expected x86-64 or aarch64, found another machine; build for one of these"
#endif

HPI_INLINE uint64_t alignUp(uint64_t Value, uint64_t Unit) { return (Value + Unit - 1) / Unit * Unit; }

#endif
