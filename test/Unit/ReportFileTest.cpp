//===- ReportFileTest.cpp - reading chunks ---------------------------------===//
//
// Owns: the cases of chunks whose numbers do not fit together.
//
//===----------------------------------------------------------------------===//
#include "ReportFile.h"
#include "CounterStore.h"
#include "gtest/gtest.h"
#include <cstring>

using namespace hpinstr;
using llvm::MemoryBuffer;

namespace {
template <typename T> std::string bytesOf(const T &Value) {
  return std::string(reinterpret_cast<const char *>(&Value), sizeof(T));
}

std::string file(const std::string &Chunks) {
  HpiFileHeader H = {};
  std::memcpy(H.Magic, HPI_FILE_MAGIC, 8);
  H.Version = H.MinReaderVersion = 1;
  H.HeaderSize = HPI_HEADER_BYTES;
  H.EndianTag = HPI_ENDIAN_TAG;
  H.CommittedSize = HPI_HEADER_BYTES + Chunks.size();
  std::string Page = bytesOf(H);
  Page.resize(HPI_HEADER_BYTES);
  return Page + Chunks;
}

std::string object(uint32_t Id, uint64_t NumModules, uint64_t NumCounters) {
  HpiObjectChunk C = {};
  C.Head = {HPI_CHUNK_OBJECT, 0, sizeof(C)};
  C.ObjectId = Id;
  C.NumModules = NumModules;
  C.NumCounters = NumCounters;
  return bytesOf(C);
}

std::string module(uint64_t First, uint64_t NumCounters, uint64_t TablesSize) {
  HpiModuleChunk C = {};
  C.Head = {HPI_CHUNK_MODULE, 0, sizeof(C)};
  C.FirstCounter = First;
  C.NumCounters = NumCounters;
  C.TablesSize = TablesSize;
  return bytesOf(C);
}

ReportFile read(const std::string &Bytes) {
  llvm::Expected<ReportFile> File = ReportFile::parse(MemoryBuffer::getMemBufferCopy(Bytes, "t"));
  return cantFail(std::move(File));
}
} // namespace

TEST(ReportFile, ReadsAnEmptyReport) {
  ReportFile File = read(file(""));
  EXPECT_TRUE(File.Losses.empty());
  EXPECT_EQ(File.Runs.size(), 1u);
}

TEST(ReportFile, SumsThatOverflowAreNoRange) {
  ReportFile File = read(file(object(0, 0, 8) + module(UINT64_MAX, 2, 0)));
  EXPECT_TRUE(File.Modules.empty());
  ASSERT_EQ(File.Losses.size(), 1u);
  EXPECT_NE(File.Losses[0].find("expected counters below 8, found 2 from 18446744073709551615"), std::string::npos);
}

TEST(ReportFile, TablesStayInTheirChunk) {
  ReportFile File = read(file(object(0, 0, 8) + module(0, 2, 1)));
  EXPECT_TRUE(File.Modules.empty());
  EXPECT_EQ(File.Losses.size(), 1u);
}

TEST(ReportFile, SaysThatModulesAreMissing) {
  ReportFile File = read(file(object(0, 3, 8)));
  ASSERT_EQ(File.Losses.size(), 1u);
  EXPECT_NE(File.Losses[0].find("expected 3 modules, found 0"), std::string::npos);
}

TEST(ReportFile, AnObjectNumberIsGivenOnce) {
  ReportFile File = read(file(object(5, 0, 8) + object(5, 0, 9)));
  ASSERT_EQ(File.Objects.size(), 1u);
  EXPECT_EQ(File.object(5)->NumCounters, 8u);
  EXPECT_EQ(File.Losses.size(), 1u);
}

TEST(CounterStore, AModuleWithMoreCountersThanItsTablesCanNameIsLost) {
  ReportFile File = read(file(object(0, 1, uint64_t(1) << 60) + module(0, uint64_t(1) << 60, 0)));
  CounterStore Store;
  Store.add(File);
  EXPECT_TRUE(Store.Modules.empty());
  EXPECT_EQ(Store.Losses.size(), 1u);
}
