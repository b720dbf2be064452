import { createRequire } from 'node:module'

/** What the XML library offers, as far as it is used. */
interface XmlFormat {
  objToXml(resource: object): string
  xmlToObj(xml: string): unknown
}

let loaded: XmlFormat | undefined

/** The definitions of all FHIR types take 50 MB, so they are loaded when somebody asks for XML first. */
function format(): XmlFormat {
  if (loaded === undefined) {
    const { Fhir } = createRequire(import.meta.url)('fhir/fhir.js') as { readonly Fhir: new () => XmlFormat }
    loaded = new Fhir()
  }
  return loaded
}

export function toXml(resource: object): string {
  return format().objToXml(resource)
}

/** The resource that the XML says; undefined where it says none. */
export function fromXml(xml: string): unknown {
  // Entities could refer to files or blow up; FHIR knows no document types.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return undefined
  try {
    return format().xmlToObj(xml)
  } catch {
    // The library throws whatever its parser met; for the caller it is one thing: not XML of FHIR.
    return undefined
  }
}
