#include <math.h>
#include "table.h"

#if defined(__aarch64__)
#include <arm_neon.h>
#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)
#define KERNEL_TABLE elman_neon_dot_kernels
#define COLUMN_VECTORS 1
#define DOT_NEON
#include "kernels.inc"
#pragma clang attribute pop
#endif
