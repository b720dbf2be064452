import { DEFAULT_BASE_URI } from '@yingma/core'

/** How the resources made of an edition are called; an installation may have a base of its own. */
export interface Publication {
  readonly base?: string | undefined
  /** ISO date of the edition. */
  readonly date: string
  /** A draft is never the default. */
  readonly status: 'draft' | 'active' | 'retired'
}

export function valueSetUri(id: string, base: string = DEFAULT_BASE_URI): string {
  return `${base}/ValueSet/${id}`
}

export function conceptMapUri(id: string, base: string = DEFAULT_BASE_URI): string {
  return `${base}/ConceptMap/${id}`
}

/** The code system of the uses of designations. */
export function designationUseUri(base: string = DEFAULT_BASE_URI): string {
  return `${base}/designation-use`
}

/** The meaning of a property of our code systems. */
export function propertyUri(code: string, base: string = DEFAULT_BASE_URI): string {
  return `${base}/property#${code}`
}

/** `PET/CT` → `PET-CT`: what may stand in an id. */
export function idOf(...words: readonly string[]): string {
  return words.join('-').replace(/[^A-Za-z0-9.-]/g, '-')
}

export const PUBLISHER = 'Yingma'
