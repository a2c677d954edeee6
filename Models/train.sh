#!/usr/bin/env bash
# Makes a pipeline of a language (tokens, sentences, parts of speech, features, lemmas, names) from fetched corpora:
# Models/train.sh LANGUAGE …, by its code, such as de. Corpora are those of Data/pipelines.tsv, in $CORPORA or Corpora, gzipped or
# not; a tenth of what is learned is kept apart for dev. Where the table names relatives, a tagger of their treebanks and the
# language's is learned first, and the language's starts from it; where it tells how many words get vectors, Data/word-vectors makes
# them with $PYTHON, and the tenth is learned at last too. Writes NAME.safetensors, in bytes, and LANGUAGE.log with the scores to $OUTPUT
# or .build-models; $ELMAN is the command, .build/release/elman unless it is set.
set -euo pipefail
folder=$(cd "$(dirname "$0")" && pwd)
corpora=${CORPORA:-$folder/../Corpora}
output=${OUTPUT:-$folder/../.build-models}
elman=$(realpath "${ELMAN:-$folder/../.build/release/elman}")
python=${PYTHON:-python3}

# The paths of corpora, which may be gzipped.
paths() {
  for file in "$@"; do
    if [ -e "$corpora/$file.gz" ]; then echo "$corpora/$file.gz"; else echo "$corpora/$file"; fi
  done
}

# The columns of a language's row.
row() {
  grep -P "^$1\t" "$folder/Data/pipelines.tsv" || {
    echo "error: expected languages of $folder/Data/pipelines.tsv, found '$1'" >&2
    exit 64
  }
}

# The columns that a corpus has, as options; lemmas last, so that parts of speech are the first.
columns() {
  awk -F'\t' '$1 ~ /^[0-9]+$/ { for (c = 3; c <= 6; c++) if ($c != "_") has[c] = 1 }
    END { if (has[4]) print "--column upos"; if (has[5]) print "--column xpos"; if (has[6]) print "--column feats"
      if (has[3]) print "--column lemma" }' "$1"
}

# Puts corpora together.
corpus() {
  "$python" "$folder/Data/pipeline-corpus" "$@" --treebank $(paths $learned) $([ "$language" != zh ] || echo --simplified)
}

# Trains with one thread, and with what is given.
train() { "$elman" train "$@" --overwrite --threads 1; }

# The files of names, turned into columns that are read as they are.
names() {
  local file kind path
  for file in $names; do
    kind=${file%%:*}
    path=$(paths "${file#*:}")
    case $kind in
      germeval | wikiann)
        # As many as train in minutes; WikiANN is large and noisy.
        "$folder/Data/entity-columns" "$kind" "$path" -o "$work/all.conll"
        awk -v RS= -v ORS='\n\n' 'NR <= 5000' "$work/all.conll" >"$work/names.conll"
        echo "$work/names.conll"
        ;;
      japanese)
        "$folder/Data/entity-columns" japanese "$path" --texts "$work/texts"
        "$elman" tokenize --model "$work/tokenizer.safetensors" --input presegmented "$work/texts" >"$work/words.conllu"
        "$folder/Data/entity-columns" japanese "$path" --words "$work/words.conllu" \
          -o "$work/names.conll" "$work/names-dev.conll" "$work/names-test.conll"
        cat "$work/names.conll" "$work/names-dev.conll" | awk -v RS= -v ORS='\n\n' 'NR <= 2500' >"$work/names-part.conll"
        echo "$work/names-part.conll"
        ;;
      *) echo "$path" ;;
    esac
  done
}

