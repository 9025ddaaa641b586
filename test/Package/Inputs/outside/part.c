int part(int N) { // HITS: 3
  return N + 1;   // HITS: 3
}
