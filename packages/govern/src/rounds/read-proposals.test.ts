import { describe, expect, it } from 'vitest'
import { readProposals } from './read-proposals.ts'

const CHANGE = { kind: 'add', subject: 'item', codes: ['20040100410000'] }
const content = (over: object = {}) => ({ title: { zh: '增', en: 'Add' }, reason: 'r', changes: [CHANGE], ...over })

function problemOf(value: unknown) {
  const read = readProposals('p.json', JSON.stringify(value))
  return read.ok ? null : read.problem
}

describe('a file of proposals', () => {
  it('is read as contents, as proposals of the registry and as a page of those', () => {
    const kept = { id: 'p1', content: content() }
    expect([[content()], [kept], { rows: [kept] }].map(problemOf)).toEqual([null, null, null])
  })

  it.each([
    ['an unknown kind', [content({ changes: [{ ...CHANGE, kind: 'delete' }] })], '0.changes.0'],
    ['a field of another type', [content(), content({ reason: 7 })], '1.reason'],
    ['a key that nobody knows', [content({ changes: [{ ...CHANGE, force: true }] })], '0.changes.0'],
    ['a title of a megabyte', [content({ title: { zh: '长'.repeat(1_000_000), en: 'x' } })], '0.title.zh'],
    ['a title of spaces', [content({ title: { zh: '　', en: 'x' } })], '0.title.zh'],
    ['a row that is no proposal', [null], '0'],
    ['no list', { rows: {} }, ''],
  ])('with %s is refused with its place', (_, value, where) => {
    const problem = problemOf(value)
    expect(problem).toMatchObject({ code: 'govern-proposals-unreadable', file: 'p.json' })
    expect(problem && 'where' in problem && problem.where).toMatch(new RegExp(`^${where.replaceAll('.', '\\.')}`))
  })

  it('with a hundred thousand changes is refused before any is looked at, in one proposal or in many', () => {
    const many = { code: 'govern-too-many-changes', file: 'p.json', changes: 100_000, most: 5000 }
    expect(problemOf([content({ changes: Array(100_000).fill(CHANGE) })])).toEqual(many)
    expect(problemOf(Array(100_000).fill(content()))).toEqual(many)
  })
})
