import { useState } from 'react'

const CHOICES = ['code', 'name', 'otherName', 'modality', 'checkForm', 'conceptId'] as const
const FIRST: readonly string[] = ['code', 'name', 'otherName', 'modality']
/** Without these a row says nothing. */
const ALWAYS: readonly string[] = ['code', 'name']

const KEY = 'yingma.find-columns'

function kept(): readonly string[] {
  const columns = localStorage.getItem(KEY)?.split(',') ?? FIRST
  return CHOICES.filter((one) => columns.includes(one) || ALWAYS.includes(one))
}

/** Which columns the table shows (kept in the browser), in the order of the choices. */
export function useColumnChoice() {
  const [shown, setShown] = useState<readonly string[]>(kept)
  const choose = (id: string): void => {
    const next = shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]
    const columns = CHOICES.filter((one) => next.includes(one) || ALWAYS.includes(one))
    setShown(columns)
    localStorage.setItem(KEY, columns.join())
  }
  return { shown, choices: CHOICES.filter((id) => !ALWAYS.includes(id)), choose }
}
