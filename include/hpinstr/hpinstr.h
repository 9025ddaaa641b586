/* hpinstr.h - for programs that are built with hpinstr, and for the same programs built without.
 *
 * C89 and C++98 onwards. Everything here works in a build without the flag, too, and does nothing there: the functions
 * are weak references that nobody defines, and a call is a comparison of an address with null. Define HPINSTR_DISABLE
 * before including this to be rid of that as well. docs/api.md says what each does, exactly.
 *
 * All functions may be called from any thread and from signal handlers, and leave errno alone. They act on the whole
 * process: all threads, and all shared objects that were built with the flag. A file that calls them must itself be
 * compiled with it.
 */
#ifndef HPINSTR_HPINSTR_H
#define HPINSTR_HPINSTR_H

#define HPINSTR_VERSION_MAJOR 0
#define HPINSTR_VERSION_MINOR 1

/* HPINSTR_OFF before a function's declaration leaves that function without probes:
 *
 *     HPINSTR_OFF static void trustedInnerLoop(void) { ... }
 */
#if defined(__clang__)
#define HPINSTR_OFF __attribute__((annotate("hpinstr::off")))
#else
#define HPINSTR_OFF
#endif

/* HPINSTR_PROFILE before a function's definition has its time, and that of its lines, measured exactly: the clock is
 * read whenever control comes to another line of it. It is not inlined then.
 *
 *     HPINSTR_PROFILE int hotFunction(int N) { ... }
 */
#if defined(__clang__)
#define HPINSTR_PROFILE __attribute__((annotate("hpinstr::profile")))
#else
#define HPINSTR_PROFILE
#endif

#if defined(__GNUC__) && defined(__ELF__) && !defined(HPINSTR_DISABLE)
#define HPINSTR_WEAK(Text) __asm__("__hpi.v1.api." Text) __attribute__((weak, visibility("hidden")))
#define HPINSTR_CALL(Function, Arguments) ((void)(Function && (Function Arguments, 0)))
#define HPINSTR_VALUE(Function, Arguments, Default) (Function ? Function Arguments : (Default))
#else
#define HPINSTR_CALL(Function, Arguments) ((void)0)
#define HPINSTR_VALUE(Function, Arguments, Default) (Default)
#endif
#if defined(__GNUC__)
#define HPINSTR_INLINE HPINSTR_OFF static __inline__ __attribute__((unused))
#elif defined(__cplusplus)
#define HPINSTR_INLINE static inline
#else
#define HPINSTR_INLINE static
#endif

#if defined(HPINSTR_WEAK)
#if defined(__cplusplus)
extern "C" {
#endif
extern void hpinstr_rt_start(void) HPINSTR_WEAK("start");
extern void hpinstr_rt_stop(void) HPINSTR_WEAK("stop");
extern void hpinstr_rt_reset(void) HPINSTR_WEAK("reset");
extern void hpinstr_rt_label(const char *Name) HPINSTR_WEAK("label");
extern void hpinstr_rt_thread(const char *Name) HPINSTR_WEAK("thread");
extern int hpinstr_rt_dump(const char *Path) HPINSTR_WEAK("dump");
extern void hpinstr_rt_heap_setpoint(void) HPINSTR_WEAK("heap_setpoint");
extern unsigned long hpinstr_rt_begin(void) HPINSTR_WEAK("region_begin");
extern void hpinstr_rt_end(const char *Name, unsigned long Since) HPINSTR_WEAK("region_end");
#if defined(__cplusplus)
}
#endif
#endif

/* What follows is code of hpinstr's, not of the program: it has no probes and no place in the report. */
#if defined(__GNUC__)
#pragma GCC system_header
#endif

/* Stops counting: hits from here to the next hpinstr_start appear nowhere. */
HPINSTR_INLINE void hpinstr_stop(void) { HPINSTR_CALL(hpinstr_rt_stop, ()); }
/* Goes on counting after hpinstr_stop. A program starts counting, without a call. */
HPINSTR_INLINE void hpinstr_start(void) { HPINSTR_CALL(hpinstr_rt_start, ()); }
/* Makes all counts so far 0, under all labels, and those of regions. */
HPINSTR_INLINE void hpinstr_reset(void) { HPINSTR_CALL(hpinstr_rt_reset, ()); }
/* All later counts of the process belong to the label Name, until the next call. "" or null ends it. 255 bytes count.
 */
HPINSTR_INLINE void hpinstr_label(const char *Name) {
  (void)Name;
  HPINSTR_CALL(hpinstr_rt_label, (Name));
}
/* Gives the calling thread a name in the report. 87 bytes count. */
HPINSTR_INLINE void hpinstr_thread_name(const char *Name) {
  (void)Name;
  HPINSTR_CALL(hpinstr_rt_thread, (Name));
}
/* Writes the report as it is now to Path, in the place of what is there; where Path is null to REPORT.1, REPORT.2 and
 * so on beside the process's own report, which goes on. Returns 0, or an errno value where there is no file now; -1
 * without the flag. */
HPINSTR_INLINE int hpinstr_dump(const char *Path) {
  (void)Path;
  return HPINSTR_VALUE(hpinstr_rt_dump, (Path), -1);
}

/* Marks the heap as it is now: `hpinstr report --since-setpoint` shows allocations relative to the last such call, and
 * of live blocks those that are younger. */
HPINSTR_INLINE void hpinstr_heap_setpoint(void) { HPINSTR_CALL(hpinstr_rt_heap_setpoint, ()); }

/* A region: how often the code between begin and end ran, and its wall time. Name must be the same at both.
 *
 *     HPINSTR_REGION_BEGIN(parse);      defines a variable: where declarations may stand
 *     ...
 *     HPINSTR_REGION_END(parse);
 */
HPINSTR_INLINE unsigned long hpinstr_region_begin(void) { return HPINSTR_VALUE(hpinstr_rt_begin, (), 0); }
HPINSTR_INLINE void hpinstr_region_end(const char *Name, unsigned long Since) {
  (void)Name;
  (void)Since;
  HPINSTR_CALL(hpinstr_rt_end, (Name, Since));
}
#define HPINSTR_REGION_BEGIN(Name) const unsigned long hpinstr_region_##Name = hpinstr_region_begin()
#define HPINSTR_REGION_END(Name) hpinstr_region_end(#Name, hpinstr_region_##Name)

#if defined(__cplusplus)
namespace hpinstr {

/* The same as an object: from its construction to the end of its scope, also when that is left by an exception.
 *
 *     { hpinstr::Region Guard("parse"); ... }
 */
class Region {
public:
  HPINSTR_OFF explicit Region(const char *Name) : Name(Name), Since(hpinstr_region_begin()) {}
  HPINSTR_OFF ~Region() { hpinstr_region_end(Name, Since); }

private:
  Region(const Region &);
  Region &operator=(const Region &);
  const char *Name; /* must live as long as the region */
  unsigned long Since;
};

} // namespace hpinstr
#endif

#endif
