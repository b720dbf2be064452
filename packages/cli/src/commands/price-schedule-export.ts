import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { openSchedules, SCHEDULES_OPTION, scheduleFiles } from '../price/open-schedules.ts'
import { writeScheduleWorkbook } from '../price/schedule-workbook.ts'
import { priceCatalogue } from '../texts/price-catalogue.ts'

export const command: Command = {
  usage: 'SCHEDULE --out FILE.xlsx',
  operands: { min: 1, max: 1 },
  text: {
    zh: '把价表写成可编辑的工作簿：首页是价表说明，其后每张表一页（价格项目、部位与扫描的对照、规则、开关……）。\n改完用 yingma price schedule import 读回，逐格检查。新建价表可以从 example-2026（虚构）开始。',
    en: 'Writes a schedule as a workbook to edit: its head on the first sheet, then a sheet a table (price items, mapping of parts and\nscans, rules, switches …). Read back with yingma price schedule import, which checks it cell by cell. A new schedule may\nbegin with example-2026, which is invented.',
  },
  options: [
    { name: 'out', short: 'o', value: 'FILE.xlsx', text: { zh: '写入的工作簿', en: 'workbook to write' } },
    SCHEDULES_OPTION,
  ],
  examples: [
    {
      line: 'yingma price schedule export jiangxi-2025 --out jiangxi.xlsx',
      text: { zh: '江西价表', en: 'the schedule of Jiangxi' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands, language } = call
  const out = options.get('out')
  if (out === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  const opened = openSchedules(options)
  if (!opened.ok) return sayProblems({ catalogue: priceCatalogue, problems: opened.problems }, call, 1)
  const id = operands[0] ?? ''
  const all = scheduleFiles(options)
  const files = 'code' in all ? undefined : all.find((one) => one.id === id)
  if (files === undefined) {
    const schedules = opened.value.map((schedule) => schedule.id)
    return sayProblems(
      { catalogue: priceCatalogue, problems: [{ code: 'price-unknown-schedule', schedule: id, schedules }] },
      call,
      1,
    )
  }
  const problem = await writeScheduleWorkbook(out, files, language)
  if (problem !== undefined) return sayProblems({ catalogue: priceCatalogue, problems: [problem] }, call, 1)
  return 0
}
