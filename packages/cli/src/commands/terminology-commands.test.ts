import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const json = async (path: string) => JSON.parse(await readFile(path, 'utf8'))

test('a release is published for R4 and R5, tar reads the package, and it comes back whole', async () => {
  const folder = await temporaryFolder()
  const out = join(folder, 'fhir')
  expect((await runCommand(['export', 'fhir', '--out', out, '--since', '1.0.0'])).exit).toBe(0)
  for (const release of ['r4', 'r5']) {
    const tgz = join(out, release, `yingma.imaging-exams.${release}-1.0.0.tgz`)
    const listed = execFileSync('tar', ['tzf', tgz], { encoding: 'utf8' }).trim().split('\n')
    expect(listed).toContain('package/CodeSystem-radiology-1.0.0.json')
    expect(listed).toContain('package/ConceptMap-changes-1.0.0-1.0.0.json')
    const feed = await readFile(join(out, release, 'feed.xml'), 'utf8')
    expect(feed).toContain(
      createHash('sha256')
        .update(await readFile(tgz))
        .digest('hex'),
    )
    const into = join(folder, `back-${release}`)
    const back = await runCommand(['import', 'fhir', tgz, '--into', into, '--fhir', release, '--json'])
    expect(back.err).toBe('')
    const written = (await readdir(into)).filter((name) => name.endsWith('.json'))
    expect(JSON.parse(back.out).resources.length).toBe(written.length)
    expect(await readFile(join(into, 'fhir-version.txt'), 'utf8')).toBe(`${release}\n`)
    const system = (await readdir(into)).find((name) => name.endsWith('CodeSystem-radiology-1.0.0.json'))!
    const packed = execFileSync('tar', ['xzOf', tgz, 'package/CodeSystem-radiology-1.0.0.json'], { maxBuffer: 1 << 28 })
    expect((await readFile(join(into, system))).equals(packed)).toBe(true)
  }
  expect((await runCommand(['export', 'fhir', '--out', out])).err).toContain('not empty')
  expect((await runCommand(['export', 'fhir', '--out', join(folder, 'x'), '--release', '9'])).exit).toBe(1)
})

test('one wrong resource keeps all out', async () => {
  const folder = await temporaryFolder()
  const good = { resourceType: 'CodeSystem', url: 'urn:a', status: 'active', content: 'complete' }
  await writeFile(join(folder, 'good.json'), JSON.stringify(good))
  await writeFile(join(folder, 'bad.json'), JSON.stringify({ ...good, url: 'urn:b', status: 'maybe' }))
  const ran = await runCommand([
    'import',
    'fhir',
    join(folder, 'good.json'),
    join(folder, 'bad.json'),
    '--into',
    join(folder, 'into'),
  ])
  expect(ran.exit).toBe(1)
  expect(ran.err).toContain("CodeSystem.status cannot be 'maybe'")
  expect(await readdir(folder)).toEqual(['bad.json', 'good.json'])
})

test("somebody's table becomes a code system and a map, by names and by a column, with the gaps", async () => {
  const folder = await temporaryFolder()
  const table = join(folder, 'province.csv')
  await writeFile(
    table,
    '编码,名称,标准\nS1,胸部CT平扫,20040100110000\nS2,膝关节CT平扫,\nS3,胸部CT平扫+上腹部CT平扫,20040100110000+20050100110000\n',
  )
  const call = [
    'import',
    'codes',
    table,
    '--system',
    'http://example.org/province',
    '--code',
    '编码',
    '--display',
    '名称',
    '--id',
    'province',
  ]
  const byName = await runCommand([...call, '--into', join(folder, 'a'), '--json'])
  expect(byName.err).toBe('')
  expect(JSON.parse(byName.out)).toMatchObject({ codes: 3, mapped: 2, unmapped: 1 })
  expect(await readFile(join(folder, 'a', 'gaps.csv'), 'utf8')).toContain('foreign,S2,膝关节CT平扫,ambiguous')
  expect((await json(join(folder, 'a', 'CodeSystem.json'))).concept).toHaveLength(3)
  await runCommand([...call, '--into', join(folder, 'b'), '--target', '标准'])
  const [a, b] = [await json(join(folder, 'a', 'ConceptMap.json')), await json(join(folder, 'b', 'ConceptMap.json'))]
  expect(b.group).toEqual(a.group)
  expect((await runCommand([...call, '--into', join(folder, 'c'), '--target', '没有'])).exit).toBe(1)
  expect((await runCommand(['import', 'codes', table])).exit).toBe(2)
})
