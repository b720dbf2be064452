import { expect, test } from 'vitest'
import { resourceJson } from './resource-json.ts'

const codes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ system: 'urn:s', code: `${at}`, display: '胸"部' }))

test('long lists are put together into the same JSON as short ones', () => {
  const contains = codes(300)
  for (const total of [300, 301]) {
    // Elements behind the expansion come before it: order means nothing in JSON.
    const resource = {
      resourceType: 'ValueSet',
      expansion: { total, contains, parameter: [{ name: 'null}}' }] },
      status: 'active',
    }
    expect(JSON.parse(String(resourceJson(resource)))).toEqual(resource)
  }
  expect(resourceJson({ resourceType: 'ValueSet', expansion: { contains: codes(2) } })).toBeTypeOf('string')
  expect(resourceJson({ resourceType: 'ValueSet' })).toBe('{"resourceType":"ValueSet"}')
})
