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

# Trains, quantizes and scores; each step needs the one before.
make() {
  rm -f "$output/$1.safetensors"
  "$elman" train tagger --train "$output/$1.conllu" --dev 10% --tokenizer train $columns --licence "CC BY-SA 4.0" \
    --attribution "Universal Dependencies ($sources), universaldependencies.org" \
    --output "$output/$1-single.safetensors" --overwrite &&
    "$elman" quantize "$output/$1-single.safetensors" --output "$output/$1.safetensors" || return
  for file in $scored; do
    echo "$file"
    "$elman" evaluate --model "$output/$1.safetensors" "$(corpus "$file")" || return
    "$elman" evaluate --raw --model "$output/$1.safetensors" "$(corpus "$file")" || return
  done
}

mkdir -p "$output"
for language in "$@"; do
  row=$(grep -P "^$language\t" "$folder/Data/pipelines.tsv") || {
    echo "error: expected languages of $folder/Data/pipelines.tsv, found '$language'" >&2
    exit 64
  }
  IFS=$'\t' read -r _ learned scored <<<"$row"
  for file in $learned; do gzip -dcf "$(corpus "$file")"; done >"$output/$language.conllu"
  # Those columns that the treebanks have.
  columns=$(awk -F'\t' '$1 ~ /^[0-9]+$/ { for (c = 3; c <= 6; c++) if ($c != "_") has[c] = 1 }
    END { split("upos xpos feats lemma", names, " "); for (c = 4; c <= 7; c++) if (has[c == 7 ? 3 : c]) print "--column " names[c - 3] }' \
    "$output/$language.conllu")
  sources=$(for file in $learned; do dirname "$file"; done | sort -u | paste -sd ' ')
  make "$language" >"$output/$language.log" 2>&1 || {
    tail -n 1 "$output/$language.log" >&2
    exit 65
  }
  rm "$output/$language.conllu"
  grep -E '^(upos|feats|lemma) |^(Tokens|Words|UPOS) |^ud-' "$output/$language.log" | sed "s/^/$language: /"
done
