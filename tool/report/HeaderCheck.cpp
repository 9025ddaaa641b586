//===- HeaderCheck.cpp - whether a header's facts can be believed ---------===//
//
// Owns: the checks over include/hpinstr/HeaderFacts.inc. Must not: read files.
//
//===----------------------------------------------------------------------===//
#include "HeaderCheck.h"

using namespace hpinstr;

static void add(uint64_t &Check, uint64_t Fact) {
  Check = (Check ^ Fact) * 0x9e3779b97f4a7c15u;
  Check ^= Check >> 32;
}

static uint64_t startCheck(const HpiFileHeader &H) {
  uint64_t Check = 0xcbf29ce484222325u;
#define HPI_START_FACT(Field) add(Check, uint64_t(H.Field));
#include "hpinstr/HeaderFacts.inc"
  return Check | 1;
}

static uint64_t endCheck(const HpiFileHeader &H) {
  uint64_t Check = 0xcbf29ce484222325u;
#define HPI_END_FACT(Field) add(Check, uint64_t(H.Field));
#include "hpinstr/HeaderFacts.inc"
  return Check | 1;
}

void hpinstr::dropDamagedFacts(HpiFileHeader &H, std::vector<std::string> &Losses) {
  if (H.StartCheck && H.StartCheck != startCheck(H)) {
    uint64_t ImageId = H.ImageId; // what else the file has of the process is named by it, right or wrong
#define HPI_START_FACT(Field) H.Field = 0;
#include "hpinstr/HeaderFacts.inc"
    H.ImageId = ImageId;
    H.StartCheck = 0;
    Losses.push_back(
        "the header: expected facts that fit their check, found others: pid and start of a process are lost");
  }
  bool IsDamaged = H.EndCheck && H.EndCheck != endCheck(H);
  if (H.EndKind == HPI_END_UNKNOWN || (!IsDamaged && H.EndKind <= HPI_END_NORMAL))
    return;
#define HPI_END_FACT(Field) H.Field = 0;
#include "hpinstr/HeaderFacts.inc"
  H.EndCheck = 0;
  Losses.push_back(
      "the header: expected facts that fit their check, found others: end and times of a process are lost");
}
