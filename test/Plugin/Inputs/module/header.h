// header.h - a header that is a module.
#pragma once
inline int halved(int X) { // HITS: 2
  if (X & 1)               // HITS: 2
    return 0;              // HITS: 1
  return X / 2;            // HITS: 1
}
