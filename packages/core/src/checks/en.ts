import type { ProblemTexts } from '../problems/catalogue.ts'
import type { CheckId } from './check.ts'
import type { Finding, ItemRef, ValueRef } from './finding.ts'

/** What every check proves. */
export const checkTitlesEn: Readonly<Record<CheckId, string>> = {
  codes: 'codes are unique and can be read',
  facets: 'code and facets are one to one',
  'round-trip': 'decoding and encoding gives the code back',
  'names-zh': 'item and Chinese name are one to one',
  'names-en': 'item and English name are one to one',
  'check-characters': 'check characters lead back to the item',
  releases: 'released codes are neither lost, re-meant nor reused',
  composites: 'composites are closed, sets have one spelling',
  parents: 'dictionaries are trees',
  ids: 'concept ids are unique and well formed',
  successors: 'retired items have successors',
  origins: 'extensions carry the prefix Y',
  registers: 'the register of suspected synonyms names what exists',
}

const LANGUAGES = { zh: 'Chinese', en: 'English' } as const
const LOOKUPS = { byCode: 'code', byId: 'concept id' } as const

function item({ code, name }: ItemRef): string {
  return `${code} ${name}`
}

function value({ dictionary, code, name }: ValueRef): string {
  return `${dictionary} ${code} ${name}`
}

export const findingTextsEn: ProblemTexts<Finding> = {
  'finding-nothing-checked': () => 'there was nothing to check, so nothing is proved',
  'finding-code-twice': ({ items }) => `one code for several items: ${items.map(item).join(', ')}`,
  'finding-code-unreadable': (finding) => `the code cannot be read: ${item(finding.item)}`,
  'finding-lookup-wrong': (finding) =>
    `the look-up by ${LOOKUPS[finding.lookup]} does not lead to ${item(finding.item)}`,
  'finding-facets-disagree': (finding) => `the item's facets are not those of its code: ${item(finding.item)}`,
  'finding-facets-twice': ({ items }) => `several items with the same facets: ${items.map(item).join(', ')}`,
  'finding-encoded-otherwise': (finding) =>
    finding.encoded === null
      ? `${item(finding.item)} cannot be encoded again`
      : `${item(finding.item)} is encoded as ${finding.encoded}`,
  'finding-name-empty': (finding) => `${item(finding.item)} has no ${LANGUAGES[finding.language]} name`,
  'finding-name-starred': (finding) => `the name begins with *: ${item(finding.item)}`,
  'finding-name-twice': ({ language, items }) =>
    `one ${LANGUAGES[language]} name for several items: ${items.map(item).join(', ')}`,
  'finding-check-character': (finding) =>
    finding.checkForm === null
      ? `${item(finding.item)} can have no check character`
      : `the check form ${finding.checkForm} does not lead back to ${item(finding.item)}`,
  'finding-code-lost': (finding) => `a code of release ${finding.release} is lost: ${item(finding.item)}`,
  'finding-code-reused': (finding) =>
    `${item(finding.before)} of release ${finding.release} is reused for another concept: ${item(finding.item)}`,
  'finding-code-revived': (finding) =>
    `a code retired in release ${finding.release} is active again: ${item(finding.item)}`,
  'finding-code-remeant': (finding) =>
    `${item(finding.item)} is re-meant: its ${finding.facet} was “${finding.before}” in release ${finding.release} and is “${finding.after}” now`,
  'finding-name-changed': (finding) => `${item(finding.item)} was “${finding.before}” in release ${finding.release}`,
  'finding-id-moved': ({ release, before, after }) =>
    `the concept id of ${item(before)} in release ${release} has moved to ${item(after)}`,
  'finding-component-unknown': (finding) =>
    `${value(finding.value)} has the component ${finding.component}, which does not exist`,
  'finding-component-loop': (finding) => `${value(finding.value)} is among its own components`,
  'finding-composite-twice': ({ values }) => `values with the same components: ${values.map(value).join(', ')}`,
  'finding-side-twice': ({ values }) => `several values for one side of one site: ${values.map(value).join(', ')}`,
  'finding-set-twice': ({ items }) => `items that take apart into the same: ${items.map(item).join(', ')}`,
  'finding-parent-unknown': (finding) =>
    `${value(finding.value)} has the parent ${finding.parent}, which does not exist`,
  'finding-parent-loop': (finding) => `the parents of ${value(finding.value)} run in a circle`,
  'finding-id-malformed': ({ conceptId, owner }) => `${item(owner)} has the malformed concept id “${conceptId}”`,
  'finding-id-twice': ({ conceptId, owners }) =>
    `the concept id ${conceptId} has several owners: ${owners.map(item).join(', ')}`,
  'finding-no-successor': (finding) => `a retired item has no successor: ${item(finding.item)}`,
  'finding-successor-not-active': (finding) =>
    `${item(finding.item)} names the successor ${finding.successor}, which is no active item`,
  'finding-origin': (finding) =>
    finding.origin === 'extension'
      ? `an extension without the prefix Y: ${item(finding.item)}`
      : `a published item with the prefix Y: ${item(finding.item)}`,
  'finding-register': (finding) =>
    `the register of suspected synonyms names ${finding.dictionary} ${finding.value}, which does not exist or is not of its group`,
}
