import type { Certainty } from '../model/certainty.ts'
import {
  type ImpliedRow,
  type ItemPattern,
  MODIFIER_EFFECTS,
  type ModifierRow,
  type NameRow,
  type PartRow,
  type ScanRow,
  type ServicePattern,
  UNPRICED_REASONS,
  type UnpricedReason,
} from '../model/mapping.ts'
import type { BillingValue } from '../model/schedule.ts'
import type { ScheduleProblem } from '../problems/charge-problem.ts'
import { parseCondition } from './condition.ts'
import { list, oneOf, readTable, type TableRow } from './read-table.ts'

const CERTAINTIES = ['F', 'I', 'A'] as const satisfies readonly Certainty[]
/** Columns of the part tables that hold values; each names the vocabulary it draws on. */
const VALUE_COLUMNS = ['xray', 'ct', 'mr', 'cta', 'mra', 'organ', 'us', 'us-vessel', 'us-organ'] as const

/** The vocabulary behind a column or dimension: X-ray and CT share one list. */
export function vocabularyOf(dimension: string): string {
  return dimension === 'xray' || dimension === 'ct' ? 'xct' : dimension
}

export function readVocabularies(file: string, text: string, problems: ScheduleProblem[]): readonly BillingValue[] {
  const columns = {
    required: ['vocabulary', 'value', 'valueEn', 'perSide', 'listed', 'distinct', 'bilateral', 'covers', 'source'],
  }
  return readTable(file, text, columns, problems).map((row) => ({
    vocabulary: row.get('vocabulary'),
    value: row.get('value'),
    valueEn: row.get('valueEn'),
    perSide: row.get('perSide') === 'y',
    listed: row.get('listed') !== 'n',
    distinct: row.get('distinct') === 'y',
    bilateral: row.get('bilateral') === 'y',
    covers: row.get('covers'),
    source: row.get('source'),
  }))
}

export function readParts(file: string, text: string, problems: ScheduleProblem[]): readonly PartRow[] {
  const columns = { required: ['part', 'name', 'certainty'], optional: [...VALUE_COLUMNS, 'when', 'note'] }
  return readTable(file, text, columns, problems).map((row) => {
    const values: Record<string, readonly string[]> = {}
    for (const column of VALUE_COLUMNS) {
      const cell = row.get(column)
      if (cell !== '') values[column] = list(cell, '+')
    }
    return {
      part: row.get('part'),
      name: row.get('name'),
      values,
      certainty: oneOf(row, 'certainty', CERTAINTIES, problems),
      when: parseCondition(row.get('when')),
      note: row.get('note'),
    }
  })
}

export function readScans(file: string, text: string, problems: ScheduleProblem[]): readonly ScanRow[] {
  const columns = { required: ['group', 'part', 'scan', 'extra', 'services', 'when', 'certainty', 'note'] }
  return readTable(file, text, columns, problems).map((row) => {
    const services: ServicePattern[] = []
    let unpriced: UnpricedReason | null = null
    for (const word of list(row.get('services'), ';')) {
      if (word.startsWith('!')) unpriced = reasonOf(row, word.slice(1), problems)
      else {
        const service = parseService(word)
        if (service) services.push(service)
        else problems.push(badCell(row, 'services', word, 'CODE@dimension[=value] [+SURCHARGE[=technique]]'))
      }
    }
    return {
      ...pattern(row),
      services,
      unpriced,
      when: parseCondition(row.get('when')),
      certainty: oneOf(row, 'certainty', CERTAINTIES, problems),
      note: row.get('note'),
    }
  })
}

/** Reads `?CODE@dimension=value+value +SURCHARGE=technique`. */
function parseService(word: string): ServicePattern | null {
  const [head = '', ...tail] = word.split(/\s+/)
  const match = /^(\??)([0-9A-Za-z-]+)@([a-z-]+)(?:=(.+))?$/.exec(head)
  if (!match) return null
  const surcharges: { code: string; value: string | null }[] = []
  for (const part of tail) {
    const surcharge = /^\+([0-9A-Za-z-]+)(?:=(.+))?$/.exec(part)
    if (!surcharge) return null
    surcharges.push({ code: surcharge[1] ?? '', value: surcharge[2] ?? null })
  }
  return {
    main: match[2] ?? '',
    dimension: match[3] ?? '',
    fixed: match[4] === undefined ? null : match[4].split('+'),
    surcharges,
    implied: match[1] === '?',
  }
}

export function readImplied(file: string, text: string, problems: ScheduleProblem[]): readonly ImpliedRow[] {
  const columns = { required: ['group', 'part', 'scan', 'extra', 'modifiers', 'certainty', 'note'] }
  return readTable(file, text, columns, problems).map((row) => ({
    ...pattern(row),
    modifiers: list(row.get('modifiers'), ','),
    certainty: oneOf(row, 'certainty', CERTAINTIES, problems),
  }))
}

export function readModifiers(file: string, text: string, problems: ScheduleProblem[]): readonly ModifierRow[] {
  const columns = { required: ['modifier', 'main', 'effect', 'code', 'certainty', 'note'] }
  return readTable(file, text, columns, problems).map((row) => ({
    modifier: row.get('modifier'),
    main: row.get('main'),
    effect: oneOf(row, 'effect', MODIFIER_EFFECTS, problems),
    code: row.get('code'),
    certainty: oneOf(row, 'certainty', CERTAINTIES, problems),
  }))
}

export function readPositions(
  file: string,
  text: string,
  problems: ScheduleProblem[],
): ReadonlyMap<string, readonly string[]> {
  const rows = readTable(file, text, { required: ['position', 'name', 'exposures'] }, problems)
  return new Map(rows.map((row) => [row.get('position'), list(row.get('exposures'), '+')]))
}

export function readNames(file: string, text: string, problems: ScheduleProblem[]): readonly NameRow[] {
  return readTable(file, text, { required: ['code', 'words', 'over', 'certainty', 'note'] }, problems).map((row) => ({
    codes: row.get('code').startsWith('!') ? [] : list(row.get('code'), '+'),
    unpriced: row.get('code').startsWith('!') ? reasonOf(row, row.get('code').slice(1), problems, 'code') : null,
    over: row.get('over') === 'y',
    alternatives: list(row.get('words'), '|').map((alternative) => list(alternative, '+')),
    certainty: oneOf(row, 'certainty', CERTAINTIES, problems),
  }))
}

function pattern(row: TableRow): ItemPattern {
  return {
    group: row.get('group'),
    part: list(row.get('part'), ','),
    scan: list(row.get('scan'), ','),
    extra: list(row.get('extra'), ','),
  }
}

function reasonOf(row: TableRow, word: string, problems: ScheduleProblem[], column = 'services'): UnpricedReason {
  const reason = UNPRICED_REASONS.find((r) => r === word)
  if (reason === undefined) problems.push(badCell(row, column, word, UNPRICED_REASONS.join(' | ')))
  return reason ?? 'no-price-item'
}

function badCell(row: TableRow, column: string, value: string, allowed: string): ScheduleProblem {
  return { code: 'price-cell', file: row.file, row: row.row, column, value, allowed }
}
