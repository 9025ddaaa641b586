; The optimiser must not run constructors of globals itself, which would lose their counts: they hold an empty piece of
; assembly.
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,verify' -S %s | FileCheck %s --check-prefix=MARKED
; RUN: %opt -load-pass-plugin=%plugin -passes='hpinstr-mark,globalopt,verify' -S %s | FileCheck %s --check-prefix=KEPT

@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @init, ptr null }]
@value = internal global i32 0

; KEPT: @llvm.global_ctors = appending global [1 x
; MARKED-LABEL: define internal void @init()
; MARKED: call void asm sideeffect "", ""()
; MARKED: call void @llvm.sideeffect()
define internal void @init() {
  call void @__hpi_mark.A(i32 1)
  store i32 7, ptr @value
  ret void
}

; MARKED-LABEL: define i32 @get()
; MARKED-NOT: asm
; MARKED: ret i32
define i32 @get() {
  %v = load i32, ptr @value
  ret i32 %v
}

declare void @__hpi_mark.A(i32)
