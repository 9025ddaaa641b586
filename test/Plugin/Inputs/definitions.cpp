// definitions.cpp - uses definitions.h by way of its precompiled form.
int main() {                 // HITS: 1
  return plain(Global) - 3;  // HITS: 1
}
