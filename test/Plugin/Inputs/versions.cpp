// Compiles in C++11 and later.
static int count(int N) {             // HITS: 1
  int S = 0;                          // HITS: 1
  auto Add = [&S](int I) { S += I; }; // HITS: 1
  for (int I = 0; I < N; ++I)         // HITS: 5
    Add(I);                           // HITS: 4
  return S;                           // HITS: 1
}
int main() { return count(4) == 6 ? 0 : 1; }
