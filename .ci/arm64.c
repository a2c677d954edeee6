// Runs every kernel on made-up numbers and prints a hash of what each wrote: `arm64 SET` for one instruction set,
// `arm64` for the number of the one that the machine gets by itself. Equal lines are equal bits. Inputs are made of
// whole numbers alone, so that they are the same on every machine. All NaN count as one.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "CElmanKernels.h"

enum { ROOM = 1 << 16 };

static uint64_t state;

static uint32_t next(void) {
  state = state * 6364136223846793005U + 1442695040888963407U;
  return (uint32_t)(state >> 33);
}

// Numbers of -4 … 4, or with `wild` any bits and what is special: zeros, infinities, NaN, halves, denormal numbers.
static float number(bool wild) {
  static const float special[] = {0,      -0.0f, 1,     -1,        0.5f,     1.5f,  2.5f, -2.5f,
                                  1e-45f, 1e-38f, -1e-40f, 3.4e38f, -3.4e38f, 88, -87,  126.5f};
  const uint32_t bits = next() << 1, choice = wild ? next() % 8 : 7;
  float x;
  if (choice == 0) return special[bits / 2 % 16];
  if (choice == 1) return 1 / (bits & 2 ? 0.0f : -0.0f);
  if (choice == 2) return bits % 16 == 0 ? 0.0f / 0.0f : 1;
  if (choice > 3) return (float)((int32_t)bits >> 7) * 0x1p-22f;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static float *numbers(bool wild) {
  float *x = malloc(ROOM * sizeof *x);
  for (size_t i = 0; i < ROOM; i++) x[i] = number(wild);
  return x;
}

// Of 0 … 1: what probabilities, activations and moments of squares are.
static float *parts(void) {
  float *x = malloc(ROOM * sizeof *x);
  for (size_t i = 0; i < ROOM; i++) x[i] = (float)(next() >> 7) * 0x1p-24f;
  return x;
}

static uint64_t hash;

static void take(uint64_t bits) { hash = (hash ^ bits) * 0x100000001b3U + (hash >> 29); }

static void take_floats(size_t count, const float *x) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits = 0x7fc00000;
    if (x[i] == x[i]) memcpy(&bits, &x[i], sizeof bits);
    take(bits);
  }
}

static void take_double(double x) {
  uint64_t bits = 0x7ff8000000000000;
  if (x == x) memcpy(&bits, &x, sizeof bits);
  take(bits);
}

static void take_bytes(size_t count, const void *x) {
  for (size_t i = 0; i < count; i++) take(((const uint8_t *)x)[i]);
}

static void begin(uint64_t seed) {
  state = seed * 0x9e3779b97f4a7c15U + 1;
  hash = 0xcbf29ce484222325U;
}

static void tell(const char *kernel, size_t rows, size_t size, bool wild) {
  printf("%s %zu x %zu%s %016llx\n", kernel, rows, size, wild ? " wild" : "",
         (unsigned long long)hash);
}

static void products(size_t rows, size_t columns, size_t depth, bool wild) {
  float *left = numbers(wild), *right = numbers(wild), *result = numbers(wild);
  float *panels = malloc(elman_packed_count(depth, columns) * sizeof *panels);
  elman_pack(depth, columns, right, columns, false, panels);
  elman_product product = {rows,   columns, depth, left,   depth,      false,
                           panels, right,   0,     result, columns + 1};
  elman_multiply(product);
  product.left_stride = rows, product.left_transposed = true;
  product.start = result, product.start_stride = columns + 1;
  elman_multiply(product);
  take_floats(rows * (columns + 1), result);
  elman_pack(depth, columns, right, depth, true, panels);
  elman_multiply((elman_product){rows, columns, depth, left, depth, false, panels, 0, 0, result, columns});
  take_floats(rows * columns, result);
  free(panels), free(result), free(right), free(left);
}

