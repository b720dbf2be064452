import type { LexiconTerm } from '@yingma/core'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { compileLexicon } from './compile-lexicon.ts'
import { CT, MR, US, XR } from './groups.ts'

const edition = loadEdition()
const vocabulary = loadVocabulary()
const row = (term: string, kind: string, value: string, scope: readonly string[] = []): LexiconTerm => ({
  term,
  kind,
  value,
  scope,
  language: 'zh-Hans',
  form: 'synonym',
  note: '',
})
const compile = (...terms: LexiconTerm[]) => compileLexicon(edition, { ...vocabulary, terms })
const termOf = (lexicon: ReturnType<typeof compile>, text: string) => lexicon.terms.find((term) => term.text === text)

describe('compiling the lexicon', () => {
  it('resolves every row of standard/lexicon', () => {
    expect(vocabulary.terms.length).toBeGreaterThan(0)
    expect(compileLexicon(edition, vocabulary).unknown).toEqual([])
  })

  it('gives back rows whose part, modifier, kind or scope nobody knows', () => {
    const bad = [
      row('甲', 'part', '019999', ['CT']),
      row('乙', 'part', '010100+019999', ['CT']),
      row('丙', 'modifier', 'loud'),
      row('丁', 'colour', 'red'),
      row('戊', 'scan', '11', ['XX']),
      row('己', 'nonexam', 'lunch'),
    ]
    expect(compile(...bad).unknown).toEqual(bad)
  })

  it('makes one term of the spellings that fold alike', () => {
    const lexicon = compile(row('CTA', 'modality', 'CT'), row('ｃｔａ', 'scan', '31', ['CT']))
    expect(lexicon.terms.map(({ text }) => text)).toEqual(['cta'])
    expect(lexicon.terms[0]?.modality).toBe('CT')
    expect(lexicon.terms[0]?.meanings[CT]?.scan).toBe('31')
  })

  it('lets a word mean something only in its scope', () => {
    const term = termOf(compile(row('平扫', 'scan', '11', ['CT', 'MR'])), '平扫')
    expect([CT, MR, XR, US].map((group) => term?.meanings[group]?.scan ?? null)).toEqual(['11', '11', null, null])
  })

  it('lets the first of two rows count', () => {
    const term = termOf(compile(row('斜', 'position', '05', ['XR']), row('斜', 'position', '10', ['XR'])), '斜')
    expect(term?.meanings[XR]?.positions).toEqual(['05'])
  })

  it('leaves out a spelling that folds to nothing', () => {
    expect(compile(row(' \u200b', 'note', '')).terms).toEqual([])
  })

  it('lets a longer term inherit part and side of the terms that cover it, where it says none itself', () => {
    const lexicon = compile(
      row('双', 'side', 'both'),
      row('膝关节', 'part', '膝关节', ['XR']),
      row('双膝关节', 'filler', ''),
    )
    const term = termOf(lexicon, '双膝关节')
    expect(term?.side).toBe('both')
    expect(term?.meanings[XR]?.sites.map(({ key }) => key)).toEqual(['膝关节'])
  })

  it('lets a term that shorter ones do not cover whole inherit nothing', () => {
    const lexicon = compile(row('膝关节', 'part', '膝关节', ['XR']), row('膝关节镜', 'uncovered', 'endoscopy'))
    expect(termOf(lexicon, '膝关节镜')?.meanings[XR] ?? null).toBeNull()
  })

  it('names one place by one object, sided or not', () => {
    const lexicon = compile(row('膝', 'part', '膝关节', ['XR']), row('膝关节', 'part', '膝关节', ['XR']))
    const [a, b] = lexicon.terms.map((term) => term.meanings[XR]?.sites[0])
    expect(a).toBeDefined()
    expect(a).toBe(b)
    expect(a?.left).toBe('072201')
  })
})
