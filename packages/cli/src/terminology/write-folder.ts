import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ArchiveFile, ImportProblem } from '@yingma/terminology'

/** Writes files as one new folder, which appears only when all of them are in it. */
export async function writeFolder(folder: string, files: readonly ArchiveFile[]): Promise<ImportProblem | undefined> {
  const staging = `${folder.replace(/\/+$/, '')}.part-${process.pid}`
  try {
    if (!(await isFree(folder))) return { code: 'import.folder-taken', file: folder }
    for (const { path, bytes } of files) {
      const target = join(staging, path)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, bytes, { flag: 'wx' })
    }
    await rm(folder, { recursive: true, force: true })
    await rename(staging, folder)
    return undefined
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    return unreadable(folder, error)
  }
}

/** A problem of the system as data; anything else is a bug and is thrown on. */
export function unreadable(file: string, error: unknown): ImportProblem {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return { code: 'import.unreadable', file, reason: error.code }
  }
  throw error
}

async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true
    throw error
  }
}
