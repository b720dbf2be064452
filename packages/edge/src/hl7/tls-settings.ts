import { createSecureContext, type SecureContextOptions } from 'node:tls'
import type { EdgeProblem } from '../problem.ts'

/** What the proxy shows of itself over TLS, and whom it believes. All are texts in PEM. */
export interface TlsSettings {
  readonly cert?: string
  readonly key?: string
  /** Certificates of authorities; those that the system knows if not said. */
  readonly ca?: string
}

/** What keeps the settings from being used, told at the start and not at the first connection. */
export function tlsProblem(settings: TlsSettings): EdgeProblem | undefined {
  // An empty text is taken for none at all, and a server without a certificate would refuse every sender.
  if (Object.values(settings).some((text) => text.trim() === '')) return { code: 'edge.tls-unusable', reason: 'empty' }
  try {
    createSecureContext(tlsOptions(settings))
    return undefined
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (!code.startsWith('ERR_')) throw error
    return { code: 'edge.tls-unusable', reason: message.slice(0, 200) }
  }
}

/** The settings as node:tls takes them; older versions than TLS 1.2 are not spoken. */
export function tlsOptions({ cert, key, ca }: TlsSettings): SecureContextOptions {
  return {
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(ca === undefined ? {} : { ca }),
    minVersion: 'TLSv1.2',
  }
}
