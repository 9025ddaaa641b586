//===- Plan.cpp - which probes a file gets, and what their counters mean --===//
#include "Plan.h"

#include <algorithm>
#include <set>
#include <tuple>

using namespace hpi;

//===----------------------------------------------------------------------===//
// One site a line
//===----------------------------------------------------------------------===//

/// Of lines that #line gives one number, the one nearest behind a #line is meant.
static bool isBefore(const Site &A, const Site &B) {
  return std::make_tuple(A.Kind == HPI_SITE_OPERAND, A.Drift, A.Order) <
         std::make_tuple(B.Kind == HPI_SITE_OPERAND, B.Drift, B.Order);
}

/// The first statement that starts on a line gives it its number, before it a function's name, else the first operand.
static void chooseLineSites(SourceSites &File) {
  std::map<std::pair<unsigned, unsigned>, const Site *> First;
  for (auto &[Key, B] : File.Bodies)
    for (Site &S : B.Sites) {
      auto [It, IsNew] = First.try_emplace({S.Path, S.Line}, &S);
      if (!IsNew && isBefore(S, *It->second))
        It->second = &S;
    }
  for (auto &[Key, B] : File.Bodies) {
    // A macro may spell one statement several times on its line: only the first of a body counts.
    std::set<std::tuple<unsigned, unsigned, unsigned>> Seen;
    for (Site &S : B.Sites) {
      const Site &Best = *First.find({S.Path, S.Line})->second;
      S.IsLine = S.Identity == Best.Identity && S.Kind == Best.Kind && Seen.insert({S.Order, S.Path, S.Line}).second;
    }
  }
}

/// Lets functions reach to their last site, where #line has put the closing brace above it.
static void closeFunctions(SourceSites &File) {
  for (auto &[Key, B] : File.Bodies)
    for (const Site &S : B.Sites)
      if (!S.Drift && S.Path == B.Function.Path)
        B.Function.EndLine = std::max(B.Function.EndLine, S.Line);
}

static bool isCounted(const Site &S) { return S.IsLine || S.Kind == HPI_SITE_FUNC; }

//===----------------------------------------------------------------------===//
// One probe a run
//===----------------------------------------------------------------------===//

/// The probes that count \p R, none where there is no place for them.
static std::vector<Insertion> chosenPlaces(const Run &R) {
  if (R.NeedsAll)
    return std::all_of(R.Places.begin(), R.Places.end(), [](const Insertion &I) { return I.isPossible(); })
               ? R.Places
               : std::vector<Insertion>();
  const Insertion *Best = nullptr;
  auto Rank = [](const Insertion &I) { return I.IsWeak ? 2 : I.Kind == Form::Function ? 0 : 1; };
  for (const Insertion &I : R.Places)
    if (I.isPossible() && (!Best || Rank(I) < Rank(*Best)))
      Best = &I;
  return Best ? std::vector<Insertion>{*Best} : std::vector<Insertion>();
}

namespace {

/// The runs of one body that are counted, each by a counter of its own or as a sum of others.
class ChosenRuns {
public:
  explicit ChosenRuns(const Body &B);

  /// Chooses for all that \p Needed says, which may grow.
  void choose();
  bool hasCounter(unsigned R) const { return Needed[R] && !Sum[R] && !Places[R].empty(); }
  /// The counters that add up to the run, none where it cannot be counted.
  std::vector<unsigned> terms(unsigned R) const;

  std::vector<std::vector<Insertion>> Places; ///< by run, empty where it has no place
  std::vector<bool> Needed;
  std::vector<int> Counter;

private:
  bool isPossible(unsigned R) const;
  void decide(unsigned R);
  size_t numTerms(unsigned R) const;

  const Body &B;
  std::vector<bool> Decided;
  std::vector<const std::vector<unsigned> *> Sum; ///< null for a counter of its own
};

} // namespace

/// A longer sum makes tables grow faster than it saves counters.
static constexpr size_t MaxTerms = 24;

ChosenRuns::ChosenRuns(const Body &B)
    : Needed(B.Runs.size()), Counter(B.Runs.size(), -1), B(B), Decided(B.Runs.size()), Sum(B.Runs.size()) {
  for (const Run &R : B.Runs)
    Places.push_back(chosenPlaces(R));
  for (const Site &S : B.Sites)
    if (isCounted(S))
      Needed[S.Run] = true;
}

