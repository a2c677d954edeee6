// The pointwise part of one time step of each recurrent cell, with its backward pass below it.
#pragma once
#include "functions.h"

// Elman cell: h = f(a), where f is tanh or ReLU, max(0, ·), for which NaN stays NaN. The kind
// is a constant where this is inlined.

typedef enum { TANH, RELU } Activation;

INLINE void elman_step(Activation activation, size_t rows, size_t size, const float *gates,
                       float *hidden, size_t hidden_stride) {
  for (size_t row = 0; row < rows; row++) {
    const float *as = gates + row * size;
    float *h = hidden + row * hidden_stride;
#define BLOCK(j, width)                                                              \
  {                                                                                  \
    Lanes a = load(as + j, width);                                                   \
    store(h + j, activation == TANH ? hyperbolic_tangent(a) : larger(splat(0), a),   \
          width);                                                                    \
  }
    FOR_EACH_BLOCK(size, BLOCK);
#undef BLOCK
  }
}

// da = dh (1 - h²) of tanh; dh where h > 0, else 0, of ReLU.
INLINE void elman_step_backward(Activation activation, size_t rows, size_t size, float *gates,
                                const float *hidden, size_t hidden_stride,
                                const float *output_gradient, size_t output_stride,
                                const float *carried_gradient) {
  for (size_t row = 0; row < rows; row++) {
    float *da = gates + row * size;
    const float *hs = hidden + row * hidden_stride;
    const float *dy = output_gradient + row * output_stride;
    const float *dc = carried_gradient + row * size;
#define BLOCK(j, width)                                                              \
  {                                                                                  \
    Lanes h = load(hs + j, width);                                                   \
    Lanes dh = load(dy + j, width) + load(dc + j, width);                            \
    store(da + j,                                                                    \
          activation == TANH ? dh * multiply_add(-h, h, splat(1))                    \
                             : (h > splat(0) ? dh : splat(0)),                       \
          width);                                                                    \
  }
    FOR_EACH_BLOCK(size, BLOCK);
#undef BLOCK
  }
}

static void tanh_step(size_t rows, size_t size, const float *gates, float *hidden,
                      size_t hidden_stride) {
  elman_step(TANH, rows, size, gates, hidden, hidden_stride);
}

static void tanh_step_backward(size_t rows, size_t size, float *gates, const float *hidden,
                               size_t hidden_stride, const float *output_gradient,
                               size_t output_stride, const float *carried_gradient) {
  elman_step_backward(TANH, rows, size, gates, hidden, hidden_stride, output_gradient,
                      output_stride, carried_gradient);
}

static void relu_step(size_t rows, size_t size, const float *gates, float *hidden,
                      size_t hidden_stride) {
  elman_step(RELU, rows, size, gates, hidden, hidden_stride);
}

static void relu_step_backward(size_t rows, size_t size, float *gates, const float *hidden,
                               size_t hidden_stride, const float *output_gradient,
                               size_t output_stride, const float *carried_gradient) {
  elman_step_backward(RELU, rows, size, gates, hidden, hidden_stride, output_gradient,
                      output_stride, carried_gradient);
}

// LSTM: i, f, o = σ(…), g = tanh(…); c = f c' + i g; h = o tanh(c).

INLINE void lstm_block(float *gates, const float *previous_cell, float *cell, float *cell_tanh,
                       float *hidden, size_t size, size_t width) {
  Lanes i = logistic(load(gates, width));
  Lanes f = logistic(load(gates + size, width));
  Lanes g = hyperbolic_tangent(load(gates + 2 * size, width));
  Lanes o = logistic(load(gates + 3 * size, width));
  Lanes c = i * g;
  if (previous_cell) c = multiply_add(f, load(previous_cell, width), c);
  Lanes t = hyperbolic_tangent(c);
  store(gates, i, width);
  store(gates + size, f, width);
  store(gates + 2 * size, g, width);
  store(gates + 3 * size, o, width);
  store(cell, c, width);
  store(cell_tanh, t, width);
  store(hidden, o * t, width);
}

static void lstm_step(size_t rows, size_t continuing, size_t size, float *gates,
                      const float *previous_cell, float *cell, float *cell_tanh, float *hidden,
                      size_t hidden_stride) {
  for (size_t row = 0; row < rows; row++) {
    float *g = gates + row * 4 * size;
    const float *p = row < continuing ? previous_cell + row * size : 0;
    float *c = cell + row * size, *t = cell_tanh + row * size, *h = hidden + row * hidden_stride;
#define BLOCK(j, width) lstm_block(g + j, p ? p + j : 0, c + j, t + j, h + j, size, width)
    FOR_EACH_BLOCK(size, BLOCK);
#undef BLOCK
  }
}

