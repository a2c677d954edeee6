// Linear-chain conditional random field over one sequence.
// Reference: Lafferty, McCallum and Pereira, 2001, Conditional Random Fields.

// product[to] = Σ_from weights[from] matrix[from, to], in the order of `from`.
INLINE void vector_times_matrix(size_t labels, const float *weights, const float *matrix,
                                float *product) {
  for (size_t to = 0; to < labels; to += WIDTH) {
    Lanes sum = splat(0);
    for (size_t from = 0; from < labels; from++)
      sum = multiply_add(splat(weights[from]), load(matrix + from * labels + to, WIDTH), sum);
    store(product + to, sum, WIDTH);
  }
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
    if (t > 0) vector_times_matrix(labels, alpha - labels, transitions, alpha);
    Lanes sum = splat(0);
    for (size_t j = 0; j < labels; j += WIDTH) {
      // exp is held above zero; a score of -∞ must become a true zero.
      Lanes score = load(e + j, WIDTH);
      Lanes likelihood = score < splat(-1e30f) ? splat(0) : exponential(score - splat(shift));
      Lanes a = load((t > 0 ? alpha : start) + j, WIDTH) * likelihood;
      store(e + j, likelihood, WIDTH);
      store(alpha + j, a, WIDTH);
      sum += a;
    }
    const float c = sum_of_lanes(sum);
    for (size_t j = 0; j < labels; j += WIDTH)
      store(alpha + j, load(alpha + j, WIDTH) / splat(c), WIDTH);
    normalisers[t] = c;
    log_partition += log((double)c) + (double)shift;
  }

  const float *last = forward_rows + (length - 1) * labels;
  Lanes sum = splat(0);
  for (size_t j = 0; j < labels; j += WIDTH)
    sum = multiply_add(load(last + j, WIDTH), load(end + j, WIDTH), sum);
  const float total = sum_of_lanes(sum);
  log_partition += log((double)total);

  // beta_t[i] = Σ_j A[i, j] u[j], u = e_{t+1} beta_{t+1} / c_{t+1}. Row t of the emissions holds
  // e_t until beta_t is known, then the marginals alpha_t beta_t; normalisers are no longer needed
  // in their place once read.
  for (size_t step = length; step-- > 0;) {
    float *e = emissions + step * labels, *alpha = forward_rows + step * labels;
    if (step + 1 == length) {
      for (size_t j = 0; j < labels; j += WIDTH) {
        Lanes beta = load(end + j, WIDTH) / splat(total);
        Lanes marginal = load(alpha + j, WIDTH) * beta;
        // The next round wants u, and forward row `step` has done its work.
        Lanes u = load(e + j, WIDTH) * beta / splat(normalisers[step]);
        store(e + j, marginal, WIDTH);
        store(alpha + j, u, WIDTH);
      }
      continue;
    }
    const float *u = alpha + labels;
    if (pairs) {
      for (size_t from = 0; from < labels; from++)
        for (size_t to = 0; to < labels; to += WIDTH) {
          float *p = pairs + from * labels + to;
          store(p, multiply_add(splat(alpha[from]), load(u + to, WIDTH), load(p, WIDTH)), WIDTH);
        }
    }
    for (size_t j = 0; j < labels; j += WIDTH) {
      Lanes beta = splat(0);
      for (size_t to = 0; to < labels; to++)
        beta = multiply_add(splat(u[to]), load(transitions_transposed + to * labels + j, WIDTH),
                            beta);
      Lanes marginal = load(alpha + j, WIDTH) * beta;
      Lanes next = load(e + j, WIDTH) * beta / splat(normalisers[step]);
      store(e + j, marginal, WIDTH);
      store(alpha + j, next, WIDTH);
    }
  }
  return log_partition;
}

static float crf_best(size_t length, size_t labels, const float *start, const float *end,
                      const float *transitions, const float *emissions, float *scores,
                      int32_t *pointers, int32_t *best) {
  if (length == 0) return 0;
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
  return highest;
}
