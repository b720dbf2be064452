import type { Edition } from '@yingma/core'
import type { NameState } from '../catalogues/name-list.ts'
import { isLocalCode, isUsable, type LocalItem } from '../local-items/local-item.ts'
import { Refusal, type StoreProblem } from '../problems/store-problem.ts'
import type { DecisionKind } from '../schema/roles.ts'
import { delicateChanges } from './delicate.ts'

/** What somebody wants to say of one name. */
export interface Wish {
  readonly nameId: string
  /** The version that the person saw; another one now is a conflict. */
  readonly expectedVersion: number
  readonly kind: Exclude<DecisionKind, 'undo'>
  /** For `change` and `split`: the items that it is. */
  readonly codes?: readonly string[]
  readonly reason?: string
}

/** A row of decisions before it is written. */
export interface DraftDecision {
  readonly nameId: string
  readonly institutionId: string
  readonly version: number
  readonly kind: DecisionKind
  readonly status: 'open' | 'accepted' | 'changed' | 'rejected' | 'verified'
  readonly codes: readonly string[]
  readonly delicate: readonly string[]
  readonly needsSecond: boolean
  readonly reason: string
  readonly edition: string
  readonly replaces: string | null
}

/** Kinds that must say why. */
const NEEDS_REASON: ReadonlySet<DecisionKind> = new Set(['comment', 'reopen'])

/** Own items of the name's institution by code. */
export type OwnItems = ReadonlyMap<string, LocalItem>

/**
 * The row that a wish makes of a name's present state, or the problem that forbids it. Pure: who may do it at all is
 * asked before, and the version is checked again by the database when the row is written.
 */
export function draftDecision(
  state: NameState,
  wish: Wish,
  author: string,
  edition: Edition,
  own: OwnItems = new Map(),
): DraftDecision {
  const { nameId, kind } = wish
  if (state.version !== wish.expectedVersion) {
    throw new Refusal({ code: 'decision-conflict', nameId, expected: wish.expectedVersion, actual: state.version })
  }
  const reason = wish.reason ?? ''
  if (NEEDS_REASON.has(kind) && reason.trim() === '') throw new Refusal({ code: 'reason-missing', nameId, kind })
  const takesCodes = kind === 'change' || kind === 'split'
  if (!takesCodes && wish.codes !== undefined && wish.codes.length > 0) {
    throw new Refusal({ code: 'decision-with-codes', nameId, kind })
  }
  const base = {
    nameId,
    institutionId: state.institutionId,
    version: state.version + 1,
    kind,
    reason,
    edition: edition.version,
    replaces: state.decisionId,
  }
  const kept = { codes: state.codes ?? [], delicate: state.delicate ?? [], needsSecond: state.needsSecond }
  switch (kind) {
    case 'accept': {
      const codes = state.suggestedCodes ?? []
      if (codes.length === 0) throw new Refusal({ code: 'decision-without-suggestion', nameId })
      return { ...base, status: 'accepted', ...content(state, checkedCodes(codes, edition, own), edition) }
    }
    case 'change':
    case 'split': {
      if (wish.codes === undefined || wish.codes.length === 0)
        throw new Refusal({ code: 'decision-without-codes', nameId })
      return { ...base, status: 'changed', ...content(state, checkedCodes(wish.codes, edition, own), edition) }
    }
    case 'none':
      return { ...base, status: 'changed', codes: [], delicate: [], needsSecond: false }
    case 'reject':
      return { ...base, status: 'rejected', codes: [], delicate: [], needsSecond: false }
    case 'comment':
      return { ...base, status: standing(state), ...kept }
    case 'reopen':
      if (state.version === 0) throw new Refusal({ code: 'decision-nothing-before', nameId, kind })
      return { ...base, status: 'open', ...kept }
    case 'verify':
      if (state.version === 0) throw new Refusal({ code: 'decision-nothing-before', nameId, kind })
      if (state.status !== 'accepted' && state.status !== 'changed') {
        throw new Refusal({ code: 'decision-unverifiable', nameId, status: state.status })
      }
      if (state.contentAuthor === author) throw new Refusal({ code: 'decision-same-person', nameId })
      return { ...base, status: 'verified', ...kept }
  }
}

function standing(state: NameState): DraftDecision['status'] {
  return state.status === 'suggested' ? 'open' : state.status
}

/** A change of side or contrast, against the suggestion or against what stood, waits for a second person. */
function content(state: NameState, codes: readonly string[], edition: Edition) {
  const bases = [state.suggestedCodes ?? [], state.codes ?? []]
  const delicate = [...new Set(bases.flatMap((base) => delicateChanges(edition, base, codes)))]
  return { codes, delicate, needsSecond: delicate.length > 0 }
}

/** The codes in published spelling, each once, or a refusal of the first that is unknown or retired. */
function checkedCodes(codes: readonly string[], edition: Edition, own: OwnItems): string[] {
  const checked = codes.map((code) => {
    if (isLocalCode(code)) return checkedOwn(code, edition, own)
    const item = edition.byCode.get(code.toUpperCase())
    if (!item) throw new Refusal({ code: 'item-unknown', value: code, edition: edition.version })
    if (item.status === 'retired') throw new Refusal({ code: 'item-retired', value: code, successors: item.successors })
    return item.code
  })
  return [...new Set(checked)]
}

function checkedOwn(code: string, edition: Edition, own: OwnItems): string {
  const item = own.get(code.toUpperCase())
  if (item === undefined || item.state === 'deleted') {
    throw new Refusal({ code: 'item-unknown', value: code, edition: edition.version })
  }
  if (!isUsable(item, edition)) throw new Refusal({ code: 'item-retired', value: code, successors: item.successors })
  return item.code
}

/** What a decision on one of many names came to. */
export type Outcome =
  | {
      readonly nameId: string
      readonly ok: true
      readonly version: number
      readonly status: string
      readonly needsSecond: boolean
    }
  | { readonly nameId: string; readonly ok: false; readonly problem: StoreProblem; readonly current?: NameState }
