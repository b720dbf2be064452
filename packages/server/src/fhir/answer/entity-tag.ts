import { createHash } from 'node:crypto'
import type { FhirVersion } from '../fhir-version.ts'
import type { AnswerFormat } from './answer-format.ts'

/** Resources that are served never change, so each is hashed once; one that is made for a request is forgotten with it. */
const HASHES = new WeakMap<object, string>()

/** A tag of what a resource says, the same in every process that says the same; weak, since the same may be written differently. */
export function contentTag(resource: object, version: FhirVersion, format: AnswerFormat): string {
  let hash = HASHES.get(resource)
  if (hash === undefined) {
    hash = createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)
    HASHES.set(resource, hash)
  }
  return `W/"${hash}-${version}-${format}"`
}

/** Whether a client holds what has this tag, by its `If-None-Match`. */
export function isKnownTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  const bare = (one: string): string => one.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((one) => bare(one) === bare(tag))
}
