// Functions of each element alone.
#pragma once
#include "functions.h"

#define DEFINE_MAP(NAME, FUNCTION)                                       \
  static void NAME(size_t count, const float *x, float *y) {             \
    FOR_EACH_BLOCK(count, FUNCTION);                                     \
  }

#define EXP_BLOCK(i, width) store(y + i, exponential(load(x + i, width)), width)
#define TANH_BLOCK(i, width) store(y + i, hyperbolic_tangent(load(x + i, width)), width)
#define SIGMOID_BLOCK(i, width) store(y + i, logistic(load(x + i, width)), width)
DEFINE_MAP(exp_all, EXP_BLOCK)
DEFINE_MAP(tanh_all, TANH_BLOCK)
DEFINE_MAP(sigmoid_all, SIGMOID_BLOCK)
#undef EXP_BLOCK
#undef TANH_BLOCK
#undef SIGMOID_BLOCK
#undef DEFINE_MAP

static void add_scaled(size_t count, float factor, const float *x, float *y) {
#define BLOCK(i, width) \
  store(y + i, multiply_add(splat(factor), load(x + i, width), load(y + i, width)), width)
  FOR_EACH_BLOCK(count, BLOCK);
#undef BLOCK
}

// All steps at once, since memory is what takes the time, and with several lanes on their way, since
// a step waits for the one before it.
static void average(size_t count, size_t steps, const float *rates, const float *x,
                    float *averages) {
  enum { VECTORS = 4 };
  for (; count >= VECTORS * WIDTH; count -= VECTORS * WIDTH, x += VECTORS * WIDTH,
                                   averages += VECTORS * WIDTH) {
    Lanes a[VECTORS], goal[VECTORS];
    UNROLL for (size_t v = 0; v < VECTORS; v++) {
      a[v] = load(averages + v * WIDTH, WIDTH);
      goal[v] = load(x + v * WIDTH, WIDTH);
    }
    for (size_t step = 0; step < steps; step++)
      UNROLL for (size_t v = 0; v < VECTORS; v++)
        a[v] = multiply_add(splat(rates[step]), goal[v] - a[v], a[v]);
    UNROLL for (size_t v = 0; v < VECTORS; v++) store(averages + v * WIDTH, a[v], WIDTH);
  }
#define BLOCK(i, width)                                                                   \
  {                                                                                       \
    Lanes a = load(averages + i, width);                                                  \
    const Lanes goal = load(x + i, width);                                                \
    for (size_t step = 0; step < steps; step++)                                           \
      a = multiply_add(splat(rates[step]), goal - a, a);                                  \
    store(averages + i, a, width);                                                        \
  }
  FOR_EACH_BLOCK(count, BLOCK);
#undef BLOCK
}

// A hash of 32 bits in which every bit of the input reaches every bit of the output: two rounds of
// multiply and fold.
INLINE BitLanes scatter(BitLanes x) {
  x ^= x >> 16;
  x *= (BitLanes)0x7feb352dU;
  x ^= x >> 15;
  x *= (BitLanes)0x846ca68bU;
  x ^= x >> 16;
  return x;
}

static void dropout(size_t rows, size_t columns, float *x, size_t stride, float rate,
                    uint32_t seed) {
  const float keep = 1 - rate;
  const Lanes scale = splat(1 / keep);
  // 24 bits decide, so that the comparison is exact in a float as well.
  const BitLanes threshold = (BitLanes)(uint32_t)(keep * 16777216.0f);
  const BitLanes lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  for (size_t row = 0; row < rows; row++) {
    // The seed goes through the hash once more at each row, or rows would share a stream.
    BitLanes stream = scatter((BitLanes)(uint32_t)row * (BitLanes)0x9e3779b9U + (BitLanes)seed);
    float *y = x + row * stride;
#define BLOCK(j, width)                                                                   \
  {                                                                                       \
    BitLanes bits = scatter(stream + lane + (BitLanes)(uint32_t)(j)) >> 8;                \
    store(y + j, bits < threshold ? load(y + j, width) * scale : splat(0), width);        \
  }
    FOR_EACH_BLOCK(columns, BLOCK);
#undef BLOCK
  }
}

// m = β1 m + (1 - β1) g; v = β2 v + (1 - β2) g²; w = w - η (m / (√v + ε) + λ w).
static void adam(size_t count, elman_adam_step step, const float *gradient, float *first_moment,
                 float *second_moment, float *weights) {
  const Lanes rate = splat(-step.learning_rate), epsilon = splat(step.epsilon);
  const Lanes new_first = splat(1 - step.first_decay), new_second = splat(1 - step.second_decay);
#define BLOCK(i, width)                                                                       \
  {                                                                                           \
    Lanes g = load(gradient + i, width) * splat(step.gradient_scale);                         \
    Lanes m = load(first_moment + i, width), v = load(second_moment + i, width);              \
    Lanes w = load(weights + i, width);                                                       \
    m = multiply_add(new_first, g - m, m);                                                    \
    v = multiply_add(new_second, g * g - v, v);                                               \
    Lanes direction = m / (__builtin_elementwise_sqrt(v) + epsilon);                          \
    direction = multiply_add(splat(step.weight_decay), w, direction);                         \
    store(first_moment + i, m, width);                                                        \
    store(second_moment + i, v, width);                                                       \
    store(weights + i, multiply_add(rate, direction, w), width);                              \
  }
  FOR_EACH_BLOCK(count, BLOCK);
#undef BLOCK
}
