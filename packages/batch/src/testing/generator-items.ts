import type { Item } from '@yingma/core'
import { fixtureEdition } from './rule-normaliser.ts'

/** Items of the fixture, enough words for the generator. */
export function generatorItems(): readonly Item[] {
  return [...fixtureEdition().byCode.values()]
}
