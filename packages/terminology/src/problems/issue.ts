import type { Language } from '@yingma/core'
import type { OperationOutcome, OutcomeIssue } from '../fhir/types.ts'
import { EXTENSIONS, TX_ISSUE_TYPE } from '../fhir/uris.ts'
import { renderTxProblem, type TxProblem } from './tx-problem.ts'

export type Severity = 'error' | 'warning' | 'information'

/** A problem found where a code, a coding or a value set was looked at. */
export interface Issue {
  readonly problem: TxProblem
  readonly severity: Severity
  /** FHIRPath of the element in the request; none where the request as a whole is meant. */
  readonly expression?: string | undefined
}

/** How a problem is told in FHIR: issue type, code of tx-issue-type, HL7's message id, and its severity if nothing else is said. */
interface Kind {
  readonly type: string
  readonly tx?: string
  readonly id?: string
  readonly severity?: Severity
  /** Whether the text belongs into the `message` of a validation, which sums up what the caller must know. */
  readonly isSilent?: true
}

const KINDS: Readonly<Record<TxProblem['code'], Kind>> = {
  'value-set-unknown': { type: 'not-found', tx: 'not-found', id: 'Unable_to_resolve_value_Set_' },
  'value-set-circular': { type: 'processing', tx: 'vs-invalid', id: 'VALUESET_CIRCULAR_REFERENCE' },
  'value-set-too-costly': { type: 'too-costly', id: 'VALUESET_TOO_COSTLY' },
  'imports-too-many': { type: 'too-costly', id: 'VALUESET_TOO_COSTLY' },
  'value-set-empty': { type: 'invalid', tx: 'vs-invalid' },
  'value-set-locked': { type: 'not-supported', tx: 'vs-invalid' },
  'import-unknown': { type: 'not-found', tx: 'not-found', id: 'VS_EXP_IMPORT_UNK' },
  'not-in-value-set': {
    type: 'code-invalid',
    tx: 'not-in-vs',
    id: 'None_of_the_provided_codes_are_in_the_value_set_one',
  },
  'this-coding-not-in-value-set': {
    type: 'code-invalid',
    tx: 'this-code-not-in-vs',
    id: 'None_of_the_provided_codes_are_in_the_value_set_one',
    severity: 'information',
    isSilent: true,
  },
  'no-coding-in-value-set': { type: 'code-invalid', tx: 'not-in-vs', id: 'TX_GENERAL_CC_ERROR_MESSAGE' },
  'code-unknown': { type: 'code-invalid', tx: 'invalid-code', id: 'Unknown_Code_in_Version' },
  'code-unknown-in-fragment': {
    type: 'code-invalid',
    tx: 'invalid-code',
    id: 'UNKNOWN_CODE_IN_FRAGMENT',
    severity: 'warning',
    isSilent: true,
  },
  'code-unknown-for-lookup': { type: 'not-found', tx: 'not-found' },
  'code-case-differs': {
    type: 'business-rule',
    tx: 'code-rule',
    id: 'CODE_CASE_DIFFERENCE',
    severity: 'information',
    isSilent: true,
  },
  'code-abstract': { type: 'business-rule', tx: 'code-rule', id: 'ABSTRACT_CODE_NOT_ALLOWED' },
  'system-unknown': { type: 'not-found', tx: 'not-found', id: 'UNKNOWN_CODESYSTEM' },
  'system-version-unknown': { type: 'not-found', tx: 'not-found', id: 'UNKNOWN_CODESYSTEM_VERSION' },
  'system-version-unknown-any': { type: 'not-found', tx: 'not-found', id: 'UNKNOWN_CODESYSTEM_VERSION_NONE' },
  'expansion-system-unknown': { type: 'not-found', tx: 'not-found', id: 'UNKNOWN_CODESYSTEM_EXP' },
  'expansion-version-unknown': { type: 'not-found', tx: 'not-found', id: 'UNKNOWN_CODESYSTEM_VERSION_EXP' },
  'expansion-version-unknown-any': { type: 'not-found', tx: 'not-found', id: 'UNKNOWN_CODESYSTEM_VERSION_EXP_NONE' },
  'system-is-value-set': { type: 'invalid', tx: 'invalid-data', id: 'Terminology_TX_System_ValueSet2' },
  'system-is-relative': { type: 'invalid', tx: 'invalid-data', id: 'Terminology_TX_System_Relative' },
  'system-is-supplement': { type: 'invalid', tx: 'invalid-data', id: 'CODESYSTEM_CS_NO_SUPPLEMENT' },
  'version-needed': { type: 'required', tx: 'invalid-data' },
  'system-without-content': { type: 'not-supported', tx: 'not-found' },
  'coding-without-system': {
    type: 'invalid',
    tx: 'invalid-data',
    id: 'Coding_has_no_system__cannot_validate',
    severity: 'warning',
  },
  'coding-without-code': { type: 'invalid', tx: 'invalid-data', severity: 'warning' },
  'coding-empty': {
    type: 'invalid',
    tx: 'invalid-data',
    id: 'Coding_has_no_system_or_code__cannot_validate',
    severity: 'warning',
  },
  'coding-not-checked': {
    type: 'not-found',
    tx: 'not-found',
    id: 'UNKNOWN_CODESYSTEM_CODING_NOT_CHECKED',
    severity: 'warning',
  },
  'system-not-inferred': { type: 'not-found', tx: 'cannot-infer', id: 'UNABLE_TO_INFER_CODESYSTEM' },
  'system-ambiguous': {
    type: 'not-found',
    tx: 'cannot-infer',
    id: 'Unable_to_resolve_system__value_set_has_multiple_matches',
  },
  'display-wrong': { type: 'invalid', tx: 'invalid-display', id: 'Display_Name_for__should_be_one_of__instead_of' },
  'display-wrong-spaces': {
    type: 'invalid',
    tx: 'invalid-display',
    id: 'Display_Name_WS_for__should_be_one_of__instead_of',
  },
  'display-not-in-language': {
    type: 'invalid',
    tx: 'invalid-display',
    id: 'NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_OK',
    severity: 'information',
  },
  'display-wrong-not-in-language': {
    type: 'invalid',
    tx: 'invalid-display',
    id: 'NO_VALID_DISPLAY_FOUND_NONE_FOR_LANG_ERR',
  },
  'display-outdated': {
    type: 'invalid',
    tx: 'display-comment',
    id: 'INACTIVE_DISPLAY_FOUND',
    severity: 'warning',
    isSilent: true,
  },
  'concept-inactive': { type: 'business-rule', tx: 'code-comment', id: 'INACTIVE_CONCEPT_FOUND', severity: 'warning' },
  'concept-deprecated': {
    type: 'business-rule',
    tx: 'code-comment',
    id: 'DEPRECATED_CONCEPT_FOUND',
    severity: 'warning',
  },
  'concept-not-active': { type: 'business-rule', tx: 'code-rule', id: 'STATUS_CODE_WARNING_CODE' },
  'concept-deprecated-in-value-set': {
    type: 'business-rule',
    tx: 'code-comment',
    id: 'CONCEPT_DEPRECATED_IN_VALUESET',
    severity: 'warning',
    isSilent: true,
  },
  'resource-draft': statusCheck('MSG_DRAFT'),
  'resource-experimental': statusCheck('MSG_EXPERIMENTAL'),
  'resource-deprecated': statusCheck('MSG_DEPRECATED'),
  'resource-withdrawn': statusCheck('MSG_WITHDRAWN'),
  'resource-retired': statusCheck('MSG_RETIRED'),
  'version-not-allowed': { type: 'exception', tx: 'version-error', id: 'VALUESET_VERSION_CHECK' },
  'version-differs': { type: 'invalid', tx: 'vs-invalid', id: 'VALUESET_VALUE_MISMATCH' },
  'version-differs-from-default': {
    type: 'invalid',
    tx: 'vs-invalid',
    id: 'VALUESET_VALUE_MISMATCH_DEFAULT',
    severity: 'warning',
    isSilent: true,
  },
  'version-differs-when-changed': { type: 'invalid', tx: 'vs-invalid', id: 'VALUESET_VALUE_MISMATCH_CHANGED' },
  'supplement-unknown': { type: 'not-found', tx: 'not-found', id: 'VALUESET_SUPPLEMENT_MISSING' },
  'filter-without-value': { type: 'invalid', tx: 'vs-invalid', id: 'UNABLE_TO_HANDLE_SYSTEM_FILTER_WITH_NO_VALUE' },
  'filter-unknown': { type: 'not-supported', tx: 'vs-invalid', id: 'FILTER_NOT_UNDERSTOOD' },
  'filter-property-unknown': { type: 'invalid', tx: 'vs-invalid' },
  'filter-code-unknown': { type: 'invalid', tx: 'vs-invalid' },
  'regex-refused': { type: 'invalid', tx: 'vs-invalid' },
  'property-unknown': { type: 'invalid', tx: 'invalid-data' },
  'include-without-content': { type: 'invalid', tx: 'vs-invalid' },
  'include-ambiguous': { type: 'invalid', tx: 'vs-invalid' },
  'code-missing': { type: 'invalid' },
  'parameter-unknown': { type: 'not-supported', tx: 'invalid-data' },
  'parameter-missing': { type: 'required', tx: 'invalid-data' },
  'parameter-invalid': { type: 'value', tx: 'invalid-data' },
  'parameters-conflict': { type: 'invalid', tx: 'invalid-data' },
  'resource-invalid': { type: 'structure', tx: 'invalid-data' },
  'resource-unknown': { type: 'not-found', tx: 'not-found' },
  'address-unknown': { type: 'not-supported', tx: 'not-found' },
  'map-unknown': { type: 'not-found', tx: 'not-found' },
  'map-circular': { type: 'business-rule', tx: 'invalid-data' },
  'no-translation': { type: 'not-found', tx: 'not-found' },
  'languages-unreadable': { type: 'processing', tx: 'invalid-display', id: 'INVALID_DISPLAY_NAME' },
  'subsumption-without-system': { type: 'invalid', tx: 'invalid-data', id: 'SUBSUMPTION_NO_SYSTEM' },
  'sets-compared': { type: 'informational' },
  'systems-differ': { type: 'invalid', tx: 'invalid-data' },
}

