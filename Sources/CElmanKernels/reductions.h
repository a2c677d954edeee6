// Sums in one fixed order.
#pragma once
#include "functions.h"

static double sum_of_squares(size_t count, const float *x) {
  // Runs of 4,096 elements are added up in double: a single float sum over millions drifts.
  double total = 0;
  for (size_t run = 0; run < count; run += 4096) {
    const size_t length = count - run < 4096 ? count - run : 4096;
    const float *y = x + run;
    Lanes sum = splat(0);
#define BLOCK(i, width)              \
  {                                  \
    Lanes v = load(y + i, width);    \
    sum = multiply_add(v, v, sum);   \
  }
    FOR_EACH_BLOCK(length, BLOCK);
#undef BLOCK
    total += (double)sum_of_lanes(sum);
  }
  return total;
}

static void add_column_sums(size_t rows, size_t columns, const float *x, size_t stride,
                            float *sums) {
  for (size_t row = 0; row < rows; row++) {
    const float *y = x + row * stride;
#define BLOCK(j, width) store(sums + j, load(sums + j, width) + load(y + j, width), width)
    FOR_EACH_BLOCK(columns, BLOCK);
#undef BLOCK
  }
}

INLINE float largest(size_t count, const float *x) {
  float result = x[0];
  for (size_t i = 1; i < count; i++) result = x[i] > result ? x[i] : result;
  return result;
}

static void softmax(size_t rows, size_t columns, float *x, size_t stride) {
  if (columns == 0) return;
  for (size_t row = 0; row < rows; row++) {
    float *y = x + row * stride;
    const Lanes shift = splat(largest(columns, y));
    Lanes sum = splat(0);
    // The lanes past a row's end hold exp(0 - shift): they are written nowhere, and the sum is
    // taken of what was written.
#define BLOCK(j, width)                                             \
  {                                                                 \
    store(y + j, exponential(load(y + j, width) - shift), width);   \
    sum += load(y + j, width);                                      \
  }
    FOR_EACH_BLOCK(columns, BLOCK);
#undef BLOCK
    const Lanes total = splat(sum_of_lanes(sum));
#define BLOCK(j, width) store(y + j, load(y + j, width) / total, width)
    FOR_EACH_BLOCK(columns, BLOCK);
#undef BLOCK
  }
}
