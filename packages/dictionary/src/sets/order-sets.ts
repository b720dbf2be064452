import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Codec } from '@yingma/core'
import { DataError, type DataProblem, parseTsv, standardFolder } from '@yingma/edition'
import { canonical } from '../build/build-items.ts'
import type { OrderSet } from '../model/dictionary.ts'
import type { Settings } from '../model/settings.ts'

const FILE = 'order-sets/sets.tsv'
const SPECIALTIES = 'order-sets/specialties.tsv'

/** A specialty as order sets name it. */
export interface Specialty {
  readonly id: string
  readonly name: string
  readonly nameEn: string
}

/** The order sets that come with the standard. Throws a `DataError` for a broken file. */
export function loadOrderSets(folder: string = standardFolder()): readonly OrderSet[] {
  const problems: DataProblem[] = []
  const columns = { required: ['id', 'name', 'nameEn', 'kind', 'specialties', 'codes', 'source', 'example'] }
  const { rows } = parseTsv(FILE, readFileSync(join(folder, FILE), 'utf8'), columns, problems)
  if (problems.length > 0) throw new DataError(problems)
  return rows.map((row) => ({
    id: row.get('id'),
    name: row.get('name'),
    nameEn: row.get('nameEn'),
    specialties: row.get('specialties').split('+'),
    codes: row.get('codes').split('+'),
    source: row.get('source'),
    example: row.get('example') === 'y',
    from: 'shipped',
  }))
}

/** The specialties that the shipped sets name. Throws a `DataError` for a broken file. */
export function loadSpecialties(folder: string = standardFolder()): readonly Specialty[] {
  const problems: DataProblem[] = []
  const columns = { required: ['id', 'name', 'nameEn'] }
  const { rows } = parseTsv(SPECIALTIES, readFileSync(join(folder, SPECIALTIES), 'utf8'), columns, problems)
  if (problems.length > 0) throw new DataError(problems)
  return rows.map((row) => ({ id: row.get('id'), name: row.get('name'), nameEn: row.get('nameEn') }))
}

/** The order sets of a hospital: the shipped ones, as it changed, added or took them away. */
export function setsOf(shipped: readonly OrderSet[], settings: Settings, codec: Codec): readonly OrderSet[] {
  const own = settings.sets
  const kept = shipped.filter(({ id }) => own[id] === undefined)
  const changed = Object.entries(own).flatMap(([id, set]): OrderSet[] => {
    if (set === null) return []
    const codes = set.codes.map((code) => canonical(code, codec))
    const before = shipped.find((one) => one.id === id)
    const specialties = set.specialties ?? before?.specialties ?? []
    const from = before === undefined ? 'hospital' : 'changed'
    return [{ id, name: set.name, nameEn: set.nameEn, specialties, codes, source: '', example: false, from }]
  })
  return [...kept, ...changed]
}
