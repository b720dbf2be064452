import type { Edition, LexiconTerm, Vocabulary } from '@yingma/core'
import { CLASS_CHARGING, CLASS_NOTE } from '../parse/unit.ts'
import { MODIFIERS, REASONS } from '../result.ts'
import { createFoldTable, type FoldTable, foldTerm, isLetter } from '../text/fold.ts'
import { GROUP_COUNT, GROUPS, PET, SPECT, US } from './groups.ts'
import { emptyMeaning, inheritMeanings } from './inherit-meanings.ts'
import { SiteTable } from './site.ts'
import type { Meaning, PartRelation, PlainKind, SideWord, Term } from './term.ts'
import { TermTrie } from './term-trie.ts'

export interface Lexicon {
  readonly fold: FoldTable
  readonly trie: TermTrie
  /** By the index that the trie gives. */
  readonly terms: readonly Term[]
  readonly sites: SiteTable
  /** By their folded spelling. */
  readonly byText: ReadonlyMap<string, Term>
}

const PART_KINDS: Readonly<Record<string, PartRelation>> = {
  part: 'equivalent',
  subpart: 'narrower',
  broadpart: 'broader',
}
const PLAIN_KINDS = new Set<string>([
  'hardware',
  'unit',
  'count',
  'filler',
  'charge',
  'note',
  'purpose',
  'finer',
  'including',
])

const partDictionary = (group: number): string =>
  group === US ? 'ultrasound-parts' : group === PET ? 'pet-parts' : group === SPECT ? 'spect-parts' : 'radiology-parts'

/**
 * Compiles the lexicon rows into one automaton and one `Term` per spelling. Rows whose value the edition does not have
 * are returned in `unknown` (they are errors of the data, found by the data check); they mean nothing to the normaliser.
 */
export function compileLexicon(
  edition: Edition,
  sources: Pick<Vocabulary, 'terms' | 'traditional' | 'containment'>,
): Lexicon & { unknown: readonly LexiconTerm[] } {
  const fold = createFoldTable(sources.traditional)
  const sites = new SiteTable(edition, sources.containment)
  const trie = new TermTrie(sources.terms.length * 4)
  const terms: Term[] = []
  const unknown: LexiconTerm[] = []
  for (const row of sources.terms) {
    const spelling = foldTerm(row.term, fold)
    if (spelling.length === 0) continue
    const index = trie.add(spelling, terms.length)
    if (index === terms.length) terms.push(emptyTerm(spelling))
    if (!addRow(terms[index] as Term, row, sites)) unknown.push(row)
  }
  inheritMeanings({ trie, terms })
  const byText = new Map(terms.map((term) => [term.text, term]))
  for (const term of terms) {
    term.asVertebra = byText.get(`${term.text}椎`) ?? null
    term.asNodes = byText.get(`${term.text}淋巴结`) ?? null
  }
  for (const term of terms) finish(term)
  numberSenses(terms)
  return { fold, trie, terms, sites, byText, unknown }
}

/** Notes, charging words and fillers that say nothing of the exam only class the name. */
function leftOut(term: Term): number {
  const { plain } = term
  if (plain !== 'filler' && plain !== 'note' && plain !== 'charge') return -1
  const says = [term.modality, term.uncovered, term.side, term.nonExam, term.protocol, term.vascular, term.alone]
  if (term.surcharge || says.some((fact) => fact !== null) || term.meanings.some((meaning) => meaning !== null))
    return -1
  return plain === 'note' ? CLASS_NOTE : plain === 'charge' ? CLASS_CHARGING : 0
}

/** Gives words that are read alike the same number: all that reading looks at, their spelling aside. */
function numberSenses(terms: readonly Term[]): void {
  const senses = new Map<string, number>()
  for (const term of terms) {
    const { text, sense: _sense, startsLatin: _s, endsLatin: _e, asVertebra, asNodes, site, meanings, ...facts } = term
    const says = {
      ...facts,
      site: site?.id ?? null,
      meanings: meanings.map((m) => m && { ...m, sites: m.sites.map((place) => place.id) }),
      vertebra: text.length === 1 ? asVertebra?.text : undefined,
      spine: text.includes('椎'),
      nodes: text.includes('淋巴结') ? 1 : asNodes?.text,
      newborn: isNewborn(text),
    }
    const key = JSON.stringify(says)
    const known = senses.get(key) ?? senses.size
    senses.set(key, known)
    term.sense = known
  }
}

/** Words of the first month of life, which ultrasound tells from later childhood. */
export const isNewborn = (text: string): boolean => text.startsWith('新生') || text === 'newborn'

