#include "table.h"

#define KERNEL_TABLE elman_baseline_kernels
#define COLUMN_VECTORS 1
#include "kernels.inc"
