import type { Edition, Item } from '@yingma/core'
import type { MemoryTerm, Normalised } from '@yingma/normalise'
import type { DecidedName } from './decided-name.ts'
import type { UnreadText } from './unread-text.ts'

/** A word that decisions suggest, before it is tried out. */
export interface TermCandidate {
  readonly term: MemoryTerm
  /** Decided names that suggest it. */
  readonly names: ReadonlySet<DecidedName>
}

/** What a decided name is to the rules alone. */
export interface ReadDecision {
  readonly decided: DecidedName
  readonly result: Normalised
  readonly isRight: boolean
}

const LONGEST = 10
/** Longer runs are remarks; their beginning is enough. */
const LONGEST_RUN = 30
/** Best supported meanings that are compared with one another. */
const MOST_COMPARED = 2000
const SHORTEST = 2
/** Facets of an item that a word can state, and the kind of word that states them. */
const FACETS = ['part', 'scan', 'processing', 'position'] as const

const GROUPS: Readonly<Record<string, string>> = { DR: 'XR', MDR: 'XR', CR: 'XR', 'PET/CT': 'PET', 'PET/MR': 'PET' }

/**
 * Collects unread pieces of names whose decision the rules miss, with every meaning that the decided item suggests: a facet
 * that no word of the name has said, a note where the items are right but the name is in doubt, a service where it is no exam.
 * Of pieces that the same names suggest only the longest stays.
 */
export function termCandidates(
  reads: readonly ReadDecision[],
  unread: UnreadText,
  edition: Edition,
  atLeast: number,
): readonly TermCandidate[] {
  const found = new Map<string, { readonly term: MemoryTerm; readonly names: Set<DecidedName> }>()
  for (const { decided, result, isRight } of reads) {
    const meanings = meaningsOf(decided, result, isRight, edition)
    if (meanings.length === 0) continue
    for (const piece of piecesOf(unread.runsOf(decided.input.name))) {
      for (const meaning of meanings) {
        const term = { term: piece, ...meaning }
        const key = JSON.stringify(term)
        const known = found.get(key)
        if (known === undefined) found.set(key, { term, names: new Set([decided]) })
        else known.names.add(decided)
      }
    }
  }
  const supported = [...found.values()].filter(({ names }) => names.size >= atLeast)
  const longestFirst = supported
    .sort((a, b) => b.names.size - a.names.size || b.term.term.length - a.term.term.length)
    .slice(0, MOST_COMPARED)
  return longestFirst.filter((candidate, at) => !longestFirst.slice(0, at).some((longer) => isPart(candidate, longer)))
}

type Meaning = Omit<MemoryTerm, 'term'>

function meaningsOf(
  { answer }: DecidedName,
  result: Normalised,
  isRight: boolean,
  edition: Edition,
): readonly Meaning[] {
  if (answer.kind === 'not-exam') return isRight ? [] : [{ kind: 'nonexam', value: 'other-service' }]
  if (answer.kind === 'no-item') return []
  if (isRight) return result.state === 'review' ? [{ kind: 'note', value: '' }] : []
  const [code, ...more] = answer.codes
  const item = code === undefined ? undefined : edition.byCode.get(code.toUpperCase())
  if (item === undefined || more.length > 0) return []
  const said = new Set(result.items.flatMap(({ spans }) => spans.map(([, , facet]) => facet)))
  const scope = [GROUPS[item.modality] ?? item.modality]
  const facets = FACETS.filter((facet) => !said.has(facet)).flatMap((facet): Meaning[] => {
    const value = facetOf(item, facet)
    return value === undefined ? [] : [{ kind: facet, value, scope }]
  })
  const side = facetOf(item, 'side')
  return [...facets, ...(side === undefined || said.has('side') ? [] : [{ kind: 'side', value: side }])]
}

function facetOf({ facets }: Item, facet: string): string | undefined {
  const value = (facets as unknown as Readonly<Record<string, string | null | undefined>>)[facet]
  return value === null || value === undefined || /^0+$/u.test(value) ? undefined : value
}

function piecesOf(runs: readonly string[]): ReadonlySet<string> {
  const pieces = new Set<string>()
  for (const whole of runs) {
    const run = whole.slice(0, LONGEST_RUN)
    for (let start = 0; start + SHORTEST <= run.length; start++)
      for (let length = SHORTEST; length <= Math.min(LONGEST, run.length - start); length++)
        pieces.add(run.slice(start, start + length))
  }
  return pieces
}

/** The same meaning in the same names, inside of a longer piece. */
function isPart(candidate: TermCandidate, longer: TermCandidate): boolean {
  const { term: piece, ...meaning } = candidate.term
  const { term: whole, ...other } = longer.term
  return (
    whole.includes(piece) &&
    JSON.stringify(meaning) === JSON.stringify(other) &&
    [...candidate.names].every((name) => longer.names.has(name))
  )
}
