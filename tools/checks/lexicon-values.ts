import type { Edition } from '@yingma/core'
import { MODIFIERS, REASONS } from '@yingma/normalise'
import type { LexiconRow } from './lexicon-rows.ts'

type ByGroup = Readonly<Record<string, string>>

const PROJECTION = (dictionary: string): ByGroup => ({ XR: dictionary, MG: dictionary, RF: dictionary })

/** The dictionary that a value of a kind is looked up in, by group. A kind means nothing in a group that is not here. */
const DICTIONARIES: Readonly<Record<string, ByGroup>> = {
  scan: {
    ...PROJECTION('scans-xr'),
    CT: 'scans-ct',
    MR: 'scans-mr',
    US: 'ultrasound-scans',
    PET: 'pet-scans',
    SPECT: 'spect-scans',
  },
  processing: { CT: 'processings', MR: 'processings', SPECT: 'spect-processes' },
  position: PROJECTION('positions'),
  route: { US: 'ultrasound-routes' },
  detail: { US: 'ultrasound-details' },
}

/** Words that state a method without one published value; the normaliser decides what becomes of them. */
const UNPUBLISHED: Readonly<Record<string, ReadonlySet<string>>> = {
  scan: new Set(['contrast-study', 'ventriculography', 'dynamic', 'sequence', 'process-1', 'process-2']),
  position: new Set([
    'scaphoid-view',
    'extension-view',
    'flexion-view',
    'rotation-view',
    'films-3',
    'films-4',
    'films-5',
    'films-6',
    'films-7',
    'special-view',
    'rosenberg',
    'mg-special',
  ]),
}

/** Kinds with a closed list of words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  side: ['left', 'right', 'both', 'single'],
  vascular: ['artery', 'vein', 'any'],
  negation: ['exclude', 'exclude-either'],
  separator: ['or'],
  charge: ['', 'surcharge'],
  modifier: MODIFIERS,
  nonexam: REASONS,
}

/** What is wrong with the value of a row; empty when the edition (or the list of the kind) has it. */
export function valueDefects(row: LexiconRow, edition: Edition): readonly string[] {
  const { kind, value, scope } = row
  const values = value.split('+')
  if (WORDS[kind] !== undefined && !WORDS[kind].includes(value)) return [`${kind} has no value "${value}"`]
  if (kind === 'modality' && !modalities(edition).has(value)) return [`no modality "${value}"`]
  if (kind === 'package') {
    return values.filter((code) => !edition.byCode.has(code.toUpperCase())).map((code) => `no item ${code}`)
  }
  if (kind === 'alsoin' && !sidedSites(edition).has(value)) return [`no sided site "${value}"`]
  const dictionaries = DICTIONARIES[kind]
  if (dictionaries === undefined) return []
  return scope.flatMap((group) => {
    const id = dictionaries[group]
    if (id === undefined) return [`${kind} means nothing in ${group}`]
    const known = edition.dictionaries.get(id as never)?.values
    return values
      .filter((code) => !known?.has(code.toUpperCase()) && !UNPUBLISHED[kind]?.has(code))
      .map((code) => `${id} (${group}) has no value "${code}"`)
  })
}

const sidedSites = (edition: Edition): ReadonlySet<string> =>
  new Set([...(edition.dictionaries.get('radiology-parts')?.values.values() ?? [])].flatMap(({ site }) => site ?? []))

const modalities = (edition: Edition): ReadonlySet<string> =>
  new Set(edition.schemes.flatMap(({ heads }) => Object.values(heads).map(({ modality }) => modality)))