// dc += dh o (1 - tanh²(c)); di = dc g σ', df = dc c' σ', dg = dc i tanh', do = dh tanh(c) σ';
// dc' = dc f.
INLINE void lstm_block_backward(float *gates, const float *previous_cell, const float *cell_tanh,
                                const float *output_gradient, const float *carried_gradient,
                                float *cell_gradient, size_t size, size_t width) {
  Lanes i = load(gates, width), f = load(gates + size, width);
  Lanes g = load(gates + 2 * size, width), o = load(gates + 3 * size, width);
  Lanes t = load(cell_tanh, width);
  Lanes previous = previous_cell ? load(previous_cell, width) : splat(0);
  Lanes dh = load(output_gradient, width) + load(carried_gradient, width);
  Lanes dc = multiply_add(dh * o, multiply_add(-t, t, splat(1)), load(cell_gradient, width));
  store(gates, dc * g * (i * (splat(1) - i)), width);
  store(gates + size, dc * previous * (f * (splat(1) - f)), width);
  store(gates + 2 * size, dc * i * multiply_add(-g, g, splat(1)), width);
  store(gates + 3 * size, dh * t * (o * (splat(1) - o)), width);
  store(cell_gradient, dc * f, width);
}

static void lstm_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                               const float *previous_cell, const float *cell_tanh,
                               const float *output_gradient, size_t output_stride,
                               const float *carried_gradient, float *cell_gradient) {
  for (size_t row = 0; row < rows; row++) {
    float *g = gates + row * 4 * size;
    const float *p = row < continuing ? previous_cell + row * size : 0;
    const float *t = cell_tanh + row * size, *dy = output_gradient + row * output_stride;
    const float *dh = carried_gradient + row * size;
    float *dc = cell_gradient + row * size;
#define BLOCK(j, width) \
  lstm_block_backward(g + j, p ? p + j : 0, t + j, dy + j, dh + j, dc + j, size, width)
    FOR_EACH_BLOCK(size, BLOCK);
#undef BLOCK
  }
}

// GRU, reset after the product: q = U_n h' + b; n = tanh(a_n + r q); h = n + z (h' - n).

INLINE void gru_block(float *gates, float *recurrent, const float *bias, const float *previous,
                      float *hidden, size_t size, size_t width) {
  Lanes a = load(gates, width), b = load(gates + size, width);
  Lanes q = load(bias, width), before = splat(0);
  if (previous) {
    a += load(recurrent, width);
    b += load(recurrent + size, width);
    q += load(recurrent + 2 * size, width);
    before = load(previous, width);
  }
  Lanes r = logistic(a), z = logistic(b);
  Lanes n = hyperbolic_tangent(multiply_add(r, q, load(gates + 2 * size, width)));
  store(gates, r, width);
  store(gates + size, z, width);
  store(gates + 2 * size, n, width);
  store(recurrent + 2 * size, q, width);
  store(hidden, multiply_add(z, before - n, n), width);
}

static void gru_step(size_t rows, size_t continuing, size_t size, float *gates, float *recurrent,
                     const float *recurrent_bias, const float *previous, size_t previous_stride,
                     float *hidden, size_t hidden_stride) {
  for (size_t row = 0; row < rows; row++) {
    float *g = gates + row * 3 * size, *u = recurrent + row * 3 * size;
    const float *p = row < continuing ? previous + row * previous_stride : 0;
    float *h = hidden + row * hidden_stride;
#define BLOCK(j, width) \
  gru_block(g + j, u + j, recurrent_bias + j, p ? p + j : 0, h + j, size, width)
    FOR_EACH_BLOCK(size, BLOCK);
#undef BLOCK
  }
}

// dn = dh (1 - z), dz = dh (h' - n), da_n = dn tanh', dq = da_n r, dr = da_n q; dh' = dh z + …
INLINE void gru_block_backward(float *gates, float *recurrent, const float *previous,
                               const float *output_gradient, float *carried_gradient, size_t size,
                               size_t width) {
  Lanes r = load(gates, width), z = load(gates + size, width), n = load(gates + 2 * size, width);
  Lanes q = load(recurrent + 2 * size, width);
  Lanes before = previous ? load(previous, width) : splat(0);
  Lanes dh = load(output_gradient, width) + load(carried_gradient, width);
  Lanes dan = dh * (splat(1) - z) * multiply_add(-n, n, splat(1));
  Lanes dar = dan * q * (r * (splat(1) - r));
  Lanes daz = dh * (before - n) * (z * (splat(1) - z));
  store(gates, dar, width);
  store(gates + size, daz, width);
  store(gates + 2 * size, dan, width);
  store(recurrent, dar, width);
  store(recurrent + size, daz, width);
  store(recurrent + 2 * size, dan * r, width);
  store(carried_gradient, dh * z, width);
}

