import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { writeFiles } from './write-files.ts'

const TEXTS = new Map([
  ['a.tsv', 'new a\n'],
  ['b.tsv', 'new b\n'],
])

test('a folder is made with all of its files', async () => {
  const folder = join(await temporaryFolder(), 'deep', 'er')
  expect(await writeFiles(folder, TEXTS)).toBeUndefined()
  expect(readdirSync(folder)).toEqual(['a.tsv', 'b.tsv'])
  expect(readFileSync(join(folder, 'b.tsv'), 'utf8')).toBe('new b\n')
})

test('where one file cannot be written, the others are as they were and nothing new is there', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'a.tsv'), 'old a\n')
  await mkdir(join(folder, 'b.tsv'))
  expect(await writeFiles(folder, TEXTS)).toMatchObject({ file: join(folder, 'b.tsv'), reason: 'EISDIR' })
  expect(readdirSync(folder)).toEqual(['a.tsv', 'b.tsv'])
  expect(readFileSync(join(folder, 'a.tsv'), 'utf8')).toBe('old a\n')
})

test('a file where the folder should be is said', async () => {
  const file = join(await temporaryFolder(), 'file')
  await writeFile(file, '')
  expect(await writeFiles(file, TEXTS)).toEqual({ file, reason: 'EEXIST' })
})
