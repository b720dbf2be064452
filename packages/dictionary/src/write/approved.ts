import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dictionary, DictionaryItem, OrderSet } from '../model/dictionary.ts'
import type { Target } from '../model/settings.ts'

/** Name of the machine's copy inside a built folder. */
export const APPROVED_FILE = 'dictionary.json'

/** What the live systems are held against later: the approved dictionary and the files that went out with it. */
export interface Approved {
  readonly format: 'yingma-dictionary-built'
  readonly institution: string
  readonly edition: string
  readonly schedule: string | null
  readonly date: string
  readonly draft: boolean
  readonly questions: number
  readonly parallel: Dictionary['parallel']
  readonly items: readonly DictionaryItem[]
  /** Every old code with the codes that replace it; none for what is no exam or has no item. */
  readonly olds: readonly {
    readonly code: string
    readonly name: string
    readonly items: readonly string[]
    readonly kind: string
  }[]
  readonly sets: readonly OrderSet[]
  readonly targets: readonly Target[]
  readonly shortNames: Readonly<Record<string, string>>
  /** SHA-256 of every other file of the folder. */
  readonly files: Readonly<Record<string, string>>
}

export type PackageProblem =
  | { readonly code: 'dictionary-not-built'; readonly folder: string }
  | { readonly code: 'dictionary-damaged'; readonly folder: string }
  | { readonly code: 'dictionary-is-draft'; readonly folder: string; readonly questions: number }
  | { readonly code: 'dictionary-no-target'; readonly target: string; readonly targets: readonly string[] }
  | {
      readonly code: 'dictionary-export-column'
      readonly file: string
      readonly column: string
      readonly columns: readonly string[]
    }
  | { readonly code: 'dictionary-no-period'; readonly file: string; readonly columns: readonly string[] }
  | { readonly code: 'dictionary-bad-dates'; readonly file: string; readonly row: number; readonly value: string }

export type ApprovedRead =
  | { readonly ok: true; readonly approved: Approved }
  | { readonly ok: false; readonly problem: PackageProblem }

/** The machine's copy of a dictionary. */
export function approvedOf(
  dictionary: Dictionary,
  about: Pick<Approved, 'date' | 'targets' | 'shortNames' | 'files'>,
): Approved {
  const { institution, edition, schedule, draft, questions, parallel, items, sets } = dictionary
  return {
    format: 'yingma-dictionary-built',
    institution,
    edition,
    schedule,
    draft,
    questions: questions.length,
    parallel,
    items,
    sets,
    olds: dictionary.crossed.map(({ entry, answer }) => ({
      code: entry.code,
      name: entry.name,
      kind: answer.kind,
      items:
        answer.kind === 'items'
          ? answer.codes
          : answer.kind === 'by-column'
            ? [...new Set(answer.choices.flatMap(({ codes }) => codes))]
            : [],
    })),
    ...about,
  }
}

/** The text of the machine's copy: JSON with the SHA-256 of its own content on the first line. */
export function approvedText(approved: Approved): string {
  const content = JSON.stringify(approved, null, 1)
  return `{"sha256":"${hashOf(content)}","content":${content}}\n`
}

export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Reads what `dictionary build` wrote. A copy that was changed by hand is refused. */
export async function readApproved(folder: string): Promise<ApprovedRead> {
  const text = await readFile(join(folder, APPROVED_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (text === undefined) return { ok: false, problem: { code: 'dictionary-not-built', folder } }
  return approvedFrom(text, folder)
}

/** The same from the text of the file; `folder` is what messages call the place. */
export function approvedFrom(text: string, folder: string): ApprovedRead {
  const match = /^\{"sha256":"([0-9a-f]{64})","content":(.*)\}\n$/s.exec(text)
  if (match?.[2] === undefined || hashOf(match[2]) !== match[1]) {
    return { ok: false, problem: { code: 'dictionary-damaged', folder } }
  }
  return { ok: true, approved: JSON.parse(match[2]) as Approved }
}