function statusCheck(id: string): Kind {
  return { type: 'business-rule', tx: 'status-check', id, severity: 'information', isSilent: true }
}

/** An issue with the severity that is usual for the problem. */
export function issueOf(problem: TxProblem, expression?: string, severity?: Severity): Issue {
  return { problem, severity: severity ?? KINDS[problem.code].severity ?? 'error', expression }
}

/** Whether the issue is told in the `message` of a validation too. */
export function isTold({ problem }: Issue): boolean {
  return KINDS[problem.code].isSilent === undefined
}

/** An issue as FHIR has it, with the code of tx-issue-type and HL7's message id. */
function outcomeIssue({ problem, severity, expression }: Issue, language: Language): OutcomeIssue {
  const { type, tx, id } = KINDS[problem.code]
  return {
    ...(id === undefined ? {} : { extension: [{ url: EXTENSIONS.messageId, valueString: id }] }),
    severity,
    code: type,
    details: {
      ...(tx === undefined ? {} : { coding: [{ system: TX_ISSUE_TYPE, code: tx }] }),
      text: renderTxProblem(problem, language),
    },
    ...(expression === undefined ? {} : { expression: [expression] }),
  }
}

export function operationOutcome(issues: readonly Issue[], language: Language): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues.map((issue) => outcomeIssue(issue, language)) }
}

/** Thrown inside an operation that cannot go on; turned into an outcome at its border, never seen outside. */
export class TxRefusal extends Error {
  readonly issues: readonly Issue[]

  constructor(problem: TxProblem, expression?: string) {
    super(problem.code)
    this.issues = [issueOf(problem, expression)]
  }
}
