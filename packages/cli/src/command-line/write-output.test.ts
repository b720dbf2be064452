import { execFileSync } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { writeOutput } from './write-output.ts'

const bytes = (...texts: string[]): Uint8Array[] => texts.map((text) => Buffer.from(text))

test('a file gets its name when all pieces are in it', async () => {
  const file = join(await temporaryFolder(), 'out')
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a')
    await expect(readFile(file)).rejects.toThrow('ENOENT')
    yield Buffer.from('b')
  }
  expect(await writeOutput(file, pieces())).toBeUndefined()
  expect(await readFile(file, 'utf8')).toBe('ab')
})

test('nothing is left behind where making a piece throws', async () => {
  const folder = await temporaryFolder()
  const pieces = function* (): Generator<Uint8Array> {
    yield Buffer.from('a')
    throw new Error('broken')
  }
  await expect(writeOutput(join(folder, 'out'), pieces())).rejects.toThrow('broken')
  expect(await readdir(folder)).toEqual([])
})

test('what the system does not take is said', async () => {
  const folder = await temporaryFolder()
  expect(await writeOutput(folder, bytes('a'))).toMatchObject({ file: folder, reason: 'EISDIR' })
  const lost = join(folder, 'none', 'out')
  expect(await writeOutput(lost, bytes('a'))).toMatchObject({ file: lost, reason: 'ENOENT' })
})

test.runIf(process.platform === 'linux')('a named pipe is written to and stays one', async () => {
  const pipe = join(await temporaryFolder(), 'pipe')
  execFileSync('mkfifo', [pipe])
  const read = readFile(pipe, 'utf8')
  expect(await writeOutput(pipe, bytes('a', 'b'))).toBeUndefined()
  expect(await read).toBe('ab')
  expect((await stat(pipe)).isFIFO()).toBe(true)
})
