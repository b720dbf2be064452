import type { FaultKind } from './fault.ts'
import { INVISIBLE } from './match-code.ts'

type NameFault = FaultKind & `name-${string}`

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&#43;': '+',
  '&#40;': '(',
  '&#41;': ')',
  '&nbsp;': ' ',
}

/** What happened to a name, the most telling first; undefined where nothing did. `others` are all other approved names. */
export function compareName(expected: string, found: string, others: ReadonlySet<string>): NameFault | undefined {
  if (found === expected) return undefined
  if (found.trim() === '') return 'name-empty'
  if (found === `*${expected}`) return 'name-star-left'
  if (`*${found}` === expected) return 'name-star-missing'
  if (swapSides(found) === expected) return 'name-side'
  if (others.has(found)) return 'name-of-other'
  if (isGarbled(expected, found)) return 'name-garbled'
  if (unescaped(found) === expected) return 'name-escaped'
  if (found.replace(INVISIBLE, '') === expected.replace(INVISIBLE, '')) return 'name-spaces'
  if (expected.startsWith(found)) return 'name-truncated'
  const [a, b] = [found, expected].map((text) => text.normalize('NFKC').replaceAll('，', ',').replaceAll('、', ','))
  if (a === b) return 'name-width'
  if (a?.toLowerCase() === b?.toLowerCase()) return 'name-case'
  return 'name-changed'
}

/** Left for right and right for left. */
export function swapSides(text: string): string {
  return text.replaceAll(/[左右]/g, (side) => (side === '左' ? '右' : '左'))
}

/** Read in the wrong encoding, cut inside a character, or replaced by question marks. */
function isGarbled(expected: string, found: string): boolean {
  if (/\uFFFD|锟斤拷|�/.test(found)) return true
  if (/\?/.test(found) && !expected.includes('?')) {
    const pattern = [...found].map((one) => (one === '?' ? '[^]' : one.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')))
    if (new RegExp(`^${pattern.join('')}$`, 'u').test(expected) || /\?{3}/.test(found)) return true
  }
  const bytes = Buffer.from(expected, 'utf8')
  return found === bytes.toString('latin1') || found === new TextDecoder('gb18030').decode(bytes)
}

function unescaped(text: string): string {
  return text
    .replaceAll(/&(?:amp|lt|gt|quot|apos|nbsp|#39|#4[013]);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll("''", "'")
}
