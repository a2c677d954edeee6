#!/usr/bin/env bash
# Makes a pipeline of a language (tokens, sentences, parts of speech, features, lemmas) from fetched corpora:
# Models/train.sh LANGUAGE …, by its code, such as de. Corpora are those of Data/pipelines.tsv, in $CORPORA or Corpora, gzipped or
# not; a tenth of what is learned is kept apart for dev. Writes LANGUAGE.safetensors, in bytes, and LANGUAGE.log with the
# scores to $OUTPUT or .build-models; $ELMAN is the command, .build/release/elman unless it is set.
set -euo pipefail
folder=$(cd "$(dirname "$0")" && pwd)
corpora=${CORPORA:-$folder/../Corpora}
output=${OUTPUT:-$folder/../.build-models}
elman=$(realpath "${ELMAN:-$folder/../.build/release/elman}")

# The path of a corpus, which may be gzipped.
corpus() {
  if [ -e "$corpora/$1.gz" ]; then echo "$corpora/$1.gz"; else echo "$corpora/$1"; fi
}

mkdir -p "$output"
for language in "$@"; do
  row=$(grep -P "^$language\t" "$folder/Data/pipelines.tsv") || {
    echo "error: expected languages of $folder/Data/pipelines.tsv, found '$language'" >&2
    exit 64
  }
  IFS=$'\t' read -r _ learned scored <<<"$row"
  for file in $learned; do gzip -dcf "$(corpus "$file")"; done >"$output/$language.conllu"
  sources=$(for file in $learned; do dirname "$file"; done | sort -u | paste -sd ' ')
  {
    "$elman" train tagger --train "$output/$language.conllu" --dev 10% --tokenizer train \
      --column upos --column xpos --column feats --column lemma --licence "CC BY-SA 4.0" \
      --attribution "Universal Dependencies ($sources), universaldependencies.org" \
      --output "$output/$language-single.safetensors" --overwrite
    rm -f "$output/$language.safetensors"
    "$elman" quantize "$output/$language-single.safetensors" --output "$output/$language.safetensors"
    for file in $scored; do
      echo "$file"
      "$elman" evaluate --model "$output/$language.safetensors" "$(corpus "$file")"
      "$elman" evaluate --raw --model "$output/$language.safetensors" "$(corpus "$file")"
    done
  } >"$output/$language.log" 2>&1
  rm "$output/$language.conllu"
  grep -E '^(upos|feats|lemma) |^(Tokens|Words|UPOS) |^ud-' "$output/$language.log" | sed "s/^/$language: /"
done
