import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createExamCoder } from '../coding/exam-coder.ts'
import { border } from '../testing/border-coder.ts'
import { orderMessage } from '../testing/order-message.ts'
import { type AnnotateOptions, annotateMessage } from './annotate-message.ts'

const { coder } = border()
const CHEST = '20040100110000^CT胸部(平扫)^99YINGMA'

const annotate = (bytes: Uint8Array, options: Partial<AnnotateOptions> = {}) =>
  annotateMessage(bytes, { coder, ...options })
const textOf = (bytes: Uint8Array, encoding = 'utf-8') => new TextDecoder(encoding).decode(bytes)
const left = (bytes: Uint8Array, options: Partial<AnnotateOptions> = {}) => {
  const annotated = annotate(bytes, options)
  expect(annotated.bytes === bytes).toBe(true)
  return annotated.passed ?? annotated.fields.map((field) => field.left).join()
}

describe('what is added', () => {
  test('the item stands as alternate identifier, everything else as it was', () => {
    const message = orderMessage()
    const { bytes, fields } = annotate(message)
    expect(textOf(bytes)).toBe(textOf(message).replace('胸部CT平扫^L', `胸部CT平扫^L^${CHEST}`))
    expect(fields).toEqual([{ field: 'OBR-4', left: null }])
  })

  test.each([
    ['CT01^胸部CT平扫', `CT01^胸部CT平扫^^${CHEST}`],
    ['^胸部CT平扫', `^胸部CT平扫^^${CHEST}`],
    ['CT01^胸部CT平扫^L^', `CT01^胸部CT平扫^L^${CHEST}`],
    ['CT01^胸部CT平扫^L^^', `CT01^胸部CT平扫^L^${CHEST}`],
    ['CT01^胸部CT平扫^L^^^', `CT01^胸部CT平扫^L^${CHEST}`],
    ['CT01^胸部CT平扫^L^^^^V1^^胸', `CT01^胸部CT平扫^L^${CHEST}^V1^^胸`],
  ])('empty components are filled and missing ones added: %s', (before, after) => {
    const message = orderMessage({ obr4: before })
    expect(textOf(annotate(message).bytes)).toBe(textOf(message).replace(`|${before}|`, `|${after}|`))
  })

  test('several exams are the identifier of their set, in a coding system of its own', () => {
    const { bytes } = annotate(orderMessage({ obr4: '9^胸部CT平扫+上腹部CT平扫^L' }))
    expect(textOf(bytes)).toContain('^L^20040100110000+20050100110000^CT胸部(平扫)+CT上腹部(平扫)^99YINGMASET|')
  })

  test('the modality of OBR-24 is understood in the words of HL7 and of DICOM', () => {
    for (const section of ['NMR', 'MR']) {
      expect(textOf(annotate(orderMessage({ obr4: '1^颅脑平扫', section })).bytes)).toContain('^30010100110000^')
    }
    expect(left(orderMessage({ obr4: '1^颅脑平扫', section: '' }))).toBe('ambiguous')
  })

  test('OBX-3 that repeats the order gets its coding, and so does another exam whose name says it whole', () => {
    const more =
      'OBX|1|TX|CT01^胸部CT平扫^L||未见异常\rOBX|2|TX|X7^左膝关节正侧位^L||未见异常\rOBX|3|TX|CT01&IMP^印象^L||好\r'
    const { bytes, fields } = annotate(orderMessage({ type: 'ORU^R01', more }))
    expect(textOf(bytes)).toContain(`OBX|1|TX|CT01^胸部CT平扫^L^${CHEST}||`)
    expect(textOf(bytes)).toContain('^左膝关节正侧位^L^40072201003700^DR左膝关节正、侧位^99YINGMA|')
    expect(fields.map((field) => field.left)).toEqual([null, null, null, 'section'])
    const same = annotate(orderMessage({ type: 'ORU^R01', more }), { obx: 'same' })
    expect(same.fields.map((field) => field.left)).toEqual([null, null, 'no-exam-of-order', 'section'])
    expect(annotate(orderMessage({ type: 'ORU^R01', more }), { obx: 'none' }).fields).toHaveLength(1)
  })

  test('a finding does not become an exam by the modality of its order', () => {
    const more = 'OBX|1|TX|F1^肝脏^L||未见异常\r'
    const { fields } = annotate(orderMessage({ type: 'ORU^R01', obr4: 'U^肝胆脾胰彩超^L', section: 'US', more }))
    expect(fields.map((field) => field.left)).toEqual([null, 'ambiguous'])
  })

  test('other delimiters than the usual ones are those of MSH, and marks inside a name are escaped', () => {
    const message = orderMessage({ marks: '|+~\\&', obr4: '1+胸部CT平扫', type: 'ORM+O01' })
    expect(textOf(annotate(message).bytes)).toContain('+胸部CT平扫++20040100110000+CT胸部(平扫)+99YINGMA|')
    const bracket = orderMessage({ marks: '|^(\\&', obr4: '1^胸部CT平扫' })
    expect(textOf(annotate(bracket).bytes)).toContain('^CT胸部\\R\\平扫)^')
    const unescaped = orderMessage({ marks: '|^(', obr4: '1^胸部CT平扫' })
    expect(textOf(annotate(unescaped).bytes)).toContain('^CT Chest, plain^99YINGMA')
    expect(left(Buffer.from('MSH|^,|||||1||ORM|1|P|2.3\rOBR|1|||1^CT CHEST\r'))).toBe('text-not-writable')
  })
})