static void gru_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                              float *recurrent, const float *previous, size_t previous_stride,
                              const float *output_gradient, size_t output_stride,
                              float *carried_gradient) {
  for (size_t row = 0; row < rows; row++) {
    float *g = gates + row * 3 * size, *u = recurrent + row * 3 * size;
    const float *p = row < continuing ? previous + row * previous_stride : 0;
    const float *dy = output_gradient + row * output_stride;
    float *dh = carried_gradient + row * size;
#define BLOCK(j, width) \
  gru_block_backward(g + j, u + j, p ? p + j : 0, dy + j, dh + j, size, width)
    FOR_EACH_BLOCK(size, BLOCK);
#undef BLOCK
  }
}

// SRU, gates f r x y: f, r = σ(a + v c'); c = x + f (c' - x); h = s + r (c - s), s = scale y.

INLINE void sru_block(float *gates, const float *peepholes, float scale,
                      const float *previous_cell, float *cell, float *hidden, size_t size,
                      size_t width) {
  Lanes a = load(gates, width), b = load(gates + size, width), before = splat(0);
  if (previous_cell) {
    before = load(previous_cell, width);
    a = multiply_add(load(peepholes, width), before, a);
    b = multiply_add(load(peepholes + size, width), before, b);
  }
  Lanes f = logistic(a), r = logistic(b);
  Lanes x = load(gates + 2 * size, width), s = splat(scale) * load(gates + 3 * size, width);
  Lanes c = multiply_add(f, before - x, x);
  store(gates, f, width);
  store(gates + size, r, width);
  store(cell, c, width);
  store(hidden, multiply_add(r, c - s, s), width);
}

static void sru_step(size_t rows, size_t continuing, size_t size, float *gates,
                     const float *peepholes, float scale, const float *previous_cell, float *cell,
                     float *hidden, size_t hidden_stride) {
  for (size_t row = 0; row < rows; row++) {
    float *g = gates + row * 4 * size;
    const float *p = row < continuing ? previous_cell + row * size : 0;
    float *c = cell + row * size, *h = hidden + row * hidden_stride;
#define BLOCK(j, width) \
  sru_block(g + j, peepholes + j, scale, p ? p + j : 0, c + j, h + j, size, width)
    FOR_EACH_BLOCK(size, BLOCK);
#undef BLOCK
  }
}

// dc += dh r; df = dc (c' - x) σ', dr = dh (c - s) σ', dx = dc (1 - f), dy = dh (1 - r) scale;
// dc' = dc f + df v_f + dr v_r; dv += da c'.
INLINE void sru_block_backward(float *gates, const float *peepholes, float scale,
                               const float *previous_cell, const float *cell,
                               const float *output_gradient, float *cell_gradient,
                               float *peephole_gradient, size_t size, size_t width) {
  Lanes f = load(gates, width), r = load(gates + size, width), x = load(gates + 2 * size, width);
  Lanes s = splat(scale) * load(gates + 3 * size, width);
  Lanes before = previous_cell ? load(previous_cell, width) : splat(0);
  Lanes dh = load(output_gradient, width);
  Lanes dc = multiply_add(dh, r, load(cell_gradient, width));
  Lanes daf = dc * (before - x) * (f * (splat(1) - f));
  Lanes dar = dh * (load(cell, width) - s) * (r * (splat(1) - r));
  store(gates, daf, width);
  store(gates + size, dar, width);
  store(gates + 2 * size, dc * (splat(1) - f), width);
  store(gates + 3 * size, dh * (splat(1) - r) * splat(scale), width);
  Lanes carried = multiply_add(daf, load(peepholes, width), dc * f);
  store(cell_gradient, multiply_add(dar, load(peepholes + size, width), carried), width);
  if (previous_cell) {
    Lanes dvf = load(peephole_gradient, width), dvr = load(peephole_gradient + size, width);
    store(peephole_gradient, multiply_add(daf, before, dvf), width);
    store(peephole_gradient + size, multiply_add(dar, before, dvr), width);
  }
}

static void sru_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                              const float *peepholes, float scale, const float *previous_cell,
                              const float *cell, const float *output_gradient,
                              size_t output_stride, float *cell_gradient,
                              float *peephole_gradient) {
  for (size_t row = 0; row < rows; row++) {
    float *g = gates + row * 4 * size;
    const float *p = row < continuing ? previous_cell + row * size : 0;
    const float *c = cell + row * size, *dy = output_gradient + row * output_stride;
    float *dc = cell_gradient + row * size;
#define BLOCK(j, width)                                                                     \
  sru_block_backward(g + j, peepholes + j, scale, p ? p + j : 0, c + j, dy + j, dc + j,     \
                     peephole_gradient + j, size, width)
    FOR_EACH_BLOCK(size, BLOCK);
#undef BLOCK
  }
}
