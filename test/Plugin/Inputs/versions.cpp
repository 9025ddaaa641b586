// Compiles in C++11 and later.
static int count(int N) {
  int S = 0;
  auto Add = [&S](int I) { S += I; };
  for (int I = 0; I < N; ++I)
    Add(I);
  return S;
}
int main() { return count(4) == 6 ? 0 : 1; }
