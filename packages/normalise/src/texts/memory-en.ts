import type { ProblemTexts } from '@yingma/core'
import type { MemoryProblem } from '../institution/memory-problem.ts'

export const memoryEn: ProblemTexts<MemoryProblem> = {
  'memory-not-a-memory': ({ file }) =>
    `${file}: this is no memory of an institution (it has "format": "yingma-institution")`,
  'memory-unknown-key': ({ file, at, key }) => `${file}, ${at}: '${key}' is not known`,
  'memory-bad-value': ({ file, at, expected }) => `${file}, ${at}: expected ${expected}`,
  'memory-no-version': ({ file, at, version }) => `${file}, ${at}: there is no version ${version}`,
  'memory-unknown-item': ({ file, at, item, nearest }) =>
    `${file}, ${at}: '${item}' is no item${nearest.length === 0 ? '' : `; near: ${nearest.join(', ')}`}`,
  'memory-unknown-meaning': ({ file, term, kind, value, scope }) =>
    `${file}: the word '${term}' cannot mean ${kind} ${value}: the standard does not have it in ${scope.join(', ') || 'some of the modalities'}; look at value and scope`,
  'memory-nothing-to-undo': ({ file }) => `${file}: there is no version to undo`,
  'memory-unknown-switch': ({ file, at, name, known }) =>
    `${file}, ${at}: there is no switch '${name}', it may be ${known.join(', ')}`,
}
