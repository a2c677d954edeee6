#include <math.h>
#if defined(__x86_64__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif
#include "table.h"

#define KERNEL_TABLE elman_baseline_kernels
#define COLUMN_VECTORS 1
#include "kernels.inc"
