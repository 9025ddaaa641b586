// words.cpp - an index of words in standard containers, with a node tree of its own: a C++ program that allocates all the time.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

class Random {
public:
  uint32_t below(uint32_t Bound) {
    State = State * 6364136223846793005u + 1442695040888963407u;
    return static_cast<uint32_t>((State >> 33) % Bound);
  }

private:
  uint64_t State = 2024;
};

std::string makeWord(Random &Rng) {
  std::string Word;
  uint32_t Length = 3 + Rng.below(22);
  for (uint32_t I = 0; I < Length; ++I)
    Word += static_cast<char>('a' + std::min(Rng.below(26), Rng.below(26)));
  return Word;
}

struct Node {
  std::string Word;
  std::vector<uint32_t> Places;
  std::unique_ptr<Node> Less, More;
};

class Index {
public:
  void add(const std::string &Word, uint32_t Place) {
    std::unique_ptr<Node> *Slot = &Root;
    while (*Slot) {
      int Order = Word.compare((*Slot)->Word);
      if (Order == 0)
        break;
      Slot = Order < 0 ? &(*Slot)->Less : &(*Slot)->More;
    }
    if (!*Slot) {
      *Slot = std::make_unique<Node>();
      (*Slot)->Word = Word;
    }
    (*Slot)->Places.push_back(Place);
  }

  uint64_t digest() const { return digest(Root.get()); }

private:
  static uint64_t digest(const Node *N) {
    if (!N)
      return 1;
    uint64_t Sum = N->Word.size();
    for (uint32_t Place : N->Places)
      Sum += Place;
    return digest(N->Less.get()) * 31 + Sum + digest(N->More.get()) * 17;
  }

  std::unique_ptr<Node> Root;
};

std::map<std::string, std::vector<std::string>> groupByLetters(const std::vector<std::string> &Words) {
  std::map<std::string, std::vector<std::string>> Groups;
  for (const std::string &Word : Words) {
    std::string Key = Word.substr(0, 3);
    std::sort(Key.begin(), Key.end());
    Groups[Key].push_back(Word);
  }
  return Groups;
}

std::string joinLongest(const std::map<std::string, std::vector<std::string>> &Groups) {
  std::string Line;
  for (const auto &[Key, Members] : Groups) {
    auto Longest = std::max_element(Members.begin(), Members.end(), [](const std::string &A, const std::string &B) {
      return A.size() < B.size();
    });
    Line += Key + ":" + *Longest + ",";
  }
  return Line;
}

} // namespace

int main() {
  Random Rng;
  uint64_t Digest = 0;
  for (int Round = 0; Round < 10; ++Round) {
    std::vector<std::string> Words;
    for (int I = 0; I < 60000; ++I)
      Words.push_back(makeWord(Rng));
    Index Places;
    std::unordered_map<std::string, int> Counts;
    for (uint32_t I = 0; I < Words.size(); ++I) {
      Places.add(Words[I], I);
      ++Counts[Words[I].substr(0, 4)];
    }
    Digest = Digest * 131 + Places.digest() + Counts.size() + joinLongest(groupByLetters(Words)).size();
  }
  std::printf("%llu\n", static_cast<unsigned long long>(Digest));
  return 0;
}
