/**
 * Holds the price items of Jiangxi against the notice's four annexes as CSV in a folder (radiology_new.csv,
 * ultrasound_new.csv, radiology_abolished.csv, ultrasound_abolished.csv): code, name, unit, price, kind, insurance class.
 * Prints counts and counterexamples, exit 1 on any.
 *
 *   npx tsx tools/compare-prices.ts FOLDER
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit, stderr, stdout } from 'node:process'
import { formatYuan, type PriceItem, parseYuan, readSchedules } from '@yingma/charge'
import { loadSchedules } from '@yingma/edition'

type Row = Readonly<Record<string, string>>

const LISTS = [
  { schedule: 'jiangxi-2025', files: ['radiology_new.csv', 'ultrasound_new.csv'] },
  { schedule: 'jiangxi-until-2025', files: ['radiology_abolished.csv', 'ultrasound_abolished.csv'] },
] as const

function rowsOf(path: string): readonly Row[] {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const cells = (line: string): string[] =>
    [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((match) => match[2] ?? match[1] ?? '')
  const names = cells(header)
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, at) => [names[at] ?? '', cell])))
}

function differences(row: Row, item: PriceItem | undefined): readonly string[] {
  const code = row.code ?? ''
  if (item === undefined) return [`${code} is missing`]
  const price = row.price_cny ?? row.price ?? ''
  const said = item.cents === null ? '' : formatYuan(item.cents)
  const wanted = parseYuan(price)
  return [
    ...(item.name === row.name || item.kind === 'group' ? [] : [`${code}: name ${item.name}, not ${row.name}`]),
    ...(item.unit === row.unit ? [] : [`${code}: unit ${item.unit}, not ${row.unit}`]),
    ...(item.cents === wanted ? [] : [`${code}: price ${said}, not ${price}`]),
    ...(row.kind === undefined || item.kind === row.kind ? [] : [`${code}: kind ${item.kind}, not ${row.kind}`]),
    ...(row.insurance_class === undefined || row.insurance_class.startsWith(item.insuranceClass)
      ? []
      : [`${code}: class ${item.insuranceClass}, not ${row.insurance_class}`]),
  ]
}

const folder = argv[2]
if (folder === undefined || !existsSync(folder)) {
  const why = folder === undefined ? 'usage: compare-prices.ts FOLDER' : `${folder} is not there: nothing was compared`
  stderr.write(`${why}\n`)
  exit(2)
}
const { schedules } = readSchedules(loadSchedules())
const findings: string[] = []
for (const { schedule, files } of LISTS) {
  const items = schedules.find((s) => s.id === schedule)?.byCode ?? new Map<string, PriceItem>()
  const rows = files.flatMap((file) => rowsOf(join(folder, file)))
  for (const row of rows) findings.push(...differences(row, items.get(row.code ?? '')))
  stdout.write(`${String(rows.length).padStart(6)}  rows of ${schedule}\n`)
}
for (const finding of findings) stdout.write(`${finding}\n`)
stdout.write(
  `${findings.length === 0 ? 'the schedules say what the notice lists' : `${findings.length} counterexamples`}\n`,
)
exit(findings.length === 0 ? 0 : 1)
