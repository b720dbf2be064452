import type { SchemeId } from '../model/scheme.ts'

/** The one base of all URIs of the standard; every function below takes another where an installation has its own. */
export const DEFAULT_BASE_URI = 'https://w3id.org/yingma'

/** The code system of one scheme. */
export function schemeUri(scheme: SchemeId, base: string = DEFAULT_BASE_URI): string {
  return `${base}/${scheme}`
}

/** The code system of our own extensions: codes with the prefix `Y`, none that the publisher could issue. */
export function extensionUri(base: string = DEFAULT_BASE_URI): string {
  return `${base}/extension`
}

/** The code system of one institution's own items. `institution` is its identifier; it is percent-encoded. */
export function institutionUri(institution: string, base: string = DEFAULT_BASE_URI): string {
  if (institution === '') throw new Error('an institution without identifier has no code system')
  return `${base}/institution/${encodeURIComponent(institution)}`
}

/** One concept, by its permanent id. */
export function conceptUri(conceptId: string, base: string = DEFAULT_BASE_URI): string {
  return `${base}/id/${conceptId}`
}

/** A facet dictionary as a code system, e.g. `…/facet/scans-ct`. */
export function dictionaryUri(dictionary: string, base: string = DEFAULT_BASE_URI): string {
  return `${base}/facet/${dictionary}`
}
