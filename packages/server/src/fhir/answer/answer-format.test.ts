import { expect, test } from 'vitest'
import { answerFormat } from './answer-format.ts'

test('the format asked for comes first, then the best of those accepted; what is not offered is none', () => {
  const rows: readonly (readonly [string | undefined, string | undefined, string | undefined])[] = [
    [undefined, undefined, 'json'],
    [undefined, '*/*', 'json'],
    [undefined, 'application/fhir+xml', 'xml'],
    [undefined, 'application/fhir+json;q=0.5, application/fhir+xml', 'xml'],
    [undefined, 'application/fhir+json; fhirVersion=4.0', 'json'],
    [undefined, 'application/fhir+json; fhirVersion="4.0"', 'json'],
    [undefined, 'application/fhir+json; fhirVersion=4.0.1', 'json'],
    [undefined, 'application/fhir+json; fhirVersion=5.0', undefined],
    [undefined, 'application/fhir+json; fhirVersion=5.0, application/fhir+xml', 'xml'],
    ['application/fhir+json; fhirVersion=5.0', undefined, undefined],
    [undefined, 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'json'],
    [undefined, 'application/fhir+xml;q=0, application/json', 'json'],
    [undefined, 'image/png', undefined],
    ['xml', 'application/json', 'xml'],
    ['application/fhir xml', undefined, 'xml'],
    ['application/fhir+json;charset=utf-8', undefined, 'json'],
    ['turtle', undefined, undefined],
    ['constructor', undefined, undefined],
  ]
  for (const [format, accept, wanted] of rows)
    expect([format, accept, answerFormat(format, accept, '4.0')]).toEqual([format, accept, wanted])
})
