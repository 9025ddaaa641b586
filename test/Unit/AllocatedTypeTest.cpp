//===- AllocatedTypeTest.cpp - types told from names of allocators --------===//
//
// Owns: the cases of names of the standard library's functions, of libstdc++ and libc++.
//
//===----------------------------------------------------------------------===//
#include "AllocatedType.h"
#include "gtest/gtest.h"

using namespace hpinstr;

TEST(AllocatedType, IsTheAllocators) {
  EXPECT_EQ(allocatedType("std::__new_allocator<Point>::allocate(unsigned long, void const*)"), "Point");
  EXPECT_EQ(allocatedType("std::__new_allocator<Point>::allocate"), "Point");
  EXPECT_EQ(allocatedType("__gnu_cxx::new_allocator<a::B<int, 3> >::allocate(unsigned long, void const*)"),
            "a::B<int, 3>");
  EXPECT_EQ(allocatedType("std::__1::allocator<int>::allocate[abi:ne220100](unsigned long)"), "int");
  EXPECT_EQ(allocatedType("std::allocator_traits<std::allocator<int (*)(char)> >::allocate(std::allocator<int>&)"),
            "int (*)(char)");
}

TEST(AllocatedType, IsTheObjectOfAMaker) {
  EXPECT_EQ(allocatedType("std::__detail::_MakeUniq<Point>::__single_object std::make_unique<Point, int>(int&&)"),
            "Point");
  EXPECT_EQ(allocatedType("make_unique[abi:ne220100]<std::vector<int>, 0> std::"), "std::vector<int>");
  EXPECT_EQ(allocatedType("std::__new_allocator<std::_Sp_counted_ptr_inplace<Point, std::allocator<void>, "
                          "(__gnu_cxx::_Lock_policy)2> >::allocate(unsigned long, void const*)"),
            "Point");
  EXPECT_EQ(
      allocatedType("std::__1::allocator<std::__1::__shared_ptr_emplace<a<b>, std::__1::allocator<a<b>>>>::allocate"
                    "[abi:v1](unsigned long)"),
      "a<b>");
}

TEST(AllocatedType, IsNotKnownOfOthers) {
  EXPECT_EQ(allocatedType("std::vector<int, std::allocator<int> >::push_back(int const&)"), "");
  EXPECT_EQ(allocatedType("my_make_unique<int>()"), "");
  EXPECT_EQ(allocatedType("pool<int>::allocate(unsigned long)"), "");
  EXPECT_EQ(allocatedType("std::allocator<"), "");
  EXPECT_EQ(allocatedType("std::allocator<a::allocate("), "");
  EXPECT_EQ(allocatedType(""), "");
}
