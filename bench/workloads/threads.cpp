// threads.cpp NUM - threads that all run the same hot functions; the work in all is the same whatever NUM is.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

static constexpr int NumBlocks = 64, BlockSize = 8000000;

__attribute__((noinline)) static uint32_t scramble(uint32_t Value) { // HITS: 64*8000000
  Value ^= Value >> 15;                                               // HITS: 64*8000000
  Value *= 0x2c1b3c6d;                                                // HITS: 64*8000000
  Value ^= Value >> 12;                                               // HITS: 64*8000000
  return Value;                                                       // HITS: 64*8000000
}

static uint64_t workBlock(uint32_t Seed) {    // HITS: 64
  uint64_t Sum = 0;                           // HITS: 64
  for (int I = 0; I < BlockSize; ++I) {       // HITS: 64*8000001
    uint32_t Value = scramble(Seed + I);      // HITS: 64*8000000
    if (Value % 3 == 0)                       // HITS: 64*8000000
      Sum += Value;
    else
      Sum ^= Value;
  }
  return Sum;                                 // HITS: 64
}

int main(int Argc, char **Argv) {
  int NumThreads = Argc > 1 ? std::atoi(Argv[1]) : 1;
  std::vector<uint64_t> Sums(NumBlocks);
  std::vector<std::thread> Threads;
  for (int T = 0; T < NumThreads; ++T)
    Threads.emplace_back([&Sums, T, NumThreads] {
      for (int Block = T; Block < NumBlocks; Block += NumThreads)
        Sums[Block] = workBlock(Block * 2654435769u);
    });
  for (std::thread &Thread : Threads)
    Thread.join();
  uint64_t Digest = 0;
  for (uint64_t Sum : Sums)
    Digest = Digest * 1099511628211u + Sum;
  std::printf("%llu\n", static_cast<unsigned long long>(Digest));
  return 0;
}
