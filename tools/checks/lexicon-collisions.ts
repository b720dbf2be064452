import { bySpelling, type LexiconRow, pairs, placeOf, sharedScope } from './lexicon-rows.ts'

/** A place where the reading of a name may surprise: no defect by itself, for an editor to look at. */
export interface Collision {
  readonly kind: 'spelling' | 'hidden' | 'prefix' | 'single'
  readonly message: string
}

/** What each kind of collision means, in the order of the report. */
export const COLLISION_TITLES: Readonly<Record<Collision['kind'], string>> = {
  spelling: 'one spelling, several meanings in one scope',
  hidden:
    'terms hidden by longer ones, in scopes where the longer one has no row (what it is made of may still be inherited)',
  prefix: 'Latin terms that begin longer ones: only the word boundary keeps them apart',
  single: 'terms of one character: they are found inside any unknown word',
}

/** The collisions of the lexicon; rows must be folded. Linear in the characters of the lexicon. */
export function lexiconCollisions(rows: readonly LexiconRow[]): readonly Collision[] {
  const spellings = bySpelling(rows)
  return [...sameSpelling(spellings), ...hidden(spellings), ...latinPrefixes(spellings), ...singles(spellings)]
}

const said = (row: LexiconRow): string => `${row.kind}${row.value === '' ? '' : ` ${row.value}`} (${placeOf(row)})`

type Spellings = ReadonlyMap<string, readonly LexiconRow[]>

function* sameSpelling(spellings: Spellings): Generator<Collision> {
  for (const [folded, rows] of spellings) {
    for (const [a, b] of pairs(rows)) {
      const groups = sharedScope(a, b)
      if (groups.length === 0 || (a.kind === b.kind && a.value === b.value)) continue
      yield { kind: 'spelling', message: `${folded}: ${said(a)} and ${said(b)} in ${groups.join(', ')}` }
    }
  }
}

const scopesOf = (rows: readonly LexiconRow[]): ReadonlySet<string> => new Set(rows.flatMap(({ scope }) => scope))

/** The longest match does not ask for the modality, so a longer term takes the place of a shorter one everywhere. */
function* hidden(spellings: Spellings): Generator<Collision> {
  const hiders = new Map<string, string[]>()
  for (const [long, rows] of spellings) {
    const scopes = scopesOf(rows)
    for (const short of inside(long, spellings)) {
      const lost = [...scopesOf(spellings.get(short) ?? [])].filter((scope) => !scopes.has(scope))
      if (lost.length > 0) hiders.set(short, [...(hiders.get(short) ?? []), `${long} (not ${lost.join(' ')})`])
    }
  }
  for (const [short, longer] of hiders) yield { kind: 'hidden', message: `${short} in ${longer.join(', ')}` }
}

/** Shorter terms of two characters and more inside a term, each once; Latin ones only as whole words. */
function inside(long: string, spellings: Spellings): ReadonlySet<string> {
  const found = new Set<string>()
  for (let start = 0; start < long.length; start++) {
    for (let end = start + 2; end <= long.length; end++) {
      const short = long.slice(start, end)
      if (short === long || found.has(short) || !spellings.has(short)) continue
      if (isLatin(long[start]) && isLatin(long[start - 1])) continue
      if (isLatin(long[end - 1]) && isLatin(long[end])) continue
      found.add(short)
    }
  }
  return found
}

const isLatin = (character: string | undefined): boolean => character !== undefined && /[a-z]/.test(character)

function* latinPrefixes(spellings: Spellings): Generator<Collision> {
  const latin = [...spellings.keys()].filter((spelling) => /^[a-z]+$/.test(spelling)).sort()
  for (const [at, short] of latin.entries()) {
    const longer: string[] = []
    for (let next = at + 1; latin[next]?.startsWith(short) === true; next++) longer.push(latin[next] as string)
    if (longer.length > 0) yield { kind: 'prefix', message: `${short} begins ${longer.join(', ')}` }
  }
}

function* singles(spellings: Spellings): Generator<Collision> {
  for (const [folded, rows] of spellings) {
    if ([...folded].length === 1) yield { kind: 'single', message: `${folded}: ${rows.map(said).join(', ')}` }
  }
}
