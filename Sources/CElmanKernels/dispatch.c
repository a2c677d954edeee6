// Chooses the kernels for this machine, once, and forwards the public functions to them.
#include <stdatomic.h>
#include "table.h"
#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

static _Atomic(const KernelTable *) selected;

#if defined(__aarch64__)
// Whether the machine multiplies bytes by dot products (FEAT_DotProd), which Armv8.0 does not.
static bool has_dot_products(void) {
#if defined(__linux__)
  enum { ASIMDDP = 1 << 20 };  // HWCAP_ASIMDDP of Linux, which older headers do not name.
  return (getauxval(AT_HWCAP) & ASIMDDP) != 0;
#elif defined(__APPLE__)
  int has = 0;
  size_t size = sizeof has;
  return sysctlbyname("hw.optional.arm.FEAT_DotProd", &has, &size, 0, 0) == 0 && has != 0;
#else
  return false;
#endif
}
#endif

static const KernelTable *table_for(elman_instruction_set set) {
  switch (set) {
    case ELMAN_BASELINE:
      return &elman_baseline_kernels;
#if defined(__x86_64__)
    case ELMAN_AVX2:
      __builtin_cpu_init();
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &elman_avx2_kernels
                                                                             : 0;
    case ELMAN_AVX512:
      __builtin_cpu_init();
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                     __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
                 ? &elman_avx512_kernels
                 : 0;
    case ELMAN_AVX512_VNNI:
      return table_for(ELMAN_AVX512) && __builtin_cpu_supports("avx512vnni")
                 ? &elman_avx512_vnni_kernels
                 : 0;
#elif defined(__aarch64__)
    case ELMAN_NEON_DOT:
      return has_dot_products() ? &elman_neon_dot_kernels : 0;
#endif
    default:
      return 0;
  }
}

static const KernelTable *kernels(void) {
  const KernelTable *table = atomic_load_explicit(&selected, memory_order_relaxed);
  if (table) return table;
  // Two threads may both arrive here; they choose the same table.
  for (int set = ELMAN_NEON_DOT; !table; set--) table = table_for((elman_instruction_set)set);
  atomic_store_explicit(&selected, table, memory_order_relaxed);
  return table;
}

bool elman_supports(elman_instruction_set set) { return table_for(set) != 0; }

bool elman_select(elman_instruction_set set) {
  const KernelTable *table = table_for(set);
  if (table) atomic_store_explicit(&selected, table, memory_order_relaxed);
  return table != 0;
}

elman_instruction_set elman_selected(void) {
  const KernelTable *table = kernels();
  int set = ELMAN_NEON_DOT;
  while (table_for((elman_instruction_set)set) != table) set--;
  return (elman_instruction_set)set;
}

// A function without a result returns none, not even another such function's.
#define RETURN_void
#define RETURN_float return
#define RETURN_double return
#define RETURN_int32_t return
#define KERNEL(RESULT, NAME, PARAMETERS, NAMES) \
  RESULT elman_##NAME PARAMETERS { RETURN_##RESULT kernels()->NAME NAMES; }
#include "ElmanKernels.inc"
#undef KERNEL
