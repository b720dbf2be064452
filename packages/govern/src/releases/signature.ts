import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'

/** `signature.json` of a release folder: who signed its manifest, byte for byte. */
export interface Signature {
  readonly algorithm: 'ed25519'
  /** PEM. */
  readonly publicKey: string
  /** Base64. */
  readonly signature: string
}

/** A new key pair, as PEM: the private one stays with the publisher. */
export function createSigningKey(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

/** Signs a text; `null` where the key is no ed25519 key in PEM. */
export function signText(text: string, privateKey: string): Signature | null {
  const key = keyOf(() => createPrivateKey(privateKey))
  if (key === null) return null
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  return { algorithm: 'ed25519', publicKey, signature: sign(null, Buffer.from(text), key).toString('base64') }
}

/** Whether the signature is of this text and, where a key is trusted, by that key. */
export function isSigned(text: string, { publicKey, signature }: Signature, trusted?: string): boolean {
  const key = keyOf(() => createPublicKey(publicKey))
  if (key === null || !verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))) return false
  if (trusted === undefined) return true
  return keyOf(() => createPublicKey(trusted))?.equals(key) === true
}

function keyOf(read: () => KeyObject): KeyObject | null {
  try {
    const key = read()
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    // Not a key at all: the caller says so.
    return null
  }
}
