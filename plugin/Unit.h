//===- Unit.h - the translation unit that is being compiled ---------------===//
//
// Owns: what the AST half leaves for the passes of the same compilation.
// Must not: know Clang.
//
//===----------------------------------------------------------------------===//
#ifndef HPINSTR_PLUGIN_UNIT_H
#define HPINSTR_PLUGIN_UNIT_H

#include "SiteTable.h"

#include <map>
#include <string>

namespace hpi {

/// One compilation. `opt` runs the passes on a unit whose table is made up from the markers it meets.
struct Unit {
  SiteTable Table;
  std::map<std::string, std::string> Options; ///< key to value, as in PluginOptions.inc
  std::string MarkSuffix; ///< of this unit's mark functions; empty takes any (`opt`, which has no table)

  bool IsImported = false;        ///< other units import this one, and its marks with it
  bool HasNoHeap = false;         ///< the code is for a place without an allocator
  bool HasOtherHeap = false;      ///< a sanitizer replaces the allocator
  bool RuntimeAsAssembly = false; ///< the module becomes machine code at once: the runtime may come as assembly

  /// True where visits of \p Site are to be counted. Makes up the site where the unit has no table.
  bool wants(unsigned Site);

  /// What the runtime is to do besides counting, as HPI_WANTS_* of include/hpinstr/Abi.h.
  uint64_t wanted() const;

  /// The options as they stand in the report: `key=value` joined by commas.
  std::string optionText() const;
};

/// Names of the functions that stand for "this site is reached here" between Clang's code generation and the first
/// pass. Both take the site's index as int. A suffix tells units apart, so that marks of another unit (from a module
/// interface) are recognised and dropped.
inline constexpr char MarkPrefix[] = "__hpi_mark.";           ///< void, in code that is never evaluated by the compiler
inline constexpr char ConstMarkPrefix[] = "__hpi_constmark."; ///< bool, argument of __builtin_assume

/// Key of the call-site attribute of a marker (see MarkPass.cpp); its value is a list of site indices.
inline constexpr char MarkerAttribute[] = "hpi";

/// Key of the call-site attribute of what keeps a call's target in sight (see PointerCalls.cpp); its value is a site.
inline constexpr char TargetAttribute[] = "hpi-target";

/// Key of the attribute of a timed function; its value is the function's index in the site table.
inline constexpr char TimedAttribute[] = "hpi-timed";

/// Key of the call-site attribute of what stands for a line's probe until LateTimesPass; its value is "FILE,LINE".
inline constexpr char LateLineAttribute[] = "hpi-line";

} // namespace hpi

#endif
