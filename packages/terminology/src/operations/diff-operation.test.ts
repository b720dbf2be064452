import { expect, test } from 'vitest'
import { ask, FRUIT, fruit, issuesOf, libraryOf } from '../testing/small-systems.ts'

const [pome, medlar] = fruit.concept!
const later = {
  ...fruit,
  version: '1.2.0',
  concept: [
    {
      ...pome!,
      concept: [
        { ...pome!.concept![0]!, display: 'Apples', designation: [{ language: 'zh', value: '林檎' }] },
        { code: 'quince', display: 'Quince' },
      ],
    },
    { ...medlar!, property: [{ code: 'status', valueCode: 'active' }] },
  ],
}
const library = libraryOf(fruit, later)

test('the change set names what came, what is gone and what differs, element by element', () => {
  const { status, resource } = ask(library, 'CodeSystem/$diff', { system: FRUIT, from: '1.0.0' })
  expect(status).toBe(200)
  const [system, from, to, ...changes] = (resource as unknown as { parameter: { name: string; part: object[] }[] })
    .parameter
  expect([system, from, to]).toMatchObject([{ valueUri: FRUIT }, { valueString: '1.0.0' }, { valueString: '1.2.0' }])
  const element = (name: string, before: string, after: string) => ({
    name: 'element',
    part: [
      { name: 'name', valueString: name },
      { name: 'before', valueString: before },
      { name: 'after', valueString: after },
    ],
  })
  expect(changes).toMatchObject([
    { name: 'removed', part: [{ valueCode: 'pear' }, { valueString: 'Pear' }] },
    { name: 'added', part: [{ valueCode: 'quince' }, { valueString: 'Quince' }] },
    {
      name: 'changed',
      part: [
        { valueCode: 'apple' },
        { valueString: 'Apples' },
        element('designation.zh', '苹果', '林檎'),
        element('display', 'Apple', 'Apples'),
      ],
    },
    { name: 'changed', part: [{ valueCode: 'medlar' }, {}, element('property.status', 'retired', 'active')] },
  ])
})

test('a version against itself has no changes; one that is not there is refused', () => {
  const same = ask(library, 'CodeSystem/$diff', { system: FRUIT, from: '1.0.0', to: '1.0.0' })
  expect((same.resource as unknown as { parameter: object[] }).parameter).toHaveLength(3)
  const unknown = ask(library, 'CodeSystem/$diff', { system: FRUIT, from: '0.1' })
  expect([unknown.status, issuesOf(unknown.resource)[0]]).toEqual([
    422,
    "error/not-found/not-found @Parameters.parameter.where(name = 'version')",
  ])
  expect(ask(library, 'CodeSystem/$diff', { system: FRUIT }).status).toBe(400)
})
