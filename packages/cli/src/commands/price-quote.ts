import {
  createPricer,
  explainQuote,
  fixedYuan,
  type PriceSchedule,
  type Quote,
  renderChargeProblem,
  selectSchedule,
} from '@yingma/charge'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { lineJson } from '../price/line-json.ts'
import { moneyJson, yuan } from '../price/money-json.ts'
import {
  FACTOR_OPTION,
  type Opened,
  openSchedule,
  openSchedules,
  SCHEDULES_OPTION,
  SET_OPTION,
} from '../price/open-schedules.ts'
import { readModifiers } from '../price/read-modifiers.ts'
import { type NameRead, readSession } from '../price/read-session.ts'
import { remarkText } from '../price/say-remarks.ts'
import { priceCatalogue } from '../texts/price-catalogue.ts'

export const command: Command = {
  usage: 'ITEM… [--schedule SCHEDULE | --jurisdiction PLACE] [--date DAY]',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '一次检查的报价：标准项目的代码或名称、本院名称、价格项目代码都可以，一起算一次检查。逐行列出数量、单价、比例、金额和依据的规则。\n项目后可在花括号里写修饰：CT胸部(平扫){thin-slice}；对比性检查可写次数：×2。金额为元，JSON 里两位小数。\n没有价格的部分会说明并标为部分报价；不认识的项目、日期不在价表期内则拒绝，退出码 1。',
    en: 'Quotes one exam: codes or names of standard items, local names, codes of price items, all in one session. Every line has\nquantity, unit price, percentage, amount and the rules behind it. Modifiers stand in braces behind an item,\n"CT胸部(平扫){thin-slice}", a count of comparison exams as ×2. Amounts are yuan, with two digits in JSON.\nWhat has no price is said and makes the quote partial; unknown items and days outside the schedule are refused, exit code 1.',
  },
  options: [
    {
      name: 'schedule',
      short: 's',
      value: 'SCHEDULE',
      text: {
        zh: '价表；默认取 --jurisdiction 在 --date 当日有效的',
        en: 'the schedule; else that of --jurisdiction in force on --date',
      },
    },
    {
      name: 'jurisdiction',
      value: 'PLACE',
      text: { zh: '地区，默认 江西省', en: 'the jurisdiction, 江西省 if not said' },
    },
    {
      name: 'date',
      short: 'd',
      value: 'YYYY-MM-DD',
      text: {
        zh: '检查日期；默认今天，指定了 --schedule 时为其首日',
        en: 'day of the exam; today, or the first day of --schedule, if not said',
      },
    },
    {
      name: 'with',
      short: 'w',
      value: 'MODIFIERS',
      text: {
        zh: '整次检查的修饰，如 bedside,fetuses=2,technique=弥散加权+波谱',
        en: 'modifiers of the whole session such as bedside,fetuses=2,technique=弥散加权+波谱',
      },
    },
    {
      name: 'no-digital-service',
      text: { zh: '医院不提供合规的数字影像服务', en: 'the hospital has no conforming digital image service' },
    },
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      text: { zh: '本院名称没有写设备类型时按此类型', en: 'modality of local names that say none' },
    },
    FACTOR_OPTION,
    SET_OPTION,
    SCHEDULES_OPTION,
  ],
  examples: [
    {
      line: "yingma price quote 'CT胸部(平扫+增强)' 'CT上腹部(平扫)'",
      text: { zh: '今天的江西价', en: 'the price of Jiangxi today' },
    },
    {
      line: 'yingma price quote 20040100220000 --schedule jiangxi-2025 --factor 0.9 --json',
      text: { zh: '按九成，输出 JSON', en: 'at nine tenths, as JSON' },
    },
    {
      line: 'yingma price quote 床旁双胎彩超 --with fetuses=2 --jurisdiction 江西省 --date 2025-06-01',
      text: { zh: '本院名称和修饰', en: 'a local name with a modifier' },
    },
    {
      line: "yingma price quote '012301010020000×2'",
      text: { zh: '标准没有的项目用价格项目代码', en: 'what the standard has no item for, by its price code' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands } = call
  if (options.has('schedule') && options.has('jurisdiction'))
    return refuseUsage(call, { code: 'cli-options-exclude', option: 'schedule', other: '--jurisdiction' })
  return withEdition(call, (edition) => {
    const said = readModifiers(options.get('with') ?? '')
    if (!said.ok) return sayProblems({ catalogue: priceCatalogue, problems: [said.problem] }, call, 1)
    const opened = scheduleOf(call)
    if (!opened.ok) return sayProblems({ catalogue: priceCatalogue, problems: opened.problems }, call, 1)
    const schedule = opened.value
    remarkText(opened.remarks, call)
    const date = options.get('date') ?? (options.has('schedule') ? schedule.validFrom : today())
    const modality = options.get('modality') ?? ''
    const read = readSession(operands, { edition, schedule, date, modality }, said.value)
    if (!read.ok) return sayProblems({ catalogue: priceCatalogue, problems: read.problems }, call, 1)
    const digital = options.has('no-digital-service') ? { digitalService: false } : {}
    const quote = createPricer(edition, schedule).quote({ ...read.session, ...digital })
    if (!quote.ok) return sayProblems({ catalogue: priceCatalogue, problems: quote.problems }, call, 1)
    if (call.json) call.terminal.out(`${moneyJson(quoteJson(quote, schedule, date, read.read, call))}\n`)
    else call.terminal.out(quoteText(quote, schedule, read.read, call))
    return 0
  })
}

function scheduleOf({ options }: Call): Opened<PriceSchedule> {
  const schedules = openSchedules(options)
  if (!schedules.ok) return schedules
  let id = options.get('schedule')
  if (id === undefined) {
    const found = selectSchedule(
      schedules.value,
      options.get('jurisdiction') ?? '江西省',
      options.get('date') ?? today(),
    )
    if (!found.ok) return found
    id = found.schedule.id
  }
  return openSchedule(schedules.value, id, options.get('factor'), options.all('set'))
}

/** The day on this machine, `YYYY-MM-DD`. */
function today(): string {
  const now = new Date()
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function quoteJson(
  quote: Quote,
  schedule: PriceSchedule,
  date: string,
  read: readonly NameRead[],
  { language }: Call,
): unknown {
  const { steps } = explainQuote(quote, schedule, language)
  const said = (problem: Quote['warnings'][number]): unknown => ({
    ...problem,
    text: renderChargeProblem(problem, language),
  })
  return {
    schedule: quote.schedule,
    date,
    total: yuan(quote.totalCents),
    partial: quote.partial,
    lines: quote.lines.map(lineJson),
    byClass: Object.fromEntries(Object.entries(quote.byClass).map(([name, cents]) => [name, yuan(cents)])),
    unpriced: quote.unpriced.map(said),
    warnings: quote.warnings.map(said),
    steps: quote.steps.map((step, at) => ({ ...step, text: steps[at] })),
    ...(read.length > 0 && { read }),
  }
}

function quoteText(
  quote: Quote,
  schedule: PriceSchedule,
  read: readonly NameRead[],
  { language, terminal }: Call,
): string {
  const { lines, steps, remarks, total } = explainQuote(quote, schedule, language)
  const classes = Object.entries(quote.byClass).map(
    ([name, cents]) => `${name === '' ? '—' : name} ${fixedYuan(cents)}`,
  )
  const title = schedule.invented ? ` (${language === 'zh' ? '虚构' : 'invented'})` : ''
  return [
    terminal.paint('bold', `${schedule.id} · ${schedule.title[language]}${title}`),
    ...read.map(({ name, state, codes }) => `  ${name} → ${codes.join(' + ')} (${state})`),
    ...lines.map((line) => `  ${line}`),
    ...steps.map((step) => `    ${terminal.paint('dim', step)}`),
    ...remarks.map((remark) => `  ${terminal.paint('yellow', remark)}`),
    `${terminal.paint('bold', total)} · ${classes.join(' · ')}`,
    '',
  ].join('\n')
}
