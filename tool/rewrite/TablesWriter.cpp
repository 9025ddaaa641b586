//===- TablesWriter.cpp - the tables of a rewritten file ------------------===//
#include "TablesWriter.h"
#include "hpinstr/hpinstr.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace hpi;

namespace {

class Writer {
public:
  explicit Writer(raw_ostream &OS) : OS(OS) {}
  void number(uint64_t Value) { encodeULEB128(Value, OS); }
  void string(StringRef Text) {
    number(Text.size());
    OS << Text;
  }
  void files(const SourceSites &File, StringRef Text);
  void functions(const Plan &P);
  void sites(const Plan &P);
  void skipped(const SourceSites &File);
  void timed(const Plan &P);

private:
  raw_ostream &OS;
};

} // namespace

/// Only the first path is this file; `#line` named the others.
void Writer::files(const SourceSites &File, StringRef Text) {
  number(File.Paths.size());
  for (size_t I = 0; I != File.Paths.size(); ++I) {
    string(File.Paths[I]);
    number(I == 0);
    if (I == 0)
      OS << toStringRef(SHA256::hash(arrayRefFromStringRef(Text)));
  }
}

void Writer::functions(const Plan &P) {
  number(P.Functions.size());
  for (size_t I = 0; I != P.Functions.size(); ++I) {
    const FunctionRecord &F = *P.Functions[I];
    string(F.Linkage);
    string(F.Name);
    for (unsigned Value : {F.Path, F.Line, F.Column, F.EndLine, F.Flags, unsigned(P.Entries[I] + 1)})
      number(Value);
  }
}

void Writer::sites(const Plan &P) {
  number(P.Sites.size());
  int64_t LastLine = 0;
  for (const PlannedSite &S : P.Sites) {
    number(S.Function + 1);
    number(S.Where->Kind);
    number(S.Where->IsLine ? HPI_SITEFLAG_LINE : 0);
    number(S.Where->Path);
    encodeSLEB128(int64_t(S.Where->Line) - LastLine, OS);
    LastLine = S.Where->Line;
    number(S.Where->Column);
    number(S.Terms.size());
    for (unsigned Counter : S.Terms)
      number(uint64_t(Counter) * 2);
  }
}

void Writer::skipped(const SourceSites &File) {
  number(File.Skipped.size());
  for (const auto &[Offset, Record] : File.Skipped) {
    string(Record.Linkage);
    number(Record.Path);
    number(Record.Line);
    number(Record.Reason);
  }
}

void Writer::timed(const Plan &P) {
  number(P.Times.size());
  for (unsigned I = 0; I != P.Times.size(); ++I)
    for (unsigned Value : {P.Times[I].Function, P.Times[I].Path, P.Times[I].Line, P.firstTime(I), P.firstMaximum(I)})
      number(Value);
}

static std::string encodePayload(const SourceSites &File, const Plan &P, StringRef Text, const TableHead &Head) {
  std::string Payload;
  raw_string_ostream OS(Payload);
  Writer Out(OS);
  Out.string("hpinstr-rewrite " + std::to_string(HPINSTR_VERSION_MAJOR) + "." + std::to_string(HPINSTR_VERSION_MINOR));
  Out.string(Head.Options);
  Out.string(File.Paths.front());
  Out.string("");
  Out.files(File, Text);
  Out.functions(P);
  Out.sites(P);
  Out.number(0); // branches
  Out.skipped(File);
  Out.timed(P);
  Out.number(0); // calls
  Out.number(0); // expressions `new`
  Out.number(1);
  Out.number(0);
  Out.string(Head.Tree);
  Out.string(Head.Path);
  return Payload;
}

std::string hpi::encodeTables(const SourceSites &File, const Plan &P, StringRef Text, const TableHead &Head) {
  std::string Payload = encodePayload(File, P, Text, Head);
  SmallVector<uint8_t, 0> Packed;
  if (compression::zlib::isAvailable())
    compression::zlib::compress(arrayRefFromStringRef(Payload), Packed);
  bool UsePacked = !Packed.empty() && Packed.size() < Payload.size();
  std::string Blob(sizeof(HpiTablesHeader), '\0');
  char *Start = Blob.data();
  support::endian::write32le(Start + offsetof(HpiTablesHeader, Magic), HPI_TABLES_MAGIC);
  support::endian::write16le(Start + offsetof(HpiTablesHeader, Version), HPI_TABLES_VERSION);
  support::endian::write16le(Start + offsetof(HpiTablesHeader, Flags),
                             HPI_TABLES_OFF_CPU | (UsePacked ? HPI_TABLES_ZLIB : 0));
  support::endian::write64le(Start + offsetof(HpiTablesHeader, RawSize), Payload.size());
  return Blob + (UsePacked ? toStringRef(Packed).str() : Payload);
}
