import { readFileSync } from 'node:fs'
import { catalogueGaps } from '@yingma/core'
import { standardFolder } from '@yingma/edition'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { memoryCatalogue, renderMemoryProblem } from '../texts/memory-texts.ts'
import { contentsOf, emptyMemory, keyText, undo, withChanges } from './contents.ts'
import type { Change, InstitutionMemory } from './memory.ts'
import { readChanges, readMemory } from './read-memory.ts'

const at = '2026-01-02T03:04:05Z'
const chest: Change = {
  kind: 'decision',
  key: { localCode: 'A1', name: '胸片' },
  answer: { kind: 'items', codes: ['40040100000100'] },
}
const knee: Change = {
  kind: 'decision',
  key: { name: '膝关节CT', modality: 'CT' },
  answer: { kind: 'by-column', column: 'side', codes: { left: ['20072201110000'], right: ['20072202110000'] } },
}
const word: Change = { kind: 'term', term: { term: '胸廓片', kind: 'part', value: '040100', scope: ['XR'] } }
const both: Change = { kind: 'switch', name: 'bareContrastIsBoth', value: true }

function memoryWith(...steps: readonly (readonly Change[])[]): InstitutionMemory {
  return steps.reduce(
    (memory, changes, step) => withChanges(memory, changes, { at, note: `step ${step}` }),
    emptyMemory('H1'),
  )
}

describe('a memory', () => {
  test('holds what its versions have changed, the later over the earlier', () => {
    const memory = memoryWith([chest, both], [{ ...chest, answer: { kind: 'not-exam' } }, word])
    const { decisions, terms, switches } = contentsOf(memory)
    expect(decisions.get('code:A1')?.answer).toEqual({ kind: 'not-exam' })
    expect(terms.map(({ term }) => term)).toEqual(['胸廓片'])
    expect(switches).toEqual({ bareContrastIsBoth: true, deviceSpecificCodes: false })
    expect(contentsOf(memory, 1).decisions.get('code:A1')?.answer).toEqual({ kind: 'items', codes: ['40040100000100'] })
  })

  test('takes back decisions and words', () => {
    const memory = memoryWith(
      [chest, word],
      [
        { ...chest, answer: null },
        { ...word, removed: true },
      ],
    )
    expect(contentsOf(memory).decisions.size).toBe(0)
    expect(contentsOf(memory).terms).toEqual([])
  })

  test('undoes a step and keeps it; the next step builds on what holds', () => {
    const memory = memoryWith([chest], [knee])
    const undone = undo(memory) as InstitutionMemory
    expect(undone).toMatchObject({ current: 1, versions: [{ version: 1 }, { version: 2 }] })
    const next = withChanges(undone, [both], { at, note: '' })
    expect(next.versions.at(-1)).toMatchObject({ version: 3, base: 1 })
    expect([...contentsOf(next).decisions.keys()]).toEqual(['code:A1'])
    expect(undo(emptyMemory('H1'))).toBeNull()
  })

  test('takes a name for the same whatever its width, case and spaces', () => {
    expect(keyText({ name: 'ＣＴ 胸部', modality: 'ct' })).toBe(keyText({ name: 'ct胸部', modality: 'CT' }))
    expect(keyText({ name: 'CT胸部' })).not.toBe(keyText({ name: 'CT胸部', modality: 'CT' }))
  })
})

describe('the file of a memory', () => {
  const memory = memoryWith([chest, knee], [word, both])
  const validate = new Ajv().compile(
    JSON.parse(readFileSync(`${standardFolder()}/schema/institution.schema.json`, 'utf8')) as object,
  )

  test('is what the schema says, and reads back as it was', () => {
    const json: unknown = JSON.parse(JSON.stringify(memory))
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true)
    expect(readMemory('m.json', json)).toEqual({ ok: true, value: memory })
  })

  test.each<[string, unknown, string]>([
    ['another file', {}, 'memory-not-a-memory'],
    ['no object', null, 'memory-not-a-memory'],
    ['an unknown key', { ...memory, extra: 1 }, 'memory-unknown-key'],
    ['a current version that is not there', { ...memory, current: 9 }, 'memory-no-version'],
    [
      'an unknown switch',
      { ...memory, versions: [version({ kind: 'switch', name: 'x', value: true })] },
      'memory-unknown-switch',
    ],
    ['an unknown kind of change', { ...memory, versions: [version({ kind: 'x' })] }, 'memory-bad-value'],
    [
      'a key without code and name',
      { ...memory, versions: [version({ kind: 'decision', key: {}, answer: null })] },
      'memory-bad-value',
    ],
    [
      'a column that fills no slot',
      { ...memory, versions: [version({ ...knee, answer: { kind: 'by-column', column: 'count', codes: {} } })] },
      'memory-bad-value',
    ],
  ])('is refused for %s', (_, json, code) => {
    const read = readMemory('m.json', json)
    expect(read.ok ? [] : read.problems.map((problem) => problem.code)).toContain(code)
    if (!read.ok) for (const problem of read.problems) expect(renderMemoryProblem(problem, 'zh')).toContain('m.json')
  })

  test('of proposed changes reads them', () => {
    expect(readChanges('new.json', { changes: [word] })).toEqual({ ok: true, value: [word] })
    expect(readChanges('new.json', [word]).ok).toBe(false)
  })
})

function version(change: unknown): unknown {
  return { version: 1, base: 0, at, note: '', changes: [change] }
}

test('the problems of memories have texts in both languages', () => {
  expect(catalogueGaps(memoryCatalogue)).toEqual([])
})
