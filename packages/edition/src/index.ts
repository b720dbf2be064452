export { assignIds } from './assign-ids.ts'
export { DataError, type DataProblem, type DataProblemCode, type Place } from './data-problem.ts'
export { type ExpandOptions, type Expansion, expand } from './expand.ts'
export { loadEdition } from './load-edition.ts'
export { loadLexicon, readLexicon, readLexiconFiles } from './load-lexicon.ts'
export { loadPinyin } from './load-pinyin.ts'
export { loadVocabulary } from './load-vocabulary.ts'
export { OVERRIDE_REASONS, type OverrideReason } from './read-registers.ts'
export { readSources, standardFolder } from './read-sources.ts'
export {
  canonicalExpansion,
  loadRelease,
  type Manifest,
  readManifest,
  releaseFolder,
  sha256,
} from './release.ts'
export { COMING, isStillRelease, isUnchanged, loadVersion, releaseVersions } from './releases.ts'
export { dataCatalogue, renderDataProblem } from './render-data-problem.ts'
export { loadSchedules, type ScheduleFiles } from './schedules.ts'
export { type EditionFile, FILES, type RuleFile, type Sources } from './sources.ts'
export { parseTsv, type Row, type Table } from './tsv.ts'
