//===- HeapCalls.cpp - calls of the allocator go to the runtime -----------===//
//
// A module's own calls of the allocator are renamed to those of the runtime, so that they are counted wherever the code
// ends up: in a static program, or in a shared object that a program without probes loads. For the code of others the
// module with main defines the allocator's names, weakly, so that those of the program or of an allocator that is
// linked with it win. The functions that map memory are treated the same; the runtime passes their calls on unless they
// are to be counted.
//
//===----------------------------------------------------------------------===//
#include "AbiNames.h"
#include "Lower.h"
#include "hpinstr/HeapDoor.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace hpi;

namespace {
struct HeapName {
  const char *Name, *Member;
};
} // namespace

static constexpr HeapName Family[] = {
#define HPI_HEAP(Name, Member, GlibcName) {#Name, #Member},
#include "hpinstr/HeapFamily.inc"
};

static constexpr HeapName MapFamily[] = {
#define HPI_MAP(Name, Member, GlibcName) {#Name, #Member},
#include "hpinstr/MapFamily.inc"
};

/// Where the runtime finds what the linker takes for \p Real, in a static program. Modules that did not call it refer
/// to it weakly, so that they bring nothing into the program.
static void leaveAddress(Module &M, llvm::Function &Real, const char *Member) {
  std::string Name = std::string(AbiNames::HEAPREAL) + Member;
  if (M.getNamedValue(Name))
    return;
  auto *Place = new GlobalVariable(M, Real.getType(), true, GlobalValue::LinkOnceODRLinkage, &Real, Name);
  shareOnce(M, *Place);
  appendToCompilerUsed(M, {Place});
}

static void redirect(Module &M, llvm::Function &Real, const char *Member) {
  auto *Ours =
      llvm::Function::Create(Real.getFunctionType(), GlobalValue::ExternalLinkage, Twine(AbiNames::HEAP) + Member, M);
  Ours->copyAttributesFrom(&Real);
  Ours->removeFnAttr(Attribute::NonLazyBind);
  Ours->setVisibility(GlobalValue::HiddenVisibility);
  Ours->setDSOLocal(true);
  Real.replaceAllUsesWith(Ours);
}

static bool redirectCalls(Module &M, const HeapName &Function) {
  auto *Real = dyn_cast_or_null<llvm::Function>(M.getNamedValue(Function.Name));
  if (!Real || !Real->isDeclaration() || Real->use_empty())
    return false;
  redirect(M, *Real, Function.Member);
  return true;
}

void hpi::redirectHeapCalls(Module &M) {
  Type *Void = Type::getVoidTy(M.getContext());
  for (const HeapName &Function : Family) {
    redirectCalls(M, Function);
    GlobalValue *Known = M.getNamedValue(Function.Name);
    auto *Real = dyn_cast_or_null<llvm::Function>(Known);
    if (Known && !Real)
      continue;
    if (!Real)
      Real = llvm::Function::Create(FunctionType::get(Void, false), GlobalValue::ExternalWeakLinkage, Function.Name, M);
    leaveAddress(M, *Real, Function.Member);
  }
  for (const HeapName &Function : MapFamily)
    if (redirectCalls(M, Function))
      leaveAddress(M, *M.getFunction(Function.Name), Function.Member);
}

void hpi::keepCallsApart(Function &F) {
  for (Instruction &I : instructions(F)) {
    auto *Call = dyn_cast<CallBase>(&I);
    if (Call && !isa<IntrinsicInst>(Call) && !Call->isInlineAsm())
      Call->addFnAttr(Attribute::NoMerge);
  }
}

/// A jump to where entry \p Index of the runtime's table \p Outer leads, in any syntax of assembly.
static std::string jumpThrough(const Triple &Target, StringRef Outer, size_t Index) {
  std::string Place = Outer.str() + "+" + utostr(uint64_t(8) * Index);
  if (Target.isX86()) // jmp *Place(%rip)
    return "\t.byte\t0xff, 0x25\n\t.long\t" + Place + " - . - 4\n";
  return "\tadrp\tx16, " + Place + "\n\tldr\tx16, [x16, :lo12:" + Place + "]\n\tbr\tx16\n";
}

/// Weak definitions of \p Names that lead through \p Outer, and their table \p Table, which \p Last ends.
static std::string makeDoors(const Module &M, ArrayRef<HeapName> Names, StringRef Outer, StringRef Table,
                             StringRef Last) {
  std::string Text = "\t.section\t.text.__hpi_heap,\"ax\",@progbits\n", Doors;
  for (auto [Index, Function] : enumerate(Names)) {
    std::string Label = ".Lhpi_door_" + std::string(Function.Name), Name = Function.Name;
    Text += "\t.p2align\t4\n\t.quad\t" + utostr(HPI_HEAP_DOOR_MAGIC) + "\n" + Label + ":\n";
    if (!M.getNamedValue(Name) || M.getNamedValue(Name)->isDeclaration())
      Text += "\t.weak\t" + Name + "\n\t.type\t" + Name + ",@function\n" + Name + ":\n";
    Text += jumpThrough(Triple(M.getTargetTriple()), Outer, Index);
    Doors += "\t.quad\t" + Label + "\n";
  }
  Text += "\t.hidden\t" + Outer.str() + "\n";
  Text += "\t.section\t.data.rel.ro.__hpi_heap,\"aw\",@progbits\n\t.p2align\t3\n";
  Text += "\t.weak\t" + Table.str() + "\n\t.hidden\t" + Table.str() + "\n";
  return Text + Table.str() + ":\n" + Doors + Last.str();
}

/// The reference to glibc's own name brings its allocator into a static program, where these definitions would else
/// leave it out.
void hpi::defineHeap(Module &M) {
  const llvm::Function *Main = M.getFunction("main");
  bool IsDone = StringRef(M.getModuleInlineAsm()).contains(AbiNames::HEAPDOORS);
  if (!Main || Main->isDeclaration() || !Triple(M.getTargetTriple()).isGNUEnvironment() || IsDone)
    return;
  M.appendModuleInlineAsm(makeDoors(M, Family, AbiNames::HEAPOUTER, AbiNames::HEAPDOORS, "\t.quad\t__libc_malloc\n") +
                          makeDoors(M, MapFamily, AbiNames::MAPOUTER, AbiNames::MAPDOORS, "\t.text\n"));
}
