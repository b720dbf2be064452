/**
 * Holds the terminology service against HL7's terminology tests: starts the server on an empty registry, lets a test
 * runner loose on /fhir/r4 and /fhir/r5, and writes what it says to conformance/REPORT.md. Exit 1 on any failure.
 *
 *   npx tsx tools/fhir-conformance.ts RUNNER TESTS
 *
 * RUNNER is a program that takes an address and the folder of tests and knows `--json FILE`; neither is part of the project.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { argv, execPath, exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { serve } from '@yingma/server'
import { startTestPostgres } from '@yingma/store'

const REPORT = fileURLToPath(new URL('../conformance/REPORT.md', import.meta.url))
const VERDICTS = ['PASS', 'TEXT', 'FAIL', 'ERROR'] as const

interface Results {
  readonly fhir: string
  readonly tests: readonly {
    readonly suite: string
    readonly test: string
    readonly verdict: (typeof VERDICTS)[number]
    readonly message: string | null
  }[]
}

const [runner, tests] = argv.slice(2)
if (runner === undefined || tests === undefined || !existsSync(runner) || !existsSync(tests)) {
  stderr.write('usage: fhir-conformance.ts RUNNER TESTS; nothing was tested\n')
  exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'yingma-conformance-'))
let isGood = false
try {
  const postgres = await startTestPostgres()
  const { url: databaseUrl } = await postgres.database()
  const started = await serve({ place: { databaseUrl }, port: 0, logLevel: 'error' })
  if (!started.ok) throw new Error(JSON.stringify(started.problem))
  try {
    const results: Results[] = []
    for (const version of ['r4', 'r5']) {
      results.push(await runTests(`${started.server.address}/fhir/${version}`, runner, completeTests(tests, folder)))
    }
    writeFileSync(REPORT, report(results))
    isGood = results.every(
      ({ tests: all }) => all.length > 0 && all.every(({ verdict }) => verdict === 'PASS' || verdict === 'TEXT'),
    )
    for (const { fhir, tests: all } of results) stdout.write(`FHIR ${fhir}: ${summary(all)}\n`)
  } finally {
    await started.server.stop()
    await postgres.stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
exit(isGood ? 0 : 1)

/** A copy of the tests may lack the file of parameters that every request is given; without it, none are. */
function completeTests(from: string, temporary: string): string {
  const file = 'parameters-default.json'
  if (existsSync(join(from, file))) return from
  const to = mkdtempSync(join(temporary, 'tests-'))
  for (const name of readdirSync(from)) symlinkSync(resolve(from, name), join(to, name))
  writeFileSync(join(to, file), '{"resourceType":"Parameters"}')
  return to
}

/** In a process of its own: the server answers from this one. */
async function runTests(address: string, program: string, from: string): Promise<Results> {
  const file = join(folder, 'results.json')
  const child = spawn(execPath, [program, address, from, '--quiet', '--json', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await once(child, 'exit')
  return JSON.parse(readFileSync(file, 'utf8')) as Results
}

function summary(all: Results['tests']): string {
  return VERDICTS.map((verdict) => `${all.filter((test) => test.verdict === verdict).length} ${verdict}`).join(', ')
}

function report(results: readonly Results[]): string {
  const suites = [...new Set(results.flatMap(({ tests: all }) => all.map(({ suite }) => suite)))]
  const cell = (suite: string, { tests: all }: Results): string => summary(all.filter((test) => test.suite === suite))
  const failing = results.flatMap(({ fhir, tests: all }) =>
    all
      .filter(({ verdict }) => verdict !== 'PASS')
      .map(({ suite, test, verdict, message }) => `- ${fhir} ${suite}/${test}: ${verdict}, ${message ?? ''}`),
  )
  return `# The terminology service and HL7's terminology tests

Written by \`npx tsx tools/fhir-conformance.ts\` on ${new Date().toISOString().slice(0, 10)}. PASS: as HL7's own runner accepts it. TEXT: only the wording of a
message differs. FAIL: anything else. ERROR: no usable answer. The tests (HL7, CC0) are not part of the project; each request brings the resources
that it needs, and nothing of the tests is known to the server.

| suite | ${results.map(({ fhir }) => `FHIR ${fhir}`).join(' | ')} |
|---|${results.map(() => '---|').join('')}
${suites.map((suite) => `| ${suite} | ${results.map((result) => cell(suite, result)).join(' | ')} |`).join('\n')}
| **all** | ${results.map(({ tests: all }) => `**${summary(all)}**`).join(' | ')} |

${failing.length === 0 ? 'Every test passes, wording included.' : `Not PASS:\n\n${failing.join('\n')}`}
`
}
