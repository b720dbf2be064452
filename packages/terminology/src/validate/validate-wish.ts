import type { CodeableConcept, Coding } from '../fhir/types.ts'

/** What is to be validated, and how strictly. */
export interface ValidateWish {
  readonly subject:
    | { readonly kind: 'code'; readonly coding: Coding }
    | { readonly kind: 'coding'; readonly coding: Coding }
    | { readonly kind: 'codeableConcept'; readonly concept: CodeableConcept }
  /** Finds the system of a bare code in the value set. */
  readonly inferSystem: boolean
  /** Whether abstract concepts will do; undefined means yes. */
  readonly abstract: boolean | undefined
  readonly isActiveOnly: boolean
  /** A wrong display is only a warning. */
  readonly isDisplayLenient: boolean
  /** Only whether the codes are members: neither displays nor code systems are checked. */
  readonly isMembershipOnly: boolean
}

/** Where the parts of what is validated stand in the request. */
export interface Places {
  readonly whole: string
  readonly code: string
  readonly system: string
  readonly version: string
  readonly display: string
}

export function placesOf(kind: 'code' | 'coding' | 'codeableConcept', at = 0): Places {
  if (kind === 'code') return { whole: 'code', code: 'code', system: 'system', version: 'version', display: 'display' }
  const whole = kind === 'coding' ? 'Coding' : `CodeableConcept.coding[${at}]`
  return {
    whole,
    code: `${whole}.code`,
    system: `${whole}.system`,
    version: `${whole}.version`,
    display: `${whole}.display`,
  }
}

/** A coding as messages call it. */
export function nameOfCoding({ system = '', version, code = '', display }: Coding): string {
  const shown = display === undefined ? '' : ` ('${display}')`
  return `${system}${version === undefined ? '' : `|${version}`}#${code}${shown}`
}
