import type { ProblemTexts } from '@yingma/core'
import type { AssistProblem } from './assist-problem.ts'

const list = (words: readonly string[]) => words.join(', ')

export const en: ProblemTexts<AssistProblem> = {
  'eval-no-labels': ({ file, columns }) =>
    `${file}: no column of labels; there are ${list(columns)}. Head it 'expected', or name it with --expected`,
  'eval-no-names': ({ file }) => `${file}: no name has a label`,
  'eval-label-empty': ({ file, row }) =>
    `${file}, row ${row}: no label. Write not-exam for what is no exam, no-item for an exam without item`,
  'eval-label-unreadable': ({ file, row, text }) =>
    `${file}, row ${row}: cannot read the label '${text}'. Write codes of items (several with +, alternatives with |), or no-item, not-exam, ambiguous, conflict`,
  'eval-unknown-code': ({ file, row, item, nearest }) =>
    `${file}, row ${row}: the standard has no code '${item}'${nearest.length === 0 ? '' : `; the nearest are ${list(nearest)}`}`,
  'eval-not-a-result': ({ file, row }) =>
    `${file}, row ${row}: not a result; it should be a line that yingma normalise --format jsonl or yingma eval --results wrote`,
  'eval-file-unreadable': ({ file, reason }) => `cannot read ${file}: ${reason}`,
}
