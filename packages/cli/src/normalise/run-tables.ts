import { existsSync, statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import type { Normaliser } from '@yingma/normalise'
import { outputLike, type Table, type TableProblem, type WriteFormat } from '@yingma/tables'
import type { Call } from '../command-line/call.ts'
import type { ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems } from '../command-line/say-problems.ts'
import type { UsageProblem } from '../command-line/usage-problem.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'
import { personalLines, reportLines, tableLines } from './describe-table.ts'
import { inputColumns } from './distinct-inputs.ts'
import { type ReadPlan, type RowTaker, readRows } from './read-rows.ts'
import { type Summary, summarise } from './summary.ts'
import { setAsideText, summaryText } from './texts/summary-text.ts'
import { type VerdictLine, verdictCells, verdictLine } from './verdict-cells.ts'
import { type Counted, Verdicts } from './verdicts.ts'
import { writeLines } from './write-lines.ts'
import { openVerdictTable } from './write-table.ts'

/** One run over the tables of a call. */
export interface Run {
  readonly call: Call
  readonly normaliser: Normaliser
  /** Whether local codes choose decisions. */
  readonly withDecisions: boolean
  readonly plan: Omit<ReadPlan, 'source'>
  readonly out: string
  readonly format: WriteFormat | undefined
}

/** What a run came to: its inputs, or the exit code of what went wrong. */
export type RunEnd =
  | { readonly ok: true; readonly inputs: readonly Counted<unknown>[] }
  | { readonly ok: false; readonly exit: ExitCode }

/** Normalises the tables of a call and writes the results. Says what was guessed, left out, damaged and found. */
export async function runTables(run: Run): Promise<RunEnd> {
  const { call } = run
  const wrong = usageOf(run)
  if (wrong !== undefined) return { ok: false, exit: refuseUsage(call, wrong) }
  const started = performance.now()
  const end = run.format === 'jsonl' ? await runLines(run) : await runEach(run)
  if (!end.ok)
    return {
      ok: false,
      exit:
        'usage' in end
          ? refuseUsage(call, end.usage)
          : sayProblems({ catalogue: tableCatalogue, problems: [end.problem] }, call, 1),
    }
  saySummary(summarise(end.inputs), (performance.now() - started) / 1000, call)
  return { ok: true, inputs: end.inputs }
}

function usageOf({ call, out, format }: Run): UsageProblem | undefined {
  const files = call.operands
  const same = out === '-' ? undefined : files.find((file) => file !== '-' && resolve(file) === resolve(out))
  if (same !== undefined) return { code: 'cli-same-file', file: same }
  if (files.length > 1 && format !== 'jsonl' && !isFolder(out)) return { code: 'cli-several-files' }
  if (format === 'xlsx' && out === '-' && call.terminal.outIsTerminal) return { code: 'cli-workbook-to-terminal' }
  return undefined
}

type End =
  | { readonly ok: true; readonly inputs: readonly Counted<unknown>[] }
  | { readonly ok: false; readonly problem: TableProblem }
  | { readonly ok: false; readonly usage: UsageProblem }

/** All tables into one list of distinct inputs. */
async function runLines(run: Run, lines = new Verdicts<VerdictLine>(run.normaliser, verdictLine)): Promise<End> {
  for (const source of run.call.operands) {
    const problem = await readSource(run, source, (table) => Promise.resolve(lineTaker(table, run, lines)))
    if (problem !== undefined) return { ok: false, problem }
  }
  const first = run.call.operands[0] ?? '-'
  return await endLines(run, lines, outputFor(run.out, first, 'jsonl'))
}

function lineTaker(table: Table, run: Run, lines: Verdicts<VerdictLine>): RowTaker {
  const columns = inputColumns(table, run.call.options.get('modality') ?? '', run.withDecisions)
  return {
    rows(rows) {
      for (const row of rows) lines.of(row, columns)
      return undefined
    },
  }
}

async function endLines(run: Run, lines: Verdicts<VerdictLine>, target: string): Promise<End> {
  const problem = await writeLines(target, jsonLines(lines), run.call.terminal)
  return problem === undefined ? { ok: true, inputs: lines.all() } : { ok: false, problem }
}

function* jsonLines(lines: Verdicts<VerdictLine>): Generator<string> {
  for (const { made, exams } of lines.all()) yield made.before + exams + made.after
}

/** Every table into one of its own, with a row for every row. */
async function runEach(run: Run): Promise<End> {
  const verdicts = new Verdicts(run.normaliser, verdictCells)
  for (const source of run.call.operands) {
    let output: Awaited<ReturnType<typeof openVerdictTable>> | undefined
    let usage: UsageProblem | undefined
    let lines: Verdicts<VerdictLine> | undefined
    let target = ''
    const problem = await readSource(run, source, async (table): Promise<RowTaker | TableProblem> => {
      const format = run.format ?? outputLike(table).format
      target = outputFor(run.out, source, format)
      if (format === 'jsonl') {
        lines = new Verdicts(run.normaliser, verdictLine)
        return lineTaker(table, run, lines)
      }
      if (format === 'xlsx' && target === '-' && run.call.terminal.outIsTerminal) {
        usage = { code: 'cli-workbook-to-terminal' }
        return { rows: () => undefined }
      }
      output = await openVerdictTable(table, target, format, run.call.terminal)
      if (!output.ok) return output.problem
      const writer = output.value
      const columns = inputColumns(table, run.call.options.get('modality') ?? '', run.withDecisions)
      return { rows: (rows) => writer.write(rows.map((row) => row.concat(verdicts.of(row, columns).made))) }
    })
    if (usage !== undefined) return { ok: false, usage }
    if (problem !== undefined) {
      if (output?.ok) await output.value.abort()
      return { ok: false, problem }
    }
    if (lines !== undefined) return await endLines(run, lines, target)
    const failed = output?.ok ? await output.value.close() : undefined
    if (failed !== undefined) return { ok: false, problem: failed }
  }
  return { ok: true, inputs: verdicts.all() }
}

async function readSource(
  run: Run,
  source: string,
  begin: (table: Table) => Promise<RowTaker | TableProblem>,
): Promise<TableProblem | undefined> {
  const { call, plan } = run
  const say = (lines: readonly string[]): void => {
    if (!call.json) for (const line of lines) call.terminal.err(`  ${line}\n`)
  }
  let described: Table | undefined
  const read = await readRows({ ...plan, source }, (table) => {
    described = table
    if (!call.json) call.terminal.err(`${call.terminal.paintErr('bold', table.name)}\n`)
    say(tableLines(table, call.language))
    say(personalLines(table, call.language))
    return begin(table)
  })
  if (!read.ok) return read.problem
  say(reportLines(read.report, call.language))
  if (read.report.bad > 0) say([setAsideText(read.report.bad, plan.badRows ?? '', call.language)])
  if (call.json && described !== undefined)
    call.terminal.err(`${JSON.stringify({ table: tableJson(described, read.report) })}\n`)
  return undefined
}

function tableJson(table: Table, report: ReturnType<Table['report']>): unknown {
  const { name, format, encoding, delimiter, sheet, header, kind, roles, personal } = table
  return { name, format, encoding, delimiter, sheet, header, kind, roles, personal, ...report }
}

function saySummary(summary: Summary, seconds: number, { json, language, terminal }: Call): void {
  if (json) terminal.err(`${JSON.stringify({ summary, seconds })}\n`)
  else terminal.err(summaryText(summary, seconds, language, terminal))
}

/** Where the results of a table go: into a folder under its own name, or to the file that was named. */
function outputFor(out: string, source: string, format: WriteFormat): string {
  if (!isFolder(out)) return out
  const name = source === '-' ? 'stdin' : basename(source, extname(source))
  return join(out, `${name}.${format}`)
}

function isFolder(path: string): boolean {
  return path !== '-' && existsSync(path) && statSync(path).isDirectory()
}
