import { type ChargeProblem, createPricer, type PriceSchedule, type Simulation, simulate } from '@yingma/charge'
import type { Edition } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { personalLines, sheetsLeftLine, tableLines } from '../normalise/describe-table.ts'
import { openNormaliser } from '../normalise/open-normaliser.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'
import { moneyJson } from '../price/money-json.ts'
import { FACTOR_OPTION, openSchedule, openSchedules, SCHEDULES_OPTION, SET_OPTION } from '../price/open-schedules.ts'
import type { PriceProblem } from '../price/price-problem.ts'
import { type CatalogueRead, readCatalogue } from '../price/read-catalogue.ts'
import { remarkText } from '../price/say-remarks.ts'
import { simulationJson, simulationText } from '../price/simulation-text.ts'
import { SIMULATION_FORMATS, type SimulationFormat, writeSimulation } from '../price/write-simulation.ts'
import { priceCatalogue } from '../texts/price-catalogue.ts'

export const command: Command = {
  usage: 'CATALOGUE --from SCHEDULE --to SCHEDULE [--factor F]',
  operands: { min: 1, max: 1 },
  text: {
    zh: '一份检查目录在新旧价表下的价格：逐项原价、新价、提示，前后收入。目录为 CSV、XLSX 等，工作簿未指定工作表时有表的都读；读名称列，另有检查类型、数量、原价列的就用。\n名称经标准化得到标准项目，无须事先整理。原价取目录里的，目录没有的按 --from 报价，再没有的为 null 并提示。\n金额在内部为整数分，输出一律为元、两位小数（JSON 里是数字 210.00）。没有读出的、没有价格的为 null，绝不当作零。',
    en: 'The prices of a catalogue under an old and a new schedule: old price, new price and warnings row by row, revenue before and\nafter. The catalogue is CSV, XLSX …\n(all sheets that hold a table, if none is given): names, and modality, count and old price where there are such columns. Names become\nstandard items by themselves. The old price is that of the catalogue, else the quote under --from, else null with a warning.\nMoney is whole cents inside and yuan with two digits in every output (in JSON the number 210.00). What cannot be read or has\nno price is null, never nought.',
  },
  options: [
    {
      name: 'from',
      value: 'SCHEDULE',
      text: { zh: '原价表；目录有原价时可不给', en: 'the old schedule; not needed where the catalogue has prices' },
    },
    { name: 'to', value: 'SCHEDULE', text: { zh: '新价表', en: 'the new schedule' } },
    FACTOR_OPTION,
    {
      name: 'from-factor',
      value: 'F',
      text: { zh: '原价表的地方系数', en: 'local factor of the old schedule' },
    },
    SET_OPTION,
    SCHEDULES_OPTION,
    {
      name: 'format',
      short: 'f',
      value: 'F',
      choices: SIMULATION_FORMATS,
      text: {
        zh: '逐行 JSON（默认）、工作簿或带图表的网页',
        en: 'JSON lines (if not said), a workbook, or a page with charts',
      },
    },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '写入文件，默认标准输出', en: 'file to write; the standard output if not said' },
    },
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      text: { zh: '没有写设备类型的行按此类型', en: 'modality of the rows that say none' },
    },
    {
      name: 'institution',
      value: 'FILE',
      text: {
        zh: '本院的记忆（JSON）：已确认的决定先于规则',
        en: 'memory of the institution (JSON): its decisions come first',
      },
    },
    ...TABLE_OPTIONS,
  ],
  examples: [
    {
      line: 'yingma price simulate catalogue.csv --from jiangxi-until-2025 --to jiangxi-2025',
      text: { zh: '改革前后，省级价', en: 'before and after the reform, prices of the province' },
    },
    {
      line: 'yingma price simulate catalogue.xlsx --from jiangxi-until-2025 --to jiangxi-2025 --factor 0.9 --format html --out report.html',
      text: { zh: '按省级价的九成，写成带图表的网页', en: 'at nine tenths, as a page with charts' },
    },
    {
      line: 'yingma price simulate list.csv --to jiangxi-2025 --column price=现行价 --set whole-abdomen=three',
      text: {
        zh: '指定原价列，全腹部按三个部位',
        en: 'say which column is the old price; the whole abdomen as three regions',
      },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands, language, json, terminal } = call
  const to = options.get('to')
  if (to === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'to' })
  const from = options.get('from')
  if (from === undefined && options.has('from-factor'))
    return refuseUsage(call, { code: 'cli-option-needs-option', option: 'from-factor', other: '--from' })
  const format = (options.get('format') ?? 'jsonl') as SimulationFormat
  const out = options.get('out') ?? '-'
  if (format === 'xlsx' && out === '-' && terminal.outIsTerminal)
    return refuseUsage(call, { code: 'cli-workbook-to-terminal' })
  const table = readTableOptions(options)
  if (table.problems.length > 0) return refuseUsage(call, ...table.problems)
  return withEdition(call, async (edition) => {
    const opened = openBoth(call, from, to)
    if (!('to' in opened)) return opened.exit
    const normaliser = await openNormaliser(options, edition, loadVocabulary(), terminal)
    if (!normaliser.ok) return sayProblems({ catalogue: priceCatalogue, problems: normaliser.problems }, call, 1)
    const { value } = normaliser
    const plan = {
      source: operands[0] ?? '-',
      options: table.value,
      terminal,
      modality: options.get('modality') ?? '',
      withDecisions: value.memory !== null,
    }
    const read = await readCatalogue(plan, value.normaliser)
    if (!json) describe(read, call)
    if (read.problems.length > 0) return sayProblems({ catalogue: priceCatalogue, problems: read.problems }, call, 1)
    const result = simulate(read.rows, pricersOf(edition, opened))
    if (!result.ok) return sayProblems({ catalogue: priceCatalogue, problems: result.problems }, call, 1)
    const problem = await writeSimulation(result, out, format, language, terminal)
    if (problem !== undefined) return sayProblems({ catalogue: priceCatalogue, problems: [problem] }, call, 1)
    say(result, call)
    return 0
  })
}

