; A mark in the argument of llvm.assume, as constexpr functions have it, becomes a marker; the assumption is gone.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,verify' -S %s | FileCheck %s

; CHECK-LABEL: define i32 @twice(
; CHECK-NEXT: call void @llvm.sideeffect() #[[MARK:[0-9]+]]
; CHECK-NEXT: %r = shl i32 %x, 1
; CHECK-NEXT: ret i32 %r
; CHECK-NOT: constmark
; CHECK-NOT: call void @llvm.assume
; CHECK: attributes #[[MARK]] = { nomerge "hpi"="3" }

define i32 @twice(i32 %x) {
  %m = call zeroext i1 @"\01__hpi_constmark.AB12"(i32 3) #0
  call void @llvm.assume(i1 %m)
  %r = shl i32 %x, 1
  ret i32 %r
}

declare zeroext i1 @"\01__hpi_constmark.AB12"(i32)
declare void @llvm.assume(i1)

attributes #0 = { nounwind willreturn memory(none) }