bool ChosenRuns::isPossible(unsigned R) const {
  return !Places[R].empty() || std::any_of(B.Runs[R].Sums.begin(), B.Runs[R].Sums.end(), [this](const auto &Parts) {
    return std::all_of(Parts.begin(), Parts.end(), [this](unsigned Part) { return isPossible(Part); });
  });
}

size_t ChosenRuns::numTerms(unsigned R) const {
  size_t Number = Sum[R] ? 0 : 1;
  if (Sum[R])
    for (unsigned Part : *Sum[R])
      Number += numTerms(Part);
  return Number;
}

/// A sum is taken where at most one of its parts is not counted anyway: that part is visited no more often than the run
/// itself, and the run's own counter goes.
void ChosenRuns::decide(unsigned R) {
  if (Decided[R])
    return;
  Decided[R] = Needed[R] = true;
  const std::vector<unsigned> *Best = nullptr;
  size_t BestMissing = 0;
  for (const std::vector<unsigned> &Parts : B.Runs[R].Sums) {
    if (!std::all_of(Parts.begin(), Parts.end(), [this](unsigned Part) { return isPossible(Part); }))
      continue;
    size_t Missing = std::count_if(Parts.begin(), Parts.end(), [this](unsigned Part) { return !Needed[Part]; });
    bool IsWorthIt = Places[R].empty() || (Missing < Parts.size() && Missing <= 1);
    if (IsWorthIt && (!Best || Missing < BestMissing)) {
      Best = &Parts;
      BestMissing = Missing;
    }
  }
  if (!Best)
    return;
  size_t Number = 0;
  for (unsigned Part : *Best) {
    decide(Part);
    Number += numTerms(Part);
  }
  if (Number <= MaxTerms || Places[R].empty())
    Sum[R] = Best;
}

/// From the inside outwards: an inner loop's entry may be the outer one's body.
void ChosenRuns::choose() {
  for (unsigned R = B.Runs.size(); R-- != 0;)
    if (Needed[R])
      decide(R);
}

std::vector<unsigned> ChosenRuns::terms(unsigned R) const {
  std::vector<unsigned> All;
  if (!Sum[R] && Counter[R] >= 0)
    All.push_back(unsigned(Counter[R]));
  if (Sum[R])
    for (unsigned Part : *Sum[R])
      for (unsigned Term : terms(Part))
        All.push_back(Term);
  return All;
}

//===----------------------------------------------------------------------===//
// Counters
//===----------------------------------------------------------------------===//

/// Each is one register more in the loop.
static constexpr unsigned MaxRounds = 4;

/// True where what counts on \p Place can be spelled with a variable of the loop.
static bool canBeRound(const Insertion &Place) {
  switch (Place.Kind) {
  case Form::Line:
  case Form::Head:
  case Form::Decl:
  case Form::Brace:
  case Form::Comma:
  case Form::Wrap:
    return Place.HasBase && !Place.RunsAlways;
  default:
    return false;
  }
}

static void addProbes(const Body &B, const ChosenRuns &Runs, Plan &Out) {
  bool HasEntry = false, NeedsBase = false;
  std::vector<unsigned> NumRounds(B.Loops.size());
  for (size_t R = 0; R != B.Runs.size(); ++R) {
    if (Runs.Counter[R] < 0)
      continue;
    const std::vector<Insertion> &Places = Runs.Places[R];
    int Loop = B.Runs[R].Loop;
    bool IsRound = Loop >= 0 && NumRounds[Loop] < MaxRounds && std::all_of(Places.begin(), Places.end(), canBeRound);
    if (IsRound) {
      ++NumRounds[Loop];
      Out.Probes.push_back({B.Loops[Loop], unsigned(Runs.Counter[R]), false, false});
    }
    for (const Insertion &Place : Places) {
      Out.Probes.push_back({Place, unsigned(Runs.Counter[R]), IsRound, false});
      HasEntry |= Place.Kind == Form::Function;
      NeedsBase |= Place.HasBase;
    }
  }
  if ((NeedsBase || B.Timed.isPossible()) && !HasEntry)
    Out.Probes.push_back({B.Base, 0, false, true});
}

