import {
  checkPriceTable,
  createPricer,
  type Pricer,
  type PriceTableRead,
  priceTable,
  renderChargeProblem,
} from '@yingma/charge'
import type { Edition } from '@yingma/core'
import {
  createTableWriter,
  openTable,
  reportSheet,
  restoreFormula,
  type TableProblem,
  writeFormWorkbook,
} from '@yingma/tables'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { FACTOR_OPTION, openSchedule, openSchedules, SCHEDULES_OPTION, SET_OPTION } from '../price/open-schedules.ts'
import { remarkText } from '../price/say-remarks.ts'
import { priceCatalogue } from '../texts/price-catalogue.ts'

export const command: Command = {
  usage: 'SCHEDULE (--out FILE | --check FILE)',
  operands: { min: 1, max: 1 },
  text: {
    zh: '检查项目与医保价格项目对照表：每个标准项目单独做时按哪些 15 位编码的价格项目收费，数量、单价、比例、金额、医保类别、执行与截止日期；\n没有价格的写明原因。--out 写成工作簿或 CSV；--check 读回填过或改过的表，逐格与价表核对（行、列），有出入时退出码 1。',
    en: 'The table of exam items and insurance price items: by which items of 15-digit code each standard item is charged when done alone,\nwith quantity, unit price, percentage, amount, insurance class and days of validity; why, where there is no price. --out writes\na workbook or CSV; --check reads a table back and holds it against the schedule cell by cell, exit code 1 where they differ.',
  },
  options: [
    { name: 'out', short: 'o', value: 'FILE', text: { zh: '写入 .xlsx 或 .csv', en: 'file to write, .xlsx or .csv' } },
    { name: 'check', value: 'FILE', text: { zh: '要核对的表', en: 'table to check' } },
    FACTOR_OPTION,
    SET_OPTION,
    SCHEDULES_OPTION,
  ],
  examples: [
    {
      line: 'yingma price table jiangxi-2025 --factor 0.9 --out table.xlsx',
      text: { zh: '按九成的对照表', en: 'the table at nine tenths' },
    },
    {
      line: 'yingma price table jiangxi-2025 --factor 0.9 --check table.xlsx',
      text: { zh: '核对改过的表', en: 'check an edited one' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands } = call
  const [out, check] = [options.get('out'), options.get('check')]
  if (out === undefined && check === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  if (out !== undefined && check !== undefined)
    return refuseUsage(call, { code: 'cli-options-exclude', option: 'out', other: '--check' })
  return withEdition(call, async (edition) => {
    const schedules = openSchedules(options)
    if (!schedules.ok) return sayProblems({ catalogue: priceCatalogue, problems: schedules.problems }, call, 1)
    const opened = openSchedule(schedules.value, operands[0] ?? '', options.get('factor'), options.all('set'))
    if (!opened.ok) return sayProblems({ catalogue: priceCatalogue, problems: opened.problems }, call, 1)
    remarkText(opened.remarks, call)
    const pricer = createPricer(edition, opened.value)
    if (check !== undefined) return await checkTable(check, edition, pricer, call)
    const problem = await writeTable(out ?? '', edition, pricer, call)
    return problem === undefined ? 0 : sayProblems({ catalogue: priceCatalogue, problems: [problem] }, call, 1)
  })
}

async function writeTable(
  out: string,
  edition: Edition,
  pricer: Pricer,
  call: Call,
): Promise<TableProblem | undefined> {
  const table = priceTable(edition, pricer, call.language)
  if (/\.xlsx$/iu.test(out)) {
    const written = await writeFormWorkbook(out, [reportSheet(table)])
    return written.ok ? undefined : written.problem
  }
  const columns = table.header.map((name) => ({ name, origin: 'ours' as const }))
  const opened = await createTableWriter(out, { format: 'csv', columns, mark: true })
  if (!opened.ok) return opened.problem
  const problem = await opened.value.write(table.rows)
  if (problem !== undefined) return problem
  const closed = await opened.value.close()
  return closed.ok ? undefined : closed.problem
}

async function checkTable(file: string, edition: Edition, pricer: Pricer, call: Call): Promise<ExitCode> {
  const read = await readTable(file)
  if ('code' in read) return sayProblems({ catalogue: priceCatalogue, problems: [read] }, call, 1)
  const problems = checkPriceTable(read, edition, pricer)
  if (problems.length > 0 && !call.json) return sayProblems({ catalogue: priceCatalogue, problems }, call, 1)
  const said = problems.map((problem) => ({ ...problem, text: renderChargeProblem(problem, call.language) }))
  if (call.json) writeJson(call, { rows: read.rows.length, problems: said })
  else
    call.terminal.out(
      call.language === 'zh'
        ? `${read.rows.length} 行，与价表一致\n`
        : `${read.rows.length} rows, as in the schedule\n`,
    )
  return problems.length > 0 ? 1 : 0
}

async function readTable(file: string): Promise<PriceTableRead | TableProblem> {
  const opened = await openTable(file, { header: true, keep: 'all' })
  if (!opened.ok) return opened.problem
  const table = opened.value
  const [rows, numbers]: [string[][], number[]] = [[], []]
  try {
    for await (const step of table.rows()) {
      if (step.kind === 'stop') return step.problem
      rows.push(...step.rows.map((row) => row.map(restoreFormula)))
      numbers.push(...step.numbers)
    }
  } finally {
    await table.close()
  }
  return { file: table.name, header: table.headers, rows, numbers }
}
