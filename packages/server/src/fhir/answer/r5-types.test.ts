import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { r5Types } from '../../testing/r5-types.ts'

const FILE = fileURLToPath(new URL('./r5-types.json', import.meta.url))

test('r5-types.json holds the elements that HL7 defines; taken away, it is written anew', () => {
  const types = r5Types()
  if (!existsSync(FILE) && process.env.CI === undefined) writeFileSync(FILE, `${JSON.stringify(types, undefined, 2)}\n`)
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(types)
})
