/* Options.h - HPINSTR_OPTIONS.
 *
 * Owns: the grammar `key=value,...` of include/hpinstr/RuntimeOptions.inc, spaces before keys. Must not: know what an
 * option does.
 */
#ifndef HPI_RUNTIME_OPTIONS_H
#define HPI_RUNTIME_OPTIONS_H

#include "State.h"

/* Sets Options to the defaults, then to what Text says (null: nothing). What is wrong in Text is named in one line
 * on stderr, with what would be right, and ignored. */
HPI_RT void optionsParse(struct HpiOptions *Options, const char *Text) HPI_SYM("optionsParse");

#endif
