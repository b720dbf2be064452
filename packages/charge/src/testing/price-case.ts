import type { Edition } from '@yingma/core'
import { MODIFIERS, type Modifiers } from '../model/modifiers.ts'
import { parseYuan } from '../model/money.ts'
import type { DirectService, ExamItem, ExamSession, Goods } from '../model/quote.ts'

/** One case of a case file: an exam and what it must cost. */
export interface PriceCase {
  readonly title: string
  readonly line: number
  readonly session: ExamSession
  readonly settings: Readonly<Record<string, string>>
  /** `CODE ×2 280 50% 280`, as printed by the runner. */
  readonly lines: readonly string[] | null
  /** Cents, by factor: `1`, `0.9`. */
  readonly totals: Readonly<Record<string, number>>
  readonly goodsCents: number | null
  readonly partial: boolean
  readonly warnings: readonly string[]
  readonly steps: readonly string[]
  readonly rules: readonly string[]
  /** Problem codes of a refusal. */
  readonly refused: readonly string[]
}

export interface PriceCaseFile {
  /** Rule id and phenomenon: the first line. */
  readonly title: string
  readonly schedule: string
  readonly cases: readonly PriceCase[]
  readonly problems: readonly string[]
}

/**
 * Reads a case file: a title line, an optional `schedule:`, then blocks parted by empty lines, each with `case:` and
 * `key: value` lines. Items are names or codes of the edition, parted by ` / `, modifiers in braces behind.
 */
export function parsePriceCases(text: string, edition: Edition): PriceCaseFile {
  const problems: string[] = []
  const lines = text.split('\n')
  const cases: PriceCase[] = []
  let schedule = 'jiangxi-2025'
  let block = new Map<string, string>()
  let start = 0
  const close = (): void => {
    if (block.has('case')) cases.push(caseOf(block, start, edition, problems))
    block = new Map()
  }
  lines.forEach((line, at) => {
    if (at === 0 || line.startsWith('#')) return
    if (line.trim() === '') {
      close()
      return
    }
    const cut = line.indexOf(':')
    const key = line.slice(0, cut).trim()
    const value = line.slice(cut + 1).trim()
    if (cut < 0) problems.push(`line ${at + 1}: no key`)
    else if (key === 'schedule') schedule = value
    else {
      if (key === 'case') start = at + 1
      if (!KEYS.has(key)) problems.push(`line ${at + 1}: unknown key ${key}`)
      block.set(key, value)
    }
  })
  close()
  if (cases.length === 0) problems.push('no case')
  return { title: lines[0] ?? '', schedule, cases, problems }
}

const KEYS = new Set([
  'case',
  'date',
  'items',
  'services',
  'with',
  'set',
  'goods',
  'goods total',
  'digital',
  'uploaded',
  'lines',
  'total',
  'x0.9',
  'partial',
  'warn',
  'steps',
  'rules',
  'refused',
])

function caseOf(block: ReadonlyMap<string, string>, line: number, edition: Edition, problems: string[]): PriceCase {
  const words = (key: string, by: string): readonly string[] => {
    const value = block.get(key) ?? ''
    return value === '' ? [] : value.split(by).map((w) => w.trim())
  }
  const totals: Record<string, number> = {}
  for (const [key, factor] of [
    ['total', '1'],
    ['x0.9', '0.9'],
  ] as const) {
    const value = block.get(key)
    if (value !== undefined) totals[factor] = parseYuan(value) ?? Number.NaN
  }
  const refused = words('refused', ' ')
  if (Object.keys(totals).length === 0 && refused.length === 0) problems.push(`line ${line}: the case expects nothing`)
  const modifiers = parseModifiers(block.get('with') ?? '', line, problems)
  const goods = words('goods', '/').map((w) => parseGoods(w, line, problems))
  return {
    title: block.get('case') ?? '',
    line,
    session: {
      date: block.get('date') ?? '2025-06-02',
      items: words('items', ' / ').map((w) => parseItem(w, line, edition, problems)),
      services: words('services', ' / ').map((w) => parseService(w, line, problems)),
      ...(modifiers && { modifiers }),
      ...(goods.length > 0 && { goods }),
      ...(block.get('digital') === 'no' && { digitalService: false }),
      ...(block.get('uploaded') === 'no' && { imagesUploaded: false }),
    },
    settings: Object.fromEntries(words('set', ',').map((w) => w.split('=') as [string, string])),
    lines: block.has('lines') ? words('lines', ' / ') : null,
    totals,
    goodsCents: block.has('goods total') ? parseYuan(block.get('goods total') ?? '') : null,
    partial: block.get('partial') === 'yes',
    warnings: words('warn', ' '),
    steps: words('steps', ' '),
    rules: words('rules', ' '),
    refused,
  }
}

/** `CT胸部(平扫){thin-slice}×2`: a name or code, modifiers, a count. */
function parseItem(word: string, line: number, edition: Edition, problems: string[]): ExamItem {
  const match = /^(.+?)(?:\{(.*)\})?(?:×(-?\d+(?:\.\d+)?))?$/.exec(word)
  const name = match?.[1] ?? ''
  const code = edition.byCode.has(name.toUpperCase()) ? name : edition.items.find((i) => i.name === name)?.code
  if (code === undefined && !/^[0-9A-Za-z-]+$/.test(name)) problems.push(`line ${line}: no item ${name}`)
  const modifiers = parseModifiers(match?.[2] ?? '', line, problems)
  return {
    code: code ?? name,
    ...(match?.[3] !== undefined && { count: Number(match[3]) }),
    ...(modifiers && { modifiers }),
  }
}

/** `012301010020000[磨牙:3,尖牙:1]{ai-assisted}` or `…×2`. */
function parseService(word: string, line: number, problems: string[]): DirectService {
  const match = /^([0-9A-Za-z-]+)(?:\[(.*)\])?(?:\{(.*)\})?(?:×(-?\d+))?$/.exec(word)
  if (!match) problems.push(`line ${line}: no service ${word}`)
  const counts = match?.[2]?.split(',').map((w) => w.split(':'))
  const modifiers = parseModifiers(match?.[3] ?? '', line, problems)
  return {
    code: match?.[1] ?? '',
    ...(counts && { units: Object.fromEntries(counts.map(([name, n]) => [name ?? '', Number(n)])) }),
    ...(match?.[4] !== undefined && { units: Number(match[4]) }),
    ...(modifiers && { modifiers }),
  }
}

/** `bedside, fetuses=2, technique=弥散加权+波谱`. */
function parseModifiers(text: string, line: number, problems: string[]): Modifiers | null {
  if (text === '') return null
  const entries = text.split(',').map((word) => {
    const [name = '', value] = word.trim().split('=')
    if (!MODIFIERS.some((m) => m === name)) problems.push(`line ${line}: unknown modifier ${name}`)
    if (value === undefined) return [name, true] as const
    return [name, /^\d+$/.test(value) ? Number(value) : value.split('+')] as const
  })
  return Object.fromEntries(entries)
}

/** `film 干式胶片 12 ×2 consent`. */
function parseGoods(word: string, line: number, problems: string[]): Goods {
  const match = /^(\S+) (\S+) (\S+) ×(\d+)( consent)?$/.exec(word)
  if (!match) problems.push(`line ${line}: no goods ${word}`)
  return {
    kind: match?.[1] ?? '',
    name: match?.[2] ?? '',
    cents: parseYuan(match?.[3] ?? '') ?? 0,
    quantity: Number(match?.[4] ?? 0),
    ...(match?.[5] !== undefined && { consent: true }),
  }
}
