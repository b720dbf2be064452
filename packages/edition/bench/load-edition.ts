import { loadEdition } from '../src/load/load-edition.ts'

const ROUNDS = 30
const GOAL_MS = 60

/** Milliseconds of one call. */
function time(call: () => unknown): number {
  const started = performance.now()
  call()
  return performance.now() - started
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function run(): Promise<readonly Readonly<Record<string, string | number | boolean>>[]> {
  const first = time(loadEdition)
  const warm = median(Array.from({ length: ROUNDS }, () => time(loadEdition)))
  const edition = loadEdition()
  const texts = time(() => edition.items.map(({ designations }) => designations))
  return Promise.resolve([
    { what: 'load, median of 30', ms: Math.round(warm * 10) / 10, goal: `≤ ${GOAL_MS}`, met: warm <= GOAL_MS },
    { what: 'first load of the process', ms: Math.round(first * 10) / 10, goal: '' },
    { what: 'designations of all items, once', ms: Math.round(texts * 10) / 10, goal: '' },
  ])
}

export default {
  name: 'load-edition',
  about: 'Reads the files of standard/ and expands them to an edition of 1,882 items with their names.',
  run,
}
