import { mediaParameter } from '../../http/media-type.ts'

/** In what an answer is written; undefined where nothing that is offered will do. */
export type AnswerFormat = 'json' | 'xml' | undefined

const NAMED: ReadonlyMap<string, AnswerFormat> = new Map<string, AnswerFormat>(
  Object.entries({
    json: 'json',
    'text/json': 'json',
    'application/json': 'json',
    'application/fhir+json': 'json',
    xml: 'xml',
    'text/xml': 'xml',
    'application/xml': 'xml',
    'application/fhir+xml': 'xml',
  } as const),
)
/** Who takes anything, or is a browser that was given an address, is given JSON. */
const ANYTHING = new Set(['*/*', 'application/*', 'text/*', 'text/html'])

/**
 * `_format` before Accept, as FHIR has it; of the media types in Accept the one with the highest quality, the first of
 * equals. A type of another release of FHIR than `spoken` is not to be had.
 */
export function answerFormat(format: string | undefined, accept: string | undefined, spoken: string): AnswerFormat {
  // A plus sign in an address means a space.
  if (format !== undefined) return isSpoken(format, spoken) ? NAMED.get(bare(format.replace(' ', '+'))) : undefined
  if (accept === undefined || accept.trim() === '') return 'json'
  let best: { readonly format: AnswerFormat; readonly quality: number } | undefined
  for (const range of accept.split(',')) {
    const name = bare(range)
    const named = ANYTHING.has(name) ? 'json' : NAMED.get(name)
    const found = isSpoken(range, spoken) ? named : undefined
    const quality = Number(/;\s*q=([\d.]+)/i.exec(range)?.[1] ?? 1)
    if (found !== undefined && quality > (best?.quality ?? 0)) best = { format: found, quality }
  }
  return best?.format
}

/** Whether JSON is asked for that is no FHIR: a client that only wants to know which FHIR is spoken. */
export function wantsPlainJson(format: string | undefined, accept: string | undefined): boolean {
  return format === undefined && accept !== undefined && bare(accept) === 'application/json'
}

function isSpoken(type: string, spoken: string): boolean {
  return (mediaParameter(type, 'fhirVersion') ?? spoken).startsWith(spoken)
}

function bare(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase()
}
