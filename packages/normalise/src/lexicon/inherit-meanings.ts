import type { Lexicon } from './compile-lexicon.ts'
import type { Meaning, Term } from './term.ts'

/**
 * A longer entry hides the shorter ones inside it (乳腺钼靶 is a modality and hides 乳腺; 双髋关节 of ultrasound hides 双 +
 * 髋关节 of CT). What the shorter ones mean, and the longer one does not say itself, it inherits: the part, the
 * positions, and 双. Entries that shorter ones do not cover whole inherit nothing.
 */
export function inheritMeanings(lexicon: Pick<Lexicon, 'trie' | 'terms'>): void {
  const inherited = lexicon.terms.map((term) => partsOfTerm(term, lexicon))
  lexicon.terms.forEach((term, index) => {
    const pieces = inherited[index]
    if (pieces === undefined || pieces === null) return
    for (let group = 0; group < term.meanings.length; group++) inheritGroup(term, pieces, group)
    if (term.side === null && pieces.some((piece) => piece.side === 'both')) term.side = 'both'
  })
}

/** The longest-first split of a spelling into two or more other entries, or null when they do not cover it. */
function partsOfTerm(term: Term, { trie, terms }: Pick<Lexicon, 'trie' | 'terms'>): Term[] | null {
  const { text } = term
  const pieces: Term[] = []
  let at = 0
  while (at < text.length) {
    let state = 0
    let best: Term | null = null
    let end = at
    for (let i = at; i < text.length; i++) {
      state = trie.step(state, text.charCodeAt(i))
      if (state === -1) break
      const found = terms[trie.endOf(state)]
      if (found === undefined || found === term) continue
      if ((found.startsLatin && at > 0 && isLatin(text[at - 1])) || (found.endsLatin && isLatin(text[i + 1]))) continue
      best = found
      end = i + 1
    }
    if (best === null) return null
    pieces.push(best)
    at = end
  }
  return pieces
}

const isLatin = (c: string | undefined): boolean => c !== undefined && c >= 'a' && c <= 'z'

function inheritGroup(term: Term, pieces: readonly Term[], group: number): void {
  const own = term.meanings[group]
  if (own?.vague != null || own?.missing != null) return
  const meanings = pieces.map((piece) => piece.meanings[group]).filter((meaning): meaning is Meaning => meaning != null)
  const places = meanings.filter((meaning) => meaning.sites.length > 0)
  const positions = meanings.flatMap((meaning) => meaning.positions)
  const [place] = places
  const takesPlace = places.length === 1 && place !== undefined && (own?.sites.length ?? 0) === 0
  const takesPositions =
    positions.length > 0 &&
    (own == null || own.positions.length === 0) &&
    pieces.every((piece) => piece.meanings[group] != null)
  if (!takesPlace && !takesPositions) return
  const meaning: Meaning = own == null ? emptyMeaning() : { ...own }
  if (takesPlace) {
    meaning.sites = place.sites
    meaning.relation = place.relation
  }
  if (takesPositions) meaning.positions = positions.filter((position, i) => positions.indexOf(position) === i)
  term.meanings[group] = meaning
}

export const emptyMeaning = (): Meaning => ({
  sites: [],
  relation: 'equivalent',
  vague: null,
  missing: null,
  scan: null,
  processing: null,
  positions: [],
  route: null,
  detail: null,
  modifier: null,
})