describe('what stays', () => {
  test('a second pass adds nothing', () => {
    const once = annotate(orderMessage()).bytes
    expect(left(once)).toBe('already-coded')
  })

  test.each([
    ['alternate-taken', { obr4: 'CT01^胸部CT平扫^L^36643-5^Chest^LN' }],
    ['alternate-taken', { obr4: 'CT01^胸部CT平扫^L^^^LN' }],
    ['repeats', { obr4: 'CT01^胸部CT平扫^L~CT02^头部CT平扫^L' }],
    ['no-text', { obr4: '' }],
    ['no-text', { obr4: 'CT01^""^L' }],
    ['conflict', { section: 'NMR' }],
    ['ambiguous', { obr4: '1^膝关节CT平扫' }],
    ['not-exam', { obr4: '1^CT胶片' }],
    ['not-imaging', { section: 'LAB' }],
    ['text-unreadable', { obr4: '1^胸部CT平扫\\X0D\\' }],
    ['text-unreadable', { obr4: '1^胸部\\CT平扫' }],
    ['other-message', { type: 'ADT^A01' }],
    ['charset', { label: 'BIG-5' }],
    ['not-a-message', { marks: '|^^\\&' }],
    ['not-a-message', { marks: '|^~\\&#$' }],
  ] as const)('%s: %o', (reason, words) => {
    expect(left(orderMessage(words))).toBe(reason)
  })

  test('sets, where the receiver does not want them', () => {
    const { edition, normaliser } = border()
    const message = orderMessage({ obr4: '9^胸部CT平扫+上腹部CT平扫^L' })
    expect(left(message, { coder: createExamCoder(edition, normaliser, { sets: false }) })).toBe('several-items')
  })

  test('a message that is too long, that is none, that is two', () => {
    expect(left(orderMessage(), { maxMessage: 100 })).toBe('too-long')
    expect(left(Buffer.from('PID|1\r'))).toBe('not-a-message')
    expect(left(new Uint8Array(0))).toBe('not-a-message')
    expect(left(Buffer.concat([orderMessage(), orderMessage()]))).toBe('not-a-message')
  })

  test('a fault of the program costs the coding, not the message', () => {
    const faulty = {
      code: () => {
        throw new TypeError('a bug')
      },
    }
    expect(left(orderMessage(), { coder: faulty })).toBe('failed')
  })
})

