/** What references are made with. Who holds it can make the same references again; nobody else can try identifiers out. */
export interface PseudonymKey {
  readonly secret: Uint8Array
}

const SHORTEST = 32
const BLOCK = 64

/** Reads a key as text: 64 hexadecimal digits or base64 of at least 32 bytes; undefined where it is too short. */
export function readPseudonymKey(text: string): PseudonymKey | undefined {
  const trimmed = text.trim()
  const secret = /^[0-9a-f]{64,}$/iu.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  return secret.length < SHORTEST || secret.length > BLOCK ? undefined : { secret }
}

/**
 * SQL of the HMAC-SHA-256 of a text expression, as 32 hexadecimal digits. `purpose` keeps references of studies, patients
 * and institutions apart: none can be found by the others.
 */
export function pseudonymSql({ secret }: PseudonymKey, purpose: string, expression: string): string {
  const pad = (value: number) => {
    const block = Buffer.alloc(BLOCK, value)
    for (const [at, byte] of secret.entries()) block[at] = byte ^ value
    return `unhex('${block.toString('hex')}')`
  }
  const text = `encode('yingma-labels-1|${purpose}|' || ${expression})`
  return `substring(sha256(${pad(0x5c)} || unhex(sha256(${pad(0x36)} || ${text}))), 1, 32)`
}
