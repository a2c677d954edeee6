// What one instruction set provides; dispatch.c chooses among these tables.
#pragma once
#include "CElmanKernels.h"

typedef struct KernelTable {
  __typeof__(&elman_multiply_add_rounds) multiply_add_rounds;
  __typeof__(&elman_multiply) multiply;
  __typeof__(&elman_quantize_columns) quantize_columns;
  __typeof__(&elman_quantize_rows) quantize_rows;
  __typeof__(&elman_dequantize) dequantize;
  __typeof__(&elman_multiply_int8) multiply_int8;
  __typeof__(&elman_multiply_add_rounds_int8) multiply_add_rounds_int8;
  __typeof__(&elman_tanh_step) tanh_step;
  __typeof__(&elman_tanh_step_backward) tanh_step_backward;
  __typeof__(&elman_rectifier_step) rectifier_step;
  __typeof__(&elman_rectifier_step_backward) rectifier_step_backward;
  __typeof__(&elman_lstm_step) lstm_step;
  __typeof__(&elman_lstm_step_backward) lstm_step_backward;
  __typeof__(&elman_gru_step) gru_step;
  __typeof__(&elman_gru_step_backward) gru_step_backward;
  __typeof__(&elman_sru_step) sru_step;
  __typeof__(&elman_sru_step_backward) sru_step_backward;
  __typeof__(&elman_exp) exp;
  __typeof__(&elman_tanh) tanh;
  __typeof__(&elman_sigmoid) sigmoid;
  __typeof__(&elman_add_scaled) add_scaled;
  __typeof__(&elman_average) average;
  __typeof__(&elman_dropout) dropout;
  __typeof__(&elman_adam) adam;
  __typeof__(&elman_sum_of_squares) sum_of_squares;
  __typeof__(&elman_add_column_sums) add_column_sums;
  __typeof__(&elman_softmax) softmax;
  __typeof__(&elman_crf_marginals) crf_marginals;
  __typeof__(&elman_crf_best) crf_best;
} KernelTable;

extern const KernelTable elman_baseline_kernels;
#if defined(__x86_64__)
extern const KernelTable elman_avx2_kernels;
extern const KernelTable elman_avx512_kernels;
extern const KernelTable elman_avx512_vnni_kernels;
#elif defined(__aarch64__)
extern const KernelTable elman_neon_dot_kernels;
#endif
