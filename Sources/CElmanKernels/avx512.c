#include <math.h>
#include "table.h"

#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
#define KERNEL_TABLE elman_avx512_kernels
#define COLUMN_VECTORS 4
#define DOT_AVX512
#include "kernels.inc"
#pragma clang attribute pop
#endif
