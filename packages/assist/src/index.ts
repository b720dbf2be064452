export type { Calibration } from './evaluate/calibration.ts'
export { type Comparison, compareResults, type EarlierResult, readResultLine } from './evaluate/compare-results.ts'
export { type Count, type Evaluation, evaluate, type Figures, type JudgedName } from './evaluate/evaluate.ts'
export { readGold } from './evaluate/read-gold.ts'
export { exportLabels } from './labels/export-labels.ts'
export { LABEL_ROLES, type LabelColumns, type LabelRole } from './labels/label-source.ts'
export type { LabelsRecord } from './labels/labels-record.ts'
export { type PseudonymKey, readPseudonymKey } from './labels/pseudonym.ts'
export type { DecidedName } from './learn/decided-name.ts'
export { type Proposal, proposeChanges } from './learn/propose-changes.ts'
export { answerMcpRequest } from './mcp/answer-request.ts'
export type { AgentLibrary, Answer, CallerAccess } from './mcp/library.ts'
export { serveStdio } from './mcp/serve-stdio.ts'
export { type AssistProblem, assistProblems } from './problems/assist-problem.ts'
export { checkRouting } from './routing/check-routing.ts'
export { readRouting } from './routing/read-routing.ts'
export { createRouter, type RoutedExam, type Router, type Routing } from './routing/routing.ts'
export { type AnswerCache, createAnswerCache } from './suggest/answer-cache.ts'
export { createBudget } from './suggest/budget.ts'
export {
  createSuggester,
  type Suggester,
  type Suggestion,
  type SuggestOutcome,
} from './suggest/create-suggester.ts'
export { type HelpByState, measureHelp } from './suggest/measure-help.ts'
export { createModelClient } from './suggest/model-client.ts'
export { DEFAULT_LIMITS } from './suggest/settings.ts'
export { picking, startModelServer } from './testing/model-server.ts'
