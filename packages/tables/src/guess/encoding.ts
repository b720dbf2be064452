import { isAscii, isUtf8 } from 'node:buffer'
import { type Guess, given, guessed } from '../evidence/evidence.ts'
import { failed, type Result } from '../model/result.ts'
import type { ByteSource } from '../source/byte-source.ts'

/** Encodings that are read; `gb18030` covers GBK and GB 2312. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const

export type Encoding = (typeof ENCODINGS)[number]

export interface TextEncoding {
  readonly encoding: Guess<Encoding>
  /** Bytes of the byte order mark at the start of the file. */
  readonly markLength: number
}

const NAMES: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  big5: 'big5',
  cp950: 'big5',
}

/** The encoding that a label such as `GBK` or `utf8` stands for. */
export function encodingOf(label: string): Encoding | undefined {
  const key = label.trim().toLowerCase().replaceAll('_', '-')
  return Object.hasOwn(NAMES, key) ? NAMES[key] : undefined
}

/** Guesses the encoding of a text file: byte order mark, then UTF-8, then GB18030 against Big5. */
export async function guessEncoding(source: ByteSource, wanted?: string): Promise<Result<TextEncoding>> {
  const { head } = source
  const mark = byteOrderMark(head)
  if (wanted !== undefined) {
    const encoding = encodingOf(wanted)
    if (encoding === undefined) return failed({ code: 'table-unknown-encoding', file: source.name, encoding: wanted })
    return ok(given(encoding), mark?.encoding === encoding ? mark.length : 0)
  }
  if (mark !== undefined) return ok(guessed(mark.encoding, { code: 'byte-order-mark' }), mark.length)
  const wide = alternatingZeros(head)
  if (wide !== undefined) return ok(guessed(wide, { code: 'zero-bytes-alternate' }), 0)
  const sample = isAscii(head) ? await firstNonAscii(source) : head
  if (sample === undefined) return ok(guessed('utf-8', { code: 'ascii-only' }), 0)
  if (isUtf8(wholeLines(sample))) return ok(guessed('utf-8', { code: 'valid-utf8' }), 0)
  return ok(chineseEncoding(wholeLines(sample)), 0)
}

function ok(encoding: Guess<Encoding>, markLength: number): Result<TextEncoding> {
  return { ok: true, value: { encoding, markLength } }
}

function byteOrderMark(head: Buffer): { encoding: Encoding; length: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  if (head[0] === 0x84 && head[1] === 0x31 && head[2] === 0x95 && head[3] === 0x33)
    return { encoding: 'gb18030', length: 4 }
  return undefined
}

/** UTF-16 without a mark: its delimiters and line ends leave zero bytes at odd (or even) places only. */
function alternatingZeros(head: Buffer): Encoding | undefined {
  let even = 0
  let odd = 0
  const length = Math.min(head.length, 4096)
  for (let i = head.indexOf(0); i >= 0 && i < length; i = head.indexOf(0, i + 1)) {
    if (i % 2 === 0) even++
    else odd++
  }
  if (odd >= 4 && odd * 20 > length && even === 0) return 'utf-16le'
  if (even >= 4 && even * 20 > length && odd === 0) return 'utf-16be'
  return undefined
}

/** A pipe cannot be read ahead: there an ASCII head decides, and later bytes that are no UTF-8 are a problem of their row. */
async function firstNonAscii(source: ByteSource): Promise<Buffer | undefined> {
  if (source.whole || source.readAt === null) return undefined
  for await (const chunk of source.chunks()) if (!isAscii(chunk)) return chunk
  return undefined
}

/** Cuts a half character off both ends: line ends are never inside one, in UTF-8, GB18030 and Big5. */
function wholeLines(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(0x0a)
  if (bytes.length < 64 || end < 0) return bytes
  const tail = bytes.subarray(0, end + 1)
  const start = tail[0] !== undefined && tail[0] < 0x80 ? 0 : Math.max(0, tail.indexOf(0x0a) + 1)
  return start < end ? tail.subarray(start) : tail
}

const decodeLoosely = (label: string, bytes: Buffer): string =>
  new TextDecoder(label, { ignoreBOM: true }).decode(bytes)

/** Characters that tables of exams use most, simplified and traditional. */
const USUAL = new Set(
  '的一二三部位检查項项目名称稱平扫掃增强強胸腹头頭颅顱颈頸腰椎盆腔关節节骨左右双雙侧側正斜成像三维維重建血管造影超声聲彩色心脏臟肝胆膽脾胰肾腎上下中全普通数數字摄攝片磁共振医醫院科室代编編码碼序号號备備注註设設备备类類型别別收费費单單价價金额額人次量',
)

/** Characters that are broken in a text whose encoding is right for the rest of it. */
const FEW = 8

function chineseEncoding(bytes: Buffer): Guess<Encoding> {
  const scored = (['gb18030', 'big5', 'utf-8'] as const).map((encoding) => {
    const text = decodeLoosely(encoding, bytes.subarray(0, 65_536))
    let han = 0
    let usual = 0
    let broken = 0
    for (const char of text) {
      if (char === '\uFFFD') broken++
      else if (char >= '\u2E80') {
        han++
        if (USUAL.has(char)) usual++
      }
    }
    return { encoding, broken, share: han === 0 ? 0 : usual / han }
  })
  const [gb, big, utf8] = scored as [(typeof scored)[number], (typeof scored)[number], (typeof scored)[number]]
  // A few damaged bytes in UTF-8: read as GB18030 nearly all of it would become other characters, and valid ones.
  if (utf8.broken <= FEW && utf8.share > 2 * gb.share && utf8.share > 2 * big.share) {
    const known = { code: 'known-characters', share: utf8.share } as const
    return guessed('utf-8', { code: 'invalid-in-every-encoding' }, known)
  }
  // Much Big5 is valid GB18030 by accident, but then hardly one usual character comes out.
  const best = big.broken <= gb.broken && big.share > 2 * gb.share ? big : gb
  const known = { code: 'known-characters', share: best.share } as const
  return best.broken > 0 && gb.broken > 0 && big.broken > 0 && best.broken > FEW
    ? guessed(best.encoding, { code: 'invalid-in-every-encoding' }, known)
    : guessed(best.encoding, { code: 'invalid-utf8-valid-as', encoding: best.encoding }, known)
}
