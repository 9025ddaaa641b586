; Functions that count write memory: they and their callers, calls included, promise so no more. Others keep the promise.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-lower,verify' -S %s | FileCheck %s

; CHECK: define i32 @pure(i32 %x) {
; CHECK: define i32 @caller(i32 %x) {
; CHECK: %r = call i32 @pure(i32 %x){{$}}
; CHECK: define i32 @untouched(i32 %x) #[[NONE:[0-9]+]] {
; CHECK: attributes #[[NONE]] = { memory(none) }
define i32 @pure(i32 %x) memory(none) {
  call void @llvm.sideeffect() nomerge "hpi"="0"
  ret i32 %x
}

define i32 @caller(i32 %x) memory(read) {
  %r = call i32 @pure(i32 %x) memory(none)
  ret i32 %r
}

define i32 @untouched(i32 %x) memory(none) {
  ret i32 %x
}

declare void @llvm.sideeffect()
