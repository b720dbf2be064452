import { createHash } from 'node:crypto'
import type { Edition } from '@yingma/core'
import type { GoldName } from '../evaluate/gold.ts'

/** Remarks and habits that no lexicon has: enough of them make the rules hand a name to a person. */
const UNREAD = ['某某特约', '甲乙丙类', '协同某楼', '蓝牌某组', '沪宁某号线']

/**
 * Labelled names of the tail, made of the edition: items under names with words that nobody knows, and without the
 * modality that the item has. `every` takes each so-many-th item. Without their modality two items may have one name: its
 * hospital means one of them, which chance settles. The same names each time.
 */
export function labelledTail(edition: Edition, every: number): readonly GoldName[] {
  const golds = new Map<string, GoldName>()
  const add = (name: string, code: string, phenomenon: string): void => {
    if (golds.has(name) && chanceOf(name, code) < 0.5) return
    const label = { kind: 'items', slots: [[[code]]], optional: [] } as const
    golds.set(name, { input: { name }, exams: 1, labels: [label], phenomena: [phenomenon] })
  }
  const items = edition.items.filter(
    ({ status, modality }) => status === 'active' && ['CT', 'MR', 'DR'].includes(modality),
  )
  for (const [at, { code, name, modality }] of items.entries()) {
    if (at % every !== 0) continue
    const word = UNREAD[at % UNREAD.length] ?? ''
    const bare = name.replace(modality, '')
    add(`${name}${word}`, code, 'unread')
    if (bare !== name) add(bare, code, 'no-modality')
  }
  return [...golds.values()]
}

/** A number in [0, 1) that depends on the texts alone. */
export function chanceOf(...texts: readonly string[]): number {
  return createHash('sha256').update(texts.join('\n')).digest().readUInt32BE(0) / 2 ** 32
}
