import { createHash } from 'node:crypto'
import type { Edition } from '@yingma/core'
import type { Crossed, Dictionary } from '@yingma/dictionary'
import { type HospitalDictionary, hospitalPackage } from '@yingma/terminology'
import { toR4 } from '../fhir/answer/to-r4.ts'

const VERSIONS = { r4: '4.0.1', r5: '5.0.0' } as const

/** The FHIR packages (R4 and R5) of a hospital's dictionary, as files for its folder. */
export function dictionaryFhir(
  dictionary: Dictionary,
  edition: Edition,
  date: string,
): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const hospital: HospitalDictionary = {
    institution: { id: idOf(dictionary.institution), name: dictionary.institution },
    date,
    items: dictionary.items,
    mappings: dictionary.crossed.filter(({ answer }) => answer.kind !== 'open').map(mappingOf),
  }
  return (['r4', 'r5'] as const).map((release) => ({
    name: `fhir-${release}.tgz`,
    bytes: hospitalPackage(hospital, edition, {
      fhirVersion: VERSIONS[release],
      convert: (resource) => (release === 'r4' ? (toR4({ ...resource }) as unknown as typeof resource) : resource),
    }),
  }))
}

/** An old code and what it became. */
function mappingOf({ entry, answer }: Crossed): HospitalDictionary['mappings'][number] {
  const codes =
    answer.kind === 'items'
      ? answer.codes
      : answer.kind === 'by-column'
        ? [...new Set(answer.choices.flatMap((choice) => choice.codes))]
        : []
  // A single decided item is what the name means; several, or a choice that the order makes, each say more than it.
  const relation = answer.kind === 'items' && codes.length === 1 ? 'equivalent' : 'broader'
  return {
    localCode: entry.code === '' ? null : entry.code,
    name: entry.name === '' ? entry.code : entry.name,
    slots: entry.modality === '' ? {} : { modality: entry.modality },
    targets: codes.map((code) => ({ code, relation })),
  }
}

/** FHIR's ids are short and ASCII; a Chinese name gets one that is always the same. */
function idOf(institution: string): string {
  if (/^[A-Za-z0-9.-]{1,40}$/.test(institution)) return institution
  return `h${createHash('sha256').update(institution).digest('hex').slice(0, 12)}`
}
