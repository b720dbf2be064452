/**
 * Freezes the coming edition: copies its sources to standard/releases/<version>/ with a manifest of hashes. Refused when
 * the version of edition.json is frozen already, or any check of the data has a finding (a missing first release apart).
 *
 *   npx tsx tools/freeze-release.ts DATE [FOLDER]        DATE as 2025-11-24
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv, exit, stderr, stdout } from 'node:process'
import {
  canonicalExpansion,
  loadEdition,
  type Manifest,
  readSources,
  releaseFolder,
  sha256,
  standardFolder,
} from '@yingma/edition'
import { CHECKS } from './checks/checks.ts'
import { runGuards } from './guards/run-guards.ts'

const [, , date = '', standard = standardFolder()] = argv

function refuse(message: string): never {
  stderr.write(`${message}\n`)
  exit(1)
}

if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) refuse('say the date of the release as 2025-11-24')
const edition = loadEdition(standard)
const folder = releaseFolder(edition.version, standard)
if (existsSync(folder)) refuse(`${edition.version} is frozen already; raise the version in edition.json`)
const isFirst = !existsSync(join(standard, 'releases'))
const { ok, lines } = runGuards(
  CHECKS.filter(({ name }) => !isFirst || name !== 'releases'),
  standard,
)
if (!ok) refuse(lines.join('\n'))

const sources = [...readSources(standard)].sort(([a], [b]) => (a < b ? -1 : 1))
for (const [path] of sources) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  cpSync(join(standard, path), join(folder, path))
}
const manifest: Manifest = {
  version: edition.version,
  date,
  files: sources.map(([path, text]) => ({ path, sha256: sha256(text) })),
  expansion: { items: edition.items.length, sha256: sha256(canonicalExpansion(edition)) },
}
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
stdout.write(`froze ${edition.version}: ${sources.length} files, ${edition.items.length} items\n`)
