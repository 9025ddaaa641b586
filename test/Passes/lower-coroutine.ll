; A coroutine may wake on another thread: it looks for the thread's counters at each count.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-lower,verify' -S %s | FileCheck %s

; CHECK-LABEL: define void @coroutine(
; CHECK: call preserve_mostcc i64 @__hpi.v1.enter()
; CHECK: call void @suspend()
; CHECK: call preserve_mostcc i64 @__hpi.v1.enter()
; CHECK: ret void
define void @coroutine() presplitcoroutine {
  call void @llvm.sideeffect() nomerge "hpi"="0"
  call void @suspend()
  call void @llvm.sideeffect() nomerge "hpi"="1"
  ret void
}

declare void @suspend()
declare void @llvm.sideeffect()
