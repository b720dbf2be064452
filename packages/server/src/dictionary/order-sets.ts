import { loadOrderSets, type OrderSet } from '@yingma/dictionary'
import { lazy } from '../http/lazy.ts'

/** The order sets that come with the standard. */
export const shippedSets: () => readonly OrderSet[] = lazy(loadOrderSets)
