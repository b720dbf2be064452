import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from '@yingma/core'
import { loadEdition } from '../load/load-edition.ts'
import { standardFolder } from '../read/read-sources.ts'

/** standard/releases/<version>/manifest.json: what was frozen, and proof that it has not changed since. */
export interface Manifest {
  readonly version: string
  /** ISO date of the freeze. */
  readonly date: string
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
  readonly expansion: { readonly items: number; readonly sha256: string }
}

/** The folder of one frozen release. */
export function releaseFolder(version: string, standard: string = standardFolder()): string {
  return join(standard, 'releases', version)
}

/** Loads a frozen release as the edition that it was. Throws a `DataError` like `loadEdition`. */
export function loadRelease(version: string, standard: string = standardFolder()): Edition {
  return loadEdition(releaseFolder(version, standard))
}

export function readManifest(version: string, standard: string = standardFolder()): Manifest {
  return JSON.parse(readFileSync(join(releaseFolder(version, standard), 'manifest.json'), 'utf8')) as Manifest
}

/**
 * What an edition says of its items, as text: one line an item in code order with code, concept id, name and facets,
 * parted by tabs. Its hash is the proof of a release.
 */
export function canonicalExpansion(edition: Edition): string {
  const lines = edition.items.map(({ code, conceptId, name, facets }) => {
    const said = Object.entries(facets).map(([facet, value]) => `${facet}=${value ?? ''}`)
    return `${[code, conceptId, name, said.sort().join(' ')].join('\t')}\n`
  })
  return lines.join('')
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
