import { loadEdition, loadVocabulary } from '@yingma/edition'
import { afterEach, expect, test } from 'vitest'
import { memoryVerdicts, type VerdictSources } from './memory-verdicts.ts'
import { type InputChunk, verdictColumns } from './verdict-columns.ts'
import { VerdictWorkers, workersFor } from './verdict-workers.ts'

const sources: VerdictSources = { edition: loadEdition(), vocabulary: loadVocabulary(), memories: [] }

let workers: VerdictWorkers | null = null
afterEach(async () => {
  await workers?.close()
  workers = null
})

const chunk = (...names: readonly string[]): InputChunk => ({
  fields: ['count', 'name', 'modality'],
  cells: [names.map(() => 3n), names, names.map(() => 'CT')],
  rows: names.length,
})

test('verdicts of a thread are those of the main thread, in the order of the chunk', async () => {
  workers = new VerdictWorkers(sources, 1)
  const given = chunk('CT平扫[胸部]', '上腹部CT增强', '床位费', '')
  expect(await workers.take(given)).toEqual(verdictColumns(memoryVerdicts(sources), given))
})

test('a thread with two chunks before it takes no third', async () => {
  workers = new VerdictWorkers(sources, 1)
  const taken = [workers.take(chunk('胸部CT')), workers.take(chunk('头颅CT'))]
  expect(workers.take(chunk('腹部CT'))).toBeUndefined()
  expect((await Promise.all(taken)).map((columns) => columns?.[3]?.[0])).toEqual(['CT胸部(平扫)', 'CT颅脑(平扫)'])
})

test('a thread that fails fails its chunks and every later one', async () => {
  const broken = { ...sources, memories: [{} as never, {} as never] }
  workers = new VerdictWorkers(broken, 1)
  await expect(workers.take(chunk('胸部CT'))).rejects.toThrow()
  await expect(workers.take(chunk('头颅CT'))).rejects.toThrow()
})

test('threads that are closed in the middle of a chunk fail it', async () => {
  workers = new VerdictWorkers(sources, 1)
  const taken = workers.take(chunk('胸部CT'))
  await workers.close()
  await expect(taken).rejects.toThrow('before it answered')
})

test.each([
  [{ inputs: 206_560, threads: 8, memory: 4e9 }, 0],
  [{ inputs: 1_000_000, threads: 1, memory: 4e9 }, 0],
  [{ inputs: 1_000_000, threads: 2, memory: 4e8 }, 0],
  [{ inputs: 1_000_000, threads: 2, memory: 1e9 }, 1],
  [{ inputs: 9_000_000, threads: 64, memory: 64e9 }, 6],
])('%j: %i threads beside the main one', ({ inputs, ...limits }, count) => {
  expect(workersFor(inputs, limits)).toBe(count)
})
