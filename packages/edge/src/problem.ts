/** What can go wrong at the border. Plain data, told apart by `code`; the texts are in `texts/`. */
export type EdgeProblem =
  | { readonly code: 'edge.cannot-listen'; readonly address: string; readonly reason: string }
  | { readonly code: 'edge.tls-unusable'; readonly reason: string }
  | { readonly code: 'edge.unreadable'; readonly path: string; readonly reason: string }
  | { readonly code: 'edge.cannot-write'; readonly path: string; readonly reason: string }
  | { readonly code: 'edge.no-dicom'; readonly folder: string; readonly files: number }
  | { readonly code: 'edge.not-an-item'; readonly input: string; readonly nearest: readonly string[] }
  | { readonly code: 'edge.text-not-writable'; readonly text: string; readonly charset: string }

/** Either the value or the problem that kept it from being made. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: EdgeProblem }

/** `ENOENT`, `EADDRINUSE` … of a system error; undefined for every other error. */
export function systemReason(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined
}

/** How the system or TLS calls what went wrong on a connection, e.g. `ECONNRESET`, `CERT_HAS_EXPIRED`. */
export function connectionReason(error: Error): string {
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : error.name
}
