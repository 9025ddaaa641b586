// importer.cpp - uses the module of interface.cppm.
import m;
int main() {                       // HITS: 1
  int S = doubled(0) + doubled(2); // HITS: 1
  S += plain(1);                   // HITS: 1
  S += twice(1);                   // HITS: 1
  return S + twice(2L) != 12;      // HITS: 1
}
