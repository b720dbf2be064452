import { loadEdition, loadVocabulary } from '@yingma/edition'
import {
  type Change,
  contentsOf,
  createNormaliser,
  emptyMemory,
  type NormaliseInput,
  withChanges,
} from '@yingma/normalise'
import { describe, expect, test } from 'vitest'
import { proposeChanges } from './propose-changes.ts'

const edition = loadEdition()
const vocabulary = loadVocabulary()
const general = createNormaliser(edition, vocabulary)

type Answer = (Change & { kind: 'decision' })['answer']
const items = (...codes: readonly string[]): Answer => ({ kind: 'items', codes })

function learn(decisions: readonly (readonly [name: string, answer: Answer])[], names: readonly NormaliseInput[] = []) {
  const changes = decisions.map(([name, answer]): Change => ({ kind: 'decision', key: { name }, answer }))
  const memory = withChanges(emptyMemory('h'), changes, { at: '2026-01-01T00:00:00Z', note: '' })
  const contents = contentsOf(memory)
  return proposeChanges({ contents, names, edition, vocabulary, general, atLeast: 2, mostTried: 12 })
}

describe('what decisions teach', () => {
  test('a word for a part, with the names that speak for it and those that would change', () => {
    const [best, ...others] = learn(
      [
        ['CT蓬莱区平扫', items('20040100110000')],
        ['蓬莱区CT增强', items('20040100210000')],
        ['MR颅脑平扫', items('30010100110000')],
      ],
      [{ name: '蓬莱区CT平扫+增强' }, { name: '颅脑CT平扫' }],
    )
    expect(others).toEqual([])
    expect(best?.change).toEqual({
      kind: 'term',
      term: { term: '蓬莱', kind: 'part', value: '040100', scope: ['CT'] },
    })
    expect(best?.support.map(({ input }) => input.name)).toEqual(['CT蓬莱区平扫', '蓬莱区CT增强'])
    expect(best?.counterExamples).toEqual([])
    expect(best?.preview.map(({ input }) => input.name)).toContain('蓬莱区CT平扫+增强')
    expect(best?.preview.map(({ input }) => input.name)).not.toContain('颅脑CT平扫')
  })

  test('a word that says nothing, where doubt was its only fault', () => {
    const found = learn([
      ['胸部CT平扫蓝牌特约某组', items('20040100110000')],
      ['颅脑MR平扫蓝牌特约某组', items('30010100110000')],
    ])
    expect(found[0]?.change).toMatchObject({ kind: 'term', term: { kind: 'note', value: '' } })
    expect(found[0]?.support).toHaveLength(2)
  })

  test('a switch, from names that say contrast only', () => {
    const found = learn([
      ['胸部CT增强', items('20040100220000')],
      ['上腹部CT增强', items('20050100220000')],
    ])
    expect(found.map(({ change }) => change)).toEqual([{ kind: 'switch', name: 'bareContrastIsBoth', value: true }])
  })

  test('a switch tells the decisions against it', () => {
    const [found] = learn([
      ['胸部CT增强', items('20040100220000')],
      ['上腹部CT增强', items('20050100220000')],
      ['颅脑CT增强', items('20010100210000')],
    ])
    expect(found?.counterExamples.map(({ input }) => input.name)).toEqual(['颅脑CT增强'])
  })

  test('nothing from one name, from names that the rules read, or from slots', () => {
    expect(learn([['CT蓬莱区平扫', items('20040100110000')]])).toEqual([])
    expect(
      learn([
        ['胸部CT平扫', items('20040100110000')],
        ['颅脑CT平扫', items('20010100110000')],
      ]),
    ).toEqual([])
    const slot: Answer = { kind: 'by-column', column: 'side', codes: { left: ['20072201110000'] } }
    expect(
      learn([
        ['膝关节蓬莱CT', slot],
        ['蓬莱膝关节CT', slot],
      ]),
    ).toEqual([])
  })

  test('nothing from decisions that contradict one another', () => {
    const found = learn([
      ['CT蓬莱区平扫', items('20040100110000')],
      ['蓬莱区CT增强', items('20010100210000')],
    ])
    expect(found).toEqual([])
  })
})
