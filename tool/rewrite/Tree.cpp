//===- Tree.cpp - the source tree and the tree that is written ------------===//
#include "Tree.h"
#include "Commands.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;
using namespace hpi;

/// Lists what the last run wrote, one path a line.
static constexpr char ManifestName[] = ".hpinstr-rewrite";

bool Tree::isInside(StringRef Path) const {
  if (!holds(Root, Path))
    return false;
  if (Out != Root && holds(Out, Path))
    return false;
  return holds(BuildDir, Root) || !holds(BuildDir, Path); // sources may lie in the folder of the build
}

bool Tree::wants(StringRef RealPath) const { return isInside(RealPath) && !RealPath.ends_with(".hpi.h"); }

std::string Tree::relative(StringRef RealPath) const { return RealPath.drop_front(Root.size()).ltrim('/').str(); }

std::string hpi::pathBetween(StringRef From, StringRef To) {
  StringRef Folder = sys::path::parent_path(From);
  std::string Up;
  while (!Folder.empty() && !holds(Folder, To)) {
    Up += "../";
    Folder = sys::path::parent_path(Folder);
  }
  return Up + To.drop_front(Folder.size()).ltrim('/').str();
}

static std::string failure(StringRef Path, std::error_code EC) {
  return Path.str() + ": expected to write it, found: " + EC.message() + "; see its folder and the disk";
}

std::string hpi::writeFile(StringRef Path, StringRef Text, sys::fs::perms Mode) {
  SmallString<256> Aside;
  int Fd;
  if (auto EC = sys::fs::create_directories(sys::path::parent_path(Path)))
    return failure(Path, EC);
  if (auto EC = sys::fs::createUniqueFile(Path + ".%%%%%%.tmp", Fd, Aside))
    return failure(Path, EC);
  raw_fd_ostream OS(Fd, true);
  OS << Text;
  OS.close();
  std::error_code EC = OS.error();
  OS.clear_error();
  if (!EC)
    EC = sys::fs::setPermissions(Aside, Mode);
  if (!EC)
    EC = sys::fs::rename(Aside, Path);
  if (EC)
    (void)sys::fs::remove(Aside);
  return EC ? failure(Path, EC) : "";
}

static bool isEqual(StringRef Path, StringRef Text) {
  auto Buffer = MemoryBuffer::getFile(Path, false, false);
  return Buffer && (*Buffer)->getBuffer() == Text;
}

std::string Tree::put(StringRef Relative, StringRef Text, StringRef Model) {
  std::string Path = Out + "/" + Relative.str();
  Written.insert(Relative.str());
  if (isEqual(Path, Text)) {
    ++NumKept;
    return "";
  }
  ++NumChanged;
  sys::fs::perms Usual = sys::fs::owner_read | sys::fs::owner_write | sys::fs::group_read | sys::fs::others_read;
  ErrorOr<sys::fs::perms> Mode = Model.empty() ? Usual : sys::fs::getPermissions(Model);
  return IsDry ? "" : writeFile(Path, Text, Mode ? *Mode : Usual);
}

//===----------------------------------------------------------------------===//
// The rest of the tree
//===----------------------------------------------------------------------===//

/// What the link \p From says, as it has to say it in the new tree: what lies in the tree is found there, all else
/// where it is.
std::string Tree::linkTarget(StringRef From, StringRef Target) const {
  SmallString<256> Path(Target);
  sys::path::make_absolute(sys::path::parent_path(From), Path);
  sys::path::remove_dots(Path, true);
  if (!isInside(Path))
    return std::string(Path);
  return sys::path::is_absolute(Target) ? pathBetween(relative(From), relative(Path)) : Target.str();
}

static std::string readLink(StringRef Path) {
  char Target[4096];
  ssize_t Length = readlink(Path.str().c_str(), Target, sizeof(Target));
  return Length < 0 ? std::string() : std::string(Target, Length);
}

