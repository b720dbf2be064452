import { createRouter, type Router, type Routing } from '@yingma/assist'
import { createCodec, type Edition } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import type { Normalised, Normaliser } from '@yingma/normalise'
import type { TableProblem } from '@yingma/tables'
import { assistCatalogue } from '../assist/assist-catalogue.ts'
import { openRouting } from '../assist/open-routing.ts'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { inputColumns } from '../normalise/distinct-inputs.ts'
import { openNormaliser } from '../normalise/open-normaliser.ts'
import { type RowTaker, readRows } from '../normalise/read-rows.ts'
import { readTableOptions, TABLE_OPTIONS } from '../normalise/table-options.ts'
import { Verdicts } from '../normalise/verdicts.ts'
import { openVerdictTable } from '../normalise/write-table.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

export const command: Command = {
  usage: 'ROUTING EXAM… | ROUTING --table TABLE --out FILE',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '检查的去处：EXAM 可以是项目代码或本院名称；或给一张表，在每行后面加上状态、代码和各类去处，写成 CSV。只有状态为 mapped 的名称有去处，其余由人分派；分流表有问题时什么都不分。',
    en: 'Where exams go: EXAM is a code of an item or a local name; or a table, which gets state, codes and targets behind each row, as CSV.\nOnly names whose state is mapped go anywhere, the others are for a person; a routing table with defects routes nothing.',
  },
  options: [
    { name: 'table', short: 't', value: 'TABLE', text: { zh: '检查表', en: 'a table of exams' } },
    {
      name: 'out',
      short: 'o',
      value: 'FILE',
      text: { zh: '输出文件，默认标准输出', en: 'output, the standard output if not said' },
    },
    { name: 'institution', value: 'FILE', text: { zh: '本院的记忆（JSON）', en: 'memory of the institution (JSON)' } },
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      text: { zh: '名称没有写设备类型时按此类型', en: 'modality where none is said' },
    },
    ...TABLE_OPTIONS,
  ],
  examples: [
    {
      line: "yingma routing emit examples/routing.json 20040100110000 '颅脑MR平扫'",
      text: { zh: '一个代码，一个名称', en: 'a code and a name' },
    },
    {
      line: 'yingma routing emit examples/routing.json --table examples/exams.csv --out routed.csv',
      text: { zh: '一张表', en: 'a table' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const [file = '', ...exams] = call.operands
  const table = call.options.get('table')
  if (table === undefined && exams.length === 0)
    return refuseUsage(call, { code: 'cli-operand-missing', usage: 'EXAM' })
  if (table !== undefined && exams.length > 0)
    return refuseUsage(call, { code: 'cli-operand-extra', operand: exams[0] ?? '', usage: command.usage })
  const { problems } = readTableOptions(call.options)
  if (problems.length > 0) return refuseUsage(call, ...problems)
  return withEdition(call, async (edition) => {
    const opened = await openRouting(file, edition)
    if (!opened.ok) return sayProblems({ catalogue: assistCatalogue, problems: opened.problems }, call, 1)
    const memory = await openNormaliser(call.options, edition, loadVocabulary(), call.terminal)
    if (!memory.ok) return sayProblems({ catalogue: tableCatalogue, problems: memory.problems }, call, 1)
    const router = createRouter(opened.routing, edition)
    const { normaliser } = memory.value
    return table === undefined
      ? routeExams(call, exams, { edition, router, normaliser, routing: opened.routing })
      : await routeTable(call, table, router, normaliser)
  })
}

interface Means {
  readonly edition: Edition
  readonly router: Router
  readonly normaliser: Normaliser
  readonly routing: Routing
}

function routeExams(call: Call, exams: readonly string[], { edition, router, normaliser, routing }: Means): ExitCode {
  const codec = createCodec(edition)
  const modality = call.options.get('modality')
  const routed = exams.map((exam) => {
    const decoded = codec.decode(exam)
    if (decoded.kind !== 'invalid' && decoded.kind !== 'well-formed')
      return { exam, state: 'mapped', codes: [decoded.code], ...router.route([decoded.code]) }
    const result = normaliser.normalise({ name: exam, ...(modality === undefined ? {} : { modality }) })
    return { exam, state: result.state, ...placesOf(result, router) }
  })
  if (call.json) writeJson(call, { version: routing.version, edition: edition.version, exams: routed })
  else {
    const rows = routed.map(({ exam, state, codes, ...places }) => [
      exam,
      state,
      codes.join('+'),
      ...router.kinds.map((kind) => `${kind}: ${places[kind]?.join(', ') || '–'}`),
    ])
    call.terminal.out(`${layColumns(rows).join('\n')}\n`)
  }
  return routed.every(({ state }) => state === 'mapped') ? 0 : 1
}

/** Only what needs no person goes anywhere by itself. */
function placesOf(result: Normalised, router: Router) {
  const codes = result.items.flatMap(({ code }) => code ?? [])
  return { codes, ...router.route(result.state === 'mapped' ? codes : []) }
}

async function routeTable(call: Call, source: string, router: Router, normaliser: Normaliser): Promise<ExitCode> {
  const { options, language, terminal } = call
  const verdicts = new Verdicts<readonly string[]>(normaliser, (verdict) => {
    const { codes, ...places } = placesOf(verdict, router)
    return [verdict.state, codes.join('+'), ...router.kinds.map((kind) => places[kind]?.join('+') ?? '')]
  })
  let output: Awaited<ReturnType<typeof openVerdictTable>> | undefined
  const plan = { source, options: readTableOptions(options).value, badRows: undefined, language, terminal }
  const read = await readRows(plan, async (table): Promise<RowTaker | TableProblem> => {
    output = await openVerdictTable(table, options.get('out') ?? '-', 'csv', terminal, [
      'state',
      'codes',
      ...router.kinds,
    ])
    if (!output.ok) return output.problem
    const columns = inputColumns(table, options.get('modality') ?? '', options.has('institution'))
    const writer = output.value
    return { rows: (rows) => writer.write(rows.map((row) => row.concat(verdicts.of(row, columns).made))) }
  })
  if (!read.ok) {
    if (output?.ok) await output.value.abort()
    return sayProblems({ catalogue: tableCatalogue, problems: [read.problem] }, call, 1)
  }
  const failed = output?.ok ? await output.value.close() : undefined
  if (failed !== undefined) return sayProblems({ catalogue: tableCatalogue, problems: [failed] }, call, 1)
  const open = verdicts.all().filter(({ state }) => state !== 'mapped' && state !== 'not-exam')
  const exams = open.reduce((sum, one) => sum + one.exams, 0)
  terminal.err(
    language === 'zh'
      ? `${open.length} 个名称（${exams} 次检查）没有去处，由人分派\n`
      : `${open.length} names (${exams} exams) go nowhere and are for a person\n`,
  )
  return 0
}
