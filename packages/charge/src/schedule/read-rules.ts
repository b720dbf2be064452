import { type Cents, parseYuan } from '../model/money.ts'
import { type Rule, STATEMENT_KINDS, type Tier } from '../model/rule.ts'
import type { Switch } from '../model/schedule.ts'
import type { ScheduleProblem } from '../problems/charge-problem.ts'
import { parseCondition } from './condition.ts'
import { type FieldReader, fieldReader, isRecord, isTexts, readJson } from './read-fields.ts'

/** Reads the rules of a schedule; a rule that does not fit its kind is noted and left out. */
export function readRules(file: string, text: string, problems: ScheduleProblem[]): readonly Rule[] {
  return objectsOf(file, text, problems).flatMap((reader) => {
    const before = problems.length
    const rule = readRule(reader)
    return rule !== null && problems.length === before ? [rule] : []
  })
}

export function readSwitches(file: string, text: string, problems: ScheduleProblem[]): readonly Switch[] {
  return objectsOf(file, text, problems).map((f) => ({
    id: f.text('id'),
    rule: f.text('rule'),
    values: f.texts('values'),
    default: f.text('default'),
    question: f.bilingual('question'),
  }))
}

function objectsOf(file: string, text: string, problems: ScheduleProblem[]): readonly FieldReader[] {
  const value = readJson(file, text, problems)
  if (!Array.isArray(value)) {
    if (value !== null) problems.push({ code: 'price-field', file, row: 0, field: '', allowed: 'a list' })
    return []
  }
  return value.map((v, at) => fieldReader(file, at + 1, isRecord(v) ? v : {}, problems))
}

function readRule(f: FieldReader): Rule | null {
  const head = {
    id: f.text('id'),
    title: f.bilingual('title'),
    certainty: f.choice('certainty', ['F', 'I', 'A']),
    source: f.text('source'),
    when: f.has('when') ? parseCondition(f.text('when')) : null,
  }
  const targets = f.has('targets') ? f.texts('targets') : []
  const kind = f.text('kind')
  const statement = STATEMENT_KINDS.find((k) => k === kind)
  if (statement) return { ...head, kind: statement, targets }
  switch (kind) {
    case 'once-per-exam':
    case 'once-per-value':
    case 'per-unit':
    case 'repeat':
      return { ...head, kind, targets: f.texts('targets') }
    case 'compliance':
      return { ...head, kind, flag: f.text('flag') }
    case 'goods':
      return { ...head, kind, goods: f.text('goods'), billed: f.choice('billed', ['always', 'never', 'with-consent']) }
    case 'cap':
      return { ...head, kind, targets: f.texts('targets'), max: f.number('max') }
    case 'one-of':
      return { ...head, kind, groups: textLists(f, 'groups') }
    case 'percent-if':
      return { ...head, kind, targets: f.texts('targets'), if: f.text('if'), percent: f.number('percent') }
    case 'compose':
      return { ...head, kind, targets: f.texts('targets'), with: f.texts('with'), add: f.text('add') }
    case 'reduction-item':
      return { ...head, kind, targets: f.texts('targets'), mode: f.choice('mode', ['deduction', 'result']) }
    case 'tier':
      return {
        ...head,
        kind,
        targets: f.texts('targets'),
        groupBy: f.choice('groupBy', ['region', 'exam']),
        tiers: tiersOf(f),
        maxUnits: f.has('maxUnits') ? f.number('maxUnits') : null,
        maxCents: f.has('maxAmount') ? yuan(f, 'maxAmount') : null,
      }
    default:
      return readPairRule(f, kind, head)
  }
}

