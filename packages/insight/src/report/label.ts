import type { Edition, Text } from '@yingma/core'
import type { DimensionId } from '../model/dimensions.ts'
import { INDICATORS } from '../quality/indicators.ts'
import { VALUE_WORDS } from './value-words.ts'

const PARTS = ['radiology-parts', 'ultrasound-parts', 'ultrasound-systems', 'pet-parts', 'spect-parts'] as const
const NOT_SAID: Text = { zh: '（未填）', en: '(not said)' }

/** What people call a value of a dimension; undefined where the value speaks for itself. */
export function labelOf(edition: Edition, dimension: DimensionId, value: string): Text | undefined {
  if (value === '') return NOT_SAID
  switch (dimension) {
    case 'code':
    case 'other_code': {
      const item = edition.byCode.get(value.toUpperCase())
      return item && { zh: item.name, en: item.nameEn }
    }
    case 'part1':
    case 'part2': {
      const found = PARTS.map((id) => edition.dictionaries.get(id)?.values.get(value.toUpperCase())).find(
        (part) => part !== undefined,
      )
      return found && { zh: found.name, en: found.nameEn }
    }
    case 'indicator':
      return INDICATORS.find(({ id }) => id === value)?.title
    default:
      return VALUE_WORDS[dimension]?.[value]
  }
}
