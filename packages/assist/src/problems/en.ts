import { fileTrouble, type ProblemTexts } from '@yingma/core'
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
  'labels-source-missing': ({ source }) => `no standardised exam table at ${source}: make one with yingma run`,
  'labels-not-standardised': ({ source, column }) =>
    `${source} is no standardised table: it has no column ${column}. Process it with yingma run`,
  'labels-column-missing': ({ role, columns }) =>
    `no column for '${role}' found; there are ${list(columns)}. Name it with --column ${role}=COLUMN`,
  'labels-no-patient': ({ columns }) =>
    `there is no column of patients, so nothing holds one patient to one side of the split; there are ${list(columns)}. Name it with --column patient=COLUMN; where there is none, --no-patient, and the data card says so`,
  'labels-edition': ({ made, edition }) =>
    `the table was standardised with edition ${made}, the one in force is ${edition}: run yingma run again`,
  'labels-unknown-item': ({ item, nearest }) =>
    `the standard has no item '${item}'${nearest.length === 0 ? '' : `; the nearest are ${list(nearest)}`}`,
  'labels-unknown-part': ({ part }) => `no code of a part begins with '${part}'`,
  'labels-unknown-modifier': ({ modifier, modifiers }) =>
    `there is no modifier '${modifier}'; there are ${list(modifiers)}`,
  'labels-nothing-selected': ({ exams, smallest }) =>
    exams === 0
      ? 'no exam is in the selection'
      : `${exams} exams are selected, but no label has ${smallest} of them: nothing is exported`,
  'labels-key': ({ file, reason }) =>
    `the key file ${file} cannot be used: ${fileTrouble(reason, 'en')}. It holds 32 to 64 bytes, hexadecimal or base64`,
  'labels-out-exists': ({ folder }) => `the folder ${folder} is not empty, name another one`,
  'routing-invalid': ({ file, at, rule }) => `${file}, ${at || 'the whole'}: ${rule}`,
  'routing-unreadable': ({ file, reason }) => `cannot read the routing table ${file}: ${fileTrouble(reason, 'en')}`,
  'routing-edition': ({ file, made, edition }) =>
    `${file} was made for edition ${made}, the one in force is ${edition}: look it through and change 'edition'`,
  'routing-unknown-item': ({ file, at, item, nearest }) =>
    `${file}, ${at}: the standard has no item '${item}'${nearest.length === 0 ? '' : `; the nearest are ${list(nearest)}`}`,
  'routing-retired-item': ({ file, at, item, successors }) =>
    `${file}, ${at}: the item ${item} is retired${successors.length === 0 ? '' : `, its successors are ${list(successors)}`}`,
  'routing-unknown-target': ({ file, at, target }) => `${file}, ${at}: targets have no '${target}' of this kind`,
  'routing-target-twice': ({ file, at, target }) => `${file}, ${at}: '${target}' is there twice`,
  'routing-target-unused': ({ file, at, target }) => `${file}, ${at}: no route leads to '${target}'`,
  'routing-fits-nothing': ({ file, at }) =>
    `${file}, ${at}: no item takes this route. Its part or scan is wrong, or routes that name more facets cover all of it`,
  'routing-twice': ({ file, kind, routes, items, first }) =>
    `${file}: ${items} items (such as ${first}) fit ${list(routes.map((at) => `routes[${at}]`))} of ${kind} alike: let one of them name more`,
  'routing-gap': ({ file, kind, items, first }) =>
    `${file}: ${items} items go nowhere in ${kind} (${list(first)} …). Add a route, or say with "to": null that it is meant`,
  'suggest-not-a-suggestion': ({ file, row }) =>
    `${file}, row ${row}: not a suggestion; it should be a line that yingma suggest wrote`,
  'eval-file-unreadable': ({ file, reason }) => `cannot read ${file}: ${fileTrouble(reason, 'en')}`,
}