/** Kinds that hold items against one another, or turn one into another. */
function readPairRule(
  f: FieldReader,
  kind: string,
  head: Pick<Rule, 'id' | 'title' | 'certainty' | 'source' | 'when'>,
): Rule | null {
  const match = (): 'region' | 'exam' => (f.has('match') ? f.choice('match', ['exam', 'region']) : 'exam')
  switch (kind) {
    case 'exclusive':
      return { ...head, kind, keep: f.texts('keep'), drop: f.texts('drop'), match: match() }
    case 'warn-together':
      return { ...head, kind, a: f.texts('a'), b: f.texts('b'), match: match() }
    case 'percent-after':
      return {
        ...head,
        kind,
        targets: f.texts('targets'),
        after: f.texts('after'),
        match: f.choice('match', ['region', 'unit', 'exam']),
        percent: f.number('percent'),
        except: f.has('except') ? f.texts('except') : [],
      }
    case 'convert':
      return {
        ...head,
        kind,
        targets: f.texts('targets'),
        moreThan: f.number('moreThan'),
        to: f.texts('to'),
        surcharges: f.has('surcharges') ? textRecord(f, 'surcharges') : {},
      }
    case 'count':
      return { ...head, kind, targets: f.texts('targets'), per: numberRecord(f, 'per'), pooled: f.texts('pooled') }
    case 'absorb':
      return { ...head, kind, targets: f.texts('targets'), value: f.text('value'), inside: listRecord(f, 'inside') }
    case 'attach':
      return { ...head, kind, surcharge: f.text('surcharge'), hosts: hostsOf(f) }
    case 'reduction-amount':
      return {
        ...head,
        kind,
        cents: yuan(f, 'amount'),
        chapters: f.texts('chapters'),
        condition: f.text('condition'),
        scope: f.choice('scope', ['exam', 'line', 'unit']),
      }
    default:
      f.wrong('kind', 'a known kind of rule')
      return null
  }
}

function yuan(f: FieldReader, field: string): Cents {
  const cents = parseYuan(f.text(field))
  if (cents === null) f.wrong(field, 'an amount such as "25"')
  return cents ?? 0
}

function tiersOf(f: FieldReader): readonly Tier[] {
  const value = f.raw('tiers')
  if (!Array.isArray(value) || !value.every(isRecord)) {
    f.wrong('tiers', 'a list of tiers')
    return []
  }
  return value.map((tier) => {
    const amount = typeof tier.amount === 'string' ? parseYuan(tier.amount) : null
    if (typeof tier.from !== 'number') f.wrong('tiers.from', 'a number')
    return {
      from: typeof tier.from === 'number' ? tier.from : 1,
      to: typeof tier.to === 'number' ? tier.to : null,
      cents: amount,
      percent: typeof tier.percent === 'number' ? tier.percent : null,
      code: typeof tier.code === 'string' ? tier.code : null,
    }
  })
}

function record<T>(
  f: FieldReader,
  field: string,
  allowed: string,
  fits: (v: unknown) => v is T,
): Readonly<Record<string, T>> {
  const value = f.raw(field)
  const result: Record<string, T> = {}
  if (!isRecord(value)) f.wrong(field, allowed)
  else
    for (const [key, v] of Object.entries(value)) {
      if (fits(v)) result[key] = v
      else f.wrong(`${field}.${key}`, allowed)
    }
  return result
}

const textRecord = (f: FieldReader, field: string): Readonly<Record<string, string>> =>
  record(f, field, 'texts by name', (v): v is string => typeof v === 'string')
const numberRecord = (f: FieldReader, field: string): Readonly<Record<string, number>> =>
  record(f, field, 'numbers by name', (v): v is number => typeof v === 'number')
const listRecord = (f: FieldReader, field: string): Readonly<Record<string, readonly string[]>> =>
  record(f, field, 'lists by name', isTexts)

function textLists(f: FieldReader, field: string): readonly (readonly string[])[] {
  const value = f.raw(field)
  if (Array.isArray(value) && value.every(isTexts)) return value
  f.wrong(field, 'a list of lists of texts')
  return []
}

function hostsOf(f: FieldReader): readonly (readonly [string, string])[] {
  return textLists(f, 'hosts').flatMap(([main, surcharge]) => {
    if (main !== undefined && surcharge !== undefined) return [[main, surcharge] as const]
    f.wrong('hosts', 'pairs of main item and surcharge')
    return []
  })
}
