//===- NewTypes.cpp - what the source allocates with `new` ----------------===//
//
// The call of operator new is compiled with the place of the expression, by which the reader finds the type.
//
//===----------------------------------------------------------------------===//
#include "BodyMarker.h"

using namespace clang;
using namespace hpi;

void BodyMarker::allocation(const CXXNewExpr *New) {
  const FunctionDecl *Operator = New->getOperatorNew();
  if (!Marks || !Operator || Operator->isReservedGlobalPlacementOperator())
    return;
  SiteRecord Place;
  if (!Lines.place(Place, New->getExprLoc()))
    return;
  PrintingPolicy Policy = Ctx.getPrintingPolicy();
  Policy.SuppressTagKeyword = true;
  std::string Type = New->getAllocatedType().getCanonicalType().getUnqualifiedType().getAsString(Policy);
  Table.News.push_back({Function, Place.File, Place.Line, Place.Column, Type + (New->isArray() ? "[]" : "")});
}
