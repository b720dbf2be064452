import { loadEdition, loadVocabulary } from '@yingma/edition'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNormaliser, type Normalised, type NormaliseInput, type ResultItem, STATES } from './index.ts'

const edition = loadEdition()
const vocabulary = loadVocabulary()
const normaliser = createNormaliser(edition, vocabulary)
const read = (input: NormaliseInput): Normalised => normaliser.normalise(input)

/** Words that meet in names, so that random names reach deep into the rules. */
const PIECES = [
  ...[
    'CT',
    'MR',
    'DR',
    'X线',
    '彩超',
    'PET/CT',
    'SPECT',
    '钼靶',
    '胃镜',
    '16排',
    '1.5T',
    '双源',
    'chest',
    'knee',
    'w/wo',
  ],
  ...[
    '头颅',
    '胸部',
    '上腹部',
    '颈、腰椎',
    '膝关节',
    '髋关节',
    '乳腺',
    '冠状动脉',
    '下肢',
    '脊柱',
    '甲状腺',
    '前列腺',
    '全身',
  ],
  ...[
    '平扫',
    '增强',
    '平扫+增强',
    '三维重建',
    '血管成像',
    'CTA',
    '正侧位',
    '正位',
    '弥散',
    '造影',
    '消化道造影',
    '三维',
  ],
  ...[
    '左',
    '右',
    '双侧',
    '左右',
    '单侧',
    '(',
    ')',
    '（',
    '[',
    '】',
    '+',
    '，',
    '、',
    '/',
    '_',
    '-',
    ' ',
    '及',
    '或',
    '×',
  ],
  ...[
    '不含',
    '含',
    '加收',
    '医保',
    '胶片',
    '会诊',
    '床旁',
    '升级',
    '复查',
    '2个部位',
    '3.0',
    '无名',
    'zz',
    '😀',
    '\u0000',
    '\ud800',
  ],
]
const anyName = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)) },
)
const anyCell = fc.option(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 })), { nil: '' })
const anyInput: fc.Arbitrary<NormaliseInput> = fc.oneof(
  anyName.map((name) => ({ name })),
  fc.record({
    name: anyName,
    modality: anyCell,
    part: anyCell,
    side: anyCell,
    position: anyCell,
    method: anyCell,
    contrast: anyCell,
  }),
)
/** As often as finds something on a shared machine, and no longer. */
const RUNS = { numRuns: 500 }

describe('bad input gives a state and never an exception', () => {
  it.each<[what: string, name: string]>([
    ['empty', ''],
    ['only white space', ' \t\u3000\u00a0\r\n'],
    ['only separators', '+、，,;；|/_-~&^=>'.repeat(300)],
    ['only brackets', '()[]【】（）'.repeat(500)],
    ['control characters', '\u0000\u0001\u001b\u007f\u0085'.repeat(100)],
    ['zero-width and direction marks', '\u200b\u200e\u202e\ufeff'.repeat(100)],
    ['emoji', '👩‍⚕️🩻🫁'.repeat(100)],
    ['right-to-left text', 'تصوير الصدر بالأشعة צילום חזה'],
    ['a lone high surrogate', '\ud83d'],
    ['a lone low surrogate', '\ude00'.repeat(50)],
    ['10,000 open brackets', '('.repeat(10_000)],
    ['10,000 closed brackets', '）'.repeat(10_000)],
    ['digits only', '1234567890'.repeat(100)],
  ])('%s: not an exam', (_, name) => {
    const result = read({ name })
    expect(result.state).toBe('not-exam')
    expect(result.items).toEqual([])
    expect(result.name).toBe(name)
  })

  it.each<[what: string, name: string]>([
    ['100,000 Chinese characters', '胸'.repeat(100_000)],
    ['100,000 Latin letters', 'a'.repeat(100_000)],
    ['a name repeated to 100,000 characters', '胸部CT平扫+'.repeat(12_500)],
    ['10,000 unbalanced brackets around an exam', `${'('.repeat(10_000)}胸部CT平扫`],
    ['10,000 unbalanced brackets behind an exam', `胸部CT平扫${'（['.repeat(5_000)}`],
    ['brackets opened by each part', '胸部('.repeat(2_000)],
    ['brackets closed by each part', '胸部)'.repeat(2_000)],
    ['brackets nested 1,000 deep around an exam', `${'('.repeat(1_000)}胸部CT平扫${')'.repeat(1_000)}`],
  ])('%s: a state', (_, name) => {
    expect(STATES).toContain(read({ name }).state)
  })

  it('reads the exam through controls, direction marks and emoji', () => {
    for (const name of ['胸\u200b部CT平\u202e扫', '\ufeff胸部CT平扫\u0000', '🫁胸部CT平扫']) {
      expect(read({ name }).items.map(({ code }) => code)).toEqual(
        read({ name: '胸部CT平扫' }).items.map(({ code }) => code),
      )
    }
  })

  it('takes bad text in the columns', () => {
    const bad = ['', '\ud800', '(('.repeat(1_000), '胸'.repeat(100_000), '\u0000', '😀']
    for (const cell of bad) {
      const input = {
        name: '膝关节平扫',
        modality: cell,
        part: cell,
        side: cell,
        position: cell,
        method: cell,
        contrast: cell,
        charge: cell,
      }
      expect(STATES).toContain(read(input).state)
    }
  })
})

