// isort.cpp - insertion sort of numbers in random order: a tight inner loop that ends early.
#include <cstdint>
#include <cstdio>
#include <vector>

static void insertionSort(std::vector<uint32_t> &Values) {
  for (size_t I = 1; I < Values.size(); ++I) {
    uint32_t Key = Values[I];
    size_t J = I;
    while (J > 0 && Values[J - 1] > Key) {
      Values[J] = Values[J - 1];
      --J;
    }
    Values[J] = Key;
  }
}

int main() {
  std::vector<uint32_t> Values;
  uint64_t State = 42;
  for (int I = 0; I < 90000; ++I) {
    State = State * 6364136223846793005u + 1442695040888963407u;
    Values.push_back(static_cast<uint32_t>(State >> 33));
  }
  insertionSort(Values);
  uint64_t Digest = 0;
  for (uint32_t Value : Values)
    Digest = Digest * 1099511628211u + Value;
  std::printf("%llu\n", static_cast<unsigned long long>(Digest));
  return 0;
}
