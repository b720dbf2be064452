import type { Contains } from '../fhir/types.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Entry } from '../value-sets/compiled-set.ts'
import type { ContainsWriter } from './contains.ts'

interface Branch {
  readonly entry: Entry
  readonly children: Branch[]
}

/** Puts concepts that their system nests in one another below one another; one whose parent is not there stands at the top. */
export function nested(entries: readonly Entry[], writer: ContainsWriter): readonly Contains[] {
  if (entries.every(({ concept }) => concept.nestedIn < 0)) return entries.map((entry) => writer.write(entry))
  const branches = new Map<CodeSystemIndex, Map<number, Branch>>()
  for (const entry of entries) {
    const known = branches.get(entry.system) ?? new Map<number, Branch>()
    branches.set(entry.system, known.set(entry.concept.at, { entry, children: [] }))
  }
  const roots: Branch[] = []
  for (const { system, concept } of entries) {
    const known = branches.get(system)!
    const branch = known.get(concept.at)!
    const parent = known.get(concept.nestedIn)
    if (parent === undefined) roots.push(branch)
    else parent.children.push(branch)
  }
  return writeAll(roots, writer)
}

/** From the leaves up, without recursion: systems may be nested deeper than the stack. */
function writeAll(roots: readonly Branch[], writer: ContainsWriter): readonly Contains[] {
  const written = new Map<Branch, Contains>()
  const open: { readonly branch: Branch; isReady: boolean }[] = roots
    .map((branch) => ({ branch, isReady: false }))
    .reverse()
  for (let step = open.at(-1); step !== undefined; step = open.at(-1)) {
    const { branch } = step
    if (!step.isReady && branch.children.length > 0) {
      step.isReady = true
      for (const child of branch.children) open.push({ branch: child, isReady: false })
      continue
    }
    open.pop()
    written.set(
      branch,
      writer.write(
        branch.entry,
        branch.children.map((child) => written.get(child)!),
      ),
    )
  }
  return roots.map((branch) => written.get(branch)!)
}
