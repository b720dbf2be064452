export { checkShape } from './fhir/check-shape.ts'
export { joinCanonical, splitCanonical } from './fhir/choice.ts'
export type * from './fhir/types.ts'
export { EXTENSIONS } from './fhir/uris.ts'
export {
  type ForeignRow,
  type ForeignScheme,
  type ForeignTarget,
  foreignScheme,
  type Gap,
} from './foreign/foreign-scheme.ts'
export { Library } from './library/library.ts'
export type { Environment } from './operations/environment.ts'
export { EXPANSION_PARAMETERS } from './operations/expand-operation.ts'
export { type Answer, OPERATIONS, type OperationName, runOperation } from './operations/run-operation.ts'
export { priceMap } from './prices/price-map.ts'
export { priceSystem } from './prices/price-system.ts'
export { type Issue, issueOf, operationOutcome } from './problems/issue.ts'
export { renderTxProblem, type TxProblem, txCatalogue } from './problems/tx-problem.ts'
export { editionChanges } from './publish/edition-changes.ts'
export {
  type HospitalDictionary,
  hospitalPackage,
} from './publish/hospital-package.ts'
export { type ImportProblem, importCatalogue } from './publish/import-problem.ts'
export { PACKAGE_NAME, type PublishedEdition, publishEditions } from './publish/publish-editions.ts'
export { type ImportedResource, readResources } from './publish/read-resources.ts'
export type { ArchiveFile } from './publish/tar-archive.ts'
export { conceptMapUri, type Publication, valueSetUri } from './standard/addresses.ts'
export { fhirBasics } from './standard/fhir-basics.ts'
export { institutionMap, type LocalMapping, type MappedInstitution } from './standard/institution-map.ts'
export { operationDefinitions } from './standard/operation-definitions.ts'
export { standardResources } from './standard/standard-resources.ts'
export { CodeSystemIndex } from './systems/code-system.ts'
export type { Concept } from './systems/concept.ts'
export { FILTER_OPERATORS } from './systems/filter.ts'
export { type CodeBeside, codesBeside } from './translate/codes-beside.ts'
export { compareVersions } from './versions.ts'
