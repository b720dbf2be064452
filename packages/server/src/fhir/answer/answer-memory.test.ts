import { expect, test } from 'vitest'
import { AnswerMemory } from './answer-memory.ts'

const answer = (text: string, bytes = 10_000) => Buffer.alloc(bytes, text)

test('answers are found again, and never more bytes held than the bound', () => {
  const memory = new AnswerMemory(100_000)
  for (let number = 0; number < 100; number++) {
    memory.keep(`k${number}`, answer(String(number)))
    expect(memory.bytes).toBeLessThanOrEqual(100_000)
    expect(memory.get(`k${number}`)?.toString().slice(0, 2)).toBe(String(number).padEnd(2, String(number)))
  }
  expect(memory.get('k0')).toBeUndefined()
})

test('what was not used for the longest time goes first', () => {
  const memory = new AnswerMemory(100_000)
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) memory.keep(key, answer(key))
  expect(memory.get('a')).toBeDefined()
  memory.keep('j', answer('j'))
  expect([memory.get('a'), memory.get('b')].map((held) => held !== undefined)).toEqual([true, false])
})

test('an answer that would drive out the others is not kept; one kept again counts once', () => {
  const memory = new AnswerMemory(100_000)
  memory.keep('huge', answer('x', 50_000))
  expect(memory.get('huge')).toBeUndefined()
  memory.keep('a', answer('1'))
  const { bytes } = memory
  memory.keep('a', answer('2'))
  expect([memory.bytes, memory.get('a')?.toString()[0]]).toEqual([bytes, '2'])
})
