//===- SiteTable.cpp - which site gives a line its number -----------------===//
#include "SiteTable.h"

#include <map>
#include <set>
#include <tuple>

using namespace llvm;
using namespace hpi;

unsigned SiteTable::fileIndex(StringRef Path) {
  auto [It, IsNew] = FileIndex.try_emplace(Path, Files.size());
  if (IsNew)
    Files.push_back({Path.str(), std::nullopt});
  return It->second;
}

/// A template's own text numbers a line only where no instantiation does, and an operand where no statement does.
static unsigned priority(const SiteRecord &Site) { return (Site.IsPattern ? 2 : 0) + (Site.Kind == HPI_SITE_OPERAND); }

/// Where #line gives several lines of a generated file one number, the one nearest behind a #line is meant: the others
/// are what a generator spread over more lines than it said, as Cython does.
static bool isBefore(const SiteRecord &A, const SiteRecord &B) {
  return std::make_tuple(priority(A), A.Drift, A.Order) < std::make_tuple(priority(B), B.Drift, B.Order);
}

void SiteTable::chooseLineSites() {
  std::map<std::pair<unsigned, unsigned>, SiteRecord> First;
  for (const SiteRecord &Site : Sites) {
    if (!Site.IsLine)
      continue;
    auto [It, IsNew] = First.try_emplace({Site.File, Site.Line}, Site);
    if (!IsNew && isBefore(Site, It->second))
      It->second = Site;
  }
  // A macro may spell one statement several times on its line: only the first of a body counts.
  std::set<std::tuple<unsigned, unsigned, unsigned, unsigned>> Seen;
  for (SiteRecord &Site : Sites) {
    if (!Site.IsLine)
      continue;
    const SiteRecord &Best = First.find({Site.File, Site.Line})->second;
    Site.IsLine = Site.Identity == Best.Identity && Site.Kind == Best.Kind && (!Site.IsPattern || Best.IsPattern) &&
                  Seen.insert({Site.Body, Site.Expansion, Site.File, Site.Line}).second;
  }
}

void SiteTable::closeFunctions() {
  for (const SiteRecord &Site : Sites) {
    if (Site.Function < 0 || Site.Drift)
      continue;
    FunctionRecord &F = Functions[Site.Function];
    if (F.File == Site.File)
      F.EndLine = std::max(F.EndLine, Site.Line);
  }
}

void SiteTable::dropUncountedBranches() {
  llvm::erase_if(Branches, [this](const BranchRecord &B) { return !isCounted(B.Total) || !isCounted(B.True); });
}

bool SiteTable::isCounted(unsigned Site) const {
  const SiteRecord &Record = Sites[Site];
  return Record.IsLine || Record.Kind == HPI_SITE_FUNC || Record.Kind == HPI_SITE_BRANCH ||
         Record.Kind == HPI_SITE_BOUNDARY;
}

bool SiteTable::beginsLine(const SiteRecord &Site) const {
  return Site.Kind == HPI_SITE_BOUNDARY || (Site.IsLine && Site.Kind != HPI_SITE_FUNC);
}
