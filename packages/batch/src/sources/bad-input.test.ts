import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRender } from '@yingma/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Roles } from '../columns.ts'
import { csvOf, sampleRows } from '../testing/exam-rows.ts'
import { problemOf, resultOf } from '../testing/outcomes.ts'
import { query, readParquet } from '../testing/read-parquet.ts'
import { runSample } from '../testing/run-sample.ts'
import { spawnChild } from '../testing/spawn-child.ts'
import { batchProblems } from '../texts/catalogue.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The problem of a run over `inputs`; whatever it is, nothing may have appeared in the output folder. */
async function problemWith(inputs: readonly string[], roles: Roles = {}) {
  const out = join(folder, 'out')
  const problem = problemOf(await runSample({ inputs, out, roles }))
  if (existsSync(out)) expect(readdirSync(out).filter((name) => !name.startsWith('.'))).toEqual([])
  const render = createRender(batchProblems)
  for (const language of ['zh', 'en'] as const) expect(render(problem, language)).not.toMatch(/undefined|null|NaN/u)
  return problem
}

const GB = new Map(
  [...'名称胸部平扫'].map((c, i) => [c, [0xc3fb, 0xb3c6, 0xd0d8, 0xb2bf, 0xc6bd, 0xc9a8][i] as number]),
)
/** The few characters of these tests as GB18030. */
const gb = (text: string) =>
  Buffer.concat(
    [...text].map((c) =>
      GB.has(c) ? Buffer.from([(GB.get(c) as number) >> 8, (GB.get(c) as number) & 255]) : Buffer.from(c),
    ),
  )

test('a column that the table lacks is named, with those it has', async () => {
  expect(await problemWith([file('a.csv', 'name,code\nCT,1\n')], { modality: 'dev' })).toEqual({
    code: 'batch.column-missing',
    column: 'dev',
    columns: ['name', 'code'],
  })
})

test('a table without a column of names is refused before any work', async () => {
  expect(await problemWith([file('a.csv', 'x,y\nCT,1\n')])).toMatchObject({ code: 'batch.name-column-unknown' })
})

test('GB18030 is recognised and read', async () => {
  const out = join(folder, 'out')
  const input = file('gb.csv', gb('名称,code\n胸部CT平扫,01\n'))
  resultOf(await runSample({ inputs: [input], out }))
  const [row] = await readParquet(join(out, 'standardised.parquet'))
  expect(row).toMatchObject({ 名称: '胸部CT平扫', code: '01', yingma_state: 'mapped' })
})

test('a file that turns into another encoding half way is told with its row', async () => {
  const input = file(
    'mixed.csv',
    Buffer.concat([Buffer.from(`name,n\n${'胸部CT平扫,1\n'.repeat(30_000)}`), gb('胸部,1\n')]),
  )
  expect(await problemWith([input])).toEqual({
    code: 'batch.wrong-encoding',
    file: input,
    row: 30_001,
    encoding: 'utf-8',
  })
})

test('bytes that are no GB18030 either are told with their row', async () => {
  const input = file('noise.csv', Buffer.concat([gb('名称,code\n胸部,1\n'), Buffer.from([0xff, 0xff, 0x0a])]))
  expect(await problemWith([input])).toMatchObject({
    code: 'batch.wrong-encoding',
    file: input,
    row: 2,
    encoding: 'gb18030',
  })
})

test('a ragged row is told with file, row and both numbers of columns', async () => {
  const input = file('ragged.csv', 'name,code,m\n胸部CT,1,CT\n头颅MR,2\n')
  expect(await problemWith([input])).toEqual({
    code: 'batch.ragged-row',
    file: input,
    row: 2,
    expected: 3,
    found: 2,
    line: '头颅MR,2',
  })
})

test('a quote that is never closed is told with its row', async () => {
  const input = file('quote.csv', 'name,code\n胸部CT,1\n"头颅,2\n')
  expect(await problemWith([input])).toMatchObject({ code: 'batch.unclosed-quote', file: input, row: 2 })
})

test('a truncated Parquet file is named', async () => {
  const out = join(folder, 'first')
  resultOf(await runSample({ inputs: [file('a.csv', csvOf(sampleRows(2000)))], out }))
  const broken = file('broken.parquet', readFileSync(join(out, 'standardised.parquet')))
  truncateSync(broken, 5000)
  expect(await problemWith([broken])).toMatchObject({ code: 'batch.broken-parquet', file: broken })
})

test('a name column of numbers is taken for the code column it is', async () => {
  const input = file(
    'codes.csv',
    `检查项目,项目\n${Array.from({ length: 40 }, (_, n) => `${1000 + n},胸部CT`).join('\n')}\n`,
  )
  expect(await problemWith([input])).toEqual({
    code: 'batch.name-column-numeric',
    column: '检查项目',
    sample: '1000',
    share: 1,
  })
})

