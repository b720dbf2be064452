import type { Edition, Item } from '@yingma/core'
import type { Flag, Normalised } from '@yingma/normalise'
import type { NameState } from '../catalogues/name-list.ts'
import { contrastOf } from '../decisions/delicate.ts'
import { isLocalCode, standardItem } from '../local-items/local-item.ts'

/** What can be wrong with a decision, whoever made it. */
export const CONSISTENCY_CODES = [
  'side-against-name',
  'contrast-against-name',
  'modality-against-column',
  'order-against-charge',
  'code-unknown',
  'code-retired',
] as const
export type ConsistencyCode = (typeof CONSISTENCY_CODES)[number]

export interface ConsistencyFinding {
  readonly nameId: string
  readonly code: ConsistencyCode
  /** What the decision says, and what the row says. */
  readonly decided: string
  readonly said: string
}

const LEFT = /左/
const RIGHT = /右/
/** 左 and 右 inside these words name no side of the body. */
const SIDELESS = /左(心房|心室|心耳|主干|肾静脉|冠)|右(心房|心室|心耳|冠)|右下腹|左下腹|右上腹|左上腹|左右/g
const FAMILIES: Readonly<Record<string, string>> = {
  DR: 'XR',
  CR: 'XR',
  MDR: 'XR',
  MG: 'XR',
  RF: 'XR',
  XR: 'XR',
  DX: 'XR',
  MR: 'MR',
  MRI: 'MR',
  CT: 'CT',
  US: 'US',
}

/**
 * Checks one standing decision against the words and columns of its own row and against the edition. Only what the row
 * says literally counts, so every finding can be shown to a person with both sides of the contradiction.
 */
export function checkDecision(state: NameState, edition: Edition): ConsistencyFinding[] {
  if (state.codes === null || state.codes.length === 0) return []
  const findings: ConsistencyFinding[] = []
  const add = (code: ConsistencyCode, decided: string, said: string): void => {
    findings.push({ nameId: state.id, code, decided, said })
  }
  const items: Item[] = []
  for (const code of state.codes) {
    const item = standardItem(edition, code)
    if (!item) add('code-unknown', code, edition.version)
    else {
      if (item.status === 'retired' && !isLocalCode(code)) add('code-retired', code, item.successors.join('+'))
      items.push(item)
    }
  }
  checkSide(state, items, add)
  checkContrast(state, items, edition, add)
  checkModality(state, items, add)
  const flags: readonly Flag[] = (state.suggestion as Normalised | null)?.flags ?? []
  if (flags.includes('conflict:charge') && state.kind !== 'verify') {
    add('order-against-charge', state.codes.join('+'), state.columns.charge ?? '')
  }
  return findings
}

type Add = (code: ConsistencyCode, decided: string, said: string) => void

function checkSide(state: NameState, items: readonly Item[], add: Add): void {
  const text = `${state.name} ${state.columns.side ?? ''}`.normalize('NFKC').replace(SIDELESS, '')
  const [left, right] = [LEFT.test(text), RIGHT.test(text)]
  const sides = new Set(
    items.map((item) => ('side' in item.facets ? item.facets.side : null)).filter((side) => side !== null),
  )
  if (sides.size === 0 || left === right) return
  const said = left ? 'left' : 'right'
  // Both sides decided where the row names one is a contradiction too; a set with the named side beside others is not.
  if (!sides.has(said)) add('side-against-name', [...sides].sort().join('+'), said)
}

function checkContrast(state: NameState, items: readonly Item[], edition: Edition, add: Add): void {
  const text = `${state.name} ${state.columns.method ?? ''} ${state.columns.contrast ?? ''}`.normalize('NFKC')
  const sectional = items.filter((item) => item.modality === 'CT' || item.modality === 'MR')
  if (sectional.length === 0) return
  const given = sectional.some((item) => contrastOf(edition, item) !== 'none')
  if (/增强|C\+/i.test(text) && !given) add('contrast-against-name', 'none', 'with')
  if (/平扫/.test(text) && !/增强|造影|CTA|CTV|CTU|MRA|血管|灌注/i.test(text) && given) {
    add('contrast-against-name', 'with', 'none')
  }
}

function checkModality(state: NameState, items: readonly Item[], add: Add): void {
  const said = FAMILIES[state.modality.trim().toUpperCase()]
  if (said === undefined) return
  const decided = new Set(items.map((item) => FAMILIES[item.modality] ?? item.modality))
  // A name may cross modalities; it contradicts its column only when none of its items fits.
  if (decided.size > 0 && !decided.has(said))
    add('modality-against-column', [...decided].sort().join('+'), state.modality)
}
