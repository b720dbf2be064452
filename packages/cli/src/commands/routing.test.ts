import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const EXAMPLE = fileURLToPath(new URL('../../../../examples/routing.json', import.meta.url))
const EXAMS = fileURLToPath(new URL('../../../../examples/exams.csv', import.meta.url))

// biome-ignore lint/suspicious/noExplicitAny: the table is bent into every wrong shape
async function changed(change: (routing: any) => void): Promise<string> {
  const routing = JSON.parse(await readFile(EXAMPLE, 'utf8'))
  change(routing)
  const file = join(await temporaryFolder(), 'routing.json')
  await writeFile(file, JSON.stringify(routing))
  return file
}

describe('yingma routing check', () => {
  test('proves that the example routes every item once to a work list', async () => {
    const said = JSON.parse((await runCommand(['routing', 'check', EXAMPLE, '--json'])).out)
    const lists = said.targets.filter(({ kind }: { kind: string }) => kind === 'worklist')
    expect(lists.reduce((sum: number, { items }: { items: number }) => sum + items, 0)).toBe(said.items)
    expect(said.targets.find(({ id }: { id: string }) => id === 'bone-age').items).toBe(1)
  })

  // biome-ignore lint/suspicious/noExplicitAny: as above
  test.each<[string, (routing: any) => void]>([
    ["no item '20040100990000'", (r) => r.routes.push({ kind: 'algorithm', to: null, code: '20040100990000' })],
    ["no 'nobody' of this kind", (r) => r.routes.push({ kind: 'worklist', to: 'nobody', modality: 'CT', part: '05' })],
    ['items go nowhere in worklist (', (r) => r.routes.shift()],
    [
      'fit routes[1], routes[17] of worklist',
      (r) => r.routes.push({ kind: 'worklist', to: 'general', modality: 'CT', part: '04' }),
    ],
    ['no item takes this route', (r) => r.routes.push({ kind: 'worklist', to: 'general', modality: 'CT', part: '77' })],
    [
      "no route leads to 'spare'",
      (r) => r.targets.push({ id: 'spare', kind: 'worklist', title: { zh: '备', en: 'spare' } }),
    ],
    ["'neuro' is there twice", (r) => r.targets.push({ ...r.targets[1] })],
    ['was made for edition 0.9.0', (r) => Object.assign(r, { edition: '0.9.0' })],
    ['routes[0]', (r) => Object.assign(r.routes[0], { colour: 'red' })],
    ['targets', (r) => Object.assign(r, { targets: [] })],
  ])('says %s', async (reason, change) => {
    const ran = await runCommand(['routing', 'check', await changed(change)])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err).toContain(reason)
  })

  test('says what it cannot read', async () => {
    expect((await runCommand(['routing', 'check', '/nowhere.json'])).err).toContain('/nowhere.json')
    expect((await runCommand(['routing', 'check', EXAMS])).err).toContain('cannot read the routing table')
  })
})

describe('yingma routing emit', () => {
  test('routes codes and names; what a person must see goes nowhere', async () => {
    const args = ['routing', 'emit', EXAMPLE, '20040100110000', '颅脑MR平扫', '膝关节CT', '40070901000100', '--json']
    const ran = await runCommand(args)
    expect(ran.exit).toBe(1)
    expect(JSON.parse(ran.out).exams).toMatchObject([
      { worklist: ['chest-ct'], algorithm: ['lung-nodule'] },
      { worklist: ['neuro'], algorithm: [] },
      { state: 'ambiguous', worklist: [], algorithm: [] },
      { worklist: ['plain-film'], algorithm: ['bone-age'] },
    ])
  })

  test('routes a code of one device and a local one as their item', async () => {
    const args = ['routing', 'emit', EXAMPLE, '22040100110000', '20040100110000-C1C3', '--json']
    const { exams } = JSON.parse((await runCommand(args)).out)
    expect(exams).toMatchObject([{ worklist: ['chest-ct'] }, { worklist: ['chest-ct'] }])
  })

  test('adds state, codes and targets behind every row of a table', async () => {
    const out = join(await temporaryFolder(), 'routed.csv')
    const ran = await runCommand(['routing', 'emit', EXAMPLE, '--table', EXAMS, '--out', out])
    expect(ran.exit).toBe(0)
    const [before, after] = await Promise.all([readFile(EXAMS, 'utf8'), readFile(out, 'utf8')])
    const rows = after.trim().split(/\r?\n/u)
    expect(rows).toHaveLength(before.trim().split(/\r?\n/u).length)
    expect(rows[0]).toMatch(/state,codes,worklist,algorithm$/u)
    expect(rows.filter((row) => row.includes(',mapped,') && !/,(?:[a-z-]+\+?)+,[a-z-]*$/u.test(row))).toEqual([])
    expect(ran.err).toMatch(/\d+ names \(\d+ exams\) go nowhere/u)
  })

  test.each([
    [['routing', 'emit', EXAMPLE], 2],
    [['routing', 'emit', EXAMPLE, 'x', '--table', EXAMS], 2],
    [['routing', 'emit', EXAMPLE, '--table', '/nowhere.csv'], 1],
    [['routing', 'emit', '/nowhere.json', '20040100110000'], 1],
  ])('%j is refused', async (args, exit) => {
    const ran = await runCommand(args)
    expect(ran).toMatchObject({ exit, out: '' })
    expect(ran.err).not.toBe('')
  })
})
