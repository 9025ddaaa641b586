/* Compiles in every version of C. */
static int count(int N) { /* HITS: 1 */
  int S = 0;              /* HITS: 1 */
  int I;                  /* HITS: - */
  for (I = 0; I < N; ++I) /* HITS: 5 */
    S += I;               /* HITS: 4 */
  return S;               /* HITS: 1 */
}
int main(void) { return count(4) == 6 ? 0 : 1; }
