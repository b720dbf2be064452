import { expect, test } from 'vitest'
import { smallEdition, withItem, withItems } from '../testing/small-edition.ts'
import { itemHistory } from './item-history.ts'

const edition = { ...smallEdition(), version: '1.0.0' }
const [first, ...rest] = edition.items
if (first === undefined) throw new Error('the fixture is empty')
const { code, conceptId } = first
const at = (version: string, changes: Parameters<typeof withItem>[2]) => ({
  ...withItem(edition, code, changes),
  version,
})

test('an item comes, is reworded in either language, retires and comes back', () => {
  const editions = [
    { ...withItems(edition, rest), version: '0.9.0' },
    edition,
    at('1.0.1', { name: 'CT头(平扫)', nameEn: 'CT head' }),
    at('1.1.0', { name: 'CT头(平扫)', nameEn: 'CT head', status: 'retired', successors: ['20010100220000'] }),
    at('1.2.0', { name: 'CT头（平扫）', nameEn: 'CT head' }),
  ]
  expect(itemHistory(editions, conceptId)).toEqual([
    { version: '1.0.0', kind: 'added', code },
    { version: '1.0.1', kind: 'renamed', before: first.name, after: 'CT头(平扫)' },
    { version: '1.0.1', kind: 'renamed-en', before: first.nameEn, after: 'CT head' },
    { version: '1.1.0', kind: 'retired', successors: ['20010100220000'] },
    { version: '1.2.0', kind: 'revived' },
  ])
})

test('an item keeps its history under another code, and one that came retired says so', () => {
  const editions = [at('1.0.0', { status: 'retired' }), at('2.0.0', { code: '20010199110000', status: 'retired' })]
  expect(itemHistory(editions, conceptId)).toEqual([
    { version: '1.0.0', kind: 'added', code },
    { version: '1.0.0', kind: 'retired', successors: [] },
    { version: '2.0.0', kind: 'recoded', before: code, after: '20010199110000' },
  ])
})

test('an item that is in no edition any more was removed, and one that never was has no history', () => {
  const without = { ...withItems(edition, rest), version: '2.0.0' }
  expect(itemHistory([edition, without], conceptId).map(({ kind }) => kind)).toEqual(['added', 'removed'])
  expect(itemHistory([without], conceptId)).toEqual([])
})
