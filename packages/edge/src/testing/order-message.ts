import { encodeText } from '../hl7/charset.ts'

/** What an order of a test says; everything else of the message is made up and stays the same. */
export interface OrderWords {
  readonly obr4?: string
  readonly section?: string
  readonly type?: string
  readonly label?: string
  readonly charset?: 'utf-8' | 'gb18030'
  /** Further segments, each with its CR. */
  readonly more?: string
  readonly marks?: string
}

/** An order message with a patient whose name looks like delimiters in GB18030. */
export function orderMessage(words: OrderWords = {}): Uint8Array {
  const {
    obr4 = 'CT01^胸部CT平扫^L',
    section = 'CT',
    type = 'ORM^O01',
    label = 'UNICODE UTF-8',
    charset = 'utf-8',
    more = '',
    marks = '|^~\\&',
  } = words
  const text = [
    `MSH${marks}|HIS|YIYUAN|RIS|FANGSHE|20261103083000||${type}|M0001|P|2.4||||||${label}`,
    'PID|||P0001||张^三||19700101|M',
    'ORC|NW|O0001',
    `OBR|1|O0001||${obr4}${'|'.repeat(12)}李医生${'|'.repeat(8)}${section}|||1^^^^^R`,
    more,
  ].join('\r')
  const bytes = encodeText(text, charset)
  if (bytes === null) throw new Error('the message of the test is not of its encoding')
  return bytes
}
