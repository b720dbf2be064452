import { printPdf } from '@yingma/dictionary'
import {
  collectReport,
  controlChart,
  DIMENSIONS,
  drill,
  FIGURES,
  type FigureAnswer,
  type FigureRequest,
  type Filter,
  INDICATORS,
  type InsightProblem,
  insightProblems,
  type Mart,
  prepareFigure,
  REPORT_FORMATS,
  runFigure,
  type Viewer,
  writeFigure,
  writeReport,
} from '@yingma/insight'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { ENGINE_OPTION, readFilters, readViewer, withMart } from '../insight/figure-request.ts'
import { sayChart, sayFigure, sayRows } from '../insight/figure-text.ts'

const MONTH = /^\d{4}-\d{2}$/u
const DEFAULT_ROWS = 100

export const command: Command = {
  usage: '[FIGURE] --data DIR',
  operands: { min: 0, max: 1 },
  text: {
    zh: '一项统计（检查量、等候时间、质量指标、工作量、互认……）：数字、其后的检查明细、指标的控制图，或写成报告。不写名称则列出全部统计及其定义。--sql 只印出查询语句，不写名称时印出每一项的。',
    en: 'One figure (volume, waiting time, quality indicators, workload, recognition …): its numbers, the exams behind them, the control chart of an indicator, or a report of figures as a file. Without a name it lists all with their definitions. --sql prints the query only, without a name that of every figure.',
  },
  options: [
    {
      name: 'data',
      short: 'd',
      value: 'DIR',
      text: { zh: 'yingma insight 写出的文件夹', en: 'folder that yingma insight wrote' },
    },
    { name: 'by', value: 'DIMENSIONS', text: { zh: '分组，逗号分隔', en: 'what it is parted by, with commas' } },
    {
      name: 'where',
      value: 'DIMENSION=VALUE',
      repeat: true,
      text: { zh: '只要这些，可多次给出', en: 'these only, may be given several times' },
    },
    { name: 'from', value: 'MONTH', text: { zh: '自此月份，如 2025-01', en: 'from this month on, 2025-01' } },
    { name: 'to', value: 'MONTH', text: { zh: '至此月份', en: 'up to this month' } },
    { name: 'institution', value: 'NAME', text: { zh: '只看这家机构', en: 'this institution only' } },
    {
      name: 'shared',
      text: {
        zh: '可外传的区域汇总：小于 5 和不足 3 家机构的数字不显示',
        en: 'the sum of a region to be shared: numbers below 5 or of fewer than 3 institutions are not shown',
      },
    },
    { name: 'sql', text: { zh: '印出 SQL，不执行', en: 'print the SQL and do not run it' } },
    {
      name: 'rows',
      value: 'N',
      text: { zh: '印出数字后面的检查明细，至多 N 行', en: 'the exams behind the numbers, at most N' },
    },
    {
      name: 'chart',
      value: 'INDICATOR',
      choices: INDICATORS.map(({ id }) => id),
      text: { zh: '质量指标按月的控制图', en: 'control chart of a quality indicator by month' },
    },
    {
      name: 'format',
      value: 'FORMAT',
      choices: [...REPORT_FORMATS, 'csv'],
      text: {
        zh: '写成报告：html、xlsx 或 pdf；csv 写出一项统计的全部行，供绩效核算等程序使用',
        en: 'write a report: html, xlsx or pdf; csv writes all rows of one figure, for payroll and other programs',
      },
    },
    { name: 'out', short: 'o', value: 'FILE', text: { zh: '报告文件', en: 'file of the report' } },
    ENGINE_OPTION,
  ],
  examples: [
    {
      line: 'yingma report waiting-time --data insight --by modality,month',
      text: { zh: '等候时间', en: 'waiting time' },
    },
    {
      line: 'yingma report plausibility --data insight --where kind=side --rows 20',
      text: { zh: '侧别不符的检查', en: 'exams whose side disagrees' },
    },
    {
      line: 'yingma report workload --data insight --by staff,month --from 2025-06 --to 2025-06 --format csv --out payroll.csv',
      text: { zh: '每人工作量分值，供绩效核算', en: 'points of each person, for payroll' },
    },
    {
      line: 'yingma report --data insight --format pdf --out report.pdf',
      text: { zh: '全部统计的报告', en: 'a report of all figures' },
    },
    { line: 'yingma report --data insight --sql', text: { zh: '每一项的查询语句', en: 'the query of every figure' } },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call
  const figure = operands[0] ?? (options.has('chart') ? 'quality' : undefined)
  const makesFile = options.has('format')
  if (figure === undefined && !options.has('sql') && !makesFile) return listFigures(call)
  const data = options.get('data')
  if (data === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'data' })
  if (makesFile && !options.has('out')) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  const isTable = options.get('format') === 'csv'
  if (isTable && figure === undefined)
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'format', value: 'csv', allowed: REPORT_FORMATS })
  const viewer = readViewer(call)
  if (!viewer.ok) return refuseUsage(call, viewer.problem)
  const filters = readFilters(options.all('where'))
  if (!filters.ok) return refuseUsage(call, filters.problem)
  for (const option of ['from', 'to'] as const) {
    const value = options.get(option) ?? '2025-01'
    if (!MONTH.test(value))
      return refuseUsage(call, { code: 'cli-value-not-allowed', option, value, allowed: ['2025-01'] })
  }
  const limit = Number(options.get('rows') ?? DEFAULT_ROWS)
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000_000) {
    const value = options.get('rows') ?? ''
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'rows', value, allowed: ['1…1000000'] })
  }
  const all = [...filters.value, ...monthsOf(call)]
  return await withMart(call, data, async (mart) => {
    if (makesFile && !isTable) return await writeFile(call, mart, viewer.value, figure)
    if (figure === undefined) return sayEverySql(call, mart, viewer.value, all)
    const by = options.get('by')
    const request = {
      figure,
      filters: all,
      ...(by === undefined ? {} : { by: by.split(',').filter((id) => id !== '') }),
    }
    return await answer(call, mart, request, viewer.value)
  })
}

