export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  type EmbeddedProblem,
  type EmbeddedResult,
  startEmbeddedPostgres,
} from './postgres/embedded-postgres.ts'
export {
  startTestPostgres,
  type TestDatabase,
  type TestPostgres,
  type TestPostgresOptions,
} from './postgres/test-postgres.ts'
