import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { HttpProblem } from '../problems/server-problem.ts'
import { createDocumentPress } from './document-press.ts'

type Print = Parameters<typeof createDocumentPress>[0]

/** A printer that says what it is doing, and prints when it is let. */
function slowPrinter() {
  let running = 0
  const seen = { most: 0, times: 0 }
  const print: Print = async (_page, pdf, options) => {
    running += 1
    seen.most = Math.max(seen.most, running)
    seen.times += 1
    await new Promise((done) => setTimeout(done, 20))
    running -= 1
    if (options?.signal?.aborted) return { ok: false, why: 'failed', detail: 'stopped' }
    await writeFile(pdf, `pdf ${seen.times}`)
    return { ok: true }
  }
  return { print, seen }
}

const codeOf = async (made: Promise<unknown>): Promise<string> => {
  const error: unknown = await made.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof HttpProblem ? error.problem.code : String(error)
}

test('one document is printed at a time, each once, however many ask', async () => {
  const { print, seen } = slowPrinter()
  const press = createDocumentPress(print)
  const made = await Promise.all(['a', 'b', 'a', 'b', 'a'].map((key) => press.pdfOf(key, key)))
  expect(made.map(String)).toEqual(['pdf 1', 'pdf 2', 'pdf 1', 'pdf 2', 'pdf 1'])
  expect(String(await press.pdfOf('a', 'a'))).toBe('pdf 1')
  expect(seen).toEqual({ most: 1, times: 2 })
})

test('a failure stands for a minute, then it is tried again; the other document is not held up', async () => {
  let now = 0
  let tries = 0
  const press = createDocumentPress(
    async (page, pdf) => {
      if (tries++ === 0) return { ok: false, why: 'no-browser' }
      await writeFile(pdf, page)
      return { ok: true }
    },
    () => now,
  )
  expect(await codeOf(press.pdfOf('a', ''))).toBe('document-no-browser')
  expect(await codeOf(press.pdfOf('a', ''))).toBe('document-no-browser')
  expect((await press.pdfOf('b', '')).length).toBeGreaterThan(0)
  expect(tries).toBe(2)
  now += 61_000
  expect((await press.pdfOf('a', '')).length).toBeGreaterThan(0)
})

test('stopping ends what is printed and takes nothing new', async () => {
  const { print, seen } = slowPrinter()
  const press = createDocumentPress(print)
  const first = codeOf(press.pdfOf('a', ''))
  const second = codeOf(press.pdfOf('b', ''))
  await new Promise((done) => setTimeout(done, 5))
  await press.close()
  expect([await first, await second]).toEqual(['document-not-printed', 'stopping'])
  expect(seen.times).toBe(1)
})
