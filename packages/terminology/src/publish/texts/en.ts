import { fileTrouble, type ProblemTexts } from '@yingma/core'
import type { ImportProblem } from '../import-problem.ts'

/** English texts of what keeps resources and tables of codes out. */
export const en: ProblemTexts<ImportProblem> = {
  'import.not-json': ({ file, line }) => `${file}, line ${line}: not JSON`,
  'import.not-a-package': ({ file }) => `${file}: not a FHIR package (.tgz)`,
  'import.other-resource': ({ file, resourceType }) =>
    `${file}: ${resourceType || 'no resource'}; taken are CodeSystem, ValueSet and ConceptMap, alone or in a Bundle`,
  'import.wrong-shape': ({ file, where }) => `${file}: ${where} is expected`,
  'import.element-missing': ({ file, where }) => `${file}: ${where} is missing`,
  'import.value-unknown': ({ file, where, value }) => `${file}: ${where} cannot be '${value}'`,
  'import.code-twice': ({ file, where, value }) => `${file}: the code '${value}' stands twice (${where})`,
  'import.property-unknown': ({ file, where, value }) =>
    `${file}: ${where} uses the property '${value}', which is not declared`,
  'import.resource-twice': ({ file, other, canonical }) => `${file}: ${canonical} is in ${other} as well`,
  'import.number-not-kept': ({ file, value }) =>
    `${file}: the number ${value} in a Bundle would be written otherwise; give the resource as a file of its own`,
  'import.nothing': ({ file }) => `${file}: nothing to take over`,
  'import.parent-unknown': ({ file, where, value }) =>
    `${file}: ${where} names the parent '${value}', which is not there`,
  'import.parent-circular': ({ file, where, value }) => `${file}: ${where} is its own ancestor through '${value}'`,
  'import.target-unknown': ({ file, where, value }) =>
    `${file}: ${where} names '${value}', which is no item of the standard`,
  'import.folder-taken': ({ file }) => `${file} is there already and not empty: name a new folder`,
  'import.unreadable': ({ file, reason }) => `${file}: cannot be read or written (${fileTrouble(reason, 'en')})`,
}