describe('bytes', () => {
  test.each(['GB 18030-2000', 'GB18030', ''])('a GB18030 message labelled %j stays one', (label) => {
    // 俓 and 倈 end with the bytes of \ and |, 刕 with that of ^.
    const message = orderMessage({ charset: 'gb18030', label, more: 'NTE|1||俓倈刕\rOBR|2|俓||2^倈 胸部CT平扫\r' })
    const { bytes, fields } = annotate(message)
    expect(textOf(bytes, 'gb18030')).toBe(
      textOf(message, 'gb18030')
        .replace('胸部CT平扫^L', `胸部CT平扫^L^${CHEST}`)
        .replace(/倈 胸部CT平扫/, `$&^^${CHEST}`),
    )
    expect(fields).toHaveLength(2)
  })

  test('a patient in another encoding than the message passes unread', () => {
    const message = Buffer.from(orderMessage())
    message.set([0xff, 0xfe, 0x80], message.indexOf('张'))
    const { bytes } = annotate(message)
    expect(Buffer.from(bytes).includes(CHEST)).toBe(true)
    expect(Buffer.from(bytes).includes(Buffer.from([0xff, 0xfe, 0x80]))).toBe(true)
  })

  test('a message that can hold no Chinese gets the English name', () => {
    const message = Buffer.from('MSH|^~\\&|A|B|C|D|1||ORM^O01|1|P|2.3\rOBR|1|||7^CT CHEST W/O CONTRAST^L\r')
    expect(textOf(annotate(message).bytes)).toContain('^L^20040100110000^CT Chest, plain^99YINGMA\r')
  })

  test.each(['\r', '\n', '\r\n'])('line ends %j of files stay', (lineEnd) => {
    const message = Buffer.from(textOf(orderMessage({ more: 'NTE|1\r' })).replaceAll('\r', lineEnd))
    const { bytes } = annotate(message)
    expect(textOf(bytes)).toBe(textOf(message).replace('胸部CT平扫^L', `胸部CT平扫^L^${CHEST}`))
  })

  test('whatever comes in comes out: taking the added bytes away gives the original', () => {
    const word = fc.constantFrom(
      '胸部CT平扫',
      '左膝关节MR',
      '血常规',
      '',
      '""',
      '\\F\\',
      '\\',
      '俓',
      'a&b',
      '~',
      '^',
      '^^^',
      '|',
      '\r',
      '\n',
      '\rOBR|1|||',
      '\rOBX|1|TX|',
      'MSH|^~\\&|',
      '\u000b',
    )
    const noise = fc.uint8Array({ maxLength: 12 })
    const part = fc.oneof(
      word.map((text) => Buffer.from(text)),
      noise.map((bytes) => Buffer.from(bytes)),
    )
    const input = fc.tuple(
      fc.boolean(),
      fc.constantFrom('', 'UNICODE UTF-8', 'GB18030'),
      fc.array(part, { maxLength: 12 }),
    )
    let changed = 0
    fc.assert(
      fc.property(input, ([whole, label, parts]) => {
        const head = whole
          ? orderMessage({ label, ...(label === 'GB18030' ? { charset: 'gb18030' } : {}) })
          : Buffer.from(`MSH|^~\\&|||||1||ORU|1|P|2.5||||||${label}\rOBR|1|||`)
        const message = Buffer.concat([head, ...parts])
        const before = Buffer.from(message)
        const annotated = annotate(message)
        expect(message.equals(before)).toBe(true)
        const added = annotated.fields.filter((field) => field.left === null).length
        if (added > 0) changed++
        expect(isWithAdditions(message, annotated.bytes)).toBe(true)
        expect(annotated.bytes === message || added > 0).toBe(true)
      }),
      { numRuns: 400 },
    )
    expect(changed).toBeGreaterThan(20)
  })
})

const CODING = /^\^*[2-5][0U][0-9A-Z]{12}(?:\+[0-9A-Z]{12,14})*\^[^|\r\n]+\^99YINGMA(?:SET)?$/u

/**
 * Whether the second is the first with nothing but codings put in: segment by segment, what the two do not share at
 * their beginnings and ends is a coding in the one and nothing, or separators of empty components, in the other.
 */
function isWithAdditions(before: Uint8Array, after: Uint8Array): boolean {
  const lines = [before, after].map((bytes) =>
    Buffer.from(bytes)
      .toString('latin1')
      .split(/(?<=[\r\n])/),
  )
  const [from = [], to = []] = lines
  return from.length === to.length && from.every((line, at) => isCodedLine(line, to[at]!))
}

function isCodedLine(before: string, after: string): boolean {
  if (before === after) return true
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  while (start > 0 && before[start - 1] === '^') start--
  let end = 0
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const added = after.slice(start, after.length - end)
  return /^\^*$/.test(before.slice(start, before.length - end)) && CODING.test(added)
}
