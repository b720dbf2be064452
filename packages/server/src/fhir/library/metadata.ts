import { EXPANSION_PARAMETERS, FILTER_OPERATORS, type Library, OPERATIONS } from '@yingma/terminology'
import { type FhirVersion, FULL_VERSION, SHORT_VERSION } from '../fhir-version.ts'
import { SEARCHED_TYPES, searchParameters } from '../search.ts'

/** What the statements say of this installation. */
export interface ServerFacts {
  /** Address under which the service is reached, with `/fhir/r4` or `/fhir/r5`. */
  readonly base: string
  readonly softwareVersion: string
  readonly date: string
  /** Versions that the registry has released with another content than is served. */
  readonly frozenInstead: readonly string[]
}

const FEATURE = 'http://hl7.org/fhir/uv/application-feature/StructureDefinition/feature'
/** The release of HL7's terminology tests that the service is held to. */
const TESTS_VERSION = '1.9.3'

function feature(definition: string, value: object): object {
  return {
    url: FEATURE,
    extension: [
      { url: 'definition', valueCanonical: definition },
      { url: 'value', ...value },
    ],
  }
}

export function capabilityStatement(version: FhirVersion, { base, softwareVersion, date }: ServerFacts): object {
  return {
    resourceType: 'CapabilityStatement',
    extension: [
      feature('http://hl7.org/fhir/uv/tx-tests/FeatureDefinition/test-version', { valueCode: TESTS_VERSION }),
      feature('http://hl7.org/fhir/uv/tx-ecosystem/FeatureDefinition/CodeSystemAsParameter', { valueBoolean: true }),
    ],
    url: `${base}/metadata`,
    version: softwareVersion,
    name: 'YingmaTerminologyServer',
    title: '影码术语服务 Yingma terminology service',
    status: 'active',
    experimental: false,
    date,
    publisher: 'Yingma',
    description: 'Names and codes of medical imaging exams (医学影像检查项目名称及编码) as a FHIR terminology service.',
    kind: 'instance',
    instantiates: ['http://hl7.org/fhir/CapabilityStatement/terminology-server'],
    software: { name: 'Yingma', version: softwareVersion, releaseDate: date },
    implementation: { description: '影码 Yingma', url: base },
    fhirVersion: FULL_VERSION[version],
    format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: false,
          service: [{ text: 'Bearer token: an API key of the registry' }],
          description: 'Editions are public; maps of institutions need a token (Bearer).',
        },
        resource: SEARCHED_TYPES.map((type) => ({
          type,
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          versioning: 'no-version',
          conditionalRead: 'not-match',
          searchParam: Object.entries(searchParameters(type)).map(([name, kind]) => ({ name, type: kind })),
          ...operationsOf(type, base),
        })),
        interaction: [{ code: 'batch' }],
        operation: [
          {
            name: 'versions',
            definition: 'http://hl7.org/fhir/OperationDefinition/CapabilityStatement-versions',
          },
        ],
      },
    ],
  }
}

/** Operations that FHIR does not define; their definitions can be read here. */
const OWN_OPERATIONS: ReadonlySet<string> = new Set(['CodeSystem/$diff'])
/** Operations that HL7's guide for tools defines. */
const TOOL_OPERATIONS: ReadonlySet<string> = new Set(['ValueSet/$compare'])

function operationsOf(type: string, base: string): object {
  const operation = OPERATIONS.filter((name) => name.startsWith(`${type}/`)).map((name) => {
    const code = name.split('$')[1]!
    const standard = TOOL_OPERATIONS.has(name) ? 'http://hl7.org/fhir/tools' : 'http://hl7.org/fhir'
    const publisher = OWN_OPERATIONS.has(name) ? base : standard
    return { name: code, definition: `${publisher}/OperationDefinition/${type}-${code}` }
  })
  return operation.length === 0 ? {} : { operation }
}

export function terminologyCapabilities(
  version: FhirVersion,
  library: Library,
  { base, softwareVersion, date, frozenInstead }: ServerFacts,
): object {
  return {
    resourceType: 'TerminologyCapabilities',
    url: `${base}/metadata?mode=terminology`,
    version: softwareVersion,
    name: 'YingmaTerminologyCapabilities',
    title: '影码术语服务 Yingma terminology service',
    status: 'active',
    experimental: false,
    date,
    publisher: 'Yingma',
    ...(frozenInstead.length === 0 ? {} : { description: frozenNote(frozenInstead) }),
    kind: 'instance',
    software: { name: 'Yingma', version: softwareVersion },
    implementation: { description: '影码 Yingma', url: base },
    lockedDate: false,
    codeSystem: codeSystemsOf(version, library),
    expansion: {
      hierarchical: true,
      paging: true,
      incomplete: false,
      parameter: EXPANSION_PARAMETERS.map((name) => ({ name })),
      textFilter:
        'Words in any order, each the beginning of a word or Chinese characters anywhere, over all designations.',
    },
    codeSearch: 'in-compose',
    validateCode: { translations: true },
    translation: { needsMap: false },
  }
}

/** For readers of both languages, as the title is. */
function frozenNote(versions: readonly string[]): string {
  const named = versions.join(', ')
  return `以下版本按发布文件夹中冻结的内容提供，与登记库中同号发布的内容不同：${named}。
Served as frozen in the folder of releases, which is not what the registry released under the same version: ${named}.`
}

function codeSystemsOf(version: FhirVersion, library: Library): readonly object[] {
  return library.systemAddresses().map((uri) => {
    const versions = library.versionsOf(uri)
    const current = library.codeSystem(uri)
    return {
      uri,
      ...(version === 'r5' ? { content: current?.resource.content ?? 'complete' } : {}),
      version: versions.map((index) => ({
        ...(index.version === '' ? {} : { code: index.version }),
        isDefault: index === current,
        compositional: false,
        filter: ['concept', 'code', 'display', ...index.properties.keys()].map((code) => ({
          code,
          op: FILTER_OPERATORS.filter((op) => version === 'r5' || !NEW_OPERATORS.has(op)),
        })),
        ...(index.properties.size === 0 ? {} : { property: [...index.properties.keys()] }),
      })),
      subsumption: true,
    }
  })
}

const NEW_OPERATORS: ReadonlySet<string> = new Set(['child-of', 'descendent-leaf'])

/** `$versions` for clients that speak no FHIR yet and ask for plain JSON. */
export function plainVersions(version: FhirVersion): object {
  return { versions: [SHORT_VERSION[version]], default: SHORT_VERSION[version] }
}

/** `$versions`: the FHIR releases spoken at this address. */
export function versionsAnswer(version: FhirVersion): object {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'version', valueCode: SHORT_VERSION[version] },
      { name: 'default', valueCode: SHORT_VERSION[version] },
    ],
  }
}
