import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

test('a run is aggregated, and a figure of it is asked, shared, printed as SQL', async () => {
  const folder = await temporaryFolder()
  const [table, run, mart] = ['exams.parquet', 'run', 'mart'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await runCommand(['generate', '--rows', '3000', '--names', '300', '--institutions', '6', '--out', table])
  await runCommand(['run', table, '--out', run, '--no-report'])
  const made = await runCommand(['insight', run, '--out', mart, '--as-of', '2026-01-01T00:00:00', '--json'])
  expect(made.err).toBe('')
  expect(JSON.parse(made.out)).toMatchObject({ exams: 3000, engine: 'duckdb', workload: { basis: 'assumption' } })
  const own = await runCommand(['report', 'volume', '--data', mart, '--by', 'institution', '--json'])
  const { rows } = JSON.parse(own.out) as { rows: readonly { exams: number }[] }
  expect(rows.reduce((sum, { exams }) => sum + exams, 0)).toBe(3000)
  const sql = await runCommand(['report', 'volume', '--data', mart, '--by', 'modality', '--sql'])
  expect(sql.out).toMatch(
    /^SELECT modality, sum\(n\) AS exams.* FROM agg_volume GROUP BY modality ORDER BY modality\n$/u,
  )
  const shared = await runCommand([
    'report',
    'volume',
    '--data',
    mart,
    '--by',
    'institution',
    '--shared',
    '--lang',
    'en',
  ])
  expect(shared).toMatchObject({ exit: 1, out: '' })
  expect(shared.err).toContain("only an institution's own data can")
  const lacking = await runCommand(['report', 'waiting-time', '--data', mart, '--lang', 'en'])
  expect(lacking.err).toContain('ordered at')
})

test('all figures are listed with their definitions', async () => {
  const listed = await runCommand(['report', '--lang', 'zh'])
  expect(listed.out).toContain('waiting-time  等候时间\n    开单到检查开始')
})

test.each([
  [['report', 'volume'], 2],
  [['report', 'nothing', '--data', '/nowhere'], 1],
  [['insight', 'nowhere.parquet', '--out', 'OUT'], 1],
  [['insight', 'x', '--out', 'OUT', '--column', 'colour=a'], 2],
  [['insight', 'x', '--out', 'OUT', '--as-of', 'soon'], 2],
])('%j is refused', async (args, exit) => {
  const out = await temporaryFolder()
  const ran = await runCommand(args.map((word) => (word === 'OUT' ? out : word)))
  expect(ran.exit).toBe(exit)
  expect(ran.err).not.toBe('')
})
