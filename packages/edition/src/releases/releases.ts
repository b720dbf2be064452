import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from '@yingma/core'
import { loadEdition } from '../load/load-edition.ts'
import { canonicalExpansion, loadRelease, readManifest, sha256 } from './release.ts'

/** Stands for the edition in the making, where a release is asked for. */
export const COMING = 'coming'

/** The versions of the frozen releases of a standard folder, in order. */
export function releaseVersions(standard: string): readonly string[] {
  const folder = join(standard, 'releases')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** A frozen release by its version, or the edition in the making; undefined for a version that was never released. */
export function loadVersion(version: string, standard: string): Edition | undefined {
  if (version === COMING) return loadEdition(standard)
  return releaseVersions(standard).includes(version) ? loadRelease(version, standard) : undefined
}

/**
 * Whether every file of a frozen release stands in the standard folder as it was frozen: then the edition in the making
 * is that release and needs no loading of its own.
 */
export function isStillRelease(version: string, standard: string): boolean {
  return readManifest(version, standard).files.every(({ path, sha256: frozen }) => {
    const file = join(standard, path)
    return existsSync(file) && sha256(readFileSync(file, 'utf8')) === frozen
  })
}

/** Whether a frozen release still expands to what its manifest says. */
export function isUnchanged(version: string, release: Edition, standard: string): boolean {
  return sha256(canonicalExpansion(release)) === readManifest(version, standard).expansion.sha256
}
