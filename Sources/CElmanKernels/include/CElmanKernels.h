// Numeric kernels of Elman: single precision, one core, one source for every instruction set.
//
// Every function gives the same bits on every instruction set and for every number of rows it is
// called with. Three rules make that so: a product is summed over k in order, by fused
// multiply-adds, or exactly, in whole numbers; pointwise work is the same expression everywhere; a
// reduction keeps sixteen partial sums, element i in sum i mod 16, and adds these in one fixed
// order at the end.
//
// Matrices are row-major. A stride is the distance between two rows, in floats. Pointers need no
// alignment beyond that of float. Arrays must not overlap unless a comment says so.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

#ifdef __cplusplus
extern "C" {
#endif

// Instruction sets

typedef enum elman_instruction_set {
  /// SSE2 with a software fused multiply-add on x86-64 (slow), NEON on arm64 (fast).
  ELMAN_BASELINE = 0,
  ELMAN_AVX2 = 1,
  ELMAN_AVX512 = 2,
  /// AVX-512 with dot products of bytes.
  ELMAN_AVX512_VNNI = 3,
  /// NEON with dot products of bytes.
  ELMAN_NEON_DOT = 4,
} elman_instruction_set;

/// Tells whether this machine can run the kernels built for an instruction set.
bool elman_supports(elman_instruction_set set);

/// The instruction set in use: the best that the machine has, unless one was selected.
elman_instruction_set elman_selected(void);

/// Selects an instruction set for the whole process. Results do not change, only speed.
/// Returns false, and changes nothing, where the machine lacks it.
bool elman_select(elman_instruction_set set);

/// Runs 24 × 16 fused multiply-adds `rounds` times, independent of memory: what the core can do
/// at most. Returns a value that keeps the work from being optimised away.
float elman_multiply_add_rounds(size_t rounds);

// Matrix product

/// The floats that a packed `depth` × `columns` matrix takes: columns rounded up to 16.
size_t elman_packed_count(size_t depth, size_t columns);

/// Packs the right-hand side of a product in panels of 16 columns; a panel holds 16 floats for each
/// k. Columns missing from the last panel are zero. With `transposed` the source is stored as
/// columns × depth.
void elman_pack(size_t depth, size_t columns, const float *source, size_t stride, bool transposed,
                float *panels);

/// result = start + left · right, for left rows × depth and a packed right depth × columns.
///
/// `start` is NULL for zero; with `start_stride` 0 it is one row added to every row (a bias); with
/// start = result the product is added to what is there. With `left_transposed`, left is stored
/// as depth × rows.
void elman_multiply(size_t rows, size_t columns, size_t depth, const float *left,
                    size_t left_stride, bool left_transposed, const float *panels,
                    const float *_Nullable start, size_t start_stride, float *result,
                    size_t result_stride);

// Matrix product of bytes
//
// A number is held as a byte q of -127 … 127 and stands for q · scale. Weights have one scale a
// column, activations one a row. Depth is at most 65,536, where no sum of 32 bits overflows.

/// Depth rounded up to 4: the bytes of a quantised row, and of a column in a panel.
size_t elman_quantized_depth(size_t depth);

/// Quantises weights, depth × columns, to bytes without gaps and one scale a column. A column's
/// scale is its largest finite |w| / 127, 0 for a column of zeros; NaN becomes 0 and an infinity
/// ±127.
void elman_quantize_columns(size_t depth, size_t columns, const float *weights, size_t stride,
                            int8_t *bytes, float *scales);

/// Packs bytes, depth × columns without gaps, in panels of 16 columns; a panel holds 4 bytes of each
/// column for each 4 k. Bytes beyond the depth and the columns are zero. `panels` has room for
/// elman_quantized_depth(depth) bytes a column, and `sums`, the sum of each column's bytes, for one
/// element a column, both for the columns rounded up to 16. The bytes may be any.
void elman_pack_int8(size_t depth, size_t columns, const int8_t *source, int8_t *panels,
                     int32_t *sums);

/// x = byte · scale.
void elman_dequantize(size_t count, const int8_t *bytes, float scale, float *x);

/// Quantises activations to bytes with the zero point 128, rounded to the nearest, halves to even:
/// byte = 128 + x / scale, held to 1 … 255. NaN becomes 128, an infinity 1 or 255.
///
/// `fixed_scale` is the scale of all rows; if it is 0, a row's scale is its largest finite
/// |x| / 127. `bytes` has room for elman_quantized_depth(depth) a row, without gaps; those beyond
/// the depth become 128. `scales` gets one scale a row.
void elman_quantize_rows(size_t rows, size_t depth, const float *x, size_t stride,
                         float fixed_scale, uint8_t *bytes, float *scales);

/// result = start + (left · right · row scale) · column scale, for left and right as quantised
/// above. The product of bytes is exact; then it is converted to float, multiplied by the row's
/// scale, by the column's, and added to `start`, each rounded. `start` is as in `elman_multiply`.
void elman_multiply_int8(size_t rows, size_t columns, size_t depth, const uint8_t *left,
                         const float *row_scales, const int8_t *panels,
                         const float *column_scales, const int32_t *column_sums,
                         const float *_Nullable start, size_t start_stride, float *result,
                         size_t result_stride);

/// Multiplies and adds 24 × 64 bytes `rounds` times, with all operands in the first-level cache:
/// what the core can do at most. Returns one lane's sum, 96 × rounds.
int32_t elman_multiply_add_rounds_int8(size_t rounds);

// Recurrent cells: the pointwise part of one time step
//
// `rows` sequences are alive; the first `continuing` of them have a previous state, the others
// start here from zero. Gate blocks stand side by side in a row of gates.

/// h = tanh(gates). `gates` is rows × size.
void elman_tanh_step(size_t rows, size_t size, const float *gates, float *hidden,
                     size_t hidden_stride);

/// gates becomes the gradient before tanh: (output_gradient + carried_gradient) (1 - h²).
void elman_tanh_step_backward(size_t rows, size_t size, float *gates, const float *hidden,
                              size_t hidden_stride, const float *output_gradient,
                              size_t output_stride, const float *carried_gradient);

/// h = max(0, gates); NaN stays NaN. `gates` is rows × size.
void elman_rectifier_step(size_t rows, size_t size, const float *gates, float *hidden,
                          size_t hidden_stride);

/// gates becomes the gradient before the rectifier: output_gradient + carried_gradient where h > 0,
/// else 0.
void elman_rectifier_step_backward(size_t rows, size_t size, float *gates, const float *hidden,
                                   size_t hidden_stride, const float *output_gradient,
                                   size_t output_stride, const float *carried_gradient);

/// LSTM, gates i f g o before activation, rows × 4 size; they are replaced by their activations.
/// c = σ(f) c_previous + σ(i) tanh(g); h = σ(o) tanh(c).
void elman_lstm_step(size_t rows, size_t continuing, size_t size, float *gates,
                     const float *_Nullable previous_cell, float *cell, float *cell_tanh,
                     float *hidden, size_t hidden_stride);

/// Replaces the activations in `gates` by the gradients before activation, and `cell_gradient`
/// (rows × size), the gradient of c, by that of the previous c.
void elman_lstm_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                              const float *_Nullable previous_cell, const float *cell_tanh,
                              const float *output_gradient, size_t output_stride,
                              const float *carried_gradient, float *cell_gradient);

