import { useState } from 'react'

const CHOICES = [
  'code',
  'name',
  'otherName',
  'modality',
  'part',
  'scan',
  'processing',
  'position',
  'status',
  'checkForm',
  'conceptId',
] as const
export type ColumnId = (typeof CHOICES)[number]

const FIRST: readonly string[] = ['code', 'name', 'otherName', 'modality']
/** Without these a row says nothing. */
const ALWAYS: readonly ColumnId[] = ['code', 'name']

const KEY = 'yingma.find-columns'

/** In the order of the choices. */
function columnsAmong(ids: readonly string[]): readonly ColumnId[] {
  return CHOICES.filter((one) => ids.includes(one) || ALWAYS.includes(one))
}

/** Which columns the table shows (kept in the browser), in the order of the choices. */
export function useColumnChoice() {
  const [shown, setShown] = useState(() => columnsAmong(localStorage.getItem(KEY)?.split(',') ?? FIRST))
  const choose = (id: string): void => {
    const columns = columnsAmong(
      (shown as readonly string[]).includes(id) ? shown.filter((one) => one !== id) : [...shown, id],
    )
    setShown(columns)
    localStorage.setItem(KEY, columns.join())
  }
  return { shown, choices: CHOICES.filter((id) => !ALWAYS.includes(id)), choose }
}
