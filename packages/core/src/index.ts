export { type Certificate, CHECK_IDS, type CheckResult, certify } from './checks/certificate.ts'
export type { CheckId } from './checks/check.ts'
export type { Finding, ItemRef, ValueRef } from './checks/finding.ts'
export { checkCharacter, checkForm, isCheckCharacter } from './codes/check-character.ts'
export { compareCodes } from './codes/code-order.ts'
export { type Codec, createCodec } from './codes/codec.ts'
export type {
  Decoded,
  DecodedItem,
  DerivedCode,
  FieldReading,
  InvalidCode,
  LocalCode,
  WellFormedCode,
} from './codes/decoded.ts'
export {
  createFacetCodec,
  type FacetCodec,
  facetKey,
  sameFacets,
} from './codes/facet-codec.ts'
export { EXTENSION_PREFIX, HEAD_LENGTH, type Layout, layoutsOf, type Slot } from './codes/layout.ts'
export type { CodeProblem, Damage } from './codes/problem.ts'
export { foldCode } from './codes/read-code.ts'
export { ancestorsOf, isOverValue, isUnspecified } from './codes/value-tree.ts'
export { type Change, diffEditions, type EditionDiff, type EditionFacts } from './diff/diff-editions.ts'
export { foldSpelling } from './diff/fold-spelling.ts'
export { type ItemEvent, itemHistory } from './diff/item-history.ts'
export { conceptIdAt, isConceptId } from './ids/concept-id.ts'
export {
  conceptUri,
  DEFAULT_BASE_URI,
  dictionaryUri,
  extensionUri,
  institutionUri,
  schemeUri,
} from './ids/uris.ts'
export { isVerhoeff, verhoeffDigit } from './ids/verhoeff.ts'
export { escapeMarkup, svgFigure } from './markup/markup.ts'
export type * from './model/edition.ts'
export type * from './model/facets.ts'
export type * from './model/lexicon.ts'
export type * from './model/scheme.ts'
export { chineseName } from './names/chinese-name.ts'
export { englishName } from './names/english-name.ts'
export { itemSheet, type SheetEntry } from './names/item-sheet.ts'
export type { NamingContext } from './names/named-facets.ts'
export { type NamedFacet, type NamedFacets, namedFacets } from './names/named-facets.ts'
export { createPinyin, type Pinyin } from './names/pinyin.ts'
export { createNearest, type FacetQuery, facetQuery, type Nearest } from './near/nearest.ts'
export { type Neighbour, neighbours } from './near/neighbours.ts'
export {
  type Catalogue,
  catalogueGaps,
  createRender,
  joinCatalogues,
  type Language,
  type ProblemShape,
  type ProblemTexts,
  type Render,
} from './problems/catalogue.ts'
export { type CoreProblem, checkTitle, coreCatalogue, renderProblem } from './problems/core-problem.ts'
export { fileTrouble } from './problems/file-trouble.ts'
export { createSearch, type Search, type SearchHit, type SearchOptions, type SearchSources } from './search/search.ts'
export { createSets, type Sets } from './sets/canonical-set.ts'
export { type Composite, type Composites, createComposites } from './sets/composite.ts'
export { createSubsumption, type Subsumes } from './sets/subsumption.ts'
export { createWordEncoder, type ItemWords, type WordsEncoded, type WordsSources } from './words/encode-words.ts'
export type { Offer, WordFacet, WordsProblem } from './words/problem.ts'
