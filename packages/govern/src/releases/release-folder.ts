import type { Dirent } from 'node:fs'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { canonicalExpansion, DataError, loadEdition, type Manifest, releaseFolder, sha256 } from '@yingma/edition'
import type { GovernProblem } from '../problems/govern-problem.ts'
import { readTables, type StandardTables } from '../tables/standard-tables.ts'
import type { Release } from './build-release.ts'
import { isSigned, type Signature, signText } from './signature.ts'

const MANIFEST = 'manifest.json'
const SIGNATURE = 'signature.json'

/**
 * Writes a release beside the others of a standard folder and makes its tables the coming ones. The folder gets its name
 * when everything is in it; what was killed after that is finished by writing the same release again. Refused where the
 * version is frozen with another content or the key is none.
 */
export function writeRelease(release: Release, standard: string, privateKey: string): GovernProblem | null {
  const { manifest, files, draft } = release
  const folder = releaseFolder(manifest.version, standard)
  const text = manifestText(manifest)
  const signature = signText(text, privateKey)
  if (signature === null) return { code: 'govern-key-unusable' }
  if (existsSync(folder)) {
    if (!holds(folder, text)) return { code: 'govern-released-edited', file: `releases/${manifest.version}` }
  } else {
    const temporary = `${folder}.partial`
    rmSync(temporary, { recursive: true, force: true })
    writeAll(temporary, [...files, [MANIFEST, text], [SIGNATURE, `${JSON.stringify(signature, null, 2)}\n`]])
    renameSync(temporary, folder)
  }
  writeAll(standard, [...draft.tables])
  removeOthers(standard, draft.tables)
  return null
}

/** Whether the folder is this release: its manifest has the SHA-256 of every file, and none of them was changed. */
function holds(folder: string, manifest: string): boolean {
  return readText(folder, MANIFEST) === manifest && checkFiles(folder, JSON.parse(manifest) as Manifest).length === 0
}

function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** A table that the release does not have, as after a rollback, is not of the coming edition either. */
function removeOthers(standard: string, tables: StandardTables): void {
  const gone = [...readTables(standard).keys()].filter((path) => !tables.has(path))
  for (const path of gone) rmSync(join(standard, path))
}

function writeAll(folder: string, files: readonly (readonly [string, string])[]): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/**
 * Verifies a release folder: every file against the manifest, the manifest against its signature (and `trusted`, the
 * publisher's public key, where given), the items against their proof. Each problem names its file.
 */
export function verifyRelease(folder: string, trusted?: string): readonly GovernProblem[] {
  const manifest = readJson<Manifest>(folder, MANIFEST)
  if (!isManifest(manifest)) return [{ code: 'govern-file-missing', file: MANIFEST }]
  const problems = [...checkSignature(folder, trusted), ...checkFiles(folder, manifest)]
  // Written otherwise it could say a key twice, and another reader could take the other of the two.
  if (problems.length === 0 && readText(folder, MANIFEST) !== manifestText(manifest)) {
    return [{ code: 'govern-file-changed', file: MANIFEST }]
  }
  return problems.length > 0 ? problems : checkExpansion(folder, manifest)
}

/** Whether what was read has the shape of a manifest: a folder to verify may hold anything. */
function isManifest(manifest: Manifest | null): manifest is Manifest {
  const { files, expansion } = manifest ?? {}
  const isListed =
    Array.isArray(files) &&
    files.every(
      (file: Partial<Manifest['files'][number]> | null) =>
        typeof file?.path === 'string' && typeof file.sha256 === 'string',
    )
  return isListed && typeof expansion?.sha256 === 'string'
}

function checkSignature(folder: string, trusted?: string): readonly GovernProblem[] {
  const signature = readJson<Signature>(folder, SIGNATURE)
  if (signature === null) return [{ code: 'govern-file-missing', file: SIGNATURE }]
  const { publicKey, signature: made } = signature
  const isShaped = typeof publicKey === 'string' && typeof made === 'string'
  if (isShaped && isSigned(readFileSync(join(folder, MANIFEST), 'utf8'), signature, trusted)) return []
  return [{ code: 'govern-signature-wrong', file: MANIFEST }]
}

function checkFiles(folder: string, { files }: Manifest): readonly GovernProblem[] {
  const listed = new Set(files.map(({ path }) => path))
  const present = new Set(entriesIn(folder, (entry) => entry.isFile()))
  const links = new Set(entriesIn(folder, (entry) => !entry.isFile() && !entry.isDirectory()))
  const unlisted = [...present].filter((path) => !listed.has(path) && path !== MANIFEST && path !== SIGNATURE)
  return [
    ...unlisted.map((file): GovernProblem => ({ code: 'govern-file-unlisted', file })),
    ...[...links].map((file): GovernProblem => ({ code: 'govern-file-link', file })),
    ...files.flatMap(({ path: file, sha256: hash }): GovernProblem[] => {
      if (links.has(file)) return []
      if (!present.has(file)) return [{ code: 'govern-file-missing', file }]
      const same = sha256(readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')) === hash
      return same ? [] : [{ code: 'govern-file-changed', file }]
    }),
  ]
}

function checkExpansion(folder: string, { expansion }: Manifest): readonly GovernProblem[] {
  try {
    const same = sha256(canonicalExpansion(loadEdition(folder))) === expansion.sha256
    return same ? [] : [{ code: 'govern-file-changed', file: MANIFEST }]
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return error.problems.map((problem) => ({ code: 'govern-data', problem }))
  }
}

function entriesIn(folder: string, isWanted: (entry: Dirent) => boolean): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(isWanted)
  return entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
}

function readText(folder: string, file: string): string | null {
  const path = join(folder, file)
  // A link would lead out of the folder, whose content is what is proved.
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : null
}

function readJson<T>(folder: string, file: string): T | null {
  const text = readText(folder, file)
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