test('files with different columns are not thrown together', async () => {
  const inputs = [file('a.csv', 'name,code\nCT,1\n'), file('b.csv', 'name,kode\nCT,1\n')]
  expect(await problemWith(inputs)).toMatchObject({ code: 'batch.columns-differ', columns: ['code', 'kode'] })
})

test('a table that was standardised already is not standardised over itself', async () => {
  const out = join(folder, 'first')
  resultOf(await runSample({ inputs: [file('a.csv', csvOf(sampleRows(50)))], out }))
  expect(await problemWith([join(out, 'standardised.parquet')])).toEqual({
    code: 'batch.column-taken',
    column: 'yingma_row',
  })
})

test.each([
  ['a file that is not there', ['nowhere.csv'], 'batch.input-missing'],
  ['a pattern that nothing matches', ['/nowhere/*.csv'], 'batch.input-missing'],
])('%s is said', async (_, inputs, code) => {
  expect(await problemWith(inputs)).toMatchObject({ code, input: inputs[0] })
})

test('an empty file and a header without rows are said', async () => {
  expect(await problemWith([file('empty.csv', '')])).toMatchObject({ code: 'batch.input-empty' })
  expect(await problemWith([file('header.csv', 'name,code\n')])).toMatchObject({ code: 'batch.input-empty' })
})

test('a file of unknown kind is said', async () => {
  expect(await problemWith([file('a.pdf', 'x')])).toMatchObject({ code: 'batch.input-unknown-kind' })
})

test('a repeated header gets a number, and codes keep their zeros', async () => {
  const out = join(folder, 'out')
  resultOf(await runSample({ inputs: [file('a.csv', '\ufeffname;code;Code\r\n胸部CT;007;008\r\n')], out }))
  expect((await readParquet(join(out, 'standardised.parquet')))[0]).toMatchObject({
    name: '胸部CT',
    code: '007',
    Code_2: '008',
  })
})

const mounted = process.platform === 'linux' && process.getuid?.() === 0 && canMount()
const onSmallDisk = mounted ? test : null
onSmallDisk?.('a full disk is said, leaves no output, and the run continues elsewhere in time', async () => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status).toBe(0)
  try {
    const parquet = join(folder, 'in.parquet')
    const rows = "SELECT md5(i::VARCHAR) || md5((i + 1)::VARCHAR) AS 备注, '胸部CT平扫' AS name FROM range(200000) t(i)"
    await query(`COPY (${rows}) TO '${parquet}' (FORMAT parquet)`)
    const out = join(disk, 'out')
    const problem = problemOf(await runSample({ inputs: [parquet], out }))
    expect(problem.code).toBe('batch.disk-full')
    expect(readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'))).toEqual([])
    expect(readdirSync(out).filter((name) => !name.startsWith('.'))).toEqual([])
    expect(spawnSync('mount', ['-o', 'remount,size=200m', disk]).status).toBe(0)
    expect(resultOf(await runSample({ inputs: [parquet], out, resume: true })).counts.rows).toBe(200_000)
  } finally {
    spawnSync('umount', [disk])
  }
})

test.each([
  ['standardise', 3000, 200_000, {}],
  ['exchange', 24, 600, { withExchange: true }],
])('a file that may not grow in step %s is told like a full disk', async (step, largestFile, rows, extras) => {
  const out = join(folder, 'out')
  const input = join(folder, 'in.parquet')
  const note = rows > 10_000 ? 'md5(i::VARCHAR) || md5((i + 1)::VARCHAR)' : "''"
  const table = `SELECT '胸部CT平扫' || i % 600 AS name, ${note} AS 备注 FROM range(${rows}) t(i)`
  await query(`COPY (${table}) TO '${input}' (FORMAT parquet)`)
  const limited = await spawnChild({ ...extras, inputs: [input], out, largestFile })
  expect(limited.events.filter((event) => event.startsWith('started')).at(-1)).toBe(`started ${step}`)
  expect(limited.outcome).toMatchObject({ ok: false, problem: { code: 'batch.disk-full' } })
  expect(JSON.stringify(limited.outcome)).toContain(out)
  expect(readdirSync(out).filter((name) => !name.startsWith('.'))).toEqual([])
  expect((await spawnChild({ ...extras, inputs: [input], out, resume: true })).outcome?.ok).toBe(true)
})

function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'mount-'))
  const able = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0
  if (able) spawnSync('umount', [place])
  rmSync(place, { recursive: true, force: true })
  return able
}
