import { join } from 'node:path'
import {
  type ChargeProblem,
  checkSchedules,
  coverageLines,
  coverageOf,
  createPricer,
  readSchedules,
  sheetProblem,
} from '@yingma/charge'
import { loadSchedules, standardFolder } from '@yingma/edition'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { writeFiles } from '../command-line/write-files.ts'
import { withEdition } from '../edition/with-edition.ts'
import { readScheduleWorkbook } from '../price/schedule-workbook.ts'
import { priceCatalogue } from '../texts/price-catalogue.ts'

export const command: Command = {
  usage: 'FILE.xlsx [--out DIR]',
  operands: { min: 1, max: 1 },
  text: {
    zh: '读回编辑过的价表工作簿并检查：单元格（表、行、列）、代码与上级、规则、对照、覆盖。没有缺陷时写入 --out 下以价表标识命名的文件夹，\n之后用 --schedules DIR 使用。不给 --out 只检查。有缺陷则什么都不写，退出码 1。',
    en: 'Reads an edited workbook of a schedule and checks it: cells (sheet, row, column), codes and parents, rules, mapping, coverage.\nWithout defects it is written below --out, into a folder named by its id, to be used with --schedules DIR. Without --out it\nis only checked. On any defect nothing is written, exit code 1.',
  },
  options: [
    { name: 'out', short: 'o', value: 'DIR', text: { zh: '价表文件夹', en: 'folder of schedules' } },
    { name: 'short', text: { zh: '不列不可达的价格项目', en: 'without the list of price items that are not reached' } },
  ],
  examples: [
    { line: 'yingma price schedule import jiangxi.xlsx', text: { zh: '只检查', en: 'only check' } },
    {
      line: 'yingma price schedule import my.xlsx --out my-schedules',
      text: { zh: '检查并写成价表', en: 'check, and write the schedule' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { operands, options } = call
  const book = operands[0] ?? ''
  if (options.get('out') === '') return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  return withEdition(call, async (edition) => {
    const read = await readScheduleWorkbook(book)
    if (!read.ok) return sayProblems({ catalogue: priceCatalogue, problems: read.problems }, call, 1)
    const { files } = read
    const others = loadSchedules(join(standardFolder(), 'prices')).filter(({ id }) => id !== files.id)
    const { schedules, problems } = readSchedules([...others, files])
    const own = schedules.find((schedule) => schedule.id === files.id)
    const wrong: ChargeProblem[] = problems.map((problem) => sheetProblem(problem, book))
    if (own !== undefined) wrong.push(...checkSchedules(schedules).filter((problem) => problem.schedule === own.id))
    const coverage = own === undefined ? null : coverageOf(createPricer(edition, own))
    if (coverage !== null) wrong.push(...coverage.problems)
    if (own === undefined || wrong.length > 0)
      return sayProblems({ catalogue: priceCatalogue, problems: wrong }, call, 1)
    const out = options.get('out')
    if (out !== undefined) {
      const unwritten = await writeFiles(join(out, files.id), new Map(Object.entries(files.files)))
      if (unwritten !== undefined) {
        const problem = { code: 'table-cannot-write', ...unwritten } as const
        return sayProblems({ catalogue: priceCatalogue, problems: [problem] }, call, 1)
      }
    }
    if (coverage !== null) {
      const lines = coverageLines(coverage, own, call.language)
      const shown = options.has('short') ? lines.filter((line) => !/^ {2}[0-9A-Za-z-]{6,} /u.test(line)) : lines
      if (call.json)
        call.terminal.out(`${JSON.stringify({ schedule: own.id, priced: coverage.priced, items: coverage.items })}\n`)
      else call.terminal.out(`${shown.join('\n')}\n`)
    }
    return 0
  })
}
