import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadEdition } from '@yingma/edition'
import { editionResources, servedEditions } from '@yingma/server'
import { expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { readTakenFolders } from './taken-folder.ts'

const system = { resourceType: 'CodeSystem', url: 'urn:a', version: '1', status: 'active', content: 'complete' }
const map = {
  resourceType: 'ConceptMap',
  url: 'urn:m',
  status: 'active',
  sourceUri: 'urn:from',
  group: [{ source: 'urn:s', element: [{ code: 'x', target: [{ code: 'y', equivalence: 'wider' }] }] }],
}

test('what import fhir and import codes wrote is read back in the shapes of R5', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'a.json'), JSON.stringify(system))
  await writeFile(join(folder, 'm.json'), JSON.stringify(map))
  const into = join(folder, 'r4')
  const files = [join(folder, 'a.json'), join(folder, 'm.json')]
  expect((await runCommand(['import', 'fhir', ...files, '--fhir', 'r4', '--into', into])).exit).toBe(0)
  await writeFile(join(folder, 't.csv'), '编码,名称\nS1,胸部CT平扫\n')
  const codes = ['--system', 'urn:p', '--code', '编码', '--display', '名称', '--into', join(folder, 'codes')]
  expect((await runCommand(['import', 'codes', join(folder, 't.csv'), ...codes])).exit).toBe(0)
  const read = await readTakenFolders([into, join(folder, 'codes')], [])
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  expect(read.resources.map(({ resourceType, url }) => `${resourceType} ${url}`)).toEqual([
    'CodeSystem urn:a',
    'ConceptMap urn:m',
    'CodeSystem urn:p',
    'ConceptMap https://w3id.org/yingma/ConceptMap/foreign-to-yingma',
  ])
  expect(read.resources[1]).toMatchObject({ sourceScopeUri: 'urn:from' })
})

test('what was published cannot be replaced, and nothing may stand twice', async () => {
  const folder = await temporaryFolder()
  const own = editionResources(servedEditions(loadEdition()))
  const published = { ...system, url: 'https://w3id.org/yingma/radiology', version: '1.0.0' }
  await writeFile(join(folder, 'a.json'), JSON.stringify(published))
  expect(await readTakenFolders([folder], own)).toMatchObject({
    ok: false,
    problems: [{ code: 'import.resource-twice' }],
  })
  await writeFile(join(folder, 'a.json'), JSON.stringify(system))
  expect(await readTakenFolders([folder, folder], own)).toMatchObject({ ok: false })
  expect(await readTakenFolders([join(folder, 'none')], own)).toMatchObject({
    problems: [{ code: 'import.unreadable' }],
  })
  expect((await runCommand(['serve', '--terminology', join(folder, 'none')])).exit).toBe(1)
  expect((await runCommand(['serve', '--withdraw', '9'])).exit).toBe(1)
})
