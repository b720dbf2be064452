import { createHmac } from 'node:crypto'

/** What an institution makes tokens with. All institutions of a region that link with one another hold the same key. */
export interface LinkageKey {
  /** At least 32 bytes; never leaves the institutions. */
  readonly secret: Uint8Array
}

const SHORTEST_KEY = 32

/** Reads a key as text: 64 hexadecimal digits or base64 of at least 32 bytes; undefined where it is too short. */
export function readLinkageKey(text: string): LinkageKey | undefined {
  const trimmed = text.trim()
  const secret = /^[0-9a-f]{64,}$/iu.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  return secret.length < SHORTEST_KEY ? undefined : { secret }
}

/**
 * The token that stands for a patient outside of the institution: HMAC-SHA-256 of the identifier (an identity card number; width,
 * case, spaces and hyphens do not matter), marked with its version. Without the key it can be neither reversed nor tried out.
 * Undefined for an identifier that is empty or plainly a placeholder.
 */
export function linkageToken(identifier: string, key: LinkageKey): string | undefined {
  const canonical = identifier.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/gu, '')
  if (canonical.length < 6 || /^(.)\1*$/u.test(canonical)) return undefined
  const digest = createHmac('sha256', key.secret).update(`yingma-linkage-1\0${canonical}`).digest('base64url')
  return `y1.${digest}`
}
