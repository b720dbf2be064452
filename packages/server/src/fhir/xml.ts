/** What the XML library offers, as far as it is used. */
interface XmlFormat {
  objToXml(resource: object): string
  xmlToObj(xml: string): unknown
}

let loaded: XmlFormat | undefined

/** The definitions of all FHIR types take 50 MB, so they are loaded when somebody asks for XML first. */
async function format(): Promise<XmlFormat> {
  if (loaded === undefined) {
    const { Fhir } = await import('fhir/fhir.js')
    loaded = new Fhir()
  }
  return loaded
}

export async function toXml(resource: object): Promise<string> {
  return (await format()).objToXml(resource)
}

/** The resource that the XML says; undefined where it says none. */
export async function fromXml(xml: string): Promise<unknown> {
  // Entities could refer to files or blow up; FHIR knows no document types.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return undefined
  const xmlFormat = await format()
  try {
    return xmlFormat.xmlToObj(xml)
  } catch {
    // The library throws whatever its parser met; for the caller it is one thing: not XML of FHIR.
    return undefined
  }
}
