import { describe, expect, it } from 'vitest'
import { memorySource } from '../source/byte-source.ts'
import { encodeGb18030 } from '../testing/gb18030.ts'
import { encodingOf, guessEncoding } from './encoding.ts'

const text = '项目编码,项目名称,检查部位\n0012,CT胸部平扫,胸部\n'
/** 檢查名稱,部位 / CT頭部掃描,頭部 */
const big5 = Buffer.from('c0cbac64a657bad92cb3a1a6ec0a4354c059b3a1b1bdb4792cc059b3a10a', 'hex')
const utf16be = (t: string): Buffer => Buffer.from(t, 'utf16le').swap16()

describe('the encoding of a text', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8', 'valid-utf8', 0],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8', 'byte-order-mark', 3],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le', 'byte-order-mark', 2],
    ['big-endian UTF-16 with a mark', utf16be(`\uFEFF${text}`), 'utf-16be', 'byte-order-mark', 2],
    [
      'UTF-16 without a mark',
      Buffer.from('code,name,n\r\n1,CT head,5\r\n', 'utf16le'),
      'utf-16le',
      'zero-bytes-alternate',
      0,
    ],
    ['GB18030', encodeGb18030(text), 'gb18030', 'invalid-utf8-valid-as', 0],
    ['Big5', big5, 'big5', 'invalid-utf8-valid-as', 0],
    ['ASCII', Buffer.from('code,name\n1,CT head\n'), 'utf-8', 'ascii-only', 0],
  ])('is found for %s and says why', async (_title, bytes, encoding, code, markLength) => {
    const guess = await guessEncoding(memorySource(bytes, 't.csv'))
    expect(guess).toMatchObject({ ok: true, value: { encoding: { value: encoding, given: false }, markLength } })
    expect(guess.ok && guess.value.encoding.evidence[0]?.code).toBe(code)
  })

  it('stays UTF-8 where a few bytes are damaged', async () => {
    const damaged = Buffer.concat([
      Buffer.from(text),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('0013,头颅MRI平扫,头颅\n'),
    ])
    const guess = await guessEncoding(memorySource(damaged, 't.csv'))
    expect(guess).toMatchObject({ ok: true, value: { encoding: { value: 'utf-8' } } })
    expect(guess.ok && guess.value.encoding.evidence[0]?.code).toBe('invalid-in-every-encoding')
  })

  it('looks beyond an ASCII beginning', async () => {
    const long = Buffer.concat([Buffer.from('1,CT\n'.repeat(400_000)), encodeGb18030('2,胸部正位\n')])
    const guess = await guessEncoding(memorySource(long, 't.csv'))
    expect(guess).toMatchObject({ ok: true, value: { encoding: { value: 'gb18030' } } })
  })

  it('is not misled by a character cut at the end of the beginning', async () => {
    const line = '胸部,CT胸部平扫\n'
    for (let pad = 0; pad < 3; pad++) {
      const bytes = Buffer.from('x'.repeat(pad) + line.repeat(60_000))
      expect(await guessEncoding(memorySource(bytes, 't.csv'))).toMatchObject({
        value: { encoding: { value: 'utf-8' } },
      })
    }
  })

  it('is what the user gives', async () => {
    expect(await guessEncoding(memorySource(big5, 't.csv'), 'GBK')).toMatchObject({
      value: { encoding: { value: 'gb18030', given: true } },
    })
  })

  it('refuses a name that is not known', async () => {
    expect(await guessEncoding(memorySource(big5, 't.csv'), 'klingon')).toEqual({
      ok: false,
      problem: { code: 'table-unknown-encoding', file: 't.csv', encoding: 'klingon' },
    })
  })

  it.each([
    ['gb2312', 'gb18030'],
    ['UTF8', 'utf-8'],
    ['utf_16le', 'utf-16le'],
    ['toString', undefined],
  ])('%s is %s', (label, encoding) => {
    expect(encodingOf(label)).toBe(encoding)
  })
})