function describe({ tables, left }: CatalogueRead, { language, terminal }: Call): void {
  for (const table of tables)
    for (const line of [...tableLines(table, language), ...personalLines(table, language)]) terminal.err(`  ${line}\n`)
  if (left.length > 0) terminal.err(`  ${sheetsLeftLine(left, language)}\n`)
}

interface Both {
  readonly from: PriceSchedule | null
  readonly to: PriceSchedule
}

function openBoth(call: Call, from: string | undefined, to: string): Both | { readonly exit: ExitCode } {
  const { options } = call
  const refuse = (problems: readonly (ChargeProblem | PriceProblem)[]): { readonly exit: ExitCode } => ({
    exit: sayProblems({ catalogue: priceCatalogue, problems }, call, 1),
  })
  const schedules = openSchedules(options)
  if (!schedules.ok) return refuse(schedules.problems)
  const next = openSchedule(schedules.value, to, options.get('factor'), options.all('set'))
  if (!next.ok) return refuse(next.problems)
  remarkText(next.remarks, call)
  if (from === undefined) return { from: null, to: next.value }
  const before = openSchedule(schedules.value, from, options.get('from-factor'), [])
  return before.ok ? { from: before.value, to: next.value } : refuse(before.problems)
}

function pricersOf(edition: Edition, { from, to }: Both) {
  return { from: from === null ? null : createPricer(edition, from), to: createPricer(edition, to) }
}

function say(simulation: Simulation, { json, language, terminal }: Call): void {
  if (json) terminal.err(`${moneyJson({ summary: simulationJson(simulation) })}\n`)
  else terminal.err(simulationText(simulation, language))
}
