//===- EmitTables.cpp - the tables and the module descriptor --------------===//
#include "AbiNames.h"
#include "Lower.h"
#include "hpinstr/Abi.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/Support/xxhash.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace hpi;

static GlobalVariable *privateConstant(Module &M, Constant *Value, const char *Name, const char *Section) {
  auto *Variable = new GlobalVariable(M, Value->getType(), true, GlobalValue::PrivateLinkage, Value, Name);
  Variable->setSection(Section);
  Variable->setAlignment(Align(8));
  return Variable;
}

/// The distance from \p From to \p To, which the linker resolves without a relocation at run time.
static Constant *distance(Constant *To, Constant *From, Type *I64) {
  return ConstantExpr::getSub(ConstantExpr::getPtrToInt(To, I64), ConstantExpr::getPtrToInt(From, I64));
}

GlobalVariable *hpi::moduleDescriptor(Module &M) {
  if (GlobalVariable *Known = M.getNamedGlobal("__hpi_module"))
    return Known;
  Type *I32 = Type::getInt32Ty(M.getContext()), *I64 = Type::getInt64Ty(M.getContext());
  // struct HpiModuleDesc of include/hpinstr/Abi.h.
  StructType *Type = StructType::get(M.getContext(), {I32, I32, I64, I64, I64, I64, I64, I64, I64, I64});
  auto *Desc = new GlobalVariable(M, Type, true, GlobalValue::ExternalLinkage, nullptr, "__hpi_module");
  Desc->setDSOLocal(true);
  return Desc;
}

void hpi::emitTables(Module &M, const SiteTable &Table, GlobalVariable *Counters, unsigned NumCounters, uint64_t Wants,
                     unsigned NumPointerCalls) {
  LLVMContext &Context = M.getContext();
  Type *I32 = Type::getInt32Ty(Context), *I64 = Type::getInt64Ty(Context);
  std::string Blob = Table.encode();
  Constant *Bytes = ConstantDataArray::getString(Context, Blob, /*AddNull=*/false);
  GlobalVariable *Tables = privateConstant(M, Bytes, "__hpi_tables", AbiNames::TABLES);

  GlobalVariable *Desc = moduleDescriptor(M);
  Constant *Null = ConstantInt::get(I64, 0);
  Desc->setInitializer(ConstantStruct::get(
      cast<StructType>(Desc->getValueType()),
      {ConstantInt::get(I32, HPI_ABI_VERSION), ConstantInt::get(I32, sizeof(HpiModuleDesc)),
       ConstantInt::get(I64, xxh3_64bits(arrayRefFromStringRef(Blob))), distance(Tables, Desc, I64),
       ConstantInt::get(I64, Blob.size()), Counters ? distance(Counters, Desc, I64) : Null,
       ConstantInt::get(I64, NumCounters), ConstantInt::get(I64, Wants),
       ConstantInt::get(I64, NumCounters - Table.FirstMaximum), ConstantInt::get(I64, NumPointerCalls)}));
  Desc->setLinkage(GlobalValue::PrivateLinkage);
  Desc->setSection(AbiNames::MODULES);
  Desc->setAlignment(Align(8));
  appendToUsed(M, {Tables, Desc});
}
