/* Compiles in every version of C. */
static int count(int N) {
  int S = 0;
  int I;
  for (I = 0; I < N; ++I)
    S += I;
  return S;
}
int main(void) { return count(4) == 6 ? 0 : 1; }
