#!/bin/sh
# Exports notes with the real pandoc and what `ibid bib` writes for them. IBID names the program under test.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
ibid=${IBID:-$root/target/release/ibid}
pandoc=$("$here/setup.sh" "$root/target/editors/pandoc")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/corpus" "$work/notes"
cp "$root"/corpus/articles/* "$work/corpus"
sed 's#articles/##' "$root/corpus/references.bib" > "$work/corpus/references.bib"
cat > "$work/corpus/more.json" <<'JSON'
not the one that is read
JSON
cat > "$work/references.json" <<'JSON'
[{"id": "quay&co2020", "type": "report", "title": "Fees_up 5% & {more}", "issued": {"date-parts": [[2020, 5]]},
  "author": [{"literal": "Council of North and South"}, {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}]}]
JSON
cat > "$work/references.yaml" <<'YAML'
lind2020:
  type: report
  title: Ebb and Flow
  author: Lind, Bo
  date: 2020-05
  organization: Tidal House
YAML
cat > "$work/notes/brief.md" <<'NOTE'
---
title: A brief
---
By its bibliography [@elleryQadimaWins2024], by its made key [@ellery2024qadimaWinsFonseca, p. 3], without a file
[@aguirreThreeShores1998; @lind2020], from CSL-JSON [@{quay&co2020}], from an article alone
[@wennberg2024dryCanalsWet; @arevalo2024portTariffsRise; @sandoval-owes-2025].
NOTE

fail() {
    echo "pandoc: $*" >&2
    exit 1
}

for format in bibtex csl-json; do
    case $format in bibtex) file=$work/refs.bib ;; *) file=$work/refs.json ;; esac
    "$ibid" bib --root "$work" --format "$format" "$work/notes/brief.md" > "$file"
    "$ibid" bib --root "$work" --format "$format" "$work/notes/brief.md" | cmp -s - "$file" || fail "$format differs from run to run"
    "$pandoc" --citeproc --bibliography "$file" "$work/notes/brief.md" --to plain --wrap none \
        > "$work/$format.txt" 2> "$work/$format.err" || fail "$format is refused: $(cat "$work/$format.err")"
    [ ! -s "$work/$format.err" ] || fail "$format: $(cat "$work/$format.err")"
    for words in 'Ellery, Graham. 2024' 'Aguirre, Marta Inés. 1998' 'Lind, Bo. 2020' 'Council of North and South' \
        'Fees_up 5% & {[Mm]ore}' 'Tobias Wennberg\|Wennberg, Tobias' 'Arévalo, Joaquín' 'Three Shores, One Water'; do
        grep -q "$words" "$work/$format.txt" || fail "$format: “$words” is missing in: $(cat "$work/$format.txt")"
    done
    ! grep -q '?' "$work/$format.txt" || fail "$format: a citation was not found: $(cat "$work/$format.txt")"
done
echo "pandoc: notes are exported with what ibid writes, in both formats"
