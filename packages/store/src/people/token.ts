import { createHash, randomBytes } from 'node:crypto'

/** A new secret: 32 random bytes. Shown once; the registry keeps only its hash. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. It has 256 random bits, so a plain hash cannot be searched back. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
