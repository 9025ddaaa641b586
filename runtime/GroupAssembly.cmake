# GroupAssembly.cmake - turns the runtime's assembly into text that any translation unit can carry.
#
#   cmake -DInput=Runtime.s -DOutput=hpinstr-rt.s -DPart=group -DExports=enter|off|state -P GroupAssembly.cmake
#
# The plugin can append the result to a module as its inline assembly, which costs a tenth of what compiling the bitcode
# again costs. All sections become one COMDAT group, of which the linker keeps one as a whole. So its functions can
# be local labels, which need neither relocations nor names in the object; none meets a label of the compiler's. What other
# objects refer to stays a symbol, and weak; so does the state, which the group then shares with a copy that came
# in through link-time optimisation. Part names the group and tells its labels from those of another part.
file(READ ${Input} Text)
set(Symbol "__hpi.v1.${Part}")
set(Group "${Symbol},comdat")
set(Local ".Lhpi_${Part}_")

string(REGEX REPLACE "\n\t\\.(file|ident|addrsig|addrsig_sym)[^\n]*" "" Text "\n${Text}")
string(REGEX REPLACE "\n\t\\.section\t\"?\\.note\\.GNU-stack[^\n]*" "" Text "${Text}")

string(REPLACE ".L" "${Local}" Text "${Text}")
string(REPLACE "__hpi.v1." "${Local}v1_" Text "${Text}")
string(REGEX REPLACE "\\${Local}v1_(${Exports})([^a-zA-Z0-9_])" "__hpi.v1.\\1\\2" Text "${Text}")
string(REGEX REPLACE "\n\t\\.(globl|hidden|type|size)\t\\${Local}[^\n]*" "" Text "${Text}")
string(REPLACE "\n\t.globl\t" "\n\t.weak\t" Text "${Text}")

string(REGEX REPLACE "\n\t\\.section\t([^,\n]+),\"([a-zA-Z]+)\",([@%][a-z_]+)(,?[0-9]*)"
  "\n\t.section\t\\1,\"\\2G\",\\3\\4,${Group}" Text "${Text}")
string(REGEX REPLACE "\n\t\\.text[^\n]*" "\n\t.section\t.text.__hpi_v1,\"axG\",@progbits,${Group}" Text "${Text}")
string(REGEX REPLACE "\n\t\\.data[^\n]*" "\n\t.section\t.data.__hpi_v1,\"awG\",@progbits,${Group}" Text "${Text}")
string(REGEX REPLACE "\n\t\\.bss[^\n]*" "\n\t.section\t.bss.__hpi_v1,\"awG\",@nobits,${Group}" Text "${Text}")
string(PREPEND Text "\t.section\t.text.__hpi_v1,\"axG\",@progbits,${Group}\n"
  "\t.hidden\t${Symbol}\n\t.weak\t${Symbol}\n${Symbol}:\n")
string(APPEND Text "\t.text\n")
file(WRITE ${Output} "${Text}")
