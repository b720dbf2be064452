import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openTable, renderTableProblem } from '@yingma/tables'
import { renderTable } from './bench-report.ts'

/**
 * `npm run demo`: the main job from start to end with the command line, each command printed before it runs. Proves the
 * standard, explains the reading of one name, standardises the example table into out/ and shows some of its rows. Needs
 * nothing but the checkout.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const YINGMA = fileURLToPath(new URL('../packages/cli/bin/yingma.mjs', import.meta.url))

const RESULT = 'out/exams.standard.csv'

const STEPS: readonly (readonly string[])[] = [
  ['standard', 'check'],
  ['explain', '头颅CT平扫+左踝关节DR片(医保)'],
  ['normalise', 'examples/exams.csv', '--out', RESULT],
]

const SHOWN = ['项目名称', '检查类型', '数量', 'state', 'codes', 'names']
const SHOWN_PER_STATE = 3

function run(args: readonly string[]): boolean {
  console.log(`\n$ yingma ${args.map((arg) => (/^[\w./-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ')}\n`)
  const { status } = spawnSync(process.execPath, [YINGMA, ...args], { cwd: ROOT, stdio: 'inherit' })
  return status === 0
}

/** The rows with most exams of each state, so that every kind of answer is seen. */
async function sampleOfResult(): Promise<Record<string, string>[]> {
  const opened = await openTable(fileURLToPath(new URL(RESULT, new URL('..', import.meta.url))))
  if (!opened.ok) throw new Error(renderTableProblem(opened.problem, 'en'))
  const rows: Record<string, string>[] = []
  for await (const step of opened.value.rows()) {
    if (step.kind === 'stop') throw new Error(renderTableProblem(step.problem, 'en'))
    for (const cells of step.rows) {
      rows.push(Object.fromEntries(SHOWN.map((header) => [header, cells[opened.value.headers.indexOf(header)] ?? ''])))
    }
  }
  await opened.value.close()
  rows.sort((a, b) => Number(b.数量) - Number(a.数量))
  const states = [...new Set(rows.map((row) => row.state))]
  return states.flatMap((state) => rows.filter((row) => row.state === state).slice(0, SHOWN_PER_STATE))
}

mkdirSync(new URL('../out', import.meta.url), { recursive: true })
if (STEPS.every(run)) {
  console.log(`\nThe rows of ${RESULT} with most exams of each state, some of its columns:\n`)
  console.log(renderTable(await sampleOfResult()))
  console.log('\nYour own table: npx yingma normalise TABLE --out RESULT   All commands: npx yingma --help')
} else {
  process.exitCode = 1
}
