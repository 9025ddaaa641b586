//===- ModuleTablesTest.cpp - decoding of tables ---------------------------===//
//
// Owns: the cases of the tables' grammar, well formed and not, byte by byte.
//
//===----------------------------------------------------------------------===//
#include "ModuleTables.h"
#include "gtest/gtest.h"
#include <cstring>

using namespace hpinstr;

namespace {
// producer, options, main file, directory: all empty.
const std::string NoStrings(4, '\0');
// one file "f" without checksum
const std::string OneFile("\1\1f\0", 4);

std::string blob(const std::string &Payload, uint64_t RawSize) {
  HpiTablesHeader Head = {HPI_TABLES_MAGIC, HPI_TABLES_VERSION, 0, RawSize};
  return std::string(reinterpret_cast<const char *>(&Head), sizeof(Head)) + Payload;
}
std::string blob(const std::string &Payload) { return blob(Payload, Payload.size()); }

std::string problem(const std::string &Blob, uint64_t NumCounters) {
  llvm::Expected<ModuleTables> Tables = ModuleTables::decode(Blob, NumCounters);
  return Tables ? "" : toString(Tables.takeError());
}
} // namespace

TEST(ModuleTables, ReadsSitesWithSignedLinesAndTerms) {
  // No function; two sites: line 300 with +1 -0, then line 299 without a term.
  std::string Sites("\2\0\1\1\0\xac\2\5\2\2\1\0\0\1\0\x7f\5\0", 18);
  std::string Blob = blob(NoStrings + OneFile + std::string(1, '\0') + Sites + std::string(2, '\0'));
  llvm::Expected<ModuleTables> Tables = ModuleTables::decode(Blob, 2);
  ASSERT_TRUE(bool(Tables)) << toString(Tables.takeError());
  ASSERT_EQ(Tables->Sites.size(), 2u);
  EXPECT_EQ(Tables->Sites[0].Line, 300u);
  EXPECT_EQ(Tables->Sites[0].Kind, uint64_t(HPI_SITE_LOOP));
  EXPECT_EQ(Tables->Terms, (std::vector<uint64_t>{2, 1}));
  EXPECT_EQ(Tables->Sites[1].Line, 299u);
  EXPECT_EQ(Tables->Sites[1].NumTerms, 0u);
}

TEST(ModuleTables, ReadsWhatWasCompiledInTheFilesPlace) {
  // Functions to news: none.
  std::string Nothing(7, '\0');
  std::string Blob = blob(NoStrings + OneFile + Nothing + std::string("\1\0\2/t\1f", 7));
  llvm::Expected<ModuleTables> Tables = ModuleTables::decode(Blob, 0);
  ASSERT_TRUE(bool(Tables)) << toString(Tables.takeError());
  ASSERT_EQ(Tables->Copies.size(), 1u);
  EXPECT_EQ(Tables->Copies[0].Tree, "/t");
  EXPECT_EQ(Tables->Copies[0].Path, "f");
  EXPECT_EQ(problem(blob(NoStrings + OneFile + Nothing + std::string("\1\1\2/t\1f", 7)), 0),
            "expected well-formed tables, found a copy of an unknown file");
}

TEST(ModuleTables, ReadsNewsBehindCalls) {
  // No function, site, branch, skipped or timed; no call; a new in file 0, line 7, column 3, of "T".
  std::string Lists(6, '\0');
  std::string New("\1\0\0\7\3\1T", 7);
  std::string Blob = blob(NoStrings + OneFile + Lists + New);
  llvm::Expected<ModuleTables> Tables = ModuleTables::decode(Blob, 0);
  ASSERT_TRUE(bool(Tables)) << toString(Tables.takeError());
  ASSERT_EQ(Tables->News.size(), 1u);
  EXPECT_EQ(Tables->News[0].Line, 7u);
  EXPECT_EQ(Tables->News[0].Type, "T");
  New[1] = 1;
  EXPECT_EQ(problem(blob(NoStrings + OneFile + Lists + New), 0),
            "expected well-formed tables, found an allocation in an unknown function");
}

TEST(ModuleTables, RefusesWhatIsNoTable) {
  EXPECT_EQ(problem("HPIT", 0), "expected tables, found 4 bytes");
  EXPECT_EQ(problem(std::string(16, 'x'), 0), "expected tables that begin with HPIT, found other bytes");
  EXPECT_EQ(problem(blob("", 5), 0), "expected 5 bytes of tables, found 0");
}

TEST(ModuleTables, RefusesCountsAndIndicesOutOfRange) {
  EXPECT_EQ(problem(blob(""), 0), "expected well-formed tables, found a number past the end or above 64 bits");
  EXPECT_EQ(problem(blob("\xff\x01"), 0), "expected well-formed tables, found a string past the end");
  EXPECT_EQ(problem(blob(NoStrings + "\x7f"), 0), "expected well-formed tables, found a count past the end");
  // A site in file 1 of 1.
  std::string Site("\0\1\0\1\1\1\1\1\0\0\0", 11);
  EXPECT_EQ(problem(blob(NoStrings + OneFile + Site), 0),
            "expected well-formed tables, found a site in an unknown file");
}

TEST(ModuleTables, RefusesABombBeforeItUnpacksIt) {
  HpiTablesHeader Head = {HPI_TABLES_MAGIC, HPI_TABLES_VERSION, HPI_TABLES_ZLIB, 200u << 20};
  std::string Blob = std::string(reinterpret_cast<const char *>(&Head), sizeof(Head)) + "x";
  EXPECT_EQ(problem(Blob, 0), "expected tables of at most 268435456 bytes unpacked, found 209715200 from 1");
}
