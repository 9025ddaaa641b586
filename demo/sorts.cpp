// sorts.cpp - two ways to sort 99 numbers, one statement a line: a small program to see line counts of.
#include <cstdio>
#include <vector>

static void insertionSort(std::vector<int> &Arr) {
  int Size = static_cast<int>(Arr.size());
  for (int I = 1; I < Size; ++I) {
    int Key = Arr[I];
    int J = I - 1;
    while (J >= 0 && Key < Arr[J]) {
      Arr[J + 1] = Arr[J];
      J -= 1;
    }
    Arr[J + 1] = Key;
  }
}

static void mergeSort(std::vector<int> &Arr) {
  if (Arr.size() > 1) {
    size_t Mid = Arr.size() / 2;
    std::vector<int> Left(Arr.begin(), Arr.begin() + Mid);
    std::vector<int> Right(Arr.begin() + Mid, Arr.end());
    mergeSort(Left);
    mergeSort(Right);
    size_t I = 0, J = 0, K = 0;
    while (I < Left.size() && J < Right.size()) {
      if (Left[I] < Right[J]) {
        Arr[K] = Left[I];
        I += 1;
      } else {
        Arr[K] = Right[J];
        J += 1;
      }
      K += 1;
    }
    while (I < Left.size()) {
      Arr[K] = Left[I];
      I += 1;
      K += 1;
    }
    while (J < Right.size()) {
      Arr[K] = Right[J];
      J += 1;
      K += 1;
    }
  }
}

int main() {
  std::vector<int> Descending;
  for (int I = 99; I > 0; --I)
    Descending.push_back(I);
  std::vector<int> ByInsertion = Descending;
  std::vector<int> ByMerging = Descending;
  insertionSort(ByInsertion);
  mergeSort(ByMerging);
  std::puts(ByInsertion == ByMerging ? "both sorts agree" : "the sorts differ");
  return 0;
}
