export { compileLexicon } from './lexicon/compile-lexicon.ts'
export { createNormaliser } from './normaliser.ts'
export * from './result.ts'
export { createFoldTable, foldTerm } from './text/fold.ts'
