// From floats to bytes of -127 … 127, and one scale: x ≈ byte · scale.
//
// The scale is the largest finite |x| divided by 127, so that the bytes lie evenly around zero.
// NaN becomes 0, and what is too large, infinities among it, ±127.
#pragma once
#include "lanes.h"

typedef int8_t ByteLanes __attribute__((ext_vector_type(WIDTH)));
typedef int8_t ByteLanesInMemory __attribute__((ext_vector_type(WIDTH), aligned(1), may_alias));

enum { LARGEST_BYTE = 127, DEPTH_GROUP = ELMAN_DEPTH_GROUP };

INLINE size_t padded_depth(size_t depth) {
  return (depth + DEPTH_GROUP - 1) / DEPTH_GROUP * DEPTH_GROUP;
}

// The larger magnitude in each lane, as bits: finite magnitudes are ordered as their bits are.
INLINE IntLanes larger_magnitude(IntLanes largest, Lanes x) {
  IntLanes bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  bits &= 0x7fffffff;
  bits &= bits < 0x7f800000;
  return __builtin_elementwise_max(largest, bits);
}

// Adding 1.5 · 2²³ leaves no bits for a fraction: the last bits of the sum are x, rounded to the
// nearest, halves to even, also where an instruction set has no instruction for that.
INLINE ByteLanes quantize(Lanes x, Lanes inverse_scale) {
  x *= inverse_scale;
  IntLanes is_number = x == x;
  x = larger(smaller(x, splat(LARGEST_BYTE)), splat(-LARGEST_BYTE)) + splat(0x1.8p23f);
  BitLanes bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  IntLanes rounded = __builtin_convertvector(bits, IntLanes) & is_number;
  return __builtin_convertvector(rounded, ByteLanes);
}

// Runs `block(offset, width)` over a row in whole lanes; the last may take elements again that the
// one before it took, which changes nothing here and is faster than to take a part.
#define FOR_EACH_OVERLAPPING_BLOCK(count, block)                               \
  do {                                                                         \
    if ((count) < WIDTH) {                                                     \
      block(0, (count));                                                       \
      break;                                                                   \
    }                                                                          \
    for (size_t offset_ = 0; offset_ + WIDTH < (count); offset_ += WIDTH)      \
      block(offset_, WIDTH);                                                   \
    block((count) - WIDTH, WIDTH);                                             \
  } while (0)

INLINE void store_bytes(void *p, ByteLanes x, size_t width) {
  if (width == WIDTH) *(ByteLanesInMemory *)p = x;
  else __builtin_memcpy(p, &x, width);
}

static float largest_finite(size_t count, const float *x) {
  IntLanes largest = 0;
#define TAKE(offset, width) largest = larger_magnitude(largest, load(x + offset, width))
  FOR_EACH_OVERLAPPING_BLOCK(count, TAKE);
#undef TAKE
  const int32_t bits = __builtin_reduce_max(largest);
  float magnitude;
  __builtin_memcpy(&magnitude, &bits, sizeof magnitude);
  return magnitude;
}

static void quantize_rows(size_t rows, size_t depth, const float *x, size_t stride,
                          float fixed_scale, uint8_t *bytes, float *scales) {
  const size_t padded = padded_depth(depth);
  for (size_t row = 0; row < rows; row++, x += stride, bytes += padded) {
    float inverse = 1 / fixed_scale;
    scales[row] = fixed_scale;
    if (fixed_scale == 0) {
      const float largest = largest_finite(depth, x);
      scales[row] = largest / LARGEST_BYTE;
      inverse = LARGEST_BYTE / largest;
    }
    // Flipping the highest bit adds the zero point.
#define QUANTIZE(offset, width) \
  store_bytes(bytes + offset, quantize(load(x + offset, width), splat(inverse)) ^ INT8_MIN, width)
    FOR_EACH_OVERLAPPING_BLOCK(depth, QUANTIZE);
#undef QUANTIZE
    for (size_t k = depth; k < padded; k++) bytes[k] = 128;
  }
}

static void quantize_columns(size_t depth, size_t columns, const float *weights, size_t stride,
                             int8_t *bytes, float *scales) {
  for (size_t column = 0; column < columns; column += WIDTH) {
    const size_t width = columns - column < WIDTH ? columns - column : WIDTH;
    IntLanes largest_bits = 0;
    for (size_t k = 0; k < depth; k++)
      largest_bits = larger_magnitude(largest_bits, load(weights + k * stride + column, width));
    Lanes largest;
    __builtin_memcpy(&largest, &largest_bits, sizeof largest);
    store(scales + column, largest / splat(LARGEST_BYTE), width);
    const Lanes inverse = splat(LARGEST_BYTE) / largest;
    for (size_t k = 0; k < depth; k++)
      store_bytes(bytes + k * columns + column,
                  quantize(load(weights + k * stride + column, width), inverse), width);
  }
}

static void dequantize(size_t count, const int8_t *bytes, float scale, float *x) {
  size_t k = 0;
  for (; k + WIDTH <= count; k += WIDTH) {
    const ByteLanes lanes = *(const ByteLanesInMemory *)(bytes + k);
    store(x + k, __builtin_convertvector(lanes, Lanes) * splat(scale), WIDTH);
  }
  for (; k < count; k++) x[k] = (float)bytes[k] * scale;
}

// The product is rounded before it is added, as where it is stored between the two.
static void add_dequantized(size_t count, const int8_t *bytes, float scale, float *x) {
  size_t k = 0;
  for (; k + WIDTH <= count; k += WIDTH) {
    const ByteLanes lanes = *(const ByteLanesInMemory *)(bytes + k);
    const Lanes product = __builtin_convertvector(lanes, Lanes) * splat(scale);
    store(x + k, load(x + k, WIDTH) + product, WIDTH);
  }
  for (; k < count; k++) {
    const float product = (float)bytes[k] * scale;
    x[k] = x[k] + product;
  }
}
