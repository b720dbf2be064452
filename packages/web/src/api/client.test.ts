import { expect, test } from 'vitest'
import { ApiProblem } from './client.ts'

test('trying again is worth it when the server or the network failed, not when the request was refused', () => {
  const mayPass = (status: number): boolean => new ApiProblem(status, 'x', '').mayPass
  expect([0, 401, 409, 429, 500, 503].filter((status) => !mayPass(status))).toEqual([])
  expect([400, 403, 404, 412, 413, 415, 422].filter(mayPass)).toEqual([])
})
