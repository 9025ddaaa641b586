// index.cpp - the lines of a text by the words in them: a small program to see hits, time and allocations of.
#include <cstdio>
#include <map>
#include <string>
#include <vector>

using Index = std::map<std::string, std::vector<int>>;

static std::string spell(unsigned Number) {
  std::string Word;
  for (; Number; Number /= 20)
    Word += "bcdfghjklmnpqrstvwxz"[Number % 20];
  return Word + "-suffixed";
}

static Index buildIndex(int NumWords) {
  Index Lines;
  for (int I = 0; I < NumWords; ++I) {
    std::string Word = spell(I * 7919u % 50021);
    Lines[Word].push_back(I / 8);
  }
  return Lines;
}

int main() {
  Index Lines = buildIndex(1000000);
  std::printf("%zu words\n", Lines.size());
  return 0;
}
