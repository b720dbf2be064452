import type { Lexicon } from './compile-lexicon.ts'
import { MODALITIES } from './groups.ts'
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
    if (pieces === undefined || pieces === null || term.nonExam !== null || term.uncovered !== null) return
    if (term.plain === 'charge' || term.plain === 'note' || term.plain === 'purpose') return
    // 骨三维: a processing of CT is no bone of scintigraphy
    const processes = term.meanings.some((meaning) => meaning !== null && meaning.processing !== null)
    for (let group = 0; group < term.meanings.length; group++)
      if (!processes || term.meanings[group] != null) inheritGroup(term, pieces, group)
    const modality = only(pieces.filter((piece) => piece.modality !== null))?.modality
    if (term.modality === null && term.uncovered === null && modality != null) term.modality = modality
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
  const own = term.meanings[group] ?? null
  if (own !== null && (own.vague !== null || own.missing !== null || own.route !== null)) return
  const meanings = pieces.map((piece) => piece.meanings[group]).filter((meaning): meaning is Meaning => meaning != null)
  const meaning: Meaning = own === null ? emptyMeaning() : { ...own }
  let changed = false
  const place = only(meanings.filter((piece) => piece.sites.length > 0))
  if (place !== undefined && meaning.sites.length === 0) {
    meaning.sites = place.sites
    meaning.relation = place.relation
    changed = true
  }
  const positions = meanings.flatMap((piece) => piece.positions)
  const allKnown = pieces.every((piece) => piece.meanings[group] != null)
  if (positions.length > 0 && meaning.positions.length === 0 && allKnown) {
    meaning.positions = positions.filter((position, i) => positions.indexOf(position) === i)
    changed = true
  }
  const scan = only(meanings.filter((piece) => piece.scan !== null))?.scan
  if (scan != null && saysNoMethod(own) && term.modality === null && holdsHere(pieces, group)) {
    meaning.scan = scan
    changed = true
  }
  const modifier = only(meanings.filter((piece) => piece.modifier !== null))?.modifier
  if (modifier != null && meaning.modifier === null && saysNoMethod(own === null ? null : { ...own, positions: [] })) {
    meaning.modifier = modifier
    changed = true
  }
  if (changed) term.meanings[group] = meaning
}

/**
 * Whether the method words of all pieces mean something in a group: 超声造影 is no fluoroscopy, 增强MRA no CT.
 */
const holdsHere = (pieces: readonly Term[], group: number): boolean =>
  pieces.every(
    (piece) =>
      (piece.modality === null || MODALITIES[piece.modality]?.group === group) &&
      (piece.meanings[group] != null || piece.meanings.every((meaning) => meaning === null)),
  )

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

const saysNoMethod = (meaning: Meaning | null): boolean =>
  meaning === null ||
  (meaning.scan === null && meaning.processing === null && meaning.positions.length === 0 && meaning.detail === null)

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
