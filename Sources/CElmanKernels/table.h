// What one instruction set provides; dispatch.c chooses among these tables.
#pragma once
#include "CElmanKernels.h"

typedef struct KernelTable {
#define KERNEL(RESULT, NAME, PARAMETERS, NAMES) __typeof__(&elman_##NAME) NAME;
#include "ElmanKernels.inc"
#undef KERNEL
} KernelTable;

extern const KernelTable elman_baseline_kernels;
#if defined(__x86_64__)
extern const KernelTable elman_avx2_kernels;
extern const KernelTable elman_avx512_kernels;
extern const KernelTable elman_avx512_vnni_kernels;
#elif defined(__aarch64__)
extern const KernelTable elman_neon_dot_kernels;
#endif
