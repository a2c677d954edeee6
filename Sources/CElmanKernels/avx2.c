#include <math.h>
#include "table.h"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define KERNEL_TABLE elman_avx2_kernels
#define COLUMN_VECTORS 1
#define DOT_AVX2
#include "kernels.inc"
#pragma clang attribute pop
#endif
