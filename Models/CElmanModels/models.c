#include "CElmanModels.h"

// C23's #embed keeps the bytes out of the parser, so that it takes no time for files of any size.
// Clang has it in C11 too, with a warning. A file that is missing is left out: the program can be
// built before its models are trained.
#pragma clang diagnostic ignored "-Wc23-extensions"

#ifdef __has_embed
#if __has_embed("../english.safetensors")
#define HAS_ENGLISH
static const _Alignas(64) unsigned char english[] = {
#embed "../english.safetensors"
};
#endif
#if __has_embed("../english-accurate.safetensors")
#define HAS_ENGLISH_ACCURATE
static const _Alignas(64) unsigned char english_accurate[] = {
#embed "../english-accurate.safetensors"
};
#endif
#if __has_embed("../english-sentiment.safetensors")
#define HAS_ENGLISH_SENTIMENT
static const _Alignas(64) unsigned char english_sentiment[] = {
#embed "../english-sentiment.safetensors"
};
#endif
#endif

static const elman_embedded_model models[] = {
#ifdef HAS_ENGLISH
  {"english", english, sizeof english},
#endif
#ifdef HAS_ENGLISH_ACCURATE
  {"english-accurate", english_accurate, sizeof english_accurate},
#endif
#ifdef HAS_ENGLISH_SENTIMENT
  {"english-sentiment", english_sentiment, sizeof english_sentiment},
#endif
  {NULL, NULL, 0},
};

size_t elman_embedded_model_count(void) { return sizeof models / sizeof models[0] - 1; }

elman_embedded_model elman_embedded_model_at(size_t index) { return models[index]; }
