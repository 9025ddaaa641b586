// Eight threads that were there before the object was loaded count in it at once, twice, between two loads of it.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %clangxx_hp -O0 -fPIC -shared plug.cpp -o plug.so && %clangxx -pthread host.cpp -o host
// RUN: env HPINSTR_OUT=%t/o0 sh -c 'cd %t && ./host' && %check-hits %t/o0 %t/plug.cpp
// RUN: cd %t && %clangxx_hp -O2 -fPIC -shared plug.cpp -o plug.so && %clangxx_hp -O2 -pthread host.cpp -o host
// RUN: env HPINSTR_OUT=%t/o2 sh -c 'cd %t && ./host' && %check-hits %t/o2 %t/plug.cpp && %check-hits %t/o2 %t/host.cpp

//--- plug.cpp
static int inner(int N) {        // HITS: 2*8*30000
  return N & 1;                  // HITS: 2*8*30000
}
extern "C" int work(int N) {     // HITS: 2*8
  int S = 0;                     // HITS: 2*8
  for (int I = 0; I < N; ++I)    // HITS: 2*8*30001
    S += inner(I);               // HITS: 2*8*30000
  return S;                      // HITS: 2*8
}
//--- host.cpp
#include <dlfcn.h>
#include <pthread.h>

static int (*Work)(int);
static int Bad;
static pthread_barrier_t Go, Done;

static void *loop(void *) {             // HITS: 8
  for (int Round = 0; Round < 2; ++Round) { // HITS: 24
    pthread_barrier_wait(&Go);          // HITS: 16
    if (Work(30000) != 15000)           // HITS: 16
      Bad = 1;                          // HITS: 0
    pthread_barrier_wait(&Done);        // HITS: 16
  }
  return nullptr;                       // HITS: 8
}

int main() {                            // HITS: 1
  pthread_t T[8];
  pthread_barrier_init(&Go, nullptr, 9);   // HITS: 1
  pthread_barrier_init(&Done, nullptr, 9); // HITS: 1
  for (auto &Each : T)                  // HITS: 9
    pthread_create(&Each, nullptr, loop, nullptr); // HITS: 8
  for (int Round = 0; Round < 2; ++Round) { // HITS: 3
    void *Plug = dlopen("./plug.so", RTLD_NOW); // HITS: 2
    Work = (int (*)(int))dlsym(Plug, "work"); // HITS: 2
    pthread_barrier_wait(&Go);          // HITS: 2
    pthread_barrier_wait(&Done);        // HITS: 2
    dlclose(Plug);                      // HITS: 2
  }
  for (auto &Each : T) pthread_join(Each, nullptr); // HITS: 9
  return Bad;                           // HITS: 1
}
