//===- ExportCobertura.cpp - coverage.xml of Cobertura --------------------===//
//
// Owns: the format of Cobertura (coverage-04.dtd), which CI servers read. Must not: read files.
//
// A package is a directory, a class a file. The rate of what has no line, or no branch, is 1, as Cobertura has it.
//
//===----------------------------------------------------------------------===//
#include "Diag.h"
#include "Export.h"
#include "FunctionGroup.h"
#include "Summary.h"
#include "Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace hpinstr;

namespace {
struct Rates {
  Coverage Lines, Branches;
  void add(const Rates &Other) {
    Lines.Hit += Other.Lines.Hit;
    Lines.Total += Other.Lines.Total;
    Branches.Hit += Other.Branches.Hit;
    Branches.Total += Other.Branches.Total;
  }
};
} // namespace

static std::string xml(StringRef Text) {
  std::string Out;
  raw_string_ostream OS(Out);
  printHTMLEscaped(utf8(printable(Text)), OS);
  return Out;
}

static std::string rate(const Coverage &C) {
  return C.Total ? fixedText(double(C.Hit) / double(C.Total), 4) : std::string("1.0");
}

static std::string attributes(const Rates &R) {
  return "line-rate=\"" + rate(R.Lines) + "\" branch-rate=\"" + rate(R.Branches) + "\" complexity=\"0\"";
}

/// The branches of each line.
static std::map<uint64_t, Coverage> branchesByLine(const ProfileFile &File) {
  std::map<uint64_t, Coverage> Found;
  for (const auto &[Place, Figures] : File.Branches) {
    Found[Place.first].add(Figures.True != 0);
    Found[Place.first].add(Figures.False != 0);
  }
  return Found;
}

static Rates ratesOf(const ProfileFile &File) {
  Rates R;
  R.Lines = lineCoverage(File);
  for (const auto &[Line, C] : branchesByLine(File)) {
    R.Branches.Hit += C.Hit;
    R.Branches.Total += C.Total;
  }
  return R;
}

static void writeMethods(ArrayRef<FunctionGroup> Groups, size_t File, raw_ostream &OS) {
  OS << "<methods>\n";
  for (const FunctionGroup &G : Groups)
    if (G.File == File && G.Calls)
      OS << "<method name=\"" << xml(G.Name) << "\" signature=\"\" line-rate=\"" << (*G.Calls ? "1.0" : "0.0")
         << "\" branch-rate=\"1.0\" complexity=\"0\"><lines><line number=\"" << G.Line << "\" hits=\"" << *G.Calls
         << "\"/></lines></method>\n";
  OS << "</methods>\n";
}

static void writeClass(const Profile &P, size_t Index, ArrayRef<FunctionGroup> Groups, raw_ostream &OS) {
  const ProfileFile &File = P.Files[Index];
  OS << "<class name=\"" << xml(sys::path::filename(File.Path)) << "\" filename=\"" << xml(File.Path) << "\" "
     << attributes(ratesOf(File)) << ">\n";
  writeMethods(Groups, Index, OS);
  OS << "<lines>\n";
  std::map<uint64_t, Coverage> Branches = branchesByLine(File);
  for (const auto &[Line, Figures] : File.Lines) {
    if (!Figures.Hits)
      continue;
    auto Branch = Branches.find(Line);
    OS << "<line number=\"" << Line << "\" hits=\"" << *Figures.Hits << '"';
    if (Branch != Branches.end())
      OS << " branch=\"true\" condition-coverage=\"" << Branch->second.Hit * 100 / Branch->second.Total << "% ("
         << Branch->second.Hit << '/' << Branch->second.Total << ")\"";
    OS << "/>\n";
  }
  OS << "</lines>\n</class>\n";
}

static void writePackage(const Profile &P, StringRef Name, ArrayRef<size_t> Files, ArrayRef<FunctionGroup> Groups,
                         raw_ostream &OS) {
  Rates Sum;
  for (size_t File : Files)
    Sum.add(ratesOf(P.Files[File]));
  OS << "<package name=\"" << xml(Name) << "\" " << attributes(Sum) << ">\n<classes>\n";
  for (size_t File : Files)
    writeClass(P, File, Groups, OS);
  OS << "</classes>\n</package>\n";
}

void hpinstr::exportCobertura(const Profile &P, const CounterStore &Store, raw_ostream &OS) {
  std::map<std::string, std::vector<size_t>> Packages;
  Rates Sum;
  uint64_t StartNs = 0;
  for (size_t File = 0; File != P.Files.size(); ++File) {
    if (lineCoverage(P.Files[File]).Total == 0)
      continue;
    Packages[sys::path::parent_path(P.Files[File].Path).str()].push_back(File);
    Sum.add(ratesOf(P.Files[File]));
  }
  for (const StoredRun &Run : Store.Runs)
    StartNs = std::max(StartNs, Run.Header.StartRealtimeNs);
  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!DOCTYPE coverage SYSTEM \"http://cobertura.sourceforge.net/xml/coverage-04.dtd\">\n"
     << "<coverage " << attributes(Sum) << " lines-covered=\"" << Sum.Lines.Hit << "\" lines-valid=\""
     << Sum.Lines.Total << "\" branches-covered=\"" << Sum.Branches.Hit << "\" branches-valid=\"" << Sum.Branches.Total
     << "\" version=\"hpinstr " << versionText() << "\" timestamp=\"" << StartNs / 1000000000
     << "\">\n<sources><source>/</source></sources>\n<packages>\n";
  std::vector<FunctionGroup> Groups = splitGroups(groupFunctions(P));
  for (const auto &[Name, Files] : Packages)
    writePackage(P, Name, Files, Groups, OS);
  OS << "</packages>\n</coverage>\n";
}