/// A link stays a link. Where it leads to a file with probes, the tables are found beside it, too.
std::string Tree::copyLink(StringRef From, StringRef Relative) {
  std::string To = Out + "/" + Relative.str(), Target = linkTarget(From, readLink(From));
  Written.insert(Relative.str());
  SmallString<256> Real;
  if (!sys::fs::real_path(From, Real) && isInside(Real) && Written.count(relative(Real) + ".hpi.h")) {
    std::string Tables = relative(Real) + ".hpi.h";
    SmallString<256> Beside = sys::path::parent_path(Relative);
    sys::path::append(Beside, sys::path::filename(Tables));
    std::string Text = "#include \"" + pathBetween(Beside, Tables) + "\"\n";
    std::string Error = Beside == Tables ? std::string() : put(Beside, Text, "");
    if (!Error.empty())
      return Error;
  }
  if (readLink(To) == Target) {
    ++NumKept;
    return "";
  }
  ++NumChanged;
  if (IsDry)
    return "";
  std::string Aside = To + ".tmp";
  (void)sys::fs::create_directories(sys::path::parent_path(To));
  (void)sys::fs::remove(Aside);
  std::error_code EC = sys::fs::create_link(Target, Aside);
  if (!EC)
    EC = sys::fs::rename(Aside, To);
  if (EC)
    (void)sys::fs::remove(Aside);
  return EC ? failure(To, EC) : "";
}

/// Times are kept: build systems compare them.
std::string Tree::copyOne(StringRef From, StringRef Relative) {
  sys::fs::file_status Status;
  if (sys::fs::status(From, Status, false))
    return "";
  if (Status.type() == sys::fs::file_type::symlink_file)
    return copyLink(From, Relative);
  if (Status.type() != sys::fs::file_type::regular_file)
    return "";
  auto Buffer = MemoryBuffer::getFile(From, false, false);
  if (!Buffer)
    return From.str() + ": expected to read it, found: " + Buffer.getError().message() + "; see its permissions";
  unsigned Before = NumChanged;
  if (std::string Error = put(Relative, (*Buffer)->getBuffer(), From); !Error.empty())
    return Error;
  struct stat Known;
  if (NumChanged != Before && !IsDry && !stat(From.str().c_str(), &Known)) {
    const timespec Times[] = {Known.st_atim, Known.st_mtim};
    (void)utimensat(AT_FDCWD, (Out + "/" + Relative.str()).c_str(), Times, 0);
  }
  return "";
}

std::string Tree::copyAll() {
  std::error_code EC;
  for (sys::fs::recursive_directory_iterator I(Root, EC, false), End; I != End && !EC; I.increment(EC)) {
    StringRef Path = I->path();
    bool IsFolder = I->type() == sys::fs::file_type::directory_file;
    if (!isInside(Path) || sys::path::filename(Path) == ".git") {
      if (IsFolder)
        I.no_push();
      continue;
    }
    if (IsFolder) {
      if (!IsDry)
        (void)sys::fs::create_directories(Out + "/" + relative(Path));
      continue;
    }
    std::string Name = relative(Path);
    if (Written.count(Name) || Name == ManifestName || Products.count(Path.str()))
      continue;
    if (std::string Error = copyOne(Path, Name); !Error.empty())
      return Error;
  }
  return EC ? failure(Out, EC) : "";
}

/// With the folders that are empty then.
void Tree::removeOne(StringRef Name) {
  std::error_code EC = sys::fs::remove(Out + "/" + Name);
  for (StringRef Folder = sys::path::parent_path(Name); !EC && !Folder.empty();
       Folder = sys::path::parent_path(Folder)) {
    if (sys::fs::is_directory(Root + "/" + Folder))
      return;
    EC = sys::fs::remove(Out + "/" + Folder);
  }
}

std::string Tree::removeStale() {
  std::string Path = Out + "/" + ManifestName, New = join(Written, "\n") + "\n";
  if (auto Old = MemoryBuffer::getFile(Path)) {
    SmallVector<StringRef> Names;
    (*Old)->getBuffer().split(Names, '\n', -1, false);
    for (StringRef Name : Names)
      if (sys::fs::file_status Status;
          !Written.count(Name.str()) && !Name.contains("..") && !sys::fs::status(Out + "/" + Name, Status, false)) {
        ++NumChanged;
        if (!IsDry)
          removeOne(Name);
      }
  }
  return IsDry || isEqual(Path, New) ? "" : writeFile(Path, New, sys::fs::perms(0644));
}

std::string Tree::finish() {
  if (isInPlace() || Out.empty())
    return "";
  std::string Error = copyAll();
  return Error.empty() ? removeStale() : Error;
}
