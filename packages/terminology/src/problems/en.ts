import type { ProblemTexts } from '@yingma/core'
import type { TxProblem } from './tx-problem.ts'

/** English; where HL7's terminology ecosystem has customary words for a finding, they are used. */
export const en: ProblemTexts<TxProblem> = {
  'value-set-unknown': ({ url }) => `A definition for the value Set '${url}' could not be found`,
  'value-set-circular': ({ url, path }) =>
    `Found a circularity pointing to ${url} processing ValueSet with pathway [${path.join(', ')}]`,
  'value-set-too-costly': ({ url, limit }) =>
    `The value set '${url}' expansion has too many codes to display (>${limit}); ask for pages with count and offset`,
  'imports-too-many': ({ url, limit }) =>
    `The value set '${url}' is reached through more than ${limit} imports of value sets, which are not followed; name the codes themselves`,
  'value-set-empty': ({ url }) => `The value set '${url}' has neither a compose nor an expansion`,
  'value-set-locked': ({ url, date }) =>
    `The value set '${url}' is locked to ${date} (lockedDate), which is not supported: name the version of each code system instead`,
  'import-unknown': ({ url }) => `Unable to find imported value set '${url}'`,
  'not-in-value-set': ({ coding, valueSet }) =>
    `The provided code '${coding}' was not found in the value set '${valueSet}'`,
  'this-coding-not-in-value-set': ({ coding, valueSet }) =>
    `The provided code '${coding}' was not found in the value set '${valueSet}'`,
  'no-coding-in-value-set': ({ valueSet }) => `No valid coding was found for the value set '${valueSet}'`,
  'code-unknown': ({ value, system, version }) =>
    `Unknown code '${value}' in the CodeSystem '${system}'${version === '' ? '' : ` version '${version}'`}`,
  'code-unknown-in-fragment': ({ value, system, version }) =>
    `Unknown Code '${value}' in the CodeSystem '${system}'${version === '' ? '' : ` version '${version}'`} - note that the code system is labeled as a fragment, so the code may be valid in some other fragment`,
  'code-unknown-for-lookup': ({ value, system, version }) =>
    `Unable to find code '${value}' in the CodeSystem '${system}'${version === '' ? '' : ` version '${version}'`}`,
  'code-case-differs': ({ value, correct, system }) =>
    `The code '${value}' differs from the correct code '${correct}' by case. Although the code system '${system}' is case insensitive, implementers are strongly encouraged to use the correct case anyway`,
  'code-abstract': ({ value, system }) => `Code '${system}#${value}' is abstract, and not allowed in this context`,
  'system-unknown': ({ system }) =>
    `A definition for CodeSystem '${system}' could not be found, so the code cannot be validated`,
  'system-version-unknown': ({ system, version, known }) =>
    `A definition for CodeSystem '${system}' version '${version}' could not be found, so the code cannot be validated. Valid versions: ${orList(known)}`,
  'system-version-unknown-any': ({ system, version }) =>
    `A definition for CodeSystem '${system}' version '${version}' could not be found, so the code cannot be validated. No versions of this code system are known`,
  'expansion-system-unknown': ({ system }) =>
    `A definition for CodeSystem '${system}' could not be found, so the value set cannot be expanded`,
  'expansion-version-unknown': ({ system, version, known }) =>
    `A definition for CodeSystem '${system}' version '${version}' could not be found, so the value set cannot be expanded. Valid versions: ${orList(known)}`,
  'expansion-version-unknown-any': ({ system, version }) =>
    `A definition for CodeSystem '${system}' version '${version}' could not be found, so the value set cannot be expanded. No versions of this code system are known`,
  'system-is-value-set': ({ system }) => `The Coding references a value set, not a code system ('${system}')`,
  'system-is-relative': () => 'Coding.system must be an absolute reference, not a local reference',
  'system-is-supplement': ({ system }) =>
    `CodeSystem ${system} is a supplement, so can't be used as a value in Coding.system`,
  'version-needed': ({ system }) => `Codes of '${system}' mean something with their version only, and none is named`,
  'system-without-content': ({ system, content }) =>
    `The content of the code system '${system}' is not held here (content = ${content})`,
  'coding-without-system': () =>
    'Coding has no system. A code with no system has no defined meaning, and it cannot be validated. A system should be provided',
  'coding-without-code': ({ system }) => `Coding has no code for system ${system} and cannot be validated`,
  'coding-empty': () => 'Coding has neither a system nor a code, and cannot be validated',
  'coding-not-checked': ({ system }) =>
    `A definition for CodeSystem '${system}' could not be found, so the coding has not been checked. Another coding is valid`,
  'system-not-inferred': ({ value, valueSet }) =>
    `The System URI could not be determined for the code '${value}' in the ValueSet '${valueSet}'`,
  'system-ambiguous': ({ value, valueSet, systems }) =>
    `The System URI could not be determined for the code '${value}' in the ValueSet '${valueSet}': value set expansion has multiple matches: [${systems.join(', ')}]`,
  'display-wrong': ({ given, coding, valid, languages }) =>
    `Wrong Display Name '${given}' for ${coding}. ${validDisplays(valid)} (for the language(s) '${languages}')`,
  'display-wrong-spaces': ({ given, coding, valid, languages }) =>
    `Wrong whitespace in Display Name '${given}' for ${coding}. ${validDisplays(valid)} (for the language(s) '${languages}')`,
  'display-not-in-language': ({ given, coding, languages }) =>
    `There are no valid display names found for the code ${coding} for language(s) '${languages}'. The display is '${given}' which is a valid display for the default language`,
  'display-wrong-not-in-language': ({ given, coding, languages, standard }) =>
    `Wrong Display Name '${given}' for ${coding}. There are no valid display names found for language(s) '${languages}'. Default display is '${standard}'`,
  'display-outdated': ({ given, value, status, valid }) =>
    `'${given}' is no longer considered a correct display for code '${value}' (status = ${status}). The correct display is one of ${valid.map((display) => `"${display}"`).join(',')}.`,
  'concept-inactive': ({ value, status }) =>
    `The concept '${value}' has a status of ${status} and its use should be reviewed`,
  'concept-deprecated': ({ value, status }) => `The concept '${value}' is ${status} and its use should be reviewed`,
  'concept-not-active': ({ value }) => `The concept '${value}' is valid but is not active`,
  'concept-deprecated-in-value-set': ({ value, status, system, valueSet }) =>
    `The presence of the concept '${value}' in the system '${system}' in the value set ${valueSet} is marked with a status of ${status} and its use should be reviewed`,
  'resource-draft': ({ kind, url }) => `Reference to draft ${kind} ${url}`,
  'resource-experimental': ({ kind, url }) => `Reference to experimental ${kind} ${url}`,
  'resource-deprecated': ({ kind, url }) => `Reference to deprecated ${kind} ${url}`,
  'resource-withdrawn': ({ kind, url }) => `Reference to withdrawn ${kind} ${url}`,
  'resource-retired': ({ kind, url }) => `Reference to retired ${kind} ${url}`,
  'version-not-allowed': ({ system, version, required }) =>
    `The version '${version}' is not allowed for system '${system}': required to be '${required}' by a version-check parameter`,
  'version-differs': ({ system, version, given }) =>
    `The code system '${system}' version '${version}' in the ValueSet include is different to the one in the value ('${given}')`,
  'version-differs-from-default': ({ system, version, given }) =>
    `The code system '${system}' version '${version}' for the versionless include in the ValueSet include is different to the one in the value ('${given}')`,
  'version-differs-when-changed': ({ system, version, included, given }) =>
    `The code system '${system}' version '${version}' resulting from the version '${included}' in the ValueSet include is different to the one in the value ('${given}')`,
  'supplement-unknown': ({ urls }) => `Required supplement not found: ${urls.join(', ')}`,
  'filter-without-value': ({ system, property, op }) =>
    `The system ${system} filter with property = ${property}, op = ${op} has no value`,
  'filter-unknown': ({ system, property, op, value }) =>
    `The filter "${property} ${op} ${value}" was not understood in the context of ${system}`,
  'filter-property-unknown': ({ system, property }) =>
    `The filter names the property "${property}", which the code system ${system} does not have`,
  'filter-code-unknown': ({ system, value }) =>
    `The filter names the code '${value}', which the code system ${system} does not have`,
  'regex-refused': ({ pattern, cause }) => `The regular expression '${pattern}' is refused: ${cause}`,
  'property-unknown': ({ property, system }) => `The code system ${system} has no property '${property}'`,
  'include-without-content': ({ valueSet }) =>
    `An include of the value set '${valueSet}' names neither a system nor a value set`,
  'include-ambiguous': ({ valueSet }) =>
    `An include of the value set '${valueSet}' has both concepts and filters: only one of them is allowed`,
  'code-missing': () =>
    'Unable to find code to validate (looked for coding | codeableConcept | code+system | code+inferSystem in parameters',
  'parameter-unknown': ({ name, operation }) => `The parameter '${name}' is not known to ${operation}`,
  'parameter-missing': ({ name, operation }) => `${operation} needs the parameter '${name}'`,
  'parameter-invalid': ({ name, value, expected }) => `The parameter '${name}' is '${value}', but must be ${expected}`,
  'parameters-conflict': ({ names }) => `The parameters ${names.join(', ')} cannot be used together`,
  'resource-invalid': ({ what, cause }) => `${what} cannot be read: ${cause}`,
  'resource-unknown': ({ kind, id }) => `There is no ${kind} ${id}`,
  'address-unknown': ({ address }) => `Nothing is offered at ${address}`,
  'map-unknown': ({ url }) => `A definition for the ConceptMap '${url}' could not be found`,
  'map-circular': ({ url }) => `The ConceptMap '${url}' leads back to itself`,
  'no-translation': ({ codings }) => `No translations found for ${codings.map((coding) => `'${coding}'`).join(', ')}`,
  'languages-unreadable': ({ given }) => `Invalid displayLanguage: '${given}'`,
  'subsumption-without-system': () =>
    'The codes are named without their code system, so it cannot be said how they relate',
  'sets-compared': ({ relation, one, other }) =>
    ({
      same: `The value sets ${one} and ${other} contain the same codes`,
      superset: `The value set ${one} is a super-set of the value set ${other}`,
      subset: `The value set ${one} is a sub-set of the value set ${other}`,
      overlapping: `Both value sets ${one} and ${other} contain codes that the other doesn't, but there is some overlap`,
      disjoint: `No shared codes between the value sets ${one} and ${other}`,
      empty: `Neither of the value sets ${one} and ${other} contains any code`,
      indeterminate: `Unable to compare ${one} and ${other}: not all of their codes are known here`,
    })[relation],
  'systems-differ': ({ systems }) => `The codes are of different systems: ${systems.join(', ')}`,
}

function orList(values: readonly string[]): string {
  if (values.length < 2) return values.join('')
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

function validDisplays(valid: readonly string[]): string {
  return valid.length === 1
    ? `Valid display is ${valid[0]}`
    : `Valid display is one of ${valid.length} choices: ${orList(valid)}`
}