/// GRU, reset after: gates r z n from the input, `recurrent` r z n from the previous hidden state
/// (rows × 3 size, read for continuing rows alone).
/// q = recurrent_n + bias; r = σ(r); z = σ(z); n = tanh(n + r q); h = n + z (h_previous - n).
/// gates keeps r z n after activation, and the n block of recurrent keeps q.
void elman_gru_step(size_t rows, size_t continuing, size_t size, float *gates, float *recurrent,
                    const float *recurrent_bias, const float *_Nullable previous,
                    size_t previous_stride, float *hidden, size_t hidden_stride);

/// Replaces gates and recurrent by their gradients, and `carried_gradient` (rows × size), the
/// gradient that reaches h from the next step, by the part z dh that reaches the previous h
/// directly.
void elman_gru_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                             float *recurrent, const float *_Nullable previous,
                             size_t previous_stride, const float *output_gradient,
                             size_t output_stride, float *carried_gradient);

/// SRU, gates f r before activation, the candidate x and the highway y, rows × 4 size; f and r are
/// replaced by their activations. `peepholes` holds v_f v_r, 2 size.
/// f = σ(f + v_f c_previous); r = σ(r + v_r c_previous); c = f c_previous + (1 - f) x;
/// h = r c + (1 - r) scale y.
void elman_sru_step(size_t rows, size_t continuing, size_t size, float *gates,
                    const float *peepholes, float scale, const float *_Nullable previous_cell,
                    float *cell, float *hidden, size_t hidden_stride);

