import type { Canonical, CodeSystem, ValueSet } from '../fhir/types.ts'

/** Small code systems of FHIR itself that value sets lean on: codes with their English and Chinese names. Source: the FHIR specification. */
const SYSTEMS = [
  {
    id: 'administrative-gender',
    name: 'AdministrativeGender',
    codes: [
      ['male', 'Male', '男'],
      ['female', 'Female', '女'],
      ['other', 'Other', '其他'],
      ['unknown', 'Unknown', '未知'],
    ],
  },
  {
    id: 'publication-status',
    name: 'PublicationStatus',
    codes: [
      ['draft', 'Draft', '草案'],
      ['active', 'Active', '现行'],
      ['retired', 'Retired', '停用'],
      ['unknown', 'Unknown', '未知'],
    ],
  },
] as const

/** The systems above and their value sets of all codes, in the version of a FHIR release, e.g. `4.0.1`. */
export function fhirBasics(version: string): readonly Canonical[] {
  return SYSTEMS.flatMap(({ id, name, codes }): readonly Canonical[] => {
    const url = `http://hl7.org/fhir/${id}`
    const valueSet = `http://hl7.org/fhir/ValueSet/${id}`
    const head = { id, version, name, title: name, status: 'active', experimental: false, publisher: 'HL7' }
    const system: CodeSystem = {
      resourceType: 'CodeSystem',
      ...head,
      url,
      language: 'en',
      caseSensitive: true,
      valueSet,
      content: 'complete',
      concept: codes.map(([code, display, chinese]) => ({
        code,
        display,
        designation: [{ language: 'zh', value: chinese }],
      })),
    }
    const set: ValueSet = { resourceType: 'ValueSet', ...head, url: valueSet, compose: { include: [{ system: url }] } }
    return [system, set]
  })
}
