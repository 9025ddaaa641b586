// user.cpp - includes a header that is a module.
#include "header.h"
int main() {
  int S = halved(4);       // HITS: 1
  return S + halved(3) - 2; // HITS: 1
}