describe('any input whatever', () => {
  it('gives a state, a confidence between 0 and 1, and its name as it came', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = read(input)
        expect(STATES).toContain(result.state)
        expect(result.confidence).toBeGreaterThan(0)
        expect(result.confidence).toBeLessThanOrEqual(1)
        expect(result.name).toBe(input.name)
      }),
      RUNS,
    )
  })

  it('gives codes of the edition, each once, and says what a missing one lacks', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { items } = read(input)
        const codes = items.map(({ code }) => code).filter((code) => code !== null)
        for (const code of codes) expect(edition.byCode.get(code.toUpperCase())?.code, code).toBe(code)
        expect(new Set(codes).size).toBe(codes.length)
        for (const item of items) {
          expect(item.relation === 'none').toBe(item.code === null)
          if (item.code === null) expect(item.missing?.length).toBeGreaterThan(0)
          for (const close of item.closest ?? []) expect(edition.byCode.has(close.toUpperCase()), close).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('gives candidates that are items of the edition', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const { codes } of read(input).candidates) {
          for (const code of codes) expect(edition.byCode.has(code.toUpperCase()), code).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('gives spans inside the name, none empty', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const [start, end] of read(input).items.flatMap(({ spans }) => spans)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(input.name.length)
        }
      }),
      RUNS,
    )
  })

  it('keeps the order of states: mapped has all codes, no-item none, not-exam nothing and a reason', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { state, items, reason, flags } = read(input)
        const coded = items.filter(({ code }) => code !== null).length
        if (state === 'mapped') {
          expect(coded).toBeGreaterThan(0)
          expect(coded).toBe(items.length)
        }
        if (state === 'no-item') expect(coded).toBe(0)
        if (state === 'not-exam') expect(items).toEqual([])
        if (state === 'no-item' || state === 'not-exam') expect(reason).toBeDefined()
        const conflicts = flags.some((flag) => flag.startsWith('conflict:'))
        if (conflicts) expect(['conflict', 'not-exam']).toContain(state)
        else expect(state).not.toBe('conflict')
      }),
      RUNS,
    )
  })
})

describe('a side or contrast that is taken', () => {
  const SIDE_WORDS = /[左右双雙]|\b(l|r|lt|rt|left|right|both|bilat\w*)\b/i
  const sideOf = (item: ResultItem) => (item.facets !== undefined && 'side' in item.facets ? item.facets.side : null)
  const isContrast = ({ code }: ResultItem) => code !== null && /^[23]0.{6}2[12]/.test(code)

  it('has a literal span or a default behind the side when the name is all there is', () => {
    let sided = 0
    fc.assert(
      fc.property(anyName, (name) => {
        const { items, defaults } = read({ name })
        for (const { spans } of items.filter((item) => sideOf(item) !== null)) {
          sided += 1
          const literal = spans.some(
            ([start, end, facet]) => facet === 'side' || SIDE_WORDS.test(name.slice(start, end)),
          )
          expect(literal || defaults.includes('side'), name).toBe(true)
        }
      }),
      { numRuns: 100, seed: 7 },
    )
    expect(sided, 'names with a side among the random ones').toBeGreaterThan(0)
  })

  it('has a literal span behind contrast when the name is all there is', () => {
    let enhanced = 0
    fc.assert(
      fc.property(anyName, (name) => {
        for (const { spans } of read({ name }).items.filter(isContrast)) {
          enhanced += 1
          expect(
            spans.some(([, , facet]) => facet === 'scan'),
            name,
          ).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
    expect(enhanced, 'names with contrast among the random ones').toBeGreaterThan(0)
  })

  it('comes from a column only where the column says it', () => {
    const open = read({ name: '膝关节CT平扫' })
    expect(open.items.filter((item) => sideOf(item) !== null)).toEqual([])
    const left = read({ name: '膝关节CT平扫', side: '左' })
    expect(left.items.map(sideOf)).toEqual(['left'])
    expect(left.rules).toContain('side-from-column')
    const contrast = read({ name: '肝脏CT', contrast: '增强' })
    expect(contrast.items.map(isContrast)).toEqual([true])
    expect(contrast.rules).toContain('method-from-column')
  })
})

describe('no state is kept between names', () => {
  it('gives the same result alone, twice, in any order and beside others', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { minLength: 2, maxLength: 8 }), (inputs) => {
        const alone = inputs.map((input) => JSON.stringify(read(input)))
        const backwards = [...inputs].reverse().map((input) => JSON.stringify(read(input)))
        expect(backwards.reverse()).toEqual(alone)
        const between = inputs.map((input) => {
          read({ name: '(双侧膝关节CT平扫+增强' })
          return JSON.stringify(read(input))
        })
        expect(between).toEqual(alone)
      }),
      { numRuns: 100 },
    )
  })

  it('gives the same result from a fresh normaliser', () => {
    const fresh = createNormaliser(edition, vocabulary)
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(JSON.stringify(fresh.normalise(input))).toBe(JSON.stringify(read(input)))
      }),
      RUNS,
    )
  })

  it('does not change a result that was given before', () => {
    const result = read({ name: '左膝关节CT平扫' })
    const before = JSON.stringify(result)
    for (const name of ['右膝关节CT增强', '', '胸部('.repeat(2_000)]) read({ name })
    expect(JSON.stringify(result)).toBe(before)
  })

  it('echoes the count and never decides by it', () => {
    const { count, ...rest } = JSON.parse(JSON.stringify(read({ name: '胸部CT平扫', count: 7 })))
    expect(count).toBe(7)
    expect(rest).toEqual(JSON.parse(JSON.stringify(read({ name: '胸部CT平扫' }))))
  })
})
