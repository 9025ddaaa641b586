// Blocks by new, of containers, over threads, through exceptions and callbacks, freed where another thread asked for
// them: a round more of the same makes exactly so many blocks and bytes more, all freed.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for L in -O0 -O2; do %clangxx_hp -w $L %s -o p && env HPINSTR_OUT=out$L ./p 2 && env HPINSTR_OUT=out$L ./p 3; done
// RUN: %check-heap --difference out-O0 | FileCheck %s
// RUN: %check-heap --difference out-O2 | FileCheck %s
// A round: 6 threads, 4 of them with 10,000 blocks, one with 5,000 that another frees, 100 exceptions and their texts, 100
// comparisons, and 1,250 nodes of a map with a text each.
// CHECK: Allocs=47806 AllocBytes=[[BYTES:[0-9]+]] Frees=47806 FreedBytes=[[BYTES]]
#include <atomic>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

static void *volatile Shown;
static thread_local int Own;

static void pairs(int N) {
  for (int I = 0; I < N; ++I) {
    int *Block = new int[10];
    Shown = Block;
    delete[] Block;
  }
  Own = N;
}

static void *Passed[5000];
static std::atomic<int> NumPassed;

static void give() {
  for (NumPassed = 0; NumPassed < 5000; ++NumPassed)
    Passed[NumPassed] = malloc(100);
}

static void take() {
  for (int I = 0; I < 5000; ++I) {
    while (NumPassed <= I)
      std::this_thread::yield();
    free(Passed[I]);
  }
}

static void throwing(int N) {
  for (int I = 0; I < N; ++I)
    try {
      throw std::runtime_error("a text that is too long for the string itself");
    } catch (const std::exception &E) {
      Shown = (void *)E.what();
    }
}

static int NumCompared;

static int compare(const void *A, const void *B) {
  if (++NumCompared <= 100) {
    Shown = malloc(10);
    free(Shown);
  }
  return *(const int *)A - *(const int *)B;
}

static void sorting() {
  int Numbers[100];
  for (int I = 0; I < 100; ++I)
    Numbers[I] = 100 - I;
  NumCompared = 0;
  qsort(Numbers, 100, sizeof(int), compare);
}

static void mapping() {
  std::map<int, std::string> Map;
  for (int I = 0; I < 1250; ++I)
    Map[I] = "a text that is too long for the string itself";
}

int main(int, char **Argv) {
  for (int Round = atoi(Argv[1]); Round > 0; --Round) {
    {
      std::thread Threads[4];
      for (std::thread &T : Threads)
        T = std::thread(pairs, 10000);
      for (std::thread &T : Threads)
        T.join();
    }
    NumPassed = 0;
    std::thread Giver(give), Taker(take);
    Giver.join();
    Taker.join();
    throwing(100);
    sorting();
    mapping();
  }
  return 0;
}
