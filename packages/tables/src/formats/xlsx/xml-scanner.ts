import { decodePart } from './part-text.ts'

/** Receives the tags and texts of a part (`partText`). Names come without their prefix, attributes as they are written. */
export interface XmlHandler {
  open(name: string, attributes: string, selfClosing: boolean): void
  close(name: string): void
  /** Text as written (not decoded, entities not resolved), in one or several pieces; a CDATA section comes escaped. */
  text(raw: string): void
}

export interface XmlScanner {
  /** False when one tag, comment or section goes on beyond all measure. */
  feed(chunk: string): boolean
  /** False when the text ended inside a tag. */
  end(): boolean
}

/** Characters that one tag, comment or CDATA section may take; bounds memory and the work of looking at it again. */
const MAX_PIECE = 4 * 1024 * 1024

const SPACE = 32
const SLASH = 47
const COLON = 58
const GREATER = 62
const BANG = 33
const QUESTION = 63

/**
 * A small, forgiving, linear scanner for the XML inside workbooks: tags, text, CDATA; comments, instructions and the
 * document type are passed over (entities of one's own are never expanded).
 */
export function createXmlScanner(handler: XmlHandler): XmlScanner {
  let rest = ''

  function feed(chunk: string): boolean {
    const text = rest === '' ? chunk : rest + chunk
    let at = 0
    for (;;) {
      const open = text.indexOf('<', at)
      if (open < 0) {
        if (at < text.length) handler.text(text.slice(at))
        rest = ''
        return true
      }
      if (open > at) handler.text(text.slice(at, open))
      const first = text.charCodeAt(open + 1)
      const close = first === BANG ? special(text, open) : tagEnd(text, open + 1)
      if (close < 0) {
        rest = text.slice(open)
        return rest.length <= MAX_PIECE
      }
      if (first !== BANG && first !== QUESTION) tag(text, open + 1, close)
      at = close + 1
    }
  }

  /** Comment, CDATA or document type; returns the place of its last character. */
  function special(text: string, open: number): number {
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open + 4)
      return end < 0 ? -1 : end + 2
    }
    if (text.startsWith('<![CDATA[', open)) {
      const end = text.indexOf(']]>', open + 9)
      if (end < 0) return -1
      handler.text(text.slice(open + 9, end).replaceAll('&', '&amp;'))
      return end + 2
    }
    return text.length - open < 9 ? -1 : text.indexOf('>', open)
  }

  function tag(text: string, from: number, close: number): void {
    if (text.charCodeAt(from) === SLASH) {
      handler.close(localName(text, from + 1, close))
      return
    }
    const selfClosing = text.charCodeAt(close - 1) === SLASH
    const end = selfClosing ? close - 1 : close
    let start = from
    let nameEnd = from
    for (; nameEnd < end; nameEnd++) {
      const code = text.charCodeAt(nameEnd)
      if (code <= SPACE) break
      if (code === COLON) start = nameEnd + 1
    }
    const name = text.slice(start, nameEnd)
    handler.open(name, nameEnd < end ? text.slice(nameEnd + 1, end) : '', selfClosing)
    if (selfClosing) handler.close(name)
  }

  return { feed, end: () => rest === '' }
}

/** The `>` that ends a tag; one inside an attribute value does not. */
function tagEnd(text: string, from: number): number {
  if (text.charCodeAt(from) === SLASH) return text.indexOf('>', from)
  for (let at = text.indexOf('>', from); at >= 0; at = text.indexOf('>', at + 1)) {
    let before = at - 1
    while (before > from && (text.charCodeAt(before) === SLASH || text.charCodeAt(before) <= SPACE)) before--
    const code = text.charCodeAt(before)
    const tail = text.slice(from, at)
    if (code === 34 || code === 39 || code === QUESTION || !tail.includes('=')) return at
  }
  return -1
}

function localName(text: string, from: number, end: number): string {
  let start = from
  let stop = from
  for (; stop < end; stop++) {
    const code = text.charCodeAt(stop)
    if (code <= SPACE || code === GREATER) break
    if (code === COLON) start = stop + 1
  }
  return text.slice(start, stop)
}

/** The value of an attribute by its local name, entities resolved; undefined where it is missing. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = at === 0 ? SPACE : attributes.charCodeAt(at - 1)
    if (before > SPACE && before !== COLON) continue
    let next = at + name.length
    while (attributes.charCodeAt(next) <= SPACE) next++
    if (attributes.charCodeAt(next) !== 61) continue
    next++
    while (attributes.charCodeAt(next) <= SPACE) next++
    const quote = attributes.charAt(next)
    if (quote !== '"' && quote !== "'") continue
    const end = attributes.indexOf(quote, next + 1)
    return end < 0 ? undefined : resolveEntities(attributes.slice(next + 1, end))
  }
  return undefined
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Decoded text with its entities resolved and its line ends as XML has them (`\n`). */
function resolveEntities(raw: string): string {
  const decoded = decodePart(raw)
  const text = decoded.includes('\r') ? decoded.replaceAll(/\r\n?/g, '\n') : decoded
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));/gi, (all, hex, decimal, named) => {
    if (named !== undefined) return NAMED[String(named).toLowerCase()] ?? all
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

/** Text of a cell: Office writes characters that XML cannot hold as `_x0007_`. */
export function cellText(raw: string): string {
  const text = resolveEntities(raw)
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, hex) => String.fromCharCode(Number.parseInt(String(hex), 16)))
}
