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
#if defined(__x86_64__)
  if (table == &elman_avx512_vnni_kernels) return ELMAN_AVX512_VNNI;
  if (table == &elman_avx512_kernels) return ELMAN_AVX512;
  if (table == &elman_avx2_kernels) return ELMAN_AVX2;
#elif defined(__aarch64__)
  if (table == &elman_neon_dot_kernels) return ELMAN_NEON_DOT;
#endif
  (void)table;
  return ELMAN_BASELINE;
}

float elman_multiply_add_rounds(size_t rounds) { return kernels()->multiply_add_rounds(rounds); }

void elman_multiply(size_t rows, size_t columns, size_t depth, const float *left,
                    size_t left_stride, bool left_transposed, const float *panels,
                    const float *start, size_t start_stride, float *result,
                    size_t result_stride) {
  kernels()->multiply(rows, columns, depth, left, left_stride, left_transposed, panels, start,
                      start_stride, result, result_stride);
}

void elman_quantize_columns(size_t depth, size_t columns, const float *weights, size_t stride,
                            int8_t *bytes, float *scales) {
  kernels()->quantize_columns(depth, columns, weights, stride, bytes, scales);
}

void elman_quantize_rows(size_t rows, size_t depth, const float *x, size_t stride,
                         float fixed_scale, uint8_t *bytes, float *scales) {
  kernels()->quantize_rows(rows, depth, x, stride, fixed_scale, bytes, scales);
}

void elman_dequantize(size_t count, const int8_t *bytes, float scale, float *x) {
  kernels()->dequantize(count, bytes, scale, x);
}

void elman_multiply_int8(size_t rows, size_t columns, size_t depth, const uint8_t *left,
                         const float *row_scales, const int8_t *panels,
                         const float *column_scales, const int32_t *column_sums,
                         const float *start, size_t start_stride, float *result,
                         size_t result_stride) {
  kernels()->multiply_int8(rows, columns, depth, left, row_scales, panels, column_scales,
                           column_sums, start, start_stride, result, result_stride);
}

int32_t elman_multiply_add_rounds_int8(size_t rounds) {
  return kernels()->multiply_add_rounds_int8(rounds);
}

void elman_tanh_step(size_t rows, size_t size, const float *gates, float *hidden,
                     size_t hidden_stride) {
  kernels()->tanh_step(rows, size, gates, hidden, hidden_stride);
}

void elman_tanh_step_backward(size_t rows, size_t size, float *gates, const float *hidden,
                              size_t hidden_stride, const float *output_gradient,
                              size_t output_stride, const float *carried_gradient) {
  kernels()->tanh_step_backward(rows, size, gates, hidden, hidden_stride, output_gradient,
                                output_stride, carried_gradient);
}

void elman_rectifier_step(size_t rows, size_t size, const float *gates, float *hidden,
                          size_t hidden_stride) {
  kernels()->rectifier_step(rows, size, gates, hidden, hidden_stride);
}

void elman_rectifier_step_backward(size_t rows, size_t size, float *gates, const float *hidden,
                                   size_t hidden_stride, const float *output_gradient,
                                   size_t output_stride, const float *carried_gradient) {
  kernels()->rectifier_step_backward(rows, size, gates, hidden, hidden_stride, output_gradient,
                                     output_stride, carried_gradient);
}

void elman_lstm_step(size_t rows, size_t continuing, size_t size, float *gates,
                     const float *previous_cell, float *cell, float *cell_tanh, float *hidden,
                     size_t hidden_stride) {
  kernels()->lstm_step(rows, continuing, size, gates, previous_cell, cell, cell_tanh, hidden,
                       hidden_stride);
}

void elman_lstm_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                              const float *previous_cell, const float *cell_tanh,
                              const float *output_gradient, size_t output_stride,
                              const float *carried_gradient, float *cell_gradient) {
  kernels()->lstm_step_backward(rows, continuing, size, gates, previous_cell, cell_tanh,
                                output_gradient, output_stride, carried_gradient, cell_gradient);
}

void elman_gru_step(size_t rows, size_t continuing, size_t size, float *gates, float *recurrent,
                    const float *recurrent_bias, const float *previous, size_t previous_stride,
                    float *hidden, size_t hidden_stride) {
  kernels()->gru_step(rows, continuing, size, gates, recurrent, recurrent_bias, previous,
                      previous_stride, hidden, hidden_stride);
}

void elman_gru_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                             float *recurrent, const float *previous, size_t previous_stride,
                             const float *output_gradient, size_t output_stride,
                             float *carried_gradient) {
  kernels()->gru_step_backward(rows, continuing, size, gates, recurrent, previous, previous_stride,
                               output_gradient, output_stride, carried_gradient);
}

void elman_sru_step(size_t rows, size_t continuing, size_t size, float *gates,
                    const float *peepholes, float scale, const float *previous_cell, float *cell,
                    float *hidden, size_t hidden_stride) {
  kernels()->sru_step(rows, continuing, size, gates, peepholes, scale, previous_cell, cell, hidden,
                      hidden_stride);
}

void elman_sru_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                             const float *peepholes, float scale, const float *previous_cell,
                             const float *cell, const float *output_gradient,
                             size_t output_stride, float *cell_gradient,
                             float *peephole_gradient) {
  kernels()->sru_step_backward(rows, continuing, size, gates, peepholes, scale, previous_cell,
                               cell, output_gradient, output_stride, cell_gradient,
                               peephole_gradient);
}

void elman_exp(size_t count, const float *x, float *y) { kernels()->exp(count, x, y); }
void elman_tanh(size_t count, const float *x, float *y) { kernels()->tanh(count, x, y); }
void elman_sigmoid(size_t count, const float *x, float *y) { kernels()->sigmoid(count, x, y); }

void elman_add_scaled(size_t count, float factor, const float *x, float *y) {
  kernels()->add_scaled(count, factor, x, y);
}

void elman_average(size_t count, size_t steps, const float *rates, const float *x,
                   float *average) {
  kernels()->average(count, steps, rates, x, average);
}

void elman_dropout(size_t rows, size_t columns, float *x, size_t stride, float rate,
                   uint32_t seed) {
  kernels()->dropout(rows, columns, x, stride, rate, seed);
}

void elman_adam(size_t count, elman_adam_step step, const float *gradient, float *first_moment,
                float *second_moment, float *weights) {
  kernels()->adam(count, step, gradient, first_moment, second_moment, weights);
}

double elman_sum_of_squares(size_t count, const float *x) {
  return kernels()->sum_of_squares(count, x);
}

void elman_add_column_sums(size_t rows, size_t columns, const float *x, size_t stride,
                           float *sums) {
  kernels()->add_column_sums(rows, columns, x, stride, sums);
}

void elman_softmax(size_t rows, size_t columns, float *x, size_t stride) {
  kernels()->softmax(rows, columns, x, stride);
}

double elman_crf_marginals(size_t length, size_t labels, const float *start, const float *end,
                           const float *transitions, const float *transitions_transposed,
                           float *emissions, float *forward_rows, float *normalisers,
                           float *pairs) {
  return kernels()->crf_marginals(length, labels, start, end, transitions, transitions_transposed,
                                  emissions, forward_rows, normalisers, pairs);
}

float elman_crf_best(size_t length, size_t labels, const float *start, const float *end,
                     const float *transitions, const float *emissions, float *scores,
                     int32_t *pointers, int32_t *best) {
  return kernels()->crf_best(length, labels, start, end, transitions, emissions, scores, pointers,
                             best);
}
