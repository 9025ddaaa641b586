//===- Plan.cpp - which probes a file gets, and what their counters mean --===//
#include "Plan.h"

#include <algorithm>
#include <set>
#include <tuple>

using namespace hpi;

//===----------------------------------------------------------------------===//
// One site a line
//===----------------------------------------------------------------------===//

static bool isBefore(const Site &A, const Site &B) {
  return std::make_pair(A.Kind == HPI_SITE_OPERAND, A.Order) < std::make_pair(B.Kind == HPI_SITE_OPERAND, B.Order);
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

/// The runs of one body that have probes.
struct ChosenRuns {
  std::vector<std::vector<Insertion>> Places; ///< by run, empty where it has no place
  std::vector<bool> Needed;
  std::vector<int> Counter;

  explicit ChosenRuns(const Body &B) : Needed(B.Runs.size()), Counter(B.Runs.size(), -1) {
    for (const Run &R : B.Runs)
      Places.push_back(chosenPlaces(R));
  }
  bool isPossible(int R) const { return R >= 0 && !Places[R].empty(); }
};

} // namespace

/// True where \p S has no probe of its own: what enters its loop and what enters the loop's body add up to it.
static bool isSum(const Site &S, const ChosenRuns &Runs) {
  return Runs.isPossible(S.SumOf[0]) && Runs.isPossible(S.SumOf[1]) &&
         (Runs.Needed[S.SumOf[1]] || !Runs.isPossible(S.Run));
}

static void chooseRuns(const Body &B, ChosenRuns &Runs) {
  for (const Site &S : B.Sites)
    if (isCounted(S) && S.SumOf[1] < 0)
      Runs.Needed[S.Run] = true;
  // Loops from the inside outwards: an inner loop's entry may be the outer one's body.
  for (auto S = B.Sites.rbegin(); S != B.Sites.rend(); ++S) {
    if (!isCounted(*S) || S->SumOf[1] < 0)
      continue;
    if (isSum(*S, Runs))
      Runs.Needed[S->SumOf[0]] = Runs.Needed[S->SumOf[1]] = true;
    else
      Runs.Needed[S->Run] = true;
  }
}

//===----------------------------------------------------------------------===//
// Counters
//===----------------------------------------------------------------------===//

static void addProbes(const Body &B, const ChosenRuns &Runs, Plan &Out) {
  bool HasEntry = false, NeedsBase = false;
  for (size_t R = 0; R != B.Runs.size(); ++R) {
    if (Runs.Counter[R] < 0)
      continue;
    for (const Insertion &Place : Runs.Places[R]) {
      Out.Probes.push_back({Place, unsigned(Runs.Counter[R]), false});
      HasEntry |= Place.Kind == Form::Function;
      NeedsBase |= Place.HasBase;
    }
  }
  if (NeedsBase && !HasEntry)
    Out.Probes.push_back({B.Base, 0, true});
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
    if (S.SumOf[1] >= 0 && isSum(S, Runs) && Runs.Counter[S.SumOf[0]] >= 0)
      New.Terms = {unsigned(Runs.Counter[S.SumOf[0]]), unsigned(Runs.Counter[S.SumOf[1]])};
    else if (Runs.Counter[S.Run] >= 0)
      New.Terms = {unsigned(Runs.Counter[S.Run])};
    if (New.Terms.empty()) {
      Out.Unprobed.push_back(&S);
      continue; // no number is better than a wrong one
    }
    if (S.Kind == HPI_SITE_FUNC && &S == &B.Sites.front())
      Out.Entries[Function] = Out.Sites.size();
    Out.Sites.push_back(std::move(New));
  }
}

Plan hpi::makePlan(SourceSites &File) {
  chooseLineSites(File);
  std::vector<std::pair<const Body *, ChosenRuns>> All;
  for (auto &[Key, B] : File.Bodies)
    chooseRuns(B, All.emplace_back(&B, ChosenRuns(B)).second);

  // Counters are numbered as they stand in the text.
  std::vector<std::tuple<unsigned, size_t, size_t>> Order;
  for (size_t I = 0; I != All.size(); ++I)
    for (size_t R = 0; R != All[I].second.Needed.size(); ++R)
      if (All[I].second.Needed[R] && All[I].second.isPossible(R))
        Order.push_back({All[I].second.Places[R].front().Begin, I, R});
  std::sort(Order.begin(), Order.end());
  Plan Out;
  for (auto [Begin, I, R] : Order)
    All[I].second.Counter[R] = Out.NumCounters++;
  for (auto &[B, Runs] : All) {
    addProbes(*B, Runs, Out);
    addSites(*B, Runs, Out);
  }
  return Out;
}
