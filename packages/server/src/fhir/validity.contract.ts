import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { Context } from '../http/context.ts'
import { loadStandard } from '../http/load-standard.ts'
import { createMetrics } from '../http/metrics.ts'
import { createValidator, type Validate } from '../testing/fhir-definitions.ts'
import { fromXml } from './answer/xml.ts'
import type { FhirVersion } from './fhir-version.ts'

const RADIOLOGY = 'https://w3id.org/yingma/radiology'
const ALL = 'https://w3id.org/yingma/ValueSet/all'
const CT = 'https://w3id.org/yingma/ValueSet/modality-CT'
const ITEM = '20040100110000'
const TYPES = ['CodeSystem', 'ValueSet', 'ConceptMap', 'NamingSystem', 'OperationDefinition'] as const

/** Resources of somebody else with everything that R4 and R5 say differently. */
const TAKEN = [
  {
    resourceType: 'CodeSystem',
    id: 'small',
    url: 'urn:small',
    version: '1',
    versionAlgorithmString: 'semver',
    name: 'Small',
    title: 'Small',
    status: 'active',
    experimental: false,
    date: '2026-11-24',
    caseSensitive: true,
    content: 'complete',
    property: [{ code: 'weight', type: 'decimal' }],
    concept: [{ code: 'a', display: 'A', property: [{ code: 'weight', valueDecimal: 1.5 }] }],
  },
  {
    resourceType: 'ValueSet',
    id: 'small',
    url: 'urn:small-set',
    version: '1',
    name: 'SmallSet',
    status: 'active',
    compose: { include: [{ system: 'urn:small', filter: [{ property: 'concept', op: 'child-of', value: 'a' }] }] },
  },
  {
    resourceType: 'ConceptMap',
    id: 'small',
    url: 'urn:small-map',
    version: '1',
    name: 'SmallMap',
    status: 'active',
    sourceScopeUri: 'urn:small-set',
    additionalAttribute: [{ code: 'modality', uri: 'urn:modality', type: 'string' }],
    group: [
      {
        source: 'urn:small|1',
        target: RADIOLOGY,
        element: [
          {
            code: 'a',
            target: [
              {
                code: ITEM,
                relationship: 'source-is-narrower-than-target',
                dependsOn: [{ attribute: 'modality', valueString: 'CT' }],
              },
            ],
          },
          { code: 'b', noMap: true },
        ],
        unmapped: { mode: 'use-source-code', relationship: 'related-to' },
      },
    ],
  },
]

const OPERATIONS = [
  '/metadata',
  '/metadata?mode=terminology',
  '/$versions',
  ...TYPES.map((type) => `/${type}?_count=200`),
  '/CodeSystem?_count=2&_summary=true',
  `/CodeSystem/$lookup?system=${RADIOLOGY}&code=${ITEM}`,
  `/CodeSystem/$lookup?system=urn:small&code=a`,
  `/CodeSystem/$validate-code?url=${RADIOLOGY}&code=${ITEM}&display=x`,
  `/CodeSystem/$subsumes?system=${RADIOLOGY}&codeA=${ITEM}&codeB=${ITEM}`,
  `/CodeSystem/$diff?system=${RADIOLOGY}&from=1.0.0`,
  '/ValueSet/$compare?thisUrl=https://w3id.org/yingma/ValueSet/modality-CT&otherUrl=https://w3id.org/yingma/ValueSet/modality-MR',
  `/ValueSet/$validate-code?url=${ALL}&system=${RADIOLOGY}&code=none`,
  `/ValueSet/$expand?url=${ALL}&count=5&offset=5&includeDesignations=true&includeDefinition=true`,
  `/ValueSet/$expand?url=${CT}&property=part&property=parent&displayLanguage=en`,
  `/ValueSet/$expand?url=https://w3id.org/yingma/ValueSet/radiology&filter=${encodeURIComponent('胸')}`,
  '/ValueSet/$expand?url=urn:none',
  `/ConceptMap/$translate?url=urn:small-map&system=urn:small&code=a`,
  `/ConceptMap/$translate?url=urn:small-map&system=urn:small&code=z`,
  '/CodeSystem/$lookup?taste=sweet',
  '/Patient',
]

/** Without what is another one in every answer. */
function steady(resource: unknown): unknown {
  return JSON.parse(
    JSON.stringify(resource, (key, value: unknown) =>
      ['identifier', 'timestamp', 'diagnostics'].includes(key) && typeof value === 'string' ? '' : value,
    ),
  )
}

/** Everything that the server gives out is valid by the definitions of its release. */
export function itGivesOutValidResources(version: FhirVersion): void {
  let app: FastifyInstance
  let validate: Validate

  beforeAll(async () => {
    validate = createValidator(version)
    app = await createApp(
      {
        store: {},
        standard: loadStandard(),
        metrics: createMetrics({ totalCount: 0, idleCount: 0, waitingCount: 0 }),
        settings: { publicUrl: 'https://x.example', uploadLimit: 1, signInsPerMinute: 1, secureCookies: false },
      } as unknown as Context,
      { fhir: { taken: TAKEN } },
    )
  })
  afterAll(() => app?.close())

  const get = async (path: string) => (await app.inject({ url: `/fhir/${version}${path}` })).json()

  test('the validator finds what is wrong', () => {
    expect(validate({ resourceType: 'ValueSet', status: 'active', taste: 'sweet' })).toHaveLength(1)
  })

  test('every resource that can be read', async () => {
    let count = 0
    for (const type of TYPES) {
      for (let at = 0, total = 1; at < total; at += 50) {
        const bundle = await get(`/${type}?_count=50&_offset=${at}`)
        total = bundle.total
        for (const { resource } of bundle.entry ?? []) {
          count++
          expect([resource.url ?? resource.id, ...validate(resource)]).toEqual([resource.url ?? resource.id])
        }
      }
    }
    expect(count).toBeGreaterThan(60)
  })

  test('every answer of an operation, a search and a statement, outcomes too', async () => {
    for (const path of OPERATIONS) expect([path, ...validate(await get(path))]).toEqual([path])
  })

  test('XML says the same as JSON', async () => {
    for (const path of OPERATIONS) {
      const headers = { accept: 'application/fhir+xml' }
      const { body } = await app.inject({ url: `/fhir/${version}${path}`, headers })
      const back = await fromXml(body, version)
      const json = await get(path)
      expect([path, steady(back)]).toEqual([path, steady(json)])
    }
  })

  test('the answer to a batch', async () => {
    const entry = [...OPERATIONS.slice(0, 3), '/ValueSet/$expand?url=urn:none', '/none'].map((url) => ({
      request: { method: 'GET', url: url.slice(1) },
    }))
    const payload = { resourceType: 'Bundle', type: 'batch', entry }
    const answer = await app.inject({ method: 'POST', url: `/fhir/${version}`, payload })
    expect(validate(answer.json())).toEqual([])
  })
}
