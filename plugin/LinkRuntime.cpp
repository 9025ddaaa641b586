//===- LinkRuntime.cpp - the runtime travels in every object --------------===//
//
// The flag is given to the compiler only, so each object brings the runtime, and the linker keeps one copy for each
// program or shared object: everything in it is linkonce_odr, hidden and in a COMDAT of its own name. Code generation
// for it in every object would cost more than that of many a small file, so where the module becomes machine code at
// once the runtime comes as assembly, made once, in one COMDAT.
//
//===----------------------------------------------------------------------===//
#include "AbiNames.h"
#include "Lower.h"

#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/Constants.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace hpi;

// EmbeddedRuntime.S.
#define HPI_EMBEDDED(Name) extern "C" const char Name##Start[], Name##End[];
HPI_EMBEDDED(HpiRuntimeBitcode)
HPI_EMBEDDED(HpiRuntimeAssembly)
HPI_EMBEDDED(HpiExactBitcode)
HPI_EMBEDDED(HpiExactAssembly)
HPI_EMBEDDED(HpiHeapBitcode)
HPI_EMBEDDED(HpiHeapAssembly)
HPI_EMBEDDED(HpiApiBitcode)
HPI_EMBEDDED(HpiApiAssembly)
HPI_EMBEDDED(HpiCallsBitcode)
HPI_EMBEDDED(HpiCallsAssembly)
#define embedded(Name) StringRef(Name##Start, Name##End - Name##Start)

FunctionCallee hpi::declareRuntime(Module &M, StringRef Name, Type *Result, ArrayRef<Type *> Parameters) {
  FunctionCallee Callee = M.getOrInsertFunction(Name, FunctionType::get(Result, Parameters, false));
  auto *F = cast<Function>(Callee.getCallee());
  F->setVisibility(GlobalValue::HiddenVisibility);
  F->setDSOLocal(true);
  F->setDoesNotThrow();
  return Callee;
}

void hpi::shareOnce(Module &M, GlobalObject &Object) {
  Object.setLinkage(GlobalValue::LinkOnceODRLinkage);
  Object.setVisibility(GlobalValue::HiddenVisibility);
  Object.setDSOLocal(true);
  Object.setComdat(M.getOrInsertComdat(Object.getName()));
}

static void prepareFunction(Function &F) {
  for (const char *Key : {"target-cpu", "target-features", "tune-cpu", "frame-pointer"})
    F.removeFnAttr(Key);
  F.addFnAttr(Attribute::NoProfile);
  F.addFnAttr(Attribute::NoInline);
  F.removeFnAttr(Attribute::AlwaysInline);
}

/// Takes the entries of llvm.global_ctors or _dtors out of the runtime: linking appends arrays, but not their keys.
static SmallVector<Function *> takeHooks(Module &Runtime, const char *Name) {
  SmallVector<Function *> Hooks;
  GlobalVariable *List = Runtime.getNamedGlobal(Name);
  if (!List)
    return Hooks;
  for (Value *Entry : cast<ConstantArray>(List->getInitializer())->operands())
    Hooks.push_back(cast<Function>(cast<Constant>(Entry)->getOperand(1)));
  List->eraseFromParent();
  return Hooks;
}

static std::unique_ptr<Module> loadRuntime(LLVMContext &Context, StringRef Bitcode) {
  Expected<std::unique_ptr<Module>> Parsed = parseBitcodeFile(MemoryBufferRef(Bitcode, "hpinstr runtime"), Context);
  if (!Parsed)
    report_fatal_error(Twine("hpinstr: the embedded runtime is not readable: ") + toString(Parsed.takeError()));
  return std::move(*Parsed);
}

static void linkBitcode(Module &M, StringRef Bitcode) {
  std::unique_ptr<Module> Runtime = loadRuntime(M.getContext(), Bitcode);
  if (NamedMDNode *Flags = Runtime->getModuleFlagsMetadata())
    Flags->eraseFromParent();
  if (NamedMDNode *Ident = Runtime->getNamedMetadata("llvm.ident"))
    Ident->eraseFromParent();
  Runtime->setTargetTriple(M.getTargetTriple());
  Runtime->setDataLayout(M.getDataLayout());
  SmallVector<std::string> Ctors, Dtors;
  for (Function *Hook : takeHooks(*Runtime, "llvm.global_ctors"))
    Ctors.push_back(Hook->getName().str());
  for (Function *Hook : takeHooks(*Runtime, "llvm.global_dtors"))
    Dtors.push_back(Hook->getName().str());
  SmallVector<std::string> Shared;
  for (GlobalObject &Object : Runtime->global_objects()) {
    if (Object.isDeclaration() || Object.hasLocalLinkage() || Object.getName().starts_with("llvm."))
      continue;
    Shared.push_back(Object.getName().str());
  }
  for (Function &F : *Runtime)
    if (!F.isDeclaration())
      prepareFunction(F);
  if (Linker::linkModules(M, std::move(Runtime)))
    report_fatal_error("hpinstr: the runtime does not link with this module");
  // Not before linking, which would leave out what nothing refers to.
  for (const std::string &Name : Shared)
    shareOnce(M, *cast<GlobalObject>(M.getNamedValue(Name)));
  for (const std::string &Name : Ctors)
    appendToGlobalCtors(M, M.getFunction(Name), 0, M.getFunction(Name));
  for (const std::string &Name : Dtors)
    appendToGlobalDtors(M, M.getFunction(Name), 0, M.getFunction(Name));
}

/// True where \p M calls what include/hpinstr/hpinstr.h declares.
static bool callsApi(const Module &M) {
  return any_of(M, [](const Function &F) {
    StringRef Name = F.getName();
    Name.consume_front("\1");
    return F.isDeclaration() && !F.use_empty() && Name.starts_with(AbiNames::API);
  });
}

void hpi::linkRuntime(Module &M, bool AsAssembly, RuntimeParts Parts) {
  struct Part {
    bool IsWanted;
    StringRef Assembly, Bitcode;
  };
  const Part All[] = {
      {true, embedded(HpiRuntimeAssembly), embedded(HpiRuntimeBitcode)},
      {Parts.Exact, embedded(HpiExactAssembly), embedded(HpiExactBitcode)},
      {Parts.Heap, embedded(HpiHeapAssembly), embedded(HpiHeapBitcode)},
      {callsApi(M), embedded(HpiApiAssembly), embedded(HpiApiBitcode)},
      {Parts.Calls, embedded(HpiCallsAssembly), embedded(HpiCallsBitcode)},
  };
  for (const Part &P : All) {
    if (P.IsWanted && AsAssembly)
      M.appendModuleInlineAsm(P.Assembly);
    else if (P.IsWanted)
      linkBitcode(M, P.Bitcode);
  }
  // Assembly refers to it, which LTO does not see.
  if (GlobalVariable *Outer = M.getNamedGlobal(AbiNames::HEAPOUTER); Outer && !AsAssembly)
    appendToUsed(M, {Outer});
}
