/* hpinstr.h - for programs that are built with hpinstr, and for the same programs built without.
 *
 * Everything here compiles to nothing under a compiler without the plugin. C89 and C++98 onwards.
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

#endif
