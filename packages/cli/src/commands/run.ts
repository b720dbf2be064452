import {
  batchProblems,
  EXCHANGE_FORMATS,
  FIELDS,
  type Field,
  type KeyField,
  lossNote,
  type RunRecord,
  runTable,
} from '@yingma/batch'
import type { Edition, Vocabulary } from '@yingma/core'
import { loadVocabulary } from '@yingma/edition'
import type { InstitutionMemory } from '@yingma/normalise'
import { progressLine } from '../batch/progress-line.ts'
import { readCount, readSize } from '../batch/read-size.ts'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { type InstitutionProblem, loadMemory } from '../normalise/review/institution-file.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

const IDS = EXCHANGE_FORMATS.map(({ id }) => id)

export const command: Command = {
  usage: 'INPUT... --out DIR',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '把整张检查表标准化：CSV、Parquet、文件夹、通配符、Excel、postgres:// 或 clickhouse:// 的表。写出标准化表、项目明细、名称对照和报告；可中断、可继续。',
    en: 'Standardises a whole exam table: CSV, Parquet, folders, globs, Excel, a table at postgres:// or clickhouse://. Writes the standardised table, the exam items, the mapping and a report; can be stopped and continued.',
  },
  options: [
    { name: 'out', short: 'o', value: 'DIR', text: { zh: '输出文件夹', en: 'folder for the results' } },
    {
      name: 'engine',
      value: 'E',
      text: {
        zh: 'duckdb（默认）或 clickhouse://用户:密码@主机:8123,主机2:8123/库（输入为表名）',
        en: 'duckdb (if not said) or clickhouse://user:password@host:8123,host2:8123/db (the input is a table name)',
      },
    },
    {
      name: 'column',
      short: 'c',
      value: 'ROLE=COLUMN',
      repeat: true,
      text: { zh: `指定列的含义（${FIELDS.join('、')}）`, en: `what a column is (${FIELDS.join(', ')})` },
    },
    {
      name: 'key',
      value: 'ROLES',
      text: { zh: '决定结果的列，逗号分隔', en: 'roles that make two rows the same input, parted by commas' },
    },
    {
      name: 'institution',
      value: 'FILE',
      repeat: true,
      text: {
        zh: '医疗机构的记忆（JSON），可多次给出；只用于机构列中同名的行，表中没有机构列时用于全表',
        en: 'memory of an institution (JSON), may be given several times; for the rows that name it, for all rows where the table has no institutions',
      },
    },
    {
      name: 'encoding',
      value: 'E',
      text: { zh: '文本文件的编码，默认自动识别', en: 'encoding of text files; found by looking if not said' },
    },
    {
      name: 'format',
      short: 'f',
      value: 'F',
      choices: ['parquet', 'csv'],
      text: { zh: '结果格式，默认 parquet', en: 'format of the tables, parquet if not said' },
    },
    { name: 'partition', text: { zh: '按医疗机构和月份分文件夹', en: 'one folder per institution and month' } },
    {
      name: 'exchange',
      short: 'x',
      value: 'F',
      choices: IDS,
      repeat: true,
      text: { zh: '另写交换文件，可多次给出', en: 'also write the mapping in this format; may be given several times' },
    },
    { name: 'no-report', text: { zh: '不写报告', en: 'no report' } },
    {
      name: 'memory',
      value: 'SIZE',
      text: { zh: '内存上限，如 1GB（默认）', en: 'memory limit such as 1GB (if not said)' },
    },
    {
      name: 'threads',
      value: 'N',
      text: { zh: '线程数，默认为处理器核数', en: 'threads; as many as cores if not said' },
    },
    {
      name: 'spill',
      value: 'DIR',
      text: {
        zh: '内存不够时的临时文件夹，默认在输出文件夹内',
        en: 'folder for what does not fit in memory; inside the output folder if not said',
      },
    },
    { name: 'resume', text: { zh: '继续未完成的运行', en: 'continue an unfinished run' } },
    { name: 'overwrite', text: { zh: '覆盖已有结果', en: 'replace what is there' } },
  ],
  examples: [
    { line: 'yingma run exams.csv --out out', text: { zh: '一张 CSV', en: 'one CSV' } },
    {
      line: "yingma run 'exams/*.parquet' --out out --memory 1GB --exchange sssom",
      text: { zh: '许多 Parquet 文件', en: 'many Parquet files' },
    },
    {
      line: 'yingma run exams --engine clickhouse://a,b/regional --out out',
      text: { zh: '两个分片上的 ClickHouse 表', en: 'a ClickHouse table over two shards' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, operands, language, terminal } = call
  const out = options.get('out')
  if (out === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  const settings = readSettings(call)
  if (settings === undefined) return 2
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  return withEdition(call, async (edition) => {
    const vocabulary = loadVocabulary()
    const loaded = await loadMemories(options.all('institution'), edition, vocabulary)
    if (!loaded.ok) return sayProblems({ catalogue: tableCatalogue, problems: loaded.problems }, call, 1)
    const watcher = progressLine(terminal, language)
    const outcome = await runTable({
      ...settings,
      inputs: operands,
      out,
      edition,
      vocabulary,
      memories: loaded.memories,
      program: PROGRAM,
      signal: stop.signal,
      watcher,
      engine: options.get('engine') ?? 'duckdb',
      exchange: options.all('exchange'),
      reports: !options.has('no-report'),
      format: options.get('format') === 'csv' ? 'csv' : 'parquet',
      partitioned: options.has('partition'),
      resume: options.has('resume'),
      overwrite: options.has('overwrite'),
    })
    process.removeListener('SIGINT', interrupt)
    if (!outcome.ok) return sayProblems({ catalogue: batchProblems, problems: [outcome.problem] }, call, 1)
    if (call.json) writeJson(call, outcome.value)
    else sayResult(call, outcome.value, out)
    return 0
  })
}

type Memories =
  | { readonly ok: true; readonly memories: readonly InstitutionMemory[] }
  | { readonly ok: false; readonly problems: readonly InstitutionProblem[] }

async function loadMemories(files: readonly string[], edition: Edition, vocabulary: Vocabulary): Promise<Memories> {
  const memories: InstitutionMemory[] = []
  const problems: InstitutionProblem[] = []
  for (const file of files) {
    const loaded = await loadMemory(file, edition, vocabulary, false)
    if (loaded.ok) memories.push(loaded.value)
    else problems.push(...loaded.problems)
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, memories }
}

/** Version written into run.json. */
const PROGRAM = '0.1.0'

type Settings = Partial<
  Pick<Parameters<typeof runTable>[0], 'memory' | 'threads' | 'spill' | 'encoding' | 'roles' | 'key'>
>

/** Reads the options that have a form of their own; undefined when one was wrong and that has been said. */
function readSettings(call: Call): Settings | undefined {
  const { options } = call
  const bad = (option: string, value: string, allowed: readonly string[]): undefined => {
    refuseUsage(call, { code: 'cli-value-not-allowed', option, value, allowed })
  }
  const [memory, threads, spill, encoding, key] = ['memory', 'threads', 'spill', 'encoding', 'key'].map((name) =>
    options.get(name),
  )
  const bytes = memory === undefined ? undefined : readSize(memory)
  if (memory !== undefined && bytes === undefined) return bad('memory', memory, ['1GB', '512MB'])
  const count = threads === undefined ? undefined : readCount(threads)
  if (threads !== undefined && count === undefined) return bad('threads', threads, ['1', '2', '4'])
  const roles: Partial<Record<Field, string>> = {}
  for (const given of options.all('column')) {
    const [role = '', column] = given.split(/=(.*)/su)
    if (!isField(role) || column === undefined)
      return bad(
        'column',
        given,
        FIELDS.map((field) => `${field}=…`),
      )
    roles[role] = column
  }
  const fields = key?.split(',')
  const unknown = fields?.find((field) => !isField(field))
  if (unknown !== undefined) return bad('key', unknown, FIELDS)
  return {
    roles,
    ...(bytes !== undefined && { memory: bytes }),
    ...(count !== undefined && { threads: count }),
    ...(spill !== undefined && { spill }),
    ...(encoding !== undefined && { encoding }),
    ...(fields !== undefined && { key: fields as readonly KeyField[] }),
  }
}

function isField(text: string): text is Field {
  return (FIELDS as readonly string[]).includes(text)
}

function sayResult({ terminal, language, options }: Call, record: RunRecord, out: string): void {
  const { rows, distinctInputs, examItems, rowsByState } = record.counts
  const share = `${(((rowsByState.mapped ?? 0) / Math.max(1, rows)) * 100).toFixed(1)}%`
  const n = (count: number) => count.toLocaleString('en')
  terminal.out(
    language === 'zh'
      ? `${n(rows)} 次检查，${n(distinctInputs)} 种输入，${n(examItems)} 条项目明细，标准化率 ${share}，已核对。结果在 ${out}：\n`
      : `${n(rows)} exams, ${n(distinctInputs)} distinct inputs, ${n(examItems)} exam items, ${share} standardised, reconciled. Results in ${out}:\n`,
  )
  for (const file of record.files ?? []) terminal.out(`  ${file}\n`)
  for (const [institution, count] of Object.entries(record.counts.rowsByMemory)) {
    if (count > 0) continue
    terminal.err(
      language === 'zh'
        ? `表中没有名为“${institution}”的医疗机构，它的记忆没有用上。\n`
        : `No row names the institution "${institution}": its memory was not used.\n`,
    )
  }
  for (const id of options.all('exchange')) {
    const format = EXCHANGE_FORMATS.find((each) => each.id === id)
    if (format !== undefined) terminal.err(`${lossNote(format, language)}\n`)
  }
}
