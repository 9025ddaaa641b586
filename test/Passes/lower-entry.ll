; A function that others can enter first looks whether the thread has its counters; one that only counting functions
; call need not.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-lower,verify' -S %s | FileCheck %s

; CHECK-LABEL: define void @outer(
; CHECK: br i1 %{{.*}} !prof
; CHECK: call preserve_mostcc i64 @__hpi.v1.enter()
; CHECK: ret void
; CHECK-LABEL: define internal void @inner(
; CHECK-NOT: @__hpi.v1.enter
; CHECK: ret void
; CHECK-LABEL: define internal void @pointed(
; CHECK: call preserve_mostcc i64 @__hpi.v1.enter()
; CHECK: ret void
define void @outer() {
  call void @llvm.sideeffect() nomerge "hpi"="0"
  call void @inner()
  call void @other(ptr @pointed)
  ret void
}

define internal void @inner() {
  call void @llvm.sideeffect() nomerge "hpi"="1"
  ret void
}

define internal void @pointed() {
  call void @llvm.sideeffect() nomerge "hpi"="2"
  ret void
}

declare void @other(ptr)
declare void @llvm.sideeffect()
