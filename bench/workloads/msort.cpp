// msort.cpp - top-down merge sort with one scratch array: short loops with a branch that nobody can predict.
#include <cstdint>
#include <cstdio>
#include <vector>

static void mergeHalves(const uint32_t *Left, size_t NumLeft, const uint32_t *Right, size_t NumRight, uint32_t *Out) {
  size_t I = 0, J = 0, K = 0;
  while (I < NumLeft && J < NumRight) {
    if (Right[J] < Left[I])
      Out[K++] = Right[J++];
    else
      Out[K++] = Left[I++];
  }
  while (I < NumLeft)
    Out[K++] = Left[I++];
  while (J < NumRight)
    Out[K++] = Right[J++];
}

static void mergeSort(uint32_t *Values, uint32_t *Scratch, size_t Size) {
  if (Size < 2)
    return;
  size_t Half = Size / 2;
  mergeSort(Values, Scratch, Half);
  mergeSort(Values + Half, Scratch + Half, Size - Half);
  mergeHalves(Values, Half, Values + Half, Size - Half, Scratch);
  for (size_t I = 0; I < Size; ++I)
    Values[I] = Scratch[I];
}

int main() {
  uint64_t State = 7, Digest = 0;
  for (int Round = 0; Round < 6; ++Round) {
    std::vector<uint32_t> Values, Scratch(2000000);
    for (size_t I = 0; I < Scratch.size(); ++I) {
      State = State * 6364136223846793005u + 1442695040888963407u;
      Values.push_back(static_cast<uint32_t>(State >> 33));
    }
    mergeSort(Values.data(), Scratch.data(), Values.size());
    for (uint32_t Value : Values)
      Digest = Digest * 1099511628211u + Value;
  }
  std::printf("%llu\n", static_cast<unsigned long long>(Digest));
  return 0;
}
