import { expect, test } from 'vitest'
import { type Column, columnsQuery, guessedColumns, withColumn } from './column-roles.ts'

const column = (number: number, role: Column['role'], personal: Column['personal'] = null): Column => {
  return { number, header: `h${number}`, role, personal }
}

test('the choice begins with what was guessed, without prices and persons', () => {
  const columns = [column(1, 'localCode'), column(2, 'name'), column(3, 'price'), column(4, 'sex', 'person-name')]
  expect(guessedColumns(columns)).toEqual({ localCode: 1, name: 2 })
})

test('a table that only says what is charged has its names there', () => {
  expect(guessedColumns([column(1, 'localCode'), column(2, 'charge')])).toEqual({ localCode: 1, name: 2 })
})

test('a role goes from one column to another, and a column holds one role', () => {
  const moved = withColumn({ name: 2, localCode: 1 }, 3, 'name')
  expect(moved).toEqual({ name: 3, localCode: 1 })
  expect(withColumn(moved, 1, 'part')).toEqual({ name: 3, part: 1 })
  expect(withColumn(moved, 1, undefined)).toEqual({ name: 3 })
  expect(columnsQuery(moved)).toBe('localCode:1,name:3')
})
