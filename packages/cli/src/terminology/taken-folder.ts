import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromR4 } from '@yingma/server'
import { type ArchiveFile, type Canonical, type ImportProblem, readResources } from '@yingma/terminology'
import { unreadable } from './write-folder.ts'

type Release = 'r4' | 'r5'

/** Says of which version of FHIR the resources beside it are; a folder without it holds R5. */
const NOTE = 'fhir-version.txt'

export function releaseNote(release: Release): ArchiveFile {
  return { path: NOTE, bytes: new TextEncoder().encode(`${release}\n`) }
}

export type TakenFolders =
  | { readonly ok: true; readonly resources: readonly Canonical[] }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

/**
 * The resources (shapes of R5) in folders that `import fhir` and `import codes` wrote. All or nothing: each is checked
 * as when it was taken over, and none may stand in two folders or be one of `own`, which are published and never change.
 */
export async function readTakenFolders(folders: readonly string[], own: readonly Canonical[]): Promise<TakenFolders> {
  const resources: Canonical[] = []
  const problems: ImportProblem[] = []
  const known = new Map(own.map((resource) => [canonicalOf(resource), '影码 Yingma']))
  for (const folder of folders) {
    const files = await filesOf(folder)
    if (!Array.isArray(files)) {
      problems.push(files as ImportProblem)
      continue
    }
    const note = files.find(({ path }) => path === join(folder, NOTE))
    const release = new TextDecoder().decode(note?.bytes).trim()
    const json = files.filter(({ path }) => path.endsWith('.json'))
    if (json.length === 0) {
      problems.push({ code: 'import.nothing', file: folder })
      continue
    }
    const read = readResources(json, release === 'r4' ? fromR4 : (resource) => resource)
    if (!read.ok) {
      problems.push(...read.problems)
      continue
    }
    for (const { file, resource } of read.resources) {
      const canonical = canonicalOf(resource)
      const other = known.get(canonical)
      if (other !== undefined) problems.push({ code: 'import.resource-twice', file, other, canonical })
      known.set(canonical, file)
      resources.push(resource)
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, resources }
}

function canonicalOf({ url, version }: Canonical): string {
  return `${url}|${version ?? ''}`
}

async function filesOf(folder: string): Promise<ArchiveFile[] | ImportProblem> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json') || name === NOTE).sort()
    return await Promise.all(
      names.map(async (name) => ({ path: join(folder, name), bytes: await readFile(join(folder, name)) })),
    )
  } catch (error) {
    return unreadable(folder, error)
  }
}
