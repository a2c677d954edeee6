// Exponential, logistic function and hyperbolic tangent over lanes.

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
