// interface.cppm - a module with inline, template and plain functions.
export module m;
export inline int doubled(int X) { // HITS: 3
  if (X > 1)                       // HITS: 3
    return X + X;                  // HITS: 1
  return 2 * X;                    // HITS: 2
}
export template <class T> T twice(T X) { // HITS: 2
  return X + X;                    // HITS: 2
}
export int plain(int X) {          // HITS: 1
  return doubled(X);               // HITS: 1
}
