// Sixteen floats, whatever the machine: one AVX-512 register, two of AVX2, four of SSE2 or NEON.
// Clang splits them; the arithmetic is the same everywhere.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "CElmanKernels.h"

// Lanes wider than a register are passed in memory, whose layout may differ between instruction
// sets; here every function that takes lanes is inlined, so no call passes any.
#pragma clang diagnostic ignored "-Wpsabi"
// Fused operations stand where they are written, and nowhere else.
#pragma clang fp contract(off)

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

enum { WIDTH = ELMAN_WIDTH };
_Static_assert(WIDTH == 16, "lanes are shuffled and numbered by sixteens");

typedef float Lanes __attribute__((ext_vector_type(WIDTH)));
typedef int32_t IntLanes __attribute__((ext_vector_type(WIDTH)));
typedef uint32_t BitLanes __attribute__((ext_vector_type(WIDTH)));
// The same in arrays of floats or integers, from any of their elements on.
typedef float LanesInMemory __attribute__((ext_vector_type(WIDTH), aligned(4), may_alias));
typedef int32_t IntLanesInMemory __attribute__((ext_vector_type(WIDTH), aligned(4), may_alias));

INLINE Lanes splat(float x) { return (Lanes)x; }

// A width below 16 is the last part of a row: the missing lanes read zero and are not written.
INLINE Lanes load(const float *p, size_t width) {
  if (width == WIDTH) return *(const LanesInMemory *)p;
  Lanes x = splat(0);
  __builtin_memcpy(&x, p, width * sizeof(float));
  return x;
}

INLINE void store(float *p, Lanes x, size_t width) {
  if (width == WIDTH) *(LanesInMemory *)p = x;
  else __builtin_memcpy(p, &x, width * sizeof(float));
}

// a b + c, rounded once.
INLINE Lanes multiply_add(Lanes a, Lanes b, Lanes c) { return __builtin_elementwise_fma(a, b, c); }

INLINE Lanes larger(Lanes a, Lanes b) { return a > b ? a : b; }
INLINE Lanes smaller(Lanes a, Lanes b) { return a < b ? a : b; }

// The one order in which sixteen partial results become one: halves, quarters, pairs.
INLINE float sum_of_lanes(Lanes x) {
  float s[WIDTH];
  __builtin_memcpy(s, &x, sizeof s);
  for (size_t half = WIDTH / 2; half > 0; half /= 2)
    for (size_t i = 0; i < half; i++) s[i] += s[i + half];
  return s[0];
}

INLINE float largest_of_lanes(Lanes x) {
  float largest = x[0];
  for (size_t i = 1; i < WIDTH; i++) largest = x[i] > largest ? x[i] : largest;
  return largest;
}

// Runs `block(offset, width)` over a row: whole lanes first, then what is left. A constant width
// lets the compiler drop the branches in load and store.
#define FOR_EACH_BLOCK(count, block)                                                 \
  do {                                                                               \
    size_t offset_ = 0;                                                              \
    for (; offset_ + WIDTH <= (count); offset_ += WIDTH) block(offset_, WIDTH);      \
    if (offset_ < (count)) block(offset_, (count) - offset_);                        \
  } while (0)
