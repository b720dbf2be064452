import {
  DIMENSIONS,
  type DimensionId,
  FIGURES,
  type FigureAnswer,
  type Filter,
  insightProblems,
  openMart,
  prepareFigure,
  runFigure,
  type Viewer,
} from '@yingma/insight'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'

export const command: Command = {
  usage: '[FIGURE] --data DIR',
  operands: { min: 0, max: 1 },
  text: {
    zh: '一项统计（检查量、等候时间、质量指标、工作量、互认……）。不写名称则列出全部统计及其定义。--sql 只印出查询语句。',
    en: 'One figure: volume, waiting time, quality indicators, workload, recognition … Without a name it lists all with their definitions. --sql prints the query only.',
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
      name: 'engine',
      value: 'E',
      text: { zh: '汇总在 ClickHouse 时的地址', en: 'address where the aggregates lie in ClickHouse' },
    },
  ],
  examples: [
    {
      line: 'yingma report waiting-time --data insight --by modality,month',
      text: { zh: '等候时间', en: 'waiting time' },
    },
    { line: 'yingma report quality --data insight --sql', text: { zh: '查询语句', en: 'the query' } },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands, terminal, language } = call
  const figure = operands[0]
  if (figure === undefined) {
    if (call.json) writeJson(call, { figures: FIGURES, dimensions: DIMENSIONS })
    else
      for (const each of FIGURES)
        terminal.out(`${each.id}  ${each.title[language]}\n    ${each.definition[language]}\n`)
    return 0
  }
  const data = options.get('data')
  if (data === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'data' })
  const institution = options.get('institution')
  if (institution !== undefined && options.has('shared'))
    return refuseUsage(call, { code: 'cli-options-exclude', option: 'institution', other: '--shared' })
  const filters: Filter[] = []
  for (const given of options.all('where')) {
    const [name = '', value] = given.split(/=(.*)/su)
    const dimension = DIMENSIONS.find(({ id }) => id === name)
    if (dimension === undefined || value === undefined)
      return refuseUsage(call, {
        code: 'cli-value-not-allowed',
        option: 'where',
        value: given,
        allowed: DIMENSIONS.map(({ id }) => `${id}=…`),
      })
    filters.push({ dimension: dimension.id as DimensionId, values: [value] })
  }
  const by = options.get('by')
  const request = { figure, filters, ...(by === undefined ? {} : { by: by.split(',').filter((id) => id !== '') }) }
  const viewer: Viewer = options.has('shared')
    ? { kind: 'shared', institutions: null }
    : institution === undefined
      ? { kind: 'all' }
      : { kind: 'institution', institution }
  const address = options.get('engine')
  const opened = await openMart(data, address === undefined ? {} : { address })
  if (!opened.ok) return sayProblems({ catalogue: insightProblems, problems: [opened.problem] }, call, 1)
  try {
    if (options.has('sql')) {
      const prepared = prepareFigure(opened.value, request, viewer)
      if (!prepared.ok) return sayProblems({ catalogue: insightProblems, problems: [prepared.problem] }, call, 1)
      terminal.out(`${prepared.value.sql}\n`)
      return 0
    }
    const answer = await runFigure(opened.value, request, viewer)
    if (!answer.ok) return sayProblems({ catalogue: insightProblems, problems: [answer.problem] }, call, 1)
    if (call.json) writeJson(call, answer.value)
    else say(call, answer.value)
    return 0
  } finally {
    await opened.value.close()
  }
}

function say({ terminal, language }: Call, { figure, by, rows, suppressed }: FigureAnswer): void {
  terminal.out(`${figure.title[language]}\n${figure.definition[language]}\n\n`)
  const dimensions = by.map((id) => DIMENSIONS.find((each) => each.id === id)?.title[language] ?? id)
  const header = [...dimensions, ...figure.measures.map(({ title }) => title[language])]
  const cell = (value: string | number | null | undefined) =>
    typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : (value ?? '-')
  const lines = rows.map((row) => [...by, ...figure.measures.map(({ id }) => id)].map((id) => cell(row[id])))
  for (const line of layColumns([header, ...lines])) terminal.out(`${line}\n`)
  if (suppressed > 0)
    terminal.err(
      language === 'zh' ? `${suppressed} 行数字过小，未显示\n` : `${suppressed} rows are too small to be shown\n`,
    )
}