# What the corpora are put together as, and the tokenizer; a language may have a script for words to learn besides.
prepare() {
  local part
  corpus "$work/bank"
  for part in train dev; do cp "$work/bank-$part.conllu" "$work/all-$part.conllu"; done
  if [ -x "$folder/Data/words-$language" ]; then
    "$python" "$folder/Data/words-$language" "$corpora" | cat "$work/bank-train.conllu" - >"$work/tokens.conllu"
    train tokenizer --train "$work/tokens.conllu" --dev "$work/bank-dev.conllu" --config "$folder/Settings/words-$language.json" \
      --output "$work/tokenizer.safetensors"
  else
    train tokenizer --train "$work/bank-text.conllu" --output "$work/tokenizer.safetensors"
  fi
  if [ "$names" != - ]; then
    corpus "$work/all" --entities $(names)
    own+=(--column "ner=$work/all-train.iob2,$work/all-dev.iob2")
    settings=$folder/Settings/pipelines-names.json
  fi
  if [ "$vectors" != - ]; then
    "$folder/Data/raw-text" "$language" "$corpora" "$output/packages" >"$work/text"
    "$python" "$folder/Data/word-vectors" "$language" "$work/vectors" --words "$vectors" --text "$work/text" \
      --corpus "$work/all-train.conllu" "$work/all-dev.conllu"
    shared+=(--embeddings "$work/vectors")
    # So little is labelled that what is kept apart is worth learning at last.
    own+=(--all-data)
  fi
}

# The tagger of the relatives' treebanks and the language's.
relate() {
  local relative others
  cp "$work/bank-train.conllu" "$work/relatives.conllu"
  for relative in $relatives; do
    IFS=$'\t' read -r _ others _ <<<"$(row "$relative")"
    gzip -dcf $(paths $others) >>"$work/relatives.conllu"
  done
  train tagger --train "$work/relatives.conllu" --dev "$work/bank-dev.conllu" --column upos --column feats --column lemma \
    --config "$folder/Settings/pipelines.json" "${shared[@]}" --output "$work/relatives.safetensors"
  # Of the relatives' words the most frequent ones, lest the model grow.
  shared=(--pretrained "$work/relatives.safetensors" --extra-words 6000)
}

# Lets the tagger know lemmas of words that the corpora do not have, and verbs.
extend() {
  cp "$work/all-train.conllu" "$work/learned.conllu"
  if [ "$vectors" != - ]; then cat "$work/all-dev.conllu" >>"$work/learned.conllu"; fi
  "$python" "$folder/Data/lemma-lexicon" "$lexicon" "$language" "$work/learned.conllu" >"$work/lexicon.tsv"
  rm -f "$work/extended.safetensors"
  "$elman" extend "$work/single.safetensors" --corpus "$work/learned.conllu" --lexicon "$work/lexicon.tsv" \
    --output "$work/extended.safetensors"
  mv "$work/extended.safetensors" "$work/single.safetensors"
}

# Makes the model and scores it.
make() {
  prepare
  if [ "$relatives" != - ]; then relate; fi
  train tagger --train "$work/all-train.conllu" --dev "$work/all-dev.conllu" $(columns "$work/all-train.conllu") \
    --config "$settings" "${own[@]}" "${shared[@]}" --tokenizer "$work/tokenizer.safetensors" --language "$language" --licence "CC BY-SA 4.0" \
    --attribution "$credit" --output "$work/single.safetensors"
  if [ "$lexicon" != - ]; then extend; fi
  rm -f "$model"
  "$elman" quantize "$work/single.safetensors" --output "$model"
  for file in $scored; do
    echo "$file"
    "$elman" evaluate --model "$model" "$(paths "$file")"
    "$elman" evaluate --raw --model "$model" "$(paths "$file")"
  done
}

for language in "$@"; do
  fields=$(row "$language") || exit
  IFS=$'\t' read -r _ learned names relatives vectors lexicon scored name credit <<<"$fields"
  work=$output/$language
  model=$output/$name.safetensors
  own=() shared=() settings=$folder/Settings/pipelines.json
  rm -rf "$work"
  mkdir -p "$work"
  # In the background, since a command whose failure is looked at goes on after errors.
  make >"$output/$language.log" 2>&1 &
  wait $! || {
    tail -n 1 "$output/$language.log" >&2
    exit 65
  }
  grep -E '^(upos|xpos|feats|lemma|entity F1) |^(Tokens|Words|UPOS) |^ud-' "$output/$language.log" | sed "s/^/$language: /"
done
