import { createSets, type Edition, type Vocabulary } from '@yingma/core'
import {
  type Change,
  type Changed,
  createInstitution,
  type MemoryContents,
  type Normalised,
  type NormaliseInput,
  type Normaliser,
  previewChange,
  SWITCHES,
} from '@yingma/normalise'
import { type DecidedName, decidedNames } from './decided-name.ts'
import { type ReadDecision, termCandidates } from './term-candidates.ts'
import { createUnreadText, type UnreadText } from './unread-text.ts'

/** A change of the memory that decisions suggest, with what speaks for it and against it. People accept it or not. */
export interface Proposal {
  readonly change: Change
  /** Decided names that the rules would read right with it, and did not before. */
  readonly support: readonly DecidedName[]
  /** Decided names that the rules read right now and would not any more. */
  readonly counterExamples: readonly DecidedName[]
  /** Every name looked at, decided or not, whose result would be another one. */
  readonly preview: readonly Changed<NormaliseInput>[]
}

export interface LearnTask {
  readonly contents: MemoryContents
  /** Further names of the institution, for the preview. */
  readonly names: readonly NormaliseInput[]
  readonly edition: Edition
  readonly vocabulary: Vocabulary
  readonly general: Normaliser
  /** Decided names that must speak for a change. */
  readonly atLeast: number
  /** Words that are tried out at most, best supported first. */
  readonly mostTried: number
}

/**
 * Proposes words and switches from confirmed decisions. Each is tried out on its own: the decisions are taken away, the
 * rules read all decided names with the change and without, and what gets better or worse is told.
 */
export function proposeChanges(task: LearnTask): readonly Proposal[] {
  const { contents, edition, vocabulary, general, atLeast, mostTried } = task
  const unread = createUnreadText({
    traditional: vocabulary.traditional,
    terms: [
      ...vocabulary.terms,
      ...contents.terms.map((term) => ({ ...term, scope: [...(term.scope ?? [])] }) as never),
    ],
  })
  const rules = (change?: Change) =>
    createInstitution(withChange({ ...contents, decisions: new Map() }, change), { edition, vocabulary, general })
  const before = rules()
  const isRight = createAgreement(edition)
  const reads = decidedNames(contents).map((decided): ReadDecision => {
    const result = before.normalise(decided.input)
    return { decided, result, isRight: isRight(decided, result) }
  })
  const tried: readonly Change[] = [
    ...SWITCHES.filter((name) => !contents.switches[name]).map(
      (name): Change => ({ kind: 'switch', name, value: true }),
    ),
    ...termCandidates(reads, unread, edition, atLeast)
      .slice(0, mostTried)
      .map(({ term }): Change => ({ kind: 'term', term })),
  ]
  const proposals = tried.flatMap((change): Proposal[] => {
    const proposal = tryOut(change, reads, { ...task, before, after: rules(change), isRight, unread })
    return proposal.support.length >= atLeast ? [proposal] : []
  })
  return bestOf(proposals)
}

type Agreement = (decided: DecidedName, result: Normalised) => boolean

/** Right is what needs no person and is what people decided: the whole set, in the item's own codes. */
function createAgreement(edition: Edition): Agreement {
  const sets = createSets(edition)
  return ({ answer }, result) => {
    if (answer.kind === 'not-exam') return result.state === 'not-exam'
    if (answer.kind === 'no-item') return result.state === 'no-item'
    const codes = result.items.flatMap(({ code }) => code ?? [])
    const isWhole = codes.length === result.items.length && (result.state === 'mapped' || result.state === 'review')
    return isWhole && sets.identifier(codes) === sets.identifier(answer.codes)
  }
}

interface Trial extends LearnTask {
  readonly before: Normaliser
  readonly after: Normaliser
  readonly isRight: Agreement
  readonly unread: UnreadText
}

function tryOut(change: Change, reads: readonly ReadDecision[], trial: Trial): Proposal {
  const touches = ({ name }: NormaliseInput): boolean =>
    change.kind !== 'term' || trial.unread.fold(name).includes(change.term.term)
  const support: DecidedName[] = []
  const counterExamples: DecidedName[] = []
  for (const { decided, result, isRight } of reads) {
    if (!touches(decided.input)) continue
    const after = trial.after.normalise(decided.input)
    const isRightAfter = trial.isRight(decided, after)
    const settles = isRight && result.state === 'review' && after.state === 'mapped'
    if (isRightAfter && (!isRight || settles)) support.push(decided)
    if (isRight && !isRightAfter) counterExamples.push(decided)
  }
  const looked = [...reads.map(({ decided }) => decided.input), ...trial.names].filter(touches)
  return { change, support, counterExamples, preview: previewChange(distinct(looked), trial.before, trial.after) }
}

function distinct(inputs: readonly NormaliseInput[]): readonly NormaliseInput[] {
  return [...new Map(inputs.map((input) => [`${input.modality ?? ''}\n${input.name}`, input])).values()]
}

function withChange(contents: MemoryContents, change: Change | undefined): MemoryContents {
  if (change?.kind === 'term') return { ...contents, terms: [...contents.terms, change.term] }
  if (change?.kind === 'switch') return { ...contents, switches: { ...contents.switches, [change.name]: change.value } }
  return contents
}

/** Best first. Of several meanings of a word, or a word inside another, that help the same names only the best stays. */
function bestOf(proposals: readonly Proposal[]): readonly Proposal[] {
  const sorted = [...proposals].sort(
    (a, b) =>
      b.support.length - b.counterExamples.length - (a.support.length - a.counterExamples.length) ||
      termOf(b).length - termOf(a).length,
  )
  return sorted.filter((proposal, at) => {
    const names = new Set(proposal.support)
    return !sorted
      .slice(0, at)
      .some(
        (better) =>
          sameKind(better, proposal) && better.support.filter((name) => names.has(name)).length === names.size,
      )
  })
}

function sameKind(a: Proposal, b: Proposal): boolean {
  return a.change.kind === b.change.kind
}

function termOf({ change }: Proposal): string {
  return change.kind === 'term' ? change.term.term : ''
}
