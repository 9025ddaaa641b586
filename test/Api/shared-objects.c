// A call acts on all shared objects: those loaded, those loaded later, and those closed and loaded again.
// RUN: rm -rf %t.out && %clang_hp -O1 -shared -fPIC %S/Inputs/lib.c -o %t.so
// RUN: %clang_hp -O1 -I%source/include %s -o %t -ldl && env HPINSTR_OUT=%t.out %t %t.so
// RUN: for L in one two ""; do echo "label [$L]"; %hpinstr export --format tsv --label "$L" %t.out | grep lib.c | cut -f 2-; done | FileCheck %s
#include <dlfcn.h>
#include <hpinstr/hpinstr.h>

static void callIn(const char *Path, int Times) {
  void *Library = dlopen(Path, RTLD_NOW);
  int (*Function)(int) = (int (*)(int))dlsym(Library, "inLibrary");
  Function(Times);
  dlclose(Library);
}

int main(int Argc, char **Argv) {
  (void)Argc;
  callIn(Argv[1], 10);
  hpinstr_label("one");
  callIn(Argv[1], 20);
  callIn(Argv[1], 30);
  hpinstr_stop();
  callIn(Argv[1], 1000);
  hpinstr_start();
  hpinstr_label("two");
  callIn(Argv[1], 40);
  hpinstr_label("");
  callIn(Argv[1], 5);
  return 0;
}
// CHECK:      label [one]
// CHECK-NEXT: 1{{.}}2
// CHECK-NEXT: 2{{.}}2
// CHECK-NEXT: 3{{.}}52
// CHECK-NEXT: 4{{.}}50
// CHECK:      label [two]
// CHECK-NEXT: 1{{.}}1
// CHECK-NEXT: 2{{.}}1
// CHECK-NEXT: 3{{.}}41
// CHECK-NEXT: 4{{.}}40
// CHECK:      label []
// CHECK-NEXT: 1{{.}}2
// CHECK-NEXT: 2{{.}}2
// CHECK-NEXT: 3{{.}}17
// CHECK-NEXT: 4{{.}}15