function monthsOf({ options }: Call): readonly Filter[] {
  const [from, to] = [options.get('from'), options.get('to')]
  if (from === undefined && to === undefined) return []
  return [{ dimension: 'month', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }]
}

function listFigures(call: Call): ExitCode {
  const { terminal, language } = call
  if (call.json) writeJson(call, { figures: FIGURES, dimensions: DIMENSIONS })
  else
    for (const each of FIGURES) terminal.out(`${each.id}  ${each.title[language]}\n    ${each.definition[language]}\n`)
  return 0
}

function refuse(call: Call, problem: InsightProblem): ExitCode {
  return sayProblems({ catalogue: insightProblems, problems: [problem] }, call, 1)
}

/** Every figure that the viewer may see, each with its name before it; what cannot be asked is told apart. */
function sayEverySql(call: Call, mart: Mart, viewer: Viewer, filters: readonly Filter[]): ExitCode {
  const problems: InsightProblem[] = []
  for (const { id, dimensions } of FIGURES) {
    const own = filters.filter(({ dimension }) => dimensions.includes(dimension))
    const prepared = prepareFigure(mart, { figure: id, filters: own }, viewer)
    if (prepared.ok) call.terminal.out(`-- ${id}\n${prepared.value.sql};\n\n`)
    else problems.push(prepared.problem)
  }
  if (problems.length > 0) sayProblems({ catalogue: insightProblems, problems }, call, 0)
  return 0
}

async function answer(call: Call, mart: Mart, request: FigureRequest, viewer: Viewer): Promise<ExitCode> {
  const { options, terminal } = call
  if (options.has('rows')) {
    const { figure, filters = [] } = request
    const limit = Number(options.get('rows'))
    const rows = await drill(mart, { figure, filters, limit, offset: 0 }, viewer)
    if (!rows.ok) return refuse(call, rows.problem)
    if (options.has('sql')) terminal.out(`${rows.value.sql}\n`)
    else if (call.json) writeJson(call, rows.value)
    else sayRows(call, rows.value)
    return 0
  }
  const indicator = options.get('chart')
  const asked: FigureRequest =
    indicator === undefined
      ? request
      : {
          ...request,
          by: ['month'],
          filters: [...(request.filters ?? []), { dimension: 'indicator', values: [indicator] }],
        }
  if (options.has('sql')) {
    const prepared = prepareFigure(mart, asked, viewer)
    if (!prepared.ok) return refuse(call, prepared.problem)
    terminal.out(`${prepared.value.sql}\n`)
    return 0
  }
  const found = await runFigure(mart, asked, viewer)
  if (!found.ok) return refuse(call, found.problem)
  if (options.get('format') === 'csv') return await writeTable(call, found.value)
  if (indicator !== undefined) {
    const known = found.value.rows.filter(({ month, denominator }) => month !== '' && denominator !== null)
    const chart = controlChart(
      known.map((row) => ({ label: String(row.month), hits: Number(row.numerator), of: Number(row.denominator) })),
    )
    if (call.json) writeJson(call, chart)
    else sayChart(call, chart)
    return 0
  }
  if (call.json) writeJson(call, found.value)
  else sayFigure(call, found.value)
  return 0
}

function writeTable(call: Call, answer: FigureAnswer): Promise<ExitCode> | ExitCode {
  return withEdition(call, async (edition) => {
    const written = await writeFigure(answer, edition, call.language, call.options.get('out') ?? '')
    if (!written.ok) return refuse(call, written.problem)
    const { file, rows } = written.value
    if (call.json) writeJson(call, written.value)
    else call.terminal.out(call.language === 'zh' ? `${rows} 行，已写入 ${file}\n` : `${rows} rows in ${file}\n`)
    return 0
  })
}

function writeFile(call: Call, mart: Mart, viewer: Viewer, figure: string | undefined): Promise<ExitCode> | ExitCode {
  const { options, language } = call
  const [from, to, out = ''] = [options.get('from'), options.get('to'), options.get('out')]
  const format = REPORT_FORMATS.find((each) => each === options.get('format')) ?? 'html'
  return withEdition(call, async (edition) => {
    const report = await collectReport(mart, {
      edition,
      viewer,
      language,
      ...(figure === undefined ? {} : { figures: [figure] }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    })
    const [section] = report.sections
    if (figure !== undefined && (section === undefined || section.problem !== undefined)) {
      const figures = FIGURES.map(({ id }) => id)
      return refuse(call, section?.problem ?? { code: 'insight.figure-unknown', figure, figures })
    }
    const written = await writeReport(report, format, out, printPdf)
    if (!written.ok) return refuse(call, written.problem)
    if (call.json) writeJson(call, { ...written.value, figures: report.sections.map((each) => each.figure.id) })
    return 0
  })
}
