export { type Answered, answerFromMemory, type MemoryAnswers } from './build/answer.ts'
export { type BuildSources, buildDictionary } from './build/build-dictionary.ts'
export { type OldRead, readOldDictionary } from './build/read-old-dictionary.ts'
export type * from './model/dictionary.ts'
export type { OldEntry } from './model/old-entry.ts'
export {
  emptySettings,
  FIELDS,
  type Field,
  readSettings,
  type Settings,
  type SettingsProblem,
  type SettingsRead,
  type Target,
} from './model/settings.ts'
export { renderFault } from './problems/fault-texts.ts'
export { questionCatalogue, renderQuestion } from './problems/question-texts.ts'
export { type DictionaryProblem, dictionaryCatalogue } from './problems/settings-texts.ts'
export { protocolsByHand, protocolsFromDicom } from './protocols/protocol-table.ts'
export { codeTest, type RegistryRead, readNamesAndSettings, readRegistry } from './registry/read-registry.ts'
export { readSection, sectionsOf } from './registry/registry-settings.ts'
export { writeRollout } from './rollout/rollout-sheet.ts'
export { rolloutSteps, STEPS, type Step, type StepState } from './rollout/rollout-steps.ts'
export { loadOrderSets, loadSpecialties, type Specialty, setsOf } from './sets/order-sets.ts'
export { checkFiles } from './verify/check-files.ts'
export { FAULT_KINDS, type Fault, type FaultKind, type LiveRow, type Verification } from './verify/fault.ts'
export { readExport } from './verify/read-export.ts'
export { repairSql } from './verify/repair-sql.ts'
export { writeVerification } from './verify/report.ts'
export { verifyExport } from './verify/verify-export.ts'
export { readLog } from './watch/read-log.ts'
export { type Watch, watchDictionary } from './watch/watch.ts'
export { watchHtml } from './watch/watch-html.ts'
export { type Approved, approvedFrom, readApproved } from './write/approved.ts'
export { printPdf } from './write/print-pdf.ts'
export { targetOf, type Written, writePackage } from './write/write-package.ts'
