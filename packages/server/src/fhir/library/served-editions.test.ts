import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEdition, standardFolder } from '@yingma/edition'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { terminologyCapabilities } from './metadata.ts'
import { frozenInstead, servedEditions } from './served-editions.ts'
import { createTerminologyService } from './terminology-service.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yingma-editions-'))
  cpSync(standardFolder(), folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const RADIOLOGY = 'https://w3id.org/yingma/radiology'
const PARTS = 'https://w3id.org/yingma/facet/radiology-parts'

test('a standard that is as it was released is that release', () => {
  const served = servedEditions(loadEdition())
  expect(served.map(({ edition, publication }) => [edition.version, publication.status])).toEqual([['1.0.0', 'active']])
})

test('a standard that was changed is a draft of its own: releases stay as they are and remain the default', () => {
  const file = join(folder, 'facets', 'radiology-parts.tsv')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('04\t胸部\t', '04\t胸廓部\t'))
  const served = servedEditions(loadEdition(folder), { standard: folder })
  expect(served.map(({ edition, publication }) => [edition.version, publication.status])).toEqual([
    ['1.0.0', 'active'],
    ['1.0.0.coming', 'draft'],
  ])
  const { libraries } = createTerminologyService(served)
  expect(libraries.r5.codeSystem(RADIOLOGY)?.version).toBe('1.0.0')
  expect(libraries.r5.versionsOf(RADIOLOGY).map(({ version }) => version)).toEqual(['1.0.0', '1.0.0.coming'])
  const names = (version: string) => libraries.r5.codeSystem(PARTS, version)?.concepts.map(({ display }) => display)
  expect(names('1.0.0')).not.toContain('胸廓部')
  expect(names('1.0.0.coming')).toContain('胸廓部')
  expect(libraries.r4.conceptMap('https://w3id.org/yingma/ConceptMap/changes-1.0.0-1.0.0.coming')?.status).toBe('draft')
})

test('a withdrawn release is retired', () => {
  expect(servedEditions(loadEdition(), { withdrawn: ['1.0.0'] })[0]?.publication.status).toBe('retired')
})

test('releases of the registry are versions of their own behind the frozen ones, and the last of them the default', () => {
  const frozen = loadEdition()
  const releases = ['1.1.0', '1.2.0'].map((version) => ({ edition: { ...frozen, version }, date: '2026-03-01' }))
  const current = releases[1]!.edition
  const served = servedEditions(current, { releases, withdrawn: ['1.1.0'] })
  expect(served.map(({ edition, publication }) => [edition.version, publication.status])).toEqual([
    ['1.0.0', 'active'],
    ['1.1.0', 'retired'],
    ['1.2.0', 'active'],
  ])
  const { libraries } = createTerminologyService(served)
  expect(libraries.r5.codeSystem(RADIOLOGY)?.version).toBe('1.2.0')
  expect(libraries.r5.conceptMap('https://w3id.org/yingma/ConceptMap/changes-1.1.0-1.2.0')?.status).toBe('active')
})

test('a release of the registry that is frozen under the same version is served as frozen; that is said where they differ', () => {
  const frozen = loadEdition()
  const made = ['1.0.0', '1.1.0'].map((version) => ({ edition: { ...frozen, version }, date: '2026-03-01' }))
  expect(frozenInstead(made)).toEqual([])
  const shorter = { ...frozen, items: frozen.items.slice(1) }
  expect(frozenInstead([{ edition: shorter, date: '2026-03-01' }])).toEqual(['1.0.0'])
  const facts = { base: 'https://x/fhir/r5', softwareVersion: '1.0.0', date: '2026-03-01' }
  const told = (versions: readonly string[]): unknown => {
    const { libraries } = createTerminologyService([])
    return terminologyCapabilities('r5', libraries.r5, { ...facts, frozenInstead: versions })
  }
  expect(told([])).not.toHaveProperty('description')
  expect(told(['1.0.0'])).toHaveProperty(
    'description',
    expect.stringContaining('released under the same version: 1.0.0'),
  )
  expect(servedEditions(made[1]!.edition, { releases: made }).map(({ edition }) => edition.version)).toEqual([
    '1.0.0',
    '1.1.0',
  ])
})

test('ids of resources taken over never hide one another', () => {
  const taken = ['urn:a', 'urn:b'].map((url) => ({
    resourceType: 'CodeSystem',
    id: 'foreign',
    url,
    status: 'active',
    content: 'complete',
  }))
  const { libraries } = createTerminologyService(servedEditions(loadEdition()), taken)
  const ids = libraries.r5.resources().filter(({ url }) => url === 'urn:a' || url === 'urn:b')
  expect(ids.map(({ id }) => id)).toEqual(['foreign', 'foreign-2'])
})
