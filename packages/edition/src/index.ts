export { DataError, type DataProblem, type DataProblemCode, type Place } from './data-problem.ts'
export { assignIds } from './expand/assign-ids.ts'
export { type ExpandOptions, type Expansion, expand } from './expand/expand.ts'
export { loadEdition } from './load/load-edition.ts'
export { loadLexicon, readLexicon, readLexiconFiles } from './load/load-lexicon.ts'
export { loadPinyin } from './load/load-pinyin.ts'
export { loadVocabulary } from './load/load-vocabulary.ts'
export { loadSchedules, type ScheduleFiles } from './load/schedules.ts'
export { OVERRIDE_REASONS, type OverrideReason } from './read/read-registers.ts'
export { readSources, standardFolder } from './read/read-sources.ts'
export { type EditionFile, FILES, type RuleFile, type Sources } from './read/sources.ts'
export { parseTsv, type Row, type Table } from './read/tsv.ts'
export {
  canonicalExpansion,
  loadRelease,
  type Manifest,
  readManifest,
  releaseFolder,
  sha256,
} from './releases/release.ts'
export { COMING, isStillRelease, isUnchanged, loadVersion, releaseVersions } from './releases/releases.ts'
export { dataCatalogue, renderDataProblem } from './render-data-problem.ts'
