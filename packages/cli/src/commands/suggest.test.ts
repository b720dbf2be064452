import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { picking, startModelServer } from '@yingma/assist'
import { openTable } from '@yingma/tables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

let server: Awaited<ReturnType<typeof startModelServer>>
beforeAll(async () => {
  server = await startModelServer(({ candidates }) =>
    picking(candidates.find(({ items }) => /MR/u.test(items.join()))?.id),
  )
})
afterAll(() => server?.stop())

async function table(): Promise<{ readonly file: string; readonly out: string; readonly folder: string }> {
  const folder = await temporaryFolder()
  const file = join(folder, 'exams.csv')
  await writeFile(
    file,
    '项目名称,科室,数量\n胸部CT平扫,影像科,90\n颈部增强,影像科,5\n膝关节CT,影像科,3\n颈部增强,影像科,2\n',
  )
  return { file, out: join(folder, 'suggestions.jsonl'), folder }
}

/** The rows of the first sheet of a workbook, cells parted by `|`. */
async function rowsOf(file: string): Promise<readonly string[]> {
  const opened = await openTable(file, { header: true, keep: 'all' })
  if (!opened.ok) throw new Error(opened.problem.code)
  const rows: string[] = []
  for await (const step of opened.value.rows())
    if (step.kind === 'rows') rows.push(...step.rows.map((row) => row.join('|')))
  await opened.value.close()
  return rows
}

describe('yingma suggest', () => {
  test('asks about open names only and keeps question, answer and count with the suggestion', async () => {
    const { file, out } = await table()
    const before = server.requests.length
    const args = ['suggest', file, '--model-url', server.url, '--model', 'simulated', '--out', out]
    const ran = await runCommand(args)
    expect(ran).toMatchObject({ exit: 0, out: '' })
    expect(ran.err).toContain('2 names were open: both passes agree 1 · nothing to pick from, not asked 1')
    const lines = (await readFile(out, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      name: '颈部增强',
      count: 7,
      state: 'ambiguous',
      outcome: 'agreed',
      codes: ['30020100210000'],
      model: 'simulated',
    })
    expect(lines[0].passes).toHaveLength(2)
    expect(server.requests.length - before).toBe(2)
    for (const body of server.requests.slice(before)) expect(body).not.toContain('影像科')
  })

  test('is said in the workbook of the people who review, and decides nothing', async () => {
    const { file, out, folder } = await table()
    await runCommand(['suggest', file, '--model-url', server.url, '--model', 'simulated', '--out', out])
    const [plain, review] = [join(folder, 'plain.xlsx'), join(folder, 'review.xlsx')]
    const normalised = (more: readonly string[]) => runCommand(['normalise', file, '--format', 'jsonl', ...more])
    const without = await normalised(['--review', plain])
    const beside = await normalised(['--review', review, '--suggestions', out])
    expect(beside.out).toBe(without.out)
    const said = await rowsOf(review)
    expect(
      said.filter((row) => row.includes('the model simulated suggests 30020100210000 MR Neck, contrast')),
    ).toHaveLength(1)
    expect(said).toHaveLength(2)
    const decided = await runCommand(['normalise', '--institution', join(folder, 'h.json'), '--decisions', review])
    expect(decided.err).toContain('the column of decisions is empty')
  })

  test('refuses suggestions that are none', async () => {
    const { file, folder } = await table()
    const args = ['normalise', file, '--format', 'jsonl', '--review', join(folder, 'r.xlsx'), '--suggestions']
    expect((await runCommand([...args, file])).err).toContain('row 1: not a suggestion')
    expect((await runCommand([...args, '/nowhere'])).err).toContain('cannot read /nowhere')
    expect((await runCommand(['normalise', file, '--suggestions', 'x'])).exit).toBe(2)
  })

  test('keeps answers for the next run', async () => {
    const { file, out, folder } = await table()
    const args = ['suggest', file, '--model-url', server.url, '--model', 'simulated', '--out', out]
    const cached = [...args, '--cache', join(folder, 'answers.jsonl')]
    await runCommand(cached)
    const [first, before] = [await readFile(out, 'utf8'), server.requests.length]
    await runCommand(cached)
    expect(await readFile(out, 'utf8')).toBe(first)
    expect(server.requests).toHaveLength(before)
  })

  test('goes on without help when the model is down, and says so without a name', async () => {
    const { file, out } = await table()
    const ran = await runCommand([
      'suggest',
      file,
      '--model-url',
      'http://127.0.0.1:1/v1',
      '--model',
      'm',
      '--out',
      out,
    ])
    expect(ran.exit).toBe(0)
    expect(ran.err).toContain('unreachable 1')
    expect(ran.err).not.toContain('颈部')
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ outcome: 'unreachable', codes: null })
  })

  test.each([
    [[], 2],
    [['--model', 'm', '--out', 'x'], 2],
    [['--model-url', 'file:///etc/passwd', '--model', 'm', '--out', 'x'], 2],
    [['--model-url', 'URL', '--model', 'm', '--out', 'x', '--per-minute', '0'], 2],
    [['--model-url', 'URL', '--model', 'm', '--out', '/nowhere/x'], 1],
    [['--model-url', 'URL', '--model', 'm', '--out', 'x', '--cache', '/nowhere/x'], 1],
    [['--model-url', 'URL', '--model', 'm', '--out', 'x', '--cache', '/'], 1],
  ])('is refused with %j', async (more, exit) => {
    const { file } = await table()
    const ran = await runCommand(['suggest', file, ...more.map((word) => (word === 'URL' ? server.url : word))])
    expect(ran.exit).toBe(exit)
    expect(ran.err).not.toBe('')
  })
})

test('yingma eval measures what a model adds to the rules, by state', async () => {
  const gold = join(await temporaryFolder(), 'gold.csv')
  await writeFile(gold, '名称,标注\n颈部增强,30020100210000\n肾上腺增强,20051001210000\n胸部CT平扫,20040100110000\n')
  const args = ['eval', gold, '--model-url', server.url, '--model', 'simulated', '--json']
  const { help } = JSON.parse((await runCommand(args)).out)
  expect(help).toEqual({
    ambiguous: {
      names: 2,
      rightByRules: 0,
      settled: 2,
      settledRight: 1,
      settledWrong: 1,
      gain: 1,
      harm: 0,
      outcomes: { agreed: 2 },
    },
  })
  expect((await runCommand(['eval', gold, '--model', 'm'])).err).toContain('--model goes with --model-url only')
})
