import { type ChargeProblem, chargeCatalogue } from '@yingma/charge'
import { type Catalogue, joinCatalogues } from '@yingma/core'
import type { PriceProblem } from '../price/price-problem.ts'
import { priceEn } from './price-en.ts'
import { priceZh } from './price-zh.ts'
import { tableCatalogue } from './table-catalogue.ts'

const own: Catalogue<PriceProblem> = { zh: priceZh, en: priceEn }

type Joined = typeof tableCatalogue extends Catalogue<infer T> ? T | ChargeProblem | PriceProblem : never

/** Everything that the price commands can find wrong. */
export const priceCatalogue: Catalogue<Joined> = joinCatalogues(joinCatalogues(tableCatalogue, chargeCatalogue), own)
