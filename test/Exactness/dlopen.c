// An instrumented shared object is loaded, unloaded and loaded again, by a plain host and by an instrumented one; no count is lost.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clang_hp -O0 -fPIC -shared plug.c -o plug.so && %clang host.c -o host && env HPINSTR_OUT=%t/o0 ./host
// RUN: %check-hits %t/o0 %t/plug.c
// RUN: cd %t && %clang_hp -O2 -fPIC -shared plug.c -o plug.so && %clang_hp -O2 host.c -o host && env HPINSTR_OUT=%t/o2 ./host
// RUN: %check-hits %t/o2 %t/plug.c && %check-hits %t/o2 %t/host.c

//--- plug.c
static int State;
__attribute__((constructor)) static void onLoad(void) {  // HITS: 10
  State = 1;                    // HITS: 10
}
__attribute__((destructor)) static void onUnload(void) { // HITS: 10
  State = 0;                    // HITS: 10
}
int work(int N) {               // HITS: 1000
  int S = 0;                    // HITS: 1000
  for (int I = 0; I < N; ++I)   // HITS: 1000*7
    S += State;                 // HITS: 1000*6
  return S;                     // HITS: 1000
}
//--- host.c
#include <dlfcn.h>

int main(void) {                // HITS: 1
  int Bad = 0;                  // HITS: 1
  for (int Load = 0; Load < 10; ++Load) { // HITS: 11
    void *Plug = dlopen("./plug.so", RTLD_NOW); // HITS: 10
    int (*Work)(int) = (int (*)(int))dlsym(Plug, "work"); // HITS: 10
    for (int I = 0; I < 100; ++I) // HITS: 10*101
      Bad += Work(6) != 6;      // HITS: 10*100
    dlclose(Plug);              // HITS: 10
  }
  return Bad;                   // HITS: 1
}
