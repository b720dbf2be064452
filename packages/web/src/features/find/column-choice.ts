import { useState } from 'react'

const CHOICES = ['code', 'name', 'otherName', 'modality', 'checkForm', 'conceptId'] as const
const FIRST: readonly string[] = ['code', 'name', 'otherName', 'modality']
/** Without these a row says nothing. */
const ALWAYS: readonly string[] = ['code', 'name']

/** Which columns the table shows, in the order of the choices. */
export function useColumnChoice() {
  const [shown, setShown] = useState<readonly string[]>(FIRST)
  const choose = (id: string): void => {
    const next = shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]
    setShown(CHOICES.filter((one) => next.includes(one) || ALWAYS.includes(one)))
  }
  return { shown, choices: CHOICES.filter((id) => !ALWAYS.includes(id)), choose }
}
