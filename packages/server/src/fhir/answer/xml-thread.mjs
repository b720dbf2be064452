// Turns resources into XML and back in a thread of its own: the library that knows how is slow with long resources, and
// what it needs to know of all types takes 50 MB. Plain JavaScript, so that it starts under every runner.
import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'

const formats = new Map()

/** The library brings the types of R4; those of R5 are beside this file, held to the definitions by r5-types.test.ts. */
async function format(version) {
  const known = formats.get(version)
  if (known !== undefined) return known
  const { Fhir } = await import('fhir/fhir.js')
  const made = version === 'r4' ? new Fhir() : new Fhir(await parserOfR5())
  formats.set(version, made)
  return made
}

async function parserOfR5() {
  const { ParseConformance } = await import('fhir/parseConformance.js')
  const parser = new ParseConformance(false, 'R5')
  parser.parsedStructureDefinitions = JSON.parse(readFileSync(new URL('./r5-types.json', import.meta.url), 'utf8'))
  return parser
}

/** The library reads decimals as text, so that none loses digits; in JSON they are numbers. */
function withNumbers(value) {
  if (Array.isArray(value)) return value.map(withNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key.endsWith('Decimal') && typeof one === 'string' ? Number(one) : withNumbers(one),
    ]),
  )
}

parentPort.on('message', async ({ id, to, version, text }) => {
  try {
    const library = await format(version)
    const made = to === 'xml' ? library.objToXml(JSON.parse(text)) : JSON.stringify(withNumbers(library.xmlToObj(text)))
    parentPort.postMessage({ id, made })
  } catch (error) {
    // The library throws whatever its parser met, even things that are no errors.
    parentPort.postMessage({ id, failure: error instanceof Error ? error.message : String(error) })
  }
})
