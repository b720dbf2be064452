export { createNormaliser } from './normaliser.ts'
export * from './result.ts'
