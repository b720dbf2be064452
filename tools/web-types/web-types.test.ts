import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { typesOf } from './types-of.ts'
import { TYPES, usedOperations, webTypes } from './web-types.ts'

describe('types of the web application', () => {
  it('are those of the server as it is: `npm run types:web` writes them', async () => {
    expect(usedOperations().length).toBeGreaterThan(5)
    expect(readFileSync(TYPES, 'utf8')).toBe(await webTypes())
  })

  it('follow a schema that changes', () => {
    const document = (type: string) => ({
      paths: { '/v/x': { get: { responses: { 200: { content: { 'application/json': { schema: { type } } } } } } } },
    })
    expect(typesOf(document('string'), ['GET /x'], '/v')).toContain("'GET /x': { answer: string }")
    expect(typesOf(document('integer'), ['GET /x'], '/v')).toContain("'GET /x': { answer: number }")
  })

  it('cannot name an operation that the server does not have', () => {
    expect(() => typesOf({ paths: {} }, ['GET /gone'], '')).toThrow('GET /gone')
  })
})
