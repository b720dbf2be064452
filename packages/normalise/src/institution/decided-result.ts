import type { Codec } from '@yingma/core'
import type { FacetName, Normalised, NormaliseInput, ResultItem } from '../result.ts'
import type { DecisionAnswer, SlotColumn } from './memory.ts'
import { sideOfCell } from './side-of-cell.ts'

const RULE = 'decision-of-institution'

/**
 * The result that a decision gives. Modifiers and classes are those of the reading; its flags are gone, since a person
 * has looked at the name and decided. A slot that the columns do not fill is open: `ambiguous`, its codes are candidates.
 */
export function decidedResult(
  read: Normalised,
  input: NormaliseInput,
  answer: DecisionAnswer,
  codec: Codec,
): Normalised {
  const { reason: _reason, ...rest } = read
  const decided = { ...rest, confidence: 1, defaults: [], flags: [], candidates: [], rules: [RULE] }
  switch (answer.kind) {
    case 'items':
      return { ...decided, state: 'mapped', items: answer.codes.map((code) => itemOf(code, codec)) }
    case 'no-item':
      return {
        ...decided,
        state: 'no-item',
        reason: 'item-missing',
        items: [{ code: null, relation: 'none', spans: [] }],
      }
    case 'not-exam':
      return {
        ...decided,
        state: 'not-exam',
        reason: 'other-service',
        items: [],
        classes: read.classes.includes('not-exam') ? read.classes : [...read.classes, 'not-exam'],
      }
    case 'by-column': {
      const codes = codesOfCell(answer.codes, answer.column, input[answer.column] ?? '')
      if (codes !== undefined)
        return {
          ...decided,
          state: 'mapped',
          items: codes.map((code) => itemOf(code, codec)),
          rules: [RULE, `${answer.column}-from-column`],
        }
      const closest = [...new Set(Object.values(answer.codes).flat())]
      const facet = facetOf(answer.column)
      return {
        ...decided,
        state: 'ambiguous',
        items: [{ code: null, relation: 'none', missing: facet === null ? [] : [facet], closest, spans: [] }],
        candidates: closest.map((code) => ({ codes: [code], why: `${answer.column}-not-said` })),
      }
    }
  }
}

/** The codes that a cell chooses; undefined where it is empty or says something else. */
function codesOfCell(
  codes: Readonly<Record<string, readonly string[]>>,
  column: SlotColumn,
  cell: string,
): readonly string[] | undefined {
  const own = Object.hasOwn(codes, cell) ? codes[cell] : undefined
  if (own !== undefined) return own
  const word = column === 'side' ? sideOfCell(cell) : cell.normalize('NFKC').trim()
  return word !== null && Object.hasOwn(codes, word) ? codes[word] : undefined
}

function facetOf(column: SlotColumn): FacetName | null {
  if (column === 'method' || column === 'contrast') return 'scan'
  return column === 'sex' || column === 'ageGroup' ? null : column
}

/** An item of the edition, a derived code or a local item; what the memory names has been checked when it was read. */
function itemOf(code: string, codec: Codec): ResultItem {
  const decoded = codec.decode(code)
  if (decoded.kind === 'invalid' || decoded.kind === 'well-formed') return { code, relation: 'equivalent', spans: [] }
  const { name, facets } = decoded.kind === 'local' ? decoded.parent : decoded
  return { code: decoded.code, name, relation: decoded.kind === 'local' ? 'narrower' : 'equivalent', facets, spans: [] }
}
