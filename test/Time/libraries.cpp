// Time in libraries without instrumentation or frame pointers belongs to the line that called them, whatever they call back.
// RUN: rm -rf %t.out && %clangxx_hp -O2 %s -o %t && env HPINSTR_OUT=%t.out %t
// RUN: %hpinstr export --format json %t.out -o %t.json
// RUN: %python %S/Inputs/lines.py %t.json %s 'sorts.total > 0.6 * sorter.total' 'compares.self > 0' 'sorts.self > 0' \
// RUN:   'fills.self > 0.95 * filler.total' 'patterns.self > 0.7 * matcher.total' 'strings.self > 0.95 * stringer.total' \
// RUN:   'sorts.samples > 20' 'fills.samples > 20' 'patterns.samples > 20' 'strings.samples > 20'
#include <cstdlib>
#include <cstring>
#include <regex.h>
#include <string>

static int Values[400000];
static char Buffer[1 << 20];
static char *volatile Opaque = Buffer;
static std::string Text;

static int compare(const void *A, const void *B) {
  return *(const int *)A - *(const int *)B; // compares
}
__attribute__((noinline)) void sorter() {
  for (int &Value : Values)
    Value = rand() & 0xffffff;
  qsort(Values, 400000, sizeof(int), compare); // sorts
}
__attribute__((noinline)) void filler() {
  for (int I = 0; I < 5000; ++I)
    memset(Opaque, I, sizeof(Buffer)); // fills
}
__attribute__((noinline)) void matcher() {
  regex_t Regex;
  for (int I = 0; I < 6000; ++I) {
    regcomp(&Regex, "(a|b)*c{2,9}[[:alpha:]]+(foo|bar|baz)*", REG_EXTENDED); // patterns
    regfree(&Regex);
  }
}
__attribute__((noinline)) void stringer() {
  for (int I = 0; I < 20000; ++I) {
    Text.clear();
    Text.append(5000, 'x').find("xyx"); // strings
  }
}

int main() {
  sorter();
  filler();
  matcher();
  stringer();
}
