// Linear-chain conditional random field over one sequence.
// Reference: Lafferty, McCallum and Pereira, 2001, Conditional Random Fields.
#pragma once
#include "functions.h"
#include "reductions.h"

// Sixteen columns of weights · matrix, added in the order of the rows.
INLINE Lanes block_of_product(size_t labels, const float *weights, const float *columns) {
  Lanes sum = splat(0);
  for (size_t row = 0; row < labels; row++)
    sum = multiply_add(splat(weights[row]), load(columns + row * labels, WIDTH), sum);
  return sum;
}

static double crf_marginals(size_t length, size_t labels, const float *start, const float *end,
                            const float *transitions, const float *transitions_transposed,
                            float *emissions, float *forward_rows, float *normalisers,
                            float *pairs) {
  if (length == 0) return 0;
  double log_partition = 0;

  // alpha_t[j] = e_t[j] Σ_i alpha_{t-1}[i] A[i, j] / c_t, with c_t such that alpha_t sums to one.
  for (size_t t = 0; t < length; t++) {
    float *e = emissions + t * labels, *alpha = forward_rows + t * labels;
    Lanes highest = load(e, WIDTH);
    for (size_t j = WIDTH; j < labels; j += WIDTH) highest = larger(highest, load(e + j, WIDTH));
    const float shift = largest_of_lanes(highest);
    Lanes sum = splat(0);
    for (size_t j = 0; j < labels; j += WIDTH) {
      // exp is held above zero; a score of -∞ must become a true zero.
      Lanes score = load(e + j, WIDTH);
      Lanes likelihood = score < splat(-1e30f) ? splat(0) : exponential(score - splat(shift));
      Lanes a = t > 0 ? block_of_product(labels, alpha - labels, transitions + j)
                      : load(start + j, WIDTH);
      a *= likelihood;
      store(e + j, likelihood, WIDTH);
      store(alpha + j, a, WIDTH);
      sum += a;
    }
    const float c = sum_of_lanes(sum);
    for (size_t j = 0; j < labels; j += WIDTH)
      store(alpha + j, load(alpha + j, WIDTH) / splat(c), WIDTH);
    normalisers[t] = c;
    log_partition += logarithm((double)c) + (double)shift;
  }

  const float *last = forward_rows + (length - 1) * labels;
  Lanes sum = splat(0);
  for (size_t j = 0; j < labels; j += WIDTH)
    sum = multiply_add(load(last + j, WIDTH), load(end + j, WIDTH), sum);
  const float total = sum_of_lanes(sum);
  normalisers[length] = total;
  log_partition += logarithm((double)total);

  // beta_t[i] = Σ_j A[i, j] u[j], u = e_{t+1} beta_{t+1} / c_{t+1}. Row t of the emissions holds
  // e_t until beta_t is known, then the marginals alpha_t beta_t; forward row t then makes room for
  // the u that step t - 1 wants.
  for (size_t t = length; t-- > 0;) {
    float *e = emissions + t * labels, *alpha = forward_rows + t * labels;
    const float *u = t + 1 < length ? alpha + labels : 0;
    if (u && pairs) {
      for (size_t from = 0; from < labels; from++)
        for (size_t to = 0; to < labels; to += WIDTH) {
          float *p = pairs + from * labels + to;
          store(p, multiply_add(splat(alpha[from]), load(u + to, WIDTH), load(p, WIDTH)), WIDTH);
        }
    }
    for (size_t from = 0; from < labels; from += WIDTH) {
      const Lanes beta = u ? block_of_product(labels, u, transitions_transposed + from)
                           : load(end + from, WIDTH) / splat(total);
      const Lanes marginal = load(alpha + from, WIDTH) * beta;
      const Lanes next = load(e + from, WIDTH) * beta / splat(normalisers[t]);
      store(e + from, marginal, WIDTH);
      store(alpha + from, next, WIDTH);
    }
  }
  return log_partition;
}

static float crf_best(size_t length, size_t labels, const float *start, const float *end,
                      const float *transitions, const float *emissions, float *scores,
                      int32_t *pointers, int32_t *best) {
  if (length == 0) return 0;
  // Float scores lose their last places as they grow with the sequence: now and then the highest
  // is taken off all.
  enum { STEPS_BETWEEN_SHIFTS = 32 };
  double shifted = 0;
  float *score = scores, *next = scores + labels;
  for (size_t j = 0; j < labels; j += WIDTH)
    store(score + j, load(start + j, WIDTH) + load(emissions + j, WIDTH), WIDTH);
  for (size_t t = 1; t < length; t++) {
    for (size_t to = 0; to < labels; to += WIDTH) {
      Lanes highest = splat(score[0]) + load(transitions + to, WIDTH);
      IntLanes chosen = (IntLanes)0;
      for (size_t from = 1; from < labels; from++) {
        Lanes candidate = splat(score[from]) + load(transitions + from * labels + to, WIDTH);
        IntLanes wins = candidate > highest;
        highest = wins ? candidate : highest;
        chosen = wins ? (IntLanes)(int32_t)from : chosen;
      }
      store(next + to, highest + load(emissions + t * labels + to, WIDTH), WIDTH);
      *(IntLanesInMemory *)(pointers + t * labels + to) = chosen;
    }
    float *swap = score;
    score = next;
    next = swap;
    if (t % STEPS_BETWEEN_SHIFTS == 0) {
      const float shift = largest(labels, score);
      for (size_t j = 0; j < labels; j += WIDTH)
        store(score + j, load(score + j, WIDTH) - splat(shift), WIDTH);
      shifted += (double)shift;
    }
  }
  int32_t label = 0;
  float highest = score[0] + end[0];
  for (size_t j = 1; j < labels; j++)
    if (score[j] + end[j] > highest) {
      highest = score[j] + end[j];
      label = (int32_t)j;
    }
  for (size_t t = length; t-- > 0;) {
    best[t] = label;
    if (t > 0) label = pointers[t * labels + (size_t)label];
  }
  return (float)(shifted + (double)highest);
}