static void byte_products(size_t rows, size_t columns, size_t depth, bool wild) {
  float *left = numbers(wild), *right = numbers(wild), *result = numbers(wild);
  const size_t padded = elman_quantized_depth(depth), lanes = (columns + ELMAN_WIDTH - 1) / ELMAN_WIDTH * ELMAN_WIDTH;
  uint8_t *bytes = malloc(rows * padded);
  int8_t *weights = malloc(depth * columns), *panels = malloc(padded * lanes);
  int32_t *sums = malloc(lanes * sizeof *sums);
  float *row_scales = calloc(rows, sizeof *row_scales), *column_scales = calloc(lanes, sizeof *column_scales);
  for (int fixed = 0; fixed < 2; fixed++) {
    elman_quantize_rows(rows, depth, left, depth, fixed ? 0.03125f : 0, bytes, row_scales);
    elman_quantize_columns(depth, columns, right, columns, weights, column_scales);
    elman_pack_int8(depth, columns, weights, panels, sums);
    elman_multiply_int8((elman_int8_product){rows, columns, depth, bytes, row_scales, panels, column_scales, sums,
                                             fixed ? right : 0, 0, result, columns});
    take_bytes(rows * padded, bytes);
    take_bytes(padded * lanes, panels);
    take_bytes(columns * sizeof *sums, sums);
    take_floats(rows, row_scales);
    take_floats(columns, column_scales);
    take_floats(rows * columns, result);
  }
  elman_dequantize(depth * columns, weights, 0.0123f, right);
  take_floats(depth * columns, right);
  free(column_scales), free(row_scales), free(sums), free(panels), free(weights), free(bytes);
  free(result), free(right), free(left);
}

static const char *const cells[] = {"tanh", "relu", "lstm", "gru", "sru"};

// One step forward from random gates, and one backward through what it left.
static void cell(size_t kind, size_t rows, size_t size, bool wild) {
  float *gates = numbers(wild), *before = numbers(wild), *h = numbers(wild), *c = numbers(wild);
  float *t = numbers(wild), *u = numbers(wild), *v = numbers(wild), *dy = numbers(wild);
  float *dh = numbers(wild), *dc = numbers(wild);
  const size_t continuing = rows / 2, stride = size + 3;
  switch (kind) {
    case 0:
      elman_tanh_step(rows, size, gates, h, stride);
      elman_tanh_step_backward(rows, size, gates, h, stride, dy, stride, dh);
      break;
    case 1:
      elman_relu_step(rows, size, gates, h, stride);
      elman_relu_step_backward(rows, size, gates, h, stride, dy, stride, dh);
      break;
    case 2:
      elman_lstm_step(rows, continuing, size, gates, before, c, t, h, stride);
      take_floats(rows * 4 * size, gates);
      elman_lstm_step_backward(rows, continuing, size, gates, before, t, dy, stride, dh, dc);
      break;
    case 3:
      elman_gru_step(rows, continuing, size, gates, u, v, before, stride, h, stride);
      take_floats(rows * 3 * size, gates);
      elman_gru_step_backward(rows, continuing, size, gates, u, before, stride, dy, stride, dh);
      break;
    default:
      elman_sru_step(rows, continuing, size, gates, v, 1.3f, before, c, h, stride);
      take_floats(rows * 4 * size, gates);
      elman_sru_step_backward(rows, continuing, size, gates, v, 1.3f, before, c, dy, stride, dc, u);
  }
  float *const all[] = {gates, before, h, c, t, u, v, dy, dh, dc};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    take_floats(rows * 4 * stride, all[i]);
    free(all[i]);
  }
}

static void pointwise(size_t count, bool wild) {
  float *x = numbers(wild), *y = numbers(wild), *m = parts(), *v = parts(), *rates = parts();
  elman_exp_all(count, x, y);
  take_floats(count, y);
  elman_tanh_all(count, x, y);
  take_floats(count, y);
  elman_sigmoid_all(count, x, y);
  take_floats(count, y);
  elman_add_scaled(count, 0.3f, x, y);
  elman_average(count, 5, rates, x, y);
  take_floats(count, y);
  const elman_adam_step step = {0.002f, 0.9f, 0.99f, 1e-8f, 0.7f, 0.01f};
  for (int i = 0; i < 3; i++) elman_adam(count, step, x, m, v, y);
  take_floats(count, m), take_floats(count, v), take_floats(count, y);
  take_double(elman_sum_of_squares(count, x));
  free(rates), free(v), free(m), free(y), free(x);
}

