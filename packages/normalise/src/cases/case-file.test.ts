import { describe, expect, it } from 'vitest'
import { parseCaseFile } from './case-file.ts'

const codesOf = (text: string): readonly string[] => parseCaseFile(text).problems.map((p) => p.code)
const ONE = '# Chest\n=== 胸部CT平扫 ===\n'

describe('reading a case file', () => {
  it('reads the phenomenon, the name, the columns and the expectation', () => {
    const { file, problems } = parseCaseFile(
      '# Chest films\n\n=== 胸片 === DX side=左 part=胸部\nmapped 40040100000100\n[narrower] [modifiers: bedside, child] [flags: none]\n',
    )
    expect(problems).toEqual([])
    expect(file).toEqual({
      phenomenon: 'Chest films',
      cases: [
        {
          input: { name: '胸片', modality: 'DX', side: '左', part: '胸部' },
          line: 3,
          expected: {
            readings: [{ state: 'mapped', codes: ['40040100000100'] }],
            relation: 'narrower',
            lists: { modifiers: ['bedside', 'child'], flags: [] },
          },
        },
      ],
    })
  })

  it('gives headings that follow one another the same expectation', () => {
    const { file } = parseCaseFile('# X\n=== a ===\n=== b === CT\nnot-exam\n[reason: film]\n\n=== c ===\nambiguous\n')
    expect(file.cases.map((c) => [c.input.name, c.expected.readings[0]?.state, c.expected.reason])).toEqual([
      ['a', 'not-exam', 'film'],
      ['b', 'not-exam', 'film'],
      ['c', 'ambiguous', undefined],
    ])
  })

  it('reads alternatives and lets a reading inherit the state before it', () => {
    const { file, problems } = parseCaseFile(
      `${ONE}mapped 20040100110000+20050100110000 | 20053000110000 | ambiguous\n[candidates: 20040100110000]\n`,
    )
    expect(problems).toEqual([])
    expect(file.cases[0]?.expected.readings).toEqual([
      { state: 'mapped', codes: ['20040100110000', '20050100110000'] },
      { state: 'mapped', codes: ['20053000110000'] },
      { state: 'ambiguous', codes: undefined },
    ])
    expect(file.cases[0]?.expected.candidates).toEqual(['20040100110000'])
  })

  it('keeps spaces, equal signs and escapes of a name', () => {
    const { file } = parseCaseFile(
      '# X\n===   胸部  CT === ===\nnot-exam\n=== a\\tb\\ud800 ===\nnot-exam\n===  ===\nnot-exam\n',
    )
    expect(file.cases.map((c) => c.input.name)).toEqual(['  胸部  CT ===', 'a\tb\ud800', ''])
  })

  it.each([
    ['a file without a phenomenon', '=== a ===\nambiguous\n', 'no-phenomenon'],
    ['a file without a case', '# X\n', 'no-case'],
    ['a case without an expectation', '# X\n=== a ===\n\n=== b ===\nambiguous\n', 'no-expectation'],
    ['text outside a case', '# X\nhello\n=== a ===\nambiguous\n', 'text-outside-case'],
    ['a broken heading', '# X\n=== a\n', 'bad-heading'],
    ['an unknown column', '# X\n=== a === CT colour=red\nambiguous\n', 'unknown-column'],
    ['a second bare word', '# X\n=== a === CT MR\nambiguous\n', 'unknown-column'],
    ['an unknown state', `${ONE}done 20040100110000\n`, 'unknown-state'],
    ['a malformed code', `${ONE}mapped 2004010011000\n`, 'bad-code'],
    ['a mapped reading without codes', `${ONE}mapped\n`, 'codes-required'],
    ['codes where nothing may be chosen', `${ONE}no-item 20040100110000\n`, 'codes-forbidden'],
    ['an annotation that is none', `${ONE}ambiguous\nnarrower\n`, 'bad-annotation'],
    ['an unknown key', `${ONE}ambiguous\n[colour: red]\n`, 'unknown-key'],
    ['a bare word that is no relation', `${ONE}ambiguous\n[smaller]\n`, 'unknown-key'],
    ['a value outside the closed list', `${ONE}ambiguous\n[modifiers: blue]\n`, 'unknown-value'],
    ['an unknown reason', `${ONE}not-exam\n[reason: rain]\n`, 'unknown-value'],
    ['a key twice', `${ONE}ambiguous\n[flags: none] [flags: none]\n`, 'key-twice'],
    ['a relation of several items', `${ONE}mapped 20040100110000+20050100110000\n[narrower]\n`, 'relation-of-several'],
    ['the same case twice', '# X\n=== a ===\nambiguous\n\n=== a ===\nnot-exam\n', 'case-twice'],
  ])('reports %s', (_what, text, code) => {
    expect(codesOf(text)).toContain(code)
  })
})
