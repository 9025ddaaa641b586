//===- ExportLabels.cpp - labels, regions and threads in the JSON export --===//
//
// Owns: the fields `labels`, `regions` and `threads`. Must not: read files.
//
//===----------------------------------------------------------------------===//
#include "Export.h"
#include "Labels.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace hpinstr;

/// The lines of \p File that ran: those that did not are in the field `files`.
static void writeRanLines(json::OStream &J, const ProfileFile &File) {
  J.attribute("path", utf8(File.Path));
  J.attributeArray("lines", [&] {
    for (const auto &[Line, Figures] : File.Lines)
      if (Figures.Hits.value_or(0))
        J.object([&, Line = Line, &Figures = Figures] {
          J.attribute("line", Line);
          J.attribute("hits", *Figures.Hits);
        });
  });
}

static void writeLabel(json::OStream &J, const CounterStore &Store, const std::string &Label) {
  Profile P = Profile::build(selectLabel(Store, Label));
  J.attribute("name", utf8(Label));
  J.attributeArray("files", [&] {
    for (const ProfileFile &File : P.Files)
      if (any_of(File.Lines, [](const auto &Entry) { return Entry.second.Hits.value_or(0) != 0; }))
        J.object([&] { writeRanLines(J, File); });
  });
}

static void writeNamed(json::OStream &J, StringRef Name, const HpiNamed &Named) {
  J.attribute("name", utf8(Name));
  J.attribute(Named.Kind == HPI_NAME_REGION ? "visits" : "threads", Named.Num);
  if (Named.Kind != HPI_NAME_REGION || Named.Num == 0)
    return;
  J.attribute("wall_ns", Named.WallNs);
  J.attribute("min_ns", Named.MinNs);
  J.attribute("max_ns", Named.MaxNs);
}

void hpinstr::exportLabels(const CounterStore &Store, json::OStream &J) {
  if (!Store.Labels.empty())
    J.attributeArray("labels", [&] {
      for (const std::string &Label : Store.Labels)
        J.object([&] { writeLabel(J, Store, Label); });
    });
  for (auto [Kind, Key] : {std::pair(HPI_NAME_REGION, "regions"), std::pair(HPI_NAME_THREAD, "threads")})
    if (any_of(Store.Names, [&, Kind = Kind](const auto &Entry) { return Entry.first.first == uint32_t(Kind); }))
      J.attributeArray(Key, [&, Kind = Kind] {
        for (const auto &[Place, Named] : Store.Names)
          if (Place.first == uint32_t(Kind))
            J.object([&, &Place = Place, &Named = Named] { writeNamed(J, Place.second, Named); });
      });
}
