import { readFileSync } from 'node:fs'
import type { FhirVersion } from './fhir-version.ts'

/** What the XML library offers, as far as it is used. */
interface XmlFormat {
  objToXml(resource: object): string
  xmlToObj(xml: string): unknown
}

const loaded = new Map<FhirVersion, XmlFormat>()

/** The definitions of all FHIR types take 50 MB, so they are loaded when somebody asks for XML first. */
async function format(version: FhirVersion): Promise<XmlFormat> {
  const known = loaded.get(version)
  if (known !== undefined) return known
  const { Fhir } = await import('fhir/fhir.js')
  const made = version === 'r4' ? new Fhir() : new Fhir(await parserOfR5())
  loaded.set(version, made)
  return made
}

/** The library brings the types of R4; those of R5 are beside this file, held to the definitions by r5-types.test.ts. */
async function parserOfR5() {
  const { ParseConformance } = await import('fhir/parseConformance.js')
  const parser = new ParseConformance(false, 'R5')
  const types: unknown = JSON.parse(readFileSync(new URL('./r5-types.json', import.meta.url), 'utf8'))
  return Object.assign(parser, { parsedStructureDefinitions: types })
}

export async function toXml(resource: object, version: FhirVersion): Promise<string> {
  return (await format(version)).objToXml(resource)
}

/** The library reads decimals as text, so that none loses digits; in JSON they are numbers. */
function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key.endsWith('Decimal') && typeof one === 'string' ? Number(one) : withNumbers(one),
    ]),
  )
}

/** The resource that the XML says; undefined where it says none. */
export async function fromXml(xml: string, version: FhirVersion): Promise<unknown> {
  // Entities could refer to files or blow up; FHIR knows no document types.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return undefined
  const xmlFormat = await format(version)
  try {
    return withNumbers(xmlFormat.xmlToObj(xml))
  } catch {
    // The library throws whatever its parser met; for the caller it is one thing: not XML of FHIR.
    return undefined
  }
}
