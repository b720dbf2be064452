import type { DictionaryItem } from '../model/dictionary.ts'
import type { FaultKind } from '../verify/fault.ts'

/** Something that went wrong in a live system: a change of its table, and the one fault that must be found. */
export interface Planted {
  readonly kind: FaultKind
  /** The item that the fault must name; '' for a stray row. */
  readonly item: string
  readonly sql: string
  readonly values: readonly unknown[]
}

const TABLE = '"exam item"'

/** One fault of almost every kind, each in an item of its own. */
export function planted(items: readonly DictionaryItem[]): readonly Planted[] {
  const used = new Set<string>()
  const take = (test: (item: DictionaryItem) => boolean): DictionaryItem => {
    const item = items.find((one) => !used.has(one.code) && test(one))
    if (item === undefined) throw new Error('the dictionary has no item for this fault')
    used.add(item.code)
    return item
  }
  const twinOf = (item: DictionaryItem): DictionaryItem => {
    const name = item.name.replace('左', '右')
    return take((one) => one.name === name)
  }
  const any = (): DictionaryItem => take(({ name, kind }) => kind === 'official' && !/[左右]/.test(name))
  const set = (kind: FaultKind, item: DictionaryItem, column: string, value: unknown): Planted => ({
    kind,
    item: item.code,
    sql: `UPDATE ${TABLE} SET "${column}" = $1 WHERE "ITEM_CODE" = $2`,
    values: [value, item.code],
  })
  const change = (kind: FaultKind, column: string, value: (item: DictionaryItem) => unknown, item = any()): Planted =>
    set(kind, item, column, value(item))
  const swap = (kind: FaultKind, a: DictionaryItem, b: DictionaryItem): Planted => ({
    kind,
    item: a.code < b.code ? a.code : b.code,
    sql: `UPDATE ${TABLE} SET "ITEM_NAME" = CASE "ITEM_CODE" WHEN $1 THEN $3 ELSE $4 END WHERE "ITEM_CODE" IN ($1, $2)`,
    values: [a.code, b.code, b.name, a.name],
  })
  const withBrackets = (): DictionaryItem =>
    take(({ name, kind }) => kind === 'official' && /\(.+\)/.test(name) && !/[左右]/.test(name))
  const charged = (): DictionaryItem => take(({ charges }) => charges.length > 0)
  const left = take(({ name }) => name.includes('左') && items.some((one) => one.name === name.replace('左', '右')))
  const right = twinOf(left)
  const lines = (item: DictionaryItem): string =>
    item.charges.map(({ code, quantity }) => `${code}*${quantity}`).join('+')
  return [
    swap('sides-swapped', left, right),
    change(
      'name-side',
      'ITEM_NAME',
      ({ name }) => name.replace('左', '右'),
      take(({ name }) => /左/.test(name)),
    ),
    change('name-of-other', 'ITEM_NAME', () => items.at(-1)?.name),
    swap('names-swapped', any(), any()),
    change('code-number', 'ITEM_CODE', ({ code }) => Number(code).toExponential(5).replace('e', 'E')),
    change('code-number', 'ITEM_CODE', ({ code }) => `${code}.0`),
    change('code-truncated', 'ITEM_CODE', ({ code }) => code.slice(0, 12)),
    change('code-padded', 'ITEM_CODE', ({ code }) => `${code}00`),
    change('code-spaces', 'ITEM_CODE', ({ code }) => ` ${code}`),
    change('code-confused', 'ITEM_CODE', ({ code }) => code.replaceAll('0', 'O')),
    change('code-changed', 'ITEM_CODE', () => '77770000000000'),
    change(
      'code-case',
      'ITEM_CODE',
      ({ code }) => code.toLowerCase(),
      take(({ code }) => /[A-Z]/.test(code)),
    ),
    change('name-truncated', 'ITEM_NAME', ({ name }) => name.slice(0, -3)),
    change('name-garbled', 'ITEM_NAME', ({ name }) => `${name.slice(0, -2)}\uFFFD`),
    change('name-garbled', 'ITEM_NAME', ({ name }) => Buffer.from(name, 'utf8').toString('latin1')),
    change('name-width', 'ITEM_NAME', ({ name }) => name.replace('(', '（').replace(')', '）'), withBrackets()),
    change('name-escaped', 'ITEM_NAME', ({ name }) => name.replace('(', '&#40;').replace(')', '&#41;'), withBrackets()),
    change('name-spaces', 'ITEM_NAME', ({ name }) => `${name.slice(0, 3)} ${name.slice(3)}`),
    change('name-star-left', 'ITEM_NAME', ({ name }) => `*${name}`),
    change(
      'name-case',
      'ITEM_NAME',
      ({ name }) => name.toLowerCase(),
      take(({ name }) => /^CT/.test(name)),
    ),
    change('name-changed', 'ITEM_NAME', () => '新项目'),
    change('name-empty', 'ITEM_NAME', () => ''),
    change('wrong-side-rule', 'SIDE_RULE', () => 'free'),
    change('wrong-modality', 'MODALITY', () => 'XX'),
    change('wrong-field', 'MINUTES', () => 99),
    change('field-truncated', 'NAME_EN', ({ nameEn }) => nameEn.slice(0, 5)),
    change(
      'charge-missing',
      'CHARGES',
      () => '',
      take(({ charges }) => charges.length === 1),
    ),
    change('charge-stray', 'CHARGES', (item) => `${lines(item)}+990101990010000*1`, charged()),
    change('charge-double', 'CHARGES', (item) => `${lines(item)}+${item.charges[0]?.code}*1`, charged()),
    change('charge-quantity', 'CHARGES', (item) => lines(item).replace(/\*\d+/, '*7'), charged()),
    change('wrong-price', 'PRICE', () => 1, charged()),
    change('wrong-insurance', 'INSURANCE', () => 'YB-XX', charged()),
    change('inactive', 'ACTIVE', () => '0'),
    row('double-item', any(), 'INSERT INTO "exam item" SELECT * FROM "exam item" WHERE "ITEM_CODE" = $1'),
    row('missing-item', any(), 'DELETE FROM "exam item" WHERE "ITEM_CODE" = $1'),
    {
      kind: 'stray-item',
      item: '',
      sql: `INSERT INTO ${TABLE} ("ITEM_CODE", "ITEM_NAME", "ACTIVE") VALUES ($1, $2, '1')`,
      values: ['HIS-TEST', '测试项目'],
    },
    { ...OLD_ACTIVE, item: oldItem(items) },
  ]
}

const OLD_ACTIVE = {
  kind: 'old-active',
  sql: `UPDATE ${TABLE} SET "ACTIVE" = '1' WHERE "ITEM_CODE" = $1`,
  values: ['CT00002'],
} as const

function oldItem(items: readonly DictionaryItem[]): string {
  return items.find(({ oldCodes }) => oldCodes.includes('CT00002'))?.code ?? ''
}

function row(kind: FaultKind, item: DictionaryItem, sql: string): Planted {
  return { kind, item: item.code, sql, values: [item.code] }
}
