import { describe, expect, it } from 'vitest'
import { renderGovernProblem } from '../problems/govern-problem.ts'
import { applyChange } from '../proposals/apply-change.ts'
import type { Change } from '../proposals/change.ts'
import { contentSchema } from '../proposals/change-schema.ts'
import { firstDraft } from '../testing/first-draft.ts'

const draft = firstDraft()

function refusals(change: Change): string {
  const result = applyChange(draft, change, [draft.edition])
  return result.ok ? '' : result.problems.map((problem) => renderGovernProblem(problem, 'en')).join('\n')
}

function valueNamed(name: string, nameEn = 'Test region'): string {
  const row = { code: '040109', name, nameEn, parent: '04' }
  return refusals({ kind: 'add', subject: 'facet-value', dictionary: 'radiology-parts', row })
}

function termSaid(term: string): string {
  const row = { term, kind: 'side', value: 'left', language: 'zh-Hans', form: 'synonym', scope: '', note: '' }
  return refusals({ kind: 'add', subject: 'lexicon-term', file: 'lexicon/sides.tsv', before: [], after: [row] })
}

describe('names that cannot be told from others by eye', () => {
  it.each([
    ['胸\u200b腺区', '<U+200B>'],
    ['胸腺区\u202e', '<U+202E>'],
    ['\ufeff胸腺区', '<U+FEFF>'],
    ['胸腺区\u3000', '<U+3000>'],
    [' 胸腺区', '<U+0020>'],
    ['\u3164', '<U+3164>'],
    ['胸腺区Ⅳ', 'write "IV"'],
    ['胸腺区Ａ', 'write "A"'],
    ['胸腺\u2f1f', 'write "土"'],
    ['胸腺\u2ea0', 'Chinese, Latin letters'],
    ['胸腺区\u0410', '<U+0410>'],
  ])('%j is refused with the sign', (name, sign) => {
    const said = valueNamed(name)
    expect(said).toContain('facets/radiology-parts.tsv')
    expect(said).toContain(sign)
  })

  it('are refused in English and where they are not composed', () => {
    expect(valueNamed('胸腺区', 'Re\u0301gion')).toContain('write "R\u00e9gion"')
  })

  it('are refused as the name of an item and as a word', () => {
    const reword = { kind: 're-word', subject: 'item', code: '20999999440000', reason: 'established-term' } as const
    expect(refusals({ ...reword, nameEn: 'CT spectral\u00ad imaging' })).toContain('<U+00AD>')
    expect(termSaid('左\u200d面')).toContain('<U+200D>')
  })

  it('does not refuse what hospitals write, nor names in plain letters, brackets and digits', () => {
    expect([valueNamed('胸腺区（β2）1°'), termSaid('左Ⅳ面')]).toEqual(['', ''])
  })
})

describe('titles and reasons of proposals', () => {
  const changes = [{ kind: 'add', subject: 'item', codes: ['20040100410000'] }]
  const isTaken = (zh: string, reason = '三家医院在用') =>
    contentSchema.safeParse({ title: { zh, en: 'Add' }, reason, changes }).success

  it('say something, and nothing else than what is seen', () => {
    expect(isTaken('增加胸部灌注')).toBe(true)
    for (const zh of ['   ', '\u3000', '\u200b\u00a0', '增加\u202e灌注']) expect(isTaken(zh)).toBe(false)
    expect(isTaken('增加', ' \n\t')).toBe(false)
  })

  it('are bounded', () => {
    expect(isTaken('长'.repeat(1_000_000))).toBe(false)
    expect(isTaken('增加', '长'.repeat(1_000_000))).toBe(false)
  })
})
