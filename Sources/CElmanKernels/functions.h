// Exponential, logistic function and hyperbolic tangent over lanes, and the logarithm of one number.
#pragma once
#include <math.h>
#include "lanes.h"

// exp(x) = 2^n exp(r), n = round(x / ln 2), |r| ≤ ln 2 / 2, exp(r) by Taylor's series to r^7, whose
// error (1e-8) is below rounding. x is held to where 2^n is a normal number: exp(-∞) is 1.6e-38.
INLINE Lanes exponential(Lanes x) {
  // In this order of operands NaN passes the bounds.
  x = larger(splat(-87.0f), smaller(splat(88.0f), x));
  // Adding 1.5 · 2^23 rounds to an integer and leaves it in the low bits.
  const Lanes shift = splat(12582912.0f);
  Lanes shifted = multiply_add(x, splat(1.44269504f), shift);
  Lanes n = shifted - shift;
  Lanes r = multiply_add(n, splat(-0.693359375f), x);
  r = multiply_add(n, splat(2.12194440e-4f), r);
  Lanes p = splat(1.0f / 5040);
  p = multiply_add(p, r, splat(1.0f / 720));
  p = multiply_add(p, r, splat(1.0f / 120));
  p = multiply_add(p, r, splat(1.0f / 24));
  p = multiply_add(p, r, splat(1.0f / 6));
  p = multiply_add(p, r, splat(0.5f));
  p = multiply_add(p, r, splat(1.0f));
  p = multiply_add(p, r, splat(1.0f));
  // A cast between vectors of one size keeps the bits. The product by 2^n is exact, and NaN stays.
  BitLanes exponent = ((BitLanes)shifted << 23) + (BitLanes)0x3f800000U;
  return p * (Lanes)exponent;
}

INLINE Lanes logistic(Lanes x) { return splat(1) / (splat(1) + exponential(-x)); }

INLINE Lanes hyperbolic_tangent(Lanes x) {
  Lanes e = exponential(x * splat(-2));
  return (splat(1) - e) / (splat(1) + e);
}

// ln x = e ln 2 + ln m, √½ < m ≤ √2, and ln m = 2 artanh(s), s = (m - 1) / (m + 1), by its series to s^23, to about
// a unit in the last place. The library's differs between machines, also of one kind.
INLINE double logarithm(double x) {
  if (!(x > 0 && x < INFINITY)) return x == 0 ? -INFINITY : x > 0 ? x : NAN;
  // The bits of x without those of √½, whose exponent is -1, have e above the 52 of the fraction.
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  const int64_t e = (int64_t)(bits - 0x3fe6a09e667f3bcdU) >> 52;
  bits -= (uint64_t)e << 52;
  double m;
  __builtin_memcpy(&m, &bits, sizeof m);
  const double s = (m - 1) / (m + 1), square = s * s;
  double series = 0;
  for (int power = 23; power > 1; power -= 2) series = series * square + 1.0 / power;
  // ln 2 in two parts, the first short enough for e times it to be exact.
  return (double)e * 0x1.62e42fefa3p-1 +
         (2 * s + (2 * s * square * series + (double)e * 0x1.3de6af278ece6p-42));
}
