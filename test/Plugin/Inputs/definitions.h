// definitions.h - a header that defines what is emitted even where nothing uses it.
static int start() {
  return 3;                  // HITS: 1
}
int plain(int X) {           // HITS: 1
  return X;                  // HITS: 1
}
inline int Global = start(); // HITS: 1
