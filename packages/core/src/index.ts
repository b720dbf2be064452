export type * from './model/edition.ts'
export type * from './model/facets.ts'
export type * from './model/lexicon.ts'
export type * from './model/scheme.ts'
