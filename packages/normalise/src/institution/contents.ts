import { foldSpelling } from '@yingma/core'
import type { Change, DecisionKey, InstitutionMemory, MemoryContents, MemoryTerm, SwitchName } from './memory.ts'

/** The memory of an institution that has decided nothing yet. */
export function emptyMemory(institution: string): InstitutionMemory {
  return { format: 'yingma-institution', institution, current: 0, versions: [] }
}

/** The key of a decision as one text: equal for keys that mean the same, spelling aside. */
export function keyText(key: DecisionKey): string {
  if ('localCode' in key) return `code:${key.localCode.trim()}`
  return nameKey(key.name, key.modality ?? '')
}

/** The key of a name in one modality; the empty modality is every modality. */
export function nameKey(name: string, modality: string): string {
  return `name:${foldSpelling(modality)}|${foldSpelling(name)}`
}

/** What holds in a version, by default in the current one. A version that is not there is a bug of the caller. */
export function contentsOf(memory: InstitutionMemory, version: number = memory.current): MemoryContents {
  const decisions = new Map<
    string,
    { key: DecisionKey; answer: NonNullable<(Change & { kind: 'decision' })['answer']> }
  >()
  const terms = new Map<string, MemoryTerm>()
  const switches: Record<SwitchName, boolean> = { bareContrastIsBoth: false, deviceSpecificCodes: false }
  for (const change of changesUpTo(memory, version)) {
    switch (change.kind) {
      case 'decision':
        if (change.answer === null) decisions.delete(keyText(change.key))
        else decisions.set(keyText(change.key), { key: change.key, answer: change.answer })
        break
      case 'term':
        if (change.removed === true) terms.delete(termKey(change.term))
        else terms.set(termKey(change.term), change.term)
        break
      case 'switch':
        switches[change.name] = change.value
    }
  }
  return { decisions, terms: [...terms.values()], switches }
}

/** The same word may state several things: kind and scope tell its rows apart, as in the lexicon. */
function termKey({ term, kind, scope = [] }: MemoryTerm): string {
  return `${foldSpelling(term)}|${kind}|${[...scope].sort().join(',')}`
}

function changesUpTo(memory: InstitutionMemory, version: number): readonly Change[] {
  const steps: (readonly Change[])[] = []
  for (let at = version; at > 0; ) {
    const step = memory.versions.find((one) => one.version === at)
    if (step === undefined) throw new Error(`the memory of ${memory.institution} has no version ${at}`)
    steps.unshift(step.changes)
    at = step.base
  }
  return steps.flat()
}

/** A memory with one more version, which holds from now on. `at` is the ISO time of the change. */
export function withChanges(
  memory: InstitutionMemory,
  changes: readonly Change[],
  { at, note }: { readonly at: string; readonly note: string },
): InstitutionMemory {
  const version = Math.max(0, ...memory.versions.map((one) => one.version)) + 1
  return {
    ...memory,
    current: version,
    versions: [...memory.versions, { version, base: memory.current, at, note, changes }],
  }
}

/** The memory as it was before its current version, which stays in the file; null where there is nothing to undo. */
export function undo(memory: InstitutionMemory): InstitutionMemory | null {
  const step = memory.versions.find(({ version }) => version === memory.current)
  return step === undefined ? null : { ...memory, current: step.base }
}
