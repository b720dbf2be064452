import { createCodec } from '@yingma/core'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import type { Rule } from '@yingma/store'
import { expect, test } from 'vitest'
import { emptySettings } from '../model/settings.ts'
import { codeTest } from './read-registry.ts'
import { memoryOfRules } from './registry-memory.ts'
import { readSection, sectionsOf, settingsOfSections } from './registry-settings.ts'

const edition = loadEdition()
const isCode = codeTest(createCodec(edition))

test('settings cut into sections and put together again are the same', () => {
  const settings = {
    ...emptySettings('甲院'),
    chosen: ['20040100110000'],
    sets: { lung: { name: '肺', nameEn: '', codes: ['20040100110000'] } },
    devices: [{ id: 'ct1', name: 'CT 1', modality: 'CT', room: '', station: '', parts: [] }],
  }
  const sections = Object.entries(sectionsOf(settings)).map(([section, body]) => ({
    section: section as 'general',
    body,
  }))
  expect(settingsOfSections('甲院', sections, isCode)).toEqual({ ok: true, settings })
})

test('a section takes its own settings only, and names a code that is none', () => {
  expect(readSection('devices', { sets: {} }, isCode)).toMatchObject({
    problems: [{ code: 'dictionary-settings-value', file: 'devices', at: 'sets' }],
  })
  expect(readSection('general', { chosen: ['20049900110000'] }, isCode)).toMatchObject({
    problems: [{ code: 'dictionary-settings-code', at: 'chosen.0', value: '20049900110000' }],
  })
  expect(readSection('general', { institution: '乙院' }, isCode).ok).toBe(false)
  expect(readSection('order-sets', { sets: { 'chest-pain': null } }, isCode).ok).toBe(true)
})

test('rules of the registry become words and switches; one that says nothing is named', () => {
  const rule = (kind: Rule['kind'], key: string, body: unknown): Rule => ({
    id: key,
    key,
    version: 1,
    kind,
    body,
    reason: '',
    author: '',
    at: '',
  })
  const { contents, unread } = memoryOfRules(
    [
      rule('switch', 'bareContrastIsBoth', { value: true }),
      rule('switch', 'anything', { value: true }),
      rule('term', 'word', { means: '胸' }),
    ],
    edition,
    loadVocabulary(),
  )
  expect(contents.switches).toEqual({ bareContrastIsBoth: true, deviceSpecificCodes: false })
  expect(unread).toEqual(['anything', 'word'])
})
