import {
  type ChargeProblem,
  type Coverage,
  checkSchedules,
  coverageLines,
  coverageOf,
  createPricer,
  type PriceSchedule,
  renderChargeProblem,
} from '@yingma/charge'
import type { Edition } from '@yingma/core'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { openSchedule, openSchedules, SCHEDULES_OPTION } from '../price/open-schedules.ts'
import { priceCatalogue } from '../texts/price-catalogue.ts'

export const command: Command = {
  usage: '[SCHEDULE…]',
  operands: { min: 0, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '检查价表：代码与上级、规则所指的项目、达不到的封顶、开关、日期重叠、对照；并列出两个方向的覆盖：\n多少标准项目有价、没有价的为什么，哪些价格项目没有标准项目可到、为什么；还有全部开关及其取值。有缺陷时退出码 1。',
    en: 'Checks schedules: codes and parents, rules that name missing items, caps that cannot be reached, switches, overlapping days,\nthe mapping. Prints coverage both ways: how many standard items are priced and why the rest are not, which price items no\nstandard item leads to and why; and every switch with its values. Exit code 1 on any defect.',
  },
  options: [
    SCHEDULES_OPTION,
    {
      name: 'short',
      text: {
        zh: '不列不可达的价格项目和开关',
        en: 'without the price items that are not reached, and without switches',
      },
    },
  ],
  examples: [
    { line: 'yingma price schedule check', text: { zh: '检查全部价表', en: 'check all schedules' } },
    {
      line: 'yingma price schedule check jiangxi-2025 --json',
      text: { zh: '一个价表，输出 JSON', en: 'one of them, as JSON' },
    },
    {
      line: 'yingma price schedule check --schedules my-schedules',
      text: { zh: '检查自己的价表', en: 'check your own' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> {
  return withEdition(call, (edition) => {
    const opened = openSchedules(call.options)
    if (!opened.ok) return sayProblems({ catalogue: priceCatalogue, problems: opened.problems }, call, 1)
    const wanted: PriceSchedule[] = []
    for (const id of call.operands) {
      const one = openSchedule(opened.value, id, undefined, [])
      if (!one.ok) return sayProblems({ catalogue: priceCatalogue, problems: one.problems }, call, 1)
      wanted.push(one.value)
    }
    const schedules = call.operands.length === 0 ? opened.value : wanted
    const ids = new Set(schedules.map((schedule) => schedule.id))
    const checks = checkSchedules(opened.value).filter(
      (problem) => ids.has(problem.schedule) || ('other' in problem && ids.has(problem.other)),
    )
    const coverages = schedules.map((schedule) => coverageOf(createPricer(edition, schedule)))
    const problems = [...checks, ...coverages.flatMap((coverage) => coverage.problems)]
    if (call.json)
      writeJson(call, {
        schedules: schedules.map((schedule, at) => scheduleJson(schedule, coverages[at] as Coverage)),
        problems: problems.map((problem) => ({ ...problem, text: renderChargeProblem(problem, call.language) })),
      })
    else
      call.terminal.out(
        schedules.map((one, at) => scheduleText(one, coverages[at] as Coverage, edition, call)).join('\n'),
      )
    return said(problems, call)
  })
}

function said(problems: readonly ChargeProblem[], call: Call): ExitCode {
  if (problems.length === 0) {
    if (!call.json)
      call.terminal.out(`\n${call.terminal.paint('green', call.language === 'zh' ? '没有缺陷' : 'no defects')}\n`)
    return 0
  }
  return call.json ? 1 : sayProblems({ catalogue: priceCatalogue, problems }, call, 1)
}

function scheduleJson(schedule: PriceSchedule, coverage: Coverage): unknown {
  const { id, title, jurisdiction, hospitalLevel, validFrom, validTo, invented, switches, settings } = schedule
  const { items, priced, partly, unpriced, unmapped, reached, unreachable } = coverage
  return {
    id,
    title,
    jurisdiction,
    hospitalLevel,
    validFrom,
    validTo,
    invented,
    priceItems: schedule.items.filter((item) => item.kind !== 'group').length,
    rules: schedule.rules.length,
    switches: switches.map((one) => ({ ...one, answer: settings[one.id] })),
    coverage: {
      items,
      priced,
      share: Math.round((priced / items) * 1e4) / 1e4,
      partly,
      unpriced: Object.fromEntries(Object.entries(unpriced).map(([reason, codes]) => [reason, codes])),
      unmapped,
      reached: reached.size,
      unreachable: Object.fromEntries(unreachable),
    },
  }
}

function scheduleText(schedule: PriceSchedule, coverage: Coverage, edition: Edition, call: Call): string {
  const { language, terminal, options } = call
  const zh = language === 'zh'
  const { title, jurisdiction, hospitalLevel, validFrom, validTo, invented, items, rules } = schedule
  const until = validTo ?? (zh ? '今' : 'now')
  const place = [jurisdiction, hospitalLevel].filter((text) => text !== '').join(' · ')
  const marks = [
    `${validFrom} – ${until}`,
    zh ? `${items.length} 行，${rules.length} 条规则` : `${items.length} rows, ${rules.length} rules`,
    ...(invented ? [zh ? '虚构，任何机关都没有发布' : 'invented, issued by no authority'] : []),
  ]
  const lines = coverageLines(coverage, schedule, language)
  const short = options.has('short')
  const head = short ? lines.filter((line) => !/^ {2}[0-9A-Za-z-]{6,} /u.test(line)) : lines
  const switches = layColumns(
    schedule.switches.map((one) => [
      `    ${one.id}`,
      one.values.map((value) => (value === schedule.settings[one.id] ? `[${value}]` : value)).join(' | '),
      one.rule,
      one.question[language],
    ]),
  )
  return [
    terminal.paint('bold', `${schedule.id} · ${title[language]}`),
    `  ${place} · ${marks.join(' · ')} · ${zh ? '版本' : 'edition'} ${edition.version}`,
    ...head.map((line) => `  ${line}`),
    ...(short || switches.length === 0
      ? []
      : [`  ${zh ? '开关（方括号为现值）' : 'switches (in brackets: the answer)'}`, ...switches]),
    '',
  ].join('\n')
}