static void rows_alone(size_t rows, size_t columns, bool wild) {
  float *x = numbers(wild), *sums = numbers(wild);
  elman_dropout(rows, columns, x, columns + 1, 0.37f, 12345);
  elman_add_column_sums(rows, columns, x, columns + 1, sums);
  take_floats(columns, sums);
  elman_softmax(rows, columns, x, columns + 1);
  take_floats(rows * (columns + 1), x);
  free(sums), free(x);
}

static void crf(size_t length, size_t labels, bool wild) {
  const size_t width = (labels + ELMAN_WIDTH - 1) / ELMAN_WIDTH * ELMAN_WIDTH;
  float *start = parts(), *end = parts(), *transitions = parts(), *transposed = parts();
  float *emissions = numbers(wild), *forward = numbers(false), *normalisers = numbers(false), *pairs = numbers(false);
  int32_t *pointers = calloc(ROOM, sizeof *pointers), *best = calloc(length + 1, sizeof *best);
  for (size_t t = 0; t < length; t++)
    for (size_t j = labels; j < width; j++) emissions[t * width + j] = -1 / 0.0f;
  for (size_t i = 0; i < width; i++)
    for (size_t j = 0; j < width; j++) transposed[j * width + i] = transitions[i * width + j];
  take_floats(1, (float[]){elman_crf_best(length, width, start, end, transitions, emissions, forward, pointers, best)});
  take_bytes(length * sizeof *best, best);
  take_double(elman_crf_marginals(length, width, start, end, transitions, transposed, emissions,
                                  forward, normalisers, pairs));
  take_floats(length * width, emissions);
  take_floats(length + 1, normalisers);
  take_floats(width * width, pairs);
  free(best), free(pointers), free(pairs), free(normalisers), free(forward), free(emissions);
  free(transposed), free(transitions), free(end), free(start);
}

// Many logarithms by themselves, where no longer sum hides their last bits.
static void short_crfs(void) {
  enum { LABELS = ELMAN_WIDTH };
  float start[LABELS], emissions[LABELS], forward[LABELS], normalisers[2];
  for (int round = 0; round < 20000; round++) {
    for (size_t j = 0; j < LABELS; j++) {
      start[j] = (float)(next() >> 7) * 0x1p-24f;
      emissions[j] = number(false);
    }
    take_double(elman_crf_marginals(1, LABELS, start, start, start, start, emissions, forward,
                                    normalisers, 0));
  }
}

int main(int count, char **arguments) {
  if (count < 2) return printf("%d\n", (int)elman_selected()) < 0;
  if (!elman_select((elman_instruction_set)atoi(arguments[1]))) return 1;

  static const size_t shapes[][3] = {{1, 1, 1},   {2, 3, 5},   {5, 16, 4},   {6, 17, 31},  {7, 33, 16}, {13, 64, 65},
                                     {25, 70, 9}, {31, 15, 2}, {60, 81, 90}, {3, 130, 257}};
  for (uint64_t i = 0; i < 2 * sizeof shapes / sizeof *shapes; i++) {
    const size_t *shape = shapes[i / 2], rows = shape[0], columns = shape[1], depth = shape[2];
    const bool wild = i % 2;
    begin(i), products(rows, columns, depth, wild), tell("multiply", rows, columns, wild);
    begin(i), byte_products(rows, columns, depth, wild), tell("multiply_int8", rows, columns, wild);
    for (size_t kind = 0; kind < sizeof cells / sizeof *cells; kind++)
      begin(i), cell(kind, rows, columns, wild), tell(cells[kind], rows, columns, wild);
    begin(i), pointwise(rows * columns * 3, wild), tell("pointwise", 1, rows * columns * 3, wild);
    begin(i), rows_alone(rows, columns, wild), tell("rows", rows, columns, wild);
    begin(i), crf(depth, columns, wild), tell("crf", depth, columns, wild);
  }
  begin(0), short_crfs(), tell("crf", 1, 16, false);
  begin(0), take_double((double)elman_multiply_add_rounds_int8(100));
  tell("multiply_add_rounds_int8", 24, 64, false);
  return 0;
}
