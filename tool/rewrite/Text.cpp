//===- Text.cpp - the text of a rewritten file ----------------------------===//
#include "Text.h"
#include "hpinstr/Abi.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;
using namespace hpi;

std::string hpi::fileTag(StringRef RelativePath) {
  std::string Tag;
  for (char C : sys::path::filename(RelativePath))
    Tag += isAlnum(C) ? C : '_';
  if (isDigit(Tag[0]))
    Tag.insert(Tag.begin(), '_');
  char Hash[16];
  snprintf(Hash, sizeof(Hash), "_%04x", unsigned(xxh3_64bits(RelativePath) & 0xffff));
  return Tag + Hash;
}

//===----------------------------------------------------------------------===//
// Probes
//===----------------------------------------------------------------------===//

namespace {

/// Text that goes in at an offset. What closes goes before what opens; of what opens, the outermost first, of what
/// closes, the innermost.
struct Edit {
  unsigned Offset;
  bool Opens;
  unsigned Sequence;
  std::string Text;
  unsigned Begin = 0; ///< of what closes: where its other half opens
};

class Speller {
public:
  explicit Speller(std::string Tag) : Tag(std::move(Tag)) {}
  void add(const Probe &P);
  std::vector<Edit> Edits;

private:
  std::string call(const char *Name, const Probe &P) const;
  void open(unsigned Offset, std::string Text) { Edits.push_back({Offset, true, Next++, std::move(Text)}); }
  void close(unsigned Offset, std::string Text, unsigned Begin) {
    Edits.push_back({Offset, false, Next++, std::move(Text), Begin});
  }

  std::string Tag;
  unsigned Next = 0;
};

} // namespace

/// `HPI_NAME(7)`, or `HPI_NAME_IN(tag, 7)` where the function has no lookup to share.
std::string Speller::call(const char *Name, const Probe &P) const {
  std::string Number = std::to_string(P.Counter);
  if (P.EndsThread)
    return "HPI_TIMES_END()";
  if (P.IsTime)
    return "HPI_TIME" + std::string(Name).substr(3) + "(" + Number + ")";
  if (P.IsRound)
    return P.Place.Kind == Form::Decl ? "HPI_DECL_ROUND(" + Number + ")" : "HPI_ROUND(" + Number + ")";
  if (P.Place.RunsAlways)
    return "HPI_RUN_IN(" + Tag + ", " + Number + ")";
  if (P.Place.HasBase)
    return std::string(Name) + "(" + Number + ")";
  return std::string(Name) + "_IN(" + Tag + ", " + Number + ")";
}

void Speller::add(const Probe &P) {
  const Insertion &I = P.Place;
  switch (I.Kind) {
  case Form::None:
    return;
  case Form::Timed:
    return open(I.Begin, "HPI_TIMED ");
  case Form::Function:
    if (P.IsTime)
      return open(I.Begin, " HPI_TIMES(" + Tag + ", " + std::to_string(P.Counter) + ");");
    return open(I.Begin, P.IsBaseOnly ? " HPI_HERE(" + Tag + ");"
                                      : " HPI_FUNCTION(" + Tag + ", " + std::to_string(P.Counter) + ");");
  case Form::Line:
    return open(I.Begin, call("HPI_LINE", P) + "; ");
  case Form::Head:
    return open(I.Begin, " " + call("HPI_LINE", P) + ";");
  case Form::Decl:
    return open(I.Begin, call("HPI_DECL", P) + "; ");
  case Form::Brace:
    open(I.Begin, "{ " + call("HPI_LINE", P) + "; ");
    return close(I.End, " }", I.Begin);
  case Form::Before:
    return open(I.Begin, call("HPI_BEFORE", P) + " ");
  case Form::Comma:
    return open(I.Begin, call("HPI_AT", P) + ", ");
  case Form::Wrap:
    open(I.Begin, "(" + call("HPI_AT", P) + ", ");
    return close(I.End, ")", I.Begin);
  case Form::And:
    return open(I.Begin, call("HPI_AND", P) + " ");
  case Form::Or:
    return open(I.Begin, call("HPI_OR", P) + " ");
  case Form::Global:
    return open(I.Begin, "HPI_GLOBAL(" + Tag + ", " + std::to_string(P.Counter) + "); ");
  case Form::Rounds:
    open(I.Begin, "{ HPI_COUNT(" + std::to_string(P.Counter) + "); ");
    return close(I.End, " HPI_COUNTED(" + std::to_string(P.Counter) + "); }", I.Begin);
  case Form::Open:
    return open(I.Begin, "{ ");
  case Form::Close:
    return close(I.Begin, " " + call("HPI_LINE", P) + "; }", I.End);
  }
}

