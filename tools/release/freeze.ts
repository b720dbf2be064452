import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { canonicalExpansion, loadEdition, type Manifest, readSources, releaseFolder, sha256 } from '@yingma/edition'
import { CHECKS } from '../checks/checks.ts'
import { runGuards } from '../guards/run-guards.ts'

/** What was frozen, or why nothing was. */
export type Frozen =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly reasons: readonly string[] }

/**
 * Freezes the coming edition of a standard/ folder: copies its sources to releases/<version>/ with a manifest of hashes.
 * Refused where the date is no ISO date, the version is frozen already, or a check of the data fails (that there is no
 * release to compare with is no failure for the first one).
 */
export function freeze(standard: string, date: string): Frozen {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return { ok: false, reasons: ['say the date of the release as 2026-03-01'] }
  const edition = loadEdition(standard)
  const folder = releaseFolder(edition.version, standard)
  if (existsSync(folder)) {
    return { ok: false, reasons: [`${edition.version} is frozen already; raise the version in edition.json`] }
  }
  const isFirst = !existsSync(join(standard, 'releases'))
  // The lexicon is read beside the edition and changes without it: it is no part of a release.
  const checks = CHECKS.filter(({ name }) => name !== 'lexicon' && !(isFirst && name === 'releases'))
  const { ok, lines } = runGuards(checks, standard)
  if (!ok) return { ok: false, reasons: lines }

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
  return { ok: true, manifest }
}
