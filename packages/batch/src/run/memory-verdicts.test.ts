import { loadEdition, loadVocabulary } from '@yingma/edition'
import { type Change, emptyMemory, withChanges } from '@yingma/normalise'
import { expect, test } from 'vitest'
import { ProblemError } from '../problem.ts'
import { keyOf, memoryVerdicts, memoryVersions } from './memory-verdicts.ts'

const edition = loadEdition()
const vocabulary = loadVocabulary()

const memoryOf = (institution: string, ...changes: readonly Change[]) =>
  withChanges(emptyMemory(institution), changes, { at: '2026-01-02T03:04:05Z', note: '' })
const knees = memoryOf('甲院', {
  kind: 'decision',
  key: { name: '特殊片' },
  answer: { kind: 'by-column', column: 'sex', codes: { 男: ['20040100110000'], 女: ['20010100110000'] } },
})

test('an institution with a memory reads by it, all others by the rules', () => {
  const { ruled, normaliserFor } = memoryVerdicts({ edition, vocabulary, memories: [knees] })
  expect(ruled).toEqual(['甲院'])
  const input = { name: '特殊片', sex: '男' }
  expect(
    normaliserFor('甲院')
      .normalise(input)
      .items.map(({ code }) => code),
  ).toEqual(['20040100110000'])
  expect(normaliserFor('乙院').normalise(input)).toEqual(normaliserFor('').normalise(input))
  expect(normaliserFor('').normalise(input).state).not.toBe('mapped')
})

test('a column that fills the slot of a decision enters the key', () => {
  expect(keyOf([])).not.toContain('sex')
  expect(keyOf([knees])).toContain('sex')
})

test('what a memory holds is a version of the run', () => {
  const other = memoryOf('甲院', { kind: 'decision', key: { name: '特殊片' }, answer: { kind: 'not-exam' } })
  expect(Object.keys(memoryVersions([knees]))).toEqual(['institution.甲院'])
  expect(memoryVersions([knees])).not.toEqual(memoryVersions([other]))
  expect(memoryVersions([knees])).toEqual(memoryVersions([structuredClone(knees)]))
})

test('two memories of one institution are refused', () => {
  expect(() => memoryVerdicts({ edition, vocabulary, memories: [knees, knees] })).toThrow(ProblemError)
})
