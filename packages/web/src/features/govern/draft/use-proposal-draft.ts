import { useState } from 'react'
import { useSession } from '../../../app/session.ts'
import { type ChangeForm, emptyChange } from './change-form.ts'
import type { OwnItemTaken } from './own-items-taken.ts'

/** A proposal as it is being written. */
export interface ProposalDraft {
  readonly zh: string
  readonly en: string
  readonly reason: string
  readonly changes: readonly ChangeForm[]
  readonly names: readonly { readonly name: string; readonly exams: number }[]
  readonly evidence: readonly string[]
  readonly own: readonly OwnItemTaken[]
}

export interface Drafting {
  readonly draft: ProposalDraft
  /** Whether it was found from an earlier visit. */
  readonly wasKept: boolean
  set(change: Partial<ProposalDraft>): void
  clear(): void
}

const KEY = 'yingma.proposal'

/** Today in the calendar of whoever writes. */
export function today(): string {
  return new Date().toLocaleDateString('sv-SE')
}

function emptyDraft(): ProposalDraft {
  return { zh: '', en: '', reason: '', changes: [emptyChange(today())], names: [], evidence: [], own: [] }
}

/**
 * What somebody is writing, kept in this browser under their account until it is sent or thrown away: `id` is the proposal
 * that is revised, which begins with `begin`, or empty for a new one.
 */
export function useProposalDraft(id: string, begin?: ProposalDraft): Drafting {
  const me = useSession()
  const key = [KEY, me?.userId ?? '', id].join('/')
  const [{ draft, wasKept }, setState] = useState(() => {
    const kept = readKept(key)
    return { draft: kept ?? begin ?? emptyDraft(), wasKept: kept !== undefined }
  })
  return {
    draft,
    wasKept,
    set: (change) =>
      setState((before) => {
        const next = { ...before.draft, ...change }
        keep(key, JSON.stringify(next))
        return { ...before, draft: next }
      }),
    clear: () => {
      keep(key, undefined)
      setState({ draft: begin ?? emptyDraft(), wasKept: false })
    },
  }
}

function readKept(key: string): ProposalDraft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<ProposalDraft> | null
    if (kept === null || !Array.isArray(kept.changes) || kept.changes.length === 0) return undefined
    const blank = emptyChange(today())
    return { ...emptyDraft(), ...kept, changes: kept.changes.map((change) => ({ ...blank, ...change })) }
  } catch {
    // Storage may be forbidden or hold something foreign: then nothing was begun yet.
    return undefined
  }
}

function keep(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Without storage it lasts until the page is closed.
  }
}
