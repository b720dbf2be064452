import type { Edition } from '@yingma/core'
import { FILES, parseTsv, readSources } from '@yingma/edition'
import type { Guard } from '../guards/guard.ts'
import { withEdition } from './edition-at.ts'

const HAN = /\p{Script=Han}/gu

/** Every Chinese character of a name or dictionary value has a reading in pinyin.tsv. */
export const pinyinCoverage: Guard = {
  name: 'pinyin',
  check: (root) =>
    withEdition(root, (edition) => {
      const columns = { required: ['text', 'pinyin'] }
      const table = parseTsv(FILES.pinyin, readSources(root).get(FILES.pinyin) ?? '', columns, [])
      const read = new Set(table.rows.map((row) => row.get('text')))
      const wanted = new Map<string, string>()
      for (const text of texts(edition)) for (const [character] of text.matchAll(HAN)) wanted.set(character, text)
      const findings = [...wanted]
        .filter(([character]) => !read.has(character))
        .map(([character, text]) => ({ file: FILES.pinyin, message: `no reading of ${character} (${text})` }))
      return { checked: wanted.size, findings }
    }),
}

function* texts({ items, dictionaries }: Edition): Generator<string> {
  for (const { name, grammarName } of items) yield name + grammarName
  for (const { values } of dictionaries.values())
    for (const { name, site } of values.values()) yield name + (site ?? '')
}
