import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from '@yingma/core'
import {
  canonicalExpansion,
  DataError,
  loadRelease,
  type Manifest,
  readManifest,
  releaseFolder,
  sha256,
} from '@yingma/edition'
import type { Finding, Guard } from '../guards/guard.ts'
import { withEdition } from './edition-at.ts'
import { lostMeanings } from './lost-meanings.ts'

/**
 * Every frozen release is what its manifest says, file by file and item by item, and the coming edition keeps what they
 * published: no code lost, none with another meaning, name or id.
 */
export const releases: Guard = {
  name: 'releases',
  check: (root) =>
    withEdition(root, (edition) => {
      const folder = join(root, 'releases')
      const versions = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
      const reports = versions
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => checkRelease(name, root, edition))
      return {
        checked: reports.reduce((sum, { checked }) => sum + checked, 0),
        findings: reports.flatMap(({ findings }) => findings),
      }
    }),
}

function checkRelease(
  version: string,
  root: string,
  edition: Edition,
): { checked: number; findings: readonly Finding[] } {
  const manifest = readManifest(version, root)
  const findings = [...changedFiles(version, manifest, root)]
  const at = `releases/${version}`
  try {
    const frozen = loadRelease(version, root)
    const text = canonicalExpansion(frozen)
    if (sha256(text) !== manifest.expansion.sha256 || frozen.items.length !== manifest.expansion.items) {
      findings.push({ file: at, message: 'expands to other items than when it was frozen' })
    }
    if (edition.version === version && canonicalExpansion(edition) !== text) {
      findings.push({ file: 'edition.json', message: `${version} is frozen and the items differ: raise the version` })
    }
    findings.push(
      ...lostMeanings(frozen, edition).map((message) => ({ file: 'standard', message: `${at}: ${message}` })),
    )
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    findings.push({ file: at, message: `no longer expands: ${error.message}` })
  }
  return { checked: manifest.expansion.items, findings }
}

/** The manifest cannot list itself, nor the signature over it. */
const UNLISTED: ReadonlySet<string> = new Set(['manifest.json', 'signature.json'])

function changedFiles(version: string, manifest: Manifest, root: string): readonly Finding[] {
  const folder = releaseFolder(version, root)
  const listed = new Map(manifest.files.map(({ path, sha256: hash }) => [path, hash]))
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const present = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  const file = (path: string): string => `releases/${version}/${path}`
  return [
    ...present
      .filter((path) => !UNLISTED.has(path) && !listed.has(path))
      .map((path) => ({ file: file(path), message: 'is not in the manifest' })),
    ...[...listed].flatMap(([path, hash]) => {
      if (!present.includes(path)) return [{ file: file(path), message: 'is gone' }]
      const same = sha256(readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n')) === hash
      return same ? [] : [{ file: file(path), message: 'has changed since it was frozen' }]
    }),
  ]
}
