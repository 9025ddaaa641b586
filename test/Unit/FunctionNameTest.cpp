//===- FunctionNameTest.cpp - names of functions for people ---------------===//
//
// Owns: the cases of demangling and of the name that several instantiations share.
//
//===----------------------------------------------------------------------===//
#include "FunctionName.h"
#include "gtest/gtest.h"

using namespace hpinstr;

TEST(FunctionName, DemanglesOnlyMangledNames) {
  EXPECT_EQ(functionName("_ZN1a1bEi", "b"), "a::b(int)");
  EXPECT_EQ(functionName("main", "main"), "main");
  EXPECT_EQ(functionName("", "pattern"), "pattern");
  EXPECT_EQ(functionName("_Zbroken", "name"), "name");
  EXPECT_EQ(functionName("_ZZ4mainENKUlvE_clEv", "operator()"), "main::'lambda'()::operator()() const");
}

TEST(FunctionName, DropsTemplateArguments) {
  EXPECT_EQ(withoutArguments("f<a<b>>(c<d>)"), "f<...>(c<...>)");
  EXPECT_EQ(withoutArguments("operator<(a<b>)"), "operator<(a<...>)");
  EXPECT_EQ(withoutArguments("a::operator-><b>()"), "a::operator-><...>()");
  EXPECT_EQ(withoutArguments("f(int)"), "f(int)");
}

TEST(FunctionName, FindsTheNameInCommon) {
  EXPECT_EQ(commonName({}), "");
  EXPECT_EQ(commonName({"f(int)"}), "f(int)");
  EXPECT_EQ(commonName({"int f<int>(int)", "double f<double>(double)"}), "f<...>");
  EXPECT_EQ(commonName({"A<int>::get() const", "A<char>::get() const"}), "A<...>::get");
  EXPECT_EQ(commonName({"(anonymous namespace)::f<int>(int)", "(anonymous namespace)::f<char>(char)"}),
            "(anonymous namespace)::f<...>");
  EXPECT_EQ(commonName({"a()", "b()", "c()"}), "a() and 2 more");
}
