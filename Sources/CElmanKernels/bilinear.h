// Scores of pairs: a vector times a matrix.
#pragma once
#include "functions.h"

static void add_vector_product(size_t rows, size_t columns, const float *vector,
                               const float *matrix, float *result) {
#define BLOCK(j, width)                                                                   \
  {                                                                                       \
    Lanes sum = load(result + j, width);                                                  \
    for (size_t k = 0; k < rows; k++)                                                     \
      sum = multiply_add(splat(vector[k]), load(matrix + k * columns + j, width), sum);   \
    store(result + j, sum, width);                                                        \
  }
  FOR_EACH_BLOCK(columns, BLOCK);
#undef BLOCK
}

static void vector_product_backward(size_t rows, size_t columns, const float *vector,
                                    const float *matrix, const float *gradient,
                                    float *vector_gradient, float *matrix_gradient) {
  for (size_t k = 0; k < rows; k++) {
    const float *row = matrix + k * columns;
    float *row_gradient = matrix_gradient + k * columns;
    Lanes sum = splat(0);
#define BLOCK(j, width)                                                  \
  {                                                                      \
    Lanes g = load(gradient + j, width);                                 \
    sum = multiply_add(load(row + j, width), g, sum);                    \
    store(row_gradient + j, g * splat(vector[k]), width);                \
  }
    FOR_EACH_BLOCK(columns, BLOCK);
#undef BLOCK
    vector_gradient[k] += sum_of_lanes(sum);
  }
}
