import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Output, openOutput } from '@yingma/tables'
import type { Unwritten } from './write-output.ts'

/**
 * Writes texts by name into a folder, which is made where it is not there. The files get their names when the disk has
 * taken all of them: where it does not, the folder holds what it held before.
 */
export async function writeFiles(folder: string, texts: ReadonlyMap<string, string>): Promise<Unwritten | undefined> {
  const unmade = await makeFolder(folder)
  if (unmade !== undefined) return unmade
  const written: Output[] = []
  try {
    for (const [name, text] of texts) {
      const opened = await openOutput(join(folder, name))
      if (!opened.ok) return opened.problem
      written.push(opened.value)
      const reason = await opened.value.write(Buffer.from(text))
      if (reason !== undefined) return { file: opened.value.name, reason }
    }
    for (let output = written[0]; output !== undefined; output = written[0]) {
      const reason = await output.commit()
      if (reason !== undefined) return { file: output.name, reason }
      written.shift()
    }
    return undefined
  } finally {
    for (const output of written) await output.discard()
  }
}

async function makeFolder(folder: string): Promise<Unwritten | undefined> {
  try {
    await mkdir(folder, { recursive: true })
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
    return { file: folder, reason: error.code }
  }
}
