/** The FHIR releases that are spoken. */
export type FhirVersion = 'r4' | 'r5'

export const FHIR_VERSIONS: readonly FhirVersion[] = ['r4', 'r5']

export const FULL_VERSION: Readonly<Record<FhirVersion, string>> = { r4: '4.0.1', r5: '5.0.0' }
export const SHORT_VERSION: Readonly<Record<FhirVersion, string>> = { r4: '4.0', r5: '5.0' }
