; Where nothing is optimised an addition is one instruction all the same: a signal finds the counter before it or behind.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-lower,verify' -S %s | FileCheck %s
target triple = "x86_64-pc-linux-gnu"

; CHECK-LABEL: define void @count(
; CHECK-NOT: load volatile
; CHECK: call void asm "incq $0", "=*m,~{dirflag},~{fpsr},~{flags}"(ptr elementtype(i64) %{{.*}} !nosanitize
; CHECK-NOT: store volatile
; CHECK: ret void
define void @count() noinline optnone {
  call void @llvm.sideeffect() nomerge "hpi"="0"
  ret void
}

declare void @llvm.sideeffect()