/// Replaces `gates` by the gradients (before activation), and `cell_gradient` (rows × size), the
/// gradient of c, by that of the previous c; adds to `peephole_gradient`, 2 size, row by row.
void elman_sru_step_backward(size_t rows, size_t continuing, size_t size, float *gates,
                             const float *peepholes, float scale,
                             const float *_Nullable previous_cell, const float *cell,
                             const float *output_gradient, size_t output_stride,
                             float *cell_gradient, float *peephole_gradient);

// Pointwise. NaN stays NaN.

/// y = exp(x), with x held to -87 … 88: never infinite and never zero, not even exp(-∞). May be
/// done in place.
void elman_exp(size_t count, const float *x, float *y);
/// y = tanh(x). May be done in place.
void elman_tanh(size_t count, const float *x, float *y);
/// y = 1 / (1 + exp(-x)). May be done in place.
void elman_sigmoid(size_t count, const float *x, float *y);
/// y = y + factor x.
void elman_add_scaled(size_t count, float factor, const float *x, float *y);
/// average = average + rate (x - average), for each of the rates, one after the other.
void elman_average(size_t count, size_t steps, const float *rates, const float *x,
                   float *average);

/// Inverted dropout in place: an element is kept, and scaled by 1 / (1 - rate), or set to zero.
/// Which it is depends on `seed` and on the element's index in the matrix alone, so that the
/// backward pass repeats the choice with the same call.
void elman_dropout(size_t rows, size_t columns, float *x, size_t stride, float rate, uint32_t seed);

typedef struct elman_adam_step {
  float learning_rate;       ///< with both bias corrections taken in
  float first_decay;         ///< β1
  float second_decay;        ///< β2
  float epsilon;
  float gradient_scale;      ///< for clipping
  float weight_decay;        ///< decoupled, times the learning rate
} elman_adam_step;

/// One step of Adam.
/// Reference: Kingma and Ba, 2015, Adam: A Method for Stochastic Optimization.
void elman_adam(size_t count, elman_adam_step step, const float *gradient, float *first_moment,
                float *second_moment, float *weights);

// Reductions

/// The sum of squares.
double elman_sum_of_squares(size_t count, const float *x);
/// sums += the sum of each column.
void elman_add_column_sums(size_t rows, size_t columns, const float *x, size_t stride, float *sums);
/// Each row becomes its softmax, in place.
void elman_softmax(size_t rows, size_t columns, float *x, size_t stride);

// Linear-chain CRF, one sequence
//
// `labels` is the number of labels rounded up to 16: a row of scores holds -∞ past the last label.
// Matrices are labels × labels with [from, to].

/// Forward-backward in probabilities scaled at each step. `emissions` (length × labels) are
/// replaced by the marginals p(label at t). `start`, `end`, `transitions` are exponentials;
/// `transitions_transposed` is [to, from]. `forward_rows` is room for length × labels floats and
/// `normalisers` for length + 1: what the probabilities of each step, and then those of the ends, had
/// to be divided by. `pairs` (or NULL) gets the expected transition counts, without the
/// factor transitions, added. Returns log Z.
double elman_crf_marginals(size_t length, size_t labels, const float *start, const float *end,
                           const float *transitions, const float *transitions_transposed,
                           float *emissions, float *forward_rows, float *normalisers,
                           float *_Nullable pairs);

/// The best sequence of labels. Scores are logarithms; of equal ones the lowest label wins.
/// `scores` is room for 2 × labels floats and `pointers` for length × labels integers.
/// Returns the best sequence's score. Whatever the scores, NaN among them, the labels exist.
float elman_crf_best(size_t length, size_t labels, const float *start, const float *end,
                     const float *transitions, const float *emissions, float *scores,
                     int32_t *pointers, int32_t *best);

#ifdef __cplusplus
}
#endif

#pragma clang assume_nonnull end