static void addSites(const Body &B, const ChosenRuns &Runs, Plan &Out) {
  int Function = -1;
  if (B.IsFunction) {
    Function = Out.Functions.size();
    Out.Functions.push_back(&B.Function);
    Out.Entries.push_back(-1);
  }
  for (const Site &S : B.Sites) {
    if (!isCounted(S))
      continue;
    PlannedSite New;
    New.Where = &S;
    New.Function = Function;
    New.Terms = Runs.terms(S.Run);
    if (New.Terms.empty()) { // no number is better than a wrong one
      const Site *Last = Out.Unprobed.empty() ? nullptr : Out.Unprobed.back();
      if (!Last || std::tie(Last->Path, Last->Line) != std::tie(S.Path, S.Line))
        Out.Unprobed.push_back(&S);
      continue;
    }
    if (S.Kind == HPI_SITE_FUNC && &S == &B.Sites.front())
      Out.Entries[Function] = Out.Sites.size();
    Out.Sites.push_back(std::move(New));
  }
}

//===----------------------------------------------------------------------===//
// Exact times
//===----------------------------------------------------------------------===//

/// Where control comes to the line that \p S begins.
static std::vector<Insertion> boundariesOf(const Body &B, const Site &S) {
  std::vector<Insertion> All{S.Own};
  if (B.Runs[S.Run].NeedsAll)
    All = B.Runs[S.Run].Places;
  All.push_back(S.Start);
  All.erase(std::remove_if(All.begin(), All.end(),
                           [](const Insertion &I) { return !I.isPossible() || !I.HasBase || I.RunsAlways; }),
            All.end());
  return All;
}

/// A function begins with the line of its first statement, where nothing stands before that.
static void addTimes(const Body &B, unsigned Function, Plan &Out) {
  if (!B.Timed.isPossible())
    return;
  unsigned Whole = Out.Times.size();
  Out.Times.push_back({Function, B.Function.Path, 0});
  Out.Times.push_back({Function, B.Function.Path, B.Function.Line});
  std::map<std::pair<unsigned, unsigned>, unsigned> Known;
  std::vector<Probe> Boundaries;
  for (const Site &S : B.Sites) {
    if (!S.IsLine || S.Kind == HPI_SITE_FUNC)
      continue;
    for (const Insertion &Place : boundariesOf(B, S)) {
      bool IsFirst = Place.Begin == B.First && (Place.Kind == Form::Line || Place.Kind == Form::Decl);
      if (IsFirst) {
        Out.Times[Whole + 1] = {Function, S.Path, S.Line};
        Known[{S.Path, S.Line}] = Whole + 1;
        continue;
      }
      auto [It, IsNew] = Known.try_emplace({S.Path, S.Line}, Out.Times.size());
      if (IsNew)
        Out.Times.push_back({Function, S.Path, S.Line});
      Boundaries.push_back({Place, It->second, false, false, false, true});
    }
  }
  for (const Insertion &Place : B.ThreadEnds)
    Boundaries.push_back({Place, 0, false, false, true, false});
  Out.Probes.push_back({B.Timed, 0, false, false, false, true});
  Out.Probes.push_back({B.Base, Whole, false, false, false, true});
  Out.Probes.insert(Out.Probes.end(), Boundaries.begin(), Boundaries.end());
}

Plan hpi::makePlan(SourceSites &File) {
  for (uint64_t Key : File.Evaluated)
    if (auto It = File.Bodies.find(Key); It != File.Bodies.end())
      It->second.leaveAlone("evaluated before the program starts, for an object with static storage");
  chooseLineSites(File);
  closeFunctions(File);
  std::vector<std::pair<const Body *, ChosenRuns>> All;
  for (auto &[Key, B] : File.Bodies)
    All.emplace_back(&B, ChosenRuns(B)).second.choose();

  // Counters are numbered as they stand in the text.
  std::vector<std::tuple<unsigned, size_t, size_t>> Order;
  for (size_t I = 0; I != All.size(); ++I)
    for (size_t R = 0; R != All[I].second.Needed.size(); ++R)
      if (All[I].second.hasCounter(R))
        Order.push_back({All[I].second.Places[R].front().Begin, I, R});
  std::sort(Order.begin(), Order.end());
  Plan Out;
  for (auto [Begin, I, R] : Order)
    All[I].second.Counter[R] = Out.NumCounters++;
  for (auto &[B, Runs] : All) {
    addProbes(*B, Runs, Out);
    addSites(*B, Runs, Out);
    if (B->IsFunction)
      addTimes(*B, Out.Functions.size() - 1, Out);
  }
  return Out;
}
