import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '../../src/index.ts'
import { type Memory, memoryOf } from './speed.ts'
import { variedNames } from './varied-names.ts'

interface KeptResults {
  readonly memory: Memory
  /** The median of five rounds after the first, each keeping its results. */
  readonly namesPerSecond: number
}

/**
 * Memory and speed when all results of so many names are kept, in a process of its own: a collector that has seen
 * results live long treats those that do not as if they did, which would halve the speed measured after it.
 */
export function keptResults(count: number): KeptResults {
  const program = fileURLToPath(import.meta.url)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, String(count)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as KeptResults
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const vocabulary = loadVocabulary()
  const normaliser = createNormaliser(loadEdition(), vocabulary)
  const names = variedNames(Number(process.argv[2]), vocabulary)
  const memory = memoryOf(names, normaliser)
  const seconds = Array.from({ length: 5 }, () => {
    const started = performance.now()
    const kept = names.map((input) => normaliser.normalise(input))
    return { taken: (performance.now() - started) / 1000, kept: kept.length }
  })
  const median = seconds.map(({ taken }) => taken).sort((a, b) => a - b)[2] as number
  console.log(JSON.stringify({ memory, namesPerSecond: Math.round(names.length / median) }))
}
