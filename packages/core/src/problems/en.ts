import { findingTextsEn } from '../checks/en.ts'
import type { Damage } from '../codes/problem.ts'
import type { Offer, WordFacet } from '../words/problem.ts'
import type { ProblemTexts } from './catalogue.ts'
import type { CoreProblem } from './core-problem.ts'

const DAMAGES: Readonly<Record<Damage, string>> = {
  exponent: 'was turned into exponent form by a spreadsheet',
  'scan-exponent': 'is a code whose scan 7e a spreadsheet read as an exponent',
  decimal: 'was read as a decimal number',
  grouping: 'was broken up by separators',
  quoted: 'still has quotes around it',
  'lost-start': 'has lost characters at the start',
  'lost-end': 'has lost characters at the end',
}

const FACETS: Readonly<Record<WordFacet, string>> = {
  modality: 'modality',
  device: 'device',
  part: 'body part',
  side: 'side',
  scan: 'scan method',
  processing: 'post-processing',
  position: 'position',
  route: 'route',
  detail: 'detail',
  image: 'image',
  process: 'measurement',
  dose: 'dose',
}

function list(offers: readonly Offer[]): string {
  return offers.map(({ code, name }) => `${code} ${name}`).join(', ')
}

function like(offers: readonly Offer[]): string {
  return offers.length === 0 ? '' : `; nearest: ${list(offers)}`
}

function near(codes: readonly string[]): string {
  return codes.length === 0 ? '' : `; nearest codes: ${codes.join(', ')}`
}

export const en: ProblemTexts<CoreProblem> = {
  'code-empty': () => 'no code is given',
  'code-damaged': ({ input, damage, nearest }) => `“${input}” ${DAMAGES[damage]}${near(nearest)}`,
  'code-letter-not-used': ({ input, character, at, nearest }) =>
    `“${input}” has the letter ${character} at character ${at}; codes do not use i, o or l (is it the digit 1 or 0?)${near(nearest)}`,
  'code-foreign-character': ({ input, character, at, nearest }) =>
    `“${input}” has “${character}” at character ${at}, which no code has${near(nearest)}`,
  'code-unknown-head': ({ input, head, nearest }) =>
    `“${input}” begins with “${head}”, which is no modality${near(nearest)}`,
  'code-wrong-length': ({ input, scheme, expected, actual, nearest }) =>
    `“${input}” has ${actual} characters; a code of ${scheme.en.toLowerCase()} has ${expected} (${expected + 1} with its check character)${near(nearest)}`,
  'code-unknown-value': ({ input, title, value, at, nearest }) =>
    `“${input}”: “${value}” at character ${at} is not a value of the field ${title.en.toLowerCase()}${near(nearest)}`,
  'code-fixed-field': ({ input, title, value, at, expected, nearest }) =>
    `“${input}”: “${value}” at character ${at} should be “${expected}” (${title.en.toLowerCase()})${near(nearest)}`,
  'code-extension-unmarked': ({ input, title, value, at, nearest }) =>
    `“${input}”: “${value}” at character ${at} (${title.en.toLowerCase()}) is an extension, so the code must begin with Y${near(nearest)}`,
  'code-check-character': ({ input, expected, actual, nearest }) =>
    `“${input}” ends with the check character ${actual}, which should be ${expected}: something in the code is mistyped${near(nearest)}`,
  'code-local-suffix': ({ input, suffix }) =>
    `“${input}”: “${suffix}” behind the hyphen should be 1 to 8 digits or letters`,
  'code-no-item': ({ input, nearest }) =>
    `every field of “${input}” is right, but the standard has no such item${near(nearest)}`,
  'words-unknown-value': ({ facet, text, near: offers }) => `there is no ${FACETS[facet]} “${text}”${like(offers)}`,
  'words-ambiguous-value': ({ facet, text, values }) =>
    `the ${FACETS[facet]} “${text}” is more than one: ${list(values)}`,
  'words-facet-not-used': ({ facet, modality }) => `items of ${modality} have no ${FACETS[facet]}`,
  'words-missing-facet': ({ facet, values }) => `the ${FACETS[facet]} must be said too: ${list(values)}`,
  'words-no-item': ({ nearest }) => `the standard has no such item${like(nearest)}`,
  ...findingTextsEn,
}