/// Statements open before what stands in their expressions.
static unsigned nesting(const Probe &P) {
  switch (P.Place.Kind) {
  case Form::Timed:
  case Form::Open:
  case Form::Close:
    return 0;
  case Form::Function:
  case Form::Head:
    return 1;
  case Form::Line:
  case Form::Decl:
  case Form::Brace:
  case Form::Before:
  case Form::Global:
    return 2;
  case Form::Rounds:
    return 3;
  case Form::Comma:
    return 4;
  default:
    return 5;
  }
}

static std::string withEdits(StringRef Text, const std::vector<Edit> &Edits) {
  std::vector<const Edit *> InOrder;
  size_t Size = Text.size(), At = 0;
  for (const Edit &E : Edits) {
    InOrder.push_back(&E);
    Size += E.Text.size();
  }
  llvm::sort(InOrder, [](const Edit *A, const Edit *B) {
    if (A->Offset != B->Offset)
      return A->Offset < B->Offset;
    if (A->Opens != B->Opens)
      return !A->Opens;
    if (A->Begin != B->Begin)
      return A->Begin > B->Begin;
    return A->Opens ? A->Sequence < B->Sequence : A->Sequence > B->Sequence;
  });
  std::string Out;
  Out.reserve(Size);
  for (const Edit *E : InOrder) {
    Out += Text.slice(At, E->Offset);
    Out += E->Text;
    At = E->Offset;
  }
  Out += Text.substr(At);
  return Out;
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

static const char *kindText(HpiSiteKind Kind) {
  switch (Kind) {
#define HPI_SITE(Name, Value, Text)                                                                                    \
  case HPI_SITE_##Name:                                                                                                \
    return Text;
#include "hpinstr/SiteKinds.inc"
  }
  return "";
}

/// What each counter counts, for who reads the probes.
static void listCounters(const Plan &P, raw_ostream &OS) {
  std::vector<std::string> Lines(P.NumCounters);
  for (const PlannedSite &S : P.Sites)
    for (unsigned Counter : S.Terms)
      if (S.Terms.size() == 1)
        Lines[Counter] += (Lines[Counter].empty() ? "" : ", ") + std::to_string(S.Where->Line);
  OS << "/* Counter: lines that it counts.\n";
  for (unsigned I = 0; I != P.NumCounters; ++I)
    OS << " * " << I << ": " << Lines[I] << '\n';
  for (const PlannedSite &S : P.Sites)
    if (S.Terms.size() > 1) {
      OS << " *";
      for (size_t I = 0; I != S.Terms.size(); ++I)
        OS << (I ? " + " : " ") << S.Terms[I];
      OS << ": " << S.Where->Line << " (" << kindText(S.Where->Kind) << ")\n";
    }
  for (size_t I = 0; I != P.Times.size(); ++I)
    OS << " * Time " << I << ": "
       << (P.Times[I].Line ? "line " + std::to_string(P.Times[I].Line)
                           : "function at line " + std::to_string(P.Functions[P.Times[I].Function]->Line))
       << '\n';
  OS << " */\n";
}

static void writeBytes(StringRef Blob, raw_ostream &OS) {
  std::string Padded = Blob.str();
  Padded.resize((Padded.size() + 7) / 8 * 8);
  for (size_t I = 0; I != Padded.size(); I += 8) {
    if (I % 32 == 0)
      OS << (I ? "\\n\" \\\n" : "") << "  \".quad ";
    OS << (I % 32 ? "," : "") << "0x";
    OS.write_hex(support::endian::read64le(Padded.data() + I));
  }
  OS << "\\n\"";
}

/// True for the file with main, where that does not define names of the allocator itself.
static bool opensHeap(const SourceSites &File, const Plan &P, const TableHead &Head) {
  static constexpr llvm::StringLiteral Family[] = {
#define HPI_HEAP(Name, Member, GlibcName) #Name,
#include "hpinstr/HeapFamily.inc"
#define HPI_MAP(Name, Member, GlibcName) #Name,
#include "hpinstr/MapFamily.inc"
  };
  StringSet<> Defined;
  for (const FunctionRecord *F : P.Functions)
    Defined.insert(F->Linkage);
  for (const auto &[Offset, Record] : File.Skipped)
    Defined.insert(Record.Linkage);
  return (Head.Wants & HPI_WANTS_MEMORY) && Defined.contains("main") &&
         none_of(Family, [&Defined](StringRef Name) { return Defined.contains(Name); });
}

static std::string tablesText(const SourceSites &File, const Plan &P, StringRef Text, const TableHead &Head,
                              const std::vector<std::string> &Headers) {
  StringRef Name = sys::path::filename(Head.Path);
  std::string Blob = encodeTables(File, P, Text, Head), Out;
  raw_string_ostream OS(Out);
  OS << "/* " << Name << ".hpi.h - the counters of " << Name << ", and what they mean. Made by hpinstr-rewrite. */\n"
     << "#pragma GCC system_header\n";
  for (const std::string &Header : Headers)
    OS << "#include \"" << Header << "\"\n";
  if (P.Sites.empty())
    return Out;
  listCounters(P, OS);
  OS << "#ifndef HPI_FILE_" << fileTag(Head.Path) << "\n#define HPI_FILE_" << fileTag(Head.Path) << '\n';
  OS << (P.Times.empty() ? "HPI_FILE(" : "HPI_TIMED_FILE(") << fileTag(Head.Path) << ", "
     << format_hex_no_prefix(xxh3_64bits(Blob), 16) << ", " << P.NumCounters << ", "
     << (P.Times.empty() ? "" : std::to_string(P.Times.size()) + ", ") << Head.Wants << ", " << Blob.size() << ", \\\n";
  writeBytes(Blob, OS);
  OS << ");\n";
  if (opensHeap(File, P, Head))
    OS << "HPI_ALLOCATIONS\n";
  OS << "#endif\n";
  return Out;
}

RewrittenText hpi::rewriteText(const SourceSites &File, const Plan &P, StringRef Text, const TableHead &Head,
                               const std::vector<std::string> &Headers) {
  std::string Name = sys::path::filename(Head.Path).str(), Tag = fileTag(Head.Path);
  std::multimap<unsigned, Probe> Probes;
  for (const Probe &Next : P.Probes)
    Probes.insert({nesting(Next), Next});
  Speller Spell(Tag);
  for (const auto &[Nesting, Next] : Probes)
    Spell.add(Next);
  for (auto [Begin, End] : File.Hidden) {
    Spell.Edits.push_back({Begin, true, 0, "/*", 0});
    Spell.Edits.push_back({End, false, 0, "*/", Begin});
  }
  if (!File.IsFragment) {
    IncludePlace Place = findIncludePlace(Text);
    StringRef After = Text.substr(Place.Offset);
    StringRef Space = After.empty() || After.starts_with("\n") || After.starts_with("\r") ? "" : " ";
    std::string Include = "#include \"" + Name + ".hpi.h\"" + (Place.AddsLines ? "\n#line 1\n" : Space.str());
    Spell.Edits.push_back({unsigned(Place.Offset), false, 0, Include, 0});
  }
  return {withEdits(Text, Spell.Edits), tablesText(File, P, Text, Head, Headers)};
}
