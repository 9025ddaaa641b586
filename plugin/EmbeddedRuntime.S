/* EmbeddedRuntime.S - the runtime as bitcode and as assembly, for LinkRuntime.cpp. */
    .macro embed Name, File
    .balign 16
    .globl \Name\()Start
    .hidden \Name\()Start
\Name\()Start:
    .incbin "\File"
    .globl \Name\()End
    .hidden \Name\()End
\Name\()End:
    .endm

    .section .rodata, "a"
    embed HpiRuntimeBitcode, HPI_RUNTIME_BITCODE
    embed HpiRuntimeAssembly, HPI_RUNTIME_ASSEMBLY
    embed HpiExactBitcode, HPI_EXACT_BITCODE
    embed HpiExactAssembly, HPI_EXACT_ASSEMBLY
    embed HpiHeapBitcode, HPI_HEAP_BITCODE
    embed HpiHeapAssembly, HPI_HEAP_ASSEMBLY
    embed HpiApiBitcode, HPI_API_BITCODE
    embed HpiApiAssembly, HPI_API_ASSEMBLY
    embed HpiCallsBitcode, HPI_CALLS_BITCODE
    embed HpiCallsAssembly, HPI_CALLS_ASSEMBLY
    .section .note.GNU-stack, "", %progbits
