import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

const SOURCES = fileURLToPath(new URL('..', import.meta.url))

type Texts = { readonly [key: string]: string | Texts }

function flat(texts: Texts, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[before + key, text] as const] : [...flat(text, `${before}${key}.`)],
    ),
  )
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'locales' ? [] : sourcesIn(path)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
  })
}

const [chinese, english] = [flat(zh), flat(en)]
const sources = sourcesIn(SOURCES)
/** Keys written out, and beginnings of keys that are put together: \`status.${…}\`. */
const literal = new Set(
  sources.flatMap((text) => [...text.matchAll(/'([a-z]\w*(?:\.[\w-]+)*)'/g)].map((match) => match[1]!)),
)
const asked = new Set(sources.flatMap((text) => [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1]!)))
const beginnings = [
  ...new Set(sources.flatMap((text) => [...text.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/g)].map((match) => match[1]!))),
]

describe('texts', () => {
  test('say the same things in Chinese and in English', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  test('take the same values in both languages', () => {
    const values = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
    for (const [key, text] of chinese) expect(values(english.get(key)), key).toEqual(values(text))
  })

  test('are not empty, and Chinese texts are Chinese', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('')
    const foreign = [...chinese].filter(([, text]) => !/[\u3001-\u9fff]/.test(text)).map(([key]) => key)
    expect(foreign.filter((key) => !/^(?:format|scheme)\./.test(key))).toEqual([])
    const mixed = [...english].filter(([, text]) => /[\u4e00-\u9fff]/.test(text)).map(([key]) => key)
    expect(mixed.filter((key) => !/laceholder$/.test(key))).toEqual([])
  })

  test('are there for every key that is asked for', () => {
    expect(asked.size).toBeGreaterThan(40)
    expect([...asked].filter((key) => !chinese.has(key))).toEqual([])
    expect(beginnings.filter((start) => ![...chinese.keys()].some((key) => key.startsWith(start)))).toEqual([])
  })

  test('are all used', () => {
    const unused = [...chinese.keys()].filter(
      (key) => !literal.has(key) && !beginnings.some((start) => key.startsWith(start)),
    )
    expect(unused).toEqual([])
  })
})
