/** One row of the sample table: text as a hospital exports it, null where the cell is empty. */
export type ExamRow = readonly [
  id: string,
  hospital: string | null,
  time: string | null,
  modality: string | null,
  name: string | null,
  code: string,
]

export const SAMPLE_HEADER = ['检查号', '医院', '检查时间', '设备类型', '检查项目', '项目代码'] as const

const NAMES = [
  '胸部CT平扫',
  '胸部ＣＴ平扫',
  '头颅MR平扫',
  'CT头颅平扫+颈椎平扫',
  '膝关节DR',
  '左膝DR正侧位',
  '上腹部增强CT',
  '胸部平扫',
  '其他扫描',
  '头颅平扫+不明扫描',
]
const GARBAGE = ['####', '\\N', '"引号", 逗号', '胶片费\n换行', "O'Brien", '∑∅', ' ', '😀', '----', '测试测试']

/**
 * A table with what real ones have: nulls, empty cells, exact duplicates, one row in a hundred of garbage, a combination
 * of forty items, quotes and line breaks inside cells. The same for the same number.
 */
export function sampleRows(count: number): readonly ExamRow[] {
  const forty = `CT${Array.from({ length: 40 }, (_, n) => `部位${String(n + 1).padStart(2, '0')}平扫`).join('+')}`
  return Array.from({ length: count }, (_, index): ExamRow => {
    // Every 50th row repeats the one before it, id and all.
    const n = index % 50 === 49 ? index - 1 : index
    const hospital = n % 17 === 0 ? null : `H${Math.floor(n / 7) % 5}`
    const time = n % 23 === 0 ? null : `2024-${String(1 + (n % 12)).padStart(2, '0')}-0${1 + (n % 9)} 08:30:00`
    const modality = n % 13 === 0 ? null : (['CT', 'MR', 'DR'][n % 3] as string)
    return [`E${n}`, hospital, time, modality, nameOf(n, forty), `0${n % 40}`]
  })
}

function nameOf(n: number, forty: string): string | null {
  if (n % 31 === 7) return n % 2 === 0 ? null : ''
  if (n % 100 === 42) return GARBAGE[Math.floor(n / 100) % GARBAGE.length] as string
  if (n % 97 === 3) return forty
  return NAMES[(n * 7 + Math.floor(n / 3)) % NAMES.length] as string
}

/** Rows as CSV text; null is an empty cell. */
export function csvOf(
  rows: readonly (readonly (string | null)[])[],
  header: readonly string[] = SAMPLE_HEADER,
): string {
  const cell = (value: string | null) =>
    value === null ? '' : /[",\n\r]/u.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('')
}
