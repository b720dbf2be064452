import type { Codec, Edition, Side } from '@yingma/core'
import type { DecisionAnswer } from '@yingma/normalise'

/** Behind it stand sided codes, parted by `/`: the side column chooses among them. */
const BY_SIDE = '{side}'

const NO_ITEM: ReadonlySet<string> = new Set(['no-item', 'none', '无', '无对应', '无对应项目', '没有项目'])
const NOT_EXAM: ReadonlySet<string> = new Set(['not-exam', '不是检查', '非检查'])

/** What can be picked for a name: codes with their names behind them, or one of the two words. */
export function choiceText(codes: readonly string[], edition: Pick<Edition, 'byCode'>): string {
  return `${codes.join('+')} ${codes.map((code) => edition.byCode.get(code.toUpperCase())?.name ?? '').join(' | ')}`.trim()
}

/** The pick that leaves the side to the side column. */
export function bySideText(codes: readonly string[], language: 'zh' | 'en'): string {
  return `${BY_SIDE} ${codes.join('/')} ${language === 'zh' ? '按侧别列' : 'by the side column'}`
}

export function noItemText(language: 'zh' | 'en'): string {
  return language === 'zh' ? 'no-item 无对应项目' : 'no-item'
}

export function notExamText(language: 'zh' | 'en'): string {
  return language === 'zh' ? 'not-exam 不是检查' : 'not-exam'
}

export type ReadChoice =
  | { readonly ok: true; readonly answer: DecisionAnswer }
  | { readonly ok: false; readonly item: string; readonly nearest: readonly string[] }

/** Reads a pick back, or what somebody typed: codes joined by `+`, in any letter case, names behind them or not. */
export function readChoice(text: string, codec: Codec): ReadChoice {
  const words = text.normalize('NFKC').trim().split(/\s+/)
  const first = words[0] ?? ''
  if (NO_ITEM.has(first.toLowerCase())) return { ok: true, answer: { kind: 'no-item' } }
  if (NOT_EXAM.has(first.toLowerCase())) return { ok: true, answer: { kind: 'not-exam' } }
  if (first === BY_SIDE) return bySide((words[1] ?? '').split('/'), codec)
  const codes: string[] = []
  for (const item of first.split('+')) {
    const decoded = codec.decode(item)
    if (decoded.kind === 'invalid' || decoded.kind === 'well-formed')
      return { ok: false, item, nearest: decoded.nearest.map(({ code }) => code) }
    codes.push(decoded.code)
  }
  return { ok: true, answer: { kind: 'items', codes } }
}

function bySide(items: readonly string[], codec: Codec): ReadChoice {
  const codes: Partial<Record<Side, string[]>> = {}
  for (const item of items) {
    const decoded = codec.decode(item)
    const facets = 'facets' in decoded ? decoded.facets : undefined
    const side = facets !== undefined && 'side' in facets ? facets.side : null
    if (side === null || decoded.kind === 'well-formed' || !('code' in decoded))
      return { ok: false, item, nearest: 'nearest' in decoded ? decoded.nearest.map(({ code }) => code) : [] }
    codes[side] = [decoded.code]
  }
  return { ok: true, answer: { kind: 'by-column', column: 'side', codes } }
}
