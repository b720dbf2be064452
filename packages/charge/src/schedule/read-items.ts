import { parseYuan } from '../model/money.ts'
import type { PriceItem, PriceItemKind } from '../model/schedule.ts'
import type { ScheduleProblem } from '../problems/charge-problem.ts'
import { list, oneOf, readTable, type TableRow } from './read-table.ts'

const COLUMNS = {
  required: ['code', 'label', 'unit', 'price', 'source'],
  optional: ['labelEn', 'class', 'ai', 'kind', 'parent', 'successors', 'withoutSuccessor'],
}
const SUFFIX: Readonly<Record<string, string>> = { surcharge: '加收', reduction: '减收', extension: '扩展' }

/**
 * Reads the price items. Under `national-15` kind, parent and the whole name of a hanging item follow from its code and
 * label (rules §0), and a main item with `ai` = y has its artificial-intelligence extension made for it at the same price;
 * under `free` the columns `kind` and `parent` say so and the label is the whole name.
 */
export function readItems(
  file: string,
  text: string,
  codes: 'national-15' | 'free',
  problems: ScheduleProblem[],
): readonly PriceItem[] {
  const items: PriceItem[] = []
  const mains = new Map<string, PriceItem>()
  for (const row of readTable(file, text, COLUMNS, problems)) {
    const item = codes === 'free' ? freeItem(row, problems) : nationalItem(row, mains, problems)
    items.push(item)
    if (item.kind === 'main') mains.set(item.code, item)
    if (item.kind === 'main' && row.get('ai') === 'y') items.push(aiExtension(item))
  }
  return items
}

function nationalItem(row: TableRow, mains: ReadonlyMap<string, PriceItem>, problems: ScheduleProblem[]): PriceItem {
  const code = row.get('code')
  const label = row.get('label')
  const labelEn = row.get('labelEn')
  const main = code.length === 15 && !code.endsWith('0000') ? mains.get(`${code.slice(0, 11)}0000`) : undefined
  const base = priced(row, problems)
  if (main === undefined) return { ...base, code, name: label, nameEn: labelEn, kind: 'main', parent: null }
  const kind = childKind(code)
  const asMain = kind === 'extension' && base.cents === null && base.percent === null
  return {
    ...base,
    code,
    kind,
    parent: main.code,
    name: `${main.name}-${label}（${SUFFIX[kind] ?? ''}）`,
    nameEn: `${main.nameEn}, ${labelEn}`,
    unit: base.unit === '' ? main.unit : base.unit,
    cents: asMain ? main.cents : base.cents,
    insuranceClass: base.insuranceClass === '' ? main.insuranceClass : base.insuranceClass,
  }
}

/** The two digits before the end tell an extension; a reduction has its own suffix (031 of the ultrasound items). */
function childKind(code: string): PriceItemKind {
  if (code.endsWith('00')) return 'extension'
  return code.endsWith('31') ? 'reduction' : 'surcharge'
}

function freeItem(row: TableRow, problems: ScheduleProblem[]): PriceItem {
  const kind = oneOf(row, 'kind', ['main', 'surcharge', 'extension', 'reduction', 'group'] as const, problems)
  const parent = row.get('parent')
  return {
    ...priced(row, problems),
    code: row.get('code'),
    name: row.get('label'),
    nameEn: row.get('labelEn'),
    kind,
    parent: parent === '' ? null : parent,
    ai: row.get('ai') === 'y' && kind === 'extension',
  }
}

type Priced = Omit<PriceItem, 'code' | 'name' | 'nameEn' | 'kind' | 'parent'>

function priced(row: TableRow, problems: ScheduleProblem[]): Priced {
  const price = row.get('price')
  const percent = /^(\d+)%$/.exec(price)
  const cents = price === '' || percent ? null : parseYuan(price)
  if (price !== '' && !percent && cents === null)
    problems.push({
      code: 'price-cell',
      file: row.file,
      row: row.row,
      column: 'price',
      value: price,
      allowed: '47.5 | 50%',
    })
  return {
    unit: row.get('unit'),
    cents,
    percent: percent ? Number(percent[1]) : null,
    insuranceClass: row.get('class'),
    ai: false,
    successors: list(row.get('successors'), ' '),
    withoutSuccessor: row.get('withoutSuccessor'),
    source: row.get('source'),
  }
}

function aiExtension(main: PriceItem): PriceItem {
  return {
    ...main,
    code: `${main.code.slice(0, 11)}0100`,
    name: `${main.name}-人工智能辅助诊断（扩展）`,
    nameEn: `${main.nameEn}, AI-assisted diagnosis`,
    kind: 'extension',
    parent: main.code,
    ai: true,
  }
}
