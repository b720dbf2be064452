import { parentPort, workerData } from 'node:worker_threads'
import { memoryVerdicts, type VerdictSources } from './memory-verdicts.ts'
import { type InputChunk, verdictColumns } from './verdict-columns.ts'

// One thread of `VerdictWorkers`: makes its own normaliser and answers chunks in the order in which they come.
const verdicts = memoryVerdicts(workerData as VerdictSources)
verdicts.prepare?.()
parentPort?.on('message', (chunk: InputChunk) => parentPort?.postMessage(verdictColumns(verdicts, chunk)))
