//===- PointerCalls.cpp - where calls through pointers lead ---------------===//
//
// Each call through a pointer tells the runtime, just before, its site and the address that it is about to call; the
// runtime counts the pair (runtime/Calls.c). What the optimiser has found out about the address meanwhile makes of it a
// call like all others, with a name and a marker. The runtime knows addresses from a list of the functions that a
// pointer may lead to. The linker and the loader fill in the addresses there as in any pointer of the program, so that
// the two are equal, whatever stands between (a procedure linkage table, say).
//
//===----------------------------------------------------------------------===//
#include "AbiNames.h"
#include "Lower.h"
#include "Marker.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace hpi;

/// Skips a number of a mangled thunk's name, and the underscore behind it.
static bool skipOffset(StringRef &Name) {
  Name.consume_front("n");
  size_t NumDigits = Name.find_first_not_of("0123456789");
  if (NumDigits == 0 || NumDigits == StringRef::npos || Name[NumDigits] != '_')
    return false;
  Name = Name.drop_front(NumDigits + 1);
  return true;
}

static bool skipCallOffset(StringRef &Name) {
  if (Name.consume_front("h"))
    return skipOffset(Name);
  return Name.consume_front("v") && skipOffset(Name) && skipOffset(Name);
}

/// The name of what a thunk leads to, which is the same function; \p Linkage itself where it names none.
static std::string withoutThunk(StringRef Linkage) {
  StringRef Name = Linkage;
  if (!Name.consume_front("_ZT"))
    return Linkage.str();
  bool IsThunk = Name.consume_front("c") ? skipCallOffset(Name) && skipCallOffset(Name) : skipCallOffset(Name);
  return IsThunk ? ("_Z" + Name).str() : Linkage.str();
}

namespace {

class TargetLowering {
public:
  TargetLowering(Module &M, SiteTable &Table);
  unsigned run();

private:
  void lower(CallBase &Target, unsigned Site);
  void addKnown(CallBase &Target, unsigned Site, const std::string &Callee);

  Module &M;
  SiteTable &Table;
  FunctionCallee Called;
  std::map<std::pair<unsigned, std::string>, unsigned> Known; ///< sites of calls that have found their callee
  unsigned NumCalls = 0;
};

} // namespace

TargetLowering::TargetLowering(Module &M, SiteTable &Table) : M(M), Table(Table) {
  Type *Pointer = PointerType::getUnqual(M.getContext());
  Called = declareRuntime(M, AbiNames::CALLED, Type::getVoidTy(M.getContext()),
                          {Pointer, Type::getInt64Ty(M.getContext()), Pointer});
  cast<Function>(Called.getCallee())->setCallingConv(CallingConv::PreserveMost);
}

void TargetLowering::addKnown(CallBase &Target, unsigned Site, const std::string &Callee) {
  auto [It, IsNew] = Known.try_emplace({Site, Callee}, Table.Sites.size());
  if (IsNew) {
    Table.Calls.push_back({It->second, Callee});
    Table.Sites.push_back(SiteRecord(Table.Sites[Site]));
  }
  createMarker(It->second, &Target, Target.getDebugLoc());
}

void TargetLowering::lower(CallBase &Target, unsigned Site) {
  Value *Pointer = Target.getOperandBundleAt(0).Inputs[0];
  const Value *Callee = Pointer->stripPointerCastsAndAliases();
  if (isa<Function>(Callee))
    return addKnown(Target, Site, withoutThunk(Callee->getName()));
  if (isa<UndefValue, ConstantPointerNull>(Callee))
    return;
  IRBuilder<> B(&Target);
  CallInst *Call = B.CreateCall(Called, {moduleDescriptor(M), B.getInt64(Site), Pointer});
  Call->setCallingConv(CallingConv::PreserveMost);
  Call->setDoesNotThrow();
  Call->addFnAttr(Attribute::WillReturn);
  ++NumCalls;
}

unsigned TargetLowering::run() {
  for (Function &F : M)
    for (Instruction &I : make_early_inc_range(instructions(F)))
      if (int Site = targetSite(I); Site >= 0) {
        lower(cast<CallBase>(I), Site);
        I.eraseFromParent();
      }
  return NumCalls;
}

unsigned hpi::lowerPointerCalls(Module &M, SiteTable &Table) {
  unsigned NumCalls = TargetLowering(M, Table).run();
  if (Function *Called = M.getFunction(AbiNames::CALLED); Called && Called->use_empty())
    Called->eraseFromParent();
  return NumCalls;
}

/// The function in \p Functions that code of the name \p Linkage is, -1 for none. Of a destructor the code that also
/// frees the object has no probes of its own and calls the rest, which has.
static int functionOf(StringRef Linkage, const StringMap<unsigned> &Functions) {
  std::string Name = withoutThunk(Linkage);
  if (auto It = Functions.find(Name); It != Functions.end())
    return It->second;
  size_t Place = Name.rfind("D0E");
  for (const char *Variant : {"D1E", "D2E"})
    if (Place != std::string::npos)
      if (auto It = Functions.find(Name.replace(Place, 3, Variant)); It != Functions.end())
        return It->second;
  return -1;
}

/// What others may drop if nobody here uses it is left to them: who takes a function's address has its code, too.
static bool mayBeCalledThroughPointer(const Function &F) {
  if (F.isDeclaration() || F.hasAvailableExternallyLinkage())
    return false;
  return F.hasAddressTaken() || !(F.hasLocalLinkage() || F.hasLinkOnceLinkage());
}

static void addEntry(Function &F, unsigned Index) {
  Module &M = *F.getParent();
  Type *I32 = Type::getInt32Ty(M.getContext()), *I64 = Type::getInt64Ty(M.getContext());
  // struct HpiFunctionEntry of include/hpinstr/Abi.h.
  StructType *Type = StructType::get(M.getContext(), {F.getType(), I32, I32});
  auto *Entry = new GlobalVariable(M, Type, false, GlobalValue::PrivateLinkage, nullptr, "__hpi_function");
  Constant *Distance =
      ConstantExpr::getSub(ConstantExpr::getPtrToInt(moduleDescriptor(M), I64), ConstantExpr::getPtrToInt(Entry, I64));
  Entry->setInitializer(
      ConstantStruct::get(Type, {&F, ConstantExpr::getTrunc(Distance, I32), ConstantInt::get(I32, Index)}));
  Entry->setSection(AbiNames::FUNCTIONS);
  Entry->setAlignment(Align(8));
  // A function that the linker would drop is not kept for this.
  if (!F.hasComdat())
    Entry->setMetadata(LLVMContext::MD_associated, MDNode::get(M.getContext(), ValueAsMetadata::get(&F)));
  appendToCompilerUsed(M, {Entry});
}

bool hpi::listFunctions(Module &M, const SiteTable &Table) {
  StringMap<unsigned> Functions;
  for (const FunctionRecord &F : Table.Functions)
    Functions[F.Linkage.empty() ? F.Name : F.Linkage] = &F - Table.Functions.data();
  SmallVector<std::pair<Function *, unsigned>> Found;
  for (Function &F : M)
    if (int Index = mayBeCalledThroughPointer(F) ? functionOf(F.getName(), Functions) : -1; Index >= 0)
      Found.push_back({&F, Index});
  for (auto [F, Index] : Found)
    addEntry(*F, Index);
  return !Found.empty();
}