function emptyTerm(spelling: Uint16Array): Term {
  return {
    text: String.fromCharCode(...spelling),
    sense: 0,
    leftOut: -1,
    modality: null,
    uncovered: null,
    side: null,
    nonExam: null,
    surcharge: false,
    protocol: null,
    alone: null,
    asVertebra: null,
    asNodes: null,
    alsoIn: null,
    vascular: null,
    plain: null,
    plainValue: '',
    meanings: new Array<Meaning | null>(GROUP_COUNT).fill(null),
    partMask: 0,
    methodMask: 0,
    groupMask: 0,
    startsLatin: isLetter(spelling[0] as number),
    endsLatin: isLetter(spelling[spelling.length - 1] as number),
    site: null,
  }
}

const groupsOf = (row: LexiconTerm): readonly number[] =>
  row.scope.length === 0 ? GROUPS.map((_, group) => group) : row.scope.map((name) => GROUPS.indexOf(name as never))

/** Adds what one row says; false when its value is unknown. */
function addRow(term: Term, row: LexiconTerm, sites: SiteTable): boolean {
  const { kind, value } = row
  if (PLAIN_KINDS.has(kind)) {
    if (term.plain === null) {
      term.plain = kind as PlainKind
      term.plainValue = value
    }
    if (kind === 'charge') term.surcharge ||= value === 'surcharge'
    return true
  }
  switch (kind) {
    case 'modality':
      term.modality ??= value
      return true
    case 'uncovered':
      term.uncovered ??= value
      return true
    case 'side':
      term.side ??= value as SideWord
      return true
    case 'nonexam':
      term.nonExam ??= REASONS.find((reason) => reason === value) ?? null
      return term.nonExam !== null
    case 'package':
      term.protocol ??= value
      return true
    case 'alone':
      term.alone ??= value
      return true
    case 'alsoin':
      term.alsoIn ??= value
      return true
    case 'vascular':
      term.vascular ??= value
      return true
    case 'negation':
      if (term.plain === null) {
        term.plain = 'negation'
        term.plainValue = value
      }
      return true
    case 'upgrade':
      term.plain ??= 'upgrade'
      return true
    case 'separator':
      term.plain ??= 'or'
      return true
  }
  let known = true
  for (const group of groupsOf(row)) {
    if (group < 0) return false
    term.meanings[group] ??= emptyMeaning()
    known = addMeaning(term.meanings[group] as Meaning, row, group, sites) && known
  }
  return known
}

function addMeaning(meaning: Meaning, row: LexiconTerm, group: number, sites: SiteTable): boolean {
  const { kind, value } = row
  const relation = PART_KINDS[kind]
  if (relation !== undefined) {
    const found = value.split('+').map((key) => sites.get(partDictionary(group), key))
    if (found.some((site) => site === undefined)) return false
    if (meaning.sites.length > 0) return true
    meaning.sites = found as Meaning['sites']
    meaning.relation = relation
    return true
  }
  switch (kind) {
    case 'vague':
      meaning.vague = value
      return true
    case 'missing':
      meaning.missing = value
      return true
    case 'scan':
      meaning.scan ??= value
      return true
    case 'processing':
      meaning.processing ??= value
      return true
    case 'position':
      if (meaning.positions.length === 0) meaning.positions = value.split('+')
      return true
    case 'route':
      meaning.route ??= value
      return true
    case 'detail':
      meaning.detail ??= value
      return true
    case 'modifier':
      meaning.modifier = MODIFIERS.find((modifier) => modifier === value) ?? null
      return meaning.modifier !== null
    default:
      return false
  }
}

function finish(term: Term): void {
  term.meanings.forEach((meaning, group) => {
    if (meaning === null) return
    const bit = 1 << group
    if (meaning.sites.length > 0 || meaning.vague !== null || meaning.missing !== null) term.partMask |= bit
    if (
      meaning.scan !== null ||
      meaning.processing !== null ||
      meaning.positions.length > 0 ||
      meaning.route !== null ||
      meaning.detail !== null
    ) {
      term.methodMask |= bit
    }
    term.site ??= meaning.sites[0] ?? null
  })
  const scans = term.meanings.some(
    (m) => m !== null && (m.scan !== null || m.processing !== null || m.detail !== null || m.positions.length > 0),
  )
  const isPlace = (term.partMask & ~term.methodMask) !== 0
  term.leftOut = leftOut(term)
  term.groupMask = term.plain === 'filler' || (isPlace && !scans) ? 0 : term.methodMask
}
