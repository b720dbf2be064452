import { describe, expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'

/** The JSON that a command writes. */
async function json(...args: string[]): Promise<unknown> {
  const { out } = await runCommand([...args, '--json'])
  return JSON.parse(out)
}

describe('decode', () => {
  test('reads an item field by field, in both languages', async () => {
    const zh = await runCommand(['decode', '20010100110000', '--lang', 'zh'])
    expect(zh.exit).toBe(0)
    expect(zh.out).toMatch(/^20010100110000 {2}CT颅脑\(平扫\)\n/)
    expect(zh.out).toContain('20010100110000L')
    expect(zh.out).toMatch(/11 +扫描方式 +平扫/)
    expect((await runCommand(['decode', '20010100110000'])).out).toMatch(/11 +\S.* +plain/)
  })

  test('tells items, derived codes, local items and codes without an item apart', async () => {
    const codes = ['22072201221100', '20010100110000-A1', '20010100110000L', '20010100141100']
    const read = (await json('decode', ...codes)) as { kind: string }[]
    expect(read.map(({ kind }) => kind)).toEqual(['derived', 'local', 'item', 'well-formed'])
  })

  test('names field, reason and nearest items of a wrong code, and exits with 1', async () => {
    const { exit, out } = await runCommand(['decode', '20010100990000'])
    expect(exit).toBe(1)
    expect(out).toContain('99')
    expect(out).toContain('20010100110000')
    const read = await json('decode', '20010100990000')
    expect(read).toMatchObject([{ kind: 'invalid', problems: [{ code: 'code-unknown-value', at: 9 }] }])
  })
})

describe('encode', () => {
  test('gives the code of an exam in words', async () => {
    expect(await json('encode', '--modality', 'CT', '--part', '胸部', '--scan', '平扫')).toMatchObject({
      code: '20040100110000',
    })
  })

  test('asks for what is not said, and exits with 1', async () => {
    const { exit, err } = await runCommand(['encode', '-m', 'CT', '--part', '胸部', '--lang', 'zh'])
    expect(exit).toBe(1)
    expect(err).toContain('扫描方式')
  })
})

describe('search', () => {
  test.each([['胸部', '平扫'], ['xiongbu'], ['xbct'], ['200401001100001']])(
    'finds the plain chest CT by %s',
    async (...words) => {
      const [first] = (await json('search', ...words)) as { code: string }[]
      expect(first?.code).toBe('20040100110000')
    },
  )

  test('says that nothing was found', async () => {
    const { exit, out, err } = await runCommand(['search', 'qqqq'])
    expect([exit, out]).toEqual([0, ''])
    expect(err).toContain("nothing found for 'qqqq'")
  })
})

describe('item', () => {
  test('tells the sheet, the names and the components', async () => {
    expect(await json('item', '40040100003700')).toMatchObject({
      code: '40040100003700',
      sheet: expect.arrayContaining([expect.objectContaining({ field: 'views', value: '2' })]),
      components: [{ code: '40040100000100' }, { code: '40040100000200' }],
    })
    expect((await runCommand(['item', '20040100110000'])).out).toMatch(/contrast +none/)
  })

  test('takes a concept id', async () => {
    expect(await json('item', '442314783')).toMatchObject({ code: '20010100110000' })
  })

  test('exits with 1 for a code that is no item', async () => {
    expect((await runCommand(['item', '20010100990000'])).exit).toBe(1)
  })
})

describe('items', () => {
  test('lists every item, one JSON object a line', async () => {
    const { out } = await runCommand(['items'])
    const lines = out.trimEnd().split('\n')
    expect(lines).toHaveLength(1882)
    expect(Object.keys(JSON.parse(lines[0] ?? '') as object)).toEqual([
      'code',
      'checkForm',
      'conceptId',
      'name',
      'nameEn',
      'modality',
      'origin',
      'status',
      'facets',
      'designations',
    ])
  })

  test('keeps to the modality, and adds derived codes when asked', async () => {
    const cr = await runCommand(['items', '-m', 'CR', '--devices'])
    const lines = cr.out.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(100)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ modality: 'CR', origin: 'derived', conceptId: null })
    expect((await runCommand(['items', '-m', 'CR'])).out).toBe('')
  })
})

describe('standard check', () => {
  test('passes for the standard of this checkout', async () => {
    const { exit, out } = await runCommand(['standard', 'check'])
    expect(out).toContain('1882 items')
    expect(out.trimEnd().endsWith('passed')).toBe(true)
    expect(exit).toBe(0)
  })

  test('names the defects of a folder that is no standard', async () => {
    const { exit, err } = await runCommand(['standard', 'check', '--standard', '/nowhere'])
    expect(exit).toBe(1)
    expect(err).toContain('edition.json')
  })
})

describe('diff', () => {
  test('finds no difference between a release and itself', async () => {
    expect(await json('diff', '1.0.0', '1.0.0')).toMatchObject({ from: '1.0.0', to: '1.0.0', added: [], renamed: [] })
  })

  test('says which releases there are', async () => {
    const { exit, err } = await runCommand(['diff', '0.9', 'coming'])
    expect(exit).toBe(1)
    expect(err).toContain("there is no release '0.9'; there are 1.0.0")
  })
})
